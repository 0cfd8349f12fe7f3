#include "sl-shot-chart.h"

#include <math.h>

#include "sl-i18n.h"
#include "sl-optics.h"
#include "sl-reason.h"

/* The least that an axis reaches over, so that small changes do not look like cliffs; and the most, beyond which
 * figures do not matter. */
static const struct {
  gboolean most_is_worst;
  double   from, to, least, most;
} axes[SL_N_SUBJECTS] = {
  [SL_SUBJECT_COVERAGE] = { FALSE, .9, 1, 0, 1 },    [SL_SUBJECT_MOIRE] = { FALSE, 0, 3, 0, 12 },
  [SL_SUBJECT_OVERSCAN] = { TRUE, 1, 1.3, 1, 3 },    [SL_SUBJECT_INCIDENCE] = { TRUE, 0, 70, 0, 90 },
  [SL_SUBJECT_SCAN] = { TRUE, 0, .1, 0, 1 },         [SL_SUBJECT_EXPOSURE] = { FALSE, -2, 4, -6, 12 },
  [SL_SUBJECT_FOCUS] = { FALSE, 0, 10, -20, 50 },
};

static gboolean
is_worse (const SlShotChart *chart, double value, double than)
{
  if (isnan (value))
    return FALSE;
  return isnan (than) || (chart->most_is_worst ? value > than : value < than);
}

static void
fit_axis (SlShotChart *chart)
{
  chart->lo = axes[chart->subject].from;
  chart->hi = axes[chart->subject].to;
  for (guint i = 0; i < chart->n; i++)
    if (!isnan (chart->values[i]))
      {
        chart->lo = fmax (fmin (chart->lo, chart->values[i]), axes[chart->subject].least);
        chart->hi = fmin (fmax (chart->hi, chart->values[i]), axes[chart->subject].most);
      }
}

/* The table has the share that misses, the chart what is covered. */
static double
limit_of (SlSubject subject, SlGrade grade)
{
  const double limit = sl_grade_limit (subject, grade);

  return subject == SL_SUBJECT_COVERAGE ? 1 - limit : limit;
}

static void
add_limits (SlShotChart *chart)
{
  static const SlGrade ends[] = { SL_GRADE_GREEN, SL_GRADE_ORANGE };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const double limit = limit_of (chart->subject, ends[i]);
      const gboolean again = chart->n_limits > 0 && fabs (limit - chart->limits[0]) < 1e-3;

      if (isfinite (limit) && limit >= chart->lo && limit <= chart->hi && !again)
        chart->limits[chart->n_limits++] = limit;
    }
}

SlShotChart *
sl_shot_chart_new (const SlCoverage *coverage, SlSubject subject)
{
  SlShotChart *chart;
  double worst = NAN;

  if (coverage == NULL || coverage->n_frames == 0)
    return NULL;
  chart = g_new0 (SlShotChart, 1);
  *chart = (SlShotChart) { .subject = subject, .most_is_worst = axes[subject].most_is_worst, .n = coverage->n_frames,
                           .values = g_new (double, coverage->n_frames),
                           .grades = g_new0 (SlGrade, coverage->n_frames), .worst = -1 };
  for (guint i = 0; i < chart->n; i++)
    {
      const SlFrameCoverage *f = &coverage->frames[i];

      chart->values[i] = f->graded[subject] ? sl_reason_value (f, subject) : NAN;
      chart->grades[i] = f->graded[subject] ? f->grades[subject] : SL_GRADE_GREEN;
      if (!is_worse (chart, chart->values[i], worst))
        continue;
      worst = chart->values[i];
      chart->worst = i;
    }
  fit_axis (chart);
  add_limits (chart);
  return chart;
}

void
sl_shot_chart_free (SlShotChart *chart)
{
  if (chart == NULL)
    return;
  g_free (chart->values);
  g_free (chart->grades);
  g_free (chart);
}

double
sl_shot_chart_height (const SlShotChart *chart, double value)
{
  return isnan (value) ? NAN : CLAMP ((value - chart->lo) / (chart->hi - chart->lo), 0, 1);
}

guint
sl_shot_chart_frame (const SlShotChart *chart, double share)
{
  return (guint) CLAMP (floor (share * chart->n), 0, (double) chart->n - 1);
}

double
sl_shot_chart_share (const SlShotChart *chart, double frame)
{
  return CLAMP ((frame + .5) / chart->n, 0, 1);
}

double
sl_shot_chart_worst (const SlShotChart *chart, guint first, guint end, SlGrade *grade)
{
  double worst = NAN;

  *grade = SL_GRADE_GREEN;
  for (guint i = first; i < MIN (MAX (end, first + 1), chart->n); i++)
    {
      if (isnan (chart->values[i]))
        continue;
      *grade = MAX (*grade, chart->grades[i]);
      if (is_worse (chart, chart->values[i], worst))
        worst = chart->values[i];
    }
  return worst;
}

char *
sl_shot_chart_least (const SlShotChart *chart, gboolean imperial)
{
  g_autofree char *number = NULL;

  if (chart->worst < 0)
    return g_strdup ("");
  number = sl_reason_number (chart->subject, chart->values[chart->worst], imperial);
  return g_strdup_printf (chart->most_is_worst ? _("max %s at %d") : _("min %s at %d"), number, (int) chart->worst);
}
