#include "sl-content-lines.h"

#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"

enum { FOLD = 75 };

SlContentLine *
sl_content_line_new (const char *name, const char *rest)
{
  SlContentLine *line = g_new (SlContentLine, 1);

  *line = (SlContentLine) { .name = g_strdup (name), .rest = g_strdup (rest) };
  return line;
}

void
sl_content_line_free (gpointer data)
{
  SlContentLine *line = data;

  g_free (line->name);
  g_free (line->rest);
  g_free (line);
}

/* --- parts of a line --- */

/* The first of `ends` in `text` that no quotation marks hold, else its end. */
static const char *
find_unquoted (const char *text, const char *ends)
{
  gboolean quoted = FALSE;

  for (; *text != '\0' && (quoted || strchr (ends, *text) == NULL); text++)
    quoted ^= *text == '"';
  return text;
}

const char *
sl_content_line_value (const SlContentLine *line)
{
  const char *colon = find_unquoted (line->rest, ":");

  return *colon == ':' ? colon + 1 : colon;
}

char *
sl_content_line_param (const SlContentLine *line, const char *name)
{
  const gsize length = strlen (name);

  for (const char *at = line->rest; *at == ';';)
    {
      const char *end = find_unquoted (++at, ";:");

      if (g_ascii_strncasecmp (at, name, length) == 0 && at[length] == '=')
        {
          g_autofree char *value = g_strndup (at + length + 1, (gsize) (end - at) - length - 1);
          g_auto (GStrv) parts = g_strsplit (value, "\"", -1);
          return g_strjoinv ("", parts);
        }
      at = end;
    }
  return NULL;
}

char *
sl_content_line_text (const SlContentLine *line)
{
  GString *out = g_string_new (NULL);

  for (const char *p = sl_content_line_value (line); *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (c == '\\' && p[1] != '\0')
        {
          c = g_utf8_get_char (++p);
          c = c == 'n' || c == 'N' ? ' ' : c;
        }
      g_string_append_unichar (out, g_unichar_iscntrl (c) ? ' ' : c);
    }
  return g_strstrip (g_string_free (out, FALSE));
}

char *
sl_content_escape (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text++)
    switch (*text)
      {
      case '\\':
      case ';':
      case ',':
        g_string_append_c (out, '\\');
        g_string_append_c (out, *text);
        break;
      case '\n':
        g_string_append (out, "\\n");
        break;
      default:
        g_string_append_c (out, g_ascii_iscntrl (*text) && *text != '\t' ? ' ' : *text);
      }
  return g_string_free (out, FALSE);
}

static gboolean
is_component (const SlContentLine *line, const char *name, const char *component)
{
  g_autofree char *value = g_str_equal (line->name, name) ? g_strdup (sl_content_line_value (line)) : NULL;

  return value != NULL && g_ascii_strcasecmp (g_strstrip (value), component) == 0;
}

gboolean
sl_content_line_begins (const SlContentLine *line, const char *component)
{
  return is_component (line, "BEGIN", component);
}

gboolean
sl_content_line_ends (const SlContentLine *line, const char *component)
{
  return is_component (line, "END", component);
}

/* --- reading --- */

static gboolean
set_error (GError **error, const char *what)
{
  sl_error_set (error, SL_ERROR_INPUT, _("this is no iCalendar object (%s); remove it or move it elsewhere"), what);
  return FALSE;
}

/* The unfolded line at `*at`, which goes on to the next, as does its `number`; folds may lie inside a character. NULL
 * when it is too long. */
static GString *
next_line (const char **at, const char *end, guint *number)
{
  GString *line = g_string_new (NULL);

  for (;;)
    {
      const char *stop = memchr (*at, '\n', (gsize) (end - *at));
      const char *next = stop != NULL ? stop + 1 : end;
      gsize length = (gsize) ((stop != NULL ? stop : end) - *at);

      if (length > 0 && (*at)[length - 1] == '\r')
        length--;
      if (line->len + length > SL_CONTENT_MAX_LINE)
        {
          g_string_free (line, TRUE);
          return NULL;
        }
      g_string_append_len (line, *at, (gssize) length);
      *at = next;
      ++*number;
      if (next >= end || (*next != ' ' && *next != '\t'))
        return line;
      ++*at;
    }
}

/* A name of letters, digits and "-", then ":" or ";". What is none, such as a text that was broken without a fold, has
 * no name and hides nothing of the rest. */
static SlContentLine *
parse_line (const char *text)
{
  g_autofree char *name = NULL;
  gsize n = 0;

  while (g_ascii_isalnum (text[n]) || text[n] == '-')
    n++;
  if (n == 0 || (text[n] != ':' && text[n] != ';') || *find_unquoted (text + n, ":") != ':')
    return sl_content_line_new ("", text);
  name = g_ascii_strup (text, (gssize) n);
  return sl_content_line_new (name, text + n);
}

/* Each END ends what was begun last. */
static gboolean
nest (const SlContentLine *line, GPtrArray *open, GError **error)
{
  g_autofree char *value = g_strstrip (g_ascii_strup (sl_content_line_value (line), -1));

  if (g_str_equal (line->name, "BEGIN"))
    {
      if (open->len >= SL_CONTENT_MAX_NESTING)
        return set_error (error, _("its parts stand too deep in each other"));
      g_ptr_array_add (open, g_steal_pointer (&value));
    }
  else if (g_str_equal (line->name, "END"))
    {
      if (open->len == 0 || !g_str_equal (open->pdata[open->len - 1], value))
        return set_error (error, _("its parts do not end where they should"));
      g_ptr_array_remove_index (open, open->len - 1);
    }
  return TRUE;
}

static gboolean
add_line (GPtrArray *lines, GPtrArray *open, const char *text, guint number, GError **error)
{
  SlContentLine *line;

  if (!g_utf8_validate (text, -1, NULL))
    return set_error (error, _("it is not UTF-8"));
  if (*text == '\0') /* between objects, or at the end */
    return TRUE;
  line = parse_line (text);
  line->number = number;
  g_ptr_array_add (lines, line);
  return nest (line, open, error);
}

GPtrArray *
sl_content_lines_read (const char *text, gsize length, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (sl_content_line_free);
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  const char *at = text, *end = text + length;
  guint number = 1;

  if (memchr (text, '\0', length) != NULL)
    {
      set_error (error, _("it is not UTF-8"));
      return NULL;
    }
  while (g_str_has_prefix (at, "\xef\xbb\xbf")) /* some programs put one before another's */
    at += 3;
  while (at < end)
    {
      const guint began = number;
      g_autoptr (GString) line = next_line (&at, end, &number);

      if (line == NULL ? !set_error (error, _("a line of it is too long"))
                       : !add_line (lines, open, line->str, began, error))
        return NULL;
    }
  if (open->len > 0 || lines->len == 0)
    {
      set_error (error, _("its parts do not end where they should"));
      return NULL;
    }
  return g_steal_pointer (&lines);
}

/* --- writing --- */

static void
print_line (GString *out, const char *text)
{
  gsize column = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gsize n = (gsize) (g_utf8_next_char (p) - p);
      if (column + n > FOLD)
        {
          g_string_append (out, "\r\n ");
          column = 1;
        }
      g_string_append_len (out, p, (gssize) n);
      column += n;
    }
  g_string_append (out, "\r\n");
}

char *
sl_content_lines_print (const GPtrArray *lines)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const SlContentLine *line = lines->pdata[i];
      g_autofree char *text = g_strconcat (line->name, line->rest, NULL);
      print_line (out, text);
    }
  return g_string_free (out, FALSE);
}
