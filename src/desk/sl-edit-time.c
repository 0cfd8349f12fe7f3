#include "sl-edit-time.h"

#include <math.h>

double
sl_edit_shot_length (const SlShot *shot)
{
  return (double) shot->frames / sl_rational_to_real (shot->fps);
}

double
sl_edit_length (const SlPlan *plan)
{
  double sum = 0;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    sum += sl_edit_shot_length ((const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i));
  return sum;
}

double
sl_edit_start (const SlPlan *plan, const char *shot_id)
{
  double sum = 0;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);
      if (g_strcmp0 (shot->entity.id, shot_id) == 0)
        return sum;
      sum += sl_edit_shot_length (shot);
    }
  return 0;
}

const SlShot *
sl_edit_at (const SlPlan *plan, double seconds, double *frame)
{
  const SlShot *shot = NULL;
  double start = 0;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    {
      if (shot != NULL)
        start += sl_edit_shot_length (shot);
      shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);
      if (seconds < start + sl_edit_shot_length (shot))
        break;
    }
  if (shot != NULL)
    *frame = CLAMP (floor ((seconds - start) * sl_rational_to_real (shot->fps)), 0, (double) shot->frames - 1);
  return shot;
}

gboolean
sl_edit_play (const SlPlan *plan, double from, double elapsed, const SlEditSpan *span, gboolean loop, double *seconds)
{
  const double length = sl_edit_length (plan);
  const gboolean whole = span == NULL || span->to <= span->from || span->to <= 0 || span->from >= length;
  const double first = whole ? 0 : fmax (span->from, 0), end = whole ? length : fmin (span->to, length);

  *seconds = from + elapsed;
  if (*seconds < end)
    return TRUE;
  if (loop && end > first)
    *seconds = first + fmod (*seconds - first, end - first);
  else
    *seconds = end;
  return loop && end > first;
}
