/* What binds scenes to some dates, or behind others, as limits and pairs of blocks; and how that is said. */
#include "sl-board-order-private.h"
#include "sl-breach-private.h"
#include "sl-i18n.h"
#include "sl-workdays.h"

enum { LONGEST_DAY = 10000000 }; /* min: all that there is goes into it */

typedef struct {
  SlOrderFill *fill;
  const gint  *block_of;
  GHashTable  *known;   /* SlEntity → guint64 *: dates on which it is there; borrowed from the fill */
} Limiting;

typedef gboolean (*OnDate) (const Limiting *l, gconstpointer what, guint32 date);

static const SlBoardScene *
scene_at (const SlOrderFill *fill, guint i)
{
  return &g_array_index (fill->read->scenes, SlBoardScene, i);
}

/* --- dates --- */

static guint64 *
dates_with (const Limiting *l, OnDate is_there, gconstpointer what)
{
  const GArray *dates = l->fill->dates;
  guint64 *words = g_new0 (guint64, MAX (sl_talent_words (dates->len), 1));

  for (guint i = 0; i < dates->len; i++)
    if (is_there (l, what, g_array_index (dates, guint32, i)))
      words[i / 64] |= 1ull << i % 64;
  g_ptr_array_add (l->fill->words, words);
  return words;
}

static gboolean
is_all (const Limiting *l, const guint64 *words)
{
  for (guint i = 0; i < l->fill->dates->len; i++)
    if (!(words[i / 64] >> i % 64 & 1))
      return FALSE;
  return TRUE;
}

static void
add_limit (const Limiting *l, guint scene, const guint64 *words, SlOrderWhy why)
{
  const SlOrderLimit limit = { (guint) l->block_of[scene], words };

  if (is_all (l, words))
    return;
  why.scene = scene_at (l->fill, scene)->scene;
  g_array_append_val (l->fill->limits, limit);
  g_array_append_val (l->fill->whys, why);
}

/* The same for all scenes that need it. */
static void
add_known (const Limiting *l, guint scene, SlBreachForm form, OnDate is_there, const SlEntity *what)
{
  guint64 *words = g_hash_table_lookup (l->known, what);

  if (words == NULL)
    g_hash_table_insert (l->known, (gpointer) what, words = dates_with (l, is_there, what));
  add_limit (l, scene, words, (SlOrderWhy) { .form = form, .about = what });
}

/* --- who and what is there --- */

static const SlCalendar *
calendar_of (const Limiting *l, const char *id)
{
  return id != NULL ? sl_plan_get (l->fill->read->plan, SL_KIND_CALENDAR, id) : NULL;
}

static gboolean
is_not_early (const Limiting *l, gconstpointer scene, guint32 date)
{
  return date >= ((const SlSceneEntity *) scene)->earliest;
}

static gboolean
is_not_late (const Limiting *l, gconstpointer scene, guint32 date)
{
  return date <= ((const SlSceneEntity *) scene)->latest;
}

static gboolean
is_ready (const Limiting *l, gconstpointer environment, guint32 date)
{
  return date >= ((const SlEnvironment *) environment)->ready;
}

static gboolean
can_come (const Limiting *l, gconstpointer who, guint32 date)
{
  const SlCast *cast = who;

  return (cast->from == 0 || date >= cast->from) && (cast->to == 0 || date <= cast->to)
         && sl_calendar_works (calendar_of (l, cast->calendar), date);
}

static gboolean
is_to_be_had (const Limiting *l, gconstpointer what, guint32 date)
{
  return sl_calendar_works (calendar_of (l, ((const SlElement *) what)->calendar), date);
}

static gboolean
is_open (const Limiting *l, gconstpointer stage, guint32 date)
{
  return sl_board_is_stage_free (l->fill->read, stage, date);
}

static void
limit_people (const Limiting *l, guint i)
{
  const SlSceneEntity *scene = scene_at (l->fill, i)->scene;
  const SlPlan *plan = l->fill->read->plan;

  for (guint k = 0; k < sl_list_n (scene->cast); k++)
    {
      const char *id = *sl_list_at (scene->cast, char *, k);
      const SlCast *cast = id != NULL ? sl_plan_get (plan, SL_KIND_CAST, id) : NULL;

      if (cast != NULL)
        add_known (l, i, SL_BREACH_CAST, can_come, &cast->entity);
    }
  for (guint k = 0; k < sl_list_n (scene->elements); k++)
    {
      const char *id = *sl_list_at (scene->elements, char *, k);
      const SlElement *element = id != NULL ? sl_plan_get (plan, SL_KIND_ELEMENT, id) : NULL;

      if (element != NULL && element->calendar != NULL)
        add_known (l, i, SL_BREACH_ELEMENT, is_to_be_had, &element->entity);
    }
}

static void
limit_scene (const Limiting *l, guint i)
{
  const SlBoardScene *s = scene_at (l->fill, i);
  const SlEnvironment *content = s->environment != NULL
                                 ? sl_plan_get (l->fill->read->plan, SL_KIND_ENVIRONMENT, s->environment) : NULL;

  if (s->scene->earliest != 0)
    add_limit (l, i, dates_with (l, is_not_early, s->scene), (SlOrderWhy) { .form = SL_BREACH_WINDOW });
  if (s->scene->latest != 0)
    add_limit (l, i, dates_with (l, is_not_late, s->scene), (SlOrderWhy) { .form = SL_BREACH_WINDOW, .late = TRUE });
  if (content != NULL && content->ready != 0)
    add_known (l, i, SL_BREACH_CONTENT, is_ready, &content->entity);
  limit_people (l, i);
  if (s->stage != NULL)
    add_known (l, i, SL_BREACH_STAGE, is_open, &s->stage->entity);
}

/* --- what is shot first --- */

static gint
place_of (const SlOrderFill *fill, const char *id)
{
  for (guint i = 0; i < fill->read->scenes->len; i++)
    if (g_strcmp0 (scene_at (fill, i)->scene->entity.id, id) == 0)
      return (gint) i;
  return -1;
}

static gboolean
is_after (const Limiting *l, gconstpointer day, guint32 date)
{
  return date > *(const guint32 *) day;
}

static gboolean
is_before (const Limiting *l, gconstpointer day, guint32 date)
{
  return date < *(const guint32 *) day;
}

static guint32
date_of (const SlOrderFill *fill, guint scene)
{
  const guint day = scene_at (fill, scene)->day;

  return fill->dated ? g_array_index (fill->read->days, SlBoardDay, day).date : day + 1;
}

static void
add_pair (const Limiting *l, guint first, guint then)
{
  const gint before = l->block_of[first], after = l->block_of[then];
  const SlSceneEntity *scenes[2] = { scene_at (l->fill, first)->scene, scene_at (l->fill, then)->scene };
  const guint32 first_date = date_of (l->fill, first), then_date = date_of (l->fill, then);

  if (before >= 0 && after >= 0 && (before != after || first == then))
    {
      const SlTalentPair pair = { (guint) before, (guint) after };
      g_array_append_val (l->fill->pairs, pair);
      g_array_append_val (l->fill->pair_scenes, scenes);
    }
  else if (before < 0 && after >= 0)
    add_limit (l, then, dates_with (l, is_after, &first_date),
               (SlOrderWhy) { .form = SL_BREACH_ORDER, .about = &scenes[0]->entity });
  else if (before >= 0 && after < 0)
    add_limit (l, first, dates_with (l, is_before, &then_date),
               (SlOrderWhy) { .form = SL_BREACH_ORDER, .about = &scenes[1]->entity, .late = TRUE });
}

void
sl_order_fill_limits (SlOrderFill *fill, const gint *block_of)
{
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  const Limiting l = { fill, block_of, known };

  for (guint i = 0; i < fill->read->scenes->len; i++)
    {
      const SlSceneEntity *scene = scene_at (fill, i)->scene;

      if (scene->omitted)
        continue;
      if (fill->dated && block_of[i] >= 0)
        limit_scene (&l, i);
      for (guint k = 0; k < sl_list_n (scene->after); k++)
        {
          const gint first = place_of (fill, *sl_list_at (scene->after, char *, k));

          if (first >= 0)
            add_pair (&l, (guint) first, i);
        }
    }
}

/* --- saying it --- */

static const char *
title_of (const SlSceneEntity *scene)
{
  return scene->number != NULL ? scene->number : scene->entity.id;
}

static char *
name_limit (const SlOrderWhy *why)
{
  const char *scene = title_of (why->scene);
  g_autofree char *date = sl_date_to_text (why->late ? why->scene->latest : why->scene->earliest);
  const char *about = why->about != NULL ? sl_entity_title (why->about) : "";

  switch (why->form)
    {
    case SL_BREACH_WINDOW:
      return g_strdup_printf (why->late ? _("scene %s not after %s") : _("scene %s not before %s"), scene, date);
    case SL_BREACH_CONTENT:
      return g_strdup_printf (_("scene %s once %s is ready"), scene, about);
    case SL_BREACH_CAST:
      return g_strdup_printf (_("scene %s when %s can come"), scene, about);
    case SL_BREACH_ELEMENT:
      return g_strdup_printf (_("scene %s when %s is to be had"), scene, about);
    case SL_BREACH_STAGE:
      return g_strdup_printf (_("scene %s when %s is open and not taken"), scene, about);
    default:
      about = title_of ((const SlSceneEntity *) why->about);
      return g_strdup_printf (why->late ? _("scene %s before scene %s, whose day is fixed")
                                        : _("scene %s after scene %s, whose day is fixed"), scene, about);
    }
}

/* Whether the length of a day is one of the rules: with longer ones the others can be kept. */
static gboolean
is_about_room (const SlOrderFill *fill, const GArray *conflict)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (SlTalentPair));
  g_autoptr (GArray) limits = g_array_new (FALSE, FALSE, sizeof (SlOrderLimit));
  SlOrderProblem longer = fill->problem;

  for (guint i = 0; i < conflict->len; i++)
    {
      const guint at = g_array_index (conflict, guint, i);

      if (at < fill->problem.n_pairs)
        g_array_append_val (pairs, fill->problem.pairs[at]);
      else
        g_array_append_val (limits, fill->problem.limits[at - fill->problem.n_pairs]);
    }
  longer.pairs = (const SlTalentPair *) (gpointer) pairs->data;
  longer.limits = (const SlOrderLimit *) (gpointer) limits->data;
  longer.n_pairs = pairs->len;
  longer.n_limits = limits->len;
  longer.day = LONGEST_DAY;
  return conflict->len > 0 && !longer.whole_days && sl_order_can (&longer, NULL, NULL) != SL_ORDER_IMPOSSIBLE;
}

char *
sl_order_fill_name (const SlOrderFill *fill, const GArray *conflict)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < conflict->len; i++)
    {
      const guint at = g_array_index (conflict, guint, i);
      g_autofree char *one = NULL;

      if (at < fill->pairs->len)
        {
          const SlSceneEntity *const *pair = &g_array_index (fill->pair_scenes, const SlSceneEntity *, 2 * at);
          one = g_strdup_printf (_("scene %s before scene %s"), title_of (pair[0]), title_of (pair[1]));
        }
      else
        one = name_limit (&g_array_index (fill->whys, SlOrderWhy, at - fill->pairs->len));
      g_string_append_printf (text, "%s%s", text->len > 0 ? _(", ") : "", one);
    }
  if (is_about_room (fill, conflict))
    {
      g_autofree char *day = sl_hours_text (fill->problem.day), *room = g_strdup_printf (_("days of at most %s"), day);
      g_string_append_printf (text, "%s%s", _(", "), room);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
