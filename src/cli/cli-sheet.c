/* sheet */
#include "cli.h"
#include "sl-i18n.h"

static int
run (int argc, char **argv)
{
  return cli_run_exports (&cli_sheet, argc, argv);
}

static char *
describe (void)
{
  return cli_describe_exports (&cli_sheet);
}

const CliCommand cli_sheet = {
  "sheet", "PLAN KIND [NAME=VALUE…] -o FILE", N_("A drawing to scale or a report, as PDF, SVG, PNG or CSV"), run,
  describe,
};
