/* export */
#include "cli.h"
#include "sl-error.h"
#include "sl-exporter.h"
#include "sl-i18n.h"

static int
run_export (int argc, char **argv)
{
  static char *stage, *out, *json;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("The file to write"), "FILE" },
    { "stage", 0, 0, G_OPTION_ARG_STRING, &stage, N_("Which stage"), "ID" },
    CLI_JSON_OPTION (&json),
    { NULL },
  };
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (GPtrArray) omissions = cli_findings_new ();
  g_autoptr (GError) error = NULL;
  gint64 started = g_get_monotonic_time ();
  const SlExporter *exporter;
  gboolean ok;
  int code;

  if (!cli_parse (&cli_export, entries, &argc, &argv, 2, 2, &code))
    return code;
  if ((exporter = sl_exporter_find (argv[2])) == NULL)
    {
      g_autoptr (GString) names = g_string_new (NULL);
      guint n;
      const SlExporter *all = sl_exporters (&n);
      for (guint i = 0; i < n; i++)
        g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", all[i].id);
      return cli_fail_text (_("“%s” is no format; use %s"), argv[2], names->str);
    }
  if (out == NULL)
    return cli_fail_text (_("name the file with -o"));
  if ((document = cli_open (argv[1], &code)) == NULL)
    return code;
  cli_load_assets (document, omissions);
  cli_progress_name (_("Export"));
  const SlExportInput input = { sl_document_plan (document), sl_document_assets (document),
                                stage != NULL ? stage : cli_first_stage (sl_document_plan (document)), cli_watch (),
                                omissions };
  ok = exporter->write (&input, out, &error);
  cli_say_omissions (argv[1], omissions);
  if (!ok)
    return cli_fail (error);
  return cli_report_file (json, &(CliFile) { .path = out, .findings = omissions }, started);
}

const CliCommand cli_export = { "export", "PLAN gltf -o FILE", N_("A hand-off to another program"), run_export };
