/* A plan's risks, over the scenes that they can strike. */
#include "sl-board-odds-private.h"

#include <math.h>

static gboolean
names (const SlList *of, const char *id)
{
  for (guint i = 0; id != NULL && i < sl_list_n (of); i++)
    if (g_strcmp0 (*sl_list_at (of, char *, i), id) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
names_any (const SlList *of, const SlList *ids)
{
  for (guint i = 0; i < sl_list_n (ids); i++)
    if (names (of, *sl_list_at (ids, char *, i)))
      return TRUE;
  return FALSE;
}

/* Whether the scene is what the risk is about, or has it. */
static gboolean
strikes (const SlRisk *risk, const SlOddsPlaced *p)
{
  const SlBoardScene *s = p->scene;

  if (risk->production != NULL && !g_str_equal (risk->production, p->production->entity.id))
    return FALSE;
  return sl_list_n (risk->of) == 0 || names (risk->of, s->scene->entity.id) || names (risk->of, s->environment)
         || (s->stage != NULL && names (risk->of, s->stage->entity.id)) || names_any (risk->of, s->scene->cast)
         || names_any (risk->of, s->scene->elements);
}

static SlEstimate
minutes_of (const SlRisk *risk)
{
  const gint32 likely = isnan (risk->likely) ? 0 : (gint32) lround (risk->likely);
  const gint32 low = isnan (risk->low) ? likely : (gint32) lround (risk->low);
  const gint32 high = isnan (risk->high) ? likely : (gint32) lround (risk->high);

  return (SlEstimate) { MIN (low, likely), likely, MAX (high, likely), SL_SHAPE_PERT };
}

/* The scenes before which it may happen: each; the first of each planned day of a unit; the first of all. */
static GArray *
struck_by (const SlOddsFiller *filler, const SlRisk *risk)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  const SlOddsPlaced *last = NULL;

  for (guint i = 0; i < filler->placed->len; i++)
    {
      const SlOddsPlaced *p = &g_array_index (filler->placed, SlOddsPlaced, i);

      if (!strikes (risk, p))
        continue;
      if (risk->per == SL_RISK_SCENE || last == NULL
          || (risk->per == SL_RISK_DAY && (p->production != last->production || p->day != last->day)))
        g_array_append_val (keys, p->key);
      last = p;
    }
  return keys;
}

static void
add_risk (SlOddsFiller *filler, const SlRisk *risk, const char *suffix, SlRiskScope scope, guint64 production,
          GArray *activities)
{
  g_autofree char *id = g_strdup_printf ("risk\n%s\n%s", risk->entity.id, suffix);
  SlOddsRisk r = { .key = sl_odds_key (id), .scope = scope, .production = production, .activities = activities,
                   .probability = risk->chance, .minutes = minutes_of (risk) };

  r.name = sl_odds_filler_name (filler, r.key, g_strdup (sl_entity_title (&risk->entity)));
  g_array_append_val (filler->odds->problem->risks, r);
}

/* A risk of whole days, or of the production once, that is about all scenes: for each unit of it by itself, but once
 * only for its first. */
static void
add_wide (SlOddsFiller *filler, const SlRisk *risk, SlRiskScope scope)
{
  if (risk->production == NULL)
    add_risk (filler, risk, "", scope, 0, NULL);
  for (guint i = 0; risk->production != NULL && i < filler->odds->productions->len; i++)
    {
      const SlBoardOddsOf *of = filler->odds->productions->pdata[i];
      const guint n = scope == SL_RISK_ONCE ? MIN (1, of->units->len) : of->units->len;

      for (guint k = 0; g_str_equal (risk->production, of->production->entity.id) && k < n; k++)
        {
          g_autofree char *suffix = g_strdup_printf ("%u", k);
          add_risk (filler, risk, suffix, scope, g_array_index (of->units, guint64, k), NULL);
        }
    }
}

void
sl_odds_fill_risks (SlOddsFiller *filler)
{
  const SlPlan *plan = filler->odds->plan;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_RISK); i++)
    {
      const SlRisk *risk = (const SlRisk *) sl_plan_at (plan, SL_KIND_RISK, i);

      if (risk->per != SL_RISK_SCENE && sl_list_n (risk->of) == 0)
        {
          add_wide (filler, risk, risk->per == SL_RISK_DAY ? SL_RISK_DAYS : SL_RISK_ONCE);
          continue;
        }
      GArray *keys = struck_by (filler, risk);
      if (keys->len > 0)
        add_risk (filler, risk, "", SL_RISK_ACTIVITIES, 0, keys);
      else
        g_array_unref (keys);
    }
}
