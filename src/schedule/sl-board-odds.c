#include "sl-board-odds-private.h"

#include <math.h>

#include "sl-error.h"
#include "sl-i18n.h"

const char *
sl_odds_filler_name (SlOddsFiller *filler, guint64 key, char *title)
{
  guint64 *copy = g_memdup2 (&key, sizeof key);

  g_hash_table_insert (filler->odds->titles, copy, title);
  return title;
}

SlEstimate
sl_odds_filler_about (double likely)
{
  const gint32 minutes = (gint32) lround (CLAMP (likely, 0, SL_ESTIMATE_MOST));

  return (SlEstimate) { (gint32) lround (.8 * minutes), minutes,
                        (gint32) MIN (lround (1.5 * minutes), SL_ESTIMATE_MOST), SL_SHAPE_PERT };
}

static void
of_free (gpointer data)
{
  SlBoardOddsOf *of = data;

  g_array_unref (of->units);
  g_free (of);
}

static SlBoardOdds *
odds_new (const SlPlan *plan)
{
  SlBoardOdds *odds = g_new0 (SlBoardOdds, 1);

  odds->plan = sl_plan_ref (plan);
  odds->problem = sl_odds_problem_new ();
  odds->productions = g_ptr_array_new_with_free_func (of_free);
  odds->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  odds->titles = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return odds;
}

/* Scenes whose shots nobody analysed count as green, which is said once. */
static void
say_grades (SlBoardOdds *odds)
{
  guint graded = 0;

  for (guint i = 0; i < odds->productions->len; i++)
    graded += ((const SlBoardOddsOf *) odds->productions->pdata[i])->graded;
  if (graded == 0)
    sl_findings_add (odds->findings, SL_SEVERITY_NOTE, NULL, NULL, _("Have the coverage analysed"),
                     _("No grade of coverage is known: all set-ups count as good"));
}

/* FALSE with an error when nothing came of all productions. */
static gboolean
fill_all (SlOddsFiller *filler, GError **error)
{
  const SlBoardOddsInput *input = filler->input;
  guint boards = 0, line = 0;

  for (guint i = 0; i < sl_plan_count (input->plan, SL_KIND_PRODUCTION); i++)
    {
      const SlProduction *production = (const SlProduction *) sl_plan_at (input->plan, SL_KIND_PRODUCTION, i);
      const SlBoard *board = sl_production_board (input->plan, production);

      if (input->production != NULL && !g_str_equal (input->production, production->entity.id))
        continue;
      line = line == 0 || board != NULL ? production->entity.line : line;
      boards += board != NULL;
      if (board != NULL && !sl_odds_fill_board (filler, production, board, error))
        return FALSE;
      if (board == NULL)
        sl_findings_add (filler->odds->findings, SL_SEVERITY_NOTE, &production->entity, NULL, _("Make a board"),
                         _("%s has no board and is left out"), sl_entity_title (&production->entity));
    }
  if (filler->odds->productions->len > 0)
    return TRUE;
  if (boards > 0)
    sl_error_set_at (error, SL_ERROR_INPUT, input->file, line,
                     _("no board has a scene left to shoot; put scenes on one, or plan some to be shot again"));
  else
    sl_error_set_at (error, SL_ERROR_INPUT, input->file, line,
                     _("there is no board; make one: sightline-cli edit PLAN board-new PRODUCTION"));
  return FALSE;
}

SlBoardOdds *
sl_board_odds_new (const SlBoardOddsInput *input, GError **error)
{
  g_autoptr (SlBoardOdds) odds = odds_new (input->plan);
  g_autoptr (GPtrArray) reads = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_board_read_free);
  g_autoptr (GArray) placed = g_array_new (FALSE, FALSE, sizeof (SlOddsPlaced));
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  SlOddsFiller filler = { input, odds, reads, placed, keys };

  if (!fill_all (&filler, error))
    return NULL;
  if (!input->without_risks)
    sl_odds_fill_risks (&filler);
  say_grades (odds);
  return sl_odds_problem_check (odds->problem, error) ? g_steal_pointer (&odds) : NULL;
}

void
sl_board_odds_free (SlBoardOdds *odds)
{
  if (odds == NULL)
    return;
  sl_odds_problem_free (odds->problem);
  g_ptr_array_unref (odds->productions);
  g_ptr_array_unref (odds->findings);
  g_hash_table_unref (odds->titles);
  sl_plan_unref (odds->plan);
  g_free (odds);
}

const char *
sl_board_odds_title (const SlBoardOdds *odds, const SlOddsInput *input)
{
  const char *title = g_hash_table_lookup (odds->titles, &input->key);

  return title != NULL ? title : "";
}

SlOddsOutcome *
sl_board_odds_outcome (const SlBoardOddsOf *of, const SlOdds *odds)
{
  return sl_odds_join (odds, (const guint64 *) (const void *) of->units->data, of->units->len);
}
