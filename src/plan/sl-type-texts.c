#include "sl-types.h"

#include <stdio.h>
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"

/* The text with line ends as XML has them ("\r\n" and "\r" are "\n"), or NULL where it holds what XML 1.0 cannot. */
static char *
as_xml_text (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0xfffe || c == 0xffff)
        {
          g_string_free (out, TRUE);
          return NULL;
        }
      if (c != '\r')
        g_string_append_len (out, p, g_utf8_next_char (p) - p);
      else if (p[1] != '\n')
        g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

static gboolean
parse_text (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  char **slot = value, *old = *slot;
  g_autofree char *clean = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    return sl_type_expected (field, "?", _("text in UTF-8"), error);
  clean = as_xml_text (text);
  if (clean == NULL)
    return sl_type_expected (field, "?", _("text without control characters"), error);
  *slot = *clean != '\0' ? g_ref_string_new (clean) : NULL;
  if (old != NULL)
    g_ref_string_release (old);
  return TRUE;
}

static gboolean
parse_id (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  if (strpbrk (text, " \t\r\n\"<>&,;[]=") != NULL)
    return sl_type_expected (field, text, _("an id without spaces"), error);
  return parse_text (field, text, formula, value, error);
}

static void
print_text (const SlField *field, gconstpointer value, GString *out)
{
  const char *text = *(char *const *) value;
  if (text != NULL)
    g_string_append (out, text);
}

static gboolean
equal_text (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b) == 0;
}

static void
copy_text (gpointer to, gconstpointer from)
{
  char *text = *(char *const *) from;
  *(char **) to = text != NULL ? g_ref_string_acquire (text) : NULL;
}

static void
clear_text (gpointer value)
{
  g_clear_pointer ((char **) value, g_ref_string_release);
}

gboolean
sl_date_parse (const char *text, guint32 *julian)
{
  int year, month, day, end = 0;
  GDate date;

  if (strlen (text) != 10 || strspn (text, "0123456789-") != 10
      || sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &end) != 3 || end != 10
      || year < SL_DATE_FIRST_YEAR || year > SL_DATE_LAST_YEAR
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  *julian = g_date_get_julian (&date);
  return TRUE;
}

char *
sl_date_to_text (guint32 julian)
{
  GDate date;

  if (!g_date_valid_julian (julian))
    return g_strdup ("");
  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
}

static gboolean
parse_date (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  guint32 *kept = value, julian = 0;
  gboolean ok = *text == '\0' || sl_date_parse (text, &julian);

  if (!ok && formula)
    ok = sl_date_typed (text, g_date_valid_julian (*kept) ? *kept : sl_date_today (), &julian);
  if (!ok)
    return sl_type_expected (field, text, _("a date of 1900 to 2999 such as 2026-11-21"), error);
  *kept = julian;
  return TRUE;
}

static void
print_date (const SlField *field, gconstpointer value, GString *out)
{
  g_autofree char *text = sl_date_to_text (*(const guint32 *) value);
  g_string_append (out, text);
}

static gboolean
parse_time (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  int hours, minutes, end = 0;

  if (*text == '\0')
    {
      *(gint32 *) value = -1;
      return TRUE;
    }
  if (!g_ascii_isdigit (*text) || sscanf (text, "%2d:%2d%n", &hours, &minutes, &end) != 2 || text[end] != '\0'
      || hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
    return sl_type_expected (field, text, _("a time such as 08:30"), error);
  *(gint32 *) value = hours * 60 + minutes;
  return TRUE;
}

static void
print_time (const SlField *field, gconstpointer value, GString *out)
{
  gint32 minutes = *(const gint32 *) value;
  if (minutes >= 0)
    g_string_append_printf (out, "%02d:%02d", minutes / 60, minutes % 60);
}

#define OWNED_TEXT print_text, equal_text, copy_text, clear_text

const SlType sl_type_text = { "text", sizeof (char *), parse_text, OWNED_TEXT };
const SlType sl_type_date = { "date", sizeof (guint32), parse_date, print_date, NULL, NULL, NULL };
const SlType sl_type_time = { "time", sizeof (gint32), parse_time, print_time, NULL, NULL, NULL };
const SlType sl_type_ref = { "reference", sizeof (char *), parse_id, OWNED_TEXT };
const SlType sl_type_device = { "device", sizeof (char *), parse_id, OWNED_TEXT };
const SlType sl_type_asset = { "asset", sizeof (char *), parse_text, OWNED_TEXT };
