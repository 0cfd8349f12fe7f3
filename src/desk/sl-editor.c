#include "sl-editor.h"

#include <string.h>

#include "sl-i18n.h"

struct _SlEditor {
  GObject       parent;
  SlDocument   *document;
  SlSelection  *selection;
  SlMoment     *moment;
  SlSceneReads *reads; /* NULL when they have to be made */
  SlShading     shading;
  gboolean      imperial, auto_key;
  SlSnapSettings snap;
};

enum {
  PLAN_CHANGED, ASSETS_CHANGED, SELECTION_CHANGED, TIME_CHANGED, VIEW_CHANGED, OVERLAY_CHANGED, MESSAGE, N_SIGNALS,
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlEditor, sl_editor, G_TYPE_OBJECT)

static void
sl_editor_finalize (GObject *object)
{
  SlEditor *editor = SL_EDITOR (object);

  sl_scene_reads_free (editor->reads);
  sl_moment_free (editor->moment);
  sl_selection_free (editor->selection);
  sl_document_free (editor->document);
  G_OBJECT_CLASS (sl_editor_parent_class)->finalize (object);
}

static void
sl_editor_class_init (SlEditorClass *klass)
{
  static const char *const names[N_SIGNALS] = { "plan-changed", "assets-changed", "selection-changed", "time-changed",
                                                "view-changed", "overlay-changed", "message" };

  G_OBJECT_CLASS (klass)->finalize = sl_editor_finalize;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], SL_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                               i == MESSAGE ? 1 : 0, G_TYPE_STRING);
}

static void
sl_editor_init (SlEditor *editor)
{
  editor->snap = (SlSnapSettings) { TRUE, .25, 15 };
  editor->selection = sl_selection_new ();
  editor->moment = sl_moment_new (editor->selection);
}

static void
tell (SlEditor *editor, guint what)
{
  g_signal_emit (editor, signals[what], 0);
}

/* Forgets what was made of another plan or of other models. */
static void
forget_derived (SlEditor *editor)
{
  sl_moment_set_plan (editor->moment, sl_editor_plan (editor), sl_document_assets (editor->document));
  g_clear_pointer (&editor->reads, sl_scene_reads_free);
}

SlEditor *
sl_editor_new (SlDocument *document)
{
  SlEditor *editor = g_object_new (SL_TYPE_EDITOR, NULL);

  editor->document = document;
  sl_selection_settle (editor->selection, sl_editor_plan (editor));
  forget_derived (editor);
  return editor;
}

SlDocument *
sl_editor_document (SlEditor *editor)
{
  return editor->document;
}

const SlPlan *
sl_editor_plan (SlEditor *editor)
{
  return sl_document_plan (editor->document);
}

void
sl_editor_document_changed (SlEditor *editor)
{
  gboolean went = sl_selection_settle (editor->selection, sl_editor_plan (editor));

  forget_derived (editor);
  if (went)
    tell (editor, SELECTION_CHANGED);
  tell (editor, PLAN_CHANGED);
  tell (editor, TIME_CHANGED);
}

void
sl_editor_assets_changed (SlEditor *editor)
{
  forget_derived (editor);
  tell (editor, ASSETS_CHANGED);
  tell (editor, VIEW_CHANGED);
  tell (editor, TIME_CHANGED);
}

/* --- editing --- */

void
sl_editor_message (SlEditor *editor, const char *text)
{
  g_signal_emit (editor, signals[MESSAGE], 0, text);
}

gboolean
sl_editor_apply (SlEditor *editor, SlCommand *command)
{
  g_autoptr (GError) error = NULL;

  if (!sl_document_apply (editor->document, command, &error))
    {
      sl_editor_message (editor, error->message);
      return FALSE;
    }
  sl_editor_document_changed (editor);
  return TRUE;
}

char *
sl_editor_undo_end (SlEditor *editor)
{
  const SlHistory *history = sl_document_history (editor->document);
  const guint n = sl_history_forgotten (history);

  if (n == 0 || sl_history_undo_label (history) != NULL)
    return NULL;
  return g_strdup_printf (ngettext ("Undo ends here: %u older step was let go to save memory",
                                    "Undo ends here: %u older steps were let go to save memory", n), n);
}

void
sl_editor_undo (SlEditor *editor)
{
  g_autofree char *end = NULL;

  if (!sl_document_undo (editor->document))
    return;
  sl_editor_document_changed (editor);
  if ((end = sl_editor_undo_end (editor)) != NULL)
    sl_editor_message (editor, end);
}

void
sl_editor_redo (SlEditor *editor)
{
  if (sl_document_redo (editor->document))
    sl_editor_document_changed (editor);
}

/* --- view state --- */

const char *
sl_editor_selected (SlEditor *editor)
{
  return sl_selection_id (editor->selection);
}

const GPtrArray *
sl_editor_selection (SlEditor *editor)
{
  return sl_selection_ids (editor->selection);
}

GHashTable *
sl_editor_selected_set (SlEditor *editor)
{
  const GPtrArray *ids = sl_editor_selection (editor);
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (set, ids->pdata[i]);
  return set;
}

gboolean
sl_editor_is_selected (SlEditor *editor, const char *id)
{
  return sl_selection_has (editor->selection, id);
}

static void
selected (SlEditor *editor)
{
  const char *id = sl_editor_selected (editor);

  sl_document_break_fold (editor->document);
  if (id != NULL)
    sl_editor_set_shot (editor, id); /* where it is one */
  tell (editor, SELECTION_CHANGED);
}

void
sl_editor_select (SlEditor *editor, const char *id)
{
  if (sl_selection_select (editor->selection, sl_editor_plan (editor), id))
    selected (editor);
}

void
sl_editor_select_set (SlEditor *editor, const char *const *ids, guint n)
{
  if (sl_selection_set (editor->selection, sl_editor_plan (editor), ids, n))
    selected (editor);
}

void
sl_editor_select_add (SlEditor *editor, const char *id)
{
  if (sl_selection_add (editor->selection, sl_editor_plan (editor), id))
    selected (editor);
}

void
sl_editor_select_toggle (SlEditor *editor, const char *id)
{
  if (sl_selection_toggle (editor->selection, sl_editor_plan (editor), id))
    selected (editor);
}

const SlShot *
sl_editor_shot (SlEditor *editor)
{
  return sl_selection_shot (editor->selection, sl_editor_plan (editor));
}

void
sl_editor_set_shot (SlEditor *editor, const char *id)
{
  if (!sl_selection_set_shot (editor->selection, sl_editor_plan (editor), id))
    return;
  sl_moment_forget_shot (editor->moment);
  tell (editor, TIME_CHANGED);
}

double
sl_editor_frame (SlEditor *editor)
{
  return sl_selection_frame (editor->selection);
}

void
sl_editor_set_frame (SlEditor *editor, double frame)
{
  if (!sl_selection_set_frame (editor->selection, sl_editor_plan (editor), frame))
    return;
  sl_moment_forget_frame (editor->moment);
  tell (editor, TIME_CHANGED);
}

SlWhen
sl_editor_when (SlEditor *editor)
{
  const SlShot *shot = sl_editor_shot (editor);

  return (SlWhen) { shot != NULL ? shot->entity.id : NULL, (gint64) sl_editor_frame (editor), editor->auto_key };
}

gboolean
sl_editor_auto_key (SlEditor *editor)
{
  return editor->auto_key;
}

void
sl_editor_set_auto_key (SlEditor *editor, gboolean auto_key)
{
  editor->auto_key = auto_key;
}

const SlSnapSettings *
sl_editor_snap (SlEditor *editor)
{
  return &editor->snap;
}

void
sl_editor_set_snap (SlEditor *editor, const SlSnapSettings *snap)
{
  editor->snap = *snap;
  tell (editor, VIEW_CHANGED);
}

gboolean
sl_editor_imperial (SlEditor *editor)
{
  return editor->imperial;
}

void
sl_editor_set_imperial (SlEditor *editor, gboolean imperial)
{
  editor->imperial = imperial;
  tell (editor, PLAN_CHANGED); /* every length is shown anew */
  tell (editor, TIME_CHANGED);
}

SlShading
sl_editor_shading (SlEditor *editor)
{
  return editor->shading;
}

void
sl_editor_set_shading (SlEditor *editor, SlShading shading)
{
  editor->shading = shading;
  tell (editor, VIEW_CHANGED);
}

gboolean
sl_editor_is_hidden (SlEditor *editor, const char *id)
{
  return sl_selection_is_hidden (editor->selection, id);
}

void
sl_editor_set_hidden (SlEditor *editor, const char *id, gboolean hidden)
{
  sl_selection_set_hidden (editor->selection, id, hidden);
  sl_moment_forget_frame (editor->moment);
  tell (editor, VIEW_CHANGED);
}

gboolean
sl_editor_is_locked (SlEditor *editor, const char *id)
{
  return sl_selection_is_locked (editor->selection, id);
}

void
sl_editor_set_locked (SlEditor *editor, const char *id, gboolean locked)
{
  sl_selection_set_locked (editor->selection, id, locked);
  tell (editor, SELECTION_CHANGED);
}

gboolean
sl_editor_refuse_locked (SlEditor *editor, const char *id)
{
  const SlEntity *entity = sl_plan_find (sl_editor_plan (editor), id);
  g_autofree char *text = NULL;

  if (entity == NULL || !sl_editor_is_locked (editor, id))
    return FALSE;
  text = g_strdup_printf (_("%s is locked; open its lock in the list first"), sl_entity_title (entity));
  sl_editor_message (editor, text);
  return TRUE;
}

/* --- the scene of now --- */

const SlScene *
sl_editor_scene (SlEditor *editor, GError **error)
{
  return sl_moment_scene (editor->moment, error);
}

SlEntity *
sl_editor_entity_now (SlEditor *editor, const char *id)
{
  return sl_moment_entity (editor->moment, id);
}

gboolean
sl_editor_set_overlay (SlEditor *editor, const SlOverlay *overlay, guint n, GError **error)
{
  const gboolean ok = sl_moment_set_overlay (editor->moment, overlay, n, error);

  tell (editor, OVERLAY_CHANGED);
  return ok;
}

gboolean
sl_editor_is_overlaid (SlEditor *editor)
{
  return sl_moment_is_overlaid (editor->moment);
}

const SlSceneMaker *
sl_editor_maker (SlEditor *editor)
{
  return sl_moment_maker (editor->moment);
}

const SlTracer *
sl_editor_tracer (SlEditor *editor)
{
  return sl_moment_tracer (editor->moment);
}

const SlSceneReads *
sl_editor_reads (SlEditor *editor)
{
  if (editor->reads == NULL)
    editor->reads = sl_scene_reads_new (sl_editor_plan (editor), sl_document_assets (editor->document));
  return editor->reads;
}
