#include "sl-range.h"

#include <math.h>

#define NEAR 0.012 /* of the slider: a hand that comes so near means the stop */

static const double full_stops[] = { 1, 1.4, 2, 2.8, 4, 5.6, 8, 11, 16, 22 };
static const double shutters[] = { 45, 90, 144, 172.8, 180, 270, 360 };
static const double ratios[] = { 1.33, 1.66, 1.78, 1.85, 2, 2.39 };

static SlRange *
make (double lo, double hi, gboolean logarithmic, const double *stops, guint n)
{
  SlRange *range = g_new (SlRange, 1);

  *range = (SlRange) { .lo = lo, .hi = hi, .logarithmic = logarithmic,
                       .stops = g_array_new (FALSE, FALSE, sizeof (double)) };
  for (guint i = 0; i < n; i++)
    if (stops[i] >= lo && stops[i] <= hi)
      g_array_append_val (range->stops, stops[i]);
  return range;
}

void
sl_range_free (SlRange *range)
{
  if (range == NULL)
    return;
  g_array_unref (range->stops);
  g_free (range);
}

gboolean
sl_range_equal (const SlRange *a, const SlRange *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  if (a->lo != b->lo || a->hi != b->hi || a->logarithmic != b->logarithmic || a->only_stops != b->only_stops
      || a->strict != b->strict
      || a->stops->len != b->stops->len)
    return FALSE;
  for (guint i = 0; i < a->stops->len; i++)
    if (g_array_index (a->stops, double, i) != g_array_index (b->stops, double, i))
      return FALSE;
  return TRUE;
}

/* --- of a lens set --- */

static int
compare (gconstpointer a, gconstpointer b)
{
  const double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

static const SlLensSet *
lens_set_of (SlEditor *editor, const SlShot *shot)
{
  const SlPlan *plan = sl_editor_plan (editor);
  const SlEntity *camera = sl_plan_get (plan, SL_KIND_CAMERA, shot->camera);
  g_autofree char *id = camera != NULL ? sl_entity_get (camera, "lenses", NULL) : NULL;
  const SlLensSet *set = sl_plan_get (plan, SL_KIND_LENS_SET, id);

  return set != NULL ? set
                     : sl_plan_get (sl_document_catalogue (sl_editor_document (editor)), SL_KIND_LENS_SET, id);
}

/* Primes alone are stops and nothing between; a zoom slides. */
static SlRange *
focal_range (SlEditor *editor, const SlShot *shot)
{
  const SlLensSet *set = lens_set_of (editor, shot);
  g_autoptr (GArray) stops = g_array_new (FALSE, FALSE, sizeof (double));
  gboolean zooms = FALSE;
  SlRange *range;

  for (guint i = 0; set != NULL && i < sl_list_n (set->lenses); i++)
    {
      const SlLens *lens = sl_list_at (set->lenses, SlLens, i);
      g_array_append_val (stops, lens->focal_mm);
      if (lens->focal_max_mm > lens->focal_mm)
        {
          zooms = TRUE;
          g_array_append_val (stops, lens->focal_max_mm);
        }
    }
  if (stops->len < 2)
    return make (12, 300, TRUE, NULL, 0);
  g_array_sort (stops, compare);
  for (guint i = stops->len - 1; i > 0; i--)
    if (g_array_index (stops, double, i) == g_array_index (stops, double, i - 1))
      g_array_remove_index (stops, i);
  if (stops->len < 2)
    return make (12, 300, TRUE, NULL, 0);
  range = make (g_array_index (stops, double, 0), g_array_index (stops, double, stops->len - 1), TRUE,
                (const double *) (const void *) stops->data, stops->len);
  range->only_stops = !zooms;
  return range;
}

/* The lens that is on the camera now: of those that cover the focal length the fastest; NULL where none is known. */
static const SlLens *
lens_of (SlEditor *editor, const SlShot *shot)
{
  const SlLensSet *set = lens_set_of (editor, shot);
  g_autofree char *text = sl_editor_text_now (editor, shot->entity.id, "focal_mm");
  const SlLens *found = NULL;
  double focal;

  if (text == NULL || !sl_number_parse (text, &focal))
    return NULL;
  for (guint i = 0; set != NULL && i < sl_list_n (set->lenses); i++)
    {
      const SlLens *lens = sl_list_at (set->lenses, SlLens, i);
      const double longest = isnan (lens->focal_max_mm) ? lens->focal_mm : lens->focal_max_mm;

      if (focal > lens->focal_mm - .05 && focal < longest + .05
          && (found == NULL || !(lens->t_stop >= found->t_stop)))
        found = lens;
    }
  return found;
}

/* From the widest stop of the lens on, which is one to stop at though it be no full one. */
static SlRange *
stop_range (const SlLens *lens, const SlField *field)
{
  const double widest = lens != NULL && lens->t_stop > 0 ? lens->t_stop : NAN;
  SlRange *range = make (isnan (widest) ? fmax (field->min, 1) : widest, fmin (field->max, 22), TRUE, full_stops,
                         G_N_ELEMENTS (full_stops));

  range->strict = !isnan (widest);
  if (range->strict && !sl_range_is_stop (range, widest))
    {
      g_array_append_val (range->stops, widest);
      g_array_sort (range->stops, compare);
    }
  return range;
}

/* From where the lens focuses closest. */
static SlRange *
focus_range (const SlLens *lens)
{
  const gboolean known = lens != NULL && lens->close_focus > 0;
  SlRange *range = make (known ? lens->close_focus : .3, 100, TRUE, NULL, 0);

  range->strict = known;
  return range;
}

/* --- of a field --- */

/* Few whole numbers are stops each. */
static SlRange *
plain_range (const SlField *field)
{
  SlRange *range;

  if (field->unit == SL_UNIT_METRE || field->unit == SL_UNIT_MONEY || field->min < 0 || field->max <= field->min
      || field->max - field->min > 360)
    return NULL;
  range = make (field->min, field->max, FALSE, NULL, 0);
  if (field->type == SL_TYPE_INTEGER && field->max - field->min <= 24)
    for (double value = field->min; value <= field->max; value++)
      g_array_append_val (range->stops, value);
  range->only_stops = range->stops->len > 0;
  return range;
}

SlRange *
sl_range_new (SlEditor *editor, const char *id, const char *path)
{
  const SlEntity *entity = sl_plan_find (sl_editor_plan (editor), id);
  SlField field;

  if (entity == NULL || !sl_record_resolve (&sl_kind_info (entity->kind)->record, path, &field, NULL)
      || (field.type != SL_TYPE_REAL && field.type != SL_TYPE_INTEGER))
    return NULL;
  if (field.unit == SL_UNIT_STOP)
    return stop_range (entity->kind == SL_KIND_SHOT ? lens_of (editor, (const SlShot *) entity) : NULL, &field);
  if (field.unit == SL_UNIT_KELVIN)
    return make (2000, 10000, FALSE, (const double[]) { 3200, 5600 }, 2);
  if (entity->kind == SL_KIND_SHOT && g_str_equal (path, "focal_mm"))
    return focal_range (editor, (const SlShot *) entity);
  if (entity->kind == SL_KIND_SHOT && g_str_equal (path, "focus"))
    return focus_range (lens_of (editor, (const SlShot *) entity));
  if (entity->kind == SL_KIND_SHOT && g_str_equal (path, "shutter"))
    return make (field.min, field.max, FALSE, shutters, G_N_ELEMENTS (shutters));
  if (entity->kind == SL_KIND_SHOT && g_str_equal (path, "ratio"))
    return make (0, 3, FALSE, ratios, G_N_ELEMENTS (ratios));
  return plain_range (&field);
}

/* --- where a value lies --- */

double
sl_range_share (const SlRange *range, double value)
{
  if (isnan (value))
    return 0;
  value = CLAMP (value, range->lo, range->hi);
  return range->logarithmic ? log (value / range->lo) / log (range->hi / range->lo)
                            : (value - range->lo) / (range->hi - range->lo);
}

/* Two digits where the slider is logarithmic, else a part of its length. */
static double
rounded (const SlRange *range, double value)
{
  double length = range->hi - range->lo;
  double grain = range->logarithmic ? pow (10, floor (log10 (value) + 1e-9) - 1)
                                    : pow (10, floor (log10 (length) + 1e-9) - 2);

  return CLAMP (round (value / grain) * grain, range->lo, range->hi);
}

double
sl_range_value (const SlRange *range, double share)
{
  double nearest = NAN, distance = INFINITY, value;

  share = CLAMP (share, 0, 1);
  for (guint i = 0; i < range->stops->len; i++)
    {
      double stop = g_array_index (range->stops, double, i), away = fabs (sl_range_share (range, stop) - share);
      if (away < distance)
        {
          nearest = stop;
          distance = away;
        }
    }
  if (distance < NEAR || (range->only_stops && range->stops->len > 0))
    return nearest;
  value = range->logarithmic ? range->lo * pow (range->hi / range->lo, share)
                             : range->lo + share * (range->hi - range->lo);
  return rounded (range, value);
}

/* Far enough away is infinity for any lens: it is kept from coming too near only, and stops from opening too far. */
double
sl_range_keep (const SlRange *range, double value)
{
  return range->strict ? fmax (value, range->lo) : value;
}

gboolean
sl_range_is_stop (const SlRange *range, double value)
{
  for (guint i = 0; i < range->stops->len; i++)
    if (fabs (g_array_index (range->stops, double, i) - value) < 1e-6)
      return TRUE;
  return FALSE;
}

double
sl_range_next (const SlRange *range, double value, gboolean above)
{
  for (guint i = 0; i < range->stops->len; i++)
    {
      double stop = g_array_index (range->stops, double, above ? i : range->stops->len - 1 - i);
      if (above ? stop > value + 1e-6 : stop < value - 1e-6)
        return stop;
    }
  return value;
}
