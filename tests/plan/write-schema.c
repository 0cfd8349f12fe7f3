/* Writes the schema and the field reference of docs/FORMAT.md: write-schema schema|fields */
#include <stdio.h>
#include <string.h>

#include "sl-plan-xml.h"

static char *
describe_type (const SlField *f)
{
  g_autofree char *of = f->type == SL_TYPE_RECORDS ? g_strdup_printf ("elements `%s`", f->record->name)
                        : f->type == SL_TYPE_LIST  ? g_strdup_printf ("list of %s", sl_type_name (f->item))
                                                   : g_strdup (sl_type_name (f->type));

  return g_strconcat (of, (f->flags & SL_FIELD_STRUCTURAL) != 0 ? ", structural" : "",
                      (f->flags & SL_FIELD_WHOLE) != 0 ? ", whole" : "", NULL);
}

static void
print_fields (const SlRecordType *type, const char *heading)
{
  printf ("%s `%s`: %s\n\n", heading, type->name, type->label);
  printf ("| field | type | unit | default | meaning |\n|---|---|---|---|---|\n");
  for (guint i = 0; i < type->n_fields; i++)
    {
      const SlField *f = &type->fields[i];
      g_autofree char *what = describe_type (f);
      const char *def = f->def != NULL ? f->def : "";

      printf ("| `%s` | %s | %s | %s | %s |\n", f->name, what, sl_unit_symbol (f->unit), def, f->help);
    }
  printf ("\n");
  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].type == SL_TYPE_RECORDS)
      print_fields (type->fields[i].record, "####");
}

int
main (int argc, char **argv)
{
  if (argc == 2 && strcmp (argv[1], "schema") == 0)
    {
      g_autofree char *schema = sl_plan_schema ();
      fputs (schema, stdout);
      return 0;
    }
  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    print_fields (&sl_kind_info (kind)->record, "###");
  return 0;
}
