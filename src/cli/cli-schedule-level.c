/* schedule level */
#include <string.h>

#include "cli-schedule.h"
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

/* What is to be levelled; NULL after saying why. */
static SlRcpsp *
read_problem (const char *path, int *code)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  SlRcpsp *problem = NULL;
  gsize length;

  if (sl_file_read (path, SL_PSPLIB_MAX_BYTES, &text, &length, &error))
    {
      /* a plan's bookings come here */
      if (!sl_psplib_is (text, length) && text[strspn (text, "\xef\xbb\xbf \t\r\n")] == '<')
        {
          *code = cli_fail_text (_("%s: the bookings of a plan cannot be levelled yet; give a file of PSPLIB (.sm)"),
                                 path);
          return NULL;
        }
      problem = sl_psplib_parse (text, length, path, &error);
    }
  if (problem == NULL)
    *code = cli_fail (error);
  return problem;
}

int
cli_schedule_level (int argc, char **argv)
{
  static double seconds = 1;
  static char *json;
  const GOptionEntry entries[] = {
    { "seconds", 0, 0, G_OPTION_ARG_DOUBLE, &seconds, N_("How long to look for a better one"), "S" },
    CLI_JSON_OPTION (&json),
    { NULL },
  };
  g_autoptr (SlRcpsp) problem = NULL;
  g_autoptr (SlRcpspResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const gint64 started = g_get_monotonic_time ();
  int code = EXIT_DONE;

  if (!cli_parse (&cli_schedule, entries, &argc, &argv, 2, 2, &code))
    return code;
  if (!(seconds > 0 && seconds <= 86400))
    return cli_fail_text (_("the seconds are wrong; write --seconds 10, at most 86400"));
  if ((problem = read_problem (argv[1], &code)) == NULL)
    return code;
  const SlRcpspLimits limits = { .seconds = seconds, .seed = SEED };
  cli_progress_name (_("Levelling"));
  result = sl_rcpsp_solve (problem, &limits, cli_watch (), &error);
  cli_progress_done ();
  if (result == NULL)
    return cli_fail (error);
  if (json != NULL)
    return write_json (json, problem, result, started);
  print_starts (problem, result);
  return EXIT_DONE;
}
