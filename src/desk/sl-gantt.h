/* The productions on an axis of days: a row a production with all its bookings, and where it is opened a row for each
 * of its stages and one for each unit that shoots by its board. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

typedef struct {
  guint32          from, to;    /* Julian, both included */
  const SlBooking *booking;     /* NULL for a day of the board; borrowed from the plan */
  guint            number;      /* of a shooting day; 0 for none */
} SlGanttBar;

typedef struct {
  const SlEntity *production;   /* borrowed from the plan, as `about` */
  const SlEntity *about;        /* the production itself, one of its stages, a unit */
  gboolean        inner, open;  /* below a production; of a production: its own rows follow */
  GArray         *bars;         /* SlGanttBar, by first day */
} SlGanttRow;

/* SlGanttRow elements in plan order; `open` (a set of ids) are the productions that are opened. Boards are read of
 * those alone. The plan must outlive it. Free with g_array_unref(). */
GArray *sl_gantt_rows (const SlPlan *plan, GHashTable *open);

G_END_DECLS
