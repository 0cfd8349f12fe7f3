#include "sl-key-set.h"

#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"

static void
way_free (gpointer data)
{
  SlKeyWay *way = data;

  g_free (way->target);
  g_free (way->path);
  g_array_unref (way->items);
  g_free (way);
}

void
sl_key_set_clear (SlKeySet *keys)
{
  g_clear_pointer (&keys->ways, g_ptr_array_unref);
  g_clear_pointer (&keys->texts, g_ptr_array_unref);
}

static SlKeyWay *
add_way (SlKeySet *keys, int index, const char *target, const char *path)
{
  SlKeyWay *way = g_new0 (SlKeyWay, 1);

  *way = (SlKeyWay) { index, g_strdup (target), g_strdup (path), g_array_new (FALSE, TRUE, sizeof (SlKeyItem)) };
  g_ptr_array_add (keys->ways, way);
  return way;
}

static const char *
bend_of (SlKeySet *keys, guint track, guint key)
{
  g_autofree char *path = g_strdup_printf ("tracks[#%u].keys[#%u].bend", track, key);
  char *text = sl_entity_get (&keys->shot->entity, path, NULL);

  g_ptr_array_add (keys->texts, text != NULL ? text : g_strdup (""));
  return g_ptr_array_index (keys->texts, keys->texts->len - 1);
}

gboolean
sl_key_set_take (SlKeySet *keys, const SlOperationInput *input, GError **error)
{
  keys->shot = sl_plan_get (input->plan, SL_KIND_SHOT, input->ids[0]);
  if (keys->shot == NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no shot; name the shot whose keys are meant"), input->ids[0]);
      return FALSE;
    }
  keys->ways = g_ptr_array_new_with_free_func (way_free);
  keys->texts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < sl_list_n (keys->shot->tracks); i++)
    {
      const SlTrack *track = sl_list_at (keys->shot->tracks, SlTrack, i);
      SlKeyWay *way = add_way (keys, (int) i, track->target, track->path);

      for (guint k = 0; k < sl_list_n (track->keys); k++)
        {
          const SlKey *key = sl_list_at (track->keys, SlKey, k);
          const SlKeyItem item = { key, bend_of (keys, i, k), NULL, key->frame, key->ease, FALSE };

          g_array_append_val (way->items, item);
        }
    }
  return TRUE;
}

/* "cam-a.position@30": an id may have points in it too, so whole names are compared. */
static gboolean
choose_one (SlKeySet *keys, const char *word)
{
  const char *at = strrchr (word, '@');
  gint64 frame = 0;
  gboolean found = FALSE;

  if (at == NULL || !g_ascii_string_to_signed (at + 1, 10, G_MININT32, G_MAXINT32, &frame, NULL))
    return FALSE;
  for (guint i = 0; i < keys->ways->len; i++)
    {
      const SlKeyWay *way = keys->ways->pdata[i];
      g_autofree char *name = g_strdup_printf ("%s.%s", way->target, way->path);

      for (guint k = 0; strlen (name) == (gsize) (at - word) && strncmp (name, word, (gsize) (at - word)) == 0
                        && k < way->items->len; k++)
        if (g_array_index (way->items, SlKeyItem, k).frame == frame)
          found = g_array_index (way->items, SlKeyItem, k).chosen = TRUE;
    }
  return found;
}

gboolean
sl_key_set_choose (SlKeySet *keys, const char *names, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (names != NULL ? names : "", " ,", -1);
  guint n = 0;

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0' && n++ < G_MAXUINT && !choose_one (keys, *word))
      {
        sl_error_set (error, SL_ERROR_INPUT,
                      _("shot %s has no key “%s”; name keys as thing.field@frame, “show” has the shot's tracks"),
                      keys->shot->entity.id, *word);
        return FALSE;
      }
  if (n > 0)
    return TRUE;
  for (guint i = 0; i < keys->ways->len; i++)
    for (guint k = 0; k < ((SlKeyWay *) keys->ways->pdata[i])->items->len; k++, n++)
      g_array_index (((SlKeyWay *) keys->ways->pdata[i])->items, SlKeyItem, k).chosen = TRUE;
  if (n == 0)
    sl_error_set (error, SL_ERROR_INPUT, _("shot %s has no keys; make some with “key”"), keys->shot->entity.id);
  return n > 0;
}

SlKeyWay *
sl_key_set_way (SlKeySet *keys, const char *target, const char *path)
{
  for (guint i = 0; i < keys->ways->len; i++)
    {
      SlKeyWay *way = keys->ways->pdata[i];
      if (g_strcmp0 (way->target, target) == 0 && g_strcmp0 (way->path, path) == 0)
        return way;
    }
  return add_way (keys, -1, target, path);
}

gint64
sl_key_set_first (const SlKeySet *keys)
{
  gint64 first = G_MAXINT64;

  for (guint i = 0; i < keys->ways->len; i++)
    {
      const SlKeyWay *way = keys->ways->pdata[i];

      for (guint k = 0; k < way->items->len; k++)
        if (g_array_index (way->items, SlKeyItem, k).chosen)
          first = MIN (first, g_array_index (way->items, SlKeyItem, k).frame);
    }
  return first;
}

/* --- put together --- */

static int
by_frame (gconstpointer a, gconstpointer b)
{
  const SlKeyItem *one = a, *other = b;

  if (one->frame != other->frame)
    return one->frame < other->frame ? -1 : 1;
  return one->chosen - other->chosen;
}

/* In the order of time; what is chosen takes the place of what stood there. FALSE with an error where two that are
 * chosen would stand at one frame. */
static gboolean
settle (SlKeyWay *way, GError **error)
{
  g_array_sort (way->items, by_frame);
  for (guint k = way->items->len; k-- > 1;)
    {
      const SlKeyItem *item = &g_array_index (way->items, SlKeyItem, k);

      if (item[-1].frame != item->frame)
        continue;
      if (item[-1].chosen)
        {
          sl_error_set (error, SL_ERROR_INPUT, _("two keys of %s.%s would stand at frame %d; leave more time"),
                        way->target, way->path, (int) item->frame);
          return FALSE;
        }
      g_array_remove_index (way->items, k - 1);
    }
  return TRUE;
}

static void
set_item (SlCommand *command, const char *shot, int track, guint key, const char *name, const char *text)
{
  g_autofree char *path = g_strdup_printf ("tracks[#%d].keys[#%u].%s", track, key, name);

  sl_command_set (command, shot, path, text);
}

static void
write_item (SlCommand *command, SlKeySet *keys, int track, guint k, const SlKeyItem *item, const SlKey *was,
            const char *bend)
{
  static const char *const eases[] = { "linear", "smooth", "hold", "bezier" };
  const char *shot = keys->shot->entity.id;
  const char *value = item->value != NULL ? item->value : item->was->value;
  g_autofree char *frame = g_strdup_printf ("%" G_GINT64_FORMAT, item->frame);

  if (was == NULL || was->frame != item->frame)
    set_item (command, shot, track, k, "frame", frame);
  if (was == NULL || g_strcmp0 (was->value, value) != 0)
    set_item (command, shot, track, k, "value", value != NULL ? value : "");
  if (was == NULL || was->ease != item->ease)
    set_item (command, shot, track, k, "ease", eases[item->ease]);
  if (g_strcmp0 (bend, item->bend) != 0)
    set_item (command, shot, track, k, "bend", item->bend);
}

/* The track at `at` of the shot becomes what is under way. */
static void
write_way (SlCommand *command, SlKeySet *keys, const SlKeyWay *way, int at)
{
  const SlTrack *track = way->index >= 0 ? sl_list_at (keys->shot->tracks, SlTrack, way->index) : NULL;
  const guint n = track != NULL ? sl_list_n (track->keys) : 0;
  g_autofree char *more = g_strdup_printf ("tracks[#%d].keys[+]", at);

  for (guint k = 0; k < way->items->len; k++)
    {
      const SlKey *was = k < n ? sl_list_at (track->keys, SlKey, k) : NULL;
      const char *bend = was != NULL ? bend_of (keys, (guint) way->index, k) : "";

      if (was == NULL)
        sl_command_set (command, keys->shot->entity.id, more, "");
      write_item (command, keys, at, k, &g_array_index (way->items, SlKeyItem, k), was, bend);
    }
  for (guint k = n; k-- > way->items->len;)
    {
      g_autofree char *path = g_strdup_printf ("tracks[#%d].keys[#%u]", at, k);
      sl_command_set (command, keys->shot->entity.id, path, "");
    }
}

/* Whether any of it is chosen, or gone; what nobody touched stays as it is, right or wrong. */
static gboolean
is_touched (const SlKeySet *keys, const SlKeyWay *way)
{
  const SlTrack *track = way->index >= 0 ? sl_list_at (keys->shot->tracks, SlTrack, way->index) : NULL;

  if (track == NULL || sl_list_n (track->keys) != way->items->len)
    return TRUE;
  for (guint k = 0; k < way->items->len; k++)
    if (g_array_index (way->items, SlKeyItem, k).chosen)
      return TRUE;
  return FALSE;
}

gboolean
sl_key_set_write (SlCommand *command, SlKeySet *keys, GError **error)
{
  const char *shot = keys->shot->entity.id;
  int n = (int) sl_list_n (keys->shot->tracks);

  for (guint i = 0; i < keys->ways->len; i++)
    {
      SlKeyWay *way = keys->ways->pdata[i];

      if (!is_touched (keys, way))
        continue;
      if (!settle (way, error))
        return FALSE;
      if (way->index < 0)
        {
          g_autofree char *target = g_strdup_printf ("tracks[#%d].target", n);
          g_autofree char *path = g_strdup_printf ("tracks[#%d].path", n);

          sl_command_set (command, shot, "tracks[+]", "");
          sl_command_set (command, shot, target, way->target);
          sl_command_set (command, shot, path, way->path);
        }
      if (way->items->len > 0)
        write_way (command, keys, way, way->index >= 0 ? way->index : n++);
    }
  for (guint i = keys->ways->len; i-- > 0;)
    {
      const SlKeyWay *way = keys->ways->pdata[i];
      const gboolean had = way->index >= 0
                           && sl_list_n (sl_list_at (keys->shot->tracks, SlTrack, way->index)->keys) > 0;

      if (way->items->len > 0 || !had)
        continue;
      g_autofree char *path = g_strdup_printf ("tracks[#%d]", way->index);
      sl_command_set (command, shot, path, "");
    }
  return TRUE;
}

void
sl_key_set_each (SlKeySet *keys, SlKeyDo function, gconstpointer data)
{
  for (guint i = 0; i < keys->ways->len; i++)
    {
      SlKeyWay *way = keys->ways->pdata[i];

      for (guint k = 0; k < way->items->len; k++)
        if (g_array_index (way->items, SlKeyItem, k).chosen)
          function (way, &g_array_index (way->items, SlKeyItem, k), data);
    }
}
