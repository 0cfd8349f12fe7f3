#include "sl-take-log.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-journal-left.h"
#include "sl-recorder.h"

enum { MAX_HEAD = 65536, N_WORDS = 4 };

#define HEAD   "sightline-take"
#define FOLDER "takes"
#define SUFFIX ".ndjson"

struct SlTakeLog {
  gatomicrefcount refs;
  char           *file;
  int             fd;      /* locked */
  int             trouble; /* errno; atomic */
};

/* The folder, which is made where it is not there. Free with g_free(). */
static char *
make_folder (void)
{
  g_autofree char *state = sl_journal_folder ();
  char *folder = g_build_filename (state, FOLDER, NULL);

  g_mkdir_with_parents (folder, 0700);
  return folder;
}

/* Takes the file. */
static SlTakeLog *
log_of (char *file, int fd)
{
  SlTakeLog *log = g_new0 (SlTakeLog, 1);

  g_atomic_ref_count_init (&log->refs);
  log->file = file;
  log->fd = fd;
  return log;
}

/* 0, or errno. */
static int
put (int fd, const char *bytes, gsize length)
{
  for (gsize at = 0; at < length;)
    {
      const gssize n = write (fd, bytes + at, length - at);
      if (n < 0 && errno != EINTR)
        return errno;
      at += (gsize) MAX (n, 0);
    }
  return 0;
}

/* --- the line at the head --- */

/* "sightline-take", when it was begun, the plan's address and the shot, each as a URI has it; the last two apart. Free
 * with g_free(). */
static char *
print_head (const char *plan, const char *shot)
{
  g_autofree char *absolute = plan != NULL ? g_canonicalize_filename (plan, NULL) : g_strdup ("");
  g_autofree char *where = g_uri_escape_string (absolute, "/", FALSE), *id = g_uri_escape_string (shot, NULL, FALSE);

  return g_strdup_printf (HEAD " %" G_GINT64_FORMAT " plan=%s shot=%s\n", g_get_real_time () / G_USEC_PER_SEC, where,
                          id);
}

/* A word behind `name`, without its escapes; NULL where it is none. Free with g_free(). */
static char *
parse_word (const char *word, const char *name)
{
  return word != NULL && g_str_has_prefix (word, name) ? g_uri_unescape_string (word + strlen (name), NULL) : NULL;
}

/* What the head says; `plan` (g_free()) is "" for a plan without a file. FALSE for what is none. */
static gboolean
parse_head (const char *data, gsize size, char **plan, char **shot, gint64 *began, gsize *length)
{
  const char *end = memchr (data, '\n', MIN (size, (gsize) MAX_HEAD));
  g_autofree char *line = end != NULL ? g_strndup (data, (gsize) (end - data)) : NULL;
  g_auto (GStrv) words = g_strsplit (line != NULL ? line : "", " ", N_WORDS);
  g_autofree char *where = NULL, *id = NULL;

  if (g_strv_length (words) != N_WORDS || !g_str_equal (words[0], HEAD)
      || !g_ascii_string_to_signed (words[1], 10, 0, G_MAXINT64, began, NULL)
      || (where = parse_word (words[2], "plan=")) == NULL || (id = parse_word (words[3], "shot=")) == NULL)
    return FALSE;
  *plan = g_steal_pointer (&where);
  *shot = g_steal_pointer (&id);
  *length = (gsize) (end + 1 - data);
  return TRUE;
}

/* --- recorded --- */

SlTakeLog *
sl_take_log_new (const char *plan, const char *shot, GError **error)
{
  g_autofree char *folder = make_folder (), *prefix = sl_journal_prefix (plan), *uuid = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (prefix, uuid, SUFFIX, NULL), *head = print_head (plan, shot);
  char *file = g_build_filename (folder, name, NULL);
  const int fd = g_open (file, O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
  const int code = fd < 0 || flock (fd, LOCK_EX | LOCK_NB) != 0 ? errno : put (fd, head, strlen (head));

  if (code == 0)
    return log_of (file, fd);
  if (fd >= 0)
    {
      g_unlink (file);
      close (fd);
    }
  sl_error_set_at (error, SL_ERROR_IO, file, 0, _("cannot be written (%s); free some space"), g_strerror (code));
  g_free (file);
  return NULL;
}

SlTakeLog *
sl_take_log_ref (SlTakeLog *log)
{
  g_atomic_ref_count_inc (&log->refs);
  return log;
}

void
sl_take_log_unref (SlTakeLog *log)
{
  if (log == NULL || !g_atomic_ref_count_dec (&log->refs))
    return;
  close (log->fd);
  g_free (log->file);
  g_free (log);
}

void
sl_take_log_add (SlTakeLog *log, const SlTrackingHeard *heard)
{
  g_autofree char *line = sl_recorder_line (heard);
  const int code = put (log->fd, line, strlen (line));

  if (code != 0)
    g_atomic_int_compare_and_exchange (&log->trouble, 0, code);
}

void
sl_take_log_remove (SlTakeLog *log)
{
  g_unlink (log->file);
}

int
sl_take_log_trouble (SlTakeLog *log)
{
  return g_atomic_int_get (&log->trouble);
}

/* --- left behind --- */

void
sl_take_left_free (SlTakeLeft *left)
{
  if (left == NULL)
    return;
  sl_take_log_unref (left->log);
  g_free (left->shot);
  g_free (left);
}

static gboolean
is_of (const char *own, const char *shot, const char *path, const SlPlan *plan)
{
  g_autofree char *absolute = path != NULL ? g_canonicalize_filename (path, NULL) : NULL;

  if (path != NULL)
    return g_str_equal (own, absolute);
  return *own == '\0' && sl_plan_get (plan, SL_KIND_SHOT, shot) != NULL;
}

/* The head, without reading the samples, which may be many. NULL for a file that is no log of this plan. */
static SlTakeLeft *
look_at (SlTakeLog *log, const char *path, const SlPlan *plan)
{
  g_autofree char *data = g_malloc (MAX_HEAD), *own = NULL, *shot = NULL;
  const gssize size = pread (log->fd, data, MAX_HEAD, 0);
  GStatBuf info;
  gint64 began = 0;
  gsize length = 0;
  SlTakeLeft *left;

  if (size < 0 || fstat (log->fd, &info) != 0)
    return NULL;
  if (!parse_head (data, (gsize) size, &own, &shot, &began, &length) || (goffset) length == info.st_size)
    {
      sl_take_log_remove (log); /* killed before the first sample */
      return NULL;
    }
  if (!is_of (own, shot, path, plan))
    return NULL;
  left = g_new0 (SlTakeLeft, 1);
  *left = (SlTakeLeft) { sl_take_log_ref (log), g_steal_pointer (&shot), began, info.st_mtime };
  return left;
}

/* Takes the name of the file. NULL where another program has it. */
static SlTakeLog *
take_over (char *file)
{
  int fd = g_open (file, O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
    return log_of (file, fd);
  if (fd >= 0)
    close (fd);
  g_free (file);
  return NULL;
}

SlTakeLeft *
sl_take_left_find (const char *path, const SlPlan *plan)
{
  g_autofree char *folder = make_folder (), *prefix = sl_journal_prefix (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  SlTakeLeft *newest = NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      SlTakeLog *log = g_str_has_prefix (name, prefix) && g_str_has_suffix (name, SUFFIX)
                         ? take_over (g_build_filename (folder, name, NULL)) : NULL;
      SlTakeLeft *left = log != NULL ? look_at (log, path, plan) : NULL;

      sl_take_log_unref (log);
      if (left != NULL && (newest == NULL || left->began > newest->began))
        {
          sl_take_left_free (newest);
          newest = left;
        }
      else
        sl_take_left_free (left);
    }
  return newest;
}

SlTake *
sl_take_left_read (const SlTakeLeft *left, const SlWatch *watch, GError **error)
{
  g_autoptr (GMappedFile) mapped = g_mapped_file_new_from_fd (left->log->fd, FALSE, error);
  g_autofree char *plan = NULL, *shot = NULL;
  gint64 began;
  gsize length;

  if (mapped == NULL)
    return NULL;
  const char *data = g_mapped_file_get_contents (mapped);
  const gsize size = g_mapped_file_get_length (mapped);
  if (data == NULL || !parse_head (data, size, &plan, &shot, &began, &length))
    length = 0;
  return sl_take_parse ((const guint8 *) data + length, size - length, left->log->file, FALSE, watch, error);
}
