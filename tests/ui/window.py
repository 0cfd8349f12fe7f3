"""Drives the real window under Xvfb, through accessible names and D-Bus actions."""
import os, re, shutil, signal, sys, time
if 'SL_INNER' not in os.environ:
    # a display, a window manager and a session bus of our own; the server chooses a number that is free
    import subprocess
    told, tells = os.pipe()
    x = subprocess.Popen(['Xvfb', '-displayfd', str(tells), '-screen', '0', '1600x1000x24', '+extension', 'GLX', '-nolisten', 'tcp'], pass_fds=[tells], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(tells)
    with os.fdopen(told) as numbers:
        display = numbers.readline().strip()
    env = dict(os.environ, DISPLAY=f':{display}', SL_INNER='1', GTK_A11Y='atspi', GDK_BACKEND='x11')
    wm = subprocess.Popen(['openbox'], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        code = subprocess.run(['dbus-run-session', '--', sys.executable, os.path.abspath(sys.argv[0])], env=env, stderr=subprocess.DEVNULL).returncode
    finally:
        wm.terminate()
        x.terminate()
    sys.exit(code)

from sltap import *
import accessible
from accessible import CHECKED, EXPANDABLE, EXPANDED, FOCUSED, PRESSED, VISIBLE
from gi.repository import Gio, GLib

APP = BUILD + '/src/app/sightline'
process = None

def wait(what, seconds=30, every=.15):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        asked = time.monotonic()
        try:
            value = what()
            if value:
                return value
        except GLib.Error:
            pass
        time.sleep(max(every, time.monotonic() - asked))  # answering takes the program at most half of its time
    raise AssertionError('waited in vain for ' + (what.__doc__ or what.__name__))

def bus():
    return Gio.bus_get_sync(Gio.BusType.SESSION)

def action(name, *values, window=1):
    path = f'/org/sightline/Sightline/window/{window}' if window else '/org/sightline/Sightline'
    bus().call_sync('org.sightline.Sightline', path, 'org.gtk.Actions', 'Activate', GLib.Variant('(sava{sv})', (name, list(values), {})), None, 0, 10000)

def at_once(name, *values):
    """The action once with each of the values, none waiting for the one before."""
    connection = bus()
    for value in values:
        connection.call('org.sightline.Sightline', '/org/sightline/Sightline/window/1', 'org.gtk.Actions', 'Activate', GLib.Variant('(sava{sv})', (name, [value], {})), None, 0, 10000, None, None)
    connection.flush_sync()

def text(value):
    return GLib.Variant('s', value)

def enabled(name):
    r = bus().call_sync('org.sightline.Sightline', '/org/sightline/Sightline/window/1', 'org.gtk.Actions', 'Describe', GLib.Variant('(s)', (name,)), None, 0, 10000)
    return r.unpack()[0][0]

def widgets():
    """All that the program tells a screen reader now."""
    app = accessible.application(process.pid)
    return accessible.tree(app) if app else []

def is_role(node, role):
    """Earlier versions of GTK call a button that stays down a push button too."""
    return node.role == role or (role, node.role) == ('push button', 'toggle button')

def find(name, role=None, prefix=False):
    for node in widgets():
        if (node.name == name or (prefix and node.name.startswith(name))) and (role is None or is_role(node, role)) and node.has(VISIBLE):
            return node

def must_find(name, role=None, prefix=False):
    def there():
        return find(name, role, prefix)
    there.__doc__ = f'“{name}”'
    return wait(there)

def form_row(name):
    """A line of a form that is typed into: earlier versions of libadwaita call it a text, later ones an item with a text in it."""
    def there():
        return find(name, 'text') or find(name, 'list item')
    there.__doc__ = f'the line “{name}”'
    return wait(there)

def start(plan, **env):
    global process
    end_leftover()
    process = subprocess.Popen([APP, *([plan] if plan else [])], env=dict(os.environ, **env), stdout=open('window.log', 'ab'), stderr=subprocess.STDOUT)
    wait(lambda: enabled('save') is True)

def end_leftover():
    """Of a test that failed: what it left unsaved would be offered to the next one."""
    if process is not None and process.poll() is None:
        process.kill()
        process.wait()
        shutil.rmtree(os.environ['XDG_STATE_HOME'], ignore_errors=True)

def stop():
    process.send_signal(signal.SIGTERM)
    process.wait(10)

def keep(path, window=1):
    """Saves an edited plan, so that the next start does not offer to bring it back."""
    path = os.path.abspath(path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    action('save-to', text(path), window=window)
    wait(lambda: os.path.exists(path))
    time.sleep(.5)

def copy(name, to):
    os.makedirs('w/samples', exist_ok=True)
    if not os.path.exists('w/models'):
        shutil.copytree(TOP + '/data/models', 'w/models')
    shutil.copy(SAMPLES + name + '.sightline', 'w/samples/' + to)
    return os.path.abspath('w/samples/' + to)

def copy_with_short_shots(name, to):
    """For what is about days and not about pictures: measuring every frame takes longer than all else in a window."""
    path = copy(name, to)
    for id in re.findall(r'<shot\b[^>]*? id="([^"]+)"', open(path).read()):
        cli('set', path, id, 'frames=12')
    os.remove(path + '~')
    return path

def content(entry):
    return entry.content()

def is_active():
    """the keyboard in the window"""
    out = subprocess.run(['xdotool', 'getactivewindow', 'getwindowname'], capture_output=True, text=True)
    return 'Sightline' in out.stdout

def type_into(field, name, value):
    """Types into a field as a person would, and leaves it there; GTK 4.8 cannot set the focus for a screen reader, so an action does."""
    action('edit-field', text(field))
    def focused():
        return any(node.role == 'text' and node.name == name and node.has(FOCUSED) for node in widgets())
    focused.__doc__ = f'the focus in “{name}”'
    wait(focused)
    wait(is_active)
    subprocess.run(['xdotool', 'key', 'ctrl+a'], check=True)
    subprocess.run(['xdotool', 'type', '--delay', '20', value], check=True)

def enter(field, name, value):
    type_into(field, name, value)
    subprocess.run(['xdotool', 'key', 'Return'], check=True)

def coverage_shown():
    """Per cent of the picture of the frame that is shown which lands on LED or set."""
    for node in widgets():
        m = re.fullmatch(r'Shot .*, frame \d+: ([\d.]+) % LED, ([\d.]+) % set', node.name)
        if m and node.has(VISIBLE):
            return round(float(m.group(1)) + float(m.group(2)), 1)

def press(name):
    """Later versions of GTK call what opens a menu a push button too, which cannot be pressed so."""
    def pressed():
        for node in widgets():
            if node.name == name and is_role(node, 'push button') and node.has(VISIBLE):
                try:
                    node.act()
                    return True
                except GLib.Error:
                    pass
    pressed.__doc__ = f'“{name}”, to be pressed'
    wait(pressed)

def shown_frame():
    return must_find('Frame', 'spin button').value()

def windows():
    """How many windows of plans there are."""
    all = widgets()
    return sum(node.name.endswith('– Sightline') for node in all if node.parent is all[0])

def said(part):
    """Something on the screen says that."""
    def there():
        return next((node for node in widgets() if part in node.name), None)
    there.__doc__ = f'“…{part}…”'
    return wait(there)

def key(*keys):
    subprocess.run(['xdotool', 'key', *keys], check=True)

def answer(name):
    """Presses a button of a question, which has it once for wide windows and once for narrow ones."""
    def there():
        for node in widgets():
            if node.role == 'push button' and node.name in (name, f'{name} {name}') and node.has(VISIBLE):
                return node
    there.__doc__ = f'the answer “{name}”'
    time.sleep(.5)  # until the question has come into sight
    wait(there).act()

def run_all():
    try:
        main()
    finally:
        end_leftover()
