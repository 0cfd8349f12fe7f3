/* Where tracking goes to and comes from: addresses and the sockets behind them. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum { SL_TRACKING_OPENTRACKIO, SL_TRACKING_FREED } SlTrackingProtocol;

typedef struct {
  SlTrackingProtocol protocol;
  char              *host; /* owned; a name or numbers */
  guint16            port;
} SlTrackingAddress;

/* "udp://239.135.1.7:55555" and "opentrackio://host" are OpenTrackIO, "freed://host:40000" is FreeD; without a port,
 * the protocol's. FALSE with SL_ERROR_INPUT. Clear with sl_tracking_address_clear(). */
gboolean sl_tracking_address_parse (const char *text, SlTrackingAddress *address, GError **error);
void     sl_tracking_address_clear (SlTrackingAddress *address); /* frees its texts */

/* The source number that a multicast address of OpenTrackIO stands for, 239.135.1.N; 0 for another. */
int      sl_tracking_address_source (const SlTrackingAddress *address);

/* A socket to send to the address, which `target` receives. `interface` names that of multicast; NULL for the usual
 * one. Looking up a name may take seconds. NULL with SL_ERROR_SERVICE for a name that nobody knows, SL_ERROR_INPUT for
 * an interface that is not there. Free with g_object_unref(). */
GSocket *sl_tracking_socket_out (const SlTrackingAddress *address, const char *interface, GSocketAddress **target,
                                 GCancellable *cancellable, GError **error);
/* A socket that hears what comes to the address: a multicast group, or an address of this machine. NULL with
 * SL_ERROR_SERVICE when the port is taken or the network is down. */
GSocket *sl_tracking_socket_in  (const SlTrackingAddress *address, const char *interface, GCancellable *cancellable,
                                 GError **error);
/* Says `trouble` of a socket as an error of ours: SL_ERROR_OFFLINE for a network that is down. */
void     sl_tracking_set_error  (GError **error, const SlTrackingAddress *address, const GError *trouble);

G_END_DECLS
