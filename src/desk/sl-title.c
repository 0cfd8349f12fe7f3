#include "sl-title.h"

#include <string.h>

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
sl_title_of_path (SlKind kind, const char *path)
{
  GString *out = g_string_new (NULL);

  if (path != NULL && g_str_equal (path, "name"))
    g_string_append (out, _("Name"));
  else if (path != NULL)
    append_path (out, &sl_kind_info (kind)->record, path);
  return g_string_free (out, FALSE);
}

/* A key field as people read it. `target` receives what it names, and is what a path leads into. */
static char *
title_of_key (const SlPlan *plan, const SlField *field, gconstpointer record, const SlEntity **target)
{
  gconstpointer value = SL_CONST_MEMBER (record, field);
  g_autoptr (GString) out = g_string_new (NULL);

  sl_field_print (field, value, out);
  if (field->type == SL_TYPE_REF && (*target = sl_plan_find (plan, out->str)) != NULL)
    return g_strdup (sl_entity_title (*target));
  if ((field->flags & SL_FIELD_TARGET_PATH) != 0 && *target != NULL)
    return sl_title_of_path ((*target)->kind, out->str);
  return g_strdup (out->str);
}

char *
sl_title_of_record (const SlPlan *plan, const SlRecordType *type, gconstpointer record, guint at)
{
  GString *out = g_string_new (NULL);
  const SlEntity *target = NULL;

  for (guint f = 0; f < type->n_fields; f++)
    if ((type->fields[f].flags & SL_FIELD_KEY) != 0)
      {
        g_autofree char *title = title_of_key (plan, &type->fields[f], record, &target);
        g_string_append_printf (out, "%s%s", out->len > 0 && *title != '\0' ? " · " : "", title);
      }
  if (out->len == 0)
    g_string_append_printf (out, "%s %u", _(type->label), at + 1);
  return g_string_free (out, FALSE);
}
