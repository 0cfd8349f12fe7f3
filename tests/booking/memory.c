#include "memory.h"

#include <string.h>

#include "sl-error.h"

typedef struct {
  char *name, *text; /* no text: remove */
  char *etag;        /* NULL: only where there is none */
  guint wait;        /* requests until it arrives */
} Late;

struct Memory {
  GMutex      lock;
  GHashTable *texts, *etags; /* by name */
  GPtrArray  *late;
  GRand      *random;
  guint       version;
  MemoryMeanwhile meanwhile;
  gpointer    data;
};

typedef struct {
  SlBackend    base;
  Memory      *memory;
  MemoryFaults faults;
  gboolean     dead;
} Connection;

static void
late_free (gpointer data)
{
  Late *late = data;

  g_free (late->name);
  g_free (late->text);
  g_free (late->etag);
  g_free (late);
}

Memory *
memory_new (guint32 seed)
{
  Memory *memory = g_new0 (Memory, 1);

  g_mutex_init (&memory->lock);
  memory->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  memory->etags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  memory->late = g_ptr_array_new_with_free_func (late_free);
  memory->random = g_rand_new_with_seed (seed);
  return memory;
}

void
memory_free (Memory *memory)
{
  g_mutex_clear (&memory->lock);
  g_hash_table_unref (memory->texts);
  g_hash_table_unref (memory->etags);
  g_ptr_array_unref (memory->late);
  g_rand_free (memory->random);
  g_free (memory);
}

void
memory_meanwhile (Memory *memory, MemoryMeanwhile meanwhile, gpointer data)
{
  memory->meanwhile = meanwhile;
  memory->data = data;
}

void
memory_put (Memory *memory, const char *name, const char *text)
{
  if (text != NULL)
    {
      g_hash_table_replace (memory->texts, g_strdup (name), g_strdup (text));
      g_hash_table_replace (memory->etags, g_strdup (name), g_strdup_printf ("\"%u\"", ++memory->version));
      return;
    }
  g_hash_table_remove (memory->texts, name);
  g_hash_table_remove (memory->etags, name);
}

char *
memory_get (Memory *memory, const char *name)
{
  return g_strdup (g_hash_table_lookup (memory->texts, name));
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

GPtrArray *
memory_names (Memory *memory)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter at;
  gpointer name;

  g_hash_table_iter_init (&at, memory->texts);
  while (g_hash_table_iter_next (&at, &name, NULL))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare);
  return names;
}

/* --- requests --- */

static SlWrite
apply (Memory *memory, const char *name, const char *etag, const char *text)
{
  const char *now = g_hash_table_lookup (memory->etags, name);

  if (now == NULL && text == NULL)
    return SL_WRITE_DONE;
  if (g_strcmp0 (now, etag) != 0)
    return SL_WRITE_REFUSED;
  memory_put (memory, name, text);
  return SL_WRITE_DONE;
}

static void
arrive (Memory *memory, gboolean all)
{
  for (guint i = memory->late->len; i > 0; i--)
    {
      Late *late = memory->late->pdata[i - 1];
      if (!all && late->wait-- > 0)
        continue;
      apply (memory, late->name, late->etag, late->text);
      g_ptr_array_remove_index (memory->late, i - 1);
    }
}

void
memory_settle (Memory *memory)
{
  arrive (memory, TRUE);
}

static gboolean
happens (Connection *c, double chance)
{
  return chance > 0 && g_rand_double (c->memory->random) < chance;
}

/* Locks. FALSE with an error where the request does not come through. */
static gboolean
begin (Connection *c, const char *method, const char *name, SlWatch *watch, GError **error)
{
  g_mutex_lock (&c->memory->lock);
  if (c->memory->meanwhile != NULL)
    c->memory->meanwhile (c->memory, method, name, c->memory->data);
  arrive (c->memory, FALSE);
  if (sl_watch_stops (watch, error))
    return FALSE;
  c->dead |= happens (c, c->faults.die);
  if (!c->dead)
    return TRUE;
  g_set_error_literal (error, SL_ERROR, SL_ERROR_SERVICE, "dead");
  return FALSE;
}

static void
end (Connection *c)
{
  const gboolean pauses = c->faults.lose_request > 0 && g_rand_boolean (c->memory->random);

  g_mutex_unlock (&c->memory->lock);
  if (pauses) /* others have their turn */
    g_usleep (50);
}

static SlWrite
unsure (GError **error)
{
  g_set_error_literal (error, SL_ERROR, SL_ERROR_SERVICE, "no answer");
  return SL_WRITE_UNSURE;
}

static SlWrite
put (SlBackend *backend, const char *method, const char *name, const char *etag, const char *text, SlWatch *watch,
     GError **error)
{
  Connection *c = (Connection *) backend;
  SlWrite result = SL_WRITE_FAILED;

  if (begin (c, method, name, watch, error))
    {
      if (happens (c, c->faults.lose_request))
        result = unsure (error);
      else if (happens (c, c->faults.delay))
        {
          Late *late = g_new (Late, 1);
          *late = (Late) { g_strdup (name), g_strdup (text), g_strdup (etag),
                           (guint) g_rand_int_range (c->memory->random, 0, 4) };
          g_ptr_array_add (c->memory->late, late);
          result = unsure (error);
        }
      else
        {
          result = apply (c->memory, name, etag, text);
          if (happens (c, c->faults.lose_answer))
            result = unsure (error);
        }
    }
  end (c);
  return result;
}

static SlWrite
create (SlBackend *backend, const char *name, const char *text, SlWatch *watch, GError **error)
{
  return put (backend, "create", name, NULL, text, watch, error);
}

static SlWrite
replace (SlBackend *backend, const char *name, const char *etag, const char *text, SlWatch *watch, GError **error)
{
  return put (backend, "replace", name, etag != NULL ? etag : "none", text, watch, error);
}

static SlWrite
remove_version (SlBackend *backend, const char *name, const char *etag, SlWatch *watch, GError **error)
{
  return put (backend, "remove", name, etag != NULL ? etag : "none", NULL, watch, error);
}

static gboolean
begin_reading (Connection *c, const char *method, const char *name, SlWatch *watch, GError **error)
{
  if (!begin (c, method, name, watch, error))
    return FALSE;
  if (!happens (c, c->faults.refuse))
    return TRUE;
  g_set_error_literal (error, SL_ERROR, SL_ERROR_SERVICE, "cut");
  return FALSE;
}

/* Always all of it: tokens are the business of real places. */
static SlChanges *
list (SlBackend *backend, const char *since, SlWatch *watch, GError **error)
{
  Connection *c = (Connection *) backend;
  SlChanges *changes = NULL;

  if (begin_reading (c, "list", "", watch, error))
    {
      g_autoptr (GPtrArray) names = memory_names (c->memory);
      changes = g_new0 (SlChanges, 1);
      changes->changed = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_resource_free);
      changes->removed = g_ptr_array_new_with_free_func (g_free);
      changes->token = g_strdup ("token");
      changes->whole = since == NULL || !c->faults.forgets;
      for (guint i = 0; i < names->len; i++)
        g_ptr_array_add (changes->changed, sl_resource_new (names->pdata[i],
                                                            g_hash_table_lookup (c->memory->etags, names->pdata[i]),
                                                            NULL));
    }
  end (c);
  return changes;
}

static gboolean
fetch (SlBackend *backend, GPtrArray *resources, SlWatch *watch, GError **error)
{
  Connection *c = (Connection *) backend;
  const gboolean fine = begin_reading (c, "fetch", ((SlResource *) resources->pdata[0])->name, watch, error);

  for (guint i = 0; fine && i < resources->len; i++)
    {
      SlResource *r = resources->pdata[i];
      g_free (r->text);
      g_free (r->etag);
      r->text = memory_get (c->memory, r->name);
      r->etag = g_strdup (g_hash_table_lookup (c->memory->etags, r->name));
    }
  end (c);
  return fine;
}

static void
free_connection (SlBackend *backend)
{
  g_free (backend);
}

SlBackend *
memory_open (Memory *memory, const MemoryFaults *faults)
{
  static const SlBackendClass class = { .list = list, .fetch = fetch, .create = create, .replace = replace,
                                        .remove = remove_version, .free = free_connection };
  Connection *c = g_new0 (Connection, 1);

  c->base = (SlBackend) { .class = &class, .title = g_strdup ("memory") };
  c->memory = memory;
  if (faults != NULL)
    c->faults = *faults;
  return &c->base;
}
