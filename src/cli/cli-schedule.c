/* schedule */
#include <math.h>

#include "cli.h"
#include "sl-capacity.h"
#include "sl-i18n.h"

static void
add_capacity (JsonBuilder *b, const SlStageCapacity *c)
{
  json_builder_begin_object (b);
  cli_json_text (b, "id", c->stage->entity.id);
  cli_json_count (b, "days", c->days);
  cli_json_count (b, "confirmed_days", c->confirmed);
  cli_json_count (b, "held_days", c->held);
  cli_json_number (b, "occupancy", c->occupancy);
  cli_json_number (b, "occupancy_with_holds", c->occupancy_holds);
  cli_json_number (b, "utilisation", c->utilisation);
  if (c->first_free != 0)
    {
      g_autofree char *date = sl_date_to_text (c->first_free);
      cli_json_text (b, "first_free", date);
    }
  json_builder_set_member_name (b, "conflicts");
  json_builder_begin_array (b);
  for (guint i = 0; i < c->conflicts->len; i++)
    {
      const SlConflict *x = &g_array_index (c->conflicts, SlConflict, i);
      g_autofree char *from = sl_date_to_text (x->day), *to = sl_date_to_text (x->last);
      json_builder_begin_object (b);
      cli_json_text (b, "from", from);
      cli_json_text (b, "to", to);
      cli_json_text (b, "a", x->a);
      cli_json_text (b, "b", x->b);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
  json_builder_end_object (b);
}

static gboolean
parse_days (const char *text, guint32 *from, guint32 *to)
{
  g_auto (GStrv) parts = g_strsplit (text, "..", 2);
  return g_strv_length (parts) == 2 && sl_date_parse (parts[0], from) && sl_date_parse (parts[1], to) && *from <= *to && *to - *from < 36600;
}

static int
run_schedule (int argc, char **argv)
{
  static char *days, *json;
  static int length = 1;
  const GOptionEntry entries[] = {
    { "days", 0, 0, G_OPTION_ARG_STRING, &days, N_("Period, such as 2026-11-01..2026-11-30"), "A..B" },
    { "length", 0, 0, G_OPTION_ARG_INT, &length, N_("Days in a row that a free slot must have"), "N" },
    CLI_JSON_OPTION (&json),
    { NULL },
  };
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (GArray) stages = NULL;
  gint64 started = g_get_monotonic_time ();
  guint32 from = 0, to = 0;
  gboolean conflict = FALSE;
  int code;

  if (!cli_parse (&cli_schedule, entries, &argc, &argv, 2, 2, &code))
    return code;
  if (!g_str_equal (argv[2], "capacity"))
    return cli_fail_text (_("“%s” is no question to a schedule; use capacity"), argv[2]);
  if ((days != NULL && !parse_days (days, &from, &to)) || length < 1 || length > 3660)
    return cli_fail_text (_("the period or length is wrong; write --days 2026-11-01..2026-11-30 --length 5"));
  if ((document = cli_open (argv[1], &code)) == NULL)
    return code;
  stages = sl_capacity (sl_document_plan (document), from, to, (guint) length);
  for (guint i = 0; i < stages->len; i++)
    conflict |= g_array_index (stages, SlStageCapacity, i).conflicts->len > 0;
  if (json != NULL)
    {
      g_autoptr (JsonBuilder) b = json_builder_new ();
      json_builder_begin_object (b);
      json_builder_set_member_name (b, "stages");
      json_builder_begin_array (b);
      for (guint i = 0; i < stages->len; i++)
        add_capacity (b, &g_array_index (stages, SlStageCapacity, i));
      json_builder_end_array (b);
      cli_json_job (b, started, 1);
      json_builder_end_object (b);
      code = cli_write_json (b, json);
      return code != EXIT_DONE ? code : conflict ? EXIT_FOUND : EXIT_DONE;
    }
  CliTable *table = cli_table_new (8, _("Stage"), _("Days"), _("Confirmed"), _("Held"), _("Occupied %"), _("With holds %"), _("Used %"), _("First free"));
  for (guint i = 0; i < stages->len; i++)
    {
      const SlStageCapacity *c = &g_array_index (stages, SlStageCapacity, i);
      g_autofree char *n = g_strdup_printf ("%u", c->days), *confirmed = g_strdup_printf ("%u", c->confirmed), *held = g_strdup_printf ("%u", c->held);
      g_autofree char *occupied = g_strdup_printf ("%.0f", c->occupancy * 100), *with = g_strdup_printf ("%.0f", c->occupancy_holds * 100);
      g_autofree char *used = isnan (c->utilisation) ? g_strdup ("–") : g_strdup_printf ("%.0f", c->utilisation * 100), *date = sl_date_to_text (c->first_free);
      cli_table_row (table, c->stage->entity.id, n, confirmed, held, occupied, with, used, date);
    }
  cli_table_print (table);
  for (guint i = 0; i < stages->len; i++)
    for (guint k = 0; k < g_array_index (stages, SlStageCapacity, i).conflicts->len; k++)
      {
        const SlConflict *x = &g_array_index (g_array_index (stages, SlStageCapacity, i).conflicts, SlConflict, k);
        g_autofree char *date = sl_date_to_text (x->day);
        g_print (_("Conflict from %s: %s and %s\n"), date, x->a, x->b);
      }
  return conflict ? EXIT_FOUND : EXIT_DONE;
}

const CliCommand cli_schedule = { "schedule", "PLAN capacity [--days A..B]", N_("The room left on the stages"), run_schedule };
