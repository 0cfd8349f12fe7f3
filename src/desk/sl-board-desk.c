#include "sl-board-desk-private.h"

#include "sl-i18n.h"
#include "sl-strip-list.h"

static guint signals[SL_N_BOARD_SIGNALS];

G_DEFINE_FINAL_TYPE (SlBoardDesk, sl_board_desk, G_TYPE_OBJECT)

static void
forget (SlBoardDesk *desk)
{
  sl_board_desk_end_try (desk);
  g_clear_pointer (&desk->rows, g_ptr_array_unref);
  g_clear_pointer (&desk->bones, g_ptr_array_unref);
  g_clear_pointer (&desk->drift, sl_board_drift_free);
  g_clear_pointer (&desk->other, sl_board_read_free);
  g_clear_pointer (&desk->read, sl_board_read_free);
  g_clear_pointer (&desk->unmade, sl_list_unref);
  g_clear_pointer (&desk->plan, sl_plan_unref);
}

static void
sl_board_desk_finalize (GObject *object)
{
  SlBoardDesk *desk = SL_BOARD_DESK (object);

  g_signal_handlers_disconnect_by_data (desk->editor, desk);
  g_signal_handlers_disconnect_by_data (desk->analysis, desk);
  forget (desk);
  sl_board_filter_clear (&desk->filter);
  g_object_unref (desk->editor);
  g_object_unref (desk->analysis);
  g_ptr_array_unref (desk->chosen);
  g_free (desk->anchor);
  g_free (desk->production);
  g_free (desk->board);
  g_free (desk->against);
  G_OBJECT_CLASS (sl_board_desk_parent_class)->finalize (object);
}

static void
sl_board_desk_class_init (SlBoardDeskClass *klass)
{
  static const char *const names[] = { "changed", "chosen" };

  G_OBJECT_CLASS (klass)->finalize = sl_board_desk_finalize;
  for (guint i = 0; i < SL_N_BOARD_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], SL_TYPE_BOARD_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sl_board_desk_init (SlBoardDesk *desk)
{
  desk->chosen = g_ptr_array_new_with_free_func (g_free);
  sl_board_filter_init (&desk->filter);
}

void
sl_board_desk_tell (SlBoardDesk *desk, guint signal)
{
  g_signal_emit (desk, signals[signal], 0);
}

/* --- reading --- */

static gboolean
grade_of (const char *shot, SlGrade *grade, gpointer data)
{
  const SlCoverage *coverage = sl_analysis_grades (((SlBoardDesk *) data)->analysis, shot);

  if (coverage != NULL)
    *grade = coverage->grade;
  return coverage != NULL;
}

/* Changes when the grade of a scene's shot does. */
static guint64
digest_grades (SlBoardDesk *desk)
{
  const SlPlan *plan = sl_editor_plan (desk->editor);
  guint64 digest = 0xcbf29ce484222325; /* FNV-1a */

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);
      SlGrade grade;

      if (shot->scene != NULL)
        digest = (digest ^ (grade_of (shot->entity.id, &grade, desk) ? grade + 1u : 0)) * 0x100000001b3;
    }
  return digest;
}

/* The one that was chosen, else the first that has a board or scenes, else the first. */
static const SlProduction *
production_of (SlBoardDesk *desk, const SlPlan *plan)
{
  const SlProduction *chosen = sl_plan_get (plan, SL_KIND_PRODUCTION, desk->production);

  for (guint i = 0; chosen == NULL && i < sl_plan_count (plan, SL_KIND_PRODUCTION); i++)
    {
      const SlProduction *production = (const SlProduction *) sl_plan_at (plan, SL_KIND_PRODUCTION, i);
      SlList *all = sl_strips_of_all (plan, production);

      if (sl_production_board (plan, production) != NULL || all != NULL)
        chosen = production;
      sl_list_unref (all);
    }
  if (chosen == NULL && sl_plan_count (plan, SL_KIND_PRODUCTION) > 0)
    chosen = (const SlProduction *) sl_plan_at (plan, SL_KIND_PRODUCTION, 0);
  return chosen;
}

static const SlBoard *
board_of (SlBoardDesk *desk, const SlPlan *plan, const SlProduction *production)
{
  const SlBoard *chosen = sl_plan_get (plan, SL_KIND_BOARD, desk->board);

  if (chosen != NULL && g_strcmp0 (chosen->production, production->entity.id) == 0)
    return chosen;
  return sl_production_board (plan, production);
}

SlBoardInput
sl_board_desk_input (SlBoardDesk *desk, const SlList *strips, gboolean tries)
{
  const SlBoardRead *read = desk->read;

  return (SlBoardInput) { read->plan, read->production, read->board, strips, tries, grade_of, desk };
}

const SlBoardRead *
sl_board_desk_read (SlBoardDesk *desk)
{
  const SlPlan *plan = sl_editor_plan (desk->editor);
  const SlProduction *production = desk->read == NULL ? production_of (desk, plan) : NULL;
  SlBoardInput input = { plan, production, NULL, NULL, FALSE, grade_of, desk };

  if (production == NULL)
    return desk->read;
  input.board = board_of (desk, plan, production);
  if (input.board == NULL)
    input.strips = desk->unmade = sl_strips_of_all (plan, production);
  input.tries = input.board == NULL;
  desk->plan = sl_plan_ref (plan);
  desk->grades = digest_grades (desk);
  desk->read = sl_board_read (&input);
  return desk->read;
}

const SlBoardRead *
sl_board_desk_seen (SlBoardDesk *desk)
{
  return desk->tried != NULL ? desk->tried->read : sl_board_desk_read (desk);
}

static void
renew (SlBoardDesk *desk)
{
  forget (desk);
  sl_board_desk_tell (desk, SL_BOARD_CHANGED);
}

gboolean
sl_boards_same (const SlPlan *a, const SlPlan *b)
{
  static const SlKind kinds[] = {
    SL_KIND_PRODUCTION, SL_KIND_STAGE, SL_KIND_SETUP, SL_KIND_ENVIRONMENT, SL_KIND_UNIT, SL_KIND_WALL, SL_KIND_CAMERA,
    SL_KIND_SHOT, SL_KIND_SCENE, SL_KIND_CAST, SL_KIND_ELEMENT, SL_KIND_CREW, SL_KIND_BOARD, SL_KIND_CALENDAR,
    SL_KIND_RULE, SL_KIND_RATE, SL_KIND_BOOKING,
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!sl_plan_same_kind (a, b, kinds[i]))
      return FALSE;
  return TRUE;
}

/* With no production nothing was read, and one may have come. */
static void
on_plan (SlBoardDesk *desk)
{
  if (desk->plan == NULL || !sl_boards_same (desk->plan, sl_editor_plan (desk->editor)))
    renew (desk);
}

/* A hand over the board is not disturbed by what is measured meanwhile. */
static void
on_grades (SlBoardDesk *desk)
{
  if (desk->read != NULL && desk->tried == NULL && digest_grades (desk) != desk->grades)
    renew (desk);
}

/* --- what is shown --- */

void
sl_board_desk_show (SlBoardDesk *desk, const char *id)
{
  const SlPlan *plan = sl_editor_plan (desk->editor);
  const SlBoard *board = sl_plan_get (plan, SL_KIND_BOARD, id);
  const char *production = board != NULL ? board->production : id;

  if (sl_plan_get (plan, SL_KIND_PRODUCTION, production) == NULL)
    return;
  g_free (desk->production);
  g_free (desk->board);
  desk->production = g_strdup (production);
  desk->board = board != NULL ? g_strdup (id) : NULL;
  renew (desk);
}

static void
make_rows (SlBoardDesk *desk)
{
  const SlBoardRead *read = sl_board_desk_seen (desk);
  const SlBoardTry *t = desk->tried;

  if (desk->rows != NULL)
    return;
  if (read == NULL)
    {
      desk->rows = g_ptr_array_new ();
      desk->bones = g_ptr_array_new ();
      return;
    }
  const SlBoardCarry carry = { t != NULL ? t->first : 0, t != NULL ? t->n : 0, t != NULL ? t->from : NULL,
                               desk->read->strips };
  desk->rows = sl_board_rows (read, &desk->filter, t != NULL ? &carry : NULL);
  desk->bones = sl_board_bones (read, &desk->filter);
  sl_board_desk_mark_rows (desk);
}

const GPtrArray *
sl_board_desk_rows (SlBoardDesk *desk)
{
  make_rows (desk);
  return desk->rows;
}

const GPtrArray *
sl_board_desk_bones (SlBoardDesk *desk)
{
  make_rows (desk);
  return desk->bones;
}

static const SlBoardRow *
find_in (const GPtrArray *rows, const char *id)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (((const SlBoardRow *) rows->pdata[i])->id, id))
      return rows->pdata[i];
  return NULL;
}

const SlBoardRow *
sl_board_desk_row (SlBoardDesk *desk, const char *id)
{
  const SlBoardRow *row = id != NULL ? find_in (sl_board_desk_rows (desk), id) : NULL;

  return row != NULL || id == NULL ? row : find_in (sl_board_desk_bones (desk), id);
}

const SlBoardFilter *
sl_board_desk_filter (SlBoardDesk *desk)
{
  return &desk->filter;
}

void
sl_board_desk_set_filter (SlBoardDesk *desk, const SlBoardFilter *filter)
{
  SlBoardFilter fresh = *filter;

  fresh.find = g_strdup (filter->find);
  fresh.stage = g_strdup (filter->stage);
  sl_board_filter_clear (&desk->filter);
  desk->filter = fresh;
  sl_board_desk_end_try (desk);
  g_clear_pointer (&desk->rows, g_ptr_array_unref);
  g_clear_pointer (&desk->bones, g_ptr_array_unref);
  sl_board_desk_tell (desk, SL_BOARD_CHANGED);
}

guint
sl_board_desk_found (SlBoardDesk *desk)
{
  const GPtrArray *lists[] = { sl_board_desk_rows (desk), sl_board_desk_bones (desk) };
  guint n = 0;

  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    for (guint i = 0; i < lists[l]->len; i++)
      n += ((const SlBoardRow *) lists[l]->pdata[i])->scene != NULL
           && ((const SlBoardRow *) lists[l]->pdata[i])->found;
  return n;
}

gboolean
sl_board_desk_refuse (SlBoardDesk *desk)
{
  const SlBoardRead *read = sl_board_desk_read (desk);

  if (read == NULL)
    sl_editor_message (desk->editor, _("There is no production yet; add one, and its scenes make a board"));
  else if (read->board != NULL && read->board->locked != 0)
    sl_editor_message (desk->editor, _("This board is locked as what was agreed; make a draft of it, or unlock it"));
  else if (read->board != NULL)
    return sl_editor_refuse_locked (desk->editor, read->board->entity.id);
  return read == NULL || (read->board != NULL && read->board->locked != 0);
}

/* --- one selection --- */

/* The rows of the scenes that the editor selects; those of the board before others of the same scene. */
static void
on_selection (SlBoardDesk *desk)
{
  const GPtrArray *ids = sl_editor_selection (desk->editor);
  const SlPlan *plan = sl_editor_plan (desk->editor);

  if (desk->choosing)
    return;
  g_ptr_array_set_size (desk->chosen, 0);
  for (guint i = 0; i < ids->len; i++)
    if (sl_plan_get (plan, SL_KIND_SCENE, ids->pdata[i]) != NULL)
      g_ptr_array_add (desk->chosen, g_strdup (ids->pdata[i]));
  g_free (desk->anchor);
  desk->anchor = g_strdup (sl_board_desk_cursor (desk));
  sl_board_desk_tell (desk, SL_BOARD_CHOSEN);
}

SlBoardDesk *
sl_board_desk_new (SlEditor *editor, SlAnalysis *analysis)
{
  SlBoardDesk *desk = g_object_new (SL_TYPE_BOARD_DESK, NULL);

  desk->editor = g_object_ref (editor);
  desk->analysis = g_object_ref (analysis);
  g_signal_connect_swapped (editor, "plan-changed", G_CALLBACK (on_plan), desk);
  g_signal_connect_swapped (editor, "selection-changed", G_CALLBACK (on_selection), desk);
  g_signal_connect_swapped (analysis, "changed", G_CALLBACK (on_grades), desk);
  g_signal_connect_swapped (analysis, "others-changed", G_CALLBACK (on_grades), desk);
  return desk;
}
