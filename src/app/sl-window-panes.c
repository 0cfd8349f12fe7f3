/* From pane to pane by the keyboard: the panes of a workspace are what its GtkPaneds hold. */
#include "sl-window-private.h"

static void
collect (GtkWidget *widget, GPtrArray *panes)
{
  if (widget == NULL || !gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_PANED (widget))
    {
      collect (gtk_paned_get_start_child (GTK_PANED (widget)), panes);
      collect (gtk_paned_get_end_child (GTK_PANED (widget)), panes);
    }
  else if (GTK_IS_STACK (widget))
    collect (gtk_stack_get_visible_child (GTK_STACK (widget)), panes);
  else
    g_ptr_array_add (panes, widget);
}

/* The one that has the focus; −1 for none. */
static int
current (SlWindow *w, const GPtrArray *panes)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (w));

  for (guint i = 0; focus != NULL && i < panes->len; i++)
    if (focus == panes->pdata[i] || gtk_widget_is_ancestor (focus, panes->pdata[i]))
      return (int) i;
  return -1;
}

/* The view itself rather than the buttons above it. FALSE where nothing in the pane takes the focus. */
static gboolean
enter (SlWindow *w, GtkWidget *pane)
{
  GtkWidget *first = g_object_get_data (G_OBJECT (pane), "first"); /* which a pane may name; NULL for none */

  if (first != NULL && gtk_widget_get_mapped (first) && gtk_widget_grab_focus (first))
    return TRUE;
  if (gtk_widget_is_ancestor (w->viewport, pane)
      && (gtk_widget_grab_focus (w->viewport) || gtk_widget_child_focus (w->viewport, GTK_DIR_TAB_FORWARD)))
    return TRUE;
  return gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD);
}

void
sl_window_next_pane (SlWindow *w, int by)
{
  g_autoptr (GPtrArray) panes = g_ptr_array_new ();
  int at, n;

  collect (adw_view_stack_get_visible_child (ADW_VIEW_STACK (w->stack)), panes);
  g_ptr_array_add (panes, w->header);
  n = (int) panes->len;
  at = current (w, panes);
  if (at < 0 && by < 0)
    at = 0;
  for (int i = 0; i < n; i++)
    {
      at = (at + by + n) % n;
      if (enter (w, panes->pdata[at]))
        break;
    }
  gtk_window_set_focus_visible (GTK_WINDOW (w), TRUE);
}
