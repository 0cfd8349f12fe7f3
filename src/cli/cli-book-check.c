/* book PLAN check */
#include "cli-book.h"
#include "sl-book-check.h"
#include "sl-error.h"
#include "sl-i18n.h"

static void
add_flag (JsonBuilder *b, const char *name, gboolean value)
{
  json_builder_set_member_name (b, name);
  json_builder_add_boolean_value (b, value);
}

/* What was found by trying; nothing of it is known of a calendar that nobody may write. */
static void
add_protection (JsonBuilder *b, const SlProtection *p)
{
  g_auto (GStrv) reasons = sl_protection_reasons (p);

  cli_json_text (b, "level", sl_protection_id (p->level));
  json_builder_set_member_name (b, "reasons");
  json_builder_begin_array (b);
  for (guint i = 0; reasons[i] != NULL; i++)
    json_builder_add_string_value (b, reasons[i]);
  json_builder_end_array (b);
  if (p->level == SL_PROTECTION_READ_ONLY)
    return;
  cli_json_count (b, "writers", SL_PROTECTION_WRITERS);
  cli_json_count (b, "races", p->races);
  cli_json_count (b, "double_bookings", p->doubled);
  cli_json_count (b, "edit_races", p->edits);
  cli_json_count (b, "lost_edits", p->lost);
  add_flag (b, "if_match", p->honours_match);
  add_flag (b, "sync_collection", p->syncs);
  add_flag (b, "keeps_text", p->keeps_text);
  add_flag (b, "etag_stays", p->etag_stays);
  add_flag (b, "etag_changes", p->etag_changes);
}

static int
write_json (const char *json, const SlAccount *account, const GPtrArray *checks, gint64 started_us, int code)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();
  int written;

  json_builder_begin_object (b);
  cli_json_text (b, "result", "unknown"); /* nothing is held by it */
  json_builder_set_member_name (b, "days");
  json_builder_begin_array (b);
  json_builder_end_array (b);
  cli_json_text (b, "server", account->url);
  json_builder_set_member_name (b, "calendars");
  json_builder_begin_array (b);
  for (guint i = 0; i < checks->len; i++)
    {
      const SlBookCheck *check = checks->pdata[i];

      json_builder_begin_object (b);
      if (check->url != NULL)
        cli_json_text (b, "calendar", check->url);
      if (check->name != NULL)
        cli_json_text (b, "name", check->name);
      if (check->stage != NULL)
        cli_json_text (b, "stage", check->stage);
      if (check->url != NULL)
        add_flag (b, "writes", check->writes);
      if (check->error != NULL)
        cli_json_text (b, "error", check->error->message);
      else if (check->tried)
        add_protection (b, &check->protection);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
  cli_json_job (b, started_us, SL_PROTECTION_WRITERS);
  json_builder_end_object (b);
  written = cli_write_json (b, json);
  return written != EXIT_DONE ? written : code;
}

static void
print (const SlBookCheck *check)
{
  g_auto (GStrv) reasons = NULL;

  if (check->url == NULL)
    return;
  g_print ("%s%s%s\n", check->url, check->name != NULL ? "  " : "", check->name != NULL ? check->name : "");
  if (check->stage != NULL)
    g_print ("  %s: %s\n", _("Stage"), check->stage);
  if (!check->tried || check->error != NULL)
    return;
  reasons = sl_protection_reasons (&check->protection);
  g_print ("  %s\n", sl_protection_title (check->protection.level));
  for (guint i = 0; reasons[i] != NULL; i++)
    g_print ("  · %s\n", reasons[i]);
}

/* Less than the best is something found; a stage without a calendar is a bad name, a failure the service's. */
static int
judge (const GPtrArray *checks)
{
  int code = sl_book_check_level (checks) > SL_PROTECTION_PREVENTS ? EXIT_FOUND : EXIT_DONE;

  for (guint i = 0; i < checks->len; i++)
    {
      const SlBookCheck *check = checks->pdata[i];
      if (check->error != NULL)
        code = MAX (code, cli_fail (check->error));
    }
  return code;
}

int
cli_book_check_server (SlDocument *document, const char *url, const char *stage, const char *json, gint64 started_us)
{
  const SlPlan *plan = sl_document_plan (document);
  g_autoptr (SlAccount) account = NULL;
  g_autoptr (GPtrArray) checks = NULL;
  g_autoptr (GError) error = NULL;
  char *secret;
  int code;

  if (stage != NULL && sl_plan_get (plan, SL_KIND_STAGE, stage) == NULL)
    return cli_fail_text (_("the plan has no stage “%s”; name one of it"), stage);
  if ((account = cli_book_account (url, &secret, &code)) == NULL)
    return code;
  const SlBookCheckOptions options = { url, { account->user, secret, account->ca_file }, plan, stage };
  cli_undo_first ();
  checks = sl_book_check (&options, cli_watch (), &error);
  sl_account_wipe (secret);
  if (checks == NULL)
    return cli_fail (error);
  code = judge (checks);
  if (json != NULL)
    return write_json (json, account, checks, started_us, code);
  for (guint i = 0; i < checks->len; i++)
    print (checks->pdata[i]);
  return code;
}
