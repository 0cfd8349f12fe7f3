#include <string.h>

#include "sl-caldav.h"
#include "sl-error.h"
#include "sl-store-place.h"

typedef struct {
  SlPlace       base;
  char         *url, *own;
  SlHttpAccount account;   /* its texts are owned */
  GPtrArray    *calendars; /* SlCaldavCalendar; owned, NULL before the server was asked */
} Server;

static gboolean
find_calendars (SlPlace *place, SlWatch *watch, GError **error)
{
  Server *s = (Server *) place;
  g_autoptr (SlHttp) http = NULL;

  if (s->calendars != NULL)
    return TRUE;
  http = sl_http_new (s->url, &s->account, error);
  s->calendars = http != NULL ? sl_caldav_find (http, s->url, watch, error) : NULL;
  return s->calendars != NULL;
}

/* Those it was told of: what else lies at the address may be anybody's. */
static gboolean
list_stages (SlPlace *place, GHashTable *known, GPtrArray *stages, SlWatch *watch, GError **error)
{
  g_autoptr (GList) ids = NULL;

  if (!find_calendars (place, watch, error))
    return FALSE;
  ids = g_list_sort (g_hash_table_get_keys (known), (GCompareFunc) g_strcmp0);
  for (const GList *id = ids; id != NULL; id = id->next)
    g_ptr_array_add (stages, g_strdup (id->data));
  return TRUE;
}

/* The stage's; NULL with an error. Borrowed. */
static const SlCaldavCalendar *
calendar_of (Server *s, const char *stage, const char *name, SlWatch *watch, GError **error)
{
  const SlCaldavCalendar *calendar = NULL;

  if (!find_calendars (&s->base, watch, error))
    return NULL;
  if (g_strcmp0 (stage, s->own) == 0)
    calendar = sl_caldav_own (s->calendars, s->url);
  return calendar != NULL ? calendar : sl_caldav_pick (s->calendars, stage, name, error);
}

static SlBackend *
open_url (Server *s, const char *url, GError **error)
{
  SlHttp *http = sl_http_new (s->url, &s->account, error);

  return http != NULL ? sl_caldav_new (http, url, error) : NULL;
}

static SlBackend *
open_stage (SlPlace *place, const char *stage, const char *name, SlWatch *watch, GError **error)
{
  Server *s = (Server *) place;
  const SlCaldavCalendar *calendar = calendar_of (s, stage, name, watch, error);
  SlBackend *backend = calendar != NULL ? open_url (s, calendar->url, error) : NULL;

  if (backend != NULL)
    backend->read_only = !calendar->writes;
  return backend;
}

/* Below the same home: of those that were found the one of that name, else the neighbour of the stage's, which an
 * address of the stage's own does not lead to. */
static SlBackend *
open_beside (SlPlace *place, const char *stage, const char *name, const char *beside, SlWatch *watch, GError **error)
{
  Server *s = (Server *) place;
  const SlCaldavCalendar *own = calendar_of (s, stage, name, watch, error), *found;
  g_autofree char *url = NULL, *part = NULL;
  g_autoptr (GError) none = NULL;

  if (own == NULL)
    return NULL;
  found = sl_caldav_pick (s->calendars, beside, NULL, &none);
  if (found != NULL)
    return open_url (s, found->url, error);
  if (!g_error_matches (none, SL_ERROR, SL_ERROR_REFERENCE))
    {
      g_propagate_error (error, g_steal_pointer (&none));
      return NULL;
    }
  part = g_uri_escape_string (beside, NULL, FALSE);
  url = g_strndup (own->url, strlen (own->url) - 1);
  *(strrchr (url, '/') + 1) = '\0';
  g_autofree char *neighbour = g_strconcat (url, part, "/", NULL);
  return open_url (s, neighbour, error);
}

static void
free_server (SlPlace *place)
{
  Server *s = (Server *) place;

  g_clear_pointer (&s->calendars, g_ptr_array_unref);
  g_free (s->account.user);
  g_free (s->account.password);
  g_free (s->account.ca_file);
  g_free (s->url);
  g_free (s->own);
  g_free (s);
}

SlPlace *
sl_place_server_new (const SlPlaceOptions *options, GError **error)
{
  static const SlPlaceClass class = { .check = find_calendars, .stages = list_stages, .open = open_stage,
                                      .open_beside = open_beside, .free = free_server };
  g_autoptr (SlHttp) http = sl_http_new (options->url, options->account, error);
  Server *s;

  if (http == NULL)
    return NULL;
  s = g_new0 (Server, 1);
  s->base.class = &class;
  s->url = g_strdup (options->url);
  s->own = g_strdup (options->own);
  if (options->account != NULL)
    s->account = (SlHttpAccount) { g_strdup (options->account->user), g_strdup (options->account->password),
                                   g_strdup (options->account->ca_file) };
  return &s->base;
}
