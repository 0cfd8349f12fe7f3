/* sightline-import MODEL OUT      reads a model and writes its flat mesh to OUT
 * sightline-import --picture FILE reads a picture and writes its pixels to standard output (sl-picture-stream.h)
 *
 * A process of its own, within limits of memory and time, so that a hostile file can take down nothing else. A model's
 * run tells on standard output which files it read (sl-inputs.h), in error too. */
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <unistd.h>

#include "import-assimp.h"
#include "import-finish.h"
#include "import-gltf.h"
#include "import-limits.h"
#include "import-picture.h"
#include "sl-error.h"
#include "sl-i18n.h"

static gboolean
read_model (SlMeshBuilder *builder, ImportFiles *files, GError **error)
{
  g_autoptr (GBytes) bytes = import_files_main (files, error);
  gsize length;
  const guint8 *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  if (bytes == NULL)
    return FALSE;
  if (import_is_gltf (import_files_path (files), data, length))
    return import_gltf (builder, files, error);
  return import_assimp (builder, files, error);
}

static GBytes *
import (ImportFiles *files, GError **error)
{
  g_autoptr (SlMeshBuilder) builder = sl_mesh_builder_new ();

  if (!read_model (builder, files, error) || !import_finish (builder, error))
    return NULL;
  return sl_mesh_builder_pack (builder);
}

static gboolean
write_block (GBytes *block, const char *out, GError **error)
{
  FILE *file = fopen (out, "w");
  gsize length;
  const void *data = g_bytes_get_data (block, &length);
  gboolean ok = file != NULL && fwrite (data, 1, length, file) == length;

  ok = file != NULL && fclose (file) == 0 && ok;
  if (!ok)
    sl_error_set_at (error, SL_ERROR_IO, out, 0, _("cannot be written (%s); choose another folder or free some space"),
                     g_strerror (errno));
  return ok;
}

static gboolean
import_to (const char *model, const char *out, GError **error)
{
  g_autoptr (ImportFiles) files = import_files_new (model);
  g_autoptr (GBytes) block = import (files, error);
  g_autofree char *inputs = sl_inputs_print (import_files_inputs (files));

  fputs (inputs, stdout);
  return block != NULL && write_block (block, out, error);
}

static gboolean
send_picture (const char *path, GError **error)
{
  g_autoptr (ImportFiles) files = import_files_new (path);
  g_autoptr (GBytes) bytes = import_files_main (files, error);

  return bytes != NULL && import_picture_send (bytes, STDOUT_FILENO, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  gboolean done;

  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C"); /* assimp reads numbers with the C library */
  if (g_getenv ("SL_LOCALE_DIR") != NULL)
    bindtextdomain (GETTEXT_PACKAGE, g_getenv ("SL_LOCALE_DIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  if (argc != 3)
    return 2;
  import_limits_begin ();
  done = g_str_equal (argv[1], "--picture") ? send_picture (argv[2], &error) : import_to (argv[1], argv[2], &error);
  if (done && fflush (stdout) == 0)
    return 0;
  if (error != NULL)
    g_printerr ("%s\n", error->message);
  return 2;
}
