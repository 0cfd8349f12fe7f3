/* Philox4x32-10: random numbers by counting, four at once, for simulations. Each number is a function of a seed, the
 * row that it belongs to and its place there, so that threads and what-ifs share them without sharing state. For a few
 * numbers or a smooth way, sl-random.h.
 * J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11, 2011. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The function itself: ten rounds over a counter of 128 bits with a key of 64, lowest word first. */
void    sl_philox4x32 (const guint32 counter[4], const guint32 key[2], guint32 out[4]);

/* Numbers first…first + n − 1 of the row (stream, draw): even over all 32-bit numbers. `stream` names what the numbers
 * are for, `draw` which of its numbers; the place is the run. `first` is a multiple of 4. */
void    sl_philox_row (guint64 seed, guint64 stream, guint32 draw, guint32 first, guint n, guint32 *out);
/* Number `place` of that row. */
guint32 sl_philox_at  (guint64 seed, guint64 stream, guint32 draw, guint32 place);

G_END_DECLS
