"""Plans to measure with. `reference` is the scene that the figures in the literature of the project were taken on: a
curved wall of 400 cabinets, 30 boxes, three scanned helmets, a dolly of 120 frames at 24 mm on a sensor 36 mm wide."""
import os, re

PANEL = '<panel id="p" manufacturer="Bench" model="500 mm" pitch_mm="1.953125" width_mm="500" height_mm="500" pixels_w="256" pixels_h="256" weight_kg="8" power_max_w="190" nits="1500" source="made up" confidence="assumed"/>'
BODY = '<body id="b" manufacturer="Bench" model="Full frame" source="made up" confidence="assumed"><mode name="16:9" photosites_w="3840" photosites_h="2160" sensor_w_mm="36" sensor_h_mm="20.25"/></body>'

def plan(walls, props='', shots=''):
    return f'''<?xml version="1.0" encoding="UTF-8"?>
<sightline version="1.0">
  <stage id="s" outline="-20 -20 0, 20 -20 0, 20 20 0, -20 20 0" clear_height="10"/>
  <setup id="u" stage="s" environment="e"/>
  <environment id="e" content="sky"/>
  {walls}
  {props}
  <camera id="c" stage="s" position="0 -6 1.7" body="b" mode="16:9"/>
  {shots}
  {PANEL}
  {BODY}
</sightline>
'''

def wall(columns, rows, sweep=120, id='w', y=6, x=0, z=0):
    seams = ' '.join([f'{sweep / (columns - 1):.6f}'] * (columns - 1)) if sweep else '0'
    return f'<wall id="{id}" stage="s" position="{x} {y} {z}" cabinet="p" columns="{columns}" rows="{rows}" seams="{seams}"/>'

def dolly(id='d', frames=120):
    return (f'<shot id="{id}" number="{id}" setup="u" camera="c" focal_mm="24" focus="6" frames="{frames}" ratio="1.777777777777778">'
            f'<track target="c" path="position"><key frame="0" value="-2 -6 1.7"/><key frame="{frames}" value="2 -4 1.7"/></track></shot>')

def boxes(n=30):
    return '\n  '.join(f'<prop id="box-{i}" stage="s" position="{(i % 10) - 4.5:g} {1 + (i // 10) * 1.2:g} 0" pan="{i * 17 % 90}" shape="box" size="0.6 0.6 {0.4 + (i % 3) * 0.3:g}"/>' for i in range(n))

def helmets(model):
    return '\n  '.join(f'<prop id="helmet-{i}" stage="s" position="{(i - 1) * 1.5:g} -1 0.9" scale="2" shape="model" model="{model}"/>' for i in range(3))

def stages(n, things, shots, few):
    """A plan of n stages, each with its share of the things and of the shots; box-0 of the first one stands in `few` of its
    shots only, and its lamp lights all of them."""
    lines = ['<environment id="e" content="sky"/>']
    for s in range(n):
        own = lambda text: re.sub(r' (id|setup|camera|target)="([duc]|w|box-)', rf' \1="s{s}-\2', text).replace('stage="s"', f'stage="s{s}"')
        lines += [f'<stage id="s{s}" outline="-20 -20 0, 20 -20 0, 20 20 0, -20 20 0" clear_height="10"/>',
                  own(f'<setup id="u" stage="s" environment="e" absent="s{s}-box-0"/>'), own('<setup id="uu" stage="s" environment="e"/>'),
                  own(wall(20, 6)), own(boxes(things // n)), own('<camera id="c" stage="s" position="0 -6 1.7" body="b" mode="16:9"/>')]
        lines += [own(dolly(f'd{i}', 1)).replace('-u"', '-uu"' if i < few else '-u"') for i in range(shots // n)]
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<sightline version="1.0">' + '\n'.join(lines)
            + f'<light id="lamp" stage="s0" position="0 0 6"/>{PANEL}{BODY}</sightline>\n')

def board(n):
    """A production of n scenes with 40 of cast, four environments and a unit of ten hours."""
    lines = ['<production id="p" name="Film" start="2026-10-19"/>', '<unit id="u" production="p" day_hours="10"/>', '<stage id="s" outline="-20 -20 0, 20 -20 0, 20 20 0, -20 20 0" clear_height="10"/>']
    lines += [f'<environment id="e{i}" content="sky" load_minutes="18"/>' for i in range(4)]
    lines += [f'<cast id="c{i}" name="Cast {i}" production="p" number="{i + 1}" day_rate="{1000 + i * 50}"/>' for i in range(40)]
    for i in range(n):
        cast = ' '.join(dict.fromkeys(f'c{(i * 7 + k * k * 3) % 40}' for k in range(1 + i % 5)))
        place, light = ('int', 'ext')[i % 2], ('day', 'night', 'night', 'dusk')[i * 5 % 4]
        lines.append(f'<scene id="n{i}" production="p" number="{i + 1}" place="{place}" light="{light}" set="Set {i % 23}" synopsis="What happens in scene {i + 1}" eighths="{2 + i * 5 % 17}" cast="{cast}" minutes="{30 + i * 35 % 150}" environment="e{i * 3 % 4}" stage="s"/>')
    return '<?xml version="1.0" encoding="UTF-8"?>\n<sightline version="1.0">' + '\n'.join(lines) + '</sightline>\n'

def write(folder, name, text):
    path = os.path.join(folder, name + '.sightline')
    with open(path, 'w') as f:
        f.write(text)
    return path

def reference(folder, model, frames=120):
    model = os.path.relpath(model, folder)
    return write(folder, f'reference-{frames}', plan(wall(40, 10), boxes() + '\n  ' + helmets(model), dolly(frames=frames)))
