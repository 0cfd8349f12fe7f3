/* What the files that fill a problem from a board share. */
#pragma once

#include <math.h>

#include "sl-board-order-private.h"
#include "sl-board-private.h"

G_BEGIN_DECLS

/* While it is filled. */
typedef struct {
  SlOrderFill  *fill;
  SlBoardReader reader;
  GHashTable   *stages, *loads, *walls, *modes, *calibrated, *people; /* what → its number + 1 */
  gboolean      by_light;  /* exteriors keep day and night apart */
  gint         *block_of;  /* of scenes of the board */
  GArray       *scenes;    /* guint: the board's scene of each step */
} SlOrderFilling;

static inline const SlBoardDay *
sl_order_day (const SlOrderFill *fill, guint i)
{
  return &g_array_index (fill->read->days, SlBoardDay, i);
}

static inline const SlBoardScene *
sl_order_scene (const SlOrderFill *fill, guint i)
{
  return &g_array_index (fill->read->scenes, SlBoardScene, i);
}

static inline const SlStrip *
sl_order_strip (const SlOrderFill *fill, guint i)
{
  return sl_list_at (fill->read->strips, SlStrip, i);
}

/* Whether the day is one of the unit whose days are ordered. */
static inline gboolean
sl_order_is_own (const SlOrderFill *fill, guint day)
{
  return sl_order_day (fill, day)->unit == sl_order_day (fill, 0)->unit;
}

/* Of an amount of money, 0 where it is not known. */
static inline gint64
sl_order_hundredths (double pay)
{
  return pay > 0 ? (gint64) llround (MIN (pay, 1e9) * 100) : 0;
}

/* --- sl-board-order-steps.c --- */

/* Appends a scene of the board as a step, with what banners add to it (min). */
void           sl_order_fill_step       (SlOrderFilling *filling, guint scene, gint32 banners);
/* Finds all cast, and elements that cost something. Before any row of them. */
void           sl_order_fill_find_people (SlOrderFilling *filling);
/* The people of the scenes of steps from `first` on, as one more row of `rows`. */
void           sl_order_fill_add_people (SlOrderFilling *filling, GArray *rows, guint first);

/* --- sl-board-order-blocks.c --- */

/* Appends all days of the board as blocks or as days that stay. */
void           sl_order_fill_days       (SlOrderFilling *filling);
/* Whether no day of the board has exteriors off the stages by day and by night. */
gboolean       sl_order_fill_keeps_light (const SlOrderFill *fill);
/* Frees an SlOrderStrips. */
void           sl_order_strips_free     (gpointer strips);

G_END_DECLS
