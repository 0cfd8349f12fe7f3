/* What goes to the terminal and what comes from it: clean text, write errors, progress, interrupts. */
#include "cli.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sl-file.h"
#include "sl-i18n.h"

enum {
  GRACE_S = 2,      /* for work that looks at its watch only now and then, and for cleaning up after it */
  ECHO_NS = 50000000, /* within which a second signal is the first one again, as “timeout” sends it */
};

/* --- printing --- */

static int output_trouble; /* the first errno, 0 for none */

gboolean
cli_is_control (gunichar c)
{
  const gboolean turns_text = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);

  return c < 0x20 || (c >= 0x7f && c <= 0x9f) || turns_text;
}

/* Others' texts, such as a calendar's, must not move the cursor, colour the screen or turn the line around. */
static char *
cleaned (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *out = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      g_string_append_unichar (out, c != '\n' && c != '\t' && cli_is_control (c) ? 0xfffd : c);
    }
  return g_string_free (out, FALSE);
}

static char *
in_charset (const char *text)
{
  const char *charset;

  return g_get_console_charset (&charset) ? g_strdup (text)
                                          : g_convert_with_fallback (text, -1, charset, "UTF-8", "?", NULL, NULL, NULL);
}

static void
put (FILE *file, const char *text)
{
  g_autofree char *clean = cleaned (text), *bytes = in_charset (clean);

  if (bytes != NULL && fputs (bytes, file) == EOF && file == stdout && output_trouble == 0)
    output_trouble = errno;
}

static void
print_output (const char *text)
{
  put (stdout, text);
}

static void
print_error (const char *text)
{
  put (stderr, text);
  fflush (stderr);
}

void
cli_write_output (const char *bytes, gsize length)
{
  if (fwrite (bytes, 1, length, stdout) != length && output_trouble == 0)
    output_trouble = errno;
}

void
cli_say (const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  cli_progress_done ();
  g_printerr ("sightline-cli: %s\n", g_strdelimit (line, "\n\r", ' '));
}

/* --- interrupts --- */

static SlWatch *watch;
static sigset_t signals;
static int caught;  /* the signal, 0 for none */
static int patient; /* whether there is something to be undone */

static gpointer
wait_for_signals (gpointer data)
{
  const struct timespec grace = { GRACE_S, 0 }, echo = { 0, ECHO_NS };
  int number;

  sigwait (&signals, &number);
  g_atomic_int_set (&caught, number);
  sl_watch_cancel (watch);
  sigtimedwait (&signals, NULL, &echo);
  if (g_atomic_int_get (&patient))
    sigwaitinfo (&signals, NULL);
  else
    sigtimedwait (&signals, NULL, &grace); /* a second interrupt does not wait */
  sl_file_discard_all ();
  if (g_atomic_int_get (&patient))
    cli_say (_("Cancelled before everything was undone; do the same again to end it"));
  else
    cli_say (_("Cancelled; nothing was written"));
  _exit (128 + number);
}

void
cli_begin (void)
{
  g_set_print_handler (print_output);
  g_set_printerr_handler (print_error);
  watch = sl_watch_new (cli_progress, NULL);
  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  sigaddset (&signals, SIGHUP);
  pthread_sigmask (SIG_BLOCK, &signals, NULL); /* before any other thread starts: they inherit it */
  g_thread_unref (g_thread_new ("signals", wait_for_signals, NULL));
}

void
cli_undo_first (void)
{
  g_atomic_int_set (&patient, TRUE);
}

int
cli_end (int code)
{
  const int number = g_atomic_int_get (&caught);

  cli_progress_done ();
  if (fflush (stdout) != 0 && output_trouble == 0)
    output_trouble = errno;
  if (number != 0 && code != EXIT_DONE && code != EXIT_FOUND)
    return 128 + number;
  if (output_trouble == 0)
    return code;
  cli_say (_("standard output: cannot be written (%s); choose another folder or free some space"),
           g_strerror (output_trouble));
  return EXIT_BAD_INPUT;
}

SlWatch *
cli_watch (void)
{
  return watch;
}

GCancellable *
cli_cancellable (void)
{
  return sl_watch_cancellable (watch);
}

/* --- progress --- */

static gint64 progress_started;
static const char *progress_name; /* borrowed */

void
cli_progress_name (const char *name)
{
  progress_name = name;
}

void
cli_progress (double fraction, gpointer data)
{
  const char *name = data != NULL ? data : progress_name;
  gint64 now = g_get_monotonic_time ();

  if (!isatty (STDERR_FILENO) || name == NULL)
    return;
  if (progress_started == 0 || fraction <= 0)
    progress_started = now;
  double spent = (double) (now - progress_started) / 1e6;
  g_autofree char *clean = cleaned (name);
  fputc ('\r', stderr);
  if (fraction > 0.01)
    fprintf (stderr, _("%s %3.0f %%, %.0f s left"), clean, fraction * 100, spent / fraction - spent);
  else
    fprintf (stderr, "%s %3.0f %%", clean, fraction * 100);
  fputs ("          ", stderr);
}

void
cli_progress_done (void)
{
  if (progress_started != 0 && isatty (STDERR_FILENO))
    fprintf (stderr, "\r%60s\r", "");
  progress_started = 0;
}
