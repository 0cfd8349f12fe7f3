/* export */
#include "cli.h"
#include "sl-i18n.h"

static int
run (int argc, char **argv)
{
  return cli_run_exports (&cli_export, argc, argv);
}

static char *
describe (void)
{
  return cli_describe_exports (&cli_export);
}

const CliCommand cli_export = {
  "export", "PLAN FORMAT [NAME=VALUE…] -o FILE", N_("A hand-off to another program"), run, describe,
};
