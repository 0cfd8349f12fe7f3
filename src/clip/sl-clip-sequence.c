#include "sl-clip-sequence.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "sl-assets.h"
#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"

struct SlClipSequence {
  char      *stem;  /* path without suffix */
  GPtrArray *begun; /* names from sl_file_begin(), by number; NULL once in its place */
  GPtrArray *old;   /* where the pictures that were replaced are, by number; NULL for none */
  int        width, height;
};

static char *
place (const SlClipSequence *sequence, guint number)
{
  return g_strdup_printf ("%s-%05u.png", sequence->stem, number);
}

SlClipSequence *
sl_clip_sequence_new (const char *path, int width, int height)
{
  SlClipSequence *sequence = g_new0 (SlClipSequence, 1);

  sequence->stem = g_strndup (path, strlen (path) - strlen (".png"));
  sequence->begun = g_ptr_array_new ();
  sequence->old = g_ptr_array_new_with_free_func (g_free);
  sequence->width = width;
  sequence->height = height;
  return sequence;
}

gboolean
sl_clip_sequence_push (SlClipSequence *sequence, const guint8 *rgba, GError **error)
{
  g_autofree char *to = place (sequence, sequence->begun->len);
  char *begun = sl_file_begin (to, error);
  g_autoptr (GError) inner = NULL;

  if (begun == NULL)
    return FALSE;
  g_ptr_array_add (sequence->begun, begun);
  if (sl_image_write_png (begun, rgba, sequence->width, sequence->height, &inner))
    return TRUE;
  sl_error_rename (inner, begun, to); /* people know the picture by its place */
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

/* What is in its place now is kept beside it until all are in theirs. */
static gboolean
move_in (SlClipSequence *sequence, guint number, GError **error)
{
  g_autofree char *to = place (sequence, number), *old = sl_file_aside (to);
  gboolean folder = g_file_test (to, G_FILE_TEST_IS_DIR), had = !folder && g_rename (to, old) == 0;

  if (folder || (!had && errno != ENOENT))
    {
      sl_error_set_at (error, SL_ERROR_IO, to, 0,
                       _("cannot be written (%s); choose another folder or free some space"),
                       g_strerror (folder ? EISDIR : errno));
      return FALSE;
    }
  g_ptr_array_add (sequence->old, had ? g_steal_pointer (&old) : NULL);
  return sl_file_commit (g_steal_pointer (&sequence->begun->pdata[number]), to, error);
}

static void
move_back (SlClipSequence *sequence)
{
  for (guint i = sequence->old->len; i-- > 0;)
    {
      g_autofree char *to = place (sequence, i);
      const char *old = sequence->old->pdata[i];
      if (old == NULL || g_rename (old, to) != 0)
        g_unlink (to);
    }
}

gboolean
sl_clip_sequence_finish (SlClipSequence *sequence, SlWatch *watch, GError **error)
{
  guint moved = 0;

  while (moved < sequence->begun->len && !sl_watch_stops (watch, error) && move_in (sequence, moved, error))
    moved++;
  if (moved < sequence->begun->len)
    {
      move_back (sequence);
      return FALSE;
    }
  for (guint i = 0; i < sequence->old->len; i++)
    if (sequence->old->pdata[i] != NULL)
      g_unlink (sequence->old->pdata[i]);
  return TRUE;
}

void
sl_clip_sequence_free (SlClipSequence *sequence)
{
  if (sequence == NULL)
    return;
  for (guint i = 0; i < sequence->begun->len; i++)
    sl_file_discard (sequence->begun->pdata[i]);
  g_ptr_array_unref (sequence->begun);
  g_ptr_array_unref (sequence->old);
  g_free (sequence->stem);
  g_free (sequence);
}
