#include "sl-curve.h"

#include <string.h>

#include "sl-barred.h"
#include "sl-error.h"
#include "sl-i18n.h"

typedef struct {
  double frame;
  int    ease;       /* SlEase toward the next key */
  double bend[4];    /* x1 y1 x2 y2 of a Bézier's handles, in shares of the time and of the way */
  double numbers[3]; /* of a curve that has any */
} Key;

struct SlCurve {
  gatomicrefcount refs;
  char   *path;
  SlField field;    /* what the path ends at */
  gsize   offset;   /* of the entity's member, where direct */
  int     part;     /* of a vector, −1 for all of it */
  gboolean direct;   /* the path ends in the entity's own struct */
  guint   n_numbers, n_keys;
  Key    *keys;
  guint8 *values;   /* n_keys values of the field, where there are no numbers */
};

static gpointer
value_of (const SlCurve *curve, guint key)
{
  return curve->values + key * sl_field_size (&curve->field);
}

SlCurve *
sl_curve_ref (SlCurve *curve)
{
  g_atomic_ref_count_inc (&curve->refs);
  return curve;
}

void
sl_curve_unref (SlCurve *curve)
{
  if (curve == NULL || !g_atomic_ref_count_dec (&curve->refs))
    return;
  for (guint i = 0; curve->values != NULL && i < curve->n_keys; i++)
    sl_field_clear (&curve->field, value_of (curve, i));
  g_free (curve->values);
  g_free (curve->keys);
  g_free (curve->path);
  g_free (curve);
}

/* --- compiling --- */

static guint
numbers_of (SlFieldType type)
{
  switch (type)
    {
    case SL_TYPE_REAL:
    case SL_TYPE_INTEGER: return 1;
    case SL_TYPE_VECTOR:
    case SL_TYPE_COLOUR: return 3;
    default: return 0;
    }
}

/* Takes a value apart into numbers. */
static void
to_numbers (const SlField *field, gconstpointer value, double out[3])
{
  switch (field->type)
    {
    case SL_TYPE_REAL: out[0] = *(const double *) value; break;
    case SL_TYPE_INTEGER: out[0] = (double) *(const gint64 *) value; break;
    case SL_TYPE_VECTOR: memcpy (out, value, sizeof (SlVec3)); break;
    default:
      for (int i = 0; i < 3; i++)
        out[i] = *(const guint32 *) value >> (16 - 8 * i) & 255;
    }
}

/* A curve on `path` without keys yet. */
static SlCurve *
curve_on (SlKind kind, const char *path, GError **error)
{
  const SlRecordType *type = &sl_kind_info (kind)->record;
  g_autoptr (SlCurve) curve = g_new0 (SlCurve, 1);
  gsize name = strcspn (path, ".");
  g_autofree char *top = g_strndup (path, name);
  const SlField *field = sl_record_field (type, top);

  g_atomic_ref_count_init (&curve->refs);
  if (!sl_record_resolve (type, path, &curve->field, error))
    return NULL;
  curve->path = g_strdup (path);
  curve->n_numbers = numbers_of (curve->field.type);
  curve->direct = field != NULL;
  curve->part = curve->direct && path[name] == '.' ? path[name + 1] - 'x' : -1;
  curve->offset = curve->direct ? field->offset : 0;
  return g_steal_pointer (&curve);
}

/* Handles that are not given make it smooth. They are kept off the ends in time, where speed would have no bound. */
static void
take_bend (const SlKey *key, double bend[4])
{
  static const double smooth[4] = { 1 / 3., 0, 2 / 3., 1 };

  memcpy (bend, sl_list_n (key->bend) == 4 ? sl_list_at (key->bend, double, 0) : smooth, sizeof smooth);
  bend[0] = CLAMP (bend[0], .001, 1);
  bend[2] = CLAMP (bend[2], 0, .999);
}

/* What the track moves, as messages call it. */
static char *
title_of (SlKind kind, const SlTrack *track)
{
  return sl_path_title_of (&sl_kind_info (kind)->record, track->target, track->path);
}

static gboolean
compile_key (SlCurve *curve, SlKind kind, const SlTrack *track, guint index, GError **error)
{
  const SlKey *key = sl_list_at (track->keys, SlKey, index);
  guint8 value[SL_VALUE_MAX] __attribute__ ((aligned (16))) = { 0 };
  gpointer at = curve->n_numbers > 0 ? value : value_of (curve, index);

  if (index > 0 && key->frame <= key[-1].frame)
    {
      g_autofree char *title = title_of (kind, track);
      sl_error_set (error, SL_ERROR_INPUT, _("the keys of %s do not rise: frame %d follows frame %d"), title,
                    (int) key->frame, (int) key[-1].frame);
      return FALSE;
    }
  if (!sl_field_parse (&curve->field, key->value != NULL ? key->value : "", FALSE, at, error))
    {
      g_autofree char *title = title_of (kind, track);
      g_prefix_error (error, _("%s, key at frame %d: "), title, (int) key->frame);
      return FALSE;
    }
  curve->keys[index].frame = (double) key->frame;
  curve->keys[index].ease = key->ease;
  take_bend (key, curve->keys[index].bend);
  if (curve->n_numbers > 0)
    to_numbers (&curve->field, value, curve->keys[index].numbers);
  return TRUE;
}

SlCurve *
sl_curve_new (SlKind kind, const SlTrack *track, GError **error)
{
  g_autoptr (SlCurve) curve = NULL;
  guint n = sl_list_n (track->keys);

  if (track->path != NULL)
    {
      curve = curve_on (kind, track->path, error);
      if (curve == NULL || !sl_field_may_move (&curve->field, kind, track->target, track->path, error))
        return NULL;
    }
  if (curve == NULL || n == 0)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("a track of %s names no field or has no key; remove it"), track->target);
      return NULL;
    }
  curve->n_keys = n;
  curve->keys = g_new0 (Key, n);
  if (curve->n_numbers == 0)
    curve->values = g_malloc0 (n * sl_field_size (&curve->field));
  for (guint i = 0; i < n; i++)
    if (!compile_key (curve, kind, track, i, error))
      return NULL;
  return g_steal_pointer (&curve);
}

SlCurve *
sl_curve_new_constant (SlKind kind, const char *path, double number, GError **error)
{
  g_autoptr (SlCurve) curve = curve_on (kind, path, error);

  if (curve == NULL || !sl_field_may_differ (&curve->field, kind, NULL, path, error))
    return NULL;
  if (curve->n_numbers != 1 || !isfinite (number))
    {
      g_autofree char *title = sl_path_title_of (&sl_kind_info (kind)->record, NULL, path);
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” takes no number; name a number or a part of a vector"), title);
      return NULL;
    }
  if (curve->field.min != curve->field.max && (number < curve->field.min || number > curve->field.max))
    {
      guint8 value[SL_VALUE_MAX] __attribute__ ((aligned (16))) = { 0 };
      g_autofree char *text = sl_number_to_text (number);

      sl_field_parse (&curve->field, text, FALSE, value, error); /* says the range */
      return NULL;
    }
  curve->n_keys = 1;
  curve->keys = g_new0 (Key, 1);
  curve->keys[0].numbers[0] = number;
  return g_steal_pointer (&curve);
}

const char *sl_curve_path (const SlCurve *curve) { return curve->path; }
guint       sl_curve_numbers (const SlCurve *curve) { return curve->n_numbers; }
gboolean    sl_curve_is_direct (const SlCurve *curve) { return curve->direct; }

/* --- evaluating --- */

/* How many keys lie before `frame`, or at it where `side` is after: the last of them begins the segment. */
static guint
keys_until (const SlCurve *curve, double frame, SlSide side)
{
  guint low = 0, high = curve->n_keys;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      double at = curve->keys[middle].frame;

      if (at < frame || (at == frame && side == SL_SIDE_AFTER))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* A cubic from 0 to 1 with the inner control values `a` and `b`, and its derivatives by `s`. */
static void
cubic (double a, double b, double s, double out[SL_N_ORDERS])
{
  double r = 1 - s;

  out[SL_ORDER_VALUE] = 3 * a * r * r * s + 3 * b * r * s * s + s * s * s;
  out[SL_ORDER_SPEED] = 3 * (a * r * r + 2 * (b - a) * r * s + (1 - b) * s * s);
  out[SL_ORDER_ACCELERATION] = 6 * ((b - 2 * a) * r + (1 - 2 * b + a) * s);
}

/* Where on the Bézier the share `t` of the time lies, 0…1; time never runs back on it. */
static double
parameter_at (const double bend[4], double t)
{
  double low = 0, high = 1, x[SL_N_ORDERS];

  while (high - low > 1e-15)
    {
      double middle = (low + high) / 2;

      if (middle <= low || middle >= high)
        break;
      cubic (bend[0], bend[2], middle, x);
      if (x[SL_ORDER_VALUE] < t)
        low = middle;
      else
        high = middle;
    }
  return t <= 0 ? 0 : t >= 1 ? 1 : (low + high) / 2;
}

static void
bezier (const double bend[4], double t, double out[SL_N_ORDERS])
{
  double s = parameter_at (bend, t), x[SL_N_ORDERS], y[SL_N_ORDERS];

  cubic (bend[0], bend[2], s, x);
  cubic (bend[1], bend[3], s, y);
  double dx = fmax (x[SL_ORDER_SPEED], 1e-6); /* upright in one point when the handles cross in time */
  out[SL_ORDER_VALUE] = y[SL_ORDER_VALUE];
  out[SL_ORDER_SPEED] = y[SL_ORDER_SPEED] / dx;
  out[SL_ORDER_ACCELERATION] = (y[SL_ORDER_ACCELERATION] - out[SL_ORDER_SPEED] * x[SL_ORDER_ACCELERATION]) / (dx * dx);
}

/* How far toward the next key, 0…1, with the derivatives by `t`, the share of the time. */
static void
ease (const Key *key, double t, double out[SL_N_ORDERS])
{
  static const double held[SL_N_ORDERS] = { 0 };
  const double linear[SL_N_ORDERS] = { t, 1, 0 };
  const double smooth[SL_N_ORDERS] = { t * t * (3 - 2 * t), 6 * t * (1 - t), 6 - 12 * t };

  switch (key->ease)
    {
    case SL_EASE_HOLD: memcpy (out, held, sizeof held); break;
    case SL_EASE_SMOOTH: memcpy (out, smooth, sizeof smooth); break;
    case SL_EASE_BEZIER: bezier (key->bend, t, out); break;
    default: memcpy (out, linear, sizeof linear);
    }
}

/* A Bézier may swing beyond its keys, but not beyond what the field takes: there it stands. */
static void
keep_in_range (const SlField *field, SlCurvePoint out, guint i)
{
  double value = out[SL_ORDER_VALUE][i];

  if (field->min == field->max || !(value < field->min || value > field->max))
    return;
  out[SL_ORDER_VALUE][i] = CLAMP (value, field->min, field->max);
  out[SL_ORDER_SPEED][i] = out[SL_ORDER_ACCELERATION][i] = 0;
}

static void
evaluate_between (const SlCurve *curve, const Key *from, double frame, SlCurvePoint out)
{
  const Key *to = from + 1;
  double length = to->frame - from->frame, share[SL_N_ORDERS];

  ease (from, (frame - from->frame) / length, share);
  for (guint i = 0; i < curve->n_numbers; i++)
    {
      double way = to->numbers[i] - from->numbers[i];

      out[SL_ORDER_VALUE][i] = from->numbers[i] + way * share[SL_ORDER_VALUE];
      if (isnan (way)) /* one of them is unset */
        continue;
      out[SL_ORDER_SPEED][i] = way * share[SL_ORDER_SPEED] / length;
      out[SL_ORDER_ACCELERATION][i] = way * share[SL_ORDER_ACCELERATION] / (length * length);
      keep_in_range (&curve->field, out, i);
    }
}

void
sl_curve_evaluate (const SlCurve *curve, double frame, SlSide side, SlCurvePoint out)
{
  guint n = keys_until (curve, frame, side);

  memset (out, 0, sizeof (SlCurvePoint));
  if (n > 0 && n < curve->n_keys)
    evaluate_between (curve, &curve->keys[n - 1], frame, out);
  else
    memcpy (out[SL_ORDER_VALUE], curve->keys[n == 0 ? 0 : n - 1].numbers, sizeof curve->keys->numbers);
}

static guint32
colour_of (const double numbers[3])
{
  guint32 rgb = 0;

  for (int i = 0; i < 3; i++)
    rgb = rgb << 8 | (guint32) lround (CLAMP (numbers[i], 0, 255));
  return rgb;
}

/* Puts the numbers into a value of the field. */
static void
from_numbers (const SlCurve *curve, const double numbers[3], gpointer value)
{
  switch (curve->field.type)
    {
    case SL_TYPE_REAL: *(double *) value = numbers[0]; break;
    case SL_TYPE_INTEGER: *(gint64 *) value = llround (numbers[0]); break;
    case SL_TYPE_VECTOR: memcpy (value, numbers, sizeof (SlVec3)); break;
    default: *(guint32 *) value = colour_of (numbers);
    }
}

/* Of a curve without numbers. Borrowed. */
static gconstpointer
held_value (const SlCurve *curve, double frame, SlSide side)
{
  guint n = keys_until (curve, frame, side);

  return value_of (curve, n == 0 ? 0 : n - 1);
}

void
sl_curve_write (const SlCurve *curve, double frame, SlSide side, SlOrder order, gpointer record)
{
  guint8 *member = (guint8 *) record + curve->offset;
  SlCurvePoint point;

  g_return_if_fail (curve->direct);
  if (curve->n_numbers == 0)
    {
      if (order == SL_ORDER_VALUE)
        memcpy (member, held_value (curve, frame, side), sl_field_size (&curve->field));
      return;
    }
  sl_curve_evaluate (curve, frame, side, point);
  if (curve->part >= 0)
    {
      SlVec3 *whole = (SlVec3 *) (void *) member;

      if (isnan (whole->x)) /* unset: a part of it sets the others to 0 */
        *whole = sl_vec3 (0, 0, 0);
      member += curve->part * (int) sizeof (double);
    }
  from_numbers (curve, point[order], member);
}

/* Through text, into a list that others share. */
static gboolean
apply_inside (const SlCurve *curve, double frame, SlEntity *entity, GError **error)
{
  guint8 number[SL_VALUE_MAX] __attribute__ ((aligned (16))) = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);
  SlCurvePoint point;

  if (curve->n_numbers > 0)
    {
      sl_curve_evaluate (curve, frame, SL_SIDE_AFTER, point);
      from_numbers (curve, point[SL_ORDER_VALUE], number);
    }
  sl_field_print (&curve->field, curve->n_numbers > 0 ? number : held_value (curve, frame, SL_SIDE_AFTER), text);
  return sl_entity_set (entity, curve->path, text->str, FALSE, error);
}

gboolean
sl_curve_apply (const SlCurve *curve, double frame, SlEntity *entity, GError **error)
{
  gpointer member = (guint8 *) entity + curve->offset;

  if (!curve->direct)
    return apply_inside (curve, frame, entity, error);
  if (curve->n_numbers > 0)
    sl_curve_write (curve, frame, SL_SIDE_AFTER, SL_ORDER_VALUE, entity);
  else
    {
      sl_field_clear (&curve->field, member);
      sl_field_copy (&curve->field, member, held_value (curve, frame, SL_SIDE_AFTER));
    }
  return TRUE;
}

gboolean
sl_track_check (const SlPlan *plan, const SlTrack *track, GError **error)
{
  const SlEntity *target = sl_plan_find (plan, track->target);
  g_autoptr (SlCurve) curve = NULL;
  g_autoptr (SlEntity) trial = NULL;

  if (target == NULL || track->path == NULL)
    {
      sl_error_set (error, SL_ERROR_REFERENCE, _("a track names no target or no field"));
      return FALSE;
    }
  if (sl_list_n (track->keys) == 0 && !sl_track_is_barred (plan, track)) /* nothing yet */
    return TRUE;
  curve = sl_curve_new (target->kind, track, error);
  if (curve == NULL)
    return FALSE;
  trial = sl_entity_edit (target);
  return sl_curve_apply (curve, curve->keys[0].frame, trial, error);
}
