#include "sl-field-entry.h"

#include <string.h>

#include "sl-i18n.h"

typedef struct {
  GtkWidget   *widget;    /* a GtkEntry or a GtkTextView */
  SlFieldSpot *spot;      /* the widget's */
  gboolean     touched;   /* a person changed the text since it was shown or written */
  gboolean     composing; /* an input method holds letters that are not in the text yet */
  gboolean     setting;   /* the text changes by itself */
  char        *refused;   /* the text that could not be written last */
  guint        showing;   /* the host's number when it was shown */
} Entry;

static void
entry_free (gpointer data)
{
  Entry *e = data;

  g_free (e->refused);
  g_free (e);
}

static gboolean
is_length (const SlField *field)
{
  return field->unit == SL_UNIT_METRE && (field->type == SL_TYPE_REAL || field->type == SL_TYPE_VECTOR);
}

char *
sl_field_shown_text (const SlFieldSpot *spot, const char *value)
{
  double metres;

  return is_length (spot->field) && sl_editor_imperial (spot->place->host->editor) && sl_number_parse (value, &metres)
         ? sl_length_to_feet (metres) : g_strdup (value);
}

/* A bare number is in the unit that is shown. */
static char *
typed_value (const Entry *e, const char *text)
{
  gboolean bare = *text != '\0' && strspn (text, "0123456789.+-*/() ") == strlen (text);

  return bare && is_length (e->spot->field) && sl_editor_imperial (e->spot->place->host->editor)
         ? g_strdup_printf ("(%s)*1'", text) : g_strdup (text);
}

static char *
typed (const Entry *e)
{
  GtkTextIter start, end;

  if (!GTK_IS_TEXT_VIEW (e->widget))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (e->widget)));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (e->widget));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* The text for the present value: nothing where there are several. */
static char *
present (const Entry *e, gboolean *mixed)
{
  g_autofree char *value = sl_field_spot_text (e->spot, mixed);

  return value == NULL || *mixed ? g_strdup ("") : sl_field_shown_text (e->spot, value);
}

/* --- showing --- */

/* A text that was selected as a whole, as Tab leaves it, is so afterwards: the next letter still replaces it. */
static void
put_text (Entry *e, const char *text)
{
  GtkEditable *editable = GTK_IS_EDITABLE (e->widget) ? GTK_EDITABLE (e->widget) : NULL;
  int start = 0, end = 0, at;
  gboolean whole;

  if (editable == NULL)
    {
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (e->widget)), text, -1);
      return;
    }
  at = gtk_editable_get_position (editable);
  whole = gtk_editable_get_selection_bounds (editable, &start, &end) && start == 0
          && end == (int) g_utf8_strlen (gtk_editable_get_text (editable), -1);
  gtk_editable_set_text (editable, text);
  if (whole && (gtk_widget_get_state_flags (e->widget) & GTK_STATE_FLAG_FOCUS_WITHIN))
    gtk_editable_select_region (editable, 0, -1);
  else
    gtk_editable_set_position (editable, MIN (at, (int) g_utf8_strlen (text, -1)));
}

static void
show_present (Entry *e)
{
  gboolean mixed;
  g_autofree char *text = present (e, &mixed), *now = typed (e);

  e->touched = FALSE;
  g_clear_pointer (&e->refused, g_free);
  sl_field_spot_unmark (e->spot, e->widget);
  if (GTK_IS_ENTRY (e->widget))
    gtk_entry_set_placeholder_text (GTK_ENTRY (e->widget), mixed ? _("Mixed") : NULL);
  if (g_str_equal (text, now))
    return;
  e->setting = TRUE;
  put_text (e, text);
  e->setting = FALSE;
}

static void
renew (GtkWidget *widget, gpointer data)
{
  Entry *e = data;
  gboolean other = e->showing != e->spot->place->host->showing;

  e->showing = e->spot->place->host->showing;
  if (other || (!e->touched && !e->composing))
    show_present (e);
}

void
sl_field_entry_refresh (GtkWidget *entry)
{
  show_present (g_object_get_data (G_OBJECT (entry), "entry"));
}

/* --- writing --- */

/* Whether what stands there is to be written: the record may have gone, or other things may be shown by now. */
static gboolean
is_pending (Entry *e)
{
  SlFieldHost *host = e->spot->place->host;

  if (!e->touched)
    return FALSE;
  host->settle (host->data);
  return e->touched && !e->spot->place->gone && e->showing == host->showing;
}

static void
commit (Entry *e, gboolean again)
{
  gboolean mixed;
  g_autofree char *text = NULL, *now = NULL, *value = NULL;

  if (!is_pending (e))
    return;
  text = typed (e);
  now = present (e, &mixed);
  value = typed_value (e, text);
  if (!again && g_strcmp0 (text, e->refused) == 0)
    return;
  if (g_str_equal (text, now))
    {
      show_present (e);
      return;
    }
  e->touched = FALSE; /* a panel that listens shows what the plan made of it */
  if (sl_field_spot_write (e->spot, e->widget, value, NULL))
    {
      show_present (e);
      return;
    }
  e->touched = TRUE;
  g_free (e->refused);
  e->refused = g_steal_pointer (&text);
}

void
sl_field_entry_commit (GtkWidget *widget)
{
  Entry *e = NULL;

  for (GtkWidget *w = widget; w != NULL && e == NULL; w = gtk_widget_get_parent (w))
    e = g_object_get_data (G_OBJECT (w), "entry");
  if (e != NULL)
    commit (e, FALSE);
}

/* --- what hands do --- */

static void
on_changed (Entry *e)
{
  if (!e->setting)
    e->touched = TRUE;
}

static void
on_preedit (GtkWidget *text, const char *preedit, Entry *e)
{
  e->composing = *preedit != '\0';
}

static void
on_activate (GtkEntry *entry, Entry *e)
{
  commit (e, TRUE);
  if (e->refused == NULL)
    gtk_editable_select_region (GTK_EDITABLE (entry), 0, -1);
}

static void
on_leave (GtkEventControllerFocus *focus, Entry *e)
{
  e->composing = FALSE;
  commit (e, FALSE);
}

/* Before the widgets inside, which would take Escape for themselves; not before an input method. */
static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint code, GdkModifierType state, Entry *e)
{
  const gboolean enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  if (e->composing)
    return FALSE;
  if (keyval == GDK_KEY_Escape && (e->touched || e->refused != NULL))
    {
      show_present (e);
      if (GTK_IS_EDITABLE (e->widget))
        gtk_editable_select_region (GTK_EDITABLE (e->widget), 0, -1);
      return TRUE;
    }
  if (GTK_IS_TEXT_VIEW (e->widget) && enter && (state & GDK_CONTROL_MASK))
    {
      commit (e, TRUE);
      return TRUE;
    }
  if (keyval == GDK_KEY_Delete && (state & GDK_ALT_MASK))
    {
      sl_field_spot_write (e->spot, e->widget, e->spot->field->def != NULL ? e->spot->field->def : "", NULL);
      show_present (e);
      return TRUE;
    }
  return FALSE;
}

static GtkWidget *
finish (GtkWidget *widget, GtkWidget *text, SlFieldPlace *place, const SlField *field, char axis)
{
  Entry *e = g_new0 (Entry, 1);
  GtkEventController *focus = gtk_event_controller_focus_new (), *keys = gtk_event_controller_key_new ();

  *e = (Entry) { .widget = widget, .spot = sl_field_spot_attach (widget, place, field, axis),
                 .showing = place->host->showing };
  g_object_set_data_full (G_OBJECT (widget), "entry", e, entry_free);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (focus, "leave", G_CALLBACK (on_leave), e);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), e);
  g_signal_connect (text, "preedit-changed", G_CALLBACK (on_preedit), e);
  gtk_widget_add_controller (widget, focus);
  gtk_widget_add_controller (widget, keys);
  gtk_widget_set_hexpand (widget, TRUE);
  sl_field_on_renew (widget, renew, e);
  return widget;
}

GtkWidget *
sl_field_entry_new (SlFieldPlace *place, const SlField *field, char axis)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (entry)));

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 4);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 6);
  gtk_widget_add_css_class (entry, "sl-entry");
  finish (entry, text, place, field, axis);
  g_signal_connect (entry, "activate", G_CALLBACK (on_activate), g_object_get_data (G_OBJECT (entry), "entry"));
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_changed), g_object_get_data (G_OBJECT (entry), "entry"));
  return entry;
}

GtkWidget *
sl_field_text_new (SlFieldPlace *place, const SlField *field)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_set_size_request (view, -1, 64);
  gtk_widget_add_css_class (view, "sl-text");
  finish (view, view, place, field, 0);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed", G_CALLBACK (on_changed),
                            g_object_get_data (G_OBJECT (view), "entry"));
  return view;
}
