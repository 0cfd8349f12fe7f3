#include "sl-feed-objects.h"

#include <string.h>

#include "sl-content-lines.h"
#include "sl-error.h"
#include "sl-i18n.h"

enum { MAX_TEXT = 64 << 20 /* of all objects: each repeats the zones */ };

/* The components of a file; all borrowed from its lines. */
typedef struct {
  GPtrArray  *head;   /* lines of the calendar itself */
  GPtrArray  *zones;  /* lines */
  GPtrArray  *order;  /* uids as they come */
  GHashTable *events; /* GPtrArray of lines by uid */
} Parts;

static void
parts_clear (Parts *p)
{
  g_ptr_array_unref (p->head);
  g_ptr_array_unref (p->zones);
  g_ptr_array_unref (p->order);
  g_hash_table_unref (p->events);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

/* Where the component that begins at `at` ends. */
static guint
end_of (const GPtrArray *lines, guint at)
{
  guint depth = 0;

  do
    {
      const SlContentLine *line = lines->pdata[at++];
      depth += g_str_equal (line->name, "BEGIN");
      depth -= g_str_equal (line->name, "END");
    }
  while (depth > 0);
  return at;
}

/* The event's own UID; where it has none it is known by its place. */
static char *
uid_of (const GPtrArray *lines, guint from, guint to)
{
  for (guint i = from + 1; i < to; i++)
    {
      const SlContentLine *line = lines->pdata[i];
      if (g_str_equal (line->name, "BEGIN")) /* an alarm, which may have one too */
        i = end_of (lines, i) - 1;
      else if (g_str_equal (line->name, "UID"))
        return g_strdup (sl_content_line_value (line));
    }
  return g_strdup_printf ("line %u", ((const SlContentLine *) lines->pdata[from])->number);
}

static void
add_range (GPtrArray *to, const GPtrArray *lines, guint from, guint end)
{
  for (guint i = from; i < end; i++)
    g_ptr_array_add (to, lines->pdata[i]);
}

static void
add_event (Parts *p, const GPtrArray *lines, guint from, guint to)
{
  g_autofree char *uid = uid_of (lines, from, to);
  GPtrArray *event = g_hash_table_lookup (p->events, uid);

  if (event == NULL)
    {
      event = g_ptr_array_new ();
      g_ptr_array_add (p->order, g_strdup (uid));
      g_hash_table_insert (p->events, g_steal_pointer (&uid), event);
    }
  add_range (event, lines, from, to);
}

/* Components of other kinds, and calendars behind the first, are left out. */
static Parts
take_apart (const GPtrArray *lines)
{
  Parts p = { g_ptr_array_new (), g_ptr_array_new (), g_ptr_array_new_with_free_func (g_free),
              g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref) };
  const guint last = end_of (lines, 0) - 1;

  for (guint i = 1, to; i < last; i = to)
    {
      const SlContentLine *line = lines->pdata[i];
      to = g_str_equal (line->name, "BEGIN") ? end_of (lines, i) : i + 1;
      if (sl_content_line_begins (line, "VEVENT"))
        add_event (&p, lines, i, to);
      else if (sl_content_line_begins (line, "VTIMEZONE"))
        add_range (p.zones, lines, i, to);
      else if (to == i + 1)
        g_ptr_array_add (p.head, lines->pdata[i]);
    }
  return p;
}

/* Whether an event says that it takes place there; `somewhere` tells whether it says a place at all. */
static gboolean
is_at (const GPtrArray *event, const char *stage, const char *name, gboolean *somewhere)
{
  *somewhere = FALSE;
  for (guint i = 0; i < event->len; i++)
    if (g_str_equal (((const SlContentLine *) event->pdata[i])->name, "LOCATION"))
      {
        g_autofree char *place = sl_content_line_text (event->pdata[i]);
        *somewhere |= *place != '\0';
        if (g_str_equal (place, stage) || g_strcmp0 (place, name) == 0)
          return TRUE;
      }
  return FALSE;
}

/* One object; its name is the same as long as the event's UID is. */
static SlResource *
make_resource (const Parts *p, const GPtrArray *lines, const char *uid, const GPtrArray *event)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autofree char *mark = g_compute_checksum_for_string (G_CHECKSUM_SHA256, uid, -1);
  g_autofree char *name = g_strdup_printf ("event-%.16s.ics", mark), *text = NULL, *etag = NULL;

  add_range (all, lines, 0, 1);
  add_range (all, p->head, 0, p->head->len);
  add_range (all, p->zones, 0, p->zones->len);
  add_range (all, event, 0, event->len);
  add_range (all, lines, end_of (lines, 0) - 1, end_of (lines, 0));
  text = sl_content_lines_print (all);
  etag = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  return sl_resource_new (name, etag, strlen (text) <= SL_RESOURCE_MAX_BYTES ? text : NULL);
}

GPtrArray *
sl_feed_objects (const GPtrArray *lines, const char *stage, const char *name, gboolean *named, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_resource_free);
  g_auto (Parts) p = take_apart (lines);
  gsize size = 0;
  gboolean somewhere;

  *named = FALSE;
  for (guint i = 0; i < p.order->len; i++)
    *named |= is_at (g_hash_table_lookup (p.events, p.order->pdata[i]), stage, name, &somewhere);
  for (guint i = 0; i < p.order->len && size <= MAX_TEXT; i++)
    {
      const GPtrArray *event = g_hash_table_lookup (p.events, p.order->pdata[i]);
      SlResource *resource;

      if (!is_at (event, stage, name, &somewhere) && *named && somewhere)
        continue;
      resource = make_resource (&p, lines, p.order->pdata[i], event);
      size += resource->text != NULL ? strlen (resource->text) : SL_RESOURCE_MAX_BYTES;
      g_ptr_array_add (found, resource);
    }
  if (size <= MAX_TEXT)
    return g_steal_pointer (&found);
  sl_error_set (error, SL_ERROR_SERVICE,
                _("there is too much in this calendar; ask who publishes it for the coming months only"));
  return NULL;
}
