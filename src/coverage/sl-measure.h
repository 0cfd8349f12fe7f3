/* What one frame sees of the walls' panels: how many, how near, how sharp, how steep. */
#pragma once

#include "sl-coverage.h"
#include "sl-motion.h"

G_BEGIN_DECLS

typedef struct {
  const SlTracer *tracer;
  const SlScene  *scene;      /* with a camera */
  const SlMotion *motion;
  double          fps, latency_s;
  guint           samples_w, samples_h;
} SlMeasure;

/* Fills what depends on rays and panels into `frame`, whose miss is known from `areas`, and counts each panel that is
 * seen in `walls`, one entry a wall of the first frame (atomically: frames run in several threads). */
void sl_measure_panels (const SlMeasure *measure, const SlAreas *areas, SlFrameCoverage *frame, SlWallCoverage *walls,
                        guint n_walls);

G_END_DECLS
