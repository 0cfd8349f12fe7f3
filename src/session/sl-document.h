/* An open plan: its file, its history, the catalogue that new devices come from, its loaded assets, and the journal
 * that brings edits back after a crash. */
#pragma once

#include "sl-history.h"
#include "sl-plan-assets.h"

G_BEGIN_DECLS

typedef struct SlDocument SlDocument;

typedef enum {
  SL_OPEN_PLAIN,    /* as the file is; leaves journals alone */
  SL_OPEN_EDITING,  /* keeps a journal, and says when others have the plan open */
  SL_OPEN_IN_PLACE, /* for one edit and a save: others who do the same wait until this one is freed */
} SlOpenMode;

/* A plan that has no file yet. Takes a reference on `plan`. */
SlDocument   *sl_document_new_from_plan (const SlPlan *plan, SlOpenMode mode);
/* A plan from a template (sl_templates()); NULL with an error when there is no such one. */
SlDocument   *sl_document_new_from_template (const char *id, SlOpenMode mode, GError **error);
/* NULL with an error that says what is wrong with the file and where. Any thread. */
SlDocument   *sl_document_open   (const char *path, SlOpenMode mode, GError **error);
/* The same; `watch` (NULL for none) stops the reading of a large file. */
SlDocument   *sl_document_open_watched (const char *path, SlOpenMode mode, SlWatch *watch, GError **error);
/* Closes without asking; the journal of a plan without unsaved edits goes. */
void          sl_document_free   (SlDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlDocument, sl_document_free)

/* Borrowed until the next save; NULL before the first. */
const char   *sl_document_path   (const SlDocument *document);
/* That names of assets are relative to; borrowed until the next save. */
const char   *sl_document_folder (const SlDocument *document);
/* `path` as an asset's name: relative to that folder. Free with g_free(). */
char         *sl_document_relative (const SlDocument *document, const char *path);
/* Borrowed until the next edit. */
const SlPlan *sl_document_plan   (const SlDocument *document);
/* Devices that are shipped and the user's own. Borrowed. */
const SlPlan *sl_document_catalogue (const SlDocument *document);
/* Catalogue files that cannot be read: GError elements, borrowed. */
const GPtrArray *sl_document_catalogue_problems (const SlDocument *document);
/* What is loaded. Borrowed. */
SlAssets     *sl_document_assets (const SlDocument *document);
/* Its steps; borrowed. */
const SlHistory *sl_document_history (const SlDocument *document);
/* Holds something that its file does not. */
gboolean      sl_document_is_changed (const SlDocument *document);
/* TRUE when another program has the plan open for editing. */
gboolean      sl_document_is_shared (const SlDocument *document);

/* Applies a command; devices that it names and the plan lacks come from the catalogue in the same step, and what docks
 * to walls goes with them (sl-docked.h). FALSE with an error leaves everything as it was. */
gboolean      sl_document_apply  (SlDocument *document, const SlCommand *command, GError **error);
/* What it did that a person might not expect: char *, translated. Borrowed until the next one. */
const GPtrArray *sl_document_said (const SlDocument *document);
/* FALSE when there is nothing to undo or redo. */
gboolean      sl_document_undo   (SlDocument *document);
gboolean      sl_document_redo   (SlDocument *document); /* as undo */
/* After this, a command with the same fold key makes a step of its own: the end of a drag. */
void          sl_document_break_fold (SlDocument *document);

/* The file holds something else than when it was read or saved last: another program changed it. A stat when nothing
 * touched it. */
gboolean      sl_document_changed_on_disk (SlDocument *document);
/* Saves to `path`, or to its own file when NULL. FALSE with an error leaves file and document as they were; it is
 * SL_ERROR_CHANGED when another program changed the document's own file: ask, then save over it or elsewhere. */
gboolean      sl_document_save   (SlDocument *document, const char *path, GError **error);
/* The same, and replaces what another program wrote. */
gboolean      sl_document_save_over (SlDocument *document, const char *path, GError **error);

/* A save in three parts, so that the writing needs no main thread: begin, write in any thread, end. Edits may go on
 * meanwhile; one save at a time. */
typedef struct SlSave SlSave;

/* What is to be saved, as it is now; arguments as above. NULL with an error when the plan has no name yet. */
SlSave       *sl_document_begin_save (SlDocument *document, const char *path, gboolean over, GError **error);
/* Writes the file; in any thread. */
gboolean      sl_save_write      (SlSave *save, GError **error);
/* After sl_save_write() gave TRUE: the document is the file's now. */
void          sl_document_end_save (SlDocument *document, SlSave *save);
/* NULL is fine. */
void          sl_save_free       (SlSave *save);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlSave, sl_save_free)

/* --- what a crash left --- */

/* Steps after the last save that can be brought back, 0 for none; it was begun before, and the program ended in the
 * middle, this often: then offer to leave some out from the end. */
guint         sl_document_recoverable (const SlDocument *document);
guint         sl_document_recovery_attempts (const SlDocument *document); /* as above */
/* Brings them back, but the last `leave_out`; gives their number. All of history comes back with them: undo, redo,
 * and what the file holds. What was damaged is put into `findings` (SlFinding, may be NULL) and the rest is used.
 * Kept until the next save. */
guint         sl_document_recover (SlDocument *document, guint leave_out, GPtrArray *findings, GError **error);
/* Throws them away. */
void          sl_document_forget_journal (SlDocument *document);
/* A plan that never had a file, from its log (sl_journals_left_behind()), with its steps brought back as above.
 * NULL with an error. */
SlDocument   *sl_document_new_recovered (const char *log, guint leave_out, GPtrArray *findings, GError **error);
/* Waits until all edits so far are kept for a crash. */
void          sl_document_sync (SlDocument *document);
/* Why edits are not kept for a crash at present, translated; NULL when they are. Free with g_free(). */
char         *sl_document_journal_trouble (SlDocument *document);

/* Loads the models and pictures that the plan names. What cannot be loaded is put into `findings` (SlFinding, may be
 * NULL). */
void          sl_document_load_assets (SlDocument *document, SlWatch *watch, GPtrArray *findings);
/* Everything that `check` says: the plan's own findings, devices that differ from the catalogue, assets, scenes.
 * SlFinding elements; free with g_ptr_array_unref(). After a cancel the rest is missing. */
GPtrArray    *sl_document_check  (SlDocument *document, SlWatch *watch);

G_END_DECLS
