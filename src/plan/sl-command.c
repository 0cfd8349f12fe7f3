#include "sl-edit.h"

#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"

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
sl_command_append (SlCommand *command, const SlEdit *edit)
{
  append (command, edit->type, edit->id, edit->what, edit->text);
}

void
sl_command_set_label (SlCommand *command, const char *label)
{
  g_free (command->label);
  command->label = g_strdup (label);
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
