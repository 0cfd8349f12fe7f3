#include "sl-backend-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sl-backend-folder-private.h"
#include "sl-error.h"
#include "sl-i18n.h"

enum { MAX_OBJECTS = 100000 };

/* What a file was when it was read, so that it needs not be read again. */
typedef struct {
  struct stat info;
  char       *etag;
} Seen;

static void
seen_free (gpointer data)
{
  g_free (((Seen *) data)->etag);
  g_free (data);
}

/* --- names --- */

gboolean
sl_folder_is_object (const char *name)
{
  return *name != '.' && strchr (name, '/') == NULL && strlen (name) <= 255 && g_str_has_suffix (name, ".ics");
}

/* Always FALSE. */
static gboolean
set_read_error (const char *path, int code, GError **error)
{
  sl_error_set_at (error, SL_ERROR_SERVICE, path, 0,
                   _("the folder cannot be read (%s); check it and its permissions"), g_strerror (code));
  return FALSE;
}

/* --- reading --- */

static gboolean
is_same (const struct stat *a, const struct stat *b)
{
  return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size
         && a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec
         && a->st_ctim.tv_sec == b->st_ctim.tv_sec && a->st_ctim.tv_nsec == b->st_ctim.tv_nsec;
}

/* The bytes of a plain file of its own; NULL for anything else, which is there all the same. `code` other than 0:
 * the folder itself fails. */
static char *
read_plain (const char *path, struct stat *info, gsize *length, int *code)
{
  const int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW, 0);
  g_autofree char *bytes = NULL;
  gsize n = 0;
  gssize got = 1;

  if (fd < 0 || fstat (fd, info) != 0 || !S_ISREG (info->st_mode) || info->st_size > SL_RESOURCE_MAX_BYTES)
    {
      if (fd >= 0)
        close (fd);
      return NULL;
    }
  bytes = g_malloc (SL_RESOURCE_MAX_BYTES + 2);
  while (got > 0 && n <= SL_RESOURCE_MAX_BYTES)
    if ((got = read (fd, bytes + n, SL_RESOURCE_MAX_BYTES + 1 - n)) > 0)
      n += (gsize) got;
  *code = got < 0 ? errno : 0;
  close (fd);
  if (got < 0 || n > SL_RESOURCE_MAX_BYTES)
    return NULL;
  bytes[n] = '\0';
  *length = n;
  return g_steal_pointer (&bytes);
}

gboolean
sl_folder_read (const char *path, char **text, char **etag, struct stat *info, GError **error)
{
  gsize length = 0;
  int code = 0;
  char *bytes = read_plain (path, info, &length, &code);

  *text = *etag = NULL;
  if (code != 0)
    return set_read_error (path, code, error);
  if (bytes != NULL)
    {
      *etag = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, length);
      if (strlen (bytes) == length)
        *text = bytes;
      else
        g_free (bytes); /* with a NUL in it */
      return TRUE;
    }
  if (lstat (path, info) != 0)
    return errno == ENOENT || errno == ENOTDIR ? TRUE : set_read_error (path, errno, error);
  *etag = g_strdup_printf ("unreadable-%lx-%lx-%lx-%lx", (gulong) info->st_ino, (gulong) info->st_size,
                           (gulong) info->st_mtim.tv_sec, (gulong) info->st_mtim.tv_nsec);
  return TRUE;
}

static gboolean
fetch (SlBackend *backend, GPtrArray *resources, SlWatch *watch, GError **error)
{
  SlFolder *f = (SlFolder *) backend;

  for (guint i = 0; i < resources->len; i++)
    {
      SlResource *resource = resources->pdata[i];
      g_autofree char *path = g_build_filename (f->folder, resource->name, NULL), *text = NULL, *etag = NULL;
      struct stat info;

      if (sl_watch_stops (watch, error))
        return FALSE;
      if (sl_folder_is_object (resource->name) && !sl_folder_read (path, &text, &etag, &info, error))
        return FALSE;
      g_free (resource->text);
      g_free (resource->etag);
      resource->text = g_steal_pointer (&text);
      resource->etag = g_steal_pointer (&etag);
    }
  return TRUE;
}

/* --- lists --- */

/* The version of one file, which is read only where it may have changed; NULL where it is gone, with or without an
 * error. */
static const char *
version_of (SlFolder *f, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL), *text = NULL, *etag = NULL;
  Seen *seen = g_hash_table_lookup (f->seen, name);
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  struct stat info;

  if (seen != NULL && lstat (path, &info) == 0 && is_same (&info, &seen->info))
    return seen->etag;
  if (!sl_folder_read (path, &text, &etag, &info, error) || etag == NULL)
    {
      g_hash_table_remove (f->seen, name);
      return NULL;
    }
  seen = g_new0 (Seen, 1);
  seen->etag = g_steal_pointer (&etag);
  if (now - info.st_mtim.tv_sec > 3 && now - info.st_ctim.tv_sec > 3) /* else it may change within its time's step */
    seen->info = info;
  g_hash_table_replace (f->seen, g_strdup (name), seen);
  return seen->etag;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Names of all objects, sorted; NULL with an error. No folder is an empty one; a link that leads nowhere, such as to a
 * share that is not mounted, is none. */
static GPtrArray *
names_of (const SlFolder *f, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = NULL;
  const char *name;
  GStatBuf info;

  if (g_lstat (f->folder, &info) != 0 && errno == ENOENT)
    return g_steal_pointer (&names);
  errno = 0;
  if ((dir = g_dir_open (f->folder, 0, NULL)) == NULL)
    {
      set_read_error (f->folder, errno, error);
      return NULL;
    }
  while ((errno = 0, name = g_dir_read_name (dir)) != NULL)
    {
      if (sl_folder_is_object (name))
        g_ptr_array_add (names, g_strdup (name));
      if (names->len > MAX_OBJECTS)
        {
          errno = E2BIG;
          break;
        }
    }
  if (errno != 0)
    {
      set_read_error (f->folder, errno, error);
      return NULL;
    }
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

/* A token is what there was: "1", then lines of names and versions. NULL for one that is none. */
static GHashTable *
parse_token (const char *token)
{
  g_auto (GStrv) lines = g_strsplit (token, "\n", -1);
  GHashTable *known;

  if (lines[0] == NULL || !g_str_equal (lines[0], "1"))
    return NULL;
  known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      const char *gap = strchr (lines[i], ' ');
      g_autofree char *name = gap != NULL ? g_uri_unescape_segment (lines[i], gap, NULL) : NULL;
      if (name != NULL)
        g_hash_table_insert (known, g_steal_pointer (&name), g_strdup (gap + 1));
    }
  return known;
}

static void
add_line (GString *token, const char *name, const char *etag)
{
  g_autofree char *escaped = g_uri_escape_bytes ((const guint8 *) name, strlen (name), NULL);

  g_string_append_printf (token, "\n%s %s", escaped, etag);
}

static SlChanges *
list (SlBackend *backend, const char *since, SlWatch *watch, GError **error)
{
  SlFolder *f = (SlFolder *) backend;
  g_autoptr (GHashTable) known = since != NULL ? parse_token (since) : NULL;
  g_autoptr (GPtrArray) names = names_of (f, error);
  g_autoptr (SlChanges) changes = g_new0 (SlChanges, 1);
  g_autoptr (GString) token = g_string_new ("1");
  GHashTableIter at;
  gpointer gone;

  changes->changed = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_resource_free);
  changes->removed = g_ptr_array_new_with_free_func (g_free);
  changes->whole = known == NULL;
  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = names->pdata[i];
      g_autoptr (GError) inner = NULL;
      const char *etag = sl_watch_stops (watch, &inner) ? NULL : version_of (f, name, &inner);

      if (inner != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&inner));
          return NULL;
        }
      if (etag == NULL) /* gone since its name was read */
        continue;
      add_line (token, name, etag);
      if (known == NULL || g_strcmp0 (g_hash_table_lookup (known, name), etag) != 0)
        g_ptr_array_add (changes->changed, sl_resource_new (name, etag, NULL));
      if (known != NULL)
        g_hash_table_remove (known, name);
      sl_watch_tell (watch, (double) (i + 1) / names->len);
    }
  if (names == NULL)
    return NULL;
  if (known != NULL)
    g_hash_table_iter_init (&at, known);
  while (known != NULL && g_hash_table_iter_next (&at, &gone, NULL))
    g_ptr_array_add (changes->removed, g_strdup (gone));
  changes->token = g_strdup (token->str);
  return g_steal_pointer (&changes);
}

/* --- the place --- */

static void
free_folder (SlBackend *backend)
{
  SlFolder *f = (SlFolder *) backend;

  g_hash_table_unref (f->seen);
  g_free (f->folder);
  g_free (f);
}

SlBackend *
sl_backend_folder_new (const char *folder)
{
  static const SlBackendClass class = { .list = list, .fetch = fetch, .create = sl_folder_create,
                                        .replace = sl_folder_replace, .remove = sl_folder_remove, .free = free_folder };
  SlFolder *f = g_new0 (SlFolder, 1);

  f->base = (SlBackend) { .class = &class, .title = g_strdup (folder) };
  f->folder = g_strdup (folder);
  f->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, seen_free);
  return &f->base;
}
