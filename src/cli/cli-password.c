#include <errno.h>
#include <poll.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "cli-book.h"
#include "sl-error.h"
#include "sl-i18n.h"

enum { MOST_BYTES = 4096, POLL_MS = 100 };

/* Reads up to the end of a line, or until somebody interrupts. How many bytes; −1 for none that can be used. */
static gssize
read_line (char *line)
{
  gssize length = 0;

  while (length < MOST_BYTES)
    {
      struct pollfd input = { STDIN_FILENO, POLLIN, 0 };
      gssize n;

      if (sl_watch_is_cancelled (cli_watch ()))
        return -1;
      if (poll (&input, 1, POLL_MS) <= 0)
        continue;
      n = read (STDIN_FILENO, line + length, 1);
      if (n < 0 && (errno == EINTR || errno == EAGAIN))
        continue;
      if (n <= 0 || line[length] == '\n')
        return n < 0 ? -1 : length;
      length++;
    }
  return -1;
}

/* The same without showing it; what the terminal was like before comes back. */
static gssize
ask (const SlAccount *account, char *line)
{
  g_autofree char *prompt = account->user != NULL
                              ? g_strdup_printf (_("Password of %s at %s:"), account->user, account->url)
                              : g_strdup_printf (_("Token for %s:"), account->url);
  struct termios before, quiet;
  gssize length;

  if (tcgetattr (STDIN_FILENO, &before) != 0)
    return read_line (line);
  quiet = before;
  quiet.c_lflag &= ~(tcflag_t) ECHO;
  g_printerr ("%s ", prompt);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &quiet);
  length = read_line (line);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
  g_printerr ("\n");
  return length;
}

char *
cli_read_password (const SlAccount *account, int *exit_code)
{
  char line[MOST_BYTES + 1] = { 0 };
  gssize length = isatty (STDIN_FILENO) ? ask (account, line) : read_line (line);
  char *password = NULL;

  if (length > 0 && line[length - 1] == '\r')
    length--;
  if (length > 0 && memchr (line, '\0', (gsize) length) == NULL && g_utf8_validate (line, length, NULL))
    password = g_strndup (line, (gsize) length);
  else if (sl_watch_is_cancelled (cli_watch ()))
    *exit_code = EXIT_BAD_INPUT; /* the interrupt says the rest */
  else if (account->user == NULL)
    *exit_code = cli_fail_text (_("standard input holds no token; write it there as one line of at most %d bytes"),
                                MOST_BYTES);
  else
    *exit_code = cli_fail_text (_("standard input holds no password; write it there as one line of at most %d bytes"),
                                MOST_BYTES);
  explicit_bzero (line, sizeof line);
  return password;
}
