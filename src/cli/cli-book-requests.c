/* Requests to a stage whose days only its facility writes: how they are told, and how the facility answers them. */
#include <string.h>

#include "cli-book-verbs.h"
#include "sl-day-text.h"
#include "sl-error.h"
#include "sl-i18n.h"

enum { SHOWN = 8, LEAST = 4 }; /* characters of an id that are shown, and that tell one */

/* --- what was asked --- */

gboolean
cli_book_check_more (const char *command, const CliBookMore *more, int *exit_code)
{
  static const char *const asking[] = { "push", "hold", "challenge", "confirm", "release", NULL };
  const struct { const char *option, *of; gboolean said; } options[] = {
    { "--why", "refuse", more->why != NULL }, { "--slots", "stage", more->slots != NULL },
    { "--begins", "stage", more->begins != NULL }, { "--requests", "stage", more->requests != NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    if (options[i].said && !g_str_equal (options[i].of, command))
      {
        *exit_code = cli_fail_text (_("%s belongs to “%s”; leave it out"), options[i].option, options[i].of);
        return FALSE;
      }
  if (more->ask && !g_strv_contains (asking, command))
    *exit_code = cli_fail_text (_("--ask belongs to push, hold, challenge, confirm and release; leave it out"));
  else if (more->requests != NULL && !g_str_equal (more->requests, "yes") && !g_str_equal (more->requests, "no"))
    *exit_code = cli_fail_text (_("“%s” is neither yes nor no; write --requests yes"), more->requests);
  else if (g_str_equal (command, "refuse") && (more->why == NULL || *more->why == '\0'))
    *exit_code = cli_fail_text (_("why? the production wants to know; write --why TEXT"));
  else if ((g_str_equal (command, "approve") || g_str_equal (command, "refuse")) && more->ids[0] == NULL)
    *exit_code = cli_fail_text (_("which request? write its ID, as “book PLAN requests” lists them"));
  else
    return TRUE;
  return FALSE;
}

/* --- how they are told --- */

static void
add_request (JsonBuilder *b, const SlRequest *r)
{
  const SlStageDay *d = r->day;
  g_autofree char *from = sl_date_to_text (d->day), *to = sl_date_to_text (r->to);
  g_autofree char *expires = d->lapses != 0 ? sl_instant_to_text (d->lapses)
                             : d->expires != 0 ? sl_date_to_text (d->expires) : NULL;
  g_autofree char *asked = r->asked != 0 ? sl_instant_to_text (r->asked) : NULL;
  g_autofree char *answered = r->answered != 0 ? sl_instant_to_text (r->answered) : NULL;
  const struct { const char *name, *value; } texts[] = {
    { "id", r->id }, { "stage", d->stage }, { "from", from }, { "to", to }, { "state", d->state },
    { "phase", d->phase }, { "booking", d->booking }, { "title", d->title }, { "owner", d->owner },
    { "about", d->about }, { "expires", expires },
    { "asked", asked }, { "answer", sl_request_answer_id (r->answer) }, { "why", r->why },
    { "answered", answered },
  };

  json_builder_begin_object (b);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i].value != NULL)
      cli_json_text (b, texts[i].name, texts[i].value);
  cli_json_count (b, "rank", d->rank);
  json_builder_end_object (b);
}

void
cli_book_add_requests (JsonBuilder *b, const GPtrArray *requests)
{
  json_builder_set_member_name (b, "requests");
  json_builder_begin_array (b);
  for (guint i = 0; i < requests->len; i++)
    add_request (b, requests->pdata[i]);
  json_builder_end_array (b);
}

static const char *
answer_text (SlRequestAnswer answer)
{
  static const char *const texts[] = { N_("waits"), N_("being answered"), N_("approved"), N_("refused") };

  return _(texts[answer]);
}

void
cli_book_print_requests (const GPtrArray *requests)
{
  CliTable *table = cli_table_new (8, _("Request"), _("Stage"), _("Days"), _("State"), _("Rank"), _("Booking"),
                                   _("Owner"), _("Answer"));

  for (guint i = 0; i < requests->len; i++)
    {
      const SlRequest *r = requests->pdata[i];
      g_autofree char *days = sl_days_text (r->day->day, r->to), *rank = g_strdup_printf ("%d", r->day->rank);
      g_autofree char *id = g_strndup (r->id, SHOWN);
      g_autofree char *answer = r->why != NULL && r->answer == SL_REQUEST_REFUSED
                                  ? g_strdup_printf ("%s: %s", answer_text (r->answer), r->why)
                                  : g_strdup (answer_text (r->answer));
      cli_table_row (table, id, r->day->stage, days, r->day->state, rank, r->day->title, r->day->owner, answer);
    }
  cli_table_print (table);
}

void
cli_book_say_asked (const GPtrArray *requests)
{
  for (guint i = 0; i < requests->len; i++)
    {
      const SlRequest *r = requests->pdata[i];
      g_autofree char *days = sl_days_text (r->day->day, r->to);

      if (r->answer == SL_REQUEST_REFUSED)
        cli_say (_("“%s” has refused %s of “%s”: %s; ask for other days, or give it up"), r->day->stage, days,
                 r->day->title, r->why != NULL ? r->why : "—");
      else if (g_str_equal (r->day->state, SL_REQUEST_RELEASED))
        cli_say (_("“%s” is asked to take back %s of “%s”, and has not answered yet"), r->day->stage, days,
                 r->day->title);
      else
        cli_say (_("“%s” is asked for %s of “%s”, and has not answered yet: until then nothing is held "
                           "or changed"), r->day->stage, days, r->day->title);
    }
}

/* --- commands --- */

static int
report (const char *result, const GPtrArray *requests, const GPtrArray *conflicts, const CliBookRest *rest, int code)
{
  int written = EXIT_DONE;

  if (rest->json != NULL)
    {
      g_autoptr (JsonBuilder) b = json_builder_new ();
      json_builder_begin_object (b);
      cli_json_text (b, "result", result);
      cli_book_add_days (b, "days", conflicts);
      cli_book_add_requests (b, requests);
      cli_book_add_queue (b, rest->queue);
      cli_json_job (b, rest->started_us, 1);
      json_builder_end_object (b);
      written = cli_write_json (b, rest->json);
    }
  else
    {
      cli_book_print_requests (requests);
      if (conflicts->len > 0)
        cli_book_print_days (conflicts);
    }
  return written != EXIT_DONE ? written : code;
}

/* Those that can be read; what cannot is told. `code` becomes the exit code. */
static GPtrArray *
list (SlBookingStore *store, const char *stage, int *code)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  GPtrArray *requests = sl_booking_store_requests (store, stage, problems);

  *code = EXIT_DONE;
  for (guint i = 0; i < problems->len; i++)
    {
      cli_say ("%s", ((GError *) problems->pdata[i])->message);
      *code = sl_error_is_service (problems->pdata[i]) ? EXIT_SERVICE : MAX (*code, EXIT_FOUND);
    }
  return requests;
}

int
cli_book_requests (SlBookingStore *store, const CliBookRest *rest)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  int code;
  g_autoptr (GPtrArray) requests = list (store, rest->stage, &code);

  cli_book_say_queue (rest->queue);
  return report ("unknown", requests, nothing, rest, code);
}

/* The one whose id begins so, or whose booking is called so; NULL after saying why. */
static const SlRequest *
find (const GPtrArray *requests, const char *id)
{
  const SlRequest *found = NULL;

  for (guint i = 0; i < requests->len; i++)
    {
      const SlRequest *r = requests->pdata[i];
      if (!g_str_equal (r->day->booking, id) && (strlen (id) < LEAST || !g_str_has_prefix (r->id, id)))
        continue;
      if (found != NULL)
        {
          cli_say (_("“%s” is more than one request; write more of its ID"), id);
          return NULL;
        }
      found = r;
    }
  if (found == NULL)
    cli_say (_("“%s” is no request; “book PLAN requests” lists them"), id);
  return found;
}

/* What an approval brought about. */
static const char *
result_of (const SlRequest *r)
{
  return g_str_equal (r->day->state, SL_REQUEST_RELEASED) || g_str_equal (r->day->state, "confirmed")
           ? r->day->state : "held";
}

/* One of them; `result` becomes what came of it. */
static int
answer (SlBookingStore *store, const SlRequest *r, const CliBookMore *more, GPtrArray *conflicts, const char **result)
{
  g_autoptr (GError) error = NULL;
  SlAcquire outcome = SL_ACQUIRED;
  SlTaken taken = { 0 };

  if (more->why != NULL)
    {
      *result = "refused";
      return sl_booking_store_refuse (store, r->day->stage, r->day->booking, more->why, &error) ? EXIT_DONE
                                                                                                 : cli_fail (error);
    }
  outcome = sl_booking_store_approve (store, r->day->stage, r->day->booking, &taken, &error);
  *result = outcome == SL_ACQUIRED ? result_of (r) : outcome == SL_CONFLICT ? "conflict"
            : outcome == SL_QUEUED ? SL_STAGE_DAY_QUEUED : "unknown";
  for (guint i = 0; taken.conflicts != NULL && i < taken.conflicts->len; i++)
    g_ptr_array_add (conflicts, sl_stage_day_copy (taken.conflicts->pdata[i]));
  sl_taken_clear (&taken);
  if (outcome == SL_CONFLICT)
    cli_say (_("others have days of “%s”; nothing was taken, and the request still waits"), r->day->title);
  return outcome == SL_STORE_FAILED ? cli_fail (error) : outcome == SL_CONFLICT ? EXIT_FOUND
         : outcome == SL_QUEUED ? EXIT_SERVICE : EXIT_DONE;
}

/* None is answered where one of them is not there. */
int
cli_book_answer (SlBookingStore *store, const CliBookMore *more, const CliBookRest *rest)
{
  g_autoptr (GPtrArray) conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free);
  g_autoptr (GPtrArray) answered = g_ptr_array_new (), after = NULL, shown = g_ptr_array_new ();
  const char *result = "unknown";
  int code;
  g_autoptr (GPtrArray) requests = list (store, rest->stage, &code);

  if (code == EXIT_SERVICE)
    return code;
  code = EXIT_DONE;
  for (guint i = 0; more->ids[i] != NULL; i++)
    {
      const SlRequest *r = find (requests, more->ids[i]);
      if (r == NULL)
        return EXIT_BAD_INPUT;
      g_ptr_array_add (answered, (gpointer) r);
    }
  for (guint i = 0; i < answered->len && (code == EXIT_DONE || code == EXIT_FOUND); i++)
    {
      const char *one = "unknown";
      const int one_code = answer (store, answered->pdata[i], more, conflicts, &one);
      code = MAX (code, one_code);
      result = code == EXIT_DONE || i == 0 || g_str_equal (one, "conflict") ? one : result;
    }
  after = sl_booking_store_requests (store, rest->stage, NULL);
  for (guint i = 0; i < answered->len; i++)
    for (guint k = 0; k < after->len; k++)
      if (g_str_equal (((SlRequest *) after->pdata[k])->name, ((SlRequest *) answered->pdata[i])->name)
          && g_str_equal (((SlRequest *) after->pdata[k])->day->stage, ((SlRequest *) answered->pdata[i])->day->stage))
        g_ptr_array_add (shown, after->pdata[k]);
  cli_book_say_queue (rest->queue);
  return report (result, shown, conflicts, rest, code);
}

/* --- the stage --- */

static int
report_stage (const char *stage, const SlStageSettings *s, const CliBookRest *rest)
{
  g_autofree char *begins = g_strdup_printf ("%02d:%02d", s->begins_s / 3600, s->begins_s / 60 % 60);
  g_autoptr (JsonBuilder) b = json_builder_new ();
  g_autoptr (GString) slots = g_string_new (NULL);

  json_builder_begin_object (b);
  cli_json_text (b, "stage", stage);
  json_builder_set_member_name (b, "slots");
  json_builder_begin_array (b);
  for (guint i = 0; i < s->slots->len; i++)
    {
      const char *slot = s->slots->pdata[i] != NULL ? s->slots->pdata[i] : "all";
      json_builder_add_string_value (b, slot);
      g_string_append_printf (slots, "%s%s", i > 0 ? "," : "", slot);
    }
  json_builder_end_array (b);
  cli_json_text (b, "begins", begins);
  if (s->requests != NULL)
    cli_json_text (b, "requests", s->requests);
  cli_json_job (b, rest->started_us, 1);
  json_builder_end_object (b);
  if (rest->json != NULL)
    return cli_write_json (b, rest->json);
  g_print (_("%s: slots %s, days begin at %s\n"), stage, slots->str, begins);
  if (s->requests != NULL)
    g_print (_("Only its facility writes days; others ask for them in “%s”\n"), s->requests);
  else
    g_print ("%s\n", _("All who may write its calendar write days"));
  return EXIT_DONE;
}

int
cli_book_stage (SlDocument *document, SlBookingStore *store, const CliBookMore *more, const CliBookRest *rest)
{
  const SlPlan *plan = sl_document_plan (document);
  const char *stage = rest->stage == NULL && sl_plan_count (plan, SL_KIND_STAGE) == 1
                        ? sl_plan_at (plan, SL_KIND_STAGE, 0)->id : rest->stage;
  const char *requests = NULL;
  g_autofree char *beside = NULL;
  const SlStageSettings *settings;
  g_autoptr (GError) error = NULL;

  if (stage == NULL)
    return cli_fail_text (_("which stage? write --stage ID"));
  if (sl_plan_get (plan, SL_KIND_STAGE, stage) == NULL)
    return cli_fail_text (_("“%s” is no stage; name one"), stage);
  if (more->requests != NULL && g_str_equal (more->requests, "yes"))
    {
      beside = sl_booking_store_beside (store, stage, &error);
      requests = beside;
    }
  else if (more->requests != NULL)
    requests = "";
  if (error != NULL)
    return cli_fail (error);
  const SlSettingsChange change = { more->slots, more->begins, requests };
  settings = sl_booking_store_set_stage (store, stage, &change, &error);
  return settings != NULL ? report_stage (stage, settings, rest) : cli_fail (error);
}
