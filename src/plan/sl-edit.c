#include "sl-edit.h"

#include <string.h>

#include "sl-curve.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-limits.h"

struct SlCommand {
  gatomicrefcount refs;
  char           *label, *fold;
  GPtrArray      *edits; /* SlEdit, owned */
};

static const char *const edit_names[] = { "add", "remove", "set", "order", "rename" };

static void
edit_free (gpointer data)
{
  SlEdit *edit = data;

  g_free (edit->id);
  g_free (edit->what);
  g_free (edit->text);
  g_free (edit);
}

SlCommand *
sl_command_new (const char *label)
{
  SlCommand *command = g_new0 (SlCommand, 1);

  g_atomic_ref_count_init (&command->refs);
  command->label = g_strdup (label);
  command->edits = g_ptr_array_new_with_free_func (edit_free);
  return command;
}

SlCommand *
sl_command_ref (SlCommand *command)
{
  g_atomic_ref_count_inc (&command->refs);
  return command;
}

void
sl_command_unref (SlCommand *command)
{
  if (command == NULL || !g_atomic_ref_count_dec (&command->refs))
    return;
  g_free (command->label);
  g_free (command->fold);
  g_ptr_array_unref (command->edits);
  g_free (command);
}

static void
append (SlCommand *command, SlEditType type, const char *id, const char *what, const char *text)
{
  SlEdit *edit = g_new (SlEdit, 1);

  *edit = (SlEdit) { type, g_strdup (id), g_strdup (what), g_strdup (text) };
  g_ptr_array_add (command->edits, edit);
}

void
sl_command_add (SlCommand *command, SlKind kind, const char *id)
{
  append (command, SL_EDIT_ADD, id, sl_kind_info (kind)->record.name, NULL);
}

void
sl_command_remove (SlCommand *command, const char *id)
{
  append (command, SL_EDIT_REMOVE, id, NULL, NULL);
}

void
sl_command_set (SlCommand *command, const char *id, const char *path, const char *text)
{
  append (command, SL_EDIT_SET, id, path, text);
}

void
sl_command_order (SlCommand *command, const char *id, guint index)
{
  g_autofree char *text = g_strdup_printf ("%u", index);
  append (command, SL_EDIT_ORDER, id, text, NULL);
}

void
sl_command_rename (SlCommand *command, const char *id, const char *new_id)
{
  append (command, SL_EDIT_RENAME, id, new_id, NULL);
}

void
sl_command_set_fold (SlCommand *command, const char *key)
{
  g_free (command->fold);
  command->fold = g_strdup (key);
}

const char *
sl_command_label (const SlCommand *command)
{
  return command->label;
}

const char *
sl_command_fold (const SlCommand *command)
{
  return command->fold;
}

guint
sl_command_count (const SlCommand *command)
{
  return command->edits->len;
}

const SlEdit *
sl_command_edit (const SlCommand *command, guint index)
{
  return command->edits->pdata[index];
}

/* --- applying --- */

static const SlEntity *
find (const SlPlan *plan, const char *id, GError **error)
{
  const SlEntity *entity = sl_plan_find (plan, id);

  if (entity == NULL)
    sl_error_set (error, SL_ERROR_REFERENCE, _("the plan has no “%s”; “show” lists what it has"), id);
  return entity;
}

static gboolean
apply_add (SlPlan *plan, const SlEdit *edit, GError **error)
{
  SlKind kind = sl_kind_from_name (edit->what);

  if (kind == SL_N_KINDS)
    {
      g_autoptr (GString) names = g_string_new (NULL);
      for (guint i = 0; i < SL_N_KINDS; i++)
        g_string_append_printf (names, "%s%s", i > 0 ? " " : "", sl_kind_info (i)->record.name);
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no kind; use one of %s"), edit->what, names->str);
      return FALSE;
    }
  if (!sl_id_is_valid (edit->id))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no id; use letters, digits, “-”, “_” and “.”"), edit->id);
      return FALSE;
    }
  if (sl_plan_find (plan, edit->id) != NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("the plan already has “%s”; choose another id"), edit->id);
      return FALSE;
    }
  sl_plan_put (plan, sl_entity_new (kind, edit->id));
  return TRUE;
}

/* How many tracks would move what may not move. */
static guint
count_structural (const SlPlan *plan, const SlEntity *entity)
{
  const SlList *tracks = entity->kind == SL_KIND_SHOT ? ((const SlShot *) entity)->tracks : NULL;
  guint n = 0;

  for (guint i = 0; i < sl_list_n (tracks); i++)
    n += sl_track_is_structural (plan, sl_list_at (tracks, SlTrack, i));
  return n;
}

/* A shot that was read with such tracks can still be edited, and rid of them one by one. */
static gboolean
check_tracks (const SlPlan *plan, const SlEntity *before, const SlEntity *after, GError **error)
{
  const SlList *tracks = after->kind == SL_KIND_SHOT ? ((const SlShot *) after)->tracks : NULL;

  if (count_structural (plan, after) <= count_structural (plan, before))
    return TRUE;
  for (guint i = sl_list_n (tracks); i-- > 0;)
    if (sl_track_is_structural (plan, sl_list_at (tracks, SlTrack, i)))
      return sl_track_check (plan, sl_list_at (tracks, SlTrack, i), error);
  return TRUE;
}

static gboolean
apply_set (SlPlan *plan, const SlEdit *edit, GError **error)
{
  const SlEntity *entity = find (plan, edit->id, error);
  g_autoptr (SlEntity) changed = NULL;

  if (entity == NULL)
    return FALSE;
  changed = sl_entity_edit (entity);
  if (!sl_entity_set (changed, edit->what, edit->text, TRUE, error) || !check_tracks (plan, entity, changed, error))
    {
      g_prefix_error (error, "%s: ", edit->id);
      return FALSE;
    }
  if (!sl_entity_equal (entity, changed))
    sl_plan_put (plan, g_steal_pointer (&changed));
  return TRUE;
}

typedef struct {
  const char *from, *to;
  gboolean    found;
} Renaming;

static char *
rename_ref (const SlField *field, const char *id, gpointer data)
{
  Renaming *renaming = data;

  if (!g_str_equal (id, renaming->from))
    return NULL;
  renaming->found = TRUE;
  return g_strdup (renaming->to);
}

static gboolean
apply_rename (SlPlan *plan, const SlEdit *edit, GError **error)
{
  const SlEntity *entity = find (plan, edit->id, error);
  SlEntity *renamed;
  guint index;

  if (entity == NULL || g_str_equal (edit->id, edit->what))
    return entity != NULL;
  if (!sl_id_is_valid (edit->what) || sl_plan_find (plan, edit->what) != NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT,
          _("“%s” cannot be the new id; it is taken or holds other signs than letters, digits, “-”, “_” and “.”"),
          edit->what);
      return FALSE;
    }
  index = (guint) sl_plan_index (plan, edit->id);
  renamed = sl_entity_edit (entity);
  g_ref_string_release (renamed->id);
  renamed->id = g_ref_string_new (edit->what);
  sl_plan_take_out (plan, edit->id);
  sl_plan_put (plan, renamed);
  sl_plan_move (plan, edit->what, index);
  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    for (guint i = 0; i < sl_plan_count (plan, kind); i++)
      {
        const SlRecordType *type = &sl_kind_info (kind)->record;
        Renaming renaming = { edit->id, edit->what, FALSE };

        sl_record_visit_refs (type, (gpointer) sl_plan_at (plan, kind, i), FALSE, rename_ref, &renaming);
        if (renaming.found)
          {
            SlEntity *user = sl_entity_edit (sl_plan_at (plan, kind, i));
            sl_record_visit_refs (type, user, TRUE, rename_ref, &renaming);
            sl_plan_put (plan, user);
          }
      }
  return TRUE;
}

static gboolean
apply_edit (SlPlan *plan, const SlEdit *edit, GError **error)
{
  guint64 index;

  switch (edit->type)
    {
    case SL_EDIT_ADD:
      return apply_add (plan, edit, error);
    case SL_EDIT_SET:
      return apply_set (plan, edit, error);
    case SL_EDIT_RENAME:
      return apply_rename (plan, edit, error);
    case SL_EDIT_REMOVE:
      if (find (plan, edit->id, error) == NULL)
        return FALSE;
      sl_plan_take_out (plan, edit->id);
      return TRUE;
    case SL_EDIT_ORDER:
      if (find (plan, edit->id, error) == NULL)
        return FALSE;
      if (!g_ascii_string_to_unsigned (edit->what, 10, 0, G_MAXUINT, &index, error))
        return FALSE;
      sl_plan_move (plan, edit->id, (guint) index);
      return TRUE;
    }
  g_assert_not_reached ();
}

typedef struct {
  const SlPlan   *plan;
  const SlEntity *user;
  GError        **error;
  gboolean        bad;
} RefCheck;

static char *
check_ref (const SlField *field, const char *id, gpointer data)
{
  RefCheck *check = data;
  const SlEntity *named = sl_plan_find (check->plan, id);

  if (check->bad || (named != NULL && sl_field_takes_kind (field, named->kind)))
    return NULL;
  check->bad = TRUE;
  if (named == NULL)
    sl_error_set (check->error, SL_ERROR_REFERENCE,
        _("%s: “%s” names “%s”, which the plan does not have; add it first"),
                  check->user->id, field->name, id);
  else
    sl_error_set (check->error, SL_ERROR_REFERENCE, _("%s: “%s” names “%s”, which is a %s; name a %s"), check->user->id,
                  field->name, id, sl_kind_info (named->kind)->record.name, field->refs);
  return NULL;
}

/* Everything that the command touched must name what is there, and nothing may name what it removed. */
static gboolean
check_refs (const SlPlan *plan, const SlCommand *command, GError **error)
{
  for (guint i = 0; i < command->edits->len; i++)
    {
      const SlEdit *edit = command->edits->pdata[i];
      const SlEntity *entity = sl_plan_find (plan, edit->id);

      if (entity != NULL && (edit->type == SL_EDIT_SET || edit->type == SL_EDIT_ADD))
        {
          RefCheck check = { plan, entity, error, FALSE };
          sl_record_visit_refs (&sl_kind_info (entity->kind)->record, (gpointer) entity, FALSE, check_ref, &check);
          if (check.bad)
            return FALSE;
        }
      if (edit->type == SL_EDIT_REMOVE && entity == NULL)
        {
          g_auto (GStrv) users = sl_plan_users (plan, edit->id);
          if (*users != NULL)
            {
              g_autofree char *names = g_strjoinv (", ", users);
              sl_error_set (error, SL_ERROR_REFERENCE, _("“%s” is still used by %s; change or remove those first"),
                  edit->id, names);
              return FALSE;
            }
        }
    }
  return TRUE;
}

SlPlan *
sl_plan_apply (const SlPlan *plan, const SlCommand *command, GError **error)
{
  g_autoptr (SlPlan) next = sl_plan_fork (plan);

  for (guint i = 0; i < command->edits->len; i++)
    if (!apply_edit (next, command->edits->pdata[i], error))
      return NULL;
  if (!check_refs (next, command, error))
    return NULL;
  if ((!sl_plan_same_kind (plan, next, SL_KIND_WALL) || !sl_plan_same_kind (plan, next, SL_KIND_SETUP))
      && !sl_plan_check_limits (next, NULL, error))
    return NULL;
  return sl_plan_same (plan, next) ? sl_plan_ref (plan) : g_steal_pointer (&next);
}

/* --- the log: one edit a line, words apart by blanks,
    the last in quotes with C escapes; "do" opens and "end" closes --- */

static void
append_quoted (GString *out, const char *text)
{
  g_string_append (out, " \"");
  for (const char *p = text; *p != '\0'; p++)
    switch (*p)
      {
      case '"': g_string_append (out, "\\\""); break;
      case '\\': g_string_append (out, "\\\\"); break;
      case '\n': g_string_append (out, "\\n"); break;
      case '\t': g_string_append (out, "\\t"); break;
      default: g_string_append_c (out, *p);
      }
  g_string_append_c (out, '"');
}

char *
sl_command_print (const SlCommand *command)
{
  GString *out = g_string_new ("do");

  append_quoted (out, command->label);
  if (command->fold != NULL)
    append_quoted (out, command->fold);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < command->edits->len; i++)
    {
      const SlEdit *edit = command->edits->pdata[i];
      g_string_append_printf (out, "%s", edit_names[edit->type]);
      append_quoted (out, edit->id);
      if (edit->what != NULL)
        append_quoted (out, edit->what);
      if (edit->text != NULL)
        append_quoted (out, edit->text);
      g_string_append_c (out, '\n');
    }
  g_string_append (out, "end\n");
  return g_string_free (out, FALSE);
}

/* The words of a line; quoted ones are unescaped. NULL for an open quote. */
static GStrv
split_line (const char *line)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  while (*line != '\0')
    {
      const char *start = line;
      if (*line == ' ')
        {
          line++;
          continue;
        }
      if (*line != '"')
        {
          line += strcspn (line, " ");
          g_ptr_array_add (words, g_strndup (start, (gsize) (line - start)));
          continue;
        }
      for (line++; *line != '"' && *line != '\0'; line++)
        if (*line == '\\' && line[1] != '\0')
          line++;
      if (*line == '\0')
        return NULL;
      g_autofree char *inside = g_strndup (start + 1, (gsize) (line - start - 1));
      g_ptr_array_add (words, g_strcompress (inside));
      line++;
    }
  g_ptr_array_add (words, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

static gboolean
parse_line (SlCommand *command, const GStrv words, guint n)
{
  static const guint counts[] = { 3, 2, 4, 3, 3 };

  for (guint type = 0; n > 0 && type < G_N_ELEMENTS (edit_names); type++)
    if (g_str_equal (words[0], edit_names[type]) && n == counts[type])
      {
        append (command, type, words[1], n > 2 ? words[2] : NULL, n > 3 ? words[3] : NULL);
        return TRUE;
      }
  return FALSE;
}

GPtrArray *
sl_commands_parse (const char *text, const char **rest, GError **error)
{
  g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_command_unref);
  g_autoptr (SlCommand) command = NULL;
  const char *line = text, *next;

  *rest = text;
  for (guint number = 1; (next = strchr (line, '\n')) != NULL; number++, line = next + 1)
    {
      g_autofree char *copy = g_strndup (line, (gsize) (next - line));
      g_auto (GStrv) words = split_line (copy);
      guint n = words != NULL ? g_strv_length (words) : 0;

      if (words != NULL && (n == 0 || words[0][0] == '#'))
        continue;
      if (command == NULL && (n == 2 || n == 3) && g_str_equal (words[0], "do"))
        {
          command = sl_command_new (words[1]);
          sl_command_set_fold (command, n == 3 ? words[2] : NULL);
        }
      else if (command != NULL && n == 1 && g_str_equal (words[0], "end"))
        {
          g_ptr_array_add (commands, g_steal_pointer (&command));
          *rest = next + 1;
        }
      else if (command == NULL || words == NULL || !parse_line (command, words, n))
        {
          sl_error_set_at (error, SL_ERROR_INPUT, NULL, 0, _("line %u of the command log is no edit: %s"), number,
              copy);
          return NULL;
        }
    }
  return g_steal_pointer (&commands);
}
