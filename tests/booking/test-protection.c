/* Places that keep two from having one day, or do not, and what a check of them leaves behind. */
#include <string.h>

#include "../sl-test.h"
#include "sl-error.h"
#include "sl-protection.h"

typedef struct {
  gboolean doubles;   /* asks whether a slot is free, and writes afterwards */
  gboolean no_match;  /* writes over any version */
  gboolean read_only; /* lets nobody write */
  gboolean silent;    /* the same, without saying that it is for want of a right */
  gboolean no_tokens, rewrites, one_etag, new_etags;
} Faults;

/* A place of its own; all connections share it. */
typedef struct {
  GMutex      lock;
  GHashTable *texts, *versions; /* by name */
  Faults      faults;
  guint       version, asked, stop_at; /* `watch` is cancelled, or the network cut for one request, at the last */
  gboolean    cuts;
  SlWatch    *watch;
} Place;

typedef struct {
  SlBackend base;
  Place    *place;
  gboolean  denied;
} Connection;

static Place *
place_new (const Faults *faults)
{
  Place *place = g_new0 (Place, 1);

  g_mutex_init (&place->lock);
  place->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  place->versions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  place->faults = *faults;
  return place;
}

static void
place_free (Place *place)
{
  g_mutex_clear (&place->lock);
  g_hash_table_unref (place->texts);
  g_hash_table_unref (place->versions);
  g_free (place);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Place, place_free)

static void
put (Place *place, const char *name, const char *text)
{
  if (text == NULL)
    {
      g_hash_table_remove (place->texts, name);
      g_hash_table_remove (place->versions, name);
      return;
    }
  g_hash_table_replace (place->texts, g_strdup (name),
                        place->faults.rewrites ? g_strconcat (text, "X-SERVER:1\r\n", NULL) : g_strdup (text));
  g_hash_table_replace (place->versions, g_strdup (name), GUINT_TO_POINTER (++place->version));
}

/* NULL for nothing. */
static char *
etag_of (Place *place, const char *name)
{
  const guint version = GPOINTER_TO_UINT (g_hash_table_lookup (place->versions, name));

  if (version == 0)
    return NULL;
  if (place->faults.new_etags)
    return g_strdup_printf ("\"%u\"", ++place->version);
  return g_strdup_printf ("\"%u\"", place->faults.one_etag ? 1 : version);
}

/* Locks. FALSE with an error for a request that is lost. */
static gboolean
begin (Place *place, GError **error)
{
  g_mutex_lock (&place->lock);
  if (++place->asked != place->stop_at)
    return TRUE;
  if (place->watch != NULL)
    sl_watch_cancel (place->watch);
  if (!place->cuts)
    return TRUE;
  g_set_error_literal (error, SL_ERROR, SL_ERROR_SERVICE, "cut");
  return FALSE;
}

static gboolean
may (Place *place, const char *name, const char *etag)
{
  g_autofree char *now = etag_of (place, name);

  return g_strcmp0 (now, etag) == 0 || (etag != NULL && now != NULL && (place->faults.no_match
                                                                         || place->faults.new_etags));
}

static SlWrite
apply (Place *place, const char *name, const char *etag, const char *text)
{
  const gboolean may_write = may (place, name, etag);

  if (etag == NULL && place->faults.doubles && may_write)
    {
      g_mutex_unlock (&place->lock);
      g_usleep (20000); /* others ask meanwhile */
      g_mutex_lock (&place->lock);
    }
  if (!may_write)
    return SL_WRITE_REFUSED;
  put (place, name, text);
  return SL_WRITE_DONE;
}

static SlWrite
write_text (SlBackend *backend, const char *name, const char *etag, const char *text, GError **error)
{
  Connection *c = (Connection *) backend;
  SlWrite result = SL_WRITE_UNSURE;

  c->denied = FALSE;
  if (begin (c->place, error))
    {
      c->denied = c->place->faults.read_only && !c->place->faults.silent;
      if (c->place->faults.read_only)
        g_set_error_literal (error, SL_ERROR, SL_ERROR_SERVICE, "not yours to write");
      else
        result = apply (c->place, name, etag, text);
    }
  else if (c->place->version % 2 == 0) /* it came through, but its answer did not */
    apply (c->place, name, etag, text);
  g_mutex_unlock (&c->place->lock);
  return result;
}

static SlWrite
create (SlBackend *backend, const char *name, const char *text, SlWatch *watch, GError **error)
{
  (void) watch;
  return write_text (backend, name, NULL, text, error);
}

static SlWrite
replace (SlBackend *backend, const char *name, const char *etag, const char *text, SlWatch *watch, GError **error)
{
  (void) watch;
  return write_text (backend, name, etag, text, error);
}

static SlWrite
remove_version (SlBackend *backend, const char *name, const char *etag, SlWatch *watch, GError **error)
{
  (void) watch;
  return write_text (backend, name, etag, NULL, error);
}

/* Tokens are versions. */
static SlChanges *
list (SlBackend *backend, const char *since, SlWatch *watch, GError **error)
{
  Place *place = ((Connection *) backend)->place;
  SlChanges *changes = NULL;
  GHashTableIter at;
  gpointer name, version;

  (void) watch;
  if (begin (place, error))
    {
      changes = g_new0 (SlChanges, 1);
      changes->changed = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_resource_free);
      changes->removed = g_ptr_array_new_with_free_func (g_free);
      changes->whole = since == NULL;
      changes->token = place->faults.no_tokens ? NULL : g_strdup_printf ("%u", place->version);
      g_hash_table_iter_init (&at, place->versions);
      while (g_hash_table_iter_next (&at, &name, &version))
        if (since == NULL || GPOINTER_TO_UINT (version) > g_ascii_strtoull (since, NULL, 10))
          g_ptr_array_add (changes->changed, sl_resource_new (name, "x", NULL));
    }
  g_mutex_unlock (&place->lock);
  return changes;
}

static gboolean
fetch (SlBackend *backend, GPtrArray *resources, SlWatch *watch, GError **error)
{
  Place *place = ((Connection *) backend)->place;
  const gboolean fine = begin (place, error);

  (void) watch;
  for (guint i = 0; fine && i < resources->len; i++)
    {
      SlResource *r = resources->pdata[i];
      g_free (r->text);
      g_free (r->etag);
      r->text = g_strdup (g_hash_table_lookup (place->texts, r->name));
      r->etag = etag_of (place, r->name);
    }
  g_mutex_unlock (&place->lock);
  return fine;
}

static gboolean
denied (SlBackend *backend)
{
  return ((Connection *) backend)->denied;
}

static void
free_connection (SlBackend *backend)
{
  g_free (backend);
}

static SlBackend *
connect_to (gpointer data, GError **error)
{
  static const SlBackendClass class = { .list = list, .fetch = fetch, .create = create, .replace = replace,
                                        .remove = remove_version, .denied = denied, .free = free_connection };
  Connection *c = g_new0 (Connection, 1);

  (void) error;
  c->base = (SlBackend) { .class = &class, .title = g_strdup ("place") };
  c->place = data;
  return &c->base;
}

/* --- what is found --- */

typedef struct {
  const char *name;
  Faults      faults;
  SlProtectionLevel level;
  gboolean    match, syncs, keeps, stays, changes;
  const char *word; /* in its reasons */
} Case;

static void
test_levels (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (Place) place = place_new (&c->faults);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) reasons = NULL;
  g_autofree char *all = NULL;
  SlProtection p;

  put (place, "day-2099-01-01.ics", "a stranger's");
  g_assert_true (sl_protection_find (connect_to, place, &p, NULL, &error));
  g_assert_no_error (error);
  reasons = sl_protection_reasons (&p);
  all = g_strjoinv (" | ", reasons);
  g_test_message ("%s: %s", sl_protection_id (p.level), all);
  g_assert_cmpint (p.level, ==, c->level);
  g_assert_nonnull (strstr (all, c->word));
  if (c->level != SL_PROTECTION_READ_ONLY)
    {
      g_assert_cmpuint (p.races, ==, SL_PROTECTION_RACES);
      g_assert_true ((p.doubled > 0) == (c->level == SL_PROTECTION_DETECTS));
      g_assert_true (p.honours_match == c->match && p.syncs == c->syncs && p.keeps_text == c->keeps
                     && p.etag_stays == c->stays && p.etag_changes == c->changes);
      g_assert_true ((p.lost > 0) == !c->match);
    }
  sl_protection_clear (&p);
  g_assert_cmpuint (g_hash_table_size (place->texts), ==, 1);
  g_assert_true (g_str_has_prefix (g_hash_table_lookup (place->texts, "day-2099-01-01.ics"), "a stranger's"));
}

static const Case cases[] = {
  { "good", { 0 }, SL_PROTECTION_PREVENTS, TRUE, TRUE, TRUE, TRUE, TRUE, "In each of 8 races" },
  { "doubles", { .doubles = TRUE }, SL_PROTECTION_DETECTS, TRUE, TRUE, TRUE, TRUE, TRUE, "more than one" },
  { "no-match", { .no_match = TRUE }, SL_PROTECTION_PREVENTS, FALSE, TRUE, TRUE, TRUE, TRUE, "old versions" },
  { "read-only", { .read_only = TRUE }, SL_PROTECTION_READ_ONLY, 0, 0, 0, 0, 0, "not yours to write" },
  { "no-tokens", { .no_tokens = TRUE }, SL_PROTECTION_PREVENTS, TRUE, FALSE, TRUE, TRUE, TRUE, "no sync-collection" },
  { "rewrites", { .rewrites = TRUE }, SL_PROTECTION_PREVENTS, TRUE, TRUE, FALSE, TRUE, TRUE, "Rewrites" },
  { "one-etag", { .one_etag = TRUE }, SL_PROTECTION_PREVENTS, FALSE, TRUE, TRUE, TRUE, FALSE, "same version" },
  { "new-etags", { .new_etags = TRUE }, SL_PROTECTION_PREVENTS, FALSE, TRUE, TRUE, FALSE, TRUE, "each time" },
};

/* A place that fails is not one that only reads. */
static void
test_unknown (void)
{
  g_autoptr (Place) place = place_new (&(Faults) { .read_only = TRUE, .silent = TRUE });
  g_autoptr (GError) error = NULL;
  SlProtection p;

  g_assert_false (sl_protection_find (connect_to, place, &p, NULL, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_SERVICE);
  g_clear_error (&error);
  place->faults = (Faults) { 0 };
  for (guint day = 1; day <= 31; day++) /* whole months may be somebody's */
    for (guint month = 1; month <= 12; month++)
      {
        g_autofree char *name = g_strdup_printf ("day-2099-%02u-%02u.ics", month, day);
        put (place, name, "a stranger's");
      }
  g_assert_false (sl_protection_find (connect_to, place, &p, NULL, &error));
  g_assert_nonnull (strstr (error->message, "2099"));
  g_assert_cmpuint (g_hash_table_size (place->texts), ==, 31 * 12);
}

/* Cancelled, or cut for one request, at any moment: nothing stays. */
static void
test_left (gconstpointer data)
{
  const gboolean cuts = GPOINTER_TO_INT (data);
  const int code = cuts ? SL_ERROR_SERVICE : SL_ERROR_CANCELLED;
  guint ended = 0;

  for (guint at = 1; ended == 0 && at < 2000; at += at < 16 ? 1 : 7)
    {
      g_autoptr (Place) place = place_new (&(Faults) { 0 });
      g_autoptr (SlWatch) watch = sl_watch_new (NULL, NULL);
      g_autoptr (GError) error = NULL;
      SlProtection p;

      place->stop_at = at;
      place->cuts = cuts;
      place->watch = cuts ? NULL : watch;
      if (sl_protection_find (connect_to, place, &p, watch, &error))
        g_assert_true (p.level == SL_PROTECTION_PREVENTS);
      else
        g_assert_true (g_error_matches (error, SL_ERROR, code));
      sl_protection_clear (&p);
      g_assert_cmpuint (g_hash_table_size (place->texts), ==, 0);
      ended = place->asked < at;
    }
  g_assert_cmpuint (ended, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/protection/", cases[i].name, NULL);
      g_test_add_data_func (path, &cases[i], test_levels);
    }
  g_test_add_func ("/protection/unknown", test_unknown);
  g_test_add_data_func ("/protection/cancelled", GINT_TO_POINTER (FALSE), test_left);
  g_test_add_data_func ("/protection/cut", GINT_TO_POINTER (TRUE), test_left);
  return g_test_run ();
}
