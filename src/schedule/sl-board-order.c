#include "sl-board-order.h"

#include <math.h>

#include "sl-dood.h"
#include "sl-talent.h"

typedef struct {
  const SlBoardInput *input;
  SlBoardRead        *read;
  GHashTable         *actors;   /* SlCast → its number + 1 */
  GArray             *cast;     /* const SlCast * */
  guint64            *there;    /* words a day */
  gint64             *ones;     /* a day each */
  gint64             *pay;      /* an actor, hundredths */
  GArray             *pairs;    /* SlTalentPair of days */
  GArray             *windows;  /* SlTalentWindow of days */
} Days;

void
sl_board_order_clear (gpointer order)
{
  SlBoardOrder *o = order;

  g_clear_pointer (&o->strips, sl_list_unref);
}

/* --- the board as a problem of talent scheduling: days are its scenes --- */

static const SlBoardDay *
day_at (const Days *d, guint i)
{
  return &g_array_index (d->read->days, SlBoardDay, i);
}

static const SlStrip *
end_of (const Days *d, guint i)
{
  const SlBoardDay *day = day_at (d, i);

  return day->end >= 0 ? sl_list_at (d->read->strips, SlStrip, day->end) : NULL;
}

/* A day keeps its place when it has a date or another unit, when some of it is shot, and when nothing ends it. */
static gboolean
is_fixed (const Days *d, guint i)
{
  const SlBoardDay *day = day_at (d, i);
  const SlStrip *end = end_of (d, i);

  if (end == NULL || end->date != 0 || day->unit != day_at (d, 0)->unit)
    return TRUE;
  for (guint s = day->first_scene; s < day->first_scene + day->n_scenes; s++)
    if (g_array_index (d->read->scenes, SlBoardScene, s).scene->shot_on != 0)
      return TRUE;
  return FALSE;
}

static void
find_actors (Days *d)
{
  for (guint i = 0; i < d->read->dood->len; i++)
    {
      const SlEntity *who = g_array_index (d->read->dood, SlDood, i).who;

      g_hash_table_insert (d->actors, (gpointer) who, GUINT_TO_POINTER (i + 1));
      g_array_append_val (d->cast, who);
    }
}

static void
fill_day (Days *d, guint i, guint words)
{
  const SlBoardDay *day = day_at (d, i);

  d->ones[i] = 1;
  for (guint s = day->first_scene; s < day->first_scene + day->n_scenes; s++)
    {
      const SlSceneEntity *scene = g_array_index (d->read->scenes, SlBoardScene, s).scene;

      for (guint k = 0; !scene->omitted && k < sl_list_n (scene->cast); k++)
        {
          const char *id = *sl_list_at (scene->cast, char *, k);
          const gpointer cast = id != NULL ? (gpointer) sl_plan_find (d->read->plan, id) : NULL;
          const guint a = cast != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (d->actors, cast)) : 0;

          if (a > 0)
            d->there[i * words + (a - 1) / 64] |= 1ull << (a - 1) % 64;
        }
    }
  if (is_fixed (d, i))
    {
      const SlTalentWindow window = { i, i, i };
      g_array_append_val (d->windows, window);
    }
}

/* The day on which the scene is shot; −1 for none. */
static gint
day_of_scene (const Days *d, const char *id)
{
  for (guint s = 0; s < d->read->scenes->len; s++)
    if (g_strcmp0 (g_array_index (d->read->scenes, SlBoardScene, s).scene->entity.id, id) == 0)
      return (gint) g_array_index (d->read->scenes, SlBoardScene, s).day;
  return -1;
}

static void
find_pairs (Days *d)
{
  for (guint s = 0; s < d->read->scenes->len; s++)
    {
      const SlBoardScene *scene = &g_array_index (d->read->scenes, SlBoardScene, s);

      for (guint k = 0; k < sl_list_n (scene->scene->after); k++)
        {
          const gint first = day_of_scene (d, *sl_list_at (scene->scene->after, char *, k));
          const SlTalentPair pair = { (guint) MAX (first, 0), scene->day };

          if (first >= 0 && pair.before != pair.after)
            g_array_append_val (d->pairs, pair);
        }
    }
}

static void
days_clear (Days *d)
{
  sl_board_read_free (d->read);
  g_hash_table_unref (d->actors);
  g_array_unref (d->cast);
  g_array_unref (d->pairs);
  g_array_unref (d->windows);
  g_free (d->there);
  g_free (d->ones);
  g_free (d->pay);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Days, days_clear)

static void
days_init (Days *d, const SlBoardInput *input)
{
  *d = (Days) { .input = input, .read = sl_board_read (input) };
  d->actors = g_hash_table_new (g_direct_hash, g_direct_equal);
  d->cast = g_array_new (FALSE, FALSE, sizeof (const SlCast *));
  d->pairs = g_array_new (FALSE, FALSE, sizeof (SlTalentPair));
  d->windows = g_array_new (FALSE, FALSE, sizeof (SlTalentWindow));
  find_actors (d);
  const guint n = d->read->days->len, words = sl_talent_words (d->cast->len);
  d->there = g_new0 (guint64, (gsize) MAX (n, 1) * MAX (words, 1));
  d->ones = g_new0 (gint64, MAX (n, 1));
  d->pay = g_new0 (gint64, MAX (d->cast->len, 1));
  for (guint a = 0; a < d->cast->len; a++)
    {
      const double rate = g_array_index (d->cast, const SlCast *, a)->day_rate;
      d->pay[a] = isnan (rate) ? 0 : (gint64) llround (MIN (rate, 1e9) * 100);
    }
  for (guint i = 0; i < n; i++)
    fill_day (d, i, words);
  find_pairs (d);
}

/* --- orders --- */

static SlList *
strips_in (const Days *d, const guint *order)
{
  const SlField *field = sl_record_field (&sl_kind_info (SL_KIND_BOARD)->record, "strips");
  const guint n = sl_list_n (d->read->strips);
  SlList *list = n > 0 ? sl_list_new (field, n) : NULL;
  guint at = 0;

  for (guint i = 0; i < d->read->days->len; i++)
    {
      const SlBoardDay *day = day_at (d, order[i]);

      for (guint k = day->first; k < day->first + day->n; k++, at++)
        sl_record_copy (field->record, list->data + at * list->item_size, sl_list_at (d->read->strips, SlStrip, k));
    }
  for (; at < n; at++) /* what stands behind the last day */
    sl_record_copy (field->record, list->data + at * list->item_size, sl_list_at (d->read->strips, SlStrip, at));
  return list;
}

static void
add_order (const Days *d, GArray *orders, SlOrderAim aim, const guint *order, const SlTalentResult *result)
{
  SlBoardInput tried = *d->input;
  SlBoardOrder o = { .aim = aim, .strips = strips_in (d, order), .lower_bound = -1 };

  tried.tries = TRUE;
  tried.strips = o.strips;
  g_autoptr (SlBoardRead) read = sl_board_read (&tried);
  o.sum = read->sum;
  if (result != NULL)
    {
      o.waiting = result->waiting;
      o.lower_bound = result->lower_bound - (result->total - result->waiting);
      o.optimal = result->optimal;
    }
  g_array_append_val (orders, o);
}

static gboolean
add_solved (const Days *d, GArray *orders, SlOrderAim aim, double seconds, SlWatch *watch, GError **error)
{
  const guint n = d->read->days->len;
  const SlTalent talent = {
    .n_scenes = n, .n_actors = d->cast->len, .durations = d->ones, .cast = d->there,
    .n_pairs = d->pairs->len, .n_windows = d->windows->len, .pairs = (const SlTalentPair *) (gpointer) d->pairs->data,
    .windows = (const SlTalentWindow *) (gpointer) d->windows->data,
  };
  g_autofree gint64 *equal = g_new (gint64, MAX (d->cast->len, 1));
  SlTalent of = talent;

  for (guint a = 0; a < d->cast->len; a++)
    equal[a] = 1;
  of.wages = aim == SL_ORDER_PAY ? d->pay : equal;
  g_autoptr (SlTalentResult) result = sl_talent_solve (&of, seconds, watch, error);
  if (result == NULL)
    return FALSE;
  add_order (d, orders, aim, result->order, result);
  return TRUE;
}

/* What the first scene of a day that says so is shot on and before. */
static char *
load_of (const Days *d, guint i)
{
  const SlBoardDay *day = day_at (d, i);

  for (guint s = day->first_scene; s < day->first_scene + day->n_scenes; s++)
    {
      const SlBoardScene *scene = &g_array_index (d->read->scenes, SlBoardScene, s);

      if (scene->stage != NULL)
        return g_strdup_printf ("%s %s", scene->stage->entity.id, scene->environment != NULL ? scene->environment : "");
    }
  return g_strdup ("");
}

/* Days of one stage and environment come together, where the first of them stands, as far as nothing is fixed. */
static void
add_by_load (const Days *d, GArray *orders)
{
  const guint n = d->read->days->len;
  g_autofree guint *order = g_new (guint, MAX (n, 1));
  g_autofree guint8 *placed = g_new0 (guint8, MAX (n, 1));
  guint at = 0;

  if (d->pairs->len > 0 || d->windows->len > 0)
    return;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *load = load_of (d, i);

      for (guint k = i; k < n; k++)
        {
          g_autofree char *other = placed[k] ? NULL : load_of (d, k);

          if (other != NULL && (k == i || g_str_equal (load, other)))
            {
              order[at++] = k;
              placed[k] = TRUE;
            }
        }
    }
  add_order (d, orders, SL_ORDER_LOADS, order, NULL);
}

GArray *
sl_board_order_days (const SlBoardInput *input, double seconds, SlWatch *watch, GError **error)
{
  g_auto (Days) d;
  g_autoptr (GArray) orders = g_array_new (FALSE, FALSE, sizeof (SlBoardOrder));

  g_array_set_clear_func (orders, sl_board_order_clear);
  days_init (&d, input);
  const guint n = d.read->days->len;
  g_autofree guint *same = g_new (guint, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    same[i] = i;
  add_order (&d, orders, SL_ORDER_AS_IS, same, NULL);
  if (n < 2 || d.cast->len == 0)
    return g_steal_pointer (&orders);
  if (!add_solved (&d, orders, SL_ORDER_HOLD, seconds / 2, watch, error)
      || !add_solved (&d, orders, SL_ORDER_PAY, seconds / 2, watch, error))
    return NULL;
  add_by_load (&d, orders);
  return g_steal_pointer (&orders);
}
