/* schedule board */
#include "cli-schedule.h"

#include "sl-board-breaches.h"
#include "sl-board-compare.h"
#include "sl-i18n.h"

typedef struct {
  char *board, *against, *json;
} Arguments;

/* --- for machines --- */

static void
add_scene (JsonBuilder *b, const SlBoardScene *s)
{
  json_builder_begin_object (b);
  cli_json_text (b, "id", s->scene->entity.id);
  cli_json_count (b, "strip", s->strip);
  cli_json_count (b, "begins_min", s->begins);
  cli_json_count (b, "minutes", s->minutes);
  cli_json_count (b, "setups", s->setups);
  cli_json_count (b, "move_min", s->move);
  cli_json_count (b, "wall_min", s->wall);
  cli_json_count (b, "mode_min", s->mode);
  cli_json_count (b, "load_min", s->load);
  cli_json_count (b, "calibration_min", s->calibration);
  json_builder_end_object (b);
}

static void
add_date (JsonBuilder *b, const char *name, guint32 julian)
{
  g_autofree char *date = sl_date_to_text (julian);

  if (julian != 0)
    cli_json_text (b, name, date);
}

static void
add_day (JsonBuilder *b, const SlBoardRead *read, const SlBoardDay *day)
{
  json_builder_begin_object (b);
  cli_json_count (b, "number", day->number);
  add_date (b, "date", day->date);
  if (day->unit != NULL)
    cli_json_text (b, "unit", day->unit->entity.id);
  cli_json_count (b, "call_min", day->call);
  cli_json_count (b, "eighths", day->eighths);
  cli_json_count (b, "minutes", day->minutes);
  cli_json_count (b, "overtime_min", day->overtime);
  cli_json_count (b, "setups", day->setups);
  cli_json_number (b, "cost", day->cost);
  json_builder_set_member_name (b, "scenes");
  json_builder_begin_array (b);
  for (guint i = day->first_scene; i < day->first_scene + day->n_scenes; i++)
    add_scene (b, &g_array_index (read->scenes, SlBoardScene, i));
  json_builder_end_array (b);
  json_builder_end_object (b);
}

static void
add_breach (JsonBuilder *b, const SlBoardRead *read, const SlBreach *breach)
{
  json_builder_begin_object (b);
  cli_json_text (b, "rule", sl_breach_id (breach->form));
  cli_json_count (b, "day", g_array_index (read->days, SlBoardDay, breach->day).number);
  if (breach->scene >= 0)
    cli_json_text (b, "scene", g_array_index (read->scenes, SlBoardScene, breach->scene).scene->entity.id);
  if (breach->about != NULL)
    cli_json_text (b, "about", breach->about);
  cli_json_text (b, "severity", breach->advice ? "note" : "warning");
  cli_json_text (b, "message", breach->message);
  cli_json_text (b, "remedy", breach->remedy);
  json_builder_end_object (b);
}

static void
add_sum (JsonBuilder *b, const SlBoardRead *read)
{
  const SlBoardSum *sum = &read->sum;

  json_builder_set_member_name (b, "totals");
  json_builder_begin_object (b);
  cli_json_count (b, "days", sum->days);
  cli_json_count (b, "strips", sum->strips);
  cli_json_count (b, "eighths", sum->eighths);
  cli_json_count (b, "minutes", sum->minutes);
  cli_json_count (b, "overtime_min", sum->overtime);
  cli_json_count (b, "cast", sum->cast);
  cli_json_count (b, "work_days", sum->work_days);
  cli_json_count (b, "hold_days", sum->hold_days);
  cli_json_count (b, "load_changes", sum->loads);
  cli_json_count (b, "wall_changes", sum->walls);
  cli_json_count (b, "mode_changes", sum->modes);
  cli_json_count (b, "calibrations", sum->calibrations);
  cli_json_count (b, "company_moves", sum->moves);
  cli_json_number (b, "cost", sum->cost);
  cli_json_text (b, "currency", read->production->currency != NULL ? read->production->currency : "");
  add_date (b, "wrap", sum->wrap);
  cli_json_count (b, "boneyard", read->boneyard->len);
  json_builder_end_object (b);
}

static void
add_drift (JsonBuilder *b, const char *against, const SlBoardDrift *drift)
{
  static const char *const words[] = { "same", "moved", "added", "taken-off" };

  json_builder_set_member_name (b, "drift");
  json_builder_begin_object (b);
  cli_json_text (b, "against", against);
  cli_json_count (b, "moved", drift->moved);
  cli_json_count (b, "added", drift->added);
  cli_json_count (b, "taken_off", drift->taken_off);
  json_builder_set_member_name (b, "scenes");
  json_builder_begin_array (b);
  for (guint i = 0; i < drift->scenes->len; i++)
    {
      const SlSceneDrift *scene = &g_array_index (drift->scenes, SlSceneDrift, i);

      if (scene->drift == SL_DRIFT_SAME)
        continue;
      json_builder_begin_object (b);
      cli_json_text (b, "id", scene->scene->entity.id);
      cli_json_text (b, "drift", words[scene->drift]);
      cli_json_number (b, "days_later", scene->days);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
  json_builder_end_object (b);
}

static void
add_counts (JsonBuilder *b, const char *name, guint scenes, gint64 eighths, gint32 minutes, guint setups)
{
  json_builder_set_member_name (b, name);
  json_builder_begin_object (b);
  cli_json_count (b, "scenes", scenes);
  cli_json_count (b, "eighths", eighths);
  cli_json_count (b, "minutes", minutes);
  cli_json_count (b, "setups", setups);
  json_builder_end_object (b);
}

static void
add_shot_days (JsonBuilder *b, const SlBoardRead *planned)
{
  g_autoptr (GArray) days = sl_board_shot_days (planned);

  json_builder_set_member_name (b, "shot_days");
  json_builder_begin_array (b);
  for (guint i = 0; i < days->len; i++)
    {
      const SlShotDay *d = &g_array_index (days, SlShotDay, i);

      json_builder_begin_object (b);
      add_date (b, "date", d->date);
      if (d->number > 0)
        cli_json_count (b, "number", d->number);
      add_counts (b, "planned", d->scenes_planned, d->eighths_planned, d->minutes_planned, d->setups_planned);
      add_counts (b, "shot", d->scenes_shot, d->eighths_shot, d->minutes_shot, d->setups_shot);
      cli_json_number (b, "eighths_behind", (double) d->eighths_behind);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

/* What the work is held against: the other board where it was agreed, else this one. */
static const SlBoardRead *
planned_of (const SlBoardRead *read, const SlBoardRead *was)
{
  return was != NULL && was->board->locked != 0 ? was : read;
}

/* `was` and `drift` may be NULL. */
static int
write_json (const char *target, const SlBoardRead *read, const SlBoardRead *was, const SlBoardDrift *drift,
            gint64 started)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();

  json_builder_begin_object (b);
  cli_json_text (b, "production", read->production->entity.id);
  cli_json_text (b, "board", read->board->entity.id);
  json_builder_set_member_name (b, "days");
  json_builder_begin_array (b);
  for (guint i = 0; i < read->days->len; i++)
    add_day (b, read, &g_array_index (read->days, SlBoardDay, i));
  json_builder_end_array (b);
  add_sum (b, read);
  json_builder_set_member_name (b, "breaches");
  json_builder_begin_array (b);
  for (guint i = 0; i < read->breaches->len; i++)
    add_breach (b, read, read->breaches->pdata[i]);
  json_builder_end_array (b);
  if (drift != NULL)
    add_drift (b, was->board->entity.id, drift);
  if (sl_board_last_shot (read) != 0)
    add_shot_days (b, planned_of (read, was));
  cli_json_job (b, started, 1);
  json_builder_end_object (b);
  return cli_write_json (b, target);
}

/* --- for people --- */

static void
print_days (const SlBoardRead *read)
{
  CliTable *table = cli_table_new (7, _("Day"), _("Date"), _("Scenes"), _("Pages"), _("Hours"), _("Overtime"),
                                   _("Cost"));

  for (guint i = 0; i < read->days->len; i++)
    {
      const SlBoardDay *day = &g_array_index (read->days, SlBoardDay, i);
      g_autofree char *number = g_strdup_printf ("%u", day->number), *date = sl_date_to_text (day->date);
      g_autofree char *pages = sl_pages_text (day->eighths), *hours = sl_hours_text (day->minutes);
      g_autofree char *over = sl_hours_text (day->overtime), *cost = g_strdup_printf ("%.0f", day->cost);
      g_autoptr (GString) scenes = g_string_new (NULL);

      for (guint k = day->first_scene; k < day->first_scene + day->n_scenes; k++)
        {
          const SlSceneEntity *scene = g_array_index (read->scenes, SlBoardScene, k).scene;
          g_string_append_printf (scenes, "%s%s", scenes->len > 0 ? " " : "",
                                  scene->number != NULL ? scene->number : scene->entity.id);
        }
      cli_table_row (table, number, date, scenes->str, pages, hours, over, cost);
    }
  cli_table_print (table);
}

static void
print_board (const SlBoardRead *read)
{
  const SlBoardSum *sum = &read->sum;
  g_autofree char *pages = sl_pages_text (sum->eighths);

  print_days (read);
  g_print (_("%u days, %u strips, %s pages, %u cast, %u work days, %u hold days, %u loads, %u wall changes; "
             "boneyard %u\n"),
           sum->days, sum->strips, pages, sum->cast, sum->work_days, sum->hold_days, sum->loads, sum->walls,
           read->boneyard->len);
  for (guint i = 0; i < read->breaches->len; i++)
    {
      const SlBreach *breach = read->breaches->pdata[i];
      g_autofree char *todo = cli_todo (breach->remedy);
      const SlSceneEntity *scene = breach->scene >= 0
                                   ? g_array_index (read->scenes, SlBoardScene, breach->scene).scene : NULL;

      g_print (_("Day %u%s%s: %s; %s\n"), g_array_index (read->days, SlBoardDay, breach->day).number,
               scene != NULL ? _(", scene ") : "",
               scene == NULL ? "" : scene->number != NULL ? scene->number : scene->entity.id, breach->message, todo);
    }
}

static void
print_drift (const SlBoard *against, const SlBoardDrift *drift)
{
  g_print (_("Against %s: %u scenes moved, %u added, %u taken off; days %u → %u, hold days %u → %u, "
             "cost %.0f → %.0f\n"),
           sl_entity_title (&against->entity), drift->moved, drift->added, drift->taken_off, drift->was.days,
           drift->is.days, drift->was.hold_days, drift->is.hold_days, drift->was.cost, drift->is.cost);
}

/* Days up to the last on which something was shot. */
static void
print_shot_days (const SlBoardRead *planned)
{
  CliTable *table = cli_table_new (5, _("Date"), _("Scenes"), _("Pages"), _("Hours"), _("Pages behind"));
  g_autoptr (GArray) days = sl_board_shot_days (planned);
  const guint32 last = sl_board_last_shot (planned);

  for (guint i = 0; i < days->len && g_array_index (days, SlShotDay, i).date <= last; i++)
    {
      const SlShotDay *d = &g_array_index (days, SlShotDay, i);
      const gint64 behind = d->eighths_behind;
      g_autofree char *date = sl_date_to_text (d->date), *due = sl_pages_text (d->eighths_planned);
      g_autofree char *done = sl_pages_text (d->eighths_shot), *pages = g_strdup_printf ("%s → %s", due, done);
      g_autofree char *scenes = g_strdup_printf ("%u → %u", d->scenes_planned, d->scenes_shot);
      g_autofree char *planned_hours = sl_hours_text (d->minutes_planned), *took = sl_hours_text (d->minutes_shot);
      g_autofree char *hours = g_strdup_printf ("%s → %s", planned_hours, took);
      g_autofree char *size = sl_pages_text (behind < 0 ? -behind : behind);
      g_autofree char *drift = g_strconcat (behind < 0 ? "−" : "", size, NULL);

      cli_table_row (table, date, scenes, pages, hours, drift);
    }
  cli_table_print (table);
}

/* What the board is held against: what is named, else its own baseline; NULL for none, or after saying why. */
static const SlBoard *
find_against (const SlPlan *plan, const char *path, const SlBoard *board, const char *named, int *code)
{
  const char *id = named != NULL ? named : board->baseline;
  const SlBoard *against = id != NULL ? sl_plan_get (plan, SL_KIND_BOARD, id) : NULL;

  if (named != NULL && against == NULL)
    *code = cli_fail_text (_("%s: there is no board “%s”; name one that there is"), path, named);
  return against;
}

const SlBoard *
cli_find_board (const SlPlan *plan, const char *path, const char *named, int *code)
{
  const SlBoard *board = named != NULL ? sl_plan_get (plan, SL_KIND_BOARD, named) : NULL;

  if (named != NULL && board == NULL)
    *code = cli_fail_text (_("%s: there is no board “%s”; name one that there is"), path, named);
  for (guint i = 0; named == NULL && board == NULL && i < sl_plan_count (plan, SL_KIND_PRODUCTION); i++)
    board = sl_production_board (plan, (const SlProduction *) sl_plan_at (plan, SL_KIND_PRODUCTION, i));
  if (named == NULL && board == NULL)
    *code = cli_fail_text (_("%s: the plan has no board; make one: sightline-cli edit PLAN board-new PRODUCTION"),
                           path);
  return board;
}

int
cli_schedule_board (int argc, char **argv)
{
  static Arguments a;
  const GOptionEntry entries[] = {
    { "board", 0, 0, G_OPTION_ARG_STRING, &a.board, N_("Which board; else the one that counts"), "ID" },
    { "against", 0, 0, G_OPTION_ARG_STRING, &a.against, N_("Another board, to tell what is different"), "ID" },
    CLI_JSON_OPTION (&a.json),
    { NULL },
  };
  g_autoptr (SlDocument) document = NULL;
  gint64 started = g_get_monotonic_time ();
  int code = EXIT_DONE;

  if (!cli_parse (&cli_schedule, entries, &argc, &argv, 2, 2, &code) || (document = cli_open (argv[1], &code)) == NULL)
    return code;
  const SlPlan *plan = sl_document_plan (document);
  const SlBoard *board = cli_find_board (plan, argv[1], a.board, &code);
  const SlProduction *production = board != NULL && board->production != NULL
                                   ? sl_plan_get (plan, SL_KIND_PRODUCTION, board->production) : NULL;
  if (board == NULL)
    return code;
  if (production == NULL)
    return cli_fail_text (_("%s:%u: board “%s” has no production; set it"), argv[1], board->entity.line,
                          board->entity.id);
  const SlBoard *against = find_against (plan, argv[1], board, a.against, &code);
  if (code != EXIT_DONE)
    return code;
  const SlBoardInput input = { .plan = plan, .production = production, .board = board };
  const SlBoardInput other = { .plan = plan, .production = production, .board = against };
  g_autoptr (SlBoardRead) read = sl_board_read (&input), was = against != NULL ? sl_board_read (&other) : NULL;
  g_autoptr (SlBoardDrift) drift = was != NULL ? sl_board_compare (was, read) : NULL;
  if (a.json != NULL)
    return write_json (a.json, read, was, drift, started);
  print_board (read);
  if (drift != NULL)
    print_drift (against, drift);
  if (sl_board_last_shot (read) != 0)
    print_shot_days (planned_of (read, was));
  return EXIT_DONE;
}
