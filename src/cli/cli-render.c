/* render */
#include "cli.h"
#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-render.h"

static int
run_render (int argc, char **argv)
{
  static char *shot, *view, *stage, *shading, *out, *size, *json;
  static int samples;
  static double frame;
  const GOptionEntry entries[] = {
    { "shot", 0, 0, G_OPTION_ARG_STRING, &shot, N_("Through this shot's camera"), "ID" },
    { "frame", 0, 0, G_OPTION_ARG_DOUBLE, &frame, N_("Frame of the shot, from 0"), "N" },
    { "view", 0, 0, G_OPTION_ARG_STRING, &view, N_("perspective, top, front or side"), "NAME" },
    { "stage", 0, 0, G_OPTION_ARG_STRING, &stage, N_("Which stage a view shows"), "ID" },
    { "shading", 0, 0, G_OPTION_ARG_STRING, &shading, N_("previs, panels, coverage or incidence"), "NAME" },
    { "samples", 0, 0, G_OPTION_ARG_INT, &samples, N_("Samples a pixel"), "N" },
    { "size", 0, 0, G_OPTION_ARG_STRING, &size, N_("Size in pixels"), "WxH" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("The PNG to write"), "PNG" },
    CLI_JSON_OPTION (&json),
    { NULL },
  };
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (SlOffscreen) offscreen = NULL;
  g_autoptr (GPtrArray) omissions = cli_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *rgba = NULL;
  SlPictureOptions options = { .view = SL_VIEW_PERSPECTIVE };
  gint64 started = g_get_monotonic_time ();
  int code, width, height;

  if (!cli_parse (&cli_render, entries, &argc, &argv, 1, 1, &code)
      || !cli_parse_size (size, &options.width, &options.height, &code))
    return code;
  if (out == NULL || (shot == NULL) == (view == NULL))
    return cli_fail_text (_("name either --shot or --view, and the file with -o"));
  if (!sl_file_has_suffix (out, ".png"))
    return cli_fail_text (_("%s: the name must end in .png"), out);
  if (view != NULL && (options.view = sl_view_from_id (view)) == SL_N_VIEWS)
    return cli_fail_text (_("“%s” is no view; use perspective, top, front or side"), view);
  while (shading != NULL && options.shading < SL_N_SHADINGS && !g_str_equal (sl_shading_id (options.shading), shading))
    options.shading++;
  if (options.shading == SL_N_SHADINGS)
    return cli_fail_text (_("“%s” is no shading; use previs, panels, coverage or incidence"), shading);
  if ((document = cli_open (argv[1], &code)) == NULL)
    return code;
  options.shot_id = shot;
  options.frame = frame;
  options.samples = samples;
  options.stage_id = stage != NULL ? stage : cli_first_stage (sl_document_plan (document));
  options.omissions = omissions;
  cli_load_assets (document, omissions);
  if ((offscreen = sl_offscreen_new (SL_GL_ANY, &error)) == NULL
      || (rgba = sl_render_picture (offscreen, sl_document_plan (document), sl_document_assets (document), &options,
                                    &width, &height, &error)) == NULL
      || !sl_image_write_png (out, rgba, width, height, &error))
    {
      cli_say_omissions (argv[1], omissions);
      return cli_fail (error);
    }
  cli_say_omissions (argv[1], omissions);
  const CliFile made = { .path = out, .width = width, .height = height, .frames = 1, .findings = omissions };
  return cli_report_file (json, &made, started);
}

const CliCommand cli_render = { "render", "PLAN --shot ID --frame N | --view NAME -o PNG", N_("One picture"),
                                run_render };
