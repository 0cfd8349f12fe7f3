#include "sl-bench.h"

SlBench *
sl_bench_new (SlDocument *document)
{
  SlBench *bench = g_new0 (SlBench, 1);

  bench->refs = 1;
  bench->editor = sl_editor_new (document);
  bench->queue = sl_queue_new ();
  bench->loader = sl_loader_new (bench->editor, bench->queue);
  bench->analysis = sl_analysis_new (bench->editor, bench->queue);
  bench->figures = sl_figures_new (bench->editor, bench->queue);
  bench->pictures = sl_pictures_new (bench->editor, bench->queue);
  bench->problems = sl_problems_new (bench->editor, bench->analysis, bench->queue);
  bench->chance = sl_chance_new (bench->editor, bench->analysis, bench->queue);
  bench->keys = sl_key_choice_new (bench->editor);
  bench->board = sl_board_desk_new (bench->editor, bench->analysis);
  bench->orders = sl_orders_new (bench->board, bench->chance, bench->analysis, bench->queue);
  bench->levelling = sl_levelling_new (bench->editor, bench->queue);
  bench->sync = sl_sync_new (bench->editor);
  bench->tracked = sl_tracked_new (bench->editor, bench->queue);
  return bench;
}

SlBench *
sl_bench_ref (SlBench *bench)
{
  bench->refs++;
  return bench;
}

void
sl_bench_close (SlBench *bench)
{
  if (bench->queue == NULL)
    return;
  sl_tracked_close (bench->tracked);
  sl_sync_close (bench->sync);
  sl_levelling_close (bench->levelling);
  sl_orders_close (bench->orders);
  sl_chance_stop (bench->chance);
  sl_analysis_stop (bench->analysis);
  sl_figures_stop (bench->figures);
  sl_pictures_stop (bench->pictures);
  sl_problems_stop (bench->problems);
  g_clear_pointer (&bench->loader, sl_loader_free);
  g_clear_pointer (&bench->queue, sl_queue_free);
}

void
sl_bench_unref (SlBench *bench)
{
  if (bench == NULL || --bench->refs > 0)
    return;
  sl_bench_close (bench);
  g_object_unref (bench->tracked);
  g_object_unref (bench->sync);
  g_object_unref (bench->levelling);
  g_object_unref (bench->orders);
  g_object_unref (bench->board);
  g_object_unref (bench->keys);
  g_object_unref (bench->chance);
  g_object_unref (bench->problems);
  sl_pictures_free (bench->pictures);
  g_object_unref (bench->figures);
  g_object_unref (bench->analysis);
  g_object_unref (bench->editor);
  g_free (bench);
}

guint
sl_bench_exports (SlBench *bench)
{
  g_autoptr (GPtrArray) jobs = bench->queue != NULL ? sl_queue_list (bench->queue) : NULL;
  guint n = 0;

  for (guint i = 0; jobs != NULL && i < jobs->len; i++)
    n += sl_job_lane (jobs->pdata[i]) == SL_LANE_EXPORT;
  return n;
}
