#include "sl-field-choices.h"

#include "sl-device-facts.h"
#include "sl-i18n.h"
#include "sl-title.h"

static void
choice_free (gpointer data)
{
  SlFieldChoice *choice = data;

  g_free (choice->id);
  g_free (choice->name);
  g_free (choice->facts);
  g_free (choice);
}

typedef struct {
  GPtrArray  *all;
  GHashTable *seen; /* their ids, borrowed */
} Choices;

static SlFieldChoice *
add (Choices *choices, const char *id, const char *name)
{
  SlFieldChoice *choice;

  if (g_hash_table_contains (choices->seen, id))
    return NULL;
  choice = g_new0 (SlFieldChoice, 1);
  choice->id = g_strdup (id);
  choice->name = g_strdup (name);
  g_ptr_array_add (choices->all, choice);
  g_hash_table_add (choices->seen, choice->id);
  return choice;
}

static void
add_entity (Choices *choices, const SlEntity *entity)
{
  g_autofree char *device = sl_device_name (entity), *title = sl_title_of_entity (entity);
  SlFieldChoice *choice = add (choices, entity->id, device != NULL ? device : title);

  if (choice == NULL || device == NULL)
    return;
  choice->facts = sl_device_facts (entity);
  choice->trust = sl_device_trust (entity, NULL);
}

static void
add_entities (Choices *choices, const SlPlan *plan, const SlField *field)
{
  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    if (sl_field_takes_kind (field, kind))
      for (guint i = 0; i < sl_plan_count (plan, kind); i++)
        add_entity (choices, sl_plan_at (plan, kind, i));
}

static const SlPlan *
catalogue_of (SlEditor *editor)
{
  return sl_document_catalogue (sl_editor_document (editor));
}

static const SlEntity *
find (SlEditor *editor, const char *id)
{
  const SlEntity *entity = sl_plan_find (sl_editor_plan (editor), id);

  return entity != NULL ? entity : sl_plan_find (catalogue_of (editor), id);
}

/* The keys of a device's records: a camera's modes are those of its body. */
static void
add_record_keys (Choices *choices, const SlFieldSpot *spot)
{
  SlEditor *editor = spot->place->host->editor;
  const GPtrArray *ids = spot->place->host->ids;
  const SlEntity *entity = sl_plan_find (sl_editor_plan (editor), ids->pdata[ids->len - 1]);
  g_auto (GStrv) words = g_strsplit (spot->field->choices, ".", 2);
  g_autofree char *id = entity != NULL ? sl_entity_get (entity, words[0], NULL) : NULL;
  const SlEntity *device = find (editor, id);
  const SlField *field = device != NULL ? sl_record_field (&sl_kind_info (device->kind)->record, words[1]) : NULL;
  const SlList *list = field != NULL ? *(SlList *const *) SL_CONST_MEMBER (device, field) : NULL;

  for (guint i = 0; i < sl_list_n (list); i++)
    for (guint f = 0; f < field->record->n_fields; f++)
      if (field->record->fields[f].flags & SL_FIELD_KEY)
        {
          g_autoptr (GString) key = g_string_new (NULL);
          sl_field_print (&field->record->fields[f],
                          SL_CONST_MEMBER (list->data + i * list->item_size, &field->record->fields[f]), key);
          add (choices, key->str, key->str);
        }
}

/* What a list has not yet. */
static void
add_more (Choices *choices, const SlFieldSpot *spot, const char *value)
{
  g_auto (GStrv) has = g_strsplit (value, " ", -1);

  for (const SlEnumValue *v = spot->field->values; v != NULL && v->id != NULL; v++)
    if (!g_strv_contains ((const char *const *) has, v->id))
      add (choices, v->id, _(v->label));
  for (char **id = has; *id != NULL; id++)
    g_hash_table_add (choices->seen, *id);
  if (spot->field->item == SL_TYPE_REF)
    add_entities (choices, sl_editor_plan (spot->place->host->editor), spot->field);
  g_hash_table_remove_all (choices->seen); /* which borrowed them */
}

GPtrArray *
sl_field_choices (const SlFieldSpot *spot, const char *value)
{
  SlEditor *editor = spot->place->host->editor;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Choices choices = { g_ptr_array_new_with_free_func (choice_free), seen };

  if (sl_field_is_many (spot->field))
    {
      add_more (&choices, spot, value);
      return choices.all;
    }
  if (spot->field->type == SL_TYPE_ENUM)
    {
      for (const SlEnumValue *v = spot->field->values; v->id != NULL; v++)
        add (&choices, v->id, _(v->label));
      return choices.all;
    }
  add (&choices, "", _("None"));
  if (spot->field->choices != NULL)
    add_record_keys (&choices, spot);
  else
    add_entities (&choices, sl_editor_plan (editor), spot->field);
  if (spot->field->type == SL_TYPE_DEVICE)
    add_entities (&choices, catalogue_of (editor), spot->field);
  add (&choices, value, value);
  return choices.all;
}

/* Of one value. */
static char *
name_of (const SlFieldSpot *spot, const char *value)
{
  const SlEntity *entity;
  char *device;

  for (const SlEnumValue *v = spot->field->values; v != NULL && v->id != NULL; v++)
    if (g_str_equal (v->id, value))
      return g_strdup (_(v->label));
  if (spot->field->choices != NULL || (entity = find (spot->place->host->editor, value)) == NULL)
    return g_strdup (value);
  device = sl_device_name (entity);
  return device != NULL ? device : sl_title_of_entity (entity);
}

char *
sl_field_choice_name (const SlFieldSpot *spot, const char *value)
{
  g_auto (GStrv) items = NULL;

  if (*value == '\0')
    return g_strdup (_("None"));
  if (!sl_field_is_many (spot->field))
    return name_of (spot, value);
  items = g_strsplit (value, " ", -1);
  for (char **item = items; *item != NULL; item++)
    {
      char *name = name_of (spot, *item);
      g_free (*item);
      *item = name;
    }
  return g_strjoinv (", ", items);
}

gboolean
sl_field_is_chosen (const SlField *field)
{
  return field->choices != NULL || field->type == SL_TYPE_ENUM || field->type == SL_TYPE_REF
         || field->type == SL_TYPE_DEVICE;
}

gboolean
sl_field_is_many (const SlField *field)
{
  return field->type == SL_TYPE_LIST && (field->item == SL_TYPE_REF || field->item == SL_TYPE_ENUM);
}
