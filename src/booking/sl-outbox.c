#include "sl-outbox.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "sl-error.h"
#include "sl-i18n.h"

enum { POLL_US = 50000, MAX_ENTRIES = 10000, MAX_DAYS = 40000, DAY_PARTS = 11 };

struct SlOutbox {
  char      *path;
  int        fd;
  GPtrArray *entries; /* SlOutboxEntry */
};

static void
entry_free (gpointer data)
{
  SlOutboxEntry *entry = data;

  g_free (entry->booking);
  g_free (entry->stage);
  g_ptr_array_unref (entry->days);
  g_clear_pointer (&entry->before, g_ptr_array_unref);
  g_free (entry);
}

char *
sl_outbox_path (const char *plan_file, const char *store)
{
  g_autofree char *whole = g_canonicalize_filename (plan_file, NULL);
  g_autofree char *both = g_strconcat (whole, "\n", store, NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, both, -1);

  return g_build_filename (g_get_user_state_dir (), "sightline", "outbox", sum, NULL);
}

/* --- lines --- */

static void
add_part (GString *line, char separator, const char *text)
{
  g_autofree char *escaped = text != NULL ? g_uri_escape_string (text, NULL, TRUE) : g_strdup ("*");

  g_string_append_c (line, separator);
  g_string_append (line, escaped);
}

static void
add_number (GString *line, char separator, gint64 number)
{
  g_string_append_printf (line, "%c%" G_GINT64_FORMAT, separator, number);
}

static void
add_day (GString *line, const SlStageDay *day)
{
  add_number (line, ' ', day->day);
  add_number (line, ',', day->rank);
  add_number (line, ',', day->expires);
  add_number (line, ',', day->lapses);
  add_number (line, ',', day->challenge);
  add_part (line, ',', day->slot);
  add_part (line, ',', day->title);
  add_part (line, ',', day->owner);
  add_part (line, ',', day->state);
  add_part (line, ',', day->phase);
  add_part (line, ',', day->plan);
}

static GString *
line_new (const char *word, const char *booking, const char *stage)
{
  GString *line = g_string_new (word);

  add_part (line, ' ', booking);
  add_part (line, ' ', stage);
  return line;
}

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
      && read_part (parts[9], &day->phase) && read_part (parts[10], &day->plan) && day->state != NULL)
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

static guint
index_of (const SlOutbox *o, const char *booking, const char *stage)
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

/* Takes `days`. What was had before stays, as some of the older one may have been sent. */
static void
put_entry (SlOutbox *o, const char *booking, const char *stage, gint64 since, GPtrArray *days)
{
  const guint i = index_of (o, booking, stage);
  SlOutboxEntry *entry = g_new0 (SlOutboxEntry, 1);

  *entry = (SlOutboxEntry) { .booking = g_strdup (booking), .stage = g_strdup (stage), .since = since, .days = days };
  if (i < o->entries->len)
    {
      SlOutboxEntry *old = o->entries->pdata[i];
      entry->before = g_steal_pointer (&old->before);
      g_ptr_array_remove_index (o->entries, i);
    }
  g_ptr_array_add (o->entries, entry);
}

static gboolean
read_want (SlOutbox *o, char **words, const char *booking, const char *stage)
{
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free);
  gint64 since;

  if (words[0] == NULL || !read_number (words[0], 0, G_MAXINT64 / 2, &since) || o->entries->len >= MAX_ENTRIES)
    return FALSE;
  for (char **word = words + 1; *word != NULL; word++)
    {
      SlStageDay *day = read_day (*word, booking, stage);
      const SlStageDay *last = days->len > 0 ? days->pdata[days->len - 1] : NULL;

      if (day == NULL)
        return FALSE;
      g_ptr_array_add (days, day);
      if (days->len > MAX_DAYS || (last != NULL && day->day < last->day))
        return FALSE;
    }
  put_entry (o, booking, stage, since, g_steal_pointer (&days));
  return TRUE;
}

static gboolean
read_had (SlOutboxEntry *entry, char **words)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (char **word = words; *word != NULL; word++)
    {
      char *name;
      const gboolean fine = read_part (*word, &name) && name != NULL && names->len <= MAX_DAYS;
      g_ptr_array_add (names, name);
      if (!fine)
        return FALSE;
    }
  g_clear_pointer (&entry->before, g_ptr_array_unref);
  entry->before = g_steal_pointer (&names);
  return TRUE;
}

static gboolean
read_line (SlOutbox *o, const char *line)
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
  if ((i = index_of (o, booking, stage)) == o->entries->len)
    return FALSE;
  entry = o->entries->pdata[i];
  if (g_str_equal (words[0], "had"))
    return read_had (entry, words + 3);
  if (words[3] != NULL)
    return FALSE;
  if (g_str_equal (words[0], "try"))
    entry->attempts++;
  else if (g_str_equal (words[0], "done"))
    g_ptr_array_remove_index (o->entries, i);
  else
    return FALSE;
  return TRUE;
}

/* --- the file --- */

static gboolean
fail (const SlOutbox *o, GError **error)
{
  sl_error_set_at (error, SL_ERROR_IO, o->path, 0,
                   _("what is to be sent cannot be kept there (%s), so nothing was sent; make room, or see to its "
                     "rights"), g_strerror (errno));
  return FALSE;
}

static gboolean
refuse (const SlOutbox *o, guint line, GError **error)
{
  sl_error_set_at (error, SL_ERROR_INPUT, o->path, line,
                   _("this is no list of what is to be sent; move the file away, then make the store agree with “book "
                     "PLAN push”"));
  return FALSE;
}

static gboolean
append (SlOutbox *o, const GString *line, GError **error)
{
  const off_t end = lseek (o->fd, 0, SEEK_END);
  gsize done = 0;

  while (end >= 0 && done < line->len)
    {
      const gssize n = write (o->fd, line->str + done, line->len - done);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        break;
      done += (gsize) n;
    }
  if (end >= 0 && done == line->len && fsync (o->fd) == 0)
    return TRUE;
  fail (o, error);
  if (end >= 0 && ftruncate (o->fd, end) != 0) /* a part at the end is dropped by the next reader */
    g_debug ("%s: %s", o->path, g_strerror (errno));
  return FALSE;
}

static gboolean
read_all (SlOutbox *o, GError **error)
{
  const off_t size = lseek (o->fd, 0, SEEK_END);
  g_autofree char *text = NULL;
  gsize at = 0, got = 0;
  gssize n = 1;
  guint number = 0;

  if (size < 0)
    return fail (o, error);
  if (size > SL_OUTBOX_MAX_BYTES)
    return refuse (o, 0, error);
  text = g_malloc0 ((gsize) size + 1);
  while (got < (gsize) size && (n = pread (o->fd, text + got, (gsize) size - got, (off_t) got)) > 0)
    got += (gsize) n;
  if (n < 0)
    return fail (o, error);
  for (char *end; (end = memchr (text + at, '\n', got - at)) != NULL; at = (gsize) (end - text) + 1)
    {
      number++;
      *end = '\0';
      if (strlen (text + at) != (gsize) (end - text) - at || !read_line (o, text + at))
        return refuse (o, number, error);
    }
  if (o->entries->len == 0)
    at = 0;
  return (gsize) size == at || ftruncate (o->fd, (off_t) at) == 0 || fail (o, error);
}

static gboolean
take_lock (SlOutbox *o, double wait_s, GError **error)
{
  const gint64 until = g_get_monotonic_time () + (gint64) (wait_s * G_USEC_PER_SEC);

  while (flock (o->fd, LOCK_EX | LOCK_NB) != 0)
    {
      if (errno != EWOULDBLOCK && errno != EINTR)
        return fail (o, error);
      if (g_get_monotonic_time () >= until)
        {
          sl_error_set_at (error, SL_ERROR_IO, o->path, 0,
                           _("another program sends bookings of this plan now; wait until it is done, then try again"));
          return FALSE;
        }
      g_usleep (POLL_US);
    }
  return TRUE;
}

SlOutbox *
sl_outbox_open (const char *path, double wait_s, GError **error)
{
  g_autoptr (SlOutbox) o = g_new0 (SlOutbox, 1);
  g_autofree char *folder = g_path_get_dirname (path);

  o->path = g_strdup (path);
  o->entries = g_ptr_array_new_with_free_func (entry_free);
  o->fd = -1;
  if (g_mkdir_with_parents (folder, 0700) != 0
      || (o->fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600)) < 0)
    fail (o, error);
  else if (take_lock (o, wait_s, error) && read_all (o, error))
    return g_steal_pointer (&o);
  return NULL;
}

void
sl_outbox_free (SlOutbox *o)
{
  if (o == NULL)
    return;
  if (o->fd >= 0)
    close (o->fd);
  g_ptr_array_unref (o->entries);
  g_free (o->path);
  g_free (o);
}

guint
sl_outbox_count (const SlOutbox *o)
{
  return o->entries->len;
}

const SlOutboxEntry *
sl_outbox_at (const SlOutbox *o, guint i)
{
  return o->entries->pdata[i];
}

const SlOutboxEntry *
sl_outbox_find (const SlOutbox *o, const char *booking, const char *stage)
{
  const guint i = index_of (o, booking, stage);

  return i < o->entries->len ? o->entries->pdata[i] : NULL;
}

/* Writes the line, then does what it says. Takes `line`. */
static gboolean
write_line (SlOutbox *o, GString *line, GError **error)
{
  gboolean fine;

  g_string_append_c (line, '\n');
  fine = append (o, line, error);
  if (fine)
    {
      g_string_truncate (line, line->len - 1);
      fine = read_line (o, line->str) || refuse (o, 0, error);
    }
  g_string_free (line, TRUE);
  return fine;
}

gboolean
sl_outbox_want (SlOutbox *o, const char *booking, const char *stage, gint64 since, const GPtrArray *days,
                GError **error)
{
  GString *line = line_new ("want", booking, stage);

  add_number (line, ' ', since);
  for (guint i = 0; i < days->len; i++)
    add_day (line, days->pdata[i]);
  return write_line (o, line, error);
}

gboolean
sl_outbox_had (SlOutbox *o, const char *booking, const char *stage, const GPtrArray *names, GError **error)
{
  GString *line = line_new ("had", booking, stage);

  for (guint i = 0; i < names->len; i++)
    add_part (line, ' ', names->pdata[i]);
  return write_line (o, line, error);
}

gboolean
sl_outbox_try (SlOutbox *o, const char *booking, const char *stage, GError **error)
{
  return write_line (o, line_new ("try", booking, stage), error);
}

gboolean
sl_outbox_done (SlOutbox *o, const char *booking, const char *stage, GError **error)
{
  if (!write_line (o, line_new ("done", booking, stage), error))
    return FALSE;
  return o->entries->len > 0 || ftruncate (o->fd, 0) == 0 || fail (o, error);
}
