#include "sl-plan-assets.h"

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-scene.h"

/* --- loading --- */

gboolean
sl_plan_assets_are_settled (const SlPlan *plan, SlAssets *assets, const char *folder)
{
  g_autoptr (GArray) wanted = sl_scene_assets (plan);

  for (guint i = 0; i < wanted->len; i++)
    if (!sl_assets_is_settled (assets, folder, g_array_index (wanted, SlSceneAsset, i).name))
      return FALSE;
  return TRUE;
}

/* What a model loses on its way in. */
static void
add_notes (SlAssets *assets, const SlSceneAsset *asset, GPtrArray *findings)
{
  g_autoptr (SlMesh) mesh = sl_assets_mesh (assets, asset->name);

  for (guint i = 0; mesh != NULL && i < mesh->n_notes; i++)
    {
      const SlMeshNote *note = &mesh->notes[i];
      g_autofree char *message = sl_mesh_note_message (note);

      sl_findings_add (findings, sl_mesh_note_warns (note) ? SL_SEVERITY_WARNING : SL_SEVERITY_NOTE, asset->entity,
                       asset->field, sl_mesh_note_remedy (note), "%s", message);
    }
}

static void
load (const SlSceneAsset *asset, SlAssets *assets, const char *folder, SlWatch *watch, GPtrArray *findings)
{
  const gboolean is_picture = g_str_equal (asset->field, "picture");
  g_autoptr (GError) error = NULL;
  const gboolean ok = is_picture ? sl_assets_load_image (assets, folder, asset->name, watch, &error)
                                 : sl_assets_load_mesh (assets, folder, asset->name, watch, &error);

  if (ok && !is_picture)
    add_notes (assets, asset, findings);
  else if (!ok && !sl_watch_is_cancelled (watch))
    {
      sl_findings_add_error (findings, SL_SEVERITY_ERROR, asset->entity, asset->field, _("Choose another file"), error);
      sl_findings_code (findings, "file", asset->name);
    }
}

void
sl_plan_load_assets (const SlPlan *plan, SlAssets *assets, const char *folder, SlWatch *watch, GPtrArray *findings)
{
  g_autoptr (GArray) wanted = sl_scene_assets (plan);

  for (guint i = 0; i < wanted->len && !sl_watch_is_cancelled (watch); i++)
    {
      load (&g_array_index (wanted, SlSceneAsset, i), assets, folder, watch, findings);
      sl_watch_tell (watch, (double) (i + 1) / wanted->len);
    }
}

/* --- names --- */

static void
place_clear (gpointer data)
{
  g_free (((SlAssetPlace *) data)->path);
}

static void
add_place (GArray *places, const SlEntity *entity, char *path, const char *name)
{
  const SlAssetPlace place = { entity, path, name };

  if (name != NULL && *name != '\0')
    g_array_append_val (places, place);
  else
    g_free (path);
}

/* Whether `path` of the entity `target` is a file's name. */
static gboolean
names_file (const SlPlan *plan, const char *target, const char *path)
{
  const SlEntity *entity = sl_plan_find (plan, target);
  SlField field;

  return entity != NULL && path != NULL && sl_record_resolve (&sl_kind_info (entity->kind)->record, path, &field, NULL)
         && field.type == SL_TYPE_ASSET;
}

static void
add_own (GArray *places, const SlEntity *entity)
{
  const SlRecordType *type = &sl_kind_info (entity->kind)->record;

  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].type == SL_TYPE_ASSET)
      add_place (places, entity, g_strdup (type->fields[i].name),
                 *(char *const *) SL_CONST_MEMBER (entity, &type->fields[i]));
}

static void
add_values (GArray *places, const SlPlan *plan, const SlSetup *setup)
{
  for (guint i = 0; i < sl_list_n (setup->values); i++)
    {
      const SlOverride *value = sl_list_at (setup->values, SlOverride, i);
      if (names_file (plan, value->target, value->path))
        add_place (places, &setup->entity, g_strdup_printf ("values[#%u].value", i), value->value);
    }
}

static void
add_keys (GArray *places, const SlPlan *plan, const SlShot *shot)
{
  for (guint i = 0; i < sl_list_n (shot->tracks); i++)
    {
      const SlTrack *track = sl_list_at (shot->tracks, SlTrack, i);

      for (guint k = 0; names_file (plan, track->target, track->path) && k < sl_list_n (track->keys); k++)
        add_place (places, &shot->entity, g_strdup_printf ("tracks[#%u].keys[#%u].value", i, k),
                   sl_list_at (track->keys, SlKey, k)->value);
    }
}

GArray *
sl_plan_asset_places (const SlPlan *plan)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (SlAssetPlace));

  g_array_set_clear_func (places, place_clear);
  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    for (guint i = 0; i < sl_plan_count (plan, kind); i++)
      {
        const SlEntity *entity = sl_plan_at (plan, kind, i);

        add_own (places, entity);
        if (kind == SL_KIND_SETUP)
          add_values (places, plan, (const SlSetup *) entity);
        if (kind == SL_KIND_SHOT)
          add_keys (places, plan, (const SlShot *) entity);
      }
  return places;
}

GPtrArray *
sl_plan_asset_names (const SlPlan *plan)
{
  g_autoptr (GArray) places = sl_plan_asset_places (plan);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < places->len; i++)
    if (g_hash_table_add (seen, (gpointer) g_array_index (places, SlAssetPlace, i).name))
      g_ptr_array_add (names, g_strdup (g_array_index (places, SlAssetPlace, i).name));
  return names;
}

/* --- in another folder --- */

char *
sl_asset_relative (const char *folder, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path), at = g_file_new_for_path (folder);
  g_autoptr (GString) up = g_string_new (NULL);

  while (!g_file_has_prefix (file, at))
    {
      GFile *parent = g_file_get_parent (at);
      if (parent == NULL)
        break;
      g_string_append (up, "../");
      g_object_unref (at);
      at = parent;
    }
  g_autofree char *below = g_file_get_relative_path (at, file);
  return g_strconcat (up->str, below != NULL ? below : "", NULL);
}

GHashTable *
sl_moved_entities_new (void)
{
  return g_hash_table_new_full (NULL, NULL, (GDestroyNotify) sl_entity_unref, (GDestroyNotify) sl_entity_unref);
}

typedef struct {
  const char *from, *to; /* absolute folders */
  GHashTable *moved;     /* may be NULL */
} Rebase;

/* The entity with the new names of its `n` places. A new reference. */
static SlEntity *
rebase_entity (const Rebase *r, const SlAssetPlace *places, guint n)
{
  const SlEntity *old = places->entity;
  SlEntity *known = r->moved != NULL ? g_hash_table_lookup (r->moved, old) : NULL, *entity;

  if (known != NULL)
    return sl_entity_ref (known);
  entity = sl_entity_edit (old);
  for (guint i = 0; i < n; i++)
    if (!g_path_is_absolute (places[i].name))
      {
        g_autofree char *path = g_canonicalize_filename (places[i].name, r->from);
        g_autofree char *name = sl_asset_relative (r->to, path);
        sl_entity_set (entity, places[i].path, name, FALSE, NULL);
      }
  if (r->moved != NULL)
    g_hash_table_insert (r->moved, sl_entity_ref (old), sl_entity_ref (entity));
  return entity;
}

SlPlan *
sl_plan_rebase_assets (const SlPlan *plan, const char *from, const char *to, GHashTable *moved)
{
  g_autofree char *old = g_canonicalize_filename (from, NULL), *new = g_canonicalize_filename (to, NULL);
  g_autoptr (GArray) places = g_str_equal (old, new) ? NULL : sl_plan_asset_places (plan);
  const Rebase r = { old, new, moved };
  SlPlan *changed = NULL;

  for (guint i = 0, n; places != NULL && i < places->len; i += n)
    {
      const SlAssetPlace *first = &g_array_index (places, SlAssetPlace, i);
      gboolean any = FALSE;

      for (n = 0; i + n < places->len && first[n].entity == first->entity; n++)
        any |= !g_path_is_absolute (first[n].name);
      if (!any)
        continue;
      if (changed == NULL)
        changed = sl_plan_fork (plan);
      sl_plan_put (changed, rebase_entity (&r, first, n));
    }
  return changed != NULL ? changed : sl_plan_ref (plan);
}
