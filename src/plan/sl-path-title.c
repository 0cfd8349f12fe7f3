/* Paths as people read them. */
#include <string.h>

#include "sl-field.h"
#include "sl-i18n.h"

/* Whether its records are told apart by a number, as lenses are by their focal length. */
static gboolean
has_numbers_for_keys (const SlField *field)
{
  for (guint f = 0; field->record != NULL && f < field->record->n_fields; f++)
    if ((field->record->fields[f].flags & SL_FIELD_KEY) != 0 && field->record->fields[f].type != SL_TYPE_TEXT
        && field->record->fields[f].type != SL_TYPE_REF)
      return TRUE;
  return FALSE;
}

/* "[3]" is the fourth of a list, as "[#3]" is; any other key stays. */
static void
append_key (GString *out, const SlField *field, const char *key, gsize length)
{
  gboolean place = *key == '#' || field == NULL || !has_numbers_for_keys (field);
  g_autofree char *text = g_strndup (key + (*key == '#'), length - (*key == '#'));

  if (place && *text != '\0' && strspn (text, "0123456789") == strlen (text))
    g_string_append_printf (out, " %" G_GUINT64_FORMAT, g_ascii_strtoull (text, NULL, 10) + 1);
  else
    g_string_append_printf (out, " %s", text);
}

static void
append_path (GString *out, const SlRecordType *type, const char *path)
{
  gsize head = strcspn (path, ".[");
  g_autofree char *name = g_strndup (path, head);
  const SlField *field = type != NULL ? sl_record_field (type, name) : NULL;
  const char *end;

  g_string_append (out, field != NULL ? _(field->label) : name);
  path += head;
  if (*path == '[' && (end = strchr (path, ']')) != NULL)
    {
      append_key (out, field, path + 1, (gsize) (end - path) - 1);
      path = end + 1;
    }
  if (*path != '.')
    g_string_append (out, path);
  else if (field != NULL && field->type == SL_TYPE_VECTOR)
    g_string_append_printf (out, " %c", g_ascii_toupper (path[1]));
  else
    {
      g_string_append (out, " · ");
      append_path (out, field != NULL ? field->record : NULL, path + 1);
    }
}

char *
sl_path_title (const SlRecordType *type, const char *path)
{
  GString *out = g_string_new (NULL);

  if (path != NULL && g_str_equal (path, "name"))
    g_string_append (out, _("Name"));
  else if (path != NULL)
    append_path (out, type, path);
  return g_string_free (out, FALSE);
}

char *
sl_path_title_of (const SlRecordType *type, const char *id, const char *path)
{
  g_autofree char *title = sl_path_title (type, path), *whole = sl_title_with_name (title, path);

  return id != NULL ? g_strdup_printf ("%s · %s", id, whole) : g_steal_pointer (&whole);
}
