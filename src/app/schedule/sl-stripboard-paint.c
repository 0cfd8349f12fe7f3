#include "sl-strip-paint-private.h"

#include <math.h>

#include "sl-i18n.h"

enum { KEPT_MOST = 3000, PAD = 8 };

static const GdkRGBA accent = { .208f, .518f, .894f, 1 };

int
sl_strip_row_height (void)
{
  return (int) round ((SL_STRIP_H + SL_STRIP_GAP) * sl_text_scale ());
}

SlStripPainter *
sl_strip_painter_new (GtkWidget *widget)
{
  SlStripPainter *p = g_new0 (SlStripPainter, 1);

  p->widget = widget;
  p->nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) gsk_render_node_unref);
  return p;
}

void
sl_strip_painter_free (SlStripPainter *p)
{
  if (p == NULL)
    return;
  g_hash_table_unref (p->nodes);
  g_free (p);
}

void
sl_strip_painter_begin (SlStripPainter *p, const SlBoardRead *read, int width)
{
  GdkRGBA text;

  sl_text_colour (p->widget, &text);
  if (width != p->width || !gdk_rgba_equal (&text, &p->text) || g_hash_table_size (p->nodes) > KEPT_MOST)
    g_hash_table_remove_all (p->nodes);
  p->read = read;
  p->width = width;
  p->text = text;
  p->scale = sl_text_scale ();
}

/* --- rows --- */

static void
make_row (SlStripPainter *p, GtkSnapshot *snapshot, const SlBoardRow *row)
{
  if (row->scene != NULL && row->form != SL_BOARD_ROW_GHOST)
    sl_strip_scene (p, snapshot, row);
  else
    sl_strip_between (p, snapshot, row);
}

/* All that the row shows: of a scene its version in the plan stands for most. */
static char *
key_of (const SlStripPainter *p, const SlBoardRow *row)
{
  const char *breach = sl_board_row_breach (p->read, row);
  const SlBoardDay *day = row->day;
  GString *key = g_string_new (NULL);

  g_string_printf (key, "%d %u %u %d %u %s", (int) row->form, row->errors, row->warnings, (int) row->drift,
                   row->was_day, breach != NULL ? breach : "");
  if (row->scene != NULL)
    {
      g_autofree char *who = sl_scene_cast_numbers (p->read->plan, row->scene);

      g_string_append_printf (key, "|%" G_GUINT64_FORMAT "|%s|%s|%.0f|%d", row->scene->entity.stamp, who,
                              sl_strip_environment (p, row->scene, row->at), sl_strip_minutes (p, row->scene, row->at),
                              row->at != NULL && row->at->graded ? (int) row->at->grade : -1);
    }
  if (row->strip != NULL)
    g_string_append_printf (key, "|%d %s %g", row->strip->is, row->strip->text != NULL ? row->strip->text : "",
                            row->strip->minutes);
  if (day != NULL)
    g_string_append_printf (key, "|%u %u %s %d %d %d", day->number, day->date,
                            day->unit != NULL ? sl_entity_title (&day->unit->entity) : "", (int) day->eighths,
                            day->minutes, day->overtime);
  return g_string_free (key, FALSE);
}

void
sl_strip_painter_row (SlStripPainter *p, GtkSnapshot *snapshot, const SlBoardRow *row)
{
  char *key = key_of (p, row);
  GskRenderNode *node = g_hash_table_lookup (p->nodes, key);

  if (node == NULL)
    {
      GtkSnapshot *own = gtk_snapshot_new ();

      make_row (p, own, row);
      node = gtk_snapshot_free_to_node (own);
      if (node != NULL)
        g_hash_table_insert (p->nodes, g_steal_pointer (&key), node);
    }
  g_free (key);
  if (node == NULL)
    return;
  if (!row->found)
    gtk_snapshot_push_opacity (snapshot, .3);
  gtk_snapshot_append_node (snapshot, node);
  if (!row->found)
    gtk_snapshot_pop (snapshot);
}

void
sl_strip_painter_chosen (SlStripPainter *p, GtkSnapshot *snapshot, gboolean strong)
{
  graphene_rect_t box = sl_strip_box (p);
  const GdkRGBA light = { 1, 1, 1, .75f };

  graphene_rect_inset (&box, -1, -1);
  sl_strip_outline (snapshot, &box, strong ? 3 : 2, &accent);
  graphene_rect_inset (&box, strong ? 3 : 2, strong ? 3 : 2);
  if (strong)
    sl_strip_outline (snapshot, &box, 1, &light);
}

void
sl_strip_painter_heading (SlStripPainter *p, GtkSnapshot *snapshot)
{
  const SlStripColumns c = sl_strip_columns (p);
  const SlStripStyle dim = { .colour = sl_strip_faded (p->text, .65f), .size = .8, .bold = TRUE };
  const SlStripStyle right = { .colour = sl_strip_faded (p->text, .65f), .size = .8, .bold = TRUE, .right = TRUE };

  sl_strip_put (p, snapshot, _("Scene"), SL_STRIP_SIDE + PAD, c.light - SL_STRIP_SIDE - PAD, &dim);
  sl_strip_put (p, snapshot, _("Set"), c.set, c.set_width, &dim);
  sl_strip_put (p, snapshot, _("Environment"), c.environment, c.environment_width, &dim);
  sl_strip_put (p, snapshot, _("Cast"), c.cast, c.cast_width, &dim);
  sl_strip_put (p, snapshot, _("Pages"), c.pages, c.minutes - c.pages - 6, &right);
  sl_strip_put (p, snapshot, _("Min"), c.minutes - 10, c.minutes < c.mark ? c.mark - c.minutes + 6 : 0, &right);
}
