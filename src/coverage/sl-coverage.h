/* What every frame of a shot sees: rays through the framing, classified, and the exact list of panels in the picture
 * (physics.md §14). Pure: the same snapshot, assets and samples give the same answer with any number of threads. */
#pragma once

#include "sl-grade.h"
#include "sl-scene.h"
#include "sl-watch.h"

G_BEGIN_DECLS

enum { SL_EDGE_LEFT, SL_EDGE_RIGHT, SL_EDGE_TOP, SL_EDGE_BOTTOM, SL_N_EDGES };

#define SL_COVERAGE_SAMPLES_W 240
#define SL_COVERAGE_SAMPLES_H 135

/* Fractions of the framing, 0…1. NAN where a thing is not known or nothing is seen. */
typedef struct {
  double frame;
  double coverage;          /* 1 − miss */
  double led, set, miss;
  double miss_edge[SL_N_EDGES]; /* sum to miss */
  double overscan_miss;     /* of the widened frustum */
  double protection_miss;   /* of the whole mode */
  double blur_pitch_ratio_h, blur_pitch_ratio_v; /* smallest r over visible panels */
  double incidence_max_deg;
  double distance_min_m, depth_min_m;            /* to the nearest visible panel: straight, along the axis */
  double nearest_pitch_mm;                       /* of the panel that is nearest along the axis */
  double overscan_angle_factor, overscan_width_factor;
  double swim_px;
  double ripple;            /* 0…1 */
  double exposure_stops;    /* of the wall over mid-grey */
  SlGrade grades[SL_N_SUBJECTS];
  gboolean graded[SL_N_SUBJECTS]; /* FALSE: not known */
} SlFrameCoverage;

typedef struct {
  char    *id;
  guint    panels;      /* that stand */
  guint    panels_seen; /* in any frame */
  guint32 *frames_seen; /* a panel: in how many frames */
} SlWallCoverage;

typedef struct {
  char            *shot_id;
  guint            n_frames;      /* analysed */
  guint            samples_w, samples_h;
  SlFrameCoverage *frames;
  guint            n_walls;
  SlWallCoverage  *walls;
  double           min, mean;     /* of coverage */
  guint            worst_frame;   /* index into frames, of min */
  int              first_spill;   /* index into frames, −1 for none */
  SlGrade          grade;         /* the worst known subject */
  SlGrade          grades[SL_N_SUBJECTS];
  gboolean         graded[SL_N_SUBJECTS];
  guint            grade_frame[SL_N_SUBJECTS]; /* the frame that decides */
} SlCoverage;

void sl_coverage_free (SlCoverage *coverage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlCoverage, sl_coverage_free)

typedef struct {
  guint         samples_w, samples_h; /* 0: the defaults */
  guint         threads;              /* 0: one a core */
  gint64        first_frame, n_frames; /* n 0: all of the shot */
  GCancellable *cancellable;
  SlProgress    progress;
  gpointer      progress_data;
} SlCoverageOptions;

SlCoverage *sl_coverage_analyse (const SlPlan *plan, SlAssets *assets, const char *shot_id, const SlCoverageOptions *options, GError **error);

/* What one ray met, for heat maps and tints. */
typedef enum { SL_HIT_MISS, SL_HIT_LED, SL_HIT_SET } SlHit;

/* A still scene made ready for rays; several threads may trace it. */
typedef struct SlTracer SlTracer;

SlTracer *sl_tracer_new  (const SlScene *scene, GError **error);
/* Only what stands still in a shot; and a frame of the shot over it, which builds what moves alone. `still` must
 * outlive the second. */
SlTracer *sl_tracer_new_still (const SlScene *scene, GError **error);
SlTracer *sl_tracer_new_over  (const SlTracer *still, const SlScene *scene, GError **error);
void      sl_tracer_free (SlTracer *tracer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlTracer, sl_tracer_free)
/* Classifies w×h rays through the middle of equal cells of a picture with the half widths tan_h, tan_v, row by row
 * from the top left. `hits` holds w·h entries; `wall` and `panel` likewise, or NULL: indices into scene->walls and its
 * panels where LED was hit, −1 otherwise. */
void      sl_tracer_picture (const SlTracer *tracer, const SlSceneCamera *camera, double tan_h, double tan_v, guint w, guint h,
                             guint8 *hits, gint32 *wall, gint32 *panel);
/* The first thing on the way from `origin` (m) along the unit `direction`; the distance (m) in `distance`, INFINITY for none. */
SlHit     sl_tracer_ray     (const SlTracer *tracer, SlVec3 origin, SlVec3 direction, double *distance, gint32 *wall, gint32 *panel);

G_END_DECLS
