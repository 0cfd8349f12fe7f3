#include "sl-record-form.h"

#include <string.h>

#include "sl-i18n.h"

enum { BETWEEN_GROUPS = 18 };

/* The row of one field; widgets are borrowed. */
typedef struct {
  GtkWidget *row;     /* what it is chosen, switched or typed in; NULL for a field without a row */
  GtkWidget *other;   /* an entry below for what is not among the choices; may be NULL */
  GtkWidget *trouble; /* below: what is wrong with it */
  GPtrArray *ids;     /* of the choices, owned; NULL where it is typed or switched */
} Row;

typedef struct {
  const SlRecordType *type;
  gpointer            record; /* borrowed */
  Row                *rows;   /* as many as fields */
} Form;

static void
form_free (gpointer data)
{
  Form *form = data;

  for (guint i = 0; i < form->type->n_fields; i++)
    g_clear_pointer (&form->rows[i].ids, g_ptr_array_unref);
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

/* --- rows --- */

static GtkWidget *
entry_row (const SlField *field, const char *value)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (row), value);
  sl_set_tooltip (row, _(field->help));
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

/* One of the table's, or of the plan's things of that kind. */
static void
add_choices (const SlField *field, const SlPlan *plan, GPtrArray *ids, GtkStringList *labels)
{
  const SlKind kind = field->type == SL_TYPE_REF ? sl_kind_from_name (field->refs) : SL_N_KINDS;

  for (const SlEnumValue *value = field->values; value != NULL && value->id != NULL; value++)
    {
      g_ptr_array_add (ids, g_strdup (value->id));
      gtk_string_list_append (labels, *value->label != '\0' ? _(value->label) : "");
    }
  if (kind == SL_N_KINDS)
    return;
  g_ptr_array_add (ids, g_strdup (""));
  gtk_string_list_append (labels, _("Not chosen"));
  for (guint i = 0; i < sl_plan_count (plan, kind); i++)
    {
      const SlEntity *entity = sl_plan_at (plan, kind, i);

      g_ptr_array_add (ids, g_strdup (entity->id));
      gtk_string_list_append (labels, sl_entity_title (entity));
    }
}

static void
show_other (GtkWidget *combo, GParamSpec *spec, Row *row)
{
  gtk_widget_set_visible (row->other, adw_combo_row_get_selected (ADW_COMBO_ROW (combo)) == row->ids->len);
}

/* A choice; of an open one the last is "Other…", with an entry below. */
static void
choice_row (Row *row, const SlField *field, const SlPlan *plan, const char *value)
{
  const gboolean open = field->type != SL_TYPE_ENUM && field->type != SL_TYPE_REF;
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint chosen;

  row->ids = g_ptr_array_new_with_free_func (g_free);
  row->row = adw_combo_row_new ();
  add_choices (field, plan, row->ids, labels);
  for (chosen = 0; chosen < row->ids->len && !g_str_equal (row->ids->pdata[chosen], value);)
    chosen++;
  if (open)
    {
      gtk_string_list_append (labels, _("Other…"));
      row->other = entry_row (field, chosen == row->ids->len ? value : "");
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (row->row), G_LIST_MODEL (labels));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row->row), open || chosen < row->ids->len ? chosen : 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row->row), _(field->help));
}

static gboolean
is_choice (const SlField *field, const SlPlan *plan)
{
  return field->values != NULL
         || (field->type == SL_TYPE_REF && plan != NULL && sl_kind_from_name (field->refs) != SL_N_KINDS);
}

static GtkWidget *
trouble_row (void)
{
  GtkWidget *row = adw_preferences_row_new (), *label = sl_label ("", "error");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  g_object_set (label, "margin-start", 12, "margin-end", 12, "margin-top", 6, "margin-bottom", 6, NULL);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_visible (row, FALSE);
  g_object_set_data (G_OBJECT (row), "label", label);
  return row;
}

static void
make_row (Row *row, const SlField *field, const SlPlan *plan, gconstpointer record)
{
  g_autoptr (GString) value = g_string_new (NULL);

  sl_field_print (field, SL_CONST_MEMBER (record, field), value);
  if (is_choice (field, plan))
    choice_row (row, field, plan, value->str);
  else if (field->type == SL_TYPE_BOOL)
    row->row = switch_row (field, value->str);
  else
    row->row = entry_row (field, value->str);
  row->trouble = trouble_row ();
}

static void
add_row (AdwPreferencesGroup *group, const SlField *field, GtkWidget *row)
{
  g_autofree char *title = title_of (field);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  sl_set_name (row, _(field->label));
  adw_preferences_group_add (group, row);
}

static void
add_rows (AdwPreferencesGroup *group, const SlField *field, Row *row)
{
  add_row (group, field, row->row);
  if (row->other != NULL)
    {
      add_row (group, field, row->other);
      g_signal_connect (row->row, "notify::selected", G_CALLBACK (show_other), row);
      show_other (row->row, NULL, row);
    }
  adw_preferences_group_add (group, row->trouble);
}

GtkWidget *
sl_record_form_new (const SlRecordType *type, gpointer record, const SlPlan *plan)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, BETWEEN_GROUPS), *group = NULL;
  const char *section = NULL;
  Form *form = g_new0 (Form, 1);

  *form = (Form) { type, record, g_new0 (Row, type->n_fields + 1) };
  for (guint i = 0; i < type->n_fields; i++)
    {
      const SlField *field = &type->fields[i];

      if (field->type == SL_TYPE_LIST || field->type == SL_TYPE_RECORDS)
        continue;
      if (group == NULL || g_strcmp0 (section, field->section) != 0)
        {
          group = adw_preferences_group_new ();
          if (field->section != NULL)
            adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _(field->section));
          gtk_box_append (GTK_BOX (box), group);
          section = field->section;
        }
      make_row (&form->rows[i], field, plan, record);
      add_rows (ADW_PREFERENCES_GROUP (group), field, &form->rows[i]);
    }
  g_object_set_data_full (G_OBJECT (box), "form", form, form_free);
  return box;
}

/* --- reading --- */

static const char *
text_of (const SlField *field, const Row *row)
{
  const guint chosen = row->ids != NULL ? adw_combo_row_get_selected (ADW_COMBO_ROW (row->row)) : 0;
  const char *typed;

  if (row->ids != NULL && chosen < row->ids->len)
    return row->ids->pdata[chosen];
  if (field->type == SL_TYPE_BOOL)
    return gtk_switch_get_active (g_object_get_data (G_OBJECT (row->row), "switch")) ? "true" : "false";
  typed = gtk_editable_get_text (GTK_EDITABLE (row->other != NULL ? row->other : row->row));
  return field->type == SL_TYPE_REAL && g_str_has_prefix (typed, "1:") ? typed + strlen ("1:") : typed;
}

static void
blame (const Row *row, const char *message)
{
  GtkWidget *typed = row->other != NULL && gtk_widget_get_visible (row->other) ? row->other : row->row;

  gtk_label_set_text (g_object_get_data (G_OBJECT (row->trouble), "label"), message);
  sl_set_name (row->trouble, message);
  gtk_widget_set_visible (row->trouble, TRUE);
  gtk_widget_add_css_class (typed, "error");
  gtk_widget_grab_focus (typed);
}

static void
forgive (const Row *row)
{
  gtk_widget_set_visible (row->trouble, FALSE);
  gtk_widget_remove_css_class (row->row, "error");
  if (row->other != NULL)
    gtk_widget_remove_css_class (row->other, "error");
}

gboolean
sl_record_form_read (GtkWidget *widget, GError **error)
{
  Form *form = g_object_get_data (G_OBJECT (widget), "form");
  g_autoptr (GError) own = NULL;

  for (guint i = 0; i < form->type->n_fields && own == NULL; i++)
    if (form->rows[i].row != NULL)
      {
        const SlField *field = &form->type->fields[i];

        forgive (&form->rows[i]);
        if (!sl_record_set (form->type, form->record, field->name, text_of (field, &form->rows[i]), TRUE, &own))
          blame (&form->rows[i], own->message);
      }
  if (own == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&own));
  return FALSE;
}

gboolean
sl_record_form_peek (GtkWidget *widget, gpointer record)
{
  Form *form = g_object_get_data (G_OBJECT (widget), "form");

  for (guint i = 0; i < form->type->n_fields; i++)
    if (form->rows[i].row != NULL
        && !sl_record_set (form->type, record, form->type->fields[i].name,
                           text_of (&form->type->fields[i], &form->rows[i]), TRUE, NULL))
      return FALSE;
  return TRUE;
}

void
sl_record_form_listen (GtkWidget *widget, void (*changed) (gpointer data), gpointer data)
{
  Form *form = g_object_get_data (G_OBJECT (widget), "form");

  for (guint i = 0; i < form->type->n_fields; i++)
    {
      const Row *row = &form->rows[i];

      if (row->ids != NULL)
        g_signal_connect_swapped (row->row, "notify::selected", G_CALLBACK (changed), data);
      else if (row->row != NULL && form->type->fields[i].type == SL_TYPE_BOOL)
        g_signal_connect_swapped (g_object_get_data (G_OBJECT (row->row), "switch"), "notify::active",
                                  G_CALLBACK (changed), data);
      else if (row->row != NULL)
        g_signal_connect_swapped (row->row, "changed", G_CALLBACK (changed), data);
      if (row->other != NULL)
        g_signal_connect_swapped (row->other, "changed", G_CALLBACK (changed), data);
    }
}

gboolean
sl_record_form_blame (GtkWidget *widget, const char *field, const char *message)
{
  Form *form = g_object_get_data (G_OBJECT (widget), "form");

  for (guint i = 0; i < form->type->n_fields; i++)
    if (form->rows[i].row != NULL && g_strcmp0 (form->type->fields[i].name, field) == 0)
      {
        blame (&form->rows[i], message);
        return TRUE;
      }
  return FALSE;
}
