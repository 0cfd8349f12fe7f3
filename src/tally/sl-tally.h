/* Sums over walls and plans: cabinets, pixels, weight, power, ports, canvases, cost (physics.md §9, §10, §12). */
#pragma once

#include "sl-scene.h"

G_BEGIN_DECLS

/* NAN and −1 mean not known. Planning figures, not a structural sign-off. */
typedef struct {
  char   *id;          /* NULL for totals */
  gint64  panels, columns, rows;
  gint64  pixels_w, pixels_h, pixels; /* pixels counts standing cabinets only */
  double  width_m, height_m, area_m2, pitch_mm;
  double  weight_kg, power_max_w, power_avg_w, heat_btu_h;
  gint64  ports, processors, canvases;
  gboolean unverified; /* a figure that went in has no public source */
} SlWallTally;

typedef struct {
  GArray      *walls; /* SlWallTally, in plan order */
  SlWallTally  totals;
  char        *currency;
  double       cost;  /* NAN without rates and prices */
} SlTally;

void     sl_tally_free (SlTally *tally);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlTally, sl_tally_free)
/* NULL with an error when a wall cannot stand. */
SlTally *sl_tally_new  (const SlPlan *plan, GError **error);

/* The fewest unturned rectangles of at most `max_w` × `max_h` px that cut a wall of cabinets, each of at most
 * `max_pixels` (0: no limit). −1 when one cabinet alone is too large. */
gint64   sl_tally_canvases (gint64 columns, gint64 rows, gint64 cabinet_w, gint64 cabinet_h, gint64 max_w, gint64 max_h, gint64 max_pixels);

G_END_DECLS
