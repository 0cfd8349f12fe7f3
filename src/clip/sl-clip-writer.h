/* Frames into a video file or numbered pictures. Encoding runs in GStreamer's threads while the next frame is made.
 * What was there before is replaced at the end, when all of it is written, and is left as it was when the clip
 * fails. */
#pragma once

#include "sl-rational.h"
#include "sl-watch.h"

G_BEGIN_DECLS

typedef struct SlClipWriter SlClipWriter;

/* The format follows the suffix: .mp4 (H.264), .webm (VP9), both of even sizes from 16 px; or .png for a sequence,
 * whose numbers stand before the suffix ("shot-00012.png"). NULL with an error that names what is missing. */
SlClipWriter *sl_clip_writer_new    (const char *path, int width, int height, SlRational fps, GError **error);
/* Takes `width`·`height`·4 bytes of RGBA (top row first), allocated with g_malloc(); waits when the encoder is behind.
 * After FALSE only sl_clip_writer_cancel() may follow. */
gboolean      sl_clip_writer_push   (SlClipWriter *writer, guint8 *rgba, GError **error);
/* Ends the file and puts it in its place; frees the writer either way. `watch` (may be NULL) can still cancel it. */
gboolean      sl_clip_writer_finish (SlClipWriter *writer, SlWatch *watch, GError **error);
/* Leaves nothing behind; NULL is fine. */
void          sl_clip_writer_cancel (SlClipWriter *writer);

G_END_DECLS
