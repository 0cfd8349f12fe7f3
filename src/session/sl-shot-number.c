#include "sl-shot-number.h"

#include <string.h>

enum { FIGURES_MAX = 9 }; /* that are counted with */

static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";

/* The place of a letter among those that slates have, −1 for none of them. */
static int
place_of (char c)
{
  const char *found = c != '\0' ? strchr (letters, g_ascii_toupper (c)) : NULL;

  return found != NULL ? (int) (found - letters) : -1;
}

/* Where the letters begin that follow a figure; the end of the text where none do. */
static gsize
letters_at (const char *number)
{
  const gsize length = strlen (number);
  gsize at = length;

  while (at > 0 && place_of (number[at - 1]) >= 0)
    at--;
  return at > 0 && g_ascii_isdigit (number[at - 1]) ? at : length;
}

char *
sl_shot_number_letter (const char *number)
{
  const gsize at = letters_at (number);
  g_autoptr (GString) next = g_string_new (number);
  const gboolean small = next->len > at && g_ascii_islower (number[at]);
  gsize i = next->len;

  for (; i > at; i--)
    {
      const int place = place_of (next->str[i - 1]) + 1;
      const char c = letters[place < (int) strlen (letters) ? place : 0];

      next->str[i - 1] = small ? g_ascii_tolower (c) : c;
      if (place < (int) strlen (letters))
        break;
    }
  if (i == at) /* there was none, or all of them were the last one */
    g_string_append_c (next, small ? 'a' : 'A');
  return g_string_free (g_steal_pointer (&next), FALSE);
}

char *
sl_shot_number_count (const char *number, guint step)
{
  const gsize length = strlen (number);
  gsize at = length;

  while (at > 0 && g_ascii_isdigit (number[at - 1]))
    at--;
  if (at == length || length - at > FIGURES_MAX)
    return NULL;
  const guint64 next = g_ascii_strtoull (number + at, NULL, 10) + step;
  g_autofree char *before = g_strndup (number, at);
  return g_strdup_printf ("%s%0*" G_GUINT64_FORMAT, before, (int) (length - at), next);
}
