/* Where each booking stands in a calendar of the stages: in lines below each other where they overlap. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

typedef struct {
  const SlBooking *booking; /* borrowed from the plan */
  guint            stage;   /* its place among the plan's stages */
  guint            lane;    /* from 0, the top */
} SlBar;

typedef struct {
  SlPlan *plan;
  GArray *bars;   /* SlBar, by first day */
  GArray *counts; /* guint: how many lanes each stage has, at least 1 */
  guint32 from, to; /* Julian: the first and the last day of all; 0 without any */
} SlLanes;

/* Of the bookings that count and have a stage and days. n·log n for n bookings. */
SlLanes *sl_lanes_new  (const SlPlan *plan);
/* NULL is fine. */
void     sl_lanes_free (SlLanes *lanes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlLanes, sl_lanes_free)

/* The bar of that booking, NULL for none. Borrowed. */
const SlBar *sl_lanes_find (const SlLanes *lanes, const char *id);
/* The booking that arrow keys go to from `id` (NULL or one without a bar: the first): `across` ±1 along its stage, in
 * the order of days, `down` ±1 to the next stage that has one, where it is nearest in time. `id` itself where there
 * is no further one, NULL without any. Borrowed. */
const char  *sl_lanes_step (const SlLanes *lanes, const char *id, int across, int down);

/* No stage has more; what overlaps more often shares the last. */
#define SL_LANES_MAX 16

G_END_DECLS
