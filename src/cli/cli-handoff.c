/* sheet, export, schedule, book */
#include <math.h>
#include <string.h>

#include "cli.h"
#include "sl-book.h"
#include "sl-capacity.h"
#include "sl-error.h"
#include "sl-exporter.h"
#include "sl-i18n.h"
#include "sl-sheet.h"

static char *out, *json, *stage;

static const char *
stage_or_first (const SlPlan *plan)
{
  if (stage != NULL)
    return stage;
  return sl_plan_count (plan, SL_KIND_STAGE) > 0 ? sl_plan_at (plan, SL_KIND_STAGE, 0)->id : "";
}

static int
write_file_result (gint64 started, double scale)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();

  if (json == NULL)
    return EXIT_DONE;
  json_builder_begin_object (b);
  cli_json_text (b, "file", out);
  if (scale > 0)
    cli_json_number (b, "scale", scale);
  cli_json_job (b, started, 1);
  json_builder_end_object (b);
  return cli_write_json (b, json);
}

static int
run_sheet (int argc, char **argv)
{
  static char *paper, *shot;
  static double scale, grid = 1;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("The .pdf, .svg or .png to write"), "FILE" },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &paper, N_("A4 to A0, letter, tabloid or archd"), "NAME" },
    { "scale", 0, 0, G_OPTION_ARG_DOUBLE, &scale, N_("100 for 1:100"), "N" },
    { "grid", 0, 0, G_OPTION_ARG_DOUBLE, &grid, N_("Distance of grid lines; 0 for none"), "METRES" },
    { "stage", 0, 0, G_OPTION_ARG_STRING, &stage, N_("Which stage"), "ID" },
    { "shot", 0, 0, G_OPTION_ARG_STRING, &shot, N_("Only this shot's camera"), "ID" },
    { "json", 0, 0, G_OPTION_ARG_FILENAME, &json, N_("Write the result for machines; - for standard output"), "FILE" },
    { NULL },
  };
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (SlDrawing) drawing = NULL;
  g_autoptr (GError) error = NULL;
  gint64 started = g_get_monotonic_time ();
  double used = 0;
  int code;

  if (!cli_parse (&cli_sheet, entries, &argc, &argv, 2, 2, &code))
    return code;
  if (!g_str_equal (argv[2], "ground-plan"))
    return cli_fail_text (_("“%s” is no sheet; use ground-plan"), argv[2]);
  if (out == NULL)
    return cli_fail_text (_("name the file with -o"));
  if ((document = cli_open (argv[1], &code)) == NULL)
    return code;
  cli_load_assets (document);
  const SlSheetOptions options = { paper, scale, grid, 0 };
  drawing = sl_draw_ground_plan (sl_document_plan (document), sl_document_assets (document), stage_or_first (sl_document_plan (document)), shot, &error);
  if (drawing == NULL || !sl_sheet_write (drawing, &options, out, &used, &error))
    return cli_fail (error);
  return write_file_result (started, used);
}

static int
run_export (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("The file to write"), "FILE" },
    { "stage", 0, 0, G_OPTION_ARG_STRING, &stage, N_("Which stage"), "ID" },
    { "json", 0, 0, G_OPTION_ARG_FILENAME, &json, N_("Write the result for machines; - for standard output"), "FILE" },
    { NULL },
  };
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  gint64 started = g_get_monotonic_time ();
  const SlExporter *exporter;
  int code;

  if (!cli_parse (&cli_export, entries, &argc, &argv, 2, 2, &code))
    return code;
  if ((exporter = sl_exporter_find (argv[2])) == NULL)
    {
      g_autoptr (GString) names = g_string_new (NULL);
      guint n;
      const SlExporter *all = sl_exporters (&n);
      for (guint i = 0; i < n; i++)
        g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", all[i].id);
      return cli_fail_text (_("“%s” is no format; use %s"), argv[2], names->str);
    }
  if (out == NULL)
    return cli_fail_text (_("name the file with -o"));
  if ((document = cli_open (argv[1], &code)) == NULL)
    return code;
  cli_load_assets (document);
  const SlExportInput input = { sl_document_plan (document), sl_document_assets (document), stage_or_first (sl_document_plan (document)), cli_cancellable () };
  if (!exporter->write (&input, out, &error))
    return cli_fail (error);
  return write_file_result (started, 0);
}

/* --- schedule capacity --- */

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
  static char *days;
  static int length = 1;
  const GOptionEntry entries[] = {
    { "days", 0, 0, G_OPTION_ARG_STRING, &days, N_("Period, such as 2026-11-01..2026-11-30"), "A..B" },
    { "length", 0, 0, G_OPTION_ARG_INT, &length, N_("Days in a row that a free slot must have"), "N" },
    { "json", 0, 0, G_OPTION_ARG_FILENAME, &json, N_("Write the result for machines; - for standard output"), "FILE" },
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

/* --- book --- */

static void
add_days (JsonBuilder *b, const GPtrArray *days)
{
  json_builder_set_member_name (b, "days");
  json_builder_begin_array (b);
  for (guint i = 0; i < days->len; i++)
    {
      const SlStageDay *d = days->pdata[i];
      g_autofree char *date = sl_date_to_text (d->day);
      json_builder_begin_object (b);
      cli_json_text (b, "stage", d->stage);
      cli_json_text (b, "date", date);
      cli_json_text (b, "state", d->state);
      cli_json_count (b, "rank", d->rank);
      cli_json_text (b, "booking", d->booking);
      cli_json_text (b, "owner", d->owner);
      cli_json_text (b, "title", d->title);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

static int
report_days (const char *result, const GPtrArray *days, gint64 started, int code)
{
  if (json != NULL)
    {
      g_autoptr (JsonBuilder) b = json_builder_new ();
      int written;
      json_builder_begin_object (b);
      cli_json_text (b, "result", result);
      add_days (b, days);
      cli_json_job (b, started, 1);
      json_builder_end_object (b);
      written = cli_write_json (b, json);
      return written != EXIT_DONE ? written : code;
    }
  CliTable *table = cli_table_new (6, _("Stage"), _("Day"), _("State"), _("Rank"), _("Booking"), _("Owner"));
  for (guint i = 0; i < days->len; i++)
    {
      const SlStageDay *d = days->pdata[i];
      g_autofree char *date = sl_date_to_text (d->day), *rank = g_strdup_printf ("%d", d->rank);
      cli_table_row (table, d->stage, date, d->state, rank, d->title, d->owner);
    }
  cli_table_print (table);
  return code;
}

static int
book_status (SlBookingStore *store, gint64 started)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) days = sl_booking_store_list (store, stage, problems, &error);

  if (days == NULL)
    {
      g_printerr ("sightline-cli: %s\n", error->message);
      return EXIT_SERVICE;
    }
  for (guint i = 0; i < problems->len; i++)
    g_printerr ("sightline-cli: %s\n", ((GError *) problems->pdata[i])->message);
  return report_days ("unknown", days, started, EXIT_DONE);
}

static int
book_push (SlDocument *document, SlBookingStore *store, gint64 started)
{
  g_autoptr (GError) error = NULL;
  SlBookResult result;
  int code;

  if (!sl_book_push (sl_document_plan (document), store, stage, &result, &error))
    {
      g_printerr ("sightline-cli: %s\n", error->message);
      sl_book_result_clear (&result);
      return EXIT_SERVICE;
    }
  const char *outcome = result.conflicts->len > 0 ? "conflict" : result.confirmed > 0 ? "confirmed" : result.held > 0 ? "held" : "released";
  if (result.conflicts->len > 0)
    g_printerr (_("sightline-cli: others have days that the plan wants; their bookings were left alone and yours was not stored\n"));
  if (json == NULL)
    g_print (_("%u days confirmed, %u held, %u given back\n"), result.confirmed, result.held, result.released);
  code = json != NULL || result.conflicts->len > 0 ? report_days (outcome, result.conflicts, started, result.conflicts->len > 0 ? EXIT_FOUND : EXIT_DONE) : EXIT_DONE;
  sl_book_result_clear (&result);
  return code;
}

static int
run_book (int argc, char **argv)
{
  static char *store_url;
  const GOptionEntry entries[] = {
    { "store", 0, 0, G_OPTION_ARG_STRING, &store_url, N_("Folder of the booking store; beside the plan by default"), "FOLDER" },
    { "stage", 0, 0, G_OPTION_ARG_STRING, &stage, N_("Only this stage"), "ID" },
    { "json", 0, 0, G_OPTION_ARG_FILENAME, &json, N_("Write the result for machines; - for standard output"), "FILE" },
    { NULL },
  };
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (SlBookingStore) store = NULL;
  g_autofree char *folder = NULL;
  gint64 started = g_get_monotonic_time ();
  int code;

  if (!cli_parse (&cli_book, entries, &argc, &argv, 2, 2, &code))
    return code;
  if (!g_str_equal (argv[2], "status") && !g_str_equal (argv[2], "push"))
    return cli_fail_text (_("“%s” is no booking command; use status or push"), argv[2]);
  if (store_url != NULL && strstr (store_url, "://") != NULL && !g_str_has_prefix (store_url, "file://"))
    return cli_fail_text (_("%s: only folders are supported as booking stores; name a folder"), store_url);
  if ((document = cli_open (argv[1], &code)) == NULL)
    return code;
  folder = store_url == NULL ? sl_book_default_store (argv[1]) : g_str_has_prefix (store_url, "file://") ? g_filename_from_uri (store_url, NULL, NULL) : g_strdup (store_url);
  if (folder == NULL)
    return cli_fail_text (_("%s: only folders are supported as booking stores; name a folder"), store_url);
  store = sl_booking_store_new_folder (folder);
  return g_str_equal (argv[2], "status") ? book_status (store, started) : book_push (document, store, started);
}

const CliCommand cli_sheet = { "sheet", "PLAN ground-plan -o FILE", N_("A drawing to scale as PDF, SVG or PNG"), run_sheet };
const CliCommand cli_export = { "export", "PLAN gltf -o FILE", N_("A hand-off to another program"), run_export };
const CliCommand cli_schedule = { "schedule", "PLAN capacity [--days A..B]", N_("The room left on the stages"), run_schedule };
const CliCommand cli_book = { "book", "PLAN status|push [--stage ID] [--store FOLDER]", N_("The booking store"), run_book };
