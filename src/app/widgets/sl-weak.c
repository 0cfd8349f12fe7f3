#include "sl-weak.h"

gpointer
sl_weak_new (gpointer object)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, object);
  return weak;
}

void
sl_weak_free (gpointer weak)
{
  g_weak_ref_clear (weak);
  g_free (weak);
}

typedef struct {
  gpointer    weak;
  const char *key; /* interned */
  void      (*fill) (gpointer data);
} Later;

static void
later_free (gpointer data)
{
  sl_weak_free (((Later *) data)->weak);
  g_free (data);
}

static gboolean
on_idle (gpointer data)
{
  const Later *later = data;
  g_autoptr (GObject) object = g_weak_ref_get (later->weak);

  if (object != NULL)
    later->fill (g_object_get_data (object, later->key));
  return G_SOURCE_REMOVE;
}

void
sl_weak_later (gpointer object, const char *key, void (*fill) (gpointer data))
{
  Later *later = g_new (Later, 1);

  *later = (Later) { sl_weak_new (object), g_intern_string (key), fill };
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_idle, later, later_free);
}
