/* The edits of a board: each gives it other strips, or a field, in one step. */
#include "sl-board-desk-private.h"

#include <math.h>
#include <string.h>

#include "sl-i18n.h"
#include "sl-operations.h"
#include "sl-strip-list.h"

/* --- boards --- */

/* "Draft A" and so on: the first letter that no board of the production has. */
static char *
free_name (const SlPlan *plan, const char *production)
{
  for (char letter = 'A'; letter <= 'Z'; letter++)
    {
      g_autofree char *name = g_strdup_printf (_("Draft %c"), letter);
      gboolean taken = FALSE;

      for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOARD); i++)
        {
          const SlBoard *board = (const SlBoard *) sl_plan_at (plan, SL_KIND_BOARD, i);
          taken = taken || (g_strcmp0 (board->production, production) == 0 && g_strcmp0 (board->entity.name, name) == 0);
        }
      if (!taken)
        return g_steal_pointer (&name);
    }
  return g_strdup (_("Draft"));
}

/* Adds a board of the production that is shown; its id, to be freed. */
static char *
add_board (SlBoardDesk *desk, SlCommand *command)
{
  const SlBoardRead *read = desk->read;
  const char *production = read->production->entity.id;
  g_autofree char *wanted = g_strdup_printf ("%s-board", production);
  g_autofree char *name = free_name (read->plan, production);
  char *id = sl_plan_free_id (read->plan, wanted);

  sl_command_add (command, SL_KIND_BOARD, id);
  sl_command_set (command, id, "production", production);
  sl_command_set (command, id, "name", name);
  return id;
}

/* The board that is shown, made where there is none yet; its id, to be freed. */
static char *
made_board (SlBoardDesk *desk, SlCommand *command)
{
  return desk->read->board != NULL ? g_strdup (desk->read->board->entity.id) : add_board (desk, command);
}

/* Gives the board these strips, under `label`. */
static gboolean
apply_strips (SlBoardDesk *desk, const char *label, const SlList *strips)
{
  g_autoptr (SlCommand) command = sl_command_new (label);
  g_autofree char *id = made_board (desk, command);

  sl_command_set_strips (command, id, strips);
  return sl_editor_apply (desk->editor, command);
}

gboolean
sl_board_desk_add (SlBoardDesk *desk, gboolean copy)
{
  const SlBoardRead *read = sl_board_desk_read (desk);

  if (read == NULL)
    return !sl_board_desk_refuse (desk);
  g_autoptr (SlCommand) command = sl_command_new (copy ? _("New draft") : _("New board"));
  g_autofree char *id = add_board (desk, command);
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
  g_autofree char *id = made_board (desk, command);
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

/* --- moving --- */

gboolean
sl_board_desk_drop (SlBoardDesk *desk)
{
  const SlBoardTry *t = desk->tried;

  if (!sl_board_desk_would_change (desk))
    {
      sl_board_desk_try (desk, SL_BOARD_STAYS);
      return FALSE;
    }
  const guint first = t->first, n = t->n;
  const gboolean off = t->place == SL_BOARD_OFF;
  g_autofree char *label = g_strdup (t->title);
  SlList *strips = sl_list_ref (t->strips);
  const gboolean done = apply_strips (desk, label, strips); /* which ends the try */
  sl_list_unref (strips);
  if (done && !off)
    sl_board_desk_choose_places (desk, first, n);
  else if (!done)
    sl_board_desk_try (desk, SL_BOARD_STAYS);
  else
    sl_board_desk_tell (desk, SL_BOARD_CHOSEN);
  return done;
}

gboolean
sl_board_desk_move (SlBoardDesk *desk, guint place)
{
  return sl_board_desk_try (desk, place) && sl_board_desk_drop (desk);
}

/* The row of the board beyond the chosen ones on that side; NULL for none. */
static const SlBoardRow *
row_beyond (SlBoardDesk *desk, const GArray *places, gboolean below)
{
  const GPtrArray *rows = sl_board_desk_rows (desk);
  const SlBoardRow *before = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const SlBoardRow *row = rows->pdata[i];

      if (below && row->place > g_array_index (places, guint, places->len - 1))
        return row;
      if (!below && row->place < g_array_index (places, guint, 0))
        before = row;
    }
  return before;
}

gboolean
sl_board_desk_move_by (SlBoardDesk *desk, int rows)
{
  g_autoptr (GArray) places = sl_board_desk_read (desk) != NULL ? sl_board_desk_places (desk) : NULL;
  const SlBoardRow *row = places != NULL && places->len > 0 ? row_beyond (desk, places, rows > 0) : NULL;

  if (row == NULL || row->form == SL_BOARD_ROW_OPEN)
    return FALSE;
  return sl_board_desk_move (desk, rows > 0 ? row->place + 1 : row->place);
}

gboolean
sl_board_desk_move_days (SlBoardDesk *desk, int days)
{
  const SlBoardRead *read = sl_board_desk_read (desk);
  g_autoptr (GArray) places = read != NULL ? sl_board_desk_places (desk) : NULL;

  if (places == NULL || places->len == 0)
    return FALSE;
  const SlBoardDay *day = sl_board_day_of (read, g_array_index (places, guint, days < 0 ? 0 : places->len - 1));
  if (day == NULL)
    return FALSE;
  const guint at = (guint) (day - &g_array_index (read->days, SlBoardDay, 0));
  if (days < 0 && at > 0) /* before the end of the day before */
    return sl_board_desk_move (desk, (guint) g_array_index (read->days, SlBoardDay, at - 1).end);
  if (days > 0 && day->end >= 0)
    return sl_board_desk_move (desk, (guint) day->end + 1);
  return FALSE;
}

/* --- what stands between scenes --- */

static const char *
insert_label (SlStripForm form)
{
  return form == SL_STRIP_DAY ? _("End a day") : form == SL_STRIP_WEEK ? _("End a week") : _("Add a banner");
}

gboolean
sl_board_desk_insert (SlBoardDesk *desk, SlStripForm form, const char *text, double minutes)
{
  const SlBoardRow *row = sl_board_desk_row (desk, sl_board_desk_cursor (desk));
  SlStrip strip = { .is = (int) form, .minutes = minutes, .call = -1 };

  if (sl_board_desk_refuse (desk))
    return FALSE;
  const guint at = row != NULL && row->form != SL_BOARD_ROW_BONE ? row->place + 1 : sl_list_n (desk->read->strips);
  if (text != NULL && *text != '\0')
    strip.text = g_ref_string_new (text);
  SlList *strips = sl_strips_with (desk->read->strips, at, &strip, 1);
  const gboolean done = apply_strips (desk, insert_label (form), strips);
  sl_list_unref (strips);
  g_clear_pointer (&strip.text, g_ref_string_release);
  if (done)
    sl_board_desk_choose_places (desk, at, 1);
  return done;
}

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

gboolean
sl_board_desk_break (SlBoardDesk *desk, gint32 minutes, gint64 eighths)
{
  if (sl_board_desk_refuse (desk))
    return FALSE;
  const SlBoardInput input = sl_board_desk_input (desk, desk->read->strips, TRUE);
  SlList *strips = sl_strips_broken (&input, minutes, eighths);
  const gboolean done = apply_strips (desk, _("Break the board into days"), strips);
  sl_list_unref (strips);
  return done;
}

gboolean
sl_board_desk_set_strip (SlBoardDesk *desk, guint place, const char *field, const char *text, GError **error)
{
  g_autofree char *path = g_strdup_printf ("strips[%u].%s", place, field);

  if (sl_board_desk_refuse (desk))
    return TRUE; /* it was said */
  if (desk->read->board == NULL && !apply_strips (desk, _("New board"), desk->read->strips))
    return TRUE;
  return sl_editor_set_field (desk->editor, sl_board_desk_read (desk)->board->entity.id, path, text, NULL, error);
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
  const SlSceneEntity *s = sl_plan_get (sort->read->plan, SL_KIND_SCENE, sl_list_at (sort->read->strips, SlStrip, x)->scene);
  const SlSceneEntity *t = sl_plan_get (sort->read->plan, SL_KIND_SCENE, sl_list_at (sort->read->strips, SlStrip, y)->scene);
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
  g_autoptr (GArray) run = g_array_new (FALSE, FALSE, sizeof (guint)), order = g_array_new (FALSE, FALSE, sizeof (guint));
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
  const gboolean done = apply_strips (desk, _("Sort the scenes of each day"), sorted);
  sl_list_unref (sorted);
  return done;
}
