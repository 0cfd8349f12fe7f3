/* Boards of a .uss file that is written. */
#include "sl-uss-export-private.h"

#include "sl-i18n.h"

/* The strips as a list of ids a day, or one list where no day ends; `on` takes the scenes and the banners that stand
 * there. */
static JsonArray *
days_of (UssOut *out, const SlBoard *board, GHashTable *on, gboolean *lost)
{
  JsonArray *days = json_array_new (), *day = json_array_new ();

  for (guint i = 0; i < sl_list_n (board->strips); i++)
    {
      const SlStrip *strip = sl_list_at (board->strips, SlStrip, i);
      const SlSceneEntity *scene = strip->is == SL_STRIP_SCENE && strip->scene != NULL
                                   ? sl_plan_get (out->plan, SL_KIND_SCENE, strip->scene) : NULL;

      if (scene != NULL && sl_uss_has_scene (out, scene))
        {
          json_array_add_string_element (day, sl_uss_id (out, "scene", scene->entity.id));
          g_hash_table_add (on, (gpointer) scene);
        }
      else if (strip->is == SL_STRIP_BANNER)
        json_array_add_string_element (day, sl_uss_banner_id (out, board, i, strip, on));
      else if (strip->is == SL_STRIP_DAY)
        {
          json_array_add_array_element (days, day);
          day = json_array_new ();
        }
      *lost |= strip->is == SL_STRIP_WEEK || strip->unit != NULL || strip->date != 0 || strip->call >= 0
               || (strip->is == SL_STRIP_DAY && strip->text != NULL);
    }
  if (json_array_get_length (days) == 0)
    {
      json_array_unref (days);
      return day;
    }
  if (json_array_get_length (day) > 0)
    json_array_add_array_element (days, day);
  else
    json_array_unref (day);
  return days;
}

/* All ids of a list, whatever lists they stand in; borrowed. */
static void
flatten (JsonArray *list, GPtrArray *ids)
{
  for (guint i = 0; i < sl_json_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      if (JSON_NODE_HOLDS_ARRAY (node))
        flatten (json_node_get_array (node), ids);
      else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_string (node) != NULL)
        g_ptr_array_add (ids, (gpointer) json_node_get_string (node));
    }
}

/* Whether what was read off the board is off it still. */
static gboolean
stays_off (UssOut *out, const char *id, GHashTable *on, GHashTable *done)
{
  const UssItem *item = g_hash_table_lookup (out->was->breakdowns, id);
  const SlSceneEntity *scene = item != NULL && item->is == USS_SCENE && item->at >= 0 ? out->scenes->pdata[item->at]
                                                                                     : NULL;

  if (item != NULL && item->is == USS_BANNER && !g_hash_table_contains (on, item->object))
    {
      sl_uss_keep_banner (out, item->object);
      return TRUE;
    }
  return scene != NULL && sl_uss_has_scene (out, scene) && !g_hash_table_contains (on, scene)
         && g_hash_table_add (done, (gpointer) scene);
}

/* Scenes that stand on no day, and banners that did not: first in the order that was read. Where all is as it was, so
 * is the list. */
static JsonArray *
boneyard_of (UssOut *out, JsonArray *before, GHashTable *on)
{
  JsonArray *ids = json_array_new ();
  g_autoptr (GHashTable) done = g_hash_table_new (g_direct_hash, g_direct_equal);
  g_autoptr (GPtrArray) read = g_ptr_array_new ();
  gboolean same = before != NULL;

  flatten (before, read);
  for (guint i = 0; i < read->len; i++)
    if (stays_off (out, read->pdata[i], on, done))
      json_array_add_string_element (ids, read->pdata[i]);
    else
      same = FALSE;
  for (guint i = 0; i < sl_plan_count (out->plan, SL_KIND_SCENE); i++)
    {
      const SlSceneEntity *scene = (gconstpointer) sl_plan_at (out->plan, SL_KIND_SCENE, i);
      if (!sl_uss_has_scene (out, scene) || g_hash_table_contains (on, scene) || g_hash_table_contains (done, scene))
        continue;
      json_array_add_string_element (ids, sl_uss_id (out, "scene", scene->entity.id));
      same = FALSE;
    }
  if (!same)
    return ids;
  json_array_unref (ids);
  return json_array_ref (before);
}

static gboolean
is_boneyard (JsonObject *part)
{
  const char *name = sl_json_text (part, "name");

  return name != NULL && g_ascii_strcasecmp (name, "boneyard") == 0;
}

static JsonObject *
new_part (UssOut *out, const SlBoard *board, const char *name)
{
  g_autofree char *key = g_strdup_printf ("%s %s", board->entity.id, name);
  JsonObject *part = json_object_new ();

  json_object_set_string_member (part, "id", sl_uss_id (out, "part", key));
  json_object_set_string_member (part, "name", name);
  return part;
}

/* The parts that were read with what stands on them now: the days on the first, the boneyard where it was. */
static JsonArray *
parts_of (UssOut *out, const SlBoard *board, JsonArray *before, gboolean *lost)
{
  g_autoptr (GHashTable) on = g_hash_table_new (g_direct_hash, g_direct_equal);
  JsonArray *parts = json_array_new (), *days = days_of (out, board, on, lost);
  gboolean bones = FALSE, put = FALSE;

  for (guint i = 0; i < sl_json_length (before); i++)
    {
      JsonObject *part = sl_json_item (before, i), *copy;

      if (part == NULL)
        continue;
      copy = sl_uss_copy (part);
      if (is_boneyard (part))
        {
          json_object_set_array_member (copy, "breakdownIds",
                                        boneyard_of (out, bones ? NULL : sl_json_array (part, "breakdownIds"), on));
          bones = TRUE;
        }
      else
        json_object_set_array_member (copy, "breakdownIds", put ? json_array_new () : json_array_ref (days));
      put |= !is_boneyard (part);
      json_array_add_object_element (parts, copy);
    }
  for (guint i = 0; i < 2; i++)
    if (i == 0 ? !put : !bones)
      {
        JsonObject *part = new_part (out, board, i == 0 ? "stripboard" : "boneyard");
        json_object_set_array_member (part, "breakdownIds",
                                      i == 0 ? json_array_ref (days) : boneyard_of (out, NULL, on));
        json_array_add_object_element (parts, part);
      }
  json_array_unref (days);
  return parts;
}

/* What was read of a board; NULL where it is new. */
static const SlScriptBoard *
board_was (const UssOut *out, const SlBoard *board, JsonObject **object)
{
  JsonArray *list = out->was != NULL ? sl_json_array (out->was->root, "stripboards") : NULL;

  *object = NULL;
  for (guint i = 0, n = 0; board->origin != NULL && i < sl_json_length (list); i++)
    {
      JsonObject *one = sl_json_item (list, i);
      if (one == NULL)
        continue;
      if (g_strcmp0 (sl_json_text (one, "id"), board->origin) == 0)
        {
          *object = one;
          return out->was->script->boards->pdata[n];
        }
      n++;
    }
  return NULL;
}

static void
put_board (UssOut *out, JsonArray *boards, const SlBoard *board)
{
  JsonObject *before;
  const SlScriptBoard *was = board_was (out, board, &before);
  const guint32 start = board->start > 0 ? board->start : out->production->start;
  JsonObject *object = sl_uss_copy (before);
  gboolean lost = FALSE;

  if (was == NULL)
    json_object_set_string_member (object, "id", sl_uss_id (out, "board", board->entity.id));
  json_object_set_array_member (object, "boards", parts_of (out, board, sl_json_array (before, "boards"), &lost));
  if (was == NULL || board->start != was->start || was->calendar < 0)
    json_object_set_string_member (object, "calendar", sl_uss_add_calendar (out, board, start));
  if (was == NULL || g_strcmp0 (was->name, board->entity.name) != 0)
    json_object_set_string_member (object, "name", sl_entity_title (&board->entity));
  json_array_add_object_element (boards, object);
  if (lost)
    sl_uss_tell (out, &board->entity, _("ends of weeks, fixed dates, calls and units of days are left out: .uss has no "
                                        "place for them"), _("Send the stripboard as a PDF with it"));
}

void
sl_uss_put_boards (UssOut *out, JsonObject *root)
{
  JsonArray *boards = json_array_new ();

  sl_uss_put_read_calendars (out);
  for (guint i = 0; i < sl_plan_count (out->plan, SL_KIND_BOARD); i++)
    {
      const SlBoard *board = (gconstpointer) sl_plan_at (out->plan, SL_KIND_BOARD, i);
      if (g_strcmp0 (board->production, out->production->entity.id) == 0)
        put_board (out, boards, board);
    }
  sl_uss_put_idle_banners (out);
  json_object_set_array_member (root, "stripboards", boards);
}
