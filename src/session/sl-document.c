#include "sl-document-private.h"

#include <string.h>

#include "sl-catalogue.h"
#include "sl-devices.h"
#include "sl-docked.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-places.h"
#include "sl-plan-file.h"
#include "sl-templates.h"

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
  document->said = g_ptr_array_new_with_free_func (g_free);
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
  g_autoptr (SlFileLock) lock = mode == SL_OPEN_IN_PLACE ? sl_file_lock (path, SL_DOCUMENT_WAIT_S, error) : NULL;
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
  g_ptr_array_unref (document->said);
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
  g_autoptr (SlCommand) complete = NULL, whole = NULL;
  g_autoptr (SlPlan) before = sl_plan_ref (sl_document_plan (document));
  const guint64 serial = sl_history_serial (document->history);

  g_ptr_array_set_size (document->said, 0);
  for (guint i = 0; i < sl_command_count (command); i++)
    {
      const SlEdit *edit = sl_command_edit (command, i);
      if (edit->type == SL_EDIT_ADD && sl_kind_from_name (edit->what) == SL_N_KINDS)
        return sl_history_apply (document->history, command, error); /* says which kinds there are */
    }
  complete = sl_command_complete (command, before, document->catalogue);
  whole = sl_command_dock (complete, before, document->said);
  if (!sl_history_apply (document->history, whole, error))
    {
      g_ptr_array_set_size (document->said, 0);
      return FALSE;
    }
  if (document->journal != NULL && !sl_plan_same (before, sl_document_plan (document)))
    {
      g_autofree char *text = sl_command_print (whole);
      sl_journal_step (document->journal, text, serial, before, sl_history_serial (document->history),
                       sl_document_plan (document));
    }
  return TRUE;
}

const GPtrArray *
sl_document_said (const SlDocument *document)
{
  return document->said;
}

void
sl_document_tell_place (SlDocument *document)
{
  if (document->journal != NULL)
    sl_journal_at (document->journal, sl_history_serial (document->history), sl_document_plan (document));
}

gboolean
sl_document_undo (SlDocument *document)
{
  if (!sl_history_undo (document->history))
    return FALSE;
  sl_document_tell_place (document);
  return TRUE;
}

gboolean
sl_document_redo (SlDocument *document)
{
  if (!sl_history_redo (document->history))
    return FALSE;
  sl_document_tell_place (document);
  return TRUE;
}

void
sl_document_break_fold (SlDocument *document)
{
  sl_history_break_fold (document->history);
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
    sl_document_tell_place (document); /* so is the state from now on */
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
