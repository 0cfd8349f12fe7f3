#include "sl-missing-files.h"

#include "sl-i18n.h"
#include "sl-missing-assets.h"

enum { LIST_W = 560, LIST_H = 420, MARGIN = 12, RENEW_MS = 150 };

static GPtrArray *
missing_of (SlBench *bench)
{
  return sl_missing_assets (sl_editor_plan (bench->editor), sl_document_assets (sl_editor_document (bench->editor)));
}

/* --- whoever shows them --- */

typedef struct Missing Missing;

struct Missing {
  SlBench   *bench;
  GtkWidget *widget; /* the bar, or the list */
  void     (*show) (Missing *m, const GPtrArray *missing);
  guint      timer;
};

static gboolean
renew (gpointer data)
{
  Missing *m = data;
  g_autoptr (GPtrArray) missing = missing_of (m->bench);

  m->timer = 0;
  m->show (m, missing);
  return G_SOURCE_REMOVE;
}

/* Not at each step of a drag. */
static void
renew_soon (Missing *m)
{
  if (m->timer == 0)
    m->timer = g_timeout_add (RENEW_MS, renew, m);
}

static void
missing_free (gpointer data)
{
  Missing *m = data;

  g_clear_handle_id (&m->timer, g_source_remove);
  g_signal_handlers_disconnect_by_data (m->bench->editor, m);
  sl_bench_unref (m->bench);
  g_free (m);
}

/* Lives as long as the widget. */
static void
keep_showing (GtkWidget *widget, SlBench *bench, void (*show) (Missing *m, const GPtrArray *missing))
{
  Missing *m = g_new0 (Missing, 1);

  *m = (Missing) { sl_bench_ref (bench), widget, show, 0 };
  g_object_set_data_full (G_OBJECT (widget), "missing", m, missing_free);
  g_signal_connect_swapped (bench->editor, "plan-changed", G_CALLBACK (renew_soon), m);
  g_signal_connect_swapped (bench->editor, "assets-changed", G_CALLBACK (renew_soon), m);
  renew (m);
}

/* --- the bar --- */

static void
show_bar (Missing *m, const GPtrArray *missing)
{
  const char *format = ngettext ("%u file cannot be used: %s", "%u files cannot be used. The first: %s", missing->len);

  gtk_widget_set_visible (m->widget, missing->len > 0);
  if (missing->len == 0)
    return;
  g_autofree char *name = g_path_get_basename (((SlMissingAsset *) missing->pdata[0])->name);
  g_autofree char *text = g_strdup_printf (format, missing->len, name);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (m->widget)), text);
}

GtkWidget *
sl_missing_files_bar_new (SlBench *bench)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, MARGIN), *label = sl_label ("", NULL);
  GtkWidget *button = gtk_button_new_with_label (_("Missing files…"));

  gtk_widget_add_css_class (bar, "sl-bar");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.missing-files");
  gtk_box_append (GTK_BOX (bar), label);
  gtk_box_append (GTK_BOX (bar), button);
  keep_showing (bar, bench, show_bar);
  return bar;
}

/* --- locating --- */

void
sl_missing_files_locate (SlBench *bench, const char *name, const char *path)
{
  g_autoptr (GPtrArray) missing = missing_of (bench);
  g_autofree char *text = NULL;
  guint found = 0;
  g_autoptr (SlCommand) command = sl_missing_assets_locate (sl_editor_plan (bench->editor), missing,
                                                            sl_document_folder (sl_editor_document (bench->editor)),
                                                            name, path, &found);

  if (!sl_editor_apply (bench->editor, command))
    return;
  text = g_strdup_printf (ngettext ("%u file found", "%u files found", found), found);
  sl_editor_message (bench->editor, text);
}

/* A row that somebody asks about; its window may be gone by then. */
typedef struct {
  GWeakRef window;
  char    *name;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_weak_ref_clear (&asked->window);
  g_free (asked->name);
  g_free (asked);
}

static void
on_chosen (GFile *file, gpointer data)
{
  Asked *asked = data;
  g_autoptr (GtkWidget) window = g_weak_ref_get (&asked->window);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (window != NULL && path != NULL)
    gtk_widget_activate_action (window, "win.locate", "(ss)", asked->name, path);
}

static void
on_locate (GtkButton *button, Missing *m)
{
  GtkWindow *list = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (button)));
  const char *name = g_object_get_data (G_OBJECT (button), "name");
  g_autofree char *base = g_path_get_basename (name), *title = g_strdup_printf (_("Locate %s"), base);
  const SlFileChoice choice = { .what = SL_CHOOSE_OPEN, .title = title,
                                .folder = sl_document_folder (sl_editor_document (m->bench->editor)) };
  Asked *asked = g_new0 (Asked, 1);

  g_weak_ref_init (&asked->window, gtk_window_get_transient_for (list));
  asked->name = g_strdup (name);
  sl_choose_file (list, &choice, on_chosen, asked, asked_free);
}

/* --- the list --- */

static char *
users_text (SlEditor *editor, const SlMissingAsset *asset)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < asset->users->len; i++)
    {
      const SlEntity *entity = sl_plan_find (sl_editor_plan (editor), asset->users->pdata[i]);
      g_string_append_printf (text, "%s%s", i > 0 ? _(", ") : "", entity != NULL ? sl_entity_title (entity) : "");
    }
  return g_string_free (text, FALSE);
}

static GtkWidget *
make_row (Missing *m, const SlMissingAsset *asset)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, MARGIN), *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *locate = gtk_button_new_with_label (_("Locate…")), *reason = sl_label (asset->reason, "sl-dim");
  g_autofree char *base = g_path_get_basename (asset->name), *users = users_text (m->bench->editor, asset);
  g_autofree char *used = g_strdup_printf (_("Used by %s"), users), *spoken = g_strdup_printf (_("Locate %s"), base);

  gtk_label_set_wrap (GTK_LABEL (reason), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (reason), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (reason), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (text), sl_label (base, NULL));
  gtk_box_append (GTK_BOX (text), reason);
  gtk_box_append (GTK_BOX (text), sl_label (used, "sl-dim"));
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (locate, GTK_ALIGN_CENTER);
  sl_set_name (locate, spoken);
  g_object_set_data_full (G_OBJECT (locate), "name", g_strdup (asset->name), g_free);
  g_signal_connect (locate, "clicked", G_CALLBACK (on_locate), m);
  gtk_box_append (GTK_BOX (row), text);
  gtk_box_append (GTK_BOX (row), locate);
  return row;
}

static void
show_list (Missing *m, const GPtrArray *missing)
{
  sl_clear_box (m->widget);
  for (guint i = 0; i < missing->len; i++)
    gtk_box_append (GTK_BOX (m->widget), make_row (m, missing->pdata[i]));
  if (missing->len == 0)
    gtk_box_append (GTK_BOX (m->widget), sl_label (_("All files that the plan names can be used."), NULL));
}

static void
on_look_again (GtkButton *button, SlBench *bench)
{
  if (bench->loader != NULL)
    sl_loader_look (bench->loader);
}

void
sl_missing_files_show (GtkWindow *window, SlBench *bench)
{
  GtkWidget *list = adw_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *head = adw_header_bar_new ();
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, MARGIN), *scroll = gtk_scrolled_window_new ();
  GtkWidget *again = gtk_button_new_with_label (_("Look again"));

  gtk_window_set_title (GTK_WINDOW (list), _("Missing files"));
  gtk_window_set_transient_for (GTK_WINDOW (list), window);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (list), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (list), LIST_W, LIST_H);
  gtk_widget_set_margin_start (rows, MARGIN);
  gtk_widget_set_margin_end (rows, MARGIN);
  gtk_widget_set_margin_top (rows, MARGIN);
  gtk_widget_set_margin_bottom (rows, MARGIN);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), rows);
  gtk_widget_set_vexpand (scroll, TRUE);
  sl_set_tooltip (again, _("For files that were put back"));
  g_signal_connect (again, "clicked", G_CALLBACK (on_look_again), bench); /* which the rows keep */
  adw_header_bar_pack_start (ADW_HEADER_BAR (head), again);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), scroll);
  adw_window_set_content (ADW_WINDOW (list), box);
  sl_close_on_escape (list);
  keep_showing (rows, bench, show_list);
  gtk_window_present (GTK_WINDOW (list));
}
