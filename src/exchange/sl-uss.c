#include "sl-uss.h"

#include <math.h>
#include <string.h>

#include "sl-error.h"
#include "sl-heading.h"
#include "sl-i18n.h"
#include "sl-json.h"
#include "sl-kinds.h"
#include "sl-uss-private.h"

static void
item_free (gpointer data)
{
  g_free (data);
}

static GHashTable *
items_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, item_free);
}

static UssItem *
add_item (GHashTable *items, const char *id, UssItem item)
{
  UssItem *copy = id != NULL ? g_memdup2 (&item, sizeof item) : NULL;

  if (copy != NULL)
    g_hash_table_replace (items, (gpointer) id, copy);
  return copy;
}

/* --- categories and elements --- */

/* By its name in English, whatever the number; by the number where the name is another. */
int
sl_uss_category (const char *name, double ucid)
{
  static const struct { const char *name; int ucid, is; } table[] = {
    { "INT/EXT", 1, USS_PLACE },        { "Day/Night", 2, USS_LIGHT },   { "Script Day", 3, USS_SCRIPT_DAY },
    { "Unit", 4, USS_REMARK },          { "Sequence", 5, USS_REMARK },   { "Location", 6, USS_REMARK },
    { "Set", 50, USS_SET },             { "Set", 0, USS_SET },           { "Cast", 100, USS_CAST },
    { "Cast Members", 100, USS_CAST },  { "Background", 101, SL_CATEGORY_EXTRAS },
    { "Stunts", 102, SL_CATEGORY_STUNTS }, { "Vehicles", 103, SL_CATEGORY_VEHICLES },
    { "Props", 104, SL_CATEGORY_PROPS },   { "SFX", 105, SL_CATEGORY_EFFECTS },
    { "Wardrobe", 106, SL_CATEGORY_WARDROBE }, { "Makeup/Hair", 107, SL_CATEGORY_MAKEUP },
    { "Animals", 108, SL_CATEGORY_ANIMALS },   { "Animal Handler", 109, SL_CATEGORY_LABOUR },
    { "Camera", 110, SL_CATEGORY_CAMERA },     { "Music", 114, SL_CATEGORY_MUSIC },
    { "Sound", 113, SL_CATEGORY_SOUND },       { "Art Department", 115, SL_CATEGORY_DRESSING },
    { "Set Dressing", 116, SL_CATEGORY_DRESSING }, { "Greenery", 117, SL_CATEGORY_GREENERY },
    { "Security", 118, SL_CATEGORY_SECURITY },     { "Special Equipment", 119, SL_CATEGORY_EQUIPMENT },
    { "Additional Labor", 120, SL_CATEGORY_LABOUR }, { "VFX", 121, SL_CATEGORY_VISUAL_EFFECTS },
    { "MFX", 122, SL_CATEGORY_EFFECTS },
  };

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (table); i++)
    if (g_ascii_strcasecmp (name, table[i].name) == 0)
      return table[i].is;
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (ucid == table[i].ucid)
      return table[i].is;
  return SL_CATEGORY_OTHER;
}

static void
read_categories (Uss *u)
{
  JsonArray *list = sl_json_array (u->root, "categories");

  for (guint i = 0; i < sl_json_length (list); i++)
    {
      JsonObject *one = sl_json_item (list, i);
      add_item (u->categories, sl_json_text (one, "id"),
                (UssItem) { sl_uss_category (sl_json_text (one, "name"), sl_json_number (one, "ucid")), -1, one });
    }
}

/* "12" of an elementId; 0 for none. */
static gint64
cast_number (const char *text)
{
  char *end;
  const gint64 number = text != NULL ? g_ascii_strtoll (text, &end, 10) : 0;

  return text != NULL && *end == '\0' && number > 0 && number <= 100000 ? number : 0;
}

static void
read_cast (Uss *u, JsonObject *one, int at)
{
  SlScriptCast *cast = at >= 0 ? u->script->cast->pdata[at] : NULL;

  if (cast == NULL)
    return;
  if (cast->origin == NULL)
    cast->origin = g_strdup (sl_json_text (one, "id"));
  if (cast->number == 0)
    cast->number = cast_number (sl_json_text (one, "elementId"));
  if (cast->calendar < 0)
    cast->calendar = sl_uss_read_calendar (u, one, FALSE);
}

static void
read_elements (Uss *u)
{
  JsonArray *list = sl_json_array (u->root, "elements");

  for (guint i = 0; i < sl_json_length (list); i++)
    {
      JsonObject *one = sl_json_item (list, i);
      const char *category = sl_json_text (one, "category"), *name = sl_json_text (one, "name");
      const UssItem *of = category != NULL ? g_hash_table_lookup (u->categories, category) : NULL;
      UssItem item = { of != NULL ? of->is : SL_CATEGORY_OTHER, -1, one, of != NULL ? of->object : NULL };

      if (item.is == USS_CAST)
        {
          item.at = sl_script_cast (u->script, name);
          read_cast (u, one, item.at);
        }
      else if (item.is < USS_PLACE)
        {
          item.at = sl_script_element (u->script, item.is, name);
          SlScriptElement *element = item.at >= 0 ? u->script->elements->pdata[item.at] : NULL;
          if (element != NULL && element->origin == NULL)
            element->origin = g_strdup (sl_json_text (one, "id"));
        }
      add_item (u->elements, sl_json_text (one, "id"), item);
    }
}

/* --- breakdowns --- */

/* Behind what is there. */
static void
append (char **to, const char *between, const char *text)
{
  g_autofree char *before = *to, *tidy = sl_script_tidy (text);

  *to = before == NULL || tidy == NULL ? g_strdup (before != NULL ? before : tidy)
                                       : g_strconcat (before, between, tidy, NULL);
}

/* Which words of its elements make up a scene's heading. */
typedef struct {
  char *place, *set, *light;
} Words;

static void
take_element (Uss *u, SlScriptScene *scene, const UssItem *item, Words *words)
{
  const char *name = sl_json_text (item->object, "name"), *category = sl_json_text (item->category, "name");
  g_autofree char *remark = NULL;

  switch (item->is)
    {
    case USS_CAST:
      sl_script_put (scene->cast, item->at);
      break;
    case USS_PLACE:
      append (&words->place, "/", name);
      break;
    case USS_LIGHT:
      append (&words->light, "/", name);
      break;
    case USS_SET:
      append (&words->set, " / ", name);
      break;
    case USS_SCRIPT_DAY:
      append (&scene->script_day, ", ", name);
      break;
    case USS_REMARK:
      remark = g_strdup_printf ("%s: %s", category != NULL ? category : "", name != NULL ? name : "");
      append (&scene->notes, "\n", remark);
      break;
    default:
      sl_script_put (scene->elements, item->at);
    }
}

/* As the heading that a script would have, so that scripts and schedules agree on what its words mean. */
static void
take_words (SlScriptScene *scene, Words *words)
{
  g_autofree char *set = g_steal_pointer (&words->set), *place = g_steal_pointer (&words->place);
  g_autofree char *light = g_steal_pointer (&words->light);
  g_autofree char *heading = g_strdup_printf ("%s. X - %s", place != NULL ? place : "", light != NULL ? light : "");
  SlHeading read;

  if (sl_heading_read (heading, TRUE, &read))
    {
      scene->place = read.place;
      scene->light = read.light;
      sl_heading_clear (&read);
    }
  if (set != NULL)
    scene->heading = g_strdup_printf ("%s%s%s%s%s", place != NULL ? place : "", place != NULL ? ". " : "", set,
                                      light != NULL ? " - " : "", light != NULL ? light : "");
  scene->set = g_steal_pointer (&set);
}

static gint64
eighths_of (double pages)
{
  return pages > 0 && pages <= 1000 ? (gint64) ceil (pages * 8 - 1e-6) : 0;
}

/* Milliseconds as minutes; NAN for none. */
static double
minutes_of (double ms)
{
  return ms > 0 && ms / 60000 <= 1e5 ? ms / 60000 : NAN;
}

static gboolean
read_scene (Uss *u, JsonObject *one)
{
  SlScriptScene *scene = sl_script_add_scene (u->script);
  JsonArray *elements = sl_json_array (one, "elements");
  Words words = { NULL };

  if (scene == NULL)
    return FALSE;
  scene->origin = g_strdup (sl_json_text (one, "id"));
  scene->number = sl_script_tidy (sl_json_text (one, "scene"));
  scene->synopsis = sl_script_tidy (sl_json_text (one, "description"));
  scene->notes = sl_script_tidy (sl_json_text (one, "comments"));
  scene->eighths = eighths_of (sl_json_number (one, "pages"));
  scene->minutes = minutes_of (sl_json_number (one, "duration"));
  for (guint i = 0; i < sl_json_length (elements); i++)
    {
      JsonNode *node = json_array_get_element (elements, i);
      const char *id = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
      const UssItem *item = id != NULL ? g_hash_table_lookup (u->elements, id) : NULL;
      if (item != NULL)
        take_element (u, scene, item, &words);
    }
  take_words (scene, &words);
  add_item (u->breakdowns, sl_json_text (one, "id"), (UssItem) { USS_SCENE, (int) u->script->scenes->len - 1, one });
  return TRUE;
}

static gboolean
read_breakdowns (Uss *u)
{
  JsonArray *list = sl_json_array (u->root, "breakdowns");

  for (guint i = 0; i < sl_json_length (list); i++)
    {
      JsonObject *one = sl_json_item (list, i);
      const char *type = sl_json_text (one, "type");

      if (type != NULL && g_ascii_strcasecmp (type, "scene") != 0)
        add_item (u->breakdowns, sl_json_text (one, "id"), (UssItem) { USS_BANNER, -1, one });
      else if (one != NULL && !read_scene (u, one))
        return FALSE;
    }
  return TRUE;
}

void
sl_uss_close (Uss *u)
{
  if (u == NULL)
    return;
  g_clear_pointer (&u->file, json_object_unref);
  sl_script_free (u->script);
  g_hash_table_unref (u->categories);
  g_hash_table_unref (u->elements);
  g_hash_table_unref (u->breakdowns);
  g_hash_table_unref (u->calendars);
  g_free (u);
}

static gboolean
read_parts (Uss *u, const char *file, GError **error)
{
  u->script->title = sl_script_tidy (sl_json_text (u->root, "project"));
  u->script->company = sl_script_tidy (sl_json_text (u->root, "company"));
  read_categories (u);
  read_elements (u);
  if (!read_breakdowns (u) || !sl_uss_read_boards (u))
    {
      sl_error_set_at (error, SL_ERROR_INPUT, file, 0,
                       _("a schedule of more than %u scenes or strips; split it into several files"),
                       SL_SCRIPT_MAX_SCENES);
      return FALSE;
    }
  sl_script_number_cast (u->script);
  sl_script_take_episodes (u->script);
  sl_script_take_light (u->script);
  return TRUE;
}

Uss *
sl_uss_open (const char *text, const char *file, GError **error)
{
  g_autoptr (Uss) u = g_new0 (Uss, 1);

  u->script = sl_script_new ();
  u->categories = items_new ();
  u->elements = items_new ();
  u->breakdowns = items_new ();
  u->calendars = items_new ();
  u->file = sl_json_parse (text, file, error);
  u->root = sl_json_object (u->file, "universalScheduleStandard");
  if (u->file == NULL)
    return NULL;
  if (u->root == NULL)
    {
      sl_error_set_at (error, SL_ERROR_INPUT, file, 0,
                       _("this JSON has no “universalScheduleStandard”; export it as .uss again"));
      return NULL;
    }
  return read_parts (u, file, error) ? g_steal_pointer (&u) : NULL;
}

SlScript *
sl_uss_read (const char *text, const char *file, GError **error)
{
  g_autoptr (Uss) u = sl_uss_open (text, file, error);
  SlScript *script = u != NULL ? g_steal_pointer (&u->script) : NULL;

  if (script != NULL)
    script->origin = sl_uss_pack (text);
  return script;
}
