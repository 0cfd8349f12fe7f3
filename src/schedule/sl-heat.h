/* What each day of each stage is: the firmest booking decides, as in sl-capacity.h. For pictures and sums of any
 * days. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

typedef enum { SL_HEAT_FREE, SL_HEAT_HELD, SL_HEAT_CONFIRMED, SL_HEAT_SHOOTING, SL_HEAT_CLOSED } SlHeatState;

typedef struct {
  guint32 from;     /* Julian */
  guint   days, stages;
  guint8 *states;   /* SlHeatState: the first stage's days, then the second's… */
  guint8 *ranks;    /* likewise: 0 confirmed, else the rank that holds first */
} SlHeat;

/* Sums over days of one stage or of all. */
typedef struct {
  guint  open, confirmed, held, shooting; /* stage-days; open: less closures */
  double weight; /* confirmed and held, a hold of rank n as 2⁻ⁿ */
} SlHeatSum;

/* Of `days` days from `from` on, all stages in plan order. A stage is closed where its calendar says so and nothing is
 * booked. Time grows with bookings and with days × stages. Free with sl_heat_free(). */
SlHeat     *sl_heat_new  (const SlPlan *plan, guint32 from, guint days);
void        sl_heat_free (SlHeat *heat); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlHeat, sl_heat_free)
/* What that stage's day is; both by their place from 0. */
SlHeatState sl_heat_at   (const SlHeat *heat, guint stage, guint day);
/* Adds `n` days of a stage from `day` on, as far as they are there. */
void        sl_heat_add  (const SlHeat *heat, guint stage, guint day, guint n, SlHeatSum *sum);

G_END_DECLS
