#include "sl-export-dialog.h"

#include "sl-i18n.h"
#include "sl-record-form.h"

enum { DIALOG_W = 520, DIALOG_H = 640, MARGIN = 18, GAP = 12 };

typedef struct {
  SlBench            *bench;
  const SlExportKind *kind;
  gpointer            options;
  GtkWidget          *form, *trouble;
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
  sl_bench_unref (a->bench);
  g_free (a);
}

/* Where there is no row for it, below all rows. */
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

  if (a->bench->queue == NULL || !are_good (a))
    return;
  a->answered (a->kind, g_steal_pointer (&a->options), a->data);
  gtk_window_close (window);
}

static GtkWidget *
make_header (Asking *a, GtkWindow *window)
{
  GtkWidget *header = adw_header_bar_new (), *cancel = gtk_button_new_with_label (_("Cancel"));
  GtkWidget *export = gtk_button_new_with_label (_("Export…"));

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
  gtk_box_append (GTK_BOX (inner), a->form);
  gtk_box_append (GTK_BOX (inner), a->trouble);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), inner);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), DIALOG_H);
  gtk_widget_set_vexpand (scroll, TRUE);
  return scroll;
}

void
sl_export_ask (GtkWindow *parent, SlBench *bench, const SlExportKind *kind, gpointer options,
               SlExportAnswered answered, gpointer data, GDestroyNotify free_data)
{
  GtkWidget *window = adw_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  Asking *a = g_new0 (Asking, 1);

  *a = (Asking) { sl_bench_ref (bench), kind, options, NULL, NULL, answered, data, free_data };
  gtk_window_set_title (GTK_WINDOW (window), _(kind->title));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), DIALOG_W, -1);
  sl_close_on_escape (window);
  gtk_box_append (GTK_BOX (box), make_header (a, GTK_WINDOW (window)));
  gtk_box_append (GTK_BOX (box), make_body (a));
  adw_window_set_content (ADW_WINDOW (window), box);
  g_object_set_data_full (G_OBJECT (window), "asking", a, asking_free);
  gtk_window_present (GTK_WINDOW (window));
}
