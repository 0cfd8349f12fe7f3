#include "sl-tally.h"

#include "sl-i18n.h"
#include "sl-optics.h"

static void
wall_tally_clear (gpointer data)
{
  g_free (((SlWallTally *) data)->id);
}

void
sl_tally_free (SlTally *tally)
{
  if (tally == NULL)
    return;
  g_array_unref (tally->walls);
  g_free (tally->currency);
  g_free (tally);
}

static gint64
ceil_div (gint64 a, gint64 b)
{
  return (a + b - 1) / b;
}

gint64
sl_tally_canvases (gint64 columns, gint64 rows, gint64 cabinet_w, gint64 cabinet_h, gint64 max_w, gint64 max_h, gint64 max_pixels)
{
  gint64 wide = max_w > 0 ? max_w / cabinet_w : columns, best = -1;

  for (gint64 across = MIN (wide, columns); across >= 1; across--)
    {
      gint64 high = max_h > 0 ? max_h / cabinet_h : rows;

      if (max_pixels > 0)
        high = MIN (high, max_pixels / (across * cabinet_w * cabinet_h));
      if (high < 1)
        continue;
      gint64 count = ceil_div (columns, across) * ceil_div (rows, MIN (high, rows));
      if (best < 0 || count < best)
        best = count;
    }
  return best;
}

static void
tally_signal (SlWallTally *t, const SlPlan *plan, const SlWall *wall, const SlPanel *panel)
{
  const SlProcessor *processor = sl_plan_get (plan, SL_KIND_PROCESSOR, wall->processor);
  const SlStage *stage = sl_plan_get (plan, SL_KIND_STAGE, wall->placed.stage);

  t->ports = t->processors = t->canvases = -1;
  if (processor == NULL || stage == NULL)
    return;
  gint64 cabinet = panel->pixels_w * panel->pixels_h;
  gint64 a_port = sl_optics_port_pixels ((SlPortLaw) processor->law, sl_rational_to_real (stage->fps), (int) stage->bits, stage->ultra_low_latency) / cabinet;
  if (a_port >= 1)
    t->ports = ceil_div (t->panels, a_port);
  t->canvases = sl_tally_canvases (wall->columns, wall->rows, panel->pixels_w, panel->pixels_h, processor->max_w, processor->max_h, processor->pixels);
  if (t->canvases >= 0 && t->ports >= 0)
    t->processors = MAX (t->canvases, processor->ports > 0 ? ceil_div (t->ports, processor->ports) : 0);
  t->unverified |= processor->device.recalled != NULL;
}

static gboolean
tally_wall (SlWallTally *t, const SlPlan *plan, const SlEntity *entity, GError **error)
{
  g_autoptr (SlSceneWall) scene = sl_scene_wall_new (plan, entity, error);
  const SlWall *wall = (const SlWall *) entity;

  if (scene == NULL)
    return FALSE;
  const SlPanel *usual = sl_plan_get (plan, SL_KIND_PANEL, wall->cabinet);
  *t = (SlWallTally) {
    .id = g_strdup (entity->id), .panels = scene->n_panels, .columns = wall->columns, .rows = wall->rows,
    .pixels_w = wall->columns * usual->pixels_w, .pixels_h = wall->rows * usual->pixels_h, .pitch_mm = usual->pitch_mm,
    .width_m = (double) wall->columns * usual->width_mm / 1000, .height_m = (double) wall->rows * usual->height_mm / 1000,
  };
  for (guint i = 0; i < scene->n_panels; i++)
    {
      const SlPanel *panel = scene->panels[i].panel;

      t->pixels += panel->pixels_w * panel->pixels_h;
      t->area_m2 += panel->width_mm * panel->height_mm / 1e6;
      t->weight_kg += panel->weight_kg; /* NAN stays NAN: not known */
      t->power_max_w += panel->power_max_w;
      t->power_avg_w += panel->power_avg_w;
      t->unverified |= panel->device.recalled != NULL;
    }
  t->heat_btu_h = 3.412 * t->power_max_w;
  tally_signal (t, plan, wall, usual);
  return TRUE;
}

static gint64
sum_known (gint64 a, gint64 b)
{
  return a < 0 || b < 0 ? -1 : a + b;
}

static void
add_to_totals (SlWallTally *sum, const SlWallTally *t)
{
  sum->panels += t->panels;
  sum->pixels += t->pixels;
  sum->area_m2 += t->area_m2;
  sum->weight_kg += t->weight_kg;
  sum->power_max_w += t->power_max_w;
  sum->power_avg_w += t->power_avg_w;
  sum->heat_btu_h += t->heat_btu_h;
  sum->ports = sum_known (sum->ports, t->ports);
  sum->processors = sum_known (sum->processors, t->processors);
  sum->canvases = sum_known (sum->canvases, t->canvases);
  sum->unverified |= t->unverified;
}

/* The day of the production's first unit (h). */
static double
day_hours (const SlPlan *plan, const char *production)
{
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_UNIT); i++)
    {
      const SlUnitEntity *unit = (const SlUnitEntity *) sl_plan_at (plan, SL_KIND_UNIT, i);
      if (g_strcmp0 (unit->production, production) == 0)
        return unit->day_hours;
    }
  return 10; /* a unit's default */
}

/* Stage-days of the plan's own bookings that are neither released nor expired; in hours, each as long as a day of its
 * production. */
static double
booked (const SlPlan *plan, const char *stage, gboolean in_hours)
{
  double sum = 0;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);
      if (b->state < SL_BOOKING_RELEASED && b->phase != SL_PHASE_CLOSED && b->from != 0 && b->to >= b->from
          && (stage == NULL || g_strcmp0 (b->stage, stage) == 0))
        sum += (b->to - b->from + 1) * (in_hours ? day_hours (plan, b->production) : 1);
    }
  return sum;
}

/* What a rate is multiplied by: days are those of the stage it names, or all; areas those of the wall it names, or all. */
static double
quantity (const SlPlan *plan, const SlTally *tally, const SlRate *rate)
{
  const SlEntity *of = sl_plan_find (plan, rate->of);
  const char *stage = of != NULL && of->kind == SL_KIND_STAGE ? of->id : NULL;
  double area = tally->totals.area_m2;

  for (guint i = 0; of != NULL && i < tally->walls->len; i++)
    if (g_str_equal (g_array_index (tally->walls, SlWallTally, i).id, of->id))
      area = g_array_index (tally->walls, SlWallTally, i).area_m2;
  switch (rate->per)
    {
    case 0: return booked (plan, stage, FALSE);
    case 1: return booked (plan, stage, TRUE);
    case 2: return booked (plan, stage, FALSE) * area;
    default: return 1;
    }
}

static double
plan_cost (const SlPlan *plan, const SlTally *tally)
{
  double cost = NAN;
#define ADD(amount) (cost = (isnan (cost) ? 0 : cost) + (amount))
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_RATE); i++)
    {
      const SlRate *rate = (const SlRate *) sl_plan_at (plan, SL_KIND_RATE, i);
      ADD (rate->amount * quantity (plan, tally, rate));
    }
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_STAGE); i++)
    {
      const SlStage *stage = (const SlStage *) sl_plan_at (plan, SL_KIND_STAGE, i);
      if (!isnan (stage->day_rate))
        ADD (stage->day_rate * booked (plan, stage->entity.id, FALSE));
    }
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_PROP); i++)
    {
      const SlProp *prop = (const SlProp *) sl_plan_at (plan, SL_KIND_PROP, i);
      if (!isnan (prop->price))
        ADD (prop->price);
    }
#undef ADD
  return cost;
}

SlTally *
sl_tally_new (const SlPlan *plan, GError **error)
{
  g_autoptr (SlTally) tally = g_new0 (SlTally, 1);
  const SlProduction *production;

  tally->walls = g_array_new (FALSE, TRUE, sizeof (SlWallTally));
  g_array_set_clear_func (tally->walls, wall_tally_clear);
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_WALL); i++)
    {
      SlWallTally t;
      if (!tally_wall (&t, plan, sl_plan_at (plan, SL_KIND_WALL, i), error))
        return NULL;
      add_to_totals (&tally->totals, &t);
      g_array_append_val (tally->walls, t);
    }
  production = sl_plan_count (plan, SL_KIND_PRODUCTION) > 0 ? (const SlProduction *) sl_plan_at (plan, SL_KIND_PRODUCTION, 0) : NULL;
  tally->currency = g_strdup (production != NULL ? production->currency : "CNY");
  tally->cost = plan_cost (plan, tally);
  return g_steal_pointer (&tally);
}
