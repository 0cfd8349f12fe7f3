#include "sl-uss-export-private.h"

#include <string.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"

JsonObject *
sl_uss_copy (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  g_autoptr (GList) names = object != NULL ? json_object_get_members (object) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (copy, l->data, json_node_copy (json_object_get_member (object, l->data)));
  return copy;
}

const char *
sl_uss_id (UssOut *out, const char *kind, const char *id)
{
  g_autofree char *key = g_strdup_printf ("%s %s", kind, id);
  const char *known = g_hash_table_lookup (out->ids, key);
  g_autofree char *text = NULL, *sum = NULL;
  char *made;

  if (known != NULL)
    return known;
  text = g_strdup_printf ("%s %s %s", out->production->uid != NULL ? out->production->uid : out->production->entity.id,
                          kind, id);
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  made = g_strndup (sum, 24); /* as long as those of the programs that began the format */
  g_hash_table_insert (out->ids, g_steal_pointer (&key), made);
  return made;
}

void
sl_uss_set_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

void
sl_uss_set_date (JsonObject *object, const char *name, guint32 julian)
{
  g_autofree char *day = julian > 0 ? sl_date_to_text (julian) : NULL;
  g_autofree char *moment = day != NULL ? g_strconcat (day, "T00:00:00.000Z", NULL) : NULL;

  sl_uss_set_text (object, name, moment);
}

JsonObject *
sl_uss_new (UssOut *out, const char *id)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", id);
  sl_uss_set_date (object, "created", out->export->day);
  return object;
}

void
sl_uss_tell (UssOut *out, const SlEntity *entity, const char *text, const char *remedy)
{
  sl_findings_add (out->export->omissions, SL_SEVERITY_NOTE, entity, NULL, remedy, "%s", text);
}

/* --- what was imported --- */

/* Ties the entities of a kind to what was read: those that are this production's and name an id that is there. */
static void
tie (UssOut *out, SlKind kind, GHashTable *items, GPtrArray *by_place)
{
  const int is = kind == SL_KIND_CAST ? USS_CAST : kind == SL_KIND_SCENE ? USS_SCENE : SL_CATEGORY_OTHER;

  for (guint i = 0; i < sl_plan_count (out->plan, kind); i++)
    {
      const SlEntity *entity = sl_plan_at (out->plan, kind, i);
      g_autofree char *origin = sl_entity_get (entity, "origin", NULL);
      g_autofree char *production = sl_entity_get (entity, "production", NULL);
      const UssItem *item = origin != NULL && *origin != '\0' ? g_hash_table_lookup (items, origin) : NULL;

      if (item == NULL || item->at < 0 || (kind == SL_KIND_ELEMENT ? item->is > is : item->is != is)
          || item->at >= (int) by_place->len || by_place->pdata[item->at] != NULL
          || (production != NULL && *production != '\0' && !g_str_equal (production, out->production->entity.id)))
        continue;
      by_place->pdata[item->at] = (gpointer) entity;
      g_hash_table_insert (out->ids, g_strdup_printf ("%s %s", sl_kind_info (kind)->record.name, entity->id),
                           g_steal_pointer (&origin));
    }
}

static void
open_original (UssOut *out)
{
  g_autofree char *text = out->production->origin != NULL ? sl_uss_unpack (out->production->origin) : NULL;

  out->was = text != NULL ? sl_uss_open (text, NULL, NULL) : NULL;
  out->cast = g_ptr_array_new ();
  out->elements = g_ptr_array_new ();
  out->scenes = g_ptr_array_new ();
  if (out->was == NULL)
    return;
  g_ptr_array_set_size (out->cast, (gint) out->was->script->cast->len);
  g_ptr_array_set_size (out->elements, (gint) out->was->script->elements->len);
  g_ptr_array_set_size (out->scenes, (gint) out->was->script->scenes->len);
  tie (out, SL_KIND_CAST, out->was->elements, out->cast);
  tie (out, SL_KIND_ELEMENT, out->was->elements, out->elements);
  tie (out, SL_KIND_SCENE, out->was->breakdowns, out->scenes);
}

/* --- the file --- */

static const SlProduction *
find_production (const SlUssExport *export, GError **error)
{
  const SlPlan *plan = export->plan;
  const SlEntity *production = NULL;

  if (export->production != NULL)
    production = sl_plan_get (plan, SL_KIND_PRODUCTION, export->production);
  else if (sl_plan_count (plan, SL_KIND_PRODUCTION) > 0)
    production = sl_plan_at (plan, SL_KIND_PRODUCTION, 0);
  if (production == NULL)
    sl_error_set (error, SL_ERROR_REFERENCE, _("the plan has no such production; add one, or name one that it has"));
  return (const SlProduction *) production;
}

/* What the file says of itself. */
static JsonObject *
root_of (UssOut *out)
{
  JsonObject *root = sl_uss_copy (out->was != NULL ? out->was->root : NULL);
  const char *title = sl_entity_title (&out->production->entity);
  static const char *const none[] = { "author", "description", "episode", "episodeName", "schedColor", "scriptColor",
                                      "scriptDate", "season" };

  if (out->was == NULL)
    {
      json_object_set_string_member (root, "id", sl_uss_id (out, "production", out->production->entity.id));
      sl_uss_set_date (root, "created", out->export->day);
      sl_uss_set_date (root, "schedDate", out->export->day);
      json_object_set_string_member (root, "name", title);
      json_object_set_string_member (root, "source", "Sightline");
      json_object_set_string_member (root, "ussVersion", "1.0.0");
      for (guint i = 0; i < G_N_ELEMENTS (none); i++)
        json_object_set_null_member (root, none[i]);
    }
  if (out->was == NULL || g_strcmp0 (out->was->script->title, title) != 0)
    json_object_set_string_member (root, "project", title);
  if (out->was == NULL || g_strcmp0 (out->was->script->company, out->production->company) != 0)
    sl_uss_set_text (root, "company", out->production->company);
  return root;
}

static char *
print (JsonObject *root)
{
  g_autoptr (JsonObject) file = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), file);
  g_autoptr (JsonGenerator) generator = json_generator_new ();

  json_object_set_object_member (file, "universalScheduleStandard", root);
  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, node);
  return json_generator_to_data (generator, NULL);
}

char *
sl_uss_export_text (const SlUssExport *export, GError **error)
{
  UssOut out = { .export = export, .plan = export->plan, .production = find_production (export, error) };
  JsonObject *root;

  if (out.production == NULL)
    return NULL;
  out.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  out.banners = g_hash_table_new (g_direct_hash, g_direct_equal);
  out.categories_out = json_array_new ();
  out.elements_out = json_array_new ();
  out.breakdowns_out = json_array_new ();
  out.calendars_out = json_array_new ();
  open_original (&out);
  root = root_of (&out);
  sl_uss_put_elements (&out);
  sl_uss_put_scenes (&out);
  sl_uss_put_boards (&out, root);
  json_object_set_array_member (root, "breakdowns", out.breakdowns_out);
  json_object_set_array_member (root, "categories", out.categories_out);
  json_object_set_array_member (root, "elements", out.elements_out);
  json_object_set_array_member (root, "calendars", out.calendars_out);
  sl_uss_close (out.was);
  g_ptr_array_unref (out.cast);
  g_ptr_array_unref (out.elements);
  g_ptr_array_unref (out.scenes);
  g_hash_table_unref (out.ids);
  g_hash_table_unref (out.banners);
  return print (root);
}

gboolean
sl_uss_export (const SlUssExport *export, const char *path, GError **error)
{
  g_autofree char *text = sl_uss_export_text (export, error);

  return text != NULL && sl_file_write (path, text, -1, error);
}
