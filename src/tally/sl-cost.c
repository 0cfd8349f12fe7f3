#include "sl-tally.h"

#include "sl-check.h"
#include "sl-i18n.h"

/* --- booked days --- */

/* What one production has booked of one stage, each day once. */
typedef struct {
  const char *stage, *production; /* borrowed from the plan, may be NULL */
  double      days, hours;
} Booked;

static gboolean
costs (const SlBooking *b)
{
  return b->state < SL_BOOKING_RELEASED && b->phase != SL_PHASE_CLOSED && b->from != 0 && b->to >= b->from;
}

static int
compare_bookings (gconstpointer a, gconstpointer b)
{
  const SlBooking *x = *(SlBooking *const *) a, *y = *(SlBooking *const *) b;
  int order = g_strcmp0 (x->stage, y->stage);

  if (order == 0)
    order = g_strcmp0 (x->production, y->production);
  return order != 0 ? order : (x->from > y->from) - (x->from < y->from);
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

/* Booked elements. */
static GArray *
booked_days (const SlPlan *plan)
{
  GArray *result = g_array_new (FALSE, FALSE, sizeof (Booked));
  g_autoptr (GPtrArray) bookings = g_ptr_array_new ();
  guint32 reached = 0;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    if (costs ((const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i)))
      g_ptr_array_add (bookings, (gpointer) sl_plan_at (plan, SL_KIND_BOOKING, i));
  g_ptr_array_sort (bookings, compare_bookings);
  for (guint i = 0; i < bookings->len; i++)
    {
      const SlBooking *b = bookings->pdata[i];
      Booked *last = result->len > 0 ? &g_array_index (result, Booked, result->len - 1) : NULL;

      if (last == NULL || g_strcmp0 (last->stage, b->stage) != 0 || g_strcmp0 (last->production, b->production) != 0)
        {
          Booked next = { b->stage, b->production, 0, 0 };
          g_array_append_val (result, next);
          last = &g_array_index (result, Booked, result->len - 1);
          reached = 0;
        }
      guint32 from = MAX (b->from, reached + 1);
      if (b->to >= from)
        last->days += b->to - from + 1;
      reached = MAX (reached, b->to);
    }
  for (guint i = 0; i < result->len; i++)
    {
      Booked *b = &g_array_index (result, Booked, i);
      b->hours = b->days * day_hours (plan, b->production);
    }
  return result;
}

/* Of a stage (NULL: all) and a production (NULL: all). */
static double
sum_days (const GArray *booked, const char *stage, const char *production, gboolean in_hours)
{
  double sum = 0;

  for (guint i = 0; i < booked->len; i++)
    {
      const Booked *b = &g_array_index (booked, Booked, i);
      if ((stage == NULL || g_strcmp0 (b->stage, stage) == 0)
          && (production == NULL || g_strcmp0 (b->production, production) == 0))
        sum += in_hours ? b->hours : b->days;
    }
  return sum;
}

/* --- what a rate is for --- */

typedef struct {
  const SlPlan  *plan;
  const SlTally *tally;
  GArray        *booked; /* Booked */
  const SlEntity *of;    /* NULL for the whole plan */
} Costing;

/* The stage whose days count; NULL for all. */
static const char *
stage_of (const Costing *c)
{
  const SlPlaced *placed = c->of != NULL ? sl_entity_placed (c->of) : NULL;

  if (placed != NULL)
    return placed->stage != NULL ? placed->stage : "";
  return c->of != NULL && c->of->kind == SL_KIND_STAGE ? c->of->id : NULL;
}

static const char *
production_of (const Costing *c)
{
  return c->of != NULL && c->of->kind == SL_KIND_PRODUCTION ? c->of->id : NULL;
}

static guint
cabinets_of_panel (const Costing *c, const SlWallTally *t)
{
  const SlEntity *wall = sl_plan_find (c->plan, t->id);
  g_autoptr (SlSceneWall) scene = sl_scene_wall_new (c->plan, wall, NULL);
  guint n = 0;

  for (guint i = 0; scene != NULL && i < scene->n_panels; i++)
    n += &scene->panels[i].panel->entity == c->of;
  return n;
}

/* The part of a wall's area that the rate is for (m²). */
static double
area_of (const Costing *c, const SlWallTally *t, const char *stage)
{
  if (c->of == NULL || c->of->kind == SL_KIND_PRODUCTION)
    return t->area_m2;
  if (c->of->kind == SL_KIND_PANEL)
    {
      const SlPanel *panel = (const SlPanel *) c->of;
      return cabinets_of_panel (c, t) * panel->width_mm * panel->height_mm / 1e6;
    }
  if (c->of->kind == SL_KIND_WALL)
    return g_str_equal (t->id, c->of->id) ? t->area_m2 : 0;
  return g_strcmp0 (stage, stage_of (c)) == 0 ? t->area_m2 : 0;
}

static double
area_days_of (const Costing *c, const SlWallTally *t)
{
  const char *stage = ((const SlWall *) sl_plan_find (c->plan, t->id))->placed.stage;

  return stage != NULL ? area_of (c, t, stage) * sum_days (c->booked, stage, production_of (c), FALSE) : 0;
}

static double
area_days (const Costing *c)
{
  double sum = 0;

  for (guint i = 0; i < c->tally->walls->len; i++)
    sum += area_days_of (c, &g_array_index (c->tally->walls, SlWallTally, i));
  return sum;
}

static double
pieces (const Costing *c)
{
  gboolean panel = c->of != NULL && c->of->kind == SL_KIND_PANEL;
  gint64 n = 0;

  if (c->of == NULL || (!panel && c->of->kind != SL_KIND_WALL))
    return 1;
  for (guint i = 0; i < c->tally->walls->len; i++)
    {
      const SlWallTally *t = &g_array_index (c->tally->walls, SlWallTally, i);
      n += panel ? cabinets_of_panel (c, t) : g_str_equal (t->id, c->of->id) ? t->panels : 0;
    }
  return (double) n;
}

/* The values of a rate's `per`, in its table's order. */
enum { PER_DAY, PER_HOUR, PER_SQUARE_METRE_DAY, PER_PIECE };

/* What the amount is multiplied by. */
static double
quantity (const Costing *c, const SlRate *rate)
{
  switch (rate->per)
    {
    case PER_DAY: return sum_days (c->booked, stage_of (c), production_of (c), FALSE);
    case PER_HOUR: return sum_days (c->booked, stage_of (c), production_of (c), TRUE);
    case PER_SQUARE_METRE_DAY: return area_days (c);
    case PER_PIECE: return pieces (c);
    default: return 1;
    }
}

static gboolean
is_counted (const Costing *c, const SlEntity *wall)
{
  for (guint i = 0; i < c->tally->walls->len; i++)
    if (g_str_equal (g_array_index (c->tally->walls, SlWallTally, i).id, wall->id))
      return TRUE;
  return FALSE;
}

/* Why the rate cannot be counted, translated; NULL when it can. */
static const char *
obstacle (const Costing *c, const SlRate *rate)
{
  gboolean needs_size = rate->per == PER_SQUARE_METRE_DAY || rate->per == PER_PIECE;

  if (rate->of != NULL && c->of == NULL)
    return _("the plan does not have what it pays for");
  if (c->of != NULL && c->of->kind == SL_KIND_WALL && needs_size && !is_counted (c, c->of))
    return _("the wall that it pays for is not counted");
  return NULL;
}

static void
add (double *cost, double amount)
{
  *cost = (isnan (*cost) ? 0 : *cost) + amount;
}

/* What of the quantity is of one wall. */
static double
quantity_of (const Costing *c, const SlRate *rate, const SlWallTally *t)
{
  gboolean own = c->of != NULL && g_str_equal (c->of->id, t->id);

  switch (rate->per)
    {
    case PER_SQUARE_METRE_DAY: return area_days_of (c, t);
    case PER_PIECE: return c->of != NULL && c->of->kind == SL_KIND_PANEL ? cabinets_of_panel (c, t)
                           : own ? (double) t->panels : 0;
    default: return own ? quantity (c, rate) : 0;
    }
}

double
sl_tally_wall_price (const SlPlan *plan, const SlTally *tally, const SlWallTally *wall)
{
  g_autoptr (GArray) booked = booked_days (plan);
  double price = NAN;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_RATE); i++)
    {
      const SlRate *rate = (const SlRate *) sl_plan_at (plan, SL_KIND_RATE, i);
      Costing c = { plan, tally, booked, sl_plan_find (plan, rate->of) };
      double n = obstacle (&c, rate) == NULL ? quantity_of (&c, rate, wall) : 0;

      if (n > 0)
        add (&price, rate->amount * n);
    }
  return price;
}

double
sl_tally_cost (const SlPlan *plan, const SlTally *tally, GPtrArray *omissions)
{
  g_autoptr (GArray) booked = booked_days (plan);
  double cost = NAN;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_RATE); i++)
    {
      const SlRate *rate = (const SlRate *) sl_plan_at (plan, SL_KIND_RATE, i);
      Costing c = { plan, tally, booked, sl_plan_find (plan, rate->of) };
      const char *why = obstacle (&c, rate);

      if (why == NULL)
        add (&cost, rate->amount * quantity (&c, rate));
      else if (omissions != NULL)
        sl_findings_add (omissions, SL_SEVERITY_WARNING, &rate->entity, "of", _("Say what it pays for"),
                         _("The rate is not counted: %s"), why);
    }
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_STAGE); i++)
    {
      const SlStage *stage = (const SlStage *) sl_plan_at (plan, SL_KIND_STAGE, i);
      if (!isnan (stage->day_rate))
        add (&cost, stage->day_rate * sum_days (booked, stage->entity.id, NULL, FALSE));
    }
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_PROP); i++)
    {
      const SlProp *prop = (const SlProp *) sl_plan_at (plan, SL_KIND_PROP, i);
      if (!isnan (prop->price))
        add (&cost, prop->price);
    }
  return cost;
}
