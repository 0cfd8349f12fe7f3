#include "sl-strip-twin.h"

#define SL_TYPE_STRIP_TWIN (sl_strip_twin_get_type ())
G_DECLARE_FINAL_TYPE (SlStripTwin, sl_strip_twin, SL, STRIP_TWIN, GtkWidget)

struct _SlStripTwin {
  GtkWidget parent;
  char     *id, *name;
  int       selected; /* −1 at first */
  void    (*chosen) (GtkWidget *twin, gpointer data);
  gpointer  data;
};

G_DEFINE_FINAL_TYPE (SlStripTwin, sl_strip_twin, GTK_TYPE_WIDGET)

static void
sl_strip_twin_finalize (GObject *object)
{
  SlStripTwin *twin = SL_STRIP_TWIN (object);

  g_free (twin->id);
  g_free (twin->name);
  G_OBJECT_CLASS (sl_strip_twin_parent_class)->finalize (object);
}

static void
choose (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlStripTwin *twin = SL_STRIP_TWIN (widget);

  twin->chosen (widget, twin->data);
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
sl_strip_twin_class_init (SlStripTwinClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sl_strip_twin_finalize;
  widget->measure = measure;
  gtk_widget_class_set_css_name (widget, "strip");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_widget_class_install_action (widget, "strip.choose", NULL, choose);
}

static void
sl_strip_twin_init (SlStripTwin *twin)
{
  twin->selected = -1;
  gtk_widget_set_can_target (GTK_WIDGET (twin), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (twin), TRUE);
}

GtkWidget *
sl_strip_twin_new (void (*chosen) (GtkWidget *twin, gpointer data), gpointer data)
{
  SlStripTwin *twin = g_object_new (SL_TYPE_STRIP_TWIN, NULL);

  twin->chosen = chosen;
  twin->data = data;
  return GTK_WIDGET (twin);
}

void
sl_strip_twin_set (GtkWidget *widget, const char *id, const char *name)
{
  SlStripTwin *twin = SL_STRIP_TWIN (widget);

  if (g_strcmp0 (twin->id, id) != 0)
    {
      g_free (twin->id);
      twin->id = g_strdup (id);
    }
  if (g_strcmp0 (twin->name, name) == 0)
    return;
  g_free (twin->name);
  twin->name = g_strdup (name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (twin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
sl_strip_twin_mark (GtkWidget *widget, gboolean selected)
{
  SlStripTwin *twin = SL_STRIP_TWIN (widget);

  if (twin->selected == selected)
    return;
  twin->selected = selected;
  gtk_accessible_update_state (GTK_ACCESSIBLE (twin), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
}

const char *
sl_strip_twin_id (GtkWidget *widget)
{
  return SL_STRIP_TWIN (widget)->id;
}
