#include "sl-ndisplay.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <stdio.h>

#include "sl-axes.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-wall-facets.h"

/* Rounded to what nobody can measure, so that no rounding of ours is seen: never −0. */
static void
set_number (JsonObject *object, const char *name, double value)
{
  json_object_set_double_member (object, name, floor (value * 1e7 + .5) / 1e7 + 0.);
}

static JsonObject *
numbers (const char *const names[3], const double values[3])
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < 3; i++)
    set_number (object, names[i], values[i]);
  return object;
}

/* A member that is an object; borrowed. */
static JsonObject *
add_object (JsonObject *object, const char *name)
{
  JsonObject *member = json_object_new ();

  json_object_set_object_member (object, name, member);
  return member;
}

/* --- places --- */

/* `frame`: +Y along what looks, or away from a screen's viewer. */
static void
set_place (JsonObject *object, const SlFrame *frame)
{
  static const char *const axes[] = { "x", "y", "z" }, *const angles[] = { "pitch", "yaw", "roll" };
  const SlAxesRow *row = sl_axes_row (SL_AXES_UNREAL);
  const SlVec3 o = sl_axes_point (SL_AXES_UNREAL, frame->o);
  double pan, tilt, roll;

  sl_frame_to_pose (frame, &pan, &tilt, &roll);
  json_object_set_string_member (object, "parentId", "");
  json_object_set_object_member (object, "location", numbers (axes, (double[]) { o.x, o.y, o.z }));
  json_object_set_object_member (object, "rotation", numbers (angles, (double[]) { row->tilt_sign * tilt,
                                                                                   row->pan_sign * pan,
                                                                                   row->roll_sign * roll }));
}

/* Readers take no notice of keys that they do not know. */
static void
set_ours (JsonObject *object, const SlEntity *entity)
{
  JsonObject *ours = add_object (object, "sightline");

  json_object_set_string_member (ours, "id", entity->id);
  json_object_set_string_member (ours, "kind", sl_kind_info (entity->kind)->record.name);
  json_object_set_string_member (ours, "name", sl_entity_title (entity));
}

/* --- the scene --- */

static void
add_view (JsonObject *scene, const SlNdisplay *input)
{
  JsonObject *camera = add_object (add_object (scene, "cameras"), "DefaultViewPoint");

  set_number (camera, "interpupillaryDistance", 6.4);
  json_object_set_boolean_member (camera, "swapEyes", FALSE);
  json_object_set_string_member (camera, "stereoOffset", "none");
  set_place (camera, &input->view);
  if (input->view_of != NULL)
    set_ours (camera, input->view_of);
}

static void
add_screen (JsonObject *screens, const char *name, const SlEntity *wall, const SlFacet *facet)
{
  const SlFrame frame = {
    .x = sl_vec3_normalize (facet->right), .y = sl_vec3_scale (facet->normal, -1), .z = sl_vec3_normalize (facet->up),
    .o = sl_vec3_mad (sl_vec3_mad (facet->corner, facet->right, .5), facet->up, .5),
  };
  const double scale = sl_axes_row (SL_AXES_UNREAL)->scale;
  JsonObject *screen = add_object (screens, name), *size = add_object (screen, "size");

  set_number (size, "width", scale * sl_vec3_length (facet->right));
  set_number (size, "height", scale * sl_vec3_length (facet->up));
  set_place (screen, &frame);
  set_ours (screen, wall);
}

/* --- viewports --- */

static void
set_rectangle (JsonObject *object, const char *name, gint64 x, gint64 y, gint64 w, gint64 h)
{
  JsonObject *rectangle = add_object (object, name);

  json_object_set_int_member (rectangle, "x", x);
  json_object_set_int_member (rectangle, "y", y);
  json_object_set_int_member (rectangle, "w", w);
  json_object_set_int_member (rectangle, "h", h);
}

/* What looks through `screen`, or at a mesh of that name. */
static JsonObject *
add_viewport (JsonObject *viewports, const char *name, const SlEntity *wall, gboolean mesh)
{
  JsonObject *viewport = add_object (viewports, name), *policy;

  json_object_set_string_member (viewport, "camera", "DefaultViewPoint");
  json_object_set_double_member (viewport, "bufferRatio", 1);
  json_object_set_int_member (viewport, "gPUIndex", -1);
  json_object_set_boolean_member (viewport, "allowCrossGPUTransfer", FALSE);
  json_object_set_boolean_member (viewport, "isShared", FALSE);
  policy = add_object (viewport, "projectionPolicy");
  json_object_set_string_member (policy, "type", mesh ? "mesh" : "simple");
  json_object_set_string_member (add_object (policy, "parameters"), mesh ? "mesh_component" : "screen", name);
  set_ours (viewport, wall);
  return viewport;
}

static void
add_feed (JsonObject *viewports, JsonObject *screens, const SlNdisplay *input, guint index, const SlFacetWall *walls)
{
  const SlFeed *feed = sl_feeds_at (input->feeds, index);
  const SlEntity *wall = sl_feeds_wall (input->feeds, feed->wall)->scene->entity;
  g_autofree char *name = sl_feeds_name (input->feeds, index);
  g_autoptr (GArray) facets = NULL;

  if (input->meshes)
    {
      set_rectangle (add_viewport (viewports, name, wall, TRUE), "region", feed->to_x, feed->to_y, feed->w, feed->h);
      return;
    }
  facets = sl_facet_wall_cut (walls, &feed->cut);
  for (guint i = 0; i < facets->len; i++)
    {
      const SlFacet *facet = &g_array_index (facets, SlFacet, i);
      g_autofree char *own = g_strdup_printf ("%s-f%03u", name, i + 1);

      add_screen (screens, own, wall, facet);
      set_rectangle (add_viewport (viewports, own, wall, FALSE), "region", feed->to_x + facet->x - feed->x,
                     feed->to_y + facet->y - feed->y, facet->w, facet->h);
    }
}

/* --- the cluster --- */

char *
sl_ndisplay_host (const char *first, guint node, guint nodes, GError **error)
{
  guint parts[4];
  int end = 0;

  if (first == NULL || *first == '\0')
    {
      sl_error_set (error, SL_ERROR_INPUT, _("the nodes have no host; name the first one's address"));
      return NULL;
    }
  if (!g_hostname_is_ip_address (first))
    return nodes > 1 ? g_strdup_printf ("%s-%u", first, node + 1) : g_strdup (first);
  if (sscanf (first, "%u.%u.%u.%u%n", &parts[0], &parts[1], &parts[2], &parts[3], &end) != 4 || first[end] != '\0')
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” cannot be counted up from; write an IPv4 address, or a name"),
                    first);
      return NULL;
    }
  if (parts[0] == 127) /* all on this machine */
    return g_strdup (first);
  const guint64 number = (((guint64) parts[0] << 24) | (parts[1] << 16) | (parts[2] << 8) | parts[3]) + node;
  if (number > G_MAXUINT32)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("no addresses are left behind %s; name a lower one"), first);
      return NULL;
    }
  return g_strdup_printf ("%u.%u.%u.%u", (guint) (number >> 24), (guint) (number >> 16 & 255),
                          (guint) (number >> 8 & 255), (guint) (number & 255));
}

static char *
node_name (guint node)
{
  return g_strdup_printf ("node_%u", node + 1);
}

/* Borrowed; NULL with an error. */
static JsonObject *
add_node (JsonObject *nodes, const SlNdisplay *input, guint node, GError **error)
{
  g_autofree char *name = node_name (node), *host = sl_ndisplay_host (input->host, node, input->feeds->nodes, error);
  JsonObject *object;
  gint64 w, h;

  if (host == NULL)
    return NULL;
  object = add_object (nodes, name);
  sl_feeds_node (input->feeds, node, &w, &h);
  json_object_set_string_member (object, "host", host);
  json_object_set_boolean_member (object, "sound", node == input->primary);
  json_object_set_boolean_member (object, "fullScreen", TRUE);
  json_object_set_boolean_member (object, "renderHeadless", FALSE);
  json_object_set_boolean_member (object, "textureShare", FALSE);
  set_rectangle (object, "window", 0, 0, w, h);
  add_object (object, "postprocess");
  return add_object (object, "viewports");
}

static gboolean
add_nodes (JsonObject *nodes, JsonObject *screens, const SlNdisplay *input, GError **error)
{
  g_autoptr (SlFacetWall) facets = NULL;
  JsonObject *viewports = NULL;
  guint node = G_MAXUINT, wall = G_MAXUINT;

  for (guint i = 0; i < input->feeds->feeds->len; i++)
    {
      const SlFeed *feed = sl_feeds_at (input->feeds, i);

      if (sl_watch_stops (input->watch, error))
        return FALSE;
      if (feed->node != node && (viewports = add_node (nodes, input, node = feed->node, error)) == NULL)
        return FALSE;
      if (feed->wall != wall)
        {
          wall = feed->wall;
          sl_facet_wall_free (facets);
          facets = sl_facet_wall_new (sl_feeds_wall (input->feeds, wall)->scene);
        }
      add_feed (viewports, screens, input, i, facets);
    }
  return TRUE;
}

static void
add_primary (JsonObject *cluster, const SlNdisplay *input)
{
  JsonObject *primary = add_object (cluster, "primaryNode"), *ports;
  g_autofree char *name = node_name (input->primary);

  json_object_set_string_member (primary, "id", name);
  ports = add_object (primary, "ports");
  json_object_set_int_member (ports, "ClusterSync", input->port);
  json_object_set_int_member (ports, "ClusterEventsJson", input->port + 2);
  json_object_set_int_member (ports, "ClusterEventsBinary", input->port + 3);
}

static void
add_sync (JsonObject *cluster, SlNdisplaySync sync)
{
  static const char *const names[] = { "none", "ethernet", "nvidia" };
  static const struct { const char *policy, *type; } policies[] = {
    { "renderSyncPolicy", NULL }, { "inputSyncPolicy", "ReplicatePrimary" },
  };
  JsonObject *all = add_object (cluster, "sync");

  for (guint i = 0; i < G_N_ELEMENTS (policies); i++)
    {
      JsonObject *policy = add_object (all, policies[i].policy);
      json_object_set_string_member (policy, "type", policies[i].type != NULL ? policies[i].type : names[sync]);
      add_object (policy, "parameters");
    }
}

/* Numbers in quotes, as the reader wants them: milliseconds. */
static void
add_network (JsonObject *cluster)
{
  static const char *const settings[][2] = {
    { "ConnectRetriesAmount", "300" }, { "ConnectRetryDelay", "1000" }, { "GameStartBarrierTimeout", "18000000" },
    { "FrameStartBarrierTimeout", "1800000" }, { "FrameEndBarrierTimeout", "1800000" },
    { "RenderSyncBarrierTimeout", "1800000" },
  };
  JsonObject *network = add_object (cluster, "network");

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    json_object_set_string_member (network, settings[i][0], settings[i][1]);
  json_object_set_string_member (add_object (cluster, "failover"), "failoverPolicy", "Disabled");
}

/* --- all --- */

static void
add_head (JsonObject *root, const SlNdisplay *input)
{
  const SlEntity *stage = sl_plan_find (input->plan, input->stage_id);
  JsonObject *misc;

  json_object_set_string_member (root, "description", sl_entity_title (stage));
  json_object_set_string_member (root, "version", "5.00");
  json_object_set_string_member (root, "assetPath", "");
  misc = add_object (root, "misc");
  json_object_set_boolean_member (misc, "bFollowLocalPlayerCamera", FALSE);
  json_object_set_boolean_member (misc, "bExitOnEsc", TRUE);
  json_object_set_boolean_member (misc, "bOverrideViewportsFromExternalConfig", TRUE);
  json_object_set_boolean_member (misc, "bOverrideTransformsFromExternalConfig", TRUE);
}

static void
add_foot (JsonObject *root, const SlNdisplay *input)
{
  JsonObject *custom = add_object (root, "customParameters"), *diagnostics;

  json_object_set_string_member (custom, "sightline_id", input->stage_id);
  json_object_set_string_member (custom, "sightline_kind", "stage");
  diagnostics = add_object (root, "diagnostics");
  json_object_set_boolean_member (diagnostics, "simulateLag", FALSE);
  json_object_set_double_member (diagnostics, "minLagTime", .01);
  json_object_set_double_member (diagnostics, "maxLagTime", .5);
}

static gboolean
fill (JsonObject *root, const SlNdisplay *input, GError **error)
{
  JsonObject *scene, *screens, *cluster;

  add_head (root, input);
  scene = add_object (root, "scene");
  add_object (scene, "xforms");
  add_view (scene, input);
  screens = add_object (scene, "screens");
  cluster = add_object (root, "cluster");
  add_primary (cluster, input);
  add_sync (cluster, input->sync);
  add_network (cluster);
  if (!add_nodes (add_object (cluster, "nodes"), screens, input, error))
    return FALSE;
  add_foot (root, input);
  return TRUE;
}

char *
sl_ndisplay_text (const SlNdisplay *input, GError **error)
{
  JsonObject *all = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), all);
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autofree char *text = NULL;

  json_object_unref (all); /* the node has it */
  if (!fill (add_object (all, "nDisplay"), input, error))
    return NULL;
  json_generator_set_root (generator, node);
  json_generator_set_pretty (generator, TRUE);
  json_generator_set_indent (generator, 2);
  text = json_generator_to_data (generator, NULL);
  return g_strconcat (text, "\n", NULL);
}
