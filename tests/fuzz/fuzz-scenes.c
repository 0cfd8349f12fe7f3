#include "fuzz-targets.h"

#include <math.h>
#include <string.h>

#include "sl-gltf-cameras.h"
#include "sl-mvr-read.h"
#include "sl-ndisplay-read.h"

/* What is read has models and places, and what is not is refused in words. */
static void
check (SlMvrFile *file, const GError *error)
{
  g_assert_true ((file != NULL) == (error == NULL));
  for (guint i = 0; file != NULL && i < file->screens->len; i++)
    g_assert_nonnull (((SlMvrScreen *) file->screens->pdata[i])->model);
  if (error != NULL)
    g_assert_cmpstr (error->message, !=, "");
  sl_mvr_file_free (file);
}

void
sl_fuzz_mvr (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) first = NULL, second = NULL;
  g_autoptr (SlZip) zip = sl_zip_new ();

  SlMvrFile *file = sl_mvr_read (bytes, "fuzz", &first);
  check (file, first);
  file = sl_mvr_read_scene (bytes, zip, "fuzz", &second);
  check (file, second);
}

void
sl_fuzz_ndisplay (const guint8 *data, gsize size)
{
  g_autofree char *raw = g_strndup ((const char *) data, size), *text = g_utf8_make_valid (raw, -1);
  g_autoptr (GError) error = NULL;
  SlWallScreens *screens = sl_ndisplay_read (text, "fuzz", &error);

  g_assert_true ((screens != NULL) == (error == NULL));
  if (screens != NULL)
    sl_wall_screens_free (screens);
}

void
sl_fuzz_cameras (const guint8 *data, gsize size)
{
  g_autofree char *copy = g_malloc (size + 1);
  g_autoptr (GError) error = NULL;
  guint others = 0;
  GArray *cameras;

  memcpy (copy, data, size);
  copy[size] = '\0';
  cameras = sl_gltf_cameras_parse (copy, size, "fuzz", &others, &error);
  g_assert_true ((cameras != NULL) == (error == NULL));
  for (guint i = 0; cameras != NULL && i < cameras->len; i++)
    {
      const SlGltfCamera *camera = &g_array_index (cameras, SlGltfCamera, i);
      g_assert_true (isfinite (camera->frame.o.x + camera->frame.x.x + camera->frame.z.z) && camera->yfov > 0);
    }
  g_clear_pointer (&cameras, g_array_unref);
}
