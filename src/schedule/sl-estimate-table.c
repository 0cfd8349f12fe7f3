#include "sl-estimate-table.h"

#include <math.h>

enum { PANELS = 512 };

/* More than any schedule lasts; a lognormal's tail is cut there. */
static const double MOST = 10.0 * SL_ESTIMATE_MOST;

typedef struct {
  double share, above; /* Φ(z), 1 − Φ(z) */
  double z;
} Node;

struct SlEstimateTables {
  Node        nodes[SL_TABLE_NODES + 1];
  double      logs[PANELS + 1][4]; /* see pert_density() */
  double      z90;
  GHashTable *by_estimate; /* SlEstimate → gint32[]; both owned */
  GHashTable *by_mode;     /* double, the mode of a PERT over 0…1 → double[SL_TABLE_NODES + 1]; both owned */
};

static guint
estimate_hash (gconstpointer data)
{
  const SlEstimate *e = data;

  return (((guint) e->low * 31 + (guint) e->likely) * 31 + (guint) e->high) * 31 + e->shape;
}

static gboolean
estimate_equal (gconstpointer a, gconstpointer b)
{
  const SlEstimate *x = a, *y = b;

  return x->low == y->low && x->likely == y->likely && x->high == y->high && x->shape == y->shape;
}

SlEstimateTables *
sl_estimate_tables_new (void)
{
  SlEstimateTables *tables = g_new (SlEstimateTables, 1);

  for (int i = 0; i <= SL_TABLE_NODES; i++)
    {
      const double z = (double) i / SL_TABLE_STEPS - SL_TABLE_REACH;

      tables->nodes[i] = (Node) { sl_normal_upper (-z), sl_normal_upper (z), z };
    }
  for (int i = 1; i < PANELS; i++)
    {
      const double t = (double) i / PANELS;
      const double of[] = { t, 1 - t, 3 - 2 * t, 1 + 2 * t };

      for (int k = 0; k < 4; k++)
        tables->logs[i][k] = sl_steady_log (of[k]);
    }
  tables->z90 = sl_normal_quantile (.9);
  tables->by_estimate = g_hash_table_new_full (estimate_hash, estimate_equal, g_free, g_free);
  tables->by_mode = g_hash_table_new_full (g_double_hash, g_double_equal, g_free, g_free);
  return tables;
}

void
sl_estimate_tables_free (SlEstimateTables *tables)
{
  if (tables == NULL)
    return;
  g_hash_table_unref (tables->by_estimate);
  g_hash_table_unref (tables->by_mode);
  g_free (tables);
}

/* --- PERT: a beta over 0…1 with α = 1 + 4·mode and β = 1 + 4·(1 − mode) (D. G. Malcolm et al., "Application of a
 * technique for research and development program evaluation", Operations Research 7(5), 1959) --- */

/* Its density, not yet of area 1, by t where x = t²(3 − 2t): the ends, where a beta can be steep, are spread out. With
 * 1 − x = (1 − t)²(1 + 2t) and dx = 6t(1 − t)dt it is t^(2α−1)·(1 − t)^(2β−1)·(3 − 2t)^(α−1)·(1 + 2t)^(β−1). */
static void
pert_density (const SlEstimateTables *tables, double mode, double density[PANELS + 1])
{
  const double a = 4 * mode, b = 4 * (1 - mode);

  density[0] = density[PANELS] = 0;
  for (int i = 1; i < PANELS; i++)
    {
      const double *logs = tables->logs[i];

      density[i] = sl_steady_exp ((2 * a + 1) * logs[0] + (2 * b + 1) * logs[1] + a * logs[2] + b * logs[3]);
    }
}

/* How far into a panel, 0…1, the area under a straight line from `from` to `to` reaches `area`. */
static double
into_panel (double from, double to, double area)
{
  const double root = sqrt (fmax (0, from * from + 2 * (to - from) * area));

  return area <= 0 ? 0 : fmin (1, 2 * area / (from + root));
}

static double *
pert_make (const SlEstimateTables *tables, double mode)
{
  double *out = g_new (double, SL_TABLE_NODES + 1);
  double density[PANELS + 1], whole = 0, below = 0;
  int panel = 0;

  pert_density (tables, mode, density);
  for (int i = 0; i < PANELS; i++)
    whole += (density[i] + density[i + 1]) / 2;
  for (int i = 0; i <= SL_TABLE_NODES; i++)
    {
      const double wanted = tables->nodes[i].share * whole;
      double here;

      while (panel < PANELS - 1 && below + (here = (density[panel] + density[panel + 1]) / 2) < wanted)
        {
          below += here;
          panel++;
        }
      const double t = (panel + into_panel (density[panel], density[panel + 1], wanted - below)) / PANELS;
      out[i] = t * t * (3 - 2 * t);
    }
  return out;
}

static const double *
pert_get (SlEstimateTables *tables, double mode)
{
  double *made = g_hash_table_lookup (tables->by_mode, &mode);

  if (made == NULL)
    {
      made = pert_make (tables, mode);
      g_hash_table_insert (tables->by_mode, g_memdup2 (&mode, sizeof mode), made);
    }
  return made;
}

/* --- the others, each by its formula --- */

static double
triangular (double mode, const Node *node)
{
  return node->share < mode ? sqrt (node->share * mode) : 1 - sqrt (node->above * (1 - mode));
}

/* Through three points. The upper two are r times as far apart as the lower two, and so it goes on: r times for each z
 * of the 90th percentile. That is a lognormal with its zero shifted, and a normal for r = 1. */
static double
lognormal (const SlEstimateTables *tables, const SlEstimate *e, double z)
{
  const double up = e->high - e->likely, down = e->likely - e->low, ratio = up / down;

  if (e->high - e->likely == e->likely - e->low)
    return e->likely + up * z / tables->z90;
  return e->likely + up * (sl_steady_exp (z / tables->z90 * sl_steady_log (ratio)) - 1) / (ratio - 1);
}

/* Of an estimate that is not fixed; `pert` is NULL for other shapes. */
static double
minutes_at (const SlEstimateTables *tables, const SlEstimate *e, const double *pert, int i)
{
  const Node *node = &tables->nodes[i];
  const double range = e->high - e->low;

  switch (e->shape)
    {
    case SL_SHAPE_PERT: return e->low + range * pert[i];
    case SL_SHAPE_TRIANGULAR: return e->low + range * triangular ((e->likely - e->low) / range, node);
    case SL_SHAPE_LOGNORMAL: return lognormal (tables, e, node->z);
    case SL_SHAPE_UNIFORM: return e->low + range * node->share;
    case SL_SHAPE_EXPONENTIAL: return e->likely * -sl_steady_log (node->above);
    default: return e->likely;
    }
}

const gint32 *
sl_estimate_tables_get (SlEstimateTables *tables, const SlEstimate *e)
{
  gint32 *nodes = g_hash_table_lookup (tables->by_estimate, e);
  const gboolean fixed = sl_estimate_is_fixed (e);
  const double *pert = NULL;

  if (nodes != NULL)
    return nodes;
  if (!fixed && e->shape == SL_SHAPE_PERT)
    pert = pert_get (tables, (double) (e->likely - e->low) / (e->high - e->low));
  nodes = g_new (gint32, SL_TABLE_NODES + 1);
  for (int i = 0; i <= SL_TABLE_NODES; i++)
    {
      const double minutes = fixed ? sl_estimate_likely (e) : minutes_at (tables, e, pert, i);

      nodes[i] = (gint32) floor (CLAMP (minutes, 0, MOST) * SL_TABLE_MINUTE + .5);
    }
  g_hash_table_insert (tables->by_estimate, g_memdup2 (e, sizeof *e), nodes);
  return nodes;
}
