/* book */
#include <string.h>

#include "cli-book.h"
#include "cli-book-verbs.h"
#include "sl-deadlines.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-stage-clock.h"

static char *stage, *json;
static gboolean adopt;
static CliBookQueue queue;
static CliBookMore more;

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

/* `strangers` and `requests` may be NULL. */
static int
report_days (const char *result, const GPtrArray *days, const GPtrArray *strangers, const GPtrArray *requests,
             gint64 started, int code)
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
      if (requests != NULL && requests->len > 0)
        cli_book_add_requests (b, requests);
      cli_book_add_queue (b, &queue);
      cli_json_job (b, started, 1);
      json_builder_end_object (b);
      written = cli_write_json (b, json);
      return written != EXIT_DONE ? written : code;
    }
  cli_book_print_days (days);
  if (requests != NULL && requests->len > 0)
    cli_book_print_requests (requests);
  return code;
}

/* Of a store that failed, after saying why: nobody knows who has which days. */
static int
report_failure (int code, gint64 started)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  cli_book_say_queue (&queue);
  return json != NULL && code == EXIT_SERVICE
         ? report_days (cli_book_is_queued (&queue) ? SL_STAGE_DAY_QUEUED : "unknown", nothing, NULL, NULL, started,
                        code)
         : code;
}

static gboolean
is_reference (const GError *error)
{
  return g_error_matches (error, SL_ERROR, SL_ERROR_REFERENCE);
}

/* A day or a calendar that cannot be read is neither free nor a success, nor is a stage that has none. */
static int
book_status (SlBookingStore *store, gint64 started)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  gboolean whole;
  g_autoptr (GPtrArray) days = sl_booking_store_list (store, stage, problems, &whole);
  g_autoptr (GPtrArray) requests = sl_booking_store_requests (store, stage, whole ? problems : NULL);
  int code = whole ? EXIT_DONE : EXIT_BAD_INPUT;

  sl_stage_days_move_up (days);
  for (guint i = 0; i < problems->len; i++)
    {
      cli_say ("%s", ((GError *) problems->pdata[i])->message);
      if (!whole && !is_reference (problems->pdata[i]))
        code = EXIT_SERVICE;
    }
  for (guint i = 0; i < days->len && code == EXIT_DONE; i++)
    if (g_str_equal (((SlStageDay *) days->pdata[i])->state, SL_STAGE_DAY_UNREADABLE))
      code = EXIT_FOUND;
  cli_book_say_queue (&queue);
  return report_days ("unknown", days, NULL, requests, started, cli_book_queue_code (&queue, code));
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
  if (result->queued > 0)
    return EXIT_SERVICE;
  if (result->refused > 0 || result->strangers->len > 0)
    return EXIT_FOUND;
  return result->omitted > 0 && result->held + result->confirmed == 0 ? EXIT_BAD_INPUT : EXIT_DONE;
}

static const char *
outcome_of (const SlBookResult *result)
{
  if (result->queued > 0)
    return SL_STAGE_DAY_QUEUED;
  if (result->refused > 0)
    return "conflict";
  if (result->asked > 0)
    return SL_STAGE_DAY_QUEUED;
  return result->confirmed > 0 ? "confirmed" : result->held > 0 ? "held" : "released";
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
      sl_book_result_clear (&result);
      return report_failure (cli_fail (error), started);
    }
  const char *outcome = outcome_of (&result);
  const GPtrArray *asked = sl_booking_store_asked (store);
  code = cli_book_queue_code (&queue, code_of (&result));
  for (guint i = 0; i < result.remarks->len; i++)
    cli_say ("%s", (char *) result.remarks->pdata[i]);
  if (result.remarks->len == 0 || result.conflicts->len == 0)
    cli_book_say_conflicts (result.conflicts);
  say_strangers (result.strangers);
  cli_book_say_asked (asked);
  cli_book_say_queue (&queue);
  if (json == NULL)
    g_print (_("%u days confirmed, %u held, %u given back\n"), result.confirmed, result.held, result.released);
  if (json != NULL || result.conflicts->len > 0)
    code = report_days (outcome, result.conflicts, result.strangers, json != NULL ? asked : NULL, started, code);
  sl_book_result_clear (&result);
  return code;
}

typedef struct {
  const SlBookVerb *verb; /* NULL: status or push */
  CliBookAsked     *asked;
  const char       *url, *command;
} Asked;

static int
run_on (SlDocument *document, SlBookingStore *store, const Asked *a, gint64 started)
{
  const gboolean status = g_str_equal (a->command, "status");
  const gboolean free = g_str_equal (a->command, "free");
  const CliBookRest rest = { a->asked, &queue, stage, json, adopt, started };
  g_autoptr (GError) error = NULL;

  /* what is not there is not the same as a free stage; what is only not reached keeps what it is told */
  if (a->url != NULL && !cli_book_makes (a->command) && !sl_booking_store_check (store, &error)
      && (status || free || sl_booking_store_away (store) == NULL))
    return report_failure (cli_fail (error), started);
  g_clear_error (&error);
  if (!sl_booking_store_finish (store, queue.refused, &error) && sl_booking_store_away (store) == NULL)
    return report_failure (cli_fail (error), started);
  if (a->verb != NULL)
    return cli_book_verb (a->verb, document, store, &rest);
  if (g_str_equal (a->command, "requests"))
    return cli_book_requests (store, &rest);
  if (g_str_equal (a->command, "approve") || g_str_equal (a->command, "refuse"))
    return cli_book_answer (store, &more, &rest);
  if (g_str_equal (a->command, "stage"))
    return cli_book_stage (document, store, &more, &rest);
  return status ? book_status (store, started) : book_push (document, store, started);
}

static int
run_book (int argc, char **argv)
{
  static CliLogin login;
  static CliBookAsked asked;
  static const char *const answering[] = { "approve", "refuse", NULL };
  static const char *const commands[] = { "status", "push", "login", "logout", "check", "requests", "approve", "refuse",
                                          "stage", NULL };
  const GOptionEntry entries[] = {
    { "store", 0, 0, G_OPTION_ARG_STRING, &login.url,
      N_("Folder of the booking store, or address of a calendar server, or to read only a webcal address or .ics file; "
         "a folder beside the plan by default"), "URL" },
    { "stage", 0, 0, G_OPTION_ARG_STRING, &stage, N_("Only this stage; what changes days takes several: ID,ID"), "ID" },
    { "adopt", 0, 0, G_OPTION_ARG_NONE, &adopt, N_("Take over what another copy of this plan placed"), NULL },
    CLI_BOOK_VERB_OPTIONS (&asked),
    CLI_BOOK_MORE_OPTIONS (&more),
    { "user", 0, 0, G_OPTION_ARG_STRING, &login.user, N_("Who logs in to the server"), "NAME" },
    { "bearer", 0, 0, G_OPTION_ARG_NONE, &login.bearer,
      N_("With login: a token in place of a user and a password"), NULL },
    { "ca", 0, 0, G_OPTION_ARG_STRING, &login.ca_file,
      N_("Certificates (PEM) of who signs the server's, where it is no authority of this system"), "FILE" },
    CLI_JSON_OPTION (&json),
    { NULL },
  };
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (SlBookingStore) store = NULL;
  gint64 started = g_get_monotonic_time ();
  const SlBookVerb *verb;
  int code;

  if (!cli_parse (&cli_book, entries, &argc, &argv, 2, -1, &code))
    return code;
  login.json = json;
  verb = sl_book_verb_find (argv[2]);
  const gboolean logs = g_str_equal (argv[2], "login") || g_str_equal (argv[2], "logout");
  const gboolean checks = g_str_equal (argv[2], "check"), answers = g_strv_contains (answering, argv[2]);
  if (verb == NULL && !g_strv_contains (commands, argv[2]))
    return cli_fail_text (_("“%s” is no booking command; use status, push, login, logout, check, pull, hold, "
                            "challenge, confirm, release, free, requests, approve, refuse or stage"), argv[2]);
  if (argc > 3 && !answers)
    return cli_fail_text (_("“%s” belongs to no “%s”; leave it out"), argv[3], argv[2]);
  more.ids = argv + 3;
  if (!logs && (login.user != NULL || login.ca_file != NULL || login.bearer))
    return cli_fail_text (_("--user, --bearer and --ca belong to “login”, which remembers them; leave them out"));
  if (!cli_book_check (verb, &asked, &code) || !cli_book_check_more (argv[2], &more, &code))
    return code;
  document = cli_book_edits (verb, &asked) ? cli_open_to_edit (argv[1], NULL, &code) : cli_open (argv[1], &code);
  if (document == NULL)
    return code;
  if ((logs || checks) && login.url == NULL)
    return cli_fail_text (_("which server? write --store URL"));
  if (checks && !sl_booking_store_is_server (login.url))
    return cli_fail_text (_("%s is no server; only servers are checked"), login.url);
  if (checks)
    return cli_book_check_server (document, login.url, stage, json, started);
  if (logs)
    return g_str_equal (argv[2], "login") ? cli_book_login (document, &login, started)
                                          : cli_book_logout (&login, started);
  if ((store = cli_book_open (document, login.url, stage, &code)) == NULL)
    return report_failure (code, started);
  sl_booking_store_set_now (store, sl_deadlines_now ());
  sl_booking_store_set_asks (store, more.ask);
  const gboolean writes = verb == NULL ? answers || g_str_equal (argv[2], "push")
                                       : cli_book_edits (verb, &asked) || g_str_equal (verb->id, "challenge");
  if (!cli_book_open_queue (&queue, document, store, login.url, writes, &code))
    return report_failure (code, started);
  code = run_on (document, store, &(Asked) { verb, &asked, login.url, argv[2] }, started);
  cli_book_close_queue (&queue);
  return code;
}

const CliCommand cli_book = {
  "book", "PLAN status|push|pull|hold|challenge|confirm|release|free|requests|approve|refuse|stage|login|logout|check "
  "[ID…] [--stage ID] [--days A..B] [--store URL] [--adopt]",
  N_("The booking store, a folder or a calendar server"), run_book, cli_book_describe,
};
