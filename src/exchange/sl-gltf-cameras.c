#include "sl-gltf-cameras.h"

#include <math.h>
#include <string.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-json.h"

enum { MOST_BYTES = 1 << 30, MOST_NODES = 1000000, MOST_DEPTH = 256, HEADER = 12, CHUNK = 8, JSON_CHUNK = 0x4e4f534a };

typedef struct {
  JsonArray *nodes, *cameras;
  guint8    *seen;   /* a node is in one place: what comes again is left out, and no ring is followed */
  guint8    *moved;  /* by an animation */
  GArray    *found;
  SlGltfOthers others;
} Reader;

/* --- the text --- */

static guint32
number_at (const char *data, gsize at)
{
  guint32 value;

  memcpy (&value, data + at, sizeof value);
  return GUINT32_FROM_LE (value);
}

/* The JSON of a .glb, or all of a .gltf, ended by a 0 that is written into `data`; NULL for neither. */
static const char *
text_of (char *data, gsize length)
{
  guint32 size;

  if (length < HEADER + CHUNK || memcmp (data, "glTF", 4) != 0)
    return length > 0 && memchr (data, '{', MIN (length, 64)) != NULL ? data : NULL;
  size = number_at (data, HEADER);
  if (number_at (data, HEADER + 4) != JSON_CHUNK || size > length - HEADER - CHUNK)
    return NULL;
  data[HEADER + CHUNK + size] = '\0'; /* the next chunk's head, or the 0 behind all */
  return data + HEADER + CHUNK;
}

/* --- nodes --- */

/* FALSE where it is not there, or has another length or what is no number. */
static gboolean
read_numbers (JsonObject *node, const char *name, double *into, guint n)
{
  JsonArray *array = sl_json_array (node, name);

  if (sl_json_length (array) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      JsonNode *value = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (value) || (json_node_get_value_type (value) != G_TYPE_DOUBLE
                                             && json_node_get_value_type (value) != G_TYPE_INT64))
        return FALSE;
      into[i] = json_node_get_double (value);
    }
  return TRUE;
}

/* Where a node stands in its parent, in glTF's axes. */
static SlFrame
frame_of (JsonObject *node)
{
  double m[16], t[3] = { 0, 0, 0 }, q[4] = { 0, 0, 0, 1 }, s[3] = { 1, 1, 1 };
  SlFrame frame;

  if (read_numbers (node, "matrix", m, 16))
    return (SlFrame) { .x = { m[0], m[1], m[2] }, .y = { m[4], m[5], m[6] }, .z = { m[8], m[9], m[10] },
                       .o = { m[12], m[13], m[14] } };
  read_numbers (node, "translation", t, 3);
  read_numbers (node, "rotation", q, 4);
  read_numbers (node, "scale", s, 3);
  frame = sl_axes_turned (q, sl_vec3 (t[0], t[1], t[2]));
  return sl_frame_scaled (&frame, sl_vec3 (s[0], s[1], s[2]));
}

/* A camera's frame of unit columns that stand at right angles, its own −Z kept; FALSE for what is no place. */
static gboolean
straighten (SlFrame *frame)
{
  const SlVec3 z = sl_vec3_normalize (frame->z), x = sl_vec3_normalize (sl_vec3_cross (frame->y, z));
  const SlVec3 y = sl_vec3_cross (z, x);
  const double sum = frame->o.x + frame->o.y + frame->o.z + x.x + y.x + z.x + x.y + y.y + z.y + x.z + y.z + z.z;

  *frame = (SlFrame) { x, y, z, frame->o };
  return isfinite (sum) && sl_vec3_length (z) > 0 && sl_vec3_length (x) > 0 && fabs (frame->o.x) < 1e6
         && fabs (frame->o.y) < 1e6 && fabs (frame->o.z) < 1e6;
}

static void
take_camera (Reader *r, JsonObject *node, const SlFrame *place, gboolean moves)
{
  const double index = sl_json_number (node, "camera");
  JsonObject *camera = index >= 0 && index < sl_json_length (r->cameras)
                         ? sl_json_item (r->cameras, (guint) index) : NULL;
  JsonObject *lens = camera != NULL ? sl_json_object (camera, "perspective") : NULL;
  const char *name = sl_json_text (node, "name");
  SlFrame frame = *place;
  SlGltfCamera found = { .moves = moves, .yfov = lens != NULL ? sl_json_number (lens, "yfov") : NAN,
                         .aspect = lens != NULL ? sl_json_number (lens, "aspectRatio") : NAN };

  if (isnan (index))
    return;
  if (!(found.yfov > 0 && found.yfov < G_PI) || !straighten (&frame))
    {
      r->others.cameras++;
      return;
    }
  if (!(found.aspect > 0.01 && found.aspect < 100))
    found.aspect = NAN;
  found.frame = sl_axes_uncamera (SL_AXES_GLTF, &frame);
  found.name = g_strdup (name != NULL ? name : sl_json_text (camera, "name"));
  g_array_append_val (r->found, found);
}

static void
count_others (Reader *r, JsonObject *node)
{
  JsonObject *extensions = sl_json_object (node, "extensions");

  r->others.meshes += !isnan (sl_json_number (node, "mesh"));
  r->others.lights += extensions != NULL && sl_json_object (extensions, "KHR_lights_punctual") != NULL;
}

/* The nodes that channels of animations move. */
static void
find_moved (Reader *r, JsonArray *animations)
{
  for (guint i = 0; i < sl_json_length (animations); i++)
    {
      JsonObject *animation = sl_json_item (animations, i);
      JsonArray *channels = animation != NULL ? sl_json_array (animation, "channels") : NULL;

      for (guint k = 0; k < sl_json_length (channels); k++)
        {
          JsonObject *channel = sl_json_item (channels, k);
          JsonObject *target = channel != NULL ? sl_json_object (channel, "target") : NULL;
          const double node = target != NULL ? sl_json_number (target, "node") : NAN;

          if (node >= 0 && node < sl_json_length (r->nodes))
            r->moved[(guint) node] = TRUE;
        }
    }
}

static void
walk (Reader *r, double index, const SlFrame *outer, gboolean moves, guint depth)
{
  JsonObject *node;
  JsonArray *children;
  SlFrame own, place;

  if (!(index >= 0 && index < sl_json_length (r->nodes)) || r->seen[(guint) index] || depth > MOST_DEPTH)
    return;
  r->seen[(guint) index] = TRUE;
  if ((node = sl_json_item (r->nodes, (guint) index)) == NULL)
    return;
  own = frame_of (node);
  place = sl_frame_compose (outer, &own);
  moves |= r->moved[(guint) index];
  take_camera (r, node, &place, moves);
  count_others (r, node);
  children = sl_json_array (node, "children");
  for (guint i = 0; i < sl_json_length (children); i++)
    walk (r, sl_json_item_number (children, i), &place, moves, depth + 1);
}

/* Nodes that are nobody's children stand in the file's world, whichever scene they are of. */
static void
walk_all (Reader *r)
{
  const SlFrame world = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 }, { 0, 0, 0 } };
  const guint n = sl_json_length (r->nodes);
  g_autofree guint8 *inner = g_new0 (guint8, n + 1);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *node = sl_json_item (r->nodes, i);
      JsonArray *children = node != NULL ? sl_json_array (node, "children") : NULL;

      for (guint k = 0; k < sl_json_length (children); k++)
        {
          const double child = sl_json_item_number (children, k);
          if (child >= 0 && child < n)
            inner[(guint) child] = TRUE;
        }
    }
  for (guint i = 0; i < n; i++)
    if (!inner[i])
      walk (r, i, &world, FALSE, 0);
}

static void
camera_clear (gpointer data)
{
  g_free (((SlGltfCamera *) data)->name);
}

GArray *
sl_gltf_cameras_parse (char *data, gsize length, const char *file, SlGltfOthers *others, GError **error)
{
  const char *text = text_of (data, length), *version;
  g_autoptr (JsonObject) root = NULL;
  Reader r = { 0 };

  if (text != NULL && (root = sl_json_parse (text, file, error)) == NULL)
    return NULL;
  version = root != NULL && sl_json_object (root, "asset") != NULL
              ? sl_json_text (sl_json_object (root, "asset"), "version") : NULL;
  if (version == NULL || !g_str_has_prefix (version, "2."))
    {
      sl_error_set_at (error, SL_ERROR_INPUT, file, 0, _("this is no glTF 2 file; export it again as one"));
      return NULL;
    }
  r.nodes = sl_json_array (root, "nodes");
  r.cameras = sl_json_array (root, "cameras");
  if (sl_json_length (r.nodes) > MOST_NODES)
    {
      sl_error_set_at (error, SL_ERROR_INPUT, file, 0, _("the scene has too many nodes; export the cameras alone"));
      return NULL;
    }
  r.found = g_array_new (FALSE, FALSE, sizeof (SlGltfCamera));
  g_array_set_clear_func (r.found, camera_clear);
  r.seen = g_new0 (guint8, sl_json_length (r.nodes) + 1);
  r.moved = g_new0 (guint8, sl_json_length (r.nodes) + 1);
  find_moved (&r, sl_json_array (root, "animations"));
  walk_all (&r);
  g_free (r.seen);
  g_free (r.moved);
  *others = r.others;
  return r.found;
}

GArray *
sl_gltf_cameras_read (const char *path, SlGltfOthers *others, GError **error)
{
  g_autofree char *data = NULL;
  gsize length;

  return sl_file_read (path, MOST_BYTES, &data, &length, error)
           ? sl_gltf_cameras_parse (data, length, path, others, error) : NULL;
}
