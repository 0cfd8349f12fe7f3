#include "sl-feeds.h"

#include "sl-check.h"
#include "sl-error.h"
#include "sl-file-name.h"
#include "sl-i18n.h"

static void
wall_clear (gpointer data)
{
  SlFeedWall *wall = data;

  sl_scene_wall_unref (wall->scene);
  g_free (wall->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlFeedWall, wall_clear)

void
sl_feeds_free (SlFeeds *feeds)
{
  if (feeds == NULL)
    return;
  g_array_unref (feeds->walls);
  g_array_unref (feeds->feeds);
  g_free (feeds);
}

static gint64
sum (const gint64 *lengths, guint n)
{
  gint64 total = 0;

  for (guint i = 0; i < n; i++)
    total += lengths[i];
  return total;
}

/* --- cutting --- */

static GArray *
cut (const SlFeedWall *wall, const SlFeedLimits *limits, GPtrArray *omissions)
{
  const SlProcessor *processor = wall->processor;
  const SlSceneWall *scene = wall->scene;
  gint64 max_w = processor != NULL ? processor->max_w : SL_FEED_USUAL_W;
  gint64 max_h = processor != NULL ? processor->max_h : SL_FEED_USUAL_H;
  gint64 pixels = processor != NULL ? processor->pixels : 0;
  GArray *cuts;

  if (limits->max_w > 0 || limits->max_h > 0)
    pixels = 0; /* what renders it is asked, not what drives the wall */
  max_w = limits->max_w > 0 ? limits->max_w : max_w;
  max_h = limits->max_h > 0 ? limits->max_h : max_h;
  if (processor == NULL && limits->max_w <= 0)
    sl_findings_add (omissions, SL_SEVERITY_NOTE, scene->entity, "processor", _("Choose its processor"),
                     _("it has no processor: its canvases are cut for outputs of %d × %d px"), (int) max_w,
                     (int) max_h);
  cuts = sl_tally_cut (scene->columns_px, scene->columns, scene->rows_px, scene->rows, max_w, max_h, pixels);
  if (cuts == NULL)
    sl_findings_add (omissions, SL_SEVERITY_WARNING, scene->entity, "processor",
                     _("Choose another processor, or larger canvases"),
                     _("the wall is left out: one of its cabinets is larger than a canvas"));
  return cuts;
}

static void
add_feed (SlFeeds *feeds, SlFeedWall *wall, const SlCanvasCut *c)
{
  const SlSceneWall *scene = wall->scene;
  const SlFeed feed = {
    .wall = feeds->walls->len, .number = wall->n++, .cut = *c,
    .x = sum (scene->columns_px, c->column), .w = sum (scene->columns_px + c->column, c->columns),
    .y = sum (scene->rows_px, c->row), .h = sum (scene->rows_px + c->row, c->rows),
  };

  g_array_append_val (feeds->feeds, feed);
}

static void
add_wall (SlFeeds *feeds, GHashTable *names, const SlPlan *plan, const SlEntity *entity, const SlFeedLimits *limits,
          GPtrArray *omissions)
{
  g_autofree char *plain = g_strdelimit (g_strdup (entity->id), ".", '_'); /* dots are no part of a name to engines */
  g_autoptr (GError) error = NULL;
  g_auto (SlFeedWall) wall = { sl_scene_wall_new (plan, entity, &error) };
  g_autoptr (GArray) cuts = NULL;

  if (wall.scene == NULL || wall.scene->n_panels == 0)
    {
      if (wall.scene == NULL)
        sl_findings_add_error (omissions, SL_SEVERITY_WARNING, entity, "cabinet",
                               _("Choose its cabinet from the catalogue"), error);
      else
        sl_findings_add (omissions, SL_SEVERITY_WARNING, entity, "patches", _("Let some of its cabinets stand"),
                         _("the wall is left out: none of its cabinets stands"));
      return;
    }
  wall.processor = sl_plan_get (plan, SL_KIND_PROCESSOR, ((const SlWall *) entity)->processor);
  wall.w = sum (wall.scene->columns_px, wall.scene->columns);
  wall.h = sum (wall.scene->rows_px, wall.scene->rows);
  wall.first = feeds->feeds->len;
  if (feeds->walls->len > 0)
    {
      const SlFeedWall *before = sl_feeds_wall (feeds, feeds->walls->len - 1);
      wall.left = before->left + before->w;
    }
  if ((cuts = cut (&wall, limits, omissions)) == NULL)
    return;
  for (guint i = 0; i < cuts->len; i++)
    add_feed (feeds, &wall, &g_array_index (cuts, SlCanvasCut, i));
  wall.name = sl_file_name_apart (names, plain);
  g_array_append_val (feeds->walls, wall);
  wall = (SlFeedWall) { 0 };
}

static void
give_outputs (SlFeeds *feeds, guint outputs)
{
  gint64 right = 0;

  for (guint i = 0; i < feeds->feeds->len; i++)
    {
      SlFeed *feed = &g_array_index (feeds->feeds, SlFeed, i);

      feed->output = i;
      feed->node = i / outputs;
      feed->to_x = i % outputs == 0 ? 0 : right;
      right = feed->to_x + feed->w;
    }
  feeds->nodes = (feeds->feeds->len + outputs - 1) / outputs;
}

SlFeeds *
sl_feeds_new (const SlPlan *plan, const char *stage_id, const SlFeedLimits *limits, SlWatch *watch,
              GPtrArray *omissions, GError **error)
{
  const SlFeedLimits own = limits != NULL ? *limits : (SlFeedLimits) { 0 };
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (SlFeeds) feeds = NULL;

  if (sl_plan_get (plan, SL_KIND_STAGE, stage_id) == NULL)
    {
      sl_error_set (error, SL_ERROR_REFERENCE, _("the plan has no stage “%s”; “show” lists what it has"),
                    stage_id != NULL ? stage_id : "");
      return NULL;
    }
  feeds = g_new0 (SlFeeds, 1);
  feeds->walls = g_array_new (FALSE, TRUE, sizeof (SlFeedWall));
  g_array_set_clear_func (feeds->walls, wall_clear);
  feeds->feeds = g_array_new (FALSE, TRUE, sizeof (SlFeed));
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_WALL); i++)
    {
      const SlEntity *wall = sl_plan_at (plan, SL_KIND_WALL, i);

      if (sl_watch_stops (watch, error))
        return NULL;
      if (g_strcmp0 (((const SlWall *) wall)->placed.stage, stage_id) == 0)
        add_wall (feeds, names, plan, wall, &own, omissions);
    }
  give_outputs (feeds, MAX (own.outputs, 1));
  return g_steal_pointer (&feeds);
}

/* --- reading --- */

const SlFeed *
sl_feeds_at (const SlFeeds *feeds, guint index)
{
  return &g_array_index (feeds->feeds, SlFeed, index);
}

const SlFeedWall *
sl_feeds_wall (const SlFeeds *feeds, guint index)
{
  return &g_array_index (feeds->walls, SlFeedWall, index);
}

char *
sl_feeds_name (const SlFeeds *feeds, guint index)
{
  const SlFeed *feed = sl_feeds_at (feeds, index);
  const SlFeedWall *wall = sl_feeds_wall (feeds, feed->wall);

  return g_strdup_printf ("%s-c%02u", wall->name, feed->number + 1);
}

void
sl_feeds_node (const SlFeeds *feeds, guint node, gint64 *w, gint64 *h)
{
  *w = *h = 0;
  for (guint i = 0; i < feeds->feeds->len; i++)
    {
      const SlFeed *feed = sl_feeds_at (feeds, i);

      if (feed->node == node)
        {
          *w = MAX (*w, feed->to_x + feed->w);
          *h = MAX (*h, feed->to_y + feed->h);
        }
    }
}
