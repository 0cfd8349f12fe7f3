#include "sl-tracking-export.h"

#include <string.h>

#include "sl-check.h"
#include "sl-error.h"
#include "sl-file.h"
#include "sl-freed.h"
#include "sl-i18n.h"
#include "sl-opentrackio.h"

gboolean
sl_tracking_static_due (SlRational rate, gint64 index)
{
  return index % MAX (1, llround (2 * sl_rational_to_real (rate))) == 0;
}

static void
append (GByteArray *bytes, GBytes *packet)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (packet, &size);

  g_byte_array_append (bytes, data, (guint) size);
}

/* One sample behind what is there already. */
static void
append_sample (GByteArray *bytes, const SlTrackingShot *shot, const SlTrackingSample *sample,
               const SlTrackingOptions *options, gboolean packets)
{
  const SlTrackingStatic *fixed = sl_tracking_shot_static (shot);
  const SlOpenTrackIOEncoding encoding = packets && options->cbor ? SL_OPENTRACKIO_CBOR : SL_OPENTRACKIO_JSON;
  g_autoptr (JsonObject) object = sl_opentrackio_sample (sample, fixed, sl_tracking_static_due (sample->rate,
                                                         sample->sequence) ? fixed : NULL, options->source);
  g_autoptr (GByteArray) payload = sl_opentrackio_encode (object, encoding);
  g_autoptr (GPtrArray) split = NULL;

  if (!packets)
    {
      g_byte_array_append (bytes, payload->data, payload->len);
      g_byte_array_append (bytes, (const guint8 *) "\n", 1);
      return;
    }
  split = sl_opentrackio_packets (payload->data, payload->len, encoding, (guint16) (sample->sequence + 1));
  for (guint i = 0; i < split->len; i++)
    append (bytes, split->pdata[i]);
}

static gboolean
append_all (GByteArray *bytes, const SlExportInput *input, const SlTrackingShot *shot,
            const SlTrackingOptions *options, gboolean packets, GError **error)
{
  const gint64 n = sl_tracking_shot_frames (shot);
  SlTrackingSample sample;

  for (gint64 frame = 0; frame < n; frame++)
    {
      if (sl_watch_stops (input->watch, error) || !sl_tracking_shot_sample (shot, frame, &sample, error))
        return FALSE;
      append_sample (bytes, shot, &sample, options, packets);
      sl_watch_tell (input->watch, (double) frame / (double) n);
    }
  return TRUE;
}

/* The sample of one frame, with all that there is. */
static gboolean
append_one (GByteArray *bytes, const SlTrackingShot *shot, const SlTrackingOptions *options, GError **error)
{
  const SlTrackingStatic *fixed = sl_tracking_shot_static (shot);
  const gint64 n = sl_tracking_shot_frames (shot);
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *text = NULL;
  SlTrackingSample sample;

  if (options->frame < 0 || options->frame >= n)
    {
      g_autofree char *last = g_strdup_printf ("%" G_GINT64_FORMAT, n - 1);
      sl_error_set (error, SL_ERROR_INPUT, _("the shot has no such frame; name one from 0 to %s"), last);
      return FALSE;
    }
  if (!sl_tracking_shot_sample (shot, options->frame, &sample, error))
    return FALSE;
  object = sl_opentrackio_sample (&sample, fixed, fixed, options->source);
  text = sl_opentrackio_print (object, TRUE);
  g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text));
  g_byte_array_append (bytes, (const guint8 *) "\n", 1);
  return TRUE;
}

static gboolean
has_suffix (const char *path, const char *const *suffixes, GError **error)
{
  g_autofree char *list = NULL;

  for (guint i = 0; suffixes[i] != NULL; i++)
    if (sl_file_has_suffix (path, suffixes[i]))
      return TRUE;
  list = g_strjoinv (", ", (char **) suffixes);
  sl_error_set_at (error, SL_ERROR_INPUT, path, 0, _("the suffix names no form; use one of %s"), list);
  return FALSE;
}

gboolean
sl_opentrackio_export (const SlExportInput *input, const SlTrackingOptions *options, const char *path, gint64 *frames,
                       GError **error)
{
  static const char *const suffixes[] = { ".json", ".ndjson", ".otrk", NULL };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (SlTrackingShot) shot = NULL;
  const gboolean one = sl_file_has_suffix (path, ".json");

  if (!has_suffix (path, suffixes, error)
      || (shot = sl_tracking_shot_new (input->plan, options->shot, input->omissions, error)) == NULL
      || !(one ? append_one (bytes, shot, options, error)
               : append_all (bytes, input, shot, options, sl_file_has_suffix (path, ".otrk"), error)))
    return FALSE;
  if (frames != NULL)
    *frames = one ? 1 : sl_tracking_shot_frames (shot);
  return sl_file_write (path, (const char *) bytes->data, bytes->len, error);
}

void
sl_freed_say_clamped (guint clamped, const SlEntity *shot, GPtrArray *omissions)
{
  if (clamped & SL_FREED_POSITION)
    sl_findings_add (omissions, SL_SEVERITY_WARNING, shot, NULL, _("Send it as OpenTrackIO, or move it nearer"),
                     _("FreeD goes to 131 m from the stage's origin; the camera is beyond that and was held there"));
  if (clamped & SL_FREED_FOCAL)
    sl_findings_add (omissions, SL_SEVERITY_WARNING, shot, NULL, _("Correct the focal length"),
                     _("the focal length is more than FreeD's zoom can count"));
  if (clamped & SL_FREED_FOCUS)
    sl_findings_add (omissions, SL_SEVERITY_NOTE, shot, NULL, _("Send it as OpenTrackIO"),
                     _("FreeD's focus goes to 1677.7 m; a farther one was sent as infinity"));
}

gboolean
sl_freed_export (const SlExportInput *input, const SlTrackingOptions *options, const char *path, gint64 *frames,
                 GError **error)
{
  static const char *const suffixes[] = { ".bin", NULL };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (SlTrackingShot) shot = NULL;
  guint8 message[SL_FREED_SIZE];
  SlTrackingSample sample;
  guint clamped = 0;

  if (!has_suffix (path, suffixes, error)
      || (shot = sl_tracking_shot_new (input->plan, options->shot, input->omissions, error)) == NULL)
    return FALSE;
  for (gint64 frame = 0; frame < sl_tracking_shot_frames (shot); frame++)
    {
      if (sl_watch_stops (input->watch, error) || !sl_tracking_shot_sample (shot, frame, &sample, error))
        return FALSE;
      clamped |= sl_freed_write (&sample, options->source, message);
      g_byte_array_append (bytes, message, sizeof message);
    }
  sl_freed_say_clamped (clamped, sl_plan_find (input->plan, sl_tracking_shot_static (shot)->shot_id),
                        input->omissions);
  if (frames != NULL)
    *frames = sl_tracking_shot_frames (shot);
  return sl_file_write (path, (const char *) bytes->data, bytes->len, error);
}
