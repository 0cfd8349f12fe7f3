#include "cli.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"

const char *const cli_json_help = N_("Write the result for machines; - for standard output");
const char *const cli_out_help = N_("Write there instead of in place");

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

  sl_document_load_assets (document, cli_watch (), findings);
  for (guint i = 0; i < findings->len; i++)
    g_printerr ("sightline-cli: %s: %s\n", ((SlFinding *) findings->pdata[i])->id, ((SlFinding *) findings->pdata[i])->message);
}

int
cli_save (SlDocument *document, const char *out)
{
  g_autoptr (GError) error = NULL;

  return sl_document_save (document, out, &error) ? EXIT_DONE : cli_fail (error);
}

gboolean
cli_add_settings (SlCommand *command, const char *id, char **words, GError **error)
{
  for (; *words != NULL; words++)
    {
      const char *equals = strchr (*words, '=');
      if (equals == NULL || equals == *words)
        {
          sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no setting; write FIELD=VALUE"), *words);
          return FALSE;
        }
      g_autofree char *path = g_strndup (*words, (gsize) (equals - *words));
      sl_command_set (command, id, path, equals + 1);
    }
  return TRUE;
}

int
cli_apply (SlDocument *document, const char *path, SlCommand *command, const char *out)
{
  g_autoptr (GError) error = NULL;

  if (!sl_document_apply (document, command, &error))
    {
      g_prefix_error (&error, "%s: ", path);
      return cli_fail (error);
    }
  return cli_save (document, out);
}

const char *
cli_first_stage (const SlPlan *plan)
{
  return sl_plan_count (plan, SL_KIND_STAGE) > 0 ? sl_plan_at (plan, SL_KIND_STAGE, 0)->id : "";
}

gboolean
cli_parse_size (const char *text, int *width, int *height, int *exit_code)
{
  int end = 0;

  if (text == NULL || (sscanf (text, "%dx%d%n", width, height, &end) == 2 && text[end] == '\0' && *width > 0 && *height > 0))
    return TRUE;
  *exit_code = cli_fail_text (_("“%s” is no size; write WIDTHxHEIGHT such as 1920x1080"), text);
  return FALSE;
}

/* --- interrupts and progress --- */

static gpointer
wait_for_signals (gpointer data)
{
  sigset_t *signals = data;
  int number;

  sigwait (signals, &number);
  sl_watch_cancel (cli_watch ());
  sigwait (signals, &number);
  _exit (130);
}

SlWatch *
cli_watch (void)
{
  static SlWatch *watch;
  static sigset_t signals;

  if (g_once_init_enter (&watch))
    {
      g_once_init_leave (&watch, sl_watch_new (NULL, NULL));
      sigemptyset (&signals);
      sigaddset (&signals, SIGINT);
      sigaddset (&signals, SIGTERM);
      pthread_sigmask (SIG_BLOCK, &signals, NULL); /* before any other thread starts */
      g_thread_unref (g_thread_new ("signals", wait_for_signals, &signals));
    }
  return watch;
}

GCancellable *
cli_cancellable (void)
{
  return sl_watch_cancellable (cli_watch ());
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
