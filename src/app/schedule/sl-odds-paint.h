/* How the chance of having wrapped is drawn: days along the bottom, a bar for each day's own chance, the curve of their
 * sum with its percentiles, and the day that is planned. */
#pragma once

#include "sl-chance.h"
#include "sl-widgets.h"

typedef struct {
  const SlOddsOutcome *now;
  const GArray        *after;   /* SlOddsDate of what is tried; NULL for none */
  guint32              planned; /* Julian; 0: none */
} SlOddsView;

/* In a picture of `width` × `height` px. */
void  sl_odds_paint     (GtkWidget *widget, cairo_t *cr, const SlOddsView *view, int width, int height);
/* "4 Nov", "–" for 0. Free with g_free(). */
char *sl_odds_date_text (guint32 julian);
