#include "sl-wall-sizes.h"

#include "sl-i18n.h"

static const double STEP_M = 5e-4, CABINET_M = 2;

enum { TOLD = 4 };

/* Two triangles that share a box are a rectangle. */
typedef struct {
  double x, y, width, height; /* m */
  guint  stretch, triangles;
} Tile;

typedef struct {
  int   width_mm, height_mm;
  guint n;
} Size;

static Tile
box_of (const SlDeveloped *flat, guint i)
{
  const SlFlatTriangle *t = &g_array_index (flat->triangles, SlFlatTriangle, i);
  const double x = fmin (t->x[0], fmin (t->x[1], t->x[2])), y = fmin (t->y[0], fmin (t->y[1], t->y[2]));

  return (Tile) { x, y, fmax (t->x[0], fmax (t->x[1], t->x[2])) - x, fmax (t->y[0], fmax (t->y[1], t->y[2])) - y,
                  g_array_index (flat->stretches, guint, i), 1 };
}

/* Tile elements by their box; NULL when a triangle is no half of a rectangle. */
static GHashTable *
find_tiles (const SlDeveloped *flat)
{
  GHashTable *tiles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < flat->triangles->len; i++)
    {
      const Tile box = box_of (flat, i);
      char *key = g_strdup_printf ("%ld %ld %ld %ld", lround (box.x / STEP_M), lround (box.y / STEP_M),
                                   lround (box.width / STEP_M), lround (box.height / STEP_M));
      Tile *known = g_hash_table_lookup (tiles, key);

      if (known != NULL)
        known->triangles++;
      if (known == NULL)
        g_hash_table_insert (tiles, key, g_memdup2 (&box, sizeof box));
      else
        g_free (key);
    }
  return tiles;
}

/* How many rectangles stand on each stretch; NULL where something else stands there too. Free with g_free(). */
static guint *
count_on (const SlDeveloped *flat, GHashTable *tiles)
{
  guint most = 0, *on;
  gboolean ok = TRUE;
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; i < flat->stretches->len; i++)
    most = MAX (most, g_array_index (flat->stretches, guint, i));
  on = g_new0 (guint, most + 1);
  g_hash_table_iter_init (&iter, tiles);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Tile *tile = value;

      ok &= tile->triangles == 2;
      on[tile->stretch]++;
    }
  if (!ok)
    g_clear_pointer (&on, g_free);
  return on;
}

static void
count_size (GArray *sizes, const Tile *tile)
{
  const Size size = { (int) lround (tile->width * 1000), (int) lround (tile->height * 1000), 1 };

  for (guint i = 0; i < sizes->len; i++)
    {
      Size *known = &g_array_index (sizes, Size, i);

      if (ABS (known->width_mm - size.width_mm) <= 1 && ABS (known->height_mm - size.height_mm) <= 1)
        {
          known->n++;
          return;
        }
    }
  g_array_append_val (sizes, size);
}

static int
by_number (gconstpointer first, gconstpointer second)
{
  const Size *a = first, *b = second;

  if (a->n != b->n)
    return a->n < b->n ? 1 : -1;
  return a->width_mm != b->width_mm ? a->width_mm - b->width_mm : a->height_mm - b->height_mm;
}

char *
sl_wall_sizes (const SlDeveloped *flat, guint *n)
{
  g_autoptr (GHashTable) tiles = find_tiles (flat);
  g_autofree guint *on = count_on (flat, tiles);
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (Size));
  g_autoptr (GString) text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, tiles);
  while (on != NULL && g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Tile *tile = value;

      if (on[tile->stretch] > 1 && tile->width <= CABINET_M && tile->height <= CABINET_M)
        count_size (sizes, tile);
    }
  g_array_sort (sizes, by_number);
  for (guint i = 0; i < MIN (sizes->len, TOLD); i++)
    {
      const Size *size = &g_array_index (sizes, Size, i);
      g_string_append_printf (text, "%s%u × %d × %d mm", i > 0 ? _(", ") : "", size->n, size->width_mm,
                              size->height_mm);
    }
  if (sizes->len > TOLD)
    g_string_append (text, " …");
  *n = sizes->len;
  return g_string_free (g_steal_pointer (&text), FALSE);
}
