#include "sl-capacity.h"

#include "sl-check.h"
#include "sl-i18n.h"

enum { PLACES = 9, SEARCH_YEARS = 10 };

static gboolean
is_live (const SlBooking *b)
{
  return b->state < SL_BOOKING_RELEASED;
}

static gboolean
counts (const SlBooking *b)
{
  return is_live (b) && b->from != 0 && b->to >= b->from;
}

/* Its place in a day, 0 for the first. */
static guint
place_of (const SlBooking *b)
{
  return b->state == SL_BOOKING_CONFIRMED ? 0 : (guint) CLAMP (b->rank, 1, PLACES) - 1;
}

gboolean
sl_capacity_span (const SlPlan *plan, guint32 *from, guint32 *to)
{
  *from = G_MAXUINT32;
  *to = 0;
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);
      if (counts (b))
        {
          *from = MIN (*from, b->from);
          *to = MAX (*to, b->to);
        }
    }
  return *to != 0;
}

char *
sl_conflict_why (const SlConflict *conflict)
{
  guint confirmed = 0;

  for (guint i = 0; i < conflict->bookings->len; i++)
    confirmed += ((const SlBooking *) conflict->bookings->pdata[i])->state == SL_BOOKING_CONFIRMED;
  if (confirmed > 1)
    return g_strdup (_("confirmed more than once"));
  if (confirmed == 1)
    return g_strdup (_("held first although it is confirmed"));
  return g_strdup_printf (_("more than one hold of rank %d"), (int) conflict->place);
}

/* --- the bookings of each stage --- */

static int
compare_from (gconstpointer a, gconstpointer b)
{
  const SlBooking *x = *(SlBooking *const *) a, *y = *(SlBooking *const *) b;
  return (x->from > y->from) - (x->from < y->from);
}

static void
omit (GPtrArray *omissions, const SlPlan *plan, const SlBooking *b)
{
  gboolean placed = sl_plan_get (plan, SL_KIND_STAGE, b->stage) != NULL;

  sl_findings_add (omissions, SL_SEVERITY_WARNING, &b->entity, !placed ? "stage" : b->from == 0 ? "from" : "to",
                   !placed ? _("Name its stage") : _("Give it a first and a last day"),
                   _("The booking is not counted: %s"), !placed ? _("it has no stage") : _("its days are not known"));
}

/* Stage id → GPtrArray of SlBooking that count, by their first day. */
static GHashTable *
group_by_stage (const SlPlan *plan, GPtrArray *omissions)
{
  GHashTable *groups = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  GHashTableIter iter;
  gpointer group;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_STAGE); i++)
    g_hash_table_insert (groups, sl_plan_at (plan, SL_KIND_STAGE, i)->id, g_ptr_array_new ());
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);
      group = b->stage != NULL ? g_hash_table_lookup (groups, b->stage) : NULL;
      if (group != NULL && counts (b))
        g_ptr_array_add (group, (gpointer) b);
      else if (omissions != NULL && is_live (b))
        omit (omissions, plan, b);
    }
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, NULL, &group))
    g_ptr_array_sort (group, compare_from);
  return groups;
}

/* --- conflicts --- */

static void
conflict_clear (gpointer conflict)
{
  g_ptr_array_unref (((SlConflict *) conflict)->bookings);
}

/* One place while the bookings are gone through by their first days. Days that a booking shares with an earlier one run
 * from its first to the last that any of them reaches; where such stretches overlap they are one conflict. */
typedef struct {
  const SlBooking *longest; /* reaches furthest so far */
  guint            open;    /* index + 1 of the last conflict, 0 for none */
} Place;

static void
take_place (Place *place, guint number, const SlBooking *b, GArray *conflicts)
{
  const SlBooking *earlier = place->longest;

  if (earlier == NULL || b->to > earlier->to)
    place->longest = b;
  if (earlier == NULL || b->from > earlier->to)
    return;
  SlConflict *open = place->open > 0 ? &g_array_index (conflicts, SlConflict, place->open - 1) : NULL;
  guint32 last = MIN (b->to, earlier->to);
  if (open == NULL || b->from > open->to)
    {
      SlConflict conflict = { b->from, last, number + 1, g_ptr_array_new () };
      g_ptr_array_add (conflict.bookings, (gpointer) earlier);
      g_array_append_val (conflicts, conflict);
      place->open = conflicts->len;
      open = &g_array_index (conflicts, SlConflict, place->open - 1);
    }
  open->to = MAX (open->to, last);
  g_ptr_array_add (open->bookings, (gpointer) b);
}

/* Those that touch the period. */
static GArray *
find_conflicts (const GPtrArray *bookings, guint32 from, guint32 to)
{
  GArray *conflicts = g_array_new (FALSE, FALSE, sizeof (SlConflict));
  Place places[PLACES] = { 0 };
  guint kept = 0;

  g_array_set_clear_func (conflicts, conflict_clear);
  for (guint i = 0; i < bookings->len; i++)
    {
      guint place = place_of (bookings->pdata[i]);
      take_place (&places[place], place, bookings->pdata[i], conflicts);
    }
  for (guint i = 0; i < conflicts->len; i++)
    {
      SlConflict *all = (SlConflict *) (void *) conflicts->data, one = all[i];
      if (one.to < from || one.from > to)
        continue;
      all[i] = all[kept];
      all[kept++] = one;
    }
  g_array_set_size (conflicts, kept);
  return conflicts;
}

/* --- days --- */

/* What a day may be for. */
typedef enum { USE_CLOSED, USE_SHOOT, USE_OTHER, N_USES } Use;

static Use
use_of (const SlBooking *b)
{
  return b->phase == SL_PHASE_CLOSED ? USE_CLOSED : b->phase == SL_PHASE_SHOOT ? USE_SHOOT : USE_OTHER;
}

/* The bookings of a day by firmness (0 confirmed, then holds by rank) and use. */
typedef struct {
  int number[PLACES + 1][N_USES];
} Standing;

static void
stand (Standing *s, const SlBooking *b, int change)
{
  s->number[b->state == SL_BOOKING_CONFIRMED ? 0 : place_of (b) + 1][use_of (b)] += change;
}

/* `days` alike: the firmest booking decides what they are. */
static void
count_days (SlStageCapacity *c, const Standing *s, guint days, double *weight)
{
  for (guint firmness = 0; firmness <= PLACES; firmness++)
    {
      const int *number = s->number[firmness];

      if (number[USE_CLOSED] > 0)
        {
          c->days -= days;
          return;
        }
      if (number[USE_SHOOT] == 0 && number[USE_OTHER] == 0)
        continue;
      *weight += days * pow (.5, firmness);
      if (firmness > 0)
        {
          c->held += days;
          return;
        }
      c->confirmed += days;
      c->shooting += number[USE_SHOOT] > 0 ? days : 0;
      return;
    }
}

static int
compare_to (gconstpointer a, gconstpointer b)
{
  const SlBooking *x = *(SlBooking *const *) a, *y = *(SlBooking *const *) b;
  return (x->to > y->to) - (x->to < y->to);
}

/* Sweeps over the days on which something begins or ends. */
static void
sweep (SlStageCapacity *c, GPtrArray *by_from, guint32 from, guint32 to)
{
  g_autoptr (GPtrArray) by_to = g_ptr_array_copy (by_from, NULL, NULL);
  Standing standing = { 0 };
  guint begun = 0, ended = 0;
  double weight = 0;

  g_ptr_array_sort (by_to, compare_to);
  for (guint32 day = from; day <= to;)
    {
      guint32 next = to + 1;
      for (; begun < by_from->len && ((SlBooking *) by_from->pdata[begun])->from <= day; begun++)
        stand (&standing, by_from->pdata[begun], 1);
      for (; ended < by_to->len && ((SlBooking *) by_to->pdata[ended])->to < day; ended++)
        stand (&standing, by_to->pdata[ended], -1);
      if (begun < by_from->len)
        next = MIN (next, ((SlBooking *) by_from->pdata[begun])->from);
      if (ended < by_to->len)
        next = MIN (next, ((SlBooking *) by_to->pdata[ended])->to + 1);
      count_days (c, &standing, next - day, &weight);
      day = next;
    }
  c->occupancy = c->days > 0 ? (double) c->confirmed / c->days : 0;
  c->occupancy_holds = c->days > 0 ? weight / c->days : 0;
  c->utilisation = c->confirmed > 0 ? (double) c->shooting / c->confirmed : NAN;
}

static void
count_holds (SlStageCapacity *c, const GPtrArray *bookings, guint32 from, guint32 to)
{
  for (guint i = 0; i < bookings->len; i++)
    {
      const SlBooking *b = bookings->pdata[i];

      if (b->from > to || b->to < from || b->state == SL_BOOKING_CONFIRMED || b->phase == SL_PHASE_CLOSED)
        continue;
      c->holds++;
      c->challenged += b->state == SL_BOOKING_CHALLENGED;
    }
}

static guint32
find_free (const GPtrArray *by_from, guint32 from, guint length)
{
  guint32 day = from;
  GDate last;

  g_date_clear (&last, 1);
  g_date_set_julian (&last, from);
  g_date_add_years (&last, SEARCH_YEARS);
  for (guint i = 0; i < by_from->len; i++)
    {
      const SlBooking *b = by_from->pdata[i];
      if (b->from >= day + length)
        break;
      day = MAX (day, b->to + 1);
    }
  return day < g_date_get_julian (&last) ? day : 0;
}

void
sl_stage_capacity_clear (gpointer capacity)
{
  g_array_unref (((SlStageCapacity *) capacity)->conflicts);
}

GArray *
sl_capacity (const SlPlan *plan, guint32 from, guint32 to, guint length, GPtrArray *omissions)
{
  GArray *result = g_array_new (FALSE, TRUE, sizeof (SlStageCapacity));
  g_autoptr (GHashTable) groups = group_by_stage (plan, omissions);
  gboolean known = from != 0 || to != 0 || sl_capacity_span (plan, &from, &to);

  g_array_set_clear_func (result, sl_stage_capacity_clear);
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_STAGE); i++)
    {
      SlStageCapacity c = { .stage = (const SlStage *) sl_plan_at (plan, SL_KIND_STAGE, i), .utilisation = NAN };
      GPtrArray *bookings = g_hash_table_lookup (groups, c.stage->entity.id);

      if (known)
        {
          c.days = to - from + 1;
          sweep (&c, bookings, from, to);
          count_holds (&c, bookings, from, to);
          c.first_free = find_free (bookings, from, MAX (1, length));
        }
      c.conflicts = known ? find_conflicts (bookings, from, to) : g_array_new (FALSE, FALSE, sizeof (SlConflict));
      g_array_append_val (result, c);
    }
  return result;
}
