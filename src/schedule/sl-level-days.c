/* Boards go with their bookings: a day that is shot in a block that moves gets the block's day at the same place, and
 * the others keep theirs. Days that cannot go stay, and are told with the reason. */
#include <math.h>

#include "sl-day-text.h"
#include "sl-i18n.h"
#include "sl-level-private.h"
#include "sl-strip-list.h"

/* One board on its way. */
typedef struct {
  SlLevelTask         *task;
  SlBoardRead         *read;    /* as it is; owned */
  guint32             *wanted;  /* Julian, of each day; owned */
  const SlLevelBlock **with;    /* the block that each goes with, NULL: it stays; owned */
} Days;

static void
days_clear (Days *d)
{
  sl_board_read_free (d->read);
  g_free (d->wanted);
  g_free (d->with);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Days, days_clear)

static const SlBoardDay *
day_at (const SlBoardRead *read, guint i)
{
  return &g_array_index (read->days, SlBoardDay, i);
}

/* --- where days go --- */

static const SlLevelBlock *
block_of (const Days *d, const SlBoardScene *s, guint32 date)
{
  for (guint i = 0; i < d->task->blocks->len && !s->scene->omitted && s->scene->shot_on == 0; i++)
    {
      const SlLevelBlock *block = d->task->blocks->pdata[i];

      if (block->production == d->read->production && block->stage == s->stage && block->from <= date
          && date <= block->to)
        return block;
    }
  return NULL;
}

/* What lies as many of the block's days behind its first one as `date` does, now that it begins elsewhere. */
static guint32
day_in (const SlLevelBlock *block, guint32 date)
{
  guint32 at = block->moved;
  int n = 0;

  for (guint32 day = block->from; day < date; day++)
    n += sl_level_works (block, day);
  for (; !sl_level_works (block, at) || n > 0; at++)
    n -= sl_level_works (block, at);
  return at;
}

/* FALSE where scenes of it are booked to other days than each other. */
static gboolean
find_day (Days *d, guint i)
{
  const SlBoardDay *day = day_at (d->read, i);
  gboolean one = TRUE, first = TRUE;

  d->wanted[i] = day->date;
  for (guint k = day->first_scene; k < day->first_scene + day->n_scenes && day->date != 0; k++)
    {
      const SlLevelBlock *block = block_of (d, &g_array_index (d->read->scenes, SlBoardScene, k), day->date);

      if (block == NULL)
        continue;
      const guint32 date = block->moved != 0 ? day_in (block, day->date) : day->date;
      one = one && (first || date == d->wanted[i]);
      if (date != day->date)
        {
          d->wanted[i] = date;
          d->with[i] = block;
        }
      first = FALSE;
    }
  return one;
}

/* The first day, by number, that would come before the one that is before it; 0 for none. */
static guint
find_tangle (const Days *d)
{
  for (guint i = 0; i < d->read->days->len; i++)
    for (guint k = 0; k < i; k++)
      {
        const SlBoardDay *one = day_at (d->read, k), *other = day_at (d->read, i);

        if (one->unit == other->unit && one->date != 0 && other->date > one->date && d->wanted[i] <= d->wanted[k])
          return other->number;
      }
  return 0;
}

/* Why its days cannot go; NULL where they can. Translated. */
static char *
find_hindrance (const Days *d, guint torn)
{
  const SlBoard *board = d->read->board;
  g_autofree char *since = sl_day_text (board->locked);
  const guint tangle = find_tangle (d);

  if (board->locked != 0)
    return g_strdup_printf (_("“%s” is locked since %s"), sl_entity_title (&board->entity), since);
  if (torn > 0)
    return g_strdup_printf (_("day %u is shot on stages whose bookings part"), torn);
  if (tangle > 0)
    return g_strdup_printf (_("day %u of “%s” would not come after the days before it any more"), tangle,
                            sl_entity_title (&board->entity));
  return NULL;
}

/* --- the board then --- */

static SlList *
with_date (const SlList *strips, const SlBoardDay *day, guint32 date)
{
  const guint end = day->end >= 0 ? (guint) day->end : sl_list_n (strips);
  SlStrip strip = { .is = SL_STRIP_DAY, .minutes = NAN, .call = -1 };
  SlList *less, *more;

  if (day->end >= 0)
    strip = *sl_list_at (strips, SlStrip, end);
  strip.date = date;
  less = sl_strips_without (strips, &end, day->end >= 0 ? 1 : 0);
  more = sl_strips_with (less, end, &strip, 1);
  sl_list_unref (less);
  return more;
}

/* With dates only where days would not come there by themselves. */
static SlList *
dated_strips (const Days *d)
{
  SlBoardInput input = { .plan = d->task->input->plan, .production = d->read->production, .board = d->read->board,
                         .strips = d->read->strips, .tries = TRUE };
  SlBoardRead *read = sl_board_read (&input);
  SlList *strips = sl_list_ref (d->read->strips);

  for (guint i = 0; i < d->read->days->len; i++)
    {
      if (day_at (read, i)->date == d->wanted[i] || d->wanted[i] == 0)
        continue;
      SlList *dated = with_date (strips, day_at (read, i), d->wanted[i]);
      sl_list_unref (strips);
      input.strips = strips = dated;
      sl_board_read_free (read);
      read = sl_board_read (&input);
    }
  sl_board_read_free (read);
  return strips;
}

/* --- telling --- */

/* Days in a row that go with the same block. */
static SlLevelDays
run_from (const Days *d, guint *i)
{
  const SlBoardDay *first = day_at (d->read, *i), *last = first;
  const guint at = *i;

  for (++*i; *i < d->read->days->len && d->with[*i] == d->with[at] && day_at (d->read, *i)->unit == first->unit; ++*i)
    last = day_at (d->read, *i);
  return (SlLevelDays) { d->read->board, d->with[at]->bookings->pdata[0], first->number, last->number, first->date,
                         last->date, d->wanted[at], d->wanted[*i - 1] };
}

static void
tell_stay (SlLevelTask *task, const SlLevelDays *days, const char *why)
{
  g_autofree char *where = sl_days_text (days->from, days->to);
  const char *board = sl_entity_title (&days->board->entity), *remedy;

  remedy = days->board->locked != 0 ? _("Make a draft of it, give the days new dates, and go by the draft")
                                    : _("Put the days of the board into that order, and give them dates");
  if (days->first == days->last)
    sl_findings_add (task->level->findings, SL_SEVERITY_WARNING, &days->with->entity, "from", remedy,
                     _("Day %u of %s stays on %s, outside its booking: %s"), days->first, board, where, why);
  else
    sl_findings_add (task->level->findings, SL_SEVERITY_WARNING, &days->with->entity, "from", remedy,
                     _("Days %u–%u of %s stay on %s, outside their booking: %s"), days->first, days->last, board, where,
                     why);
}

static void
move_board (SlLevelTask *task, const SlBoardInput *input)
{
  g_auto (Days) d = { .task = task, .read = sl_board_read (input) };
  gboolean moves = FALSE;
  guint torn = 0;

  d.wanted = g_new0 (guint32, MAX (d.read->days->len, 1));
  d.with = g_new0 (const SlLevelBlock *, MAX (d.read->days->len, 1));
  for (guint i = 0; i < d.read->days->len; i++)
    {
      if (!find_day (&d, i) && torn == 0)
        torn = day_at (d.read, i)->number;
      moves |= d.with[i] != NULL;
    }
  if (!moves)
    return;
  g_autofree char *why = find_hindrance (&d, torn);
  for (guint i = 0; i < d.read->days->len;)
    {
      if (d.with[i] == NULL)
        {
          i++;
          continue;
        }
      const SlLevelDays days = run_from (&d, &i);
      if (why == NULL)
        g_array_append_val (task->level->days, days);
      else
        tell_stay (task, &days, why);
    }
  const SlLevelBoard board = { d.read->board, why == NULL ? dated_strips (&d) : NULL };
  if (why == NULL)
    g_array_append_val (task->level->boards, board);
}

void
sl_level_move_boards (SlLevelTask *task)
{
  const SlPlan *plan = task->input->plan;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_PRODUCTION); i++)
    {
      const SlProduction *production = (const SlProduction *) sl_plan_at (plan, SL_KIND_PRODUCTION, i);
      const SlBoardInput input = { .plan = plan, .production = production,
                                   .board = sl_production_board (plan, production) };

      if (input.board != NULL)
        move_board (task, &input);
    }
}

void
sl_level_board_clear (gpointer board)
{
  sl_list_unref (((SlLevelBoard *) board)->strips);
}

char *
sl_level_days_text (const SlLevelDays *days)
{
  g_autofree char *was = sl_days_text (days->from, days->to), *is = sl_days_text (days->new_from, days->new_to);
  const char *board = sl_entity_title (&days->board->entity), *with = sl_entity_title (&days->with->entity);

  if (days->first == days->last)
    return g_strdup_printf (_("%s, day %u: %s → %s · it goes with %s"), board, days->first, was, is, with);
  return g_strdup_printf (_("%s, days %u–%u: %s → %s · they go with %s"), board, days->first, days->last, was, is,
                          with);
}
