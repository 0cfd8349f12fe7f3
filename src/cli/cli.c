#include "cli.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"

gboolean
cli_parse (const CliCommand *command, const GOptionEntry *entries, int *argc, char ***argv, int least, int most, int *exit_code)
{
  g_autofree char *about = g_strdup_printf ("%s %s", command->name, command->arguments);
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_set_summary (context, _(command->help));
  g_option_context_set_help_enabled (context, TRUE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      *exit_code = cli_fail_text ("%s; %s: sightline-cli %s", error->message, _("write"), about);
      return FALSE;
    }
  int n = *argc - 1;
  if (n > 0 && g_str_equal ((*argv)[1], "--")) /* everything after it is an argument */
    {
      memmove (*argv + 1, *argv + 2, (gsize) n * sizeof **argv);
      (*argc)--, n--;
    }
  if (n < least || (most >= 0 && n > most))
    {
      *exit_code = cli_fail_text (_("%s arguments; write: sightline-cli %s"), n < least ? _("too few") : _("too many"), about);
      return FALSE;
    }
  return TRUE;
}

int
cli_fail (const GError *error)
{
  cli_progress_done ();
  g_printerr ("sightline-cli: %s\n", error->message);
  return g_error_matches (error, SL_ERROR, SL_ERROR_SERVICE) ? EXIT_SERVICE : EXIT_BAD_INPUT;
}

int
cli_fail_text (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("sightline-cli: %s\n", text);
  return EXIT_BAD_INPUT;
}

SlDocument *
cli_open (const char *path, int *exit_code)
{
  g_autoptr (GError) error = NULL;
  SlDocument *document = sl_document_open (path, SL_OPEN_PLAIN, &error);

  if (document == NULL)
    *exit_code = cli_fail (error);
  return document;
}

void
cli_load_assets (SlDocument *document)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);

  sl_document_load_assets (document, cli_cancellable (), findings);
  for (guint i = 0; i < findings->len; i++)
    g_printerr ("sightline-cli: %s: %s\n", ((SlFinding *) findings->pdata[i])->id, ((SlFinding *) findings->pdata[i])->message);
}

int
cli_save (SlDocument *document, const char *out)
{
  g_autoptr (GError) error = NULL;

  return sl_document_save (document, out, &error) ? EXIT_DONE : cli_fail (error);
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
  if (g_str_equal (target, "-"))
    {
      g_print ("%s\n", text);
      return EXIT_DONE;
    }
  return sl_file_write (target, text, -1, &error) ? EXIT_DONE : cli_fail (error);
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

/* --- interrupts and progress --- */

static gpointer
wait_for_signals (gpointer data)
{
  sigset_t *signals = data;
  int number;

  sigwait (signals, &number);
  g_cancellable_cancel (cli_cancellable ());
  sigwait (signals, &number);
  _exit (130);
}

GCancellable *
cli_cancellable (void)
{
  static GCancellable *cancellable;
  static sigset_t signals;

  if (g_once_init_enter (&cancellable))
    {
      g_once_init_leave (&cancellable, g_cancellable_new ());
      sigemptyset (&signals);
      sigaddset (&signals, SIGINT);
      sigaddset (&signals, SIGTERM);
      pthread_sigmask (SIG_BLOCK, &signals, NULL); /* before any other thread starts */
      g_thread_unref (g_thread_new ("signals", wait_for_signals, &signals));
    }
  return cancellable;
}

static gint64 progress_started;

void
cli_progress (double fraction, gpointer data)
{
  gint64 now = g_get_monotonic_time ();

  if (!isatty (STDERR_FILENO))
    return;
  if (progress_started == 0 || fraction <= 0)
    progress_started = now;
  double spent = (double) (now - progress_started) / 1e6;
  double left = fraction > 0.01 ? spent / fraction - spent : NAN;
  if (isnan (left))
    fprintf (stderr, "\r%s %3.0f %%          ", (const char *) data, fraction * 100);
  else
    {
      fputc ('\r', stderr);
      fprintf (stderr, _("%s %3.0f %%, %.0f s left"), (const char *) data, fraction * 100, left);
      fputs ("   ", stderr);
    }
}

void
cli_progress_done (void)
{
  if (progress_started != 0 && isatty (STDERR_FILENO))
    fprintf (stderr, "\r%60s\r", "");
  progress_started = 0;
}
