#include "sl-http-trust.h"

#include "sl-error.h"
#include "sl-i18n.h"

enum { HTTPS_PORT = 443 };

GTlsCertificateFlags
sl_http_distrust (GTlsConnection *connection, GTlsDatabase *database, GUri *uri)
{
  GTlsCertificate *certificate = g_tls_connection_get_peer_certificate (connection);
  const int port = g_uri_get_port (uri);
  g_autoptr (GTlsDatabase) system = database == NULL
                                      ? g_tls_backend_get_default_database (g_tls_backend_get_default ()) : NULL;
  g_autoptr (GSocketConnectable) host = g_network_address_new (g_uri_get_host (uri),
                                                               (guint16) (port > 0 ? port : HTTPS_PORT));

  if (certificate == NULL)
    return G_TLS_CERTIFICATE_GENERIC_ERROR;
  return g_tls_database_verify_chain (database != NULL ? database : system, certificate,
                                      G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER, host, NULL,
                                      G_TLS_DATABASE_VERIFY_NONE, NULL, NULL);
}

void
sl_http_explain_distrust (GTlsCertificateFlags flags, const char *url, const char *said, GError **error)
{
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    sl_error_set (error, SL_ERROR_SERVICE, _("%s: its certificate is another host's; check the address, or ask who "
                                             "runs it"), url);
  else if (flags & G_TLS_CERTIFICATE_EXPIRED)
    sl_error_set (error, SL_ERROR_SERVICE, _("%s: its certificate has expired; ask who runs it"), url);
  else if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    sl_error_set (error, SL_ERROR_SERVICE, _("%s: nobody who is believed here has signed its certificate; give the "
                                             "certificates of who did (--ca FILE), or ask who runs it"), url);
  else
    sl_error_set (error, SL_ERROR_SERVICE, _("%s: its certificate is not to be believed (%s); ask who runs it"), url,
                  said);
}
