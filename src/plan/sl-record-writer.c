#include <string.h>

#include "sl-record-xml.h"
#include "sl-types.h"
#include "sl-xml-text.h"

static void
append_indent (GString *out, int indent)
{
  for (int i = 0; i < indent; i++)
    g_string_append (out, "  ");
}

/* The fields that are not at their default, but those that hold records. */
static void
append_attributes (GString *out, const SlRecordType *type, gconstpointer record)
{
  g_autoptr (GString) value = g_string_new (NULL);

  for (guint i = 0; i < type->n_fields; i++)
    {
      const SlField *field = &type->fields[i];
      gconstpointer member = SL_CONST_MEMBER (record, field);

      if (field->type == SL_TYPE_RECORDS || sl_field_is_default (field, member))
        continue;
      g_string_truncate (value, 0);
      sl_value_print (field, member, value);
      g_string_append_printf (out, " %s=\"", field->name);
      sl_xml_append_attribute (out, value->str, value->len);
      g_string_append_c (out, '"');
    }
}

static void
append_children (GString *out, const SlRecordType *type, gconstpointer record, int indent)
{
  const char *unknown = sl_extra_part (((const SlRecord *) record)->extra, SL_EXTRA_CHILDREN);

  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].type == SL_TYPE_RECORDS)
      sl_records_to_xml (&type->fields[i], *(SlList *const *) SL_CONST_MEMBER (record, &type->fields[i]), indent, out);
  if (*unknown == '\0')
    return;
  append_indent (out, indent);
  g_string_append (out, unknown);
  if (indent != SL_XML_ONE_LINE)
    g_string_append_c (out, '\n');
}

void
sl_record_to_xml (const SlRecordType *type, gconstpointer record, const SlRecordType *head, int indent, GString *out)
{
  gboolean one_line = indent == SL_XML_ONE_LINE;
  gsize content;

  append_indent (out, indent);
  g_string_append_printf (out, "<%s", type->name);
  if (head != NULL)
    append_attributes (out, head, record);
  append_attributes (out, type, record);
  g_string_append (out, sl_extra_part (((const SlRecord *) record)->extra, SL_EXTRA_ATTRIBUTES));
  g_string_append (out, one_line ? ">" : ">\n");
  content = out->len;
  append_children (out, type, record, one_line ? indent : indent + 1);
  if (out->len == content)
    {
      g_string_truncate (out, content - (one_line ? 1 : 2));
      g_string_append (out, "/>");
    }
  else
    {
      append_indent (out, indent);
      g_string_append_printf (out, "</%s>", type->name);
    }
  if (!one_line)
    g_string_append_c (out, '\n');
}

void
sl_records_to_xml (const SlField *field, const SlList *list, int indent, GString *out)
{
  for (guint i = 0; i < sl_list_n (list); i++)
    sl_record_to_xml (field->record, list->data + i * list->item_size, NULL, indent, out);
}
