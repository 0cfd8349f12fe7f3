#include <math.h>
#include <string.h>

#include "sl-error.h"
#include "sl-http-private.h"
#include "sl-i18n.h"

enum { IDLE_S = 30 };

/* --- where requests may go --- */

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = host != NULL ? g_inet_address_new_from_string (host) : NULL;

  return g_strcmp0 (host, "localhost") == 0 || (address != NULL && g_inet_address_get_is_loopback (address));
}

static int
port_of (GUri *uri)
{
  int port = g_uri_get_port (uri);

  return port > 0 ? port : g_strcmp0 (g_uri_get_scheme (uri), "https") == 0 ? 443 : 80;
}

static gboolean
is_same_origin (GUri *a, GUri *b)
{
  return g_strcmp0 (g_uri_get_scheme (a), g_uri_get_scheme (b)) == 0 && port_of (a) == port_of (b)
         && g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0;
}

/* An absolute http or https URL; NULL for others. */
static GUri *
parse (GUri *base, const char *text)
{
  g_autoptr (GUri) uri = base != NULL ? g_uri_parse_relative (base, text, SOUP_HTTP_URI_FLAGS, NULL)
                                      : g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;

  if ((g_strcmp0 (scheme, "http") != 0 && g_strcmp0 (scheme, "https") != 0) || g_uri_get_host (uri) == NULL
      || *g_uri_get_host (uri) == '\0' || strpbrk (g_uri_get_host (uri), " \t\r\n/\\@") != NULL)
    return NULL;
  return g_steal_pointer (&uri);
}

static GUri *
parse_base (const char *url, GError **error)
{
  g_autoptr (GUri) uri = parse (NULL, url);

  if (uri == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no address of a server; write it like https://calendar.example/"),
                  url);
  else if (g_uri_get_userinfo (uri) != NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("%s: a server's address has no user or password in it; leave them out and "
                                           "log in"), g_uri_get_host (uri));
  else if (!g_str_equal (g_uri_get_scheme (uri), "https") && !is_loopback (g_uri_get_host (uri)))
    sl_error_set (error, SL_ERROR_INPUT, _("%s: passwords would be sent in the clear; use the server's https address"),
                  url);
  else
    return g_steal_pointer (&uri);
  return NULL;
}

/* --- the session --- */

static char *
authorization_of (const SlHttpAccount *account)
{
  g_autofree char *pair = NULL, *base64 = NULL;

  if (account == NULL || account->password == NULL)
    return NULL;
  if (account->user == NULL)
    return g_strconcat ("Bearer ", account->password, NULL);
  pair = g_strconcat (account->user, ":", account->password, NULL);
  base64 = g_base64_encode ((const guchar *) pair, strlen (pair));
  return g_strconcat ("Basic ", base64, NULL);
}

static gboolean
is_one_line (const char *text)
{
  return text == NULL || strpbrk (text, "\r\n") == NULL;
}

/* As RFC 6750 writes tokens (b68). */
static gboolean
is_token (const char *text)
{
  const gsize length = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/");

  return length > 0 && text[length + strspn (text + length, "=")] == '\0';
}

static gboolean
check_account (const SlHttpAccount *account, GError **error)
{
  if (account != NULL && account->user == NULL && account->password != NULL && !is_token (account->password))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("that is no token: it has letters, digits and -._~+/= only; copy it again "
                                             "from where the server gave it"));
      return FALSE;
    }
  if (account == NULL || (is_one_line (account->password) && is_one_line (account->user)
                          && (account->user == NULL || strchr (account->user, ':') == NULL)))
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT, _("a user's name has no colon, and neither it nor a password a line's end; "
                                         "check them"));
  return FALSE;
}

static gboolean
believe (SoupSession *session, const char *ca_file, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autofree char *path = g_canonicalize_filename (ca_file, NULL); /* relative ones are refused */
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (path, &inner);

  if (database == NULL)
    {
      sl_error_set_at (error, SL_ERROR_INPUT, ca_file, 0,
                       _("it holds no certificate (%s); give the PEM file of who signs the server's"), inner->message);
      return FALSE;
    }
  soup_session_set_tls_database (session, database);
  return TRUE;
}

SlHttp *
sl_http_new (const char *url, const SlHttpAccount *account, GError **error)
{
  g_autoptr (SlHttp) http = g_new0 (SlHttp, 1);

  http->context = g_main_context_new ();
  if ((http->base = parse_base (url, error)) == NULL || !check_account (account, error))
    return NULL;
  http->url = g_uri_to_string (http->base);
  http->authorization = authorization_of (account);
  http->bearer = http->authorization != NULL && account->user == NULL;
  http->session = soup_session_new_with_options ("timeout", IDLE_S, "user-agent", "Sightline", NULL);
  /* credentials go by hand, to this server alone: libsoup would lose bodies after a 401 and ask elsewhere */
  soup_session_remove_feature_by_type (http->session, SOUP_TYPE_AUTH_MANAGER);
  if (account != NULL && account->ca_file != NULL && !believe (http->session, account->ca_file, error))
    return NULL;
  return g_steal_pointer (&http);
}

void
sl_http_free (SlHttp *http)
{
  if (http == NULL)
    return;
  g_main_context_push_thread_default (http->context); /* libsoup ends there what it began there */
  if (http->session != NULL)
    soup_session_abort (http->session);
  g_clear_object (&http->session);
  g_main_context_pop_thread_default (http->context);
  g_clear_pointer (&http->base, g_uri_unref);
  g_main_context_unref (http->context);
  g_free (http->url);
  g_free (http->authorization);
  g_free (http);
}

const char *
sl_http_url (const SlHttp *http)
{
  return http->url;
}

gboolean
sl_http_is_bearer (const SlHttp *http)
{
  return http->bearer;
}

char *
sl_http_resolve (const SlHttp *http, const char *reference)
{
  g_autoptr (GUri) uri = reference != NULL ? parse (http->base, reference) : NULL;

  return uri != NULL && g_uri_get_userinfo (uri) == NULL && is_same_origin (uri, http->base) ? g_uri_to_string (uri)
                                                                                            : NULL;
}

/* --- what follows where --- */

static gboolean
is_redirect (guint status)
{
  return status == 301 || status == 302 || status == 307 || status == 308;
}

/* Where an answer sends the request; NULL, with an error, where it must not follow. */
static GUri *
follow (const SlHttp *http, GUri *from, const char *location, guint times, GError **error)
{
  g_autoptr (GUri) to = location != NULL ? parse (from, location) : NULL;

  if (to != NULL && is_same_origin (to, http->base) && g_uri_get_userinfo (to) == NULL && times < SL_HTTP_REDIRECTS)
    return g_steal_pointer (&to);
  if (times >= SL_HTTP_REDIRECTS)
    sl_error_set (error, SL_ERROR_SERVICE, _("%s sends from one address to the next and does not end; ask who runs it"),
                  http->url);
  else
    sl_error_set (error, SL_ERROR_SERVICE,
                  _("%s sends to another server (%s), which was not followed; if that is the right one, give its "
                    "address"),
                  http->url, to != NULL ? g_uri_get_host (to) : "?");
  return NULL;
}

gboolean
sl_http_send (SlHttp *http, const SlHttpRequest *request, SlHttpAnswer *answer, SlWatch *watch, GError **error)
{
  g_autoptr (GUri) uri = parse (http->base, request->url);
  const double most = request->deadline_s > 0 ? request->deadline_s : SL_HTTP_DEADLINE_S;
  const gint64 started = g_get_monotonic_time ();

  *answer = (SlHttpAnswer) { .retry_s = NAN };
  if (uri == NULL || !is_same_origin (uri, http->base))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” is not on %s; only that server is asked"), request->url, http->url);
      return FALSE;
    }
  for (guint times = 0;; times++)
    {
      const double left = most - (double) (g_get_monotonic_time () - started) / G_USEC_PER_SEC;
      g_autofree char *location = NULL;
      GUri *next;

      if (sl_watch_stops (watch, error) || !sl_http_exchange (http, request, uri, MAX (left, 0.001), answer, &location,
                                                              watch, error))
        return FALSE;
      if (!is_redirect (answer->status))
        return TRUE;
      sl_http_answer_clear (answer);
      if ((next = follow (http, uri, location, times, error)) == NULL)
        return FALSE;
      g_uri_unref (uri);
      uri = next;
    }
}

void
sl_http_answer_clear (SlHttpAnswer *answer)
{
  g_free (answer->body);
  g_free (answer->etag);
  g_free (answer->type);
  g_free (answer->url);
  *answer = (SlHttpAnswer) { .retry_s = NAN };
}
