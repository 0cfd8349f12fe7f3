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

def picked_at(x, y):
    """The name of what a click there picks: of the step that takes it out again. None where it is the stage, or nothing."""
    action('select', text('wall-main'))  # until the click has come
    def other():
        return not any(n.name.endswith(' · wall-main') and n.has(VISIBLE) for n in widgets())
    wait(lambda: not other())
    hand('mousemove', x, y, 'sleep', '.2', 'click', 1, 'sleep', '.5')
    try:
        wait(other, seconds=3)
    except AssertionError:
        pass  # it is that wall
    if not enabled('remove'):
        return None
    action('remove')
    name = must_find('Undo: Remove ', prefix=True).name[len('Undo: Remove '):]
    action('undo')
    wait(lambda: not find('Undo: Remove ', prefix=True))
    return name
