#include "sl-wall-limits.h"

#include "sl-wall-curve.h"

/* Seams alike to this (deg) are alike, and flat below it; a wall so near the floor (m) stands on it. */
static const double ALIKE = .01, ON_FLOOR = .05;
static const double NEAR_SHARE = .9;

SlLimitState
sl_limit_state (const SlLimit *limit)
{
  if (isnan (limit->value) || isnan (limit->limit))
    return SL_LIMIT_UNKNOWN;
  if (limit->value > limit->limit + 1e-6)
    return SL_LIMIT_OVER;
  return limit->value >= NEAR_SHARE * limit->limit ? SL_LIMIT_NEAR : SL_LIMIT_FAR;
}

/* --- the bend --- */

/* The columns' first cabinets from the viewer's left; NULL for a column without one. Free with g_free(). */
static const SlScenePanel **
column_heads (const SlSceneWall *wall)
{
  const SlScenePanel **heads = g_new0 (const SlScenePanel *, wall->columns + 1);

  for (guint i = 0; i < wall->n_panels; i++)
    if (wall->panels[i].column < wall->columns && heads[wall->panels[i].column] == NULL)
      heads[wall->panels[i].column] = &wall->panels[i];
  return heads;
}

/* From one cabinet to the next (deg), + toward the viewer. */
static double
seam_deg (const SlScenePanel *left, const SlScenePanel *right)
{
  SlVec3 turn = sl_vec3_cross (left->normal, right->normal);
  double sine = -sl_vec3_dot (turn, sl_vec3_normalize (left->up));

  return atan2 (sine, sl_vec3_dot (left->normal, right->normal)) * 180 / G_PI;
}

typedef struct {
  double most, least, sweep; /* deg */
  double width_m;            /* of the cabinets at the sharpest seam */
  guint  n;
} Bend;

static Bend
measure_bend (const SlSceneWall *wall)
{
  g_autofree const SlScenePanel **heads = column_heads (wall);
  Bend b = { .most = -INFINITY, .least = INFINITY };

  for (guint i = 0; i + 1 < wall->columns; i++)
    {
      if (heads[i] == NULL || heads[i + 1] == NULL)
        continue;
      double deg = seam_deg (heads[i], heads[i + 1]);
      if (fabs (deg) >= fmax (fabs (b.most), fabs (b.least)) || b.n == 0)
        b.width_m = sl_vec3_length (heads[i]->right);
      b.most = fmax (b.most, deg);
      b.least = fmin (b.least, deg);
      b.sweep += deg;
      b.n++;
    }
  if (b.n == 0)
    b.most = b.least = 0;
  return b;
}

/* The seam that comes nearer to what its cabinets can do. */
static SlLimit
seam_limit (const Bend *bend, const SlPanel *panel)
{
  SlLimit concave = { fmax (0, bend->most), panel->seam_max };
  SlLimit convex = { fmax (0, -bend->least), -panel->seam_min };

  if (convex.value < ALIKE || isnan (convex.limit))
    return concave.value < ALIKE ? (SlLimit) { NAN, NAN } : concave;
  if (concave.value < ALIKE || isnan (concave.limit))
    return convex;
  return convex.value * concave.limit > concave.value * convex.limit ? convex : concave;
}

/* --- what it comes near to --- */

static void
heights (const SlSceneWall *wall, double *bottom, double *top)
{
  *bottom = INFINITY;
  *top = -INFINITY;
  for (guint i = 0; i < wall->n_panels; i++)
    for (guint k = 0; k < 4; k++)
      {
        const SlScenePanel *p = &wall->panels[i];
        double z = p->corner.z + (k & 1 ? p->right.z : 0) + (k & 2 ? p->up.z : 0);

        *bottom = fmin (*bottom, z);
        *top = fmax (*top, z);
      }
}

static double
clear_height (const SlPlan *plan, const SlSceneWall *wall)
{
  const SlEntity *stage = sl_plan_get (plan, SL_KIND_STAGE, ((const SlWall *) wall->entity)->placed.stage);
  g_autofree char *text = stage != NULL ? sl_entity_get (stage, "clear_height", NULL) : NULL;
  double height;

  return text != NULL && sl_number_parse (text, &height) ? height : NAN;
}

static double
known (gint64 number)
{
  return number > 0 ? (double) number : NAN;
}

SlWallForm
sl_wall_form (const SlPlan *plan, const SlSceneWall *wall)
{
  Bend bend = measure_bend (wall);
  double sharpest = fmax (fabs (bend.most), fabs (bend.least)), bottom, top;
  SlWallForm form = { .radius_m = NAN, .sweep_deg = bend.sweep, .even = bend.most - bend.least < ALIKE };

  if (sharpest >= ALIKE)
    form.radius_m = sl_wall_apothem (bend.width_m, sharpest);
  for (guint i = 0; i < SL_LIMIT_PORTS; i++)
    form.limits[i] = (SlLimit) { NAN, NAN };
  if (wall->n_panels == 0)
    return form;
  heights (wall, &bottom, &top);
  form.limits[SL_LIMIT_SEAM] = seam_limit (&bend, wall->usual);
  form.limits[SL_LIMIT_HEIGHT] = (SlLimit) { top, clear_height (plan, wall) };
  if (wall->role == SL_WALL_FLOOR)
    return form;
  if (bottom < ON_FLOOR)
    form.limits[SL_LIMIT_STACK] = (SlLimit) { wall->rows, known (wall->usual->stack_rows) };
  else
    form.limits[SL_LIMIT_HANG] = (SlLimit) { wall->role == SL_WALL_CEILING ? 1 : wall->rows,
                                             known (wall->usual->hang_rows) };
  return form;
}

/* --- what nobody can check --- */

void
sl_doubt_free (SlDoubt *doubt)
{
  if (doubt == NULL)
    return;
  g_free (doubt->device);
  g_free (doubt->field);
  g_free (doubt->source);
  g_free (doubt);
}

static void
add_doubts (GPtrArray *doubts, const SlEntity *device, const SlDevice *about)
{
  g_auto (GStrv) fields = g_strsplit_set (about->recalled != NULL ? about->recalled : "", " ,", -1);

  for (guint i = 0; fields[i] != NULL; i++)
    if (*fields[i] != '\0')
      {
        SlDoubt *doubt = g_new (SlDoubt, 1);

        *doubt = (SlDoubt) { g_strdup (device->id), g_strdup (fields[i]), g_strdup (about->source) };
        g_ptr_array_add (doubts, doubt);
      }
}

GPtrArray *
sl_wall_doubts (const SlPlan *plan, const SlSceneWall *wall)
{
  GPtrArray *doubts = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_doubt_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  const SlProcessor *processor = sl_plan_get (plan, SL_KIND_PROCESSOR, ((const SlWall *) wall->entity)->processor);

  for (guint i = 0; i < wall->n_panels; i++)
    {
      const SlPanel *panel = wall->panels[i].panel;
      if (g_hash_table_add (seen, (gpointer) panel))
        add_doubts (doubts, &panel->entity, &panel->device);
    }
  if (processor != NULL)
    add_doubts (doubts, &processor->entity, &processor->device);
  return doubts;
}
