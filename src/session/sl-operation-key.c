/* Where things are now becomes keys of the shot. */
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-operation-private.h"

typedef struct {
  SlRecord    record;
  const char *fields;
} Key;

static const SlField key_fields[] = {
  OPTION (Key, fields, N_("Fields"), TEXT, .def = "position pan tilt roll",
          .help = N_("What gets a key, with spaces between")),
};
OPTIONS (key_options, "key", N_("Key"), Key, key_fields);

/* FALSE with an error for a field that the thing has not got, or that stands still in a shot. */
static gboolean
key_field (const SlOperationInput *input, SlCommand *command, const SlEntity *now, const char *path, GError **error)
{
  const SlWhen when = { input->when.shot, input->when.frame, TRUE };
  g_autofree char *text = sl_entity_get (now, path, error);

  if (text == NULL)
    return FALSE;
  if (*text == '\0')
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” has no value for “%s” to make a key of; set one first"), now->id,
                    path);
      return FALSE;
    }
  sl_keyed_set (command, input->plan, &when, now->id, path, text);
  return TRUE;
}

static gboolean
key (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Key *options = data;
  g_auto (GStrv) fields = g_strsplit_set (options->fields != NULL ? options->fields : "", " ,", -1);
  g_autoptr (SlSceneMaker) maker = NULL;

  if (input->when.shot == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("a key belongs to a shot; name one"));
  else
    maker = sl_scene_maker_new_shot (input->plan, input->assets, input->when.shot, error);
  for (guint i = 0; maker != NULL && i < input->n_ids; i++)
    {
      g_autoptr (SlEntity) now = sl_scene_maker_entity (maker, input->ids[i], (double) input->when.frame, error);

      if (now == NULL)
        return FALSE;
      for (char **path = fields; *path != NULL; path++)
        if (**path != '\0' && !key_field (input, command, now, *path, error))
          return FALSE;
    }
  return maker != NULL;
}

const SlOperation sl_operation_key = {
  "key", N_("Key %s"), N_("Makes keys of how things are at a frame of a shot: name it with --shot and --frame"),
  "THING…", 1, G_MAXUINT, &key_options, key,
};
