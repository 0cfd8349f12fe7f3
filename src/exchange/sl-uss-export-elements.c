/* Cast, elements and categories of a .uss file that is written. */
#include "sl-uss-export-private.h"

#include <string.h>

/* --- categories --- */

static const struct { int is, ucid; const char *name; } usual[] = {
  { USS_PLACE, 1, "INT/EXT" }, { USS_LIGHT, 2, "Day/Night" }, { USS_SCRIPT_DAY, 3, "Script Day" },
  { USS_SET, 50, "Set" },
  { USS_CAST, 100, "Cast" }, { SL_CATEGORY_EXTRAS, 101, "Background" }, { SL_CATEGORY_STUNTS, 102, "Stunts" },
  { SL_CATEGORY_VEHICLES, 103, "Vehicles" }, { SL_CATEGORY_PROPS, 104, "Props" }, { SL_CATEGORY_EFFECTS, 105, "SFX" },
  { SL_CATEGORY_WARDROBE, 106, "Wardrobe" }, { SL_CATEGORY_MAKEUP, 107, "Makeup/Hair" },
  { SL_CATEGORY_ANIMALS, 108, "Animals" }, { SL_CATEGORY_CAMERA, 110, "Camera" }, { SL_CATEGORY_SOUND, 113, "Sound" },
  { SL_CATEGORY_MUSIC, 114, "Music" }, { SL_CATEGORY_DRESSING, 116, "Set Dressing" },
  { SL_CATEGORY_GREENERY, 117, "Greenery" }, { SL_CATEGORY_SECURITY, 118, "Security" },
  { SL_CATEGORY_EQUIPMENT, 119, "Special Equipment" }, { SL_CATEGORY_LABOUR, 120, "Additional Labor" },
  { SL_CATEGORY_VISUAL_EFFECTS, 121, "VFX" }, { SL_CATEGORY_OTHER, 150, "Other" },
};

/* The first category of the file that means `is`; one is added where there is none. Borrowed. */
static const char *
category_id (UssOut *out, int is)
{
  JsonObject *made;
  guint k = 0;

  for (guint i = 0; i < json_array_get_length (out->categories_out); i++)
    {
      JsonObject *one = sl_json_item (out->categories_out, i);
      if (sl_json_text (one, "id") != NULL
          && sl_uss_category (sl_json_text (one, "name"), sl_json_number (one, "ucid")) == is)
        return sl_json_text (one, "id");
    }
  while (usual[k].is != is && k + 1 < G_N_ELEMENTS (usual))
    k++;
  made = sl_uss_new (out, sl_uss_id (out, "category", usual[k].name));
  json_object_set_int_member (made, "ucid", usual[k].ucid);
  json_object_set_string_member (made, "name", usual[k].name);
  json_array_add_object_element (out->categories_out, made);
  return sl_json_text (made, "id");
}

/* --- elements --- */

static JsonObject *
new_element (UssOut *out, const char *id, int is, const char *name)
{
  JsonObject *made = sl_uss_new (out, id);

  json_object_set_string_member (made, "category", category_id (out, is));
  json_object_set_array_member (made, "daysOff", json_array_new ());
  json_object_set_boolean_member (made, "isDrop", TRUE);
  json_object_set_int_member (made, "dropDayCount", 10);
  json_object_set_boolean_member (made, "isHold", TRUE);
  json_object_set_boolean_member (made, "isDood", is == USS_CAST);
  json_object_set_null_member (made, "elementId");
  json_object_set_boolean_member (made, "isIdLock", FALSE);
  json_object_set_array_member (made, "linkedElements", json_array_new ());
  json_object_set_array_member (made, "events", json_array_new ());
  json_object_set_string_member (made, "name", name);
  json_array_add_object_element (out->elements_out, made);
  return made;
}

const char *
sl_uss_word_id (UssOut *out, int is, const char *name)
{
  g_autofree char *key = g_strdup_printf ("%d %s", is, name), *wanted = g_utf8_casefold (name, -1);

  for (guint i = 0; i < json_array_get_length (out->elements_out); i++)
    {
      JsonObject *one = sl_json_item (out->elements_out, i);
      const char *id = sl_json_text (one, "id"), *text = sl_json_text (one, "name");
      const UssItem *item = out->was != NULL && id != NULL ? g_hash_table_lookup (out->was->elements, id) : NULL;
      g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

      if (item != NULL && item->is == is && g_strcmp0 (folded, wanted) == 0)
        return id;
    }
  if (!g_hash_table_contains (out->ids, key))
    {
      g_hash_table_insert (out->ids, g_strdup (key), g_strdup (sl_uss_id (out, "word", key)));
      new_element (out, g_hash_table_lookup (out->ids, key), is, name);
    }
  return g_hash_table_lookup (out->ids, key);
}

static void
set_number (JsonObject *object, gint64 number)
{
  g_autofree char *text = number > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;

  sl_uss_set_text (object, "elementId", text);
}

/* What people changed of cast that was read. */
static void
change_cast (UssOut *out, JsonObject *object, const SlCast *cast, const SlScriptCast *was)
{
  const SlCalendar *calendar = cast->calendar != NULL ? sl_plan_get (out->plan, SL_KIND_CALENDAR, cast->calendar)
                                                      : NULL;
  const SlScriptCalendar *days = was->calendar >= 0 ? out->was->script->calendars->pdata[was->calendar] : NULL;

  if (g_strcmp0 (sl_entity_title (&cast->entity), was->name) != 0)
    json_object_set_string_member (object, "name", sl_entity_title (&cast->entity));
  if (cast->number != was->number)
    set_number (object, cast->number);
  if (!sl_uss_same_days (calendar, days))
    sl_uss_put_days (out, object, calendar, 0);
}

static void
change_element (UssOut *out, JsonObject *object, const SlElement *element, const SlScriptElement *was)
{
  if (g_strcmp0 (sl_entity_title (&element->entity), was->name) != 0)
    json_object_set_string_member (object, "name", sl_entity_title (&element->entity));
  if (element->category != was->category)
    json_object_set_string_member (object, "category", category_id (out, element->category));
}

/* One that was read, as it is now; what the plan has no more is left out, what it never had stays as it was. */
static void
put_read (UssOut *out, JsonObject *object)
{
  const char *id = sl_json_text (object, "id");
  const UssItem *item = id != NULL ? g_hash_table_lookup (out->was->elements, id) : NULL;
  const gboolean is_cast = item != NULL && item->is == USS_CAST, is_element = item != NULL && item->is < USS_PLACE;
  const SlEntity *now = item == NULL || item->at < 0 ? NULL
                        : is_cast ? out->cast->pdata[item->at] : is_element ? out->elements->pdata[item->at] : NULL;
  JsonObject *copy;

  if (now == NULL && (is_cast || is_element) && item->at >= 0)
    return;
  copy = sl_uss_copy (object);
  if (now != NULL && is_cast)
    change_cast (out, copy, (const SlCast *) now, out->was->script->cast->pdata[item->at]);
  else if (now != NULL)
    change_element (out, copy, (const SlElement *) now, out->was->script->elements->pdata[item->at]);
  json_array_add_object_element (out->elements_out, copy);
}

static gboolean
is_known (const UssOut *out, const SlEntity *entity)
{
  g_autofree char *key = g_strdup_printf ("%s %s", sl_kind_info (entity->kind)->record.name, entity->id);

  return g_hash_table_contains (out->ids, key);
}

/* A facility's elements come along where a scene of the production needs them. */
static gboolean
is_needed (const UssOut *out, const SlElement *element)
{
  if (element->production != NULL)
    return g_str_equal (element->production, out->production->entity.id);
  for (guint i = 0; i < sl_plan_count (out->plan, SL_KIND_SCENE); i++)
    {
      const SlSceneEntity *scene = (gconstpointer) sl_plan_at (out->plan, SL_KIND_SCENE, i);
      for (guint k = 0; sl_uss_has_scene (out, scene) && k < sl_list_n (scene->elements); k++)
        if (g_str_equal (*sl_list_at (scene->elements, char *, k), element->entity.id))
          return TRUE;
    }
  return FALSE;
}

static void
put_new_cast (UssOut *out)
{
  for (guint i = 0; i < sl_plan_count (out->plan, SL_KIND_CAST); i++)
    {
      const SlCast *cast = (gconstpointer) sl_plan_at (out->plan, SL_KIND_CAST, i);
      const SlCalendar *calendar = cast->calendar != NULL ? sl_plan_get (out->plan, SL_KIND_CALENDAR, cast->calendar)
                                                          : NULL;
      JsonObject *made;

      if (g_strcmp0 (cast->production, out->production->entity.id) != 0 || is_known (out, &cast->entity))
        continue;
      made = new_element (out, sl_uss_id (out, "cast", cast->entity.id), USS_CAST, sl_entity_title (&cast->entity));
      set_number (made, cast->number);
      if (calendar != NULL)
        sl_uss_put_days (out, made, calendar, 0);
    }
}

void
sl_uss_put_elements (UssOut *out)
{
  JsonArray *categories = out->was != NULL ? sl_json_array (out->was->root, "categories") : NULL;
  JsonArray *elements = out->was != NULL ? sl_json_array (out->was->root, "elements") : NULL;

  for (guint i = 0; i < sl_json_length (categories); i++)
    json_array_add_element (out->categories_out, json_node_copy (json_array_get_element (categories, i)));
  for (guint i = 0; i < sl_json_length (elements); i++)
    if (sl_json_item (elements, i) != NULL)
      put_read (out, sl_json_item (elements, i));
  put_new_cast (out);
  for (guint i = 0; i < sl_plan_count (out->plan, SL_KIND_ELEMENT); i++)
    {
      const SlElement *element = (gconstpointer) sl_plan_at (out->plan, SL_KIND_ELEMENT, i);
      if (is_needed (out, element) && !is_known (out, &element->entity))
        new_element (out, sl_uss_id (out, "element", element->entity.id), element->category,
                     sl_entity_title (&element->entity));
    }
}
