#include "sl-fountain.h"

#include <string.h>

#include "sl-heading.h"
#include "sl-script-builder.h"

typedef struct {
  char    *text; /* without blanks around it */
  guint    line;
  gboolean blank;
} Line;

typedef struct {
  SlScriptBuilder *builder;
  GArray          *lines, *notes; /* Line */
  guint            noted;         /* notes that are handed over */
} Reader;

/* --- boneyards and notes --- */

/* Puts `with` over what stands between two signs; line ends stay. */
static void
blank_out (char *from, char *to, char with)
{
  for (; from < to; from++)
    if (*from != '\n')
      *from = with;
}

enum { CUT = '\001' }; /* where a boneyard was: a line of nothing else is none */

/* What stands between the signs of a boneyard goes; one that never ends is text. */
static void
cut_boneyards (char *text)
{
  for (char *p = text, *end; (p = strstr (p, "/*")) != NULL; p = end)
    {
      if ((end = strstr (p + 2, "*/")) == NULL)
        return;
      end += 2;
      blank_out (p, end, CUT);
    }
}

/* Notes go out of the text, into `notes` with the line where they begin. None goes on behind a blank line. */
static void
cut_notes (char *text, GArray *notes)
{
  const char *hopeless = text; /* up to there no note ends */
  guint line = 1;
  const char *counted = text;

  for (char *p = text, *end; (p = strstr (p, "[[")) != NULL; p = end)
    {
      end = p + 2;
      if (p < hopeless)
        continue;
      char *close = strstr (p, "]]"), *gap = strstr (p, "\n\n");
      if (close == NULL || (gap != NULL && gap < close))
        {
          hopeless = gap != NULL ? gap : p + strlen (p);
          continue;
        }
      for (; counted < p; counted++)
        line += *counted == '\n';
      const Line note = { g_strdelimit (g_strndup (p + 2, (gsize) (close - p - 2)), "\001", ' '), line, FALSE };
      g_array_append_val (notes, note);
      end = close + 2;
      blank_out (p, end, CUT);
    }
}

static void
line_clear (gpointer data)
{
  g_free (((Line *) data)->text);
}

/* Lines of text; such as held nothing but a boneyard or a note are left out. */
static void
split_lines (const char *text, GArray *lines)
{
  guint number = 1;

  for (const char *p = text; *p != '\0'; number++)
    {
      const char *end = strchrnul (p, '\n');
      Line line = { g_strndup (p, (gsize) (end - p)), number, FALSE };
      const gboolean cut = strchr (line.text, CUT) != NULL;

      g_strstrip (g_strdelimit (line.text, "\001", ' '));
      line.blank = *line.text == '\0';
      if (line.blank && cut)
        g_free (line.text);
      else
        g_array_append_val (lines, line);
      p = *end == '\n' ? end + 1 : end;
    }
}

static gboolean
is_blank (const GArray *lines, gint at)
{
  return at < 0 || at >= (gint) lines->len || g_array_index (lines, Line, at).blank;
}

/* --- the title page --- */

static gboolean
is_key (const char *text, gboolean first)
{
  static const char *const keys[] = { "title", "credit", "author", "authors", "source", "draft date", "date", "contact",
                                      "copyright", "revision", "notes", "format", "font", "标题", "片名", "剧名", "编剧" };
  const char *colon = strchr (text, ':'), *wide_colon = strstr (text, "：");
  const char *end = colon != NULL ? colon : wide_colon;
  g_autofree char *key = end != NULL ? g_ascii_strdown (text, end - text) : NULL;

  if (key == NULL || *key == '\0')
    return FALSE;
  for (guint i = 0; first && i < G_N_ELEMENTS (keys); i++)
    if (g_str_equal (key, keys[i]))
      return TRUE;
  return !first;
}

static void
take_title (SlScript *script, const char *key, const char *value)
{
  static const char *const titles[] = { "title", "标题", "片名", "剧名" };
  g_autofree char *plain = g_strdelimit (g_strdup (value), "*_", ' '), *tidy = sl_script_tidy (plain);

  for (guint i = 0; tidy != NULL && i < G_N_ELEMENTS (titles); i++)
    if (g_ascii_strncasecmp (key, titles[i], strlen (titles[i])) == 0)
      {
        g_autofree char *before = script->title;
        script->title = before != NULL ? g_strjoin (" ", before, tidy, NULL) : g_steal_pointer (&tidy);
      }
}

/* The first line behind the title page. */
static guint
read_title_page (SlScript *script, const GArray *lines)
{
  g_autofree char *key = NULL;
  guint at = 0;

  while (at < lines->len && g_array_index (lines, Line, at).blank)
    at++;
  if (at == lines->len || !is_key (g_array_index (lines, Line, at).text, TRUE))
    return at;
  for (; at < lines->len && !g_array_index (lines, Line, at).blank; at++)
    {
      const char *text = g_array_index (lines, Line, at).text, *value = text, *colon;
      SlHeading heading;

      if (sl_heading_read (text, FALSE, &heading))
        {
          sl_heading_clear (&heading);
          return at;
        }
      if (is_key (text, key == NULL))
        {
          colon = strchr (text, ':') != NULL ? strchr (text, ':') : strstr (text, "：");
          g_free (key);
          key = g_strndup (text, (gsize) (colon - text));
          value = g_utf8_next_char (colon);
        }
      take_title (script, key, value);
    }
  return at;
}

/* --- the script --- */

/* Capitals, with a letter among them; what stands in brackets behind may be anything. */
static gboolean
is_capitals (const char *text)
{
  gboolean letter = FALSE;

  for (const char *p = text; *p != '\0' && *p != '('; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);
      if (g_unichar_islower (c))
        return FALSE;
      letter |= g_unichar_isupper (c);
    }
  return letter;
}

static gboolean
is_cue (const GArray *lines, guint at)
{
  const char *text = g_array_index (lines, Line, at).text;

  if (*text == '@')
    return !is_blank (lines, (gint) at + 1);
  return is_blank (lines, (gint) at - 1) && !is_blank (lines, (gint) at + 1) && is_capitals (text)
         && !g_str_has_suffix (text, "TO:");
}

/* A cue and what is said: up to the next blank line. The last line of it. */
static guint
read_speech (Reader *r, guint at)
{
  const char *cue = g_array_index (r->lines, Line, at).text;

  sl_script_builder_cue (r->builder, cue, g_str_has_suffix (cue, "^"));
  while (!is_blank (r->lines, (gint) at + 1))
    {
      const char *text = g_array_index (r->lines, Line, ++at).text;
      sl_script_builder_text (r->builder, *text == '(' ? SL_PART_DIRECTION : SL_PART_SPEECH, text);
    }
  return at;
}

static gboolean
read_heading (Reader *r, guint at)
{
  const Line *line = &g_array_index (r->lines, Line, at);
  const gboolean forced = line->text[0] == '.' && line->text[1] != '.' && line->text[1] != ' ' && line->text[1] != '\0';
  SlHeading heading;
  gboolean free;

  if (forced)
    return sl_script_builder_heading (r->builder, line->text + 1, TRUE, NULL, line->line);
  if (!sl_heading_read (line->text, FALSE, &heading))
    return FALSE;
  free = heading.chinese || is_blank (r->lines, (gint) at - 1);
  sl_heading_clear (&heading);
  return free && sl_script_builder_heading (r->builder, line->text, FALSE, NULL, line->line);
}

/* "# Episode 12", "# 第12集", and the latter alone on a line. */
static gboolean
read_section (Reader *r, const char *text)
{
  gint64 episode = 0;

  if (*text == '#')
    episode = sl_heading_episode (text + strspn (text, "# "));
  else if (g_str_has_prefix (text, "第") && g_utf8_strlen (text, -1) <= 30 && strstr (text, "场") == NULL)
    episode = sl_heading_episode (text);
  if (episode > 0)
    sl_script_builder_episode (r->builder, episode);
  return *text == '#' || episode > 0;
}

/* The last line of what begins here. */
static guint
read_line (Reader *r, guint at)
{
  const char *text = g_array_index (r->lines, Line, at).text;

  if (*text == '\0')
    {
      if (!is_blank (r->lines, (gint) at - 1))
        sl_script_builder_gap (r->builder);
      return at;
    }
  if (read_heading (r, at) || read_section (r, text) || g_str_has_prefix (text, "==="))
    return at;
  if (*text == '=')
    sl_script_builder_synopsis (r->builder, text + 1);
  else if (*text != '!' && *text != '>' && *text != '~' && is_cue (r->lines, at))
    return read_speech (r, at);
  else
    sl_script_builder_text (r->builder, SL_PART_ACTION, text + (strchr ("!>~", *text) != NULL));
  return at;
}

/* Hands over notes that begin before a line. */
static void
flush_notes (Reader *r, guint before)
{
  for (; r->noted < r->notes->len && g_array_index (r->notes, Line, r->noted).line < before; r->noted++)
    sl_script_builder_note (r->builder, g_array_index (r->notes, Line, r->noted).text);
}

static void
read_lines (Reader *r, guint first)
{
  for (guint at = first; at < r->lines->len; at++)
    {
      flush_notes (r, g_array_index (r->lines, Line, at).line);
      at = read_line (r, at);
    }
  flush_notes (r, G_MAXUINT);
}

static GArray *
lines_new (void)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));

  g_array_set_clear_func (lines, line_clear);
  return lines;
}

SlScript *
sl_fountain_read (const char *text, const char *file, GError **error)
{
  g_autoptr (SlScript) script = sl_script_new ();
  g_autoptr (GArray) lines = lines_new (), notes = lines_new ();
  g_autofree char *cut = g_strdup (text);
  Reader reader = { sl_script_builder_new (script), lines, notes, 0 };

  cut_boneyards (cut);
  cut_notes (cut, notes);
  split_lines (cut, lines);
  read_lines (&reader, read_title_page (script, lines));
  return sl_script_builder_end (reader.builder, file, error) ? g_steal_pointer (&script) : NULL;
}
