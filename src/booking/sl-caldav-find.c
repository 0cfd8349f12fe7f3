/* Calendars behind an address that somebody typed or pasted: a calendar, a folder of calendars (stages are often in
 * nobody's home), or a server, whose user has a home (RFC 4791 6.2.1, RFC 5397, RFC 6764). */
#include "sl-caldav.h"

#include <string.h>

#include "sl-dav.h"
#include "sl-error.h"
#include "sl-i18n.h"

#define PRINCIPAL SL_DAV_NS "current-user-principal"
#define HOMES     SL_CALDAV_NS "calendar-home-set"
#define KIND      SL_DAV_NS "resourcetype"
#define RIGHTS    SL_DAV_NS "current-user-privilege-set"
#define COMPS     SL_CALDAV_NS "supported-calendar-component-set"
#define COLOUR    "{http://apple.com/ns/ical/}calendar-color"

static void
calendar_free (SlCaldavCalendar *calendar)
{
  g_free (calendar->url);
  g_free (calendar->segment);
  g_free (calendar->name);
  g_free (calendar->colour);
  g_free (calendar);
}

/* `status` receives what the server said where it is no multistatus; then NULL without an error. */
static SlDavAnswer *
ask (SlHttp *http, const char *url, const char *depth, guint *status, SlWatch *watch, GError **error)
{
  const SlHttpRequest request = {
    .method = "PROPFIND", .url = url, .depth = depth, .type = "application/xml; charset=utf-8",
    .body = "<?xml version=\"1.0\" encoding=\"utf-8\"?><d:propfind xmlns:d=\"DAV:\" "
            "xmlns:c=\"urn:ietf:params:xml:ns:caldav\" xmlns:a=\"http://apple.com/ns/ical/\"><d:prop><d:resourcetype/>"
            "<d:displayname/><d:current-user-principal/><d:current-user-privilege-set/><c:calendar-home-set/>"
            "<c:supported-calendar-component-set/><a:calendar-color/></d:prop></d:propfind>",
  };
  g_auto (SlHttpAnswer) answer = { 0 };

  *status = 0;
  if (!sl_http_send (http, &request, &answer, watch, error))
    return NULL;
  if (answer.status == 207)
    return sl_dav_read (answer.body, answer.length, url, error);
  if (answer.status == 401 || answer.status == 429 || answer.status == 503)
    sl_http_refuse (http, &answer, error);
  else
    *status = answer.status;
  return NULL;
}

/* The last part of an address, decoded. */
static char *
segment_of (const char *url)
{
  g_autofree char *path = g_strndup (url, strlen (url) - g_str_has_suffix (url, "/"));
  const char *slash = strrchr (path, '/');
  char *segment = g_uri_unescape_string (slash != NULL ? slash + 1 : path, NULL);

  return segment != NULL ? segment : g_strdup ("");
}

static gboolean
is_calendar (const SlDavResponse *r)
{
  return sl_dav_prop_has (r, KIND, "calendar") && (sl_dav_prop (r, COMPS) == NULL || *sl_dav_prop (r, COMPS) == '\0'
                                                   || sl_dav_prop_has (r, COMPS, "VEVENT"));
}

static gboolean
may_write (const SlDavResponse *r)
{
  return sl_dav_prop (r, RIGHTS) == NULL || sl_dav_prop_has (r, RIGHTS, "all") || sl_dav_prop_has (r, RIGHTS, "write")
         || (sl_dav_prop_has (r, RIGHTS, "write-content")
             && (sl_dav_prop_has (r, RIGHTS, "bind") || sl_dav_prop_has (r, RIGHTS, "add-resource"))); /* Cyrus */
}

static char *
text_of (const SlDavResponse *r, const char *prop)
{
  const char *text = sl_dav_prop (r, prop);

  return text != NULL && *text != '\0' ? g_strstrip (g_strdup (text)) : NULL;
}

static void
add_calendar (SlHttp *http, const SlDavResponse *r, GPtrArray *found)
{
  g_autofree char *url = r->href != NULL ? sl_http_resolve (http, r->href) : NULL;
  SlCaldavCalendar *calendar;

  if (url == NULL || !is_calendar (r))
    return;
  calendar = g_new0 (SlCaldavCalendar, 1);
  calendar->url = g_str_has_suffix (url, "/") ? g_strdup (url) : g_strconcat (url, "/", NULL);
  calendar->segment = segment_of (calendar->url);
  calendar->name = text_of (r, SL_DAV_NS "displayname");
  calendar->colour = text_of (r, COLOUR);
  calendar->writes = may_write (r);
  for (guint i = 0; i < found->len; i++)
    if (g_str_equal (((SlCaldavCalendar *) found->pdata[i])->url, calendar->url))
      {
        calendar_free (calendar);
        return;
      }
  g_ptr_array_add (found, calendar);
}

/* All calendars that an answer lists; TRUE where nothing went wrong. */
static gboolean
add_below (SlHttp *http, const char *url, GPtrArray *found, SlWatch *watch, GError **error)
{
  g_autoptr (GError) inner = NULL;
  guint status;
  g_autoptr (SlDavAnswer) answer = ask (http, url, "1", &status, watch, &inner);

  for (guint i = 0; answer != NULL && i < answer->responses->len; i++)
    add_calendar (http, answer->responses->pdata[i], found);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

/* The addresses of a property of an answer's first resource; NULL for none. */
static GStrv
addresses (const SlDavAnswer *answer, const char *prop)
{
  const char *text = answer != NULL && answer->responses->len > 0 ? sl_dav_prop (answer->responses->pdata[0], prop)
                                                                  : NULL;

  return text != NULL ? g_strsplit (text, "\n", 16) : NULL;
}

/* The calendars of the homes that an answer tells of, itself or by way of the user. */
static gboolean
add_homes (SlHttp *http, const SlDavAnswer *answer, GPtrArray *found, SlWatch *watch, GError **error)
{
  g_auto (GStrv) homes = addresses (answer, HOMES), users = NULL;
  g_autoptr (SlDavAnswer) user = NULL;
  g_autoptr (GError) inner = NULL;
  guint status;

  if (homes == NULL && (users = addresses (answer, PRINCIPAL)) != NULL && users[0] != NULL)
    {
      g_autofree char *url = sl_http_resolve (http, g_strstrip (users[0]));

      user = url != NULL ? ask (http, url, "0", &status, watch, &inner) : NULL;
      if (inner != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&inner));
          return FALSE;
        }
      homes = addresses (user, HOMES);
    }
  for (guint i = 0; homes != NULL && homes[i] != NULL; i++)
    {
      g_autofree char *url = sl_http_resolve (http, g_strstrip (homes[i]));
      if (url != NULL && !add_below (http, url, found, watch, error))
        return FALSE;
    }
  return TRUE;
}

/* Asks an address itself, then what lies below it, then the user's homes. */
static gboolean
find_at (SlHttp *http, const char *url, GPtrArray *found, guint *status, SlWatch *watch, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (SlDavAnswer) answer = ask (http, url, "0", status, watch, &inner);

  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  if (answer == NULL || answer->responses->len == 0)
    return TRUE;
  add_calendar (http, answer->responses->pdata[0], found);
  if (found->len == 0 && !add_below (http, url, found, watch, error))
    return FALSE;
  return found->len > 0 || add_homes (http, answer, found, watch, error);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(SlCaldavCalendar *const *) a)->url, (*(SlCaldavCalendar *const *) b)->url);
}

GPtrArray *
sl_caldav_find (SlHttp *http, const char *url, SlWatch *watch, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) calendar_free);
  g_autofree char *absolute = sl_http_resolve (http, url), *known = sl_http_resolve (http, "/.well-known/caldav");
  guint status = 0, other;

  if (absolute == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("“%s” is not on %s; only that server is asked"), url, sl_http_url (http));
  if (absolute == NULL || !find_at (http, absolute, found, &status, watch, error)
      || (found->len == 0 && !find_at (http, known, found, &other, watch, error)))
    return NULL;
  if (found->len > 0)
    {
      g_ptr_array_sort (found, compare);
      return g_steal_pointer (&found);
    }
  if (status != 0)
    sl_http_refuse (http, &(SlHttpAnswer) { .status = status }, error);
  else
    sl_error_set (error, SL_ERROR_SERVICE, _("%s shows this user no calendar; paste the address of the stage's "
                                             "calendar, or ask who runs it"), absolute);
  return NULL;
}

static char *
path_of (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  const char *path = uri != NULL ? g_uri_get_path (uri) : "";

  return g_strconcat (path, g_str_has_suffix (path, "/") ? "" : "/", NULL);
}

const SlCaldavCalendar *
sl_caldav_own (const GPtrArray *calendars, const char *url)
{
  const SlCaldavCalendar *calendar = calendars->len == 1 ? calendars->pdata[0] : NULL;
  g_autofree char *asked = path_of (url), *path = calendar != NULL ? path_of (calendar->url) : NULL;

  return g_strcmp0 (asked, path) == 0 ? calendar : NULL;
}

static gboolean
has_segment (const SlCaldavCalendar *c, const char *stage, const char *name)
{
  (void) name;
  return g_strcmp0 (c->segment, stage) == 0;
}

static gboolean
has_name (const SlCaldavCalendar *c, const char *stage, const char *name)
{
  return c->name != NULL && (g_strcmp0 (c->name, stage) == 0 || g_strcmp0 (c->name, name) == 0);
}

const SlCaldavCalendar *
sl_caldav_pick (const GPtrArray *calendars, const char *stage, const char *name, GError **error)
{
  static gboolean (*const ways[]) (const SlCaldavCalendar *, const char *, const char *) = { has_segment, has_name };

  for (guint way = 0; way < G_N_ELEMENTS (ways); way++)
    {
      const SlCaldavCalendar *found = NULL;
      guint n = 0;

      for (guint i = 0; i < calendars->len; i++)
        if (ways[way] (calendars->pdata[i], stage, name))
          {
            found = calendars->pdata[i];
            n++;
          }
      if (n == 1)
        return found;
      if (n == 0)
        continue;
      sl_error_set (error, SL_ERROR_SERVICE, _("%u calendars there are called “%s”; give the address of the right one"),
                    n, way == 0 || name == NULL ? stage : name);
      return NULL;
    }
  sl_error_set (error, SL_ERROR_REFERENCE, _("no calendar there is called “%s”; name it after the stage, or give its "
                                             "own address"), stage);
  return NULL;
}
