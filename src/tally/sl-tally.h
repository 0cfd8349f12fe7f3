/* Sums over walls and plans: cabinets, pixels, weight, power, ports, canvases, cost (physics.md §9, §10, §12). */
#pragma once

#include "sl-wall-limits.h"

G_BEGIN_DECLS

/* NAN and −1 mean not known. Planning figures, not a structural sign-off.
 *
 * Cabinets may be mixed: all that is counted is counted with each cabinet's own figures. The picture of a wall is the
 * rectangle of pixels in which every cabinet finds its place: a column is as wide as its widest cabinet, a row as high
 * as its highest, and a place left out counts as the wall's own cabinet. So pixels_w × pixels_h ≥ pixels. */
typedef struct {
  char   *id;          /* owned; NULL for totals */
  gint64  panels, columns, rows;
  gint64  pixels_w, pixels_h; /* of the picture */
  gint64  pixels;      /* of the cabinets that stand */
  double  width_m, height_m, area_m2; /* the area of the cabinets that stand */
  double  pitch_mm;    /* of the wall's own cabinet */
  double  weight_kg, power_max_w, power_avg_w, heat_btu_h;
  gint64  ports;       /* whole cabinets of one kind on each */
  gint64  processors, canvases;
  gboolean unverified; /* a figure that went in has no public source */
  GPtrArray *doubts;   /* owned; SlDoubt: which those are. In the totals of all walls, each once */
  double   price;      /* of the wall alone: rates by its area, its pieces and for itself; NAN without, and in the
                        * totals: the plan's cost is not of walls alone */
  SlWallForm form;     /* not in the totals */
  SlLimit  ports_limit; /* against those of its processors */
} SlWallTally;

typedef struct {
  GArray      *walls;    /* owned; SlWallTally of the walls that can stand, in plan order */
  SlWallTally  totals;   /* of those */
  char        *currency; /* owned */
  double       cost;     /* in `currency`; NAN without rates and prices */
} SlTally;

/* NULL is fine. */
void     sl_tally_free (SlTally *tally);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlTally, sl_tally_free)
/* Walls that cannot stand and rates for what is not there are left out and named in `omissions` (SlFinding, may be
 * NULL). */
SlTally *sl_tally_new  (const SlPlan *plan, GPtrArray *omissions);

/* The fewest unturned rectangles that cut a picture of `columns` × `rows` cabinets along its cabinets' edges, each of
 * at most `max_w` × `max_h` px and `max_pixels` (0: no limit). `widths` and `heights` are the columns' and rows' (px, >
 * 0). They stand in strips of columns, each cut through from side to side. −1 when one cabinet alone is too large. */
gint64   sl_tally_canvases (const gint64 *widths, guint columns, const gint64 *heights, guint rows, gint64 max_w,
                            gint64 max_h, gint64 max_pixels);

/* A rectangle of cabinets. */
typedef struct {
  guint column, row, columns, rows; /* from the viewer's left and from the top */
} SlCanvasCut;

/* Those rectangles themselves: SlCanvasCut, strip by strip from the left and each from the top. Free with
 * g_array_unref(); NULL when one cabinet alone is too large. */
GArray  *sl_tally_cut      (const gint64 *widths, guint columns, const gint64 *heights, guint rows, gint64 max_w,
                            gint64 max_h, gint64 max_pixels);

/* --- sl-cost.c --- */

/* What of the plan's rates is for one of the tally's walls alone; NAN when none is. */
double   sl_tally_wall_price (const SlPlan *plan, const SlTally *tally, const SlWallTally *wall);

/* Sums the plan's rates (times what each pays for), the stages' day rates and the props' prices; NAN without any.
 *
 * A day is a stage-day that a production has booked or holds: once, however many of its bookings overlap on it;
 * closures and what is released or expired cost nothing. What a rate is for (`of`) narrows it: a stage its days and
 * walls, a wall or anything else that stands the days of its stage, a production its bookings, a panel its cabinets;
 * none is the whole plan. Areas are multiplied by the days of the stage that each wall stands on. A piece of a wall or
 * of a panel is a cabinet; anything else is one piece. `omissions` as above. */
double   sl_tally_cost (const SlPlan *plan, const SlTally *tally, GPtrArray *omissions);

G_END_DECLS
