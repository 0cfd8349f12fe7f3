#include "sl-field-helper.h"

#include "sl-field-entry.h"
#include "sl-i18n.h"

static GtkWidget *
beside (GtkWidget *entry, GtkWidget *helper)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (helper, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (helper, "sl-helper");
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), helper);
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static char *
spoken (GtkWidget *entry, const char *format)
{
  g_autofree char *name = sl_field_spot_name (sl_field_spot_of (entry));

  return g_strdup_printf (format, name);
}

/* The widget and the button in it, which takes the focus. */
static void
set_names (GtkWidget *widget, const char *name)
{
  GtkWidget *inner = gtk_widget_get_first_child (widget);

  sl_set_name (widget, name);
  gtk_widget_set_tooltip_text (widget, name);
  if (inner != NULL)
    sl_set_name (inner, name);
}

static void
write_text (GtkWidget *entry, const char *text)
{
  sl_field_spot_write (sl_field_spot_of (entry), entry, text, NULL);
  sl_field_entry_refresh (entry);
}

/* --- files --- */

static void
on_file_chosen (GFile *file, gpointer data)
{
  GtkWidget *entry = data;
  SlEditor *editor = sl_field_spot_of (entry)->place->host->editor;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (file == NULL || gtk_widget_get_root (entry) == NULL)
    return;
  if (path == NULL)
    {
      sl_editor_message (editor, _("Only files in local folders can be used; choose one"));
      return;
    }
  g_autofree char *name = sl_document_relative (sl_editor_document (editor), path);
  write_text (entry, name);
}

static void
on_choose_file (GtkButton *button, GtkWidget *entry)
{
  const SlFieldSpot *spot = sl_field_spot_of (entry);
  const SlFileChoice choice = { .what = SL_CHOOSE_OPEN, .title = _(spot->field->label),
                                .folder = sl_document_folder (sl_editor_document (spot->place->host->editor)) };

  sl_choose_file (GTK_WINDOW (gtk_widget_get_root (entry)), &choice, on_file_chosen, g_object_ref (entry),
                  g_object_unref);
}

static GtkWidget *
with_file_button (GtkWidget *entry)
{
  g_autofree char *name = spoken (entry, _("Choose a file for %s"));
  GtkWidget *button = sl_button ("document-open-symbolic", name, NULL);

  g_signal_connect (button, "clicked", G_CALLBACK (on_choose_file), entry);
  return beside (entry, button);
}

/* --- dates --- */

typedef struct {
  GtkWidget *entry, *button, *calendar; /* the entry is borrowed */
  gboolean   setting; /* the calendar shows the present day */
  gboolean   leafing; /* to another month or year, which picks no day */
  guint      idle;
} Date;

static void
date_free (gpointer data)
{
  Date *d = data;

  g_clear_handle_id (&d->idle, g_source_remove);
  g_free (d);
}

static void
show_day (Date *d)
{
  g_autofree char *text = sl_field_spot_text (sl_field_spot_of (d->entry), NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  guint32 julian = 0;
  GDate date;

  d->setting = TRUE;
  if (text != NULL && *text != '\0' && sl_date_parse (text, &julian))
    {
      g_date_clear (&date, 1);
      g_date_set_julian (&date, julian);
      g_autoptr (GDateTime) day = g_date_time_new_local (g_date_get_year (&date), g_date_get_month (&date),
                                                         g_date_get_day (&date), 12, 0, 0);
      gtk_calendar_select_day (GTK_CALENDAR (d->calendar), day);
    }
  else
    gtk_calendar_select_day (GTK_CALENDAR (d->calendar), now);
  d->setting = FALSE;
}

static gboolean
take_day (gpointer data)
{
  Date *d = data;
  g_autoptr (GDateTime) day = gtk_calendar_get_date (GTK_CALENDAR (d->calendar));
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

  d->idle = 0;
  if (!d->leafing)
    {
      gtk_menu_button_popdown (GTK_MENU_BUTTON (d->button));
      write_text (d->entry, text);
      gtk_widget_grab_focus (d->entry);
    }
  d->leafing = FALSE;
  return G_SOURCE_REMOVE;
}

/* Leafing may select a day too; which it was is known when both signals have come. */
static void
on_day (Date *d)
{
  if (!d->setting && d->idle == 0)
    d->idle = g_idle_add (take_day, d);
}

static void
on_leaf (Date *d)
{
  if (d->setting)
    return;
  d->leafing = TRUE;
  on_day (d);
}

/* GTK's own keys begin at the corner of the month, not at the day. */
static gboolean
on_calendar_key (GtkEventControllerKey *controller, guint keyval, guint code, GdkModifierType state, Date *d)
{
  static const struct { guint key; int days, months; } moves[] = {
    { GDK_KEY_Left, -1, 0 }, { GDK_KEY_Right, 1, 0 }, { GDK_KEY_Up, -7, 0 }, { GDK_KEY_Down, 7, 0 },
    { GDK_KEY_Page_Up, 0, -1 }, { GDK_KEY_Page_Down, 0, 1 },
  };
  g_autoptr (GDateTime) day = gtk_calendar_get_date (GTK_CALENDAR (d->calendar));

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    if (keyval == moves[i].key)
      {
        g_autoptr (GDateTime) fresh = g_date_time_add_full (day, 0, moves[i].months, moves[i].days, 0, 0, 0);
        d->setting = TRUE;
        gtk_calendar_select_day (GTK_CALENDAR (d->calendar), fresh);
        d->setting = FALSE;
        return TRUE;
      }
  if (keyval != GDK_KEY_space && keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter)
    return FALSE;
  on_day (d);
  return TRUE;
}

/* Alt+Down, as lists open. */
static gboolean
on_date_key (GtkEventControllerKey *controller, guint keyval, guint code, GdkModifierType state, Date *d)
{
  if (keyval != GDK_KEY_Down || !(state & GDK_ALT_MASK))
    return FALSE;
  gtk_menu_button_popup (GTK_MENU_BUTTON (d->button));
  gtk_widget_grab_focus (d->calendar);
  return TRUE;
}

static GtkWidget *
make_calendar (Date *d, const char *name)
{
  static const char *const leafs[] = { "next-month", "prev-month", "next-year", "prev-year" };
  GtkEventController *keys = gtk_event_controller_key_new ();

  d->calendar = gtk_calendar_new ();
  sl_set_name (d->calendar, name);
  g_signal_connect_swapped (d->calendar, "day-selected", G_CALLBACK (on_day), d);
  for (guint i = 0; i < G_N_ELEMENTS (leafs); i++)
    g_signal_connect_swapped (d->calendar, leafs[i], G_CALLBACK (on_leaf), d);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_calendar_key), d);
  gtk_widget_add_controller (d->calendar, keys);
  return d->calendar;
}

static GtkWidget *
with_calendar (GtkWidget *entry)
{
  Date *d = g_new0 (Date, 1);
  g_autofree char *name = spoken (entry, _("Pick a day for %s (Alt+Down)"));
  GtkWidget *popover = gtk_popover_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  d->entry = entry;
  d->button = gtk_menu_button_new ();
  gtk_popover_set_child (GTK_POPOVER (popover), make_calendar (d, name));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (d->button), "x-office-calendar-symbolic");
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (d->button), FALSE);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (d->button), popover);
  gtk_widget_set_focusable (gtk_widget_get_first_child (d->button), FALSE); /* From, Tab, To */
  set_names (d->button, name);
  g_object_set_data_full (G_OBJECT (d->button), "date", d, date_free);
  g_signal_connect_swapped (popover, "map", G_CALLBACK (show_day), d);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_date_key), d);
  gtk_widget_add_controller (entry, keys);
  return beside (entry, d->button);
}

/* --- colours --- */

static void
renew_colour (GtkWidget *button, gpointer entry)
{
  g_autofree char *text = sl_field_spot_text (sl_field_spot_of (entry), NULL);
  GdkRGBA colour;

  if (text != NULL && gdk_rgba_parse (&colour, text))
    gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (button), &colour);
}

static void
on_colour (GtkColorButton *button, GtkWidget *entry)
{
  GdkRGBA c;
  g_autofree char *text = NULL;

  gtk_color_chooser_get_rgba (GTK_COLOR_CHOOSER (button), &c);
  text = g_strdup_printf ("#%02x%02x%02x", (guint) (c.red * 255 + .5), (guint) (c.green * 255 + .5),
                          (guint) (c.blue * 255 + .5));
  write_text (entry, text);
}

static GtkWidget *
with_colour_button (GtkWidget *entry)
{
  g_autofree char *name = spoken (entry, _("Choose %s"));
  GtkWidget *button = gtk_color_button_new ();

  gtk_color_button_set_title (GTK_COLOR_BUTTON (button), name);
  set_names (button, name);
  g_signal_connect (button, "color-set", G_CALLBACK (on_colour), entry);
  sl_field_on_renew (button, renew_colour, entry);
  return beside (entry, button);
}

GtkWidget *
sl_field_with_helper (GtkWidget *entry)
{
  switch (sl_field_spot_of (entry)->field->type)
    {
    case SL_TYPE_ASSET:
      return with_file_button (entry);
    case SL_TYPE_DATE:
      return with_calendar (entry);
    case SL_TYPE_COLOUR:
      return with_colour_button (entry);
    default:
      return entry;
    }
}
