/* Paths into records: "name", "name[index]", "name.x", joined by "."; an index is the key fields of a record joined by
 * ".", else a number, or "#" and a number whatever the keys are, or "+" to append. Keys may hold brackets in pairs. */
#include <string.h>

#include "sl-error.h"
#include "sl-field.h"
#include "sl-i18n.h"

typedef struct {
  char *name;
  char *index; /* NULL without brackets */
  const char *rest; /* after the "." that follows, NULL at the end */
} Step;

static void
step_clear (Step *step)
{
  g_free (step->name);
  g_free (step->index);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Step, step_clear)

static gboolean
bad_path (const char *path, GError **error)
{
  sl_error_set (error, SL_ERROR_INPUT, _("“%s” is not a field path; write NAME, NAME[INDEX] or NAME[INDEX].NAME"),
                path);
  return FALSE;
}

const char *
sl_path_closing_bracket (const char *open)
{
  guint depth = 0;

  for (const char *p = open; *p != '\0'; p++)
    {
      depth += *p == '[';
      depth -= *p == ']';
      if (depth == 0)
        return p;
    }
  return NULL;
}

static gboolean
next_step (const char *path, Step *step, GError **error)
{
  gsize length = strcspn (path, ".[");
  const char *after = path + length;

  if (length == 0)
    return bad_path (path, error);
  step->name = g_strndup (path, length);
  if (*after == '[')
    {
      const char *close = sl_path_closing_bracket (after);
      if (close == NULL || close == after + 1)
        return bad_path (path, error);
      step->index = g_strndup (after + 1, (gsize) (close - after - 1));
      after = close + 1;
    }
  if (*after != '\0' && (*after != '.' || after[1] == '\0'))
    return bad_path (path, error);
  step->rest = *after == '.' ? after + 1 : NULL;
  return TRUE;
}

static const SlField *
find_field (const SlRecordType *type, const char *name, GError **error)
{
  const SlField *field = sl_record_field (type, name);

  if (field == NULL)
    {
      g_autoptr (GString) names = g_string_new (NULL);
      for (guint i = 0; i < type->n_fields; i++)
        g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", type->fields[i].name);
      g_autofree char *title = sl_record_title (type);
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” has no field “%s”; its fields are %s"), title, name, names->str);
    }
  return field;
}

static char *
record_key (const SlRecordType *type, gconstpointer record)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].flags & SL_FIELD_KEY)
      {
        if (key->len > 0)
          g_string_append_c (key, '.');
        sl_field_print (&type->fields[i], SL_CONST_MEMBER (record, &type->fields[i]), key);
      }
  return g_string_free (key, FALSE);
}

/* The first record with that key; n when there is none. */
static guint
find_key (const SlField *field, const SlList *list, const char *key)
{
  for (guint i = 0; field->type == SL_TYPE_RECORDS && i < sl_list_n (list); i++)
    {
      g_autofree char *own = record_key (field->record, list->data + i * list->item_size);
      if (g_str_equal (own, key))
        return i;
    }
  return sl_list_n (list);
}

/* The position that `index` names in the list; n for "+" when `append`. */
static gboolean
find_index (const SlField *field, const SlList *list, const char *index, gboolean append, guint *at, GError **error)
{
  const char *digits = *index == '#' ? index + 1 : index;
  guint n = sl_list_n (list);
  guint64 number;

  *at = n;
  if (g_str_equal (index, "+") && append)
    return TRUE;
  if (*index != '#')
    *at = find_key (field, list, index);
  if (*at == n && g_ascii_string_to_unsigned (digits, 10, 0, G_MAXUINT, &number, NULL) && number < n)
    *at = (guint) number;
  if (*at < n)
    return TRUE;
  g_autofree char *title = sl_field_title (field);
  sl_error_set (error, SL_ERROR_INPUT, _("“%s” has no item [%s]; it has %u, and [+] appends one"), title, index, n);
  return FALSE;
}

char *
sl_record_item_path (const char *list_path, const SlField *field, const SlList *list, guint index)
{
  g_autofree char *number = g_strdup_printf ("%u", index);
  gboolean is_key = find_key (field, list, number) < sl_list_n (list);

  return g_strdup_printf ("%s[%s%s]", list_path, is_key ? "#" : "", number);
}

static int
component (const SlField *field, const char *name)
{
  if (field->type != SL_TYPE_VECTOR || strlen (name) != 1 || strchr ("xyz", *name) == NULL)
    return -1;
  return *name - 'x';
}

static SlField
as_item (const SlField *field)
{
  SlField item = *field;
  item.type = field->item;
  item.def = "0";
  return item;
}

static SlField
as_component (const SlField *field)
{
  SlField real = *field;
  real.type = SL_TYPE_REAL;
  real.def = "0";
  return real;
}

gconstpointer
sl_record_find (const SlRecordType *type, gconstpointer record, const char *path, SlField *out, GError **error)
{
  g_auto (Step) step = { NULL, NULL, NULL };
  const SlField *field;
  guint at;

  if (!next_step (path, &step, error) || (field = find_field (type, step.name, error)) == NULL)
    return NULL;
  gconstpointer value = SL_CONST_MEMBER (record, field);
  *out = *field;
  if (step.index != NULL && field->type >= SL_TYPE_LIST)
    {
      const SlList *list = *(SlList *const *) value;

      if (!find_index (field, list, step.index, FALSE, &at, error))
        return NULL;
      value = list->data + at * list->item_size;
      if (field->type == SL_TYPE_RECORDS && step.rest != NULL)
        return sl_record_find (field->record, value, step.rest, out, error);
      if (field->type == SL_TYPE_LIST)
        *out = as_item (field);
      if (step.rest == NULL)
        return value;
    }
  else if (step.index == NULL && step.rest != NULL && component (field, step.rest) >= 0)
    {
      *out = as_component (field);
      return (const double *) value + component (field, step.rest);
    }
  else if (step.index == NULL && step.rest == NULL)
    return value;
  bad_path (path, error);
  return NULL;
}

/* A whole record: its fields in order. */
static void
print_record (const SlRecordType *type, gconstpointer record, GString *out)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      g_string_append_printf (out, "%s%s=", i > 0 ? " " : "", type->fields[i].name);
      sl_field_print (&type->fields[i], SL_CONST_MEMBER (record, &type->fields[i]), out);
    }
}

char *
sl_record_get (const SlRecordType *type, gconstpointer record, const char *path, GError **error)
{
  SlField field;
  gconstpointer value = sl_record_find (type, record, path, &field, error);
  g_autoptr (GString) out = g_string_new (NULL);

  if (value == NULL)
    return NULL;
  if (field.type == SL_TYPE_RECORDS && g_str_has_suffix (path, "]"))
    print_record (field.record, value, out);
  else
    sl_field_print (&field, value, out);
  return g_strdup (out->str);
}

static gboolean
set_in_list (const SlField *field, SlList **slot, const Step *step, const char *path, const char *text,
             gboolean formula, GError **error)
{
  SlList *copy;
  guint at;
  gboolean ok;

  if (!find_index (field, *slot, step->index, TRUE, &at, error))
    return FALSE;
  if (step->rest == NULL && *text == '\0' && at < sl_list_n (*slot))
    {
      copy = sl_list_without (field, *slot, at);
      sl_list_unref (*slot);
      *slot = copy;
      return TRUE;
    }
  copy = sl_list_resized (field, *slot, MAX (sl_list_n (*slot), at + 1));
  gpointer item = copy->data + at * copy->item_size;
  if (field->type == SL_TYPE_RECORDS && step->rest == NULL)
    ok = *text == '\0' || bad_path (path, error);
  else if (field->type == SL_TYPE_RECORDS)
    ok = sl_record_set (field->record, item, step->rest, text, formula, error);
  else
    {
      SlField scalar = as_item (field);
      ok = step->rest == NULL ? sl_field_parse (&scalar, text, formula, item, error) : bad_path (path, error);
    }
  if (!ok)
    {
      sl_list_unref (copy);
      return FALSE;
    }
  sl_list_unref (*slot);
  *slot = copy;
  return TRUE;
}

gboolean
sl_record_set (const SlRecordType *type, gpointer record, const char *path, const char *text, gboolean formula,
               GError **error)
{
  g_auto (Step) step = { NULL, NULL, NULL };
  const SlField *field;

  if (!next_step (path, &step, error) || (field = find_field (type, step.name, error)) == NULL)
    return FALSE;
  gpointer value = SL_MEMBER (record, field);
  if (step.index != NULL && field->type >= SL_TYPE_LIST)
    return set_in_list (field, value, &step, path, text, formula, error);
  if (step.index == NULL && step.rest != NULL && component (field, step.rest) >= 0)
    {
      SlField real = as_component (field);
      SlVec3 *v = value;
      double number = 0;

      if (!sl_field_parse (&real, text, formula, &number, error))
        return FALSE;
      if (isnan (v->x))
        *v = sl_vec3 (0, 0, 0);
      ((double *) value)[component (field, step.rest)] = number;
      return TRUE;
    }
  if (step.index != NULL || step.rest != NULL)
    return bad_path (path, error);
  return sl_field_parse (field, text, formula, value, error);
}

gboolean
sl_record_resolve (const SlRecordType *type, const char *path, SlField *out, GError **error)
{
  g_auto (Step) step = { NULL, NULL, NULL };
  const SlField *field;

  if (!next_step (path, &step, error) || (field = find_field (type, step.name, error)) == NULL)
    return FALSE;
  if (step.rest == NULL)
    *out = step.index != NULL && field->type == SL_TYPE_LIST ? as_item (field) : *field;
  else if (component (field, step.rest) >= 0)
    *out = as_component (field);
  else if (field->type == SL_TYPE_RECORDS && step.index != NULL)
    {
      if (!sl_record_resolve (field->record, step.rest, out, error))
        return FALSE;
      /* what shapes a grid, or is one for the whole shot, is so in each of its parts */
      out->flags |= field->flags & (SL_FIELD_STRUCTURAL | SL_FIELD_WHOLE);
    }
  else
    return bad_path (path, error);
  return TRUE;
}
