#include "sl-tracking-link.h"

#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <string.h>

#include "sl-error.h"
#include "sl-freed.h"
#include "sl-i18n.h"
#include "sl-opentrackio.h"

enum { TTL = 8, ROOM = 1 << 20 }; /* hops of multicast: within a stage's network; bytes that may wait unread */

static gboolean
protocol_of (const char *scheme, SlTrackingAddress *address)
{
  const gboolean freed = g_ascii_strcasecmp (scheme, "freed") == 0;

  if (!freed && g_ascii_strcasecmp (scheme, "udp") != 0 && g_ascii_strcasecmp (scheme, "opentrackio") != 0)
    return FALSE;
  address->protocol = freed ? SL_TRACKING_FREED : SL_TRACKING_OPENTRACKIO;
  address->port = freed ? SL_FREED_PORT : SL_OPENTRACKIO_PORT;
  return TRUE;
}

gboolean
sl_tracking_address_parse (const char *text, SlTrackingAddress *address, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  *address = (SlTrackingAddress) { 0 };
  if (host == NULL || host[0] == '\0' || !protocol_of (g_uri_get_scheme (uri), address)
      || (g_uri_get_path (uri)[0] != '\0' && !g_str_equal (g_uri_get_path (uri), "/")))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no address of tracking; write udp://239.135.1.1:55555 for "
                                             "OpenTrackIO or freed://HOST:PORT"), text);
      return FALSE;
    }
  if (g_uri_get_port (uri) == 0 || g_uri_get_port (uri) > G_MAXUINT16)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” has no port that can be; use one from 1 to 65535"), text);
      return FALSE;
    }
  if (g_uri_get_port (uri) > 0)
    address->port = (guint16) g_uri_get_port (uri);
  address->host = g_strdup (host);
  return TRUE;
}

void
sl_tracking_address_clear (SlTrackingAddress *address)
{
  g_clear_pointer (&address->host, g_free);
}

int
sl_tracking_address_source (const SlTrackingAddress *address)
{
  guint64 number;

  if (!g_str_has_prefix (address->host, "239.135.1.")
      || !g_ascii_string_to_unsigned (address->host + strlen ("239.135.1."), 10, 1, SL_OPENTRACKIO_MAX_SOURCE, &number,
                                      NULL))
    return 0;
  return (int) number;
}

void
sl_tracking_set_error (GError **error, const SlTrackingAddress *address, const GError *trouble)
{
  const gboolean down = g_error_matches (trouble, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE)
                        || g_error_matches (trouble, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE);

  if (g_error_matches (trouble, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sl_error_set_if_cancelled (TRUE, error);
  else if (g_error_matches (trouble, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    sl_error_set (error, SL_ERROR_SERVICE,
                  _("port %u is taken by another program; end that one or name another port"), address->port);
  else if (down)
    sl_error_set (error, SL_ERROR_OFFLINE,
                  _("there is no network to %s (%s); connect it, or name its interface"), address->host,
                  trouble->message);
  else
    sl_error_set (error, SL_ERROR_SERVICE, _("%s, port %u: %s; look whether the address is right"), address->host,
                  address->port, trouble->message);
}

/* NULL with an error of ours. */
static GInetAddress *
look_up (const SlTrackingAddress *address, GCancellable *cancellable, GError **error)
{
  GInetAddress *numbers = g_inet_address_new_from_string (address->host);
  g_autoptr (GResolver) resolver = NULL;
  g_autoptr (GError) trouble = NULL;
  GList *found;

  if (numbers != NULL)
    return numbers;
  resolver = g_resolver_get_default ();
  found = g_resolver_lookup_by_name (resolver, address->host, cancellable, &trouble);
  if (found == NULL)
    {
      sl_tracking_set_error (error, address, trouble);
      return NULL;
    }
  numbers = g_object_ref (found->data);
  g_resolver_free_addresses (found);
  return numbers;
}

static GSocket *
new_socket (const SlTrackingAddress *address, GInetAddress *numbers, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  GSocket *socket = g_socket_new (g_inet_address_get_family (numbers), G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP,
                                  &trouble);

  if (socket == NULL)
    sl_tracking_set_error (error, address, trouble);
  return socket;
}

static gboolean
is_interface (const char *interface, GError **error)
{
  if (interface == NULL || if_nametoindex (interface) != 0)
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT, _("this machine has no network interface “%s”; “ip link” lists them"),
                interface);
  return FALSE;
}

/* GIO chooses an interface for hearing alone. */
static void
send_through (GSocket *socket, const char *interface)
{
  const int index = (int) if_nametoindex (interface);
  const struct ip_mreqn choice = { .imr_ifindex = index };

  if (g_socket_get_family (socket) == G_SOCKET_FAMILY_IPV6)
    setsockopt (g_socket_get_fd (socket), IPPROTO_IPV6, IPV6_MULTICAST_IF, &index, sizeof index);
  else
    setsockopt (g_socket_get_fd (socket), IPPROTO_IP, IP_MULTICAST_IF, &choice, sizeof choice);
}

GSocket *
sl_tracking_socket_out (const SlTrackingAddress *address, const char *interface, GSocketAddress **target,
                        GCancellable *cancellable, GError **error)
{
  g_autoptr (GInetAddress) numbers = is_interface (interface, error) ? look_up (address, cancellable, error) : NULL;
  GSocket *socket = numbers != NULL ? new_socket (address, numbers, error) : NULL;

  *target = NULL;
  if (socket == NULL)
    return NULL;
  g_socket_set_multicast_loopback (socket, TRUE);
  g_socket_set_multicast_ttl (socket, TTL);
  g_socket_set_broadcast (socket, TRUE);
  if (interface != NULL)
    send_through (socket, interface);
  *target = g_inet_socket_address_new (numbers, address->port);
  return socket;
}

GSocket *
sl_tracking_socket_in (const SlTrackingAddress *address, const char *interface, GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GInetAddress) numbers = is_interface (interface, error) ? look_up (address, cancellable, error) : NULL;
  g_autoptr (GSocket) socket = numbers != NULL ? new_socket (address, numbers, error) : NULL;
  g_autoptr (GSocketAddress) own = NULL;
  g_autoptr (GError) trouble = NULL;
  gboolean group;

  if (socket == NULL)
    return NULL;
  group = g_inet_address_get_is_multicast (numbers);
  own = g_inet_socket_address_new (numbers, address->port);
  g_socket_set_option (socket, SOL_SOCKET, SO_RCVBUF, ROOM, NULL);
  /* several programs of a machine may hear a group, but one alone what is sent to the machine */
  if (g_socket_bind (socket, own, group, &trouble)
      && (!group || g_socket_join_multicast_group (socket, numbers, FALSE, interface, &trouble)))
    return g_steal_pointer (&socket);
  sl_tracking_set_error (error, address, trouble);
  return NULL;
}
