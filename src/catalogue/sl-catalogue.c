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
        sl_error_set_at (error, SL_ERROR_INPUT, path, other->line, _("a catalogue holds devices only; move “%s” into a plan"), other->id);
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
