#include "sl-error.h"
#include "sl-groups.h"
#include "sl-i18n.h"
#include "sl-operation-private.h"

static const SlOperation *const operations[] = {
  &sl_operation_move,        &sl_operation_rotate,     &sl_operation_scale,      &sl_operation_drop,
  &sl_operation_against,     &sl_operation_aim,        &sl_operation_align,      &sl_operation_distribute,
  &sl_operation_copies,      &sl_operation_array_line, &sl_operation_array_arc,  &sl_operation_array_wall,
  &sl_operation_mirror,      &sl_operation_wall_add,   &sl_operation_wall_draw,
  &sl_operation_wall_shape,  &sl_operation_wall_floor, &sl_operation_wall_ceiling,
  &sl_operation_cabinets_out, &sl_operation_cabinets_in, &sl_operation_cabinets_number,
  &sl_operation_shot_insert, &sl_operation_shot_number, &sl_operation_shot_order, &sl_operation_shot_trim,
  &sl_operation_shot_remark,
  &sl_operation_board_new,   &sl_operation_board_copy, &sl_operation_board_lock,
  &sl_operation_board_unlock, &sl_operation_board_use,
  &sl_operation_board_days,  &sl_operation_board_sort, &sl_operation_board_move, &sl_operation_board_cut,
  &sl_operation_board_off,   &sl_operation_board_place, &sl_operation_board_break,
  &sl_operation_board_strip, &sl_operation_scene_new,
  &sl_operation_scene_cast,  &sl_operation_scene_element, &sl_operation_scene_without,
  &sl_operation_booking_hold, &sl_operation_booking_move, &sl_operation_booking_days,
  &sl_operation_booking_state, &sl_operation_booking_rank, &sl_operation_book_days,
  &sl_operation_group,       &sl_operation_ungroup,    &sl_operation_absent,     &sl_operation_present,
  &sl_operation_key,         &sl_operation_unkey,      &sl_operation_keys_move,  &sl_operation_keys_scale,
  &sl_operation_keys_copy,   &sl_operation_keys_paste, &sl_operation_keys_ease,  &sl_operation_keys_remove,
  &sl_operation_pose,        &sl_operation_follow,
};

const SlOperation *
sl_operation_at (guint index)
{
  return index < G_N_ELEMENTS (operations) ? operations[index] : NULL;
}

const SlOperation *
sl_operation_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    if (g_str_equal (operations[i]->id, id))
      return operations[i];
  return NULL;
}

gpointer
sl_operation_options_new (const SlOperation *operation)
{
  gpointer options = g_malloc0 (operation->options->size);

  sl_record_init (operation->options, options);
  return options;
}

void
sl_operation_options_free (const SlOperation *operation, gpointer options)
{
  if (options == NULL)
    return;
  sl_record_clear (operation->options, options);
  g_free (options);
}

/* What undo says that it was done to. */
static char *
subject (const SlOperationInput *input)
{
  const SlSceneEntity *scene = input->n_ids == 1 ? sl_plan_get (input->plan, SL_KIND_SCENE, input->ids[0]) : NULL;

  if (scene != NULL && scene->number != NULL)
    return g_strdup_printf (_("scene %s"), scene->number);
  if (input->n_ids == 1)
    return g_strdup (sl_entity_title (sl_plan_find (input->plan, input->ids[0])));
  return g_strdup_printf (ngettext ("%u thing", "%u things", input->n_ids), input->n_ids);
}

static gboolean
check_ids (const SlOperation *operation, const SlOperationInput *input, GError **error)
{
  for (guint i = 0; i < input->n_ids; i++)
    if (sl_plan_find (input->plan, input->ids[i]) == NULL)
      {
        sl_error_set (error, SL_ERROR_REFERENCE, _("the plan has no “%s”; “show” lists what it has"), input->ids[i]);
        return FALSE;
      }
  if (input->n_ids < operation->least)
    sl_error_set (error, SL_ERROR_INPUT,
                  ngettext ("“%s” needs at least %u thing; name what it is for",
                            "“%s” needs at least %u things; name what it is for", operation->least),
                  operation->id, operation->least);
  else if (input->n_ids > operation->most)
    sl_error_set (error, SL_ERROR_INPUT,
                  ngettext ("“%s” takes %u thing at most; leave the others out",
                            "“%s” takes %u things at most; leave the others out", operation->most),
                  operation->id, operation->most);
  else
    return TRUE;
  return FALSE;
}

SlCommand *
sl_operation_run (const SlOperation *operation, const SlOperationInput *input, gconstpointer options,
                  GPtrArray *added, GError **error)
{
  g_autofree char *what = NULL, *label = NULL;
  g_autoptr (SlCommand) command = NULL;
  g_autoptr (GPtrArray) things = NULL;
  SlOperationInput each = *input;
  g_autoptr (GPtrArray) own = added == NULL ? g_ptr_array_new_with_free_func (g_free) : g_ptr_array_ref (added);

  if (!check_ids (operation, input, error))
    return NULL;
  if (!operation->groups)
    {
      things = sl_groups_expand (input->plan, input->ids, input->n_ids, FALSE);
      each.ids = (const char *const *) things->pdata;
      each.n_ids = things->len;
      if (!check_ids (operation, &each, error))
        return NULL;
    }
  what = input->n_ids > 0 ? subject (input) : NULL;
  label = what != NULL ? g_strdup_printf (_(operation->label), what) : g_strdup (_(operation->label));
  command = sl_command_new (label);
  return operation->make (&each, options, command, own, error) ? g_steal_pointer (&command) : NULL;
}
