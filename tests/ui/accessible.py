"""What a screen reader is told of a program, read in few round trips: a window that draws with software answers but a few
times a second. The program's own list of widgets, which it keeps for screen readers, tells most in one answer; where
that lacks children, all questions of a level are sent before the first is answered."""
import ast, functools, re
from gi.repository import Gio, GLib

ACCESSIBLE = 'org.a11y.atspi.Accessible'
CHECKED, EXPANDABLE, EXPANDED, FOCUSED, PRESSED, VISIBLE = 4, 9, 10, 12, 20, 30  # AtspiStateType
ROLES = {7: 'check box', 11: 'combo box', 29: 'label', 32: 'list item', 37: 'page tab', 43: 'push button', 51: 'slider', 52: 'spin button', 61: 'text', 62: 'toggle button', 129: 'menu button'}
CLOSED = {'list item', 'push button', 'toggle button', 'page tab', 'combo box', 'spin button'}  # named as wholes
DEPTH = 60
_bus = None

def bus():
    """The bus of the accessible programs."""
    global _bus
    if _bus is None:
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None, 0, 10000).unpack()[0]
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        _bus = Gio.DBusConnection.new_for_address_sync(address, flags)
    return _bus

def ask(questions, unpacked=GLib.Variant.unpack):
    """Answers to (destination, path, interface, method, parameters), in their order; None where the thing has gone."""
    answers, left = [None] * len(questions), len(questions)
    def answered(connection, result, index):
        nonlocal left
        left -= 1
        try:
            answers[index] = unpacked(connection.call_finish(result))
        except GLib.Error:
            pass
    for index, (destination, path, interface, method, parameters) in enumerate(questions):
        # software GL on a busy machine may keep the window for long
        bus().call(destination, path, interface, method, parameters, None, 0, 30000, None, answered, index)
    while left > 0:
        GLib.MainContext.default().iteration(True)
    return answers

class Node:
    """A widget as it was when it was read."""
    def __init__(self, place, parent=None):
        self.place, self.parent, self.children = place, parent, []
        self.name, self.role, self.states = '', '', 0

    @property
    def path(self):
        return self.place[1]

    def take(self, name, role, states):
        """Role and states as AT-SPI numbers them."""
        self.name, self.role, self.states = name, ROLES.get(role, role), states[0] | states[1] << 32

    def question(self, method, interface=ACCESSIBLE, parameters=None):
        return (*self.place, interface, method, parameters)

    def property(self, interface, name):
        return self.question('Get', 'org.freedesktop.DBus.Properties', GLib.Variant('(ss)', (interface, name)))

    def ask(self, *question):
        answer = ask([question])[0]
        if answer is None:
            raise GLib.Error(f'“{self.name}” has gone, or cannot do it')
        return answer[0] if answer else None

    def has(self, state):
        return bool(self.states >> state & 1)

    def act(self):
        """Presses it."""
        self.ask(*self.question('DoAction', 'org.a11y.atspi.Action', GLib.Variant('(i)', (0,))))

    def value(self):
        return self.ask(*self.property('org.a11y.atspi.Value', 'CurrentValue'))

    def content(self):
        count = self.ask(*self.property('org.a11y.atspi.Text', 'CharacterCount'))
        return self.ask(*self.question('GetText', 'org.a11y.atspi.Text', GLib.Variant('(ii)', (0, count))))

    def write(self, text):
        self.ask(*self.question('SetTextContents', 'org.a11y.atspi.EditableText', GLib.Variant('(s)', (text,))))

def read(nodes):
    """Asks for what the program's list does not tell; what has gone stays nameless."""
    answers = ask([q for n in nodes for q in (n.property(ACCESSIBLE, 'Name'), n.question('GetRole'), n.question('GetState'))])
    for node, name, role, states in zip(nodes, answers[0::3], answers[1::3], answers[2::3]):
        node.take(name[0] if name else '', role[0] if role else 0, states[0] if states else (0, 0))

@functools.cache
def keeps_hidden(owner):
    """Whether the program's list still tells what is hidden by now as shown, and not what is shown for the first time in
    its place, as in later versions of GTK."""
    program = Node((owner, '/org/a11y/atspi/accessible/root'))
    version = program.ask(*program.property('org.a11y.atspi.Application', 'Version'))
    return tuple(int(n) for n in version.split('.')[:2]) > (4, 8)

# an item of the list as GLib writes it: what it is, its parent, place among its siblings, count of children, name, role, states
WORDS = r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
ITEM = re.compile(rf"\(\('([^']*)', '([^']*)'\), \('[^']*', '[^']*'\), \('[^']*', '([^']*)'\), (-?\d+), (-?\d+), \[[^]]*\], "
                  rf"{WORDS}, (\d+), {WORDS}, \[(\d+), (\d+)\]\)")

class Item:
    """What the program's list says of a widget."""
    def __init__(self, owner, path, parent, index, count, name, role, _, low, high):
        self.place, self.parent, self.index, self.count = (owner, path), parent, int(index), int(count)
        self.name = ast.literal_eval(name) if '\\' in name else name[1:-1]
        self.role, self.states = int(role), (int(low), int(high))

def items_in(answer):
    """GLib writes thousands of items in a tenth of the time that Python takes to unpack them."""
    items = [Item(*found) for found in ITEM.findall(answer.print_(False))]
    assert len(items) == answer.get_child_value(0).n_children(), 'the list is written otherwise'
    return items

def listed(owner):
    """The program's list: {path: item}, and {path: the listed children of it}."""
    items, children = {}, {}
    for item in ask([(owner, '/org/a11y/atspi/cache', 'org.a11y.atspi.Cache', 'GetItems', None)], items_in)[0] or []:
        items[item.place[1]] = item
        children.setdefault(item.parent, []).append((item.index, item.place))
    return items, children

def in_order(node):
    yield node
    for child in node.children:
        yield from in_order(child)

def tree(root, closed=CLOSED):
    """`root` and all below it, from above to below, without the insides of what is closed. Each of a stack's pages tells the
    shown one's insides as its own in some versions of libadwaita: they count once."""
    items, children = listed(root.place[0])
    if keeps_hidden(root.place[0]):
        children = {}
    level, met = [root], {root.path}
    for _ in range(DEPTH):
        read([n for n in level if n.path not in items])
        for node in level:
            if node.path in items:
                item = items[node.path]
                node.take(item.name, item.role, item.states)
        opened = [n for n in level if n.role not in closed]
        known = [n for n in opened if n.path in items and children and len(children.get(n.path, [])) == items[n.path].count]
        for node in known:
            node.children = [Node(place, node) for _, place in sorted(children.get(node.path, []))]
        lacking = [n for n in opened if n not in known]
        for node, answer in zip(lacking, ask([n.question('GetChildren') for n in lacking])):
            node.children = [Node(place, node) for place in answer[0]] if answer else []
        for node in opened:
            node.children = [c for c in node.children if c.path not in met and not met.add(c.path)]
        level = [child for node in opened for child in node.children]
        if not level:
            break
    return list(in_order(root))

_roots = {}

def application(pid):
    """The root of a program, or None while it is not there."""
    if pid not in _roots:
        registry = Node(('org.a11y.atspi.Registry', '/org/a11y/atspi/accessible/root'))
        for place in registry.ask(*registry.question('GetChildren')):
            owner = ask([('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'GetConnectionUnixProcessID',
                          GLib.Variant('(s)', (place[0],)))])[0]
            if owner and owner[0] == pid:
                _roots[pid] = place
    return Node(_roots[pid]) if pid in _roots else None
