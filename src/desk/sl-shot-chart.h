/* What every frame of a shot sees, as a chart of one subject: figures, an axis, the limits on it, the worst frame. */
#pragma once

#include "sl-coverage.h"

G_BEGIN_DECLS

enum { SL_CHART_LIMITS_MAX = 2 };

typedef struct {
  SlSubject subject;
  gboolean  most_is_worst;  /* as of incidence; else the least is, as of coverage */
  guint     n;              /* frames, one at least */
  double   *values;         /* sl_reason_value() of each, owned; NAN where not known */
  SlGrade  *grades;         /* owned; green where not known */
  double    lo, hi;         /* of the axis, lo < hi */
  guint     n_limits;       /* where green and orange end, as far as both differ and are on the axis */
  double    limits[SL_CHART_LIMITS_MAX];
  gint64    worst;          /* the frame with the worst figure, −1 where none is known */
} SlShotChart;

/* NULL for a coverage without frames, and for NULL. Free with sl_shot_chart_free(). */
SlShotChart *sl_shot_chart_new    (const SlCoverage *coverage, SlSubject subject);
/* NULL is fine. */
void         sl_shot_chart_free   (SlShotChart *chart);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlShotChart, sl_shot_chart_free)

/* Where a figure lies on the axis, from 0 to 1; what is beyond its ends is at them, NAN is NAN. */
double       sl_shot_chart_height (const SlShotChart *chart, double value);
/* The frame at a share, 0 to 1, of the chart's width. */
guint        sl_shot_chart_frame  (const SlShotChart *chart, double share);
/* The share at which a frame's middle is. */
double       sl_shot_chart_share  (const SlShotChart *chart, double frame);
/* Of the frames from `first` to before `end`, one at least, the worst figure and grade; NAN where none is known. */
double       sl_shot_chart_worst  (const SlShotChart *chart, guint first, guint end, SlGrade *grade);
/* "min 89.1 % at 216", translated; "" where nothing is known. Free with g_free(). */
char        *sl_shot_chart_least  (const SlShotChart *chart, gboolean imperial);

G_END_DECLS
