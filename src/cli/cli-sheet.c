/* sheet */
#include "cli.h"
#include "sl-error.h"
#include "sl-ground-plan.h"
#include "sl-i18n.h"
#include "sl-sheet.h"

static int
run_sheet (int argc, char **argv)
{
  static char *paper, *shot, *stage, *out, *json;
  static double scale, grid = SL_GRID_AUTO;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("The .pdf, .svg or .png to write"), "FILE" },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &paper, N_("A4 to A0, letter, tabloid or archd"), "NAME" },
    { "scale", 0, 0, G_OPTION_ARG_DOUBLE, &scale, N_("100 for 1:100"), "N" },
    { "grid", 0, 0, G_OPTION_ARG_DOUBLE, &grid, N_("Distance of grid lines; 0 for none"), "METRES" },
    { "stage", 0, 0, G_OPTION_ARG_STRING, &stage, N_("Which stage"), "ID" },
    { "shot", 0, 0, G_OPTION_ARG_STRING, &shot, N_("Only this shot's camera"), "ID" },
    CLI_JSON_OPTION (&json),
    { NULL },
  };
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (SlDrawing) drawing = NULL;
  g_autoptr (GPtrArray) omissions = cli_findings_new ();
  g_autoptr (GError) error = NULL;
  gint64 started = g_get_monotonic_time ();
  double used = 0;
  gboolean ok;
  int code;

  if (!cli_parse (&cli_sheet, entries, &argc, &argv, 2, 2, &code))
    return code;
  if (!g_str_equal (argv[2], "ground-plan"))
    return cli_fail_text (_("“%s” is no sheet; use ground-plan"), argv[2]);
  if (out == NULL)
    return cli_fail_text (_("name the file with -o"));
  if ((document = cli_open (argv[1], &code)) == NULL)
    return code;
  cli_load_assets (document, omissions);
  const SlSheetOptions options = { .paper = paper, .scale = scale, .grid_m = grid, .omissions = omissions };
  drawing = sl_draw_ground_plan (sl_document_plan (document), sl_document_assets (document),
                                 stage != NULL ? stage : cli_first_stage (sl_document_plan (document)), shot, omissions,
                                 &error);
  ok = drawing != NULL && sl_sheet_write (drawing, &options, out, &used, &error);
  cli_say_omissions (argv[1], omissions);
  if (!ok)
    return cli_fail (error);
  return cli_report_file (json, &(CliFile) { .path = out, .scale = used, .findings = omissions }, started);
}

const CliCommand cli_sheet = { "sheet", "PLAN ground-plan -o FILE", N_("A drawing to scale as PDF, SVG or PNG"),
                               run_sheet };
