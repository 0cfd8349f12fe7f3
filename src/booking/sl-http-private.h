/* What the parts of SlHttp share: sl-http.c says where a request may go, sl-http-exchange.c sends one. */
#pragma once

#include <libsoup/soup.h>

#include "sl-http.h"

G_BEGIN_DECLS

struct SlHttp {
  GMainContext *context; /* where libsoup works while a call waits */
  SoupSession  *session;
  GUri         *base;
  char         *url, *authorization;
  gboolean      bearer;
};

/* One request to `uri` and its answer, without following it: `location` receives where it sends to (free with
 * g_free()), or NULL. Where the line breaks in the middle of what only asks, it is asked again within `seconds`; what
 * writes is not: whoever wrote looks what has come of it. FALSE with an error as of sl_http_send(). */
gboolean sl_http_exchange (SlHttp *http, const SlHttpRequest *request, GUri *uri, double seconds, SlHttpAnswer *answer,
                           char **location, SlWatch *watch, GError **error);

G_END_DECLS
