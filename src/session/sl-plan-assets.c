#include "sl-plan-assets.h"

#include "sl-error.h"
#include "sl-i18n.h"

/* Fields that name a file, and when it is used. One line each. */
typedef struct {
  SlKind      kind;
  const char *field;
  gboolean    is_picture;
  gboolean  (*is_used) (const SlEntity *entity);
} AssetField;

static gboolean
is_model (const SlEntity *entity)
{
  return ((const SlProp *) entity)->shape == SL_SHAPE_MODEL;
}

static gboolean
is_picture (const SlEntity *entity)
{
  return ((const SlEnvironment *) entity)->content == SL_CONTENT_PICTURE;
}

static const AssetField asset_fields[] = {
  { SL_KIND_PROP, "model", FALSE, is_model },
  { SL_KIND_ENVIRONMENT, "picture", TRUE, is_picture },
};

/* Borrowed; NULL when the field is empty. */
static const char *
asset_name (const AssetField *asset, const SlEntity *entity)
{
  const SlField *field = sl_record_field (&sl_kind_info (asset->kind)->record, asset->field);

  return *(char *const *) SL_CONST_MEMBER (entity, field);
}

typedef struct {
  const SlEntity   *entity;
  const AssetField *field;
  const char       *name;
} Asset;

/* Asset elements: what the plan uses and what it could use. */
static GArray *
list_assets (const SlPlan *plan, gboolean used)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Asset));

  for (guint f = 0; f < G_N_ELEMENTS (asset_fields); f++)
    for (guint i = 0; i < sl_plan_count (plan, asset_fields[f].kind); i++)
      {
        const SlEntity *entity = sl_plan_at (plan, asset_fields[f].kind, i);
        const Asset asset = { entity, &asset_fields[f], asset_name (&asset_fields[f], entity) };

        if (asset.name != NULL && (!used || asset_fields[f].is_used (entity)))
          g_array_append_val (list, asset);
      }
  return list;
}

gboolean
sl_plan_assets_are_settled (const SlPlan *plan, SlAssets *assets, const char *folder)
{
  g_autoptr (GArray) list = list_assets (plan, TRUE);

  for (guint i = 0; i < list->len; i++)
    if (!sl_assets_is_settled (assets, folder, g_array_index (list, Asset, i).name))
      return FALSE;
  return TRUE;
}

/* What a model loses on its way in. */
static void
add_notes (SlAssets *assets, const Asset *asset, GPtrArray *findings)
{
  g_autoptr (SlMesh) mesh = sl_assets_mesh (assets, asset->name);

  for (guint i = 0; mesh != NULL && i < mesh->n_notes; i++)
    {
      const SlMeshNote *note = &mesh->notes[i];
      g_autofree char *message = sl_mesh_note_message (note);

      sl_findings_add (findings, sl_mesh_note_warns (note) ? SL_SEVERITY_WARNING : SL_SEVERITY_NOTE, asset->entity,
                       asset->field->field, sl_mesh_note_remedy (note), "%s", message);
    }
}

static void
load (const Asset *asset, SlAssets *assets, const char *folder, SlWatch *watch, GPtrArray *findings)
{
  g_autoptr (GError) error = NULL;
  const gboolean ok = asset->field->is_picture ? sl_assets_load_image (assets, folder, asset->name, watch, &error)
                                               : sl_assets_load_mesh (assets, folder, asset->name, watch, &error);

  if (ok && !asset->field->is_picture)
    add_notes (assets, asset, findings);
  else if (!ok && !sl_watch_is_cancelled (watch))
    sl_findings_add (findings, SL_SEVERITY_ERROR, asset->entity, asset->field->field, _("Choose another file"), "%s",
                     error->message);
}

void
sl_plan_load_assets (const SlPlan *plan, SlAssets *assets, const char *folder, SlWatch *watch, GPtrArray *findings)
{
  g_autoptr (GArray) list = list_assets (plan, TRUE);

  for (guint i = 0; i < list->len && !sl_watch_is_cancelled (watch); i++)
    {
      load (&g_array_index (list, Asset, i), assets, folder, watch, findings);
      sl_watch_tell (watch, (double) (i + 1) / list->len);
    }
}

GPtrArray *
sl_plan_asset_names (const SlPlan *plan)
{
  g_autoptr (GArray) list = list_assets (plan, FALSE);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < list->len; i++)
    if (g_hash_table_add (seen, (gpointer) g_array_index (list, Asset, i).name))
      g_ptr_array_add (names, g_strdup (g_array_index (list, Asset, i).name));
  return names;
}
