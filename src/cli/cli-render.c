/* render, clip */
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-render.h"

static char *out, *size, *json;

static gboolean
parse_size (int *width, int *height, int *code)
{
  int end = 0;

  if (size == NULL || (sscanf (size, "%dx%d%n", width, height, &end) == 2 && size[end] == '\0' && *width > 0 && *height > 0))
    return TRUE;
  *code = cli_fail_text (_("“%s” is no size; write WIDTHxHEIGHT such as 1920x1080"), size);
  return FALSE;
}

static int
write_result (const char *what, int width, int height, gint64 frames, gint64 started)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();

  if (json == NULL)
    return EXIT_DONE;
  json_builder_begin_object (b);
  cli_json_text (b, "file", what);
  if (width > 0)
    {
      cli_json_count (b, "width_px", width);
      cli_json_count (b, "height_px", height);
    }
  cli_json_count (b, "frames", frames);
  cli_json_job (b, started, 1);
  json_builder_end_object (b);
  return cli_write_json (b, json);
}

static const char *
first_stage (const SlPlan *plan)
{
  return sl_plan_count (plan, SL_KIND_STAGE) > 0 ? sl_plan_at (plan, SL_KIND_STAGE, 0)->id : NULL;
}

static int
run_render (int argc, char **argv)
{
  static char *shot, *view, *stage, *shading;
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
    { "json", 0, 0, G_OPTION_ARG_FILENAME, &json, N_("Write the result for machines; - for standard output"), "FILE" },
    { NULL },
  };
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (SlOffscreen) offscreen = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *rgba = NULL;
  SlPictureOptions options = { .view = SL_VIEW_PERSPECTIVE };
  gint64 started = g_get_monotonic_time ();
  int code, width, height;

  if (!cli_parse (&cli_render, entries, &argc, &argv, 1, 1, &code) || !parse_size (&options.width, &options.height, &code))
    return code;
  if (out == NULL || (shot == NULL) == (view == NULL))
    return cli_fail_text (_("name either --shot or --view, and the file with -o"));
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
  options.stage_id = stage != NULL ? stage : first_stage (sl_document_plan (document));
  cli_load_assets (document);
  if ((offscreen = sl_offscreen_new (SL_GL_ANY, &error)) == NULL
      || (rgba = sl_render_picture (offscreen, sl_document_plan (document), sl_document_assets (document), &options, &width, &height, &error)) == NULL
      || !sl_image_write_png (out, rgba, width, height, &error))
    return cli_fail (error);
  return write_result (out, width, height, 1, started);
}

static int
run_clip (int argc, char **argv)
{
  static char **shots;
  static gboolean all, plain;
  static int samples;
  const GOptionEntry entries[] = {
    { "shot", 0, 0, G_OPTION_ARG_STRING_ARRAY, &shots, N_("A shot; may be given several times"), "ID" },
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, N_("All shots in order"), NULL },
    { "size", 0, 0, G_OPTION_ARG_STRING, &size, N_("Size in pixels"), "WxH" },
    { "samples", 0, 0, G_OPTION_ARG_INT, &samples, N_("Samples a pixel"), "N" },
    { "plain", 0, 0, G_OPTION_ARG_NONE, &plain, N_("Without the burn-in line"), NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("The .mp4, .webm or .png to write"), "FILE" },
    { "json", 0, 0, G_OPTION_ARG_FILENAME, &json, N_("Write the result for machines; - for standard output"), "FILE" },
    { NULL },
  };
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  gint64 started = g_get_monotonic_time (), frames = 0;
  SlClipOptions options = { .cancellable = cli_cancellable (), .progress = cli_progress, .progress_data = (gpointer) _("Clip") };
  int code;

  if (!cli_parse (&cli_clip, entries, &argc, &argv, 1, 1, &code) || !parse_size (&options.width, &options.height, &code))
    return code;
  if (out == NULL || (shots == NULL) == !all)
    return cli_fail_text (_("name the shots with --shot or take --all, and the file with -o"));
  if ((document = cli_open (argv[1], &code)) == NULL)
    return code;
  const SlPlan *plan = sl_document_plan (document);
  for (guint i = 0; shots != NULL && shots[i] != NULL; i++)
    g_ptr_array_add (ids, shots[i]);
  for (guint i = 0; all && i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    g_ptr_array_add (ids, sl_plan_at (plan, SL_KIND_SHOT, i)->id);
  g_ptr_array_add (ids, NULL);
  cli_load_assets (document);
  options.shots = (const char *const *) ids->pdata;
  options.path = out;
  options.plain = plain;
  options.samples = samples;
  if (!sl_render_clip (plan, sl_document_assets (document), &options, &error))
    return cli_fail (error);
  cli_progress_done ();
  for (guint i = 0; ids->pdata[i] != NULL; i++)
    frames += ((const SlShot *) sl_plan_get (plan, SL_KIND_SHOT, ids->pdata[i]))->frames;
  return write_result (out, 0, 0, frames, started);
}

const CliCommand cli_render = { "render", "PLAN --shot ID --frame N | --view NAME -o PNG", N_("One picture"), run_render };
const CliCommand cli_clip = { "clip", "PLAN --shot ID… | --all -o FILE", N_("The previs clip"), run_clip };
