/* What long work and whoever waits for it tell each other: how far it is, how long it will take, whether to stop, and
 * the best answer so far. Safe from several threads. Every function takes NULL for work that nobody watches. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct SlWatch SlWatch;

/* Told 0…1 in the thread that does the work. */
typedef void (*SlProgress) (double fraction, gpointer data);

/* `progress` may be NULL; `data` is borrowed as long as the work goes on. */
SlWatch      *sl_watch_new          (SlProgress progress, gpointer data);
/* The stretch `from`…`to` (0…1) of `whole`'s progress, for a step of it; cancelled with it. `whole` may be NULL. */
SlWatch      *sl_watch_new_part     (SlWatch *whole, double from, double to);
/* Returns `watch`. */
SlWatch      *sl_watch_ref          (SlWatch *watch);
/* The last one frees it, with the best answer that nobody took. */
void          sl_watch_unref        (SlWatch *watch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlWatch, sl_watch_unref)

/* Asks the work to stop, and that of all parts. */
void          sl_watch_cancel       (SlWatch *watch);
/* TRUE once somebody asked. */
gboolean      sl_watch_is_cancelled (const SlWatch *watch);
/* TRUE, with SL_ERROR_CANCELLED in `error`, when the work is to stop. */
gboolean      sl_watch_stops        (const SlWatch *watch, GError **error);
/* For GIO's own calls; borrowed, NULL for NULL. */
GCancellable *sl_watch_cancellable  (const SlWatch *watch);

/* 0…1; less than what was told before is ignored. */
void          sl_watch_tell         (SlWatch *watch, double fraction);
/* What was told so far, 0…1. */
double        sl_watch_fraction     (const SlWatch *watch);
/* The clock starts anew, for work that had to wait for its turn. Before anything is told. */
void          sl_watch_begin        (SlWatch *watch);
/* Seconds since the watch was made or began. */
double        sl_watch_elapsed_s    (const SlWatch *watch);
/* Seconds that are left if it goes on as fast as so far; NAN while that is not known. */
double        sl_watch_remaining_s  (const SlWatch *watch);

/* The best answer so far, which a search leaves for whoever cancels it; `free_best` frees it when a better one comes
 * or nobody takes it. */
void          sl_watch_offer        (SlWatch *watch, gpointer best, GDestroyNotify free_best);
/* The answer is the caller's; NULL when there is none. */
gpointer      sl_watch_take         (SlWatch *watch);

G_END_DECLS
