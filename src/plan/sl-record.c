/* Values, lists and records in memory: making, copying, comparing, and the ids that they name. */
#include <math.h>
#include <string.h>

#include "sl-field.h"
#include "sl-types.h"

/* --- lists --- */

SlField
sl_field_of_items (const SlField *list)
{
  SlField item = *list;

  item.type = list->item;
  item.def = list->item == SL_TYPE_VECTOR ? "0 0 0" : "0";
  return item;
}

SlList *
sl_list_new (const SlField *field, guint n)
{
  gsize size = field->type == SL_TYPE_RECORDS ? field->record->size : sl_scalar_type (field->item)->size;
  SlList *list = g_malloc0 (sizeof *list + size * n);

  g_atomic_ref_count_init (&list->refs);
  list->n = n;
  list->item = field->item;
  list->record = field->type == SL_TYPE_RECORDS ? field->record : NULL;
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

static void
clear_items (SlList *list)
{
  const SlType *type = list->record == NULL ? sl_scalar_type (list->item) : NULL;

  if (type != NULL && type->clear == NULL)
    return;
  for (guint i = 0; i < list->n; i++)
    if (type != NULL)
      type->clear (list->data + i * list->item_size);
    else
      sl_record_clear (list->record, list->data + i * list->item_size);
}

void
sl_list_unref (SlList *list)
{
  if (list == NULL || !g_atomic_ref_count_dec (&list->refs))
    return;
  clear_items (list);
  g_free (list);
}

/* `from` is an item of another list, or NULL for defaults. */
static void
fill_item (SlList *list, guint at, gconstpointer from)
{
  gpointer to = list->data + at * list->item_size;
  const SlType *type = list->record == NULL ? sl_scalar_type (list->item) : NULL;

  if (type == NULL && from != NULL)
    sl_record_copy (list->record, to, from);
  else if (type == NULL)
    sl_record_init (list->record, to);
  else if (from != NULL && type->copy != NULL)
    type->copy (to, from);
  else if (from != NULL)
    memcpy (to, from, list->item_size);
}

SlList *
sl_list_resized (const SlField *field, const SlList *list, guint n)
{
  SlList *copy = sl_list_new (field, n);

  for (guint i = 0; i < n; i++)
    fill_item (copy, i, i < sl_list_n (list) ? list->data + i * copy->item_size : NULL);
  return copy;
}

SlList *
sl_list_without (const SlField *field, const SlList *list, guint index)
{
  SlList *copy = sl_list_n (list) > 1 ? sl_list_new (field, list->n - 1) : NULL;

  for (guint i = 0; copy != NULL && i < copy->n; i++)
    fill_item (copy, i, list->data + (i < index ? i : i + 1) * copy->item_size);
  return copy;
}

static gboolean
list_equal (const SlList *a, const SlList *b)
{
  const SlType *type = a != NULL && a->record == NULL ? sl_scalar_type (a->item) : NULL;

  if (a == b)
    return TRUE;
  if (sl_list_n (a) != sl_list_n (b))
    return FALSE;
  for (guint i = 0; i < sl_list_n (a); i++)
    {
      gconstpointer x = a->data + i * a->item_size, y = b->data + i * b->item_size;
      gboolean same = type == NULL          ? sl_record_equal (a->record, x, y)
                      : type->equal != NULL ? type->equal (x, y)
                                            : memcmp (x, y, a->item_size) == 0;
      if (!same)
        return FALSE;
    }
  return TRUE;
}

/* --- values --- */

gsize
sl_field_size (const SlField *field)
{
  return field->type >= SL_TYPE_LIST ? sizeof (SlList *) : sl_scalar_type (field->type)->size;
}

gboolean
sl_field_equal (const SlField *field, gconstpointer a, gconstpointer b)
{
  const SlType *type = sl_scalar_type (field->type);

  if (type == NULL)
    return list_equal (*(SlList *const *) a, *(SlList *const *) b);
  return type->equal != NULL ? type->equal (a, b) : memcmp (a, b, type->size) == 0;
}

void
sl_field_copy (const SlField *field, gpointer to, gconstpointer from)
{
  const SlType *type = sl_scalar_type (field->type);

  if (type == NULL)
    *(SlList **) to = sl_list_ref (*(SlList *const *) from);
  else if (type->copy != NULL)
    type->copy (to, from);
  else
    memcpy (to, from, type->size);
}

void
sl_field_clear (const SlField *field, gpointer value)
{
  const SlType *type = sl_scalar_type (field->type);

  if (type == NULL)
    g_clear_pointer ((SlList **) value, sl_list_unref);
  else if (type->clear != NULL)
    type->clear (value);
}

/* Puts the default into zeroed memory. Lists and records have none but the empty list. */
static void
init_field (const SlField *field, gpointer value)
{
  if (field->def != NULL)
    {
      g_autoptr (GError) error = NULL;
      if (!sl_scalar_type (field->type)->parse (field, field->def, FALSE, value, &error))
        g_error ("default of %s: %s", field->name, error->message);
    }
  else if (field->type == SL_TYPE_REAL)
    *(double *) value = NAN;
  else if (field->type == SL_TYPE_VECTOR)
    *(SlVec3 *) value = sl_vec3 (NAN, NAN, NAN);
  else if (field->type == SL_TYPE_TIME)
    *(gint32 *) value = -1;
}

gboolean
sl_field_is_default (const SlField *field, gconstpointer value)
{
  guint8 def[SL_VALUE_MAX] __attribute__ ((aligned (16))) = { 0 };
  gboolean same;

  init_field (field, def);
  same = sl_field_equal (field, value, def);
  sl_field_clear (field, def);
  return same;
}

/* --- records --- */

void
sl_record_init (const SlRecordType *type, gpointer record)
{
  for (guint i = 0; i < type->n_fields; i++)
    init_field (&type->fields[i], SL_MEMBER (record, &type->fields[i]));
}

void
sl_record_copy (const SlRecordType *type, gpointer to, gconstpointer from)
{
  ((SlRecord *) to)->extra = sl_extra_ref (((const SlRecord *) from)->extra);
  for (guint i = 0; i < type->n_fields; i++)
    sl_field_copy (&type->fields[i], SL_MEMBER (to, &type->fields[i]), SL_CONST_MEMBER (from, &type->fields[i]));
}

void
sl_record_clear (const SlRecordType *type, gpointer record)
{
  g_clear_pointer (&((SlRecord *) record)->extra, sl_extra_unref);
  for (guint i = 0; i < type->n_fields; i++)
    sl_field_clear (&type->fields[i], SL_MEMBER (record, &type->fields[i]));
}

gboolean
sl_record_equal (const SlRecordType *type, gconstpointer a, gconstpointer b)
{
  if (!sl_extra_equal (((const SlRecord *) a)->extra, ((const SlRecord *) b)->extra))
    return FALSE;
  for (guint i = 0; i < type->n_fields; i++)
    {
      const SlField *field = &type->fields[i];
      if (!sl_field_equal (field, SL_CONST_MEMBER (a, field), SL_CONST_MEMBER (b, field)))
        return FALSE;
    }
  return TRUE;
}

static gsize
list_bytes (const SlList *list)
{
  gboolean has_texts = list != NULL && list->record == NULL && sl_scalar_type (list->item)->clear != NULL;
  gsize bytes = list != NULL ? sizeof *list + list->n * list->item_size : 0;

  for (guint i = 0; i < sl_list_n (list); i++)
    {
      gconstpointer item = list->data + i * list->item_size;
      if (has_texts)
        bytes += strlen (*(const char *const *) item);
      else if (list->record != NULL)
        bytes += sl_record_bytes (list->record, item);
    }
  return bytes;
}

gsize
sl_record_bytes (const SlRecordType *type, gconstpointer record)
{
  gsize bytes = 0;

  for (guint i = 0; i < type->n_fields; i++)
    {
      gconstpointer member = SL_CONST_MEMBER (record, &type->fields[i]);
      const SlType *scalar = sl_scalar_type (type->fields[i].type);

      if (scalar == NULL)
        bytes += list_bytes (*(SlList *const *) member);
      else if (scalar->clear != NULL && *(const char *const *) member != NULL)
        bytes += strlen (*(const char *const *) member);
    }
  return bytes;
}

const SlField *
sl_record_field (const SlRecordType *type, const char *name)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (g_str_equal (type->fields[i].name, name))
      return &type->fields[i];
  return NULL;
}

/* --- the ids that a value names --- */

static gboolean
is_id (SlFieldType type)
{
  return type == SL_TYPE_REF || type == SL_TYPE_DEVICE;
}

static void
visit_slot (const SlField *field, char **slot, gboolean replace, SlRefVisit visit, gpointer data)
{
  g_autofree char *other = *slot != NULL ? visit (field, *slot, data) : NULL;

  if (other != NULL && replace)
    sl_type_text.parse (field, other, FALSE, slot, NULL);
}

void
sl_field_visit_refs (const SlField *field, gpointer value, gboolean replace, SlRefVisit visit, gpointer data)
{
  SlList **list = value;

  if (is_id (field->type))
    visit_slot (field, value, replace, visit, data);
  if (field->type < SL_TYPE_LIST || sl_list_n (*list) == 0 || (field->type == SL_TYPE_LIST && !is_id (field->item)))
    return;
  if (replace) /* lists are shared: change a copy */
    {
      SlList *copy = sl_list_resized (field, *list, (*list)->n);
      sl_list_unref (*list);
      *list = copy;
    }
  for (guint i = 0; i < (*list)->n; i++)
    {
      gpointer item = (*list)->data + i * (*list)->item_size;
      if (field->type == SL_TYPE_RECORDS)
        sl_record_visit_refs (field->record, item, replace, visit, data);
      else
        visit_slot (field, item, replace, visit, data);
    }
}

void
sl_record_visit_refs (const SlRecordType *type, gpointer record, gboolean replace, SlRefVisit visit, gpointer data)
{
  for (guint i = 0; i < type->n_fields; i++)
    sl_field_visit_refs (&type->fields[i], SL_MEMBER (record, &type->fields[i]), replace, visit, data);
}
