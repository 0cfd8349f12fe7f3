#include "sl-account-words.h"

#include <string.h>

#include "sl-book-check.h"
#include "sl-i18n.h"

char *
sl_account_who (const SlAccountEntry *entry)
{
  static const char *const states[] = { N_("asking the keyring…"), N_("signed in"), N_("not signed in"),
                                        N_("the keyring does not say") };
  const char *user = entry->account->user != NULL ? entry->account->user : _("By token");

  return g_strdup_printf ("%s · %s", user, _(states[entry->state]));
}

char *
sl_account_doing (const SlAccountEntry *entry)
{
  if (entry->job == NULL)
    return NULL;
  if (sl_watch_is_cancelled (sl_job_watch (entry->job)))
    return g_strdup (_("Stopping; what was tried is taken back…"));
  return g_strdup_printf ("%s… %.0f %%", sl_job_name (entry->job), 100 * sl_watch_fraction (sl_job_watch (entry->job)));
}

/* As people call it. */
static char *
name_of (const SlBookCheck *check)
{
  g_autofree char *path = g_strndup (check->url, strlen (check->url) - 1);
  g_autofree char *segment = g_path_get_basename (path);

  return check->name != NULL ? g_strdup (check->name) : g_uri_unescape_string (segment, NULL);
}

static gboolean
has_level (const SlBookCheck *check, int level)
{
  return check->tried && check->error == NULL && (int) check->protection.level == level;
}

/* The calendars of a level, and what the first of them rests on. */
static void
add_level (const GPtrArray *checks, SlProtectionLevel level, GString *text)
{
  const SlBookCheck *first = NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  g_auto (GStrv) reasons = NULL;

  for (guint i = 0; i < checks->len; i++)
    if (has_level (checks->pdata[i], (int) level))
      {
        g_autofree char *name = name_of (checks->pdata[i]);
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
        first = first != NULL ? first : checks->pdata[i];
      }
  if (first == NULL)
    return;
  g_string_append_printf (text, "%s: %s\n", sl_protection_title (level), names->str);
  reasons = sl_protection_reasons (&first->protection);
  for (guint i = 0; reasons[i] != NULL; i++)
    g_string_append_printf (text, "· %s\n", reasons[i]);
}

char *
sl_account_check_text (const GPtrArray *checks)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint untried = 0;

  for (SlProtectionLevel level = SL_PROTECTION_PREVENTS; level <= SL_PROTECTION_READ_ONLY; level++)
    add_level (checks, level, text);
  for (guint i = 0; i < checks->len; i++)
    {
      const SlBookCheck *check = checks->pdata[i];
      untried += !check->tried;
      if (check->error != NULL)
        g_string_append_printf (text, "%s\n", check->error->message);
    }
  if (untried > 0)
    g_string_append_printf (text, ngettext ("%u more calendar was not tried\n", "%u more calendars were not tried\n",
                                            untried), untried);
  if (text->len > 0)
    g_string_truncate (text, text->len - 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
