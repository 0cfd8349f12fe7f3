#include "sl-assertions.h"

#include <math.h>

#include "sl-coverage.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-tally.h"

typedef struct {
  SlDocument   *document;
  SlTally      *tally;
  GCancellable *cancellable;
} Context;

/* One measure a line: its name and how it is taken of an entity, or of the whole plan for NULL. */
typedef struct {
  const char *name;
  gboolean  (*take) (Context *context, const SlEntity *of, double *value, GError **error);
} Measure;

static const SlWallTally *
tally_of (const Context *c, const SlEntity *of)
{
  for (guint i = 0; of != NULL && i < c->tally->walls->len; i++)
    if (g_str_equal (g_array_index (c->tally->walls, SlWallTally, i).id, of->id))
      return &g_array_index (c->tally->walls, SlWallTally, i);
  return of == NULL ? &c->tally->totals : NULL;
}

#define OF_TALLY(name, expression) \
  static gboolean name (Context *c, const SlEntity *of, double *value, GError **error) \
  { \
    const SlWallTally *t = tally_of (c, of); \
    *value = t != NULL ? (double) (expression) : NAN; \
    return TRUE; \
  }

OF_TALLY (take_panels, t->panels)
OF_TALLY (take_pixels, t->pixels)
OF_TALLY (take_area, t->area_m2)
OF_TALLY (take_weight, t->weight_kg)
OF_TALLY (take_power, t->power_max_w)
OF_TALLY (take_ports, t->ports >= 0 ? t->ports : NAN)

static gboolean
take_cost (Context *c, const SlEntity *of, double *value, GError **error)
{
  *value = c->tally->cost;
  return TRUE;
}

/* Of a shot, or the least over all of them. */
static gboolean
take_coverage (Context *c, const SlEntity *of, double *value, GError **error)
{
  const SlPlan *plan = sl_document_plan (c->document);
  SlCoverageOptions options = { .cancellable = c->cancellable };

  *value = NAN;
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    {
      const SlEntity *shot = sl_plan_at (plan, SL_KIND_SHOT, i);
      g_autoptr (SlCoverage) coverage = NULL;

      if (of != NULL && of != shot)
        continue;
      coverage = sl_coverage_analyse (plan, sl_document_assets (c->document), shot->id, &options, error);
      if (coverage == NULL)
        return FALSE;
      *value = isnan (*value) ? coverage->min : fmin (*value, coverage->min);
    }
  return TRUE;
}

static const Measure measures[] = {
  { "coverage_min", take_coverage }, { "panels", take_panels }, { "pixels", take_pixels }, { "area_m2", take_area },
  { "weight_kg", take_weight }, { "power_max_w", take_power }, { "ports", take_ports }, { "cost", take_cost },
};

static const Measure *
find_measure (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    if (g_strcmp0 (measures[i].name, name) == 0)
      return &measures[i];
  return NULL;
}

static gboolean
compare (int relation, double value, double limit)
{
  return relation == 0   ? value <= limit
         : relation == 1 ? value >= limit
                         : fabs (value - limit) <= 1e-9 * fmax (1, fabs (limit));
}

static char *
describe (const SlAssertion *assertion)
{
  static const char *const signs[] = { "≤", "≥", "=" };
  g_autofree char *value = sl_number_to_text (assertion->value);

  return g_strdup_printf ("%s%s%s %s %s", assertion->measure, assertion->of != NULL ? " " : "",
                          assertion->of != NULL ? assertion->of : "", signs[assertion->relation], value);
}

static void
result_clear (gpointer data)
{
  g_free (((SlAssertionResult *) data)->text);
}

GArray *
sl_assertions_evaluate (SlDocument *document, GCancellable *cancellable, GPtrArray *findings, GError **error)
{
  const SlPlan *plan = sl_document_plan (document);
  g_autoptr (GArray) results = g_array_new (FALSE, TRUE, sizeof (SlAssertionResult));
  guint n = sl_plan_count (plan, SL_KIND_ASSERTION);
  g_autoptr (SlTally) tally = n > 0 ? sl_tally_new (plan, NULL) : NULL;
  Context context = { document, tally, cancellable };

  g_array_set_clear_func (results, result_clear);
  for (guint i = 0; i < n; i++)
    {
      const SlAssertion *assertion = (const SlAssertion *) sl_plan_at (plan, SL_KIND_ASSERTION, i);
      const Measure *measure = find_measure (assertion->measure);
      SlAssertionResult result = { NULL, FALSE, NAN };

      if (measure == NULL)
        {
          sl_findings_add (findings, SL_SEVERITY_ERROR, &assertion->entity, "measure",
                           _ ("Use one that the manual lists"), _ ("There is no measure “%s”"),
                           assertion->measure != NULL ? assertion->measure : "");
          continue;
        }
      if (!measure->take (&context, sl_plan_find (plan, assertion->of), &result.value, error))
        return NULL;
      result.holds = !isnan (result.value) && compare (assertion->relation, result.value, assertion->value);
      result.text = describe (assertion);
      g_array_append_val (results, result);
    }
  return g_steal_pointer (&results);
}
