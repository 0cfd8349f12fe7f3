"""A real pointer over the view of the real window."""
import re, time
from window import *

FRAME = 23  # AtspiRole

def hand(*words):
    subprocess.run(['xdotool', *map(str, words)], check=True)

def extents(node):
    return node.ask(*node.question('GetExtents', 'org.a11y.atspi.Component', GLib.Variant('(u)', (1,))))

def area(name='Stage in 3D'):
    """Where the view is on the screen: left, top, width, height. What is told of places begins at the window's border in
    later versions of GTK, within it in earlier ones: the first widget in the window tells where."""
    node = inner = must_find(name)
    while inner.parent.role != FRAME:
        inner = inner.parent
    (x, y, w, h), (left, top, within, below) = extents(node), extents(inner)
    out = subprocess.run(['xdotool', 'getactivewindow', 'getwindowgeometry', '--shell'], capture_output=True, text=True, check=True).stdout
    at = {key: int(value) for key, value in re.findall(r'(\w+)=(-?\d+)', out)}
    return at['X'] + (at['WIDTH'] - within) // 2 + x - left, at['Y'] + (at['HEIGHT'] - below) // 2 + y - top, w, h

def still(name):
    """The area of a widget once it has come to rest: a row that is put in above moves it a frame later."""
    before, now = None, area(name)
    while now != before:
        time.sleep(.15)
        before, now = now, area(name)
    return now

def state(name):
    """Of an action of the window, as D-Bus tells it."""
    r = bus().call_sync('org.sightline.Sightline', '/org/sightline/Sightline/window/1', 'org.gtk.Actions', 'Describe', GLib.Variant('(s)', (name,)), None, 0, 10000)
    return r.unpack()[0][2][0]

def resize(width, height):
    """Makes the window so large, as a hand at its corner would (px)."""
    found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', '– Sightline'], capture_output=True, text=True, check=True).stdout.split()
    hand('windowsize', '--sync', found[-1], width, height)

def picked_at(x, y):
    """The id of what a click there picks; None where it is the stage, or nothing. A key that comes after the click tells
    when the click has come."""
    tool = state('tool')
    action('select', text('wall-main'))
    action('select-also', text('wall-main'))  # nothing
    wait(lambda: not enabled('remove'))
    hand('mousemove', x, y, 'sleep', '.2', 'click', 1, 'key', 'm' if tool != 'measure' else 'q')
    wait(lambda: state('tool') != tool)
    action('tool', text(tool))
    def heading():
        """the heading of what is picked"""
        for node in widgets():
            m = re.fullmatch(r'\w+ · ([\w-]+)', node.name)
            if m and node.has(VISIBLE):
                return m.group(1)
    return wait(heading) if enabled('remove') else None
