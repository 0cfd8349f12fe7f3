/* The RELAX NG schema of this very version,
    written from the field tables so that the two cannot differ. The reader also
 * lets newer attributes and elements through. */
#include "sl-plan-xml.h"

static void append_record (GString *out, const SlRecordType *type, gboolean entity, int indent);

static void
line (GString *out, int indent, const char *format, ...)
{
  va_list args;

  for (int i = 0; i < indent; i++)
    g_string_append (out, "  ");
  va_start (args, format);
  g_string_append_vprintf (out, format, args);
  va_end (args);
  g_string_append_c (out, '\n');
}

static void
append_enum (GString *out, const SlField *field, int indent)
{
  line (out, indent, "<choice>");
  for (const SlEnumValue *value = field->values; value->id != NULL; value++)
    line (out, indent + 1, "<value>%s</value>", value->id);
  line (out, indent, "</choice>");
}

static void
append_range (GString *out, const SlField *field, const char *type, int indent)
{
  gboolean whole = g_str_equal (type, "long"); /* which takes no exponent */
  g_autofree char *min = whole ? g_strdup_printf ("%.0f", field->min) : sl_number_to_text (field->min);
  g_autofree char *max = whole ? g_strdup_printf ("%.0f", field->max) : sl_number_to_text (field->max);

  if (field->min == field->max)
    {
      line (out, indent, "<data type=\"%s\"/>", type);
      return;
    }
  line (out, indent, "<data type=\"%s\">", type);
  line (out, indent + 1, "<param name=\"minInclusive\">%s</param>", min);
  line (out, indent + 1, "<param name=\"maxInclusive\">%s</param>", max);
  line (out, indent, "</data>");
}

static void
append_date (GString *out, int indent)
{
  line (out, indent, "<data type=\"date\">");
  line (out, indent + 1, "<param name=\"minInclusive\">%d-01-01</param>", SL_DATE_FIRST_YEAR);
  line (out, indent + 1, "<param name=\"maxInclusive\">%d-12-31</param>", SL_DATE_LAST_YEAR);
  line (out, indent, "</data>");
}

static void
append_pattern (GString *out, const char *pattern, int indent)
{
  line (out, indent, "<data type=\"string\"><param name=\"pattern\">%s</param></data>", pattern);
}

static void
append_value (GString *out, const SlField *field, int indent)
{
#define NUMBER "[+\\-]?[0-9.]+([eE][+\\-]?[0-9]+)?"
  switch (field->type)
    {
    case SL_TYPE_BOOL: line (out, indent, "<data type=\"boolean\"/>"); break;
    case SL_TYPE_INTEGER: append_range (out, field, "long", indent); break;
    case SL_TYPE_REAL: append_range (out, field, "double", indent); break;
    case SL_TYPE_RATIONAL: append_pattern (out, "[0-9.]+(/[0-9]+)?", indent); break;
    case SL_TYPE_ENUM: append_enum (out, field, indent); break;
    case SL_TYPE_DATE: append_date (out, indent); break;
    case SL_TYPE_TIME: append_pattern (out, "[0-2][0-9]:[0-5][0-9]", indent); break;
    case SL_TYPE_VECTOR: append_pattern (out, NUMBER " " NUMBER " " NUMBER, indent); break;
    case SL_TYPE_COLOUR: append_pattern (out, "#[0-9a-fA-F]{6}", indent); break;
    default: line (out, indent, "<text/>"); break;
    }
#undef NUMBER
}

static void
append_field (GString *out, const SlField *field, int indent)
{
  if (field->type == SL_TYPE_RECORDS)
    {
      line (out, indent, "<zeroOrMore>");
      append_record (out, field->record, FALSE, indent + 1);
      line (out, indent, "</zeroOrMore>");
      return;
    }
  line (out, indent, "<optional>");
  line (out, indent + 1, "<attribute name=\"%s\">", field->name);
  append_value (out, field, indent + 2);
  line (out, indent + 1, "</attribute>");
  line (out, indent, "</optional>");
}

/* All in one <interleave>: libxml2 tries every combination of optional attributes in a group, but not in there. */
static void
append_record (GString *out, const SlRecordType *type, gboolean entity, int indent)
{
  line (out, indent, "<element name=\"%s\">", type->name);
  line (out, indent + 1, "<interleave>");
  if (entity)
    {
      line (out, indent + 2, "<attribute name=\"id\"><text/></attribute>");
      line (out, indent + 2, "<optional><attribute name=\"name\"><text/></attribute></optional>");
    }
  for (guint i = 0; i < type->n_fields; i++)
    append_field (out, &type->fields[i], indent + 2);
  line (out, indent + 1, "</interleave>");
  line (out, indent, "</element>");
}

char *
sl_plan_schema (void)
{
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  line (out, 0, "<!-- Written from the field tables by tests/plan/write-schema; a test compares the two. -->");
  line (out, 0, "<grammar xmlns=\"http://relaxng.org/ns/structure/1.0\"");
  line (out, 0, "         datatypeLibrary=\"http://www.w3.org/2001/XMLSchema-datatypes\">");
  line (out, 1, "<start>");
  line (out, 2, "<element name=\"sightline\">");
  line (out, 3, "<attribute name=\"version\">"
                "<data type=\"string\"><param name=\"pattern\">%d\\.[0-9]+</param></data></attribute>",
        SL_PLAN_VERSION_MAJOR);
  line (out, 3, "<zeroOrMore>");
  line (out, 4, "<choice>");
  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    append_record (out, &sl_kind_info (kind)->record, TRUE, 5);
  line (out, 4, "</choice>");
  line (out, 3, "</zeroOrMore>");
  line (out, 2, "</element>");
  line (out, 1, "</start>");
  line (out, 0, "</grammar>");
  return g_string_free (out, FALSE);
}
