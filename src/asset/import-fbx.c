/* A shape (Geometry of class "Shape") is connected to a channel (Deformer "BlendShapeChannel"), that to a BlendShape,
 * that to the mesh's Geometry, and that to its Model. A channel with several shapes passes through them, each at its
 * full weight.
 *
 * A joint (a Model) is connected to a cluster (Deformer "Cluster"), that to a Skin, and that to the mesh's Geometry.
 * The cluster's Transform is the mesh in the joint's frame as they were bound: rows of four, the images of X, Y, Z, and
 * the origin. */
#include "import-fbx.h"

#include <math.h>
#include <string.h>

#include "import-fbx-nodes.h"

enum { OBJECTS_MOST = 1000000 };

typedef struct {
  char   *name;
  double  percent; /* of a channel; NAN where it says nothing */
  GArray *full;    /* of a channel: full weights in percent, NULL where it says nothing */
  GArray *from;    /* gint64: what is connected to it, in order */
  gint64  to[2];   /* what it is connected to; a shape or geometry may serve two */
  guint   n_to;
  SlFrame *bound;  /* of a cluster; NULL where it says nothing */
  gboolean shape, channel, cluster;
} Object;

typedef struct {
  GHashTable *objects; /* gint64 * → Object */
  Object     *last;    /* whose inner nodes come now */
  gboolean    in_objects, in_connections;
} Tree;

static void
object_free (gpointer data)
{
  Object *object = data;

  g_free (object->name);
  g_clear_pointer (&object->full, g_array_unref);
  g_free (object->bound);
  g_array_unref (object->from);
  g_free (object);
}

/* "Geometry::tall" in text and "tall\0\1Geometry" in binary are "tall". */
static char *
plain_name (const char *name)
{
  const char *colons = strstr (name, "::");

  return g_strdup (colons != NULL ? colons + 2 : name);
}

static Object *
find (const Tree *tree, gint64 id)
{
  return g_hash_table_lookup (tree->objects, &id);
}

static void
add_object (Tree *tree, const ImportFbxNode *node)
{
  Object *object;

  tree->last = NULL;
  if (node->n_values < 3 || node->values[1].text == NULL || node->values[2].text == NULL
      || g_hash_table_size (tree->objects) >= OBJECTS_MOST)
    return;
  object = g_new0 (Object, 1);
  object->name = plain_name (node->values[1].text);
  object->percent = NAN;
  object->from = g_array_new (FALSE, FALSE, sizeof (gint64));
  object->shape = g_str_equal (node->name, "Geometry") && g_str_equal (node->values[2].text, "Shape");
  object->channel = g_str_equal (node->values[2].text, "BlendShapeChannel");
  object->cluster = g_str_equal (node->values[2].text, "Cluster");
  g_hash_table_replace (tree->objects, g_memdup2 (&node->values[0].integer, sizeof (gint64)), object);
  tree->last = object;
}

static void
connect (Tree *tree, const ImportFbxNode *node)
{
  Object *from, *to;

  if (node->n_values < 3 || g_strcmp0 (node->values[0].text, "OO") != 0)
    return;
  from = find (tree, node->values[1].integer);
  to = find (tree, node->values[2].integer);
  if (from == NULL || to == NULL)
    return;
  g_array_append_val (to->from, node->values[1].integer);
  if (from->n_to < G_N_ELEMENTS (from->to))
    from->to[from->n_to++] = node->values[2].integer;
}

static void
on_bound (Object *cluster, const ImportFbxNode *node)
{
  SlVec3 rows[4];

  if (!g_str_equal (node->name, "Transform") || node->n_values != 16 || cluster->bound != NULL)
    return;
  for (guint i = 0; i < 4; i++)
    rows[i] = sl_vec3 (node->values[4 * i].real, node->values[4 * i + 1].real, node->values[4 * i + 2].real);
  cluster->bound = g_new (SlFrame, 1);
  *cluster->bound = (SlFrame) { rows[0], rows[1], rows[2], rows[3] };
}

static void
on_inner (Tree *tree, const ImportFbxNode *node)
{
  if (tree->last->cluster)
    on_bound (tree->last, node);
  else if (g_str_equal (node->name, "DeformPercent") && node->n_values > 0)
    tree->last->percent = node->values[0].real;
  else if (g_str_equal (node->name, "FullWeights") && tree->last->full == NULL)
    {
      tree->last->full = g_array_new (FALSE, FALSE, sizeof (double));
      for (guint i = 0; i < node->n_values; i++)
        g_array_append_val (tree->last->full, node->values[i].real);
    }
}

static void
on_node (const ImportFbxNode *node, gpointer data)
{
  Tree *tree = data;

  if (node->depth == 0)
    {
      tree->in_objects = g_str_equal (node->name, "Objects");
      tree->in_connections = g_str_equal (node->name, "Connections");
    }
  else if (node->depth == 1 && tree->in_objects)
    add_object (tree, node);
  else if (node->depth == 1 && tree->in_connections)
    connect (tree, node);
  else if (node->depth == 2 && tree->in_objects && tree->last != NULL
           && (tree->last->channel || tree->last->cluster))
    on_inner (tree, node);
}

/* --- weights --- */

static double
full_weight (const Object *channel, guint i, guint n)
{
  return channel->full != NULL && channel->full->len == n ? g_array_index (channel->full, double, i)
                                                          : 100. * (i + 1) / n;
}

/* The weight of the channel's shape `i` of `n`: it grows from the full weight before to its own and falls to the
 * next. */
static double
shape_weight (const Object *channel, guint i, guint n)
{
  const double p = channel->percent, own = full_weight (channel, i, n);
  const double before = i > 0 ? full_weight (channel, i - 1, n) : 0;

  if (!isfinite (p) || own == before)
    return 0;
  if (i + 1 < n && p > own)
    {
      const double next = full_weight (channel, i + 1, n);
      return p < next ? (next - p) / (next - own) : 0;
    }
  if (i > 0 && p <= before)
    return 0;
  return (p - before) / (own - before);
}

/* --- the tables --- */

struct ImportFbx {
  GHashTable *morphs; /* "MESH/SHAPE" → double * */
  GHashTable *joints; /* "MESH/JOINT" → SlFrame * */
};

static void
put (GHashTable *table, const char *mesh, const char *name, gconstpointer value, gsize size)
{
  g_hash_table_replace (table, g_strconcat (mesh, "/", name, NULL), g_memdup2 (value, size));
}

/* Under the names of the geometry that the channel or cluster bends, and of the models that show it. */
static void
put_deformer (const Tree *tree, GHashTable *table, const Object *deformer, const char *name, gconstpointer value,
              gsize size)
{
  for (guint i = 0; i < deformer->n_to; i++)
    {
      const Object *whole = find (tree, deformer->to[i]); /* BlendShape or Skin */
      const Object *geometry = whole != NULL && whole->n_to > 0 ? find (tree, whole->to[0]) : NULL;

      for (guint k = 0; geometry != NULL && k < geometry->n_to; k++)
        {
          const Object *model = find (tree, geometry->to[k]);
          if (model != NULL)
            put (table, model->name, name, value, size);
        }
      if (geometry != NULL)
        put (table, geometry->name, name, value, size);
    }
}

static void
put_channel (const Tree *tree, GHashTable *morphs, const Object *channel)
{
  for (guint i = 0; i < channel->from->len; i++)
    {
      const Object *shape = find (tree, g_array_index (channel->from, gint64, i));
      const double weight = shape_weight (channel, i, channel->from->len);

      if (shape == NULL || !shape->shape)
        continue;
      g_autofree char *later = g_strconcat (channel->name, ".", shape->name, NULL); /* assimp's name from 5.4 on */
      put_deformer (tree, morphs, channel, shape->name, &weight, sizeof weight);
      put_deformer (tree, morphs, channel, later, &weight, sizeof weight);
    }
}

static void
put_cluster (const Tree *tree, GHashTable *joints, const Object *cluster)
{
  const Object *joint = cluster->from->len > 0 ? find (tree, g_array_index (cluster->from, gint64, 0)) : NULL;

  if (joint != NULL && cluster->bound != NULL)
    put_deformer (tree, joints, cluster, joint->name, cluster->bound, sizeof *cluster->bound);
}

ImportFbx *
import_fbx_new (GBytes *bytes)
{
  ImportFbx *fbx = g_new0 (ImportFbx, 1);
  g_autoptr (GHashTable) objects = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, object_free);
  Tree tree = { .objects = objects };
  GHashTableIter iter;
  gpointer object;

  fbx->morphs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  fbx->joints = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  import_fbx_nodes (bytes, on_node, &tree);
  g_hash_table_iter_init (&iter, objects);
  while (g_hash_table_iter_next (&iter, NULL, &object))
    if (((Object *) object)->channel)
      put_channel (&tree, fbx->morphs, object);
    else if (((Object *) object)->cluster)
      put_cluster (&tree, fbx->joints, object);
  return fbx;
}

void
import_fbx_free (ImportFbx *fbx)
{
  if (fbx == NULL)
    return;
  g_hash_table_unref (fbx->morphs);
  g_hash_table_unref (fbx->joints);
  g_free (fbx);
}

double
import_fbx_morph (const ImportFbx *fbx, const char *mesh, const char *shape)
{
  g_autofree char *key = g_strconcat (mesh, "/", shape, NULL);
  const double *weight = g_hash_table_lookup (fbx->morphs, key);

  return weight != NULL ? *weight : 0;
}

const SlFrame *
import_fbx_joint (const ImportFbx *fbx, const char *mesh, const char *joint)
{
  g_autofree char *key = g_strconcat (mesh, "/", joint, NULL);

  return g_hash_table_lookup (fbx->joints, key);
}
