/* What the shown frame misses, told in the view where the picture goes over a wall. */
#include "sl-viewport-private.h"

static void
on_results (SlViewport *v)
{
  g_autofree char *miss = sl_analysis_miss (v->bench->analysis);

  if (g_strcmp0 (miss, v->miss) == 0)
    return;
  g_free (v->miss);
  v->miss = g_steal_pointer (&miss);
  sl_viewport_draw_anew (v);
}

void
sl_viewport_follow_miss (SlViewport *v)
{
  g_signal_connect_swapped (v->bench->analysis, "changed", G_CALLBACK (on_results), v);
  g_signal_connect_swapped (v->editor, "time-changed", G_CALLBACK (on_results), v);
  on_results (v);
}

void
sl_viewport_drop_miss (SlViewport *v)
{
  if (v->bench != NULL)
    g_signal_handlers_disconnect_by_data (v->bench->analysis, v);
  g_clear_pointer (&v->miss, g_free);
}
