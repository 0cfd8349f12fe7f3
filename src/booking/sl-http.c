#include "sl-http.h"

#include <libsoup/soup.h>
#include <math.h>
#include <string.h>

#include "sl-error.h"
#include "sl-http-trust.h"
#include "sl-i18n.h"

enum { CHUNK = 64 << 10, IDLE_S = 30, MAX_RETRY_S = 24 * 3600, TRIES = 4, PAUSE_US = 100000 };

struct SlHttp {
  GMainContext *context; /* where libsoup works while a call waits */
  SoupSession  *session;
  GUri         *base;
  char         *url, *authorization;
  gboolean      bearer;
};

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

/* --- one exchange --- */

typedef struct {
  SlHttp       *http;
  SoupMessage  *message;
  GCancellable *cancellable; /* of the deadline, and of whoever watches */
  GBytes       *body;
  GInputStream *stream;
  GByteArray   *got;
  GError       *error;
  gboolean      late, over;
  GTlsCertificateFlags distrust;
} Exchange;

/* Before anything is sent over a new connection. */
static void
on_network_event (SoupMessage *message, GSocketClientEvent event, GIOStream *stream, Exchange *x)
{
  if (event != G_SOCKET_CLIENT_TLS_HANDSHAKED || !G_IS_TLS_CONNECTION (stream))
    return;
  x->distrust = sl_http_distrust (G_TLS_CONNECTION (stream), soup_session_get_tls_database (x->http->session),
                                  x->http->base);
  if (x->distrust != 0)
    g_cancellable_cancel (x->cancellable);
}

static void
set_body (SoupMessage *message, gpointer data)
{
  const Exchange *x = data;

  if (x->body != NULL)
    soup_message_set_request_body_from_bytes (message, NULL, x->body);
}

static void read_on (Exchange *x);

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Exchange *x = data;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &x->error);

  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    x->over = TRUE;
  else if (x->got->len + g_bytes_get_size (bytes) > SL_HTTP_MAX_BODY)
    {
      sl_error_set (&x->error, SL_ERROR_SERVICE, _("%s answers with more than %d MB; is it a calendar's address?"),
                    x->http->url, SL_HTTP_MAX_BODY >> 20);
      x->over = TRUE;
    }
  else
    {
      g_byte_array_append (x->got, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
      read_on (x);
    }
}

static void
read_on (Exchange *x)
{
  g_input_stream_read_bytes_async (x->stream, CHUNK, G_PRIORITY_DEFAULT, x->cancellable, on_read, x);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer data)
{
  Exchange *x = data;

  x->stream = soup_session_send_finish (SOUP_SESSION (source), result, &x->error);
  if (x->stream == NULL)
    x->over = TRUE;
  else
    read_on (x);
}

static gboolean
on_deadline (gpointer data)
{
  Exchange *x = data;

  x->late = TRUE;
  g_cancellable_cancel (x->cancellable);
  return G_SOURCE_REMOVE;
}

static void
on_cancelled (GCancellable *whole, gpointer part)
{
  (void) whole;
  g_cancellable_cancel (part);
}

/* Waits until all is read, or the deadline. */
static void
wait_for (Exchange *x, double seconds, SlWatch *watch)
{
  g_autoptr (GSource) timeout = g_timeout_source_new ((guint) (seconds * 1000));
  GCancellable *whole = sl_watch_cancellable (watch);
  gulong handler = 0;

  g_source_set_callback (timeout, on_deadline, x, NULL);
  g_source_attach (timeout, x->http->context);
  if (whole != NULL)
    handler = g_cancellable_connect (whole, G_CALLBACK (on_cancelled), g_object_ref (x->cancellable), g_object_unref);
  soup_session_send_async (x->http->session, x->message, G_PRIORITY_DEFAULT, x->cancellable, on_sent, x);
  while (!x->over)
    g_main_context_iteration (x->http->context, TRUE);
  if (handler != 0)
    g_cancellable_disconnect (whole, handler);
  g_source_destroy (timeout);
}

/* What is wrong with the certificate; nothing where the line was only cut while it was shown. */
static GTlsCertificateFlags
distrust_of (const Exchange *x)
{
  return x->distrust != 0 ? x->distrust : soup_message_get_tls_peer_certificate_errors (x->message);
}

/* Whether the line was cut in the middle, so that to ask once more may help. */
static gboolean
is_broken (const Exchange *x)
{
  return !x->late && distrust_of (x) == 0 && x->error->domain != SL_ERROR && x->error->domain != G_RESOLVER_ERROR
         && !g_error_matches (x->error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED)
         && !g_error_matches (x->error, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE)
         && !g_error_matches (x->error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE)
         && !g_error_matches (x->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What went wrong, for whoever can mend it. */
static void
explain (const Exchange *x, SlWatch *watch, double seconds, GError **error)
{
  const char *url = x->http->url;

  if (sl_watch_stops (watch, error))
    return;
  if (x->late)
    sl_error_set (error, SL_ERROR_OFFLINE, _("%s has not answered within %.0f s; try again later"), url, seconds);
  else if (x->error->domain == SL_ERROR)
    g_propagate_error (error, g_error_copy (x->error));
  else if (distrust_of (x) != 0)
    sl_http_explain_distrust (distrust_of (x), url, x->error->message, error);
  else if (x->error->domain == G_RESOLVER_ERROR)
    sl_error_set (error, SL_ERROR_OFFLINE, _("%s: there is no such server (%s); check its address and the network"),
                  url, x->error->message);
  else
    sl_error_set (error, SL_ERROR_OFFLINE, _("%s cannot be reached (%s); check the network, or try again later"), url,
                  x->error->message);
}

static void
add_headers (Exchange *x, const SlHttpRequest *request)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (x->message);
  const struct { const char *name, *value; } each[] = {
    { "Authorization", x->http->authorization }, { "Depth", request->depth },      { "If-Match", request->if_match },
    { "If-None-Match", request->if_none_match }, { "Content-Type", request->type },
  };

  for (guint i = 0; i < G_N_ELEMENTS (each); i++)
    if (each[i].value != NULL)
      soup_message_headers_replace (headers, each[i].name, each[i].value);
  /* every server wants a length, of nothing too */
  if (x->body == NULL && g_str_equal (request->method, "PUT"))
    soup_message_headers_set_content_length (headers, 0);
}

static double
retry_of (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  g_autoptr (GDateTime) at = NULL, now = g_date_time_new_now_utc ();
  guint64 seconds;

  if (text == NULL)
    return NAN;
  if (g_ascii_string_to_unsigned (text, 10, 0, MAX_RETRY_S, &seconds, NULL))
    return (double) seconds;
  at = soup_date_time_new_from_http_string (text);
  if (at == NULL)
    return NAN;
  return CLAMP ((double) g_date_time_difference (at, now) / G_USEC_PER_SEC, 0, MAX_RETRY_S);
}

static void
take_answer (Exchange *x, SlHttpAnswer *answer)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (x->message);
  const guint8 zero = 0;

  answer->status = soup_message_get_status (x->message);
  answer->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  answer->type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  answer->retry_s = retry_of (headers);
  answer->url = g_uri_to_string (soup_message_get_uri (x->message));
  answer->length = x->got->len;
  g_byte_array_append (x->got, &zero, 1);
  answer->body = (char *) g_byte_array_free (g_steal_pointer (&x->got), FALSE);
}

/* One request and its answer, without following it. `broken`: what came is not all of it. */
static gboolean
exchange_once (SlHttp *http, const SlHttpRequest *request, GUri *uri, double seconds, SlHttpAnswer *answer,
               char **location, gboolean *broken, SlWatch *watch, GError **error)
{
  Exchange x = { .http = http, .got = g_byte_array_new (), .cancellable = g_cancellable_new () };
  gboolean whole;

  x.message = soup_message_new_from_uri (request->method, uri);
  x.body = request->body != NULL ? g_bytes_new (request->body, strlen (request->body)) : NULL;
  soup_message_add_flags (x.message, SOUP_MESSAGE_NO_REDIRECT);
  set_body (x.message, &x);
  g_signal_connect (x.message, "restarted", G_CALLBACK (set_body), &x); /* libsoup drops it there */
  g_signal_connect (x.message, "network-event", G_CALLBACK (on_network_event), &x);
  add_headers (&x, request);
  g_main_context_push_thread_default (http->context);
  wait_for (&x, seconds, watch);
  g_clear_object (&x.stream);
  whole = x.error == NULL && !x.late && x.distrust == 0;
  if (whole)
    {
      *location = g_strdup (soup_message_headers_get_one (soup_message_get_response_headers (x.message), "Location"));
      take_answer (&x, answer);
    }
  else
    explain (&x, watch, seconds, error);
  *broken = !whole && x.error != NULL && is_broken (&x);
  g_clear_pointer (&x.got, g_byte_array_unref);
  g_clear_pointer (&x.body, g_bytes_unref);
  g_clear_error (&x.error);
  g_object_unref (x.message);
  g_object_unref (x.cancellable);
  g_main_context_pop_thread_default (http->context);
  return whole;
}

/* What only asks may be sent again. */
static gboolean
is_safe (const char *method)
{
  return g_str_equal (method, "GET") || g_str_equal (method, "PROPFIND") || g_str_equal (method, "REPORT");
}

/* The same; where the line breaks in the middle of a question, it is asked again. What writes is not: whoever wrote
 * looks what has come of it. */
static gboolean
exchange (SlHttp *http, const SlHttpRequest *request, GUri *uri, double seconds, SlHttpAnswer *answer, char **location,
          SlWatch *watch, GError **error)
{
  const gint64 until = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);

  for (guint tries = 1;; tries++)
    {
      const double left = (double) (until - g_get_monotonic_time ()) / G_USEC_PER_SEC;
      g_autoptr (GError) inner = NULL;
      gboolean broken;

      if (exchange_once (http, request, uri, MAX (left, 0.001), answer, location, &broken, watch, &inner))
        return TRUE;
      if (!broken || !is_safe (request->method) || tries == TRIES)
        {
          g_propagate_error (error, g_steal_pointer (&inner));
          return FALSE;
        }
      g_usleep (tries * PAUSE_US);
    }
}

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

      if (sl_watch_stops (watch, error) || !exchange (http, request, uri, MAX (left, 0.001), answer, &location, watch,
                                                      error))
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
