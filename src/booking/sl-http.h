/* Requests to one server: whole answers, within limits of size and time, under the rules that calendar servers need
 * (no credentials to other origins, no silent downgrade, bodies that survive a restart). Over libsoup.
 *
 * An object belongs to the thread that made it, and its calls block: jobs make one and free it. */
#pragma once

#include "sl-watch.h"

G_BEGIN_DECLS

enum {
  SL_HTTP_MAX_BODY   = 32 << 20, /* bytes of an answer */
  SL_HTTP_DEADLINE_S = 60,       /* a request with its redirects, however steadily bytes drip */
  SL_HTTP_REDIRECTS  = 5,
};

/* Who asks, and whom to believe. All may be NULL. */
typedef struct {
  char *user, *password; /* Basic; or, without a user, `password` is a bearer token */
  char *ca_file;         /* PEM: certificates signed by these are believed in place of the system's */
} SlHttpAccount;

typedef struct SlHttp SlHttp;

/* For the server of `url`: https, or http where it is this machine (loopback). `account` is copied, may be NULL. NULL
 * with SL_ERROR_INPUT where the URL or the CA file is of no use. Free with sl_http_free(). */
SlHttp     *sl_http_new  (const char *url, const SlHttpAccount *account, GError **error);
/* NULL is fine. */
void        sl_http_free (SlHttp *http);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlHttp, sl_http_free)

/* A request; all borrowed, NULL where there is none. */
typedef struct {
  const char *method;       /* "GET" */
  const char *url;          /* absolute, or relative to the server's URL; same origin only */
  const char *depth;        /* "0", "1" */
  const char *type;         /* of the body */
  const char *body;
  const char *if_match, *if_none_match; /* etags as servers give them, or "*" */
  double      deadline_s;   /* 0: SL_HTTP_DEADLINE_S */
} SlHttpRequest;

typedef struct {
  guint  status;      /* 200 … 599 */
  char  *body;        /* ended by a 0; never NULL */
  gsize  length;
  char  *etag;        /* NULL for none */
  char  *type;        /* media type without parameters, NULL for none */
  char  *url;         /* where it came from after redirects */
  double retry_s;     /* Retry-After; NAN for none */
} SlHttpAnswer;

/* Frees what it holds. */
void        sl_http_answer_clear (SlHttpAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlHttpAnswer, sl_http_answer_clear)

/* What came back, whatever its status. FALSE with SL_ERROR_OFFLINE where nothing whole came back (the request may have
 * arrived all the same), SL_ERROR_SERVICE where it never will (a certificate, a redirect elsewhere, too much),
 * SL_ERROR_CANCELLED, or SL_ERROR_INPUT where the request may not be sent. */
gboolean    sl_http_send (SlHttp *http, const SlHttpRequest *request, SlHttpAnswer *answer, SlWatch *watch,
                          GError **error);
/* An error that says what a status means for whoever asked, with the remedy: SL_ERROR_SERVICE, of one that
 * is too busy SL_ERROR_OFFLINE. In sl-http-refuse.c. */
void        sl_http_refuse (const SlHttp *http, const SlHttpAnswer *answer, GError **error);
/* Whether a token asks, and no user. */
gboolean    sl_http_is_bearer (const SlHttp *http);
/* The server's URL without user and password. Borrowed. */
const char *sl_http_url  (const SlHttp *http);
/* `reference` as an absolute URL of the same server; NULL where it is elsewhere or none. Free with g_free(). */
char       *sl_http_resolve (const SlHttp *http, const char *reference);

G_END_DECLS
