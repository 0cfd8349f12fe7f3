/* Conflicts of the facility: what stands in one place of a stage's day, what lies over confirmed or closed days, and
 * who or what two productions want on one date, by their boards. */
#pragma once

#include "sl-board.h"

G_BEGIN_DECLS

typedef enum {
  SL_CLASH_PLACE,     /* bookings in one place of a stage's day */
  SL_CLASH_CONFIRMED, /* a hold over days that are confirmed for somebody: a warning */
  /* a booking over days on which the stage is closed: by a closure, or as a warning by its calendar */
  SL_CLASH_CLOSED,
  SL_CLASH_CAST,      /* one actor shoots for two productions */
  SL_CLASH_ELEMENT,   /* more productions want a thing than there are of it */
  SL_CLASH_CREW,      /* one of the crew is in units of two productions that shoot */
} SlClashForm;

typedef struct {
  SlClashForm   form;
  gboolean      warning;
  guint32       from, to;   /* Julian, both included */
  const SlEntity *about;    /* the stage, the cast, the element, the crew; borrowed from the plan */
  GPtrArray    *ids;        /* ids of bookings or productions that clash; borrowed from the plan */
  char         *message;    /* who, and why; translated */
} SlClash;

void       sl_clash_free (SlClash *clash); /* not NULL */
/* "place", "cast"…, as the JSON has it. Static. */
const char *sl_clash_id  (SlClashForm form);
/* All of the plan, by first day. SlClash elements; free with g_ptr_array_unref(). Boards that count are read, one for
 * each production. n·log n for n bookings but for those that overlap, and as the boards take. */
GPtrArray *sl_clashes    (const SlPlan *plan);

/* Appends those between bookings (sl-facility-stages.c). */
void       sl_clashes_of_stages (const SlPlan *plan, GPtrArray *clashes);
/* Appends those between boards (sl-facility-boards.c). */
void       sl_clashes_of_boards (const SlPlan *plan, GPtrArray *clashes);
/* One use of somebody or something by a production on a date, as its board says. */
typedef struct {
  SlClashForm     form;
  const char     *key;        /* the same for the same person or thing */
  const SlEntity *about;
  const SlEntity *production;
  const SlStage  *stage;      /* of the scene; NULL where none is said, and for crew */
  guint32         date;
  guint           room;       /* how many productions it serves on a day */
} SlFacilityUse;

/* Appends what the days of a board use: SlFacilityUse, borrowed from its plan (sl-facility-boards.c). */
void       sl_facility_uses        (const SlBoardRead *read, GArray *uses);
/* By form, key, date and production. */
int        sl_facility_use_compare (gconstpointer a, gconstpointer b);
/* Appends one; takes the ids and the message. */
void       sl_clash_add  (GPtrArray *clashes, SlClashForm form, gboolean warning, guint32 from, guint32 to,
                          const SlEntity *about, GPtrArray *ids, char *message);

G_END_DECLS
