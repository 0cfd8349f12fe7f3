#include "sl-board-rows.h"

#include <string.h>

#include "sl-board-breaches.h"
#include "sl-board-words.h"

/* --- what is looked for --- */

void
sl_board_filter_init (SlBoardFilter *filter)
{
  *filter = (SlBoardFilter) { .episode = -1, .place = -1, .light = -1 };
}

void
sl_board_filter_clear (SlBoardFilter *filter)
{
  g_free (filter->find);
  g_free (filter->stage);
  sl_board_filter_init (filter);
}

gboolean
sl_board_filter_hides (const SlBoardFilter *filter)
{
  return filter->stage != NULL || filter->episode >= 0 || filter->place >= 0 || filter->light >= 0;
}

static gboolean
is_shown (const SlBoardFilter *filter, const SlSceneEntity *scene, const SlBoardScene *at)
{
  const char *stage = at != NULL && at->stage != NULL ? at->stage->entity.id : scene->stage;

  return (filter->stage == NULL || g_strcmp0 (filter->stage, stage) == 0)
         && (filter->episode < 0 || filter->episode == scene->episode)
         && (filter->place < 0 || filter->place == scene->place || scene->place == SL_PLACE_BOTH)
         && (filter->light < 0 || filter->light == scene->light);
}

static void
add_words (GString *text, const char *words)
{
  g_string_append_printf (text, " %s", words != NULL ? words : "");
}

static const char *
title_of (const SlPlan *plan, const char *id)
{
  const SlEntity *entity = sl_plan_find (plan, id);

  return entity != NULL ? sl_entity_title (entity) : NULL;
}

/* All that can be looked for, in one case. */
static char *
words_of (const SlPlan *plan, const SlSceneEntity *scene)
{
  g_autoptr (GString) text = g_string_new (sl_scene_number (scene));

  add_words (text, scene->set);
  add_words (text, scene->synopsis);
  add_words (text, scene->entity.name);
  add_words (text, title_of (plan, scene->environment));
  for (guint i = 0; i < sl_list_n (scene->cast); i++)
    {
      const SlCast *cast = sl_plan_get (plan, SL_KIND_CAST, *sl_list_at (scene->cast, char *, i));

      if (cast != NULL)
        g_string_append_printf (text, " %s %s", sl_entity_title (&cast->entity),
                                cast->actor != NULL ? cast->actor : "");
    }
  g_autofree char *numbers = sl_scene_cast_numbers (plan, scene);
  add_words (text, numbers);
  return g_utf8_casefold (text->str, -1);
}

static gboolean
is_found (const SlPlan *plan, const SlBoardFilter *filter, const SlSceneEntity *scene)
{
  if (filter->find == NULL || *filter->find == '\0')
    return TRUE;
  g_autofree char *words = words_of (plan, scene), *find = g_utf8_casefold (filter->find, -1);
  g_auto (GStrv) parts = g_strsplit_set (find, " \t", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (strstr (words, parts[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* --- rows --- */

/* Counts while rows are made. */
typedef struct {
  const SlBoardRead   *read;
  const SlBoardFilter *filter;
  GPtrArray           *rows;
  GHashTable          *seen;   /* ids of scenes → how often, GUINT */
  guint                others[SL_STRIP_BANNER + 1];
  guint                scene, day; /* next of the board's */
  guint                shown;  /* scenes since the last end of a day */
} Maker;

static SlBoardRow *
add_row (Maker *m, SlBoardRowForm form, guint place)
{
  SlBoardRow *row = g_new0 (SlBoardRow, 1);

  row->form = form;
  row->place = place;
  g_ptr_array_add (m->rows, row);
  return row;
}

void
sl_board_row_free (SlBoardRow *row)
{
  g_free (row->id);
  g_free (row);
}

static void
count_breaches (const SlBoardRead *read, SlBoardRow *row)
{
  for (guint i = 0; i < read->breaches->len; i++)
    {
      const SlBreach *breach = read->breaches->pdata[i];
      const gboolean of_scene = breach->scene >= 0;
      const gboolean is_its = row->day != NULL
        ? !of_scene && row->day == &g_array_index (read->days, SlBoardDay, breach->day)
        : of_scene && row->at == &g_array_index (read->scenes, SlBoardScene, (guint) breach->scene);

      if (is_its && breach->advice)
        row->warnings++;
      else if (is_its)
        row->errors++;
    }
}

static char *
scene_id (Maker *m, const char *scene)
{
  const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (m->seen, scene)) + 1;

  g_hash_table_insert (m->seen, (gpointer) scene, GUINT_TO_POINTER (n));
  return n == 1 ? g_strdup (scene) : g_strdup_printf ("%s#%u", scene, n);
}

static void
add_scene (Maker *m, const SlStrip *strip, guint place, gboolean carried)
{
  const SlSceneEntity *scene = sl_plan_get (m->read->plan, SL_KIND_SCENE, strip->scene);
  const SlBoardScene *at = NULL;

  while (m->scene < m->read->scenes->len && g_array_index (m->read->scenes, SlBoardScene, m->scene).strip < place)
    m->scene++;
  if (m->scene < m->read->scenes->len && g_array_index (m->read->scenes, SlBoardScene, m->scene).strip == place)
    at = &g_array_index (m->read->scenes, SlBoardScene, m->scene);
  g_autofree char *id = scene_id (m, strip->scene != NULL ? strip->scene : "");
  if (scene != NULL && !carried && !is_shown (m->filter, scene, at))
    return;
  SlBoardRow *row = add_row (m, SL_BOARD_ROW_SCENE, place);
  row->id = g_steal_pointer (&id);
  row->strip = strip;
  row->scene = scene;
  row->at = at;
  row->carried = carried;
  row->found = scene == NULL || is_found (m->read->plan, m->filter, scene);
  if (at != NULL)
    count_breaches (m->read, row);
  m->shown++;
}

/* The day that the strip at `place` ends, or for as many as there are the one that none ends; NULL for neither. */
static const SlBoardDay *
day_ended_by (Maker *m, guint place)
{
  const SlBoardRead *read = m->read;

  while (m->day < read->days->len)
    {
      const SlBoardDay *day = &g_array_index (read->days, SlBoardDay, m->day);

      if (day->end < 0 ? place < sl_list_n (read->strips) : day->end > (gint) place)
        return NULL;
      if (day->end < 0 || day->end == (gint) place)
        return day;
      m->day++;
    }
  return NULL;
}

static void
add_other (Maker *m, const SlStrip *strip, guint place, gboolean carried)
{
  static const SlBoardRowForm forms[] = { [SL_STRIP_DAY] = SL_BOARD_ROW_DAY, [SL_STRIP_WEEK] = SL_BOARD_ROW_WEEK,
                                          [SL_STRIP_BANNER] = SL_BOARD_ROW_BANNER };
  static const char *const names[] = { [SL_STRIP_DAY] = "day", [SL_STRIP_WEEK] = "week",
                                       [SL_STRIP_BANNER] = "banner" };
  const guint number = ++m->others[strip->is];
  const SlBoardDay *day = strip->is == SL_STRIP_DAY ? day_ended_by (m, place) : NULL;
  const gboolean hides = sl_board_filter_hides (m->filter);

  if (hides && !carried && (strip->is != SL_STRIP_DAY || m->shown == 0))
    return;
  SlBoardRow *row = add_row (m, forms[strip->is], place);
  row->id = g_strdup_printf ("%s:%u", names[strip->is], number);
  row->strip = strip;
  row->day = day;
  row->carried = carried;
  row->found = m->filter->find == NULL || *m->filter->find == '\0';
  if (day != NULL)
    count_breaches (m->read, row);
  if (strip->is == SL_STRIP_DAY)
    m->shown = 0;
}

static void
add_ghost (Maker *m, const SlList *base, guint place)
{
  SlBoardRow *row = add_row (m, SL_BOARD_ROW_GHOST, place);

  row->id = g_strdup_printf ("ghost:%u", place);
  row->found = TRUE;
  row->strip = sl_list_at (base, SlStrip, place);
  row->scene = sl_plan_get (m->read->plan, SL_KIND_SCENE, row->strip->scene);
}

/* The strips that were at `*b` and on, as far as they are carried away. */
static void
add_ghosts (Maker *m, const SlBoardCarry *carry, guint *b, guint *g)
{
  for (; *g < carry->from->len && g_array_index (carry->from, guint, *g) == *b; (*b)++, (*g)++)
    add_ghost (m, carry->base, *b);
}

/* They would be put where they are. */
static gboolean
stays (const SlBoardCarry *carry)
{
  const GArray *from = carry->from;

  return from->len > 0 && from->len == carry->n && g_array_index (from, guint, 0) == carry->first
         && g_array_index (from, guint, from->len - 1) == carry->first + carry->n - 1;
}

GPtrArray *
sl_board_rows (const SlBoardRead *read, const SlBoardFilter *filter, const SlBoardCarry *carry)
{
  Maker m = { .read = read, .filter = filter };
  const gboolean ghosts = carry != NULL && !stays (carry);
  guint b = 0, g = 0; /* among the strips before, and among those of them that are carried */

  m.rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_board_row_free);
  m.seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < sl_list_n (read->strips); i++)
    {
      const SlStrip *strip = sl_list_at (read->strips, SlStrip, i);
      const gboolean carried = carry != NULL && i >= carry->first && i < carry->first + carry->n;

      if (ghosts && !carried)
        add_ghosts (&m, carry, &b, &g);
      if (strip->is == SL_STRIP_SCENE)
        add_scene (&m, strip, i, carried);
      else
        add_other (&m, strip, i, carried);
      b += !carried;
    }
  if (ghosts)
    add_ghosts (&m, carry, &b, &g);
  const SlBoardDay *open = day_ended_by (&m, sl_list_n (read->strips));
  if (open != NULL && (m.shown > 0 || !sl_board_filter_hides (filter)))
    {
      SlBoardRow *row = add_row (&m, SL_BOARD_ROW_OPEN, sl_list_n (read->strips));
      row->id = g_strdup ("open");
      row->day = open;
      row->found = filter->find == NULL || *filter->find == '\0';
      count_breaches (read, row);
    }
  g_hash_table_unref (m.seen);
  return m.rows;
}

GPtrArray *
sl_board_bones (const SlBoardRead *read, const SlBoardFilter *filter)
{
  Maker m = { .read = read, .filter = filter };

  m.rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_board_row_free);
  for (guint i = 0; i < read->boneyard->len; i++)
    {
      const SlSceneEntity *scene = read->boneyard->pdata[i];

      if (!is_shown (filter, scene, NULL))
        continue;
      SlBoardRow *row = add_row (&m, SL_BOARD_ROW_BONE, i);
      row->id = g_strdup (scene->entity.id);
      row->scene = scene;
      row->found = is_found (read->plan, filter, scene);
    }
  return m.rows;
}
