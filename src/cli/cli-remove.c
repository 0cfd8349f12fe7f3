/* remove */
#include "cli.h"
#include "sl-error.h"
#include "sl-i18n.h"

static int
run_remove (int argc, char **argv)
{
  static char *out;
  const GOptionEntry entries[] = { CLI_OUT_OPTION (&out), { NULL } };
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (SlCommand) command = NULL;
  int code;

  if (!cli_parse (&cli_remove, entries, &argc, &argv, 2, -1, &code)
      || (document = cli_open_to_edit (argv[1], out, &code)) == NULL)
    return code;
  command = sl_command_new (_("Remove"));
  for (char **id = argv + 2; *id != NULL; id++)
    sl_command_remove (command, *id);
  return cli_apply (document, argv[1], command, out);
}

const CliCommand cli_remove = { "remove", "PLAN ID… [-o OUT]", N_("Remove entities that nothing else uses"),
                                run_remove };
