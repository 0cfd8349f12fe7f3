#include "sl-field-control.h"

#include <math.h>
#include <string.h>

#include "sl-field-choice.h"
#include "sl-i18n.h"

/* What a control needs to write its value; owned by its widget. */
typedef struct {
  SlFieldHost *host;
  char        *id, *path;
  GtkWidget   *editor; /* entry, switch or drop-down */
  const SlField *field;
  GStrv        choices; /* ids of a drop-down, "" for none */
  char        *shown;   /* text that was shown or written last: only what a person changed is written */
  double       start;   /* value where a drag began */
} Control;

static void
control_free (gpointer data)
{
  Control *c = data;

  g_free (c->id);
  g_free (c->path);
  g_free (c->shown);
  g_strfreev (c->choices);
  g_free (c);
}

static gboolean
is_length (const SlField *field)
{
  return field->unit == SL_UNIT_METRE && (field->type == SL_TYPE_REAL || field->type == SL_TYPE_VECTOR);
}

/* Lengths are shown in feet and inches where people want them; files hold metres. */
static char *
shown_text (const Control *c, const char *value)
{
  double metres;

  return is_length (c->field) && sl_editor_imperial (c->host->editor) && sl_number_parse (value, &metres)
         ? sl_length_to_feet (metres) : g_strdup (value);
}

/* A bare number is in the unit that is shown. */
static char *
typed_text (const Control *c, const char *text)
{
  gboolean bare = *text != '\0' && strspn (text, "0123456789.+-*/() ") == strlen (text);

  return bare && is_length (c->field) && sl_editor_imperial (c->host->editor) ? g_strdup_printf ("(%s)*1'", text)
                                                                              : g_strdup (text);
}

/* --- writing values --- */

static void
write_value (Control *c, const char *text, const char *fold)
{
  g_autoptr (GError) error = NULL;

  if (c->host->filling)
    return;
  if (sl_editor_set_field (c->host->editor, c->id, c->path, text, fold, &error))
    {
      gtk_widget_remove_css_class (c->editor, "error");
      gtk_widget_set_tooltip_text (c->editor, _(c->field->help));
      return;
    }
  gtk_widget_add_css_class (c->editor, "error");
  gtk_widget_set_tooltip_text (c->editor, error->message);
  sl_editor_message (c->host->editor, error->message);
}

static char *
typed (const Control *c)
{
  GtkTextIter start, end;

  if (!GTK_IS_TEXT_VIEW (c->editor))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (c->editor)));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (c->editor));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* Also called late, for an entry that loses the focus because its row is being renewed. */
static void
on_entry_done (Control *c)
{
  g_autofree char *text = typed (c);

  if (g_strcmp0 (text, c->shown) == 0)
    return;
  g_autofree char *value = typed_text (c, text);
  g_free (c->shown);
  c->shown = g_steal_pointer (&text);
  write_value (c, value, NULL);
}

static void
on_entry_activate (GtkEntry *entry, Control *c)
{
  on_entry_done (c);
}

static void
on_entry_leave (GtkEventControllerFocus *focus, Control *c)
{
  on_entry_done (c);
}

static void
on_switch (GObject *object, GParamSpec *spec, Control *c)
{
  write_value (c, gtk_switch_get_active (GTK_SWITCH (c->editor)) ? "true" : "false", NULL);
}

static void
on_choice (GObject *object, GParamSpec *spec, Control *c)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (c->editor));
  if (at != GTK_INVALID_LIST_POSITION)
    write_value (c, c->choices[at], NULL);
}

/* A number is dragged by its label: a hundredth of its size a pixel, at least a hundredth of its unit. */
static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, Control *c)
{
  const SlEntity *entity = sl_plan_find (sl_editor_plan (c->host->editor), c->id);
  g_autofree char *text = entity != NULL ? sl_entity_get (entity, c->path, NULL) : NULL;

  c->start = NAN;
  c->host->dragging = TRUE; /* its row must live */
  if (text != NULL)
    sl_number_parse (text, &c->start);
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, Control *c)
{
  double step = fmax (.01, fabs (c->start) / 100), value;
  g_autofree char *text = NULL, *fold = NULL;

  if (isnan (c->start))
    return;
  value = c->start + dx * step;
  value = c->field->type == SL_TYPE_INTEGER ? round (value) : round (value * 100) / 100;
  if (c->field->min != c->field->max)
    value = CLAMP (value, c->field->min, c->field->max);
  text = sl_number_to_text (value);
  fold = g_strdup_printf ("drag %s %s", c->id, c->path);
  g_free (c->shown);
  c->shown = shown_text (c, text);
  gtk_editable_set_text (GTK_EDITABLE (c->editor), c->shown);
  write_value (c, text, fold);
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, Control *c)
{
  c->host->dragging = FALSE;
  c->host->changed (c->host->data);
  sl_document_break_fold (sl_editor_document (c->host->editor));
}

/* --- making them --- */

static GtkWidget *
make_choice (Control *c, const SlEntity *entity, const char *value)
{
  GtkWidget *drop = sl_field_choice_new (c->host->editor, entity, c->field, value, &c->choices);

  g_signal_connect (drop, "notify::selected", G_CALLBACK (on_choice), c);
  return drop;
}

static GtkWidget *
make_entry (Control *c, const char *value)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  c->shown = shown_text (c, value);
  gtk_editable_set_text (GTK_EDITABLE (entry), c->shown);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  gtk_widget_add_css_class (entry, "sl-entry");
  g_signal_connect (entry, "activate", G_CALLBACK (on_entry_activate), c);
  g_signal_connect (focus, "leave", G_CALLBACK (on_entry_leave), c);
  gtk_widget_add_controller (entry, focus);
  return entry;
}

/* Ctrl+Enter writes what was typed; so does leaving. */
static gboolean
on_text_key (GtkEventControllerKey *controller, guint keyval, guint code, GdkModifierType state, Control *c)
{
  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter) || !(state & GDK_CONTROL_MASK))
    return FALSE;
  on_entry_done (c);
  return TRUE;
}

static GtkWidget *
make_text (Control *c, const char *value)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkEventController *focus = gtk_event_controller_focus_new (), *keys = gtk_event_controller_key_new ();

  c->shown = g_strdup (value);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), value, -1);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_set_size_request (view, -1, 64);
  gtk_widget_add_css_class (view, "sl-text");
  g_signal_connect (focus, "leave", G_CALLBACK (on_entry_leave), c);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_text_key), c);
  gtk_widget_add_controller (view, focus);
  gtk_widget_add_controller (view, keys);
  return view;
}

static GtkWidget *
make_editor (Control *c, const SlEntity *entity, const char *value)
{
  GtkWidget *toggle;

  if (c->field->choices != NULL)
    return make_choice (c, entity, value);
  if (c->field->flags & SL_FIELD_MULTILINE)
    return make_text (c, value);
  switch (c->field->type)
    {
    case SL_TYPE_BOOL:
      toggle = gtk_switch_new ();
      gtk_switch_set_active (GTK_SWITCH (toggle), g_str_equal (value, "true"));
      gtk_widget_set_halign (toggle, GTK_ALIGN_START);
      g_signal_connect (toggle, "notify::active", G_CALLBACK (on_switch), c);
      return toggle;
    case SL_TYPE_ENUM:
    case SL_TYPE_REF:
    case SL_TYPE_DEVICE:
      return make_choice (c, entity, value);
    default:
      return make_entry (c, value);
    }
}

/* --- files --- */

static void
on_file_chosen (GFile *file, gpointer data)
{
  GtkWidget *editor = data;
  Control *c = g_object_get_data (G_OBJECT (editor), "control");
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (file == NULL || gtk_widget_get_root (editor) == NULL)
    return;
  if (path == NULL)
    {
      sl_editor_message (c->host->editor, _("Only files in local folders can be used; choose one"));
      return;
    }
  g_autofree char *name = sl_document_relative (sl_editor_document (c->host->editor), path);
  write_value (c, name, NULL);
}

static void
on_choose_file (GtkButton *button, GtkWidget *editor)
{
  Control *c = g_object_get_data (G_OBJECT (editor), "control");
  const SlFileChoice choice = { .what = SL_CHOOSE_OPEN, .title = _(c->field->label),
                                .folder = sl_document_folder (sl_editor_document (c->host->editor)) };

  sl_choose_file (GTK_WINDOW (gtk_widget_get_root (editor)), &choice, on_file_chosen, g_object_ref (editor),
                  g_object_unref);
}

/* The entry with a button beside it. */
static GtkWidget *
with_file_button (GtkWidget *editor, const char *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_autofree char *spoken = g_strdup_printf (_("Choose a file for %s"), name);
  GtkWidget *button = sl_button ("document-open-symbolic", spoken, NULL);

  g_signal_connect (button, "clicked", G_CALLBACK (on_choose_file), editor);
  gtk_box_append (GTK_BOX (box), editor);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

/* --- the control --- */

static Control *
control_of (GtkWidget *widget)
{
  Control *c = g_object_get_data (G_OBJECT (widget), "control");
  GtkWidget *child = gtk_widget_get_first_child (widget);

  return c != NULL || child == NULL ? c : g_object_get_data (G_OBJECT (child), "control");
}

GtkWidget *
sl_field_control_new (SlFieldHost *host, const SlEntity *entity, const SlField *field, const char *path,
                      const char *name)
{
  Control *c = g_new0 (Control, 1);
  g_autofree char *value = sl_entity_get (entity, path, NULL);

  *c = (Control) { .host = host, .id = g_strdup (entity->id), .path = g_strdup (path), .field = field };
  c->editor = make_editor (c, entity, value != NULL ? value : "");
  sl_set_name (c->editor, name);
  gtk_widget_set_tooltip_text (c->editor, _(field->help));
  gtk_widget_set_hexpand (c->editor, TRUE);
  g_object_set_data_full (G_OBJECT (c->editor), "control", c, control_free);
  return field->type == SL_TYPE_ASSET ? with_file_button (c->editor, name) : c->editor;
}

const char *
sl_field_control_path (GtkWidget *widget, const char **id)
{
  const Control *c = NULL;

  for (GtkWidget *w = widget; w != NULL && c == NULL; w = gtk_widget_get_parent (w))
    c = g_object_get_data (G_OBJECT (w), "control");
  if (c != NULL && id != NULL)
    *id = c->id;
  return c != NULL ? c->path : NULL;
}

void
sl_field_control_drag (GtkWidget *control, GtkWidget *label)
{
  Control *c = control_of (control);
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), c);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), c);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), c);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_cursor_from_name (label, "ew-resize");
}

static void
on_reset (GtkButton *button, Control *c)
{
  write_value (c, c->field->def != NULL ? c->field->def : "", NULL);
}

GtkWidget *
sl_field_control_reset (SlFieldHost *host, const SlEntity *entity, const SlField *field, const char *path,
                        gboolean changed)
{
  GtkWidget *reset = gtk_button_new_with_label (changed ? "●" : "○");
  Control *c = g_new0 (Control, 1);
  g_autofree char *name = g_strdup_printf (_("Reset %s"), _(field->label));

  *c = (Control) { .host = host, .id = g_strdup (entity->id), .path = g_strdup (path), .field = field,
                    .editor = reset };
  g_object_set_data_full (G_OBJECT (reset), "reset", c, control_free);
  gtk_widget_add_css_class (reset, "flat");
  gtk_widget_add_css_class (reset, "sl-reset");
  gtk_widget_add_css_class (reset, changed ? "sl-changed" : "sl-dim");
  gtk_widget_set_valign (reset, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (reset, name);
  sl_set_name (reset, name);
  gtk_widget_set_sensitive (reset, changed);
  g_signal_connect (reset, "clicked", G_CALLBACK (on_reset), c);
  return reset;
}

GtkWidget *
sl_field_control_with_unit (GtkWidget *control, const char *unit)
{
  GtkWidget *overlay = gtk_overlay_new (), *label = gtk_label_new (unit);

  gtk_widget_add_css_class (label, "sl-unit");
  gtk_widget_set_halign (label, GTK_ALIGN_END);
  gtk_widget_set_can_target (label, FALSE);
  gtk_widget_add_css_class (control, "sl-with-unit");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), control);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), label);
  return overlay;
}
