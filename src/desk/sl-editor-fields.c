/* Fields as a person edits them: typed, in the shot and at the frame that is shown. */
#include "sl-editor-private.h"

#include <math.h>
#include <string.h>

#include "sl-i18n.h"
#include "sl-title.h"
#include "sl-wall-styles.h"
#include "sl-wall-views.h"

/* --- what is shown --- */

gboolean
sl_editor_is_seen (SlEditor *editor, const char *id, const char *path)
{
  const SlEntity *entity = sl_plan_find (sl_editor_plan (editor), id);
  const gsize n = strcspn (path, ".[");
  g_autofree char *top = g_strndup (path, n);
  const SlField *field = entity != NULL ? sl_record_field (&sl_kind_info (entity->kind)->record, top) : NULL;

  return field != NULL && path[n] != '[' && sl_editor_shot (editor) != NULL && sl_keyed_can (entity->kind, field);
}

/* Whether it may be other than its own field says: in a shot, and for a camera that rides a rig. */
static gboolean
shows_elsewhere (SlEditor *editor, const SlEntity *entity, const char *path)
{
  const SlWhen when = sl_editor_when (editor);
  const char *owner;

  if (sl_editor_is_seen (editor, entity->id, path))
    return TRUE;
  sl_keyed_goes (sl_editor_plan (editor), &when, entity->id, path, &owner);
  return !g_str_equal (owner, entity->id);
}

/* What lies between two keys, or comes of how an arm stands, is nobody's figure: a thousandth is near enough to read
 * it, and to begin from. */
static char *
rounded (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  double number;

  for (guint i = 0; words[i] != NULL; i++)
    if (sl_number_parse (words[i], &number))
      {
        g_free (words[i]);
        words[i] = sl_number_to_text (round (number * 1e3) / 1e3);
      }
  return g_strjoinv (" ", words);
}

char *
sl_editor_text_now (SlEditor *editor, const char *id, const char *path)
{
  const SlEntity *entity = sl_plan_find (sl_editor_plan (editor), id);
  const gboolean elsewhere = entity != NULL && shows_elsewhere (editor, entity, path);
  const SlSceneMaker *maker = elsewhere ? sl_editor_maker (editor) : NULL;
  const SlWhen when = sl_editor_when (editor);
  SlWallFigure figure;
  g_autofree char *now = maker != NULL ? sl_keyed_text (maker, id, path, (double) when.frame, NULL) : NULL;
  const char *owner;

  if (entity != NULL && sl_wall_view_find (entity->kind, path, &figure) != NULL)
    return sl_wall_view_text (sl_editor_plan (editor), id, figure);
  if (now == NULL)
    return entity != NULL ? sl_entity_get (entity, path, NULL) : NULL;
  sl_keyed_goes (sl_editor_plan (editor), &when, id, path, &owner);
  const gboolean rides = !g_str_equal (owner, id) && sl_plan_get (sl_editor_plan (editor), SL_KIND_RIG, owner) != NULL;
  return rides || sl_keyed_keys (sl_editor_plan (editor), &when, id, path) == SL_KEYS_ELSEWHERE
         ? rounded (now) : g_steal_pointer (&now);
}

/* --- writing --- */

static char *
change_label (const SlPlan *plan, const char *const *ids, guint n, const char *path)
{
  const SlEntity *entity = sl_plan_find (plan, ids[0]);
  const SlField *view = entity != NULL ? sl_wall_view_find (entity->kind, path, NULL) : NULL;
  SlField field = view != NULL ? *view : (SlField) { .label = NULL };
  gboolean known = view != NULL || (entity != NULL && sl_record_resolve (&sl_kind_info (entity->kind)->record, path,
                                                                         &field, NULL));
  g_autofree char *name = known || entity == NULL ? g_strdup (known ? _(field.label) : path)
                                                  : sl_title_of_path (entity->kind, path);
  const char *title = entity != NULL ? sl_entity_title (entity) : ids[0];
  const char *many = ngettext ("Change %s of %u thing", "Change %s of %u things", n);

  return n == 1 ? g_strdup_printf (_("Change %s of %s"), name, title) : g_strdup_printf (many, name, n);
}

/* What a person typed as files have it: a day without a year is this year's only now, and a key knows no formulas. NULL
 * where it does not fit the field, which the plan will say. */
static char *
in_file_notation (const SlEntity *entity, const char *path, const char *text)
{
  g_autoptr (SlEntity) trial = sl_entity_edit (entity);

  return sl_entity_set (trial, path, text, TRUE, NULL) ? sl_entity_get (trial, path, NULL) : NULL;
}

/* Where it shows at the frame of now; what is not in the picture of a shot goes where it is. */
static void
add_seen (SlEditor *editor, SlCommand *command, const SlEntity *entity, const char *path, const char *text)
{
  const SlWhen when = sl_editor_when (editor);
  g_autofree char *value = in_file_notation (entity, path, text);
  const char *owner;

  sl_keyed_goes (sl_editor_plan (editor), &when, entity->id, path, &owner);
  if (value == NULL || (*value == '\0' && !g_str_equal (owner, entity->id))) /* the shot has its camera's pose again */
    sl_command_set (command, entity->id, path, text);
  else
    sl_keyed_set (command, sl_editor_plan (editor), &when, entity->id, path, value);
}

/* A view of several fields; FALSE with an error where it cannot be so. */
static gboolean
add_view (SlEditor *editor, SlCommand *command, const char *id, const char *path, const char *text, gboolean *is_view,
          GError **error)
{
  const SlEntity *entity = sl_plan_find (sl_editor_plan (editor), id);
  SlWallFigure figure;

  *is_view = entity != NULL && sl_wall_view_find (entity->kind, path, &figure) != NULL;
  return !*is_view || sl_wall_view_set (command, editor, id, figure, text, error);
}

/* Files are named relative to the plan; what is given a file shows it; a wall lies, hangs and stands as its role
 * says. */
static void
add_value (SlEditor *editor, SlCommand *command, const char *id, const char *path, const char *text)
{
  const SlEntity *entity = sl_plan_find (sl_editor_plan (editor), id);
  SlField field;
  const gboolean known = entity != NULL && sl_record_resolve (&sl_kind_info (entity->kind)->record, path, &field, NULL);
  const gboolean is_file = known && *text != '\0' && field.type == SL_TYPE_ASSET;
  g_autofree char *value = NULL;

  if (known && entity->kind == SL_KIND_WALL && g_str_equal (path, "role"))
    sl_wall_follow_role (command, sl_editor_plan (editor), id, text);
  if (known && shows_elsewhere (editor, entity, path))
    {
      add_seen (editor, command, entity, path, text);
      return;
    }
  if (is_file && g_path_is_absolute (text))
    value = sl_document_relative (sl_editor_document (editor), text);
  else if (known && *text != '\0' && field.type == SL_TYPE_DATE)
    value = in_file_notation (entity, path, text);
  sl_command_set (command, id, path, value != NULL ? value : text);
  if (is_file && entity->kind == SL_KIND_PROP)
    sl_command_set (command, id, "shape", "model");
  else if (is_file && entity->kind == SL_KIND_ENVIRONMENT)
    sl_command_set (command, id, "content", "picture");
}

gboolean
sl_editor_set_fields (SlEditor *editor, const char *const *ids, guint n, const char *path, const char *const *texts,
                      const char *fold, GError **error)
{
  g_autofree char *label = n > 0 ? change_label (sl_editor_plan (editor), ids, n, path) : NULL;
  g_autoptr (SlCommand) command = sl_command_new (label != NULL ? label : "");
  g_autoptr (SlPlan) before = sl_plan_ref (sl_editor_plan (editor));

  if (n == 0)
    return TRUE;
  for (guint i = 0; i < n; i++)
    {
      gboolean is_view;

      if (!add_view (editor, command, ids[i], path, texts[i], &is_view, error))
        return FALSE;
      if (!is_view)
        add_value (editor, command, ids[i], path, texts[i]);
    }
  sl_command_set_fold (command, fold);
  if (!sl_document_apply (sl_editor_document (editor), command, error))
    return FALSE;
  if (!sl_plan_same (before, sl_editor_plan (editor)))
    sl_editor_document_changed (editor);
  sl_editor_tell_said (editor);
  return TRUE;
}

gboolean
sl_editor_set_field (SlEditor *editor, const char *id, const char *path, const char *text, const char *fold,
                     GError **error)
{
  return sl_editor_set_fields (editor, &id, 1, path, &text, fold, error);
}

/* Of the record that a path ends at. */
static char *
record_title (const SlPlan *plan, const SlEntity *entity, const char *path)
{
  const char *bracket = strrchr (path, '[');
  guint at = bracket != NULL ? (guint) g_ascii_strtoull (bracket + 1 + (bracket[1] == '#'), NULL, 10) : 0;
  gconstpointer record;
  SlField field;

  record = sl_record_find (&sl_kind_info (entity->kind)->record, entity, path, &field, NULL);
  return record != NULL && field.record != NULL ? sl_title_of_record (plan, field.record, record, at)
                                                : sl_title_of_path (entity->kind, path);
}

gboolean
sl_editor_take_out (SlEditor *editor, const char *const *ids, guint n, const char *path)
{
  const SlPlan *plan = sl_editor_plan (editor);
  const SlEntity *entity = n > 0 ? sl_plan_find (plan, ids[n - 1]) : NULL;
  g_autofree char *title = entity != NULL ? record_title (plan, entity, path) : g_strdup (path);
  const char *many = ngettext ("Take %s out of %u thing", "Take %s out of %u things", n);
  const char *owner = entity != NULL ? sl_entity_title (entity) : "";
  g_autofree char *label = n == 1 ? g_strdup_printf (_("Take %s out of %s"), title, owner)
                                  : g_strdup_printf (many, title, n);
  g_autoptr (SlCommand) command = sl_command_new (label);

  for (guint i = 0; i < n; i++)
    sl_command_set (command, ids[i], path, "");
  return sl_editor_apply (editor, command);
}

