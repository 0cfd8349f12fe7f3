#include "sl-survey-places.h"

#include <math.h>
#include <string.h>

static const double BEND = 1e-6, SAME_M = 1e-3;

static void
named_free (gpointer data)
{
  SlSurveyNamed *named = data;

  g_free (named->name);
  g_free (named->code);
  g_free (named);
}

typedef struct {
  GPtrArray  *places;
  GHashTable *names; /* char *, borrowed from the places */
} Maker;

/* Takes `name`; a number behind it where it stands already. */
static void
add (Maker *m, char *name, const char *code, SlVec3 at, const SlEntity *entity)
{
  SlSurveyNamed *named = g_new (SlSurveyNamed, 1);

  *named = (SlSurveyNamed) { name, g_strdup (code), at, entity };
  for (guint n = 2; g_hash_table_contains (m->names, named->name); n++)
    {
      char *next = g_strdup_printf ("%s-%u", name, n);

      if (named->name != name)
        g_free (named->name);
      named->name = next;
    }
  if (named->name != name)
    g_free (name);
  g_hash_table_add (m->names, named->name);
  g_ptr_array_add (m->places, named);
}

/* --- walls --- */

static SlVec3
right_end (const SlScenePanel *panel)
{
  return sl_vec3_add (panel->corner, panel->right);
}

static gboolean
bends (const SlScenePanel *left, const SlScenePanel *right)
{
  const SlVec3 a = sl_vec3_normalize (left->right), b = sl_vec3_normalize (right->right);

  return sl_vec3_length (sl_vec3_cross (a, b)) > BEND;
}

static void
add_wall (Maker *m, const SlSceneWall *wall, gboolean columns)
{
  const SlScenePanel *panels = wall->panels;
  const char *id = wall->entity->id;
  const guint n = wall->n_panels;
  guint foot, head = 0;

  if (n == 0)
    return;
  for (foot = n - 1; foot > 0 && panels[foot - 1].row == panels[n - 1].row; foot--)
    ;
  while (head + 1 < n && panels[head + 1].row == panels[0].row)
    head++;
  add (m, g_strconcat (id, ".BL", NULL), "wall, bottom left", panels[foot].corner, wall->entity);
  for (guint i = foot; i + 1 < n; i++)
    if (columns || bends (&panels[i], &panels[i + 1]))
      add (m, g_strdup_printf ("%s.S%u", id, panels[i].column + 1), "wall, foot right of that column",
           right_end (&panels[i]), wall->entity);
  add (m, g_strconcat (id, ".BR", NULL), "wall, bottom right", right_end (&panels[n - 1]), wall->entity);
  add (m, g_strconcat (id, ".TL", NULL), "wall, top left", sl_vec3_add (panels[0].corner, panels[0].up), wall->entity);
  add (m, g_strconcat (id, ".TR", NULL), "wall, top right", sl_vec3_add (right_end (&panels[head]), panels[head].up),
       wall->entity);
}

/* --- the rest --- */

static void
add_stage (Maker *m, const SlSceneStage *stage)
{
  add (m, g_strdup ("origin"), "stage, origin", sl_vec3 (0, 0, 0), stage->entity);
  for (guint i = 0; i < sl_list_n (stage->outline); i++)
    add (m, g_strdup_printf ("outline.%u", i + 1), "stage, corner of the floor",
         *sl_list_at (stage->outline, SlVec3, i), stage->entity);
  for (guint i = 0; i < sl_list_n (stage->doors); i++)
    {
      const SlDoor *door = sl_list_at (stage->doors, SlDoor, i);
      add (m, g_strconcat ("door.", door->name != NULL ? door->name : "", NULL), "door, middle of the sill",
           door->position, stage->entity);
    }
}

static void
add_rig (Maker *m, const SlSceneRig *rig)
{
  const SlRig *own = (const SlRig *) rig->entity;

  if ((own->form != SL_RIG_DOLLY && own->form != SL_RIG_SLIDER) || isnan (own->reach))
    {
      add (m, g_strdup (rig->entity->id), "rig, foot", rig->frame.o, rig->entity);
      return;
    }
  for (int end = -1; end <= 1; end += 2)
    add (m, g_strconcat (rig->entity->id, end < 0 ? ".L" : ".R", NULL),
         end < 0 ? "track, left end" : "track, right end",
         sl_frame_point (&rig->frame, sl_vec3 (end * own->reach / 2, 0, 0)), rig->entity);
}

GPtrArray *
sl_survey_places (const SlScene *scene, gboolean columns)
{
  Maker m = { g_ptr_array_new_with_free_func (named_free), g_hash_table_new (g_str_hash, g_str_equal) };

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const SlScenePlace *mark = &g_array_index (scene->marks, SlScenePlace, i);
      add (&m, g_strdup (sl_entity_title (mark->entity)), "mark", mark->frame.o, mark->entity);
    }
  add_stage (&m, &scene->stage);
  for (guint i = 0; i < scene->walls->len; i++)
    add_wall (&m, scene->walls->pdata[i], columns);
  for (guint i = 0; i < scene->rigs->len; i++)
    add_rig (&m, &g_array_index (scene->rigs, SlSceneRig, i));
  g_hash_table_unref (m.names);
  return m.places;
}

/* --- by name --- */

struct SlSurveyIndex {
  GHashTable *by_key;  /* folded name → SlSurveyNamed */
  GHashTable *several; /* folded names */
};

/* Letters and digits alone, in lower case. */
static char *
key_of (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE), *folded = NULL;
  g_autoptr (GString) key = g_string_new (NULL);

  if (normal == NULL)
    return g_strdup ("");
  folded = g_utf8_casefold (normal, -1);
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (key, g_utf8_get_char (p));
  return g_string_free (g_steal_pointer (&key), FALSE);
}

static void
put (SlSurveyIndex *index, const char *name, const SlSurveyNamed *named)
{
  g_autofree char *key = key_of (name);
  const SlSurveyNamed *other = g_hash_table_lookup (index->by_key, key);

  if (*key == '\0')
    return;
  if (other != NULL && sl_vec3_length (sl_vec3_sub (other->at, named->at)) > SAME_M)
    g_hash_table_add (index->several, g_strdup (key));
  else if (other == NULL)
    g_hash_table_insert (index->by_key, g_steal_pointer (&key), (gpointer) named);
}

/* A wall's or a track's end by the thing's name too, and in full words. */
static void
put_ends (SlSurveyIndex *index, const SlSurveyNamed *named)
{
  static const struct { const char *end, *words; } ends[] = {
    { "BL", "bottom left" }, { "BR", "bottom right" }, { "TL", "top left" }, { "TR", "top right" },
    { "L", "left" }, { "R", "right" },
  };
  const char *id = named->entity->id, *title = sl_entity_title (named->entity);
  const gsize length = strlen (id);
  const char *end = strncmp (named->name, id, length) == 0 && named->name[length] == '.' ? named->name + length + 1
                                                                                         : NULL;

  if (end == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_equal (ends[i].end, end))
      {
        g_autofree char *by_id = g_strconcat (id, ends[i].words, NULL), *by_name = g_strconcat (title, end, NULL);
        g_autofree char *both = g_strconcat (title, ends[i].words, NULL);

        put (index, by_id, named);
        put (index, by_name, named);
        put (index, both, named);
      }
}

SlSurveyIndex *
sl_survey_index_new (const GPtrArray *places)
{
  SlSurveyIndex *index = g_new (SlSurveyIndex, 1);

  *index = (SlSurveyIndex) { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                             g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  for (guint i = 0; i < places->len; i++)
    {
      const SlSurveyNamed *named = places->pdata[i];

      if (named->entity->kind == SL_KIND_MARK)
        {
          put (index, sl_entity_title (named->entity), named); /* not with the number that sets equal ones apart */
          put (index, named->entity->id, named);
        }
      else
        put (index, named->name, named);
      put_ends (index, named);
    }
  return index;
}

void
sl_survey_index_free (SlSurveyIndex *index)
{
  if (index == NULL)
    return;
  g_hash_table_unref (index->by_key);
  g_hash_table_unref (index->several);
  g_free (index);
}

const SlSurveyNamed *
sl_survey_index_find (const SlSurveyIndex *index, const char *name, gboolean *several)
{
  g_autofree char *key = key_of (name);

  *several = g_hash_table_contains (index->several, key);
  return *several ? NULL : g_hash_table_lookup (index->by_key, key);
}
