/* Several who write the same object at the same moment, each on a connection of its own: what a place does when
 * productions want one day. */
#pragma once

#include "sl-backend.h"

G_BEGIN_DECLS

typedef struct SlRivals SlRivals;

/* A new connection to the place; called in the thread that will use it, of several at a time. NULL with an error. */
typedef SlBackend *(*SlRivalOpen) (gpointer data, GError **error);

/* `data` is borrowed until they are freed. NULL with an error where one of them cannot connect. Free with
 * sl_rivals_free(). */
SlRivals *sl_rivals_new  (guint n, SlRivalOpen open, gpointer data, GError **error);
/* NULL is fine. */
void      sl_rivals_free (SlRivals *rivals);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlRivals, sl_rivals_free)

/* All write `name` at once, each its own of `texts`: over the version `etag`, or where nothing is called so (NULL).
 * What became of each is in `results`, n elements. Nobody can stop it, since what is on its way may still arrive. */
void      sl_rivals_race (SlRivals *rivals, const char *name, const char *etag, char *const *texts, SlWrite *results);

G_END_DECLS
