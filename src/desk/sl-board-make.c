/* The edits that make boards and scenes, and put a board in order; each in one step. */
#include "sl-board-desk-private.h"

#include <math.h>
#include <string.h>

#include "sl-i18n.h"
#include "sl-operations.h"
#include "sl-strip-list.h"

/* --- boards --- */

gboolean
sl_board_desk_add (SlBoardDesk *desk, gboolean copy)
{
  const SlBoardRead *read = sl_board_desk_read (desk);

  if (read == NULL)
    return !sl_board_desk_refuse (desk);
  g_autoptr (SlCommand) command = sl_command_new (copy ? _("New draft") : _("New board"));
  g_autofree char *id = sl_board_desk_add_board (desk, command);
  SlList *all = copy ? sl_list_ref (read->strips) : sl_strips_of_all (read->plan, read->production);
  sl_command_set_strips (command, id, all);
  sl_list_unref (all);
  if (copy && read->board != NULL && read->board->start != 0)
    {
      g_autofree char *start = sl_date_to_text (read->board->start);
      sl_command_set (command, id, "start", start);
    }
  if (copy && read->board != NULL && read->board->locked != 0)
    sl_command_set (command, id, "baseline", read->board->entity.id);
  if (!sl_editor_apply (desk->editor, command))
    return FALSE;
  sl_board_desk_show (desk, id);
  return TRUE;
}

gboolean
sl_board_desk_lock (SlBoardDesk *desk, gboolean lock)
{
  const SlBoardRead *read = sl_board_desk_read (desk);
  g_autoptr (SlCommand) command = sl_command_new (lock ? _("Lock the board") : _("Unlock the board"));
  g_autofree char *today = sl_date_to_text (lock ? sl_date_today () : 0);

  if (read == NULL)
    return !sl_board_desk_refuse (desk);
  if (read->board != NULL && (read->board->locked != 0) == lock)
    return TRUE;
  g_autofree char *id = sl_board_desk_made_board (desk, command);
  if (read->board == NULL)
    sl_command_set_strips (command, id, read->strips);
  sl_command_set (command, id, "locked", today);
  return sl_editor_apply (desk->editor, command);
}

gboolean
sl_board_desk_use (SlBoardDesk *desk)
{
  const SlBoardRead *read = sl_board_desk_read (desk);

  if (read == NULL || read->board == NULL)
    return FALSE;
  g_autofree char *label = g_strdup_printf (_("Use %s"), sl_entity_title (&read->board->entity));
  g_autoptr (SlCommand) command = sl_command_new (label);
  sl_command_set (command, read->production->entity.id, "board", read->board->entity.id);
  return sl_editor_apply (desk->editor, command);
}

/* --- scenes --- */

/* The production that new scenes are of; its id, to be freed. */
static char *
made_production (SlBoardDesk *desk, SlCommand *command)
{
  char *id;

  if (desk->read != NULL)
    return g_strdup (desk->read->production->entity.id);
  id = sl_plan_free_id (sl_editor_plan (desk->editor), "production");
  sl_command_add (command, SL_KIND_PRODUCTION, id);
  return id;
}

gboolean
sl_board_desk_add_scene (SlBoardDesk *desk)
{
  const SlPlan *plan = sl_editor_plan (desk->editor);
  const SlBoardRow *row = sl_board_desk_row (desk, sl_board_desk_cursor (desk));
  g_autofree char *id = NULL;

  if (sl_board_desk_read (desk) != NULL && desk->read->board != NULL && sl_board_desk_refuse (desk))
    return FALSE;
  g_autoptr (SlCommand) command = sl_operation_add (plan, NULL, SL_KIND_SCENE, NULL, NULL, &id);
  g_autofree char *production = made_production (desk, command);
  sl_command_set (command, id, "production", production);
  if (desk->read != NULL && desk->read->board != NULL)
    {
      SlStrip strip = { .is = SL_STRIP_SCENE, .scene = g_ref_string_new (id), .minutes = NAN, .call = -1 };
      const guint at = row != NULL && row->form != SL_BOARD_ROW_BONE ? row->place + 1 : sl_list_n (desk->read->strips);
      SlList *strips = sl_strips_with (desk->read->strips, at, &strip, 1);

      sl_command_set_strips (command, desk->read->board->entity.id, strips);
      sl_list_unref (strips);
      g_ref_string_release (strip.scene);
    }
  if (!sl_editor_apply (desk->editor, command))
    return FALSE;
  sl_editor_select (desk->editor, id);
  return TRUE;
}

/* --- order --- */

typedef struct {
  const SlBoardRead *read;
  gboolean           by_number;
} Sort;

static int
compare_numbers (const SlSceneEntity *a, const SlSceneEntity *b)
{
  g_autofree char *x = g_utf8_collate_key_for_filename (sl_scene_number (a), -1);
  g_autofree char *y = g_utf8_collate_key_for_filename (sl_scene_number (b), -1);

  return strcmp (x, y);
}

static int
compare_strips (gconstpointer a, gconstpointer b, gpointer data)
{
  const Sort *sort = data;
  const guint x = *(const guint *) a, y = *(const guint *) b;
  const SlPlan *plan = sort->read->plan;
  const SlList *strips = sort->read->strips;
  const SlSceneEntity *s = sl_plan_get (plan, SL_KIND_SCENE, sl_list_at (strips, SlStrip, x)->scene);
  const SlSceneEntity *t = sl_plan_get (plan, SL_KIND_SCENE, sl_list_at (strips, SlStrip, y)->scene);
  int order = 0;

  if (s != NULL && t != NULL && sort->by_number)
    order = compare_numbers (s, t);
  else if (s != NULL && t != NULL)
    {
      order = g_strcmp0 (s->stage, t->stage);
      order = order != 0 ? order : g_strcmp0 (s->environment, t->environment);
      order = order != 0 ? order : g_strcmp0 (s->setup, t->setup);
    }
  return order != 0 ? order : (x > y) - (x < y);
}

/* Scenes that follow each other, without an end of a day or a banner between them. */
static void
flush (GArray *run, Sort *sort, GArray *order)
{
  g_array_sort_with_data (run, compare_strips, sort);
  g_array_append_vals (order, run->data, run->len);
  g_array_set_size (run, 0);
}

gboolean
sl_board_desk_sort (SlBoardDesk *desk, const char *by)
{
  g_autoptr (GArray) run = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) strips = g_array_new (FALSE, TRUE, sizeof (SlStrip));

  if (sl_board_desk_refuse (desk))
    return FALSE;
  const SlList *base = desk->read->strips;
  Sort sort = { desk->read, g_str_equal (by, "number") };
  for (guint i = 0; i < sl_list_n (base); i++)
    {
      if (sl_list_at (base, SlStrip, i)->is != SL_STRIP_SCENE)
        flush (run, &sort, order);
      g_array_append_val (run, i);
      if (sl_list_at (base, SlStrip, i)->is != SL_STRIP_SCENE)
        flush (run, &sort, order);
    }
  flush (run, &sort, order);
  for (guint i = 0; i < order->len; i++)
    g_array_append_val (strips, *sl_list_at (base, SlStrip, g_array_index (order, guint, i)));
  SlList *sorted = sl_strips_with (NULL, 0, (const SlStrip *) (const void *) strips->data, strips->len);
  const gboolean done = sl_board_desk_apply_strips (desk, _("Sort the scenes of each day"), sorted);
  sl_list_unref (sorted);
  return done;
}
