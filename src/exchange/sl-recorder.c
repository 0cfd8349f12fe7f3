#include "sl-recorder.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-freed.h"
#include "sl-i18n.h"
#include "sl-opentrackio.h"

typedef enum { FORM_LINES, FORM_PACKETS, FORM_FREED, N_FORMS } Form;

struct SlRecorder {
  Form    form;
  char   *path, *temporary;
  char   *part;     /* what is written, until it is whole; NULL: the temporary file, where no other can stand */
  FILE   *file;
  guint64 taken;    /* samples */
  guint16 sequence; /* of the packet before */
  int     trouble;  /* errno, 0 for none */
};

static const char *const suffixes[N_FORMS] = { ".ndjson", ".otrk", ".bin" };

/* "take.part.ndjson" for "take.ndjson", so that what is left of it can be imported as it is; NULL for what is no plain
 * file. Free with g_free(). */
static char *
part_of (const char *path, Form form)
{
  const gsize stem = strlen (path) - strlen (suffixes[form]);

  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return NULL;
  return g_strdup_printf ("%.*s.part%s", (int) stem, path, path + stem);
}

/* NULL with an error; what a recording that was cut off left is not written over. */
static FILE *
open_part (const SlRecorder *r, GError **error)
{
  FILE *file = fopen (r->part != NULL ? r->part : r->temporary, r->part != NULL ? "wbx" : "wb");

  if (file != NULL)
    return file;
  if (r->part != NULL && errno == EEXIST)
    sl_error_set_at (error, SL_ERROR_INPUT, r->part, 0,
                     _("is left of a recording that was cut off; import it, and rename or remove it"));
  else
    sl_error_set_at (error, SL_ERROR_IO, r->path, 0, _("cannot be written (%s); choose another folder"),
                     g_strerror (errno));
  return NULL;
}

static void
free_all (SlRecorder *recorder)
{
  g_free (recorder->path);
  g_free (recorder->part);
  g_free (recorder);
}

SlRecorder *
sl_recorder_new (const char *path, GError **error)
{
  SlRecorder *recorder;
  char *temporary;
  Form form = 0;

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
  recorder = g_new (SlRecorder, 1);
  *recorder = (SlRecorder) { .form = form, .path = g_strdup (path), .temporary = temporary,
                             .part = part_of (path, form) };
  if ((recorder->file = open_part (recorder, error)) != NULL)
    return recorder;
  sl_file_discard (temporary);
  free_all (recorder);
  return NULL;
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

/* What it says is with the system when the sample is taken: a program that is killed loses none. */
static gboolean
end_sample (SlRecorder *recorder)
{
  if (recorder->trouble == 0 && fflush (recorder->file) != 0)
    recorder->trouble = errno;
  recorder->taken += recorder->trouble == 0;
  return recorder->trouble == 0;
}

gboolean
sl_recorder_take (SlRecorder *recorder, const SlTrackingHeard *heard)
{
  guint8 message[SL_FREED_SIZE];

  if (recorder->form == FORM_FREED)
    {
      sl_freed_write (heard->sample, heard->sample->source, message);
      put (recorder, message, sizeof message);
      return end_sample (recorder);
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
  return end_sample (recorder);
}

/* Under the name that is committed; the part stays until it is, where it can have two names. */
static gboolean
move_part (SlRecorder *r)
{
  if (r->part == NULL)
    return TRUE;
  g_unlink (r->temporary);
  return link (r->part, r->temporary) == 0 || g_rename (r->part, r->temporary) == 0;
}

static void
say_cut (const SlRecorder *r, GError **error)
{
  if (r->part != NULL && r->taken > 0)
    sl_error_set_at (error, SL_ERROR_IO, r->path, 0, _("cannot be written (%s); what was recorded is in %s: free some "
                                                       "space"), g_strerror (r->trouble), r->part);
  else
    sl_error_set_at (error, SL_ERROR_IO, r->path, 0, _("cannot be written (%s); free some space"),
                     g_strerror (r->trouble));
}

gboolean
sl_recorder_end (SlRecorder *recorder, GError **error)
{
  gboolean ok;

  if (fclose (recorder->file) != 0 && recorder->trouble == 0)
    recorder->trouble = errno;
  if (recorder->trouble == 0 && !move_part (recorder))
    recorder->trouble = errno;
  ok = recorder->trouble == 0 && sl_file_commit (recorder->temporary, recorder->path, error);
  if (recorder->trouble != 0)
    {
      say_cut (recorder, error);
      sl_file_discard (recorder->temporary);
    }
  if (recorder->part != NULL && (ok || recorder->taken == 0))
    g_unlink (recorder->part);
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
  if (recorder->part != NULL && recorder->taken == 0)
    g_unlink (recorder->part);
  free_all (recorder);
}
