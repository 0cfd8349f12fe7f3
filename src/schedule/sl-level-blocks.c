#include "sl-capacity.h"
#include "sl-error.h"
#include "sl-holds.h"
#include "sl-i18n.h"
#include "sl-level-private.h"

void
sl_level_block_free (gpointer block)
{
  SlLevelBlock *b = block;

  g_ptr_array_unref (b->bookings);
  g_array_unref (b->needs);
  g_free (b->least.why);
  g_free (b->most.why);
  g_free (b);
}

char *
sl_level_block_title (const SlLevelBlock *b)
{
  if (b->bookings->len == 1 || b->production == NULL)
    return g_strdup (sl_entity_title (b->bookings->pdata[0]));
  return g_strdup_printf (_("%s on %s"), sl_entity_title (&b->production->entity), sl_entity_title (&b->stage->entity));
}

gboolean
sl_level_works (const SlLevelBlock *b, guint32 day)
{
  for (guint i = 0; i < G_N_ELEMENTS (b->off); i++)
    if (b->off[i] != NULL && !sl_calendar_works (b->off[i], day))
      return FALSE;
  return TRUE;
}

void
sl_level_not_before (SlLevelBlock *b, guint32 day, char *why)
{
  if (day <= b->least.day)
    {
      g_free (why);
      return;
    }
  g_free (b->least.why);
  b->least = (SlLevelLimit) { day, why };
}

void
sl_level_not_after (SlLevelBlock *b, guint32 day, char *why)
{
  if (b->most.day != 0 && day >= b->most.day)
    {
      g_free (why);
      return;
    }
  g_free (b->most.why);
  b->most = (SlLevelLimit) { day, why };
}

/* --- bookings in a row --- */

static int
by_stage_and_day (gconstpointer a, gconstpointer b, gpointer plan)
{
  const SlBooking *one = *(SlBooking *const *) a, *other = *(SlBooking *const *) b;
  const int stage = sl_plan_index (plan, one->stage) - sl_plan_index (plan, other->stage);
  const int whose = g_strcmp0 (one->production, other->production);

  if (stage != 0 || whose != 0)
    return stage != 0 ? stage : whose;
  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;
  return sl_plan_index (plan, one->entity.id) - sl_plan_index (plan, other->entity.id);
}

/* Those that count, but for what is over by then. */
static GPtrArray *
find_bookings (const SlLevelInput *input)
{
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; i < sl_plan_count (input->plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (input->plan, SL_KIND_BOOKING, i);

      if (sl_booking_counts (b) && b->to >= input->from && sl_plan_get (input->plan, SL_KIND_STAGE, b->stage) != NULL)
        g_ptr_array_add (all, (gpointer) b);
    }
  g_ptr_array_sort_with_data (all, by_stage_and_day, (gpointer) input->plan);
  return all;
}

static gboolean
is_staying (const SlLevelInput *input, const SlBooking *b)
{
  return b->state == SL_BOOKING_CONFIRMED || b->phase == SL_PHASE_CLOSED || b->from < input->from;
}

/* Whether the booking goes on from the block with no working day between. */
static gboolean
goes_on (const SlLevelBlock *block, const SlLevelInput *input, const SlBooking *b)
{
  const SlBooking *last = block->bookings->pdata[block->bookings->len - 1];

  if (b->production == NULL || g_strcmp0 (b->production, last->production) != 0
      || !g_str_equal (b->stage, last->stage) || b->from <= block->to || is_staying (input, b) != block->stays
      || sl_booking_place (b) != block->place || (b->phase == SL_PHASE_CLOSED) != (last->phase == SL_PHASE_CLOSED))
    return FALSE;
  for (guint32 day = block->to + 1; day < b->from; day++)
    if (sl_level_works (block, day))
      return FALSE;
  return TRUE;
}

static SlLevelBlock *
block_new (const SlLevelInput *input, const SlBooking *b)
{
  SlLevelBlock *block = g_new0 (SlLevelBlock, 1);
  const SlPlan *plan = input->plan;

  block->bookings = g_ptr_array_new ();
  block->needs = g_array_new (FALSE, FALSE, sizeof (int));
  block->stage = sl_plan_get (plan, SL_KIND_STAGE, b->stage);
  block->production = sl_plan_get (plan, SL_KIND_PRODUCTION, b->production);
  if (block->production != NULL)
    block->off[0] = sl_unit_calendar (plan, block->production, sl_production_unit (plan, b->production));
  block->off[1] = sl_plan_get (plan, SL_KIND_CALENDAR, block->stage->calendar);
  block->from = b->from;
  block->stays = is_staying (input, b);
  block->place = sl_booking_place (b);
  block->activity = -1;
  return block;
}

static int
count_days (const SlLevelBlock *block, guint32 from, guint32 to)
{
  int days = 0;

  for (guint32 day = from; day <= to; day++)
    days += sl_level_works (block, day);
  return days;
}

/* A block that begins or ends on a day off, or has a booking of nothing else, works on days off. */
static void
count_block (SlLevelBlock *block)
{
  gboolean keeps = sl_level_works (block, block->from) && sl_level_works (block, block->to);

  for (guint i = 0; i < block->bookings->len && keeps; i++)
    {
      const SlBooking *b = block->bookings->pdata[i];
      keeps = count_days (block, b->from, b->to) > 0;
    }
  if (!keeps)
    block->off[0] = block->off[1] = NULL;
  block->days = count_days (block, block->from, block->to);
}

/* --- how early, in which order --- */

static void
limit_block (const SlLevelInput *input, guint32 first, SlLevelBlock *block)
{
  const guint32 start = block->production != NULL ? block->production->start : 0;

  if (!input->earlier)
    {
      sl_level_not_before (block, block->from, g_strdup (_("moving earlier is not asked for")));
      return;
    }
  sl_level_not_before (block, first, g_strdup (_("the levelling begins there")));
  if (start > first)
    sl_level_not_before (block, MIN (start, block->from), start < block->from
                                                          ? g_strdup (_("the production starts there"))
                                                          : g_strdup (_("it is before its production’s start")));
}

/* Blocks of one production on one stage, which stand in a row: they keep their order. */
static void
link_blocks (SlLevelTask *task)
{
  for (guint i = 0; i + 1 < task->blocks->len; i++)
    {
      SlLevelBlock *one = task->blocks->pdata[i], *next = task->blocks->pdata[i + 1];
      const SlLevelLink link = { i, i + 1 };

      if (one->stage != next->stage || one->production == NULL || one->production != next->production
          || one->to >= next->from || (one->stays && next->stays))
        continue;
      if (one->stays)
        sl_level_not_before (next, one->to + 1,
                             g_strdup_printf (_("it comes after %s"), sl_entity_title (one->bookings->pdata[0])));
      else if (next->stays)
        sl_level_not_after (one, next->from - 1,
                            g_strdup_printf (_("it comes before %s"), sl_entity_title (next->bookings->pdata[0])));
      else
        g_array_append_val (task->links, link);
    }
}

static void
add_stages (SlLevelTask *task)
{
  for (guint i = 0; i < sl_plan_count (task->input->plan, SL_KIND_STAGE); i++)
    {
      const SlEntity *entity = sl_plan_at (task->input->plan, SL_KIND_STAGE, i);
      const SlLevelThing stage = { SL_CLASH_PLACE, sl_entity_title (entity), 1 };

      g_array_append_val (task->things, stage);
    }
}

/* Confirmed days and closures stay on their stage; so do holds that have begun. */
static void
add_stays (SlLevelTask *task, const SlLevelBlock *block)
{
  for (guint i = 0; i < block->bookings->len; i++)
    {
      const SlBooking *b = block->bookings->pdata[i];
      const SlLevelStay stay = { sl_plan_index (task->input->plan, b->stage), MAX (b->from, task->level->first), b->to,
                                 &b->entity };
      g_array_append_val (task->stays, stay);
    }
}

/* Into first and last; FALSE where they are too far apart to count days. */
static gboolean
find_range (SlLevelTask *task, const GPtrArray *all, GError **error)
{
  const SlBooking *early = NULL, *late = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      const SlBooking *b = all->pdata[i];

      early = early == NULL || b->from < early->from ? b : early;
      late = late == NULL || b->to > late->to ? b : late;
    }
  if (early == NULL)
    return TRUE;
  task->level->first = MAX (early->from, task->input->from);
  task->last = late->to;
  if (late->to - early->from <= SL_LEVEL_FAR)
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT, _("from “%s” to “%s” it is more than a hundred years; correct the days of one"),
                early->entity.id, late->entity.id);
  return FALSE;
}

static void
find_blocks (SlLevelTask *task, const GPtrArray *all)
{
  SlLevelBlock *block = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      const SlBooking *b = all->pdata[i];

      if (block == NULL || !goes_on (block, task->input, b))
        g_ptr_array_add (task->blocks, block = block_new (task->input, b));
      g_ptr_array_add (block->bookings, (gpointer) b);
      block->to = b->to;
    }
}

gboolean
sl_level_take_bookings (SlLevelTask *task, GError **error)
{
  g_autoptr (GPtrArray) all = find_bookings (task->input);
  g_autoptr (GArray) told = sl_capacity (task->input->plan, 0, 0, 1, task->level->findings);

  if (!find_range (task, all, error))
    return FALSE;
  find_blocks (task, all);
  add_stages (task);
  for (guint i = 0; i < task->blocks->len; i++)
    {
      SlLevelBlock *block = task->blocks->pdata[i];

      count_block (block);
      block->urgency = block->place;
      if (block->stays)
        add_stays (task, block);
      else
        limit_block (task->input, task->level->first, block);
    }
  link_blocks (task);
  return TRUE;
}
