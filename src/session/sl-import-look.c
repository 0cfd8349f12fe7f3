#include "sl-import-look.h"

#include "sl-check.h"
#include "sl-i18n.h"
#include "sl-operations.h"

void
sl_import_look_free (SlImportLook *look)
{
  if (look == NULL)
    return;
  g_clear_pointer (&look->command, sl_command_unref);
  sl_plan_unref (look->plan);
  sl_export_changes_clear (&look->changes);
  g_ptr_array_unref (look->findings);
  g_free (look->id);
  g_free (look);
}

/* "Wall: Ceiling A" */
static char *
name_of (const SlEntity *entity)
{
  return g_strdup_printf (_("%s: %s"), _(sl_kind_info (entity->kind)->record.label), sl_entity_title (entity));
}

/* An entity that did not change is the same in both. */
static void
compare (const SlPlan *before, const SlPlan *after, SlExportChanges *changes)
{
  for (SlKind kind = 0; kind < SL_N_KINDS; kind++)
    {
      for (guint i = 0; i < sl_plan_count (after, kind); i++)
        {
          const SlEntity *now = sl_plan_at (after, kind, i), *was = sl_plan_get (before, kind, now->id);

          if (was != now)
            g_ptr_array_add (was == NULL ? changes->came : changes->changed, name_of (now));
        }
      for (guint i = 0; i < sl_plan_count (before, kind); i++)
        if (sl_plan_get (after, kind, sl_plan_at (before, kind, i)->id) == NULL)
          g_ptr_array_add (changes->gone, name_of (sl_plan_at (before, kind, i)));
    }
}

/* Which the plan's problems say too, once it is there. */
static void
add_notes (const SlImportInput *input, GPtrArray *findings)
{
  g_autoptr (SlMesh) mesh = input->assets != NULL ? sl_assets_mesh (input->assets, input->name) : NULL;

  for (guint i = 0; mesh != NULL && i < mesh->n_notes; i++)
    {
      g_autofree char *message = sl_mesh_note_message (&mesh->notes[i]);
      sl_findings_add (findings, sl_mesh_note_warns (&mesh->notes[i]) ? SL_SEVERITY_WARNING : SL_SEVERITY_NOTE, NULL,
                       NULL, sl_mesh_note_remedy (&mesh->notes[i]), "%s", message);
    }
}

SlImportLook *
sl_import_look (const SlImporter *importer, const SlImportInput *input, gconstpointer options, gboolean settles,
                GError **error)
{
  g_autoptr (SlImportLook) look = g_new0 (SlImportLook, 1);
  g_autoptr (SlPlan) after = NULL;
  SlImportInput own = *input;

  look->plan = sl_plan_ref (input->plan);
  look->findings = own.findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  sl_export_changes_init (&look->changes);
  if ((look->command = importer->make (&own, options, &look->id, error)) == NULL)
    return NULL;
  if (settles && importer == &sl_import_model)
    sl_operation_settle (look->command, input->plan, NULL, input->assets, look->id);
  if ((after = sl_plan_apply (input->plan, look->command, error)) == NULL)
    return NULL;
  compare (input->plan, after, &look->changes);
  for (guint i = 0; i < look->findings->len; i++)
    look->lost += ((SlFinding *) look->findings->pdata[i])->severity > SL_SEVERITY_NOTE;
  if (importer->load != NULL)
    add_notes (input, look->findings);
  return g_steal_pointer (&look);
}
