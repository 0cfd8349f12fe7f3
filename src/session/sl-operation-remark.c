/* What somebody has to say of a shot, at a frame of it. */
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-operation-private.h"

typedef struct {
  SlRecord    record;
  gint64      frame;
  const char *author, *text;
} Remark;

static const SlField remark_fields[] = {
  OPTION (Remark, frame, N_("Frame"), INTEGER, .unit = SL_UNIT_FRAME, .min = 0, .max = 1e6, .def = "0",
          .help = N_("The frame it speaks of")),
  OPTION (Remark, author, N_("Author"), TEXT, .help = N_("Who says it")),
  OPTION (Remark, text, N_("Text"), TEXT, .flags = SL_FIELD_REQUIRED | SL_FIELD_MULTILINE,
          .help = N_("What is said")),
};
OPTIONS (remark_options, "shot-remark", N_("Remark"), Remark, remark_fields);

/* The shot that the input names; NULL with an error where it is none, or has no such frame. */
static const SlShot *
shot_of (const SlOperationInput *input, const Remark *options, GError **error)
{
  const SlEntity *entity = sl_plan_find (input->plan, input->ids[0]);
  const SlShot *shot = (const SlShot *) entity;

  if (entity->kind != SL_KIND_SHOT)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no shot; name shots"), entity->id);
      return NULL;
    }
  if (options->frame >= shot->frames)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("%s has no frame %d; its last is %d"), sl_entity_title (entity),
                    (int) options->frame, (int) shot->frames - 1);
      return NULL;
    }
  return shot;
}

static gboolean
remark (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Remark *options = data;
  g_autofree char *text = g_strstrip (g_strdup (options->text != NULL ? options->text : ""));
  g_autofree char *frame = NULL;
  const SlShot *shot = shot_of (input, options, error);
  const char *id = input->ids[0];
  const guint at = shot != NULL ? sl_list_n (shot->remarks) : 0;

  if (shot == NULL)
    return FALSE;
  if (*text == '\0')
    {
      sl_error_set (error, SL_ERROR_INPUT, _("an empty remark says nothing; write some words"));
      return FALSE;
    }
  frame = g_strdup_printf ("%" G_GINT64_FORMAT, options->frame);
  sl_command_set (command, id, "remarks[+]", "");
  sl_command_set_item (command, id, "remarks", at, "frame", frame);
  sl_command_set_item (command, id, "remarks", at, "author", options->author);
  sl_command_set_item (command, id, "remarks", at, "text", text);
  return TRUE;
}

const SlOperation sl_operation_shot_remark = {
  "shot-remark", N_("Remark on %s"), N_("Says something of a shot at a frame of it"), "SHOT", 1, 1, &remark_options,
  remark,
};
