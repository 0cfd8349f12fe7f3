#include "sl-catalogue.h"

#include <string.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-plan-xml.h"

static gboolean
add_file (SlPlan *catalogue, const char *path, GError **error)
{
  g_autofree char *data = NULL;
  g_autoptr (SlPlan) file = NULL;
  gsize length;

  if (!sl_file_read (path, SL_PLAN_MAX_BYTES, &data, &length, error)
      || (file = sl_plan_parse (data, length, path, NULL, error)) == NULL)
    return FALSE;
  for (guint kind = 0; kind < SL_KIND_FIRST_DEVICE; kind++)
    if (sl_plan_count (file, kind) > 0)
      {
        const SlEntity *other = sl_plan_at (file, kind, 0);
        sl_error_set_at (error, SL_ERROR_INPUT, path, other->line,
                         _("a catalogue holds devices only; move “%s” into a plan"), other->id);
        return FALSE;
      }
  for (guint kind = SL_KIND_FIRST_DEVICE; kind < SL_N_KINDS; kind++)
    for (guint i = 0; i < sl_plan_count (file, kind); i++)
      sl_plan_put (catalogue, sl_entity_ref (sl_plan_at (file, kind, i)));
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
add_folder (SlPlan *catalogue, const char *folder, GPtrArray *problems)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".xml"))
      g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      GError *error = NULL;
      if (add_file (catalogue, names->pdata[i], &error))
        continue;
      if (problems != NULL)
        g_ptr_array_add (problems, error);
      else
        g_error_free (error);
    }
}

SlPlan *
sl_catalogue_load (const char *const *folders, GPtrArray *problems)
{
  SlPlan *catalogue = sl_plan_new ();

  for (guint i = 0; folders[i] != NULL; i++)
    add_folder (catalogue, folders[i], problems);
  return catalogue;
}

const SlEntity *
sl_catalogue_default (const SlPlan *catalogue, SlKind kind)
{
  const SlField *field = sl_record_field (&sl_kind_info (kind)->record, "default");

  for (guint i = sl_plan_count (catalogue, kind); field != NULL && i-- > 0;)
    {
      const SlEntity *device = sl_plan_at (catalogue, kind, i);
      if (*(const gboolean *) SL_CONST_MEMBER (device, field))
        return device;
    }
  return NULL;
}

/* Puts what is of the catalogue alone back to its default, in the records inside too. */
static void
strip (const SlRecordType *type, gpointer record)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const SlField *field = &type->fields[i];
      gpointer member = SL_MEMBER (record, field);

      if ((field->flags & SL_FIELD_CATALOGUE) != 0)
        sl_field_parse (field, field->def, FALSE, member, NULL);
      else if (field->type == SL_TYPE_RECORDS && *(SlList **) member != NULL)
        {
          SlList *list = sl_list_resized (field, *(SlList **) member, (*(SlList **) member)->n);

          for (guint k = 0; k < list->n; k++)
            strip (field->record, list->data + k * list->item_size);
          sl_list_unref (*(SlList **) member);
          *(SlList **) member = list;
        }
    }
}

SlEntity *
sl_catalogue_copy (const SlEntity *device)
{
  SlEntity *copy = sl_entity_edit (device);

  strip (&sl_kind_info (device->kind)->record, copy);
  return copy;
}
