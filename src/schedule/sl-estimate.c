#include "sl-estimate.h"

#include "sl-error.h"
#include "sl-i18n.h"

static gboolean
reads_ends (SlEstimateShape shape)
{
  return shape != SL_SHAPE_EXPONENTIAL && shape != SL_SHAPE_CONSTANT;
}

static gboolean
check_size (gint32 minutes, const char *what, GError **error)
{
  if (minutes < 0)
    sl_error_set (error, SL_ERROR_INPUT, _("%s: %d min is negative; durations are 0 or more"), what, minutes);
  else if (minutes > SL_ESTIMATE_MOST)
    sl_error_set (error, SL_ERROR_INPUT, _("%s: %d min is more than %d; split it"), what, minutes, SL_ESTIMATE_MOST);
  return minutes >= 0 && minutes <= SL_ESTIMATE_MOST;
}

static gboolean
check_order (const SlEstimate *e, const char *what, GError **error)
{
  const gboolean whole = e->shape == SL_SHAPE_UNIFORM;
  const gint32 likely = whole ? e->low : e->likely;

  if (e->low > e->high || e->low > likely || likely > e->high)
    sl_error_set (error, SL_ERROR_INPUT,
                  _("%s: low %d, likely %d and high %d min are not in order; none may be above the next"), what, e->low,
                  e->likely, e->high);
  else if (e->shape == SL_SHAPE_LOGNORMAL && e->low < e->high && (e->low == e->likely || e->likely == e->high))
    sl_error_set (error, SL_ERROR_INPUT,
                  _("%s: a lognormal needs three different points (10, 50 and 90 %%), not %d, %d and %d min"), what,
                  e->low, e->likely, e->high);
  else
    return TRUE;
  return FALSE;
}

gboolean
sl_estimate_check (const SlEstimate *e, const char *what, GError **error)
{
  if ((guint) e->shape >= SL_N_SHAPES)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("%s: no such shape of an estimate: %d"), what, (int) e->shape);
      return FALSE;
    }
  if (!reads_ends (e->shape))
    return check_size (e->likely, what, error);
  return check_size (e->low, what, error) && check_size (e->high, what, error)
         && (e->shape == SL_SHAPE_UNIFORM || check_size (e->likely, what, error)) && check_order (e, what, error);
}

gboolean
sl_estimate_is_fixed (const SlEstimate *e)
{
  return reads_ends (e->shape) ? e->low == e->high : e->shape == SL_SHAPE_CONSTANT || e->likely == 0;
}

gint32
sl_estimate_likely (const SlEstimate *e)
{
  return e->shape == SL_SHAPE_UNIFORM ? e->low + (e->high - e->low) / 2 : e->likely;
}
