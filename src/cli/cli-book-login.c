#include "cli-book.h"
#include "sl-book-login.h"
#include "sl-error.h"
#include "sl-i18n.h"

/* A stage's calendar, or NULL; as sl_book_open() finds it. Borrowed. */
static const SlCaldavCalendar *
calendar_of (const SlPlan *plan, const SlAccount *account, const GPtrArray *calendars, const SlEntity *stage)
{
  const SlCaldavCalendar *own = sl_plan_count (plan, SL_KIND_STAGE) == 1 ? sl_caldav_own (calendars, account->url)
                                                                         : NULL;

  return own != NULL ? own : sl_caldav_pick (calendars, stage->id, stage->name, NULL);
}

static void
add_stages (JsonBuilder *b, const SlPlan *plan, const SlAccount *account, const GPtrArray *calendars)
{
  json_builder_set_member_name (b, "stages");
  json_builder_begin_array (b);
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_STAGE); i++)
    {
      const SlEntity *stage = sl_plan_at (plan, SL_KIND_STAGE, i);
      const SlCaldavCalendar *calendar = calendar_of (plan, account, calendars, stage);

      json_builder_begin_object (b);
      cli_json_text (b, "stage", stage->id);
      cli_json_text (b, "calendar", calendar != NULL ? calendar->url : "");
      json_builder_set_member_name (b, "writes");
      json_builder_add_boolean_value (b, calendar != NULL && calendar->writes);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

/* `calendars` is NULL for a logout. */
static int
write_json (const SlPlan *plan, const CliLogin *login, const SlAccount *account, const GPtrArray *calendars,
            gint64 started_us)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();

  json_builder_begin_object (b);
  cli_json_text (b, "result", "unknown"); /* nothing is held by it */
  json_builder_set_member_name (b, "days");
  json_builder_begin_array (b);
  json_builder_end_array (b);
  cli_json_text (b, "server", account->url);
  cli_json_text (b, "auth", account->user != NULL ? "basic" : "bearer");
  if (account->user != NULL)
    cli_json_text (b, "user", account->user);
  if (calendars != NULL)
    {
      json_builder_set_member_name (b, "encrypted");
      json_builder_add_boolean_value (b, g_str_has_prefix (account->url, "https:"));
      cli_json_text (b, "ca", account->ca_file);
      add_stages (b, plan, account, calendars);
    }
  cli_json_job (b, started_us, 1);
  json_builder_end_object (b);
  return cli_write_json (b, login->json);
}

static void
print_login (const SlPlan *plan, const SlAccount *account, const GPtrArray *calendars)
{
  CliTable *table = cli_table_new (3, _("Stage"), _("Calendar"), _("May be booked"));

  if (account->user != NULL)
    g_print (_("%s is logged in at %s; the password is in the keyring\n"), account->user, account->url);
  else
    g_print (_("You are logged in at %s; the token is in the keyring\n"), account->url);
  if (!g_str_has_prefix (account->url, "https:"))
    g_print ("%s", _("The connection is not encrypted; it does not leave this machine\n"));
  else if (account->ca_file != NULL)
    g_print (_("The connection is encrypted; the server's certificate is signed by those of %s\n"), account->ca_file);
  else
    g_print ("%s", _("The connection is encrypted; the server's certificate is signed by an authority of this "
                     "system\n"));
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_STAGE); i++)
    {
      const SlEntity *stage = sl_plan_at (plan, SL_KIND_STAGE, i);
      const SlCaldavCalendar *calendar = calendar_of (plan, account, calendars, stage);

      cli_table_row (table, stage->id, calendar != NULL ? calendar->url : "–",
                     calendar != NULL && calendar->writes ? _("yes") : _("no"));
    }
  cli_table_print (table);
}

int
cli_book_login (SlDocument *document, const CliLogin *login, gint64 started_us)
{
  const SlPlan *plan = sl_document_plan (document);
  g_autoptr (GError) error = NULL;
  g_autofree char *address = sl_account_address (login->url, &error);
  g_autoptr (SlAccount) account = NULL;
  g_autoptr (GPtrArray) calendars = NULL;
  char *password;
  int code;

  if (address == NULL)
    return cli_fail (error);
  if (login->bearer && login->user != NULL)
    return cli_fail_text (_("a token says itself whose it is; leave out --user, or --bearer"));
  if (!login->bearer && (login->user == NULL || *login->user == '\0'))
    return cli_fail_text (_("who logs in? write --user NAME, or --bearer where the server gives tokens"));
  account = sl_account_new (address, login->user, login->ca_file);
  if ((password = cli_read_password (account, &code)) == NULL)
    return code;
  calendars = sl_book_login (account, password, cli_watch (), &error);
  sl_account_wipe (password);
  if (calendars == NULL)
    return cli_fail (error);
  if (login->json != NULL)
    return write_json (plan, login, account, calendars, started_us);
  print_login (plan, account, calendars);
  return EXIT_DONE;
}

int
cli_book_logout (const CliLogin *login, gint64 started_us)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlAccount) account = sl_account_find (login->url, &error);

  if (error != NULL)
    return cli_fail (error);
  if (!sl_book_logout (login->url, login->user, cli_watch (), &error))
    return cli_fail (error);
  if (login->json != NULL)
    return write_json (NULL, login, account, NULL, started_us);
  if (account->user != NULL)
    g_print (_("%s is logged out of %s; the password is forgotten\n"), account->user, account->url);
  else
    g_print (_("You are logged out of %s; the token is forgotten\n"), account->url);
  return EXIT_DONE;
}
