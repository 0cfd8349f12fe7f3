#include "sl-gantt.h"

#include "sl-board.h"
#include "sl-holds.h"

static void
row_clear (gpointer row)
{
  g_array_unref (((SlGanttRow *) row)->bars);
}

static int
by_day (gconstpointer a, gconstpointer b)
{
  const SlGanttBar *one = a, *other = b;

  return one->from != other->from ? (one->from < other->from ? -1 : 1) : (one->to > other->to) - (one->to < other->to);
}

static SlGanttRow *
add_row (GArray *rows, const SlEntity *production, const SlEntity *about, gboolean open)
{
  const SlGanttRow row = { production, about, production != about, open, g_array_new (FALSE, FALSE,
      sizeof (SlGanttBar)) };

  g_array_append_val (rows, row);
  return &g_array_index (rows, SlGanttRow, rows->len - 1);
}

/* The production's, of one stage where `stage` is not NULL. */
static void
add_bookings (const SlPlan *plan, SlGanttRow *row, const char *stage)
{
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);
      const SlGanttBar bar = { b->from, b->to, b, 0 };

      if (sl_booking_counts (b) && g_strcmp0 (b->production, row->production->id) == 0
          && (stage == NULL || g_str_equal (b->stage, stage)))
        g_array_append_val (row->bars, bar);
    }
  g_array_sort (row->bars, by_day);
}

static void
add_stages (const SlPlan *plan, const SlEntity *production, GArray *rows)
{
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_STAGE); i++)
    {
      const SlEntity *stage = sl_plan_at (plan, SL_KIND_STAGE, i);
      SlGanttRow *row = add_row (rows, production, stage, FALSE);

      add_bookings (plan, row, stage->id);
      if (row->bars->len == 0)
        g_array_set_size (rows, rows->len - 1);
    }
}

/* Shooting days of the board that counts; those of no unit are the production's. */
static void
add_days (const SlBoardRead *read, SlGanttRow *row)
{
  for (guint i = 0; i < read->days->len; i++)
    {
      const SlBoardDay *day = &g_array_index (read->days, SlBoardDay, i);
      const SlEntity *unit = day->unit != NULL ? &day->unit->entity : row->production;
      const SlGanttBar bar = { day->date, day->date, NULL, day->number };

      if (day->date != 0 && unit == row->about)
        g_array_append_val (row->bars, bar);
    }
  g_array_sort (row->bars, by_day);
}

static void
add_units (const SlPlan *plan, const SlProduction *production, GArray *rows)
{
  const SlBoard *board = sl_production_board (plan, production);
  const SlBoardInput input = { .plan = plan, .production = production, .board = board };
  g_autoptr (SlBoardRead) read = board != NULL ? sl_board_read (&input) : NULL;

  for (guint i = 0; read != NULL && i < sl_plan_count (plan, SL_KIND_UNIT); i++)
    {
      const SlEntity *unit = sl_plan_at (plan, SL_KIND_UNIT, i);

      if (g_strcmp0 (((const SlUnitEntity *) unit)->production, production->entity.id) == 0)
        add_days (read, add_row (rows, &production->entity, unit, FALSE));
    }
}

GArray *
sl_gantt_rows (const SlPlan *plan, GHashTable *open)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (SlGanttRow));

  g_array_set_clear_func (rows, row_clear);
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_PRODUCTION); i++)
    {
      const SlEntity *production = sl_plan_at (plan, SL_KIND_PRODUCTION, i);
      const gboolean is_open = g_hash_table_contains (open, production->id);

      add_bookings (plan, add_row (rows, production, production, is_open), NULL);
      if (!is_open)
        continue;
      add_stages (plan, production, rows);
      add_units (plan, (const SlProduction *) production, rows);
    }
  return rows;
}
