/* Random numbers by counting: each is a function of a seed and a number, so that any of them can be had without those
 * before it, in any thread, and again on another day. Simulations, which take millions: sl-philox.h. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Spreads a number over all bits, one to one: numbers that differ little differ in half of their bits afterwards. */
guint64 sl_random_mix    (guint64 x);
/* Number `counter` of the row that belongs to `seed`: even from −1 to 1. */
double  sl_random_signed (guint64 seed, gint64 counter);

/* A smooth way about zero at an instant (s), with its first and second derivative by time: never beyond −1…1, about .3
 * on average, quickest about `hz` and next to nothing above three times that. Over T seconds its mean is at most
 * 3/8/(hz·T) off zero. Continuous with both derivatives. `hz` is above 0. */
void    sl_random_wander (guint64 seed, double hz, double seconds, double out[3]);

G_END_DECLS
