/* Headings of Chinese scripts. */
#include <string.h>

#include "sl-heading.h"
#include "sl-kinds.h"
#include "sl-script.h"

enum { LONGEST = 60 }; /* characters of a heading: what is longer tells a story */

enum { TAKEN = -2 };

static const struct { const char *text; int place, light; } pieces[] = {
  /* longer ones before those that they begin with */
  { "内外景", SL_PLACE_BOTH, -1 }, { "内外", SL_PLACE_BOTH, -1 },
  { "外内", SL_PLACE_BOTH, -1 },  { "内景", SL_PLACE_INT, -1 },    { "外景", SL_PLACE_EXT, -1 },
  { "室内", SL_PLACE_INT, -1 },   { "室外", SL_PLACE_EXT, -1 },    { "内", SL_PLACE_INT, -1 },
  { "外", SL_PLACE_EXT, -1 },
  { "白天", -1, SL_HOUR_DAY },    { "白日", -1, SL_HOUR_DAY },     { "日景", -1, SL_HOUR_DAY },
  { "上午", -1, SL_HOUR_DAY },    { "中午", -1, SL_HOUR_DAY },     { "下午", -1, SL_HOUR_DAY },
  { "早上", -1, SL_HOUR_DAY },    { "早晨", -1, SL_HOUR_DAWN },    { "清晨", -1, SL_HOUR_DAWN },
  { "凌晨", -1, SL_HOUR_DAWN },   { "黎明", -1, SL_HOUR_DAWN },    { "黄昏", -1, SL_HOUR_DUSK },
  { "傍晚", -1, SL_HOUR_DUSK },   { "夜晚", -1, SL_HOUR_NIGHT },   { "晚上", -1, SL_HOUR_NIGHT },
  { "深夜", -1, SL_HOUR_NIGHT },  { "夜景", -1, SL_HOUR_NIGHT },   { "夜", -1, SL_HOUR_NIGHT },
  { "晚", -1, SL_HOUR_NIGHT },    { "日", -1, SL_HOUR_DAY },       { "昼", -1, SL_HOUR_DAY },
  { "晨", -1, SL_HOUR_DAWN },     { "昏", -1, SL_HOUR_DUSK },      { "同上", -1, TAKEN },
  { "连续", -1, TAKEN },          { "稍后", -1, TAKEN },           { "同时", -1, TAKEN },
};

static gint64
numeral (gunichar c)
{
  static const char *const digits[] = { "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九" };

  if (c == g_utf8_get_char ("零"))
    return 0;
  if (c == g_utf8_get_char ("两"))
    return 2;
  for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
    if (c == g_utf8_get_char (digits[i]))
      return i;
  if (c == g_utf8_get_char ("十"))
    return 10;
  return c == g_utf8_get_char ("百") ? 100 : -1;
}

gint64
sl_heading_figure (const char *text, const char **end)
{
  gint64 sum = 0, last = 0;
  const char *p = text;

  if (g_unichar_isdigit (g_utf8_get_char (p)))
    for (int digit; (digit = g_unichar_digit_value (g_utf8_get_char (p))) >= 0; p = g_utf8_next_char (p))
      sum = MIN (sum * 10 + digit, 1000000);
  else
    for (gint64 n; (n = numeral (g_utf8_get_char (p))) >= 0 && sum < 1000; p = g_utf8_next_char (p))
      if (n >= 10)
        {
          sum += MAX (last, 1) * n;
          last = 0;
        }
      else
        last = n;
  *end = p;
  return sum + last;
}

gint64
sl_heading_episode (const char *text)
{
  static const char *const words[] = { "episode", "ep.", "ep", "第", NULL };
  g_autofree char *tidy = sl_script_tidy (text);

  for (guint i = 0; tidy != NULL && words[i] != NULL; i++)
    if (g_ascii_strncasecmp (tidy, words[i], strlen (words[i])) == 0)
      {
        const char *p = tidy + strlen (words[i]), *end;
        p += strspn (p, " #");
        const gint64 n = sl_heading_figure (p, &end);
        const gboolean chinese = words[i + 1] == NULL;
        if (n > 0 && n <= 100000 && (!chinese || g_str_has_prefix (end + strspn (end, " "), "集")))
          return n;
      }
  return 0;
}

/* "第3场", "第12集第3场", "场景3", "场次 3": the number as text. Behind it, or NULL. */
static const char *
behind_called (const char *p, SlHeading *heading, char **number)
{
  static const char *const words[] = { "场景", "场次", "场" };
  const char *end = p;
  gint64 n = 0;

  if (g_str_has_prefix (p, "第") && (n = sl_heading_figure (p + strlen ("第"), &end)) > 0
      && g_str_has_prefix (end, "集"))
    {
      heading->episode = n <= 100000 ? n : 0;
      p = end + strlen ("集");
      p += strspn (p, " ");
      n = 0;
    }
  if (g_str_has_prefix (p, "第") && (n = sl_heading_figure (p + strlen ("第"), &end)) > 0
      && g_str_has_prefix (end, "场"))
    {
      *number = heading->episode > 0 ? g_strdup_printf ("%d-%d", (int) heading->episode, (int) n)
                                     : g_strdup_printf ("%d", (int) n);
      end += strlen ("场");
      return g_str_has_prefix (end, "戏") ? end + strlen ("戏") : end;
    }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (p, words[i]))
      {
        const char *figure = p + strlen (words[i]);
        figure += strspn (figure, " ");
        if (g_ascii_isdigit (*figure) && (n = sl_heading_figure (figure, &end)) > 0)
          {
            *number = g_strdup_printf ("%d", (int) n);
            return end;
          }
      }
  return NULL;
}

/* "12-3", "3A", "3." with a mark or a blank behind; or NULL. */
static const char *
behind_plain (const char *p, char **number)
{
  const gsize length = strspn (p, "0123456789-ABCDEFGH");
  const char *end = p + length;

  if (!g_ascii_isdigit (*p) || length > 12)
    return NULL;
  if (*end == '\0' || (g_ascii_isalpha (*end)))
    return NULL;
  *number = g_strndup (p, length);
  return g_str_has_prefix (end, "场") ? end + strlen ("场") : end;
}

static gboolean
is_mark (gunichar c)
{
  return c == ' ' || c == ',' || c == '.' || c == '/' || c == '-' || c == '|' || c == ':' || c == ')' || c == '('
         || c == 0x3000 || c == 0x3001 || c == 0xff0c || c == 0xff0e || c == 0xff1a || c == 0xb7 || c == 0x2014
         || c == 0x2013 || c == 0xff0f || c == 0xff08 || c == 0xff09 || c == 0xff0d || c == 0x3002;
}

/* "夜内", "日", "内景": all of a word is pieces. */
static gboolean
take_word (const char *word, SlHeading *heading)
{
  int place = -1, light = -1;

  for (const char *p = word; *p != '\0';)
    {
      guint i = 0;
      while (i < G_N_ELEMENTS (pieces) && !g_str_has_prefix (p, pieces[i].text))
        i++;
      if (i == G_N_ELEMENTS (pieces))
        return FALSE;
      place = pieces[i].place >= 0 ? (place >= 0 && place != pieces[i].place ? SL_PLACE_BOTH : pieces[i].place) : place;
      light = pieces[i].light != -1 && light == -1 ? pieces[i].light : light;
      p += strlen (pieces[i].text);
    }
  if ((place >= 0 && heading->place >= 0) || (light != -1 && heading->light != -1))
    return FALSE; /* said already: a name of the set */
  heading->place = place >= 0 ? place : heading->place;
  heading->light = light != -1 ? light : heading->light;
  return TRUE;
}

/* A place and a place behind a stroke are one: both. */
static gboolean
is_stroke_of_places (const char *word, const char *p)
{
  const gunichar c = g_utf8_get_char (p);
  const char *next = c != 0 ? g_utf8_next_char (p) : p;

  return (c == '/' || c == 0xff0f)
         && ((g_str_equal (word, "内") && g_str_has_prefix (next, "外"))
             || (g_str_equal (word, "外") && g_str_has_prefix (next, "内")));
}

/* The words of `rest`: those that say place and time, and the set of the others. The number of the former. */
static guint
take_words (const char *rest, SlHeading *heading)
{
  g_autoptr (GString) set = g_string_new (NULL), word = g_string_new (NULL);
  guint said = 0;

  for (const char *p = rest;; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);
      if (is_stroke_of_places (word->str, p))
        continue;
      if (c != 0 && !is_mark (c))
        {
          g_string_append_unichar (word, c);
          continue;
        }
      if (word->len > 0 && take_word (word->str, heading))
        said++;
      else if (word->len > 0)
        g_string_append_printf (set, "%s%s", set->len > 0 ? " " : "", word->str);
      g_string_truncate (word, 0);
      if (c == 0)
        break;
    }
  heading->set = sl_script_tidy (set->str);
  return said;
}

static gboolean
has_han (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;
  return FALSE;
}

/* Signs that end sentences or bring speech stand in no heading. */
static gboolean
tells (const char *text)
{
  static const char *const signs[] = { "！", "？", "“", "”", "：“", "…" };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strstr (text, signs[i]) != NULL)
      return TRUE;
  return g_utf8_strlen (text, -1) > LONGEST;
}

gboolean
sl_heading_read_chinese (const char *text, SlHeading *heading)
{
  SlHeading found = { .place = -1, .light = -1 };
  g_autofree char *number = NULL;
  const char *called, *rest;
  guint said;

  if (!has_han (text) || tells (text))
    return FALSE;
  called = behind_called (text, &found, &number);
  if ((rest = called) == NULL && (rest = behind_plain (text, &number)) == NULL)
    rest = text;
  said = take_words (rest, &found);
  /* without a number both must be said, in words of their own */
  if (called == NULL && !(number != NULL ? said > 0 && found.place >= 0 : found.place >= 0 && found.light != -1
                                                                          && said > 0 && found.set != NULL))
    {
      g_free (found.set);
      return FALSE;
    }
  heading->place = found.place;
  heading->light = found.light == TAKEN ? -1 : found.light;
  heading->episode = found.episode;
  heading->set = found.set;
  heading->chinese = TRUE;
  if (heading->number == NULL)
    heading->number = g_steal_pointer (&number);
  return TRUE;
}
