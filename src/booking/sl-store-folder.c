#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "sl-backend-folder.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-stage-settings.h"
#include "sl-store-place.h"

typedef struct {
  SlPlace base;
  char   *folder;
} Folder;

/* What lies beside the stages' folders is none of them. */
static gboolean
is_plain_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/* Nor is the folder of what is asked of a stage, beside that stage's. */
static gboolean
is_requests (const char *folder, const char *name)
{
  g_autofree char *stage = g_strdup (name), *path = NULL;

  if (!g_str_has_suffix (name, SL_STAGE_REQUESTS_END))
    return FALSE;
  stage[strlen (name) - strlen (SL_STAGE_REQUESTS_END)] = '\0';
  path = g_build_filename (folder, stage, NULL);
  return *stage != '\0' && g_file_test (path, G_FILE_TEST_IS_DIR);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Names of the folders, sorted. No folder at all is an empty store; a link that leads nowhere, such as to a share that
 * is not mounted, is none. */
static gboolean
list_stages (SlPlace *place, GHashTable *known, GPtrArray *stages, SlWatch *watch, GError **error)
{
  const Folder *f = (Folder *) place;
  g_autoptr (GError) inner = NULL;
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, &inner);
  const char *name;
  GStatBuf info;

  (void) known;
  (void) watch;
  if (dir == NULL && g_lstat (f->folder, &info) != 0 && errno == ENOENT)
    return TRUE;
  errno = 0;
  while (dir != NULL && (errno = 0, name = g_dir_read_name (dir)) != NULL)
    if (*name != '.' && !is_plain_file (f->folder, name) && !is_requests (f->folder, name))
      g_ptr_array_add (stages, g_strdup (name));
  g_ptr_array_sort (stages, compare_names);
  if (dir != NULL && errno == 0)
    return TRUE;
  sl_error_set_at (error, SL_ERROR_SERVICE, f->folder, 0,
                   _("the folder cannot be read (%s); check it and its permissions"),
                   inner != NULL ? inner->message : g_strerror (errno));
  return FALSE;
}

static gboolean
check_folder (SlPlace *place, SlWatch *watch, GError **error)
{
  const Folder *f = (Folder *) place;

  (void) watch;
  if (g_file_test (f->folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  sl_error_set (error, SL_ERROR_SERVICE,
                _("%s: there is no booking store; check the name, or make it with “book push”"), f->folder);
  return FALSE;
}

static SlBackend *
open_stage (SlPlace *place, const char *stage, const char *name, SlWatch *watch, GError **error)
{
  g_autofree char *folder = g_build_filename (((Folder *) place)->folder, stage, NULL);

  (void) name;
  (void) watch;
  if (*stage != '\0' && *stage != '.' && strchr (stage, '/') == NULL)
    {
      SlBackend *backend = sl_backend_folder_new (folder);
      backend->read_only = g_access (folder, F_OK) == 0 && g_access (folder, W_OK) != 0;
      return backend;
    }
  sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no stage of a booking store"), stage);
  return NULL;
}

static SlBackend *
open_beside (SlPlace *place, const char *stage, const char *name, const char *beside, SlWatch *watch, GError **error)
{
  (void) stage;
  return open_stage (place, beside, name, watch, error);
}

static void
free_folder (SlPlace *place)
{
  g_free (((Folder *) place)->folder);
  g_free (place);
}

/* Takes `folder`. */
static SlPlace *
place_of (char *folder)
{
  static const SlPlaceClass class = { .check = check_folder, .stages = list_stages, .open = open_stage,
                                      .open_beside = open_beside, .free = free_folder };
  Folder *f = g_new (Folder, 1);

  *f = (Folder) { { &class }, folder };
  return &f->base;
}

SlPlace *
sl_place_folder_new (const SlPlaceOptions *options, GError **error)
{
  (void) error;
  return place_of (g_strdup (options->url));
}

SlPlace *
sl_place_file_new (const SlPlaceOptions *options, GError **error)
{
  g_autofree char *host = NULL, *folder = g_filename_from_uri (options->url, &host, NULL);

  if (folder != NULL && (host == NULL || g_ascii_strcasecmp (host, "localhost") == 0))
    return place_of (g_steal_pointer (&folder));
  sl_error_set (error, SL_ERROR_INPUT, _("“%s” names no folder of this machine; write it like file:///srv/bookings"),
                options->url);
  return NULL;
}
