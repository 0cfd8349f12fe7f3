#include "sl-record-form.h"

#include "sl-i18n.h"

typedef struct {
  const SlRecordType *type;
  gpointer            record; /* borrowed */
  GtkWidget         **rows;   /* as many as fields; borrowed */
} Form;

static void
form_free (gpointer data)
{
  Form *form = data;

  g_free (form->rows);
  g_free (form);
}

/* "Angle (°)" */
static char *
title_of (const SlField *field)
{
  const char *unit = sl_unit_symbol (field->unit);

  return *unit != '\0' ? g_strdup_printf ("%s (%s)", _(field->label), unit) : g_strdup (_(field->label));
}

static GtkWidget *
choice_row (const SlField *field, const char *value)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint chosen = 0;

  for (guint i = 0; field->values[i].id != NULL; i++)
    {
      gtk_string_list_append (labels, _(field->values[i].label));
      if (g_str_equal (field->values[i].id, value))
        chosen = i;
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), chosen);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _(field->help));
  return row;
}

static GtkWidget *
switch_row (const SlField *field, const char *value)
{
  GtkWidget *row = adw_action_row_new (), *toggle = gtk_switch_new ();

  gtk_switch_set_active (GTK_SWITCH (toggle), g_str_equal (value, "true"));
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  sl_set_name (toggle, _(field->label));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _(field->help));
  g_object_set_data (G_OBJECT (row), "switch", toggle);
  return row;
}

static GtkWidget *
entry_row (const SlField *field, const char *value)
{
  GtkWidget *row = adw_entry_row_new ();

  gtk_editable_set_text (GTK_EDITABLE (row), value);
  sl_set_tooltip (row, _(field->help));
  return row;
}

static GtkWidget *
make_row (const SlField *field, gconstpointer record)
{
  g_autoptr (GString) value = g_string_new (NULL);
  g_autofree char *title = title_of (field);
  GtkWidget *row;

  sl_field_print (field, SL_CONST_MEMBER (record, field), value);
  if (field->type == SL_TYPE_ENUM)
    row = choice_row (field, value->str);
  else if (field->type == SL_TYPE_BOOL)
    row = switch_row (field, value->str);
  else
    row = entry_row (field, value->str);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  sl_set_name (row, _(field->label));
  return row;
}

GtkWidget *
sl_record_form_new (const SlRecordType *type, gpointer record)
{
  GtkWidget *group = adw_preferences_group_new ();
  Form *form = g_new0 (Form, 1);

  *form = (Form) { type, record, g_new0 (GtkWidget *, type->n_fields + 1) };
  for (guint i = 0; i < type->n_fields; i++)
    {
      form->rows[i] = make_row (&type->fields[i], record);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), form->rows[i]);
    }
  g_object_set_data_full (G_OBJECT (group), "form", form, form_free);
  return group;
}

static const char *
text_of (const SlField *field, GtkWidget *row)
{
  if (field->type == SL_TYPE_ENUM)
    return field->values[adw_combo_row_get_selected (ADW_COMBO_ROW (row))].id;
  if (field->type == SL_TYPE_BOOL)
    return gtk_switch_get_active (g_object_get_data (G_OBJECT (row), "switch")) ? "true" : "false";
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

gboolean
sl_record_form_read (GtkWidget *widget, GError **error)
{
  Form *form = g_object_get_data (G_OBJECT (widget), "form");

  for (guint i = 0; i < form->type->n_fields; i++)
    {
      const SlField *field = &form->type->fields[i];

      if (!sl_record_set (form->type, form->record, field->name, text_of (field, form->rows[i]), TRUE, error))
        {
          gtk_widget_grab_focus (form->rows[i]);
          return FALSE;
        }
    }
  return TRUE;
}
