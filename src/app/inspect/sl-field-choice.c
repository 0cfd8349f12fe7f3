#include "sl-field-choice.h"

#include "sl-i18n.h"

static void
add_choice (GPtrArray *ids, GPtrArray *names, const char *id, const char *name)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_str_equal (ids->pdata[i], id))
      return;
  g_ptr_array_add (ids, g_strdup (id));
  g_ptr_array_add (names, g_strdup (name));
}

static void
add_choices_of (const SlPlan *plan, const SlField *field, GPtrArray *ids, GPtrArray *names)
{
  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    if (sl_field_takes_kind (field, kind))
      for (guint i = 0; i < sl_plan_count (plan, kind); i++)
        {
          const SlEntity *entity = sl_plan_at (plan, kind, i);
          g_autofree char *maker = kind >= SL_KIND_FIRST_DEVICE ? sl_entity_get (entity, "manufacturer", NULL) : NULL;
          g_autofree char *model = kind >= SL_KIND_FIRST_DEVICE ? sl_entity_get (entity, "model", NULL) : NULL;
          g_autofree char *device = model != NULL ? g_strdup_printf ("%s %s", maker, model) : NULL;
          add_choice (ids, names, entity->id, device != NULL ? device : sl_entity_title (entity));
        }
}

/* The keys of a device's records: a camera's modes are those of its body. */
static void
add_record_choices (const SlEntity *entity, const SlPlan *plan, const SlPlan *catalogue, const SlField *field,
                    GPtrArray *ids, GPtrArray *names)
{
  g_auto (GStrv) words = g_strsplit (field->choices, ".", 2);
  g_autofree char *id = sl_entity_get (entity, words[0], NULL);
  const SlEntity *device = sl_plan_find (plan, id) != NULL ? sl_plan_find (plan, id) : sl_plan_find (catalogue, id);
  const SlField *list_field = device != NULL ? sl_record_field (&sl_kind_info (device->kind)->record, words[1]) : NULL;
  const SlList *list = list_field != NULL ? *(SlList *const *) SL_CONST_MEMBER (device, list_field) : NULL;

  for (guint i = 0; i < sl_list_n (list); i++)
    for (guint f = 0; f < list_field->record->n_fields; f++)
      if (list_field->record->fields[f].flags & SL_FIELD_KEY)
        {
          g_autoptr (GString) key = g_string_new (NULL);
          sl_field_print (&list_field->record->fields[f],
                          SL_CONST_MEMBER (list->data + i * list->item_size, &list_field->record->fields[f]), key);
          add_choice (ids, names, key->str, key->str);
        }
}

/* Long names end in dots in the button and stand whole in the list. */
static void
on_choice_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer ellipsize)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), GPOINTER_TO_INT (ellipsize));
  gtk_list_item_set_child (item, label);
}

static void
on_choice_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkListItemFactory *
choice_factory (PangoEllipsizeMode mode)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_choice_setup), GINT_TO_POINTER (mode));
  g_signal_connect (factory, "bind", G_CALLBACK (on_choice_bind), NULL);
  return factory;
}

static GtkWidget *
make_drop_down (const char *const *names, gboolean searchable)
{
  GtkWidget *drop = gtk_drop_down_new_from_strings (names);
  g_autoptr (GtkListItemFactory) closed = choice_factory (PANGO_ELLIPSIZE_END);
  g_autoptr (GtkListItemFactory) open = choice_factory (PANGO_ELLIPSIZE_NONE);

  if (searchable)
    {
      gtk_drop_down_set_expression (GTK_DROP_DOWN (drop),
                                    gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
      gtk_drop_down_set_enable_search (GTK_DROP_DOWN (drop), TRUE);
    }
  gtk_drop_down_set_factory (GTK_DROP_DOWN (drop), closed);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (drop), open);
  return drop;
}

/* What may stand in the field; a name that is not there is shown, not changed. */
static void
add_choices (SlEditor *editor, const SlEntity *entity, const SlField *field, const char *value, GPtrArray *ids,
             GPtrArray *names)
{
  const SlPlan *plan = sl_editor_plan (editor), *catalogue = sl_document_catalogue (sl_editor_document (editor));

  if (field->type == SL_TYPE_ENUM)
    {
      for (const SlEnumValue *v = field->values; v->id != NULL; v++)
        add_choice (ids, names, v->id, _(v->label));
      return;
    }
  add_choice (ids, names, "", _("None"));
  if (field->choices != NULL)
    add_record_choices (entity, plan, catalogue, field, ids, names);
  else
    add_choices_of (plan, field, ids, names);
  if (field->type == SL_TYPE_DEVICE)
    add_choices_of (catalogue, field, ids, names);
  add_choice (ids, names, value, value);
}

GtkWidget *
sl_field_choice_new (SlEditor *editor, const SlEntity *entity, const SlField *field, const char *value, GStrv *ids)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *all = g_ptr_array_new ();
  GtkWidget *drop;
  guint at = 0;

  add_choices (editor, entity, field, value, all, names);
  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (all->pdata[i], value))
      at = i;
  g_ptr_array_add (all, NULL);
  g_ptr_array_add (names, NULL);
  *ids = (GStrv) g_ptr_array_free (all, FALSE);
  drop = make_drop_down ((const char *const *) names->pdata, field->type != SL_TYPE_ENUM);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), at);
  return drop;
}
