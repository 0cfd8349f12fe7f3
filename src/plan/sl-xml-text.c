#include "sl-xml-text.h"

#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"

static const char *
reference_for (char c, gboolean in_attribute)
{
  switch (c)
    {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '\r': return "&#13;";
    case '"': return in_attribute ? "&quot;" : NULL;
    case '\n': return in_attribute ? "&#10;" : NULL;
    case '\t': return in_attribute ? "&#9;" : NULL;
    default: return NULL;
    }
}

static void
append_escaped (GString *out, const char *text, gsize length, gboolean in_attribute)
{
  const char *from = text;

  for (const char *p = text; p < text + length; p++)
    {
      const char *reference = reference_for (*p, in_attribute);
      if (reference == NULL)
        continue;
      g_string_append_len (out, from, p - from);
      g_string_append (out, reference);
      from = p + 1;
    }
  g_string_append_len (out, from, text + length - from);
}

void
sl_xml_append_attribute (GString *out, const char *text, gsize length)
{
  append_escaped (out, text, length, TRUE);
}

void
sl_xml_append_text (GString *out, const char *text, gsize length)
{
  append_escaped (out, text, length, FALSE);
}

char *
sl_xml_attribute_value (const char *begin, const char *end)
{
  static const char amp[] = "&#38;";
  const gsize length = strlen (amp);
  GString *text = g_string_sized_new ((gsize) (end - begin));
  const char *found;

  while ((found = memmem (begin, (gsize) (end - begin), amp, length)) != NULL)
    {
      g_string_append_len (text, begin, found - begin);
      g_string_append_c (text, '&');
      begin = found + length;
    }
  g_string_append_len (text, begin, end - begin);
  return g_string_free (text, FALSE);
}

/* --- the look ahead --- */

typedef struct {
  const char *begin, *end;
  const char *file;
} Scan;

static gboolean G_GNUC_PRINTF (4, 5)
refuse (const Scan *scan, const char *at, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  guint line = 1;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  for (const char *p = scan->begin; p < at; p++)
    line += *p == '\n';
  sl_error_set_at (error, SL_ERROR_INPUT, scan->file, scan->file != NULL ? line : 0, "%s", message);
  return FALSE;
}

/* `*end` is where the tag that begins at `at` ends, or the document where it has no end. */
static gboolean
scan_tag (const Scan *scan, const char *at, const char **end, GError **error)
{
  guint attributes = 0;
  gsize beside = 0;
  const char *p;

  for (p = at; p < scan->end && *p != '>'; p++, beside++)
    {
      const char *close = *p == '"' || *p == '\'' ? memchr (p + 1, *p, (gsize) (scan->end - p - 1)) : p;

      if (close == NULL) /* no end of the value: not XML */
        close = scan->end - 1;
      attributes += close != p;
      if (attributes > SL_XML_MAX_ATTRIBUTES)
        return refuse (scan, p, error, _("an element has more than %d attributes; this is no plan"),
                       SL_XML_MAX_ATTRIBUTES);
      if ((gsize) (close - p) > SL_XML_MAX_VALUE)
        return refuse (scan, p, error, _("an attribute is longer than %u MB; shorten it"), SL_XML_MAX_VALUE >> 20);
      if (beside > SL_XML_MAX_NAMES)
        return refuse (scan, p, error, _("an element's names are longer than %u kB; this is no plan"),
                       SL_XML_MAX_NAMES >> 10);
      p = close;
    }
  *end = MIN (p, scan->end);
  return TRUE;
}

/* Where the construct that begins with `open` at `at` ends; NULL when it is not there,
    the end of the text when open. */
static const char *
skip (const Scan *scan, const char *at, const char *open, const char *close)
{
  const char *end;

  if ((gsize) (scan->end - at) < strlen (open) || memcmp (at, open, strlen (open)) != 0)
    return NULL;
  at += strlen (open);
  end = memmem (at, (gsize) (scan->end - at), close, strlen (close));
  return end != NULL ? end : scan->end;
}

gboolean
sl_xml_scan (const char *text, gsize length, const char *file, GError **error)
{
  const Scan scan = { text, text + length, file };
  const char *bad = text;

  if (!g_utf8_validate_len (text, length, &bad))
    return refuse (&scan, bad, error, _("the file is not text in UTF-8; open a plan, or save it as UTF-8"));
  for (const char *p = text; (p = memchr (p, '<', (gsize) (scan.end - p))) != NULL;)
    {
      const char *end = skip (&scan, p, "<!--", "-->");

      if (end == NULL)
        end = skip (&scan, p, "<![CDATA[", "]]>");
      if (end == NULL)
        end = skip (&scan, p, "<?", "?>");
      if (end == NULL && !scan_tag (&scan, p, &end, error))
        return FALSE;
      p = end;
    }
  return TRUE;
}
