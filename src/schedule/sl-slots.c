#include "sl-slots.h"

#include "sl-holds.h"
#include "sl-scene.h"
#include "sl-workdays.h"

enum { SEARCH_DAYS = 3653 }; /* ten years */

/* --- walls --- */

static SlSceneWall *
upright_wall (const SlPlan *plan, guint at, const char *stage)
{
  const SlEntity *entity = sl_plan_at (plan, SL_KIND_WALL, at);
  const SlPlaced *placed = sl_entity_placed (entity);

  if (placed == NULL || g_strcmp0 (placed->stage, stage) != 0)
    return NULL;
  SlSceneWall *wall = sl_scene_wall_new (plan, entity, NULL);
  if (wall != NULL && wall->role != SL_WALL_FLOOR && wall->role != SL_WALL_CEILING)
    return wall;
  sl_scene_wall_unref (wall);
  return NULL;
}

gboolean
sl_stage_wall (const SlPlan *plan, const char *stage, double *width, double *height)
{
  gboolean any = FALSE;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_WALL); i++)
    {
      g_autoptr (SlSceneWall) wall = upright_wall (plan, i, stage);

      if (wall == NULL || (any && sl_scene_wall_width (wall) <= *width))
        continue;
      *width = sl_scene_wall_width (wall);
      *height = sl_scene_wall_height (wall);
      any = TRUE;
    }
  return any;
}

/* Whether one wall alone is wide and high enough. */
static gboolean
has_wall (const SlPlan *plan, const char *stage, const SlSlotWish *wish)
{
  static const double slack = 1e-6; /* m: 40 cabinets of 0.5 m are 20 m */

  if (wish->wall_width <= 0 && wish->wall_height <= 0)
    return TRUE;
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_WALL); i++)
    {
      g_autoptr (SlSceneWall) wall = upright_wall (plan, i, stage);

      if (wall != NULL && sl_scene_wall_width (wall) + slack >= wish->wall_width
          && sl_scene_wall_height (wall) + slack >= wish->wall_height)
        return TRUE;
    }
  return FALSE;
}

/* --- days --- */

static void
mark_busy (const SlPlan *plan, const char *stage, guint32 from, guint8 *busy, guint days)
{
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);

      if (!sl_booking_counts (b) || !g_str_equal (b->stage, stage) || b->to < from)
        continue;
      for (guint32 day = MAX (b->from, from); day <= b->to && day - from < days; day++)
        busy[day - from] = 1;
    }
}

/* FALSE where there is none. */
static gboolean
first_slot (const SlPlan *plan, const SlStage *stage, const SlSlotWish *wish, SlSlot *slot)
{
  const SlCalendar *calendar = sl_plan_get (plan, SL_KIND_CALENDAR, stage->calendar);
  const guint days = SEARCH_DAYS + wish->length;
  g_autofree guint8 *busy = g_malloc0 (days);
  guint begun = 0, open = 0; /* where the run began, and its open days */

  mark_busy (plan, stage->entity.id, wish->from, busy, days);
  for (guint i = 0; i < days; i++)
    {
      if (busy[i])
        {
          open = 0;
          continue;
        }
      if (calendar != NULL && !sl_calendar_works (calendar, wish->from + i))
        continue;
      if (open == 0)
        begun = i;
      if (open == 0 && begun >= SEARCH_DAYS)
        return FALSE;
      if (++open < wish->length)
        continue;
      *slot = (SlSlot) { stage, wish->from + begun, wish->from + i };
      return TRUE;
    }
  return FALSE;
}

static int
by_day (gconstpointer a, gconstpointer b, gpointer plan)
{
  const SlSlot *one = a, *other = b;

  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;
  return sl_plan_index (plan, one->stage->entity.id) - sl_plan_index (plan, other->stage->entity.id);
}

GArray *
sl_slots (const SlPlan *plan, const SlSlotWish *wish)
{
  GArray *slots = g_array_new (FALSE, FALSE, sizeof (SlSlot));
  SlSlot slot;

  for (guint i = 0; wish->length > 0 && wish->from > 0 && i < sl_plan_count (plan, SL_KIND_STAGE); i++)
    {
      const SlStage *stage = (const SlStage *) sl_plan_at (plan, SL_KIND_STAGE, i);

      if ((wish->use < 0 || stage->use == wish->use)
          && (wish->stage == NULL || g_str_equal (wish->stage, stage->entity.id))
          && has_wall (plan, stage->entity.id, wish) && first_slot (plan, stage, wish, &slot))
        g_array_append_val (slots, slot);
    }
  g_array_sort_with_data (slots, by_day, (gpointer) plan);
  return slots;
}
