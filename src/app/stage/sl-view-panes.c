#include "sl-view-panes.h"

#include "sl-i18n.h"

enum { GAP_PX = 2 };

typedef struct {
  SlBench     *bench;
  GtkWidget   *grid;
  GPtrArray   *panes; /* SlViewport, borrowed from the grid */
  SlViewport  *active;
  SlPaneChosen chosen;
  gpointer     data;
} Panes;

/* What a pane shows at first, and where it stands: column, row, how many of both, of a grid of 2 × 2. */
typedef struct {
  const char *view;
  int         x, y, w, h;
} Place;

static const Place places[SL_MOST_PANES][SL_MOST_PANES] = {
  { { NULL, 0, 0, 2, 2 } },
  { { NULL, 0, 0, 1, 2 }, { "top", 1, 0, 1, 2 } },
  { { NULL, 0, 0, 1, 2 }, { "top", 1, 0, 1, 1 }, { "camera", 1, 1, 1, 1 } },
  { { NULL, 0, 0, 1, 1 }, { "top", 1, 0, 1, 1 }, { "camera", 1, 1, 1, 1 }, { "front", 0, 1, 1, 1 } },
};

static Panes *
panes_of (GtkWidget *grid)
{
  return g_object_get_data (G_OBJECT (grid), "panes");
}

static void
show_active (Panes *p)
{
  for (guint i = 0; i < p->panes->len; i++)
    {
      SlViewport *pane = p->panes->pdata[i];
      const gboolean marked = p->panes->len > 1 && pane == p->active;

      sl_viewport_set_active (pane, pane == p->active);
      if (marked)
        gtk_widget_add_css_class (GTK_WIDGET (pane), "sl-active-pane");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (pane), "sl-active-pane");
    }
}

static void
choose (Panes *p, SlViewport *pane)
{
  if (pane == p->active)
    return;
  sl_viewport_take_habits (pane, p->active);
  p->active = pane;
  show_active (p);
  p->chosen (pane, p->data);
}

static void
on_enter (GtkEventController *focus, Panes *p)
{
  choose (p, SL_VIEWPORT (gtk_event_controller_get_widget (focus)));
}

static void
add_pane (Panes *p)
{
  GtkWidget *pane = sl_viewport_new (p->bench);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (focus, "enter", G_CALLBACK (on_enter), p);
  gtk_widget_add_controller (pane, focus);
  g_ptr_array_add (p->panes, pane);
  if (p->panes->len == 1)
    return;
  sl_viewport_share (SL_VIEWPORT (pane), p->panes->pdata[0], p->panes->len);
  sl_viewport_take_habits (SL_VIEWPORT (pane), p->active);
  sl_viewport_set_monitor (SL_VIEWPORT (pane), FALSE); /* the first has it */
}

/* Each into its cells, and those that are new onto their first view. */
static void
arrange (Panes *p, guint before)
{
  const guint n = p->panes->len;

  for (guint i = 0; i < n; i++)
    {
      const Place *place = &places[n - 1][i];
      GtkWidget *pane = p->panes->pdata[i];

      if (gtk_widget_get_parent (pane) == NULL)
        gtk_grid_attach (GTK_GRID (p->grid), pane, place->x, place->y, place->w, place->h);
      else
        {
          GtkLayoutManager *layout = gtk_widget_get_layout_manager (p->grid);

          g_object_set (gtk_layout_manager_get_layout_child (layout, pane), "column", place->x, "row", place->y,
                        "column-span", place->w, "row-span", place->h, NULL);
        }
      if (i >= before && place->view != NULL)
        sl_viewport_set_view (SL_VIEWPORT (pane), place->view);
    }
}

void
sl_view_panes_set (GtkWidget *grid, guint n)
{
  Panes *p = panes_of (grid);
  const guint before = p->panes->len;

  n = CLAMP (n, 1, SL_MOST_PANES);
  while (p->panes->len < n)
    add_pane (p);
  if (n < before)
    choose (p, p->panes->pdata[0]);
  while (p->panes->len > n)
    gtk_grid_remove (GTK_GRID (grid), g_ptr_array_steal_index (p->panes, p->panes->len - 1));
  arrange (p, before);
  show_active (p);
}

SlViewport *
sl_view_panes_at (GtkWidget *grid, guint index)
{
  const Panes *p = panes_of (grid);

  return index < p->panes->len ? p->panes->pdata[index] : NULL;
}

SlViewport *
sl_view_panes_active (GtkWidget *grid)
{
  return panes_of (grid)->active;
}

static void
panes_free (gpointer data)
{
  Panes *p = data;

  g_ptr_array_unref (p->panes);
  sl_bench_unref (p->bench);
  g_free (p);
}

GtkWidget *
sl_view_panes_new (SlBench *bench, SlPaneChosen chosen, gpointer data)
{
  Panes *p = g_new0 (Panes, 1);

  p->bench = sl_bench_ref (bench);
  p->panes = g_ptr_array_new ();
  p->chosen = chosen;
  p->data = data;
  p->grid = gtk_grid_new ();
  gtk_grid_set_row_homogeneous (GTK_GRID (p->grid), TRUE);
  gtk_grid_set_column_homogeneous (GTK_GRID (p->grid), TRUE);
  gtk_grid_set_row_spacing (GTK_GRID (p->grid), GAP_PX);
  gtk_grid_set_column_spacing (GTK_GRID (p->grid), GAP_PX);
  g_object_set_data_full (G_OBJECT (p->grid), "panes", p, panes_free);
  add_pane (p);
  p->active = p->panes->pdata[0];
  arrange (p, 0);
  show_active (p);
  return p->grid;
}
