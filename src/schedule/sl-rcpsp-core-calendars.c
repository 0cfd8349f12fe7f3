/* The calendars that each activity works by, joined: those with the same ones share theirs. */
#include "sl-rcpsp-core.h"

static void
add_once (GArray *calendars, int calendar)
{
  for (guint i = 0; i < calendars->len; i++)
    if (g_array_index (calendars, int, i) == calendar)
      return;
  if (calendar >= 0)
    g_array_append_val (calendars, calendar);
}

static int
compare_ints (gconstpointer a, gconstpointer b)
{
  const int x = *(const int *) a, y = *(const int *) b;
  return (x > y) - (x < y);
}

/* The calendars that an activity works under: its own and those of what it needs, whose uses begin at *at. */
static GArray *
calendars_of (const SlRcpsp *p, const SlCoreMask *mask, const GArray *joined, int activity, guint *at)
{
  GArray *calendars = g_array_new (FALSE, FALSE, sizeof (int));

  if (sl_rcpsp_activity (p, activity)->duration > 0 && (mask == NULL || !sl_core_is_off (mask->calendar, activity)))
    add_once (calendars, sl_rcpsp_activity (p, activity)->calendar);
  for (; *at < joined->len && g_array_index (joined, SlRcpspUse, *at).activity == activity; (*at)++)
    {
      const int resource = g_array_index (joined, SlRcpspUse, *at).resource;
      if (mask == NULL || !sl_core_is_off (mask->resource_calendar, resource))
        add_once (calendars, sl_rcpsp_resource (p, resource)->calendar);
    }
  g_array_sort (calendars, compare_ints);
  return calendars;
}

static SlWorkingTime *
join_calendars (const SlRcpsp *p, const GArray *calendars)
{
  g_autoptr (GArray) closed = g_array_new (FALSE, FALSE, sizeof (SlStretch));

  for (guint i = 0; i < p->closures->len; i++)
    {
      const SlRcpspClosure *c = &g_array_index (p->closures, SlRcpspClosure, i);
      const SlStretch stretch = { c->from, c->to };
      for (guint k = 0; k < calendars->len && c->from < c->to; k++)
        if (g_array_index (calendars, int, k) == c->calendar)
          g_array_append_val (closed, stretch);
    }
  return closed->len > 0 ? sl_working_time_new (closed) : NULL;
}

void
sl_core_take_calendars (SlCore *core, const SlRcpsp *p, const GArray *joined, const SlCoreMask *mask)
{
  g_autoptr (GHashTable) known
      = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  guint at = 0;

  core->time = g_new0 (SlWorkingTime *, core->n);
  core->times = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_working_time_free);
  for (int a = 0; a < core->n; a++)
    {
      g_autoptr (GArray) calendars = calendars_of (p, mask, joined, a, &at);
      g_autoptr (GBytes) key = g_bytes_new (calendars->data, calendars->len * sizeof (int));
      gpointer found;

      if (calendars->len == 0)
        continue;
      if (!g_hash_table_lookup_extended (known, key, NULL, &found))
        {
          if ((found = join_calendars (p, calendars)) != NULL)
            g_ptr_array_add (core->times, found);
          g_hash_table_insert (known, g_bytes_ref (key), found);
        }
      core->time[a] = found;
    }
}
