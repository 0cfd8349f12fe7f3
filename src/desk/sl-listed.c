#include "sl-listed.h"

#include <string.h>

#include "sl-i18n.h"
#include "sl-scene.h"

static const struct {
  const char *id, *label;
} sorts[SL_N_SHOT_SORTS] = {
  [SL_SHOT_SORT_EDIT] = { "edit", N_("As in the edit") },  [SL_SHOT_SORT_NUMBER] = { "number", N_("By number") },
  [SL_SHOT_SORT_SCENE] = { "scene", N_("By scene") },      [SL_SHOT_SORT_LENS] = { "lens", N_("By lens") },
  [SL_SHOT_SORT_LENGTH] = { "length", N_("By length") },   [SL_SHOT_SORT_GRADE] = { "grade", N_("Worst grade first") },
};

const char *sl_shot_sort_id (SlShotSort sort) { return sorts[sort].id; }
const char *sl_shot_sort_label (SlShotSort sort) { return _(sorts[sort].label); }

SlShotSort
sl_shot_sort_find (const char *id)
{
  for (guint i = 0; i < SL_N_SHOT_SORTS; i++)
    if (g_str_equal (sorts[i].id, id))
      return i;
  return SL_SHOT_SORT_EDIT;
}

/* --- the filter --- */

static void
add_text (GString *all, const char *text)
{
  if (text != NULL)
    g_string_append_printf (all, "%s\n", text);
}

static char *
folded (const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (plain != NULL ? plain : "", -1);
}

/* All that a shot may be found by. */
static char *
text_of (const SlPlan *plan, const SlShot *shot, const SlCoverage *known)
{
  g_autoptr (GString) all = g_string_new (NULL);
  const SlSceneEntity *scene = sl_plan_get (plan, SL_KIND_SCENE, shot->scene);
  const SlEntity *camera = sl_plan_find (plan, shot->camera);

  add_text (all, shot->number);
  add_text (all, sl_entity_title (&shot->entity));
  add_text (all, shot->size);
  add_text (all, shot->description);
  add_text (all, shot->notes);
  g_string_append_printf (all, "%g mm\n", sl_scene_shot_focal_mm (plan, shot->entity.id));
  if (scene != NULL)
    add_text (all, scene->number);
  if (scene != NULL)
    add_text (all, sl_entity_title (&scene->entity));
  if (camera != NULL)
    add_text (all, sl_entity_title (camera));
  if (known != NULL)
    g_string_append_printf (all, "%s\n%s\n", sl_grade_id (known->grade), sl_grade_label (known->grade));
  return folded (all->str);
}

static gboolean
has_words (const char *text, char **words)
{
  for (; *words != NULL; words++)
    if (**words != '\0' && strstr (text, *words) == NULL)
      return FALSE;
  return TRUE;
}

/* --- the order --- */

typedef struct {
  const SlShot *shot;
  char         *key;    /* of texts; owned */
  double        number; /* of numbers, and of texts whose keys are equal */
} Line;

static void
line_clear (gpointer data)
{
  g_free (((Line *) data)->key);
}

static const char *
scene_number (const SlPlan *plan, const SlShot *shot)
{
  const SlSceneEntity *scene = sl_plan_get (plan, SL_KIND_SCENE, shot->scene);

  return scene == NULL ? "" : scene->number != NULL ? scene->number : sl_entity_title (&scene->entity);
}

static char *
natural_key (const char *text)
{
  return g_utf8_collate_key_for_filename (text, -1); /* 9 before 12, 12 before 12A */
}

static Line
line_of (const SlPlan *plan, const SlShot *shot, SlShotSort sort, const SlCoverage *known)
{
  Line line = { .shot = shot };

  switch (sort)
    {
    case SL_SHOT_SORT_NUMBER: line.key = natural_key (sl_shot_title (shot)); break;
    case SL_SHOT_SORT_SCENE: line.key = natural_key (scene_number (plan, shot)); break;
    case SL_SHOT_SORT_LENS: line.number = sl_scene_shot_focal_mm (plan, shot->entity.id); break;
    case SL_SHOT_SORT_LENGTH: line.number = (double) shot->frames / sl_rational_to_real (shot->fps); break;
    case SL_SHOT_SORT_GRADE: line.number = known != NULL ? -(double) known->grade : 1; break;
    case SL_SHOT_SORT_EDIT: case SL_N_SHOT_SORTS: break;
    }
  return line;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Line *one = a, *other = b;

  if (one->key != NULL && other->key != NULL)
    return strcmp (one->key, other->key);
  return (one->number > other->number) - (one->number < other->number);
}

GPtrArray *
sl_shots_listed (const SlPlan *plan, const char *filter, SlShotSort sort, SlShotKnown known, gpointer data)
{
  g_autofree char *wanted = folded (filter != NULL ? filter : "");
  g_auto (GStrv) words = g_strsplit_set (wanted, " \t\n", -1);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
  GPtrArray *ids = g_ptr_array_new ();

  g_array_set_clear_func (lines, line_clear);
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);
      const SlCoverage *coverage = known != NULL ? known (shot->entity.id, data) : NULL;
      g_autofree char *text = *wanted != '\0' ? text_of (plan, shot, coverage) : NULL;

      if (text != NULL && !has_words (text, words))
        continue;
      const Line line = line_of (plan, shot, sort, coverage);
      g_array_append_val (lines, line);
    }
  g_array_sort (lines, compare); /* which is stable */
  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (ids, g_array_index (lines, Line, i).shot->entity.id);
  return ids;
}

/* --- what a line says --- */

const char *
sl_shot_title (const SlShot *shot)
{
  return shot->number != NULL ? shot->number : shot->entity.id;
}

char *
sl_shot_length (const SlShot *shot)
{
  g_autofree char *time = sl_rational_timecode (shot->fps, shot->frames);

  return g_strdup (g_str_has_prefix (time, "00:") ? time + strlen ("00:") : time);
}

char *
sl_shots_sum (const SlPlan *plan)
{
  const guint n = sl_plan_count (plan, SL_KIND_SHOT);
  double seconds = 0;

  for (guint i = 0; i < n; i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);
      seconds += (double) shot->frames / sl_rational_to_real (shot->fps);
    }
  g_autofree char *shots = g_strdup_printf (ngettext ("%u shot", "%u shots", n), n);
  return g_strdup_printf ("%s · %02d:%02d", shots, (int) seconds / 60, (int) seconds % 60);
}
