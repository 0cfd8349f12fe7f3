/* The stage for Unreal's nDisplay. What is called NAME.ndisplay has beside it
 *
 *   NAME-notes.txt          what the file cannot carry, and who is who
 *   NAME-feeds.csv          which pixels of which wall each node renders
 *   NAME-inner-frustum.csv  what each shot asks of the inner frustum
 *   NAME-meshes.glb         the meshes, where viewports are of meshes
 */
#include <math.h>
#include <string.h>

#include "sl-axes.h"
#include "sl-check.h"
#include "sl-error.h"
#include "sl-export-private.h"
#include "sl-file-set.h"
#include "sl-hand-off-sheets.h"
#include "sl-i18n.h"
#include "sl-ndisplay.h"
#include "sl-number.h"
#include "sl-package-private.h"
#include "sl-wall-facets.h"

enum { POLICY_SIMPLE, POLICY_MESH };

typedef struct {
  SlRecord    record;
  const char *stage, *shot;
  SlVec3      view;
  int         policy, sync;
  gint64      max_w, max_h, outputs, primary, port;
  const char *host;
} Ndisplay;

static const SlEnumValue policies[] = {
  { "simple", N_("Flat screens") }, { "mesh", N_("Meshes") }, { NULL },
};
/* In the order of SlNdisplaySync. */
static const SlEnumValue syncs[] = {
  { "none", N_("None") }, { "ethernet", N_("Ethernet") }, { "nvidia", "NVIDIA Quadro Sync" }, { NULL },
};

#define CLUSTER N_("Cluster")

static const SlField fields[] = {
  OPTION (Ndisplay, stage, N_("Stage"), REF, .refs = "stage", .help = N_("The one that is shown where none is chosen")),
  OPTION (Ndisplay, policy, N_("Viewports of"), ENUM, .values = policies, .def = "simple",
          .help = N_("A screen for each flat part of a wall; or a mesh for each canvas, in a file beside it")),
  OPTION (Ndisplay, shot, N_("View from shot"), REF, .refs = "shot",
          .help = N_("Whose camera, at its first frame, the walls are rendered for; else the first one’s")),
  OPTION (Ndisplay, view, N_("View from"), VECTOR, .unit = SL_UNIT_METRE, .min = -10000, .max = 10000,
          .help = N_("A point of the stage that the walls are rendered for, in the place of a shot’s camera")),
  OPTION (Ndisplay, host, N_("First host"), TEXT, .def = "192.168.0.101", .section = CLUSTER,
          .help = N_("Its address, from which the others’ count up; or a name, with a number behind it for each")),
  OPTION (Ndisplay, outputs, N_("Outputs a node"), INTEGER, .min = 1, .max = 16, .def = "1", .section = CLUSTER,
          .help = N_("Canvases that one node renders, side by side")),
  OPTION (Ndisplay, max_w, N_("Widest output"), INTEGER, .unit = SL_UNIT_PIXEL, .min = 0, .max = 32768, .def = "0",
          .section = CLUSTER, .help = N_("0: as wide as the wall’s processor takes it")),
  OPTION (Ndisplay, max_h, N_("Highest output"), INTEGER, .unit = SL_UNIT_PIXEL, .min = 0, .max = 32768, .def = "0",
          .section = CLUSTER, .help = N_("0: as high as the wall’s processor takes it")),
  OPTION (Ndisplay, primary, N_("Primary node"), INTEGER, .min = 1, .max = 10000, .def = "1", .section = CLUSTER,
          .help = N_("The number of the node that leads the others")),
  OPTION (Ndisplay, sync, N_("Sync"), ENUM, .values = syncs, .def = "ethernet", .section = CLUSTER,
          .help = N_("How the nodes show their pictures at one time")),
  OPTION (Ndisplay, port, N_("First port"), INTEGER, .min = 1, .max = 65532, .def = "41001", .section = CLUSTER,
          .help = N_("Of the cluster’s sync; its events have the next but one and the one behind that")),
};
OPTIONS (options_type, "ndisplay", N_("nDisplay"), Ndisplay, fields);

static gboolean
has_view (const Ndisplay *o)
{
  return isfinite (o->view.x) && isfinite (o->view.y) && isfinite (o->view.z);
}

static gboolean
check (const SlExportSource *source, gconstpointer data, const char **field, GError **error)
{
  const Ndisplay *o = data;
  g_autofree char *host = NULL;

  *field = "host";
  if ((host = sl_ndisplay_host (o->host, 0, 1, error)) == NULL)
    return FALSE;
  *field = "shot";
  if (o->shot == NULL || !has_view (o))
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT, _("the view is from a shot or from a point; leave one of them out"));
  return FALSE;
}

/* --- the view point --- */

static gboolean
is_on_stage (const SlPlan *plan, const char *shot_id, const char *stage_id)
{
  const SlShot *shot = sl_plan_get (plan, SL_KIND_SHOT, shot_id);
  const SlSetup *setup = shot != NULL ? sl_plan_get (plan, SL_KIND_SETUP, shot->setup) : NULL;

  return setup != NULL && g_strcmp0 (setup->stage, stage_id) == 0;
}

static gboolean
view_of_shot (const SlPlan *plan, const char *shot_id, SlNdisplay *input, GError **error)
{
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, shot_id, error);
  SlSceneCamera camera;

  if (maker == NULL || !sl_scene_maker_camera (maker, 0, &camera, error))
    return FALSE;
  input->view = camera.frame;
  input->view_of = sl_plan_find (plan, camera.id);
  return TRUE;
}

/* The shot that is looked at, or the stage's first one that has a camera. */
static gboolean
view_of_some_shot (const SlExportSource *source, SlNdisplay *input)
{
  const SlPlan *plan = source->plan;

  if (is_on_stage (plan, source->shot, input->stage_id) && view_of_shot (plan, source->shot, input, NULL))
    return TRUE;
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    {
      const char *id = sl_plan_at (plan, SL_KIND_SHOT, i)->id;
      if (is_on_stage (plan, id, input->stage_id) && view_of_shot (plan, id, input, NULL))
        return TRUE;
    }
  return FALSE;
}

/* At eye level below the middle of what the walls enclose. */
static SlVec3
middle (const SlFeeds *feeds)
{
  SlBox box = sl_box_empty ();

  for (guint i = 0; i < feeds->walls->len; i++)
    {
      const SlSceneWall *wall = sl_feeds_wall (feeds, i)->scene;
      for (guint k = 0; k < wall->n_panels; k++)
        sl_box_add (&box, wall->panels[k].corner);
    }
  return sl_vec3 ((box.min.x + box.max.x) / 2, (box.min.y + box.max.y) / 2, 1.7);
}

static gboolean
find_view (const SlExportSource *source, const Ndisplay *o, SlNdisplay *input, GError **error)
{
  if (has_view (o))
    input->view = sl_frame_from_pose (o->view, 0, 0, 0);
  else if (o->shot != NULL && !is_on_stage (source->plan, o->shot, input->stage_id))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("shot “%s” is not on stage “%s”; choose another"), o->shot,
                    input->stage_id);
      return FALSE;
    }
  else if (o->shot != NULL)
    return view_of_shot (source->plan, o->shot, input, error);
  else if (!view_of_some_shot (source, input))
    {
      input->view = sl_frame_from_pose (middle (input->feeds), 0, 0, 0);
      sl_findings_add (source->omissions, SL_SEVERITY_NOTE, sl_plan_find (source->plan, input->stage_id), NULL,
                       _("Add a shot with a camera, or choose a point (“view”)"),
                       _("the stage has no shot with a camera: the walls are rendered for their middle"));
    }
  return TRUE;
}

/* --- what lies beside it --- */

static GArray *
measure_shots (const SlExportSource *source, const char *stage_id)
{
  GArray *frustums = g_array_new (FALSE, FALSE, sizeof (SlInnerFrustum));
  const guint n = sl_plan_count (source->plan, SL_KIND_SHOT);

  for (guint i = 0; i < n && !sl_watch_is_cancelled (source->watch); i++)
    {
      const SlEntity *shot = sl_plan_at (source->plan, SL_KIND_SHOT, i);
      g_autoptr (SlWatch) part = sl_watch_new_part (source->watch, .1 + .8 * i / n, .1 + .8 * (i + 1) / n);
      g_autoptr (GError) why = NULL;
      SlInnerFrustum frustum;

      if (!is_on_stage (source->plan, shot->id, stage_id))
        continue;
      if (sl_inner_frustum_measure (source->plan, shot->id, part, &frustum, &why))
        g_array_append_val (frustums, frustum);
      else if (!sl_watch_is_cancelled (source->watch))
        sl_findings_add_error (source->omissions, SL_SEVERITY_WARNING, shot, NULL, _("Complete the shot"), why);
    }
  return frustums;
}

static void
add_nodes (GString *out, const SlNdisplay *input)
{
  g_string_append (out, _("Nodes:"));
  g_string_append_c (out, '\n');
  for (guint node = 0; node < input->feeds->nodes; node++)
    {
      g_autofree char *host = sl_ndisplay_host (input->host, node, input->feeds->nodes, NULL);
      gint64 w, h;

      sl_feeds_node (input->feeds, node, &w, &h);
      g_string_append_printf (out, "  node_%u  %s  -WinX=0 -WinY=0 -ResX=%d -ResY=%d\n", node + 1, host, (int) w,
                              (int) h);
    }
}

/* Where the meshes must come to stand, whatever the importer makes of their axes. */
static void
add_corners (GString *out, const SlNdisplay *input)
{
  g_string_append_c (out, '\n');
  g_string_append (out, _("Bottom left corners of the meshes in the level, x y z (cm):"));
  g_string_append_c (out, '\n');
  for (guint i = 0; i < input->feeds->feeds->len; i++)
    {
      const SlFeed *feed = sl_feeds_at (input->feeds, i);
      g_autoptr (SlFacetWall) wall = sl_facet_wall_new (sl_feeds_wall (input->feeds, feed->wall)->scene);
      g_autoptr (GArray) facets = sl_facet_wall_cut (wall, &feed->cut);
      g_autofree char *name = sl_feeds_name (input->feeds, i);

      if (facets->len > 0)
        {
          const SlVec3 at = sl_axes_point (SL_AXES_UNREAL, g_array_index (facets, SlFacet, 0).corner);
          g_autofree char *x = sl_number_fixed (at.x, 2), *y = sl_number_fixed (at.y, 2);
          g_autofree char *z = sl_number_fixed (at.z, 2);
          g_string_append_printf (out, "  %s  %s  %s  %s\n", name, x, y, z);
        }
    }
}

static void
add_paragraph (GString *out, const char *text)
{
  g_string_append_printf (out, "- %s\n", text);
}

static char *
notes (const SlNdisplay *input, const char *stem)
{
  const SlEntity *stage = sl_plan_find (input->plan, input->stage_id);
  g_autofree char *name = g_path_get_basename (stem), *inner = g_strdup_printf ("%s-inner-frustum.csv", name);
  g_autofree char *meshes = g_strdup_printf ("%s-meshes.glb", name);
  g_autoptr (GString) out = g_string_new (NULL);

  g_string_append_printf (out, _("nDisplay on %s: what the file cannot say"), sl_entity_title (stage));
  g_string_append (out, "\n\n");
  add_paragraph (out, _("Import the file, and let the level have the actor that is made of it. A screen has its size "
                        "from the import: import again where a wall has changed."));
  add_paragraph (out, _("bOverrideViewportsFromExternalConfig and bOverrideTransformsFromExternalConfig must both be "
                        "on in the configuration asset: else the geometry of the file is ignored without a word."));
  add_paragraph (out, _("Start each node with -dc_cfg=FILE -dc_node=NAME -dc_dev_mono and with its window as below: "
                        "the window in the file does not move it."));
  g_string_append (out, "- ");
  g_string_append_printf (out, _("The inner frustum is set in the configuration asset, not in the file: %s has the "
                                 "angle of view and the overscan of each shot, and pan without jumps at ±180° (+ to "
                                 "the left: yaw is its negative)."), inner);
  g_string_append_c (out, '\n');
  add_paragraph (out, _("Tiles of an inner frustum need an overscan of at least 5 %; its outer edges need none for "
                        "that."));
  if (input->meshes)
    {
      g_string_append (out, "- ");
      g_string_append_printf (out, _("%s has a mesh for each viewport, in metres on the stage: give the actor "
                                     "components of these names, and turn them until their corners are as below."),
                              meshes);
      g_string_append_c (out, '\n');
    }
  g_string_append_c (out, '\n');
  add_nodes (out, input);
  if (input->meshes)
    add_corners (out, input);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* --- writing --- */

/* A name to write at NAME and `ending`; borrowed from the set. */
static const char *
begin (SlFileSet *set, const char *stem, const char *ending, GError **error)
{
  g_autofree char *path = g_strconcat (stem, ending, NULL);

  return sl_file_set_begin (set, path, error);
}

static gboolean
write_text (SlFileSet *set, const char *stem, const char *ending, const char *text, GError **error)
{
  const char *path = begin (set, stem, ending, error);

  return path != NULL && sl_file_write (path, text, -1, error);
}

static gboolean
write_report (SlFileSet *set, const char *stem, const char *ending, SlReport *made, GError **error)
{
  g_autoptr (SlReport) report = made;
  const char *path = begin (set, stem, ending, error);

  return path != NULL && sl_report_write (report, &(SlReportOptions) { 0 }, path, error);
}

static gboolean
write_meshes (SlFileSet *set, const char *stem, const SlNdisplay *input, GError **error)
{
  const char *path = input->meshes ? begin (set, stem, "-meshes.glb", error) : NULL;

  return !input->meshes || (path != NULL && sl_ndisplay_meshes (input, path, error));
}

static gboolean
write_all (const SlExportSource *source, const SlNdisplay *input, const char *stem, const char *path, GError **error)
{
  const SlEntity *stage = sl_plan_find (source->plan, input->stage_id);
  g_autofree char *config = sl_ndisplay_text (input, error), *said = notes (input, stem);
  g_autoptr (GArray) frustums = config != NULL ? measure_shots (source, input->stage_id) : NULL;
  g_autoptr (SlFileSet) set = sl_file_set_new ();
  g_autoptr (SlFileLock) lock = NULL;
  g_autoptr (GError) trouble = NULL;

  if (config == NULL || sl_watch_stops (source->watch, error))
    return FALSE;
  if (write_meshes (set, stem, input, &trouble) && write_text (set, stem, "-notes.txt", said, &trouble)
      && write_report (set, stem, "-feeds.csv", sl_report_feeds (input->feeds, stage), &trouble)
      && write_report (set, stem, "-inner-frustum.csv", sl_report_inner_frustums (frustums, stage), &trouble)
      && write_text (set, stem, ".ndisplay", config, &trouble)
      && (lock = sl_package_lock (path, source->watch, &trouble)) != NULL && sl_file_set_finish (set, &trouble))
    return TRUE;
  sl_file_set_blame (set, trouble);
  g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}

static gboolean
has_feeds (const SlFeeds *feeds, const Ndisplay *o, const char *stage_id, GError **error)
{
  if (feeds->nodes == 0)
    sl_error_set (error, SL_ERROR_INPUT, _("no LED wall of stage “%s” can be rendered; add one"), stage_id);
  else if (o->primary > feeds->nodes)
    sl_error_set (error, SL_ERROR_INPUT, _("there is no node %d; the last is %d"), (int) o->primary,
                  (int) feeds->nodes);
  return feeds->nodes > 0 && o->primary <= feeds->nodes;
}

static gboolean
write_ndisplay (const SlExportSource *source, gconstpointer data, const char *path, SlExportResult *result,
                GError **error)
{
  const Ndisplay *o = data;
  const char *stage_id = sl_export_stage (source, o->stage);
  const SlFeedLimits limits = { o->max_w, o->max_h, (guint) o->outputs };
  g_autoptr (SlFeeds) feeds = NULL;
  g_autofree char *stem = NULL;

  if (!sl_file_has_suffix (path, ".ndisplay"))
    {
      sl_error_set_at (error, SL_ERROR_INPUT, path, 0, _("the name must end in .ndisplay"));
      return FALSE;
    }
  feeds = sl_feeds_new (source->plan, stage_id, &limits, source->watch, source->omissions, error);
  if (feeds == NULL || !has_feeds (feeds, o, stage_id, error))
    return FALSE;
  SlNdisplay input = {
    .plan = source->plan, .stage_id = stage_id, .feeds = feeds, .meshes = o->policy == POLICY_MESH, .host = o->host,
    .port = o->port, .primary = (guint) o->primary - 1, .sync = (SlNdisplaySync) o->sync, .watch = source->watch,
  };
  stem = g_strndup (path, strlen (path) - strlen (".ndisplay"));
  if (!find_view (source, o, &input, error) || !write_all (source, &input, stem, path, error))
    return FALSE;
  result->text = g_strdup_printf (ngettext ("%u node; read what it cannot say in %s-notes.txt",
                                               "%u nodes; read what it cannot say in %s-notes.txt", feeds->nodes),
                                  feeds->nodes, stem);
  return TRUE;
}

const SlExportKind sl_export_ndisplay = {
  "ndisplay", "export", N_("nDisplay cluster…"), N_("nDisplay cluster (Unreal)"), ".ndisplay", &options_type,
  .check = check, .write = write_ndisplay,
  .group = SL_EXPORT_SCENES,
};
