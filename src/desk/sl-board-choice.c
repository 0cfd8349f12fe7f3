/* Which strips are chosen, and that the editor selects their scenes. */
#include "sl-board-desk-private.h"

#include <string.h>

const char *
sl_board_desk_cursor (SlBoardDesk *desk)
{
  return desk->chosen->len > 0 ? desk->chosen->pdata[desk->chosen->len - 1] : NULL;
}

static guint
index_of (const GPtrArray *ids, const char *id)
{
  guint at;

  return g_ptr_array_find_with_equal_func ((GPtrArray *) ids, id, g_str_equal, &at) ? at : G_MAXUINT;
}

gboolean
sl_board_desk_is_chosen (SlBoardDesk *desk, const char *id)
{
  return index_of (desk->chosen, id) != G_MAXUINT;
}

/* The scene of a row's id, which may stand on the board more than once; NULL for none. */
static char *
scene_of (SlBoardDesk *desk, const char *id)
{
  g_autofree char *scene = g_strndup (id, strcspn (id, "#"));

  return sl_plan_get (sl_editor_plan (desk->editor), SL_KIND_SCENE, scene) != NULL ? g_steal_pointer (&scene) : NULL;
}

/* Takes the ids. */
static void
take (SlBoardDesk *desk, GPtrArray *chosen)
{
  g_autoptr (GPtrArray) scenes = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_unref (desk->chosen);
  desk->chosen = chosen;
  for (guint i = 0; i < chosen->len; i++)
    {
      char *scene = scene_of (desk, chosen->pdata[i]);

      if (scene != NULL)
        g_ptr_array_add (scenes, scene);
    }
  desk->choosing = TRUE;
  sl_editor_select_set (desk->editor, (const char *const *) scenes->pdata, scenes->len);
  desk->choosing = FALSE;
  sl_board_desk_tell (desk, SL_BOARD_CHOSEN);
}

static GPtrArray *
ids_new (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

static void
set_anchor (SlBoardDesk *desk, const char *id)
{
  char *anchor = g_strdup (id);

  g_free (desk->anchor);
  desk->anchor = anchor;
}

static gboolean
can_choose (const SlBoardRow *row)
{
  return row->form != SL_BOARD_ROW_OPEN && row->form != SL_BOARD_ROW_GHOST;
}

static guint
place_in (const GPtrArray *rows, const char *id)
{
  for (guint i = 0; i < rows->len && id != NULL; i++)
    if (g_str_equal (((const SlBoardRow *) rows->pdata[i])->id, id))
      return i;
  return G_MAXUINT;
}

/* All from the anchor to `id`, which comes last; where they are not in the same list, `id` alone. */
static GPtrArray *
up_to (SlBoardDesk *desk, const char *id)
{
  const GPtrArray *lists[] = { sl_board_desk_rows (desk), sl_board_desk_bones (desk) };
  GPtrArray *ids = ids_new ();

  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    {
      const guint from = place_in (lists[l], desk->anchor), to = place_in (lists[l], id);

      if (from == G_MAXUINT || to == G_MAXUINT)
        continue;
      for (guint i = from; i != to; i += from < to ? 1 : -1u)
        if (can_choose (lists[l]->pdata[i]))
          g_ptr_array_add (ids, g_strdup (((const SlBoardRow *) lists[l]->pdata[i])->id));
    }
  g_ptr_array_add (ids, g_strdup (id));
  return ids;
}

static GPtrArray *
toggled (SlBoardDesk *desk, const char *id)
{
  GPtrArray *ids = ids_new ();
  const guint at = index_of (desk->chosen, id);

  for (guint i = 0; i < desk->chosen->len; i++)
    if (i != at)
      g_ptr_array_add (ids, g_strdup (desk->chosen->pdata[i]));
  if (at == G_MAXUINT)
    g_ptr_array_add (ids, g_strdup (id));
  return ids;
}

void
sl_board_desk_choose (SlBoardDesk *desk, const char *id, SlBoardChoose how)
{
  const SlBoardRow *row = sl_board_desk_row (desk, id);
  g_autofree char *kept = g_strdup (id); /* which may be the row's or the choice's own */
  GPtrArray *ids;

  if (id != NULL && (row == NULL || !can_choose (row)))
    return;
  if (id != NULL && how == SL_CHOOSE_TOGGLE)
    ids = toggled (desk, kept);
  else if (id != NULL && how == SL_CHOOSE_UP_TO && desk->anchor != NULL)
    ids = up_to (desk, kept);
  else
    {
      ids = ids_new ();
      if (id != NULL)
        g_ptr_array_add (ids, g_strdup (kept));
    }
  if (how != SL_CHOOSE_UP_TO || desk->anchor == NULL)
    set_anchor (desk, kept);
  take (desk, ids);
}

void
sl_board_desk_choose_all (SlBoardDesk *desk)
{
  const GPtrArray *rows = sl_board_desk_rows (desk);
  GPtrArray *ids = ids_new ();

  for (guint i = 0; i < rows->len; i++)
    if (can_choose (rows->pdata[i]))
      g_ptr_array_add (ids, g_strdup (((const SlBoardRow *) rows->pdata[i])->id));
  take (desk, ids);
}

void
sl_board_desk_choose_places (SlBoardDesk *desk, guint first, guint n)
{
  const GPtrArray *rows = sl_board_desk_rows (desk);
  GPtrArray *ids = ids_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      const SlBoardRow *row = rows->pdata[i];

      if (can_choose (row) && row->place >= first && row->place < first + n)
        g_ptr_array_add (ids, g_strdup (row->id));
    }
  set_anchor (desk, ids->len > 0 ? ids->pdata[0] : NULL);
  take (desk, ids);
}

void
sl_board_desk_step (SlBoardDesk *desk, int by, gboolean extend)
{
  const char *cursor = sl_board_desk_cursor (desk);
  const GPtrArray *rows = sl_board_desk_rows (desk);
  guint at = place_in (rows, cursor);
  gint64 to;

  if (at == G_MAXUINT && cursor != NULL && place_in (sl_board_desk_bones (desk), cursor) != G_MAXUINT)
    rows = sl_board_desk_bones (desk);
  if (rows->len == 0)
    return;
  at = place_in (rows, cursor);
  to = at == G_MAXUINT ? (by < 0 ? (gint64) rows->len - 1 : 0) : (gint64) at + by;
  to = CLAMP (to, 0, (gint64) rows->len - 1);
  while (to > 0 && !can_choose (rows->pdata[to])) /* the open day stands last */
    to--;
  sl_board_desk_choose (desk, ((const SlBoardRow *) rows->pdata[to])->id, extend ? SL_CHOOSE_UP_TO : SL_CHOOSE_ONE);
}

gboolean
sl_board_desk_find_next (SlBoardDesk *desk, gboolean back)
{
  const GPtrArray *rows = sl_board_desk_rows (desk), *bones = sl_board_desk_bones (desk);
  const guint n = rows->len + bones->len;
  const char *cursor = sl_board_desk_cursor (desk);
  guint at = place_in (rows, cursor);

  if (at == G_MAXUINT && place_in (bones, cursor) != G_MAXUINT)
    at = rows->len + place_in (bones, cursor);
  if (at == G_MAXUINT)
    at = back ? 0 : n - 1;
  for (guint i = 1; i <= n; i++)
    {
      const guint k = (at + (back ? n - i : i)) % n;
      const SlBoardRow *row = k < rows->len ? rows->pdata[k] : bones->pdata[k - rows->len];

      if (row->scene == NULL || !row->found || row->form == SL_BOARD_ROW_GHOST)
        continue;
      sl_board_desk_choose (desk, row->id, SL_CHOOSE_ONE);
      return TRUE;
    }
  return FALSE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const guint x = *(const guint *) a, y = *(const guint *) b;

  return (x > y) - (x < y);
}

GArray *
sl_board_desk_places (SlBoardDesk *desk)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (guint));
  const GPtrArray *rows = sl_board_desk_rows (desk);

  for (guint i = 0; i < rows->len; i++)
    {
      const SlBoardRow *row = rows->pdata[i];

      if (can_choose (row) && sl_board_desk_is_chosen (desk, row->id))
        g_array_append_val (places, row->place);
    }
  g_array_sort (places, compare);
  return places;
}
