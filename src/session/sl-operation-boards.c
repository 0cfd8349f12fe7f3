/* What a scheduler does to boards as wholes: makes and copies them, breaks them into days, sorts, locks, chooses. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sl-board-op-private.h"
#include "sl-error.h"
#include "sl-i18n.h"

/* --- new and copied --- */

typedef struct {
  SlRecord    record;
  const char *name;
  gboolean    empty;
} New;

#define NAME(Struct) OPTION (Struct, name, N_("Name"), TEXT, .help = N_("Of the new board"))
static const SlField new_fields[] = {
  NAME (New),
  OPTION (New, empty, N_("Empty"), BOOL, .def = "false", .help = N_("All scenes are in its boneyard")),
};
OPTIONS (new_options, "board-new", N_("New board"), New, new_fields);

static const char *
add_board (SlCopier *copier, SlCommand *command, const char *name, const char *otherwise,
           const SlProduction *production, const SlList *strips)
{
  const char *id = sl_copier_add (copier, SL_KIND_BOARD, "board", name != NULL ? name : otherwise);

  sl_command_set (command, id, "production", production->entity.id);
  sl_command_set_strips (command, id, strips);
  return id;
}

const SlProduction *
sl_board_op_production (const SlOperationInput *input, guint at, GError **error)
{
  const SlProduction *production = sl_plan_get (input->plan, SL_KIND_PRODUCTION, input->ids[at]);

  if (production == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no production; name one"), input->ids[at]);
  return production;
}

static gboolean
make_board (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const New *options = data;
  const SlProduction *production = sl_board_op_production (input, 0, error);
  g_autoptr (SlCopier) copier = sl_copier_new (input->plan, command, added);

  if (production == NULL)
    return FALSE;
  SlList *strips = options->empty ? NULL : sl_strips_of_all (input->plan, production);
  add_board (copier, command, options->name, _("Board"), production, strips);
  sl_list_unref (strips);
  return TRUE;
}

const SlOperation sl_operation_board_new = {
  "board-new", N_("New board for %s"), N_("Makes a board of a production's scenes, in the order of the script"),
  "PRODUCTION", 1, 1, &new_options, make_board,
};

typedef struct {
  SlRecord    record;
  const char *name;
} Copy;

static const SlField copy_fields[] = { NAME (Copy) };
OPTIONS (copy_options, "board-copy", N_("Draft"), Copy, copy_fields);

/* The board and its production; FALSE with an error. Locked ones may be read. */
static gboolean
board_of (const SlOperationInput *input, const SlBoard **board, const SlProduction **production, GError **error)
{
  *board = sl_plan_get (input->plan, SL_KIND_BOARD, input->ids[0]);
  *production = *board != NULL && (*board)->production != NULL
                ? sl_plan_get (input->plan, SL_KIND_PRODUCTION, (*board)->production) : NULL;
  if (*board == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no board; name a board"), input->ids[0]);
  else if (*production == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("“%s” has no production; set it"), input->ids[0]);
  return *production != NULL;
}

static const char *
add_copy (SlCopier *copier, SlCommand *command, const SlBoard *board, const char *name, const char *otherwise,
          const SlProduction *production)
{
  const char *id = add_board (copier, command, name, otherwise, production, board->strips);

  if (board->start != 0)
    {
      g_autofree char *start = sl_date_to_text (board->start);
      sl_command_set (command, id, "start", start);
    }
  return id;
}

static gboolean
copy_board (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  g_autoptr (SlCopier) copier = sl_copier_new (input->plan, command, added);
  const SlProduction *production;
  const SlBoard *board;

  if (!board_of (input, &board, &production, error))
    return FALSE;
  const char *id = add_copy (copier, command, board, ((const Copy *) data)->name, sl_entity_title (&board->entity),
                             production);
  if (board->baseline != NULL || board->locked != 0)
    sl_command_set (command, id, "baseline", board->locked != 0 ? board->entity.id : board->baseline);
  return TRUE;
}

const SlOperation sl_operation_board_copy = {
  "board-copy", N_("Draft of %s"), N_("Copies a board into a draft of its own"), "BOARD", 1, 1, &copy_options,
  copy_board,
};

typedef struct {
  SlRecord    record;
  const char *name;
  guint32     date;
  gboolean    itself;
} Lock;

static const SlField lock_fields[] = {
  NAME (Lock),
  OPTION (Lock, date, N_("Locked on"), DATE, .flags = SL_FIELD_REQUIRED, .help = N_("The day on which it was agreed")),
  OPTION (Lock, itself, N_("No copy"), BOOL, .def = "false",
          .help = N_("The board itself is locked, and work goes on in a draft of it")),
};
OPTIONS (lock_options, "board-lock", N_("Locked board"), Lock, lock_fields);

/* Work goes on where it was; what was agreed stands beside it and is what drift is measured against. */
static gboolean
lock_board (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Lock *options = data;
  g_autoptr (SlCopier) copier = sl_copier_new (input->plan, command, added);
  const SlBoard *board = sl_board_op_board (input, error);
  const SlProduction *production;

  if (board == NULL || !board_of (input, &board, &production, error))
    return FALSE;
  if (options->date == 0)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("a lock needs its day; write date=2026-11-01"));
      return FALSE;
    }
  g_autofree char *date = sl_date_to_text (options->date);
  if (options->itself)
    {
      sl_command_set (command, board->entity.id, "locked", date);
      return TRUE;
    }
  g_autofree char *name = g_strdup_printf (_("%s, locked %s"), sl_entity_title (&board->entity), date);
  const char *id = add_copy (copier, command, board, options->name, name, production);
  sl_command_set (command, id, "locked", date);
  sl_command_set (command, board->entity.id, "baseline", id);
  if (production->board == NULL)
    sl_command_set (command, production->entity.id, "board", board->entity.id);
  return TRUE;
}

const SlOperation sl_operation_board_lock = {
  "board-lock", N_("Lock %s"), N_("Keeps the board as it is as a locked copy, and holds it against that from now on"),
  "BOARD", 1, 1, &lock_options, lock_board,
};

typedef struct {
  SlRecord record;
} None;
static const SlRecordType unlock_options = { "board-unlock", N_("Unlocked board"), sizeof (None), NULL, 0 };

static gboolean
unlock_board (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const SlProduction *production;
  const SlBoard *board;

  if (!board_of (input, &board, &production, error))
    return FALSE;
  if (board->locked != 0)
    sl_command_set (command, board->entity.id, "locked", "");
  else
    sl_error_set (error, SL_ERROR_INPUT, _("“%s” is not locked; it can be worked on as it is"),
                  sl_entity_title (&board->entity));
  return board->locked != 0;
}

const SlOperation sl_operation_board_unlock = {
  "board-unlock", N_("Unlock %s"), N_("Makes a locked board a draft again"), "BOARD", 1, 1, &unlock_options,
  unlock_board,
};

static const SlRecordType use_options = { "board-use", N_("Board that counts"), sizeof (None), NULL, 0 };

static gboolean
use_board (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const SlProduction *production;
  const SlBoard *board;

  if (!board_of (input, &board, &production, error))
    return FALSE;
  sl_command_set (command, production->entity.id, "board", board->entity.id);
  return TRUE;
}

const SlOperation sl_operation_board_use = {
  "board-use", N_("Go by %s"), N_("Makes the board the one that counts for its production"), "BOARD", 1, 1,
  &use_options, use_board,
};

/* --- days --- */

typedef struct {
  SlRecord record;
  double   minutes;
  gint64   eighths;
} Days;

static const SlField days_fields[] = {
  OPTION (Days, minutes, N_("Longest day"), REAL, .unit = SL_UNIT_MINUTE, .min = 0, .max = 1440, .def = "0",
          .help = N_("0: as long as the unit's days, or no limit where pages are given")),
  OPTION (Days, eighths, N_("Most pages"), INTEGER, .min = 0, .max = 100000, .def = "0", .flags = SL_FIELD_EIGHTHS,
          .help = N_("A day, in eighths; 0: no limit")),
};
OPTIONS (days_options, "board-days", N_("Breaks of days"), Days, days_fields);

static SlBoardInput
read_of (const SlOperationInput *input, const SlBoard *board, const SlProduction *production)
{
  return (SlBoardInput) { .plan = input->plan, .production = production, .board = board, .grade = input->grade,
                          .data = input->grade_data };
}

static gboolean
break_days (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Days *options = data;
  const SlBoard *board = sl_board_op_board (input, error);
  const SlProduction *production;

  if (board == NULL || !board_of (input, &board, &production, error))
    return FALSE;
  const SlBoardInput read = read_of (input, board, production);
  sl_board_op_set (command, board, sl_strips_broken (&read, (gint32) lround (options->minutes), options->eighths));
  return TRUE;
}

const SlOperation sl_operation_board_days = {
  "board-days", N_("Break %s into days"), N_("Ends days where they are full; days with a date stay"), "BOARD", 1, 1,
  &days_options, break_days,
};

/* --- sorting --- */

typedef enum { BY_SCRIPT, BY_NUMBER, BY_STAGE, BY_ENVIRONMENT, BY_SET, BY_LIGHT, BY_EPISODE } By;

typedef struct {
  SlRecord record;
  int      by;
  gboolean days, inside;
} Sort;

static const SlEnumValue bys[] = {
  { "script", N_("Script") }, { "number", N_("Number") }, { "stage", N_("Stage") },
  { "environment", N_("Environment") }, { "set", N_("Set") }, { "light", N_("Time of day") },
  { "episode", N_("Episode") }, { NULL, NULL },
};
static const SlField sort_fields[] = {
  OPTION (Sort, by, N_("By"), ENUM, .values = bys, .def = "script", .help = N_("What comes together")),
  OPTION (Sort, days, N_("Break days"), BOOL, .def = "true", .help = N_("Ends days anew where they are full")),
  OPTION (Sort, inside, N_("Inside days"), BOOL, .def = "false",
          .help = N_("Each day by itself: its end, and banners, stay where they are")),
};
OPTIONS (sort_options, "board-sort", N_("Order of strips"), Sort, sort_fields);

typedef struct {
  const SlStrip      *strip;
  const SlBoardScene *scene;
  guint               run;    /* those of one come together; 0 where all do */
  guint               script; /* place in the plan */
  By                  by;
} Item;

/* As people count: "2" before "12", "12" before "12A". */
static int
compare_numbers (const SlSceneEntity *a, const SlSceneEntity *b)
{
  g_autofree char *x = g_utf8_collate_key_for_filename (a->number != NULL ? a->number : a->entity.id, -1);
  g_autofree char *y = g_utf8_collate_key_for_filename (b->number != NULL ? b->number : b->entity.id, -1);

  return strcmp (x, y);
}

static int
compare_stages (const SlBoardScene *a, const SlBoardScene *b)
{
  return g_strcmp0 (a->stage != NULL ? a->stage->entity.id : NULL, b->stage != NULL ? b->stage->entity.id : NULL);
}

/* One stage's together, and on it one setup's. */
static int
compare_environments (const SlBoardScene *a, const SlBoardScene *b)
{
  int order = compare_stages (a, b);

  order = order != 0 ? order : g_strcmp0 (a->environment, b->environment);
  return order != 0 ? order : g_strcmp0 (a->setup, b->setup);
}

static int
compare_by (const Item *a, const Item *b)
{
  const SlBoardScene *x = a->scene, *y = b->scene;

  switch (a->by)
    {
    case BY_NUMBER: return compare_numbers (x->scene, y->scene);
    case BY_STAGE: return compare_stages (x, y);
    case BY_ENVIRONMENT: return compare_environments (x, y);
    case BY_SET: return g_strcmp0 (x->scene->set, y->scene->set);
    case BY_LIGHT: return x->scene->light - y->scene->light;
    case BY_EPISODE: return (x->scene->episode > y->scene->episode) - (x->scene->episode < y->scene->episode);
    case BY_SCRIPT: break;
    }
  return 0;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const Item *x = a, *y = b;
  const int order = x->run != y->run ? (x->run > y->run) - (x->run < y->run) : compare_by (x, y);

  return order != 0 ? order : (x->script > y->script) - (x->script < y->script);
}

/* Item of the board's scenes, sorted. */
static GArray *
sorted_items (const SlOperationInput *input, const SlBoardRead *read, const Sort *options)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (Item));
  guint run = 0, at = 0;

  for (guint i = 0; i < read->scenes->len; i++)
    {
      const SlBoardScene *s = &g_array_index (read->scenes, SlBoardScene, i);

      for (; at < s->strip; at++)
        run += options->inside && sl_list_at (read->strips, SlStrip, at)->is != SL_STRIP_SCENE;
      const Item item = { sl_list_at (read->strips, SlStrip, s->strip), s, run,
                          (guint) sl_plan_index (input->plan, s->scene->entity.id), (By) options->by };
      g_array_append_val (items, item);
    }
  g_array_sort (items, compare_items);
  return items;
}

/* What stands between scenes stays where it is only inside days; strips without a scene stay, too. */
static SlList *
sorted (const SlOperationInput *input, const SlBoardRead *read, const Sort *options)
{
  g_autoptr (GArray) items = sorted_items (input, read, options);
  g_autoptr (GArray) strips = g_array_new (FALSE, TRUE, sizeof (SlStrip));
  guint next = 0, scene = 0;

  for (guint i = 0; options->inside && i < sl_list_n (read->strips); i++)
    if (scene < read->scenes->len && g_array_index (read->scenes, SlBoardScene, scene).strip == i)
      {
        g_array_append_vals (strips, g_array_index (items, Item, next++).strip, 1);
        scene++;
      }
    else
      g_array_append_vals (strips, sl_list_at (read->strips, SlStrip, i), 1);
  for (; next < items->len; next++)
    g_array_append_vals (strips, g_array_index (items, Item, next).strip, 1);
  return sl_strips_with (NULL, 0, (const SlStrip *) (gpointer) strips->data, strips->len);
}

static gboolean
sort_strips (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Sort *options = data;
  const SlBoard *board = sl_board_op_board (input, error);
  const SlProduction *production;

  if (board == NULL || !board_of (input, &board, &production, error))
    return FALSE;
  SlBoardInput what = read_of (input, board, production);
  g_autoptr (SlBoardRead) read = sl_board_read (&what);
  SlList *order = sorted (input, read, options), *broken = NULL;
  what.tries = TRUE;
  what.strips = order;
  if (options->days && !options->inside)
    broken = sl_strips_broken (&what, 0, 0);
  sl_board_op_set (command, board, sl_list_ref (broken != NULL ? broken : order));
  sl_list_unref (order);
  sl_list_unref (broken);
  return TRUE;
}

const SlOperation sl_operation_board_sort = {
  "board-sort", N_("Sort %s"), N_("Puts scenes together that have something in common; banners and breaks go"), "BOARD",
  1, 1, &sort_options, sort_strips,
};
