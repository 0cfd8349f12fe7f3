#include <math.h>

#include "cli.h"
#include "sl-assertions.h"
#include "sl-i18n.h"
#include "sl-number.h"
#include "sl-package.h"

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
      g_autofree char *line = f->line > 0 ? g_strdup_printf (":%u", f->line) : g_strdup ("");
      g_print ("%s%s: %s: %s%s%s%s%s; %s\n", plan, line, sl_severity_id (f->severity), f->id,
               *f->field != '\0' ? "." : "", f->field, *f->id != '\0' ? ": " : "", f->message, todo);
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
report (const char *file, const GPtrArray *findings, const GArray *results, const char *json, gint64 started)
{
  gboolean found = FALSE;
  int code;

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
    print_findings (file, findings, results);
  return found ? EXIT_FOUND : EXIT_DONE;
}

/* A package for a stage, by its manifest. */
static int
check_package (const char *path, const char *json, gint64 started)
{
  g_autoptr (GPtrArray) findings = cli_findings_new ();
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (SlAssertionResult));
  g_autoptr (GError) error = NULL;

  if (!sl_package_check (path, cli_watch (), findings, &error))
    return cli_fail (error);
  return report (path, findings, none, json, started);
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
  int code;

  if (!cli_parse (&cli_check, entries, &argc, &argv, 1, 1, &code))
    return code;
  if (sl_package_is_one (argv[1]))
    return check_package (argv[1], json, started);
  if ((document = cli_open (argv[1], &code)) == NULL)
    return code;
  findings = sl_document_check (document, cli_watch ());
  results = sl_assertions_evaluate (document, cli_watch (), findings);
  if (sl_watch_stops (cli_watch (), &error))
    return cli_fail (error);
  return report (argv[1], findings, results, json, started);
}

const CliCommand cli_check = { "check", "PLAN|PACKAGE [--json FILE]",
                               N_("Schema, meaning, and the plan's own assertions; or a package by its manifest"),
                               run };
