/* Breakdowns of a .uss file that is written. */
#include "sl-uss-export-private.h"

#include <math.h>
#include <string.h>

#include "sl-i18n.h"

enum { MS_A_MINUTE = 60000 };

gboolean
sl_uss_has_scene (const UssOut *out, const SlSceneEntity *scene)
{
  return g_strcmp0 (scene->production, out->production->entity.id) == 0 && !scene->omitted;
}

/* --- what a scene needs --- */

static gboolean
list_has (const SlList *list, const char *id)
{
  for (guint i = 0; i < sl_list_n (list); i++)
    if (g_str_equal (*sl_list_at (list, char *, i), id))
      return TRUE;
  return FALSE;
}

/* Cast or element of the plan; NULL where it is gone, or never was one. */
static const SlEntity *
entity_of (const UssOut *out, const UssItem *item)
{
  if (item->at < 0 || (item->is != USS_CAST && item->is >= USS_PLACE))
    return NULL;
  return item->is == USS_CAST ? out->cast->pdata[item->at] : out->elements->pdata[item->at];
}

/* Whether an element that stood in the breakdown stands there still. */
static gboolean
stays (const UssOut *out, const UssItem *item, const SlSceneEntity *scene, const SlScriptScene *was)
{
  const SlEntity *entity = entity_of (out, item);

  switch (item->is)
    {
    case USS_PLACE:
      return scene->place == (was->place >= 0 ? was->place : SL_PLACE_INT);
    case USS_LIGHT:
      return scene->light == (was->light >= 0 ? was->light : SL_HOUR_DAY);
    case USS_SET:
      return g_strcmp0 (scene->set, was->set) == 0;
    case USS_SCRIPT_DAY:
      return g_strcmp0 (scene->script_day, was->script_day) == 0;
    case USS_REMARK:
      return TRUE;
    case USS_CAST:
      return entity != NULL && list_has (scene->cast, entity->id);
    default:
      return item->at < 0 || (entity != NULL && list_has (scene->elements, entity->id));
    }
}

static void
add_once (JsonArray *ids, GHashTable *there, const char *id)
{
  if (g_hash_table_add (there, g_strdup (id)))
    json_array_add_string_element (ids, id);
}

/* The elements that were read and stay; `there` takes their ids, and the entities that they are. */
static void
keep_elements (UssOut *out, JsonArray *ids, GHashTable *there, const SlSceneEntity *scene, const SlScriptScene *was,
               JsonArray *before)
{
  for (guint i = 0; i < sl_json_length (before); i++)
    {
      JsonNode *node = json_array_get_element (before, i);
      const char *id = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
      const UssItem *item = id != NULL ? g_hash_table_lookup (out->was->elements, id) : NULL;
      const SlEntity *entity = item != NULL ? entity_of (out, item) : NULL;

      if (item == NULL ? id != NULL : stays (out, item, scene, was))
        {
          json_array_add_element (ids, json_node_copy (node));
          g_hash_table_add (there, g_strdup (id));
        }
      if (entity != NULL)
        g_hash_table_add (there, g_strdup_printf ("entity %s", entity->id));
    }
}

static void
add_entities (UssOut *out, JsonArray *ids, GHashTable *there, const SlList *list, const char *kind)
{
  for (guint i = 0; i < sl_list_n (list); i++)
    {
      const char *entity = *sl_list_at (list, char *, i);
      g_autofree char *key = g_strdup_printf ("entity %s", entity);
      if (!g_hash_table_contains (there, key))
        add_once (ids, there, sl_uss_id (out, kind, entity));
    }
}

/* The words of its heading that are not as they were. */
static void
add_words (UssOut *out, JsonArray *ids, GHashTable *there, const SlSceneEntity *scene, const SlScriptScene *was)
{
  static const char *const places[] = { "INT", "EXT", "INT/EXT" }, *const lights[] = { "DAY", "NIGHT", "DAWN", "DUSK" };

  if (was == NULL || scene->place != (was->place >= 0 ? was->place : SL_PLACE_INT))
    add_once (ids, there, sl_uss_word_id (out, USS_PLACE, places[scene->place]));
  if (was == NULL || scene->light != (was->light >= 0 ? was->light : SL_HOUR_DAY))
    add_once (ids, there, sl_uss_word_id (out, USS_LIGHT, lights[scene->light]));
  if (scene->set != NULL && (was == NULL || g_strcmp0 (scene->set, was->set) != 0))
    add_once (ids, there, sl_uss_word_id (out, USS_SET, scene->set));
  if (scene->script_day != NULL && (was == NULL || g_strcmp0 (scene->script_day, was->script_day) != 0))
    add_once (ids, there, sl_uss_word_id (out, USS_SCRIPT_DAY, scene->script_day));
}

static void
set_elements (UssOut *out, JsonObject *object, const SlSceneEntity *scene, const SlScriptScene *was)
{
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *ids = json_array_new ();

  if (was != NULL)
    keep_elements (out, ids, there, scene, was, sl_json_array (object, "elements"));
  add_words (out, ids, there, scene, was);
  add_entities (out, ids, there, scene->cast, "cast");
  add_entities (out, ids, there, scene->elements, "element");
  json_object_set_array_member (object, "elements", ids);
}

/* --- what it says --- */

static gboolean
same_minutes (const SlSceneEntity *scene, const SlScriptScene *was)
{
  return isnan (was->minutes) ? isnan (scene->minutes) : fabs (scene->minutes - was->minutes) < .01;
}

static void
set_duration (JsonObject *object, double minutes)
{
  if (isnan (minutes))
    json_object_set_null_member (object, "duration");
  else
    json_object_set_int_member (object, "duration", (gint64) (minutes * MS_A_MINUTE + .5));
}

static void
set_changed (JsonObject *object, const char *name, const char *now, const char *was)
{
  if (g_strcmp0 (now, was) != 0)
    sl_uss_set_text (object, name, now);
}

static void
put_scene (UssOut *out, const SlSceneEntity *scene, JsonObject *before, const SlScriptScene *was)
{
  static const char *const none[] = { "bannerText", "comments", "description", "pages", "scene", "scriptPage",
                                      "duration" };
  JsonObject *object = was != NULL ? sl_uss_copy (before)
                                   : sl_uss_new (out, sl_uss_id (out, "scene", scene->entity.id));

  for (guint i = 0; was == NULL && i < G_N_ELEMENTS (none); i++)
    json_object_set_null_member (object, none[i]);
  if (was == NULL)
    json_object_set_string_member (object, "type", "scene");
  set_changed (object, "scene", scene->number, was != NULL ? was->number : NULL);
  set_changed (object, "description", scene->synopsis, was != NULL ? was->synopsis : NULL);
  set_changed (object, "comments", scene->notes, was != NULL ? was->notes : NULL);
  if (was == NULL || scene->eighths != (was->eighths > 0 ? was->eighths : 1))
    json_object_set_double_member (object, "pages", (double) scene->eighths / 8);
  if (was == NULL || !same_minutes (scene, was))
    set_duration (object, scene->minutes);
  set_elements (out, object, scene, was);
  json_array_add_object_element (out->breakdowns_out, object);
}

/* First those that were read, where they stood, then the new ones. */
void
sl_uss_put_scenes (UssOut *out)
{
  JsonArray *before = out->was != NULL ? sl_json_array (out->was->root, "breakdowns") : NULL;
  g_autoptr (GHashTable) done = g_hash_table_new (g_direct_hash, g_direct_equal);
  guint omitted = 0;

  for (guint i = 0; i < sl_json_length (before); i++)
    {
      JsonObject *object = sl_json_item (before, i);
      const char *id = sl_json_text (object, "id");
      const UssItem *item = id != NULL ? g_hash_table_lookup (out->was->breakdowns, id) : NULL;
      const SlSceneEntity *scene = item != NULL && item->at >= 0 ? out->scenes->pdata[item->at] : NULL;

      if (scene == NULL || !sl_uss_has_scene (out, scene) || !g_hash_table_add (done, (gpointer) scene))
        continue;
      put_scene (out, scene, object, out->was->script->scenes->pdata[item->at]);
    }
  for (guint i = 0; i < sl_plan_count (out->plan, SL_KIND_SCENE); i++)
    {
      const SlSceneEntity *scene = (gconstpointer) sl_plan_at (out->plan, SL_KIND_SCENE, i);

      if (sl_uss_has_scene (out, scene) && !g_hash_table_contains (done, scene))
        put_scene (out, scene, NULL, NULL);
      omitted += scene->omitted && g_strcmp0 (scene->production, out->production->entity.id) == 0;
    }
  if (omitted > 0)
    sl_uss_tell (out, &out->production->entity, _("omitted scenes are left out: .uss has no place for them"),
                 _("Put back those that are to be shot"));
}
