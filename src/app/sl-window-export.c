#include "sl-window-private.h"

#include "sl-export-dialog.h"
#include "sl-export-memory.h"
#include "sl-export.h"
#include "sl-i18n.h"
#include "sl-jobs-button.h"
#include "sl-weak.h"

/* --- exporting, and what to do with what was written --- */

static void
on_exported (const char *text, const char *path, const SlExportChanges *changes, gpointer weak)
{
  g_autoptr (SlWindow) w = g_weak_ref_get (weak);

  if (w == NULL || w->editor == NULL)
    return;
  sl_jobs_button_add_done (w->jobs, text, path, changes);
  if (path != NULL)
    sl_window_toast_file (w, text, path);
  else
    sl_window_toast (w, text);
}

/* Takes the options. */
static void
start (SlWindow *w, const SlExportKind *kind, gpointer options, const char *path)
{
  g_autoptr (GError) error = NULL;

  sl_window_take_typed (w);
  if (!sl_export_memory_keep (w->editor, w->settings, kind, options, path, &error))
    sl_window_toast (w, error->message);
  sl_export_start (w->bench, kind, options, path, on_exported, sl_weak_new (w), sl_weak_free);
}

/* The options of last time with those in `texts` (NULL: none); `error` is what does not fit. */
static gpointer
options_with (SlWindow *w, const SlExportKind *kind, GVariant *texts, GError **error)
{
  gpointer options = sl_export_memory_options (w->editor, w->settings, kind);
  GVariantIter iter;
  const char *name, *text;
  gboolean fits = TRUE;

  if (texts != NULL)
    {
      g_variant_iter_init (&iter, texts);
      while (fits && g_variant_iter_next (&iter, "{&s&s}", &name, &text))
        fits = sl_export_options_set (kind, options, name, text, error);
    }
  return options;
}

void
sl_window_export (SlWindow *w, const char *id, const char *path, GVariant *texts)
{
  const SlExportKind *kind = sl_export_kind_find (id);
  g_autoptr (GError) error = NULL;
  gpointer options = kind != NULL ? options_with (w, kind, texts, &error) : NULL;

  if (kind == NULL)
    return;
  if (error == NULL)
    start (w, kind, options, path);
  else
    {
      sl_window_toast (w, error->message);
      sl_export_options_free (kind, options);
    }
}

/* --- asking how, and where to --- */

typedef struct {
  GWeakRef            window;
  const SlExportKind *kind;
  gpointer            options;
} Going;

static void
going_free (gpointer data)
{
  Going *g = data;

  g_weak_ref_clear (&g->window);
  sl_export_options_free (g->kind, g->options);
  g_free (g);
}

static void
on_place (GFile *file, gpointer data)
{
  Going *g = data;
  g_autoptr (SlWindow) w = g_weak_ref_get (&g->window);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (file == NULL || w == NULL || w->editor == NULL)
    return;
  if (path == NULL)
    sl_window_toast (w, _("Only local folders can be written; choose one"));
  else
    start (w, g->kind, g_steal_pointer (&g->options), path);
}

/* What the file would be called: "night-12a.mp4", "night-ground-plan.pdf". */
static char *
proposed_name (SlWindow *w, const SlExportKind *kind, const char *suffix)
{
  const char *path = sl_document_path (sl_editor_document (w->editor));
  const SlShot *shot = sl_editor_shot (w->editor);
  g_autofree char *base = path != NULL ? g_path_get_basename (path) : g_strdup (_("plan.sightline"));

  if (g_str_has_suffix (base, ".sightline"))
    base[strlen (base) - strlen (".sightline")] = '\0';
  return g_strdup_printf ("%s-%s%s", base, g_str_equal (kind->id, "clip") && shot != NULL ? shot->entity.id : kind->id,
                          suffix);
}

/* Where it went before; else a name in the plan's folder, which is only proposed. Free with g_free(). */
static char *
likely_place (SlWindow *w, const SlExportKind *kind, gconstpointer options, gboolean *known)
{
  char *before = sl_export_memory_place (w->editor, kind);
  g_autofree char *name = NULL;

  *known = before != NULL;
  if (before != NULL)
    return before;
  name = proposed_name (w, kind, sl_export_suffix (kind, options));
  return g_build_filename (sl_document_folder (sl_editor_document (w->editor)), name, NULL);
}

/* Asks for the place where `path` is NULL. Takes the options. */
static void
go_on (SlWindow *w, const SlExportKind *kind, gpointer options, const char *path)
{
  const char *suffix = sl_export_suffix (kind, options);
  const gboolean folder = *suffix == '\0';
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  Going *g;

  if (path != NULL)
    {
      start (w, kind, options, path);
      return;
    }
  if (!sl_export_memory_keep (w->editor, w->settings, kind, options, NULL, &error))
    sl_window_toast (w, error->message);
  g = g_new0 (Going, 1);
  g->kind = kind;
  g->options = options;
  g_weak_ref_init (&g->window, w);
  name = folder ? NULL : proposed_name (w, kind, suffix);
  const SlFileChoice choice = { .what = folder ? SL_CHOOSE_FOLDER : SL_CHOOSE_SAVE, .title = _(kind->title),
                                .folder = sl_document_folder (sl_editor_document (w->editor)), .name = name };
  sl_choose_file (GTK_WINDOW (w), &choice, on_place, g, going_free);
}

static void
on_answered (const SlExportKind *kind, gpointer options, const char *path, gpointer weak)
{
  g_autoptr (SlWindow) w = g_weak_ref_get (weak);

  if (w != NULL && w->editor != NULL)
    go_on (w, kind, options, path);
  else
    sl_export_options_free (kind, options);
}

void
sl_window_ask_export (SlWindow *w, const char *id, GVariant *texts)
{
  const SlExportKind *kind = sl_export_kind_find (id);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  gpointer options;
  gboolean known;

  if (kind == NULL)
    return;
  sl_window_take_typed (w);
  options = options_with (w, kind, texts, &error);
  path = likely_place (w, kind, options, &known);
  sl_export_ask (GTK_WINDOW (w), w->bench, kind, options, &(SlExportPlace) { path, known }, on_answered,
                 sl_weak_new (w), sl_weak_free);
  if (error != NULL)
    sl_window_toast (w, error->message);
}

/* --- once more --- */

static void
export_again (SlWindow *w)
{
  g_autofree char *path = NULL;
  const SlExportKind *kind = sl_export_memory_last (w->editor, &path);

  if (kind != NULL)
    start (w, kind, sl_export_memory_options (w->editor, w->settings, kind), path);
  else
    sl_window_toast (w, _("Nothing was exported from this plan yet; choose an export first"));
}

/* --- what was written --- */

void
sl_window_open_file (SlWindow *w, const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (w), uri, GDK_CURRENT_TIME);
}

/* Where no file manager listens, the folder is opened like any other. */
static void
on_shown (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree char *path = data, *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autofree char *uri = answer == NULL ? g_filename_to_uri (folder, NULL, NULL) : NULL;

  if (uri != NULL)
    gtk_show_uri (NULL, uri, GDK_CURRENT_TIME);
}

void
sl_window_show_file (SlWindow *w, const char *path)
{
  GDBusConnection *bus = g_application_get_dbus_connection (g_application_get_default ());
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  const char *const uris[] = { uri, NULL };

  if (bus == NULL || uri == NULL)
    return;
  g_dbus_connection_call (bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
                          "org.freedesktop.FileManager1", "ShowItems", g_variant_new ("(^ass)", uris, ""), NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, on_shown, g_strdup (path));
}

/* --- actions --- */

#define ACTION(name) static void name (GSimpleAction *action, GVariant *value, gpointer data)

ACTION (act_export)
{
  const SlExportKind *kind = g_object_get_data (G_OBJECT (action), "kind");
  sl_window_ask_export (data, kind->id, NULL);
}

ACTION (act_export_to)
{
  const SlExportKind *kind = g_object_get_data (G_OBJECT (action), "kind");
  sl_window_export (data, kind->id, g_variant_get_string (value, NULL), NULL);
}

/* Kind, path, options as texts by name. */
ACTION (act_export_with)
{
  g_autoptr (GVariant) texts = NULL;
  const char *id, *path;

  g_variant_get (value, "(&s&s@a{ss})", &id, &path, &texts);
  sl_window_export (data, id, path, texts);
}

/* Kind, options as texts by name; the rest is asked for. */
ACTION (act_export_ask)
{
  g_autoptr (GVariant) texts = NULL;
  const char *id;

  g_variant_get (value, "(&s@a{ss})", &id, &texts);
  sl_window_ask_export (data, id, texts);
}

static void
add_export_action (SlWindow *w, const SlExportKind *kind, const char *suffix, const GVariantType *type,
                   GCallback callback)
{
  g_autofree char *name = g_strdup_printf ("export-%s%s", kind->id, suffix);
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, type);

  g_object_set_data (G_OBJECT (action), "kind", (gpointer) kind);
  g_signal_connect (action, "activate", callback, w);
  g_action_map_add_action (G_ACTION_MAP (w), G_ACTION (action));
}

/* One export under the two names that people look for. */
static void
add_one_liners (GMenu *menu)
{
  const struct { const char *label, *elements; } lines[] = {
    { _("One-liner…"), "no" }, { _("Shooting schedule…"), "yes" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (lines[i].label, NULL);
      GVariantBuilder texts;

      g_variant_builder_init (&texts, G_VARIANT_TYPE ("a{ss}"));
      g_variant_builder_add (&texts, "{ss}", "elements", lines[i].elements);
      g_menu_item_set_action_and_target (item, "win.export-ask", "(sa{ss})", "one-liner", &texts);
      g_menu_append_item (menu, item);
    }
}

ACTION (act_again) { export_again (data); }

/* Each group but the first in a menu of its own. */
GMenuModel *
sl_window_add_exports (SlWindow *w)
{
  static const GActionEntry own[] = { { "export-with", act_export_with, "(ssa{ss})" },
                                      { "export-ask", act_export_ask, "(sa{ss})" },
                                      { "export-again", act_again } };
  const char *const labels[SL_EXPORT_N_GROUPS] = {
    [SL_EXPORT_REPORTS] = _("Reports of the schedule"), [SL_EXPORT_SCENES] = _("For the stage and other programs"),
    [SL_EXPORT_TRACKING] = _("Camera tracking"), [SL_EXPORT_DATES] = _("Schedule for other programs"),
  };
  GMenu *menus[SL_EXPORT_N_GROUPS];

  for (guint g = 0; g < SL_EXPORT_N_GROUPS; g++)
    menus[g] = g_menu_new ();
  for (guint i = 0; sl_export_kind_at (i) != NULL; i++)
    {
      const SlExportKind *kind = sl_export_kind_at (i);
      g_autofree char *name = g_strdup_printf ("win.export-%s", kind->id);

      add_export_action (w, kind, "", NULL, G_CALLBACK (act_export));
      add_export_action (w, kind, "-to", G_VARIANT_TYPE_STRING, G_CALLBACK (act_export_to));
      if (g_str_equal (kind->id, "one-liner"))
        add_one_liners (menus[kind->group]);
      else
        g_menu_append (menus[kind->group], _(kind->label), name);
    }
  g_menu_append (menus[SL_EXPORT_TRACKING], _("Play on stage"), "win.play-on-stage");
  g_menu_append (menus[SL_EXPORT_TRACKING], _("Listen to the stage"), "win.listen-to-stage");
  for (guint g = 1; g < SL_EXPORT_N_GROUPS; g++)
    {
      g_menu_append_submenu (menus[0], labels[g], G_MENU_MODEL (menus[g]));
      g_object_unref (menus[g]);
    }
  g_action_map_add_action_entries (G_ACTION_MAP (w), own, G_N_ELEMENTS (own), w);
  g_menu_prepend (menus[0], _("Export again"), "win.export-again");
  return G_MENU_MODEL (menus[0]);
}
