/* Days of a board as blocks: whole, or a scene each. */
#include "sl-board-order-filling.h"

#include <math.h>

enum { DAY_LIGHT, NIGHT_LIGHT };

gboolean
sl_order_fill_stays (const SlOrderFill *fill, guint i)
{
  const SlBoardDay *day = sl_order_day (fill, i);
  const SlStrip *end = day->end >= 0 ? sl_order_strip (fill, (guint) day->end) : NULL;

  if (!sl_order_is_own (fill, i) || day->n_scenes == 0 || (end != NULL && end->date != 0)
      || (end == NULL && fill->whole_days))
    return TRUE;
  for (guint s = day->first_scene; s < day->first_scene + day->n_scenes; s++)
    if (sl_order_scene (fill, s)->scene->shot_on != 0)
      return TRUE;
  return FALSE;
}

static gint32
light_of (const SlBoardScene *s)
{
  if (s->stage != NULL || s->scene->omitted || s->scene->place != SL_PLACE_EXT)
    return -1;
  return s->scene->light == SL_HOUR_DAY ? DAY_LIGHT : s->scene->light == SL_HOUR_NIGHT ? NIGHT_LIGHT : -1;
}

/* Whether no day of the board has exteriors off the stages by day and by night. */
gboolean
sl_order_fill_keeps_light (const SlOrderFill *fill)
{
  for (guint i = 0; i < fill->read->days->len; i++)
    {
      const SlBoardDay *day = sl_order_day (fill, i);
      guint lights = 0;

      for (guint s = day->first_scene; s < day->first_scene + day->n_scenes; s++)
        lights |= light_of (sl_order_scene (fill, s)) >= 0 ? 1u << light_of (sl_order_scene (fill, s)) : 0;
      if (lights == 3)
        return FALSE;
    }
  return TRUE;
}

static SlOrderStrips *
strips_new (guint own)
{
  SlOrderStrips *strips = g_new0 (SlOrderStrips, 1);

  strips->strips = g_array_new (FALSE, FALSE, sizeof (guint));
  strips->own = own;
  return strips;
}

void
sl_order_strips_free (gpointer data)
{
  g_array_unref (((SlOrderStrips *) data)->strips);
  g_free (data);
}

static SlOrderStrips *
strips_of_day (const SlOrderFill *fill, guint at, guint own)
{
  const SlBoardDay *day = sl_order_day (fill, at);
  SlOrderStrips *strips = strips_new (own);

  for (guint i = day->first; i < day->first + day->n; i++)
    g_array_append_val (strips->strips, i);
  return strips;
}

static gint32
banner_minutes (const SlStrip *strip)
{
  return strip->is == SL_STRIP_BANNER && !isnan (strip->minutes) ? (gint32) lround (strip->minutes) : 0;
}

/* All of a day as steps; its banners count with the scene behind them, or the last. */
static void
add_day_steps (SlOrderFilling *f, guint i)
{
  const SlBoardDay *day = sl_order_day (f->fill, i);
  guint scene = day->first_scene;
  gint32 banners = 0;

  for (guint k = day->first; k < day->first + day->n; k++)
    {
      banners += banner_minutes (sl_order_strip (f->fill, k));
      if (scene >= day->first_scene + day->n_scenes || sl_order_scene (f->fill, scene)->strip != k)
        continue;
      sl_order_fill_step (f, scene++, banners);
      banners = 0;
    }
  if (banners > 0 && day->n_scenes > 0)
    g_array_index (f->fill->steps, SlOrderStep, f->fill->steps->len - 1).minutes += banners;
}

static void
add_fixed (SlOrderFilling *f, guint i, guint own)
{
  SlOrderFill *fill = f->fill;
  const SlBoardDay *day = sl_order_day (fill, i);
  SlOrderFixed fixed = { .first = fill->steps->len, .call = day->call, .date = day->date != 0 ? day->date : i + 1,
                         .after = sl_order_is_own (fill, i) ? SL_ORDER_OWN : own };
  SlOrderStrips *strips = strips_of_day (fill, i, own);

  add_day_steps (f, i);
  fixed.n = fill->steps->len - fixed.first;
  strips->date = day->date;
  g_array_append_val (fill->fixed, fixed);
  g_ptr_array_add (fill->fixed_strips, strips);
  sl_order_fill_add_people (f, fill->fixed_people, fixed.first);
}

static void
add_block (SlOrderFilling *f, guint first, gint32 call, gint32 light, SlOrderStrips *strips)
{
  SlOrderFill *fill = f->fill;
  const SlOrderBlock block = { first, fill->steps->len - first, call, light };

  for (guint s = first; s < fill->steps->len; s++)
    f->block_of[g_array_index (f->scenes, guint, s)] = (gint) fill->blocks->len;
  g_array_append_val (fill->blocks, block);
  g_ptr_array_add (fill->block_strips, strips);
  sl_order_fill_add_people (f, fill->block_people, first);
}

static void
add_whole_day (SlOrderFilling *f, guint i, guint own)
{
  const guint first = f->fill->steps->len;

  add_day_steps (f, i);
  add_block (f, first, sl_order_day (f->fill, i)->call, -1, strips_of_day (f->fill, i, own));
  g_array_append_val (f->fill->day_of_block, i);
}

/* Each scene of the day for itself, with the banners before it; ends of weeks stay with the count of days. */
static void
add_scenes (SlOrderFilling *f, guint i, guint own)
{
  SlOrderFill *fill = f->fill;
  const SlBoardDay *day = sl_order_day (fill, i);
  SlOrderStrips *strips = strips_new (own);
  guint scene = day->first_scene;
  gint32 banners = 0;

  for (guint k = day->first; k < day->first + day->n; k++)
    {
      const SlStrip *strip = sl_order_strip (fill, k);
      const gboolean is_scene = scene < day->first_scene + day->n_scenes && sl_order_scene (fill, scene)->strip == k;

      if (strip->is == SL_STRIP_DAY)
        g_array_append_val (fill->ends, k);
      else if (strip->is == SL_STRIP_WEEK)
        {
          SlOrderStrips *week = strips_new (own);

          g_array_append_val (week->strips, k);
          g_ptr_array_add (fill->week_strips, week);
        }
      else
        {
          banners += banner_minutes (strip);
          g_array_append_val (strips->strips, k);
        }
      if (!is_scene)
        continue;
      sl_order_fill_step (f, scene, banners);
      add_block (f, fill->steps->len - 1, day->call, f->by_light ? light_of (sl_order_scene (fill, scene)) : -1,
                 strips);
      strips = strips_new (own);
      banners = 0;
      scene++;
    }
  /* what is behind the last scene goes with that */
  SlOrderStrips *last = fill->block_strips->pdata[fill->block_strips->len - 1];
  g_array_append_vals (last->strips, strips->strips->data, strips->strips->len);
  g_array_index (fill->steps, SlOrderStep, fill->steps->len - 1).minutes += banners;
  sl_order_strips_free (strips);
}

void
sl_order_fill_days (SlOrderFilling *f)
{
  SlOrderFill *fill = f->fill;
  guint own = 0;

  for (guint i = 0; i < fill->read->days->len; i++)
    {
      if (sl_order_fill_stays (fill, i))
        add_fixed (f, i, own);
      else if (fill->whole_days)
        add_whole_day (f, i, own);
      else
        add_scenes (f, i, own);
      own += sl_order_is_own (fill, i);
    }
}

