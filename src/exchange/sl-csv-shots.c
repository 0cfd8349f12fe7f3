/* Shot lists as tables. */
#include <math.h>
#include <string.h>

#include "sl-breakdown-columns.h"
#include "sl-check.h"
#include "sl-csv-breakdown.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-importer.h"
#include "sl-kinds.h"

enum { MOST_FRAMES = 1000000 };

void
sl_csv_shot_free (SlCsvShot *shot)
{
  g_free (shot->scene);
  g_free (shot->number);
  g_free (shot->size);
  g_free (shot->action);
  g_free (shot->camera);
  g_free (shot);
}

/* --- a row --- */

/* A number with what may stand behind it ("35mm", "3.5 s"); NAN, with a remark, for another text. */
static double
number_of (const SlCsvRow *row, int column, const char *cell, const char *unit, double most, GPtrArray *remarks)
{
  char *end;
  const double value = g_ascii_strtod (cell, &end);

  while (*end == ' ')
    end++;
  if (end != cell && (*end == '\0' || g_ascii_strcasecmp (end, unit) == 0) && value > 0 && value <= most)
    return value;
  g_ptr_array_add (remarks, g_strdup_printf (_("line %u, %s: “%s” cannot be read; write a number"), row->line,
                                             sl_column_name (column), cell));
  return NAN;
}

static void
take_cell (SlCsvShot *shot, const SlCsvRow *row, int column, const char *cell, GPtrArray *remarks)
{
  char **text = column == SL_COLUMN_SCENE ? &shot->scene : column == SL_COLUMN_SHOT ? &shot->number
                : column == SL_COLUMN_SIZE ? &shot->size : column == SL_COLUMN_CAMERA ? &shot->camera
                : column == SL_COLUMN_ACTION || column == SL_COLUMN_SYNOPSIS ? &shot->action : NULL;
  double frames;

  if (text != NULL && *text == NULL)
    *text = g_strdup (cell);
  else if (column == SL_COLUMN_EPISODE)
    {
      frames = number_of (row, column, cell, "", 100000, remarks);
      shot->episode = isnan (frames) ? 0 : (gint64) frames;
    }
  else if (column == SL_COLUMN_LENS)
    shot->lens_mm = number_of (row, column, cell, "mm", 5000, remarks);
  else if (column == SL_COLUMN_SECONDS)
    shot->seconds = number_of (row, column, cell, "s", 36000, remarks);
  else if (column == SL_COLUMN_FRAMES)
    {
      frames = number_of (row, column, cell, "f", MOST_FRAMES, remarks);
      shot->frames = isnan (frames) ? 0 : (gint64) frames;
    }
}

SlCsvShot *
sl_csv_shot_read (const SlCsvRow *row, const GArray *columns, GPtrArray *remarks)
{
  SlCsvShot *shot = g_new0 (SlCsvShot, 1);

  shot->line = row->line;
  shot->lens_mm = shot->seconds = NAN;
  for (guint i = 0; i < columns->len; i++)
    {
      g_autofree char *plain = sl_csv_plain (sl_csv_cell (row, i)), *tidy = sl_script_tidy (plain);
      if (tidy != NULL)
        take_cell (shot, row, g_array_index (columns, int, i), tidy, remarks);
    }
  if (shot->number != NULL)
    return shot;
  g_ptr_array_add (remarks, g_strdup_printf (_("line %u names no shot and was left out; give it a number"), row->line));
  sl_csv_shot_free (shot);
  return NULL;
}

/* --- into the plan --- */

typedef struct {
  const SlPlan *plan;
  SlCommand    *command;
  GHashTable   *scenes; /* episode and folded number → SlSceneEntity; episode 0 too, NULL where several are so called */
  GHashTable   *shots;  /* "scene number" → SlShot */
  GHashTable   *added;  /* the same → id of a shot that the command adds */
  GHashTable   *ids;    /* that the command adds */
  GPtrArray    *findings;
} Merge;

static char *
shot_key (const char *scene, const char *number)
{
  g_autofree char *folded = g_utf8_casefold (number, -1);

  return g_strdup_printf ("%s %s", scene != NULL ? scene : "", folded);
}

static char *
scene_key (gint64 episode, const char *number)
{
  g_autofree char *folded = g_utf8_casefold (number, -1);

  return g_strdup_printf ("%d %s", (int) episode, folded);
}

static void
index_scene (Merge *m, const SlSceneEntity *scene)
{
  char *any = scene_key (0, scene->number);
  const gboolean several = g_hash_table_contains (m->scenes, any);

  if (scene->episode > 0)
    g_hash_table_replace (m->scenes, scene_key (scene->episode, scene->number), (gpointer) scene);
  g_hash_table_replace (m->scenes, any, several ? NULL : (gpointer) scene);
}

static void
index_plan (Merge *m, const char *production)
{
  for (guint i = sl_plan_count (m->plan, SL_KIND_SCENE); i-- > 0;)
    {
      const SlSceneEntity *scene = (gconstpointer) sl_plan_at (m->plan, SL_KIND_SCENE, i);
      if (scene->number != NULL && (production == NULL || g_strcmp0 (scene->production, production) == 0))
        index_scene (m, scene);
    }
  for (guint i = sl_plan_count (m->plan, SL_KIND_SHOT); i-- > 0;)
    {
      const SlShot *shot = (gconstpointer) sl_plan_at (m->plan, SL_KIND_SHOT, i);
      if (shot->number != NULL)
        g_hash_table_replace (m->shots, shot_key (shot->scene, shot->number), (gpointer) shot);
    }
}

static void
set_text (Merge *m, const char *id, const char *path, const char *was, const char *now)
{
  if (now != NULL && g_strcmp0 (was, now) != 0)
    sl_command_set (m->command, id, path, now);
}

static void
set_number (Merge *m, const char *id, const char *path, double now)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isnan (now))
    sl_command_set (m->command, id, path, g_ascii_dtostr (text, sizeof text, now));
}

static double
frames_of (const SlCsvShot *row, const SlShot *was)
{
  const double fps = was != NULL && was->fps.den > 0 ? (double) was->fps.num / was->fps.den : 24;

  if (row->frames > 0)
    return (double) row->frames;
  return isnan (row->seconds) ? NAN : CLAMP (floor (row->seconds * fps + .5), 1, MOST_FRAMES);
}

/* A camera by its id or name; NULL, with a finding, where the plan has none of that name. */
static const char *
camera_of (Merge *m, const SlCsvShot *row)
{
  for (guint i = 0; row->camera != NULL && i < sl_plan_count (m->plan, SL_KIND_CAMERA); i++)
    {
      const SlEntity *camera = sl_plan_at (m->plan, SL_KIND_CAMERA, i);
      if (g_str_equal (camera->id, row->camera) || g_ascii_strcasecmp (sl_entity_title (camera), row->camera) == 0)
        return camera->id;
    }
  if (row->camera != NULL)
    sl_findings_add (m->findings, SL_SEVERITY_WARNING, NULL, NULL, _("Name a camera of the plan, or add one"),
                     _("Line %u: the plan has no camera “%s”"), row->line, row->camera);
  return NULL;
}

/* What a shot's id begins with. Free with g_free(). */
static char *
id_stem (const SlCsvShot *row)
{
  g_autofree char *episode = row->episode > 0 ? g_strdup_printf ("%d-", (int) row->episode) : g_strdup ("");
  g_autofree char *wanted = g_strdup_printf ("shot-%s%s-%s", episode, row->scene != NULL ? row->scene : "",
                                             row->number);

  return sl_import_id_stem (wanted, "shot");
}

/* A free id for a new shot. Free with g_free(). */
static char *
new_id (Merge *m, const SlCsvShot *row)
{
  g_autofree char *stem = id_stem (row);
  char *id = g_strdup (stem);

  for (guint n = 2; sl_plan_find (m->plan, id) != NULL || g_hash_table_contains (m->ids, id); n++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", stem, n);
    }
  g_hash_table_add (m->ids, g_strdup (id));
  return id;
}

/* A shot that came without a scene before: it has the id that it would get again. NULL for none. */
static const SlShot *
find_stray (const Merge *m, const SlCsvShot *row)
{
  g_autofree char *stem = id_stem (row);
  const SlShot *shot = sl_plan_get (m->plan, SL_KIND_SHOT, stem);

  return shot != NULL && shot->scene == NULL && g_strcmp0 (shot->number, row->number) == 0 ? shot : NULL;
}

static void
merge_shot (Merge *m, const SlCsvShot *row, char **first)
{
  g_autofree char *called = row->scene != NULL ? scene_key (row->episode, row->scene) : NULL;
  const SlSceneEntity *scene = called != NULL ? g_hash_table_lookup (m->scenes, called) : NULL;
  g_autofree char *key = shot_key (scene != NULL ? scene->entity.id : called, row->number);
  const SlShot *was = scene != NULL ? g_hash_table_lookup (m->shots, key) : find_stray (m, row);
  const char *before = was != NULL ? was->entity.id : g_hash_table_lookup (m->added, key);
  g_autofree char *id = before != NULL ? g_strdup (before) : new_id (m, row);
  const char *camera = camera_of (m, row);

  if (scene == NULL)
    sl_findings_add (m->findings, SL_SEVERITY_WARNING, NULL, NULL,
                     _("Import the breakdown first, or name the episode too"),
                     _("Line %u: the plan has no scene “%s”, or several; the shot came without one"), row->line,
                     row->scene != NULL ? row->scene : "");
  if (before == NULL)
    {
      sl_command_add (m->command, SL_KIND_SHOT, id);
      g_hash_table_insert (m->added, g_strdup (key), g_strdup (id));
    }
  if (before == NULL && scene != NULL)
    sl_command_set (m->command, id, "scene", scene->entity.id);
  set_text (m, id, "number", was != NULL ? was->number : NULL, row->number);
  set_text (m, id, "size", was != NULL ? was->size : NULL, row->size);
  set_text (m, id, "description", was != NULL ? was->description : NULL, row->action);
  set_text (m, id, "camera", was != NULL ? was->camera : NULL, camera);
  if (*first == NULL)
    *first = g_strdup (id);
  set_number (m, id, "focal_mm", row->lens_mm);
  set_number (m, id, "frames", frames_of (row, was));
}

SlCommand *
sl_csv_shots_merge (const SlPlan *plan, const char *production, const GPtrArray *shots, GPtrArray *findings, char **id,
                    GError **error)
{
  g_autofree char *label = g_strdup_printf (ngettext ("Import %u shot", "Import %u shots", shots->len), shots->len);
  Merge m = { .plan = plan, .command = sl_command_new (label), .findings = findings,
              .scenes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
              .shots = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
              .added = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
              .ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };

  index_plan (&m, production);
  *id = NULL;
  for (guint i = 0; i < shots->len; i++)
    merge_shot (&m, shots->pdata[i], id);
  if (*id == NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("the table has no shot; put one in each row, with its number"));
      g_clear_pointer (&m.command, sl_command_unref);
    }
  g_hash_table_unref (m.scenes);
  g_hash_table_unref (m.shots);
  g_hash_table_unref (m.added);
  g_hash_table_unref (m.ids);
  return m.command;
}
