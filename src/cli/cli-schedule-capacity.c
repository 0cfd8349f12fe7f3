/* schedule capacity */
#include <math.h>
#include <string.h>

#include "cli-schedule.h"
#include "sl-capacity.h"
#include "sl-deadlines.h"
#include "sl-i18n.h"
#include "sl-slots.h"
#include "sl-stage-clock.h"

/* What is told; all borrowed. */
typedef struct {
  GArray *stages; /* SlStageCapacity */
  GArray *months; /* SlCapacityMonth */
  GArray *slots;  /* SlSlot */
} Room;

static void
add_conflict (JsonBuilder *b, const SlConflict *conflict)
{
  g_autofree char *from = sl_date_to_text (conflict->from), *to = sl_date_to_text (conflict->to);
  g_autofree char *why = sl_conflict_why (conflict);

  json_builder_begin_object (b);
  cli_json_text (b, "from", from);
  cli_json_text (b, "to", to);
  json_builder_set_member_name (b, "bookings");
  json_builder_begin_array (b);
  for (guint i = 0; i < conflict->bookings->len; i++)
    json_builder_add_string_value (b, ((const SlEntity *) conflict->bookings->pdata[i])->id);
  json_builder_end_array (b);
  cli_json_text (b, "why", why);
  json_builder_end_object (b);
}

static void
add_figures (JsonBuilder *b, const SlStageCapacity *c)
{
  cli_json_count (b, "days", c->days);
  cli_json_count (b, "confirmed_days", c->confirmed);
  cli_json_count (b, "held_days", c->held);
  cli_json_count (b, "shooting_days", c->shooting);
  cli_json_number (b, "occupancy", c->occupancy);
  cli_json_number (b, "occupancy_with_holds", c->occupancy_holds);
  cli_json_number (b, "utilisation", c->utilisation);
  cli_json_count (b, "holds", c->holds);
  cli_json_count (b, "challenged", c->challenged);
}

/* The figures of the stage in each month. */
static void
add_months (JsonBuilder *b, const GArray *months, guint stage)
{
  json_builder_set_member_name (b, "months");
  json_builder_begin_array (b);
  for (guint i = 0; i < months->len; i++)
    {
      const SlCapacityMonth *m = &g_array_index (months, SlCapacityMonth, i);
      g_autofree char *from = sl_date_to_text (m->from);

      from[strlen ("2026-11")] = '\0';
      json_builder_begin_object (b);
      cli_json_text (b, "month", from);
      add_figures (b, &g_array_index (m->stages, SlStageCapacity, stage));
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

static void
add_capacity (JsonBuilder *b, const SlStageCapacity *c, const GArray *months, guint stage)
{
  json_builder_begin_object (b);
  cli_json_text (b, "id", c->stage->entity.id);
  add_figures (b, c);
  if (c->first_free != 0)
    {
      g_autofree char *date = sl_date_to_text (c->first_free);
      cli_json_text (b, "first_free", date);
    }
  json_builder_set_member_name (b, "conflicts");
  json_builder_begin_array (b);
  for (guint i = 0; i < c->conflicts->len; i++)
    add_conflict (b, &g_array_index (c->conflicts, SlConflict, i));
  json_builder_end_array (b);
  add_months (b, months, stage);
  json_builder_end_object (b);
}

/* The holds that have not lapsed yet, the next one first. */
static void
add_deadlines (JsonBuilder *b, const SlPlan *plan)
{
  g_autoptr (GArray) deadlines = sl_deadlines (plan, sl_deadlines_now (), G_MAXINT64);

  json_builder_set_member_name (b, "deadlines");
  json_builder_begin_array (b);
  for (guint i = 0; i < deadlines->len; i++)
    {
      const SlDeadline *d = &g_array_index (deadlines, SlDeadline, i);
      g_autofree char *lapses = sl_instant_to_text (d->lapses);

      json_builder_begin_object (b);
      cli_json_text (b, "booking", d->booking->entity.id);
      cli_json_text (b, "stage", d->booking->stage);
      cli_json_text (b, "lapses", lapses);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

static void
add_free (JsonBuilder *b, const GArray *slots)
{
  json_builder_set_member_name (b, "free");
  json_builder_begin_array (b);
  for (guint i = 0; i < slots->len; i++)
    {
      const SlSlot *slot = &g_array_index (slots, SlSlot, i);
      g_autofree char *from = sl_date_to_text (slot->from), *to = sl_date_to_text (slot->to);

      json_builder_begin_object (b);
      cli_json_text (b, "stage", slot->stage->entity.id);
      cli_json_text (b, "from", from);
      cli_json_text (b, "to", to);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

static int
write_json (const char *target, const SlPlan *plan, const Room *room, const GPtrArray *omissions, gint64 started)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();

  json_builder_begin_object (b);
  json_builder_set_member_name (b, "stages");
  json_builder_begin_array (b);
  for (guint i = 0; i < room->stages->len; i++)
    add_capacity (b, &g_array_index (room->stages, SlStageCapacity, i), room->months, i);
  json_builder_end_array (b);
  add_free (b, room->slots);
  add_deadlines (b, plan);
  cli_json_findings (b, omissions);
  cli_json_job (b, started, 1);
  json_builder_end_object (b);
  return cli_write_json (b, target);
}

static void
print_conflict (const SlConflict *conflict)
{
  g_autofree char *from = sl_date_to_text (conflict->from), *to = sl_date_to_text (conflict->to);
  g_autofree char *why = sl_conflict_why (conflict);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < conflict->bookings->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", ((const SlEntity *) conflict->bookings->pdata[i])->id);
  g_print (_("Conflict from %s to %s, %s: %s\n"), from, to, why, ids->str);
}

static void
print_stages (const GArray *stages)
{
  CliTable *table = cli_table_new (8, _ ("Stage"), _ ("Days"), _ ("Confirmed"), _ ("Held"), _ ("Occupied %"),
                                   _ ("With holds %"), _ ("Used %"), _ ("First free"));

  for (guint i = 0; i < stages->len; i++)
    {
      const SlStageCapacity *c = &g_array_index (stages, SlStageCapacity, i);
      g_autofree char *days = g_strdup_printf ("%u", c->days), *date = sl_date_to_text (c->first_free);
      g_autofree char *confirmed = g_strdup_printf ("%u", c->confirmed), *held = g_strdup_printf ("%u", c->held);
      g_autofree char *occupied = g_strdup_printf ("%.0f", c->occupancy * 100);
      g_autofree char *with = g_strdup_printf ("%.0f", c->occupancy_holds * 100);
      g_autofree char *used = isnan (c->utilisation) ? g_strdup ("–") : g_strdup_printf ("%.0f", c->utilisation * 100);
      cli_table_row (table, c->stage->entity.id, days, confirmed, held, occupied, with, used, date);
    }
  cli_table_print (table);
  for (guint i = 0; i < stages->len; i++)
    {
      const GArray *conflicts = g_array_index (stages, SlStageCapacity, i).conflicts;
      for (guint k = 0; k < conflicts->len; k++)
        print_conflict (&g_array_index (conflicts, SlConflict, k));
    }
}

static void
print_free (const GArray *slots)
{
  for (guint i = 0; i < slots->len; i++)
    {
      const SlSlot *slot = &g_array_index (slots, SlSlot, i);
      g_autofree char *from = sl_date_to_text (slot->from), *to = sl_date_to_text (slot->to);

      g_print (_("Free from %s to %s: %s\n"), from, to, slot->stage->entity.id);
    }
}

/* The use of a stage by its name in files; −1 for NULL, −2 for what is none. */
static int
parse_use (const char *text)
{
  const SlEnumValue *values = sl_record_field (&sl_kind_info (SL_KIND_STAGE)->record, "use")->values;

  if (text == NULL)
    return -1;
  for (int i = 0; values[i].id != NULL; i++)
    if (g_str_equal (values[i].id, text))
      return i;
  return -2;
}

/* The slots that are asked for; from the period's first day on, else the bookings' first, else today. */
static GArray *
find_free (const SlPlan *plan, guint32 from, guint length, int use, double wall)
{
  guint32 first = from, last;

  if (first == 0 && !sl_capacity_span (plan, &first, &last))
    first = sl_date_today ();
  const SlSlotWish wish = { first, length, use, wall };
  return sl_slots (plan, &wish);
}

static gboolean
parse_days (const char *text, guint32 *from, guint32 *to)
{
  g_auto (GStrv) parts = g_strsplit (text, "..", 2);
  return g_strv_length (parts) == 2 && sl_date_parse (parts[0], from) && sl_date_parse (parts[1], to)
         && *from != 0 && *from <= *to && *to - *from < 36600;
}

int
cli_schedule_capacity (int argc, char **argv)
{
  static char *days, *json, *use;
  static int length = 1;
  static double wall;
  const GOptionEntry entries[] = {
    { "days", 0, 0, G_OPTION_ARG_STRING, &days, N_("Period, such as 2026-11-01..2026-11-30"), "A..B" },
    { "length", 0, 0, G_OPTION_ARG_INT, &length, N_("Days in a row that a free slot must have"), "N" },
    { "use", 0, 0, G_OPTION_ARG_STRING, &use, N_("Free slots on stages of that use alone, such as volume"), "USE" },
    { "wall", 0, 0, G_OPTION_ARG_DOUBLE, &wall, N_("And with an LED wall of at least so many metres"), "METRES" },
    CLI_JSON_OPTION (&json),
    { NULL },
  };
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (GArray) stages = NULL, slots = NULL, months = NULL;
  g_autoptr (GPtrArray) omissions = cli_findings_new ();
  gint64 started = g_get_monotonic_time ();
  guint32 from = 0, to = 0;
  gboolean conflict = FALSE;
  int code = EXIT_DONE;

  if (!cli_parse (&cli_schedule, entries, &argc, &argv, 2, 2, &code))
    return code;
  if ((days != NULL && !parse_days (days, &from, &to)) || length < 1 || length > 3660)
    return cli_fail_text (_("the period or length is wrong; write --days 2026-11-01..2026-11-30 --length 5"));
  if (parse_use (use) == -2 || !(wall >= 0 && wall <= 10000))
    return cli_fail_text (_("the use or wall is wrong; write --use volume|capture|green|underwater|practical|location|"
                            "workshop --wall 20"));
  if ((document = cli_open (argv[1], &code)) == NULL)
    return code;
  if (sl_plan_count (sl_document_plan (document), SL_KIND_STAGE) == 0)
    return cli_fail_text (_("%s: the plan has no stage; add one"), argv[1]);
  stages = sl_capacity (sl_document_plan (document), from, to, (guint) length, omissions);
  cli_say_omissions (argv[1], omissions);
  for (guint i = 0; i < stages->len; i++)
    conflict |= g_array_index (stages, SlStageCapacity, i).conflicts->len > 0;
  months = sl_capacity_months (sl_document_plan (document), from, to);
  slots = find_free (sl_document_plan (document), from, (guint) length, parse_use (use), wall);
  if (json != NULL)
    code = write_json (json, sl_document_plan (document), &(Room) { stages, months, slots }, omissions, started);
  else
    {
      print_stages (stages);
      print_free (slots);
    }
  return code != EXIT_DONE ? code : conflict ? EXIT_FOUND : EXIT_DONE;
}
