#include "sl-stage-changes.h"

#include <stdlib.h>
#include <string.h>

#include "sl-holds.h"

/* A booking on its way. */
typedef struct {
  const SlBooking *booking;
  guint32          from, to; /* as it is to be */
  gboolean         used;     /* some of its days are needed */
  gboolean         follows;  /* it goes with a shoot beside it */
} Have;

/* One stage and purpose. */
typedef struct {
  const SlBoardRead   *read;
  const SlNeedOptions *options;
  SlStageChanges      *all;
  const SlStage       *stage;
  SlNeedFor            what;
  GArray              *have;   /* Have: bookings for it, by first day */
  GArray              *others; /* Have: all else that the production has on the stage */
} Match;

static Have *
have_at (const GArray *have, guint i)
{
  return &g_array_index (have, Have, i);
}

/* --- what there is --- */

static int
by_first_day (gconstpointer a, gconstpointer b)
{
  const SlBooking *one = ((const Have *) a)->booking, *other = ((const Have *) b)->booking;

  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;
  return strcmp (one->entity.id, other->entity.id);
}

/* Whether days for it are derived, rather than left to follow what is shot. */
static gboolean
is_derived (const SlNeedOptions *options, SlNeedFor what)
{
  return what == SL_NEED_SHOOT || (what == SL_NEED_PREP && options->prep > 0)
         || (what == SL_NEED_STRIKE && options->strike > 0);
}

static void
find_bookings (Match *m)
{
  const SlPlan *plan = m->read->plan;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);
      const Have have = { b, b->from, b->to, FALSE, FALSE };
      const SlNeedFor what = sl_need_of_phase (b->phase);

      if (!sl_booking_counts (b) || what == SL_NEED_NONE || !g_str_equal (b->stage, m->stage->entity.id)
          || g_strcmp0 (b->production, m->read->production->entity.id) != 0)
        continue;
      g_array_append_val (what == m->what ? m->have : m->others, have);
    }
  g_array_sort (m->have, by_first_day);
  g_array_sort (m->others, by_first_day);
}

/* What stands in a chain right before or behind a shoot, and is not derived, goes with it. */
static void
find_followers (Match *m)
{
  for (guint tries = 0; tries < m->others->len; tries++)
    for (guint i = 0; i < m->others->len; i++)
      {
        Have *one = have_at (m->others, i);
        const SlNeedFor what = sl_need_of_phase (one->booking->phase);

        for (guint k = 0; k < m->have->len + m->others->len && !is_derived (m->options, what)
                          && one->booking->phase != SL_PHASE_REHEARSE; k++)
          {
            const Have *other = k < m->have->len ? have_at (m->have, k) : have_at (m->others, k - m->have->len);
            const gboolean leads = k < m->have->len || other->follows;

            if (leads && one != other
                && (what == SL_NEED_PREP ? one->booking->to + 1 == other->booking->from
                                         : other->booking->to + 1 == one->booking->from))
              one->follows = TRUE;
          }
      }
}

/* --- what is needed --- */

/* For `what`; for anything with SL_N_NEEDS. */
static gboolean
is_needed_for (const Match *m, SlNeedFor what, guint32 day)
{
  for (guint i = 0; i < m->all->needs->len; i++)
    {
      const SlStageNeed *need = &g_array_index (m->all->needs, SlStageNeed, i);

      if (need->stage == m->stage && (need->what == what || what == SL_N_NEEDS) && need->from <= day
          && day <= need->to)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_needed (const Match *m, guint32 day)
{
  return is_needed_for (m, m->what, day);
}

/* The days of its own that are needed, from the first to the last. */
static void
trim (const Match *m, Have *have, SlNeedFor what)
{
  guint32 first = 0, last = 0;

  for (guint32 day = have->booking->from; day <= have->booking->to; day++)
    if (is_needed_for (m, what, day))
      {
        first = first == 0 ? day : first;
        last = day;
      }
  have->used = first != 0;
  if (have->used)
    {
      have->from = first;
      have->to = last;
    }
}

/* Whether a booking for shooting has that day, and will. */
static gboolean
is_shot_day (const Match *m, guint32 day)
{
  for (guint i = 0; m->what != SL_NEED_SHOOT && i < m->all->changes->len; i++)
    {
      const SlStageChange *c = &g_array_index (m->all->changes, SlStageChange, i);

      if (c->stage == m->stage && c->what == SL_NEED_SHOOT && c->is != SL_CHANGE_DROP && c->from <= day
          && day <= c->to)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_had (const Match *m, guint32 day)
{
  if (is_shot_day (m, day))
    return TRUE;
  for (guint i = 0; i < m->have->len; i++)
    {
      const Have *have = have_at (m->have, i);
      if (have->booking->from <= day && day <= have->booking->to)
        return TRUE;
    }
  for (guint i = 0; i < m->others->len; i++)
    {
      const Have *other = have_at (m->others, i);
      if (m->what == SL_NEED_SHOOT && other->booking->phase == SL_PHASE_REHEARSE
          && other->booking->from <= day && day <= other->booking->to)
        return TRUE;
    }
  return FALSE;
}

/* --- who takes what is missing --- */

/* Whether nobody else has the booking's own place on these days. */
static gboolean
has_room (const Match *m, const SlBooking *booking, guint32 from, guint32 to)
{
  for (guint i = 0; i < sl_plan_count (m->read->plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (m->read->plan, SL_KIND_BOOKING, i);

      if (b != booking && sl_booking_counts (b) && g_str_equal (b->stage, booking->stage) && b->from <= to
          && from <= b->to && g_strcmp0 (b->production, booking->production) != 0
          && sl_booking_place (b) == sl_booking_place (booking))
        return FALSE;
    }
  return TRUE;
}

/* A hold of which days are needed right beside these. */
static Have *
find_beside (const Match *m, guint32 from, guint32 to)
{
  for (guint i = 0; i < m->have->len; i++)
    {
      Have *have = have_at (m->have, i);

      if (have->used && have->booking->state != SL_BOOKING_CONFIRMED
          && (have->to + 1 == from || to + 1 == have->from) && has_room (m, have->booking, from, to))
        return have;
    }
  return NULL;
}

static guint
apart (guint32 one, guint32 other)
{
  return one > other ? one - other : other - one;
}

/* The one that fits best of those that nobody needs where they are: no confirmed one before holds. */
static Have *
find_idle (const Match *m, guint32 from, guint32 to)
{
  guint64 least = G_MAXUINT64;
  Have *best = NULL;

  for (guint i = 0; i < m->have->len; i++)
    {
      Have *have = have_at (m->have, i);
      const SlBooking *b = have->booking;
      const guint64 firm = b->state == SL_BOOKING_CONFIRMED, other = b->to - b->from != to - from;
      const guint64 badness = (firm << 41) + (other << 40) + apart (b->from, from);

      if (!have->used && badness < least)
        {
          least = badness;
          best = have;
        }
    }
  return best;
}

static void
add_change (Match *m, const SlStageChange *change)
{
  SlStageChange own = *change;

  for (guint32 day = own.from; day <= own.to; day++)
    own.idle += !is_needed (m, day);
  g_array_append_val (m->all->changes, own);
}

static void
take (Match *m, guint32 from, guint32 to)
{
  Have *beside = find_beside (m, from, to), *idle = beside == NULL ? find_idle (m, from, to) : NULL;
  const SlStageChange make = { .is = SL_CHANGE_MAKE, .stage = m->stage, .what = m->what, .from = from, .to = to };

  if (m->what == SL_NEED_SHOOT)
    m->all->missing += to - from + 1;
  if (beside != NULL)
    {
      beside->from = MIN (beside->from, from);
      beside->to = MAX (beside->to, to);
    }
  else if (idle != NULL)
    {
      idle->used = TRUE;
      idle->from = from;
      idle->to = to;
    }
  else
    add_change (m, &make);
}

static void
take_missing (Match *m, const SlStageNeed *need)
{
  guint32 first = 0;

  for (guint32 day = need->from; day <= need->to + 1; day++)
    {
      const gboolean missing = day <= need->to && !is_had (m, day);

      if (missing && first == 0)
        first = day;
      if (!missing && first != 0)
        {
          take (m, first, day - 1);
          first = 0;
        }
    }
}

/* --- what comes of it --- */

static SlStageChangeForm
form_of (const SlBooking *b, const Have *have)
{
  const guint32 was = b->to - b->from, is = have->to - have->from;

  if (!have->used)
    return SL_CHANGE_DROP;
  if (have->from == b->from && have->to == b->to)
    return SL_CHANGE_KEEP;
  if (b->from <= have->from && have->to <= b->to)
    return SL_CHANGE_CUT;
  return is == was || have->from > b->to || have->to < b->from ? SL_CHANGE_MOVE : SL_CHANGE_STRETCH;
}

static void
tell (Match *m, const Have *have, SlNeedFor what)
{
  const SlBooking *b = have->booking;
  const SlStageChangeForm form = form_of (b, have);
  const SlStageChange change = {
    .is = form, .stage = m->stage, .booking = b, .what = what, .from = have->from, .to = have->to,
    .firm = b->state == SL_BOOKING_CONFIRMED, .gives = form == SL_CHANGE_CUT || form == SL_CHANGE_DROP,
  };

  add_change (m, &change);
}

/* By as many days as the shoot that they stand at; others stay. */
static void
move_followers (Match *m)
{
  for (guint i = 0; i < m->others->len; i++)
    {
      Have *one = have_at (m->others, i);
      const gboolean before = sl_need_of_phase (one->booking->phase) == SL_NEED_PREP;
      const Have *lead = NULL;

      for (guint k = 0; k < m->have->len && one->follows; k++)
        {
          const Have *have = have_at (m->have, k);
          const SlBooking *b = have->booking, *old = lead != NULL ? lead->booking : NULL;

          if (before ? b->from > one->booking->to && (old == NULL || b->from < old->from)
                     : b->to < one->booking->from && (old == NULL || b->to > old->to))
            lead = have;
        }
      if (lead == NULL || !lead->used || form_of (lead->booking, lead) == SL_CHANGE_CUT)
        continue;
      const guint32 by = before ? lead->from - lead->booking->from : lead->to - lead->booking->to;
      one->from += by; /* which may wrap around and comes back */
      one->to += by;
      one->used = TRUE;
      if (by != 0)
        tell (m, one, sl_need_of_phase (one->booking->phase));
    }
}

static void
match (const SlBoardRead *read, const SlNeedOptions *options, const SlStage *stage, SlNeedFor what,
       SlStageChanges *all)
{
  g_autoptr (GArray) have = g_array_new (FALSE, FALSE, sizeof (Have));
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (Have));
  Match m = { read, options, all, stage, what, have, others };

  find_bookings (&m);
  if (what == SL_NEED_SHOOT)
    {
      all->bookings += have->len + others->len;
      find_followers (&m);
    }
  for (guint i = 0; i < have->len; i++)
    {
      trim (&m, have_at (have, i), what);
      all->astray += what == SL_NEED_SHOOT && !have_at (have, i)->used;
    }
  for (guint i = 0; i < all->needs->len; i++)
    {
      const SlStageNeed *need = &g_array_index (all->needs, SlStageNeed, i);

      if (need->stage != stage || need->what != what)
        continue;
      all->needed += what == SL_NEED_SHOOT ? need->to - need->from + 1 : 0;
      take_missing (&m, need);
    }
  for (guint i = 0; i < have->len; i++)
    {
      const SlStageChangeForm form = form_of (have_at (have, i)->booking, have_at (have, i));

      if (form == SL_CHANGE_CUT || form == SL_CHANGE_DROP) /* no day goes back that is held for prep or strike */
        trim (&m, have_at (have, i), SL_N_NEEDS);
      tell (&m, have_at (have, i), what);
    }
  if (what == SL_NEED_SHOOT)
    move_followers (&m);
}

static int
by_stage (gconstpointer a, gconstpointer b)
{
  const SlStageChange *one = a, *other = b;
  const int order = strcmp (one->stage->entity.id, other->stage->entity.id);

  if (order != 0)
    return order;
  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;
  return (int) one->what - (int) other->what;
}

SlStageChanges *
sl_stage_changes_new (const SlBoardRead *read, const SlNeedOptions *options)
{
  static const SlNeedFor order[] = { SL_NEED_SHOOT, SL_NEED_PREP, SL_NEED_STRIKE };
  static const SlNeedOptions none = { 0 };
  SlStageChanges *all = g_new0 (SlStageChanges, 1);

  options = options != NULL ? options : &none;
  all->needs = sl_stage_needs (read, options);
  all->changes = g_array_new (FALSE, FALSE, sizeof (SlStageChange));
  for (guint i = 0; i < sl_plan_count (read->plan, SL_KIND_STAGE); i++)
    {
      const SlStage *stage = (const SlStage *) sl_plan_at (read->plan, SL_KIND_STAGE, i);

      for (guint k = 0; k < G_N_ELEMENTS (order); k++)
        if (is_derived (options, order[k]) && stage->use != SL_STAGE_LOCATION
            && (options->stage == NULL || g_str_equal (options->stage, stage->entity.id)))
          match (read, options, stage, order[k], all);
    }
  g_array_sort (all->changes, by_stage);
  return all;
}

void
sl_stage_changes_free (SlStageChanges *changes)
{
  if (changes == NULL)
    return;
  g_array_unref (changes->needs);
  g_array_unref (changes->changes);
  g_free (changes);
}
