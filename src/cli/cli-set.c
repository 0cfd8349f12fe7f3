/* set */
#include "cli.h"
#include "sl-error.h"
#include "sl-i18n.h"

static int
run_set (int argc, char **argv)
{
  static char *out;
  const GOptionEntry entries[] = { CLI_OUT_OPTION (&out), { NULL } };
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (SlCommand) command = NULL;
  g_autoptr (GError) error = NULL;
  int code;

  if (!cli_parse (&cli_set, entries, &argc, &argv, 3, -1, &code)
      || (document = cli_open_to_edit (argv[1], out, &code)) == NULL)
    return code;
  command = sl_command_new (_("Set fields"));
  if (!cli_add_settings (command, argv[2], argv + 3, &error))
    return cli_fail (error);
  return cli_apply (document, argv[1], command, out);
}

const CliCommand cli_set = { "set", "PLAN ID FIELD=VALUE… [-o OUT]",
                             N_("Change fields; values may hold units and formulas"), run_set };
