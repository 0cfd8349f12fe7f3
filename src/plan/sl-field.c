/* Any field's value as text; records are XML elements, on the command line too. */
#include "sl-field.h"

#include "sl-record-xml.h"
#include "sl-types.h"

gboolean
sl_field_parse (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  SlList *list = NULL;

  if (field->type != SL_TYPE_RECORDS)
    return sl_value_parse (field, text, formula, value, error);
  if (!sl_records_from_xml (field, text, &list, error))
    return FALSE;
  sl_list_unref (*(SlList **) value);
  *(SlList **) value = list;
  return TRUE;
}

void
sl_field_print (const SlField *field, gconstpointer value, GString *out)
{
  if (field->type == SL_TYPE_RECORDS)
    sl_records_to_xml (field, *(SlList *const *) value, SL_XML_ONE_LINE, out);
  else
    sl_value_print (field, value, out);
}

gboolean
sl_field_is_unset (const SlField *field, gconstpointer value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (field->type >= SL_TYPE_LIST)
    return sl_list_n (*(SlList *const *) value) == 0;
  sl_value_print (field, value, text);
  return text->len == 0;
}
