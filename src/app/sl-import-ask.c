#include "sl-import-ask.h"

#include "sl-i18n.h"
#include "sl-import-preview.h"
#include "sl-record-form.h"
#include "sl-told-list.h"

enum { WIDTH = 900, TOLD_W = 520, TOLD_H = 420, BODY_H = 640, MARGIN = 18, GAP = 12 };

typedef struct {
  SlBench          *bench;
  SlIncoming       *incoming;
  GPtrArray        *importers; /* SlImporter that can read it */
  const SlImporter *importer;
  gpointer          options;   /* of it; the form's */
  GtkWidget        *window, *place, *form, *preview; /* place: what holds the form */
  SlImportBegin     begin;
  SlImportAgreed    agreed;
  gpointer          data;
  GDestroyNotify    free_data;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *a = data;

  sl_import_options_free (a->importer, a->options);
  a->free_data (a->data);
  g_ptr_array_unref (a->importers);
  sl_incoming_unref (a->incoming);
  sl_bench_unref (a->bench);
  g_free (a);
}

/* --- options --- */

static gpointer
copy_of (const Asking *a)
{
  gpointer now = g_malloc0 (a->importer->options->size);

  sl_record_copy (a->importer->options, now, a->options);
  return now;
}

static void
on_changed (gpointer data)
{
  Asking *a = data;
  gpointer now = copy_of (a);

  if (!sl_record_form_peek (a->form, now))
    {
      sl_import_options_free (a->importer, now);
      now = NULL;
    }
  sl_import_preview_show (a->preview, a->importer, now);
}

static void
show_form (Asking *a)
{
  sl_clear_box (a->place);
  a->form = sl_record_form_new (a->importer->options, a->options, sl_editor_plan (a->bench->editor));
  sl_record_form_listen (a->form, on_changed, a);
  gtk_box_append (GTK_BOX (a->place), a->form);
  on_changed (a);
}

static void
on_taken_for (GtkWidget *combo, GParamSpec *spec, Asking *a)
{
  const guint chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (combo));
  const SlImporter *was = a->importer;
  gpointer old = a->options;

  if (chosen >= a->importers->len || a->importers->pdata[chosen] == was)
    return;
  a->importer = a->importers->pdata[chosen];
  a->options = a->begin (a->importer, a->data);
  show_form (a);
  sl_import_options_free (was, old);
}

static void
on_import (GtkWidget *button, Asking *a)
{
  if (a->bench->queue != NULL && sl_record_form_read (a->form, NULL))
    sl_import_preview_finish (a->preview, a->importer, copy_of (a));
}

static void
on_wanted (SlImportLook **look, gpointer data)
{
  Asking *a = data;

  a->agreed (look, a->data);
  gtk_window_close (GTK_WINDOW (a->window));
}

/* --- the dialog --- */

static GtkWidget *
make_header (Asking *a)
{
  GtkWidget *header = adw_header_bar_new (), *cancel = gtk_button_new_with_label (_("Cancel"));
  GtkWidget *import = gtk_button_new_with_label (_("Import"));

  gtk_widget_add_css_class (import, "suggested-action");
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), a->window);
  g_signal_connect (import, "clicked", G_CALLBACK (on_import), a);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), import);
  gtk_window_set_default_widget (GTK_WINDOW (a->window), import);
  return header;
}

/* The file, and what it is taken for where it may be several things. */
static GtkWidget *
make_file (Asking *a)
{
  GtkWidget *group = adw_preferences_group_new (), *file = adw_action_row_new ();
  g_autofree char *base = g_path_get_basename (sl_incoming_path (a->incoming));
  g_autofree char *folder = g_path_get_dirname (sl_incoming_path (a->incoming));
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *combo;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (file), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (file), base);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (file), folder);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), file);
  for (guint i = 0; i < a->importers->len; i++)
    gtk_string_list_append (labels, _(((const SlImporter *) a->importers->pdata[i])->label));
  combo = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (combo), _("Taken for"));
  adw_combo_row_set_model (ADW_COMBO_ROW (combo), G_LIST_MODEL (labels));
  gtk_widget_set_sensitive (combo, a->importers->len > 1);
  for (guint i = 0; i < a->importers->len; i++)
    if (a->importers->pdata[i] == a->importer)
      adw_combo_row_set_selected (ADW_COMBO_ROW (combo), i);
  g_signal_connect (combo, "notify::selected", G_CALLBACK (on_taken_for), a);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), combo);
  return group;
}

static GtkWidget *
make_body (Asking *a)
{
  GtkWidget *scroll = gtk_scrolled_window_new (), *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP);

  a->place = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_object_set (inner, "margin-start", MARGIN, "margin-end", MARGIN, "margin-top", GAP, "margin-bottom", MARGIN, NULL);
  gtk_box_append (GTK_BOX (inner), make_file (a));
  gtk_box_append (GTK_BOX (inner), a->place);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), inner);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), BODY_H);
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_widget_set_hexpand (scroll, TRUE);
  return scroll;
}

static GtkWidget *
make_window (GtkWindow *parent, const char *title, int width, int height)
{
  GtkWidget *window = adw_window_new ();

  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  sl_close_on_escape (window);
  return window;
}

void
sl_import_ask (GtkWindow *parent, SlBench *bench, SlIncoming *incoming, const SlImporter *importer,
               SlImportBegin begin, SlImportAgreed agreed, gpointer data, GDestroyNotify free_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *halves = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  Asking *a = g_new0 (Asking, 1);

  *a = (Asking) { .bench = sl_bench_ref (bench), .incoming = sl_incoming_ref (incoming), .importer = importer,
                  .importers = sl_importers_for (sl_incoming_path (incoming)), .options = begin (importer, data),
                  .window = make_window (parent, _("Import"), WIDTH, -1), .begin = begin, .agreed = agreed,
                  .data = data, .free_data = free_data };
  a->preview = sl_import_preview_new (bench, incoming, on_wanted, a);
  gtk_box_append (GTK_BOX (box), make_header (a));
  gtk_box_append (GTK_BOX (halves), make_body (a));
  gtk_box_append (GTK_BOX (halves), a->preview);
  gtk_box_append (GTK_BOX (box), halves);
  adw_window_set_content (ADW_WINDOW (a->window), box);
  g_object_set_data_full (G_OBJECT (a->window), "asking", a, asking_free);
  show_form (a);
  gtk_window_present (GTK_WINDOW (a->window));
}

void
sl_import_tell (GtkWindow *parent, const char *title, const GPtrArray *findings)
{
  GtkWidget *window = make_window (parent, title, TOLD_W, TOLD_H), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroll = gtk_scrolled_window_new (), *list = sl_told_list_new (findings);

  g_object_set (list, "margin-start", MARGIN, "margin-end", MARGIN, "margin-top", GAP, "margin-bottom", MARGIN, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scroll);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
}
