#include "sl-export-look.h"

#include "sl-change-list.h"
#include "sl-i18n.h"
#include "sl-weak.h"

enum { WIDTH = 340, HEIGHT = 240, GAP = 8, MARGIN = 18, PAUSE_MS = 300, RENEW_MS = 200, OMISSIONS_MAX = 8 };

typedef struct {
  SlBench            *bench;
  const SlExportKind *kind;
  GtkWidget          *progress, *summary, *list;
  gpointer            options; /* that wait for a pause */
  char               *path;
  SlJob              *job;     /* that looks; NULL for none */
  guint               timer, renewal;
} Look;

static void
stop (Look *l)
{
  g_clear_handle_id (&l->timer, g_source_remove);
  g_clear_handle_id (&l->renewal, g_source_remove);
  g_clear_pointer (&l->job, sl_job_unref);
  sl_export_look_end (l->bench);
}

static void
end (Look *l)
{
  stop (l);
  gtk_widget_set_visible (l->progress, FALSE);
}

static void
look_free (gpointer data)
{
  Look *l = data;

  stop (l);
  sl_export_options_free (l->kind, l->options);
  g_free (l->path);
  sl_bench_unref (l->bench);
  g_free (l);
}

/* --- what is known --- */

static void
say (Look *l, const char *text)
{
  gtk_label_set_text (GTK_LABEL (l->summary), text);
}

static void
add_wrapped (Look *l, const char *text, const char *css_class)
{
  GtkWidget *label = sl_label (text, css_class);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (l->list), label);
}

/* "Key light: its surface is left out", and what to do. */
static void
add_omission (Look *l, const SlFinding *finding)
{
  const SlPlan *plan = sl_editor_plan (l->bench->editor);
  const SlEntity *entity = finding->id != NULL ? sl_plan_find (plan, finding->id) : NULL;
  g_autofree char *text = entity != NULL ? g_strdup_printf ("%s: %s", sl_entity_title (entity), finding->message)
                                         : g_strdup (finding->message);

  add_wrapped (l, text, NULL);
  if (finding->remedy != NULL)
    add_wrapped (l, finding->remedy, "sl-dim");
}

static void
add_omissions (Look *l, const GPtrArray *omissions)
{
  g_autofree char *more = NULL;

  if (omissions->len > 0)
    add_wrapped (l, _("Left out"), "heading");
  for (guint i = 0; i < omissions->len && i < OMISSIONS_MAX; i++)
    add_omission (l, omissions->pdata[i]);
  if (omissions->len <= OMISSIONS_MAX)
    return;
  more = g_strdup_printf (_("and %u more"), omissions->len - OMISSIONS_MAX);
  add_wrapped (l, more, "sl-dim");
}

static void
on_looked (const SlExportChanges *changes, const GPtrArray *omissions, const GError *error, gpointer weak)
{
  g_autoptr (GtkWidget) box = g_weak_ref_get (weak);
  Look *l = box != NULL ? g_object_get_data (G_OBJECT (box), "look") : NULL;
  g_autofree char *text = NULL;

  if (l == NULL)
    return;
  end (l);
  sl_clear_box (l->list);
  text = error == NULL ? sl_export_changes_text (changes) : NULL;
  say (l, text != NULL ? text : _("Nothing can be written yet"));
  if (error != NULL)
    {
      add_wrapped (l, error->message, NULL);
      return;
    }
  gtk_box_append (GTK_BOX (l->list), sl_change_list_new (changes));
  add_omissions (l, omissions);
}

/* --- finding out --- */

static gboolean
renew (gpointer data)
{
  Look *l = data;
  const double done = sl_watch_fraction (sl_job_watch (l->job));

  if (done > 0)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (l->progress), done);
  else
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (l->progress));
  return G_SOURCE_CONTINUE;
}

static gboolean
start (gpointer box)
{
  Look *l = g_object_get_data (G_OBJECT (box), "look");

  l->timer = 0;
  if (l->bench->queue == NULL) /* the window goes */
    return G_SOURCE_REMOVE;
  gtk_widget_set_visible (l->progress, TRUE);
  l->job = sl_export_look (l->bench, l->kind, g_steal_pointer (&l->options), l->path, on_looked, sl_weak_new (box),
                           sl_weak_free);
  l->renewal = g_timeout_add (RENEW_MS, renew, l);
  return G_SOURCE_REMOVE;
}

void
sl_export_look_show (GtkWidget *box, gpointer options, const char *path)
{
  Look *l = g_object_get_data (G_OBJECT (box), "look");

  end (l);
  sl_export_options_free (l->kind, l->options);
  l->options = options;
  g_free (l->path);
  l->path = g_strdup (path);
  if (options != NULL)
    l->timer = g_timeout_add (PAUSE_MS, start, box);
}

GtkWidget *
sl_export_look_new (SlBench *bench, const SlExportKind *kind)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP), *head = sl_label (_("What goes"), "heading");
  GtkWidget *scroll = gtk_scrolled_window_new ();
  Look *l = g_new0 (Look, 1);

  *l = (Look) { sl_bench_ref (bench), kind, gtk_progress_bar_new (), sl_label (_("Looking…"), "sl-dim"),
                gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP) };
  gtk_label_set_wrap (GTK_LABEL (l->summary), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (l->summary), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_xalign (GTK_LABEL (l->summary), 0);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), l->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroll), HEIGHT);
  gtk_widget_set_focusable (scroll, TRUE); /* so that keys scroll it */
  sl_set_name (scroll, _("What goes"));
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_widget_set_size_request (scroll, WIDTH, -1);
  gtk_widget_set_hexpand (box, FALSE);
  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_widget_set_visible (l->progress, FALSE);
  sl_set_name (l->progress, _("Looking…"));
  g_object_set (box, "margin-start", MARGIN, "margin-end", MARGIN, "margin-top", GAP, "margin-bottom", MARGIN, NULL);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), l->progress);
  gtk_box_append (GTK_BOX (box), l->summary);
  gtk_box_append (GTK_BOX (box), scroll);
  g_object_set_data_full (G_OBJECT (box), "look", l, look_free);
  return box;
}
