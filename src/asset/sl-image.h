/* Pictures in memory: shown on walls, written as PNG. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  gatomicrefcount refs;
  guint64         stamp;         /* new for each picture: what caches key on */
  int             width, height; /* px */
  guint8         *rgba;          /* sRGB rows, top first */
} SlImage;

/* Takes `rgba`, which g_free() frees. Full transfer. */
SlImage  *sl_image_new_take  (guint8 *rgba, int width, int height);
SlImage  *sl_image_ref       (SlImage *image); /* a new reference */
void      sl_image_unref     (SlImage *image); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlImage, sl_image_unref)

/* Writes RGBA rows (top first) as PNG, whole or not at all. */
gboolean  sl_image_write_png (const char *path, const guint8 *rgba, int width, int height, GError **error);

G_END_DECLS
