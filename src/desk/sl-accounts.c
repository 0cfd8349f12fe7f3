#include "sl-accounts.h"

#include <string.h>

#include "sl-account-words.h"
#include "sl-book-check.h"
#include "sl-book-login.h"
#include "sl-error.h"
#include "sl-i18n.h"

struct _SlAccounts {
  GObject    parent;
  SlQueue   *queue;
  guint      listener;
  GPtrArray *entries;
  char      *trouble;
};

G_DEFINE_FINAL_TYPE (SlAccounts, sl_accounts, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
tell (SlAccounts *accounts)
{
  g_signal_emit (accounts, signals[CHANGED], 0);
}

static void
entry_free (gpointer data)
{
  SlAccountEntry *entry = data;

  sl_account_free (entry->account);
  g_free (entry->trouble);
  g_free (entry->outcome);
  sl_job_unref (entry->job);
  g_free (entry);
}

static SlAccountEntry *
find (SlAccounts *accounts, const char *url)
{
  for (guint i = 0; i < accounts->entries->len; i++)
    {
      SlAccountEntry *entry = accounts->entries->pdata[i];
      if (g_str_equal (entry->account->url, url))
        return entry;
    }
  return NULL;
}

/* --- jobs --- */

typedef struct {
  SlAccounts    *accounts; /* borrowed: its queue ends all jobs before it goes */
  SlAccount     *account;
  char          *secret;   /* of a sign-in, else NULL */
  SlAccountDone  done;
  gpointer       data;
  GDestroyNotify free_data;
  SlAccountState state;    /* what the keyring said */
  char          *outcome;
} Job;

static Job *
job_new (SlAccounts *accounts, const SlAccount *account)
{
  Job *job = g_new0 (Job, 1);

  job->accounts = accounts;
  job->account = sl_account_new (account->url, account->user, account->ca_file);
  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->free_data != NULL)
    job->free_data (job->data);
  sl_account_free (job->account);
  sl_account_wipe (job->secret);
  g_free (job->outcome);
  g_free (job);
}

/* Back in the main context: what the entry says of it; NULL where it has gone meanwhile. */
static SlAccountEntry *
end (Job *job, const GError *error)
{
  SlAccountEntry *entry = find (job->accounts, job->account->url);

  if (entry == NULL)
    return NULL;
  g_clear_pointer (&entry->job, sl_job_unref);
  g_clear_pointer (&entry->trouble, g_free);
  if (error != NULL && !g_error_matches (error, SL_ERROR, SL_ERROR_CANCELLED))
    entry->trouble = g_strdup (error->message);
  return entry;
}

static SlJob *
add (Job *job, const char *name, SlLane lane, SlJobWork work, SlJobDone done)
{
  return sl_queue_add (job->accounts->queue, &(SlJobSpec) { .lane = lane, .name = name, .work = work, .done = done,
                                                            .data = job, .free_data = job_free });
}

/* Of an entry that is idle. */
static void
add_for (SlAccounts *accounts, const char *url, const char *name, SlJobWork work, SlJobDone done)
{
  SlAccountEntry *entry = find (accounts, url);

  if (entry == NULL || entry->job != NULL)
    return;
  g_clear_pointer (&entry->trouble, g_free);
  entry->job = sl_job_ref (add (job_new (accounts, entry->account), name, SL_LANE_LIVE, work, done));
  tell (accounts);
}

/* --- the list --- */

static gboolean
ask_keyring (SlWatch *watch, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (GError) inner = NULL;
  char *secret = sl_account_find_password (job->account, watch, &inner);

  job->state = secret != NULL ? SL_ACCOUNT_IN : inner == NULL ? SL_ACCOUNT_OUT : SL_ACCOUNT_UNSURE;
  sl_account_wipe (secret);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static void
on_asked (const GError *error, gpointer data)
{
  Job *job = data;
  SlAccountEntry *entry = find (job->accounts, job->account->url);

  if (entry == NULL)
    return;
  entry->state = job->state;
  if (error != NULL && entry->job == NULL)
    {
      g_free (entry->trouble);
      entry->trouble = g_strdup (error->message);
    }
  tell (job->accounts);
}

/* What is known of an account stays known; of another user at that address it is not. */
static SlAccountEntry *
entry_of (SlAccounts *accounts, const SlAccount *account)
{
  SlAccountEntry *entry = g_new0 (SlAccountEntry, 1), *old = find (accounts, account->url);

  entry->account = sl_account_new (account->url, account->user, account->ca_file);
  if (old == NULL)
    return entry;
  entry->job = g_steal_pointer (&old->job);
  if (g_strcmp0 (old->account->user, account->user) != 0)
    return entry;
  entry->state = old->state;
  entry->outcome = g_steal_pointer (&old->outcome);
  return entry;
}

void
sl_accounts_refresh (SlAccounts *accounts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = sl_account_list (&error);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);

  g_clear_pointer (&accounts->trouble, g_free);
  if (found == NULL)
    accounts->trouble = g_strdup (error->message);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      g_ptr_array_add (entries, entry_of (accounts, found->pdata[i]));
      add (job_new (accounts, found->pdata[i]), NULL, SL_LANE_LIVE, ask_keyring, on_asked);
    }
  g_ptr_array_unref (accounts->entries);
  accounts->entries = g_steal_pointer (&entries);
  tell (accounts);
}

const GPtrArray *
sl_accounts_list (SlAccounts *accounts)
{
  return accounts->entries;
}

const char *
sl_accounts_trouble (SlAccounts *accounts)
{
  return accounts->trouble;
}

/* --- signing in --- */

char *
sl_accounts_address (const char *typed)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));

  return strstr (text, "://") != NULL || *text == '\0' ? g_steal_pointer (&text) : g_strconcat ("https://", text, NULL);
}

static gboolean
log_in (SlWatch *watch, gpointer data, GError **error)
{
  Job *job = data;
  g_autofree char *address = sl_account_address (job->account->url, error);
  g_autoptr (GPtrArray) calendars = NULL;

  if (address == NULL)
    return FALSE;
  g_free (job->account->url);
  job->account->url = g_steal_pointer (&address);
  calendars = sl_book_login (job->account, job->secret, watch, error);
  return calendars != NULL;
}

static void
on_logged_in (const GError *error, gpointer data)
{
  Job *job = data;

  if (error == NULL)
    sl_accounts_refresh (job->accounts);
  job->done (error, job->data);
}

SlJob *
sl_accounts_sign_in (SlAccounts *accounts, const char *typed, const char *user, const char *secret, const char *ca_file,
                     SlAccountDone done, gpointer data, GDestroyNotify free_data)
{
  g_autofree char *address = sl_accounts_address (typed);
  g_autoptr (SlAccount) account = sl_account_new (address, user, ca_file);
  Job *job = job_new (accounts, account);

  job->secret = g_strdup (secret);
  job->done = done;
  job->data = data;
  job->free_data = free_data;
  return add (job, _("Signing in"), SL_LANE_LIVE, log_in, on_logged_in);
}

/* --- checking --- */

static gboolean
check (SlWatch *watch, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (GError) inner = NULL;
  char *secret = sl_account_find_password (job->account, watch, &inner);
  g_autoptr (GPtrArray) checks = NULL;

  job->state = secret != NULL ? SL_ACCOUNT_IN : SL_ACCOUNT_OUT;
  if (secret == NULL && inner == NULL)
    sl_error_set (&inner, SL_ERROR_SERVICE, _("you are not signed in at %s; sign in again"), job->account->url);
  if (secret != NULL)
    {
      const SlBookCheckOptions options = { .url = job->account->url,
                                           .account = { job->account->user, secret, job->account->ca_file } };
      checks = sl_book_check (&options, watch, &inner);
      sl_account_wipe (secret);
    }
  if (checks != NULL)
    job->outcome = sl_account_check_text (checks);
  else
    g_propagate_error (error, g_steal_pointer (&inner));
  return checks != NULL;
}

static void
on_checked (const GError *error, gpointer data)
{
  Job *job = data;
  SlAccountEntry *entry = end (job, error);

  if (entry != NULL)
    {
      entry->state = job->state;
      g_free (entry->outcome);
      entry->outcome = g_steal_pointer (&job->outcome);
    }
  tell (job->accounts);
}

void
sl_accounts_check (SlAccounts *accounts, const char *url)
{
  add_for (accounts, url, _("Checking a booking server"), check, on_checked);
}

/* --- signing out --- */

static gboolean
log_out (SlWatch *watch, gpointer data, GError **error)
{
  Job *job = data;

  return sl_book_logout (job->account->url, job->account->user, watch, error);
}

static void
on_logged_out (const GError *error, gpointer data)
{
  Job *job = data;

  end (job, error);
  if (error == NULL)
    sl_accounts_refresh (job->accounts);
  else
    tell (job->accounts);
}

void
sl_accounts_sign_out (SlAccounts *accounts, const char *url)
{
  add_for (accounts, url, _("Signing out"), log_out, on_logged_out);
}

void
sl_accounts_cancel (SlAccounts *accounts, const char *url)
{
  const SlAccountEntry *entry = find (accounts, url);

  if (entry != NULL && entry->job != NULL)
    sl_job_cancel (entry->job);
}

/* --- the object --- */

static void
on_queue (SlQueue *queue, gpointer accounts)
{
  tell (accounts);
}

static void
finalize (GObject *object)
{
  SlAccounts *accounts = SL_ACCOUNTS (object);

  sl_queue_unlisten (accounts->queue, accounts->listener);
  sl_queue_free (accounts->queue);
  g_ptr_array_unref (accounts->entries);
  g_free (accounts->trouble);
  G_OBJECT_CLASS (sl_accounts_parent_class)->finalize (object);
}

static void
sl_accounts_class_init (SlAccountsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = finalize;
  signals[CHANGED] = g_signal_new ("changed", SL_TYPE_ACCOUNTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sl_accounts_init (SlAccounts *accounts)
{
  accounts->queue = sl_queue_new ();
  accounts->entries = g_ptr_array_new_with_free_func (entry_free);
  accounts->listener = sl_queue_listen (accounts->queue, on_queue, accounts);
}

SlAccounts *
sl_accounts_new (void)
{
  return g_object_new (SL_TYPE_ACCOUNTS, NULL);
}
