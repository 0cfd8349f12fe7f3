/* What the files of the curve page share. */
#pragma once

#include "sl-curve-page.h"
#include "sl-trace.h"

typedef struct SlCurvePage SlCurvePage;

typedef enum { SL_TAKEN_NONE, SL_TAKEN_KEY, SL_TAKEN_HANDLE, SL_TAKEN_BOX } SlCurveTaken;

/* Where a key may go. */
typedef enum { SL_GOES_FREE, SL_GOES_ALONG, SL_GOES_UP } SlCurveWay;

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
  double         begun_x, begun_y, dx, dy; /* px */
  SlCurveWay     way;    /* by the keys X and Y */
  GArray        *begun;  /* SlTraceKey: the keys as the plan has them; NULL while none is taken */
  gint64         by;     /* frames that they go later */
  double         raise;  /* of that number */
};

/* Where a frame and a value are in the area (px). */
double sl_curve_x        (SlCurvePage *page, double frame);
/* The same, from above. */
double sl_curve_y        (SlCurvePage *page, double value);
/* What is there. */
double sl_curve_frame_at (SlCurvePage *page, double x);
/* The same, from above. */
double sl_curve_value_at (SlCurvePage *page, double y);
/* What the page is given is shown anew. */
void   sl_curve_fill      (SlCurvePage *page);
/* The bend of the key that is meant, in its fields. */
void   sl_curve_show_bend (SlCurvePage *page);
/* Lets hands take hold of what is in the area. */
void   sl_curve_add_hands (SlCurvePage *page);
/* Draws it all; `data` is the page. */
void   sl_curve_paint    (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data);
