#include "sl-plan-keys.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-key-file.h"

enum { MOST_BYTES = 4 << 20, FOLDER_MODE = 0700 };

static char *
path_of (const char *name)
{
  return g_build_filename (g_get_user_config_dir (), "sightline", name, NULL);
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
read_file (const char *path, GError **error)
{
  g_autoptr (GError) inner = NULL;
  GKeyFile *file = sl_key_file_read (path, MOST_BYTES, &inner, error);

  if (inner != NULL)
    sl_error_set_at (error, SL_ERROR_INPUT, path, 0,
                     _("what was chosen for plans cannot be read (%s); mend the file, or remove it and choose again"),
                     inner->message);
  return file;
}

char *
sl_plan_key (const char *name, const char *plan_file, const char *key)
{
  g_autofree char *path = path_of (name), *group = group_of (plan_file);
  g_autoptr (GKeyFile) file = read_file (path, NULL);

  return file != NULL ? g_key_file_get_string (file, group, key, NULL) : NULL;
}

gboolean
sl_plan_set_key (const char *name, const char *plan_file, const char *key, const char *value, GError **error)
{
  g_autofree char *path = path_of (name), *group = group_of (plan_file), *folder = g_path_get_dirname (path);
  g_autoptr (GKeyFile) file = read_file (path, error);
  g_autofree char *text = NULL;
  SlFileState state;
  gsize length;

  if (file == NULL)
    return FALSE;
  g_key_file_set_string (file, group, key, value);
  text = g_key_file_to_data (file, &length, NULL);
  if (g_mkdir_with_parents (folder, FOLDER_MODE) != 0)
    {
      sl_error_set_at (error, SL_ERROR_IO, folder, 0, _("the folder cannot be made (%s)"), g_strerror (errno));
      return FALSE;
    }
  return sl_file_replace (path, text, length, &state, error);
}
