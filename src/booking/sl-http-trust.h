/* Whether a server's certificate is to be believed, and why not. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is wrong with the certificate of a connection whose handshake is done, 0 for nothing. GLib believes a session
 * that is taken up again without looking, also one that began under other authorities. `database` NULL: the
 * system's. */
GTlsCertificateFlags sl_http_distrust         (GTlsConnection *connection, GTlsDatabase *database, GUri *uri);
/* The same in words, with the remedy: SL_ERROR_SERVICE. `said` is what GLib says of it. */
void                 sl_http_explain_distrust (GTlsCertificateFlags flags, const char *url, const char *said,
                                               GError **error);

G_END_DECLS
