/* What is done to the bookings of the stages: made, moved, stretched, given another state or rank. */
#include "sl-day-text.h"
#include "sl-error.h"
#include "sl-holds.h"
#include "sl-i18n.h"
#include "sl-operation-private.h"

enum { FAR = 3660 }; /* days */

const SlBooking *
sl_operation_booking (const SlOperationInput *input, guint at, GError **error)
{
  const SlEntity *entity = sl_plan_find (input->plan, input->ids[at]);

  if (entity->kind == SL_KIND_BOOKING)
    return (const SlBooking *) entity;
  sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no booking; name bookings"), entity->id);
  return NULL;
}

static const SlEntity *
stage_of (const SlOperationInput *input, const char *id, GError **error)
{
  const SlEntity *stage = sl_plan_get (input->plan, SL_KIND_STAGE, id);

  if (stage == NULL)
    sl_error_set (error, SL_ERROR_REFERENCE, _("“%s” is no stage; name one"), id);
  return stage;
}

static void
set_day (SlCommand *command, const char *id, const char *path, guint32 day)
{
  g_autofree char *text = sl_date_to_text (day);

  sl_command_set (command, id, path, text);
}

static void
set_number (SlCommand *command, const char *id, const char *path, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  sl_command_set (command, id, path, text);
}

/* TRUE when days can be moved or stretched to these; else says why. */
static gboolean
are_days (guint32 from, guint32 to, GError **error)
{
  GDate date;

  if (g_date_valid_julian (from) && g_date_valid_julian (to) && from <= to && to - from < FAR)
    {
      g_date_clear (&date, 1);
      g_date_set_julian (&date, from);
      gboolean fits = g_date_get_year (&date) >= SL_DATE_FIRST_YEAR;
      g_date_set_julian (&date, to);
      if (fits && g_date_get_year (&date) <= SL_DATE_LAST_YEAR)
        return TRUE;
    }
  sl_error_set (error, SL_ERROR_INPUT, _("the last day must come after the first, by ten years at most"));
  return FALSE;
}

static void
relabel (SlCommand *command, const SlOperationInput *input, char *label)
{
  if (input->n_ids == 1)
    sl_command_set_label (command, label);
  g_free (label);
}

/* --- hold --- */

typedef struct {
  SlRecord    record;
  guint32     from;
  gint64      days, rank;
  const char *production, *name;
} Hold;

static const SlField hold_fields[] = {
  OPTION (Hold, from, N_("From"), DATE, .flags = SL_FIELD_REQUIRED, .help = N_("First day")),
  OPTION (Hold, days, N_("Days"), INTEGER, .min = 1, .max = FAR, .def = "5", .help = N_("How many in a row")),
  OPTION (Hold, production, N_("Production"), REF, .refs = "production", .help = N_("For whom; none: the first")),
  OPTION (Hold, rank, N_("Rank"), INTEGER, .min = 0, .max = 9, .def = "0",
          .help = N_("1 comes first; 0: behind all who are there")),
  OPTION (Hold, name, N_("Name"), TEXT, .help = N_("Of the booking; none: the production's")),
};
OPTIONS (hold_options, "booking-hold", N_("Hold"), Hold, hold_fields);

static const SlEntity *
production_of (const SlPlan *plan, const char *id)
{
  if (id != NULL)
    return sl_plan_get (plan, SL_KIND_PRODUCTION, id);
  return sl_plan_count (plan, SL_KIND_PRODUCTION) > 0 ? sl_plan_at (plan, SL_KIND_PRODUCTION, 0) : NULL;
}

static gboolean
hold (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Hold *o = data;
  const SlEntity *stage = stage_of (input, input->ids[0], error);
  const SlEntity *production = production_of (input->plan, o->production);
  const guint32 to = o->from + (guint32) o->days - 1;

  if (stage == NULL)
    return FALSE;
  if (o->from == 0)
    sl_error_set (error, SL_ERROR_INPUT, _("a hold has a first day; name it"));
  else if (o->production != NULL && production == NULL)
    sl_error_set (error, SL_ERROR_REFERENCE, _("there is no production “%s”; name one that there is"), o->production);
  if (o->from == 0 || (o->production != NULL && production == NULL) || !are_days (o->from, to, error))
    return FALSE;
  gint64 rank = o->rank > 0 ? o->rank : sl_holds_free_rank (input->plan, stage->id, o->from, to, NULL);
  const char *name = o->name != NULL ? o->name : production != NULL ? sl_entity_title (production) : _("Hold");
  g_autofree char *id = sl_plan_free_id (input->plan, "booking"), *days = sl_span_text (o->from, to);
  sl_command_add (command, SL_KIND_BOOKING, id);
  sl_command_set (command, id, "name", name);
  sl_command_set (command, id, "stage", stage->id);
  if (production != NULL)
    sl_command_set (command, id, "production", production->id);
  set_day (command, id, "from", o->from);
  set_day (command, id, "to", to);
  set_number (command, id, "rank", MIN (rank, 9));
  g_ptr_array_add (added, g_strdup (id));
  relabel (command, input, g_strdup_printf (_("Hold %s, %s"), sl_entity_title (stage), days));
  return TRUE;
}

const SlOperation sl_operation_booking_hold = {
  "booking-hold", N_("Hold %s"), N_("Holds days of a stage"), "STAGE", 1, 1, &hold_options, hold,
};

/* --- move --- */

typedef struct {
  SlRecord    record;
  gint64      by;
  const char *stage;
} Move;

static const SlField move_fields[] = {
  OPTION (Move, by, N_("By"), INTEGER, .min = -FAR, .max = FAR, .def = "0", .help = N_("Days; − is earlier")),
  OPTION (Move, stage, N_("Stage"), REF, .refs = "stage", .help = N_("To another stage; none: it stays on its own")),
};
OPTIONS (move_options, "booking-move", N_("Move of bookings"), Move, move_fields);

static gboolean
move_one (const SlOperationInput *input, const SlBooking *b, const Move *o, const SlEntity *stage, SlCommand *command,
          GError **error)
{
  const gint64 from = (gint64) b->from + o->by, to = (gint64) b->to + o->by;

  if (b->from == 0 || b->to == 0)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” has no days yet; give it some"), sl_entity_title (&b->entity));
      return FALSE;
    }
  if (from < 1 || !are_days ((guint32) from, (guint32) to, error))
    return FALSE;
  g_autofree char *day = sl_day_text ((guint32) from);
  if (o->by != 0)
    {
      set_day (command, b->entity.id, "from", (guint32) from);
      set_day (command, b->entity.id, "to", (guint32) to);
    }
  if (stage != NULL)
    sl_command_set (command, b->entity.id, "stage", stage->id);
  relabel (command, input, stage != NULL ? g_strdup_printf (_("Move %s to %s, %s"), sl_entity_title (&b->entity),
                                                            sl_entity_title (stage), day)
                                         : g_strdup_printf (_("Move %s to %s"), sl_entity_title (&b->entity), day));
  return TRUE;
}

static gboolean
move (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Move *o = data;
  const SlEntity *stage = o->stage != NULL ? stage_of (input, o->stage, error) : NULL;

  if (o->stage != NULL && stage == NULL)
    return FALSE;
  for (guint i = 0; i < input->n_ids; i++)
    {
      const SlBooking *b = sl_operation_booking (input, i, error);

      if (b == NULL || !move_one (input, b, o, stage, command, error))
        return FALSE;
    }
  return TRUE;
}

const SlOperation sl_operation_booking_move = {
  "booking-move", N_("Move %s"), N_("Moves bookings by days, or to another stage"), "BOOKING…", 1, G_MAXUINT,
  &move_options, move,
};

/* --- days --- */

typedef struct {
  SlRecord record;
  guint32  from, to;
} Days;

static const SlField days_fields[] = {
  OPTION (Days, from, N_("From"), DATE, .help = N_("First day; unset: as it is")),
  OPTION (Days, to, N_("To"), DATE, .help = N_("Last day; unset: as it is")),
};
OPTIONS (days_options, "booking-days", N_("Days of a booking"), Days, days_fields);

static gboolean
give_days (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Days *o = data;
  const SlBooking *b = sl_operation_booking (input, 0, error);
  const guint32 from = b == NULL || o->from != 0 ? o->from : b->from, to = b == NULL || o->to != 0 ? o->to : b->to;

  if (b == NULL || !are_days (from, to, error))
    return FALSE;
  g_autofree char *days = sl_days_text (from, to);
  if (from != b->from)
    set_day (command, b->entity.id, "from", from);
  if (to != b->to)
    set_day (command, b->entity.id, "to", to);
  relabel (command, input, g_strdup_printf (_("Stretch %s to %s"), sl_entity_title (&b->entity), days));
  return TRUE;
}

const SlOperation sl_operation_booking_days = {
  "booking-days", N_("Stretch %s"), N_("Gives a booking its first or last day"), "BOOKING", 1, 1, &days_options,
  give_days,
};
