/* An open plan: its file, its history, the catalogue that new devices come from, its loaded assets, and the journal
 * that brings edits back after a crash. */
#pragma once

#include "sl-assets.h"
#include "sl-check.h"
#include "sl-history.h"

G_BEGIN_DECLS

typedef struct SlDocument SlDocument;

typedef enum {
  SL_OPEN_PLAIN,    /* as the file is; leaves journals alone */
  SL_OPEN_EDITING,  /* locks the plan and keeps a journal */
} SlOpenMode;

/* A plan that has no file yet. Takes a reference on `plan`. */
SlDocument   *sl_document_new_from_plan (const SlPlan *plan, SlOpenMode mode);
/* A plan from a template: an id of data/facilities, or "empty". */
SlDocument   *sl_document_new_from_template (const char *id, SlOpenMode mode, GError **error);
/* Template ids; free with g_strfreev(). */
GStrv         sl_document_templates (void);
/* What people call it: the facility's name. Free with g_free(). */
char         *sl_document_template_title (const char *id);
SlDocument   *sl_document_open   (const char *path, SlOpenMode mode, GError **error);
/* Closes without asking; the journal of a plan without unsaved edits goes. */
void          sl_document_free   (SlDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlDocument, sl_document_free)

const char   *sl_document_path   (const SlDocument *document); /* NULL before the first save */
const char   *sl_document_folder (const SlDocument *document); /* that assets are relative to */
/* `path` as an asset's name: relative to that folder. Free with g_free(). */
char         *sl_document_relative (const SlDocument *document, const char *path);
const SlPlan *sl_document_plan   (const SlDocument *document); /* borrowed until the next edit */
const SlPlan *sl_document_catalogue (const SlDocument *document);
SlAssets     *sl_document_assets (const SlDocument *document); /* borrowed */
const SlHistory *sl_document_history (const SlDocument *document);
gboolean      sl_document_is_changed (const SlDocument *document);
/* TRUE when another program has the plan open for editing. */
gboolean      sl_document_is_shared (const SlDocument *document);

/* Applies a command; devices that it names and the plan lacks come from the catalogue in the same step. */
gboolean      sl_document_apply  (SlDocument *document, const SlCommand *command, GError **error);
gboolean      sl_document_undo   (SlDocument *document);
gboolean      sl_document_redo   (SlDocument *document);
void          sl_document_break_fold (SlDocument *document);

/* Saves to `path`, or to its own file when NULL. */
gboolean      sl_document_save   (SlDocument *document, const char *path, GError **error);
/* Takes back the edits of a journal that a crash left; the number of steps, 0 for none. */
guint         sl_document_recover (SlDocument *document, GError **error);
/* Number of steps that a journal holds for this plan, without taking them. */
guint         sl_document_recoverable (const SlDocument *document);
void          sl_document_forget_journal (SlDocument *document);

/* Loads the models and pictures that the plan names. What cannot be loaded is reported as findings. */
void          sl_document_load_assets (SlDocument *document, SlWatch *watch, GPtrArray *findings);
/* Everything that `check` says: the plan's own findings, devices that differ from the catalogue, assets, scenes. */
GPtrArray    *sl_document_check  (SlDocument *document);

/* Loading for a snapshot on any thread. */
void          sl_plan_load_assets (const SlPlan *plan, SlAssets *assets, const char *folder, SlWatch *watch, GPtrArray *findings);
/* Nothing is left to load, but what would fail again. */
gboolean      sl_plan_assets_are_settled (const SlPlan *plan, SlAssets *assets, const char *folder);

G_END_DECLS
