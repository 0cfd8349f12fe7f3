"""Drives the real window under Xvfb, through accessible names and D-Bus actions."""
import os, re, shutil, signal, sys, time
if 'SL_INNER' not in os.environ:
    # a display, a window manager and a session bus of our own
    display = next(n for n in range(90, 200) if not os.path.exists(f'/tmp/.X{n}-lock'))
    import subprocess
    x = subprocess.Popen(['Xvfb', f':{display}', '-screen', '0', '1600x1000x24', '+extension', 'GLX', '-nolisten', 'tcp'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(100):
        if os.path.exists(f'/tmp/.X11-unix/X{display}'):
            break
        time.sleep(.1)
    env = dict(os.environ, DISPLAY=f':{display}', SL_INNER='1', GTK_A11Y='atspi', GDK_BACKEND='x11')
    wm = subprocess.Popen(['openbox'], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        code = subprocess.run(['dbus-run-session', '--', sys.executable, os.path.abspath(sys.argv[0])], env=env, stderr=subprocess.DEVNULL).returncode
    finally:
        wm.terminate()
        x.terminate()
    sys.exit(code)

from sltap import *
import gi, warnings
warnings.simplefilter('ignore')
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib

APP = BUILD + '/src/app/sightline'
process = None

def wait(what, seconds=30, every=.15):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            value = what()
            if value:
                return value
        except GLib.Error:
            pass
        time.sleep(every)
    raise AssertionError('waited in vain for ' + (what.__doc__ or what.__name__))

def bus():
    return Gio.bus_get_sync(Gio.BusType.SESSION)

def action(name, *values, window=1):
    path = f'/org/sightline/Sightline/window/{window}' if window else '/org/sightline/Sightline'
    bus().call_sync('org.sightline.Sightline', path, 'org.gtk.Actions', 'Activate', GLib.Variant('(sava{sv})', (name, list(values), {})), None, 0, 10000)

def text(value):
    return GLib.Variant('s', value)

def enabled(name):
    r = bus().call_sync('org.sightline.Sightline', '/org/sightline/Sightline/window/1', 'org.gtk.Actions', 'Describe', GLib.Variant('(s)', (name,)), None, 0, 10000)
    return r.unpack()[0][0]

CLOSED = {'list item', 'push button', 'toggle button', 'page tab', 'combo box', 'spin button'}  # named as wholes

def walk(node, depth=0, closed=CLOSED):
    yield node
    try:
        n = node.get_child_count() if depth < 60 and role_of(node) not in closed else 0
        children = [node.get_child_at_index(i) for i in range(n)]
    except GLib.Error:  # it went while we looked
        return
    for child in children:
        if child is not None:
            yield from walk(child, depth + 1, closed)

def application():
    Atspi.init()
    Atspi.set_timeout(10000, 30000)  # software GL on a busy machine may keep the window for longer than the usual 0.8 s
    desktop = Atspi.get_desktop(0)
    desktop.clear_cache()  # a program that came since is not in it: no main loop runs here
    for i in range(desktop.get_child_count()):
        app = desktop.get_child_at_index(i)
        if app is not None and app.get_process_id() == process.pid:
            return app

def role_of(node):
    """As GTK 4.8 names them; later ones say “button”."""
    name = node.get_role_name()
    return 'push button' if name == 'button' else name

def find(name, role=None, prefix=False):
    app = application()
    for node in walk(app) if app else []:
        try:
            n = node.get_name() or ''
            if (n == name or (prefix and n.startswith(name))) and (role is None or role_of(node) == role) and node.get_state_set().contains(Atspi.StateType.VISIBLE):
                return node
        except GLib.Error:
            continue

def must_find(name, role=None, prefix=False):
    def there():
        return find(name, role, prefix)
    there.__doc__ = f'“{name}”'
    return wait(there)

def start(plan, **env):
    global process
    end_leftover()
    process = subprocess.Popen([APP, *([plan] if plan else [])], env=dict(os.environ, **env), stdout=open('window.log', 'ab'), stderr=subprocess.STDOUT)
    wait(lambda: enabled('save') is True)

def end_leftover():
    if process is not None and process.poll() is None:
        process.kill()
        process.wait()

def stop():
    process.send_signal(signal.SIGTERM)
    process.wait(10)

def copy(name, to):
    os.makedirs('w/samples', exist_ok=True)
    if not os.path.exists('w/models'):
        shutil.copytree(TOP + '/data/models', 'w/models')
    shutil.copy(SAMPLES + name + '.sightline', 'w/samples/' + to)
    return os.path.abspath('w/samples/' + to)

def content(entry):
    t = entry.get_text_iface()
    return Atspi.Text.get_text(t, 0, Atspi.Text.get_character_count(t))

def enter(field, value):
    """Types into a field as a person would; GTK 4.8 cannot set the focus through AT-SPI, so an action does."""
    action('edit-field', text(field))
    time.sleep(.4)
    subprocess.run(['xdotool', 'key', 'ctrl+a'], check=True)
    subprocess.run(['xdotool', 'type', '--delay', '20', value], check=True)
    subprocess.run(['xdotool', 'key', 'Return'], check=True)

def coverage_shown():
    node = find('Coverage ', 'label', prefix=True)
    return node and float(node.get_name().split()[1])

def press(name):
    must_find(name, 'push button').get_action_iface().do_action(0)

def shown_frame():
    return must_find('Frame', 'spin button').get_value_iface().get_current_value()

def windows():
    """How many windows of plans there are."""
    app = application()
    if app is None:
        return 0
    names = [app.get_child_at_index(i).get_name() or '' for i in range(app.get_child_count())]
    return sum(name.endswith('– Sightline') for name in names)

def said(part):
    """Something on the screen says that."""
    def there():
        return any(part in (n.get_name() or '') for n in walk(application()))
    there.__doc__ = f'“…{part}…”'
    return wait(there)

def key(*keys):
    subprocess.run(['xdotool', 'key', *keys], check=True)

def answer(name):
    """Presses a button of a question, which has it once for wide windows and once for narrow ones."""
    def there():
        for n in walk(application()):
            if role_of(n) == 'push button' and n.get_name() in (name, f'{name} {name}') and n.get_state_set().contains(Atspi.StateType.VISIBLE):
                return n
    there.__doc__ = f'the answer “{name}”'
    time.sleep(.5)  # until the question has come into sight
    wait(there).get_action_iface().do_action(0)

def run_all():
    try:
        main()
    finally:
        end_leftover()
