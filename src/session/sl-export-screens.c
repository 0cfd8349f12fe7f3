/* The walls as a media server's screens, in a folder, or a zip file where the name ends in ".zip":
 *
 *   WALL.obj            the mesh, whose texture coordinates are the wall's picture
 *   WALL-pixel-map.png  that picture, with every cabinet and every canvas
 *   screens.csv         where each mesh stands, and its resolution
 *   feeds.csv, .pdf     which pixels of which wall go to which output
 *   resolume.xml        the same as a preset of Resolume Arena's Advanced Output
 *   screens.json        what of all this was written, so that another export can take away what is no more; in no zip
 */
#include "sl-axes.h"
#include "sl-check.h"
#include "sl-error.h"
#include "sl-export-private.h"
#include "sl-file-set.h"
#include "sl-file-tree.h"
#include "sl-hand-off-sheets.h"
#include "sl-i18n.h"
#include "sl-package-private.h"
#include "sl-pixel-map.h"
#include "sl-resolume.h"
#include "sl-screen-obj.h"

typedef struct {
  SlRecord    record;
  const char *stage;
  gboolean    mirror, pixel_maps, resolume, zip;
  gint64      max_w, max_h;
  int         paper;
} Screens;

static const SlField fields[] = {
  OPTION (Screens, stage, N_("Stage"), REF, .refs = "stage", .help = N_("The one that is shown where none is chosen")),
  OPTION (Screens, mirror, N_("Mirrored"), BOOL, .def = "false",
          .help = N_("Z points into the screen, for a server that does not turn it round itself")),
  OPTION (Screens, pixel_maps, N_("Pixel maps"), BOOL, .def = "true", .help = N_("A picture for each wall")),
  OPTION (Screens, resolume, N_("Resolume preset"), BOOL, .def = "true",
          .help = N_("The feeds for Arena’s Advanced Output")),
  OPTION (Screens, zip, N_("Zip file"), BOOL, .def = "false", .help = SL_EXPORT_ZIP_HELP),
  OPTION (Screens, max_w, N_("Widest output"), INTEGER, .unit = SL_UNIT_PIXEL, .min = 0, .max = 32768, .def = "0",
          .help = N_("0: as wide as the wall’s processor takes it")),
  OPTION (Screens, max_h, N_("Highest output"), INTEGER, .unit = SL_UNIT_PIXEL, .min = 0, .max = 32768, .def = "0",
          .help = N_("0: as high as the wall’s processor takes it")),
  OPTION (Screens, paper, N_("Paper"), ENUM, .values = sl_export_papers, .def = "A4", .help = N_("Size of the sheet")),
};
OPTIONS (options_type, "screens", N_("Screens"), Screens, fields);

static const char LIST_NAME[] = "screens.json";

/* What is written, while it is. */
typedef struct {
  const SlExportSource *source;
  const Screens        *options;
  const SlFeeds        *feeds;
  const SlEntity       *stage;
  const char           *folder;
  SlFileSet            *set;
  GPtrArray            *names, *begun; /* of the files, and where each is until it is moved into the folder; char * */
  SlManifest           *list;
} Writing;

/* A name to write `name` in the folder; borrowed from the set. */
static const char *
begin (const Writing *w, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (w->folder, name, NULL);
  const char *begun = sl_file_set_begin (w->set, path, error);

  if (begun == NULL)
    return NULL;
  g_ptr_array_add (w->names, g_strdup (name));
  g_ptr_array_add (w->begun, g_strdup (begun));
  return begun;
}

static gboolean
write_mesh (const Writing *w, guint index, SlScreenLine *line, GError **error)
{
  const SlFeedWall *wall = sl_feeds_wall (w->feeds, index);
  g_autofree char *name = g_strconcat (wall->name, ".obj", NULL);
  const char *path = begin (w, name, error);
  g_autofree char *text = NULL;
  SlScreenMesh mesh;

  if (path == NULL)
    return FALSE;
  text = sl_screen_obj (wall->scene, wall->name, w->options->mirror, &mesh);
  *line = (SlScreenLine) { index, sl_axes_point (SL_AXES_OBJ_MIRROR, mesh.origin), mesh.vertices };
  if (mesh.vertices > SL_SCREEN_MOST_VERTICES)
    sl_findings_add (w->source->omissions, SL_SEVERITY_WARNING, wall->scene->entity, NULL,
                     _("Cut the wall in two, or build it of one kind of cabinet"),
                     _("its mesh has %u vertices; media servers want less than %d"), mesh.vertices,
                     SL_SCREEN_MOST_VERTICES);
  return sl_file_write (path, text, -1, error);
}

/* One that is too large to be drawn is left out. */
static gboolean
write_map (const Writing *w, guint index, SlWatch *watch, GError **error)
{
  const SlFeedWall *wall = sl_feeds_wall (w->feeds, index);
  g_autofree char *name = g_strconcat (wall->name, "-pixel-map.png", NULL);
  const char *path;

  if (wall->w > SL_PIXEL_MAP_MOST / wall->h)
    {
      sl_findings_add (w->source->omissions, SL_SEVERITY_WARNING, wall->scene->entity, NULL, _("Cut the wall in two"),
                       _("its pixel map is left out: a picture of %d × %d px is too large to be drawn"), (int) wall->w,
                       (int) wall->h);
      return TRUE;
    }
  path = begin (w, name, error);
  return path != NULL && sl_pixel_map_write (w->feeds, index, path, watch, error);
}

static gboolean
write_walls (const Writing *w, GArray *lines, GError **error)
{
  const guint n = w->feeds->walls->len;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SlWatch) part = sl_watch_new_part (w->source->watch, .9 * i / n, .9 * (i + 1) / n);
      SlScreenLine line;

      if (sl_watch_stops (w->source->watch, error) || !write_mesh (w, i, &line, error)
          || (w->options->pixel_maps && !write_map (w, i, part, error)))
        return FALSE;
      g_array_append_val (lines, line);
    }
  return TRUE;
}

static gboolean
write_report (const Writing *w, const char *name, SlReport *made, GError **error)
{
  const SlReportOptions options = { .paper = sl_export_papers[w->options->paper].id };
  g_autoptr (SlReport) report = made;
  const char *path = begin (w, name, error);

  return path != NULL && sl_report_write (report, &options, path, error);
}

static gboolean
write_resolume (const Writing *w, GError **error)
{
  const char *path = w->options->resolume ? begin (w, "resolume.xml", error) : NULL;
  g_autofree char *text = path != NULL ? sl_resolume_text (w->feeds, sl_entity_title (w->stage)) : NULL;

  return !w->options->resolume || (path != NULL && sl_file_write (path, text, -1, error));
}

/* After all others: it has their checksums. */
static gboolean
write_list (const Writing *w, GError **error)
{
  for (guint i = 0; i < w->names->len; i++)
    {
      guint64 bytes;
      g_autofree char *sum = sl_package_checksum (w->begun->pdata[i], &bytes, w->source->watch, error);

      if (sum == NULL)
        return FALSE;
      sl_manifest_add (w->list, w->names->pdata[i], "screens", w->stage->id, bytes, sum);
    }
  w->list->stage = g_strdup (w->stage->id);
  g_autofree char *text = sl_manifest_print (w->list);
  const char *path = begin (w, LIST_NAME, error);
  return path != NULL && sl_file_write (path, text, -1, error);
}

static gboolean
make_all (const Writing *w, GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (SlScreenLine));

  return sl_file_set_folder (w->set, w->folder, error) && write_walls (w, lines, error)
         && write_report (w, "screens.csv", sl_report_screens (w->feeds, lines, w->stage), error)
         && write_report (w, "feeds.csv", sl_report_feeds (w->feeds, w->stage), error)
         && write_report (w, "feeds.pdf", sl_report_feeds (w->feeds, w->stage), error) && write_resolume (w, error)
         && write_list (w, error) && !sl_watch_stops (w->source->watch, error);
}

/* What an earlier export wrote into the folder; NULL where none did, or its list is damaged: then all of it is somebody
 * else's. */
static SlManifest *
written_before (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, LIST_NAME, NULL), *text = NULL;
  gsize length;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR)
      || !sl_file_read (path, SL_PACKAGE_MANIFEST_BYTES, &text, &length, NULL))
    return NULL;
  return sl_manifest_parse (text, path, NULL);
}

/* What an earlier export wrote and this one does not is taken away, or only told for a look. */
static gboolean
write_folder (const Writing *w, SlExportResult *result, GError **error)
{
  const gboolean dry = w->source->dry;
  const char *folder = w->source->stands != NULL ? w->source->stands : w->folder;
  g_autoptr (SlFileLock) lock = NULL;
  g_autoptr (SlManifest) before = NULL;
  g_autoptr (GPtrArray) gone = NULL;

  if (!make_all (w, error) || (!dry && (lock = sl_package_lock (folder, w->source->watch, error)) == NULL))
    return FALSE;
  before = written_before (folder);
  if (!dry)
    sl_package_recase (before, w->list, folder);
  if (!sl_file_set_finish (w->set, error))
    return FALSE;
  gone = sl_package_gone (before, w->list, folder);
  for (guint i = 0; dry && i < gone->len; i++)
    g_ptr_array_add (result->changes.gone, g_strdup (gone->pdata[i]));
  if (!dry)
    sl_package_remove (gone, folder, result->changes.gone);
  return TRUE;
}

/* What it is made of, in a folder of its own, is nothing that was exported. */
static gboolean
write_zip (const Writing *w, const char *path, GError **error)
{
  g_autoptr (SlZip) zip = sl_zip_new ();
  const SlFileListener listener = sl_file_listen ((SlFileListener) { NULL, NULL });
  const gboolean made = make_all (w, error) && sl_file_set_finish (w->set, error);

  sl_file_listen (listener);
  return made && sl_package_zip_files (zip, w->list, w->folder, w->source->watch, error)
         && sl_zip_write (zip, path, w->source->watch, error);
}

static const char *
suffix_of (gconstpointer options)
{
  return sl_export_zip_suffix (((const Screens *) options)->zip);
}

static gboolean
write_screens (const SlExportSource *source, gconstpointer data, const char *path, SlExportResult *result,
               GError **error)
{
  const Screens *o = data;
  const char *stage_id = sl_export_stage (source, o->stage);
  const SlFeedLimits limits = { o->max_w, o->max_h, 1 };
  g_autoptr (SlFeeds) feeds = sl_feeds_new (source->plan, stage_id, &limits, source->watch, source->omissions, error);
  g_autoptr (SlFileSet) set = sl_file_set_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) begun = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SlManifest) list = sl_manifest_new ();
  const gboolean zipped = sl_file_has_suffix (path, ".zip");
  g_autofree char *aside = NULL;
  g_autoptr (GError) trouble = NULL;
  gboolean fine;

  if (feeds == NULL || !sl_export_check_zip (o->zip, path, error))
    return FALSE;
  if (feeds->walls->len == 0)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("no LED wall of stage “%s” can be handed on; add one"), stage_id);
      return FALSE;
    }
  if (zipped && (aside = sl_file_aside_folder (path, error)) == NULL)
    return FALSE;
  const Writing w = { source, o, feeds, sl_plan_find (source->plan, stage_id), zipped ? aside : path, set, names, begun,
                      list };
  fine = zipped ? write_zip (&w, path, &trouble) : write_folder (&w, result, &trouble);
  if (!fine)
    {
      sl_file_set_blame (set, trouble);
      if (aside != NULL)
        sl_error_rename (trouble, aside, path);
      g_propagate_error (error, g_steal_pointer (&trouble));
    }
  if (aside != NULL)
    sl_file_tree_remove (aside);
  if (fine)
    result->text = g_strdup_printf (_("Screens: %u, outputs: %u"), feeds->walls->len, feeds->feeds->len);
  return fine;
}

const SlExportKind sl_export_screens = {
  "screens", "export", N_("Screens for media servers…"), N_("Screens for media servers"), "", &options_type,
  .suffix_of = suffix_of, .write = write_screens,
  .group = SL_EXPORT_SCENES,
};
