#include <math.h>

#include "cli.h"
#include "sl-assertions.h"
#include "sl-i18n.h"
#include "sl-number.h"

static void
add_assertions (JsonBuilder *b, const GArray *results)
{
  json_builder_set_member_name (b, "assertions");
  json_builder_begin_array (b);
  for (guint i = 0; i < results->len; i++)
    {
      const SlAssertionResult *r = &g_array_index (results, SlAssertionResult, i);
      json_builder_begin_object (b);
      cli_json_text (b, "text", r->text);
      json_builder_set_member_name (b, "holds");
      json_builder_add_boolean_value (b, r->holds);
      cli_json_number (b, "value", r->value);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

static void
print_findings (const char *plan, const GPtrArray *findings, const GArray *results)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const SlFinding *f = findings->pdata[i];
      g_autofree char *todo = cli_todo (f->remedy);
      g_print ("%s:%u: %s: %s%s%s: %s; %s\n", plan, f->line, sl_severity_id (f->severity), f->id,
               *f->field != '\0' ? "." : "", f->field, f->message, todo);
    }
  for (guint i = 0; i < results->len; i++)
    {
      const SlAssertionResult *r = &g_array_index (results, SlAssertionResult, i);
      g_autofree char *value = isnan (r->value) ? g_strdup (_("not known")) : sl_number_to_text (r->value);
      g_print ("%s  %s (%s)\n", r->holds ? _("holds") : _("fails"), r->text, value);
    }
  if (findings->len == 0)
    g_print (_("%s: nothing to report\n"), plan);
}

static int
run (int argc, char **argv)
{
  static char *json;
  const GOptionEntry entries[] = { CLI_JSON_OPTION (&json), { NULL } };
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GArray) results = NULL;
  g_autoptr (GError) error = NULL;
  gint64 started = g_get_monotonic_time ();
  gboolean found = FALSE;
  int code;

  if (!cli_parse (&cli_check, entries, &argc, &argv, 1, 1, &code) || (document = cli_open (argv[1], &code)) == NULL)
    return code;
  findings = sl_document_check (document, cli_watch ());
  results = sl_assertions_evaluate (document, cli_watch (), findings);
  if (sl_watch_stops (cli_watch (), &error))
    return cli_fail (error);
  for (guint i = 0; i < findings->len; i++)
    found |= ((SlFinding *) findings->pdata[i])->severity >= SL_SEVERITY_WARNING;
  for (guint i = 0; i < results->len; i++)
    found |= !g_array_index (results, SlAssertionResult, i).holds;
  if (json != NULL)
    {
      g_autoptr (JsonBuilder) b = json_builder_new ();
      json_builder_begin_object (b);
      cli_json_findings (b, findings);
      add_assertions (b, results);
      cli_json_job (b, started, 1);
      json_builder_end_object (b);
      code = cli_write_json (b, json);
      if (code != EXIT_DONE)
        return code;
    }
  else
    print_findings (argv[1], findings, results);
  return found ? EXIT_FOUND : EXIT_DONE;
}

const CliCommand cli_check = { "check", "PLAN [--json FILE]", N_("Schema, meaning, and the plan's own assertions"),
                               run };
