/* schedule level */
#include <string.h>

#include "cli-schedule-level.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-psplib.h"

#define SEED 1

static void
add_starts (JsonBuilder *b, const SlRcpsp *problem, const SlRcpspResult *result)
{
  json_builder_set_member_name (b, "start");
  json_builder_begin_object (b);
  for (guint i = 0; i < result->n; i++)
    cli_json_count (b, sl_rcpsp_activity (problem, (int) i)->name, result->start[i]);
  json_builder_end_object (b);
}

static int
write_json (const char *target, const SlRcpsp *problem, const SlRcpspResult *result, gint64 started)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();

  json_builder_begin_object (b);
  cli_json_count (b, "makespan", result->makespan);
  cli_json_count (b, "lower_bound", result->lower_bound);
  json_builder_set_member_name (b, "optimal");
  json_builder_add_boolean_value (b, result->optimal);
  add_starts (b, problem, result);
  cli_json_job (b, started, 1);
  json_builder_end_object (b);
  return cli_write_json (b, target);
}

static void
print_starts (const SlRcpsp *problem, const SlRcpspResult *result)
{
  CliTable *table = cli_table_new (3, _ ("Activity"), _ ("Start"), _ ("Duration"));

  for (guint i = 0; i < result->n; i++)
    {
      const SlRcpspActivity *a = sl_rcpsp_activity (problem, (int) i);
      g_autofree char *start = g_strdup_printf ("%d", result->start[i]);
      g_autofree char *duration = g_strdup_printf ("%d", a->duration);
      cli_table_row (table, a->name, start, duration);
    }
  cli_table_print (table);
  if (result->optimal)
    g_print (_("All is over by %d: proved, none is shorter\n"), result->makespan);
  else
    g_print (_("All is over by %d: the best found; none is shorter than %d\n"), result->makespan, result->lower_bound);
}

static int
level_file (const CliLevel *a, const char *path, const char *text, gsize length, gint64 started)
{
  const SlRcpspLimits limits = { .seconds = a->seconds, .seed = SEED };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlRcpsp) problem = sl_psplib_parse (text, length, path, &error);
  g_autoptr (SlRcpspResult) result = NULL;

  if (problem == NULL)
    return cli_fail (error);
  if (a->apply)
    return cli_fail_text (_("%s: a benchmark has no bookings; --apply is for plans"), path);
  cli_progress_name (_("Levelling"));
  result = sl_rcpsp_solve (problem, &limits, cli_watch (), &error);
  cli_progress_done ();
  if (result == NULL)
    return cli_fail (error);
  if (a->json != NULL)
    return write_json (a->json, problem, result, started);
  print_starts (problem, result);
  return EXIT_DONE;
}

int
cli_schedule_level (int argc, char **argv)
{
  static CliLevel a = { .seconds = 1 };
  const GOptionEntry entries[] = {
    { "seconds", 0, 0, G_OPTION_ARG_DOUBLE, &a.seconds, N_("How long to look for a better one"), "S" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &a.from, N_("What begins before stays; today by default"), "DATE" },
    { "earlier", 0, 0, G_OPTION_ARG_NONE, &a.earlier, N_("Holds may move to before their days too"), NULL },
    { "apply", 0, 0, G_OPTION_ARG_NONE, &a.apply, N_("Give bookings and days of boards these dates"), NULL },
    CLI_OUT_OPTION (&a.out),
    CLI_JSON_OPTION (&a.json),
    { NULL },
  };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const gint64 started = g_get_monotonic_time ();
  int code = EXIT_DONE;
  gsize length;

  if (!cli_parse (&cli_schedule, entries, &argc, &argv, 2, 2, &code))
    return code;
  if (!(a.seconds > 0 && a.seconds <= 86400))
    return cli_fail_text (_("the seconds are wrong; write --seconds 10, at most 86400"));
  if (!sl_file_read (argv[1], SL_PSPLIB_MAX_BYTES, &text, &length, &error)
      || (!sl_psplib_is (text, length) && text[strspn (text, "\xef\xbb\xbf \t\r\n")] == '<'))
    return cli_level_plan (&a, argv[1], started);
  return level_file (&a, argv[1], text, length, started);
}
