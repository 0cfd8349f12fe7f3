#include "sl-dood.h"

#include "sl-workdays.h"

/* Of a date between its days, or one that its calendar names. */
static SlDoodUse
use_between (const SlCalendar *calendar, guint32 date, gboolean is_held)
{
  switch (sl_calendar_use (calendar, date))
    {
    case SL_DAY_TRAVEL: return SL_DOOD_TRAVEL;
    case SL_DAY_REHEARSAL: return SL_DOOD_REHEARSAL;
    case SL_DAY_FITTING: return SL_DOOD_FITTING;
    case SL_DAY_OFF: case SL_DAY_HOLIDAY: return SL_DOOD_NONE;
    case SL_DAY_WORKED: break;
    }
  return is_held ? SL_DOOD_HOLD : SL_DOOD_NONE;
}

/* Where a date stands among the board's; both ascend. */
static guint
place_of (const GArray *dates, guint from, guint32 date)
{
  while (from < dates->len && g_array_index (dates, guint32, from) < date)
    from++;
  return from;
}

static void
fill_gap (SlDood *row, const GArray *dates, guint from, guint to, gint64 drop_days, const SlCalendar *calendar)
{
  const guint32 before = g_array_index (dates, guint32, from), after = g_array_index (dates, guint32, to);
  const gboolean goes = drop_days > 0 && (gint64) after - before - 1 >= drop_days;

  for (guint i = from + 1; i < to; i++)
    {
      row->uses[i] = (guint8) use_between (calendar, g_array_index (dates, guint32, i), !goes);
      row->hold += row->uses[i] == SL_DOOD_HOLD;
    }
  if (!goes)
    return;
  row->uses[from] = row->uses[from] == SL_DOOD_WORK ? SL_DOOD_DROP : row->uses[from];
  row->uses[to] = SL_DOOD_PICKUP;
}

void
sl_dood_fill (SlDood *row, const GArray *dates, gint64 drop_days, const SlCalendar *calendar)
{
  guint last = G_MAXUINT, at = 0;

  g_free (row->uses);
  row->uses = g_new0 (guint8, MAX (dates->len, 1));
  row->work = row->hold = 0;
  for (guint i = 0; i < row->dates->len; i++)
    {
      at = place_of (dates, at, g_array_index (row->dates, guint32, i));
      if (at >= dates->len)
        break;
      row->uses[at] = SL_DOOD_WORK;
      if (last != G_MAXUINT)
        fill_gap (row, dates, last, at, drop_days, calendar);
      row->first = last == G_MAXUINT ? at : row->first;
      last = row->last = at;
      row->work++;
    }
  if (row->work == 0)
    return;
  row->uses[row->first] = row->first == row->last ? SL_DOOD_START_FINISH : SL_DOOD_START;
  if (row->first != row->last)
    row->uses[row->last] = SL_DOOD_FINISH;
  for (guint i = 0; i < dates->len; i++) /* travel, rehearsals and fittings outside of its days */
    if (i < row->first || i > row->last)
      row->uses[i] = (guint8) use_between (calendar, g_array_index (dates, guint32, i), FALSE);
}

void
sl_dood_clear (gpointer row)
{
  SlDood *d = row;

  g_clear_pointer (&d->dates, g_array_unref);
  g_clear_pointer (&d->uses, g_free);
}

const char *
sl_dood_letter (SlDoodUse use)
{
  static const char *const letters[] = { "", "W", "SW", "WF", "SWF", "H", "WD", "PW", "T", "R", "FT" };

  return letters[use];
}
