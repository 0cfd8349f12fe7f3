#include "sl-backend.h"

#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"

SlResource *
sl_resource_new (const char *name, const char *etag, const char *text)
{
  SlResource *resource = g_new (SlResource, 1);

  *resource = (SlResource) { .name = g_strdup (name), .etag = g_strdup (etag), .text = g_strdup (text) };
  return resource;
}

void
sl_resource_free (SlResource *resource)
{
  if (resource == NULL)
    return;
  g_free (resource->name);
  g_free (resource->etag);
  g_free (resource->text);
  g_free (resource);
}

void
sl_changes_free (SlChanges *changes)
{
  if (changes == NULL)
    return;
  g_ptr_array_unref (changes->changed);
  g_ptr_array_unref (changes->removed);
  g_free (changes->token);
  g_free (changes);
}

void
sl_backend_free (SlBackend *backend)
{
  if (backend == NULL)
    return;
  g_free (backend->title);
  backend->class->free (backend);
}

SlChanges *
sl_backend_list (SlBackend *backend, const char *since, SlWatch *watch, GError **error)
{
  return backend->class->list (backend, since, watch, error);
}

gboolean
sl_backend_fetch (SlBackend *backend, GPtrArray *resources, SlWatch *watch, GError **error)
{
  return resources->len == 0 || backend->class->fetch (backend, resources, watch, error);
}

SlResource *
sl_backend_get (SlBackend *backend, const char *name, SlWatch *watch, GError **error)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (SlResource) resource = sl_resource_new (name, NULL, NULL);

  g_ptr_array_add (one, resource);
  return sl_backend_fetch (backend, one, watch, error) ? g_steal_pointer (&resource) : NULL;
}

/* What could not be read back is not written. */
static gboolean
fits (const SlBackend *backend, const char *name, const char *text, GError **error)
{
  if (strlen (text) <= SL_RESOURCE_MAX_BYTES)
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT, _("%s: “%s” would hold more than %u kB; shorten its texts"), backend->title,
                name, SL_RESOURCE_MAX_BYTES >> 10);
  return FALSE;
}

SlWrite
sl_backend_create (SlBackend *backend, const char *name, const char *text, SlWatch *watch, GError **error)
{
  return fits (backend, name, text, error) ? backend->class->create (backend, name, text, watch, error)
                                           : SL_WRITE_FAILED;
}

SlWrite
sl_backend_replace (SlBackend *backend, const char *name, const char *etag, const char *text, SlWatch *watch,
                    GError **error)
{
  return fits (backend, name, text, error) ? backend->class->replace (backend, name, etag, text, watch, error)
                                           : SL_WRITE_FAILED;
}

SlWrite
sl_backend_remove (SlBackend *backend, const char *name, const char *etag, SlWatch *watch, GError **error)
{
  return backend->class->remove (backend, name, etag, watch, error);
}

gboolean
sl_backend_was_denied (SlBackend *backend)
{
  return backend->class->denied != NULL && backend->class->denied (backend);
}
