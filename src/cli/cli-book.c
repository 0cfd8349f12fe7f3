/* book */
#include <string.h>

#include "cli.h"
#include "cli-book-verbs.h"
#include "sl-book.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-stage-clock.h"

static char *stage, *json;
static gboolean adopt;

void
cli_book_add_days (JsonBuilder *b, const char *name, const GPtrArray *days)
{
  json_builder_set_member_name (b, name);
  json_builder_begin_array (b);
  for (guint i = 0; i < days->len; i++)
    {
      const SlStageDay *d = days->pdata[i];
      g_autofree char *date = sl_date_to_text (d->day);
      json_builder_begin_object (b);
      cli_json_text (b, "stage", d->stage);
      cli_json_text (b, "date", date);
      cli_json_text (b, "state", sl_stage_day_stands (d));
      cli_json_count (b, "rank", d->rank);
      cli_json_text (b, "booking", d->booking);
      cli_json_text (b, "owner", d->owner);
      cli_json_text (b, "title", d->title);
      if (d->ends != 0)
        {
          g_autofree char *ends = sl_instant_to_text (d->ends);
          cli_json_text (b, "expires", ends);
        }
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

void
cli_book_print_days (const GPtrArray *days)
{
  CliTable *table = cli_table_new (6, _("Stage"), _("Day"), _("State"), _("Rank"), _("Booking"), _("Owner"));

  for (guint i = 0; i < days->len; i++)
    {
      const SlStageDay *d = days->pdata[i];
      g_autofree char *date = sl_date_to_text (d->day), *rank = g_strdup_printf ("%d", d->rank);
      cli_table_row (table, d->stage, date, sl_stage_day_stands (d), rank, d->title, d->owner);
    }
  cli_table_print (table);
}

/* `strangers` may be NULL. */
static int
report_days (const char *result, const GPtrArray *days, const GPtrArray *strangers, gint64 started, int code)
{
  if (json != NULL)
    {
      g_autoptr (JsonBuilder) b = json_builder_new ();
      int written;
      json_builder_begin_object (b);
      cli_json_text (b, "result", result);
      cli_book_add_days (b, "days", days);
      if (strangers != NULL)
        cli_book_add_days (b, "strangers", strangers);
      cli_json_job (b, started, 1);
      json_builder_end_object (b);
      written = cli_write_json (b, json);
      return written != EXIT_DONE ? written : code;
    }
  cli_book_print_days (days);
  return code;
}

/* A day or a folder that cannot be read is neither free nor a success. */
static int
book_status (SlBookingStore *store, gint64 started)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  gboolean whole;
  g_autoptr (GPtrArray) days = sl_booking_store_list (store, stage, problems, &whole);
  int code = whole ? EXIT_DONE : EXIT_SERVICE;

  sl_stage_days_move_up (days);
  for (guint i = 0; i < problems->len; i++)
    cli_say ("%s", ((GError *) problems->pdata[i])->message);
  for (guint i = 0; i < days->len && code == EXIT_DONE; i++)
    if (g_str_equal (((SlStageDay *) days->pdata[i])->state, SL_STAGE_DAY_UNREADABLE))
      code = EXIT_FOUND;
  return report_days ("unknown", days, NULL, started, code);
}

static void
say_conflicts (const GPtrArray *conflicts)
{
  guint unreadable = 0;

  for (guint i = 0; i < conflicts->len; i++)
    {
      const SlStageDay *day = conflicts->pdata[i];
      g_autofree char *date = sl_date_to_text (day->day);
      if (!g_str_equal (day->state, SL_STAGE_DAY_UNREADABLE))
        continue;
      unreadable++;
      cli_say (_("%s on %s is taken, and it cannot be read by whom (%s); your booking was not stored"), day->stage,
               date, day->title);
    }
  if (unreadable < conflicts->len)
    cli_say ("%s", _("others have days that the plan wants; their bookings were left alone and yours was not stored"));
}

static void
say_strangers (const GPtrArray *strangers)
{
  for (guint i = 0; i < strangers->len; i++)
    {
      const SlStageDay *day = strangers->pdata[i];
      g_autofree char *date = sl_date_to_text (day->day);
      cli_say (_("“%s” stands over %s on %s too; ask the stage whose day it is"), day->title, day->stage, date);
    }
}

static int
code_of (const SlBookResult *result)
{
  if (result->refused > 0 || result->strangers->len > 0)
    return EXIT_FOUND;
  return result->omitted > 0 && result->held + result->confirmed == 0 ? EXIT_BAD_INPUT : EXIT_DONE;
}

static int
book_push (SlDocument *document, SlBookingStore *store, gint64 started)
{
  const SlBookOptions options = { .stage = stage, .file = sl_document_path (document), .adopt = adopt };
  g_autoptr (GError) error = NULL;
  SlBookResult result;
  int code;

  if (!sl_book_push (sl_document_plan (document), store, &options, &result, &error))
    {
      cli_say ("%s", error->message);
      sl_book_result_clear (&result);
      return EXIT_SERVICE;
    }
  const char *outcome = result.refused > 0 ? "conflict" : result.confirmed > 0 ? "confirmed"
                        : result.held > 0 ? "held" : "released";
  code = code_of (&result);
  for (guint i = 0; i < result.remarks->len; i++)
    cli_say ("%s", (char *) result.remarks->pdata[i]);
  if (result.remarks->len == 0 || result.conflicts->len == 0)
    say_conflicts (result.conflicts);
  say_strangers (result.strangers);
  if (json == NULL)
    g_print (_("%u days confirmed, %u held, %u given back\n"), result.confirmed, result.held, result.released);
  if (json != NULL || result.conflicts->len > 0)
    code = report_days (outcome, result.conflicts, result.strangers, started, code);
  sl_book_result_clear (&result);
  return code;
}

/* NULL after saying that the store is none that can be used. */
static char *
find_folder (const char *plan, const char *url)
{
  gboolean file = url != NULL && g_str_has_prefix (url, "file://");
  char *folder = NULL;

  if (url == NULL)
    return sl_book_default_store (plan);
  if (file)
    folder = g_filename_from_uri (url, NULL, NULL);
  else if (strstr (url, "://") == NULL)
    folder = g_strdup (url);
  if (folder == NULL)
    cli_fail_text (_("%s: only folders are supported as booking stores; name a folder"), url);
  return folder;
}

static int
run_book (int argc, char **argv)
{
  static char *store_url;
  static CliBookAsked asked;
  const GOptionEntry entries[] = {
    { "store", 0, 0, G_OPTION_ARG_STRING, &store_url, N_("Folder of the booking store; beside the plan by default"),
      "FOLDER" },
    { "stage", 0, 0, G_OPTION_ARG_STRING, &stage, N_("Only this stage; what changes days takes several: ID,ID"), "ID" },
    { "adopt", 0, 0, G_OPTION_ARG_NONE, &adopt, N_("Take over what another copy of this plan placed"), NULL },
    CLI_BOOK_VERB_OPTIONS (&asked),
    CLI_JSON_OPTION (&json),
    { NULL },
  };
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (SlBookingStore) store = NULL;
  g_autofree char *folder = NULL;
  gint64 started = g_get_monotonic_time ();
  const SlBookVerb *verb;
  gboolean status;
  int code;

  if (!cli_parse (&cli_book, entries, &argc, &argv, 2, 2, &code))
    return code;
  status = g_str_equal (argv[2], "status");
  verb = sl_book_verb_find (argv[2]);
  if (!status && verb == NULL && !g_str_equal (argv[2], "push"))
    return cli_fail_text (_("“%s” is no booking command; use status, push, pull, hold, challenge, confirm, release or "
                            "free"), argv[2]);
  if (!cli_book_check (verb, &asked, &code))
    return code;
  if ((folder = find_folder (argv[1], store_url)) == NULL)
    return EXIT_BAD_INPUT;
  document = cli_book_edits (verb, &asked) ? cli_open_to_edit (argv[1], NULL, &code) : cli_open (argv[1], &code);
  if (document == NULL)
    return code;
  if (store_url != NULL && !cli_book_makes (argv[2]) && !g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      cli_say (_("%s: there is no booking store; check the name, or make it with “book push”"), folder);
      return EXIT_SERVICE;
    }
  store = sl_book_open_folder (sl_document_plan (document), folder);
  sl_booking_store_set_now (store, cli_book_now ());
  if (verb != NULL)
    return cli_book_verb (verb, document, store, &(CliBookRest) { &asked, stage, json, adopt, started });
  return status ? book_status (store, started) : book_push (document, store, started);
}

const CliCommand cli_book = {
  "book", "PLAN status|push|pull|hold|challenge|confirm|release|free [--stage ID] [--days A..B] [--store FOLDER] "
  "[--adopt]", N_("The booking store"), run_book, cli_book_describe,
};
