/* Frames into a video file. Encoding runs in GStreamer's threads while the next frame is made. */
#pragma once

#include <glib.h>

#include "sl-rational.h"

G_BEGIN_DECLS

typedef struct SlClipWriter SlClipWriter;

/* The format follows the suffix: .mp4 (H.264), .webm (VP9). Sizes must be even. The error names what is missing. */
SlClipWriter *sl_clip_writer_new    (const char *path, int width, int height, SlRational fps, GError **error);
/* Hands over `width`·`height`·4 bytes of RGBA (top first), allocated with g_malloc(); waits when the encoder is behind. */
gboolean      sl_clip_writer_push   (SlClipWriter *writer, guint8 *rgba, GError **error);
/* Ends the file and puts it in its place; frees the writer either way. */
gboolean      sl_clip_writer_finish (SlClipWriter *writer, GError **error);
/* Leaves nothing behind. */
void          sl_clip_writer_cancel (SlClipWriter *writer);

G_END_DECLS
