/* Who and what two productions want on one date: the boards that count are read, and everything that their days use is
 * gathered by date. */
#include <string.h>

#include "sl-board.h"
#include "sl-facility.h"
#include "sl-i18n.h"
#include "sl-workdays.h"

int
sl_facility_use_compare (gconstpointer a, gconstpointer b)
{
  const SlFacilityUse *one = a, *other = b;

  if (one->form != other->form)
    return one->form < other->form ? -1 : 1;
  const int key = strcmp (one->key, other->key);
  if (key != 0)
    return key;
  if (one->date != other->date)
    return one->date < other->date ? -1 : 1;
  return strcmp (one->production->id, other->production->id);
}

/* Actors are known by their names, as each production has cast of its own. */
static void
use_cast (const SlPlan *plan, const SlSceneEntity *scene, SlFacilityUse use, GArray *uses)
{
  use.form = SL_CLASH_CAST;
  use.room = 1;
  for (guint i = 0; i < sl_list_n (scene->cast); i++)
    {
      const SlCast *cast = sl_plan_get (plan, SL_KIND_CAST, *sl_list_at (scene->cast, char *, i));

      if (cast == NULL || cast->actor == NULL)
        continue;
      use.key = cast->actor;
      use.about = &cast->entity;
      g_array_append_val (uses, use);
    }
}

/* Those of the facility, which belong to no production. */
static void
use_elements (const SlPlan *plan, const SlSceneEntity *scene, SlFacilityUse use, GArray *uses)
{
  use.form = SL_CLASH_ELEMENT;
  for (guint i = 0; i < sl_list_n (scene->elements); i++)
    {
      const SlElement *e = sl_plan_get (plan, SL_KIND_ELEMENT, *sl_list_at (scene->elements, char *, i));

      if (e == NULL || e->production != NULL)
        continue;
      use.key = e->entity.id;
      use.about = &e->entity;
      use.room = (guint) CLAMP (e->count, 1, 1000);
      g_array_append_val (uses, use);
    }
}

/* Of the day's unit, or of its production as a whole; known by their names. */
static void
use_crew (const SlPlan *plan, const SlBoardDay *day, SlFacilityUse use, GArray *uses)
{
  use.form = SL_CLASH_CREW;
  use.room = 1;
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_CREW); i++)
    {
      const SlCrew *crew = (const SlCrew *) sl_plan_at (plan, SL_KIND_CREW, i);
      const gboolean of_unit = crew->unit != NULL && day->unit != NULL && g_str_equal (crew->unit,
          day->unit->entity.id);
      const gboolean of_all = crew->unit == NULL && g_strcmp0 (crew->production, use.production->id) == 0;

      if (!of_unit && !of_all)
        continue;
      use.key = sl_entity_title (&crew->entity);
      use.about = &crew->entity;
      g_array_append_val (uses, use);
    }
}

void
sl_facility_uses (const SlBoardRead *read, GArray *uses)
{
  const SlPlan *plan = read->plan;

  for (guint i = 0; i < read->days->len; i++)
    {
      const SlBoardDay *day = &g_array_index (read->days, SlBoardDay, i);
      SlFacilityUse use = { .production = &read->production->entity, .date = day->date };

      if (day->date == 0 || day->n_scenes == 0)
        continue;
      use_crew (plan, day, use, uses);
      for (guint k = day->first_scene; k < day->first_scene + day->n_scenes; k++)
        {
          const SlBoardScene *scene = &g_array_index (read->scenes, SlBoardScene, k);
          use.stage = scene->stage;
          use_cast (plan, scene->scene, use, uses);
          use_elements (plan, scene->scene, use, uses);
        }
    }
}

/* --- from uses to clashes --- */

static char *
message_of (const SlFacilityUse *use, const GPtrArray *ids, const SlPlan *plan)
{
  g_autoptr (GString) who = g_string_new (NULL);
  const char *name = use->form == SL_CLASH_ELEMENT ? sl_entity_title (use->about) : use->key;

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (who, "%s%s", i > 0 ? ", " : "", sl_entity_title (sl_plan_find (plan, ids->pdata[i])));
  if (use->form == SL_CLASH_ELEMENT)
    return g_strdup_printf (ngettext ("%s: there is %u, wanted by %s", "%s: there are %u, wanted by %s", use->room),
                            name, use->room, who->str);
  return g_strdup_printf (use->form == SL_CLASH_CAST ? _("%s shoots for %s") : _("%s works for %s"), name, who->str);
}

static gboolean
same_ids (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!g_str_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

/* Days in a row on which the same productions want the same are one. */
static void
add_day (const SlPlan *plan, const SlFacilityUse *use, GPtrArray *ids, const SlFacilityUse *before, GPtrArray *clashes)
{
  SlClash *last = clashes->len > 0 ? clashes->pdata[clashes->len - 1] : NULL;

  if (before != NULL && last != NULL && last->form == use->form && g_str_equal (before->key, use->key)
      && last->to + 1 == use->date && same_ids (last->ids, ids))
    {
      last->to = use->date;
      g_ptr_array_unref (ids);
      return;
    }
  sl_clash_add (clashes, use->form, FALSE, use->date, use->date, use->about, ids, message_of (use, ids, plan));
}

static void
gather (const SlPlan *plan, const GArray *uses, GPtrArray *clashes)
{
  const SlFacilityUse *before = NULL; /* whose clash is the last */

  for (guint i = 0, k; i < uses->len; i = k)
    {
      const SlFacilityUse *use = &g_array_index (uses, SlFacilityUse, i);
      GPtrArray *ids = g_ptr_array_new ();

      for (k = i; k < uses->len; k++)
        {
          const SlFacilityUse *other = &g_array_index (uses, SlFacilityUse, k);

          if (other->form != use->form || other->date != use->date || !g_str_equal (other->key, use->key))
            break;
          if (ids->len == 0 || ids->pdata[ids->len - 1] != other->production->id)
            g_ptr_array_add (ids, other->production->id);
        }
      if (ids->len <= use->room)
        {
          g_ptr_array_unref (ids);
          continue;
        }
      add_day (plan, use, ids, before, clashes);
      before = use;
    }
}

void
sl_clashes_of_boards (const SlPlan *plan, GPtrArray *clashes)
{
  g_autoptr (GPtrArray) reads = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_board_read_free);
  g_autoptr (GArray) uses = g_array_new (FALSE, FALSE, sizeof (SlFacilityUse));

  if (sl_plan_count (plan, SL_KIND_PRODUCTION) < 2)
    return;
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_PRODUCTION); i++)
    {
      const SlProduction *production = (const SlProduction *) sl_plan_at (plan, SL_KIND_PRODUCTION, i);
      const SlBoard *board = sl_production_board (plan, production);

      if (board == NULL)
        continue;
      const SlBoardInput input = { .plan = plan, .production = production, .board = board };
      SlBoardRead *read = sl_board_read (&input);
      g_ptr_array_add (reads, read);
      sl_facility_uses (read, uses);
    }
  g_array_sort (uses, sl_facility_use_compare);
  gather (plan, uses, clashes);
}
