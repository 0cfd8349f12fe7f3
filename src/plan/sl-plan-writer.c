#include <string.h>

#include "sl-plan-xml.h"

void
sl_xml_append_escaped (GString *out, const char *text, gsize length)
{
  for (const char *p = text; p < text + length; p++)
    switch (*p)
      {
      case '&': g_string_append (out, "&amp;"); break;
      case '<': g_string_append (out, "&lt;"); break;
      case '>': g_string_append (out, "&gt;"); break;
      case '"': g_string_append (out, "&quot;"); break;
      case '\n': g_string_append (out, "&#10;"); break;
      case '\r': g_string_append (out, "&#13;"); break;
      case '\t': g_string_append (out, "&#9;"); break;
      default: g_string_append_c (out, *p);
      }
}

static void
append_indent (GString *out, int indent)
{
  for (int i = 0; i < indent; i++)
    g_string_append (out, "  ");
}

static void
append_attribute (GString *out, const char *name, const char *value)
{
  g_string_append_printf (out, " %s=\"", name);
  sl_xml_append_escaped (out, value, strlen (value));
  g_string_append_c (out, '"');
}

/* Attributes for values that are not the default, elements for records. `indent` −1: everything on one line. */
static void
append_record (GString *out, const SlRecordType *type, gconstpointer record, const SlEntity *entity, int indent)
{
  const SlExtra *extra = ((const SlRecord *) record)->extra;
  g_autoptr (GString) children = g_string_new (NULL);
  g_autoptr (GString) value = g_string_new (NULL);

  append_indent (out, indent);
  g_string_append_printf (out, "<%s", type->name);
  if (entity != NULL)
    append_attribute (out, "id", entity->id);
  if (entity != NULL && entity->name != NULL)
    append_attribute (out, "name", entity->name);
  for (guint i = 0; i < type->n_fields; i++)
    {
      const SlField *field = &type->fields[i];
      gconstpointer member = SL_CONST_MEMBER (record, field);

      if (field->type == SL_TYPE_RECORDS)
        sl_records_to_xml (field, *(SlList *const *) member, indent < 0 ? -1 : indent + 1, children);
      else if (!sl_field_is_default (field, member))
        {
          g_string_truncate (value, 0);
          sl_field_print (field, member, value);
          append_attribute (out, field->name, value->str);
        }
    }
  if (extra != NULL)
    {
      g_string_append (out, extra->attributes);
      if (*extra->children != '\0')
        {
          append_indent (children, indent + 1);
          g_string_append (children, extra->children);
          if (indent >= 0)
            g_string_append_c (children, '\n');
        }
    }
  if (children->len == 0)
    g_string_append (out, "/>");
  else
    {
      g_string_append_printf (out, ">%s%s", indent >= 0 ? "\n" : "", children->str);
      append_indent (out, indent);
      g_string_append_printf (out, "</%s>", type->name);
    }
  if (indent >= 0)
    g_string_append_c (out, '\n');
}

void
sl_records_to_xml (const SlField *field, const SlList *list, int indent, GString *out)
{
  for (guint i = 0; i < sl_list_n (list); i++)
    append_record (out, field->record, list->data + i * list->item_size, NULL, indent);
}

char *
sl_plan_print (const SlPlan *plan, gsize *length)
{
  const SlExtra *extra = sl_plan_extra (plan);
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sightline version=\"" SL_PLAN_VERSION "\"");

  if (extra != NULL)
    g_string_append (out, extra->attributes);
  g_string_append (out, ">\n");
  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    for (guint i = 0; i < sl_plan_count (plan, kind); i++)
      {
        const SlEntity *entity = sl_plan_at (plan, kind, i);
        append_record (out, &sl_kind_info (kind)->record, entity, entity, 1);
      }
  if (extra != NULL && *extra->children != '\0')
    g_string_append_printf (out, "  %s\n", extra->children);
  g_string_append (out, "</sightline>\n");
  if (length != NULL)
    *length = out->len;
  return g_string_free (out, FALSE);
}
