#include "sl-time-axis.h"

#include <math.h>

enum { GAP = 2 }; /* px between neighbours */
static const double SHORTEST_PAGE = .5; /* s */

/* --- the axis --- */

double
sl_axis_to_px (GtkAdjustment *axis, double seconds, int width)
{
  return (seconds - gtk_adjustment_get_value (axis)) / gtk_adjustment_get_page_size (axis) * width;
}

double
sl_axis_from_px (GtkAdjustment *axis, double px, int width)
{
  return gtk_adjustment_get_value (axis) + px / MAX (1, width) * gtk_adjustment_get_page_size (axis);
}

void
sl_axis_zoom (GtkAdjustment *axis, double factor, double seconds)
{
  double upper = gtk_adjustment_get_upper (axis), old = gtk_adjustment_get_page_size (axis);
  double value = gtk_adjustment_get_value (axis);
  double page = CLAMP (old / factor, fmin (SHORTEST_PAGE, upper), upper);

  value = seconds - (seconds - value) * page / old;
  gtk_adjustment_configure (axis, CLAMP (value, 0, upper - page), 0, upper, page / 10, page, page);
}

/* --- the layout --- */

struct _SlTimeLayout {
  GtkLayoutManager parent;
  GtkAdjustment   *axis;
};

G_DEFINE_FINAL_TYPE (SlTimeLayout, sl_time_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef struct {
  double start, length; /* s */
} Span;

void
sl_time_span (GtkWidget *child, double start, double length)
{
  Span *span = g_new (Span, 1);

  *span = (Span) { start, length };
  g_object_set_data_full (G_OBJECT (child), "span", span, g_free);
  gtk_widget_queue_allocate (child);
}

static void
sl_time_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
                        int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least, liked;

      gtk_widget_measure (child, orientation, -1, &least, &liked, NULL, NULL);
      if (orientation == GTK_ORIENTATION_HORIZONTAL)
        continue; /* the axis decides */
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, liked);
    }
}

static void
sl_time_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  SlTimeLayout *layout = SL_TIME_LAYOUT (manager);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const Span *span = g_object_get_data (G_OBJECT (child), "span");
      double from = span != NULL ? sl_axis_to_px (layout->axis, span->start, width) : 0;
      double to = span != NULL ? sl_axis_to_px (layout->axis, span->start + span->length, width) : width;
      GtkRequisition least;

      gtk_widget_get_preferred_size (child, &least, NULL);
      if (span != NULL && span->length <= 0)
        {
          from -= least.width / 2.;
          to = from + least.width;
        }
      gtk_widget_set_child_visible (child, to > 0 && from < width);
      if (to > 0 && from < width)
        gtk_widget_size_allocate (child,
                                  &(GtkAllocation) { (int) round (from), 0,
                                                     MAX (least.width, (int) round (to - from) - GAP), height }, -1);
    }
}

static void
sl_time_layout_dispose (GObject *object)
{
  SlTimeLayout *layout = SL_TIME_LAYOUT (object);

  if (layout->axis != NULL)
    g_signal_handlers_disconnect_by_data (layout->axis, layout);
  g_clear_object (&layout->axis);
  G_OBJECT_CLASS (sl_time_layout_parent_class)->dispose (object);
}

static void
sl_time_layout_class_init (SlTimeLayoutClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_time_layout_dispose;
  GTK_LAYOUT_MANAGER_CLASS (klass)->measure = sl_time_layout_measure;
  GTK_LAYOUT_MANAGER_CLASS (klass)->allocate = sl_time_layout_allocate;
}

static void
sl_time_layout_init (SlTimeLayout *layout)
{
}

GtkLayoutManager *
sl_time_layout_new (GtkAdjustment *axis)
{
  SlTimeLayout *layout = g_object_new (SL_TYPE_TIME_LAYOUT, NULL);

  layout->axis = g_object_ref (axis);
  g_signal_connect_swapped (axis, "value-changed", G_CALLBACK (gtk_layout_manager_layout_changed), layout);
  g_signal_connect_swapped (axis, "changed", G_CALLBACK (gtk_layout_manager_layout_changed), layout);
  return GTK_LAYOUT_MANAGER (layout);
}
