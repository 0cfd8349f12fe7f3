/* What a window works on: the document, what is selected, which shot and frame, and what was derived from them. Every
 * panel listens here and none knows another.
 *
 * Signals: "plan-changed", "selection-changed", "time-changed" (shot or frame), "results-changed", "jobs-changed",
 * "message" (char *text), "view-changed" (shading, hidden things). */
#pragma once

#include <gio/gio.h>

#include "sl-document.h"
#include "sl-jobs.h"
#include "sl-render.h"

G_BEGIN_DECLS

#define SL_TYPE_EDITOR (sl_editor_get_type ())
G_DECLARE_FINAL_TYPE (SlEditor, sl_editor, SL, EDITOR, GObject)

/* Takes the document. */
SlEditor       *sl_editor_new          (SlDocument *document);
/* Its window goes: running work is cancelled and none starts. The last reference frees it. */
void            sl_editor_close        (SlEditor *editor);
gboolean        sl_editor_is_closed    (SlEditor *editor);
SlDocument     *sl_editor_document     (SlEditor *editor);
const SlPlan   *sl_editor_plan         (SlEditor *editor);

/* Each shows an error as a message and returns FALSE. */
gboolean        sl_editor_apply        (SlEditor *editor, SlCommand *command);
gboolean        sl_editor_set_field    (SlEditor *editor, const char *id, const char *path, const char *text, const char *fold, GError **error);
void            sl_editor_undo         (SlEditor *editor);
void            sl_editor_redo         (SlEditor *editor);
void            sl_editor_message      (SlEditor *editor, const char *text);
/* The document was saved, recovered or otherwise changed from outside. */
void            sl_editor_document_changed (SlEditor *editor);

const char     *sl_editor_selected     (SlEditor *editor); /* may be NULL */
void            sl_editor_select       (SlEditor *editor, const char *id);
const SlShot   *sl_editor_shot         (SlEditor *editor); /* NULL when the plan has none */
void            sl_editor_set_shot     (SlEditor *editor, const char *id);
double          sl_editor_frame        (SlEditor *editor);
void            sl_editor_set_frame    (SlEditor *editor, double frame);

/* Lengths in feet and inches instead of metres. */
gboolean        sl_editor_imperial     (SlEditor *editor);
void            sl_editor_set_imperial (SlEditor *editor, gboolean imperial);

SlShading       sl_editor_shading      (SlEditor *editor);
void            sl_editor_set_shading  (SlEditor *editor, SlShading shading);
gboolean        sl_editor_is_hidden    (SlEditor *editor, const char *id);
void            sl_editor_set_hidden   (SlEditor *editor, const char *id, gboolean hidden);
/* What is locked is not picked in the view and not changed by hand. */
gboolean        sl_editor_is_locked    (SlEditor *editor, const char *id);
void            sl_editor_set_locked   (SlEditor *editor, const char *id, gboolean locked);
/* TRUE, with a message, when it is locked. */
gboolean        sl_editor_refuse_locked (SlEditor *editor, const char *id);

/* The scene at the current shot and frame, hidden things left out; NULL with the reason in `error`. Borrowed. */
const SlScene  *sl_editor_scene        (SlEditor *editor, GError **error);
/* An entity as setup and tracks make it at the current shot and frame; NULL when that cannot be said. A new reference. */
SlEntity       *sl_editor_entity_now   (SlEditor *editor, const char *id);
const SlTracer *sl_editor_tracer       (SlEditor *editor); /* of that scene, may be NULL */
/* What the current frame sees, or the last one that was measured while this one is; NULL when there is no picture. Borrowed
 * until "results-changed". */
const SlFrameCoverage *sl_editor_live  (SlEditor *editor);
/* The analysis of a whole shot; NULL until it is done, which "results-changed" tells. Borrowed until then. */
const SlCoverage *sl_editor_coverage   (SlEditor *editor, const char *shot_id);
struct SlAnalysis *sl_editor_analysis  (SlEditor *editor);
struct SlPictures *sl_editor_pictures  (SlEditor *editor);

SlJobs         *sl_editor_jobs         (SlEditor *editor); /* borrowed */

G_END_DECLS
