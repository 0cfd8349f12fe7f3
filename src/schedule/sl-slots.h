/* Free slots: so many days in a row on any stage of a kind, with a wall of a size. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

/* What is looked for. */
typedef struct {
  guint32     from;        /* Julian: not before */
  guint       length;      /* days on which the stage is open, 1 at least */
  int         use;         /* SlStageUse; −1 for any */
  double      wall_width, wall_height; /* m: least developed width and height of one LED wall that stands; 0 for none */
  const char *stage;       /* id: this one alone; NULL for all */
} SlSlotWish;

typedef struct {
  const SlStage *stage;    /* borrowed from the plan */
  guint32        from, to; /* both included */
} SlSlot;

/* The widest LED wall that stands on the stage upright, neither floor nor ceiling (m); FALSE where there is none. */
gboolean sl_stage_wall (const SlPlan *plan, const char *stage, double *width, double *height);
/* The first slot of each stage that fits, the earliest first, on the same day in plan order: SlSlot elements, none
 * where there is none within ten years. Days that somebody has booked, holds or has closed break a slot; days on
 * which the stage's calendar closes it lie in it without being counted, but neither begin nor end it. Free with
 * g_array_unref(). Time grows with bookings and, for each stage, with the days up to the slot. */
GArray  *sl_slots      (const SlPlan *plan, const SlSlotWish *wish);

G_END_DECLS
