/* A track of the shot that is shown as a curve over time: its keys and handles, its speed and acceleration, and what a
 * hand makes of them. */
#pragma once

#include "sl-editor.h"

G_BEGIN_DECLS

typedef struct {
  gint64 frame;
  int    ease;      /* SlEase toward the next key */
  double bend[4];   /* x1 y1 x2 y2, in shares of the time and of the way; of SMOOTH and BEZIER */
  double values[3]; /* in the field's unit */
} SlTraceKey;

typedef struct {
  char    *shot, *target, *path; /* ids, and the field */
  char    *title;                /* "Position", or "Camera A · Position" where that is not selected; translated */
  guint    numbers;              /* 1 or 3 */
  SlUnit   unit;
  double   fps;
  SlCurve *curve;
  GArray  *keys;                 /* SlTraceKey */
} SlTrace;

/* The track at `at` of the shot's list; NULL when it has no numbers or does not fit. Free with sl_trace_free(). */
SlTrace *sl_trace_new    (SlEditor *editor, guint at);
/* NULL is fine. */
void     sl_trace_free   (SlTrace *trace);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlTrace, sl_trace_free)
/* The places (guint) in the shot's list of those that are shown: of what is selected, or all where nothing or the shot
 * is. Free with g_array_unref(). */
GArray  *sl_traces       (SlEditor *editor);
/* The least and the most of all its numbers, handles included; never equal. */
void     sl_trace_range  (const SlTrace *trace, double *least, double *most);
/* How fast it goes at a frame (units a second), of a vector all of it, and how that changes (units a second²). */
void     sl_trace_speed  (const SlTrace *trace, double frame, double *speed, double *acceleration);
/* Value, speed and acceleration at a frame, with their units: "1.25 m", and below it "0.42 m/s · 0.1 m/s²". Free with
 * g_free(). */
char    *sl_trace_text   (const SlTrace *trace, double frame);
/* Where the handle 0 or 1 of the way from key `key` to the next one is, for one of its numbers. FALSE where it has
 * none: after the last key, of lines and of what holds. */
gboolean sl_trace_handle (const SlTrace *trace, guint key, guint handle, guint number, double *frame, double *value);
/* The bend of that key with the handle there: in time it stays between the keys, and where the number goes nowhere only
 * the time is taken. */
void     sl_trace_bend   (const SlTrace *trace, guint key, guint handle, guint number, double frame, double value,
                          double bend[4]);
/* Makes the way from that key a Bézier of that bend. One step; FALSE, with a message, where it cannot be done. */
gboolean sl_trace_set_bend (const SlTrace *trace, SlEditor *editor, guint key, const double bend[4]);

G_END_DECLS
