/* A document's plan goes into a file: begun, written in any thread, ended. */
#include "sl-document-private.h"

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-plan-file.h"

struct SlSave {
  char       *path;
  SlPlan     *plan;     /* as the document has it */
  SlPlan     *written;  /* with the names that assets have from the folder of the file */
  guint64     serial;
  SlFileState before, after; /* of the file; `before` is all 0 for another one than the document's own */
  gboolean    is_own;   /* the document's own file */
  gboolean    over;
  gboolean    locked;   /* the document holds the lock already */
  SlJournal  *journal;  /* borrowed, NULL */
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
  sl_history_break_fold (document->history); /* what is saved stays a step */
  g_autofree char *folder = g_path_get_dirname (target);
  save = g_new0 (SlSave, 1);
  save->path = g_strdup (target);
  save->plan = sl_plan_ref (sl_document_plan (document));
  save->written = sl_plan_rebase_assets (save->plan, document->folder, folder, NULL);
  save->serial = sl_history_serial (document->history);
  save->is_own = is_own_file (document, target);
  save->over = over;
  save->locked = save->is_own && document->lock != NULL;
  if (save->is_own)
    save->before = document->state;
  save->journal = document->journal;
  return save;
}

/* The journal knows which file is to come before it is there: killed between the two, nothing is offered that is
 * saved. */
static void
announce (const char *checksum, gpointer data)
{
  const SlSave *save = data;

  if (save->journal != NULL)
    sl_journal_file (save->journal, save->path, checksum, save->serial);
}

gboolean
sl_save_write (SlSave *save, GError **error)
{
  g_autoptr (SlFileLock) lock = NULL;

  if (!save->locked && (lock = sl_file_lock (save->path, SL_DOCUMENT_WAIT_S, error)) == NULL)
    return FALSE;
  save->after = save->before;
  if (!sl_plan_file_write (save->path, save->written, save->over, announce, save, &save->after, error))
    return FALSE;
  if (save->journal != NULL && save->is_own)
    sl_journal_done (save->journal, save->path, save->after.checksum, save->serial);
  return TRUE;
}

/* --- the document moves to another folder --- */

typedef struct {
  const char *from, *to; /* folders */
  GHashTable *moved;     /* entities by what they were, so that steps go on sharing them */
  SlSave     *save;
  SlPlan     *saved;
} Move;

static SlPlan *
move_plan (const SlPlan *plan, gpointer data)
{
  Move *move = data;
  SlPlan *moved = sl_plan_rebase_assets (plan, move->from, move->to, move->moved);

  if (plan == move->save->plan && move->saved == NULL)
    move->saved = sl_plan_ref (moved);
  return moved;
}

/* Names of models and pictures are relative to the folder: in another one all steps get other names, so that undo
 * leads to plans whose models are found as before. Gives what was saved. */
static SlPlan *
move_history (SlDocument *document, SlSave *save, const char *folder)
{
  g_autoptr (GHashTable) moved = sl_moved_entities_new ();
  Move move = { document->folder, folder, moved, save, NULL };

  sl_history_map (document->history, move_plan, &move);
  return move.saved != NULL ? move.saved : sl_plan_ref (save->written);
}

void
sl_document_end_save (SlDocument *document, SlSave *save)
{
  g_autofree char *folder = g_path_get_dirname (save->path);

  sl_plan_unref (document->saved);
  document->saved = save->written != save->plan ? move_history (document, save, folder) : sl_plan_ref (save->plan);
  document->state = save->after;
  g_free (document->path);
  g_free (document->folder);
  document->path = g_strdup (save->path);
  document->folder = g_steal_pointer (&folder);
  if (document->journal == NULL || save->is_own)
    return;
  sl_journal_move (document->journal, document->path, document->state.checksum, save->serial);
  if (sl_document_is_changed (document)) /* edits went on while it was written */
    sl_document_tell_place (document);
}

void
sl_save_free (SlSave *save)
{
  if (save == NULL)
    return;
  g_free (save->path);
  sl_plan_unref (save->plan);
  sl_plan_unref (save->written);
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
