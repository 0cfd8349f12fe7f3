/* What every frame of a shot sees: what misses, exactly (sl-area.h), rays through the framing where something stands
 * before the walls, and the exact list of panels in the picture (physics.md §14). Pure: the same snapshot, assets and
 * samples give the same answer with any number of threads, bit for bit. */
#pragma once

#include "sl-area.h"
#include "sl-grade.h"
#include "sl-miss-place.h"
#include "sl-watch.h"

G_BEGIN_DECLS

/* The rays across and down that every verdict is given on, in the window as on the command line. */
#define SL_COVERAGE_SAMPLES_W 240
#define SL_COVERAGE_SAMPLES_H 135

/* Which cabinet decides a figure. Ids are interned: they stay as long as the program runs. */
typedef struct {
  const char *wall;        /* id, NULL for none */
  const char *panel;       /* id of the cabinet's device, NULL for none */
  guint32     column, row; /* from the viewer's left and from the top, from 0 */
  double      depth_m;     /* how far it is along the camera's axis where it decides */
} SlFramePlace;

/* Fractions of the framing, 0…1. NAN where a thing is not known or nothing is seen. */
typedef struct {
  double frame;
  double coverage;          /* 1 − miss */
  double led, set, miss;
  double miss_edge[SL_N_EDGES]; /* sum to miss */
  double overscan_miss;     /* of the widened frustum */
  double protection_miss;   /* of the whole mode */
  double blur_pitch_ratio_h, blur_pitch_ratio_v; /* smallest r over visible panels: of columns, of rows of LEDs */
  double incidence_max_deg;
  double distance_min_m, depth_min_m;            /* to the nearest visible panel: straight, along the axis */
  double nearest_pitch_mm;                       /* of the panel that is nearest along the axis */
  double overscan_pan_deg, overscan_tilt_deg, overscan_roll_deg; /* that the wall lags by at most, a side */
  double overscan_angle_factor;                  /* the larger of the next two */
  double overscan_angle_factor_h, overscan_angle_factor_v;
  double overscan_width_factor, overscan_height_factor; /* of the rendered size */
  double swim_px;           /* the largest over the wall in the picture */
  double ripple;            /* 0…1 */
  double exposure_stops;    /* of the wall over mid-grey */
  double focus_m;           /* from the pupil, INFINITY */
  SlFramePlace place[SL_N_SUBJECTS]; /* of the figure that each is graded by; for scan and exposure that are not
                                      * known, a cabinet that does not tell */
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
  double           first_spill_frame; /* its number, NAN for none */
  SlGrade          grade;         /* the worst known subject */
  SlGrade          grades[SL_N_SUBJECTS];
  gboolean         graded[SL_N_SUBJECTS];
  SlFrameCoverage  worst[SL_N_SUBJECTS]; /* a copy of the frame with the worst figure, the first one where it is not
                                          * known */
  SlMissPlace      leaves;               /* where most of the miss of worst[SL_SUBJECT_COVERAGE] is */
} SlCoverage;

/* NULL is fine. */
void sl_coverage_free (SlCoverage *coverage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlCoverage, sl_coverage_free)

/* All 0 for the whole shot on the usual samples with a thread a core, unwatched. */
typedef struct {
  guint    samples_w, samples_h; /* 0: SL_COVERAGE_SAMPLES_W × _H */
  guint    threads;              /* 0: one a core */
  gint64   first_frame, n_frames; /* n_frames 0: the whole shot */
  SlWatch *watch;                /* borrowed, told in the calling thread; may be NULL */
  GPtrArray *omissions;          /* SlFinding: what of the shot is not there to be seen; may be NULL */
} SlCoverageOptions;

/* Analyses the shot. `assets` may be NULL or lack meshes: their props are left out. `options` may be NULL. The caller
 * frees the result. NULL with an error: SL_ERROR_REFERENCE or _INPUT for a shot that is not there or cannot be set up,
 * SL_ERROR_DEVICE where the ray tracer fails, SL_ERROR_CANCELLED through the watch. */
SlCoverage *sl_coverage_analyse (const SlPlan *plan, SlAssets *assets, const char *shot_id,
                                 const SlCoverageOptions *options, GError **error);
/* The same for the shot that a maker is of, with what is laid over it. `store` (may be NULL) keeps what stands still
 * ready for the next call where one frame is asked for; one call at a time may use it. */
SlCoverage *sl_coverage_analyse_maker (const SlSceneMaker *maker, SlTracerStore *store,
                                       const SlCoverageOptions *options, GError **error);

G_END_DECLS
