/* What the files of sl-book share. */
#pragma once

#include "sl-book-sync.h"
#include "sl-book-verbs.h"
#include "sl-stage-clock.h"

G_BEGIN_DECLS

/* The mark of a plan's file in the objects that it places: the same for all who call the file so; nobody can tell its
 * name from it. Free with g_free(); NULL for no file. */
char            *sl_book_mark       (const char *file);

/* Whether a day as the store has it says what is wanted. */
gboolean         sl_book_same_day   (const SlStageDay *wanted, const SlStageDay *had);
/* Whether the id is of one of the plan's productions, by its mark alone. */
gboolean         sl_book_is_of_plan (const SlPlan *plan, const char *id);

/* --- sl-book-sync.c --- */

/* The store, and its outbox in this user's settings, which must be freed after it. NULL with an error; the outbox may
 * be there all the same. */
SlBookingStore  *sl_book_open_to_sync (const SlPlan *plan, const SlBookSyncOptions *options, SlWatch *watch,
                                       SlOutbox **outbox, GError **error);

/* --- sl-book-wish.c --- */

/* The days of one stage, or of the wish's stages one after the other, as they are listed; FALSE with an error where
 * the store cannot tell. Free with g_ptr_array_unref(). */
GPtrArray       *sl_book_list       (SlBookingStore *store, const SlPlan *plan, const SlBookWish *wish, GError **error);
/* Whether the wish is about that stage. */
gboolean         sl_book_wants      (const SlBookWish *wish, const char *stage);
/* The zone of a stage, NULL where the plan says none. Borrowed. */
const char      *sl_book_zone       (const SlPlan *plan, const char *stage);
/* Adds a text to the answer's remarks. */
void             sl_book_remark     (SlBookAnswer *answer, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Adds how a request of a booking stands to the answer's remarks. */
void             sl_book_say_request (SlBookAnswer *answer, const SlRequest *request);
/* Appends the edits that let a hold lapse then. */
void             sl_book_set_expiry (SlCommand *command, const char *id, const SlStageMoment *moment);

/* --- the verbs --- */

/* These take what the table's line takes (sl-book-verbs.h). */
typedef gboolean SlBookRunVerb (SlDocument *document, SlBookingStore *store, const SlBookWish *wish,
                                SlBookAnswer *answer, GError **error);

SlBookRunVerb sl_book_hold; /* sl-book-hold.c */
SlBookRunVerb sl_book_challenge, sl_book_confirm, sl_book_release; /* sl-book-state.c */
SlBookRunVerb sl_book_pull; /* sl-book-pull.c */
SlBookRunVerb sl_book_free; /* sl-book-free.c */

G_END_DECLS
