/* What the files of the curve page share. */
#pragma once

#include "sl-curve-page.h"
#include "sl-trace.h"

typedef struct SlCurvePage SlCurvePage;

typedef enum { SL_TAKEN_NONE, SL_TAKEN_KEY, SL_TAKEN_HANDLE } SlCurveTaken;

struct SlCurvePage {
  SlBench       *bench;
  SlEditor      *editor; /* the bench’s */
  GtkAdjustment *axis;
  GtkWidget     *page, *choice, *area, *readout, *bends[4], *empty;
  GArray        *tracks; /* guint: what the choice offers */
  SlTrace       *trace;  /* what is shown; NULL for nothing */
  guint          key;    /* whose bend is typed */
  double         least, most;
  gboolean       filling;

  SlCurveTaken   taken;  /* by a hand */
  guint          taken_key, handle, number;
  double         begun_x, begun_y;
  gboolean       upright; /* a key goes up and down, not along */
};

/* Where a frame and a value are in the area (px). */
double sl_curve_x        (SlCurvePage *page, double frame);
/* The same, from above. */
double sl_curve_y        (SlCurvePage *page, double value);
/* What is there. */
double sl_curve_frame_at (SlCurvePage *page, double x);
/* The same, from above. */
double sl_curve_value_at (SlCurvePage *page, double y);
/* Draws it all; `data` is the page. */
void   sl_curve_paint    (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data);
