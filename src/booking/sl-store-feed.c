/* A calendar that can only be read: one file of events, published at an address (webcal) or exported by a program. Each
 * event, with all its exceptions, is an object of its own, so that one which cannot be read leaves the rest of use. */
#include <string.h>

#include "sl-content-lines.h"
#include "sl-error.h"
#include "sl-feed-objects.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-store-place.h"

enum { MAX_BYTES = 8 << 20 };

typedef struct {
  SlPlace base;
  char   *source;  /* a file, or the URL that it is fetched from */
  gboolean remote;
  char   *own;     /* the stage that was asked for, NULL for none */
} Feed;

typedef struct {
  SlBackend  base;
  Feed       feed;      /* its texts are owned */
  char      *stage, *name;
  GPtrArray *resources; /* SlResource with their texts; as of the last list */
  gboolean   fresh;     /* no list was asked for since they were read */
  gboolean   named;     /* an event takes place there */
} FeedCalendar;

/* --- reading --- */

static char *
fetch_text (const Feed *f, gsize *length, SlWatch *watch, GError **error)
{
  g_autoptr (SlHttp) http = sl_http_new (f->source, NULL, error);
  g_auto (SlHttpAnswer) answer = { 0 };

  if (http == NULL
      || !sl_http_send (http, &(SlHttpRequest) { .method = "GET", .url = f->source }, &answer, watch, error))
    return NULL;
  if (answer.status != 200)
    {
      sl_http_refuse (http, &answer, error);
      return NULL;
    }
  *length = answer.length;
  return g_steal_pointer (&answer.body);
}

/* SlContentLine elements; NULL with an error. */
static GPtrArray *
read_lines (const Feed *f, SlWatch *watch, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  gsize length = 0;

  if (!f->remote && !sl_file_read (f->source, MAX_BYTES, &text, &length, error))
    return NULL;
  if (f->remote && (text = fetch_text (f, &length, watch, error)) == NULL)
    return NULL;
  lines = length <= MAX_BYTES ? sl_content_lines_read (text, length, NULL) : NULL;
  if (lines != NULL && sl_content_line_begins (lines->pdata[0], "VCALENDAR"))
    return g_steal_pointer (&lines);
  sl_error_set_at (error, f->remote ? SL_ERROR_SERVICE : SL_ERROR_INPUT, f->source, 0,
                   _("this is no calendar in UTF-8 of at most %d MB; ask who publishes it for an iCalendar file "
                     "(.ics)"),
                   MAX_BYTES >> 20);
  return NULL;
}

/* Reads all of it anew. */
static gboolean
read_feed (FeedCalendar *c, SlWatch *watch, GError **error)
{
  g_autoptr (GPtrArray) lines = read_lines (&c->feed, watch, error), found = NULL;

  found = lines != NULL ? sl_feed_objects (lines, c->stage, c->name, &c->named, error) : NULL;
  if (found == NULL)
    return FALSE;
  g_ptr_array_unref (c->resources);
  c->resources = g_steal_pointer (&found);
  return TRUE;
}

/* --- the calendar of a stage --- */

static SlChanges *
list (SlBackend *backend, const char *since, SlWatch *watch, GError **error)
{
  FeedCalendar *c = (FeedCalendar *) backend;
  SlChanges *changes;

  (void) since;
  if (!c->fresh && !read_feed (c, watch, error))
    return NULL;
  c->fresh = FALSE;
  changes = g_new0 (SlChanges, 1);
  changes->whole = TRUE;
  changes->removed = g_ptr_array_new_with_free_func (g_free);
  changes->changed = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_resource_free);
  for (guint i = 0; i < c->resources->len; i++)
    {
      const SlResource *r = c->resources->pdata[i];
      g_ptr_array_add (changes->changed, sl_resource_new (r->name, r->etag, NULL));
    }
  return changes;
}

static gboolean
fetch (SlBackend *backend, GPtrArray *resources, SlWatch *watch, GError **error)
{
  const FeedCalendar *c = (FeedCalendar *) backend;
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);

  (void) watch;
  (void) error;
  for (guint i = 0; i < c->resources->len; i++)
    g_hash_table_insert (by_name, ((SlResource *) c->resources->pdata[i])->name, c->resources->pdata[i]);
  for (guint i = 0; i < resources->len; i++)
    {
      SlResource *to = resources->pdata[i];
      const SlResource *from = g_hash_table_lookup (by_name, to->name);

      g_free (to->text);
      g_free (to->etag);
      to->text = from != NULL ? g_strdup (from->text) : NULL;
      to->etag = from != NULL ? g_strdup (from->etag) : NULL;
    }
  return TRUE;
}

static SlWrite
refuse (SlBackend *backend, GError **error)
{
  sl_error_set (error, SL_ERROR_INPUT,
                _("%s can only be read; ask whoever publishes it for the days, or book in the store that it comes "
                  "from"),
                backend->title);
  return SL_WRITE_FAILED;
}

static SlWrite
create (SlBackend *backend, const char *name, const char *text, SlWatch *watch, GError **error)
{
  (void) name, (void) text, (void) watch;
  return refuse (backend, error);
}

static SlWrite
replace (SlBackend *backend, const char *name, const char *etag, const char *text, SlWatch *watch, GError **error)
{
  (void) name, (void) etag, (void) text, (void) watch;
  return refuse (backend, error);
}

static SlWrite
remove_object (SlBackend *backend, const char *name, const char *etag, SlWatch *watch, GError **error)
{
  (void) name, (void) etag, (void) watch;
  return refuse (backend, error);
}

static void
free_calendar (SlBackend *backend)
{
  FeedCalendar *c = (FeedCalendar *) backend;

  g_ptr_array_unref (c->resources);
  g_free (c->feed.source);
  g_free (c->stage);
  g_free (c->name);
  g_free (c);
}

/* --- the place --- */

/* "stage-1" of ".../stage-1.ics". */
static gboolean
is_called (const Feed *f, const char *stage, const char *name)
{
  g_autofree char *path = f->remote ? g_uri_unescape_string (f->source, NULL) : g_strdup (f->source);
  g_autofree char *last = path != NULL ? g_path_get_basename (path) : g_strdup ("");

  if (g_str_has_suffix (last, ".ics"))
    last[strlen (last) - 4] = '\0';
  return g_str_equal (last, stage) || g_strcmp0 (last, name) == 0;
}

static SlBackend *
open_stage (SlPlace *place, const char *stage, const char *name, SlWatch *watch, GError **error)
{
  static const SlBackendClass class = { .list = list, .fetch = fetch, .create = create, .replace = replace,
                                        .remove = remove_object, .free = free_calendar };
  const Feed *f = (Feed *) place;
  FeedCalendar *c = g_new0 (FeedCalendar, 1);

  c->base = (SlBackend) { .class = &class, .title = g_strdup (f->source) };
  c->feed = (Feed) { .source = g_strdup (f->source), .remote = f->remote };
  c->stage = g_strdup (stage);
  c->name = g_strdup (name);
  c->resources = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_resource_free);
  c->fresh = read_feed (c, watch, error);
  if (c->fresh && (g_strcmp0 (stage, f->own) == 0 || c->named || is_called (f, stage, name)))
    return &c->base;
  if (c->fresh)
    sl_error_set (error, SL_ERROR_REFERENCE,
                  _("%s does not say that it is the calendar of “%s”; if it is, name that stage with --stage"),
                  f->source, name != NULL ? name : stage);
  sl_backend_free (&c->base);
  return NULL;
}

static gboolean
check (SlPlace *place, SlWatch *watch, GError **error)
{
  g_autoptr (GPtrArray) lines = read_lines ((Feed *) place, watch, error);

  return lines != NULL;
}

static gboolean
list_stages (SlPlace *place, GHashTable *known, GPtrArray *stages, SlWatch *watch, GError **error)
{
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (known), (GCompareFunc) g_strcmp0);

  (void) place, (void) watch, (void) error;
  for (const GList *id = ids; id != NULL; id = id->next)
    g_ptr_array_add (stages, g_strdup (id->data));
  return TRUE;
}

static void
free_feed (SlPlace *place)
{
  Feed *f = (Feed *) place;

  g_free (f->source);
  g_free (f->own);
  g_free (f);
}

/* Takes `source`. */
static SlPlace *
place_of (char *source, gboolean remote, const char *own)
{
  static const SlPlaceClass class = { .check = check, .stages = list_stages, .open = open_stage, .free = free_feed };
  Feed *f = g_new (Feed, 1);

  *f = (Feed) { { &class }, source, remote, g_strdup (own) };
  return &f->base;
}

SlPlace *
sl_place_ics_new (const SlPlaceOptions *options, GError **error)
{
  (void) error;
  return place_of (g_strdup (options->url), FALSE, options->own);
}

/* "webcal://host/path" is an https address, of this machine also an http one: the scheme does not tell. */
SlPlace *
sl_place_webcal_new (const SlPlaceOptions *options, GError **error)
{
  const char *rest = strstr (options->url, "://");
  g_autofree char *http = g_strconcat ("http", rest, NULL), *https = g_strconcat ("https", rest, NULL);
  g_autoptr (SlHttp) loopback = sl_http_new (http, NULL, NULL);
  g_autoptr (SlHttp) server = sl_http_new (https, NULL, error);

  if (server == NULL)
    return NULL;
  return place_of (g_strdup (loopback != NULL ? http : https), TRUE, options->own);
}
