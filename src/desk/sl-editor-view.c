/* What is selected, shown, hidden and locked: never undone. */
#include "sl-editor-private.h"

#include "sl-groups.h"
#include "sl-i18n.h"

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

GPtrArray *
sl_editor_taken (SlEditor *editor)
{
  const GPtrArray *ids = sl_editor_selection (editor);

  return sl_groups_expand (sl_editor_plan (editor), (const char *const *) ids->pdata, ids->len, FALSE);
}

GHashTable *
sl_editor_selected_set (SlEditor *editor)
{
  const GPtrArray *own = sl_editor_selection (editor);
  g_autoptr (GPtrArray) ids = sl_groups_expand (sl_editor_plan (editor), (const char *const *) own->pdata, own->len,
                                                TRUE);
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (set, ids->pdata[i]);
  return set;
}

const char *
sl_editor_entered (SlEditor *editor)
{
  return sl_selection_entered (editor->selection);
}

void
sl_editor_enter (SlEditor *editor, const char *group)
{
  if (sl_selection_enter (editor->selection, sl_editor_plan (editor), group))
    sl_editor_tell (editor, SELECTION_CHANGED);
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
  sl_editor_tell (editor, SELECTION_CHANGED);
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
  sl_editor_tell (editor, TIME_CHANGED);
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
  sl_editor_tell (editor, TIME_CHANGED);
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
  sl_editor_tell (editor, VIEW_CHANGED);
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
  sl_editor_tell (editor, PLAN_CHANGED); /* every length is shown anew */
  sl_editor_tell (editor, TIME_CHANGED);
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
  sl_editor_tell (editor, VIEW_CHANGED);
}

gboolean
sl_editor_is_hidden (SlEditor *editor, const char *id)
{
  return sl_selection_is_hidden (editor->selection, id);
}

void
sl_editor_set_hidden (SlEditor *editor, const char *id, gboolean hidden)
{
  g_autoptr (GPtrArray) ids = sl_groups_expand (sl_editor_plan (editor), &id, 1, TRUE);

  for (guint i = 0; i < ids->len; i++)
    sl_selection_set_hidden (editor->selection, ids->pdata[i], hidden);
  sl_moment_forget_frame (editor->moment);
  sl_editor_tell (editor, VIEW_CHANGED);
}

gboolean
sl_editor_is_shown (SlEditor *editor, const char *id)
{
  return sl_selection_is_shown (editor->selection, id);
}

gboolean
sl_editor_is_isolated (SlEditor *editor)
{
  return sl_selection_is_isolated (editor->selection);
}

void
sl_editor_isolate (SlEditor *editor, gboolean isolate)
{
  g_autoptr (GPtrArray) ids = isolate ? sl_editor_taken (editor) : NULL;

  if (isolate && ids->len == 0)
    sl_editor_message (editor, _("Select what is to be shown alone"));
  sl_selection_isolate (editor->selection, ids != NULL && ids->len > 0 ? ids : NULL);
  sl_moment_forget_frame (editor->moment);
  sl_editor_tell (editor, VIEW_CHANGED);
}

gboolean
sl_editor_is_locked (SlEditor *editor, const char *id)
{
  return sl_selection_is_locked (editor->selection, id);
}

void
sl_editor_set_locked (SlEditor *editor, const char *id, gboolean locked)
{
  g_autoptr (GPtrArray) ids = sl_groups_expand (sl_editor_plan (editor), &id, 1, TRUE);

  for (guint i = 0; i < ids->len; i++)
    sl_selection_set_locked (editor->selection, ids->pdata[i], locked);
  sl_editor_tell (editor, SELECTION_CHANGED);
  sl_editor_tell (editor, VIEW_CHANGED); /* the rows of all that lies in a group */
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
