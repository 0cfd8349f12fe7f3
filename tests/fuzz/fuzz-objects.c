#include <string.h>

#include "fuzz-targets.h"
#include "sl-content-lines.h"
#include "sl-dav.h"
#include "sl-object.h"

enum { FROM = 739617, TO = 740000 }; /* a year from 2026-01-01 on */

/* Lines that were read are written so that they are read as the same. */
static void
check_lines (const char *text, gsize length)
{
  g_autoptr (GPtrArray) lines = sl_content_lines_read (text, length, NULL), again = NULL;
  g_autofree char *once = lines != NULL ? sl_content_lines_print (lines) : NULL;

  if (once == NULL)
    return;
  again = sl_content_lines_read (once, strlen (once), NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (lines->len, ==, again->len);
  for (guint i = 0; i < lines->len; i++)
    {
      const SlContentLine *a = lines->pdata[i], *b = again->pdata[i];
      g_assert_cmpstr (a->name, ==, b->name);
      g_assert_cmpstr (a->rest, ==, b->rest);
    }
}

/* Days are ascending, apart and those that were asked for; who is told nothing of doubts has some days or says that he
 * takes none. */
void
sl_fuzz_ics (const guint8 *data, gsize size)
{
  const SlObjectView view = { "America/Los_Angeles", 6 * 3600, FROM, TO };
  g_autofree char *text = g_malloc (size + 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlObject) object = NULL;

  memcpy (text, data, size);
  text[size] = '\0';
  check_lines (text, size);
  object = sl_object_read (text, size, &view, &error);
  g_assert_true ((object == NULL) == (error != NULL));
  for (guint i = 0; object != NULL && i < object->events->len; i++)
    {
      const SlEvent *event = object->events->pdata[i];
      guint32 after = FROM;

      g_assert_true (g_utf8_validate (event->title, -1, NULL));
      for (guint k = 0; k < event->spans->len; k++)
        {
          const SlSpan *span = &g_array_index (event->spans, SlSpan, k);
          g_assert_cmpuint (span->from, >=, after);
          g_assert_cmpuint (span->to, >=, span->from);
          g_assert_cmpuint (span->to, <=, TO);
          after = span->to + 2;
        }
    }
}

/* A whole answer, or the reason why it is none. */
void
sl_fuzz_dav (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlDavAnswer) answer = sl_dav_read ((const char *) data, size, "https://server.example/", &error);

  g_assert_true ((answer == NULL) == (error != NULL));
  for (guint i = 0; answer != NULL && i < answer->responses->len; i++)
    {
      const SlDavResponse *r = answer->responses->pdata[i];
      GHashTableIter iter;
      gpointer name, text;

      g_assert_true (r->href == NULL || g_utf8_validate (r->href, -1, NULL));
      g_hash_table_iter_init (&iter, r->props);
      while (g_hash_table_iter_next (&iter, &name, &text))
        g_assert_true (*(const char *) name == '{' && g_utf8_validate (text, -1, NULL));
    }
}
