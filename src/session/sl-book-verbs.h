/* What is done to a stage's days by name, in plan and store together: held, challenged, confirmed, given back; what has
 * become of the plan's bookings there; what is free.
 *
 *   wish ─▶ bookings of the plan ─ command ─▶ plan as it would be ─▶ days ─▶ store, stage by stage, ascending
 *                                                                     │ refused: what was done is undone
 *                                      one undo step, saved ◀─────────┘
 *
 * The store comes first: where the program is ended in between, the next push makes the two agree. */
#pragma once

#include "sl-book.h"
#include "sl-document.h"

G_BEGIN_DECLS

typedef struct {
  const char *const *stages;     /* ids, with a NULL at the end; NULL: all, of a hold the plan's only one */
  const char        *production; /* id; NULL: any, of a hold the first */
  guint32            from, to;   /* Julian, both included; 0 where all are meant */
  int                rank;       /* of a hold, 1…9; 0: the first, or what the booking has */
  const char        *expires;    /* of a hold; as sl_stage_moment_parse() reads it. NULL: never, or what it has */
  const char        *deadline;   /* of a challenge; as above */
  guint              length;     /* free: open days in a row, 1 at least */
  gint64             now;        /* seconds since 1970, UTC */
  gboolean           adopt;      /* takes over what another copy of the plan placed */
  gboolean           apply;      /* pull: writes into the plan */
} SlBookWish;

/* A run of free days. */
typedef struct {
  const char *stage;    /* id; borrowed from the plan */
  guint32     from, to; /* Julian, both included */
  guint       open;     /* days of it on which the stage is open */
} SlBookRun;

/* A field of a booking that the store has otherwise. */
typedef struct { char *booking, *field, *from, *to; } SlBookChange; /* owned texts */

typedef struct {
  const char *result;    /* "held", "confirmed", "released", "conflict", "queued", "unknown"; static */
  GPtrArray  *days;      /* SlStageDay: what the bookings have now, on a conflict what others have; ranks as places.
                          * Of what is queued, or asked for, what is wanted */
  GPtrArray  *strangers; /* SlStageDay of others' events over days that are had */
  GPtrArray  *remarks;   /* texts of what was not done, and how it can be */
  GPtrArray  *changes;   /* SlBookChange; of pull */
  GArray     *runs;      /* SlBookRun, by stage and day; of free */
  GPtrArray  *requests;  /* SlRequest: what a stage's facility was asked for; of pull, all of the plan's bookings */
} SlBookAnswer;

typedef struct {
  const char *id;    /* "hold" */
  const char *help;  /* one sentence, to be translated */
  gboolean    days;  /* it needs days */
  gboolean    edits; /* it may change the plan, which is to be opened for that */
  gboolean  (*run) (SlDocument *document, SlBookingStore *store, const SlBookWish *wish, SlBookAnswer *answer,
                    GError **error);
} SlBookVerb;

/* The table's line `index`, from 0; static. NULL behind the last. */
const SlBookVerb *sl_book_verb_at      (guint index);
/* Static; NULL where there is no such one. */
const SlBookVerb *sl_book_verb_find    (const char *id);
/* Does it, and saves the plan where it has changed. FALSE with an error: SL_ERROR_INPUT and SL_ERROR_REFERENCE for a
 * wish that cannot be, SL_ERROR_SERVICE where the store failed; then doing it again brings about what is there. A
 * conflict is an answer. Clear it with sl_book_answer_clear() in each case. */
gboolean          sl_book_do           (const SlBookVerb *verb, SlDocument *document, SlBookingStore *store,
                                        const SlBookWish *wish, SlBookAnswer *answer, GError **error);
/* Frees what it owns, not itself. */
void              sl_book_answer_clear (SlBookAnswer *answer);

G_END_DECLS
