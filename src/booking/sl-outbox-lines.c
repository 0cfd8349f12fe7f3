/* The lines of an outbox's journal: how they are written, and what they do when they are read. */
#include "sl-outbox-private.h"

enum { MAX_ENTRIES = 10000, MAX_DAYS = 40000, DAY_PARTS = 12 };

void
sl_outbox_entry_free (gpointer data)
{
  SlOutboxEntry *entry = data;

  g_free (entry->booking);
  g_free (entry->stage);
  g_free (entry->mark);
  g_ptr_array_unref (entry->days);
  g_clear_pointer (&entry->before, g_ptr_array_unref);
  g_free (entry);
}

/* --- writing --- */

void
sl_outbox_add_part (GString *line, char separator, const char *text)
{
  g_autofree char *escaped = text != NULL ? g_uri_escape_string (text, NULL, TRUE) : g_strdup ("*");

  g_string_append_c (line, separator);
  g_string_append (line, escaped);
}

void
sl_outbox_add_number (GString *line, char separator, gint64 number)
{
  g_string_append_printf (line, "%c%" G_GINT64_FORMAT, separator, number);
}

void
sl_outbox_add_day (GString *line, const SlStageDay *day)
{
  sl_outbox_add_number (line, ' ', day->day);
  sl_outbox_add_number (line, ',', day->rank);
  sl_outbox_add_number (line, ',', day->expires);
  sl_outbox_add_number (line, ',', day->lapses);
  sl_outbox_add_number (line, ',', day->challenge);
  sl_outbox_add_part (line, ',', day->slot);
  sl_outbox_add_part (line, ',', day->title);
  sl_outbox_add_part (line, ',', day->owner);
  sl_outbox_add_part (line, ',', day->state);
  sl_outbox_add_part (line, ',', day->phase);
  sl_outbox_add_part (line, ',', day->plan);
  sl_outbox_add_part (line, ',', day->about);
}

GString *
sl_outbox_line (const char *word, const char *booking, const char *stage)
{
  GString *line = g_string_new (word);

  sl_outbox_add_part (line, ' ', booking);
  sl_outbox_add_part (line, ' ', stage);
  return line;
}

/* --- reading --- */

/* "*" is none. FALSE for what is no text. */
static gboolean
read_part (const char *part, char **text)
{
  *text = g_str_equal (part, "*") ? NULL : g_uri_unescape_string (part, NULL);
  return g_str_equal (part, "*") || (*text != NULL && g_utf8_validate (*text, -1, NULL));
}

static gboolean
read_number (const char *part, gint64 least, gint64 most, gint64 *number)
{
  return g_ascii_string_to_signed (part, 10, least, most, number, NULL);
}

static SlStageDay *
read_day (const char *word, const char *booking, const char *stage)
{
  g_auto (GStrv) parts = g_strsplit (word, ",", DAY_PARTS + 1);
  SlStageDay *day;
  gint64 date, rank, expires;

  if (g_strv_length (parts) != DAY_PARTS)
    return NULL;
  day = g_new0 (SlStageDay, 1);
  day->booking = g_strdup (booking);
  day->stage = g_strdup (stage);
  if (read_number (parts[0], 1, G_MAXINT32, &date) && read_number (parts[1], 1, 9, &rank)
      && read_number (parts[2], 0, G_MAXINT32, &expires)
      && read_number (parts[3], 0, G_MAXINT64 / 2, &day->lapses)
      && read_number (parts[4], -1, G_MAXINT64 / 2, &day->challenge) && read_part (parts[5], &day->slot)
      && read_part (parts[6], &day->title) && read_part (parts[7], &day->owner) && read_part (parts[8], &day->state)
      && read_part (parts[9], &day->phase) && read_part (parts[10], &day->plan)
      && read_part (parts[11], &day->about) && day->state != NULL)
    {
      day->day = (guint32) date;
      day->rank = (int) rank;
      day->expires = (guint32) expires;
      return day;
    }
  sl_stage_day_free (day);
  return NULL;
}

/* --- entries --- */

guint
sl_outbox_index (const SlOutbox *o, const char *booking, const char *stage)
{
  guint i = 0;

  for (; i < o->entries->len; i++)
    {
      const SlOutboxEntry *entry = o->entries->pdata[i];
      if (g_str_equal (entry->booking, booking) && g_str_equal (entry->stage, stage))
        break;
    }
  return i;
}

/* Takes the entry. What was had before stays, as some of an older one may have been sent. */
static void
put_entry (SlOutbox *o, SlOutboxEntry *entry)
{
  const guint i = sl_outbox_index (o, entry->booking, entry->stage);

  if (i < o->entries->len)
    {
      SlOutboxEntry *old = o->entries->pdata[i];
      entry->before = g_steal_pointer (&old->before);
      g_ptr_array_remove_index (o->entries, i);
    }
  g_ptr_array_add (o->entries, entry);
}

/* SlStageDay elements, ascending; NULL for what are none. */
static GPtrArray *
read_days (char **words, const char *booking, const char *stage)
{
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free);

  for (char **word = words; *word != NULL; word++)
    {
      SlStageDay *day = read_day (*word, booking, stage);
      const SlStageDay *last = days->len > 0 ? days->pdata[days->len - 1] : NULL;

      if (day == NULL)
        return NULL;
      g_ptr_array_add (days, day);
      if (days->len > MAX_DAYS || (last != NULL && day->day < last->day))
        return NULL;
    }
  return g_steal_pointer (&days);
}

static gboolean
read_want (SlOutbox *o, char **words, const char *booking, const char *stage)
{
  g_autofree char *mark = NULL;
  g_autoptr (GPtrArray) days = NULL;
  gint64 since, group;
  SlOutboxEntry *entry;

  if (g_strv_length (words) < 3 || !read_number (words[0], 0, G_MAXINT64 / 2, &since)
      || !read_number (words[1], 0, G_MAXINT32, &group) || !read_part (words[2], &mark)
      || o->entries->len >= MAX_ENTRIES || (days = read_days (words + 3, booking, stage)) == NULL)
    return FALSE;
  entry = g_new0 (SlOutboxEntry, 1);
  *entry = (SlOutboxEntry) { .booking = g_strdup (booking), .stage = g_strdup (stage), .since = since,
                             .group = (guint) group, .mark = g_steal_pointer (&mark),
                             .days = g_steal_pointer (&days) };
  put_entry (o, entry);
  return TRUE;
}

static gboolean
read_had (SlOutboxEntry *entry, char **words)
{
  GPtrArray *days = read_days (words, entry->booking, entry->stage);

  if (days == NULL)
    return FALSE;
  g_clear_pointer (&entry->before, g_ptr_array_unref);
  entry->before = days;
  return TRUE;
}

gboolean
sl_outbox_read (SlOutbox *o, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autofree char *booking = NULL, *stage = NULL;
  SlOutboxEntry *entry;
  guint i;

  if (g_strv_length (words) < 3 || !read_part (words[1], &booking) || !read_part (words[2], &stage)
      || booking == NULL || stage == NULL)
    return FALSE;
  if (g_str_equal (words[0], "want"))
    return read_want (o, words + 3, booking, stage);
  if ((i = sl_outbox_index (o, booking, stage)) == o->entries->len)
    return FALSE;
  entry = o->entries->pdata[i];
  if (g_str_equal (words[0], "had"))
    return read_had (entry, words + 3);
  if (words[3] != NULL)
    return FALSE;
  if (g_str_equal (words[0], "try"))
    entry->attempts++;
  else if (g_str_equal (words[0], "sent"))
    entry->sent = TRUE;
  else if (g_str_equal (words[0], "done"))
    g_ptr_array_remove_index (o->entries, i);
  else
    return FALSE;
  return TRUE;
}
