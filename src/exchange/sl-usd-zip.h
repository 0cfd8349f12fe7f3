/* A .usdz: a zip whose files are stored as they are, each beginning on 64 bytes, with plain headers and no time in
 * them. */
#pragma once

#include <glib.h>

#include "sl-watch.h"

G_BEGIN_DECLS

typedef struct {
  const char *name; /* "stage.usda"; ASCII, borrowed as its data */
  const void *data;
  gsize       length;
} SlUsdFile;

/* Writes them in that order; the first must be a layer. FALSE with an error, and `path` is as it was. */
gboolean sl_usd_zip_write (const SlUsdFile *files, guint n, const char *path, SlWatch *watch, GError **error);

G_END_DECLS
