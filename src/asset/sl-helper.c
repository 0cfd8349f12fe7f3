#include "sl-helper.h"

#include <libintl.h>
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-picture-stream.h"

enum { WORDS_MOST = 4096 };

static GSubprocess *
start (const char *importer, const char *first, const char *second, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                                                         | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  const char *messages = bindtextdomain (GETTEXT_PACKAGE, NULL);

  if (messages != NULL)
    g_subprocess_launcher_setenv (launcher, "SL_LOCALE_DIR", messages, TRUE);
  return g_subprocess_launcher_spawn (launcher, error, importer, first, second, NULL);
}

/* Why it did not do it: the user's wish, its own words, or the limits that ended it. */
static void
explain (const char *path, const char *words, const SlWatch *watch, GError **error)
{
  g_autofree char *valid = words != NULL ? g_utf8_make_valid (words, -1) : NULL;

  g_clear_error (error);
  if (sl_watch_stops (watch, error))
    return;
  if (valid != NULL && *g_strstrip (valid) != '\0')
    sl_error_set_at (error, SL_ERROR_INPUT, path, 0, "%s", valid);
  else
    sl_error_set_at (error, SL_ERROR_INPUT, path, 0,
                     _("it could not be read within the limits of memory and time; make it simpler or smaller"));
}

gboolean
sl_helper_model (const char *importer, const char *model, const char *out, const SlWatch *watch, SlInputs **inputs,
                 GError **error)
{
  g_autoptr (GSubprocess) helper = start (importer, model, out, error);
  g_autofree char *list = NULL, *words = NULL, *folder = g_path_get_dirname (model);

  *inputs = NULL;
  if (helper == NULL)
    return FALSE;
  if (!g_subprocess_communicate_utf8 (helper, NULL, sl_watch_cancellable (watch), &list, &words, error))
    {
      g_subprocess_force_exit (helper);
      explain (model, NULL, watch, error);
      return FALSE;
    }
  *inputs = sl_inputs_parse (list, folder);
  if (g_subprocess_get_successful (helper) && *inputs != NULL)
    return TRUE;
  explain (model, words, watch, error);
  return FALSE;
}

static SlImage *
read_picture (GInputStream *from, const SlWatch *watch)
{
  GCancellable *cancellable = sl_watch_cancellable (watch);
  SlPictureHeader header;
  gsize n;

  if (!g_input_stream_read_all (from, &header, sizeof header, &n, cancellable, NULL) || n != sizeof header
      || memcmp (header.magic, SL_PICTURE_MAGIC, sizeof header.magic) != 0 || header.width == 0 || header.height == 0
      || header.width > G_MAXINT / 4 || header.height > G_MAXINT
      || (guint64) header.width * header.height > SL_PICTURE_MOST_PX)
    return NULL;
  const gsize length = (gsize) header.width * header.height * 4;
  g_autofree guint8 *rgba = g_try_malloc (length);
  if (rgba == NULL || !g_input_stream_read_all (from, rgba, length, &n, cancellable, NULL) || n != length)
    return NULL;
  return sl_image_new_take (g_steal_pointer (&rgba), (int) header.width, (int) header.height);
}

static char *
read_words (GInputStream *from, const SlWatch *watch)
{
  g_autofree char *words = g_malloc0 (WORDS_MOST + 1);
  gsize n;

  g_input_stream_read_all (from, words, WORDS_MOST, &n, sl_watch_cancellable (watch), NULL);
  return g_steal_pointer (&words);
}

SlImage *
sl_helper_picture (const char *importer, const char *picture, const SlWatch *watch, GError **error)
{
  g_autoptr (GSubprocess) helper = start (importer, "--picture", picture, error);
  g_autoptr (SlImage) image = NULL;
  g_autofree char *words = NULL;

  if (helper == NULL)
    return NULL;
  image = read_picture (g_subprocess_get_stdout_pipe (helper), watch);
  words = image == NULL ? read_words (g_subprocess_get_stderr_pipe (helper), watch) : NULL;
  if (image == NULL)
    {
      g_subprocess_force_exit (helper);
      explain (picture, words, watch, error);
    }
  g_subprocess_wait (helper, sl_watch_cancellable (watch), NULL); /* it has no more to do */
  return g_steal_pointer (&image);
}
