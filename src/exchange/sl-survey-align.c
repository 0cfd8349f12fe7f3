#include "sl-survey-align.h"

#include <math.h>

#include "sl-error.h"
#include "sl-i18n.h"

enum { MOST_TOLD = 100, LEAST_TO_DOUBT = 4 }; /* points; of which one can be called wrong */

static const double UNIT_NEAR = .02, SCALE_WORTH_TELLING = .001, TIMES_BETTER = 5, NARROW = .02, ODD_SCALE = 2;

const SlEnumValue sl_survey_units[] = {
  { "auto", N_("As the file says") }, { "m", N_("Metres") }, { "mm", N_("Millimetres") }, { "cm", N_("Centimetres") },
  { "ft", N_("Feet") }, { "us-ft", N_("US survey feet") }, { NULL, NULL },
};
static const double unit_metres[] = { 1, 1, .001, .01, .3048, 1200. / 3937 };

double
sl_survey_unit_m (int unit, double said_m)
{
  return unit == 0 && said_m > 0 ? said_m : unit_metres[unit];
}

/* --- laying on --- */

/* Of what is used, without the match `but`. Free both with g_free(). */
static guint
gather (const SlSurveyAlign *align, guint but, SlVec3 **plan, SlVec3 **grid)
{
  guint n = 0;

  *plan = g_new (SlVec3, align->matches->len + 1);
  *grid = g_new (SlVec3, align->matches->len + 1);
  for (guint i = 0; i < align->matches->len; i++)
    {
      const SlSurveyMatch *match = &g_array_index (align->matches, SlSurveyMatch, i);

      if (!match->used || i == but)
        continue;
      (*plan)[n] = match->place->at;
      (*grid)[n++] = match->grid;
    }
  return n;
}

static gboolean
fit_without (const SlSurveyAlign *align, guint but, SlSiteFit *fit)
{
  g_autofree SlVec3 *plan = NULL, *grid = NULL;
  const guint n = gather (align, but, &plan, &grid);

  return sl_site_fit (plan, grid, n, fit);
}

/* The unit that makes the distances those of the plan; NULL for none. */
static const char *
unit_for (const SlSurveyAlign *align, double scale)
{
  const double wanted = align->unit_m / scale;

  for (guint i = 1; i < G_N_ELEMENTS (unit_metres); i++)
    if (fabs (wanted / unit_metres[i] - 1) < UNIT_NEAR)
      return unit_metres[i] != align->unit_m ? sl_survey_units[i].id : NULL;
  return NULL;
}

/* Only points off a line can tell. */
static gboolean
is_wide (const SlSiteFit *fit, double tolerance_m)
{
  return fit->width_m > fmax (NARROW * fit->spread_m, tolerance_m);
}

/* The figure that the points make is the plan's in a mirror. */
static gboolean
is_mirrored (const SlSiteFit *fit, double tolerance_m)
{
  return is_wide (fit, tolerance_m) && fit->rms_m > tolerance_m
         && 1 - fit->mirrored_likeness < (1 - fit->likeness) / (TIMES_BETTER * TIMES_BETTER);
}

static gboolean
refuse (const SlSurveyAlign *align, const SlSiteFit *fit, GError **error)
{
  const char *unit = unit_for (align, fit->scale);
  g_autofree char *times = sl_number_brief (fit->scale);

  if (is_mirrored (fit, align->tolerance_m))
    sl_error_set (error, SL_ERROR_INPUT,
                  _("the points are mirrored: what was read as east is north; import it with order=%s"),
                  align->order == SL_SURVEY_NORTH_FIRST ? "penz" : "pnez");
  else if (unit != NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("the file's distances are %s times the plan's; import it with unit=%s"),
                  times, unit);
  else if (fit->scale > ODD_SCALE || fit->scale < 1 / ODD_SCALE)
    sl_error_set (error, SL_ERROR_INPUT,
                  _("the file's distances are %s times the plan's; look whether points with the same name are the "
                    "same"), times);
  else
    return FALSE;
  return TRUE;
}

gboolean
sl_survey_fit (const SlSurveyAlign *align, SlSiteFit *fit, GError **error)
{
  if (!fit_without (align, G_MAXUINT, fit))
    {
      sl_error_set (error, SL_ERROR_INPUT,
                    _("the points that the plan knows lie in one place; measure two that lie apart"));
      return FALSE;
    }
  return !refuse (align, fit, error);
}

/* --- how well --- */

/* From where the match is planned to where it was measured, in the plan's axes (m); z is NAN where it has no height. */
static SlVec3
off_of (const SlSurveyMatch *match, const SlSite *site)
{
  return sl_vec3_sub (sl_site_unpoint (site, match->grid), match->place->at);
}

static double
worst_but (const SlSurveyAlign *align, const SlSite *site, guint but, guint *which)
{
  double worst = 0;

  for (guint i = 0; i < align->matches->len; i++)
    {
      const SlSurveyMatch *match = &g_array_index (align->matches, SlSurveyMatch, i);

      if (!match->used || i == but)
        continue;
      const SlVec3 off = off_of (match, site);
      if (hypot (off.x, off.y) > worst)
        {
          worst = hypot (off.x, off.y);
          *which = i;
        }
    }
  return worst;
}

double
sl_survey_worst (const SlSurveyAlign *align, const SlSite *site, guint *which)
{
  *which = 0;
  return worst_but (align, site, G_MAXUINT, which);
}

static char *
millimetres (double metres)
{
  return sl_number_fixed (metres * 1000, 1);
}

/* The one without which the others agree best; the worst of them then, and how far it lies off itself. */
static guint
find_outlier (const SlSurveyAlign *align, double *left, double *off)
{
  guint outlier = 0, n = 0;

  *left = INFINITY;
  for (guint i = 0; i < align->matches->len; i++)
    {
      const SlSurveyMatch *match = &g_array_index (align->matches, SlSurveyMatch, i);
      SlSiteFit fit;
      guint which = 0;

      n += match->used;
      if (!match->used || !fit_without (align, i, &fit))
        continue;
      const double worst = worst_but (align, &fit.site, i, &which);
      if (worst < *left)
        {
          const SlVec3 apart = off_of (match, &fit.site);

          *left = worst;
          *off = hypot (apart.x, apart.y);
          outlier = i;
        }
    }
  if (n < LEAST_TO_DOUBT)
    *left = INFINITY;
  return outlier;
}

/* TRUE when one is named without which the others agree: it spoils what else could be said. */
static gboolean
warn_of_points (const SlSurveyAlign *align, const SlSite *site)
{
  guint which = 0;
  const double worst = sl_survey_worst (align, site, &which);
  double left = INFINITY, off = 0;

  if (worst <= align->tolerance_m)
    return FALSE;
  const guint outlier = find_outlier (align, &left, &off);
  if (left <= off / TIMES_BETTER)
    {
      const char *name = g_array_index (align->matches, SlSurveyMatch, outlier).point->name;
      g_autofree char *far = millimetres (off), *others = millimetres (left);
      g_autofree char *remedy = g_strdup_printf (_("Measure it again, or import with without=%s"), name);

      sl_findings_add (align->findings, SL_SEVERITY_WARNING, NULL, NULL, remedy,
                       _("%s lies %s mm off; without it the others agree within %s mm"), name, far, others);
      return TRUE;
    }
  g_autofree char *far = millimetres (worst);
  sl_findings_add (align->findings, SL_SEVERITY_WARNING, NULL, NULL,
                   _("Look whether points with the same name are the same"),
                   _("the points agree only within %s mm; %s is farthest off"), far,
                   g_array_index (align->matches, SlSurveyMatch, which).point->name);
  return FALSE;
}

static void
warn_of_heights (const SlSurveyAlign *align, const SlSite *site)
{
  double worst = 0;
  const char *name = NULL;
  guint with = 0;

  for (guint i = 0; i < align->matches->len; i++)
    {
      const SlSurveyMatch *match = &g_array_index (align->matches, SlSurveyMatch, i);
      const double up = match->used ? off_of (match, site).z : NAN;

      with += !isnan (up);
      if (!isnan (up) && fabs (up) > worst)
        {
          worst = fabs (up);
          name = match->point->name;
        }
    }
  if (with == 0)
    sl_findings_add (align->findings, SL_SEVERITY_NOTE, NULL, NULL, _("Measure a height"),
                     _("no point that the plan knows has a height; heights of the survey are taken for the plan's"));
  if (worst <= align->tolerance_m)
    return;
  g_autofree char *far = millimetres (worst);
  sl_findings_add (align->findings, SL_SEVERITY_WARNING, NULL, NULL, _("Look whether the floor is level"),
                   _("heights differ by up to %s mm, at %s"), far, name);
}

static void
warn_of_scale (const SlSurveyAlign *align, const SlSiteFit *fit)
{
  g_autofree char *percent = sl_number_fixed ((fit->scale - 1) * 100, 3), *factor = sl_number_fixed (fit->scale, 6);

  if (fabs (fit->scale - 1) > SCALE_WORTH_TELLING)
    sl_findings_add (align->findings, SL_SEVERITY_WARNING, NULL, NULL,
                     _("Check a length with a tape; the grid's scale, the unit or the plan may be wrong"),
                     _("a scale of %s would fit best: the survey's distances are %s %% longer than the plan's; nothing "
                       "was scaled"), factor, percent);
}

static void
warn_of_line (const SlSurveyAlign *align, const SlSiteFit *fit)
{
  g_autofree char *error_deg = isnan (fit->bearing_error_deg) ? NULL : sl_number_fixed (fit->bearing_error_deg, 3);

  if (!is_wide (fit, 0))
    sl_findings_add (align->findings, SL_SEVERITY_NOTE, NULL, NULL, _("Measure one more that lies off their line"),
                     _("the points that the plan knows lie on a line: they cannot tell whether east and north are "
                       "exchanged"));
  if (!isnan (fit->bearing_error_deg) && fit->bearing_error_deg > .1)
    sl_findings_add (align->findings, SL_SEVERITY_WARNING, NULL, NULL, _("Measure points that lie farther apart"),
                     _("the bearing is known to %s° only"), error_deg);
}

void
sl_survey_warn (const SlSurveyAlign *align, const SlSite *site, const SlSiteFit *fit)
{
  const gboolean spoilt = warn_of_points (align, site);

  if (fit == NULL)
    return;
  if (!spoilt)
    {
      warn_of_scale (align, fit);
      warn_of_line (align, fit);
    }
  warn_of_heights (align, site);
}

void
sl_survey_tell (const SlSurveyAlign *align, const SlSite *site)
{
  guint told = 0;

  for (guint i = 0; i < align->matches->len && told < MOST_TOLD; i++)
    {
      const SlSurveyMatch *match = &g_array_index (align->matches, SlSurveyMatch, i);

      if (match->place == NULL)
        continue;
      told++;
      const SlVec3 off = off_of (match, site);
      g_autofree char *right = millimetres (off.x), *upstage = millimetres (off.y);
      g_autofree char *up = isnan (off.z) ? g_strdup ("–") : millimetres (off.z);
      sl_findings_add (align->findings, SL_SEVERITY_NOTE, match->place->entity, NULL, NULL,
                       match->used ? _("%s: %s mm to the right, %s mm upstage and %s mm up of where it is planned (%s)")
                                   : _("%s, not counted: %s mm to the right, %s mm upstage and %s mm up of where it is "
                                       "planned (%s)"),
                       match->point->name, right, upstage, up, match->place->name);
    }
}
