/* What a crash left: what is asked about it, and the plans that never had a file. */
#pragma once

#include "sl-compat.h"

G_BEGIN_DECLS

/* How many of `steps` to leave out from the end when bringing them back was begun `attempts` times without an end: 0
 * the first time, then 1, 2, 4…, at last all of them. */
guint sl_recovery_leaves_out  (guint steps, guint attempts);
/* What a question says of them; free with g_free(). */
char *sl_recovery_body        (guint steps, guint leave_out);
/* The answer that leaves some out; free with g_free(). */
char *sl_recovery_fewer_label (guint leave_out);
/* "later", "discard", and "recover", or "fewer" instead when `fewer` is its label (NULL for none). */
void  sl_recovery_answers     (SlAnswer answers[static 4], const char *fewer);

/* Asks about plans that were never saved before a crash, one after another. */
void  sl_recovery_offer_untitled (AdwApplication *application);

G_END_DECLS
