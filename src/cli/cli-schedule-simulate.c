/* schedule simulate */
#include <math.h>

#include "cli-schedule-simulate.h"
#include "sl-coverage.h"
#include "sl-i18n.h"

enum { RUNS = 20000, SEED = 7, DRIVERS = 12, SAID_DRIVERS = 5, HOLD_MOST = 366, NO_HOLD = -1 };

typedef struct {
  const SlBoardOdds *board;
  const SlOdds      *odds;
  GPtrArray         *outcomes; /* SlOddsOutcome, of each production */
} Result;

/* --- for machines --- */

void
cli_odds_add_date (JsonBuilder *b, const char *name, guint32 julian)
{
  g_autofree char *date = sl_date_to_text (julian);

  if (julian != 0)
    cli_json_text (b, name, date);
}

static void
add_planned (JsonBuilder *b, const SlOddsOutcome *outcome, guint32 planned)
{
  double error;

  if (planned == 0)
    return;
  const double p = sl_odds_chance (outcome, planned, &error);
  json_builder_set_member_name (b, "planned");
  json_builder_begin_object (b);
  cli_odds_add_date (b, "date", planned);
  cli_json_number (b, "p", p);
  cli_json_number (b, "error", error);
  json_builder_end_object (b);
}

void
cli_odds_add_outcome (JsonBuilder *b, const SlOddsOutcome *outcome, guint32 planned)
{
  json_builder_set_member_name (b, "wrap");
  json_builder_begin_object (b);
  cli_odds_add_date (b, "p50", outcome->p50.date);
  cli_odds_add_date (b, "p80", outcome->p80.date);
  cli_odds_add_date (b, "p90", outcome->p90.date);
  json_builder_end_object (b);
  add_planned (b, outcome, planned);
  cli_json_number (b, "mean_days", outcome->mean_days);
  cli_json_number (b, "sd_days", outcome->sd_days);
  cli_json_number (b, "mean_overtime_min", outcome->mean_overtime);
  cli_json_number (b, "mean_cost", outcome->mean_cost);
  cli_json_count (b, "unfinished", outcome->unfinished);
  json_builder_set_member_name (b, "chance");
  json_builder_begin_array (b);
  for (guint i = 0; i < outcome->curve->len; i++)
    {
      const SlOddsDate *d = &g_array_index (outcome->curve, SlOddsDate, i);

      json_builder_begin_object (b);
      cli_odds_add_date (b, "date", d->date);
      cli_json_number (b, "p", d->chance);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

static void
add_drivers (JsonBuilder *b, const SlBoardOdds *board, const GArray *tornado)
{
  static const char *const kinds[] = { "scene", "load", "wall", "mode", "move", "risk", "pace", "setups" };

  json_builder_set_member_name (b, "drivers");
  json_builder_begin_array (b);
  for (guint i = 0; i < MIN (tornado->len, DRIVERS); i++)
    {
      const SlOddsInput *input = &g_array_index (tornado, SlOddsInput, i);

      json_builder_begin_object (b);
      cli_json_text (b, "kind", kinds[input->kind]);
      cli_json_text (b, "title", sl_board_odds_title (board, input));
      cli_json_number (b, "correlation", input->correlation);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

static guint32
planned_of_all (const SlBoardOdds *board)
{
  guint32 planned = 0;

  for (guint i = 0; i < board->productions->len; i++)
    planned = MAX (planned, ((const SlBoardOddsOf *) board->productions->pdata[i])->planned);
  return planned;
}

static int
write_json (const CliSimulate *a, const Result *r, guint threads, gint64 started)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();

  json_builder_begin_object (b);
  cli_json_count (b, "runs", r->odds->runs);
  cli_json_count (b, "seed", a->seed);
  cli_json_number (b, "error", .5 / sqrt (r->odds->runs));
  cli_odds_add_outcome (b, r->odds->last, planned_of_all (r->board));
  add_drivers (b, r->board, r->odds->last->tornado);
  json_builder_set_member_name (b, "productions");
  json_builder_begin_array (b);
  for (guint i = 0; i < r->outcomes->len; i++)
    {
      const SlBoardOddsOf *of = r->board->productions->pdata[i];

      json_builder_begin_object (b);
      cli_json_text (b, "id", of->production->entity.id);
      cli_json_text (b, "board", of->board->entity.id);
      cli_json_count (b, "scenes", of->scenes);
      cli_json_count (b, "shot", of->shot);
      cli_json_count (b, "graded", of->graded);
      cli_odds_add_outcome (b, r->outcomes->pdata[i], of->planned);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
  cli_json_findings (b, r->board->findings);
  cli_json_job (b, started, threads);
  json_builder_end_object (b);
  return cli_write_json (b, a->json);
}

/* --- for people --- */

char *
cli_odds_date (guint32 julian)
{
  return julian != 0 ? sl_date_to_text (julian) : g_strdup ("–");
}

static void
add_row (CliTable *table, const char *name, const SlOddsOutcome *o, guint32 planned)
{
  g_autofree char *plan = cli_odds_date (planned), *p50 = cli_odds_date (o->p50.date);
  g_autofree char *p80 = cli_odds_date (o->p80.date), *p90 = cli_odds_date (o->p90.date);
  g_autofree char *chance = planned != 0 ? g_strdup_printf ("%.1f", 100 * sl_odds_chance (o, planned, NULL))
                                         : g_strdup ("–");
  g_autofree char *days = isnan (o->mean_days) ? g_strdup ("–") : g_strdup_printf ("%.2f", o->mean_days);
  g_autofree char *sd = isnan (o->sd_days) ? g_strdup ("–") : g_strdup_printf ("%.2f", o->sd_days);

  cli_table_row (table, name, plan, chance, p50, p80, p90, days, sd);
}

static void
print_result (const CliSimulate *a, const Result *r)
{
  CliTable *table = cli_table_new (8, _("Production"), _("Planned"), _("Chance %"), "P50", "P80", "P90", _("Days"),
                                   _("Deviation"));
  const GArray *tornado = r->odds->last->tornado;
  g_autofree char *seed = g_strdup_printf ("%" G_GINT64_FORMAT, a->seed);

  for (guint i = 0; i < r->outcomes->len; i++)
    {
      const SlBoardOddsOf *of = r->board->productions->pdata[i];
      add_row (table, of->production->entity.id, r->outcomes->pdata[i], of->planned);
    }
  if (r->outcomes->len > 1)
    add_row (table, _("The last of all"), r->odds->last, planned_of_all (r->board));
  cli_table_print (table);
  for (guint i = 0; i < MIN (tornado->len, SAID_DRIVERS); i++)
    {
      const SlOddsInput *input = &g_array_index (tornado, SlOddsInput, i);
      g_print ("%+.2f  %s\n", input->correlation, sl_board_odds_title (r->board, input));
    }
  g_print (_("%u runs, seed %s, a chance is right to ±%.1f %%\n"), r->odds->runs, seed,
           100 * .5 / sqrt (r->odds->runs));
}

/* --- grades --- */

static gboolean
grade_of (const char *shot, SlGrade *grade, gpointer data)
{
  gpointer value;

  if (!g_hash_table_lookup_extended (data, shot, NULL, &value))
    return FALSE;
  *grade = (SlGrade) GPOINTER_TO_INT (value);
  return TRUE;
}

/* Id of a shot of some scene → its grade; what cannot be analysed is in the findings. */
static GHashTable *
find_grades (SlDocument *document, guint threads, GPtrArray *findings)
{
  const SlPlan *plan = sl_document_plan (document);
  GHashTable *grades = g_hash_table_new (g_str_hash, g_str_equal);
  const guint n = sl_plan_count (plan, SL_KIND_SHOT);

  cli_load_assets (document, findings);
  for (guint i = 0; i < n && !sl_watch_is_cancelled (cli_watch ()); i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);
      g_autoptr (SlWatch) part = sl_watch_new_part (cli_watch (), (double) i / n, (double) (i + 1) / n);
      SlCoverageOptions options = { .threads = threads, .omissions = findings, .watch = part };
      g_autoptr (GError) error = NULL;
      g_autoptr (SlCoverage) coverage = NULL;

      if (shot->scene == NULL)
        continue;
      cli_progress_name (shot->entity.id);
      coverage = sl_coverage_analyse (plan, sl_document_assets (document), shot->entity.id, &options, &error);
      if (coverage != NULL)
        g_hash_table_insert (grades, shot->entity.id, GINT_TO_POINTER (coverage->grade));
      else
        cli_findings_take (findings, &shot->entity, _("Complete the shot"), error);
    }
  cli_progress_done ();
  return grades;
}

/* --- all of it --- */

static int
simulate (const CliSimulate *a, const char *path, SlDocument *document, gint64 started)
{
  const SlPlan *plan = sl_document_plan (document);
  const guint threads = a->threads > 0 ? (guint) a->threads : g_get_num_processors ();
  g_autoptr (GPtrArray) omissions = cli_findings_new ();
  g_autoptr (GHashTable) grades = a->grades ? find_grades (document, threads, omissions) : NULL;
  g_autoptr (GPtrArray) outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_odds_outcome_free);
  const SlBoardOddsInput input = { .plan = plan, .file = path, .production = a->production,
                                   .grade = grades != NULL ? grade_of : NULL, .data = grades };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlBoardOdds) board = NULL;
  g_autoptr (SlOdds) odds = NULL;

  if (a->scenarios || a->hold != NO_HOLD)
    return sl_watch_stops (cli_watch (), &error) ? cli_fail (error)
           : a->scenarios ? cli_simulate_scenarios (a, &input, threads, started)
                          : cli_simulate_hold (a, &input, threads, started);
  if (sl_watch_stops (cli_watch (), &error) || (board = sl_board_odds_new (&input, &error)) == NULL)
    return cli_fail (error);
  sl_findings_merge (board->findings, omissions);
  cli_progress_name (_("Odds"));
  odds = sl_odds_run (board->problem, (guint) a->runs, (guint64) a->seed, threads, cli_watch (), &error);
  cli_progress_done ();
  if (odds == NULL)
    return cli_fail (error);
  for (guint i = 0; i < board->productions->len; i++)
    g_ptr_array_add (outcomes, sl_board_odds_outcome (board->productions->pdata[i], odds));
  const Result result = { board, odds, outcomes };
  cli_say_omissions (path, board->findings);
  if (a->json != NULL)
    return write_json (a, &result, threads, started);
  print_result (a, &result);
  return EXIT_DONE;
}

int
cli_schedule_simulate (int argc, char **argv)
{
  static CliSimulate a = { .runs = RUNS, .seed = SEED, .hold = NO_HOLD };
  const GOptionEntry entries[] = {
    { "runs", 0, 0, G_OPTION_ARG_INT, &a.runs, N_("How often it is shot; 20000 by default"), "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &a.seed, N_("Of the random numbers; 7 by default"), "N" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &a.threads, N_("Threads; one a core by default"), "N" },
    { "production", 0, 0, G_OPTION_ARG_STRING, &a.production, N_("Only this production"), "ID" },
    { "grades", 0, 0, G_OPTION_ARG_NONE, &a.grades, N_("Analyse the coverage first: bad grades take longer"), NULL },
    { "scenarios", 0, 0, G_OPTION_ARG_NONE, &a.scenarios,
      N_("Other circumstances side by side, and what each rests on"), NULL },
    { "hold", 0, 0, G_OPTION_ARG_INT, &a.hold, N_("What a second hold of so many days is worth"), "DAYS" },
    CLI_JSON_OPTION (&a.json),
    { NULL },
  };
  g_autoptr (SlDocument) document = NULL;
  gint64 started = g_get_monotonic_time ();
  int code = EXIT_DONE;

  if (!cli_parse (&cli_schedule, entries, &argc, &argv, 2, 2, &code))
    return code;
  if (a.runs < 1 || a.runs > SL_ODDS_RUNS)
    return cli_fail_text (_("“%d” is no number of runs; use 1 to %d"), a.runs, SL_ODDS_RUNS);
  if (a.threads < 0 || a.threads > 1024)
    return cli_fail_text (_("“%d” is no number of threads; use 1 to 1024"), a.threads);
  if (a.seed < 0)
    {
      g_autofree char *seed = g_strdup_printf ("%" G_GINT64_FORMAT, a.seed);
      return cli_fail_text (_("“%s” is no seed; use 0 or more"), seed);
    }
  if (a.hold != NO_HOLD && (a.hold < 1 || a.hold > HOLD_MOST))
    return cli_fail_text (_("“%d” is no number of days to hold; use 1 to %d"), a.hold, HOLD_MOST);
  if (a.hold != NO_HOLD && a.scenarios)
    return cli_fail_text (_("--hold and --scenarios are two questions; ask one after the other"));
  if ((document = cli_open (argv[1], &code)) == NULL)
    return code;
  const SlPlan *plan = sl_document_plan (document);
  if (a.production != NULL && sl_plan_get (plan, SL_KIND_PRODUCTION, a.production) == NULL)
    return cli_fail_text (_("%s: there is no production “%s”; name one that there is"), argv[1], a.production);
  return simulate (&a, argv[1], document, started);
}
