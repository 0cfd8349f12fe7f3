/* new */
#include "cli.h"
#include "sl-error.h"
#include "sl-i18n.h"

static int
run_new (int argc, char **argv)
{
  static char *template_id;
  const GOptionEntry entries[] = {
    { "template", 0, 0, G_OPTION_ARG_STRING, &template_id, N_("A facility's stage, or “empty”"), "ID" }, { NULL }
  };
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  int code;

  if (!cli_parse (&cli_new, entries, &argc, &argv, 1, 1, &code))
    return code;
  if (g_file_test (argv[1], G_FILE_TEST_EXISTS))
    return cli_fail_text (_("%s: there is a file of that name already; choose another"), argv[1]);
  document = sl_document_new_from_template (template_id != NULL ? template_id : "empty", SL_OPEN_PLAIN, &error);
  return document != NULL ? cli_save (document, argv[1]) : cli_fail (error);
}

const CliCommand cli_new = { "new", "PLAN [--template ID]", N_("A new plan from a template"), run_new };
