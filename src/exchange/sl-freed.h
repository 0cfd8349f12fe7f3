/* FreeD D1, the tracking message of Vinten's protocol: 29 bytes, big-endian.
 *
 *   0xD1 | camera | pan s24 | tilt s24 | roll s24 | X s24 | Y s24 | height s24 | zoom u24 | focus u24 | user u16 | sum
 *
 * Angles in 1/32768°, lengths in 1/64 mm; pan is + to the right. The sum makes all bytes 0x40 modulo 256. */
#pragma once

#include "sl-tracking.h"

G_BEGIN_DECLS

enum { SL_FREED_SIZE = 29, SL_FREED_PORT = 40000 };

typedef enum {
  SL_FREED_FIT = 0,
  SL_FREED_POSITION = 1 << 0, /* beyond 131 m */
  SL_FREED_FOCAL = 1 << 1,    /* beyond 167.77 m */
  SL_FREED_FOCUS = 1 << 2,    /* beyond 1677.7 m; infinity is the last count and fits */
} SlFreeDClamped;

/* Writes the message of a sample. Pan, tilt and roll are wrapped into ±180°, ±90° and ±180° as the same place; what
 * does not fit is the nearest that does, and told. Zoom is the focal length in 1/100 mm, focus its distance in 1/10 mm;
 * what is unknown is 0. */
SlFreeDClamped sl_freed_write (const SlTrackingSample *sample, int camera, guint8 message[SL_FREED_SIZE]);

typedef enum { SL_FREED_GOOD, SL_FREED_SHORT, SL_FREED_FOREIGN, SL_FREED_CHECKSUM } SlFreeDState;

/* What a message says: place and angles. Zoom and focus are counts of whoever sends them, so they are lengths only with
 * `lens`, when the sender counts as above. `camera` (may be NULL) receives its number. */
SlFreeDState   sl_freed_read  (const guint8 *message, gsize size, gboolean lens, SlTrackingSample *sample,
                               int *camera);

G_END_DECLS
