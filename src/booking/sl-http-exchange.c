#include <math.h>
#include <string.h>

#include "sl-error.h"
#include "sl-http-private.h"
#include "sl-http-trust.h"
#include "sl-i18n.h"

enum { CHUNK = 64 << 10, MAX_RETRY_S = 24 * 3600, TRIES = 4, PAUSE_US = 100000 };

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

gboolean
sl_http_exchange (SlHttp *http, const SlHttpRequest *request, GUri *uri, double seconds, SlHttpAnswer *answer,
                  char **location, SlWatch *watch, GError **error)
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
