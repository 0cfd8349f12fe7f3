#include "sl-open.h"

#include <glib/gstdio.h>
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-importer.h"
#include "sl-recovery.h"
#include "sl-window.h"

#define PLAN_SUFFIX ".sightline"

static const char EMPTY[] = "empty"; /* the template */

enum { RECENT_MAX = 12, RECENT_W = 480, RECENT_H = 360 };

/* --- one at a time --- */

typedef struct {
  AdwApplication *app;  /* held while it is opened */
  char           *path;     /* one of these three is not NULL */
  char           *template;
  char           *import;   /* brought in by the new window; may be NULL */
  char           *log;
  guint           leave_out;
  SlDocument     *document;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *o = data;

  sl_document_free (o->document);
  g_application_release (G_APPLICATION (o->app));
  g_free (o->path);
  g_free (o->template);
  g_free (o->import);
  g_free (o->log);
  g_free (o);
}

static gboolean
work (SlWatch *watch, gpointer data, GError **error)
{
  Opening *o = data;

  if (o->path != NULL)
    o->document = sl_document_open (o->path, SL_OPEN_EDITING, error);
  else if (o->log != NULL)
    o->document = sl_document_new_recovered (o->log, o->leave_out, NULL, error);
  else
    o->document = sl_document_new_from_template (o->template, SL_OPEN_EDITING, error);
  return o->document != NULL;
}

static void
show_error (AdwApplication *app, const char *title, const char *why)
{
  const SlAnswer answers[] = { { "close", _("Close"), SL_ANSWER_PLAIN }, { NULL } };

  sl_ask (GTK_APPLICATION (app), gtk_application_get_active_window (GTK_APPLICATION (app)), title, why, answers,
          "close", NULL, NULL, NULL);
}

/* --- a file that is broken --- */

typedef struct {
  AdwApplication *app; /* held */
  char           *path;
} Broken;

static void
broken_free (gpointer data)
{
  Broken *b = data;

  g_application_release (G_APPLICATION (b->app));
  g_free (b->path);
  g_free (b);
}

/* "night backup 2.sightline" beside "night.sightline": the first that is free. */
static GFile *
copy_name (const char *path)
{
  const gsize n = strlen (path) - (g_str_has_suffix (path, PLAN_SUFFIX) ? strlen (PLAN_SUFFIX) : 0);
  g_autofree char *stem = g_strndup (path, n);

  for (guint i = 1;; i++)
    {
      g_autofree char *number = i > 1 ? g_strdup_printf (" %u", i) : g_strdup ("");
      g_autofree char *name = g_strconcat (stem, " backup", number, PLAN_SUFFIX, NULL);

      if (!g_file_test (name, G_FILE_TEST_EXISTS))
        return g_file_new_for_path (name);
    }
}

/* A copy, so that neither the broken file nor the backup changes. */
static void
on_broken_answer (const char *answer, gpointer data)
{
  Broken *b = data;
  g_autofree char *backup = g_strconcat (b->path, "~", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (backup), to = copy_name (b->path);
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (answer, "backup"))
    return;
  if (g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error))
    sl_open_file (b->app, to);
  else
    show_error (b->app, _("The backup cannot be copied"), error->message);
}

/* FALSE where it has no backup. */
static gboolean
offer_backup (AdwApplication *app, const char *path, const char *why)
{
  const SlAnswer answers[] = {
    { "close", _("Close"), SL_ANSWER_PLAIN },
    { "backup", _("Open its last backup"), SL_ANSWER_SUGGESTED },
    { NULL },
  };
  g_autofree char *backup = g_strconcat (path, "~", NULL), *body = NULL;
  Broken *b;

  if (!g_file_test (backup, G_FILE_TEST_IS_REGULAR))
    return FALSE;
  body = g_strdup_printf (_("%s\n\nThe version before its last save is still there. A copy of that can be opened; the "
                            "broken file stays as it is."), why);
  b = g_new0 (Broken, 1);
  b->app = app;
  b->path = g_canonicalize_filename (path, NULL);
  g_application_hold (G_APPLICATION (app));
  sl_ask (GTK_APPLICATION (app), gtk_application_get_active_window (GTK_APPLICATION (app)),
          _("The plan cannot be opened"), body, answers, "close", on_broken_answer, b, broken_free);
  return TRUE;
}

static void
remember (const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  if (uri != NULL)
    gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
}

/* Over the first window. */
static void
offer_untitled_once (AdwApplication *app)
{
  if (g_object_get_data (G_OBJECT (app), "offered") == NULL)
    sl_recovery_offer_untitled (app);
  g_object_set_data (G_OBJECT (app), "offered", app);
}

/* Of those that began empty: whoever opens a plan from there does not want it any more. */
static gboolean
is_untouched (GtkWindow *window)
{
  const char *template = g_object_get_data (G_OBJECT (window), "template");
  SlDocument *document = template != NULL ? sl_window_document (SL_WINDOW (window)) : NULL;
  const SlHistory *history = document != NULL ? sl_document_history (document) : NULL;

  return g_strcmp0 (template, EMPTY) == 0 && sl_document_path (document) == NULL
         && sl_history_undo_label (history) == NULL && sl_history_redo_label (history) == NULL;
}

static void
close_untouched (AdwApplication *app, GtkWidget *but)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (app)));

  for (GList *l = windows; l != NULL; l = l->next)
    if (l->data != but && SL_IS_WINDOW (l->data) && is_untouched (l->data))
      gtk_window_close (l->data); /* which asks where something was typed */
}

static void
done (const GError *error, gpointer data)
{
  Opening *o = data;

  if (error != NULL)
    {
      if (!g_error_matches (error, SL_ERROR, SL_ERROR_CANCELLED)
          && (o->path == NULL || !offer_backup (o->app, o->path, error->message)))
        show_error (o->app, o->path != NULL ? _("The plan cannot be opened") : _("The plan cannot be made"),
                    error->message);
      return;
    }
  if (o->path != NULL)
    {
      g_autofree char *absolute = g_canonicalize_filename (o->path, NULL);
      remember (absolute);
    }
  GtkWidget *window = sl_window_new (o->app, g_steal_pointer (&o->document));
  if (o->import != NULL)
    gtk_widget_activate_action (window, "win.import", "s", o->import);
  if (o->template != NULL && o->import == NULL)
    g_object_set_data (G_OBJECT (window), "template", (gpointer) g_intern_string (o->template));
  if (g_strcmp0 (o->template, EMPTY) != 0 || o->import != NULL)
    close_untouched (o->app, window);
  offer_untitled_once (o->app);
}

static SlQueue *
queue_of (AdwApplication *app)
{
  SlQueue *queue = g_object_get_data (G_OBJECT (app), "queue");

  if (queue == NULL)
    {
      queue = sl_queue_new ();
      g_object_set_data_full (G_OBJECT (app), "queue", queue, (GDestroyNotify) sl_queue_free);
    }
  return queue;
}

/* The same for all names of a file. */
static char *
key_of (const char *path)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return g_strconcat ("open ", path, NULL);
  return g_strdup_printf ("open %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, (guint64) info.st_dev,
                          (guint64) info.st_ino);
}

/* Takes the texts of `what`. What is being opened already is not opened a second time. */
static void
begin (AdwApplication *app, Opening what)
{
  g_autofree char *key = what.path != NULL ? key_of (what.path) : NULL;
  Opening *o = g_memdup2 (&what, sizeof what);

  o->app = app;
  g_application_hold (G_APPLICATION (app));
  sl_queue_add (queue_of (app), &(SlJobSpec) { .lane = SL_LANE_LIVE, .key = key, .work = work, .done = done, .data = o,
                                               .free_data = opening_free });
}

/* --- which window has it --- */

static gboolean
is_same_file (const char *a, const char *b)
{
  GStatBuf of_a, of_b;

  return g_stat (a, &of_a) == 0 && g_stat (b, &of_b) == 0 && of_a.st_dev == of_b.st_dev && of_a.st_ino == of_b.st_ino;
}

static GtkWindow *
window_of (AdwApplication *app, const char *path)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (app)); l != NULL; l = l->next)
    {
      const char *own = SL_IS_WINDOW (l->data) ? sl_document_path (sl_window_document (l->data)) : NULL;
      if (own != NULL && is_same_file (own, path))
        return l->data;
    }
  return NULL;
}

void
sl_open_file (AdwApplication *app, GFile *file)
{
  g_autofree char *path = g_file_get_path (file), *uri = g_file_get_uri (file);
  GtkWindow *window = path != NULL ? window_of (app, path) : NULL;

  if (path == NULL)
    {
      g_autofree char *why = g_strdup_printf (_("%s: only local files can be opened; copy it to this computer first"),
                                              uri);
      show_error (app, _("The plan cannot be opened"), why);
    }
  else if (window != NULL)
    gtk_window_present (window);
  else if (sl_importer_for (path) != NULL)
    begin (app, (Opening) { .template = g_strdup (EMPTY), .import = g_steal_pointer (&path) });
  else
    begin (app, (Opening) { .path = g_steal_pointer (&path) });
}

void
sl_open_template (AdwApplication *app, const char *id)
{
  begin (app, (Opening) { .template = g_strdup (id) });
}

void
sl_open_left_behind (AdwApplication *app, const char *log, guint leave_out)
{
  begin (app, (Opening) { .log = g_strdup (log), .leave_out = leave_out });
}

/* --- choosing --- */

static void
on_chosen (GFile *file, gpointer app)
{
  if (file != NULL)
    sl_open_file (app, file);
}

void
sl_open_choose (AdwApplication *app)
{
  const SlFileFilter plans[] = { { _("Sightline plans"), ".sightline" }, { NULL } };
  const SlFileChoice choice = { .what = SL_CHOOSE_OPEN, .title = _("Open a plan"), .filters = plans };

  sl_choose_file (gtk_application_get_active_window (GTK_APPLICATION (app)), &choice, on_chosen, app, NULL);
}

static void
on_recent_chosen (GtkListBox *list, GtkListBoxRow *row, AdwApplication *app)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_object_get_data (G_OBJECT (row), "uri"));

  gtk_window_close (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (list))));
  sl_open_file (app, file);
}

static GtkWidget *
recent_row (GtkRecentInfo *info)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *place = gtk_recent_info_get_uri_display (info);
  g_autofree char *name = g_markup_escape_text (gtk_recent_info_get_display_name (info), -1);
  g_autofree char *where = g_markup_escape_text (place != NULL ? place : "", -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), where);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "uri", g_strdup (gtk_recent_info_get_uri (info)), g_free);
  return row;
}

static void
fill_recent (GtkListBox *list)
{
  GList *items = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  guint n = 0;

  for (GList *l = items; l != NULL && n < RECENT_MAX; l = l->next)
    if (g_str_has_suffix (gtk_recent_info_get_uri (l->data), ".sightline") && gtk_recent_info_exists (l->data))
      {
        gtk_list_box_append (list, recent_row (l->data));
        n++;
      }
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
}

void
sl_open_recent (AdwApplication *app)
{
  GtkWidget *window = adw_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *list = gtk_list_box_new ();

  gtk_window_set_title (GTK_WINDOW (window), _("Recent plans"));
  gtk_window_set_transient_for (GTK_WINDOW (window), gtk_application_get_active_window (GTK_APPLICATION (app)));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), RECENT_W, RECENT_H);
  gtk_widget_set_vexpand (list, TRUE);
  fill_recent (GTK_LIST_BOX (list));
  gtk_list_box_set_placeholder (GTK_LIST_BOX (list),
                                gtk_label_new (_("No recent plans. Plans that you open or save appear here.")));
  g_signal_connect (list, "row-activated", G_CALLBACK (on_recent_chosen), app);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), list);
  adw_window_set_content (ADW_WINDOW (window), box);
  sl_close_on_escape (window);
  gtk_window_present (GTK_WINDOW (window));
}
