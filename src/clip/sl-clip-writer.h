/* Frames into a video file or numbered pictures. Encoding runs in GStreamer's threads while the next frame is made.
 * What was there before is replaced at the end, when all of it is written, and is left as it was when the clip
 * fails. */
#pragma once

#include "sl-rational.h"
#include "sl-watch.h"

G_BEGIN_DECLS

typedef struct SlClipWriter SlClipWriter;

typedef enum {
  SL_CODEC_AUTO, /* the first of these that the name's suffix goes with */
  SL_CODEC_H264, /* .mp4 */
  SL_CODEC_H265, /* .mp4 */
  SL_CODEC_MJPEG, /* .mov: each picture for itself, for cutting */
  SL_CODEC_VP9,  /* .webm; VP8 where that is missing */
  SL_CODEC_PNG,  /* .png: a sequence, whose numbers stand before the suffix ("shot-00012.png") */
} SlCodec;

typedef enum { SL_CLIP_SMALL, SL_CLIP_GOOD, SL_CLIP_BEST, SL_N_CLIP_QUALITIES } SlClipQuality;

typedef struct {
  int           width, height; /* px; even and from 16 other than for pictures */
  SlRational    fps;
  SlCodec       codec;
  SlClipQuality quality;       /* pictures have always all of it */
} SlClipFormat;

/* ".mp4"; static. */
const char   *sl_codec_suffix       (SlCodec codec);
/* FALSE with an error when no encoder for it is installed. */
gboolean      sl_codec_check        (SlCodec codec, GError **error);
/* NULL with an error when the name's suffix does not go with the codec, or that names what is missing. */
SlClipWriter *sl_clip_writer_new    (const char *path, const SlClipFormat *format, GError **error);
/* Takes `width`·`height`·4 bytes of RGBA (top row first), allocated with g_malloc(); waits when the encoder is behind.
 * After FALSE only sl_clip_writer_cancel() may follow. */
gboolean      sl_clip_writer_push   (SlClipWriter *writer, guint8 *rgba, GError **error);
/* Ends the file and puts it in its place; frees the writer either way. `watch` (may be NULL) can still cancel it. */
gboolean      sl_clip_writer_finish (SlClipWriter *writer, SlWatch *watch, GError **error);
/* Leaves nothing behind; NULL is fine. */
void          sl_clip_writer_cancel (SlClipWriter *writer);

G_END_DECLS
