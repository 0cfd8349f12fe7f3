/* schedule */
#include "cli-schedule.h"
#include "sl-i18n.h"

static const struct {
  const char *name;
  int       (*run) (int argc, char **argv);
} questions[] = {
  { "board", cli_schedule_board },
  { "capacity", cli_schedule_capacity },
  { "level", cli_schedule_level },
  { "needs", cli_schedule_needs },
  { "order", cli_schedule_order },
  { "simulate", cli_schedule_simulate },
};

/* Options may stand anywhere; no word of theirs is a question. */
static int
run_schedule (int argc, char **argv)
{
  g_autoptr (GString) names = g_string_new (NULL);
  int code = EXIT_DONE;

  for (int a = 1; a < argc; a++)
    for (guint q = 0; q < G_N_ELEMENTS (questions); q++)
      if (g_str_equal (argv[a], questions[q].name))
        return questions[q].run (argc, argv);
  if (!cli_parse (&cli_schedule, NULL, &argc, &argv, 2, 2, &code))
    return code;
  for (guint q = 0; q < G_N_ELEMENTS (questions); q++)
    g_string_append_printf (names, "%s%s", q > 0 ? ", " : "", questions[q].name);
  return cli_fail_text (_("“%s” is no question to a schedule; use one of: %s"), argv[2], names->str);
}

const CliCommand cli_schedule = {
  "schedule", "PLAN board|capacity|level|needs|order|simulate [OPTION…]",
  N_("What the board says, the room left, levelled stages and crews, the shooting order, the odds"), run_schedule,
};
