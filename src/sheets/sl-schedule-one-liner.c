/* The one-liner: a line a scene, by day, in the script's order, or by set. */
#include "sl-i18n.h"
#include "sl-schedule-lines.h"
#include "sl-schedule-words.h"

/* A scene of the production, where it stands on the board. */
typedef struct {
  const SlSceneEntity *scene;
  const SlBoardScene  *placed; /* NULL: nowhere */
} Line;

static GArray *
all_scenes (const SlScheduleAsk *ask)
{
  g_autoptr (GHashTable) placed = g_hash_table_new (g_direct_hash, g_direct_equal);
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));

  for (guint i = ask->read->scenes->len; i-- > 0;) /* the first place of a scene counts */
    {
      SlBoardScene *s = &g_array_index (ask->read->scenes, SlBoardScene, i);
      g_hash_table_insert (placed, (gpointer) s->scene, s);
    }
  for (guint i = 0; i < sl_plan_count (ask->plan, SL_KIND_SCENE); i++)
    {
      const SlSceneEntity *scene = (const SlSceneEntity *) sl_plan_at (ask->plan, SL_KIND_SCENE, i);
      const Line line = { scene, g_hash_table_lookup (placed, scene) };
      const SlBoardDay *day = line.placed != NULL
                              ? &g_array_index (ask->read->days, SlBoardDay, line.placed->day) : NULL;

      if (g_strcmp0 (scene->production, ask->read->production->entity.id) == 0 && !scene->omitted
          && (day != NULL ? sl_words_shows (ask, day) : ask->from == 0 && ask->to == 0))
        g_array_append_val (lines, line);
    }
  return lines;
}

static void
add_line (const SlLines *l, const Line *line)
{
  sl_lines_scene (l, line->placed != NULL ? &g_array_index (l->ask->read->days, SlBoardDay, line->placed->day) : NULL,
             line->placed, line->scene);
}

static const char *
set_of (const Line *line)
{
  return line->scene->set != NULL ? line->scene->set : "";
}

/* Sets come as the script first has them. */
static void
add_sets (const SlLines *l, const GArray *lines)
{
  g_autoptr (GHashTable) sets = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                        (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();

  for (guint i = 0; i < lines->len; i++)
    {
      Line *line = &g_array_index (lines, Line, i);
      GPtrArray *of = g_hash_table_lookup (sets, set_of (line));

      if (of == NULL)
        {
          g_hash_table_insert (sets, (gpointer) set_of (line), of = g_ptr_array_new ());
          g_ptr_array_add (order, of);
        }
      g_ptr_array_add (of, line);
    }
  for (guint i = 0; i < order->len; i++)
    {
      const GPtrArray *of = order->pdata[i];
      gint64 eighths = 0;

      for (guint k = 0; k < of->len; k++)
        eighths += ((const Line *) of->pdata[k])->scene->eighths;
      g_autofree char *pages = sl_pages_text (eighths);
      g_autofree char *sums = g_strdup_printf (_("%s pages · %u scenes"), pages, of->len);
      const char *set = set_of (of->pdata[0]);
      sl_report_span (l->table, SL_ROW_HEAD, *set != '\0' ? set : _("No set"), sums);
      for (guint k = 0; k < of->len; k++)
        add_line (l, of->pdata[k]);
    }
}

SlReport *
sl_report_one_liner (const SlScheduleAsk *ask, SlLinesOrder order, gboolean full)
{
  static const char *const titles[] = { N_("One-liner"), N_("Scenes in script order"), N_("Scenes by set") };
  SlReport *report = sl_report_new (full && order == SL_LINES_BY_DAY ? _("Shooting schedule") : _(titles[order]));
  const SlLines lines = { .ask = ask, .table = sl_report_table (report, NULL), .dated = order != SL_LINES_BY_DAY,
                        .full = full };

  sl_words_of_board (report, ask);
  report->wide = full;
  lines.table->marked = TRUE;
  sl_lines_columns (&lines);
  if (order == SL_LINES_BY_DAY)
    sl_lines_days (&lines);
  else
    {
      g_autoptr (GArray) scenes = all_scenes (ask);

      for (guint i = 0; order == SL_LINES_BY_SCENE && i < scenes->len; i++)
        add_line (&lines, &g_array_index (scenes, Line, i));
      if (order == SL_LINES_BY_SET)
        add_sets (&lines, scenes);
    }
  sl_lines_totals (&lines);
  sl_lines_cast (ask, report);
  return report;
}
