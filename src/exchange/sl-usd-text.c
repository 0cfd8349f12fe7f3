#include "sl-usd-text.h"

#include <math.h>
#include <string.h>

void
sl_usd_text_init (SlUsdText *t)
{
  *t = (SlUsdText) { g_string_new (NULL), 0, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
}

void
sl_usd_text_clear (SlUsdText *t)
{
  if (t->text != NULL)
    g_string_free (t->text, TRUE);
  if (t->names != NULL)
    g_hash_table_unref (t->names);
  *t = (SlUsdText) { 0 };
}

const char *
sl_usd_name (SlUsdText *t, const char *id)
{
  g_autoptr (GString) name = g_string_new (NULL);
  gsize length;

  if (!g_ascii_isalpha (*id))
    g_string_append_c (name, '_');
  for (const char *p = id; *p != '\0'; p = g_utf8_next_char (p))
    if (g_ascii_isalnum (*p))
      g_string_append_c (name, *p);
    else if ((guchar) *p < 0x80)
      g_string_append_c (name, '_');
    else
      g_string_append_printf (name, "u%04X", g_utf8_get_char (p));
  length = name->len;
  for (guint i = 2; g_hash_table_contains (t->names, name->str); i++)
    {
      g_string_truncate (name, length);
      g_string_append_printf (name, "_%u", i);
    }
  char *own = g_strdup (name->str);
  g_hash_table_add (t->names, own);
  return own;
}

/* --- lines --- */

static void
indent (SlUsdText *t)
{
  for (guint i = 0; i < t->depth; i++)
    g_string_append (t->text, "    ");
}

void
sl_usd_line (SlUsdText *t, const char *format, ...)
{
  va_list arguments;

  indent (t);
  va_start (arguments, format);
  g_string_append_vprintf (t->text, format, arguments);
  va_end (arguments);
  g_string_append_c (t->text, '\n');
}

char *
sl_usd_quoted (const char *text)
{
  GString *out = g_string_new ("\"");

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (out, "\\%c", *p);
    else if (*p == '\n')
      g_string_append (out, "\\n");
    else if ((guchar) *p < 0x20 || *p == 0x7f)
      g_string_append_printf (out, "\\x%02x", *p);
    else
      g_string_append_c (out, *p);
  g_string_append_c (out, '"');
  return g_string_free (out, FALSE);
}

/* --- prims --- */

void
sl_usd_begin (SlUsdText *t, const char *head, const char *name)
{
  if (name != NULL)
    {
      sl_usd_line (t, "%s \"%s\"", head, name);
      sl_usd_line (t, "{");
    }
  else
    sl_usd_line (t, "%s {", head);
  t->depth++;
}

void
sl_usd_metadata (SlUsdText *t, const char *head, const char *name)
{
  sl_usd_line (t, "%s \"%s\" (", head, name);
  t->depth++;
}

void
sl_usd_identity (SlUsdText *t, const SlEntity *entity, const char *const *more)
{
  g_autofree char *title = sl_usd_quoted (sl_entity_title (entity)), *id = sl_usd_quoted (entity->id);

  sl_usd_begin (t, "customData =", NULL);
  sl_usd_begin (t, "dictionary sightline =", NULL);
  sl_usd_line (t, "string id = %s", id);
  sl_usd_line (t, "string kind = \"%s\"", sl_kind_info (entity->kind)->record.name);
  for (guint i = 0; more != NULL && more[i] != NULL; i++)
    sl_usd_line (t, "%s", more[i]);
  sl_usd_end (t);
  sl_usd_end (t);
  sl_usd_line (t, "displayName = %s", title);
}

void
sl_usd_body (SlUsdText *t)
{
  t->depth--;
  sl_usd_line (t, ")");
  sl_usd_line (t, "{");
  t->depth++;
}

void
sl_usd_end (SlUsdText *t)
{
  t->depth--;
  sl_usd_line (t, "}");
}

/* --- numbers --- */

static void
put (GString *out, const char *format, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (out, isfinite (value) && value != 0 ? g_ascii_formatd (text, sizeof text, format, value) : "0");
}

void
sl_usd_number (GString *out, double value)
{
  put (out, "%.10g", value);
}

static void
put_tuple (GString *out, const double *values, guint parts)
{
  if (parts > 1)
    g_string_append_c (out, '(');
  for (guint i = 0; i < parts; i++)
    {
      g_string_append (out, i > 0 ? ", " : "");
      sl_usd_number (out, values[i]);
    }
  if (parts > 1)
    g_string_append_c (out, ')');
}

void
sl_usd_values (SlUsdText *t, const char *declaration, const double *values, guint n, guint parts, double step)
{
  gboolean changes = FALSE;

  for (guint i = parts; i < n * parts && !changes; i++)
    changes = values[i] != values[i % parts];
  indent (t);
  g_string_append_printf (t->text, "%s%s = ", declaration, changes ? ".timeSamples" : "");
  if (!changes)
    put_tuple (t->text, values, parts);
  else
    {
      g_string_append (t->text, "{ ");
      for (guint i = 0; i < n; i++)
        {
          sl_usd_number (t->text, i * step);
          g_string_append (t->text, ": ");
          put_tuple (t->text, values + (gsize) i * parts, parts);
          g_string_append (t->text, ", ");
        }
      g_string_append_c (t->text, '}');
    }
  g_string_append_c (t->text, '\n');
}

void
sl_usd_array (SlUsdText *t, const char *declaration, const float *values, gsize n, guint parts, const char *more)
{
  GString *out = t->text;

  indent (t);
  g_string_append_printf (out, "%s = [", declaration);
  for (gsize i = 0; i < n; i++)
    {
      g_string_append (out, i > 0 ? (parts > 1 ? ", (" : ", ") : parts > 1 ? "(" : "");
      for (guint k = 0; k < parts; k++)
        {
          g_string_append (out, k > 0 ? ", " : "");
          put (out, "%.7g", (double) values[i * parts + k]);
        }
      g_string_append (out, parts > 1 ? ")" : "");
    }
  g_string_append_printf (out, "]%s\n", more != NULL ? more : "");
}

void
sl_usd_integers (SlUsdText *t, const char *declaration, const guint32 *values, gsize n)
{
  indent (t);
  g_string_append_printf (t->text, "%s = [", declaration);
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (t->text, i > 0 ? ", %u" : "%u", values[i]);
  g_string_append (t->text, "]\n");
}
