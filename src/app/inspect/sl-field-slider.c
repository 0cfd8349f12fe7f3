#include "sl-field-slider.h"

#include <math.h>

#include "sl-field-entry.h"
#include "sl-i18n.h"
#include "sl-range.h"

typedef struct {
  GtkWidget   *scale, *entry; /* the entry is borrowed */
  SlFieldSpot *spot;          /* the entry's */
  SlRange     *range;         /* NULL while there is none */
} Slider;

static void
slider_free (gpointer data)
{
  Slider *s = data;

  sl_range_free (s->range);
  g_free (s);
}

static SlRange *
range_now (const Slider *s)
{
  const GPtrArray *ids = s->spot->place->host->ids;
  g_autofree char *path = sl_field_spot_path (s->spot);

  return ids->len > 0 ? sl_range_new (s->spot->place->host->editor, ids->pdata[ids->len - 1], path) : NULL;
}

static void
take_range (Slider *s)
{
  SlRange *range = range_now (s);

  if (sl_range_equal (range, s->range))
    {
      sl_range_free (range);
      return;
    }
  sl_range_free (s->range);
  s->range = range;
  gtk_scale_clear_marks (GTK_SCALE (s->scale));
  for (guint i = 0; range != NULL && i < range->stops->len; i++)
    gtk_scale_add_mark (GTK_SCALE (s->scale), sl_range_share (range, g_array_index (range->stops, double, i)),
                        GTK_POS_BOTTOM, NULL);
}

/* What no lens of the set has is said, not changed. */
static void
show_off_stop (Slider *s, const char *value, double number)
{
  const gboolean set = value != NULL && *value != '\0', beyond = set && sl_range_keep (s->range, number) != number;
  const gboolean off = beyond || (set && s->range->only_stops && !sl_range_is_stop (s->range, number));
  g_autofree char *text = !off ? NULL
    : g_strdup_printf (beyond ? _("%s is more than the lens can do; drag to what it can")
                              : _("%s is not in the set; drag to one that is"), value);

  gtk_widget_set_tooltip_text (s->scale, text);
  if (off)
    gtk_widget_add_css_class (s->scale, "sl-off-stop");
  else
    gtk_widget_remove_css_class (s->scale, "sl-off-stop");
}

static void
renew (GtkWidget *scale, gpointer data)
{
  Slider *s = data;
  gboolean mixed;
  g_autofree char *value = sl_field_spot_text (s->spot, &mixed), *name = sl_field_spot_name (s->spot);
  double number = NAN;

  take_range (s);
  gtk_widget_set_visible (scale, s->range != NULL);
  if (s->range == NULL)
    return;
  if (value == NULL || !sl_number_parse (value, &number))
    number = s->spot->field->def != NULL ? s->range->lo : s->range->hi; /* unset is without end */
  gtk_range_set_value (GTK_RANGE (scale), sl_range_share (s->range, number));
  gtk_widget_set_sensitive (scale, !mixed);
  show_off_stop (s, value, number);
  sl_set_name (scale, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  value != NULL ? value : "", -1);
}

static gboolean
on_change (GtkRange *scale, GtkScrollType scroll, double share, Slider *s)
{
  g_autofree char *text = NULL, *fold = NULL;

  if (s->range == NULL)
    return TRUE;
  text = sl_number_to_text (round (sl_range_value (s->range, share) * 1e6) / 1e6);
  fold = sl_field_spot_fold (s->spot, "slider");
  sl_field_spot_write (s->spot, s->entry, text, fold);
  sl_field_entry_refresh (s->entry);
  renew (s->scale, s);
  return TRUE;
}

/* A new hand, a new step. */
static void
on_pressed (Slider *s)
{
  sl_document_break_fold (sl_editor_document (s->spot->place->host->editor));
}

/* A wheel scrolls the panel, and edits nothing on its way. */
static void
leave_wheel_alone (GtkWidget *scale)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (scale);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}

GtkWidget *
sl_field_slider_new (GtkWidget *entry)
{
  Slider *s = g_new0 (Slider, 1);
  GtkGesture *press = gtk_gesture_click_new ();

  s->scale = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 1, .01);
  s->entry = entry;
  s->spot = sl_field_spot_of (entry);
  g_object_set_data_full (G_OBJECT (s->scale), "slider", s, slider_free);
  gtk_scale_set_draw_value (GTK_SCALE (s->scale), FALSE);
  gtk_widget_set_can_focus (s->scale, FALSE);
  gtk_widget_set_hexpand (s->scale, TRUE);
  gtk_widget_set_valign (s->scale, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (s->scale, "sl-slider");
  leave_wheel_alone (s->scale);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (on_pressed), s);
  gtk_widget_add_controller (s->scale, GTK_EVENT_CONTROLLER (press));
  g_signal_connect (s->scale, "change-value", G_CALLBACK (on_change), s);
  sl_field_on_renew (s->scale, renew, s);
  return s->scale;
}
