/* Keys from one shot into another, of the same plan or, as text, of any. */
#include "sl-clipboard.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-key-set.h"
#include "sl-operation-private.h"

#define KEYS_HELP N_("Which, as thing.field@frame with spaces between; unset: all of the shot")

/* --- what moves in the other shot for what moves in this one --- */

static const char *
rig_of (const SlPlan *plan, const SlShot *shot)
{
  const SlCamera *camera = sl_plan_get (plan, SL_KIND_CAMERA, shot->camera);

  return camera != NULL ? camera->rig : NULL;
}

/* A shot is for the shot, its camera for its camera, that one's rig for that one's; all else is for itself. NULL with
 * an error where there is none, or it has no such field. */
static const char *
counterpart (const SlPlan *from_plan, const SlShot *from, const SlPlan *plan, const SlShot *into, const SlKeyWay *way,
             GError **error)
{
  const char *number = into->number != NULL ? into->number : into->entity.id, *id = way->target;
  const SlEntity *entity;
  SlField field;

  if (g_strcmp0 (way->target, from->entity.id) == 0)
    id = into->entity.id;
  else if (g_strcmp0 (way->target, from->camera) == 0)
    id = into->camera;
  else if (g_strcmp0 (way->target, rig_of (from_plan, from)) == 0)
    id = rig_of (plan, into);
  entity = sl_plan_find (plan, id);
  if (entity == NULL && id != way->target)
    sl_error_set (error, SL_ERROR_REFERENCE,
                  _("shot %s has nothing that moves as %s.%s does; give it a camera, or a rig to that"), number,
                  way->target, way->path);
  else if (entity == NULL)
    sl_error_set (error, SL_ERROR_REFERENCE, _("this plan has no “%s”, of which keys were copied; leave those out"),
                  way->target);
  if (entity == NULL || !sl_record_resolve (&sl_kind_info (entity->kind)->record, way->path, &field, error))
    return NULL;
  return entity->id;
}

/* Appends what is chosen in `from`, of `from_plan`, to the keys of `into`, of `plan`. FALSE with an error when one has
 * no place there. */
static gboolean
add_keys (const SlPlan *from_plan, SlKeySet *from, const SlPlan *plan, SlKeySet *into, gint64 by, GError **error)
{
  for (guint i = 0; i < from->ways->len; i++)
    {
      const SlKeyWay *way = from->ways->pdata[i];
      SlKeyWay *to = NULL;

      for (guint k = 0; k < way->items->len; k++)
        {
          SlKeyItem copied = g_array_index (way->items, SlKeyItem, k);
          const char *target;

          if (!copied.chosen)
            continue;
          if (to == NULL && (target = counterpart (from_plan, from->shot, plan, into->shot, way, error)) == NULL)
            return FALSE;
          to = to != NULL ? to : sl_key_set_way (into, target, way->path);
          copied.frame += by;
          g_array_append_val (to->items, copied);
        }
    }
  return TRUE;
}

/* --- within a plan --- */

typedef struct { SlRecord record; const char *keys, *into; gint64 to; } Copy;

static const SlField copy_fields[] = {
  OPTION (Copy, keys, N_("Keys"), TEXT, .help = KEYS_HELP),
  OPTION (Copy, to, N_("To"), INTEGER, .unit = SL_UNIT_FRAME, .min = -1e6, .max = 1e6, .def = "0",
          .help = N_("The frame that the first of the copies stands at")),
  OPTION (Copy, into, N_("Into"), TEXT,
          .help = N_("Another shot, whose camera moves as this one's; unset: the same")),
};
OPTIONS (copy_options, "keys-copy", N_("Copy keys"), Copy, copy_fields);

static gboolean
copy (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Copy *options = data;
  const char *into_id = options->into != NULL ? options->into : input->ids[0];
  SlOperationInput other = *input;
  g_auto (SlKeySet) from = { 0 };
  g_auto (SlKeySet) into = { 0 };

  other.ids = &into_id;
  return sl_key_set_take (&from, input, error) && sl_key_set_choose (&from, options->keys, error)
         && sl_key_set_take (&into, &other, error)
         && add_keys (input->plan, &from, input->plan, &into, options->to - sl_key_set_first (&from), error)
         && sl_key_set_write (command, &into, error);
}

const SlOperation sl_operation_keys_copy = {
  "keys-copy", N_("Copy keys of %s"), N_("Copies keys of a shot to another time of it, or into another shot"), "SHOT",
  1, 1, &copy_options, copy,
};

/* --- as text --- */

/* One track of what is chosen, at the end of the shot's list. */
static void
say_way (SlCommand *command, const char *shot, guint at, const SlKeyWay *way)
{
  static const char *const eases[] = { "linear", "smooth", "hold", "bezier" };
  g_autofree char *track = g_strdup_printf ("tracks[#%u]", at), *more = g_strconcat (track, ".keys[+]", NULL);
  g_autofree char *target = g_strconcat (track, ".target", NULL), *path = g_strconcat (track, ".path", NULL);
  guint n = 0;

  sl_command_set (command, shot, "tracks[+]", "");
  sl_command_set (command, shot, target, way->target);
  sl_command_set (command, shot, path, way->path);
  for (guint k = 0; k < way->items->len; k++)
    {
      const SlKeyItem *item = &g_array_index (way->items, SlKeyItem, k);
      const struct { const char *name; char *text; } fields[] = {
        { "frame", g_strdup_printf ("%" G_GINT64_FORMAT, item->frame) },
        { "value", g_strdup (item->was->value != NULL ? item->was->value : "") },
        { "ease", g_strdup (eases[item->ease]) }, { "bend", g_strdup (item->bend) },
      };

      if (item->chosen)
        sl_command_set (command, shot, more, "");
      for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
        {
          g_autofree char *where = g_strdup_printf ("%s.keys[#%u].%s", track, n, fields[i].name);

          if (item->chosen && *fields[i].text != '\0')
            sl_command_set (command, shot, where, fields[i].text);
          g_free (fields[i].text);
        }
      n += item->chosen;
    }
}

/* The shot's camera and that one's rig go along by name, so that it is known whose keys these are. */
static void
say_shot (SlCommand *command, const SlPlan *plan, const SlShot *shot)
{
  const char *rig = rig_of (plan, shot);

  sl_command_add (command, SL_KIND_SHOT, shot->entity.id);
  if (sl_plan_get (plan, SL_KIND_CAMERA, shot->camera) == NULL)
    return;
  sl_command_set (command, shot->entity.id, "camera", shot->camera);
  sl_command_add (command, SL_KIND_CAMERA, shot->camera);
  if (rig != NULL)
    sl_command_set (command, shot->camera, "rig", rig);
}

char *
sl_keys_text (const SlPlan *plan, const char *shot, const char *names, GError **error)
{
  const SlOperationInput input = { .plan = plan, .ids = &shot, .n_ids = 1 };
  g_autoptr (SlCommand) command = sl_command_new ("");
  g_auto (SlKeySet) keys = { 0 };
  guint n = 0;

  if (!sl_key_set_take (&keys, &input, error) || !sl_key_set_choose (&keys, names, error))
    return NULL;
  say_shot (command, plan, keys.shot);
  for (guint i = 0; i < keys.ways->len; i++)
    {
      const SlKeyWay *way = keys.ways->pdata[i];
      gboolean chosen = FALSE;

      for (guint k = 0; k < way->items->len; k++)
        chosen |= g_array_index (way->items, SlKeyItem, k).chosen;
      if (chosen)
        say_way (command, shot, n++, way);
    }
  g_autofree char *text = sl_command_print (command);
  return g_strconcat (SL_KEYS_HEAD, text, NULL);
}

typedef struct { SlRecord record; const char *text; gint64 to; } Paste;

static const SlField paste_fields[] = {
  OPTION (Paste, text, N_("Text"), TEXT, .help = N_("Keys as the window copies them")),
  OPTION (Paste, to, N_("To"), INTEGER, .unit = SL_UNIT_FRAME, .min = -1e6, .max = 1e6, .def = "0",
          .help = N_("The frame that the first of the copies stands at")),
};
OPTIONS (paste_options, "keys-paste", N_("Paste keys"), Paste, paste_fields);

static gboolean
paste (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Paste *options = data;
  g_autoptr (SlPlan) things = NULL;
  SlOperationInput other = *input;
  g_auto (SlKeySet) from = { 0 };
  g_auto (SlKeySet) into = { 0 };

  if (!sl_key_set_take (&into, input, error))
    return FALSE;
  if (options->text == NULL || !g_str_has_prefix (options->text, SL_KEYS_HEAD))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("no keys were copied; copy some first"));
      return FALSE;
    }
  things = sl_clipboard_things (SL_KEYS_HEAD, options->text, error);
  if (things == NULL || sl_plan_count (things, SL_KIND_SHOT) == 0)
    {
      if (things != NULL)
        sl_error_set (error, SL_ERROR_INPUT, _("what was copied is cut short; copy it again"));
      return FALSE;
    }
  other.plan = things;
  other.ids = (const char *const *) &sl_plan_at (things, SL_KIND_SHOT, 0)->id;
  return sl_key_set_take (&from, &other, error) && sl_key_set_choose (&from, NULL, error)
         && add_keys (things, &from, input->plan, &into, options->to - sl_key_set_first (&from), error)
         && sl_key_set_write (command, &into, error);
}

const SlOperation sl_operation_keys_paste = {
  "keys-paste", N_("Paste keys into %s"), N_("Puts copied keys into a shot; “keys-copy” takes them from another shot"),
  "SHOT", 1, 1, &paste_options, paste,
};
