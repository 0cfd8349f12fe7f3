#include "sl-requests.h"

#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"

enum { TRIES = 3, MOST_REQUESTS = 20000 };

typedef struct {
  char      *name, *etag, *text;
  SlRequest *request; /* NULL where it cannot be read */
  GError    *why;     /* then */
} Entry;              /* all owned */

struct SlRequests {
  SlBackend  *backend;
  char       *stage;
  GHashTable *entries; /* Entry by name; owned */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->name);
  g_free (entry->etag);
  g_free (entry->text);
  sl_request_free (entry->request);
  g_clear_error (&entry->why);
  g_free (entry);
}

SlRequests *
sl_requests_new (SlBackend *backend, const char *stage)
{
  SlRequests *r = g_new (SlRequests, 1);

  *r = (SlRequests) { backend, g_strdup (stage), g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free) };
  return r;
}

void
sl_requests_free (SlRequests *r)
{
  if (r == NULL)
    return;
  sl_backend_free (r->backend);
  g_free (r->stage);
  g_hash_table_unref (r->entries);
  g_free (r);
}

/* --- reading --- */

static void
note (SlRequests *r, const SlResource *resource)
{
  Entry *entry;

  g_hash_table_remove (r->entries, resource->name);
  if (resource->text == NULL && resource->etag == NULL)
    return;
  entry = g_new0 (Entry, 1);
  entry->name = g_strdup (resource->name);
  entry->etag = g_strdup (resource->etag);
  entry->text = g_strdup (resource->text);
  entry->request = sl_request_read (r->stage, entry->name, entry->text, &entry->why);
  g_hash_table_insert (r->entries, entry->name, entry);
}

/* One of them anew. */
static gboolean
look (SlRequests *r, const char *name, GError **error)
{
  g_autoptr (SlResource) resource = sl_backend_get (r->backend, name, NULL, error);

  if (resource != NULL)
    note (r, resource);
  return resource != NULL;
}

gboolean
sl_requests_read (SlRequests *r, SlWatch *watch, GError **error)
{
  g_autoptr (SlChanges) all = sl_backend_list (r->backend, NULL, watch, error);

  if (all == NULL)
    return FALSE;
  for (guint i = all->changed->len; i > 0; i--)
    if (!sl_request_is_name (((SlResource *) all->changed->pdata[i - 1])->name))
      g_ptr_array_remove_index (all->changed, i - 1);
  if (all->changed->len > MOST_REQUESTS)
    {
      sl_error_set (error, SL_ERROR_SERVICE, _("%s: there are more than %d requests; remove old ones"),
                    r->backend->title, MOST_REQUESTS);
      return FALSE;
    }
  if (!sl_backend_fetch (r->backend, all->changed, watch, error))
    return FALSE;
  g_hash_table_remove_all (r->entries);
  for (guint i = 0; i < all->changed->len; i++)
    note (r, all->changed->pdata[i]);
  return TRUE;
}

static int
by_day (gconstpointer a, gconstpointer b)
{
  const SlRequest *x = *(SlRequest *const *) a, *y = *(SlRequest *const *) b;

  return x->day->day != y->day->day ? (x->day->day < y->day->day ? -1 : 1) : strcmp (x->name, y->name);
}

GPtrArray *
sl_requests_list (SlRequests *r, GPtrArray *problems)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_request_free);
  GHashTableIter at;
  gpointer value;

  g_hash_table_iter_init (&at, r->entries);
  while (g_hash_table_iter_next (&at, NULL, &value))
    {
      const Entry *entry = value;
      if (entry->request != NULL)
        g_ptr_array_add (list, sl_request_copy (entry->request));
      else if (problems != NULL)
        g_ptr_array_add (problems, g_error_copy (entry->why));
    }
  g_ptr_array_sort (list, by_day);
  return list;
}

static Entry *
entry_of (const SlRequests *r, const char *booking)
{
  g_autofree char *name = sl_request_name (booking);

  return g_hash_table_lookup (r->entries, name);
}

const SlRequest *
sl_requests_find (const SlRequests *r, const char *booking)
{
  const Entry *entry = entry_of (r, booking);

  return entry != NULL ? entry->request : NULL;
}

/* --- a production's --- */

/* FALSE with an error while the facility takes the request's days. */
static gboolean
may_change (const SlRequests *r, const Entry *entry, gint64 now, GError **error)
{
  const SlRequest *request = entry != NULL ? entry->request : NULL;

  if (request == NULL || request->answer != SL_REQUEST_TAKING || now - request->answered > SL_REQUESTS_STALE_S)
    return TRUE;
  sl_error_set (error, SL_ERROR_SERVICE, _("“%s” is being answered by “%s” in this moment; try again in a minute"),
                request->day->title, r->stage);
  return FALSE;
}

static void
set_restless (const SlRequests *r, const char *name, GError **inner, GError **error)
{
  if (*inner != NULL)
    g_propagate_error (error, g_steal_pointer (inner));
  else
    sl_error_set (error, SL_ERROR_SERVICE, _("%s: “%s” changes while it is written; try again"), r->backend->title,
                  name);
}

/* Whether it says so already; what was approved is asked for anew, since its days are not there. */
static gboolean
says (const Entry *entry, const SlStageDay *day, guint32 to, gboolean written)
{
  const SlRequest *request = entry != NULL ? entry->request : NULL;

  return request != NULL && sl_request_asks (request, day, to)
         && (written || request->answer == SL_REQUEST_PENDING || request->answer == SL_REQUEST_REFUSED);
}

gboolean
sl_requests_ask (SlRequests *r, const SlStageDay *day, guint32 to, gint64 now, GError **error)
{
  g_autofree char *name = sl_request_name (day->booking);
  g_autoptr (GError) inner = NULL;
  gboolean written = FALSE;

  for (guint i = 0; i <= TRIES; i++)
    {
      const Entry *entry = g_hash_table_lookup (r->entries, name);
      g_autofree char *text = NULL;
      SlWrite result;

      if (says (entry, day, to, written))
        return TRUE;
      if (i == TRIES || !may_change (r, entry, now, error))
        break;
      /* what cannot be read is replaced: it stands in the booking's own place */
      text = sl_request_text (entry != NULL && entry->request != NULL ? entry->text : NULL, day, to, now);
      g_clear_error (&inner);
      result = entry != NULL ? sl_backend_replace (r->backend, name, entry->etag, text, NULL, &inner)
                             : sl_backend_create (r->backend, name, text, NULL, &inner);
      if (result == SL_WRITE_FAILED || !look (r, name, error))
        break;
      written |= result != SL_WRITE_REFUSED;
    }
  if (error == NULL || *error == NULL)
    set_restless (r, name, &inner, error);
  return FALSE;
}

gboolean
sl_requests_withdraw (SlRequests *r, const char *booking, gint64 now, GError **error)
{
  g_autofree char *name = sl_request_name (booking);
  g_autoptr (GError) inner = NULL;

  for (guint i = 0; i <= TRIES; i++)
    {
      const Entry *entry = g_hash_table_lookup (r->entries, name);
      SlWrite result;

      if (entry == NULL)
        return TRUE;
      if (i == TRIES || !may_change (r, entry, now, error))
        break;
      g_clear_error (&inner);
      result = sl_backend_remove (r->backend, name, entry->etag, NULL, &inner);
      if (result == SL_WRITE_DONE)
        {
          g_hash_table_remove (r->entries, name);
          return TRUE;
        }
      if (result == SL_WRITE_FAILED || !look (r, name, error))
        break;
    }
  if (error == NULL || *error == NULL)
    set_restless (r, name, &inner, error);
  return FALSE;
}

/* --- the facility's --- */

static gboolean
says_answer (const Entry *entry, SlRequestAnswer answer, const char *claim)
{
  return entry != NULL && entry->request != NULL && entry->request->answer == answer
         && g_strcmp0 (entry->request->claim, claim) == 0;
}

SlAnswered
sl_requests_answer (SlRequests *r, const char *booking, SlRequestAnswer answer, const char *claim, const char *why,
                    gint64 now, GError **error)
{
  g_autofree char *name = sl_request_name (booking), *seen = NULL;
  g_autoptr (GError) inner = NULL;

  for (guint i = 0; i < TRIES; i++)
    {
      const Entry *entry = g_hash_table_lookup (r->entries, name);
      g_autofree char *text = entry != NULL && entry->request != NULL
                                ? sl_request_answer_text (entry->text, answer, claim, why, now) : NULL;
      SlWrite result;

      if (text == NULL || (seen != NULL && !g_str_equal (seen, entry->text)))
        return SL_ANSWER_CHANGED;
      g_free (seen);
      seen = g_strdup (entry->text);
      g_clear_error (&inner);
      result = sl_backend_replace (r->backend, name, entry->etag, text, NULL, &inner);
      if (result == SL_WRITE_FAILED || !look (r, name, error))
        break;
      if (says_answer (g_hash_table_lookup (r->entries, name), answer, claim))
        return SL_ANSWER_GIVEN;
      if (result == SL_WRITE_DONE) /* and somebody has changed it since */
        return SL_ANSWER_CHANGED;
    }
  if (error == NULL || *error == NULL)
    set_restless (r, name, &inner, error);
  return SL_ANSWER_FAILED;
}
