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

/* `journal` is taken; NULL for none. */
static SlDocument *
document_new (const SlPlan *plan, const char *path, SlJournal *journal)
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
  document->journal = journal;
  return document;
}

SlDocument *
sl_document_new_from_plan (const SlPlan *plan, SlOpenMode mode)
{
  return document_new (plan, NULL, mode == SL_OPEN_EDITING ? sl_journal_new (NULL, NULL, 0) : NULL);
}

SlDocument *
sl_document_open (const char *path, SlOpenMode mode, GError **error)
{
  return sl_document_open_watched (path, mode, NULL, error);
}

SlDocument *
sl_document_open_watched (const char *path, SlOpenMode mode, SlWatch *watch, GError **error)
{
  g_autoptr (SlFileLock) lock = mode == SL_OPEN_IN_PLACE ? sl_file_lock (path, WAIT_S, error) : NULL;
  SlFileState state = { 0 };
  g_autoptr (SlPlan) plan = NULL;
  SlDocument *document;

  if (mode == SL_OPEN_IN_PLACE && lock == NULL)
    return NULL;
  if ((plan = sl_plan_file_read (path, &state, watch, error)) == NULL)
    return NULL;
  document = document_new (plan, path, mode == SL_OPEN_EDITING ? sl_journal_new (path, state.checksum, 0) : NULL);
  document->state = state;
  document->lock = g_steal_pointer (&lock);
  return document;
}

SlDocument *
sl_document_new_from_template (const char *id, SlOpenMode mode, GError **error)
{
  g_autoptr (SlPlan) plan = sl_template_plan (id, error);

  return plan != NULL ? sl_document_new_from_plan (plan, mode) : NULL;
}

void
sl_document_free (SlDocument *document)
{
  if (document == NULL)
    return;
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
  return sl_asset_relative (document->folder, path);
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
  const guint64 serial = sl_history_serial (document->history);

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
      sl_journal_step (document->journal, text, serial, before, sl_history_serial (document->history),
                       sl_document_plan (document));
    }
  return TRUE;
}

static void
tell_place (SlDocument *document)
{
  if (document->journal != NULL)
    sl_journal_at (document->journal, sl_history_serial (document->history), sl_document_plan (document));
}

gboolean
sl_document_undo (SlDocument *document)
{
  if (!sl_history_undo (document->history))
    return FALSE;
  tell_place (document);
  return TRUE;
}

gboolean
sl_document_redo (SlDocument *document)
{
  if (!sl_history_redo (document->history))
    return FALSE;
  tell_place (document);
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

  if (!save->locked && (lock = sl_file_lock (save->path, WAIT_S, error)) == NULL)
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
    tell_place (document);
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

/* --- recovery --- */

guint
sl_document_recoverable (const SlDocument *document)
{
  return document->journal != NULL ? sl_journal_steps (document->journal) : 0;
}

guint
sl_document_recovery_attempts (const SlDocument *document)
{
  return document->journal != NULL ? sl_journal_attempts (document->journal) : 0;
}

void
sl_document_forget_journal (SlDocument *document)
{
  if (document->journal != NULL)
    sl_journal_forget (document->journal);
}

char *
sl_document_journal_trouble (SlDocument *document)
{
  return document->journal != NULL ? sl_journal_trouble (document->journal) : NULL;
}

void
sl_document_sync (SlDocument *document)
{
  if (document->journal != NULL)
    sl_journal_flush (document->journal);
}

static void
take_history (SlDocument *document, const SlReplay *replay)
{
  const GPtrArray *plans = replay->plans;

  sl_history_free (document->history);
  document->history = sl_history_new (plans->pdata[0]);
  for (guint i = 1; i < plans->len; i++)
    sl_history_push (document->history, plans->pdata[i], replay->labels->pdata[i]);
  for (guint i = plans->len - 1; i > replay->at; i--)
    sl_history_undo (document->history);
}

/* What the file holds, as the program knew that made the steps; another may have changed it since. */
static void
take_saved (SlDocument *document, const SlReplay *replay)
{
  const gboolean is_theirs = g_strcmp0 (replay->checksum, document->state.checksum) != 0;

  if (document->path == NULL || replay->checksum == NULL || (replay->saved < 0 && !is_theirs))
    return;
  sl_plan_unref (document->saved);
  document->saved = replay->saved >= 0 ? sl_plan_ref (replay->plans->pdata[replay->saved]) : NULL;
  if (!is_theirs)
    return;
  document->state = (SlFileState) { 0 };
  g_strlcpy (document->state.checksum, replay->checksum, sizeof document->state.checksum);
}

static gboolean
recover (SlDocument *document, guint leave_out, guint *steps, GPtrArray *findings)
{
  const char *checksum = document->path != NULL ? document->state.checksum : NULL;
  g_autoptr (SlReplay) replay = sl_journal_recover (document->journal, checksum, leave_out);

  if (replay == NULL)
    return FALSE;
  take_history (document, replay);
  take_saved (document, replay);
  *steps = replay->steps;
  if (replay->skipped > 0)
    sl_findings_add (findings, SL_SEVERITY_WARNING, NULL, NULL, _("Look over what is missing"),
                     _("%u steps of the unsaved work were damaged and could not be brought back"), replay->skipped);
  if (replay->skipped > 0 || leave_out > 0)
    tell_place (document); /* so is the state from now on */
  return TRUE;
}

guint
sl_document_recover (SlDocument *document, guint leave_out, GPtrArray *findings, GError **error)
{
  guint steps = 0;

  if (sl_document_recoverable (document) > 0 && !recover (document, leave_out, &steps, findings))
    sl_error_set (error, SL_ERROR_INPUT, _("The unsaved work is damaged and cannot be read; open the plan without it"));
  return steps;
}

SlDocument *
sl_document_new_recovered (const char *log, guint leave_out, GPtrArray *findings, GError **error)
{
  g_autoptr (SlPlan) nothing = sl_plan_new ();
  SlJournal *journal = sl_journal_new_from_log (log);
  g_autoptr (SlDocument) document = journal != NULL ? document_new (nothing, NULL, journal) : NULL;
  guint steps;

  if (document != NULL && recover (document, leave_out, &steps, findings))
    return g_steal_pointer (&document);
  sl_error_set (error, SL_ERROR_INPUT, _("The unsaved work is damaged or open in another window"));
  return NULL;
}

/* --- assets --- */

void
sl_document_load_assets (SlDocument *document, SlWatch *watch, GPtrArray *findings)
{
  sl_plan_load_assets (sl_document_plan (document), document->assets, document->folder, watch, findings);
}
