/* What a window works on: the document, view state, and the scene of now. Whoever shows or derives something listens
 * here; the editor knows none of them.
 *
 * Signals: "plan-changed"; "assets-changed" (models or pictures were loaded); "selection-changed"; "time-changed" (shot
 * or frame); "view-changed" (shading, hidden things); "overlay-changed" (what a hand is about to do is laid over the
 * scene, or no more); "message" (char *text, for the person who edits). */
#pragma once

#include "sl-document.h"
#include "sl-draw-scene.h"
#include "sl-keyed.h"
#include "sl-moment.h"
#include "sl-scene-reads.h"

G_BEGIN_DECLS

/* How hands are held: view state. */
typedef struct {
  gboolean magnet; /* they snap */
  double   grid;   /* m; 0 for none */
  double   angle;  /* deg; 0 for none */
} SlSnapSettings;

#define SL_TYPE_EDITOR (sl_editor_get_type ())
G_DECLARE_FINAL_TYPE (SlEditor, sl_editor, SL, EDITOR, GObject)

/* Takes the document. */
SlEditor       *sl_editor_new          (SlDocument *document);
/* Borrowed. */
SlDocument     *sl_editor_document     (SlEditor *editor);
/* Borrowed until the next edit. */
const SlPlan   *sl_editor_plan         (SlEditor *editor);

/* FALSE after an error, which is shown as a message. */
gboolean        sl_editor_apply        (SlEditor *editor, SlCommand *command);
/* Whether `path` of `id` is what is seen in the picture of the shot that is shown: such a field has a value of the
 * moment, and may be keyed. */
gboolean        sl_editor_is_seen      (SlEditor *editor, const char *id, const char *path);
/* Its value in file notation, of such a field as it is at the frame that is shown; NULL when there is none. Free with
 * g_free(). */
char           *sl_editor_text_now     (SlEditor *editor, const char *id, const char *path);
/* Sets one field of `id` by its path to `text`, in a person's notation. What is seen in the shot that is shown is set
 * where it shows at its frame: in a key, in the value of the setup, or in the thing itself (sl-keyed.h). Edits with the
 * same `fold` (NULL for none) make one step until the selection changes. A file is named relative to the plan, and
 * shown: a prop that is given one becomes a model. FALSE with an error leaves everything as it was. */
gboolean        sl_editor_set_field    (SlEditor *editor, const char *id, const char *path, const char *text,
                                        const char *fold, GError **error);
/* The same field of `n` things in one step, `texts` one for each. */
gboolean        sl_editor_set_fields   (SlEditor *editor, const char *const *ids, guint n, const char *path,
                                        const char *const *texts, const char *fold, GError **error);
/* Takes the record that `path` ends at, such as "doors[1]", out of the lists of `n` things in one step. FALSE as
 * above. */
gboolean        sl_editor_take_out     (SlEditor *editor, const char *const *ids, guint n, const char *path);
/* Nothing happens where there is no step. A message says when there is no further one only because older steps were
 * let go. */
void            sl_editor_undo         (SlEditor *editor);
/* That message, translated, while it holds; else NULL. Free with g_free(). */
char           *sl_editor_undo_end     (SlEditor *editor);
/* As undo. */
void            sl_editor_redo         (SlEditor *editor);
/* Tells the person who edits. */
void            sl_editor_message      (SlEditor *editor, const char *text);
/* The document was recovered or otherwise changed from outside. */
void            sl_editor_document_changed (SlEditor *editor);
/* Models or pictures came. */
void            sl_editor_assets_changed (SlEditor *editor);

/* Id of what is selected: of several things the primary, which was picked last. NULL for nothing. Borrowed until the
 * next selection. */
const char     *sl_editor_selected     (SlEditor *editor);
/* Ids (char *) of all that is selected, the primary last. Borrowed until the next selection; a reference on it keeps
 * what was selected at that time. */
const GPtrArray *sl_editor_selection   (SlEditor *editor);
/* The things taken hold of by it: those of groups instead of the groups (sl-groups.h). Free with
 * g_ptr_array_unref(). */
GPtrArray      *sl_editor_taken        (SlEditor *editor);
/* A set of those things and of the groups, for g_hash_table_contains(), which borrows the ids from the plan. A new
 * reference. */
GHashTable     *sl_editor_selected_set (SlEditor *editor);
/* Whether it is one of them. */
gboolean        sl_editor_is_selected  (SlEditor *editor, const char *id);
/* This alone; a shot is shown too. NULL selects nothing; an unknown id is ignored. */
void            sl_editor_select       (SlEditor *editor, const char *id);
/* These `n`, the last as the primary. */
void            sl_editor_select_set   (SlEditor *editor, const char *const *ids, guint n);
/* This too, as the primary: what a click with Shift does. */
void            sl_editor_select_add   (SlEditor *editor, const char *id);
/* This too, or no longer: what a click with Ctrl does. */
void            sl_editor_select_toggle (SlEditor *editor, const char *id);
/* The shot that is shown, NULL when the plan has none. Borrowed from the plan. */
const SlShot   *sl_editor_shot         (SlEditor *editor);
/* From its first frame; an unknown id is ignored. */
void            sl_editor_set_shot     (SlEditor *editor, const char *id);
/* Of that shot, a whole number from 0. */
double          sl_editor_frame        (SlEditor *editor);
/* Kept within the shot. */
void            sl_editor_set_frame    (SlEditor *editor, double frame);

/* Where an edit by hand is seen: at the frame that is shown. Its id is borrowed until the next edit. */
SlWhen          sl_editor_when         (SlEditor *editor);
/* Whether what is moved by hand gets a track where it has none. */
gboolean        sl_editor_auto_key     (SlEditor *editor);
/* View state: not undone. */
void            sl_editor_set_auto_key (SlEditor *editor, gboolean auto_key);

/* With the magnet on, in steps of 0.25 m and 15° at first. Borrowed. */
const SlSnapSettings *sl_editor_snap   (SlEditor *editor);
/* Tells "view-changed". */
void            sl_editor_set_snap     (SlEditor *editor, const SlSnapSettings *snap);

/* Lengths in feet and inches instead of metres. */
gboolean        sl_editor_imperial     (SlEditor *editor);
/* Everything is shown anew. */
void            sl_editor_set_imperial (SlEditor *editor, gboolean imperial);
/* How the stage is painted. */
SlShading       sl_editor_shading      (SlEditor *editor);
/* Tells "view-changed". */
void            sl_editor_set_shading  (SlEditor *editor, SlShading shading);
/* What is hidden is not drawn. */
gboolean        sl_editor_is_hidden    (SlEditor *editor, const char *id);
/* Tells "view-changed". */
void            sl_editor_set_hidden   (SlEditor *editor, const char *id, gboolean hidden);
/* Whether it is drawn: not hidden, nor left out while others are shown alone. */
gboolean        sl_editor_is_shown     (SlEditor *editor, const char *id);
/* Shows what is selected alone, or everything that is not hidden again. Says so when nothing is selected. */
void            sl_editor_isolate      (SlEditor *editor, gboolean isolate);
/* Whether it does. */
gboolean        sl_editor_is_isolated  (SlEditor *editor);
/* The group that hands are inside of: what lies in it is taken hold of by itself. NULL for none. Borrowed. */
const char     *sl_editor_entered      (SlEditor *editor);
/* Goes into it; NULL goes out of all. */
void            sl_editor_enter        (SlEditor *editor, const char *group);
/* What is locked is not picked in the view and not changed by hand. */
gboolean        sl_editor_is_locked    (SlEditor *editor, const char *id);
/* Tells "selection-changed" and "view-changed". */
void            sl_editor_set_locked   (SlEditor *editor, const char *id, gboolean locked);
/* TRUE, with a message, when it is locked. */
gboolean        sl_editor_refuse_locked (SlEditor *editor, const char *id);

/* The scene at the current shot and frame, hidden things left out; NULL with the reason in `error` (may be NULL).
 * Borrowed until something changes. */
const SlScene  *sl_editor_scene        (SlEditor *editor, GError **error);
/* An entity as setup and tracks make it at the current shot and frame; NULL when that cannot be said. A new
 * reference. */
SlEntity       *sl_editor_entity_now   (SlEditor *editor, const char *id);
/* Lays numbers over the scene of now, in place of those laid before, until the plan or the shot is another: what a
 * hand is about to do. `n` 0 for none. FALSE with an error that leaves none. */
gboolean        sl_editor_set_overlay  (SlEditor *editor, const SlOverlay *overlay, guint n, GError **error);
/* Whether there are some. */
gboolean        sl_editor_is_overlaid  (SlEditor *editor);
/* What that scene is made by, overlay included; NULL when there is none. Borrowed until something changes. */
const SlSceneMaker *sl_editor_maker    (SlEditor *editor);
/* For rays through that scene, NULL when there is none. Borrowed until something changes. */
const SlTracer *sl_editor_tracer       (SlEditor *editor);
/* What each shot's coverage and picture depend on by now. Borrowed until the plan or its models change. */
const SlSceneReads *sl_editor_reads    (SlEditor *editor);

G_END_DECLS
