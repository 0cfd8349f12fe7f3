#include "sl-event-lines.h"

#include <string.h>

#include "sl-field.h"

char *
sl_event_value (const char *text, glong most)
{
  const glong length = text != NULL && g_utf8_validate (text, -1, NULL) ? g_utf8_strlen (text, -1) : 0;
  g_autofree char *cut = length > 0 ? g_utf8_substring (text, 0, MIN (length, most)) : NULL;

  return cut != NULL ? sl_content_escape (cut) : NULL;
}

char *
sl_event_date (guint32 day)
{
  g_autofree char *text = sl_date_to_text (day);
  g_auto (GStrv) parts = g_strsplit (text, "-", -1);

  return g_strjoinv ("", parts);
}

gboolean
sl_event_lines_find (const GPtrArray *lines, guint *from, guint *to)
{
  for (*from = 0; *from < lines->len && !sl_content_line_begins (lines->pdata[*from], "VEVENT"); ++*from)
    ;
  for (*to = ++*from; *to < lines->len && !sl_content_line_ends (lines->pdata[*to], "VEVENT"); ++*to)
    ;
  return *to < lines->len;
}

guint
sl_event_lines_at (const GPtrArray *lines, guint from, guint to, const char *name)
{
  int depth = 0;

  for (guint i = from; i < to; i++)
    {
      const SlContentLine *line = lines->pdata[i];
      depth += g_str_equal (line->name, "BEGIN") - g_str_equal (line->name, "END");
      if (depth == 0 && g_str_equal (line->name, name))
        return i;
    }
  return to;
}

gboolean
sl_event_lines_set (GPtrArray *lines, guint from, guint *to, const char *name, const char *value)
{
  const guint at = sl_event_lines_at (lines, from, *to, name);
  SlContentLine *line = at < *to ? lines->pdata[at] : NULL;

  if (line == NULL && value == NULL)
    return FALSE;
  if (line == NULL)
    {
      g_autofree char *rest = g_strconcat (":", value, NULL);
      g_ptr_array_insert (lines, (int) from, sl_content_line_new (name, rest));
      ++*to;
      return TRUE;
    }
  const char *old = sl_content_line_value (line);
  if (value == NULL)
    {
      g_ptr_array_remove_index (lines, at);
      --*to;
      return TRUE;
    }
  if (g_str_equal (old, value))
    return FALSE;
  g_autofree char *head = g_strndup (line->rest, (gsize) (old - line->rest)), *before = line->rest;
  line->rest = g_strconcat (head, value, NULL);
  return TRUE;
}
