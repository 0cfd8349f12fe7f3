#include "cli.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"

/* A terminal obeys the controls that JSON leaves as they are (DEL, and those of two bytes); within texts, where alone
 * they can stand, they may be written as escapes. */
static void
escape_controls (char **json)
{
  GString *out = NULL;
  const char *from = *json;

  for (const char *p = from; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);
      if (c < 0x20 || !cli_is_control (c))
        continue;
      if (out == NULL)
        out = g_string_new (NULL);
      g_string_append_len (out, from, p - from);
      g_string_append_printf (out, "\\u%04x", c);
      from = g_utf8_next_char (p);
    }
  if (out == NULL)
    return;
  g_string_append (out, from);
  g_free (*json);
  *json = g_string_free (out, FALSE);
}

int
cli_write_json (JsonBuilder *builder, const char *target)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  escape_controls (&text);
  if (g_str_equal (target, "-"))
    {
      cli_write_output (text, strlen (text));
      cli_write_output ("\n", 1);
      return EXIT_DONE;
    }
  return sl_file_write (target, text, -1, &error) ? EXIT_DONE : cli_fail (error);
}

/* --- long results --- */

struct CliStream {
  const char *target;
  char       *temporary; /* NULL for standard output, which is filled from a file without a name */
  FILE       *file;
  gboolean    any;
  int         trouble; /* the first errno, 0 for none */
};

CliStream *
cli_stream_new (const char *target, const char *array, int *exit_code)
{
  CliStream *stream = g_new0 (CliStream, 1);
  g_autoptr (GError) error = NULL;

  stream->target = target;
  if (!g_str_equal (target, "-"))
    stream->temporary = sl_file_begin (target, &error);
  stream->file = error != NULL ? NULL : stream->temporary != NULL ? g_fopen (stream->temporary, "w") : tmpfile ();
  if (stream->file == NULL)
    {
      if (error == NULL)
        sl_error_set_at (&error, SL_ERROR_IO, target, 0,
                         _("cannot be written (%s); choose another folder or free some space"), g_strerror (errno));
      *exit_code = cli_fail (error);
      cli_stream_drop (stream);
      return NULL;
    }
  fprintf (stream->file, "{\"%s\": [", array);
  return stream;
}

static char *
builder_text (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  char *text = json_to_string (root, FALSE);

  escape_controls (&text);
  return text;
}

void
cli_stream_add (CliStream *stream, JsonBuilder *element)
{
  g_autofree char *text = builder_text (element);

  if (fprintf (stream->file, "%s\n%s", stream->any ? "," : "", text) < 0 && stream->trouble == 0)
    stream->trouble = errno;
  stream->any = TRUE;
}

static void
copy_to_output (FILE *file)
{
  char block[65536];
  gsize n;

  rewind (file);
  while ((n = fread (block, 1, sizeof block, file)) > 0)
    cli_write_output (block, n);
}

int
cli_stream_end (CliStream *stream, JsonBuilder *last)
{
  g_autoptr (CliStream) own = stream;
  g_autofree char *text = builder_text (last);
  g_autoptr (GError) error = NULL;

  if (own->trouble == 0
      && (fprintf (own->file, "\n],\n%s\n", text + 1 /* its brace */) < 0 || fflush (own->file) != 0))
    own->trouble = errno;
  if (own->trouble != 0)
    {
      sl_error_set_at (&error, SL_ERROR_IO, own->target, 0,
                       _("cannot be written (%s); choose another folder or free some space"),
                       g_strerror (own->trouble));
      return cli_fail (error);
    }
  if (own->temporary == NULL)
    copy_to_output (own->file);
  if (own->temporary != NULL && !sl_file_commit (g_steal_pointer (&own->temporary), own->target, &error))
    return cli_fail (error);
  return EXIT_DONE;
}

void
cli_stream_drop (CliStream *stream)
{
  if (stream == NULL)
    return;
  if (stream->file != NULL)
    fclose (stream->file);
  sl_file_discard (stream->temporary);
  g_free (stream);
}

void
cli_json_text (JsonBuilder *b, const char *name, const char *value)
{
  json_builder_set_member_name (b, name);
  json_builder_add_string_value (b, value != NULL ? value : "");
}

void
cli_json_number (JsonBuilder *b, const char *name, double value)
{
  if (!isfinite (value))
    return;
  json_builder_set_member_name (b, name);
  json_builder_add_double_value (b, value);
}

void
cli_json_count (JsonBuilder *b, const char *name, gint64 value)
{
  if (value < 0)
    return;
  json_builder_set_member_name (b, name);
  json_builder_add_int_value (b, value);
}

void
cli_json_job (JsonBuilder *b, gint64 started_us, guint threads)
{
  json_builder_set_member_name (b, "job");
  json_builder_begin_object (b);
  cli_json_number (b, "seconds", (double) (g_get_monotonic_time () - started_us) / 1e6);
  cli_json_count (b, "threads", threads);
  json_builder_end_object (b);
}

/* --- what was left out --- */

int
cli_report_file (const char *json, const CliFile *file, gint64 started_us)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();

  if (json == NULL)
    return EXIT_DONE;
  json_builder_begin_object (b);
  cli_json_text (b, "file", file->path);
  if (file->width > 0)
    {
      cli_json_count (b, "width_px", file->width);
      cli_json_count (b, "height_px", file->height);
    }
  if (file->frames > 0)
    cli_json_count (b, "frames", file->frames);
  if (file->scale > 0)
    cli_json_number (b, "scale", file->scale);
  if (file->lines != NULL)
    {
      json_builder_set_member_name (b, "changes");
      json_builder_begin_array (b);
      for (guint i = 0; i < file->lines->len; i++)
        json_builder_add_string_value (b, file->lines->pdata[i]);
      json_builder_end_array (b);
    }
  if (file->findings != NULL)
    cli_json_findings (b, file->findings);
  cli_json_job (b, started_us, 1);
  json_builder_end_object (b);
  return cli_write_json (b, json);
}
