#include "sl-editor-private.h"

#include <string.h>

#include "sl-i18n.h"

static guint signals[SL_N_TOLD];

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
  static const char *const names[SL_N_TOLD] = { "plan-changed", "assets-changed", "selection-changed", "time-changed",
                                                "view-changed", "overlay-changed", "message" };

  G_OBJECT_CLASS (klass)->finalize = sl_editor_finalize;
  for (guint i = 0; i < SL_N_TOLD; i++)
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

void
sl_editor_tell (SlEditor *editor, SlTold what)
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
    sl_editor_tell (editor, SELECTION_CHANGED);
  sl_editor_tell (editor, PLAN_CHANGED);
  sl_editor_tell (editor, TIME_CHANGED);
}

void
sl_editor_assets_changed (SlEditor *editor)
{
  forget_derived (editor);
  sl_editor_tell (editor, ASSETS_CHANGED);
  sl_editor_tell (editor, VIEW_CHANGED);
  sl_editor_tell (editor, TIME_CHANGED);
}

/* --- editing --- */

void
sl_editor_message (SlEditor *editor, const char *text)
{
  g_signal_emit (editor, signals[MESSAGE], 0, text);
}

void
sl_editor_tell_said (SlEditor *editor)
{
  const GPtrArray *said = sl_document_said (editor->document);

  for (guint i = 0; i < said->len; i++)
    sl_editor_message (editor, said->pdata[i]);
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
  sl_editor_tell_said (editor);
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

  sl_editor_tell (editor, OVERLAY_CHANGED);
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
