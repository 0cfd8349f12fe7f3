/* Blocks on dates as the strips of a board. Ends of days that the board has are used again in their order; a day that
 * leaves out dates on which the unit could have worked gets its own. */
#include <math.h>

#include "sl-board-order-private.h"
#include "sl-strip-list.h"
#include "sl-workdays.h"

typedef struct {
  const SlOrderFill *fill;
  GArray  *out;         /* SlStrip, whose texts are borrowed */
  guint    own;         /* days of the unit so far */
  guint    fixed, other, week; /* the next ones */
  guint8  *used;        /* ends */
  guint32  next;        /* the date that the unit's next day has by itself; 0: none */
} Writing;

static const SlStrip *
strip_at (const Writing *w, guint i)
{
  return sl_list_at (w->fill->read->strips, SlStrip, i);
}

static void
put (Writing *w, const SlOrderStrips *strips)
{
  for (guint i = 0; i < strips->strips->len; i++)
    g_array_append_vals (w->out, strip_at (w, g_array_index (strips->strips, guint, i)), 1);
}

static void
begin_dates (Writing *w)
{
  const SlBoard *board = w->fill->input->board;
  const guint32 start = board != NULL && board->start != 0 ? board->start : w->fill->read->production->start;

  w->next = w->fill->dated && start != 0 ? sl_calendar_next (w->fill->calendar, start) : 0;
}

/* The day that ends with `end` (of `out`, −1 for none) is on that date. */
static void
date_day (Writing *w, gint end, guint32 date)
{
  SlStrip *strip = end >= 0 ? &g_array_index (w->out, SlStrip, (guint) end) : NULL;

  w->own++;
  if (!w->fill->dated || date == 0)
    return;
  if (strip != NULL && strip->date == 0 && date != w->next)
    strip->date = date;
  w->next = sl_calendar_next (w->fill->calendar, date + 1);
}

static gint
last_end (const Writing *w)
{
  return w->out->len > 0 && g_array_index (w->out, SlStrip, w->out->len - 1).is == SL_STRIP_DAY
         ? (gint) w->out->len - 1 : -1;
}

static void
put_others (Writing *w)
{
  const SlOrderFill *fill = w->fill;

  for (; w->week < fill->week_strips->len; w->week++)
    {
      if (((SlOrderStrips *) fill->week_strips->pdata[w->week])->own > w->own)
        break;
      put (w, fill->week_strips->pdata[w->week]);
    }
  for (; w->other < fill->fixed->len; w->other++)
    {
      const guint after = g_array_index (fill->fixed, SlOrderFixed, w->other).after;

      if (after != SL_ORDER_OWN && after > w->own)
        return;
      if (after != SL_ORDER_OWN)
        put (w, fill->fixed_strips->pdata[w->other]);
    }
}

static gint32
call_of (const Writing *w, const SlStrip *end)
{
  const SlUnitEntity *unit = g_array_index (w->fill->read->days, SlBoardDay, 0).unit;

  return end != NULL && end->call >= 0 ? end->call : unit != NULL ? unit->call : 8 * 60;
}

/* An end of the board that nobody used yet and that has the same call, else one of our own. */
static void
put_end (Writing *w, gint32 call)
{
  const SlOrderFill *fill = w->fill;
  SlStrip end = { .is = SL_STRIP_DAY, .minutes = NAN, .call = call == call_of (w, NULL) ? -1 : call };

  for (guint i = 0; i < fill->ends->len; i++)
    {
      const SlStrip *strip = strip_at (w, g_array_index (fill->ends, guint, i));

      if (!w->used[i] && call_of (w, strip) == call)
        {
          w->used[i] = TRUE;
          g_array_append_vals (w->out, strip, 1);
          return;
        }
    }
  end.unit = fill->ends->len > 0 ? strip_at (w, g_array_index (fill->ends, guint, 0))->unit : NULL;
  g_array_append_val (w->out, end);
}

/* Fixed days of the unit before that date. */
static void
put_until (Writing *w, guint32 date)
{
  const SlOrderFill *fill = w->fill;

  put_others (w);
  for (; w->fixed < fill->fixed->len; w->fixed++)
    {
      const SlOrderFixed *fixed = &g_array_index (fill->fixed, SlOrderFixed, w->fixed);

      if (fixed->after != SL_ORDER_OWN)
        continue;
      if (fixed->date >= date)
        return;
      put (w, fill->fixed_strips->pdata[w->fixed]);
      if (last_end (w) < 0 && !fill->whole_days) /* the board's last day, which others follow now */
        put_end (w, fixed->call);
      date_day (w, last_end (w), ((SlOrderStrips *) fill->fixed_strips->pdata[w->fixed])->date);
      put_others (w);
    }
}

SlList *
sl_order_fill_strips (const SlOrderFill *fill, const guint *order, const guint *when)
{
  g_autoptr (GArray) out = g_array_new (FALSE, TRUE, sizeof (SlStrip));
  g_autofree guint8 *used = g_new0 (guint8, MAX (fill->ends->len, 1));
  const guint n = fill->blocks->len;
  Writing w = { .fill = fill, .out = out, .used = used };

  begin_dates (&w);
  for (guint i = 0; i < n; i++)
    {
      const guint32 date = g_array_index (fill->dates, guint32, when[i]);

      if (i == 0 || when[i] != when[i - 1])
        put_until (&w, date);
      put (&w, fill->block_strips->pdata[order[i]]);
      if (i + 1 < n && when[i + 1] == when[i])
        continue;
      if (!fill->whole_days)
        put_end (&w, g_array_index (fill->blocks, SlOrderBlock, order[i]).call);
      date_day (&w, last_end (&w), date);
    }
  put_until (&w, G_MAXUINT32);
  w.own = G_MAXUINT - 1;
  put_others (&w);
  const SlBoardDay *last = fill->read->days->len > 0
                           ? &g_array_index (fill->read->days, SlBoardDay, fill->read->days->len - 1) : NULL;
  for (guint i = last != NULL ? last->first + last->n : 0; i < sl_list_n (fill->read->strips); i++)
    g_array_append_vals (out, strip_at (&w, i), 1); /* what stands behind the last day */
  return sl_strips_with (NULL, 0, (const SlStrip *) (gpointer) out->data, out->len);
}
