/* clip */
#include "cli.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-render.h"

static int
run_clip (int argc, char **argv)
{
  static char **shots, *out, *size, *json;
  static gboolean all, plain;
  static int samples;
  const GOptionEntry entries[] = {
    { "shot", 0, 0, G_OPTION_ARG_STRING_ARRAY, &shots, N_("A shot; may be given several times"), "ID" },
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, N_("All shots in order"), NULL },
    { "size", 0, 0, G_OPTION_ARG_STRING, &size, N_("Size in pixels"), "WxH" },
    { "samples", 0, 0, G_OPTION_ARG_INT, &samples, N_("Samples a pixel"), "N" },
    { "plain", 0, 0, G_OPTION_ARG_NONE, &plain, N_("Without the burn-in line"), NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("The .mp4, .webm or .png to write"), "FILE" },
    CLI_JSON_OPTION (&json),
    { NULL },
  };
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  gint64 started = g_get_monotonic_time (), frames = 0;
  g_autoptr (GPtrArray) omissions = cli_findings_new ();
  SlClipOptions options = { .watch = cli_watch (), .omissions = omissions };
  gboolean ok;
  int code;

  if (!cli_parse (&cli_clip, entries, &argc, &argv, 1, 1, &code)
      || !cli_parse_size (size, &options.width, &options.height, &code))
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
  cli_load_assets (document, omissions);
  cli_progress_name (_("Clip"));
  options.shots = (const char *const *) ids->pdata;
  options.path = out;
  options.plain = plain;
  options.samples = samples;
  ok = sl_render_clip (plan, sl_document_assets (document), &options, &frames, &error);
  cli_say_omissions (argv[1], omissions);
  if (!ok)
    return cli_fail (error);
  return cli_report_file (json, &(CliFile) { .path = out, .frames = frames, .findings = omissions }, started);
}

const CliCommand cli_clip = { "clip", "PLAN --shot ID… | --all -o FILE", N_("The previs clip"), run_clip };
