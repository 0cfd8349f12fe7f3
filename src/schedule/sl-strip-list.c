#include "sl-strip-list.h"

#include <math.h>

static const SlField *
strips_field (void)
{
  return sl_record_field (&sl_kind_info (SL_KIND_BOARD)->record, "strips");
}

/* --- lists --- */

/* A list of copies of `n` strips; NULL, the empty list, for none. */
static SlList *
list_of (const GPtrArray *strips)
{
  const SlField *field = strips_field ();
  SlList *list = strips->len > 0 ? sl_list_new (field, strips->len) : NULL;

  for (guint i = 0; i < strips->len; i++)
    sl_record_copy (field->record, list->data + i * list->item_size, strips->pdata[i]);
  return list;
}

static gboolean
is_in (const guint *which, guint n, guint at)
{
  guint low = 0, high = n;

  while (low < high)
    {
      const guint middle = (low + high) / 2;

      if (which[middle] < at)
        low = middle + 1;
      else
        high = middle;
    }
  return low < n && which[low] == at;
}

static void
add_at (GPtrArray *out, const SlList *strips, guint at)
{
  g_ptr_array_add (out, (gpointer) sl_list_at (strips, SlStrip, at));
}

SlList *
sl_strips_moved (const SlList *strips, const guint *which, guint n, guint to)
{
  g_autoptr (GPtrArray) out = g_ptr_array_new ();

  for (guint i = 0; i <= sl_list_n (strips); i++)
    {
      for (guint k = 0; i == to && k < n; k++)
        if (which[k] < sl_list_n (strips))
          add_at (out, strips, which[k]);
      if (i < sl_list_n (strips) && !is_in (which, n, i))
        add_at (out, strips, i);
    }
  return list_of (out);
}

SlList *
sl_strips_without (const SlList *strips, const guint *which, guint n)
{
  g_autoptr (GPtrArray) out = g_ptr_array_new ();

  for (guint i = 0; i < sl_list_n (strips); i++)
    if (!is_in (which, n, i))
      add_at (out, strips, i);
  return list_of (out);
}

SlList *
sl_strips_with (const SlList *strips, guint at, const SlStrip *more, guint n)
{
  g_autoptr (GPtrArray) out = g_ptr_array_new ();

  for (guint i = 0; i <= sl_list_n (strips); i++)
    {
      for (guint k = 0; i == MIN (at, sl_list_n (strips)) && k < n; k++)
        g_ptr_array_add (out, (gpointer) &more[k]);
      if (i < sl_list_n (strips))
        add_at (out, strips, i);
    }
  return list_of (out);
}

/* --- days by themselves --- */

typedef struct {
  gint32 minutes;
  gint64 eighths;
  guint  scenes;
} Filled;

static gboolean
is_end (const SlStrip *strip, gboolean fixed)
{
  return strip->is == SL_STRIP_DAY && (strip->date != 0) == fixed;
}

static SlList *
without_free_ends (const SlList *strips)
{
  g_autoptr (GPtrArray) out = g_ptr_array_new ();

  for (guint i = 0; i < sl_list_n (strips); i++)
    if (!is_end (sl_list_at (strips, SlStrip, i), FALSE))
      add_at (out, strips, i);
  return list_of (out);
}

/* What the scene adds to a day that has something already, or that it begins. */
static gint32
minutes_of (const SlBoardScene *s, gboolean begins)
{
  return (begins ? 0 : s->move) + s->wall + s->mode + s->load + s->calibration + s->minutes;
}

static gint32
limit_of (const SlBoardRead *read, gint32 minutes, gint64 eighths)
{
  if (minutes > 0 || eighths > 0)
    return minutes > 0 ? minutes : G_MAXINT32;
  return read->days->len > 0 ? g_array_index (read->days, SlBoardDay, 0).length : 600;
}

SlList *
sl_strips_broken (const SlBoardInput *input, gint32 minutes, gint64 eighths)
{
  static const SlStrip end = { .is = SL_STRIP_DAY, .minutes = NAN, .call = -1 };
  SlBoardInput open = *input;
  SlList *bare = without_free_ends (input->tries ? input->strips : input->board != NULL ? input->board->strips : NULL);
  g_autoptr (GPtrArray) out = g_ptr_array_new ();
  Filled day = { 0 };
  guint scene = 0;

  open.tries = TRUE;
  open.strips = bare;
  g_autoptr (SlBoardRead) read = sl_board_read (&open);
  const gint32 limit = limit_of (read, minutes, eighths);
  for (guint i = 0; i < sl_list_n (bare); i++)
    {
      const SlStrip *strip = sl_list_at (bare, SlStrip, i);
      const SlBoardScene *s = scene < read->scenes->len ? &g_array_index (read->scenes, SlBoardScene, scene) : NULL;

      if (s != NULL && s->strip == i)
        {
          const gint32 adds = minutes_of (s, day.scenes == 0);
          const gint64 pages = day.eighths + s->scene->eighths;

          if (day.scenes > 0 && (day.minutes + adds > limit || (eighths > 0 && pages > eighths)))
            {
              g_ptr_array_add (out, (gpointer) &end);
              day = (Filled) { 0 };
            }
          day.minutes += minutes_of (s, day.scenes == 0);
          day.eighths += s->scene->eighths;
          day.scenes++;
          scene++;
        }
      else if (strip->is == SL_STRIP_BANNER && !isnan (strip->minutes))
        day.minutes += (gint32) lround (strip->minutes);
      add_at (out, bare, i);
      if (strip->is == SL_STRIP_DAY)
        day = (Filled) { 0 };
    }
  if (day.scenes > 0)
    g_ptr_array_add (out, (gpointer) &end);
  SlList *list = list_of (out);
  sl_list_unref (bare);
  return list;
}

/* --- of the plan --- */

SlList *
sl_strips_of_all (const SlPlan *plan, const SlProduction *production)
{
  g_autoptr (GArray) strips = g_array_new (FALSE, TRUE, sizeof (SlStrip));

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SCENE); i++)
    {
      const SlSceneEntity *scene = (const SlSceneEntity *) sl_plan_at (plan, SL_KIND_SCENE, i);
      const SlStrip strip = { .is = SL_STRIP_SCENE, .scene = scene->entity.id, .minutes = NAN, .call = -1 };

      if (g_strcmp0 (scene->production, production->entity.id) == 0 && !scene->omitted)
        g_array_append_val (strips, strip);
    }
  return sl_strips_with (NULL, 0, (const SlStrip *) (gpointer) strips->data, strips->len);
}

GArray *
sl_strips_find (const SlList *strips, const char *scene)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < sl_list_n (strips); i++)
    if (g_strcmp0 (sl_list_at (strips, SlStrip, i)->scene, scene) == 0)
      g_array_append_val (places, i);
  return places;
}

/* Those of one scene; NULL: all that are left. */
static void
add_shots (GPtrArray *order, GHashTable *taken, const SlPlan *plan, const GPtrArray *ids, const char *scene)
{
  for (guint i = 0; i < ids->len; i++)
    {
      const SlShot *shot = sl_plan_get (plan, SL_KIND_SHOT, ids->pdata[i]);

      if ((scene == NULL || (shot != NULL && g_strcmp0 (shot->scene, scene) == 0))
          && g_hash_table_add (taken, ids->pdata[i]))
        g_ptr_array_add (order, ids->pdata[i]);
    }
}

GPtrArray *
sl_strips_shots (const SlPlan *plan, const SlList *strips, const GPtrArray *ids)
{
  GPtrArray *order = g_ptr_array_new ();
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sl_list_n (strips); i++)
    if (sl_list_at (strips, SlStrip, i)->scene != NULL)
      add_shots (order, taken, plan, ids, sl_list_at (strips, SlStrip, i)->scene);
  add_shots (order, taken, plan, ids, NULL);
  return order;
}

void
sl_command_set_strips (SlCommand *command, const char *board, const SlList *strips)
{
  g_autoptr (GString) text = g_string_new (NULL);

  sl_field_print (strips_field (), &strips, text);
  sl_command_set (command, board, "strips", text->str);
}
