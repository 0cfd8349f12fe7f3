/* Bookings that follow a board: what is missing is held, what shifted moves, and people are asked about the rest. */
#include <string.h>

#include "sl-error.h"
#include "sl-holds.h"
#include "sl-i18n.h"
#include "sl-operation-private.h"
#include "sl-stage-changes.h"

enum { MOST_DAYS = 60 };

typedef struct {
  SlRecord    record;
  const char *stage, *name, *only;
  int         state;
  gint64      rank, prep, strike, bridge;
  guint32     expires;
  gboolean    confirmed, release;
} BookDays;

static const SlEnumValue states[] = { { "hold", N_("Hold") }, { "confirmed", N_("Confirmed") }, { NULL, NULL } };
static const SlField fields[] = {
  OPTION (BookDays, stage, N_("Stage"), REF, .refs = "stage", .help = N_("That one alone; none: all that are shot on")),
  OPTION (BookDays, prep, N_("Prep"), INTEGER, .min = 0, .max = MOST_DAYS, .def = "0",
          .help = N_("Days before each run; 0: prep that is booked goes with its shoot")),
  OPTION (BookDays, strike, N_("Strike"), INTEGER, .min = 0, .max = MOST_DAYS, .def = "0",
          .help = N_("Days behind each run; 0: strike that is booked goes with its shoot")),
  OPTION (BookDays, bridge, N_("Days off held too"), INTEGER, .min = 0, .max = MOST_DAYS, .def = "0",
          .help = N_("So many days off between two days are held as well, at most")),
  OPTION (BookDays, state, N_("State"), ENUM, .values = states, .def = "hold", .help = N_("Of what is new")),
  OPTION (BookDays, rank, N_("Rank"), INTEGER, .min = 0, .max = 9, .def = "0",
          .help = N_("Of what is new: 1 comes first; 0: behind all who are there")),
  OPTION (BookDays, expires, N_("Expires"), DATE, .help = N_("When a new hold lapses; unset: never")),
  OPTION (BookDays, name, N_("Name"), TEXT, .help = N_("Of what is new; none: the production's")),
  OPTION (BookDays, confirmed, N_("Confirmed too"), BOOL, .def = "false",
          .help = N_("Bookings that are confirmed change as well")),
  OPTION (BookDays, release, N_("Give days back"), BOOL, .def = "false",
          .help = N_("Days on which nothing is shot are cut off or released")),
  OPTION (BookDays, only, N_("Only"), TEXT,
          .help = N_("Bookings, or new ones as STAGE/shoot/2026-11-24, that alone are changed, whatever they are")),
};
OPTIONS (options_type, "book-days", N_("Booked days"), BookDays, fields);

/* --- which --- */

static gboolean
find_board (const SlOperationInput *input, SlBoardInput *what, GError **error)
{
  const SlPlan *plan = input->plan;
  const char *id = input->n_ids > 0 ? input->ids[0] : NULL;

  what->board = id != NULL ? sl_plan_get (plan, SL_KIND_BOARD, id) : NULL;
  what->production = sl_plan_get (plan, SL_KIND_PRODUCTION, what->board != NULL ? what->board->production : id);
  for (guint i = 0; id == NULL && what->board == NULL && i < sl_plan_count (plan, SL_KIND_PRODUCTION); i++)
    {
      what->production = (const SlProduction *) sl_plan_at (plan, SL_KIND_PRODUCTION, i);
      what->board = sl_production_board (plan, what->production);
    }
  if (what->board == NULL && what->production != NULL)
    what->board = sl_production_board (plan, what->production);
  if (id != NULL && what->board == NULL && what->production == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("“%s” is neither a board nor a production; name one"), id);
  else if (what->board == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("there is no board to book days for; make one and put scenes on it"));
  else if (what->production == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("“%s” has no production; set it"), sl_entity_title (&what->board->entity));
  return what->board != NULL && what->production != NULL;
}

/* Whether it is to be done, by its key where keys are named. */
static gboolean
is_wanted (const BookDays *o, char **keys, const SlStageChange *change)
{
  g_autofree char *key = sl_stage_change_key (change);

  if (change->is == SL_CHANGE_KEEP)
    return FALSE;
  if (keys != NULL)
    return g_strv_contains ((const char *const *) keys, key);
  return (!change->firm || o->confirmed) && (!change->gives || o->release);
}

/* --- steps: each sees the plan as those before it left it --- */

typedef struct {
  const BookDays     *options;
  const SlProduction *production;
  SlPlan             *plan; /* owned */
  SlCommand          *command;
} Steps;

/* Takes `step`. */
static gboolean
go (Steps *s, SlCommand *step, GError **error)
{
  SlPlan *after = sl_plan_apply (s->plan, step, error);

  for (guint k = 0; after != NULL && k < sl_command_count (step); k++)
    sl_command_append (s->command, sl_command_edit (step, k));
  if (after != NULL)
    {
      sl_plan_unref (s->plan);
      s->plan = after;
    }
  sl_command_unref (step);
  return after != NULL;
}

static void
set_day (SlCommand *command, const char *id, const char *field, guint32 day)
{
  g_autofree char *text = sl_date_to_text (day);

  sl_command_set (command, id, field, text);
}

static gboolean
release (Steps *s, const char *id, GError **error)
{
  const SlOperation *operation = &sl_operation_booking_state;
  const SlOperationInput input = { .plan = s->plan, .ids = &id, .n_ids = 1 };
  gpointer options = sl_operation_options_new (operation);
  SlCommand *step = sl_record_set (operation->options, options, "is", "released", TRUE, error)
                    ? sl_operation_run (operation, &input, options, NULL, error) : NULL;

  sl_operation_options_free (operation, options);
  return step != NULL && go (s, step, error);
}

static gboolean
move (Steps *s, const SlStageChange *change, GError **error)
{
  SlCommand *step = sl_command_new ("");

  if (change->from != change->booking->from)
    set_day (step, change->booking->entity.id, "from", change->from);
  if (change->to != change->booking->to)
    set_day (step, change->booking->entity.id, "to", change->to);
  return go (s, step, error);
}

/* A hold on new days gets the first place that is free there, where another has its own. */
static gboolean
place (Steps *s, const SlStageChange *change, GError **error)
{
  const SlBooking *b = sl_plan_get (s->plan, SL_KIND_BOOKING, change->booking->entity.id);
  const gint64 free = sl_holds_free_rank (s->plan, b->stage, b->from, b->to, b);
  SlCommand *step = sl_command_new ("");

  if (change->is == SL_CHANGE_MOVE && b->state != SL_BOOKING_CONFIRMED && free != b->rank)
    sl_command_set_count (step, b->entity.id, "rank", CLAMP (free, 1, 9));
  return go (s, step, error);
}

static gboolean
make (Steps *s, const SlStageChange *change, GPtrArray *added, GError **error)
{
  static const char *const phases[] = { "prep", "shoot", "strike" };
  const BookDays *o = s->options;
  const gint64 rank = o->rank > 0 ? o->rank : sl_holds_free_rank (s->plan, change->stage->entity.id, change->from,
                                                                  change->to, NULL);
  g_autofree char *id = sl_plan_free_id (s->plan, "booking");
  SlCommand *step = sl_command_new ("");

  sl_command_add (step, SL_KIND_BOOKING, id);
  sl_command_set (step, id, "name", o->name != NULL ? o->name : sl_entity_title (&s->production->entity));
  sl_command_set (step, id, "stage", change->stage->entity.id);
  sl_command_set (step, id, "production", s->production->entity.id);
  set_day (step, id, "from", change->from);
  set_day (step, id, "to", change->to);
  sl_command_set (step, id, "state", states[o->state].id);
  sl_command_set (step, id, "phase", phases[change->what]);
  sl_command_set_count (step, id, "rank", CLAMP (rank, 1, 9));
  if (o->expires != 0)
    set_day (step, id, "expires", o->expires);
  g_ptr_array_add (added, g_strdup (id));
  return go (s, step, error);
}

/* First all days change and are given back, then places are looked for. */
static gboolean
carry_out (Steps *s, const GPtrArray *wanted, GPtrArray *added, GError **error)
{
  for (guint i = 0; i < wanted->len; i++)
    {
      const SlStageChange *c = wanted->pdata[i];
      if (c->booking != NULL && c->is != SL_CHANGE_DROP && !move (s, c, error))
        return FALSE;
    }
  for (guint i = 0; i < wanted->len; i++)
    {
      const SlStageChange *c = wanted->pdata[i];
      if (c->is == SL_CHANGE_DROP && !release (s, c->booking->entity.id, error))
        return FALSE;
    }
  for (guint i = 0; i < wanted->len; i++)
    {
      const SlStageChange *c = wanted->pdata[i];
      if (c->booking != NULL && c->is != SL_CHANGE_DROP && !place (s, c, error))
        return FALSE;
    }
  for (guint i = 0; i < wanted->len; i++)
    if (((const SlStageChange *) wanted->pdata[i])->booking == NULL && !make (s, wanted->pdata[i], added, error))
      return FALSE;
  return TRUE;
}

/* Where all that would have to be done is to confirmed bookings, says what. */
static gboolean
check_firm (const SlStageChanges *changes, const GPtrArray *wanted, GError **error)
{
  g_autoptr (GString) told = g_string_new (NULL);

  for (guint i = 0; wanted->len == 0 && i < changes->changes->len; i++)
    {
      const SlStageChange *change = &g_array_index (changes->changes, SlStageChange, i);
      g_autofree char *text = sl_stage_change_text (change);

      if (change->firm && !change->gives && change->is != SL_CHANGE_KEEP)
        g_string_append_printf (told, "%s%s", told->len > 0 ? ", " : "", text);
    }
  if (told->len > 0)
    sl_error_set (error, SL_ERROR_INPUT, _("%s; ask the facility, then write confirmed=true"), told->str);
  return told->len == 0;
}

static gboolean
find_wanted (const SlStageChanges *changes, const BookDays *o, char **keys, GPtrArray *wanted, GError **error)
{
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      gboolean known = *keys[i] == '\0';

      for (guint k = 0; k < changes->changes->len; k++)
        {
          g_autofree char *key = sl_stage_change_key (&g_array_index (changes->changes, SlStageChange, k));
          known |= g_str_equal (key, keys[i]);
        }
      if (known)
        continue;
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no change of these bookings; “schedule PLAN needs” lists them"),
                    keys[i]);
      return FALSE;
    }
  for (guint i = 0; i < changes->changes->len; i++)
    {
      SlStageChange *change = &g_array_index (changes->changes, SlStageChange, i);
      if (is_wanted (o, keys, change))
        g_ptr_array_add (wanted, change);
    }
  return TRUE;
}

static gboolean
book_days (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const BookDays *o = data;
  SlBoardInput what = { .plan = input->plan, .grade = input->grade, .data = input->grade_data };
  const SlNeedOptions needs = { (guint) o->prep, (guint) o->strike, (guint) o->bridge, o->stage };

  if (!find_board (input, &what, error))
    return FALSE;
  if (o->stage != NULL && sl_plan_get (input->plan, SL_KIND_STAGE, o->stage) == NULL)
    {
      sl_error_set (error, SL_ERROR_REFERENCE, _("“%s” is no stage; name one"), o->stage);
      return FALSE;
    }
  g_autoptr (SlBoardRead) read = sl_board_read (&what);
  g_autoptr (SlStageChanges) changes = sl_stage_changes_new (read, &needs);
  g_auto (GStrv) keys = o->only != NULL ? g_strsplit_set (o->only, " ,", -1) : NULL;
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autofree char *label = g_strdup_printf (_("Book the days of %s"), sl_entity_title (&what.production->entity));
  if (!find_wanted (changes, o, keys, wanted, error) || (keys == NULL && !check_firm (changes, wanted, error)))
    return FALSE;
  Steps steps = { o, what.production, sl_plan_ref ((SlPlan *) input->plan), command };
  sl_command_set_label (command, label);
  const gboolean fine = carry_out (&steps, wanted, added, error);
  sl_plan_unref (steps.plan);
  return fine;
}

const SlOperation sl_operation_book_days = {
  "book-days", N_("Book these days"), N_("Makes the bookings of a production follow its board"),
  "[BOARD|PRODUCTION]", 0, 1, &options_type, book_days,
};
