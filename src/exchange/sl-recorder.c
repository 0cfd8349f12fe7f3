#include "sl-recorder.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-freed.h"
#include "sl-i18n.h"
#include "sl-opentrackio.h"

typedef enum { FORM_LINES, FORM_PACKETS, FORM_FREED, N_FORMS } Form;

struct SlRecorder {
  Form    form;
  char   *path, *temporary;
  FILE   *file;
  guint16 sequence; /* of the packet before */
  int     trouble;  /* errno, 0 for none */
};

SlRecorder *
sl_recorder_new (const char *path, GError **error)
{
  static const char *const suffixes[N_FORMS] = { ".ndjson", ".otrk", ".bin" };
  char *temporary;
  SlRecorder *recorder;
  Form form = 0;
  FILE *file;

  while (form < N_FORMS && !sl_file_has_suffix (path, suffixes[form]))
    form++;
  if (form == N_FORMS)
    {
      sl_error_set_at (error, SL_ERROR_INPUT, path, 0, _("the suffix names no form; use one of %s"),
                       ".ndjson, .otrk, .bin");
      return NULL;
    }
  if ((temporary = sl_file_begin (path, error)) == NULL)
    return NULL;
  if ((file = fopen (temporary, "wb")) == NULL)
    {
      sl_error_set_at (error, SL_ERROR_IO, path, 0, _("cannot be written (%s); choose another folder"),
                       g_strerror (errno));
      sl_file_discard (temporary);
      return NULL;
    }
  recorder = g_new (SlRecorder, 1);
  *recorder = (SlRecorder) { .form = form, .path = g_strdup (path), .temporary = temporary, .file = file };
  return recorder;
}

static void
put (SlRecorder *recorder, gconstpointer data, gsize size)
{
  if (recorder->trouble == 0 && fwrite (data, 1, size, recorder->file) != size)
    recorder->trouble = errno;
}

static void
put_packets (SlRecorder *recorder, JsonObject *object)
{
  g_autoptr (GByteArray) payload = sl_opentrackio_encode (object, SL_OPENTRACKIO_JSON);
  g_autoptr (GPtrArray) packets = sl_opentrackio_packets (payload->data, payload->len, SL_OPENTRACKIO_JSON,
                                                          ++recorder->sequence);

  for (guint i = 0; i < packets->len; i++)
    {
      gsize size;
      gconstpointer data = g_bytes_get_data (packets->pdata[i], &size);
      put (recorder, data, size);
    }
}

static JsonObject *
object_of (const SlTrackingHeard *heard)
{
  return heard->object != NULL ? json_object_ref (heard->object)
                               : sl_opentrackio_sample (heard->sample, NULL, NULL, MAX (1, heard->sample->source));
}

char *
sl_recorder_line (const SlTrackingHeard *heard)
{
  g_autoptr (JsonObject) object = object_of (heard);
  g_autofree char *text = sl_opentrackio_print (object, FALSE);

  return g_strconcat (text, "\n", NULL);
}

gboolean
sl_recorder_take (SlRecorder *recorder, const SlTrackingHeard *heard)
{
  guint8 message[SL_FREED_SIZE];

  if (recorder->form == FORM_FREED)
    {
      sl_freed_write (heard->sample, heard->sample->source, message);
      put (recorder, message, sizeof message);
      return recorder->trouble == 0;
    }
  if (recorder->form == FORM_PACKETS)
    {
      g_autoptr (JsonObject) object = object_of (heard);
      put_packets (recorder, object);
    }
  else
    {
      g_autofree char *line = sl_recorder_line (heard);
      put (recorder, line, strlen (line));
    }
  return recorder->trouble == 0;
}

static void
free_all (SlRecorder *recorder)
{
  g_free (recorder->path);
  g_free (recorder);
}

gboolean
sl_recorder_end (SlRecorder *recorder, GError **error)
{
  gboolean ok;

  if (fclose (recorder->file) != 0 && recorder->trouble == 0)
    recorder->trouble = errno;
  ok = recorder->trouble == 0;
  if (ok)
    ok = sl_file_commit (recorder->temporary, recorder->path, error);
  else
    {
      sl_error_set_at (error, SL_ERROR_IO, recorder->path, 0, _("cannot be written (%s); free some space"),
                       g_strerror (recorder->trouble));
      sl_file_discard (recorder->temporary);
    }
  free_all (recorder);
  return ok;
}

void
sl_recorder_drop (SlRecorder *recorder)
{
  if (recorder == NULL)
    return;
  fclose (recorder->file);
  sl_file_discard (recorder->temporary);
  free_all (recorder);
}
