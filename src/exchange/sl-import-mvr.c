/* Walls of another program's video screens: in MVR. */
#include <glib/gstdio.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-mvr-read.h"
#include "sl-wall-screens.h"

enum { MOST_BYTES = 1 << 30 };

static const SlImportFormat formats[] = { { ".mvr", "application/x-mvr" }, { NULL } };

/* The model as every other one is read: by the helper, from a file of its own for as long as that takes. */
static SlMesh *
load_model (SlAssets *assets, GBytes *model, const SlWatch *watch, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-mvr-XXXXXX", error), *path = NULL;
  gsize length;
  const char *bytes = g_bytes_get_data (model, &length);
  SlMesh *mesh = NULL;

  if (folder == NULL)
    return NULL;
  path = g_build_filename (folder, "screen.glb", NULL);
  if (g_file_set_contents (path, bytes, (gssize) length, error)
      && sl_assets_load_mesh (assets, folder, path, watch, error))
    mesh = sl_assets_mesh (assets, path);
  g_unlink (path);
  g_rmdir (folder);
  return mesh;
}

/* What an MVR file has besides, in words. */
static void
remark_others (SlWallScreens *content, const SlMvrFile *file)
{
  const struct { guint n; const char *text, *remedy; } others[] = {
    { file->fixtures, ngettext ("%u fixture was left out: only video screens come in, as walls",
                                "%u fixtures were left out: only video screens come in, as walls", file->fixtures),
      _("Add them as lights") },
    { file->trusses, ngettext ("%u truss or support was left out: only video screens come in, as walls",
                               "%u trusses and supports were left out: only video screens come in, as walls",
                               file->trusses), _("Import their models as props") },
    { file->things, ngettext ("%u other thing was left out: only video screens come in, as walls",
                              "%u other things were left out: only video screens come in, as walls", file->things),
      _("Import their models as props") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (others[i].n > 0)
      sl_wall_screens_remark (content, SL_SEVERITY_NOTE, others[i].remedy, others[i].text, others[i].n);
  if (file->unplaced > 0)
    sl_wall_screens_remark (content, SL_SEVERITY_WARNING, _("Look where they stand, or export them again"),
                            ngettext ("%u place of a screen cannot be read",
                                      "%u places of screens cannot be read", file->unplaced), file->unplaced);
}

static gpointer
read_walls (SlAssets *assets, const char *path, const SlWatch *watch, GError **error)
{
  g_autoptr (GBytes) data = NULL;
  g_autoptr (SlMvrFile) file = NULL;
  SlWallScreens *content;
  char *bytes;
  gsize length;
  gboolean ok = TRUE;

  if (!sl_file_read (path, MOST_BYTES, &bytes, &length, error))
    return NULL;
  data = g_bytes_new_take (bytes, length);
  if ((file = sl_mvr_read (data, path, error)) == NULL)
    return NULL;
  content = sl_wall_screens_new ();
  content->others = file->others;
  remark_others (content, file);
  for (guint i = 0; ok && i < file->screens->len; i++)
    {
      const SlMvrScreen *screen = file->screens->pdata[i];
      g_autoptr (GError) trouble = NULL;
      g_autoptr (SlMesh) mesh = load_model (assets, screen->model, watch, &trouble);

      if (mesh != NULL)
        sl_wall_screens_add_mesh (content, screen->name, &screen->frame, mesh);
      content->others += mesh == NULL;
      ok = !sl_watch_stops (watch, error);
    }
  if (ok)
    return content;
  sl_wall_screens_free (content);
  return NULL;
}

const SlImporter sl_import_mvr = {
  .id = "mvr", .label = N_("Walls of an MVR scene"), .formats = formats, .options = &sl_wall_screen_options,
  .read_models = read_walls, .free_content = sl_wall_screens_free, .make = sl_wall_screens_make,
};
