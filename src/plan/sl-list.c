#include "sl-types.h"

#include "sl-i18n.h"
#include "sl-plan-xml.h"

SlExtra *
sl_extra_new (const char *attributes, const char *children)
{
  SlExtra *extra;

  if (*attributes == '\0' && *children == '\0')
    return NULL;
  extra = g_new (SlExtra, 1);
  g_atomic_ref_count_init (&extra->refs);
  extra->attributes = g_strdup (attributes);
  extra->children = g_strdup (children);
  return extra;
}

SlExtra *
sl_extra_ref (SlExtra *extra)
{
  if (extra != NULL)
    g_atomic_ref_count_inc (&extra->refs);
  return extra;
}

void
sl_extra_unref (SlExtra *extra)
{
  if (extra == NULL || !g_atomic_ref_count_dec (&extra->refs))
    return;
  g_free (extra->attributes);
  g_free (extra->children);
  g_free (extra);
}

/* A list's items seen as a field of their own. */
static SlField
item_field (const SlField *field)
{
  SlField item = *field;

  item.type = field->item;
  item.def = field->item == SL_TYPE_VECTOR ? "0 0 0" : "0";
  return item;
}

static gsize
item_size (const SlField *field)
{
  SlField item = item_field (field);

  return field->type == SL_TYPE_RECORDS ? field->record->size : sl_field_size (&item);
}

SlList *
sl_list_new (const SlField *field, guint n)
{
  gsize size = item_size (field);
  SlList *list = g_malloc0 (sizeof *list + size * n);

  g_atomic_ref_count_init (&list->refs);
  list->n = n;
  list->field = field;
  list->item_size = size;
  return list;
}

SlList *
sl_list_ref (SlList *list)
{
  if (list != NULL)
    g_atomic_ref_count_inc (&list->refs);
  return list;
}

void
sl_list_unref (SlList *list)
{
  if (list == NULL || !g_atomic_ref_count_dec (&list->refs))
    return;
  SlField item = item_field (list->field);
  for (guint i = 0; i < list->n; i++)
    {
      gpointer at = list->data + i * list->item_size;
      if (list->field->type == SL_TYPE_RECORDS)
        sl_record_clear (list->field->record, at);
      else
        sl_field_clear (&item, at);
    }
  g_free (list);
}

/* `from` is an item of another list, or NULL for defaults. */
static void
fill_item (const SlField *field, SlList *list, guint at, gconstpointer from)
{
  gpointer to = list->data + at * list->item_size;
  SlField item = item_field (field);

  if (field->type == SL_TYPE_RECORDS && from != NULL)
    sl_record_copy (field->record, to, from);
  else if (field->type == SL_TYPE_RECORDS)
    sl_record_init (field->record, to);
  else if (from != NULL)
    sl_field_copy (&item, to, from);
}

SlList *
sl_list_resized (const SlField *field, const SlList *list, guint n)
{
  SlList *copy = sl_list_new (field, n);

  for (guint i = 0; i < n; i++)
    fill_item (field, copy, i, i < sl_list_n (list) ? list->data + i * copy->item_size : NULL);
  return copy;
}

SlList *
sl_list_without (const SlField *field, const SlList *list, guint index)
{
  SlList *copy = sl_list_n (list) > 1 ? sl_list_new (field, list->n - 1) : NULL;

  for (guint i = 0; copy != NULL && i < copy->n; i++)
    fill_item (field, copy, i, list->data + (i < index ? i : i + 1) * copy->item_size);
  return copy;
}

/* --- as types --- */

/* Lists of scalars are separated by spaces, of vectors by commas. */
static gboolean
parse_list (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, field->item == SL_TYPE_VECTOR ? "," : " ", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  SlField item = item_field (field);
  SlList *list = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_ptr_array_add (kept, parts[i]);
  if (kept->len > 1000000)
    return sl_type_expected (field, "…", _("at most a million values"), error);
  if (kept->len > 0)
    list = sl_list_new (field, kept->len);
  for (guint i = 0; i < kept->len; i++)
    if (!sl_field_parse (&item, kept->pdata[i], formula, list->data + i * list->item_size, error))
      {
        sl_list_unref (list);
        return FALSE;
      }
  sl_list_unref (*(SlList **) value);
  *(SlList **) value = list;
  return TRUE;
}

static void
print_list (const SlField *field, gconstpointer value, GString *out)
{
  const SlList *list = *(SlList *const *) value;
  SlField item = item_field (field);

  for (guint i = 0; i < sl_list_n (list); i++)
    {
      if (i > 0)
        g_string_append (out, field->item == SL_TYPE_VECTOR ? ", " : " ");
      sl_field_print (&item, list->data + i * list->item_size, out);
    }
}

static gboolean
equal_list (const SlField *field, gconstpointer a, gconstpointer b)
{
  const SlList *x = *(SlList *const *) a, *y = *(SlList *const *) b;
  SlField item = item_field (field);

  if (x == y)
    return TRUE;
  if (sl_list_n (x) != sl_list_n (y))
    return FALSE;
  for (guint i = 0; i < sl_list_n (x); i++)
    {
      gconstpointer p = x->data + i * x->item_size, q = y->data + i * y->item_size;
      if (!(field->type == SL_TYPE_RECORDS ? sl_record_equal (field->record, p, q) : sl_field_equal (&item, p, q)))
        return FALSE;
    }
  return TRUE;
}

static void
copy_list (const SlField *field, gpointer to, gconstpointer from)
{
  *(SlList **) to = sl_list_ref (*(SlList *const *) from);
}

static void
clear_list (const SlField *field, gpointer value)
{
  g_clear_pointer ((SlList **) value, sl_list_unref);
}

/* Records are written as XML elements, also on the command line. */
static gboolean
parse_records (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  SlList *list = NULL;

  if (!sl_records_from_xml (field, text, &list, error))
    return FALSE;
  sl_list_unref (*(SlList **) value);
  *(SlList **) value = list;
  return TRUE;
}

static void
print_records (const SlField *field, gconstpointer value, GString *out)
{
  sl_records_to_xml (field, *(SlList *const *) value, -1, out);
}

const SlType sl_type_list = { "list", sizeof (SlList *), parse_list, print_list, equal_list, copy_list, clear_list,
    sl_type_interpolate_hold };
const SlType sl_type_records = { "records", sizeof (SlList *), parse_records, print_records, equal_list, copy_list,
    clear_list, sl_type_interpolate_hold };
