#include "cli.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"

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
  if (g_str_equal (target, "-"))
    {
      g_print ("%s\n", text);
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
        sl_error_set_at (&error, SL_ERROR_IO, target, 0, _("cannot be written (%s); choose another folder or free some space"), g_strerror (errno));
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

  return json_to_string (root, FALSE);
}

void
cli_stream_add (CliStream *stream, JsonBuilder *element)
{
  g_autofree char *text = builder_text (element);

  if (fprintf (stream->file, "%s\n%s", stream->any ? "," : "", text) < 0 && stream->trouble == 0)
    stream->trouble = errno;
  stream->any = TRUE;
}

/* FALSE with errno. */
static gboolean
copy_to_output (FILE *file)
{
  char block[65536];
  gsize n;

  rewind (file);
  while ((n = fread (block, 1, sizeof block, file)) > 0)
    if (fwrite (block, 1, n, stdout) != n)
      return FALSE;
  return fflush (stdout) == 0;
}

int
cli_stream_end (CliStream *stream, JsonBuilder *last)
{
  g_autoptr (CliStream) own = stream;
  g_autofree char *text = builder_text (last);
  g_autoptr (GError) error = NULL;

  /* without its brace */
  if (own->trouble == 0 && (fprintf (own->file, "\n],\n%s\n", text + 1) < 0 || fflush (own->file) != 0 || (own->temporary == NULL && !copy_to_output (own->file))))
    own->trouble = errno;
  if (own->trouble != 0)
    {
      sl_error_set_at (&error, SL_ERROR_IO, own->target, 0, _("cannot be written (%s); choose another folder or free some space"), g_strerror (own->trouble));
      return cli_fail (error);
    }
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

GPtrArray *
cli_findings_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
}

void
cli_say_omissions (const char *plan, const GPtrArray *findings)
{
  cli_progress_done ();
  for (guint i = 0; i < findings->len; i++)
    {
      const SlFinding *f = findings->pdata[i];
      g_autofree char *line = f->line > 0 ? g_strdup_printf (":%u", f->line) : g_strdup ("");
      g_printerr ("sightline-cli: %s%s: %s%s%s%s%s; %s\n", plan, line, f->id, *f->field != '\0' ? "." : "", f->field,
                  *f->id != '\0' ? ": " : "", f->message, f->remedy);
    }
}

void
cli_json_findings (JsonBuilder *b, const GPtrArray *findings)
{
  json_builder_set_member_name (b, "findings");
  json_builder_begin_array (b);
  for (guint i = 0; i < findings->len; i++)
    {
      const SlFinding *f = findings->pdata[i];
      json_builder_begin_object (b);
      cli_json_text (b, "severity", sl_severity_id (f->severity));
      cli_json_text (b, "id", f->id);
      cli_json_text (b, "field", f->field);
      cli_json_count (b, "line", f->line);
      cli_json_text (b, "message", f->message);
      cli_json_text (b, "remedy", f->remedy);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

/* --- tables --- */

struct CliTable {
  guint      columns;
  GPtrArray *cells; /* headings first */
};

static guint
text_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += g_unichar_iszerowidth (g_utf8_get_char (p)) ? 0 : g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  return width;
}

static void
add_cells (CliTable *table, va_list args)
{
  for (guint i = 0; i < table->columns; i++)
    g_ptr_array_add (table->cells, g_strdup (va_arg (args, const char *)));
}

CliTable *
cli_table_new (guint columns, ...)
{
  CliTable *table = g_new (CliTable, 1);
  va_list args;

  *table = (CliTable) { columns, g_ptr_array_new_with_free_func (g_free) };
  va_start (args, columns);
  add_cells (table, args);
  va_end (args);
  return table;
}

void
cli_table_row (CliTable *table, ...)
{
  va_list args;

  va_start (args, table);
  add_cells (table, args);
  va_end (args);
}

static gboolean
is_number_column (const CliTable *table, guint column)
{
  for (guint i = table->columns + column; i < table->cells->len; i += table->columns)
    {
      const char *cell = table->cells->pdata[i];
      if (*cell != '\0' && !g_ascii_isdigit (*cell) && *cell != '-')
        return FALSE;
    }
  return TRUE;
}

void
cli_table_print (CliTable *table)
{
  for (guint row = 0; row < table->cells->len / table->columns; row++)
    {
      g_autoptr (GString) line = g_string_new (NULL);
      for (guint column = 0; column < table->columns; column++)
        {
          const char *cell = table->cells->pdata[row * table->columns + column];
          guint widest = 0, width = text_width (cell);

          for (guint i = column; i < table->cells->len; i += table->columns)
            widest = MAX (widest, text_width (table->cells->pdata[i]));
          if (is_number_column (table, column))
            g_string_append_printf (line, "%*s%s", (int) (widest - width), "", cell);
          else
            g_string_append_printf (line, "%s%*s", cell, column + 1 < table->columns ? (int) (widest - width) : 0, "");
          if (column + 1 < table->columns)
            g_string_append (line, "  ");
        }
      g_print ("%s\n", line->str);
    }
  g_ptr_array_unref (table->cells);
  g_free (table);
}

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
  cli_json_job (b, started_us, 1);
  json_builder_end_object (b);
  return cli_write_json (b, json);
}
