/* One day of a stage that somebody has, and its text as an iCalendar object: an event of that day, with fields of ours
 * (X-SIGHTLINE-…) beside those that every calendar shows. */
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
  char   *path;        /* file that holds it, NULL before it is stored */
} SlStageDay;

/* Frees it and its texts. */
void        sl_stage_day_free       (SlStageDay *day);
/* A copy of its own; free with sl_stage_day_free(). */
SlStageDay *sl_stage_day_copy       (const SlStageDay *day);
/* A day (Julian) that somebody has, though nobody can say who: `why` becomes its title. Free with
 * sl_stage_day_free(). */
SlStageDay *sl_stage_day_unreadable (const char *stage, guint32 julian, int rank, const char *path, const char *why);

/* The object's text; free with g_free(). */
char       *sl_stage_day_print      (const SlStageDay *day);
/* Reads an object of ours or a stranger's, whose missing fields are filled from what it has; NULL with an error when it
 * is no event of a day, too large or nested too deep. Free with sl_stage_day_free(). */
SlStageDay *sl_stage_day_read       (const char *stage, const char *path, GError **error);

G_END_DECLS
