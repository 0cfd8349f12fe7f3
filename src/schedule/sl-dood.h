/* Day out of days: who works, and is held, on which day of a board. For cast, and for whatever else a scene needs. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

/* What a day is to somebody, as the letters of a day out of days. */
typedef enum {
  SL_DOOD_NONE, SL_DOOD_WORK, SL_DOOD_START, SL_DOOD_FINISH, SL_DOOD_START_FINISH, SL_DOOD_HOLD, SL_DOOD_DROP,
  SL_DOOD_PICKUP, SL_DOOD_TRAVEL, SL_DOOD_REHEARSAL, SL_DOOD_FITTING,
} SlDoodUse;

typedef struct {
  const SlEntity *who;    /* cast, element, environment or wall; borrowed */
  GArray         *dates;  /* guint32: dates on which it works, ascending, each once */
  guint           work, hold;
  guint           first, last; /* places among the dates of the board */
  guint8         *uses;   /* SlDoodUse, one a date of the board */
} SlDood;

/* Fills `uses`, `work` and `hold` of a row whose `dates` are known. `dates` are the board's, ascending, each once. It
 * is held between two of its days on dates of the board that its own calendar does not name otherwise; a gap of at
 * least `drop_days` calendar days (0: never) lets it go: the day before it is dropped (D), the day after it picked up
 * (P). */
void        sl_dood_fill   (SlDood *row, const GArray *dates, gint64 drop_days, const SlCalendar *calendar);
/* Frees what it owns, not itself. */
void        sl_dood_clear  (gpointer row);
/* "W", "SW", "WF", "SWF", "H", "WD", "PW", "T", "R", "FT"; "" for none. Static. */
const char *sl_dood_letter (SlDoodUse use);

G_END_DECLS
