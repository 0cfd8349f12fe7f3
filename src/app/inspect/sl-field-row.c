#include "sl-field-row.h"

#include "sl-field-diamond.h"
#include "sl-field-slide.h"
#include "sl-field-slider.h"
#include "sl-i18n.h"

/* Feet and inches say so themselves. */
static const char *
unit_of (SlFieldHost *host, const SlField *field)
{
  gboolean feet = field->unit == SL_UNIT_METRE && field->type != SL_TYPE_LIST && sl_editor_imperial (host->editor);

  return feet ? "" : sl_unit_symbol (field->unit);
}

GtkWidget *
sl_field_label (SlFieldHost *host, const SlField *field)
{
  gboolean several = field->type == SL_TYPE_VECTOR || field->type == SL_TYPE_LIST;
  const char *unit = unit_of (host, field);
  g_autofree char *text = several && *unit != '\0' ? g_strdup_printf ("%s  %s", _(field->label), unit)
                                                   : g_strdup (_(field->label));
  GtkWidget *label = sl_label (text, "sl-dim");

  gtk_label_set_width_chars (GTK_LABEL (label), SL_FIELD_LABEL_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), SL_FIELD_LABEL_CHARS);
  gtk_widget_set_tooltip_text (label, _(field->help));
  return label;
}

/* The letter stands in the entry, in the colour that the axis has in the view. */
static GtkWidget *
axis_control (SlFieldPlace *place, const SlField *field, char axis)
{
  GtkWidget *overlay = gtk_overlay_new (), *control = sl_field_control_new (place, field, axis);
  const char letter[] = { g_ascii_toupper (axis), '\0' };
  g_autofree char *colour = g_strdup_printf ("sl-axis-%c", axis);
  GtkWidget *label = gtk_label_new (letter);

  gtk_widget_add_css_class (label, "sl-axis");
  gtk_widget_add_css_class (label, colour);
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (control, "sl-with-axis");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), control);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), label);
  sl_field_slide_add (label, control);
  return overlay;
}

static GtkWidget *
vector_controls (SlFieldPlace *place, const SlField *field)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_widget_set_hexpand (box, TRUE);
  for (const char *axis = "xyz"; *axis != '\0'; axis++)
    gtk_box_append (GTK_BOX (box), axis_control (place, field, *axis));
  return box;
}

/* Whether a number has a range is known of the things: the slider hides where it has none. */
static GtkWidget *
with_slider (GtkWidget *control, GtkWidget *number)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), sl_field_slider_new (number));
  gtk_box_append (GTK_BOX (box), control);
  return box;
}

static GtkWidget *
single_control (SlFieldPlace *place, const SlField *field, GtkWidget *label)
{
  GtkWidget *control = sl_field_control_new (place, field, 0), *number = sl_field_control_number (control);
  const char *unit = unit_of (place->host, field);

  if (number == NULL)
    return control;
  sl_field_slide_add (label, number);
  if (*unit != '\0')
    control = sl_field_with_unit (control, unit);
  return with_slider (control, number);
}

/* What stands at the end of each line. */
static void
add_marks (GtkWidget *line, SlFieldPlace *place, const SlField *field)
{
  GtkWidget *diamond = sl_field_diamond_new (place, field), *marks = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  if (diamond != NULL)
    {
      gtk_box_append (GTK_BOX (marks), diamond);
      sl_field_diamond_add_keys (diamond, line);
    }
  gtk_box_append (GTK_BOX (marks), sl_field_reset_new (place, field));
  gtk_box_append (GTK_BOX (line), marks);
}

/* Feet and inches are too long for three beside a label. */
static GtkWidget *
long_vector_row (SlFieldPlace *place, const SlField *field)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (row), sl_field_label (place->host, field));
  gtk_box_append (GTK_BOX (line), vector_controls (place, field));
  add_marks (line, place, field);
  gtk_box_append (GTK_BOX (row), line);
  return row;
}

GtkWidget *
sl_field_row_new (SlFieldPlace *place, const SlField *field)
{
  GtkWidget *line, *label;

  if (field->type == SL_TYPE_VECTOR && field->unit == SL_UNIT_METRE && sl_editor_imperial (place->host->editor))
    return long_vector_row (place, field);
  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  label = sl_field_label (place->host, field);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), field->type == SL_TYPE_VECTOR ? vector_controls (place, field)
                                                                : single_control (place, field, label));
  add_marks (line, place, field);
  return line;
}
