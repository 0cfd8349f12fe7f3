#include "sl-script-builder.h"

#include <string.h>

#include "sl-error.h"
#include "sl-heading.h"
#include "sl-i18n.h"

enum { LONGEST_NAME = 60, SYNOPSIS_BYTES = 16384 };

struct SlScriptBuilder {
  SlScript      *script;
  SlScriptScene *scene;
  GChecksum     *text;          /* of the scene that is open */
  guint          lines;         /* that it takes */
  guint          speech, other; /* lines of the speech that is open, and of the one that it is printed beside */
  gint64         episode;
  gboolean       chinese, full, says; /* says: there is text in the scene */
};

SlScriptBuilder *
sl_script_builder_new (SlScript *script)
{
  SlScriptBuilder *b = g_new0 (SlScriptBuilder, 1);

  b->script = script;
  b->text = g_checksum_new (G_CHECKSUM_SHA256);
  return b;
}

void
sl_script_builder_free (SlScriptBuilder *b)
{
  if (b == NULL)
    return;
  g_checksum_free (b->text);
  g_free (b);
}

/* --- lengths --- */

static guint
wide (const char *from, const char *to)
{
  guint columns = 0;

  for (const char *p = from; p < to; p = g_utf8_next_char (p))
    columns += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  return columns;
}

/* Lines of `text`, which is tidy, at a width: broken at blanks, and within what is longer than a line or wide. */
static guint
lines_of (const char *text, guint width)
{
  guint lines = 1, column = 0;

  for (const char *p = text; *p != '\0';)
    {
      const char *end = strchrnul (p, ' ');
      guint word = wide (p, end);

      if (column > 0 && column + 1 + word > width && word <= width)
        {
          lines++;
          column = 0;
        }
      column += (column > 0) + word;
      lines += column > width ? (column - 1) / width : 0;
      column = column > width ? (column - 1) % width + 1 : column;
      p = *end == ' ' ? end + 1 : end;
    }
  return lines;
}

static void
add_lines (SlScriptBuilder *b, guint lines, gboolean spoken)
{
  if (!spoken)
    b->speech = b->other = 0;
  if (spoken)
    {
      const guint before = b->speech;
      b->speech += lines;
      /* beside another, only what is longer than that counts */
      lines = b->other > 0 ? MAX (b->speech, b->other) - MAX (before, b->other) : lines;
    }
  b->lines += lines;
}

/* --- scenes --- */

static void
close_scene (SlScriptBuilder *b)
{
  SlScriptScene *scene = b->scene;

  if (scene == NULL)
    return;
  if (scene->eighths == 0)
    scene->eighths = MAX (1, (b->lines * 8 + SL_SCRIPT_PAGE_LINES - 1) / SL_SCRIPT_PAGE_LINES);
  scene->mark = b->says ? g_strndup (g_checksum_get_string (b->text), 32) : g_strdup (SL_SCRIPT_NO_TEXT);
  b->scene = NULL;
}

static gboolean
is_omitted (const char *text)
{
  static const char *const words[] = { "OMITTED", "OMIT", "SCENE OMITTED", "SCENE DELETED", "DELETED", "删", "删除" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
open_scene (SlScriptBuilder *b, SlHeading *heading, const char *number, guint line)
{
  SlScriptScene *scene = sl_script_add_scene (b->script);

  b->scene = scene;
  b->full |= scene == NULL;
  b->chinese = heading->chinese;
  if (scene == NULL)
    return;
  scene->number = number != NULL ? sl_script_tidy (number) : g_steal_pointer (&heading->number);
  scene->omitted = is_omitted (heading->text);
  scene->heading = g_steal_pointer (&heading->text);
  scene->set = scene->omitted ? NULL : g_steal_pointer (&heading->set);
  scene->place = heading->place;
  scene->light = heading->light;
  scene->episode = heading->episode > 0 ? heading->episode : b->episode;
  scene->line = line;
  g_checksum_reset (b->text);
  b->says = FALSE;
  b->lines = 1;
  b->speech = b->other = 0;
}

gboolean
sl_script_builder_heading (SlScriptBuilder *b, const char *text, gboolean forced, const char *number, guint line)
{
  SlHeading heading;

  if (!sl_heading_read (text, forced, &heading))
    return FALSE;
  close_scene (b);
  open_scene (b, &heading, number, line);
  sl_heading_clear (&heading);
  return TRUE;
}

void
sl_script_builder_was (SlScriptBuilder *b, const char *text)
{
  SlHeading heading;

  if (b->scene == NULL || !sl_heading_read (text, TRUE, &heading))
    return;
  g_free (b->scene->heading);
  g_free (b->scene->set);
  b->scene->heading = g_steal_pointer (&heading.text);
  b->scene->set = g_steal_pointer (&heading.set);
  b->scene->place = heading.place;
  b->scene->light = heading.light;
  sl_heading_clear (&heading);
}

SlScriptScene *
sl_script_builder_scene (SlScriptBuilder *b)
{
  return b->scene;
}

void
sl_script_builder_episode (SlScriptBuilder *b, gint64 episode)
{
  b->episode = episode;
}

/* --- what stands in them --- */

/* Into the checksum: lines may be broken anew, and marks of emphasis change, without any other text. */
static void
digest (SlScriptBuilder *b, const char *tidy)
{
  b->says = TRUE;
  g_checksum_update (b->text, (const guchar *) tidy, -1);
  g_checksum_update (b->text, (const guchar *) " ", 1);
}

/* "SARA (V.O.) (CONT'D)" is SARA: what stands in brackets behind a name, in either script's brackets, is none of it. */
static char *
name_of (const char *cue)
{
  g_autofree char *text = sl_script_tidy (cue);
  const char *wide_open;

  if (text == NULL)
    return NULL;
  text[strcspn (text, "(")] = '\0';
  if ((wide_open = strstr (text, "（")) != NULL)
    text[wide_open - text] = '\0';
  for (gsize n = strlen (text); n > 0 && strchr (" *_:^", text[n - 1]) != NULL; n--)
    text[n - 1] = '\0';
  return sl_script_tidy (text + strspn (text, "*_@ "));
}

static void
speaks (SlScriptBuilder *b, const char *name)
{
  const int at = b->scene != NULL && name != NULL && g_utf8_strlen (name, -1) <= LONGEST_NAME
                   ? sl_script_cast (b->script, name) : -1;

  if (at < 0)
    return;
  ((SlScriptCast *) b->script->cast->pdata[at])->speeches++;
  sl_script_put (b->scene->cast, at);
}

void
sl_script_builder_cue (SlScriptBuilder *b, const char *text, gboolean beside)
{
  g_autofree char *name = name_of (text);

  if (name == NULL)
    return;
  speaks (b, name);
  digest (b, name);
  b->other = beside ? b->speech : 0;
  b->speech = 0;
  add_lines (b, 1, TRUE);
}

/* "人物：林晚、周舟": who is in a scene, as Chinese scripts list it below the heading. */
static gboolean
take_people (SlScriptBuilder *b, const char *text)
{
  static const char *const words[] = { "人物：", "人物:", "出场人物：", "出场人物:", "演员：", "登场人物：" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (text, words[i]))
      {
        g_autofree char *list = g_strdelimit (g_strdup (text + strlen (words[i])), ",;/\t", ' ');
        g_auto (GStrv) parts = g_regex_split_simple ("[、，；\\s]+", list, 0, 0);
        for (guint k = 0; parts[k] != NULL; k++)
          {
            g_autofree char *name = name_of (parts[k]);
            if (name != NULL && g_utf8_strlen (name, -1) <= LONGEST_NAME)
              sl_script_put (b->scene->cast, sl_script_cast (b->script, name));
          }
        return TRUE;
      }
  return FALSE;
}

/* "林晚：…", "林晚（画外音）：…": a name of at most eight characters before a colon. */
static void
take_speaker (SlScriptBuilder *b, const char *text)
{
  static const char *const others[] = { "字幕", "时间", "地点", "场景", "特写", "镜头", "音效", "旁白", "画外音", "转场",
                                        "备注", "注", "内容", "道具", "黑屏", "闪回", "叠化", "切" };
  const char *colon = strstr (text, "：");
  g_autofree char *cue = colon != NULL ? g_strndup (text, (gsize) (colon - text)) : NULL;
  g_autofree char *name = cue != NULL ? name_of (cue) : NULL;

  if (name == NULL || g_utf8_strlen (name, -1) > 8 || strpbrk (name, " ,.") != NULL || strstr (name, "，") != NULL
      || strstr (name, "。") != NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_has_prefix (name, others[i]))
      return;
  speaks (b, name);
}

void
sl_script_builder_text (SlScriptBuilder *b, SlScriptPart part, const char *text)
{
  static const guint widths[] = { 60, 35, 25 };
  g_autofree char *tidy = sl_script_tidy (text);

  if (b->scene == NULL || tidy == NULL)
    return;
  digest (b, tidy);
  add_lines (b, lines_of (tidy, widths[part]), part != SL_PART_ACTION);
  if (part == SL_PART_ACTION && b->chinese && !take_people (b, tidy))
    take_speaker (b, tidy);
}

void
sl_script_builder_gap (SlScriptBuilder *b)
{
  if (b->scene != NULL)
    b->lines++;
}

/* Behind what is there, each on a line, within a limit. */
static void
append (char **to, const char *text)
{
  g_autofree char *tidy = sl_script_tidy (text), *before = *to;

  if (tidy == NULL || (before != NULL && strlen (before) + strlen (tidy) > SYNOPSIS_BYTES))
    {
      *to = g_steal_pointer (&before);
      return;
    }
  *to = before != NULL ? g_strconcat (before, "\n", tidy, NULL) : g_steal_pointer (&tidy);
}

void
sl_script_builder_synopsis (SlScriptBuilder *b, const char *text)
{
  if (b->scene != NULL)
    append (&b->scene->synopsis, text);
}

void
sl_script_builder_note (SlScriptBuilder *b, const char *text)
{
  if (b->scene != NULL)
    append (&b->scene->notes, text);
}

gboolean
sl_script_builder_end (SlScriptBuilder *b, const char *file, GError **error)
{
  SlScript *script = b->script;
  const gboolean full = b->full;

  close_scene (b);
  sl_script_builder_free (b);
  if (full)
    sl_error_set_at (error, SL_ERROR_INPUT, file, 0, _("a script of more than %u scenes; split it into several files"),
                     SL_SCRIPT_MAX_SCENES);
  else if (script->scenes->len == 0)
    sl_error_set_at (error, SL_ERROR_INPUT, file, 0,
                     _("no scene heading was found; headings begin with INT. or EXT. (内 or 外), or with a dot"));
  if (full || script->scenes->len == 0)
    return FALSE;
  sl_script_number_cast (script);
  sl_script_take_episodes (script);
  sl_script_take_light (script);
  return TRUE;
}
