/* schedule needs */
#include "cli-schedule.h"

#include "sl-i18n.h"
#include "sl-stage-changes.h"

enum { MOST_DAYS = 60 };

typedef struct {
  char *board, *stage, *json;
  int   prep, strike, bridge;
} Arguments;

static void
add_date (JsonBuilder *b, const char *name, guint32 julian)
{
  g_autofree char *date = sl_date_to_text (julian);

  cli_json_text (b, name, date);
}

static const char *
phase_of (SlNeedFor what)
{
  static const char *const phases[] = { "prep", "shoot", "strike" };

  return phases[what];
}

static void
add_need (JsonBuilder *b, const SlStageNeed *need)
{
  json_builder_begin_object (b);
  cli_json_text (b, "stage", need->stage->entity.id);
  cli_json_text (b, "phase", phase_of (need->what));
  add_date (b, "from", need->from);
  add_date (b, "to", need->to);
  cli_json_count (b, "days", need->to - need->from + 1);
  json_builder_end_object (b);
}

static void
add_bool (JsonBuilder *b, const char *name, gboolean value)
{
  json_builder_set_member_name (b, name);
  json_builder_add_boolean_value (b, value);
}

static void
add_change (JsonBuilder *b, const SlStageChange *change)
{
  g_autofree char *key = sl_stage_change_key (change), *text = sl_stage_change_text (change);

  json_builder_begin_object (b);
  cli_json_text (b, "key", key);
  cli_json_text (b, "change", sl_stage_change_id (change->is));
  cli_json_text (b, "stage", change->stage->entity.id);
  cli_json_text (b, "phase", phase_of (change->what));
  add_date (b, "from", change->from);
  add_date (b, "to", change->to);
  if (change->booking != NULL)
    {
      cli_json_text (b, "booking", change->booking->entity.id);
      add_date (b, "was_from", change->booking->from);
      add_date (b, "was_to", change->booking->to);
    }
  cli_json_count (b, "idle_days", change->idle);
  add_bool (b, "confirmed", change->firm);
  add_bool (b, "asks", change->is != SL_CHANGE_KEEP && !sl_stage_change_goes (change));
  cli_json_text (b, "text", text);
  json_builder_end_object (b);
}

static int
write_json (const char *target, const SlBoardRead *read, const SlStageChanges *changes, gint64 started)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();
  g_autofree char *text = sl_stage_changes_text (changes);

  json_builder_begin_object (b);
  cli_json_text (b, "production", read->production->entity.id);
  cli_json_text (b, "board", read->board->entity.id);
  cli_json_count (b, "needed_days", changes->needed);
  cli_json_count (b, "missing_days", changes->missing);
  cli_json_count (b, "astray_bookings", changes->astray);
  json_builder_set_member_name (b, "needs");
  json_builder_begin_array (b);
  for (guint i = 0; i < changes->needs->len; i++)
    add_need (b, &g_array_index (changes->needs, SlStageNeed, i));
  json_builder_end_array (b);
  json_builder_set_member_name (b, "changes");
  json_builder_begin_array (b);
  for (guint i = 0; i < changes->changes->len; i++)
    add_change (b, &g_array_index (changes->changes, SlStageChange, i));
  json_builder_end_array (b);
  if (text != NULL)
    cli_json_text (b, "text", text);
  cli_json_job (b, started, 1);
  json_builder_end_object (b);
  return cli_write_json (b, target);
}

static void
print (const SlStageChanges *changes)
{
  g_autofree char *text = sl_stage_changes_text (changes);

  for (guint i = 0; i < changes->changes->len; i++)
    {
      g_autofree char *line = sl_stage_change_text (&g_array_index (changes->changes, SlStageChange, i));
      g_print ("%s\n", line);
    }
  if (text != NULL)
    g_print ("%s\n", text);
  else
    g_print (ngettext ("%u stage-day is needed; %u are not booked\n", "%u stage-days are needed; %u are not booked\n",
                       changes->needed), changes->needed, changes->missing);
}

int
cli_schedule_needs (int argc, char **argv)
{
  static Arguments a;
  const GOptionEntry entries[] = {
    { "board", 0, 0, G_OPTION_ARG_STRING, &a.board, N_("Which board; else the one that counts"), "ID" },
    { "stage", 0, 0, G_OPTION_ARG_STRING, &a.stage, N_("That stage alone"), "ID" },
    { "prep", 0, 0, G_OPTION_ARG_INT, &a.prep, N_("Days before each run"), "N" },
    { "strike", 0, 0, G_OPTION_ARG_INT, &a.strike, N_("Days behind each run"), "N" },
    { "bridge", 0, 0, G_OPTION_ARG_INT, &a.bridge, N_("Days off between two days that are held too, at most"), "N" },
    CLI_JSON_OPTION (&a.json),
    { NULL },
  };
  g_autoptr (SlDocument) document = NULL;
  gint64 started = g_get_monotonic_time ();
  int code = EXIT_DONE;

  if (!cli_parse (&cli_schedule, entries, &argc, &argv, 2, 2, &code) || (document = cli_open (argv[1], &code)) == NULL)
    return code;
  if (MIN (MIN (a.prep, a.strike), a.bridge) < 0 || MAX (MAX (a.prep, a.strike), a.bridge) > MOST_DAYS)
    return cli_fail_text (_("days before, behind and between runs are 0 to %d; write --prep 1"), MOST_DAYS);
  const SlPlan *plan = sl_document_plan (document);
  const SlBoard *board = cli_find_board (plan, argv[1], a.board, &code);
  if (board == NULL)
    return code;
  const SlProduction *production = sl_plan_get (plan, SL_KIND_PRODUCTION, board->production);
  if (production == NULL)
    return cli_fail_text (_("%s:%u: board “%s” has no production; set it"), argv[1], board->entity.line,
                          board->entity.id);
  if (a.stage != NULL && sl_plan_get (plan, SL_KIND_STAGE, a.stage) == NULL)
    return cli_fail_text (_("“%s” is no stage; name one"), a.stage);
  const SlBoardInput input = { .plan = plan, .production = production, .board = board };
  const SlNeedOptions options = { (guint) a.prep, (guint) a.strike, (guint) a.bridge, a.stage };
  g_autoptr (SlBoardRead) read = sl_board_read (&input);
  g_autoptr (SlStageChanges) changes = sl_stage_changes_new (read, &options);
  if (a.json != NULL)
    return write_json (a.json, read, changes, started);
  print (changes);
  return EXIT_DONE;
}
