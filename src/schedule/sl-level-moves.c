#include <string.h>

#include "sl-day-text.h"
#include "sl-holds.h"
#include "sl-i18n.h"
#include "sl-level-private.h"
#include "sl-strip-list.h"

void
sl_level_move_clear (gpointer move)
{
  g_free (((SlLevelMove *) move)->reason);
}

/* --- days --- */

/* Where the booking comes when what is left of its block begins on `start`, which becomes the day after it. */
static SlLevelPlace
place_booking (const SlLevelBlock *block, const SlBooking *b, guint32 *start)
{
  SlLevelPlace place = { b, 0, 0 };
  int days = 0;

  for (guint32 day = b->from; day <= b->to; day++)
    days += sl_level_works (block, day);
  while (!sl_level_works (block, *start))
    ++*start;
  place.from = *start;
  for (; days > 0; ++*start)
    if (sl_level_works (block, *start))
      {
        place.to = *start;
        days--;
      }
  return place;
}

/* `reason` is NULL where the block keeps its days. Gives its last day. */
static guint32
add_places (SlLevelTask *task, const SlLevelBlock *block, int start, const char *reason)
{
  guint32 at = task->level->first + (guint32) start, last = block->to;

  for (guint i = 0; i < block->bookings->len; i++)
    {
      const SlBooking *b = block->bookings->pdata[i];
      SlLevelPlace place = { b, b->from, b->to };

      if (reason != NULL)
        {
          place = place_booking (block, b, &at);
          const SlLevelMove move = { b, place.from, place.to, 0, g_strdup (reason) };
          g_array_append_val (task->level->moves, move);
        }
      last = place.to;
      g_array_append_val (task->level->places, place);
    }
  return last;
}

/* --- what is left to do --- */

static void
add_findings (SlLevelTask *task, const SlLevelBlock *block, guint32 last)
{
  const SlProduction *production = block->production;
  const SlEntity *booking = block->bookings->pdata[0];
  const guint32 wrap = production != NULL ? production->wrap : 0;

  if (wrap != 0 && last > wrap && block->to <= wrap)
    {
      g_autofree char *day = sl_day_text (last), *planned = sl_day_text (wrap);
      sl_findings_add (task->level->findings, SL_SEVERITY_WARNING, booking, "to",
                       _("Plan the production’s wrap later, or challenge who is before it"),
                       _("It would be over on %s, after the planned wrap on %s"), day, planned);
    }
}

/* --- ranks --- */

static void
set_number (SlCommand *command, const char *id, const char *path, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  sl_command_set (command, id, path, text);
}

static void
set_day (SlCommand *command, const char *id, const char *path, guint32 day)
{
  g_autofree char *text = sl_date_to_text (day);

  sl_command_set (command, id, path, text);
}

static void
set_move (SlCommand *command, const SlLevelMove *move)
{
  const char *id = move->booking->entity.id;

  if (move->from != move->booking->from)
    set_day (command, id, "from", move->from);
  if (move->to != move->booking->to)
    set_day (command, id, "to", move->to);
  if (move->rank > 0)
    set_number (command, id, "rank", move->rank);
}

static SlLevelMove *
move_of (SlLevel *level, const SlBooking *b)
{
  for (guint i = 0; i < level->moves->len; i++)
    if (g_array_index (level->moves, SlLevelMove, i).booking == b)
      return &g_array_index (level->moves, SlLevelMove, i);
  return NULL;
}

/* Whether it moves, or somebody moved away who was before it. */
static gboolean
may_rise (SlLevel *level, const SlBooking *b)
{
  if (!sl_booking_counts (b) || b->state == SL_BOOKING_CONFIRMED || sl_booking_place (b) < 2)
    return FALSE;
  for (guint i = 0; i < level->moves->len; i++)
    {
      const SlBooking *moved = g_array_index (level->moves, SlLevelMove, i).booking;

      if (moved == b || (sl_bookings_overlap (moved, b) && sl_booking_place (moved) < sl_booking_place (b)))
        return TRUE;
    }
  return FALSE;
}

static int
by_place (gconstpointer a, gconstpointer b)
{
  const SlBooking *one = *(SlBooking *const *) a, *other = *(SlBooking *const *) b;
  const gint64 place = sl_booking_place (one) - sl_booking_place (other);

  return place != 0 ? (place > 0) - (place < 0) : strcmp (one->entity.id, other->entity.id);
}

/* Each gets the first place that is free on its days now. */
static void
raise_ranks (SlLevel *level)
{
  g_autoptr (GPtrArray) rising = g_ptr_array_new ();
  g_autoptr (SlCommand) moves = sl_level_command (level);
  g_autoptr (SlPlan) plan = sl_plan_apply (level->plan, moves, NULL);

  for (guint i = 0; i < sl_plan_count (level->plan, SL_KIND_BOOKING); i++)
    {
      const SlEntity *b = sl_plan_at (level->plan, SL_KIND_BOOKING, i);
      if (may_rise (level, (const SlBooking *) b))
        g_ptr_array_add (rising, (gpointer) b);
    }
  g_ptr_array_sort (rising, by_place);
  for (guint i = 0; plan != NULL && i < rising->len; i++)
    {
      const SlBooking *b = rising->pdata[i], *now = sl_plan_get (plan, SL_KIND_BOOKING, b->entity.id);
      const gint64 rank = sl_holds_free_rank (plan, now->stage, now->from, now->to, now);
      g_autoptr (SlCommand) command = sl_command_new ("");
      SlLevelMove *move = move_of (level, b);

      if (rank >= sl_booking_place (b))
        continue;
      set_number (command, b->entity.id, "rank", rank);
      SlPlan *next = sl_plan_apply (plan, command, NULL);
      sl_plan_unref (plan);
      plan = next;
      const SlLevelMove rise = { b, b->from, b->to, rank, g_strdup (_("who was before it gave the days up")) };
      if (move != NULL)
        {
          move->rank = rank;
          g_free (rise.reason);
        }
      else
        g_array_append_val (level->moves, rise);
    }
}

/* --- all of it --- */

static int
by_new_day (gconstpointer a, gconstpointer b)
{
  const SlLevelMove *one = a, *other = b;

  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;
  return strcmp (one->booking->entity.id, other->booking->entity.id);
}

/* Why the activities move: activity + 1 → text. */
static GHashTable *
find_reasons (const SlLevelTask *task, const int *start)
{
  GHashTable *texts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autofree int *before = g_memdup2 (start, task->problem->activities->len * sizeof (int));
  g_autoptr (GArray) reasons = NULL;

  for (guint i = 0; i < task->moving->len; i++)
    {
      const SlLevelBlock *block = task->moving->pdata[i];
      if (!block->left)
        before[block->activity] = (int) (block->from - task->level->first);
    }
  reasons = sl_rcpsp_reasons (task->problem, before, start);
  for (guint i = 0; i < reasons->len; i++)
    {
      const SlRcpspReason *reason = &g_array_index (reasons, SlRcpspReason, i);
      g_hash_table_insert (texts, GINT_TO_POINTER (reason->activity + 1), sl_level_reason_text (task, reason));
    }
  return texts;
}

void
sl_level_take_starts (SlLevelTask *task, const int *start)
{
  g_autoptr (GHashTable) reasons = find_reasons (task, start);

  for (guint i = 0; i < task->blocks->len; i++)
    {
      SlLevelBlock *block = task->blocks->pdata[i];
      const char *reason = block->stays || block->left
                           ? NULL : g_hash_table_lookup (reasons, GINT_TO_POINTER (block->activity + 1));
      const guint32 last = add_places (task, block, reason != NULL ? start[block->activity] : 0, reason);

      if (reason == NULL)
        continue;
      block->moved = task->level->first + (guint32) start[block->activity];
      add_findings (task, block, last);
    }
  sl_level_move_boards (task);
  raise_ranks (task->level);
  g_array_sort (task->level->moves, by_new_day);
}

SlCommand *
sl_level_command (const SlLevel *level)
{
  g_autofree char *label = g_strdup_printf (ngettext ("Level %u booking", "Level %u bookings", level->moves->len),
                                            level->moves->len);
  SlCommand *command = sl_command_new (label);

  for (guint i = 0; i < level->moves->len; i++)
    set_move (command, &g_array_index (level->moves, SlLevelMove, i));
  for (guint i = 0; i < level->boards->len; i++)
    {
      const SlLevelBoard *b = &g_array_index (level->boards, SlLevelBoard, i);
      sl_command_set_strips (command, b->board->entity.id, b->strips);
    }
  return command;
}

char *
sl_level_verdict (const SlLevel *level)
{
  g_autofree char *last = sl_day_text (level->first + (guint32) MAX (level->makespan, 1) - 1);
  g_autofree char *bound = sl_day_text (level->first + (guint32) MAX (level->lower_bound, 1) - 1);

  if (level->places->len == 0)
    return g_strdup (_("There are no bookings to level"));
  if (level->optimal)
    return g_strdup_printf (_("All is over on %s: proved, no levelling is over sooner"), last);
  return g_strdup_printf (_("All is over on %s: the best found; no levelling is over before %s"), last, bound);
}
