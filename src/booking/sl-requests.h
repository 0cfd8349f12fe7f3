/* The calendar beside a stage's into which productions write what they ask for (sl-request.h), where only the facility
 * writes days. Each request changes by one condition at a time: a production's over what it saw, an answer over what
 * was answered, so that of two who write at once one is told.
 *
 *   production  ask ─▶ pending ───────────────── ask otherwise, withdraw ─▶
 *   facility             └─ claim ─▶ taking ─ takes the days ─▶ approved, or pending again
 *                        └─────────────────────────────────────▶ refused */
#pragma once

#include "sl-backend.h"
#include "sl-request.h"

G_BEGIN_DECLS

/* A claim that is older was cut off: whoever approves then goes on. In seconds. */
#define SL_REQUESTS_STALE_S 300

typedef struct SlRequests SlRequests;

/* Takes `backend`. Nothing is asked yet. */
SlRequests *sl_requests_new   (SlBackend *backend, const char *stage);
/* NULL is fine. */
void        sl_requests_free  (SlRequests *requests);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlRequests, sl_requests_free)

/* Reads all of them anew. FALSE with an error. */
gboolean    sl_requests_read  (SlRequests *requests, SlWatch *watch, GError **error);
/* SlRequest elements as of the last reading, by first day; what cannot be read is a GError in `problems` (may be NULL).
 * Free with g_ptr_array_unref(). */
GPtrArray  *sl_requests_list  (SlRequests *requests, GPtrArray *problems);
/* A booking's as of the last reading or change; NULL for none. Borrowed until the next. */
const SlRequest *sl_requests_find (const SlRequests *requests, const char *booking);

/* Asks for `day` as each of the days to `to`, in place of what the booking asked for before. What was refused already
 * stays so. FALSE with an error: SL_ERROR_SERVICE while it is being answered. */
gboolean    sl_requests_ask   (SlRequests *requests, const SlStageDay *day, guint32 to, gint64 now, GError **error);
/* Asks for nothing any more; a booking that did not is done. FALSE as above. */
gboolean    sl_requests_withdraw (SlRequests *requests, const char *booking, gint64 now, GError **error);

/* What became of an answer. */
typedef enum { SL_ANSWER_GIVEN, SL_ANSWER_CHANGED, SL_ANSWER_FAILED } SlAnswered;

/* Answers what was read or answered last, and nothing else: SL_ANSWER_CHANGED where it says something else by now
 * (which sl_requests_find() then gives), SL_ANSWER_FAILED with an error. */
SlAnswered  sl_requests_answer (SlRequests *requests, const char *booking, SlRequestAnswer answer, const char *claim,
                                const char *why, gint64 now, GError **error);

G_END_DECLS
