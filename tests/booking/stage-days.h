/* Days that tests want. */
#pragma once

#include "sl-field.h"
#include "sl-stage-calendar.h"

static inline guint32
julian (const char *date)
{
  guint32 day;

  g_assert_true (sl_date_parse (date, &day));
  return day;
}

/* November 2026, `first` to `last`. */
static inline GPtrArray *
wanted_days (const char *booking, guint first, guint last, const char *state, int rank)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free);

  for (guint i = first; i <= last; i++)
    {
      SlStageDay *d = g_new0 (SlStageDay, 1);
      *d = (SlStageDay) { .stage = g_strdup ("stage-1"), .day = julian ("2026-11-01") + i - 1,
                          .booking = g_strdup (booking), .title = g_strdup ("长江夜航; Night, Passage"),
                          .owner = g_strdup (booking), .state = g_strdup (state), .phase = g_strdup ("shoot"),
                          .rank = rank };
      g_ptr_array_add (list, d);
    }
  return list;
}
