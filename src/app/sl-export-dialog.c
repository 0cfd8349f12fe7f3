#include "sl-export-dialog.h"

#include <string.h>

#include "sl-export-look.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-record-form.h"
#include "sl-weak.h"

enum { FORM_W = 500, WHOLE_W = 960, NARROW_W = 760, DIALOG_H = 640, MARGIN = 18, GAP = 12 };

typedef struct {
  SlBench            *bench;
  const SlExportKind *kind;
  gpointer            options;
  char               *path;
  gboolean            known; /* where it goes */
  GtkWidget          *form, *trouble, *place, *export;
  GtkWidget          *look; /* NULL for what takes too long */
  SlExportAnswered    answered;
  gpointer            data;
  GDestroyNotify      free_data;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *a = data;

  sl_export_options_free (a->kind, a->options);
  a->free_data (a->data);
  g_free (a->path);
  sl_bench_unref (a->bench);
  g_free (a);
}

/* Where there is no row for it, above all rows. */
static void
say (Asking *a, const char *field, const char *message)
{
  if (field != NULL && sl_record_form_blame (a->form, field, message))
    return;
  gtk_label_set_text (GTK_LABEL (a->trouble), message);
  gtk_widget_set_visible (a->trouble, TRUE);
}

static gboolean
are_good (Asking *a)
{
  g_autoptr (GError) error = NULL;
  g_autofree SlExportSource *source = g_new (SlExportSource, 1);
  const char *field = NULL;
  gboolean ok;

  gtk_widget_set_visible (a->trouble, FALSE);
  if (!sl_record_form_read (a->form, NULL))
    return FALSE;
  *source = sl_export_source (a->bench);
  ok = sl_export_options_check (a->kind, source, a->options, &field, &error);
  g_free ((gpointer) source->selected);
  if (!ok)
    say (a, field, error->message);
  return ok;
}

static void
on_export (GtkWidget *button, Asking *a)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (button));
  g_autofree char *path = NULL;

  if (a->bench->queue == NULL || !are_good (a))
    return;
  path = a->known ? sl_export_path (a->kind, a->options, a->path) : NULL;
  a->answered (a->kind, g_steal_pointer (&a->options), path, a->data);
  gtk_window_close (window);
}

/* --- where it goes, and what --- */

char *
sl_export_path (const SlExportKind *kind, gconstpointer options, const char *path)
{
  const char *suffix = sl_export_suffix (kind, options);
  g_autofree char *folder = g_path_get_dirname (path), *base = g_path_get_basename (path);
  char *dot = *kind->suffix != '\0' || sl_file_has_suffix (base, ".zip") ? strrchr (base, '.') : NULL;

  if (*suffix == '\0' ? !sl_file_has_suffix (base, ".zip") : sl_file_has_suffix (base, suffix))
    return g_strdup (path);
  if (dot != NULL && dot != base)
    *dot = '\0';
  g_autofree char *name = g_strconcat (base, suffix, NULL);
  return g_build_filename (folder, name, NULL);
}

/* A record of what the rows say; NULL while something is wrong with it. What no row is to blame for, as a plan in which
 * there is nothing to export, is said above them. */
static gpointer
options_now (Asking *a)
{
  gpointer now = g_malloc0 (a->kind->options->size);
  g_autofree SlExportSource *source = g_new (SlExportSource, 1);
  g_autoptr (GError) error = NULL;
  const char *field = NULL;
  gboolean good;

  sl_record_copy (a->kind->options, now, a->options);
  *source = sl_export_source (a->bench);
  good = sl_record_form_peek (a->form, now) && sl_export_options_check (a->kind, source, now, &field, &error);
  g_free ((gpointer) source->selected);
  gtk_widget_set_visible (a->trouble, error != NULL && field == NULL);
  if (error != NULL && field == NULL)
    gtk_label_set_text (GTK_LABEL (a->trouble), error->message);
  if (good)
    return now;
  sl_export_options_free (a->kind, now);
  return NULL;
}

static void
show_place (Asking *a)
{
  gpointer now = a->bench->queue != NULL ? options_now (a) : NULL;
  g_autofree char *path = sl_export_path (a->kind, now != NULL ? now : a->options, a->path);

  gtk_button_set_label (GTK_BUTTON (a->export), a->known ? _("Export") : _("Export…"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (a->place), a->known ? path : _("Asked for when you export"));
  if (a->look != NULL)
    sl_export_look_show (a->look, now, path);
  else
    sl_export_options_free (a->kind, now);
}

static void
on_changed (gpointer data)
{
  show_place (data);
}

static void
on_place (GFile *file, gpointer weak)
{
  g_autoptr (GtkWidget) window = g_weak_ref_get (weak);
  Asking *a = window != NULL ? g_object_get_data (G_OBJECT (window), "asking") : NULL;
  char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (a == NULL || path == NULL)
    {
      g_free (path);
      return;
    }
  g_free (a->path);
  a->path = path;
  a->known = TRUE;
  show_place (a);
}

static void
choose_place (GtkWidget *button, Asking *a)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (button));
  gpointer now = options_now (a);
  g_autofree char *path = sl_export_path (a->kind, now != NULL ? now : a->options, a->path);
  g_autofree char *folder = g_path_get_dirname (path), *name = g_path_get_basename (path);
  const gboolean is_folder = *sl_export_suffix (a->kind, now != NULL ? now : a->options) == '\0';

  sl_export_options_free (a->kind, now);
  sl_choose_file (window, &(SlFileChoice) { .what = is_folder ? SL_CHOOSE_FOLDER : SL_CHOOSE_SAVE,
                                            .title = _(a->kind->title), .folder = folder,
                                            .name = is_folder ? NULL : name }, on_place,
                  sl_weak_new (window), sl_weak_free);
}

static GtkWidget *
make_place (Asking *a)
{
  GtkWidget *group = adw_preferences_group_new (), *change = gtk_button_new_with_label (_("Change…"));

  a->place = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (a->place), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (a->place), _("Goes to"));
  gtk_widget_set_valign (change, GTK_ALIGN_CENTER);
  sl_set_tooltip (change, _("Choose where it goes"));
  g_signal_connect (change, "clicked", G_CALLBACK (choose_place), a);
  adw_action_row_add_suffix (ADW_ACTION_ROW (a->place), change);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), a->place);
  return group;
}

/* --- the dialog --- */

static GtkWidget *
make_header (Asking *a, GtkWindow *window)
{
  GtkWidget *header = adw_header_bar_new (), *cancel = gtk_button_new_with_label (_("Cancel"));
  GtkWidget *export = a->export = gtk_button_new_with_label ("");

  gtk_widget_add_css_class (export, "suggested-action");
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), window);
  g_signal_connect (export, "clicked", G_CALLBACK (on_export), a);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), export);
  gtk_window_set_default_widget (window, export);
  return header;
}

static GtkWidget *
make_body (Asking *a)
{
  GtkWidget *scroll = gtk_scrolled_window_new (), *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP);

  a->form = sl_record_form_new (a->kind->options, a->options, sl_editor_plan (a->bench->editor));
  a->trouble = sl_label ("", "error");
  gtk_label_set_wrap (GTK_LABEL (a->trouble), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (a->trouble), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_visible (a->trouble, FALSE);
  g_object_set (inner, "margin-start", MARGIN, "margin-end", MARGIN, "margin-top", GAP, "margin-bottom", MARGIN, NULL);
  gtk_box_append (GTK_BOX (inner), a->trouble);
  gtk_box_append (GTK_BOX (inner), a->form);
  gtk_box_append (GTK_BOX (inner), make_place (a));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), inner);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), DIALOG_H);
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_widget_set_hexpand (scroll, TRUE);
  sl_record_form_listen (a->form, on_changed, a);
  return scroll;
}

/* What goes stands below the options where both do not fit beside each other. */
static void
on_layout (GdkSurface *surface, int width, int height, GtkWidget *halves)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (halves), width < NARROW_W ? GTK_ORIENTATION_VERTICAL
                                                                            : GTK_ORIENTATION_HORIZONTAL);
}

static void
on_realized (GtkWidget *window, GtkWidget *halves)
{
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (window)), "layout", G_CALLBACK (on_layout), halves, 0);
}

void
sl_export_ask (GtkWindow *parent, SlBench *bench, const SlExportKind *kind, gpointer options,
               const SlExportPlace *place, SlExportAnswered answered, gpointer data, GDestroyNotify free_data)
{
  GtkWidget *window = adw_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *halves = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  Asking *a = g_new0 (Asking, 1);

  *a = (Asking) { .bench = sl_bench_ref (bench), .kind = kind, .options = options, .path = g_strdup (place->path),
                  .known = place->known, .answered = answered, .data = data, .free_data = free_data };
  gtk_window_set_title (GTK_WINDOW (window), _(kind->title));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), kind->slow ? FORM_W : WHOLE_W, -1);
  sl_close_on_escape (window);
  gtk_box_append (GTK_BOX (box), make_header (a, GTK_WINDOW (window)));
  gtk_box_append (GTK_BOX (halves), make_body (a));
  if (!kind->slow)
    {
      gtk_box_append (GTK_BOX (halves), a->look = sl_export_look_new (bench, kind));
      g_signal_connect (window, "realize", G_CALLBACK (on_realized), halves);
    }
  gtk_box_append (GTK_BOX (box), halves);
  adw_window_set_content (ADW_WINDOW (window), box);
  g_object_set_data_full (G_OBJECT (window), "asking", a, asking_free);
  show_place (a);
  gtk_window_present (GTK_WINDOW (window));
}
