/* Rational frame rates and the time code that follows from them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* num/den in lowest terms, den > 0; 24000/1001 is a rate like any other. */
typedef struct {
  gint32 num;
  gint32 den;
} SlRational;

/* Reads "24", "24000/1001", "23.976" (the broadcast rates by name) or "25.5"; FALSE unless positive. */
gboolean sl_rational_parse    (const char *text, SlRational *value);
/* "24" or "24000/1001", as it is read again. Free with g_free(). */
char    *sl_rational_to_text  (SlRational value);
/* num over den. */
double   sl_rational_to_real  (SlRational value);

/* Time code HH:MM:SS:FF of `frame` (from 0) at `fps`, counted without dropping. Free with g_free(). */
char    *sl_rational_timecode (SlRational fps, gint64 frame);

G_END_DECLS
