#include "sl-assertions.h"

#include <math.h>

#include "sl-coverage.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-tally.h"

typedef struct {
  const SlAssertionInput *input;
  SlTally           *tally;
  SlWatch           *watch;
  GPtrArray         *findings;
  const SlAssertion *assertion; /* that is being measured */
  const SlEntity    *at;        /* what its value is of; NULL for the whole plan */
  gboolean           pending, said; /* it is not known yet; why not is a finding */
} Context;

/* One measure a line: its name and how it is taken of an entity, or of the whole plan for NULL. NAN when it is not
 * known; findings say why. */
typedef struct {
  const char *name;
  double    (*take) (Context *context, const SlEntity *of);
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
  static double name (Context *c, const SlEntity *of) \
  { \
    const SlWallTally *t = tally_of (c, of); \
    return t != NULL ? (double) (expression) : NAN; \
  }

OF_TALLY (take_panels, t->panels)
OF_TALLY (take_pixels, t->pixels)
OF_TALLY (take_area, t->area_m2)
OF_TALLY (take_weight, t->weight_kg)
OF_TALLY (take_power, t->power_max_w)
OF_TALLY (take_ports, t->ports >= 0 ? t->ports : NAN)

static double
take_cost (Context *c, const SlEntity *of)
{
  return c->tally->cost;
}

static void
not_known (Context *c, const SlEntity *shot, const GError *error)
{
  g_autoptr (GError) told = g_error_new (error->domain, error->code, _("The coverage of “%s” is not known: %s"),
                                         shot->id, error->message);

  sl_findings_add_error (c->findings, SL_SEVERITY_WARNING, &c->assertion->entity, "of", _("Complete the shot"), told);
  c->said = TRUE;
}

/* Of a shot, or the least over all that can be analysed. */
static double
take_coverage (Context *c, const SlEntity *of)
{
  const SlPlan *plan = c->input->plan;
  double least = NAN;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT) && !sl_watch_is_cancelled (c->watch); i++)
    {
      const SlEntity *shot = sl_plan_at (plan, SL_KIND_SHOT, i);
      g_autoptr (GError) error = NULL;

      if (of != NULL && of != shot)
        continue;
      const double coverage = c->input->coverage (shot, c->input->data, &error);
      if (error != NULL && !sl_watch_is_cancelled (c->watch))
        not_known (c, shot, error);
      c->pending = c->pending || (isnan (coverage) && error == NULL);
      if (isnan (coverage) || !(isnan (least) || coverage < least))
        continue;
      least = coverage;
      c->at = shot;
    }
  return c->pending ? NAN : least;
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
  SlAssertionResult *result = data;

  g_free (result->id);
  g_free (result->text);
  g_free (result->at);
}

/* FALSE when there is no such measure. */
static gboolean
evaluate (Context *context, SlAssertionResult *result)
{
  const SlAssertion *assertion = context->assertion;
  const SlEntity *of = sl_plan_find (context->input->plan, assertion->of);
  const Measure *measure = find_measure (assertion->measure);

  context->at = of;
  context->pending = context->said = FALSE;
  if (measure == NULL)
    {
      sl_findings_add (context->findings, SL_SEVERITY_ERROR, &assertion->entity, "measure",
                       _("Use one that the manual lists"), _("There is no measure “%s”"),
                       assertion->measure != NULL ? assertion->measure : "");
      return FALSE;
    }
  /* an assertion over what is not there is not one over everything, and the empty reference is found by itself */
  context->said = assertion->of != NULL && of == NULL;
  result->value = context->said ? NAN : measure->take (context, of);
  result->holds = !isnan (result->value) && compare (assertion->relation, result->value, assertion->value);
  result->id = g_strdup (assertion->entity.id);
  result->text = describe (assertion);
  result->at = g_strdup (context->at != NULL ? context->at->id : "");
  result->pending = context->pending;
  result->said = context->said;
  return TRUE;
}

GArray *
sl_assertions_measure (const SlAssertionInput *input, SlWatch *watch, GPtrArray *findings)
{
  GArray *results = g_array_new (FALSE, TRUE, sizeof (SlAssertionResult));
  guint n = sl_plan_count (input->plan, SL_KIND_ASSERTION);
  /* `check` says what it leaves out by itself */
  g_autoptr (SlTally) tally = n > 0 ? sl_tally_new (input->plan, NULL) : NULL;
  Context context = { .input = input, .tally = tally, .watch = watch, .findings = findings };

  g_array_set_clear_func (results, result_clear);
  for (guint i = 0; i < n && !sl_watch_is_cancelled (watch); i++)
    {
      SlAssertionResult result = { .value = NAN };

      context.assertion = (const SlAssertion *) sl_plan_at (input->plan, SL_KIND_ASSERTION, i);
      if (evaluate (&context, &result))
        g_array_append_val (results, result);
      sl_watch_tell (watch, (double) (i + 1) / n);
    }
  return results;
}

void
sl_assertions_add_failing (const SlPlan *plan, const GArray *results, GPtrArray *findings)
{
  for (guint i = 0; i < results->len; i++)
    {
      const SlAssertionResult *r = &g_array_index (results, SlAssertionResult, i);
      g_autofree char *value = isnan (r->value) ? NULL : sl_number_brief (round (r->value * 1e4) / 1e4);

      if (r->holds || r->pending || r->said)
        continue;
      if (value != NULL)
        sl_findings_add (findings, SL_SEVERITY_WARNING, sl_plan_find (plan, r->id), "value",
                         _("Change what it measures, or the limit"), _("%s does not hold: it is %s"), r->text, value);
      else
        sl_findings_add (findings, SL_SEVERITY_WARNING, sl_plan_find (plan, r->id), "value",
                         _("Complete what it measures"), _("%s: the value is not known"), r->text);
      sl_findings_code (findings, "assertion", r->at);
    }
}

/* --- of a document --- */

typedef struct {
  SlDocument *document;
  SlWatch    *watch;
} Analysed;

static double
analyse (const SlEntity *shot, gpointer data, GError **error)
{
  const Analysed *a = data;
  g_autoptr (SlWatch) part = sl_watch_new_part (a->watch, 0, 0); /* ends with the whole, and tells nothing of a shot */
  SlCoverageOptions options = { .watch = part };
  g_autoptr (SlCoverage) coverage = sl_coverage_analyse (sl_document_plan (a->document),
                                                         sl_document_assets (a->document), shot->id, &options, error);

  return coverage != NULL ? coverage->min : NAN;
}

GArray *
sl_assertions_evaluate (SlDocument *document, SlWatch *watch, GPtrArray *findings)
{
  Analysed analysed = { document, watch };
  const SlAssertionInput input = { sl_document_plan (document), analyse, &analysed };

  return sl_assertions_measure (&input, watch, findings);
}
