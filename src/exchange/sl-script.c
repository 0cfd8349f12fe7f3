#include "sl-script.h"

#include <math.h>

static void
scene_free (gpointer data)
{
  SlScriptScene *s = data;

  g_free (s->number);
  g_free (s->heading);
  g_free (s->set);
  g_free (s->synopsis);
  g_free (s->script_day);
  g_free (s->notes);
  g_free (s->mark);
  g_free (s->stage);
  g_free (s->environment);
  g_free (s->origin);
  g_array_unref (s->cast);
  g_array_unref (s->elements);
  g_free (s);
}

static void
cast_free (gpointer data)
{
  SlScriptCast *c = data;

  g_free (c->name);
  g_free (c->actor);
  g_free (c->origin);
  g_free (c);
}

static void
element_free (gpointer data)
{
  SlScriptElement *e = data;

  g_free (e->name);
  g_free (e->origin);
  g_free (e);
}

static void
strip_clear (gpointer data)
{
  g_free (((SlScriptStrip *) data)->text);
}

static void
board_free (gpointer data)
{
  SlScriptBoard *b = data;

  g_free (b->name);
  g_free (b->origin);
  g_array_unref (b->strips);
  g_free (b);
}

static void
day_clear (gpointer data)
{
  g_free (((SlScriptDay *) data)->name);
}

static void
calendar_free (gpointer data)
{
  SlScriptCalendar *c = data;

  g_free (c->name);
  g_free (c->origin);
  g_array_unref (c->days);
  g_free (c);
}

SlScript *
sl_script_new (void)
{
  SlScript *script = g_new0 (SlScript, 1);

  script->scenes = g_ptr_array_new_with_free_func (scene_free);
  script->cast = g_ptr_array_new_with_free_func (cast_free);
  script->elements = g_ptr_array_new_with_free_func (element_free);
  script->boards = g_ptr_array_new_with_free_func (board_free);
  script->calendars = g_ptr_array_new_with_free_func (calendar_free);
  script->cast_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  script->element_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return script;
}

void
sl_script_free (SlScript *script)
{
  if (script == NULL)
    return;
  g_free (script->title);
  g_free (script->company);
  g_free (script->origin);
  g_ptr_array_unref (script->scenes);
  g_ptr_array_unref (script->cast);
  g_ptr_array_unref (script->elements);
  g_ptr_array_unref (script->boards);
  g_ptr_array_unref (script->calendars);
  g_hash_table_unref (script->cast_names);
  g_hash_table_unref (script->element_names);
  g_free (script);
}

SlScriptScene *
sl_script_add_scene (SlScript *script)
{
  SlScriptScene *scene;

  if (script->scenes->len >= SL_SCRIPT_MAX_SCENES)
    return NULL;
  scene = g_new0 (SlScriptScene, 1);
  scene->place = scene->light = -1;
  scene->minutes = NAN;
  scene->cast = g_array_new (FALSE, FALSE, sizeof (guint));
  scene->elements = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (script->scenes, scene);
  return scene;
}

char *
sl_script_tidy (const char *text)
{
  g_autoptr (GString) tidy = g_string_new (NULL);
  gboolean gap = FALSE;

  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          gap = tidy->len > 0;
          continue;
        }
      if (gap)
        g_string_append_c (tidy, ' ');
      gap = FALSE;
      g_string_append_unichar (tidy, c);
    }
  return tidy->len > 0 ? g_string_free (g_steal_pointer (&tidy), FALSE) : NULL;
}

/* The position of `key`, which is taken; a new one behind the `n` that there are is put down. −1: too many. */
static int
position (GHashTable *names, char *key, guint n, gboolean *is_new)
{
  const guint found = GPOINTER_TO_UINT (g_hash_table_lookup (names, key));

  *is_new = found == 0 && n < SL_SCRIPT_MAX_NAMES;
  if (*is_new)
    g_hash_table_insert (names, key, GUINT_TO_POINTER (n + 1));
  else
    g_free (key);
  return *is_new ? (int) n : (int) found - 1;
}

int
sl_script_cast (SlScript *script, const char *name)
{
  g_autofree char *tidy = sl_script_tidy (name);
  gboolean is_new;
  int at;

  if (tidy == NULL)
    return -1;
  at = position (script->cast_names, g_utf8_casefold (tidy, -1), script->cast->len, &is_new);
  if (is_new)
    {
      SlScriptCast *cast = g_new0 (SlScriptCast, 1);
      cast->name = g_steal_pointer (&tidy);
      cast->calendar = -1;
      g_ptr_array_add (script->cast, cast);
    }
  return at;
}

int
sl_script_element (SlScript *script, int category, const char *name)
{
  g_autofree char *tidy = sl_script_tidy (name), *folded = NULL;
  gboolean is_new;
  int at;

  if (tidy == NULL)
    return -1;
  folded = g_utf8_casefold (tidy, -1);
  at = position (script->element_names, g_strdup_printf ("%d %s", category, folded), script->elements->len, &is_new);
  if (is_new)
    {
      SlScriptElement *element = g_new0 (SlScriptElement, 1);
      element->name = g_steal_pointer (&tidy);
      element->category = category;
      g_ptr_array_add (script->elements, element);
    }
  return at;
}

void
sl_script_put (GArray *list, int position)
{
  const guint wanted = (guint) position;

  if (position < 0)
    return;
  for (guint i = 0; i < list->len; i++)
    if (g_array_index (list, guint, i) == wanted)
      return;
  g_array_append_val (list, wanted);
}

SlScriptBoard *
sl_script_add_board (SlScript *script)
{
  SlScriptBoard *board = g_new0 (SlScriptBoard, 1);

  board->calendar = -1;
  board->strips = g_array_new (FALSE, FALSE, sizeof (SlScriptStrip));
  g_array_set_clear_func (board->strips, strip_clear);
  g_ptr_array_add (script->boards, board);
  return board;
}

SlScriptCalendar *
sl_script_add_calendar (SlScript *script)
{
  SlScriptCalendar *calendar = g_new0 (SlScriptCalendar, 1);

  calendar->days = g_array_new (FALSE, FALSE, sizeof (SlScriptDay));
  g_array_set_clear_func (calendar->days, day_clear);
  g_ptr_array_add (script->calendars, calendar);
  return calendar;
}

void
sl_script_add_strip (SlScriptBoard *board, int form, guint scene, const char *text, double minutes)
{
  const SlScriptStrip strip = { form, scene, sl_script_tidy (text), minutes };

  g_array_append_val (board->strips, strip);
}

void
sl_script_add_day (SlScriptCalendar *calendar, guint32 day, int use, const char *name)
{
  const SlScriptDay one = { day, use, sl_script_tidy (name) };

  g_array_append_val (calendar->days, one);
}
