#include "sl-document.h"

#include <string.h>

#include "sl-catalogue.h"
#include "sl-devices.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-journal.h"
#include "sl-places.h"
#include "sl-plan-file.h"
#include "sl-templates.h"

static const double WAIT_S = 30; /* for others who edit the same file in place */

struct SlDocument {
  char       *path, *folder;
  SlFileState state;      /* of the file, when it was read or saved last; all 0 before the first save */
  SlFileLock *lock;       /* while a plan is edited in place */
  SlHistory  *history;
  SlPlan     *saved;      /* what the file holds, NULL before the first save */
  SlPlan     *catalogue;
  GPtrArray  *problems;   /* GError of catalogue files that cannot be read */
  SlAssets   *assets;
  SlJournal  *journal;    /* NULL for plain opening */
};

static SlDocument *
document_new (const SlPlan *plan, const char *path, SlOpenMode mode)
{
  SlDocument *document = g_new0 (SlDocument, 1);
  g_auto (GStrv) folders = sl_places_catalogue ();
  g_autofree char *importer = sl_places_importer (), *cache = sl_places_cache ();

  document->path = g_strdup (path);
  document->folder = path != NULL ? g_path_get_dirname (path) : g_get_current_dir ();
  document->history = sl_history_new (plan);
  document->saved = path != NULL ? sl_plan_ref (plan) : NULL;
  document->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  document->catalogue = sl_catalogue_load ((const char *const *) folders, document->problems);
  document->assets = sl_assets_new (importer, cache);
  if (mode == SL_OPEN_EDITING)
    document->journal = sl_journal_new (path, plan);
  return document;
}

SlDocument *
sl_document_new_from_plan (const SlPlan *plan, SlOpenMode mode)
{
  return document_new (plan, NULL, mode);
}

SlDocument *
sl_document_open (const char *path, SlOpenMode mode, GError **error)
{
  g_autoptr (SlFileLock) lock = mode == SL_OPEN_IN_PLACE ? sl_file_lock (path, WAIT_S, error) : NULL;
  SlFileState state = { 0 };
  g_autoptr (SlPlan) plan = NULL;
  SlDocument *document;

  if (mode == SL_OPEN_IN_PLACE && lock == NULL)
    return NULL;
  if ((plan = sl_plan_file_read (path, &state, error)) == NULL)
    return NULL;
  document = document_new (plan, path, mode);
  document->state = state;
  document->lock = g_steal_pointer (&lock);
  return document;
}

SlDocument *
sl_document_new_from_template (const char *id, SlOpenMode mode, GError **error)
{
  g_autoptr (SlPlan) plan = sl_template_plan (id, error);

  return plan != NULL ? document_new (plan, NULL, mode) : NULL;
}

void
sl_document_free (SlDocument *document)
{
  if (document == NULL)
    return;
  if (document->journal != NULL)
    sl_journal_close (document->journal);
  sl_history_free (document->history);
  sl_plan_unref (document->saved);
  sl_plan_unref (document->catalogue);
  g_ptr_array_unref (document->problems);
  sl_file_unlock (document->lock);
  sl_assets_unref (document->assets);
  g_free (document->path);
  g_free (document->folder);
  g_free (document);
}

const char *
sl_document_path (const SlDocument *document)
{
  return document->path;
}

const char *
sl_document_folder (const SlDocument *document)
{
  return document->folder;
}

char *
sl_document_relative (const SlDocument *document, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path), folder = g_file_new_for_path (document->folder);
  g_autoptr (GString) up = g_string_new (NULL);

  while (!g_file_has_prefix (file, folder))
    {
      GFile *parent = g_file_get_parent (folder);
      if (parent == NULL)
        break;
      g_string_append (up, "../");
      g_object_unref (folder);
      folder = parent;
    }
  g_autofree char *below = g_file_get_relative_path (folder, file);
  return g_strconcat (up->str, below != NULL ? below : "", NULL);
}

const SlPlan *
sl_document_plan (const SlDocument *document)
{
  return sl_history_plan (document->history);
}

const SlPlan *
sl_document_catalogue (const SlDocument *document)
{
  return document->catalogue;
}

const GPtrArray *
sl_document_catalogue_problems (const SlDocument *document)
{
  return document->problems;
}

SlAssets *
sl_document_assets (const SlDocument *document)
{
  return document->assets;
}

const SlHistory *
sl_document_history (const SlDocument *document)
{
  return document->history;
}

gboolean
sl_document_is_changed (const SlDocument *document)
{
  return document->saved == NULL || !sl_plan_same (document->saved, sl_document_plan (document));
}

gboolean
sl_document_is_shared (const SlDocument *document)
{
  return document->journal != NULL && sl_journal_is_shared (document->journal);
}

/* --- editing --- */

gboolean
sl_document_apply (SlDocument *document, const SlCommand *command, GError **error)
{
  g_autoptr (SlCommand) whole = NULL;
  g_autoptr (SlPlan) before = sl_plan_ref (sl_document_plan (document));

  for (guint i = 0; i < sl_command_count (command); i++)
    {
      const SlEdit *edit = sl_command_edit (command, i);
      if (edit->type == SL_EDIT_ADD && sl_kind_from_name (edit->what) == SL_N_KINDS)
        return sl_history_apply (document->history, command, error); /* says which kinds there are */
    }
  whole = sl_command_complete (command, before, document->catalogue);
  if (!sl_history_apply (document->history, whole, error))
    return FALSE;
  if (document->journal != NULL && !sl_plan_same (before, sl_document_plan (document)))
    {
      g_autofree char *text = sl_command_print (whole);
      sl_journal_append (document->journal, text);
    }
  return TRUE;
}

gboolean
sl_document_undo (SlDocument *document)
{
  if (!sl_history_undo (document->history))
    return FALSE;
  if (document->journal != NULL)
    sl_journal_append (document->journal, "undo\n");
  return TRUE;
}

gboolean
sl_document_redo (SlDocument *document)
{
  if (!sl_history_redo (document->history))
    return FALSE;
  if (document->journal != NULL)
    sl_journal_append (document->journal, "redo\n");
  return TRUE;
}

void
sl_document_break_fold (SlDocument *document)
{
  sl_history_break_fold (document->history);
}

/* --- saving --- */

struct SlSave {
  char       *path;
  SlPlan     *plan;
  SlFileState state;   /* of the file before and after */
  gboolean    over;
  gboolean    locked;  /* the document holds the lock already */
};

gboolean
sl_document_changed_on_disk (SlDocument *document)
{
  return document->path != NULL && document->state.checksum[0] != '\0'
         && sl_file_differs (document->path, &document->state);
}

static gboolean
is_own_file (const SlDocument *document, const char *path)
{
  g_autofree char *own = document->path != NULL ? g_canonicalize_filename (document->path, NULL) : NULL;
  g_autofree char *target = g_canonicalize_filename (path, NULL);

  return g_strcmp0 (own, target) == 0;
}

SlSave *
sl_document_begin_save (SlDocument *document, const char *path, gboolean over, GError **error)
{
  const char *target = path != NULL ? path : document->path;
  SlSave *save;

  if (target == NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("the plan has no file yet; choose a name"));
      return NULL;
    }
  save = g_new0 (SlSave, 1);
  save->path = g_strdup (target);
  save->plan = sl_plan_ref (sl_document_plan (document));
  save->over = over;
  if (is_own_file (document, target))
    {
      save->state = document->state;
      save->locked = document->lock != NULL;
    }
  return save;
}

gboolean
sl_save_write (SlSave *save, GError **error)
{
  g_autoptr (SlFileLock) lock = NULL;

  if (!save->locked && (lock = sl_file_lock (save->path, WAIT_S, error)) == NULL)
    return FALSE;
  return sl_plan_file_write (save->path, save->plan, save->over, &save->state, error);
}

void
sl_document_end_save (SlDocument *document, SlSave *save)
{
  g_free (document->path);
  g_free (document->folder);
  document->path = g_strdup (save->path);
  document->folder = g_path_get_dirname (document->path);
  document->state = save->state;
  sl_plan_unref (document->saved);
  document->saved = sl_plan_ref (save->plan);
  if (document->journal != NULL)
    sl_journal_restart (document->journal, document->path, document->saved);
}

void
sl_save_free (SlSave *save)
{
  if (save == NULL)
    return;
  g_free (save->path);
  sl_plan_unref (save->plan);
  g_free (save);
}

static gboolean
save_now (SlDocument *document, const char *path, gboolean over, GError **error)
{
  g_autoptr (SlSave) save = sl_document_begin_save (document, path, over, error);

  if (save == NULL || !sl_save_write (save, error))
    return FALSE;
  sl_document_end_save (document, save);
  return TRUE;
}

gboolean
sl_document_save (SlDocument *document, const char *path, GError **error)
{
  return save_now (document, path, FALSE, error);
}

gboolean
sl_document_save_over (SlDocument *document, const char *path, GError **error)
{
  return save_now (document, path, TRUE, error);
}

/* --- recovery --- */

guint
sl_document_recoverable (const SlDocument *document)
{
  return document->journal != NULL ? sl_journal_count (document->journal) : 0;
}

void
sl_document_forget_journal (SlDocument *document)
{
  if (document->journal != NULL)
    sl_journal_restart (document->journal, document->path, sl_document_plan (document));
}

/* Replays a journal: commands in order, with the undo and redo steps between them. */
guint
sl_document_recover (SlDocument *document, GError **error)
{
  g_autofree char *text = document->journal != NULL ? sl_journal_left_behind (document->journal) : NULL;
  const char *at = text;
  guint steps = 0;

  while (at != NULL && *at != '\0')
    {
      const char *end = strstr (at, "\nend\n"), *rest;
      g_autoptr (GPtrArray) commands = NULL;

      if (g_str_has_prefix (at, "undo\n") || g_str_has_prefix (at, "redo\n"))
        {
          if (*at == 'u')
            sl_document_undo (document);
          else
            sl_document_redo (document);
          at += strlen ("undo\n");
          steps++;
          continue;
        }
      if (end == NULL) /* the crash cut the last one */
        break;
      g_autofree char *one = g_strndup (at, (gsize) (end - at) + strlen ("\nend\n"));
      if ((commands = sl_commands_parse (one, &rest, error)) == NULL || commands->len != 1
          || !sl_document_apply (document, commands->pdata[0], error))
        return steps;
      at += strlen (one);
      steps++;
    }
  return steps;
}

/* --- assets --- */

void
sl_document_load_assets (SlDocument *document, SlWatch *watch, GPtrArray *findings)
{
  sl_plan_load_assets (sl_document_plan (document), document->assets, document->folder, watch, findings);
}
