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

static SlBackend *
open_stage (SlPlace *place, const char *stage, const char *name, SlWatch *watch, GError **error)
{
  Server *s = (Server *) place;
  const SlCaldavCalendar *calendar = NULL;
  SlHttp *http;

  if (!find_calendars (place, watch, error))
    return NULL;
  if (g_strcmp0 (stage, s->own) == 0)
    calendar = sl_caldav_own (s->calendars, s->url);
  if (calendar == NULL)
    calendar = sl_caldav_pick (s->calendars, stage, name, error);
  http = calendar != NULL ? sl_http_new (s->url, &s->account, error) : NULL;
  return http != NULL ? sl_caldav_new (http, calendar->url, error) : NULL;
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
                                      .free = free_server };
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
