/* What the painters of rows share. */
#pragma once

#include "sl-stripboard-paint.h"

G_BEGIN_DECLS

/* px, at the usual size of letters */
enum { SL_STRIP_H = 27, SL_STRIP_GAP = 2, SL_STRIP_SIDE = 8, SL_STRIP_RADIUS = 4, SL_STRIP_EDGE = 9 };

struct SlStripPainter {
  GtkWidget         *widget;
  const SlBoardRead *read;  /* borrowed, of the frame */
  GHashTable        *nodes; /* what a row says → GskRenderNode */
  GdkRGBA            text;  /* of the window */
  int                width;
  double             scale;
};

/* Where the columns begin, from the row's left edge (px); a width of 0 leaves one out. */
typedef struct {
  double number, place, light, set, environment, cast, pages, minutes, mark, end;
  double light_width, set_width, environment_width, cast_width;
} SlStripColumns;

typedef struct {
  GdkRGBA  colour;
  double   size;  /* of the usual letters */
  gboolean bold, right, struck;
} SlStripStyle;

extern const GdkRGBA sl_strip_ink, sl_strip_pale, sl_strip_amber, sl_strip_orange;

/* --- sl-strip-put.c --- */

/* As wide as the painter's rows; what there is no room for is left out. */
SlStripColumns  sl_strip_columns (const SlStripPainter *painter);
/* A new reference. */
PangoLayout    *sl_strip_layout  (SlStripPainter *painter, const char *text, const SlStripStyle *style);
/* From x on (or up to x + width), in the middle of the row's height; how wide it is. NULL puts nothing. */
double          sl_strip_put     (SlStripPainter *painter, GtkSnapshot *snapshot, const char *text, double x,
                                  double width, const SlStripStyle *style);
/* The same, less to be seen. */
GdkRGBA         sl_strip_faded   (GdkRGBA colour, float alpha);
/* The strip itself in its row. */
graphene_rect_t sl_strip_box     (const SlStripPainter *painter);
/* With round corners. */
void            sl_strip_fill    (GtkSnapshot *snapshot, const graphene_rect_t *box, float radius,
                                  const GdkRGBA *colour);
/* A frame with the corners of a strip. */
void            sl_strip_outline (GtkSnapshot *snapshot, const graphene_rect_t *box, float width,
                                  const GdkRGBA *colour);

/* --- sl-strip-scene.c, sl-strip-between.c: the rows --- */

/* At the snapshot's origin. */
void            sl_strip_scene   (SlStripPainter *painter, GtkSnapshot *snapshot, const SlBoardRow *row);
/* Its name, "" for none; borrowed. `at` may be NULL. */
const char     *sl_strip_environment (const SlStripPainter *painter, const SlSceneEntity *scene,
                                      const SlBoardScene *at);
/* What it takes by itself (min). `at` may be NULL. */
double          sl_strip_minutes (const SlStripPainter *painter, const SlSceneEntity *scene, const SlBoardScene *at);
/* A day, a week, a banner, a ghost, the day that goes on, a strip whose scene has gone. */
void            sl_strip_between (SlStripPainter *painter, GtkSnapshot *snapshot, const SlBoardRow *row);

G_END_DECLS
