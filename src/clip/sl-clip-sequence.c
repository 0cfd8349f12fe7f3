#include "sl-clip-sequence.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "sl-assets.h"
#include "sl-error.h"
#include "sl-i18n.h"

struct SlClipSequence {
  char *stem;   /* path without suffix */
  char *folder; /* beside it: new pictures as "NUMBER.png", those that they replace as "NUMBER.old" */
  int   width, height;
  guint n;
};

static char *
place (const SlClipSequence *sequence, guint number)
{
  return g_strdup_printf ("%s-%05u.png", sequence->stem, number);
}

static char *
beside (const SlClipSequence *sequence, guint number, const char *suffix)
{
  return g_strdup_printf ("%s/%05u.%s", sequence->folder, number, suffix);
}

static void
set_write_error (const char *path, int code, GError **error)
{
  sl_error_set_at (error, SL_ERROR_IO, path, 0, _("cannot be written (%s); choose another folder or free some space"),
                   g_strerror (code));
}

SlClipSequence *
sl_clip_sequence_new (const char *path, int width, int height, GError **error)
{
  g_autoptr (SlClipSequence) sequence = g_new0 (SlClipSequence, 1);
  g_autofree char *parent = g_path_get_dirname (path);

  sequence->stem = g_strndup (path, strlen (path) - strlen (".png"));
  sequence->width = width;
  sequence->height = height;
  sequence->folder = g_strdup_printf ("%s/.%d-%08x.frames", parent, (int) getpid (), g_random_int ());
  if (g_mkdir (sequence->folder, 0777) != 0)
    {
      set_write_error (path, errno, error);
      g_clear_pointer (&sequence->folder, g_free);
      return NULL;
    }
  return g_steal_pointer (&sequence);
}

gboolean
sl_clip_sequence_push (SlClipSequence *sequence, const guint8 *rgba, GError **error)
{
  g_autofree char *path = beside (sequence, sequence->n, "png"), *to = place (sequence, sequence->n);
  GError *inner = NULL;

  sequence->n++;
  if (sl_image_write_png (path, rgba, sequence->width, sequence->height, &inner))
    return TRUE;
  if (g_str_has_prefix (inner->message, path)) /* people know the picture by its place */
    {
      g_set_error (error, SL_ERROR, inner->code, "%s%s", to, inner->message + strlen (path));
      g_error_free (inner);
    }
  else
    g_propagate_error (error, inner);
  return FALSE;
}

/* Leaves an old picture of its place beside it. */
static gboolean
move_in (SlClipSequence *sequence, guint number, GError **error)
{
  g_autofree char *to = place (sequence, number), *from = beside (sequence, number, "png");
  g_autofree char *old = beside (sequence, number, "old");

  if (g_file_test (to, G_FILE_TEST_IS_DIR))
    {
      sl_error_set_at (error, SL_ERROR_IO, to, 0, _("this is a folder; name a file in it"));
      return FALSE;
    }
  if ((g_rename (to, old) == 0 || errno == ENOENT) && g_rename (from, to) == 0)
    return TRUE;
  set_write_error (to, errno, error);
  g_rename (old, to);
  return FALSE;
}

static void
move_back (SlClipSequence *sequence, guint number)
{
  g_autofree char *to = place (sequence, number), *old = beside (sequence, number, "old");

  if (g_rename (old, to) != 0)
    g_unlink (to);
}

gboolean
sl_clip_sequence_finish (SlClipSequence *sequence, SlWatch *watch, GError **error)
{
  guint moved = 0;

  while (moved < sequence->n && !sl_watch_stops (watch, error) && move_in (sequence, moved, error))
    moved++;
  if (moved == sequence->n)
    return TRUE;
  while (moved-- > 0)
    move_back (sequence, moved);
  return FALSE;
}

void
sl_clip_sequence_free (SlClipSequence *sequence)
{
  if (sequence == NULL)
    return;
  for (guint i = 0; sequence->folder != NULL && i < sequence->n; i++)
    {
      g_autofree char *picture = beside (sequence, i, "png"), *old = beside (sequence, i, "old");
      g_unlink (picture);
      g_unlink (old);
    }
  if (sequence->folder != NULL)
    g_rmdir (sequence->folder);
  g_free (sequence->folder);
  g_free (sequence->stem);
  g_free (sequence);
}
