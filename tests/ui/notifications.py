"""A desktop that is told of notifications: prints a line for each title."""
import gi
gi.require_version('Gio', '2.0')
from gi.repository import Gio, GLib

INTERFACE = """<node><interface name="org.freedesktop.Notifications">
  <method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="as" direction="in"/><arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
  <method name="CloseNotification"><arg type="u" direction="in"/></method>
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/></method>
</interface></node>"""

def on_call(connection, sender, path, interface, method, arguments, call):
    if method == 'Notify':
        print(arguments.unpack()[3], flush=True)
        call.return_value(GLib.Variant('(u)', (1,)))
    elif method == 'GetCapabilities':
        call.return_value(GLib.Variant('(as)', (['body', 'actions'],)))
    elif method == 'GetServerInformation':
        call.return_value(GLib.Variant('(ssss)', ('test', 'test', '1', '1.2')))
    else:
        call.return_value(None)

bus = Gio.bus_get_sync(Gio.BusType.SESSION)
bus.register_object('/org/freedesktop/Notifications', Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0], on_call, None, None)
Gio.bus_own_name_on_connection(bus, 'org.freedesktop.Notifications', Gio.BusNameOwnerFlags.NONE, lambda *words: print('here', flush=True), None)
GLib.MainLoop().run()
