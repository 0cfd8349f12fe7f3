#include "sl-field.h"

#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-types.h"

static const SlType *const types[SL_N_TYPES] = {
  [SL_TYPE_BOOL] = &sl_type_bool,
  [SL_TYPE_INTEGER] = &sl_type_integer,
  [SL_TYPE_REAL] = &sl_type_real,
  [SL_TYPE_RATIONAL] = &sl_type_rational,
  [SL_TYPE_ENUM] = &sl_type_enum,
  [SL_TYPE_TEXT] = &sl_type_text,
  [SL_TYPE_DATE] = &sl_type_date,
  [SL_TYPE_TIME] = &sl_type_time,
  [SL_TYPE_VECTOR] = &sl_type_vector,
  [SL_TYPE_COLOUR] = &sl_type_colour,
  [SL_TYPE_REF] = &sl_type_ref,
  [SL_TYPE_DEVICE] = &sl_type_device,
  [SL_TYPE_ASSET] = &sl_type_asset,
  [SL_TYPE_LIST] = &sl_type_list,
  [SL_TYPE_RECORDS] = &sl_type_records,
};

/* --- what types share --- */

gboolean
sl_type_expected (const SlField *field, const char *text, const char *what, GError **error)
{
  sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no value for “%s”; write %s"), text, field->name, what);
  return FALSE;
}

gboolean
sl_type_equal_flat (const SlField *field, gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sl_field_size (field)) == 0;
}

void
sl_type_copy_flat (const SlField *field, gpointer to, gconstpointer from)
{
  memcpy (to, from, sl_field_size (field));
}

void
sl_type_clear_flat (const SlField *field, gpointer value)
{
}

void
sl_type_interpolate_hold (const SlField *field, gconstpointer a, gconstpointer b, double t, gpointer to)
{
  sl_field_copy (field, to, t < 1 ? a : b);
}

/* --- fields and records --- */

const char *
sl_type_name (SlFieldType type)
{
  return types[type]->name;
}

gsize
sl_field_size (const SlField *field)
{
  return types[field->type]->size;
}

gboolean
sl_field_parse (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  return types[field->type]->parse (field, text, formula, value, error);
}

void
sl_field_print (const SlField *field, gconstpointer value, GString *out)
{
  types[field->type]->print (field, value, out);
}

gboolean
sl_field_equal (const SlField *field, gconstpointer a, gconstpointer b)
{
  return types[field->type]->equal (field, a, b);
}

void
sl_field_copy (const SlField *field, gpointer to, gconstpointer from)
{
  types[field->type]->copy (field, to, from);
}

void
sl_field_clear (const SlField *field, gpointer value)
{
  types[field->type]->clear (field, value);
}

void
sl_field_interpolate (const SlField *field, gconstpointer a, gconstpointer b, double t, gpointer to)
{
  types[field->type]->interpolate (field, a, b, t, to);
}

gboolean
sl_field_is_unset (const SlField *field, gconstpointer value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  sl_field_print (field, value, text);
  return text->len == 0;
}

/* Puts the default into zeroed memory. */
static void
init_field (const SlField *field, gpointer value)
{
  if (field->def != NULL)
    {
      g_autoptr (GError) error = NULL;
      if (!sl_field_parse (field, field->def, FALSE, value, &error))
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
  if (((const SlRecord *) a)->extra != ((const SlRecord *) b)->extra)
    return FALSE;
  for (guint i = 0; i < type->n_fields; i++)
    if (!sl_field_equal (&type->fields[i], SL_CONST_MEMBER (a, &type->fields[i]), SL_CONST_MEMBER (b,
        &type->fields[i])))
      return FALSE;
  return TRUE;
}

const SlField *
sl_record_field (const SlRecordType *type, const char *name)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (g_str_equal (type->fields[i].name, name))
      return &type->fields[i];
  return NULL;
}

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
sl_record_visit_refs (const SlRecordType *type, gpointer record, gboolean replace, SlRefVisit visit, gpointer data)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const SlField *field = &type->fields[i];
      SlList **list = SL_MEMBER (record, field);

      if (is_id (field->type))
        visit_slot (field, SL_MEMBER (record, field), replace, visit, data);
      else if (sl_list_n (field->type >= SL_TYPE_LIST ? *list : NULL) == 0)
        continue;
      else if (field->type == SL_TYPE_RECORDS || is_id (field->item))
        {
          if (replace) /* lists are shared: change a copy */
            {
              SlList *copy = sl_list_resized (field, *list, (*list)->n);
              sl_list_unref (*list);
              *list = copy;
            }
          for (guint k = 0; k < (*list)->n; k++)
            {
              gpointer item = (*list)->data + k * (*list)->item_size;
              if (field->type == SL_TYPE_RECORDS)
                sl_record_visit_refs (field->record, item, replace, visit, data);
              else
                visit_slot (field, item, replace, visit, data);
            }
        }
    }
}
