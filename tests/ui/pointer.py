"""A real pointer over the view of the real window."""
import re
from window import *

def hand(*words):
    subprocess.run(['xdotool', *map(str, words)], check=True)

def area(name='Stage in 3D'):
    """Where the view is on the screen: left, top, width, height, to a few pixels."""
    node = must_find(name)
    x, y, w, h = node.ask(*node.question('GetExtents', 'org.a11y.atspi.Component', GLib.Variant('(u)', (1,))))
    out = subprocess.run(['xdotool', 'getactivewindow', 'getwindowgeometry', '--shell'], capture_output=True, text=True, check=True).stdout
    at = dict(re.findall(r'(\w+)=(-?\d+)', out))
    return int(at['X']) + x, int(at['Y']) + y, w, h

def picked_at(x, y):
    """The name of what a click there picks: of the step that takes it out again. None where it is the stage, or nothing."""
    action('select', text('wall-main'))  # until the click has come
    hand('mousemove', x, y, 'sleep', '.2', 'click', 1, 'sleep', '.5')
    if not enabled('remove'):
        return None
    action('remove')
    name = must_find('Undo: Remove ', prefix=True).name[len('Undo: Remove '):]
    action('undo')
    wait(lambda: not enabled('undo'))
    return name
