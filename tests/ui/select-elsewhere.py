"""select-elsewhere.py: takes the selection of X for a moment, as text that is chosen in another program does."""
import gi
gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, GLib, Gtk

Gtk.init()
Gdk.Display.get_default().get_primary_clipboard().set_content(Gdk.ContentProvider.new_for_value('elsewhere'))
loop = GLib.MainLoop()
GLib.timeout_add(300, loop.quit)
loop.run()
