"""drag-files.py FILE…: a window whose one word drags the files away, as a file manager would."""
import sys
import gi
gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, Gio, GLib, Gtk

URIS = ''.join(Gio.File.new_for_path(path).get_uri() + '\r\n' for path in sys.argv[1:])

def on_activate(app):
    window = Gtk.ApplicationWindow(application=app, title='Files to drag', default_width=160, default_height=80)
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
    source.connect('prepare', lambda *_: Gdk.ContentProvider.new_for_bytes('text/uri-list', GLib.Bytes.new(URIS.encode())))
    word = Gtk.Label(label='Files')
    word.add_controller(source)
    window.set_child(word)
    window.present()

app = Gtk.Application(application_id='org.sightline.Test', flags=Gio.ApplicationFlags.NON_UNIQUE)
app.connect('activate', on_activate)
app.run([])
