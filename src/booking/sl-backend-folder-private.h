/* What the two files of sl-backend-folder share. */
#pragma once

#include <sys/stat.h>

#include "sl-backend-folder.h"

G_BEGIN_DECLS

typedef struct {
  SlBackend   base;
  char       *folder;
  GHashTable *seen;  /* names → what they were when they were read; owned */
  gboolean    swept; /* what earlier versions left */
} SlFolder;

/* Whether a file of that name is an object, within the folder. */
gboolean sl_folder_is_object (const char *name);
/* Text and version of the file at `path`, and its `info`; both NULL where nothing is, no text of what is no readable
 * object. FALSE with an error where nobody can tell. */
gboolean sl_folder_read      (const char *path, char **text, char **etag, struct stat *info, GError **error);

/* As of SlBackendClass. */
SlWrite  sl_folder_create    (SlBackend *backend, const char *name, const char *text, SlWatch *watch, GError **error);
/* Likewise. */
SlWrite  sl_folder_replace   (SlBackend *backend, const char *name, const char *etag, const char *text, SlWatch *watch,
                              GError **error);
/* Likewise. */
SlWrite  sl_folder_remove    (SlBackend *backend, const char *name, const char *etag, SlWatch *watch, GError **error);

G_END_DECLS
