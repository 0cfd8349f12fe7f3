/* A plan and its booking store: which one it is, whether the two are in step, who else has days there. The store is
 * asked in a queue of its own, so nothing waits for a server.
 *
 *   none ── choose ──▶ syncing ─▶ in step ── 5 min ──▶ syncing
 *                         │ no answer: offline ── 2 s … 5 min ──▶ syncing
 *                         └ refused: waits until a person asks again
 *
 * Signal: "changed" (any of it, also how bookings stand after an edit). */
#pragma once

#include "sl-book-reply.h"
#include "sl-book-choice.h"
#include "sl-book-sync.h"
#include "sl-editor.h"
#include "sl-queue.h"

G_BEGIN_DECLS

#define SL_TYPE_SYNC (sl_sync_get_type ())
G_DECLARE_FINAL_TYPE (SlSync, sl_sync, SL, SYNC, GObject)

typedef enum {
  SL_SYNC_NONE,    /* no store was chosen, or the plan has no file yet */
  SL_SYNC_BUSY,    /* the store is being asked */
  SL_SYNC_IN_STEP, /* it was read; what is still to be sent is another matter */
  SL_SYNC_OFFLINE, /* it gave no answer, and is tried again */
  SL_SYNC_REFUSED, /* it does not let us in, or is none; nothing is tried before a person asks */
} SlSyncState;

/* Keeps the editor. Nothing is asked before sl_sync_start(). */
SlSync      *sl_sync_new       (SlEditor *editor);
/* From now on the store is asked: at once, and every 5 minutes. Also after the plan's file became another. */
void         sl_sync_start     (SlSync *sync);
/* What is asked is cancelled and waited for; nothing is asked any more. */
void         sl_sync_close     (SlSync *sync);

/* Another store, as sl_book_choose() remembers it. FALSE with an error for what is none, or a server where nobody is
 * signed in, or a plan without a file. */
gboolean     sl_sync_choose    (SlSync *sync, const char *store, GError **error);
/* What was chosen; SL_BOOK_NO_STORE for none. Borrowed until "changed". */
const char  *sl_sync_choice    (SlSync *sync);
/* Its address or folder; NULL for none. Borrowed likewise. */
const char  *sl_sync_place     (SlSync *sync);
/* Asks the store now. Nothing without one, or while it is asked. */
void         sl_sync_now       (SlSync *sync);
/* Sends the plan's bookings, and reads the store afterwards; while it is asked, behind that. FALSE without a store. */
gboolean     sl_sync_send      (SlSync *sync);

/* Answers a production's request, and reads the store afterwards. FALSE without a store, or while it is asked. */
gboolean     sl_sync_answer    (SlSync *sync, const SlBookReply *answer);
/* Why the last answer was not given, in words; NULL where it was. Borrowed until "changed". */
const char  *sl_sync_answer_trouble (SlSync *sync);

/* As of now. */
SlSyncState  sl_sync_state     (SlSync *sync);
/* Whether what is being asked is a send. */
gboolean     sl_sync_is_sending (SlSync *sync);
/* When it was read last, and when it will be asked next (seconds since 1970, UTC); 0 for never. */
gint64       sl_sync_last      (SlSync *sync);
gint64       sl_sync_next      (SlSync *sync); /* as above */
/* Why it is offline or refused, in words; NULL for nothing. Borrowed until "changed". */
const char  *sl_sync_trouble   (SlSync *sync);
/* How many sends have ended, with or without success. */
guint        sl_sync_sends     (SlSync *sync);

/* What was read last; NULL before. Borrowed until "changed". */
const SlBookSync *sl_sync_read (SlSync *sync);
/* The plan as it looks with what others have (sl-book-seen.h). Borrowed until "changed" or the next edit. */
const SlPlan *sl_sync_seen     (SlSync *sync);
/* Another number whenever that plan, or how any booking stands, may be another. */
guint        sl_sync_serial    (SlSync *sync);
/* How a booking of the plan (id) stands; SL_BOOK_STORED where no store was read. */
SlBookStanding sl_sync_standing (SlSync *sync, const char *booking);
/* How many bookings the store has otherwise than the plan, those that are to be given back with them. */
guint        sl_sync_to_send   (SlSync *sync);
/* How many of them were refused. */
guint        sl_sync_refused   (SlSync *sync);
/* How many of them a stage's facility was asked for, and has not answered. */
guint        sl_sync_asked     (SlSync *sync);

/* --- sl-sync-words.c --- */

/* "In step, 14:03", "Offline: trying again in 20 s". Free with g_free(). */
char        *sl_sync_words     (SlSync *sync);
/* "3 bookings to send", or who waits for an answer; NULL for none. Free with g_free(). */
char        *sl_sync_send_words (SlSync *sync);
/* What the store is called: an address without its scheme, a folder's name. NULL for none. Free with g_free(). */
char        *sl_sync_name      (SlSync *sync);
/* "not sent yet", "waits for the server", "refused by the store"; NULL for what is stored. Static, translated. */
const char  *sl_standing_words (SlBookStanding standing);

G_END_DECLS
