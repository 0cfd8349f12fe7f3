/* clip */
#include "cli.h"
#include "sl-i18n.h"

static int
run (int argc, char **argv)
{
  return cli_run_exports (&cli_clip, argc, argv);
}

static char *
describe (void)
{
  return cli_describe_exports (&cli_clip);
}

const CliCommand cli_clip = {
  "clip", "PLAN --shot ID… | --all [NAME=VALUE…] -o FILE", N_("The previs clip"), run, describe,
};
