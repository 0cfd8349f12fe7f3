/* What a production asks of a stage whose days only its facility writes, and what that has answered: one object a
 * booking, at a name that all compute alike, so that asking again changes what was asked:
 *
 *   request-1f0c…ics   X-SIGHTLINE-… as a day's object (sl-day-object.h), over all of its days
 *                      X-SIGHTLINE-ANSWER:refused   X-SIGHTLINE-WHY:…   once there is an answer */
#pragma once

#include "sl-stage-day.h"

G_BEGIN_DECLS

/* The state of a request that gives the booking's days back. */
#define SL_REQUEST_RELEASED "released"

typedef enum {
  SL_REQUEST_PENDING,
  SL_REQUEST_TAKING,   /* the facility is taking its days in this moment */
  SL_REQUEST_APPROVED,
  SL_REQUEST_REFUSED,
} SlRequestAnswer;

typedef struct {
  char           *id;       /* what it is called by people and programs: of its name */
  char           *name;     /* the object's */
  SlStageDay     *day;      /* what is asked of each day; its `day` is the first */
  guint32         to;       /* Julian, the last */
  gint64          asked;    /* seconds since 1970, UTC; 0 where nobody says */
  SlRequestAnswer answer;
  gint64          answered; /* likewise; 0 for not yet */
  char           *why;      /* of a refusal; NULL for none */
  char           *claim;    /* of who answers, made for this one time; NULL for none */
} SlRequest;                /* all owned */

/* NULL is fine. */
void       sl_request_free   (SlRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlRequest, sl_request_free)
/* A copy of its own. */
SlRequest *sl_request_copy   (const SlRequest *request);

/* The name of a booking's; free with g_free(). */
char      *sl_request_name   (const char *booking);
/* Whether an object is called like one. */
gboolean   sl_request_is_name (const char *name);

/* Reads an object (NULL: it cannot be read) that is called `name`. NULL with SL_ERROR_INPUT where it is no request, or
 * that of another booking than its name says. Free with sl_request_free(). */
SlRequest *sl_request_read   (const char *stage, const char *name, const char *text, GError **error);
/* The object that asks for `day` as each of the days to `to`: `text`, which was fetched, with all else as it stands
 * and without its answer; a new one for NULL. NULL where `text` is no object. Free with g_free(). */
char      *sl_request_text   (const char *text, const SlStageDay *day, guint32 to, gint64 now);
/* `text`, which was fetched, with that answer; `why` and `claim` NULL for none. NULL where it is no object. Free with
 * g_free(). */
char      *sl_request_answer_text (const char *text, SlRequestAnswer answer, const char *claim, const char *why,
                                   gint64 now);

/* Whether it asks for just that. */
gboolean   sl_request_asks   (const SlRequest *request, const SlStageDay *day, guint32 to);
/* Its days, SlStageDay, ascending; none where it gives them back. Free with g_ptr_array_unref(). */
GPtrArray *sl_request_days   (const SlRequest *request);
/* "pending", "taking", "approved", "refused"; static. */
const char *sl_request_answer_id (SlRequestAnswer answer);

G_END_DECLS
