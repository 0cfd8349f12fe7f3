#include "sl-book-choice.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "sl-book.h"
#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"

enum { MOST_BYTES = 4 << 20, FOLDER_MODE = 0700 };

static char *
file_name (void)
{
  return g_build_filename (g_get_user_config_dir (), "sightline", "stores", NULL);
}

/* A file's name may have what a group's may not. */
static char *
group_of (const char *plan_file)
{
  g_autofree char *whole = g_canonicalize_filename (plan_file, NULL);

  return g_uri_escape_string (whole, "/", FALSE);
}

/* Empty where there is none; NULL with an error for one that cannot be read. */
static GKeyFile *
read_choices (GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) inner = NULL;
  g_autofree char *path = file_name (), *text = NULL;
  GStatBuf info;
  gsize length;

  if (g_stat (path, &info) != 0 && errno == ENOENT)
    return g_steal_pointer (&file);
  if (!sl_file_read (path, MOST_BYTES, &text, &length, error))
    return NULL;
  if (length == 0 || g_key_file_load_from_data (file, text, length, G_KEY_FILE_KEEP_COMMENTS, &inner))
    return g_steal_pointer (&file);
  sl_error_set_at (error, SL_ERROR_INPUT, path, 0,
                   _("which plan has which booking store cannot be read (%s); mend the file, or remove it and choose "
                     "again"), inner->message);
  return NULL;
}

char *
sl_book_choice (const char *plan_file)
{
  g_autoptr (GKeyFile) file = read_choices (NULL);
  g_autofree char *group = group_of (plan_file), *beside = sl_book_default_store (plan_file);
  char *store = file != NULL ? g_key_file_get_string (file, group, "store", NULL) : NULL;

  if (store != NULL)
    return store;
  return g_strdup (g_file_test (beside, G_FILE_TEST_IS_DIR) ? SL_BOOK_BESIDE : SL_BOOK_NO_STORE);
}

gboolean
sl_book_choose (const char *plan_file, const char *store, GError **error)
{
  g_autoptr (GKeyFile) file = read_choices (error);
  g_autofree char *group = group_of (plan_file), *path = file_name (), *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  SlFileState state;
  gsize length;

  if (file == NULL)
    return FALSE;
  g_key_file_set_string (file, group, "store", store);
  text = g_key_file_to_data (file, &length, NULL);
  if (g_mkdir_with_parents (folder, FOLDER_MODE) != 0)
    {
      sl_error_set_at (error, SL_ERROR_IO, folder, 0, _("the folder cannot be made (%s)"), g_strerror (errno));
      return FALSE;
    }
  return sl_file_replace (path, text, length, &state, error);
}

char *
sl_book_choice_place (const char *plan_file, const char *store)
{
  if (*store == '\0')
    return NULL;
  return g_str_equal (store, SL_BOOK_BESIDE) ? sl_book_default_store (plan_file) : g_strdup (store);
}
