#include "sl-script-text.h"

#include <string.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-script.h"

/* What the bytes are in UTF-8, or NULL. Marks tell UTF-16; what is no UTF-8 is a Chinese script in GB18030, which
 * GBK and GB2312 are parts of. */
static char *
to_utf8 (const char *bytes, gsize length, gsize *written)
{
  const guint8 *b = (const guint8 *) bytes;

  if (length >= 2 && ((b[0] == 0xff && b[1] == 0xfe) || (b[0] == 0xfe && b[1] == 0xff)))
    return g_convert (bytes + 2, (gssize) (length - 2), "UTF-8", b[0] == 0xff ? "UTF-16LE" : "UTF-16BE", NULL, written,
                      NULL);
  if (g_utf8_validate_len (bytes, length, NULL))
    {
      *written = length;
      return g_strndup (bytes, length);
    }
  return g_convert (bytes, (gssize) length, "UTF-8", "GB18030", NULL, written, NULL);
}

/* Line ends as "\n" each, without what plans cannot hold. */
static void
clean (GString *out, const char *text, gsize length)
{
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (c == '\r' && p[1] == '\n')
        continue;
      if (c == '\r' || c == 0x2028 || c == 0x2029)
        g_string_append_c (out, '\n');
      else if ((c >= 0x20 && c != 0x7f && c != 0xfeff && c != 0xfffe && c != 0xffff) || c == '\n' || c == '\t')
        g_string_append_len (out, p, g_utf8_next_char (p) - p);
    }
}

static gboolean
lines_fit (const char *text, const char *file, GError **error)
{
  guint line = 1;

  for (const char *p = text; *p != '\0'; line++)
    {
      const char *end = strchrnul (p, '\n');

      if (end - p > (gssize) SL_SCRIPT_MAX_LINE)
        {
          sl_error_set_at (error, SL_ERROR_INPUT, file, line,
                           _("a line of more than %u bytes is no line of a script; look what this file is"),
                           SL_SCRIPT_MAX_LINE);
          return FALSE;
        }
      p = *end == '\n' ? end + 1 : end;
    }
  return TRUE;
}

char *
sl_script_text (const char *bytes, gsize length, const char *file, gboolean lines, GError **error)
{
  gsize written = 0;
  g_autofree char *text = to_utf8 (bytes, length, &written);
  g_autoptr (GString) out = NULL;

  if (text == NULL || memchr (text, '\0', written) != NULL)
    {
      sl_error_set_at (error, SL_ERROR_INPUT, file, 0,
                       _("this is no text in UTF-8, UTF-16 or GB18030; save it as UTF-8 and import it again"));
      return NULL;
    }
  out = g_string_sized_new (written);
  clean (out, text, written);
  if (lines && !lines_fit (out->str, file, error))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
sl_script_text_file (const char *path, gboolean lines, GError **error)
{
  g_autofree char *bytes = NULL;
  gsize length;

  if (!sl_file_read (path, SL_SCRIPT_MAX_BYTES, &bytes, &length, error))
    return NULL;
  return sl_script_text (bytes, length, path, lines, error);
}
