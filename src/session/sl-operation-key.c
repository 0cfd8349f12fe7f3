/* How things are now becomes keys of the shot, or is none any more. */
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-operation-private.h"

typedef struct {
  SlRecord    record;
  const char *fields;
} Key;

static const SlField key_fields[] = {
  OPTION (Key, fields, N_("Fields"), TEXT, .def = "position pan tilt roll",
          .help = N_("Whose keys, with spaces between")),
};
OPTIONS (key_options, "key", N_("Key"), Key, key_fields);

/* FALSE with an error for a field that the thing has not got, or that stands still in a shot. */
static gboolean
key_field (const SlOperationInput *input, const SlSceneMaker *maker, SlCommand *command, const char *id,
           const char *path, GError **error)
{
  g_autofree char *text = sl_keyed_text (maker, id, path, (double) input->when.frame, error);

  if (text == NULL)
    return FALSE;
  if (*text == '\0')
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” has no value for “%s” to make a key of; set one first"), id, path);
      return FALSE;
    }
  sl_keyed_key (command, input->plan, &input->when, id, path, text);
  return TRUE;
}

static char **
fields_of (const Key *options)
{
  return g_strsplit_set (options->fields != NULL ? options->fields : "", " ,", -1);
}

static gboolean
check_shot (const SlOperationInput *input, GError **error)
{
  if (input->when.shot == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("a key belongs to a shot; name one"));
  return input->when.shot != NULL;
}

static gboolean
key (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  g_auto (GStrv) fields = fields_of (data);
  g_autoptr (SlSceneMaker) maker = check_shot (input, error)
                                   ? sl_scene_maker_new_shot (input->plan, input->assets, input->when.shot, error)
                                   : NULL;

  for (guint i = 0; maker != NULL && i < input->n_ids; i++)
    for (char **path = fields; *path != NULL; path++)
      if (**path != '\0' && !key_field (input, maker, command, input->ids[i], *path, error))
        return FALSE;
  return maker != NULL;
}

static gboolean
unkey (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  g_auto (GStrv) fields = fields_of (data);

  if (!check_shot (input, error))
    return FALSE;
  if (sl_keyed_remove (command, input->plan, &input->when, input->ids, input->n_ids,
                       (const char *const *) fields) > 0)
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT, _("there is no key at frame %d to take out; go to one"),
                (int) input->when.frame);
  return FALSE;
}

const SlOperation sl_operation_key = {
  "key", N_("Key %s"), N_("Makes keys of how things are at a frame of a shot: name it with --shot and --frame"),
  "THING…", 1, G_MAXUINT, &key_options, key,
};

const SlOperation sl_operation_unkey = {
  "unkey", N_("Take out keys of %s"), N_("Takes out the keys at a frame of a shot: name it with --shot and --frame"),
  "THING…", 1, G_MAXUINT, &key_options, unkey,
};
