#include "sl-field-control.h"

#include "sl-field-choice.h"
#include "sl-field-choices.h"
#include "sl-field-entry.h"
#include "sl-field-helper.h"
#include "sl-field-many.h"
#include "sl-field-slide.h"
#include "sl-i18n.h"

/* --- switches --- */

typedef struct {
  GtkWidget   *toggle, *mixed;
  SlFieldSpot *spot; /* the switch's */
} Switch;

static void
renew_switch (GtkWidget *widget, gpointer data)
{
  Switch *s = data;
  gboolean mixed;
  g_autofree char *value = sl_field_spot_text (s->spot, &mixed);
  gboolean was = s->spot->place->host->filling;

  s->spot->place->host->filling = TRUE;
  gtk_switch_set_active (GTK_SWITCH (s->toggle), !mixed && g_strcmp0 (value, "true") == 0);
  s->spot->place->host->filling = was;
  gtk_widget_set_visible (s->mixed, mixed);
}

static void
on_switch (GObject *object, GParamSpec *spec, Switch *s)
{
  if (!s->spot->place->host->filling)
    sl_field_spot_write (s->spot, s->toggle, gtk_switch_get_active (GTK_SWITCH (s->toggle)) ? "true" : "false", NULL);
}

static GtkWidget *
make_switch (SlFieldPlace *place, const SlField *field)
{
  Switch *s = g_new0 (Switch, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  s->toggle = gtk_switch_new ();
  s->mixed = sl_label (_("Mixed"), "sl-dim");
  s->spot = sl_field_spot_attach (s->toggle, place, field, 0);
  g_object_set_data_full (G_OBJECT (s->toggle), "switch", s, g_free);
  gtk_widget_set_valign (s->toggle, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), s->toggle);
  gtk_box_append (GTK_BOX (box), s->mixed);
  g_signal_connect (s->toggle, "notify::active", G_CALLBACK (on_switch), s);
  sl_field_on_renew (s->toggle, renew_switch, s);
  return box;
}

/* --- the control --- */

static gboolean
is_number (const SlField *field)
{
  return field->type == SL_TYPE_REAL || field->type == SL_TYPE_INTEGER || field->type == SL_TYPE_VECTOR;
}

GtkWidget *
sl_field_control_new (SlFieldPlace *place, const SlField *field, char axis)
{
  GtkWidget *entry;

  if (sl_field_is_chosen (field))
    return sl_field_choice_new (place, field);
  if (sl_field_is_many (field))
    return sl_field_many_new (place, field);
  if (field->type == SL_TYPE_BOOL)
    return make_switch (place, field);
  if (field->flags & SL_FIELD_MULTILINE)
    return sl_field_text_new (place, field);
  entry = sl_field_entry_new (place, field, axis);
  if (is_number (field))
    sl_field_slide_add_keys (entry);
  return sl_field_with_helper (entry);
}

GtkWidget *
sl_field_control_number (GtkWidget *control)
{
  const SlFieldSpot *spot = g_object_get_data (G_OBJECT (control), "spot");

  if (spot != NULL)
    return GTK_IS_ENTRY (control) && is_number (spot->field) ? control : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (control); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *number = sl_field_control_number (child);
      if (number != NULL)
        return number;
    }
  return NULL;
}

GtkWidget *
sl_field_with_unit (GtkWidget *control, const char *unit)
{
  GtkWidget *overlay = gtk_overlay_new (), *label = gtk_label_new (unit);

  gtk_widget_add_css_class (label, "sl-unit");
  gtk_widget_set_halign (label, GTK_ALIGN_END);
  gtk_widget_set_can_target (label, FALSE);
  gtk_widget_add_css_class (control, "sl-with-unit");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), control);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), label);
  return overlay;
}

/* --- back to the default --- */

typedef struct {
  GtkWidget  *button, *mark;
  SlFieldSpot spot; /* its own: the button is no control of the value */
} Reset;

static void
reset_free (gpointer data)
{
  Reset *r = data;

  sl_field_place_unref (r->spot.place);
  g_free (r);
}

static void
renew_reset (GtkWidget *button, gpointer data)
{
  Reset *r = data;
  gboolean changed = !sl_field_spot_is_default (&r->spot);

  gtk_label_set_text (GTK_LABEL (r->mark), changed ? "●" : "○");
  gtk_widget_set_sensitive (button, changed);
  gtk_widget_remove_css_class (button, changed ? "sl-dim" : "sl-changed");
  gtk_widget_add_css_class (button, changed ? "sl-changed" : "sl-dim");
}

/* What is typed in the line goes too. */
static void
refresh_entries (GtkWidget *widget)
{
  if (GTK_IS_ENTRY (widget) || GTK_IS_TEXT_VIEW (widget))
    {
      sl_field_entry_refresh (widget);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    refresh_entries (child);
}

static void
on_reset (Reset *r)
{
  sl_field_spot_write (&r->spot, r->button, r->spot.field->def != NULL ? r->spot.field->def : "", NULL);
  refresh_entries (gtk_widget_get_parent (gtk_widget_get_parent (r->button))); /* beside the marks */
}

GtkWidget *
sl_field_reset_new (SlFieldPlace *place, const SlField *field)
{
  Reset *r = g_new0 (Reset, 1);
  g_autofree char *name = g_strdup_printf (_("Reset %s"), _(field->label));
  g_autofree char *help = g_strdup_printf ("%s (Alt+Del)", name);

  r->button = gtk_button_new ();
  r->mark = gtk_label_new ("○");
  gtk_button_set_child (GTK_BUTTON (r->button), r->mark);
  r->spot = (SlFieldSpot) { .place = sl_field_place_ref (place), .field = field };
  g_object_set_data_full (G_OBJECT (r->button), "reset", r, reset_free);
  gtk_widget_add_css_class (r->button, "flat");
  gtk_widget_add_css_class (r->button, "sl-reset");
  gtk_widget_set_valign (r->button, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (r->button, FALSE);
  gtk_widget_set_focus_on_click (r->button, FALSE);
  gtk_widget_set_tooltip_text (r->button, help);
  sl_set_name (r->button, name);
  g_signal_connect_swapped (r->button, "clicked", G_CALLBACK (on_reset), r);
  sl_field_on_renew (r->button, renew_reset, r);
  return r->button;
}
