/* One run of one production, day by day, as sl-odds.h tells it. */
#include "sl-odds-private.h"

enum { DAY = 24 * 60 };

typedef struct {
  const SlOddsModel *model;
  const SlOddsUnit  *unit;
  SlOddsBlock       *block;
  guint    column;
  gboolean risky;

  guint    day;      /* index of the working day that is open, or the first that may be */
  gboolean open;     /* it has been called */
  gboolean fresh;    /* and nothing has been shot on it */
  gboolean loaded;   /* something was loaded on it */
  gint32   call;     /* min from midnight before Julian day 0; dates are below 1.5 million */
  gint32   used;     /* min since then */
  gint32   rested;   /* min, as `call`: no call before it */
  int      load, wall, mode, stage; /* that are there, −1: none */
  gint32   days, overtime;
} Shoot;

static gint32
swap_minutes (const Shoot *s, int swap)
{
  return s->block->swaps[(gsize) swap * s->block->stride + s->column];
}

/* --- days --- */

static gint32
lost_to_risks (const Shoot *s, guint32 date)
{
  gint64 lost = 0;

  for (guint i = 0; s->risky && i < s->unit->day_risks->len; i++)
    {
      const guint hazard = g_array_index (s->unit->day_risks, guint, i);
      const gint32 cost = sl_odds_day_risk (s->model, &g_array_index (s->model->hazards, SlOddsHazard, hazard),
                                            s->block->first + s->column, date);
      gint32 *sum = s->block->hazards + (gsize) hazard * s->block->stride + s->column;

      lost += cost;
      *sum = (gint32) MIN ((gint64) *sum + cost, SL_ODDS_MOST_MINUTES);
    }
  return (gint32) MIN (lost, DAY);
}

/* FALSE when there are no more, or nobody wants to know any longer. */
static gboolean
open_day (Shoot *s)
{
  const SlOddsProduction *p = s->unit->of;

  for (; s->day < s->unit->n_dates && !sl_watch_is_cancelled (s->block->watch); s->day++)
    {
      const guint32 date = s->unit->dates[s->day];
      const gint32 midnight = (gint32) date * DAY;

      s->call = MAX (midnight + p->call, s->rested);
      if (s->call >= midnight + DAY)
        continue;
      s->used = MIN (p->warm_up + lost_to_risks (s, date), p->day_length);
      s->open = s->fresh = TRUE;
      s->loaded = FALSE;
      s->days++;
      return TRUE;
    }
  return FALSE;
}

static void
close_day (Shoot *s)
{
  const SlOddsProduction *p = s->unit->of;

  s->overtime += MAX (0, s->used - p->day_length);
  s->rested = s->call + s->used + p->turnaround;
  s->open = FALSE;
  s->day++;
}

/* Minutes that something may take that is begun now. */
static gint32
room (const Shoot *s)
{
  const SlOddsProduction *p = s->unit->of;

  return s->used < p->day_length ? p->day_length + p->overtime - s->used : 0;
}

static void
use (Shoot *s, gint64 minutes)
{
  s->used += (gint32) minutes;
  s->fresh = FALSE;
}

/* --- steps --- */

static gint64
minutes_of_changes (const Shoot *s, const SlOddsStep *step)
{
  gint64 minutes = 0;

  if (step->stage >= 0 && s->stage >= 0 && step->stage != s->stage && !s->fresh)
    minutes += swap_minutes (s, step->stage);
  if (step->wall >= 0 && step->wall != s->wall)
    minutes += swap_minutes (s, step->wall);
  if (step->mode >= 0 && step->mode != s->mode)
    minutes += swap_minutes (s, step->mode);
  if (step->load >= 0 && (step->load != s->load || (s->unit->load_each_day && !s->loaded)))
    minutes += swap_minutes (s, step->load);
  return minutes;
}

static void
change (Shoot *s, const SlOddsStep *step)
{
  if (step->stage >= 0)
    s->stage = step->stage;
  if (step->wall >= 0)
    s->wall = step->wall;
  if (step->mode >= 0)
    s->mode = step->mode;
  if (step->load < 0)
    return;
  s->load = step->load;
  s->loaded = TRUE;
}

/* What is longer than a day, from a fresh one on: each to its length, and the last where it ends. */
static gboolean
shoot_over_days (Shoot *s, const SlOddsStep *step, gint64 left)
{
  while (left > room (s))
    {
      const gint32 spent = MAX (0, s->unit->of->day_length - s->used);

      use (s, spent);
      left -= spent;
      close_day (s);
      if (!open_day (s))
        return FALSE;
      if (s->unit->load_each_day && step->load >= 0)
        left += swap_minutes (s, step->load);
      s->loaded = step->load >= 0;
    }
  use (s, left);
  return TRUE;
}

/* FALSE when the calendar ends before it. */
static gboolean
shoot_step (Shoot *s, guint index)
{
  const SlOddsStep *step = &g_array_index (s->model->steps, SlOddsStep, index);
  const SlOddsProduction *p = s->unit->of;
  const gsize at = (gsize) index * s->block->stride + s->column;
  const gint64 own = (gint64) s->block->steps[at] + s->block->extra[at] + step->calibration;

  if (s->open && (step->new_day || step->from_day > s->day))
    close_day (s);
  if (!s->open)
    s->day = MAX (s->day, step->from_day);
  while (s->open || open_day (s))
    {
      const gint64 need = own + minutes_of_changes (s, step);
      const gboolean longer = need + p->warm_up > p->day_length + p->overtime;

      if (need <= room (s) || (s->fresh && longer))
        {
          change (s, step);
          return shoot_over_days (s, step, need);
        }
      close_day (s);
    }
  return FALSE;
}

SlOddsReplayed
sl_odds_replay (const SlOddsModel *model, const SlOddsUnit *unit, SlOddsBlock *block, guint column, gboolean risky,
                guint32 *ends)
{
  Shoot s = { model, unit, block, column, risky, .load = -1, .wall = -1, .mode = -1, .stage = -1 };
  SlOddsReplayed result = { SL_ODDS_UNFINISHED, SL_ODDS_UNFINISHED };
  guint i = 0;

  for (; i < unit->n && shoot_step (&s, unit->first + i); i++)
    if (ends != NULL)
      ends[i] = s.day;
  const gboolean finished = i == unit->n;
  for (; i < unit->n && ends != NULL; i++)
    ends[i] = unit->n_dates;
  if (finished)
    {
      result.wrap = s.call + s.used;
      result.date = (gint32) unit->dates[s.day];
      close_day (&s);
    }
  result.days = s.days;
  result.overtime = s.overtime;
  return result;
}

/* --- planned days --- */

static void
plan_unit (SlOddsModel *model, SlOddsUnit *unit, const guint32 *ends)
{
  guint32 day = 0;

  for (guint i = 0; i < unit->n; i++)
    {
      const SlOddsActivity *a = &g_array_index (unit->of->activities, SlOddsActivity, i);
      SlOddsPlannedDay *last = unit->planned->len > 0 ? &g_array_index (unit->planned, SlOddsPlannedDay,
                                                                        unit->planned->len - 1) : NULL;
      const guint32 own = a->day != 0 ? a->day - 1 : ends[i];

      if (own >= unit->n_dates)
        return;
      if (last != NULL && own == day)
        last->last = i;
      else
        {
          const SlOddsPlannedDay planned = { .day = own + 1, .date = unit->dates[own], .first = i, .last = i };
          g_array_append_val (unit->planned, planned);
        }
      day = own;
    }
}

void
sl_odds_plan_days (SlOddsModel *model, SlWatch *watch)
{
  SlOddsBlock block;

  sl_odds_block_init (&block, model, watch);
  sl_odds_block_likely (&block, model);
  for (guint u = 0; u < model->units->len; u++)
    {
      SlOddsUnit *unit = &g_array_index (model->units, SlOddsUnit, u);
      g_autofree guint32 *ends = g_new (guint32, unit->n);

      sl_odds_replay (model, unit, &block, 0, FALSE, ends);
      plan_unit (model, unit, ends);
    }
  sl_odds_block_clear (&block);
}
