#include "cli-book-verbs.h"

#include "sl-deadlines.h"
#include "sl-error.h"
#include "sl-i18n.h"

char *
cli_book_describe (void)
{
  g_autoptr (GString) text = g_string_new (_("Commands:\n"));

  g_string_append_printf (text, "  status     %s\n", _("Lists who has which days"));
  g_string_append_printf (text, "  push       %s\n", _("Makes the store hold what the plan's bookings say"));
  g_string_append_printf (text, "  check      %s\n", _("Tries how far a server keeps two from having one day"));
  for (guint i = 0; sl_book_verb_at (i) != NULL; i++)
    g_string_append_printf (text, "  %-9s  %s\n", sl_book_verb_at (i)->id, _(sl_book_verb_at (i)->help));
  g_string_append_printf (text, "  requests   %s\n", _("Lists what productions ask of stages whose facility answers"));
  g_string_append_printf (text, "  approve    %s\n", _("Takes the days that requests (ID…) ask for, in the "
                                                        "productions' names"));
  g_string_append_printf (text, "  refuse     %s\n", _("Refuses requests (ID…), and says why"));
  g_string_append_printf (text, "  stage      %s\n", _("Shows how a stage is booked, or changes it for everybody"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- what was asked --- */

static gboolean
parse_days (CliBookAsked *asked)
{
  g_auto (GStrv) parts = g_strsplit (asked->days, "..", 2);

  return parts[0] != NULL && sl_date_parse (parts[0], &asked->from) && asked->from != 0
         && sl_date_parse (parts[1] != NULL ? parts[1] : parts[0], &asked->to) && asked->from <= asked->to
         && asked->to - asked->from < SL_BOOK_MOST_DAYS;
}

/* Of 1…`most`; `number` stays where nothing was said. */
static gboolean
parse_count (const char *text, gint64 most, gint64 *number)
{
  return text == NULL || g_ascii_string_to_signed (text, 10, 1, most, number, NULL);
}

gboolean
cli_book_check (const SlBookVerb *verb, CliBookAsked *asked, int *exit_code)
{
  const char *id = verb != NULL ? verb->id : "";
  gint64 place = 0, run = 1;
  const struct { const char *option, *of; gboolean said; } options[] = {
    { "--rank", "hold", asked->rank != NULL }, { "--expires", "hold", asked->expires != NULL },
    { "--deadline", "challenge", asked->deadline != NULL }, { "--length", "free", asked->length != NULL },
    { "--apply", "pull", asked->apply },
  };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    if (options[i].said && !g_str_equal (options[i].of, id))
      {
        *exit_code = cli_fail_text (_("%s belongs to “%s”; leave it out"), options[i].option, options[i].of);
        return FALSE;
      }
  if (verb == NULL && (asked->days != NULL || asked->production != NULL))
    *exit_code = cli_fail_text (_("status and push are about all days; leave out --days and --production"));
  else if (asked->days != NULL && !parse_days (asked))
    *exit_code = cli_fail_text (_("“%s” is no period; write --days 2026-11-01..2026-11-30, ten years at most"),
                                asked->days);
  else if (!parse_count (asked->rank, 9, &place))
    *exit_code = cli_fail_text (_("“%s” is no rank; write --rank 1 to 9"), asked->rank);
  else if (!parse_count (asked->length, SL_BOOK_MOST_DAYS, &run))
    *exit_code = cli_fail_text (_("“%s” is no number of days; write --length 5"), asked->length);
  else
    {
      asked->place = (int) place;
      asked->run = (guint) run;
      return TRUE;
    }
  return FALSE;
}

gboolean
cli_book_makes (const char *command)
{
  return g_str_equal (command, "push") || g_str_equal (command, "hold") || g_str_equal (command, "stage");
}

gboolean
cli_book_edits (const SlBookVerb *verb, const CliBookAsked *asked)
{
  return verb != NULL && verb->edits && (asked->apply || verb->days);
}

/* --- answers --- */

static void
add_changes (JsonBuilder *b, const GPtrArray *changes)
{
  json_builder_set_member_name (b, "changes");
  json_builder_begin_array (b);
  for (guint i = 0; i < changes->len; i++)
    {
      const SlBookChange *c = changes->pdata[i];
      json_builder_begin_object (b);
      cli_json_text (b, "booking", c->booking);
      cli_json_text (b, "field", c->field);
      cli_json_text (b, "from", c->from);
      cli_json_text (b, "to", c->to);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

static void
add_runs (JsonBuilder *b, const GArray *runs)
{
  json_builder_set_member_name (b, "free");
  json_builder_begin_array (b);
  for (guint i = 0; i < runs->len; i++)
    {
      const SlBookRun *run = &g_array_index (runs, SlBookRun, i);
      g_autofree char *from = sl_date_to_text (run->from), *to = sl_date_to_text (run->to);
      json_builder_begin_object (b);
      cli_json_text (b, "stage", run->stage);
      cli_json_text (b, "from", from);
      cli_json_text (b, "to", to);
      cli_json_count (b, "days", run->open);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

static int
write_json (const SlBookVerb *verb, const SlBookAnswer *answer, const CliBookRest *rest)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();

  json_builder_begin_object (b);
  cli_json_text (b, "result", answer->result);
  cli_book_add_days (b, "days", answer->days);
  cli_book_add_days (b, "strangers", answer->strangers);
  if (g_str_equal (verb->id, "pull"))
    add_changes (b, answer->changes);
  if (g_str_equal (verb->id, "free"))
    add_runs (b, answer->runs);
  if (answer->requests->len > 0)
    cli_book_add_requests (b, answer->requests);
  cli_book_add_queue (b, rest->queue);
  cli_json_job (b, rest->started_us, 1);
  json_builder_end_object (b);
  return cli_write_json (b, rest->json);
}

static void
print (const SlBookVerb *verb, const SlBookAnswer *answer)
{
  for (guint i = 0; i < answer->changes->len; i++)
    {
      const SlBookChange *c = answer->changes->pdata[i];
      g_print ("%s %s: %s → %s\n", c->booking, c->field, c->from, c->to);
    }
  for (guint i = 0; i < answer->runs->len; i++)
    {
      const SlBookRun *run = &g_array_index (answer->runs, SlBookRun, i);
      g_autofree char *from = sl_date_to_text (run->from), *to = sl_date_to_text (run->to);
      g_print (_("Free from %s to %s: %s\n"), from, to, run->stage);
    }
  if (!g_str_equal (verb->id, "free"))
    cli_book_print_days (answer->days);
}

static void
say (const SlBookAnswer *answer)
{
  for (guint i = 0; i < answer->remarks->len; i++)
    cli_say ("%s", (char *) answer->remarks->pdata[i]);
  if (g_str_equal (answer->result, "conflict") && answer->remarks->len == 0)
    cli_say ("%s", _("others have these days, or wait for them; nothing was changed"));
  for (guint i = 0; i < answer->strangers->len; i++)
    {
      const SlStageDay *day = answer->strangers->pdata[i];
      g_autofree char *date = sl_date_to_text (day->day);
      cli_say (_("“%s” stands over %s on %s too; ask the stage whose day it is"), day->title, day->stage, date);
    }
}

int
cli_book_verb (const SlBookVerb *verb, SlDocument *document, SlBookingStore *store, const CliBookRest *rest)
{
  const CliBookAsked *a = rest->asked;
  g_auto (GStrv) stages = rest->stage != NULL ? g_strsplit (rest->stage, ",", -1) : NULL;
  const SlBookWish wish = {
    .stages = (const char *const *) stages, .production = a->production, .from = a->from, .to = a->to,
    .rank = a->place, .expires = a->expires, .deadline = a->deadline, .length = a->run, .now = sl_deadlines_now (),
    .adopt = rest->adopt, .apply = a->apply,
  };
  g_autoptr (GError) error = NULL;
  SlBookAnswer answer;
  int code, written = EXIT_DONE;

  if (!sl_book_do (verb, document, store, &wish, &answer, &error))
    {
      code = cli_fail (error);
      cli_book_say_queue (rest->queue);
      answer.result = "unknown"; /* nobody knows who has which days */
      if (rest->json != NULL && code == EXIT_SERVICE)
        write_json (verb, &answer, rest);
      sl_book_answer_clear (&answer);
      return code;
    }
  say (&answer);
  cli_book_say_queue (rest->queue);
  const gboolean asked = g_str_equal (answer.result, SL_STAGE_DAY_QUEUED) && !cli_book_is_queued (rest->queue);
  if (asked)
    cli_book_say_asked (answer.requests);
  code = asked ? EXIT_DONE : g_str_equal (answer.result, SL_STAGE_DAY_QUEUED) ? EXIT_SERVICE
         : g_str_equal (answer.result, "conflict") || answer.strangers->len > 0 ? EXIT_FOUND : EXIT_DONE;
  code = cli_book_queue_code (rest->queue, code);
  if (rest->json != NULL)
    written = write_json (verb, &answer, rest);
  else
    print (verb, &answer);
  sl_book_answer_clear (&answer);
  return written != EXIT_DONE ? written : code;
}
