#include "sl-devices.h"

#include "sl-catalogue.h"

static void
copy_device (SlCommand *command, const SlEntity *known)
{
  g_autoptr (SlEntity) device = sl_catalogue_copy (known);
  const SlRecordType *type = &sl_kind_info (device->kind)->record;

  sl_command_add (command, device->kind, device->id);
  if (device->name != NULL)
    sl_command_set (command, device->id, "name", device->name);
  for (guint i = 0; i < type->n_fields; i++)
    if (!sl_field_is_default (&type->fields[i], SL_CONST_MEMBER (device, &type->fields[i])))
      {
        g_autofree char *text = sl_entity_get (device, type->fields[i].name, NULL);
        sl_command_set (command, device->id, type->fields[i].name, text);
      }
}

/* What the command adds: id → its kind, as a number that is one more. */
static GHashTable *
added_kinds (const SlCommand *command)
{
  GHashTable *added = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sl_command_count (command); i++)
    {
      const SlEdit *edit = sl_command_edit (command, i);
      if (edit->type == SL_EDIT_ADD && !g_hash_table_contains (added, edit->id))
        g_hash_table_insert (added, edit->id, GUINT_TO_POINTER (sl_kind_from_name (edit->what) + 1));
    }
  return added;
}

static SlKind
kind_after (const SlPlan *plan, GHashTable *added, const char *id)
{
  const SlEntity *entity = sl_plan_find (plan, id);
  const guint kind = entity == NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (added, id)) : 0;

  return entity != NULL ? entity->kind : kind > 0 ? (SlKind) (kind - 1) : SL_N_KINDS;
}

/* A production that is added gets a mark of its own: the store tells productions apart by it. */
static guint
mark_productions (SlCommand *extended, const SlCommand *command)
{
  guint n = 0;

  for (guint i = 0; i < sl_command_count (command); i++)
    {
      const SlEdit *edit = sl_command_edit (command, i);
      gboolean marked = edit->type != SL_EDIT_ADD || sl_kind_from_name (edit->what) != SL_KIND_PRODUCTION;

      for (guint k = i + 1; !marked && k < sl_command_count (command); k++)
        {
          const SlEdit *later = sl_command_edit (command, k);
          marked = later->type == SL_EDIT_SET && g_str_equal (later->id, edit->id) && g_str_equal (later->what, "uid");
        }
      if (marked)
        continue;
      g_autofree char *uid = g_uuid_string_random ();
      sl_command_set (extended, edit->id, "uid", uid);
      n++;
    }
  return n;
}

/* The catalogue's device that the edit names and that the plan will not have; NULL for none. */
static const SlEntity *
missing_device (const SlEdit *edit, const SlPlan *plan, GHashTable *added, const SlPlan *catalogue)
{
  const SlKind kind = edit->type == SL_EDIT_SET ? kind_after (plan, added, edit->id) : SL_N_KINDS;
  const SlEntity *device;
  SlField field;

  if (kind == SL_N_KINDS || g_str_equal (edit->what, "name")
      || !sl_record_resolve (&sl_kind_info (kind)->record, edit->what, &field, NULL) || field.type != SL_TYPE_DEVICE)
    return NULL;
  device = sl_plan_find (catalogue, edit->text);
  return device != NULL && kind_after (plan, added, device->id) == SL_N_KINDS ? device : NULL;
}

SlCommand *
sl_command_complete (const SlCommand *command, const SlPlan *plan, const SlPlan *catalogue)
{
  g_autoptr (SlCommand) extended = sl_command_new (sl_command_label (command));
  g_autoptr (GHashTable) copied = g_hash_table_new (g_str_hash, g_str_equal), added = added_kinds (command);

  for (guint i = 0; i < sl_command_count (command); i++)
    {
      const SlEntity *device = missing_device (sl_command_edit (command, i), plan, added, catalogue);
      if (device != NULL && g_hash_table_add (copied, device->id))
        copy_device (extended, device);
    }
  for (guint i = 0; i < sl_command_count (command); i++)
    sl_command_append (extended, sl_command_edit (command, i));
  if (mark_productions (extended, command) == 0 && g_hash_table_size (copied) == 0)
    return sl_command_ref ((SlCommand *) command);
  sl_command_set_fold (extended, sl_command_fold (command));
  return g_steal_pointer (&extended);
}
