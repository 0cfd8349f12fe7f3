#include "sl-import-preview.h"

#include "sl-change-list.h"
#include "sl-i18n.h"
#include "sl-import-dialog.h"
#include "sl-told-list.h"

enum { WIDTH = 360, GAP = 8, MARGIN = 18, PAUSE_MS = 300, RENEW_MS = 200 };

typedef struct {
  SlBench          *bench;
  SlIncoming       *incoming;
  GtkWidget        *box, *progress, *summary, *list; /* box: the preview, borrowed */
  const SlImporter *importer;
  gpointer          options; /* of the look that runs or waits */
  char             *key;
  SlJob            *job;     /* NULL for none */
  guint             timer, renewal;
  gboolean          finishes;
  SlImportWanted    wanted;
  gpointer          data;
} Preview;

static void
stop (Preview *p)
{
  g_clear_handle_id (&p->timer, g_source_remove);
  g_clear_handle_id (&p->renewal, g_source_remove);
  g_clear_pointer (&p->job, sl_job_unref);
  if (p->bench->queue != NULL)
    sl_queue_cancel (p->bench->queue, p->key);
}

static void
preview_free (gpointer data)
{
  Preview *p = data;

  stop (p);
  sl_import_options_free (p->importer, p->options);
  sl_incoming_unref (p->incoming);
  sl_bench_unref (p->bench);
  g_free (p->key);
  g_free (p);
}

/* --- what is known --- */

static void
say (Preview *p, const char *text, gboolean wrong)
{
  const char *now[] = { wrong ? "error" : "sl-dim", NULL };

  gtk_widget_set_css_classes (p->summary, now);
  gtk_label_set_text (GTK_LABEL (p->summary), text);
}

static void
add_heading (Preview *p, const char *text)
{
  GtkWidget *label = sl_label (text, "heading");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (p->list), label);
}

/* "1 new, 0 changed, 0 removed. It will be 2.1 m × 0.6 m × 1.8 m." */
static char *
summary_of (const Preview *p, const SlImportLook *look)
{
  g_autofree char *counts = g_strdup_printf (_("%u new, %u changed, %u removed"), look->changes.came->len,
                                             look->changes.changed->len, look->changes.gone->len);
  g_autofree char *as = p->importer == &sl_import_model
                          ? sl_record_get (sl_import_model.options, p->options, "as", NULL) : NULL;
  g_autoptr (SlMesh) mesh = g_strcmp0 (as, "prop") == 0 ? sl_incoming_mesh (p->incoming) : NULL;
  g_autofree char *size = mesh != NULL ? sl_import_size_text (p->bench->editor, mesh, p->options) : NULL;
  g_autofree char *will = size != NULL ? g_strdup_printf (_("It will be %s."), size) : NULL;

  if (mesh == NULL)
    return g_steal_pointer (&counts);
  if (sl_import_looks_wrong (mesh, p->options))
    {
      g_autofree char *doubt = g_strdup_printf (_("%s %s"), will,
                                                _("Nothing on a stage is that large or small: look at its scale."));
      return g_strdup_printf (_("%s. %s"), counts, doubt);
    }
  return g_strdup_printf (_("%s. %s"), counts, will);
}

static void
show (Preview *p, const SlImportLook *look)
{
  g_autofree char *summary = summary_of (p, look);

  say (p, summary, FALSE);
  gtk_box_append (GTK_BOX (p->list), sl_change_list_new (&look->changes));
  if (look->findings->len == 0)
    return;
  add_heading (p, _("To know"));
  gtk_box_append (GTK_BOX (p->list), sl_told_list_new (look->findings));
}

/* --- finding out --- */

static void
weak_free (gpointer weak)
{
  g_weak_ref_clear (weak);
  g_free (weak);
}

static void start (Preview *p);

static void
on_tried (SlImportLook **look, const GError *error, gpointer weak)
{
  g_autoptr (GtkWidget) box = g_weak_ref_get (weak);
  Preview *p = box != NULL ? g_object_get_data (G_OBJECT (box), "preview") : NULL;
  const gboolean finishes = p != NULL && p->finishes;

  if (p == NULL || p->bench->queue == NULL)
    return;
  if (error == NULL && finishes && (*look)->plan != sl_editor_plan (p->bench->editor))
    {
      start (p); /* somebody changed the plan meanwhile */
      return;
    }
  stop (p);
  p->finishes = FALSE;
  gtk_widget_set_visible (p->progress, FALSE);
  sl_clear_box (p->list);
  if (error != NULL)
    say (p, error->message, TRUE);
  else
    show (p, *look);
  if (error == NULL && finishes)
    p->wanted (look, p->data);
}

static gboolean
renew (gpointer data)
{
  Preview *p = data;
  const double done = sl_watch_fraction (sl_job_watch (p->job));

  if (done > 0)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (p->progress), done);
  else
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (p->progress));
  return G_SOURCE_CONTINUE;
}

static void
start (Preview *p)
{
  GWeakRef *weak;

  stop (p);
  if (p->bench->queue == NULL) /* the window goes */
    return;
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, p->box);
  gtk_widget_set_visible (p->progress, TRUE);
  p->job = sl_incoming_try (p->incoming, p->bench, p->importer, p->options, p->key, NULL, on_tried, weak, weak_free);
  p->renewal = g_timeout_add (RENEW_MS, renew, p);
}

static gboolean
on_pause (gpointer data)
{
  Preview *p = data;

  p->timer = 0;
  start (p);
  return G_SOURCE_REMOVE;
}

static void
take (Preview *p, const SlImporter *importer, gpointer options)
{
  stop (p);
  sl_import_options_free (p->importer, p->options);
  p->importer = importer;
  p->options = options;
}

void
sl_import_preview_show (GtkWidget *box, const SlImporter *importer, gpointer options)
{
  Preview *p = g_object_get_data (G_OBJECT (box), "preview");

  if (options == NULL)
    return;
  take (p, importer, options);
  p->finishes = FALSE;
  p->timer = g_timeout_add (PAUSE_MS, on_pause, p);
}

void
sl_import_preview_finish (GtkWidget *box, const SlImporter *importer, gpointer options)
{
  Preview *p = g_object_get_data (G_OBJECT (box), "preview");

  take (p, importer, options);
  p->finishes = TRUE;
  start (p);
}

GtkWidget *
sl_import_preview_new (SlBench *bench, SlIncoming *incoming, SlImportWanted wanted, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP), *head = sl_label (_("What comes in"), "heading");
  GtkWidget *scroll = gtk_scrolled_window_new ();
  Preview *p = g_new0 (Preview, 1);

  *p = (Preview) { .bench = sl_bench_ref (bench), .incoming = sl_incoming_ref (incoming), .box = box,
                   .progress = gtk_progress_bar_new (), .summary = sl_label (_("Looking…"), "sl-dim"),
                   .list = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP), .wanted = wanted, .data = data,
                   .key = g_strdup_printf ("import %p", (gpointer) box) };
  gtk_label_set_wrap (GTK_LABEL (p->summary), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (p->summary), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (p->summary), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_xalign (GTK_LABEL (p->summary), 0);
  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), p->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_widget_set_size_request (box, WIDTH, -1);
  gtk_widget_set_hexpand (box, FALSE);
  gtk_widget_set_visible (p->progress, FALSE);
  sl_set_name (p->progress, _("Looking…"));
  g_object_set (box, "margin-end", MARGIN, "margin-top", GAP, "margin-bottom", MARGIN, NULL);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), p->progress);
  gtk_box_append (GTK_BOX (box), p->summary);
  gtk_box_append (GTK_BOX (box), scroll);
  g_object_set_data_full (G_OBJECT (box), "preview", p, preview_free);
  return box;
}
