#include "sl-clip-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <gst/app/gstappsrc.h>
#include <gst/gst.h>
#include <unistd.h>

#include "sl-clip-sequence.h"
#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"

/* Frames that may wait for the encoder; how often it is asked. */
enum { QUEUE = 2, ROOM_MS = 5 };

/* One way to write a codec; the first whose encoder is installed is taken. The number that `quality` gives stands
 * between the two parts of the pipeline. */
typedef struct {
  SlCodec     codec;
  const char *suffix, *encoder, *before;
  int         quality[SL_N_CLIP_QUALITIES];
  const char *after;
} Way;

static const Way ways[] = {
  { SL_CODEC_H264, ".mp4", "x264enc", "x264enc speed-preset=veryfast trellis=false pass=qual quantizer=",
    { 28, 20, 14 },
    " bitrate=60000 key-int-max=48 ! video/x-h264,profile=high ! h264parse ! mp4mux name=muxer faststart=true" },
  { SL_CODEC_H264, ".mp4", "openh264enc", "openh264enc rate-control=quality bitrate=", { 4000000, 12000000, 40000000 },
    " gop-size=48 ! h264parse ! mp4mux name=muxer faststart=true" },
  { SL_CODEC_H265, ".mp4", "x265enc", "x265enc speed-preset=veryfast log-level=error key-int-max=48 qp=",
    { 32, 24, 17 }, " ! h265parse ! mp4mux name=muxer faststart=true" },
  { SL_CODEC_MJPEG, ".mov", "jpegenc", "jpegenc quality=", { 75, 90, 97 }, " ! qtmux name=muxer faststart=true" },
  { SL_CODEC_VP9, ".webm", "vp9enc",
    "vp9enc deadline=1 cpu-used=6 row-mt=true threads=4 end-usage=cq target-bitrate=0 keyframe-max-dist=48 cq-level=",
    { 40, 28, 16 }, " ! webmmux" },
  { SL_CODEC_VP9, ".webm", "vp8enc", "vp8enc deadline=1 cpu-used=8 threads=4 keyframe-max-dist=48 target-bitrate=",
    { 3000000, 8000000, 24000000 }, " ! webmmux" },
};

struct SlClipWriter {
  SlClipSequence *sequence; /* or all that follows */
  char       *path, *temporary;
  int         spool;        /* a file without a name, where the muxer collects frames; −1 for none */
  GstElement *pipeline, *source;
  SlRational  fps;
  gsize       frame_bytes;
  guint64     frames;
};

const char *
sl_codec_suffix (SlCodec codec)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (ways[i].codec == codec)
      return ways[i].suffix;
  return codec == SL_CODEC_PNG ? ".png" : ways[0].suffix;
}

/* Of the codec, or of any that `path` (may be NULL) goes with. NULL, with the encoder that is missing in `missing`
 * where there would be one. */
static const Way *
installed_way (SlCodec codec, const char *path, const char **missing)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if ((codec == SL_CODEC_AUTO || ways[i].codec == codec)
        && (path == NULL || sl_file_has_suffix (path, ways[i].suffix)))
      {
        g_autoptr (GstElementFactory) factory = gst_element_factory_find (ways[i].encoder);
        if (factory != NULL)
          return &ways[i];
        *missing = *missing != NULL ? *missing : ways[i].encoder;
      }
  return NULL;
}

static void
set_missing (const char *encoder, GError **error)
{
  sl_error_set (error, SL_ERROR_DEVICE,
                _("the encoder %s is missing; install gstreamer1.0-plugins-good, -bad and -ugly"), encoder);
}

gboolean
sl_codec_check (SlCodec codec, GError **error)
{
  const char *missing = NULL;

  if (codec == SL_CODEC_AUTO || codec == SL_CODEC_PNG)
    return TRUE;
  if (!gst_init_check (NULL, NULL, error))
    return FALSE;
  if (installed_way (codec, NULL, &missing) != NULL)
    return TRUE;
  set_missing (missing, error);
  return FALSE;
}

static const Way *
find_way (const char *path, SlCodec codec, GError **error)
{
  const char *missing = NULL;
  const Way *way = installed_way (codec, path, &missing);

  if (way == NULL && missing != NULL)
    set_missing (missing, error);
  else if (way == NULL && codec == SL_CODEC_AUTO)
    sl_error_set_at (error, SL_ERROR_INPUT, path, 0, _("the name must end in .mp4, .mov, .webm or .png"));
  else if (way == NULL)
    sl_error_set_at (error, SL_ERROR_INPUT, path, 0, _("the name must end in %s, or take another codec"),
                     sl_codec_suffix (codec));
  return way;
}

static void
writer_free (SlClipWriter *writer)
{
  sl_clip_sequence_free (writer->sequence);
  if (writer->pipeline != NULL)
    {
      gst_element_set_state (writer->pipeline, GST_STATE_NULL);
      gst_object_unref (writer->pipeline);
    }
  g_clear_object (&writer->source);
  sl_file_discard (writer->temporary);
  if (writer->spool >= 0)
    close (writer->spool);
  g_free (writer->path);
  g_free (writer);
}

/* The muxer's own choice would be a file with a name in the folder for temporary files, which nobody takes away when
 * this process is killed. */
static gboolean
set_spool (SlClipWriter *writer, GError **error)
{
  g_autoptr (GstElement) muxer = gst_bin_get_by_name (GST_BIN (writer->pipeline), "muxer");
  g_autofree char *name = NULL, *by_number = NULL;

  if (muxer == NULL)
    return TRUE;
  name = g_strdup_printf ("%s.XXXXXX", writer->temporary);
  writer->spool = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, 0600);
  if (writer->spool < 0)
    {
      sl_error_set_at (error, SL_ERROR_IO, writer->path, 0,
                       _("cannot be written (%s); choose another folder or free some space"), g_strerror (errno));
      return FALSE;
    }
  g_unlink (name);
  by_number = g_strdup_printf ("/proc/self/fd/%d", writer->spool);
  g_object_set (muxer, "faststart-file", by_number, NULL);
  return TRUE;
}

static gboolean
start_pipeline (SlClipWriter *writer, GError **error)
{
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (writer->pipeline), "sink");

  writer->source = gst_bin_get_by_name (GST_BIN (writer->pipeline), "source");
  g_object_set (sink, "location", writer->temporary, NULL);
  if (gst_element_set_state (writer->pipeline, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE)
    {
      sl_error_set_at (error, SL_ERROR_DEVICE, writer->path, 0, _("the encoder does not start; try another format"));
      return FALSE;
    }
  return TRUE;
}

static gboolean
start (SlClipWriter *writer, const Way *way, const SlClipFormat *format, GError **error)
{
  g_autofree char *description = g_strdup_printf (
    "appsrc name=source format=time max-bytes=0 "
    "caps=video/x-raw,format=RGBA,width=%d,height=%d,framerate=%d/%d,pixel-aspect-ratio=1/1 "
    "! videoconvert n-threads=2 ! video/x-raw,format=I420,colorimetry=bt709 "
    "! queue max-size-buffers=%d max-size-bytes=0 max-size-time=0 ! %s%d%s ! filesink name=sink",
    format->width, format->height, writer->fps.num, writer->fps.den, QUEUE, way->before,
    way->quality[format->quality], way->after);
  g_autoptr (GError) trouble = NULL; /* an encoder that lacks an option gives both a pipeline and an error */

  writer->pipeline = gst_parse_launch (description, &trouble);
  if (trouble == NULL)
    return set_spool (writer, error) && start_pipeline (writer, error);
  g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}

static gboolean
open_video (SlClipWriter *writer, const SlClipFormat *format, GError **error)
{
  const int width = format->width, height = format->height;
  const Way *way;

  if (!gst_init_check (NULL, NULL, error) || (way = find_way (writer->path, format->codec, error)) == NULL)
    return FALSE;
  if (width % 2 != 0 || height % 2 != 0 || width < 16 || height < 16)
    {
      sl_error_set_at (error, SL_ERROR_INPUT, writer->path, 0,
                       _("a clip of %d × %d px cannot be encoded; use even numbers from 16"), width, height);
      return FALSE;
    }
  writer->frame_bytes = (gsize) width * (gsize) height * 4;
  writer->temporary = sl_file_begin (writer->path, error);
  return writer->temporary != NULL && start (writer, way, format, error);
}

SlClipWriter *
sl_clip_writer_new (const char *path, const SlClipFormat *format, GError **error)
{
  SlClipWriter *writer = g_new0 (SlClipWriter, 1);
  const gboolean pictures = sl_file_has_suffix (path, ".png");
  gboolean ok;

  writer->path = g_strdup (path);
  writer->fps = format->fps;
  writer->spool = -1;
  if (pictures && (format->codec == SL_CODEC_AUTO || format->codec == SL_CODEC_PNG))
    ok = (writer->sequence = sl_clip_sequence_new (path, format->width, format->height)) != NULL;
  else
    ok = open_video (writer, format, error);
  if (ok)
    return writer;
  writer_free (writer);
  return NULL;
}

/* TRUE, with `error` set, when the message says that the pipeline failed. The message is freed. */
static gboolean
says_failure (SlClipWriter *writer, GstMessage *message, GError **error)
{
  g_autoptr (GstMessage) own = message;
  g_autoptr (GError) inner = NULL;

  if (own == NULL || GST_MESSAGE_TYPE (own) != GST_MESSAGE_ERROR)
    return FALSE;
  gst_message_parse_error (own, &inner, NULL);
  sl_error_set_at (error, SL_ERROR_IO, writer->path, 0,
                   _("the clip cannot be written (%s); free some space or choose another folder"), inner->message);
  return TRUE;
}

static gboolean
has_failed (SlClipWriter *writer, GError **error)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (writer->pipeline);

  return says_failure (writer, gst_bus_pop_filtered (bus, GST_MESSAGE_ERROR), error);
}

/* Waits until the encoder takes another frame. An appsrc that blocks would wait for ever where the pipeline failed
 * while its queue was full, as it does on a full disk. */
static gboolean
wait_for_room (SlClipWriter *writer, GError **error)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (writer->pipeline);

  while (gst_app_src_get_current_level_bytes (GST_APP_SRC (writer->source)) >= QUEUE * writer->frame_bytes)
    if (says_failure (writer, gst_bus_timed_pop_filtered (bus, ROOM_MS * GST_MSECOND, GST_MESSAGE_ERROR), error))
      return FALSE;
  return !has_failed (writer, error);
}

gboolean
sl_clip_writer_push (SlClipWriter *writer, guint8 *rgba, GError **error)
{
  guint64 n = writer->frames++, num = (guint64) writer->fps.num, den = (guint64) writer->fps.den * GST_SECOND;
  GstBuffer *buffer;

  if (writer->sequence != NULL)
    {
      g_autofree guint8 *own = rgba;
      return sl_clip_sequence_push (writer->sequence, own, error);
    }
  if (!wait_for_room (writer, error))
    {
      g_free (rgba);
      return FALSE;
    }
  buffer = gst_buffer_new_wrapped (rgba, writer->frame_bytes);
  GST_BUFFER_PTS (buffer) = gst_util_uint64_scale (n, den, num);
  GST_BUFFER_DURATION (buffer) = gst_util_uint64_scale (n + 1, den, num) - GST_BUFFER_PTS (buffer);
  if (gst_app_src_push_buffer (GST_APP_SRC (writer->source), buffer) != GST_FLOW_OK)
    {
      if (!has_failed (writer, error))
        sl_error_set_at (error, SL_ERROR_IO, writer->path, 0, _("the encoder stopped; try another format"));
      return FALSE;
    }
  return !has_failed (writer, error);
}

/* Waits for the end of the stream; looks often whether it is still wanted. */
static gboolean
wait_for_end (SlClipWriter *writer, SlWatch *watch, GError **error)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (writer->pipeline);
  GstMessage *message = NULL;

  while (message == NULL && !sl_watch_stops (watch, error))
    message = gst_bus_timed_pop_filtered (bus, 50 * GST_MSECOND, GST_MESSAGE_ERROR | GST_MESSAGE_EOS);
  return message != NULL && !says_failure (writer, message, error);
}

gboolean
sl_clip_writer_finish (SlClipWriter *writer, SlWatch *watch, GError **error)
{
  gboolean ok;

  if (writer->sequence != NULL)
    ok = sl_clip_sequence_finish (writer->sequence, watch, error);
  else
    {
      gst_app_src_end_of_stream (GST_APP_SRC (writer->source));
      ok = wait_for_end (writer, watch, error);
      gst_element_set_state (writer->pipeline, GST_STATE_NULL); /* closes the file */
      ok = ok && sl_file_commit (g_steal_pointer (&writer->temporary), writer->path, error);
    }
  writer_free (writer);
  return ok;
}

void
sl_clip_writer_cancel (SlClipWriter *writer)
{
  if (writer != NULL)
    writer_free (writer);
}
