/* A shape (Geometry of class "Shape") is connected to a channel (Deformer "BlendShapeChannel"), that to a BlendShape,
 * that to the mesh's Geometry, and that to its Model. A channel with several shapes passes through them, each at its
 * full weight. */
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
  gboolean shape, channel;
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
on_inner (Tree *tree, const ImportFbxNode *node)
{
  if (g_str_equal (node->name, "DeformPercent") && node->n_values > 0)
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
  else if (node->depth == 2 && tree->in_objects && tree->last != NULL && tree->last->channel)
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

static void
put (GHashTable *weights, const char *mesh, const char *shape, double weight)
{
  g_hash_table_replace (weights, import_fbx_key (mesh, shape), g_memdup2 (&weight, sizeof weight));
}

/* Under the names of the geometry that the channel bends, and of the models that show it. */
static void
put_shape (const Tree *tree, GHashTable *weights, const Object *channel, const Object *shape, double weight)
{
  for (guint i = 0; i < channel->n_to; i++)
    {
      const Object *blend = find (tree, channel->to[i]);
      const Object *geometry = blend != NULL && blend->n_to > 0 ? find (tree, blend->to[0]) : NULL;

      for (guint k = 0; geometry != NULL && k < geometry->n_to; k++)
        {
          const Object *model = find (tree, geometry->to[k]);
          if (model != NULL)
            put (weights, model->name, shape->name, weight);
        }
      if (geometry != NULL)
        put (weights, geometry->name, shape->name, weight);
    }
}

static void
put_channel (const Tree *tree, GHashTable *weights, const Object *channel)
{
  for (guint i = 0; i < channel->from->len; i++)
    {
      const Object *shape = find (tree, g_array_index (channel->from, gint64, i));
      if (shape != NULL && shape->shape)
        put_shape (tree, weights, channel, shape, shape_weight (channel, i, channel->from->len));
    }
}

char *
import_fbx_key (const char *mesh, const char *shape)
{
  return g_strconcat (mesh, "/", shape, NULL);
}

GHashTable *
import_fbx_morphs (GBytes *fbx)
{
  GHashTable *weights = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) objects = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, object_free);
  Tree tree = { .objects = objects };
  GHashTableIter iter;
  gpointer object;

  import_fbx_nodes (fbx, on_node, &tree);
  g_hash_table_iter_init (&iter, objects);
  while (g_hash_table_iter_next (&iter, NULL, &object))
    if (((Object *) object)->channel)
      put_channel (&tree, weights, object);
  return weights;
}
