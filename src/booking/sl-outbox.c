#include "sl-outbox-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "sl-error.h"
#include "sl-i18n.h"

enum { POLL_US = 50000 };

char *
sl_outbox_path (const char *plan_file, const char *store)
{
  g_autofree char *whole = g_canonicalize_filename (plan_file, NULL);
  g_autofree char *place = strstr (store, "://") != NULL ? g_strdup (store) : g_canonicalize_filename (store, NULL);
  const gsize length = strlen (place) - g_str_has_suffix (place, "/");
  g_autofree char *both = g_strdup_printf ("%s\n%.*s", whole, (int) length, place);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, both, -1);

  return g_build_filename (g_get_user_state_dir (), "sightline", "outbox", sum, NULL);
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

/* `safe`: it is on the disk before this returns. */
static gboolean
append (SlOutbox *o, const GString *line, gboolean safe, GError **error)
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
  if (end >= 0 && done == line->len && (!safe || fsync (o->fd) == 0))
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
      if (strlen (text + at) != (gsize) (end - text) - at || !sl_outbox_read (o, text + at))
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
sl_outbox_new (void)
{
  SlOutbox *o = g_new0 (SlOutbox, 1);

  o->entries = g_ptr_array_new_with_free_func (sl_outbox_entry_free);
  o->fd = -1;
  return o;
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

SlOutbox *
sl_outbox_open (const char *path, double wait_s, GError **error)
{
  g_autoptr (SlOutbox) o = sl_outbox_new ();
  g_autofree char *folder = g_path_get_dirname (path);

  o->path = g_strdup (path);
  if (g_mkdir_with_parents (folder, 0700) != 0
      || (o->fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600)) < 0)
    fail (o, error);
  else if (take_lock (o, wait_s, error) && read_all (o, error))
    return g_steal_pointer (&o);
  return NULL;
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
  const guint i = sl_outbox_index (o, booking, stage);

  return i < o->entries->len ? o->entries->pdata[i] : NULL;
}

guint
sl_outbox_free_group (const SlOutbox *o)
{
  guint group = 1;

  for (guint i = 0; i < o->entries->len; i++)
    group = MAX (group, ((SlOutboxEntry *) o->entries->pdata[i])->group + 1);
  return group;
}

/* Writes the line, then does what it says. Takes `line`. */
static gboolean
write_line (SlOutbox *o, GString *line, gboolean safe, GError **error)
{
  gboolean fine = TRUE;

  if (o->fd >= 0)
    {
      g_string_append_c (line, '\n');
      fine = append (o, line, safe, error);
      g_string_truncate (line, line->len - 1);
    }
  fine = fine && (sl_outbox_read (o, line->str) || refuse (o, 0, error));
  g_string_free (line, TRUE);
  return fine;
}

gboolean
sl_outbox_want (SlOutbox *o, const SlOutboxWish *wish, GError **error)
{
  GString *line = sl_outbox_line ("want", wish->booking, wish->stage);

  sl_outbox_add_number (line, ' ', g_get_real_time () / G_USEC_PER_SEC);
  sl_outbox_add_number (line, ' ', wish->group);
  sl_outbox_add_part (line, ' ', wish->mark);
  for (guint i = 0; i < wish->days->len; i++)
    sl_outbox_add_day (line, wish->days->pdata[i]);
  return write_line (o, line, TRUE, error);
}

gboolean
sl_outbox_had (SlOutbox *o, const char *booking, const char *stage, const GPtrArray *days, GError **error)
{
  GString *line = sl_outbox_line ("had", booking, stage);

  for (guint i = 0; i < days->len; i++)
    sl_outbox_add_day (line, days->pdata[i]);
  return write_line (o, line, TRUE, error);
}

gboolean
sl_outbox_try (SlOutbox *o, const char *booking, const char *stage, GError **error)
{
  return write_line (o, sl_outbox_line ("try", booking, stage), FALSE, error);
}

gboolean
sl_outbox_sent (SlOutbox *o, const char *booking, const char *stage, GError **error)
{
  return write_line (o, sl_outbox_line ("sent", booking, stage), FALSE, error);
}

gboolean
sl_outbox_done (SlOutbox *o, const char *booking, const char *stage, GError **error)
{
  if (!write_line (o, sl_outbox_line ("done", booking, stage), FALSE, error))
    return FALSE;
  return o->entries->len > 0 || o->fd < 0 || ftruncate (o->fd, 0) == 0 || fail (o, error);
}
