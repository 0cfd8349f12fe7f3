#include "sl-talent-file.h"

#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"

/* A file; numbers may stand on as many lines as they like:
 *
 *     film12
 *     12
 *     8
 *     1 1 1 1 0 1 0 1 0 1 1 0        10
 *     …
 *     2 1 1 1 1 3 1 1 1 2 1 1
 */

typedef struct {
  const char *at, *end;
  const char *name;
  guint       line;
} Reader;

static gboolean
fail (const Reader *r, GError **error, const char *message)
{
  sl_error_set_at (error, SL_ERROR_INPUT, r->name, r->line, "%s", message);
  return FALSE;
}

static void
skip_blanks (Reader *r)
{
  for (; r->at < r->end && g_ascii_isspace (*r->at); r->at++)
    r->line += *r->at == '\n';
}

static gboolean
read_number (Reader *r, gint64 most, gint64 *value, GError **error)
{
  const char *from;

  skip_blanks (r);
  from = r->at;
  for (*value = 0; r->at < r->end && g_ascii_isdigit (*r->at) && *value <= most; r->at++)
    *value = *value * 10 + (*r->at - '0');
  if (r->at > from && *value <= most && (r->at == r->end || g_ascii_isspace (*r->at)))
    return TRUE;
  if (r->at == r->end && from == r->end)
    return fail (r, error, _("the file ends too soon; get it again"));
  sl_error_set_at (error, SL_ERROR_INPUT, r->name, r->line,
                   _("a whole number from 0 to %lld is missing here; give a file of talent scheduling"),
                   (long long) most);
  return FALSE;
}

/* The first line, which is no number. */
static char *
read_name (Reader *r)
{
  const char *stop;

  skip_blanks (r);
  stop = memchr (r->at, '\n', (gsize) (r->end - r->at));
  stop = stop != NULL ? stop : r->end;
  char *name = g_utf8_make_valid (r->at, MIN (stop - r->at, 200));
  r->at = stop;
  return g_strstrip (name);
}

static gboolean
read_actor (Reader *r, SlTalentFile *file, guint actor, GError **error)
{
  const guint words = sl_talent_words (file->talent.n_actors);
  gint64 there;

  for (guint s = 0; s < file->talent.n_scenes; s++)
    {
      if (!read_number (r, 1, &there, error))
        return FALSE;
      file->cast[s * words + actor / 64] |= (guint64) there << actor % 64;
    }
  return read_number (r, G_MAXINT32, &file->wages[actor], error);
}

static gboolean
read_file (Reader *r, SlTalentFile *file, GError **error)
{
  gint64 scenes, actors;

  file->name = read_name (r);
  if (!read_number (r, SL_TALENT_MOST_SCENES, &scenes, error)
      || !read_number (r, SL_TALENT_MOST_ACTORS, &actors, error))
    return FALSE;
  if (scenes == 0 || actors == 0)
    return fail (r, error, _("there is nothing to order; give a file with scenes and actors"));
  file->talent.n_scenes = (guint) scenes;
  file->talent.n_actors = (guint) actors;
  file->durations = g_new0 (gint64, scenes);
  file->wages = g_new0 (gint64, actors);
  file->cast = g_new0 (guint64, (gsize) scenes * sl_talent_words ((guint) actors));
  for (guint a = 0; a < actors; a++)
    if (!read_actor (r, file, a, error))
      return FALSE;
  for (guint s = 0; s < scenes; s++)
    if (!read_number (r, G_MAXINT32, &file->durations[s], error))
      return FALSE;
  skip_blanks (r);
  if (r->at < r->end)
    return fail (r, error, _("there is more than the durations; give a file of talent scheduling"));
  file->talent.durations = file->durations;
  file->talent.wages = file->wages;
  file->talent.cast = file->cast;
  return TRUE;
}

SlTalentFile *
sl_talent_file_parse (const char *text, gsize length, const char *name, GError **error)
{
  g_autoptr (SlTalentFile) file = g_new0 (SlTalentFile, 1);
  Reader reader = { text, text + length, name, 1 };

  return read_file (&reader, file, error) ? g_steal_pointer (&file) : NULL;
}

void
sl_talent_file_free (SlTalentFile *file)
{
  if (file == NULL)
    return;
  g_free (file->name);
  g_free (file->durations);
  g_free (file->wages);
  g_free (file->cast);
  g_free (file);
}
