#include "sl-order-rows.h"

#include "sl-i18n.h"

enum { GAP = 6, N_COLUMNS = 8 };

static const char *const titles[N_COLUMNS] = { N_("Order"), N_("Hold days"), N_("Loads"), N_("Wall changes"),
                                               N_("Moves"), N_("Days"), N_("Cost"), N_("Proved") };
static const int widths[N_COLUMNS] = { 14, 9, 6, 8, 6, 6, 13, 2 }; /* letters */

static const SlBoardOrder *
order_at (const SlBoardOrders *orders, guint at)
{
  return &g_array_index (orders->orders, SlBoardOrder, at);
}

/* --- texts --- */

static double
figure (const SlBoardOrder *o, guint column)
{
  switch (column)
    {
    case 1: return o->sum.hold_days;
    case 2: return o->sum.loads;
    case 3: return o->sum.walls;
    case 4: return o->sum.moves;
    case 5: return o->sum.days;
    default: return o->sum.cost;
    }
}

/* "47  −34"; the difference only where there is one. */
static char *
figure_text (const SlBoardOrder *o, const SlBoardOrder *is, guint column)
{
  const double value = figure (o, column), by = value - figure (is, column);

  if (by > -.5 && by < .5)
    return g_strdup_printf ("%.0f", value);
  return g_strdup_printf ("%.0f  %s%.0f", value, by < 0 ? "−" : "+", by < 0 ? -by : by);
}

static char *
name_of (const SlBoardOrder *o)
{
  if (o->aim == SL_ORDER_AS_IS)
    return g_strdup (sl_order_aim_label (o->aim));
  return g_strdup_printf (o->whole_days ? _("%s · whole days") : _("%s · single scenes"), sl_order_aim_label (o->aim));
}

/* With the mark that it has on the curve. */
static char *
marked_name (const SlBoardOrder *o)
{
  return g_strdup_printf ("%s  %s", o->aim == SL_ORDER_AS_IS ? "■" : o->whole_days ? "●" : "○",
                          sl_order_aim_label (o->aim));
}

char *
sl_order_row_text (const SlBoardOrders *orders, guint at)
{
  const SlBoardOrder *o = order_at (orders, at);
  g_autofree char *name = name_of (o);
  g_autoptr (GString) text = g_string_new (name);

  for (guint i = 1; i < N_COLUMNS - 1; i++)
    {
      g_autofree char *value = figure_text (o, order_at (orders, 0), i);
      g_string_append_printf (text, ", %s %s", _(titles[i]), value);
    }
  if (o->optimal)
    g_string_append_printf (text, ", %s", _("proved"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- rows --- */

static GtkWidget *
cell (guint column, const char *text)
{
  GtkWidget *label = sl_label (text, column > 0 ? "sl-number" : NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column > 0 ? 1 : 0);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_label_set_width_chars (GTK_LABEL (label), widths[column]);
  gtk_label_set_max_width_chars (GTK_LABEL (label), widths[column]);
  return label;
}

static GtkWidget *
line_new (gboolean heading)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      GtkWidget *label = cell (i, heading ? _(titles[i]) : "");

      if (heading)
        {
          gtk_widget_add_css_class (label, "sl-dim");
          sl_set_tooltip (label, _(titles[i]));
        }
      gtk_box_append (GTK_BOX (line), label);
    }
  gtk_widget_add_css_class (line, "sl-order-row");
  return line;
}

GtkWidget *
sl_order_rows_heading (void)
{
  return line_new (TRUE);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean has)
{
  if (has)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
fill_row (GtkWidget *row, const SlBoardOrders *orders, guint at)
{
  const SlBoardOrder *o = order_at (orders, at), *is = order_at (orders, 0);
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row)));
  g_autofree char *spoken = sl_order_row_text (orders, at), *name = name_of (o);

  for (guint i = 0; i < N_COLUMNS; i++, label = gtk_widget_get_next_sibling (label))
    {
      const gboolean counts = i > 0 && i < N_COLUMNS - 1;
      g_autofree char *text = i == 0  ? marked_name (o)
                              : counts ? figure_text (o, is, i) : g_strdup (o->optimal ? "✓" : "");

      gtk_label_set_text (GTK_LABEL (label), text);
      set_class (label, "sl-better", counts && figure (o, i) < figure (is, i) - .5);
      set_class (label, "sl-worse", counts && figure (o, i) > figure (is, i) + .5);
    }
  sl_set_tooltip (row, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
on_selected (GtkListBox *list, GtkListBoxRow *row, SlOrders *orders)
{
  if (row != NULL)
    sl_orders_choose (orders, (guint) gtk_list_box_row_get_index (row));
}

void
sl_order_rows_fill (GtkWidget *widget, SlOrders *orders)
{
  const SlBoardOrders *found = sl_orders_found (orders);
  GtkListBox *list = GTK_LIST_BOX (widget);
  const guint n = found != NULL ? found->orders->len : 0;
  GtkListBoxRow *row;

  g_signal_handlers_block_by_func (list, on_selected, orders);
  for (guint i = 0; i < n; i++)
    {
      row = gtk_list_box_get_row_at_index (list, (int) i);
      if (row == NULL)
        {
          GtkWidget *fresh = gtk_list_box_row_new ();

          gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (fresh), line_new (FALSE));
          gtk_list_box_append (list, fresh);
          row = GTK_LIST_BOX_ROW (fresh);
        }
      fill_row (GTK_WIDGET (row), found, i);
    }
  while ((row = gtk_list_box_get_row_at_index (list, (int) n)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
  if (n > 0)
    gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, (int) sl_orders_chosen (orders)));
  g_signal_handlers_unblock_by_func (list, on_selected, orders);
}

GtkWidget *
sl_order_rows_new (SlOrders *orders)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (list, "sl-list");
  sl_set_name (list, _("Orders"));
  g_signal_connect_object (list, "row-selected", G_CALLBACK (on_selected), orders, 0);
  return list;
}
