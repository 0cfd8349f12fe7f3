/* The heads of a stripboard's columns, which stand still while its rows go by. */
#include "sl-stripboard-paint.h"
#include "sl-stripboard.h"

#include "sl-i18n.h"

#define SL_TYPE_STRIP_HEADING (sl_strip_heading_get_type ())
G_DECLARE_FINAL_TYPE (SlStripHeading, sl_strip_heading, SL, STRIP_HEADING, GtkWidget)

struct _SlStripHeading {
  GtkWidget       parent;
  SlStripPainter *painter;
};

G_DEFINE_FINAL_TYPE (SlStripHeading, sl_strip_heading, GTK_TYPE_WIDGET)

static void
snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SlStripHeading *h = SL_STRIP_HEADING (widget);

  sl_strip_painter_begin (h->painter, NULL, gtk_widget_get_width (widget));
  sl_strip_painter_heading (h->painter, snapshot);
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? sl_strip_row_height () : 1;
}

static void
sl_strip_heading_finalize (GObject *object)
{
  sl_strip_painter_free (SL_STRIP_HEADING (object)->painter);
  G_OBJECT_CLASS (sl_strip_heading_parent_class)->finalize (object);
}

static void
sl_strip_heading_class_init (SlStripHeadingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_strip_heading_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = snapshot;
  GTK_WIDGET_CLASS (klass)->measure = measure;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sl_strip_heading_init (SlStripHeading *h)
{
  h->painter = sl_strip_painter_new (GTK_WIDGET (h));
}

GtkWidget *
sl_stripboard_heading (void)
{
  GtkWidget *heading = g_object_new (SL_TYPE_STRIP_HEADING, NULL);

  sl_set_name (heading, _("Scene, set, environment, cast, pages, minutes"));
  return heading;
}
