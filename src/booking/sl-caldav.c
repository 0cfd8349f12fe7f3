#include "sl-caldav.h"

#include <string.h>

#include "sl-dav.h"
#include "sl-error.h"
#include "sl-i18n.h"

enum { PAGES = 1000, AT_ONCE = 100 };

typedef struct {
  SlBackend base;
  SlHttp   *http;
  char     *url;     /* ends in "/" */
  gboolean  no_sync; /* the server knows no tokens */
  guint     written; /* what it answered to the last write; 0 for nothing */
} SlCaldav;

static gboolean
is_gone (guint status)
{
  return status == 404 || status == 410;
}

/* --- names and addresses --- */

static char *
address_of (const SlCaldav *c, const char *name)
{
  g_autofree char *escaped = g_uri_escape_string (name, NULL, FALSE);

  return g_strconcat (c->url, escaped, NULL);
}

static char *
path_of (const char *url)
{
  const char *host = strstr (url, "://"), *path = host != NULL ? strchr (host + 3, '/') : NULL;

  return g_uri_unescape_string (path != NULL ? path : "/", NULL);
}

/* The name of what an answer is about; NULL where it is the calendar itself, or not within it. */
static char *
name_of (const SlCaldav *c, const char *href)
{
  g_autofree char *url = sl_http_resolve (c->http, href), *path = url != NULL ? path_of (url) : NULL;
  g_autofree char *folder = path_of (c->url);

  if (path == NULL || folder == NULL || !g_str_has_prefix (path, folder))
    return NULL;
  const char *name = path + strlen (folder);
  return *name != '\0' && strchr (name, '/') == NULL && !g_str_equal (name, "..") && g_utf8_validate (name, -1, NULL)
         ? g_strdup (name) : NULL;
}

/* --- reading --- */

/* Sends a REPORT; NULL with an error. `refused` (may be NULL) says that the server does not do that: then without. */
static SlDavAnswer *
report (SlCaldav *c, const char *depth, const char *body, gboolean *refused, SlWatch *watch, GError **error)
{
  const SlHttpRequest request = { .method = "REPORT", .url = c->url, .depth = depth, .body = body,
                                  .type = "application/xml; charset=utf-8" };
  g_auto (SlHttpAnswer) answer = { 0 };

  if (!sl_http_send (c->http, &request, &answer, watch, error))
    return NULL;
  if (answer.status == 207)
    return sl_dav_read (answer.body, answer.length, c->url, error);
  if (refused != NULL && answer.status != 401 && answer.status != 429 && answer.status != 503)
    *refused = TRUE;
  else
    sl_http_refuse (c->http, &answer, error);
  return NULL;
}

/* TRUE where the answer tells that it is not all (507 of the calendar itself). */
static gboolean
take_changes (const SlCaldav *c, const SlDavAnswer *answer, SlChanges *changes)
{
  gboolean more = FALSE;

  for (guint i = 0; i < answer->responses->len; i++)
    {
      const SlDavResponse *r = answer->responses->pdata[i];
      g_autofree char *name = r->href != NULL ? name_of (c, r->href) : NULL;
      const char *etag = sl_dav_prop (r, SL_DAV_NS "getetag");

      if (name == NULL)
        more |= r->status == 507;
      else if (is_gone (r->status))
        g_ptr_array_add (changes->removed, g_steal_pointer (&name));
      else if (etag != NULL || r->status == 0 || r->status / 100 == 2)
        g_ptr_array_add (changes->changed, sl_resource_new (name, etag, NULL));
    }
  return more;
}

static SlChanges *
changes_new (gboolean whole)
{
  SlChanges *changes = g_new0 (SlChanges, 1);

  changes->changed = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_resource_free);
  changes->removed = g_ptr_array_new_with_free_func (g_free);
  changes->whole = whole;
  return changes;
}

/* By tokens (RFC 6578), page after page. NULL without an error where the server refuses this one. */
static SlChanges *
list_since (SlCaldav *c, const char *since, gboolean *refused, SlWatch *watch, GError **error)
{
  g_autoptr (SlChanges) changes = changes_new (since == NULL);
  gboolean more = TRUE;

  changes->token = g_strdup (since);
  for (guint page = 0; more; page++)
    {
      g_autofree char *token = sl_dav_escape (changes->token != NULL ? changes->token : "");
      g_autofree char *body
        = g_strdup_printf ("<?xml version=\"1.0\" encoding=\"utf-8\"?><d:sync-collection xmlns:d=\"DAV:\">"
                           "<d:sync-token>%s</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop>"
                           "</d:sync-collection>", token);
      g_autoptr (SlDavAnswer) answer = report (c, "0", body, refused, watch, error);

      if (answer == NULL)
        return NULL;
      more = take_changes (c, answer, changes);
      if (answer->sync_token == NULL
          || (more && (page >= PAGES || g_strcmp0 (answer->sync_token, changes->token) == 0)))
        {
          *refused = TRUE; /* it would never end, or the next time could not go on from here */
          return NULL;
        }
      g_free (changes->token);
      changes->token = g_strdup (answer->sync_token);
    }
  return g_steal_pointer (&changes);
}

static SlChanges *
list_all (SlCaldav *c, SlWatch *watch, GError **error)
{
  g_autoptr (SlChanges) changes = changes_new (TRUE);
  g_autoptr (SlDavAnswer) answer
    = report (c, "1", "<?xml version=\"1.0\" encoding=\"utf-8\"?><c:calendar-query xmlns:d=\"DAV:\" "
              "xmlns:c=\"urn:ietf:params:xml:ns:caldav\"><d:prop><d:getetag/></d:prop><c:filter><c:comp-filter "
              "name=\"VCALENDAR\"><c:comp-filter name=\"VEVENT\"/></c:comp-filter></c:filter></c:calendar-query>",
              NULL, watch, error);

  if (answer == NULL)
    return NULL;
  take_changes (c, answer, changes);
  return g_steal_pointer (&changes);
}

static SlChanges *
list (SlBackend *backend, const char *since, SlWatch *watch, GError **error)
{
  SlCaldav *c = (SlCaldav *) backend;
  gboolean refused = FALSE;
  SlChanges *changes = NULL;

  if (!c->no_sync)
    changes = list_since (c, since, &refused, watch, error);
  if (refused && since != NULL) /* an old token: from the beginning */
    {
      refused = FALSE;
      changes = list_since (c, NULL, &refused, watch, error);
    }
  if (!refused && !c->no_sync)
    return changes;
  c->no_sync = TRUE;
  return list_all (c, watch, error);
}

/* --- texts --- */

static void
take_text (SlResource *resource, const char *text, gsize length, const char *etag)
{
  const gboolean fine = text != NULL && length <= SL_RESOURCE_MAX_BYTES;

  g_free (resource->text);
  g_free (resource->etag);
  resource->text = fine ? g_strndup (text, length) : NULL;
  resource->etag = g_strdup (etag);
}

static gboolean
fetch_one (SlCaldav *c, SlResource *resource, SlWatch *watch, GError **error)
{
  g_autofree char *url = address_of (c, resource->name);
  const SlHttpRequest request = { .method = "GET", .url = url };
  g_auto (SlHttpAnswer) answer = { 0 };

  if (!sl_http_send (c->http, &request, &answer, watch, error))
    return FALSE;
  if (answer.status == 200)
    take_text (resource, answer.body, answer.length, answer.etag != NULL ? answer.etag : "");
  else if (is_gone (answer.status))
    take_text (resource, NULL, 0, NULL);
  else
    {
      sl_http_refuse (c->http, &answer, error);
      return FALSE;
    }
  return TRUE;
}

static char *
multiget_of (const SlCaldav *c, const GPtrArray *resources, guint from, guint to)
{
  GString *body = g_string_new ("<?xml version=\"1.0\" encoding=\"utf-8\"?><c:calendar-multiget xmlns:d=\"DAV:\" "
                                "xmlns:c=\"urn:ietf:params:xml:ns:caldav\"><d:prop><d:getetag/><c:calendar-data/>"
                                "</d:prop>");

  for (guint i = from; i < to; i++)
    {
      const SlResource *r = resources->pdata[i];
      g_autofree char *url = address_of (c, r->name);
      g_autofree char *href = sl_dav_escape (strchr (strstr (url, "://") + 3, '/'));

      g_string_append_printf (body, "<d:href>%s</d:href>", href);
    }
  g_string_append (body, "</c:calendar-multiget>");
  return g_string_free (body, FALSE);
}

/* What a server leaves out of its answer, or does not answer, is asked for one by one. */
static gboolean
fetch_some (SlCaldav *c, GPtrArray *resources, guint from, guint to, SlWatch *watch, GError **error)
{
  g_autofree char *body = multiget_of (c, resources, from, to);
  gboolean refused = FALSE;
  g_autoptr (SlDavAnswer) answer = report (c, "1", body, &refused, watch, error);
  g_autoptr (GHashTable) by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (answer == NULL && !refused)
    return FALSE;
  for (guint i = 0; answer != NULL && i < answer->responses->len; i++)
    {
      SlDavResponse *r = answer->responses->pdata[i];
      char *name = r->href != NULL ? name_of (c, r->href) : NULL;
      if (name != NULL)
        g_hash_table_replace (by_name, name, r);
    }
  for (guint i = from; i < to; i++)
    {
      SlResource *resource = resources->pdata[i];
      const SlDavResponse *r = g_hash_table_lookup (by_name, resource->name);
      const char *data = r != NULL ? sl_dav_prop (r, SL_CALDAV_NS "calendar-data") : NULL;

      if (data != NULL)
        take_text (resource, data, strlen (data), sl_dav_prop (r, SL_DAV_NS "getetag"));
      else if (!fetch_one (c, resource, watch, error))
        return FALSE;
      sl_watch_tell (watch, (double) (i + 1) / resources->len);
    }
  return TRUE;
}

static gboolean
fetch (SlBackend *backend, GPtrArray *resources, SlWatch *watch, GError **error)
{
  SlCaldav *c = (SlCaldav *) backend;

  if (resources->len == 1)
    return fetch_one (c, resources->pdata[0], watch, error);
  for (guint from = 0; from < resources->len; from += AT_ONCE)
    if (!fetch_some (c, resources, from, MIN (from + AT_ONCE, resources->len), watch, error))
      return FALSE;
  return TRUE;
}

/* --- writing --- */

/* What an answer to a write means. Servers answer 403, 409 and 5xx to writes that they made: reading tells. */
static SlWrite
judge (const SlCaldav *c, const SlHttpAnswer *answer, GError **error)
{
  switch (answer->status)
    {
    case 200:
    case 201:
    case 204:
      return SL_WRITE_DONE;
    case 412:
      return SL_WRITE_REFUSED;
    case 400:
    case 401:
    case 405:
    case 413:
    case 415:
      sl_http_refuse (c->http, answer, error);
      return SL_WRITE_FAILED;
    default:
      sl_http_refuse (c->http, answer, error);
      return SL_WRITE_UNSURE;
    }
}

static SlWrite
put (SlCaldav *c, const char *method, const char *name, const char *if_match, const char *if_none_match,
     const char *text, SlWatch *watch, GError **error)
{
  g_autofree char *url = address_of (c, name);
  const SlHttpRequest request = { .method = method, .url = url, .body = text, .if_match = if_match,
                                  .if_none_match = if_none_match,
                                  .type = text != NULL ? "text/calendar; charset=utf-8" : NULL };
  g_auto (SlHttpAnswer) answer = { 0 };
  g_autoptr (GError) inner = NULL;

  c->written = 0;
  if (sl_http_send (c->http, &request, &answer, watch, &inner))
    c->written = answer.status;
  if (c->written != 0)
    return text == NULL && is_gone (answer.status) ? SL_WRITE_DONE : judge (c, &answer, error);
  const gboolean lost = sl_error_is_service (inner);
  g_propagate_error (error, g_steal_pointer (&inner));
  return lost ? SL_WRITE_UNSURE : SL_WRITE_FAILED;
}

/* Without a version there is no condition, and another's change would be lost. */
static gboolean
has_version (const SlCaldav *c, const char *name, const char *etag, GError **error)
{
  if (etag != NULL && *etag != '\0')
    return TRUE;
  sl_error_set (error, SL_ERROR_SERVICE, _("%s gives “%s” no version, so it is not changed; ask who runs it"), c->url,
                name);
  return FALSE;
}

static SlWrite
create (SlBackend *backend, const char *name, const char *text, SlWatch *watch, GError **error)
{
  return put ((SlCaldav *) backend, "PUT", name, NULL, "*", text, watch, error);
}

static SlWrite
replace (SlBackend *backend, const char *name, const char *etag, const char *text, SlWatch *watch, GError **error)
{
  SlCaldav *c = (SlCaldav *) backend;

  return has_version (c, name, etag, error) ? put (c, "PUT", name, etag, NULL, text, watch, error) : SL_WRITE_FAILED;
}

static SlWrite
remove_version (SlBackend *backend, const char *name, const char *etag, SlWatch *watch, GError **error)
{
  SlCaldav *c = (SlCaldav *) backend;

  return has_version (c, name, etag, error) ? put (c, "DELETE", name, etag, NULL, NULL, watch, error) : SL_WRITE_FAILED;
}

/* Radicale says 403 or 401, others 405 of a calendar that is not this user's to write. */
static gboolean
was_denied (SlBackend *backend)
{
  const guint status = ((SlCaldav *) backend)->written;

  return status == 401 || status == 403 || status == 405;
}

/* --- the place --- */

static void
free_caldav (SlBackend *backend)
{
  SlCaldav *c = (SlCaldav *) backend;

  sl_http_free (c->http);
  g_free (c->url);
  g_free (c);
}

SlBackend *
sl_caldav_new (SlHttp *http, const char *url, GError **error)
{
  static const SlBackendClass class = { .list = list, .fetch = fetch, .create = create, .replace = replace,
                                        .remove = remove_version, .denied = was_denied, .free = free_caldav };
  g_autofree char *absolute = sl_http_resolve (http, url);
  SlCaldav *c;

  if (absolute == NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” is not on %s; only that server is asked"), url, sl_http_url (http));
      sl_http_free (http);
      return NULL;
    }
  c = g_new0 (SlCaldav, 1);
  c->base = (SlBackend) { .class = &class, .title = g_strdup (absolute) };
  c->http = http;
  c->url = g_str_has_suffix (absolute, "/") ? g_strdup (absolute) : g_strconcat (absolute, "/", NULL);
  return &c->base;
}
