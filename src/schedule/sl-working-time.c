#include "sl-working-time.h"

static int
compare_stretches (gconstpointer a, gconstpointer b)
{
  const SlStretch *x = a, *y = b;
  return x->from != y->from ? (x->from > y->from) - (x->from < y->from) : (x->to > y->to) - (x->to < y->to);
}

SlWorkingTime *
sl_working_time_new (GArray *closed)
{
  SlWorkingTime *time = g_new0 (SlWorkingTime, 1);

  time->from = g_new (int, closed->len);
  time->to = g_new (int, closed->len);
  time->before = g_new (int, closed->len);
  g_array_sort (closed, compare_stretches);
  for (guint i = 0; i < closed->len; i++)
    {
      const SlStretch *s = &g_array_index (closed, SlStretch, i);
      const int last = time->n - 1;

      if (s->from >= s->to)
        continue;
      if (last >= 0 && s->from <= time->to[last])
        {
          time->to[last] = MAX (time->to[last], s->to);
          continue;
        }
      time->from[time->n] = s->from;
      time->to[time->n] = s->to;
      time->before[time->n] = last < 0 ? s->from : time->before[last] + s->from - time->to[last];
      time->n++;
    }
  return time;
}

void
sl_working_time_free (SlWorkingTime *time)
{
  if (time == NULL)
    return;
  g_free (time->from);
  g_free (time->to);
  g_free (time->before);
  g_free (time);
}

/* How many elements of the ascending row are at most `value`. */
static int
count_up_to (const int *row, int n, int value)
{
  int low = 0;

  while (low < n)
    {
      const int middle = (low + n) / 2;
      if (row[middle] <= value)
        low = middle + 1;
      else
        n = middle;
    }
  return low;
}

/* Open units before `at`. */
static int
work_before (const SlWorkingTime *time, int at)
{
  const int k = count_up_to (time->from, time->n, at) - 1;
  return k < 0 ? at : time->before[k] + MAX (0, at - time->to[k]);
}

/* The open unit that `n` open units stand before. */
static int
unit_number (const SlWorkingTime *time, int n)
{
  const int k = count_up_to (time->before, time->n, n) - 1;
  return k < 0 ? n : time->to[k] + n - time->before[k];
}

int
sl_working_time_up (const SlWorkingTime *time, int at)
{
  int k;

  if (time == NULL)
    return at;
  k = count_up_to (time->from, time->n, at) - 1;
  return k < 0 ? at : MAX (at, time->to[k]);
}

int
sl_working_time_down (const SlWorkingTime *time, int at)
{
  int k;

  if (time == NULL || at < 0)
    return at;
  k = count_up_to (time->from, time->n, at) - 1;
  return k < 0 || at >= time->to[k] ? at : time->from[k] - 1;
}

int
sl_working_time_end (const SlWorkingTime *time, int start, int duration)
{
  if (time == NULL || duration == 0)
    return start + duration;
  return unit_number (time, work_before (time, start) + duration - 1) + 1;
}

int
sl_working_time_first_past (const SlWorkingTime *time, int at, int duration)
{
  if (time == NULL)
    return MAX (0, at - duration + 1);
  return unit_number (time, MAX (0, work_before (time, at) - duration + 1));
}

int
sl_working_time_last_before (const SlWorkingTime *time, int end, int duration)
{
  int work;

  if (time == NULL || duration == 0 || end < 0)
    return end - duration;
  work = work_before (time, end) - duration;
  return work < 0 ? -1 : unit_number (time, work);
}
