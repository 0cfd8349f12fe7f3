/* A picture on its way to be cut up: what it is cut along, and what stands before it. */
#pragma once

#include "sl-area.h"
#include "sl-flat.h"

/* In tangents on the picture's plane. */
typedef struct {
  SlVec2 a, b;
} SlSegment;

typedef struct {
  SlVec2 least, most;
} SlPictureBox;

typedef struct {
  const SlTracer      *tracer;
  const SlFrame       *camera;
  const SlPictureSize *sizes;
  SlPictureSize        whole;    /* around all of them */
  GArray              *segments; /* SlSegment, a stack: each part's own are on top */
  GArray              *boxes;    /* SlPictureBox, around all that may stand before the walls */
  SlPictureBox         crowd;    /* the cells of the framing that they reach into; empty for none */
  SlAreas             *areas;    /* sums of areas until the end */
  gint32               wall;     /* that the framing shows, −1 as long as none was met */
  gboolean             several;  /* or that one from behind */
} SlDivision;

/* Fills `boxes`, `crowd` and `areas->crowded`, the same in cells of a raster of w × h. */
void     sl_division_add_boxes     (SlDivision *division, const SlScene *scene, guint w, guint h);
/* Whether anything may stand before the walls in a part of the picture. */
gboolean sl_division_stands_before (const SlDivision *division, SlVec2 least, SlVec2 most);
/* Fills `segments` with every edge at which walls and floor may change what is seen, and with those of the pictures and
 * of the crowd. The boxes come first. */
void     sl_division_add_edges     (SlDivision *division, const SlScene *scene);
