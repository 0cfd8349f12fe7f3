#include "sl-book-choice.h"

#include <errno.h>
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

/* Empty where there is none that can be read. */
static GKeyFile *
read_choices (void)
{
  GKeyFile *file = g_key_file_new ();
  g_autofree char *path = file_name (), *text = NULL;
  gsize length;

  if (g_file_test (path, G_FILE_TEST_EXISTS) && sl_file_read (path, MOST_BYTES, &text, &length, NULL) && length > 0)
    g_key_file_load_from_data (file, text, length, G_KEY_FILE_KEEP_COMMENTS, NULL);
  return file;
}

char *
sl_book_choice (const char *plan_file)
{
  g_autoptr (GKeyFile) file = read_choices ();
  g_autofree char *group = group_of (plan_file), *beside = sl_book_default_store (plan_file);
  char *store = g_key_file_get_string (file, group, "store", NULL);

  if (store != NULL)
    return store;
  return g_strdup (g_file_test (beside, G_FILE_TEST_IS_DIR) ? SL_BOOK_BESIDE : SL_BOOK_NO_STORE);
}

gboolean
sl_book_choose (const char *plan_file, const char *store, GError **error)
{
  g_autoptr (GKeyFile) file = read_choices ();
  g_autofree char *group = group_of (plan_file), *path = file_name (), *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  SlFileState state;
  gsize length;

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
