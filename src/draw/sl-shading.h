/* How a stage may be painted, and what its colours mean. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  SL_SHADING_PREVIS,
  SL_SHADING_PANELS,
  SL_SHADING_COVERAGE,  /* from here on as the shot's camera has it */
  SL_SHADING_INCIDENCE,
  SL_SHADING_MOIRE,
  SL_SHADING_DISTANCE,
  SL_SHADING_FOCUS,
  SL_N_SHADINGS,
} SlShading;

/* In actions and on the command line. */
const char *sl_shading_id    (SlShading shading);
/* For people, translated. */
const char *sl_shading_label (SlShading shading);
/* Shows nothing without a shot and its camera. */
gboolean    sl_shading_needs_shot (SlShading shading);

typedef struct {
  guint32 colour; /* sRGB */
  char   *text;   /* translated */
} SlLegendEntry;

/* What the colours mean, the best first: SlLegendEntry, free with g_ptr_array_unref(); empty for shadings without. */
GPtrArray  *sl_shading_legend (SlShading shading);

/* The colours of cabinets at a distance (m) from the camera, which the legend names. */
guint32     sl_shading_distance_colour (double distance_m);
/* Of a cabinet that the shot's camera sees, and of one that it does not. */
guint32     sl_shading_seen_colour     (gboolean seen);
/* Of a grade, an SlGrade. */
guint32     sl_shading_grade_colour    (guint grade);

G_END_DECLS
