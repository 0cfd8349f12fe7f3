/* What comes of putting the chosen strips elsewhere: read like any board, before it is one. */
#include "sl-board-desk-private.h"

#include <math.h>

#include "sl-i18n.h"
#include "sl-strip-list.h"

static void
try_free (SlBoardTry *t)
{
  sl_board_read_free (t->read);
  sl_list_unref (t->strips);
  g_array_unref (t->from);
  g_clear_pointer (&t->effects, g_ptr_array_unref);
  g_free (t->title);
  g_free (t);
}

const SlList *
sl_board_desk_tried_strips (SlBoardDesk *desk)
{
  return desk->tried != NULL ? desk->tried->strips : NULL;
}

void
sl_board_desk_end_try (SlBoardDesk *desk)
{
  if (desk->tried == NULL)
    return;
  g_clear_pointer (&desk->tried, try_free);
  g_clear_pointer (&desk->rows, g_ptr_array_unref);
  g_clear_pointer (&desk->bones, g_ptr_array_unref);
}

/* SlStrip of the chosen scenes of the boneyard, in its order. */
static GArray *
chosen_bones (SlBoardDesk *desk)
{
  GArray *strips = g_array_new (FALSE, TRUE, sizeof (SlStrip));

  for (guint i = 0; i < desk->read->boneyard->len; i++)
    {
      const SlSceneEntity *scene = desk->read->boneyard->pdata[i];
      const SlStrip strip = { .is = SL_STRIP_SCENE, .scene = scene->entity.id, .minutes = NAN, .call = -1 };

      if (sl_board_desk_is_chosen (desk, scene->entity.id))
        g_array_append_val (strips, strip);
    }
  return strips;
}

/* --- the board then --- */

static void
put (SlBoardDesk *desk, SlBoardTry *t, const GArray *bones)
{
  const SlList *base = desk->read->strips;
  const guint *from = (const guint *) (const void *) t->from->data;
  SlList *moved;

  if (t->place == SL_BOARD_OFF)
    {
      t->strips = sl_strips_without (base, from, t->from->len);
      return;
    }
  t->first = t->place = MIN (t->place, sl_list_n (base));
  for (guint i = 0; i < t->from->len; i++)
    t->first -= from[i] < t->place;
  t->n = t->from->len + bones->len;
  moved = sl_strips_moved (base, from, t->from->len, t->place);
  t->strips = sl_strips_with (moved, t->first + t->from->len, (const SlStrip *) (const void *) bones->data, bones->len);
  sl_list_unref (moved);
}

/* --- what it is called --- */

static const char *
number_of (SlBoardDesk *desk, const SlStrip *strip)
{
  const SlSceneEntity *scene = sl_plan_get (desk->read->plan, SL_KIND_SCENE, strip->scene);

  return scene != NULL ? sl_scene_number (scene) : "";
}

static char *
title_off (SlBoardDesk *desk, const SlBoardTry *t)
{
  const SlStrip *first = sl_list_at (desk->read->strips, SlStrip, g_array_index (t->from, guint, 0));
  const SlBoardDay *day = sl_board_day_of (desk->read, g_array_index (t->from, guint, 0));

  if (t->from->len > 1)
    return g_strdup_printf (ngettext ("Take %u strip off the board", "Take %u strips off the board", t->from->len),
                            t->from->len);
  if (first->is == SL_STRIP_SCENE)
    return g_strdup_printf (_("Take scene %s off the board"), number_of (desk, first));
  if (first->is == SL_STRIP_DAY && day != NULL)
    return g_strdup_printf (_("Take out the end of day %u"), day->number);
  return g_strdup (first->is == SL_STRIP_WEEK ? _("Take out the end of a week") : _("Take out a banner"));
}

static char *
title_placed (SlBoardDesk *desk, const GArray *bones, guint day)
{
  if (bones->len == 1)
    return g_strdup_printf (_("Place scene %s on day %u"), number_of (desk, &g_array_index (bones, SlStrip, 0)), day);
  return g_strdup_printf (ngettext ("Place %u scene on day %u", "Place %u scenes on day %u", bones->len), bones->len,
                          day);
}

static char *
title_moved (SlBoardDesk *desk, const SlBoardTry *t, guint day)
{
  const SlStrip *first = sl_list_at (desk->read->strips, SlStrip, g_array_index (t->from, guint, 0));
  const SlBoardDay *was = sl_board_day_of (desk->read, g_array_index (t->from, guint, 0));

  if (t->n > 1)
    return g_strdup_printf (ngettext ("Move %u strip to day %u", "Move %u strips to day %u", t->n), t->n, day);
  if (first->is == SL_STRIP_SCENE)
    return g_strdup_printf (_("Move scene %s to day %u"), number_of (desk, first), day);
  if (first->is == SL_STRIP_DAY && was != NULL)
    return g_strdup_printf (_("Move the end of day %u"), was->number);
  return g_strdup (first->is == SL_STRIP_WEEK ? _("Move the end of a week") : _("Move a banner"));
}

static char *
title_of (SlBoardDesk *desk, const SlBoardTry *t, const GArray *bones)
{
  const SlBoardDay *day = sl_board_day_of (t->read, t->first);
  const guint number = day != NULL ? day->number : 1;

  if (t->place == SL_BOARD_OFF)
    return t->from->len > 0 ? title_off (desk, t) : g_strdup (_("Leave it in the boneyard"));
  return t->from->len == 0 ? title_placed (desk, bones, number) : title_moved (desk, t, number);
}

/* --- trying --- */

gboolean
sl_board_desk_try (SlBoardDesk *desk, guint place)
{
  SlBoardTry *t;

  if (place == SL_BOARD_STAYS)
    {
      if (desk->tried != NULL)
        {
          sl_board_desk_end_try (desk);
          sl_board_desk_tell (desk, SL_BOARD_CHANGED);
        }
      return TRUE;
    }
  if (sl_board_desk_is_previewing (desk))
    {
      sl_editor_message (desk->editor, _("The board shows another order; apply it, or leave it first"));
      return FALSE;
    }
  if (sl_board_desk_read (desk) == NULL || (desk->tried == NULL && sl_board_desk_refuse (desk)))
    return FALSE;
  if (desk->tried != NULL && desk->tried->place == place)
    return TRUE;
  g_autoptr (GArray) bones = chosen_bones (desk);
  g_autoptr (GArray) from = desk->tried != NULL ? g_array_ref (desk->tried->from) : sl_board_desk_places (desk);
  if (from->len + bones->len == 0)
    return FALSE;
  t = g_new0 (SlBoardTry, 1);
  t->place = place;
  t->from = g_array_ref (from);
  put (desk, t, bones);
  const SlBoardInput input = sl_board_desk_input (desk, t->strips, TRUE);
  t->read = sl_board_read (&input);
  t->title = title_of (desk, t, bones);
  t->effects = sl_board_effects (desk->read, t->read);
  sl_board_desk_end_try (desk);
  desk->tried = t;
  g_clear_pointer (&desk->rows, g_ptr_array_unref);
  g_clear_pointer (&desk->bones, g_ptr_array_unref);
  sl_board_desk_tell (desk, SL_BOARD_CHANGED);
  return TRUE;
}

/* --- another order --- */

gboolean
sl_board_desk_is_previewing (SlBoardDesk *desk)
{
  return desk->tried != NULL && desk->tried->whole;
}

void
sl_board_desk_preview (SlBoardDesk *desk, const SlList *strips)
{
  SlBoardTry *t;

  if (strips == NULL || sl_board_desk_read (desk) == NULL)
    {
      if (sl_board_desk_is_previewing (desk))
        sl_board_desk_try (desk, SL_BOARD_STAYS);
      return;
    }
  t = g_new0 (SlBoardTry, 1);
  t->whole = TRUE;
  t->from = g_array_new (FALSE, FALSE, sizeof (guint));
  t->strips = sl_list_ref ((SlList *) strips);
  const SlBoardInput input = sl_board_desk_input (desk, t->strips, TRUE);
  t->read = sl_board_read (&input);
  sl_board_desk_end_try (desk);
  desk->tried = t;
  g_clear_pointer (&desk->rows, g_ptr_array_unref);
  g_clear_pointer (&desk->bones, g_ptr_array_unref);
  sl_board_desk_tell (desk, SL_BOARD_CHANGED);
}

gboolean
sl_board_desk_take (SlBoardDesk *desk, const SlBoardOrder *order)
{
  if (sl_board_desk_refuse (desk))
    return FALSE;
  g_autoptr (SlBoardSteps) steps = sl_board_steps_new (desk);
  if (steps->board == NULL)
    return FALSE;
  const SlBoard *board = sl_plan_get (steps->plan, SL_KIND_BOARD, steps->board);
  g_autoptr (SlCommand) command = sl_board_order_command (board, order);
  return sl_board_steps_take (steps, command) && sl_board_steps_apply (steps, NULL);
}

/* --- places --- */

/* Where a strip that is not carried stood before the try. */
static guint
place_before (const SlBoardTry *t, guint place)
{
  guint at = place >= t->first + t->n ? place - t->n : place;

  for (guint i = 0; i < t->from->len && g_array_index (t->from, guint, i) <= at; i++)
    at++;
  return at;
}

guint
sl_board_desk_place_at (SlBoardDesk *desk, const SlBoardRow *row, gboolean below)
{
  const SlBoardTry *t = desk->tried;

  if (row->carried)
    return SL_BOARD_STAYS;
  if (row->form == SL_BOARD_ROW_OPEN)
    return sl_list_n (desk->read->strips);
  if (row->form == SL_BOARD_ROW_GHOST)
    return row->place;
  return (t != NULL ? place_before (t, row->place) : row->place) + (below ? 1 : 0);
}

gboolean
sl_board_desk_is_trying (SlBoardDesk *desk)
{
  return desk->tried != NULL && !desk->tried->whole;
}

gboolean
sl_board_desk_would_change (SlBoardDesk *desk)
{
  const SlBoardTry *t = desk->tried;

  if (t == NULL || t->whole)
    return FALSE;
  if (t->n > t->from->len || sl_list_n (t->strips) != sl_list_n (desk->read->strips))
    return TRUE;
  for (guint i = 0; i < t->from->len && t->place != SL_BOARD_OFF; i++)
    if (g_array_index (t->from, guint, i) != t->first + i)
      return TRUE;
  return FALSE;
}

const char *
sl_board_desk_title (SlBoardDesk *desk)
{
  return desk->tried != NULL ? desk->tried->title : NULL;
}

const GPtrArray *
sl_board_desk_effects (SlBoardDesk *desk)
{
  return desk->tried != NULL ? desk->tried->effects : NULL;
}
