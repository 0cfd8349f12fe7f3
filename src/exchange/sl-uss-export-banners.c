/* Banners of a .uss file that is written. */
#include "sl-uss-export-private.h"

#include <math.h>

enum { MS_A_MINUTE = 60000 };

static double
minutes_of (JsonObject *banner)
{
  const double ms = sl_json_number (banner, "duration");

  return ms > 0 && ms / MS_A_MINUTE <= 1e5 ? ms / MS_A_MINUTE : NAN;
}

static gboolean
is_banner (JsonObject *banner, const SlStrip *strip)
{
  const char *text = sl_json_text (banner, "bannerText");
  const double minutes = minutes_of (banner);

  return g_strcmp0 (text != NULL ? text : sl_json_text (banner, "description"), strip->text) == 0
         && (isnan (minutes) ? isnan (strip->minutes) : fabs (minutes - strip->minutes) < 1e-6);
}

/* A banner of the file that says what the strip says and stands nowhere yet on this board; NULL for none. */
static JsonObject *
find_banner (UssOut *out, const SlStrip *strip, GHashTable *taken)
{
  JsonArray *before = out->was != NULL ? sl_json_array (out->was->root, "breakdowns") : NULL;

  for (guint i = 0; i < sl_json_length (before); i++)
    {
      JsonObject *object = sl_json_item (before, i);
      const char *id = object != NULL ? sl_json_text (object, "id") : NULL;
      const UssItem *item = id != NULL ? g_hash_table_lookup (out->was->breakdowns, id) : NULL;

      if (item != NULL && item->is == USS_BANNER && is_banner (object, strip) && !g_hash_table_contains (taken, object))
        return object;
    }
  return NULL;
}

void
sl_uss_keep_banner (UssOut *out, JsonObject *object)
{
  if (g_hash_table_add (out->banners, object))
    json_array_add_object_element (out->breakdowns_out, sl_uss_copy (object));
}

const char *
sl_uss_banner_id (UssOut *out, const SlBoard *board, guint at, const SlStrip *strip, GHashTable *taken)
{
  static const char *const none[] = { "comments", "description", "pages", "scene", "scriptPage" };
  JsonObject *object = find_banner (out, strip, taken), *made;
  g_autofree char *key = g_strdup_printf ("%s %u", board->entity.id, at);

  if (object != NULL)
    {
      g_hash_table_add (taken, object);
      sl_uss_keep_banner (out, object);
      return sl_json_text (object, "id");
    }
  made = sl_uss_new (out, sl_uss_id (out, "banner", key));
  json_object_set_string_member (made, "bannerText", strip->text != NULL ? strip->text : "");
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    json_object_set_null_member (made, none[i]);
  if (isnan (strip->minutes))
    json_object_set_null_member (made, "duration");
  else
    json_object_set_int_member (made, "duration", (gint64) (strip->minutes * MS_A_MINUTE + .5));
  json_object_set_array_member (made, "elements", json_array_new ());
  json_object_set_string_member (made, "type", "banner");
  json_array_add_object_element (out->breakdowns_out, made);
  return sl_json_text (made, "id");
}

void
sl_uss_put_idle_banners (UssOut *out)
{
  JsonArray *before = out->was != NULL ? sl_json_array (out->was->root, "breakdowns") : NULL;
  g_autoptr (GHashTable) stood = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint b = 0; out->was != NULL && b < out->was->script->boards->len; b++)
    {
      const SlScriptBoard *board = out->was->script->boards->pdata[b];
      for (guint i = 0; i < board->strips->len; i++)
        {
          const SlScriptStrip *strip = &g_array_index (board->strips, SlScriptStrip, i);
          if (strip->is == SL_STRIP_BANNER && strip->text != NULL)
            g_hash_table_add (stood, strip->text);
        }
    }
  for (guint i = 0; i < sl_json_length (before); i++)
    {
      JsonObject *object = sl_json_item (before, i);
      const char *id = object != NULL ? sl_json_text (object, "id") : NULL, *text = sl_json_text (object, "bannerText");
      const UssItem *item = id != NULL ? g_hash_table_lookup (out->was->breakdowns, id) : NULL;

      if (item != NULL && item->is == USS_BANNER && !g_hash_table_contains (out->banners, object)
          && (text == NULL || !g_hash_table_contains (stood, text)))
        json_array_add_object_element (out->breakdowns_out, sl_uss_copy (object));
    }
}
