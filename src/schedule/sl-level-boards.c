/* What boards say of the blocks: a day of a board goes with the block that its production has of the scene's stage
 * then. */
#include "sl-day-text.h"
#include "sl-i18n.h"
#include "sl-level-private.h"

typedef struct {
  SlLevelTask *task;
  GHashTable  *of;     /* production → GPtrArray of its SlLevelBlock */
  GPtrArray   *reads;  /* SlBoardRead */
  GArray      *uses;   /* SlFacilityUse */
} Boards;

/* NULL for none. `stage` NULL: any. */
static SlLevelBlock *
block_on (const Boards *b, const SlProduction *production, const SlStage *stage, guint32 day)
{
  const GPtrArray *blocks = g_hash_table_lookup (b->of, production);

  for (guint i = 0; blocks != NULL && i < blocks->len; i++)
    {
      SlLevelBlock *block = blocks->pdata[i];

      if ((stage == NULL || block->stage == stage) && block->from <= day && day <= block->to)
        return block;
    }
  return NULL;
}

static void
group_blocks (Boards *b)
{
  for (guint i = 0; i < b->task->blocks->len; i++)
    {
      SlLevelBlock *block = b->task->blocks->pdata[i];
      GPtrArray *own = g_hash_table_lookup (b->of, block->production);

      if (block->production == NULL)
        continue;
      if (own == NULL)
        g_hash_table_insert (b->of, (gpointer) block->production, own = g_ptr_array_new ());
      g_ptr_array_add (own, block);
    }
}

/* --- windows --- */

/* The scene is shot on `date` and so many days later as the block is. */
static void
not_before (SlLevelBlock *block, guint32 date, guint32 limit, const char *format, const char *name)
{
  const gint64 first = (gint64) block->from + limit - date;
  g_autofree char *day = sl_day_text (limit);

  if (limit != 0 && first > 0)
    sl_level_not_before (block, (guint32) first, g_strdup_printf (format, name, day));
}

static void
not_after (SlLevelBlock *block, guint32 date, guint32 limit, const char *format, const char *name)
{
  const gint64 last = (gint64) block->to + limit - date;
  g_autofree char *day = sl_day_text (limit);

  if (limit != 0)
    sl_level_not_after (block, (guint32) MAX (last, 1), g_strdup_printf (format, name, day));
}

static void
limit_by_cast (SlLevelBlock *block, const SlPlan *plan, const SlSceneEntity *scene, guint32 date)
{
  for (guint i = 0; i < sl_list_n (scene->cast); i++)
    {
      const SlCast *cast = sl_plan_get (plan, SL_KIND_CAST, *sl_list_at (scene->cast, char *, i));

      if (cast == NULL)
        continue;
      not_before (block, date, cast->from, _("%s comes on %s"), sl_entity_title (&cast->entity));
      not_after (block, date, cast->to, _("%s leaves after %s"), sl_entity_title (&cast->entity));
    }
}

static void
limit_by_scene (SlLevelBlock *block, const SlPlan *plan, const SlBoardScene *s, guint32 date)
{
  const SlSceneEntity *scene = s->scene;
  const char *number = scene->number != NULL ? scene->number : scene->entity.id;
  const SlEnvironment *environment = sl_plan_get (plan, SL_KIND_ENVIRONMENT, s->environment);

  not_before (block, date, scene->earliest, _("scene %s is not before %s"), number);
  not_after (block, date, scene->latest, _("scene %s is not after %s"), number);
  if (environment != NULL)
    not_before (block, date, environment->ready, _("%s is ready on %s"), sl_entity_title (&environment->entity));
  limit_by_cast (block, plan, scene, date);
}

/* --- order --- */

/* Blocks with scenes that these come after, where that holds today. */
static void
link_by_scene (Boards *b, const SlBoardRead *read, GHashTable *blocks, SlLevelBlock *block, const SlSceneEntity *scene)
{
  for (guint i = 0; i < sl_list_n (scene->after); i++)
    {
      SlLevelBlock *before = g_hash_table_lookup (blocks, *sl_list_at (scene->after, char *, i));
      guint one, other;

      if (before == NULL || before == block || before->to >= block->from)
        continue;
      if (before->stays && !block->stays)
        sl_level_not_before (block, before->to + 1, g_strdup_printf (_("it comes after %s"),
                             sl_entity_title (before->bookings->pdata[0])));
      else if (!before->stays && block->stays)
        sl_level_not_after (before, block->from - 1, g_strdup_printf (_("it comes before %s"),
                            sl_entity_title (block->bookings->pdata[0])));
      else if (!before->stays && g_ptr_array_find (b->task->blocks, before, &one)
               && g_ptr_array_find (b->task->blocks, block, &other))
        {
          const SlLevelLink link = { one, other };
          g_array_append_val (b->task->links, link);
        }
    }
}

static void
read_board (Boards *b, const SlBoardRead *read)
{
  g_autoptr (GHashTable) blocks = g_hash_table_new (g_str_hash, g_str_equal); /* id of a scene → SlLevelBlock */

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < read->scenes->len; i++)
      {
        const SlBoardScene *s = &g_array_index (read->scenes, SlBoardScene, i);
        const guint32 date = g_array_index (read->days, SlBoardDay, s->day).date;
        SlLevelBlock *block = date != 0 ? block_on (b, read->production, s->stage, date) : NULL;

        if (block == NULL || s->scene->omitted || s->scene->shot_on != 0)
          continue;
        if (pass == 0)
          g_hash_table_insert (blocks, s->scene->entity.id, block);
        else
          link_by_scene (b, read, blocks, block, s->scene);
        if (pass == 0 && !block->stays)
          limit_by_scene (block, read->plan, s, date);
      }
}

/* --- cast, crew and things --- */

/* The day stays: with a block that does, or beside all of them. Days in a row are one stay. */
static void
add_stay (Boards *b, int thing, const SlFacilityUse *use)
{
  SlLevelStay *last = b->task->stays->len > 0
                      ? &g_array_index (b->task->stays, SlLevelStay, b->task->stays->len - 1) : NULL;
  const SlLevelStay stay = { thing, use->date, use->date, use->production };

  if (use->date < b->task->level->first || use->date > b->task->level->first + SL_LEVEL_FAR)
    return;
  b->task->last = MAX (b->task->last, use->date);
  if (last != NULL && last->thing == thing && last->who == use->production && last->to + 1 >= use->date)
    last->to = use->date;
  else
    g_array_append_val (b->task->stays, stay);
}

/* What its production has on these days elsewhere anyway, the block need not ask for. */
static gboolean
has_beside (const Boards *b, const SlLevelBlock *block, int thing)
{
  const GPtrArray *own = g_hash_table_lookup (b->of, block->production);

  for (guint i = 0; i < b->task->stays->len; i++)
    {
      const SlLevelStay *stay = &g_array_index (b->task->stays, SlLevelStay, i);

      if (stay->thing == thing && stay->who == &block->production->entity && stay->from <= block->to
          && block->from <= stay->to)
        return TRUE;
    }
  for (guint i = 0; i < own->len; i++)
    {
      const SlLevelBlock *other = own->pdata[i];

      for (guint k = 0; k < other->needs->len; k++)
        if (g_array_index (other->needs, int, k) == thing && other->from <= block->to && block->from <= other->to)
          return TRUE;
    }
  return FALSE;
}

static void
add_uses (Boards *b, guint from, guint to)
{
  const SlFacilityUse *first = &g_array_index (b->uses, SlFacilityUse, from);
  const char *name = first->form == SL_CLASH_ELEMENT ? sl_entity_title (first->about) : first->key;
  const SlLevelThing thing = { first->form, name, first->room };
  const int index = (int) b->task->things->len;

  g_array_append_val (b->task->things, thing);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = from; i < to; i++)
      {
        const SlFacilityUse *use = &g_array_index (b->uses, SlFacilityUse, i);
        SlLevelBlock *block = block_on (b, (const SlProduction *) use->production, use->stage, use->date);
        const gboolean stays = block == NULL || block->stays;

        if (pass == 0 && stays)
          add_stay (b, index, use);
        else if (pass == 1 && !stays && !has_beside (b, block, index))
          g_array_append_val (block->needs, index);
      }
}

static int
by_thing (gconstpointer a, gconstpointer b)
{
  const SlFacilityUse *one = a, *other = b;

  if (one->form != other->form || g_strcmp0 (one->key, other->key) != 0)
    return sl_facility_use_compare (a, b);
  const int whose = g_strcmp0 (one->production->id, other->production->id);
  return whose != 0 ? whose : (one->date > other->date) - (one->date < other->date);
}

/* Of those that more than one production wants. */
static void
gather (Boards *b)
{
  g_array_sort (b->uses, by_thing);
  for (guint i = 0, k; i < b->uses->len; i = k)
    {
      const SlFacilityUse *use = &g_array_index (b->uses, SlFacilityUse, i);
      gboolean many = FALSE;

      for (k = i; k < b->uses->len; k++)
        {
          const SlFacilityUse *other = &g_array_index (b->uses, SlFacilityUse, k);

          if (other->form != use->form || !g_str_equal (other->key, use->key))
            break;
          many |= other->production != use->production;
        }
      if (many)
        add_uses (b, i, k);
    }
}

void
sl_level_take_boards (SlLevelTask *task)
{
  const SlPlan *plan = task->input->plan;
  Boards b = { .task = task, .of = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref),
               .reads = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_board_read_free),
               .uses = g_array_new (FALSE, FALSE, sizeof (SlFacilityUse)) };

  group_blocks (&b);
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_PRODUCTION); i++)
    {
      const SlProduction *production = (const SlProduction *) sl_plan_at (plan, SL_KIND_PRODUCTION, i);
      const SlBoardInput input = { .plan = plan, .production = production,
                                   .board = sl_production_board (plan, production) };

      if (input.board == NULL)
        continue;
      SlBoardRead *read = sl_board_read (&input);
      g_ptr_array_add (b.reads, read);
      read_board (&b, read);
      sl_facility_uses (read, b.uses);
    }
  gather (&b);
  g_array_unref (b.uses);
  g_ptr_array_unref (b.reads);
  g_hash_table_unref (b.of);
}
