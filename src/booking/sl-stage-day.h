/* One day of a stage that somebody has. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The state of a day that is taken by an object that cannot be read; its `title` says why. */
#define SL_STAGE_DAY_UNREADABLE "unreadable"
/* The state of a day that is still to be sent: nobody has it yet. */
#define SL_STAGE_DAY_QUEUED "queued"

typedef struct {
  char   *stage;       /* calendar's name */
  guint32 day;         /* Julian */
  char   *slot;        /* part of the day that the stage divides it into; NULL for the whole */
  char   *booking;     /* the booking's id, unique over all plans: "PLAN-UUID/ID" */
  char   *title, *owner;
  char   *state;       /* hold, confirmed… as in plans; or SL_STAGE_DAY_UNREADABLE */
  char   *phase;
  char   *about;       /* what the stage is to know, in lines; NULL in what is to be stored: as it stands */
  int     rank;        /* 1 first */
  guint32 expires;     /* Julian: it lapses at the end of that day; 0 for none */
  gint64  lapses;      /* or at this instant (seconds since 1970, UTC); 0 for none */
  gint64  challenge;   /* the instant by which those before it must confirm or lose the day; 0 for none, in what is
                        * to be stored: as it stands; −1 there: no more */
  char   *path;        /* the object's name in the stage's calendar, NULL before it is stored */
  char   *plan;        /* mark of the plan's file that placed it; NULL where nothing tells */
  gboolean challenged, lapsed; /* as of the reading: one behind it has set a deadline; it keeps nobody out any more */
  gint64  ends;        /* as of the reading: the instant at which it lapses, by itself or by a challenge; 0: never */
} SlStageDay;

/* How firm it is as of the reading: its state, but "challenged" and "expired" where that has come about. Borrowed. */
const char *sl_stage_day_stands     (const SlStageDay *day);
/* Ranked holds move up: the rank of each of `days` (SlStageDay sorted by stage, day and rank, as they are listed, of
 * all who have them) becomes the place that it has behind those that count, as of the reading. */
void        sl_stage_days_move_up   (GPtrArray *days);

/* Frees it and its texts. */
void        sl_stage_day_free       (SlStageDay *day);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlStageDay, sl_stage_day_free)
/* A copy of its own; free with sl_stage_day_free(). */
SlStageDay *sl_stage_day_copy       (const SlStageDay *day);
/* A day (Julian) that somebody has, though nobody can say who: `why` becomes its title. Free with
 * sl_stage_day_free(). */
SlStageDay *sl_stage_day_unreadable (const char *stage, guint32 julian, int rank, const char *path, const char *why);

G_END_DECLS
