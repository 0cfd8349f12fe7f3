/* schedule simulate --scenarios, and --hold */
#include <math.h>

#include "cli-schedule-simulate.h"
#include "sl-hold-price.h"
#include "sl-i18n.h"
#include "sl-scenarios.h"

/* --- circumstances --- */

typedef struct {
  SlScenario   scenario;
  SlBoardOdds *board;
  SlOdds      *odds;
} Told;

static void
told_clear (gpointer told)
{
  sl_board_odds_free (((Told *) told)->board);
  sl_odds_free (((Told *) told)->odds);
}

/* Told elements; NULL with an error. */
static GArray *
run_scenarios (const CliSimulate *a, const SlBoardOddsInput *input, guint threads, GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, TRUE, sizeof (Told));

  g_array_set_clear_func (all, told_clear);
  for (SlScenario i = 0; i < SL_N_SCENARIOS; i++)
    {
      g_autoptr (SlWatch) part = sl_watch_new_part (cli_watch (), (double) i / SL_N_SCENARIOS,
                                                    (i + 1.) / SL_N_SCENARIOS);
      Told told = { .scenario = i };

      if (!sl_scenario_fits (i, input->plan))
        continue;
      cli_progress_name (sl_scenario_title (i));
      told.board = sl_scenario_odds (input, i, error);
      if (told.board != NULL)
        told.odds = sl_odds_run (told.board->problem, (guint) a->runs, (guint64) a->seed, threads, part, error);
      g_array_append_val (all, told);
      if (told.odds == NULL)
        return NULL;
    }
  return g_steal_pointer (&all);
}

static void
add_basis (JsonBuilder *b, const Told *t, const SlBoardOddsOf *of)
{
  g_autoptr (GPtrArray) basis = sl_scenario_basis (t->board, of, t->scenario);

  json_builder_set_member_name (b, "rests_on");
  json_builder_begin_array (b);
  for (guint i = 0; i < basis->len; i++)
    {
      const SlBasis *one = basis->pdata[i];

      json_builder_begin_object (b);
      cli_json_text (b, "what", one->what);
      cli_json_text (b, "value", one->value);
      cli_json_text (b, "source", one->source);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

static void
add_scenario (JsonBuilder *b, const Told *t)
{
  json_builder_begin_object (b);
  cli_json_text (b, "id", sl_scenario_id (t->scenario));
  cli_json_text (b, "title", sl_scenario_title (t->scenario));
  json_builder_set_member_name (b, "productions");
  json_builder_begin_array (b);
  for (guint i = 0; i < t->board->productions->len; i++)
    {
      const SlBoardOddsOf *of = t->board->productions->pdata[i];
      g_autoptr (SlOddsOutcome) outcome = sl_board_odds_outcome (of, t->odds);

      json_builder_begin_object (b);
      cli_json_text (b, "id", of->production->entity.id);
      cli_odds_add_outcome (b, outcome, of->planned);
      add_basis (b, t, of);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
  json_builder_end_object (b);
}

static int
write_scenarios (const CliSimulate *a, const GArray *all, guint threads, gint64 started)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();

  json_builder_begin_object (b);
  cli_json_count (b, "runs", a->runs);
  cli_json_count (b, "seed", a->seed);
  cli_json_number (b, "error", .5 / sqrt (a->runs));
  json_builder_set_member_name (b, "scenarios");
  json_builder_begin_array (b);
  for (guint i = 0; i < all->len; i++)
    add_scenario (b, &g_array_index (all, Told, i));
  json_builder_end_array (b);
  cli_json_findings (b, g_array_index (all, Told, 0).board->findings);
  cli_json_job (b, started, threads);
  json_builder_end_object (b);
  return cli_write_json (b, a->json);
}

static void
print_rows (const GArray *all, guint place)
{
  CliTable *table = cli_table_new (6, _("Circumstances"), "P50", "P80", "P90", _("Chance %"), _("Days"));

  for (guint i = 0; i < all->len; i++)
    {
      const Told *t = &g_array_index (all, Told, i);
      const SlBoardOddsOf *of = t->board->productions->pdata[place];
      g_autoptr (SlOddsOutcome) o = sl_board_odds_outcome (of, t->odds);
      g_autofree char *p50 = cli_odds_date (o->p50.date), *p80 = cli_odds_date (o->p80.date);
      g_autofree char *p90 = cli_odds_date (o->p90.date);
      g_autofree char *chance = g_strdup_printf ("%.1f", 100 * sl_odds_chance (o, of->planned, NULL));
      g_autofree char *days = isnan (o->mean_days) ? g_strdup ("–") : g_strdup_printf ("%.2f", o->mean_days);

      cli_table_row (table, sl_scenario_title (t->scenario), p50, p80, p90, chance, days);
    }
  cli_table_print (table);
}

static gboolean
has_text (const GPtrArray *basis, const char *text)
{
  for (guint i = 0; i < basis->len; i++)
    {
      g_autofree char *other = sl_basis_text (basis->pdata[i]);
      if (g_str_equal (other, text))
        return TRUE;
    }
  return FALSE;
}

/* Those that `but` has not (NULL: all). */
static void
print_lines (const GPtrArray *basis, const GPtrArray *but, const char *mark)
{
  for (guint i = 0; i < basis->len; i++)
    {
      g_autofree char *text = sl_basis_text (basis->pdata[i]);

      if (but == NULL || !has_text (but, text))
        g_print ("  %s%s\n", mark, text);
    }
}

/* What the plan rests on in full, the others by what is another. */
static void
print_basis (const GArray *all, guint place)
{
  const Told *planned = &g_array_index (all, Told, 0);
  g_autoptr (GPtrArray) first = sl_scenario_basis (planned->board, planned->board->productions->pdata[place],
                                                   planned->scenario);

  g_print (_("%s rests on:\n"), sl_scenario_title (planned->scenario));
  print_lines (first, NULL, "");
  for (guint i = 1; i < all->len; i++)
    {
      const Told *t = &g_array_index (all, Told, i);
      g_autoptr (GPtrArray) basis = sl_scenario_basis (t->board, t->board->productions->pdata[place], t->scenario);

      g_print (_("%s rests on the same, but for:\n"), sl_scenario_title (t->scenario));
      print_lines (first, basis, "− ");
      print_lines (basis, first, "+ ");
    }
}

int
cli_simulate_scenarios (const CliSimulate *a, const SlBoardOddsInput *input, guint threads, gint64 started)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) all = run_scenarios (a, input, threads, &error);

  cli_progress_done ();
  if (all == NULL)
    return cli_fail (error);
  const SlBoardOdds *planned = g_array_index (all, Told, 0).board;
  cli_say_omissions (input->file, planned->findings);
  if (a->json != NULL)
    return write_scenarios (a, all, threads, started);
  for (guint i = 0; i < planned->productions->len; i++)
    {
      g_print ("%s\n", ((const SlBoardOddsOf *) planned->productions->pdata[i])->production->entity.id);
      print_rows (all, i);
      print_basis (all, i);
    }
  return EXIT_DONE;
}

/* --- a second hold --- */

static void
add_price (JsonBuilder *b, const SlHoldPrice *p)
{
  const SlOddsDifference *d = &p->difference;
  const SlBoardOddsOf *of = p->board->productions->pdata[0];

  json_builder_begin_object (b);
  cli_json_text (b, "production", p->production->entity.id);
  cli_json_text (b, "stage", p->stage->entity.id);
  cli_json_count (b, "days", p->days);
  cli_odds_add_date (b, "from", p->from);
  cli_odds_add_date (b, "to", p->to);
  cli_odds_add_date (b, "resumes", p->resumes);
  cli_json_number (b, "day_rate", p->day_rate);
  cli_json_number (b, "cost", p->cost);
  json_builder_set_member_name (b, "without");
  json_builder_begin_object (b);
  cli_odds_add_outcome (b, p->without->last, of->planned);
  json_builder_end_object (b);
  json_builder_set_member_name (b, "with");
  json_builder_begin_object (b);
  cli_odds_add_outcome (b, p->with->last, of->planned);
  json_builder_end_object (b);
  cli_json_number (b, "days_saved", -d->mean);
  cli_json_number (b, "days_saved_error", d->error);
  cli_json_number (b, "chance_earlier", d->better);
  cli_json_number (b, "chance_earlier_error", d->better_error);
  cli_json_number (b, "cost_more", d->mean_cost);
  cli_json_number (b, "cost_more_error", d->cost_error);
  json_builder_end_object (b);
}

static void
print_price (const SlHoldPrice *p)
{
  const SlOddsDifference *d = &p->difference;
  CliTable *table = cli_table_new (6, _("Second hold"), "P50", "P80", "P90", _("Days"), _("Cost"));
  const struct { const char *name; const SlOddsOutcome *o; } rows[] = { { _("without"), p->without->last },
                                                                        { _("with"), p->with->last } };
  g_autofree char *from = cli_odds_date (p->from), *to = cli_odds_date (p->to), *resumes = cli_odds_date (p->resumes);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SlOddsOutcome *o = rows[i].o;
      g_autofree char *p50 = cli_odds_date (o->p50.date), *p80 = cli_odds_date (o->p80.date);
      g_autofree char *p90 = cli_odds_date (o->p90.date), *cost = g_strdup_printf ("%.0f", o->mean_cost);
      g_autofree char *days = isnan (o->mean_days) ? g_strdup ("–") : g_strdup_printf ("%.2f", o->mean_days);

      cli_table_row (table, rows[i].name, p50, p80, p90, days, cost);
    }
  cli_table_print (table);
  g_print (_("%s holds %s from %s to %s, %u × %.0f = %.0f; without it goes on from %s\n"), p->production->entity.id,
           p->stage->entity.id, from, to, p->days, p->day_rate, p->cost, resumes);
  g_print (_("It wraps %.2f ± %.2f days sooner, on an earlier date in %.1f %% of the runs, and costs %.0f ± %.0f "
             "more in all\n"), -d->mean, d->error, 100 * d->better, d->mean_cost, d->cost_error);
}

static void
prices_clear (gpointer price)
{
  sl_hold_price_free (price);
}

/* Of each production that has something left to shoot; NULL after an error. */
static GPtrArray *
find_prices (const CliSimulate *a, const SlBoardOddsInput *input, guint threads, GError **error)
{
  g_autoptr (GPtrArray) prices = g_ptr_array_new_with_free_func (prices_clear);
  g_autoptr (SlBoardOdds) all = sl_board_odds_new (input, error);

  for (guint i = 0; all != NULL && i < all->productions->len; i++)
    {
      SlBoardOddsInput one = *input;
      SlHoldPrice *price;

      one.production = ((const SlBoardOddsOf *) all->productions->pdata[i])->production->entity.id;
      price = sl_hold_price_new (&one, (guint) a->hold, (guint) a->runs, (guint64) a->seed, threads, cli_watch (),
                                 error);
      if (price == NULL)
        return NULL;
      g_ptr_array_add (prices, price);
    }
  return all != NULL ? g_steal_pointer (&prices) : NULL;
}

int
cli_simulate_hold (const CliSimulate *a, const SlBoardOddsInput *input, guint threads, gint64 started)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) prices = NULL;

  cli_progress_name (_("Odds"));
  prices = find_prices (a, input, threads, &error);
  cli_progress_done ();
  if (prices == NULL)
    return cli_fail (error);
  for (guint i = 0; i < prices->len && a->json == NULL; i++)
    print_price (prices->pdata[i]);
  if (a->json == NULL)
    return EXIT_DONE;
  json_builder_begin_object (b);
  cli_json_count (b, "runs", a->runs);
  cli_json_count (b, "seed", a->seed);
  json_builder_set_member_name (b, "holds");
  json_builder_begin_array (b);
  for (guint i = 0; i < prices->len; i++)
    add_price (b, prices->pdata[i]);
  json_builder_end_array (b);
  cli_json_job (b, started, threads);
  json_builder_end_object (b);
  return cli_write_json (b, a->json);
}
