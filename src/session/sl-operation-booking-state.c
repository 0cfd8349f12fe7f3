/* How firm bookings are, and who comes before whom. */
#include "sl-error.h"
#include "sl-holds.h"
#include "sl-i18n.h"
#include "sl-operation-private.h"

static void
set_rank (SlCommand *command, const SlBooking *b, gint64 rank)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, rank);

  sl_command_set (command, b->entity.id, "rank", text);
}

/* --- state --- */

typedef struct {
  SlRecord record;
  int      is; /* SlBookingState */
  guint32  deadline;
  gboolean follow;
} State;

static const SlEnumValue states[] = {
  { "hold", N_("Hold") }, { "challenged", N_("Challenged") }, { "confirmed", N_("Confirmed") },
  { "released", N_("Released") }, { "expired", N_("Expired") }, { NULL, NULL },
};
static const SlField state_fields[] = {
  OPTION (State, is, N_("State"), ENUM, .values = states, .def = "hold", .help = N_("How firm it is")),
  OPTION (State, deadline, N_("Deadline"), DATE, .help = N_("Of a challenge: by when it must be confirmed")),
  OPTION (State, follow, N_("Others move up"), BOOL, .def = "true",
          .help = N_("Of one that goes: holds below it move up")),
};
OPTIONS (state_options, "booking-state", N_("State of bookings"), State, state_fields);

static char *
label_of (const SlBooking *b, int state)
{
  static const char *const labels[] = {
    N_("Hold %s again"), N_("Challenge %s"), N_("Confirm %s"), N_("Release %s"), N_("Let %s expire"),
  };
  return g_strdup_printf (_(labels[state]), sl_entity_title (&b->entity));
}

/* What stands below them moves up, one leaving after the other. The plan as it is then is made to see that. */
static gboolean
leave (const SlOperationInput *input, int state, gboolean follow, SlCommand *command, GError **error)
{
  g_autoptr (SlPlan) plan = sl_plan_ref (input->plan);

  for (guint i = 0; i < input->n_ids; i++)
    {
      g_autoptr (SlCommand) step = sl_command_new ("");
      const SlBooking *b = sl_plan_get (plan, SL_KIND_BOOKING, input->ids[i]);
      g_autoptr (GArray) moves = follow ? sl_holds_without (plan, b) : NULL;

      sl_command_set (step, b->entity.id, "state", states[state].id);
      for (guint k = 0; moves != NULL && k < moves->len; k++)
        {
          const SlHoldMove *move = &g_array_index (moves, SlHoldMove, k);
          set_rank (step, move->booking, move->rank);
        }
      SlPlan *after = sl_plan_apply (plan, step, error);
      if (after == NULL)
        return FALSE;
      for (guint k = 0; k < sl_command_count (step); k++)
        sl_command_append (command, sl_command_edit (step, k));
      sl_plan_unref (plan);
      plan = after;
    }
  return TRUE;
}

static gboolean
set_state (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const State *o = data;
  g_autofree char *deadline = sl_date_to_text (o->deadline), *label = NULL;

  for (guint i = 0; i < input->n_ids; i++)
    if (sl_operation_booking (input, i, error) == NULL)
      return FALSE;
  if (input->n_ids == 1)
    {
      label = label_of (sl_operation_booking (input, 0, NULL), o->is);
      sl_command_set_label (command, label);
    }
  if (o->is >= SL_BOOKING_RELEASED)
    return leave (input, o->is, o->follow, command, error);
  for (guint i = 0; i < input->n_ids; i++)
    {
      sl_command_set (command, input->ids[i], "state", states[o->is].id);
      if (o->is == SL_BOOKING_CHALLENGED && o->deadline != 0)
        sl_command_set (command, input->ids[i], "expires", deadline);
    }
  return TRUE;
}

const SlOperation sl_operation_booking_state = {
  "booking-state", N_("State of %s"), N_("Confirms, challenges or releases bookings"), "BOOKING…", 1, G_MAXUINT,
  &state_options, set_state,
};

/* --- rank --- */

typedef struct {
  SlRecord record;
  gint64   by;
} Rank;

static const SlField rank_fields[] = {
  OPTION (Rank, by, N_("By"), INTEGER, .min = -8, .max = 8, .def = "-1", .help = N_("−1 is one place up")),
};
OPTIONS (rank_options, "booking-rank", N_("Rank of a hold"), Rank, rank_fields);

/* It changes places with the holds that have the wanted rank on any of its days. */
static gboolean
rank (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Rank *o = data;
  const SlBooking *b = sl_operation_booking (input, 0, error);

  if (b == NULL)
    return FALSE;
  const gint64 wanted = CLAMP (b->rank + o->by, 1, 9);
  if (b->state != SL_BOOKING_HOLD && b->state != SL_BOOKING_CHALLENGED)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no hold; only holds have ranks"), sl_entity_title (&b->entity));
      return FALSE;
    }
  for (guint i = 0; wanted != b->rank && i < sl_plan_count (input->plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *other = (const SlBooking *) sl_plan_at (input->plan, SL_KIND_BOOKING, i);

      if (other != b && other->state < SL_BOOKING_CONFIRMED && other->rank == wanted
          && sl_bookings_overlap (other, b))
        set_rank (command, other, b->rank);
    }
  if (wanted != b->rank)
    set_rank (command, b, wanted);
  g_autofree char *label = g_strdup_printf (_("Rank %d for %s"), (int) wanted, sl_entity_title (&b->entity));
  sl_command_set_label (command, label);
  return TRUE;
}

const SlOperation sl_operation_booking_rank = {
  "booking-rank", N_("Rank of %s"), N_("Puts a hold before or behind the others on its days"), "BOOKING", 1, 1,
  &rank_options, rank,
};
