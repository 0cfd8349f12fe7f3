#include "sl-heading.h"

#include <string.h>

#include "sl-kinds.h"
#include "sl-script.h"

static const struct { const char *text; SlPlace place; } prefixes[] = {
  { "INT./EXT", SL_PLACE_BOTH }, { "INT/EXT", SL_PLACE_BOTH }, { "EXT./INT", SL_PLACE_BOTH },
  { "EXT/INT", SL_PLACE_BOTH },  { "I/E", SL_PLACE_BOTH },     { "I./E", SL_PLACE_BOTH },
  { "E/I", SL_PLACE_BOTH },      { "INT", SL_PLACE_INT },      { "EXT", SL_PLACE_EXT },
  { "EST", SL_PLACE_EXT },
};

/* −1 for those that take what the scene before says. */
static const struct { const char *word; int light; } times[] = {
  { "DAY", SL_HOUR_DAY },     { "NIGHT", SL_HOUR_NIGHT },    { "DAWN", SL_HOUR_DAWN },     { "DUSK", SL_HOUR_DUSK },
  { "MORNING", SL_HOUR_DAY }, { "AFTERNOON", SL_HOUR_DAY },  { "EVENING", SL_HOUR_NIGHT }, { "SUNRISE", SL_HOUR_DAWN },
  { "SUNSET", SL_HOUR_DUSK }, { "MIDNIGHT", SL_HOUR_NIGHT }, { "NOON", SL_HOUR_DAY },      { "TWILIGHT", SL_HOUR_DUSK },
  { "DAYBREAK", SL_HOUR_DAWN }, { "NIGHTFALL", SL_HOUR_DUSK }, { "CONTINUOUS", -1 },       { "LATER", -1 },
  { "MAGIC", SL_HOUR_DUSK },  { "GOLDEN", SL_HOUR_DUSK },
  { "SAME", -1 },             { "CONT'D", -1 },              { "CONT", -1 },               { "MOMENTS", -1 },
};

/* What may stand beside them. */
static const char *const beside[] = {
  "EARLY", "LATE", "MID", "PRE", "THE", "NEXT", "THAT", "FOLLOWING", "TIME", "HOUR", "FLASHBACK",
  "PRESENT", "PAST", "DREAM", "MINUTES", "SECONDS", "HOURS", "DAYS", "WEEKS", "MONTHS", "YEARS", "A", "FEW", "AFTER",
  "BEFORE", "TO", "AND", "INTO", "ONE", "TWO", "THREE", "RAIN", "SNOW", "ESTABLISHING",
};

/* One word in capitals: TRUE where it may stand in a time; `light` receives what it says, `says` whether it does. */
static gboolean
is_time_word (const char *word, int *light, gboolean *says)
{
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    if (g_str_equal (word, times[i].word))
      {
        if (!*says || *light < 0)
          *light = times[i].light;
        *says = TRUE;
        return TRUE;
      }
  for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
    if (g_str_equal (word, beside[i]))
      return TRUE;
  return strspn (word, "0123456789") == strlen (word);
}

/* Whether a part between two dashes says a time: nothing but words of times, what stands in brackets aside. */
static gboolean
is_time (const char *part, gsize length, int *light)
{
  g_autofree char *text = g_strndup (part, length), *capitals = NULL;
  g_auto (GStrv) words = NULL;
  gboolean says = FALSE;
  int said = -1;

  for (char *p = text, *close; (p = strchr (p, '(')) != NULL; p = close)
    {
      close = strchrnul (p, ')');
      memset (p, ' ', (gsize) (close - p) + (*close == ')'));
    }
  capitals = g_ascii_strup (text, -1);
  words = g_strsplit_set (capitals, " /.,;:", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !is_time_word (words[i], &said, &says))
      return FALSE;
  *light = says ? said : *light;
  return says;
}

/* How long the mark between two parts is that stands at `p`; 0 for none. */
static gsize
parted_at (const char *p)
{
  const gunichar c = g_utf8_get_char (p);

  if (c == 0x2013 || c == 0x2014)
    return (gsize) (g_utf8_next_char (p) - p);
  if (*p == '-')
    return strspn (p, "-");
  return (*p == ',' || *p == '.') && p[1] == ' ' ? 1 : 0;
}

/* Splits "HOUSE - KITCHEN - NIGHT - LATER": the last parts that are times, and the set before them. */
static void
split (const char *text, SlHeading *heading)
{
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (gsize)); /* two of each: end of one, begin of next */
  const gsize length = strlen (text);
  g_autofree char *set = NULL;
  gsize end = length;

  for (const char *p = text; *p != '\0';)
    {
      const gsize mark = parted_at (p), at = (gsize) (p - text), next = at + mark;
      if (mark > 0)
        {
          g_array_append_val (starts, at);
          g_array_append_val (starts, next);
        }
      p = mark > 0 ? p + mark : g_utf8_next_char (p);
    }
  for (guint i = starts->len; i >= 2; i -= 2)
    {
      const gsize from = g_array_index (starts, gsize, i - 1);
      const gsize to = i < starts->len ? g_array_index (starts, gsize, i) : length;
      int light = -1;
      if (is_time (text + from, to - from, &light))
        {
          heading->light = heading->light < 0 ? light : heading->light; /* NIGHT before LATER */
          end = g_array_index (starts, gsize, i - 2);
        }
      else if (end < length)
        break;
    }
  set = g_strndup (text, end);
  heading->set = sl_script_tidy (g_strchomp (set));
}

/* Behind INT. and the like, or NULL. */
static const char *
behind_prefix (const char *text, int *place)
{
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      const gsize length = strlen (prefixes[i].text);
      if (g_ascii_strncasecmp (text, prefixes[i].text, length) == 0 && (text[length] == '.' || text[length] == ' '))
        {
          *place = prefixes[i].place;
          return text + length + strspn (text + length, ". ");
        }
    }
  return NULL;
}

/* Behind "12A." or "A12)", as prints of scripts have it before a heading. */
static const char *
behind_number (const char *text)
{
  const gsize length = strspn (text, "0123456789ABCDEFGHabcdefgh-"), digits = strcspn (text, "0123456789");
  const char *p = text + length;

  if (length == 0 || digits >= length || length > 12)
    return NULL;
  p += strspn (p, ".):");
  return *p == ' ' ? p + 1 : NULL;
}

/* Takes "#12A#" off the end; the number or NULL. */
static char *
take_number (char *text)
{
  const gsize length = strlen (text);
  char *open;

  if (length < 3 || text[length - 1] != '#')
    return NULL;
  text[length - 1] = '\0';
  open = strrchr (text, '#');
  if (open == NULL || open[1] == '\0' || open[1] == ' ' || strlen (open) > 40)
    {
      text[length - 1] = '#';
      return NULL;
    }
  *open = '\0';
  return sl_script_tidy (open + 1);
}

/* Tidy, without signs of emphasis around it. */
static char *
plain (const char *line)
{
  g_autofree char *text = sl_script_tidy (line);
  char *from = text;

  if (text == NULL)
    return NULL;
  from += strspn (from, "*_ ");
  for (gsize n = strlen (from); n > 0 && strchr ("*_ ", from[n - 1]) != NULL; n--)
    from[n - 1] = '\0';
  return *from != '\0' ? g_strdup (from) : NULL;
}

static gboolean
read_english (const char *text, SlHeading *heading)
{
  const char *number = behind_number (text), *rest = behind_prefix (number != NULL ? number : text, &heading->place);

  if (rest == NULL)
    return FALSE;
  if (number != NULL && heading->number == NULL)
    {
      const gsize length = strcspn (text, ".): ");
      heading->number = g_strndup (text, length);
      g_free (heading->text);
      heading->text = g_strdup (number);
    }
  split (rest, heading);
  return TRUE;
}

gboolean
sl_heading_read (const char *line, gboolean forced, SlHeading *heading)
{
  g_autofree char *text = plain (line);

  *heading = (SlHeading) { .place = -1, .light = -1 };
  if (text == NULL)
    return FALSE;
  heading->number = take_number (text);
  heading->text = g_strdup (g_strchomp (text));
  if (read_english (text, heading) || sl_heading_read_chinese (text, heading))
    return TRUE;
  if (forced && *text != '\0')
    split (text, heading);
  else
    sl_heading_clear (heading);
  return forced && heading->text != NULL;
}

void
sl_heading_clear (SlHeading *heading)
{
  g_clear_pointer (&heading->text, g_free);
  g_clear_pointer (&heading->number, g_free);
  g_clear_pointer (&heading->set, g_free);
}
