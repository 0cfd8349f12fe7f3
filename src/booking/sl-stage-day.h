/* One day of a stage that somebody has. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The state of a day that is taken by an object that cannot be read; its `title` says why. */
#define SL_STAGE_DAY_UNREADABLE "unreadable"

typedef struct {
  char   *stage;       /* calendar's name */
  guint32 day;         /* Julian */
  char   *slot;        /* part of the day that the stage divides it into; NULL for the whole */
  char   *booking;     /* the booking's id, unique over all plans: "PLAN-UUID/ID" */
  char   *title, *owner;
  char   *state;       /* hold, confirmed… as in plans; or SL_STAGE_DAY_UNREADABLE */
  char   *phase;
  int     rank;        /* 1 first */
  guint32 expires;     /* Julian, 0 for none */
  char   *path;        /* the object's name in the stage's calendar, NULL before it is stored */
  char   *plan;        /* mark of the plan's file that placed it; NULL where nothing tells */
} SlStageDay;

/* Frees it and its texts. */
void        sl_stage_day_free       (SlStageDay *day);
/* A copy of its own; free with sl_stage_day_free(). */
SlStageDay *sl_stage_day_copy       (const SlStageDay *day);
/* A day (Julian) that somebody has, though nobody can say who: `why` becomes its title. Free with
 * sl_stage_day_free(). */
SlStageDay *sl_stage_day_unreadable (const char *stage, guint32 julian, int rank, const char *path, const char *why);

G_END_DECLS
