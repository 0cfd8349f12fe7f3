#include "sl-stage-day.h"

void
sl_stage_day_free (SlStageDay *day)
{
  g_free (day->stage);
  g_free (day->slot);
  g_free (day->booking);
  g_free (day->title);
  g_free (day->owner);
  g_free (day->state);
  g_free (day->phase);
  g_free (day->about);
  g_free (day->path);
  g_free (day->plan);
  g_free (day);
}

SlStageDay *
sl_stage_day_copy (const SlStageDay *day)
{
  SlStageDay *copy = g_memdup2 (day, sizeof *day);

  copy->stage = g_strdup (day->stage);
  copy->slot = g_strdup (day->slot);
  copy->booking = g_strdup (day->booking);
  copy->title = g_strdup (day->title);
  copy->owner = g_strdup (day->owner);
  copy->state = g_strdup (day->state);
  copy->phase = g_strdup (day->phase);
  copy->about = g_strdup (day->about);
  copy->path = g_strdup (day->path);
  copy->plan = g_strdup (day->plan);
  return copy;
}

SlStageDay *
sl_stage_day_unreadable (const char *stage, guint32 julian, int rank, const char *path, const char *why)
{
  SlStageDay *day = g_new0 (SlStageDay, 1);

  day->stage = g_strdup (stage);
  day->day = julian;
  day->rank = rank;
  day->path = g_strdup (path);
  day->state = g_strdup (SL_STAGE_DAY_UNREADABLE);
  day->booking = g_strdup ("");
  day->owner = g_strdup ("");
  day->phase = g_strdup ("");
  day->title = g_strdup (why);
  return day;
}

const char *
sl_stage_day_stands (const SlStageDay *day)
{
  return day->lapsed ? "expired" : day->challenged ? "challenged" : day->state;
}

static gboolean
is_same_place (const SlStageDay *a, const SlStageDay *b)
{
  return a->day == b->day && g_strcmp0 (a->stage, b->stage) == 0 && g_strcmp0 (a->slot, b->slot) == 0;
}

void
sl_stage_days_move_up (GPtrArray *days)
{
  g_autofree int *places = g_new0 (int, days->len + 1);

  for (guint i = 0; i < days->len; i++)
    {
      const SlStageDay *day = days->pdata[i];
      int last = 0; /* rank of the last that was counted: two in one place are one */

      places[i] = day->lapsed ? day->rank : 1;
      for (guint k = i; k > 0 && !day->lapsed; k--)
        {
          const SlStageDay *before = days->pdata[k - 1];
          if (before->day != day->day || g_strcmp0 (before->stage, day->stage) != 0)
            break;
          if (!is_same_place (before, day) || before->lapsed || before->rank >= day->rank || before->rank == last)
            continue;
          last = before->rank;
          places[i]++;
        }
    }
  for (guint i = 0; i < days->len; i++)
    ((SlStageDay *) days->pdata[i])->rank = places[i];
}
