/* As text:
 *
 *   sightline-inputs 1
 *   SIZE MTIME-NS CTIME-NS INODE SHA256 NAME     a file that was read; SHA256 is "?" where nobody looked at the content
 *   - NAME                                       a file that is not there
 *
 * with names escaped as in a URI. */
#include "sl-inputs.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "sl-error.h"
#include "sl-i18n.h"

#define FIRST_LINE "sightline-inputs 1"

enum { INPUTS_MAX = 10000, SHA256_LETTERS = 64, READ_AT_ONCE = 1 << 18 };

typedef struct {
  char   *name;
  char   *sha256; /* NULL: nobody looked */
  gboolean there;
  gint64  size, mtime_ns, ctime_ns;
  guint64 inode;
} Input;

struct SlInputs {
  gatomicrefcount refs;
  char           *folder;
  GPtrArray      *list;  /* Input */
  GHashTable     *names; /* of the list's, borrowed */
};

int
sl_plain_open (const char *path, guint64 limit, struct stat *info, GError **error)
{
  const int fd = open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

  if (fd < 0 || fstat (fd, info) != 0)
    sl_error_set_at (error, SL_ERROR_IO, path, 0, _("the file cannot be opened (%s); check the name and the folder"),
                     g_strerror (errno));
  else if (S_ISDIR (info->st_mode))
    sl_error_set_at (error, SL_ERROR_IO, path, 0, _("this is a folder; name a file in it"));
  else if (!S_ISREG (info->st_mode))
    sl_error_set_at (error, SL_ERROR_IO, path, 0, _("this is not a regular file; name a file"));
  else if ((guint64) info->st_size > limit)
    {
      g_autofree char *size = g_format_size ((guint64) info->st_size), *most = g_format_size (limit);
      sl_error_set_at (error, SL_ERROR_IO, path, 0, _("the file holds %s, and at most %s are read; make it smaller"),
                       size, most);
    }
  else
    return fd;
  if (fd >= 0)
    close (fd);
  return -1;
}

static void
input_free (gpointer data)
{
  Input *input = data;

  g_free (input->name);
  g_free (input->sha256);
  g_free (input);
}

SlInputs *
sl_inputs_new (const char *folder)
{
  SlInputs *inputs = g_new0 (SlInputs, 1);

  g_atomic_ref_count_init (&inputs->refs);
  inputs->folder = g_strdup (folder);
  inputs->list = g_ptr_array_new_with_free_func (input_free);
  inputs->names = g_hash_table_new (g_str_hash, g_str_equal);
  return inputs;
}

SlInputs *
sl_inputs_ref (SlInputs *inputs)
{
  g_atomic_ref_count_inc (&inputs->refs);
  return inputs;
}

void
sl_inputs_unref (SlInputs *inputs)
{
  if (inputs == NULL || !g_atomic_ref_count_dec (&inputs->refs))
    return;
  g_hash_table_unref (inputs->names);
  g_ptr_array_unref (inputs->list);
  g_free (inputs->folder);
  g_free (inputs);
}

static gint64
nanoseconds (const struct timespec *time)
{
  return (gint64) time->tv_sec * 1000000000 + time->tv_nsec;
}

static void
set_state (Input *input, const struct stat *info)
{
  input->there = TRUE;
  input->size = info->st_size;
  input->mtime_ns = nanoseconds (&info->st_mtim);
  input->ctime_ns = nanoseconds (&info->st_ctim);
  input->inode = info->st_ino;
}

/* Takes the input; FALSE, having freed it, when there is one of that name or no room. */
static gboolean
take (SlInputs *inputs, Input *input)
{
  if (inputs->list->len >= INPUTS_MAX || g_hash_table_contains (inputs->names, input->name))
    {
      input_free (input);
      return FALSE;
    }
  g_ptr_array_add (inputs->list, input);
  g_hash_table_add (inputs->names, input->name);
  return TRUE;
}

void
sl_inputs_add (SlInputs *inputs, const char *name, const struct stat *info, const char *sha256)
{
  Input *input = g_new0 (Input, 1);

  input->name = g_strdup (name);
  input->sha256 = g_strdup (sha256);
  if (info != NULL)
    set_state (input, info);
  take (inputs, input);
}

guint
sl_inputs_count (const SlInputs *inputs)
{
  return inputs->list->len;
}

char *
sl_inputs_file (const SlInputs *inputs, guint index)
{
  const Input *input = inputs->list->pdata[index];

  return input->there ? g_build_filename (inputs->folder, input->name, NULL) : NULL;
}

/* --- as text --- */

char *
sl_inputs_print (const SlInputs *inputs)
{
  GString *text = g_string_new (FIRST_LINE "\n");

  for (guint i = 0; i < inputs->list->len; i++)
    {
      const Input *input = inputs->list->pdata[i];
      g_autofree char *name = g_uri_escape_bytes ((const guint8 *) input->name, strlen (input->name), "/");

      if (!input->there)
        g_string_append_printf (text, "- %s\n", name);
      else
        {
          g_string_append_printf (text, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, input->size,
                                  input->mtime_ns, input->ctime_ns);
          g_string_append_printf (text, " %" G_GUINT64_FORMAT " %s %s\n", input->inode,
                                  input->sha256 != NULL ? input->sha256 : "?", name);
        }
    }
  return g_string_free (text, FALSE);
}

static gboolean
parse_name (const char *text, Input *input)
{
  g_autoptr (GBytes) name = g_uri_unescape_bytes (text, -1, "/", NULL);
  gsize length;
  const char *letters = name != NULL ? g_bytes_get_data (name, &length) : NULL;

  if (letters == NULL || length == 0 || memchr (letters, '\0', length) != NULL)
    return FALSE;
  input->name = g_strndup (letters, length);
  return TRUE;
}

static gboolean
parse_state (char **words, Input *input)
{
  const gboolean is_known = !g_str_equal (words[4], "?");

  if (!g_ascii_string_to_signed (words[0], 10, 0, G_MAXINT64, &input->size, NULL)
      || !g_ascii_string_to_signed (words[1], 10, G_MININT64, G_MAXINT64, &input->mtime_ns, NULL)
      || !g_ascii_string_to_signed (words[2], 10, G_MININT64, G_MAXINT64, &input->ctime_ns, NULL)
      || !g_ascii_string_to_unsigned (words[3], 10, 0, G_MAXUINT64, &input->inode, NULL)
      || (is_known && strlen (words[4]) != SHA256_LETTERS))
    return FALSE;
  input->there = TRUE;
  input->sha256 = is_known ? g_strdup (words[4]) : NULL;
  return TRUE;
}

static gboolean
parse_line (SlInputs *inputs, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 7);
  const guint n = g_strv_length (words);
  Input *input = g_new0 (Input, 1);

  if ((n == 2 && g_str_equal (words[0], "-") && parse_name (words[1], input))
      || (n == 6 && parse_state (words, input) && parse_name (words[5], input)))
    return take (inputs, input);
  input_free (input);
  return FALSE;
}

SlInputs *
sl_inputs_parse (const char *text, const char *folder)
{
  g_autoptr (SlInputs) inputs = sl_inputs_new (folder);
  g_auto (GStrv) lines = g_strsplit (text, "\n", INPUTS_MAX + 2);

  if (lines[0] == NULL || !g_str_equal (lines[0], FIRST_LINE))
    return NULL;
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    if (!parse_line (inputs, lines[i]))
      return NULL;
  return g_steal_pointer (&inputs);
}

/* --- comparing --- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(Input *const *) a)->name, (*(Input *const *) b)->name);
}

char *
sl_inputs_key (const SlInputs *inputs)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (inputs->list, NULL, NULL);

  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_names);
  for (guint i = 0; i < sorted->len; i++)
    {
      const Input *input = sorted->pdata[i];
      const char *content = !input->there ? "-" : input->sha256 != NULL ? input->sha256 : "?";

      g_checksum_update (sum, (const guchar *) input->name, (gssize) strlen (input->name) + 1);
      g_checksum_update (sum, (const guchar *) content, (gssize) strlen (content) + 1);
    }
  return g_strdup (g_checksum_get_string (sum));
}

static char *
path_of (const SlInputs *inputs, const Input *input)
{
  return g_build_filename (inputs->folder, input->name, NULL);
}

static gboolean
is_untouched (const SlInputs *inputs, const Input *input)
{
  g_autofree char *path = path_of (inputs, input);
  Input now = { 0 };
  struct stat info;

  if (stat (path, &info) != 0)
    return !input->there;
  set_state (&now, &info);
  return input->there && now.size == input->size && now.mtime_ns == input->mtime_ns && now.ctime_ns == input->ctime_ns
         && now.inode == input->inode;
}

gboolean
sl_inputs_untouched (const SlInputs *inputs)
{
  for (guint i = 0; i < inputs->list->len; i++)
    if (!is_untouched (inputs, inputs->list->pdata[i]))
      return FALSE;
  return TRUE;
}

/* NULL when it cannot be read or the watch stops it. */
static char *
checksum_of (int fd, const SlWatch *watch)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *buffer = g_malloc (READ_AT_ONCE);
  gssize n;

  while ((n = read (fd, buffer, READ_AT_ONCE)) > 0 && !sl_watch_is_cancelled (watch))
    g_checksum_update (sum, buffer, n);
  return n == 0 ? g_strdup (g_checksum_get_string (sum)) : NULL;
}

static gboolean
is_unchanged (const SlInputs *inputs, Input *input, const SlWatch *watch)
{
  g_autofree char *path = path_of (inputs, input), *sha256 = NULL;
  struct stat info;
  int fd;

  if (is_untouched (inputs, input))
    return TRUE;
  if (!input->there || input->sha256 == NULL || (fd = sl_plain_open (path, (guint64) input->size, &info, NULL)) < 0)
    return FALSE;
  sha256 = info.st_size == input->size ? checksum_of (fd, watch) : NULL;
  close (fd);
  if (g_strcmp0 (sha256, input->sha256) != 0)
    return FALSE;
  set_state (input, &info);
  return TRUE;
}

gboolean
sl_inputs_unchanged (SlInputs *inputs, const SlWatch *watch)
{
  for (guint i = 0; i < inputs->list->len; i++)
    if (sl_watch_is_cancelled (watch) || !is_unchanged (inputs, inputs->list->pdata[i], watch))
      return FALSE;
  return TRUE;
}
