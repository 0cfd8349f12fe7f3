#include "sl-field-row.h"

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

static void
add_vector (SlFieldHost *host, GtkWidget *line, const SlEntity *entity, const SlField *field, const char *path,
            const char *name)
{
  static const char *const axes[] = { "x", "y", "z" };

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *axis_path = g_strdup_printf ("%s.%s", path, axes[i]);
      g_autofree char *axis_name = g_strdup_printf ("%s %c", name, g_ascii_toupper (*axes[i]));
      gtk_box_append (GTK_BOX (line), sl_field_control_new (host, entity, field, axis_path, axis_name));
    }
}

GtkWidget *
sl_field_row_new (SlFieldHost *host, const SlEntity *entity, gconstpointer record, const SlField *field,
                  const char *path, const char *name)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = sl_field_label (host, field), *control;

  gtk_box_append (GTK_BOX (line), label);
  if (field->type == SL_TYPE_VECTOR)
    add_vector (host, line, entity, field, path, name);
  else
    {
      gboolean number = field->type == SL_TYPE_REAL || field->type == SL_TYPE_INTEGER;
      const char *unit = unit_of (host, field);

      control = sl_field_control_new (host, entity, field, path, name);
      if (number)
        sl_field_control_drag (control, label);
      gtk_box_append (GTK_BOX (line), number && *unit != '\0' ? sl_field_control_with_unit (control, unit) : control);
    }
  gtk_box_append (GTK_BOX (line),
                  sl_field_control_reset (host, entity, field, path,
                                          !sl_field_is_default (field, SL_CONST_MEMBER (record, field))));
  return line;
}
