#include "sl-orders.h"

#include <math.h>

#include "sl-error.h"
#include "sl-i18n.h"

#define KEY "orders"

struct _SlOrders {
  GObject        parent;
  SlBoardDesk   *desk;
  SlChance      *chance;
  SlAnalysis    *analysis;
  SlQueue       *queue;    /* borrowed; NULL when it takes nothing any more */
  SlJob         *job;      /* that runs or waits; NULL for none */
  guint          listener, serial;
  SlPlan        *plan;     /* that `found` is of */
  char          *production, *board; /* ids likewise; `board` NULL where none is made yet */
  SlBoardOrders *found;
  char          *trouble;
  SlList        *chosen;   /* strips of the chosen order; NULL: the board as it is */
};

G_DEFINE_FINAL_TYPE (SlOrders, sl_orders, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
tell (SlOrders *orders)
{
  g_signal_emit (orders, signals[CHANGED], 0);
}

/* --- what is found --- */

static const SlBoardOrder *
order_at (SlOrders *orders, guint at)
{
  return &g_array_index (orders->found->orders, SlBoardOrder, at);
}

static double
distance (const SlBoardSum *a, const SlBoardSum *b)
{
  return fabs ((double) a->hold_days - b->hold_days) + fabs ((double) a->loads + a->walls - b->loads - b->walls)
         + fabs ((double) a->moves - b->moves) + 2 * fabs ((double) a->days - b->days);
}

static int
place_of (const SlBoardOrders *found, const SlList *strips)
{
  for (guint i = 0; i < found->orders->len; i++)
    if (g_array_index (found->orders, SlBoardOrder, i).strips == strips)
      return (int) i;
  return -1;
}

/* What was chosen may have been beaten: then the one that is most like it is chosen. */
static void
choose_again (SlOrders *orders, const SlBoardOrders *before)
{
  const int was = before != NULL ? place_of (before, orders->chosen) : -1;
  guint best = 0;

  if (orders->chosen == NULL || place_of (orders->found, orders->chosen) >= 0)
    return;
  const SlBoardSum sum = was >= 0 ? g_array_index (before->orders, SlBoardOrder, (guint) was).sum : (SlBoardSum) { 0 };
  for (guint i = 1; was > 0 && i < orders->found->orders->len; i++)
    if (best == 0 || distance (&order_at (orders, i)->sum, &sum) < distance (&order_at (orders, best)->sum, &sum))
      best = i;
  sl_orders_choose (orders, best);
}

/* Takes them; NULL: there was nothing new. */
static void
take (SlOrders *orders, SlBoardOrders *found)
{
  SlBoardOrders *before = orders->found;

  if (found == NULL)
    return;
  orders->found = found;
  choose_again (orders, before);
  sl_board_orders_free (before);
}

static void
forget (SlOrders *orders)
{
  sl_orders_leave (orders);
  g_clear_pointer (&orders->chosen, sl_list_unref);
  g_clear_pointer (&orders->found, sl_board_orders_free);
  g_clear_pointer (&orders->plan, sl_plan_unref);
  g_clear_pointer (&orders->production, g_free);
  g_clear_pointer (&orders->board, g_free);
  g_clear_pointer (&orders->trouble, g_free);
}

/* --- the search --- */

typedef struct {
  SlOrders      *orders;  /* borrowed by jobs, which the queue ends before it goes */
  guint          serial;
  SlPlan        *plan;
  SlBoardInput   input;   /* of it; strips as below */
  SlList        *strips;
  GHashTable    *grades;  /* id → SlGrade; read only */
  double         seconds;
  SlBoardOrders *found;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  sl_board_orders_free (job->found);
  sl_list_unref (job->strips);
  g_hash_table_unref (job->grades);
  sl_plan_unref (job->plan);
  g_free (job);
}

static gboolean
grade_of (const char *shot, SlGrade *grade, gpointer data)
{
  gpointer value;

  if (!g_hash_table_lookup_extended (((Job *) data)->grades, shot, NULL, &value))
    return FALSE;
  *grade = (SlGrade) GPOINTER_TO_INT (value);
  return TRUE;
}

/* Of all shots of scenes, as far as they are known; the job's thread cannot ask. */
static GHashTable *
grades_now (SlOrders *orders, const SlPlan *plan)
{
  GHashTable *grades = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);
      const SlCoverage *coverage = shot->scene != NULL ? sl_analysis_grades (orders->analysis, shot->entity.id) : NULL;

      if (coverage != NULL)
        g_hash_table_insert (grades, g_strdup (shot->entity.id), GINT_TO_POINTER (coverage->grade));
    }
  return grades;
}

static gboolean
work (SlWatch *watch, gpointer data, GError **error)
{
  Job *job = data;
  const SlBoardOrderEffort effort = { .seconds = job->seconds };

  job->found = sl_board_orders (&job->input, &effort, watch, error);
  return job->found != NULL;
}

static void
done (const GError *error, gpointer data)
{
  Job *job = data;
  SlOrders *orders = job->orders;

  if (job->serial != orders->serial)
    return;
  if (error == NULL)
    take (orders, g_steal_pointer (&job->found));
  else if (g_error_matches (error, SL_ERROR, SL_ERROR_CANCELLED))
    take (orders, sl_watch_take (sl_job_watch (orders->job)));
  else
    orders->trouble = g_strdup (error->message);
  g_clear_pointer (&orders->job, sl_job_unref);
  tell (orders);
}

static void
on_queue (SlQueue *queue, gpointer data)
{
  SlOrders *orders = data;

  if (orders->job == NULL)
    return;
  take (orders, sl_watch_take (sl_job_watch (orders->job)));
  tell (orders);
}

void
sl_orders_search (SlOrders *orders, double seconds)
{
  const SlBoardRead *read = sl_board_desk_read (orders->desk);

  if (orders->queue == NULL || read == NULL)
    return;
  forget (orders);
  orders->plan = sl_plan_ref (read->plan);
  orders->production = g_strdup (read->production->entity.id);
  orders->board = read->board != NULL ? g_strdup (read->board->entity.id) : NULL;
  Job *job = g_new0 (Job, 1);
  *job = (Job) { .orders = orders, .serial = ++orders->serial, .plan = sl_plan_ref (read->plan), .seconds = seconds,
                 .strips = sl_list_ref (read->strips), .grades = grades_now (orders, read->plan) };
  job->input = (SlBoardInput) { job->plan, read->production, read->board, job->strips, TRUE, grade_of, job };
  g_autofree char *name = g_strdup_printf (_("Order of %s"), read->board != NULL
                                           ? sl_entity_title (&read->board->entity)
                                           : sl_entity_title (&read->production->entity));
  g_clear_pointer (&orders->job, sl_job_unref);
  orders->job = sl_job_ref (sl_queue_add (orders->queue, &(SlJobSpec) {
    .lane = SL_LANE_LIVE, .name = name, .key = KEY, .work = work, .done = done, .data = job, .free_data = job_free }));
  tell (orders);
}

void
sl_orders_stop (SlOrders *orders)
{
  if (orders->job != NULL)
    sl_job_cancel (orders->job);
}

gboolean
sl_orders_is_running (SlOrders *orders)
{
  return orders->job != NULL;
}

double
sl_orders_fraction (SlOrders *orders)
{
  return orders->job != NULL ? sl_watch_fraction (sl_job_watch (orders->job)) : 0;
}

const SlBoardOrders *
sl_orders_found (SlOrders *orders)
{
  return orders->found;
}

const char *
sl_orders_trouble (SlOrders *orders)
{
  return orders->trouble;
}

gboolean
sl_orders_is_current (SlOrders *orders)
{
  const SlBoardRead *read = sl_board_desk_read (orders->desk);

  return read != NULL && orders->plan != NULL && g_strcmp0 (read->production->entity.id, orders->production) == 0
         && g_strcmp0 (read->board != NULL ? read->board->entity.id : NULL, orders->board) == 0
         && sl_boards_same (read->plan, orders->plan);
}

/* --- which --- */

guint
sl_orders_chosen (SlOrders *orders)
{
  const int at = orders->found != NULL && orders->chosen != NULL ? place_of (orders->found, orders->chosen) : 0;

  return (guint) MAX (at, 0);
}

static void
see (SlOrders *orders, const SlList *strips)
{
  sl_board_desk_preview (orders->desk, strips);
  sl_chance_try (orders->chance, orders->production, strips);
}

void
sl_orders_choose (SlOrders *orders, guint at)
{
  SlList *chosen = orders->found != NULL && at > 0 && at < orders->found->orders->len
                   ? sl_list_ref (order_at (orders, at)->strips) : NULL;

  if (chosen != NULL && chosen == orders->chosen && sl_board_desk_is_previewing (orders->desk))
    {
      sl_list_unref (chosen);
      return;
    }
  g_clear_pointer (&orders->chosen, sl_list_unref);
  orders->chosen = chosen;
  see (orders, chosen != NULL && sl_orders_is_current (orders) ? chosen : NULL);
  tell (orders);
}

void
sl_orders_leave (SlOrders *orders)
{
  see (orders, NULL);
}

gboolean
sl_orders_apply (SlOrders *orders)
{
  const guint at = sl_orders_chosen (orders);

  if (at == 0 || !sl_orders_is_current (orders))
    return FALSE;
  const SlBoardOrder *order = order_at (orders, at);
  const SlBoardOrder own = { .aim = order->aim, .strips = sl_list_ref (order->strips) };
  sl_orders_stop (orders);
  sl_orders_leave (orders);
  const gboolean done = sl_board_desk_take (orders->desk, &own);
  sl_list_unref (own.strips);
  return done;
}

/* --- the object --- */

/* An edit ends what is seen, and undoing it makes what was found count again. */
static void
on_board (SlOrders *orders)
{
  if (orders->plan == NULL)
    return;
  if (orders->job != NULL && !sl_orders_is_current (orders))
    sl_orders_stop (orders);
  if (!sl_board_desk_is_previewing (orders->desk) && sl_chance_tries (orders->chance) != NULL
      && !sl_board_desk_is_trying (orders->desk))
    sl_chance_try (orders->chance, NULL, NULL);
  tell (orders);
}

static void
sl_orders_finalize (GObject *object)
{
  SlOrders *orders = SL_ORDERS (object);

  sl_orders_close (orders);
  g_clear_pointer (&orders->chosen, sl_list_unref);
  g_clear_pointer (&orders->found, sl_board_orders_free);
  g_clear_pointer (&orders->plan, sl_plan_unref);
  g_free (orders->production);
  g_free (orders->board);
  g_free (orders->trouble);
  g_object_unref (orders->desk);
  g_object_unref (orders->chance);
  g_object_unref (orders->analysis);
  G_OBJECT_CLASS (sl_orders_parent_class)->finalize (object);
}

static void
sl_orders_class_init (SlOrdersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_orders_finalize;
  signals[CHANGED] = g_signal_new ("changed", SL_TYPE_ORDERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sl_orders_init (SlOrders *orders)
{
}

SlOrders *
sl_orders_new (SlBoardDesk *desk, SlChance *chance, SlAnalysis *analysis, SlQueue *queue)
{
  SlOrders *orders = g_object_new (SL_TYPE_ORDERS, NULL);

  orders->desk = g_object_ref (desk);
  orders->chance = g_object_ref (chance);
  orders->analysis = g_object_ref (analysis);
  orders->queue = queue;
  orders->listener = sl_queue_listen (queue, on_queue, orders);
  g_signal_connect_swapped (desk, "changed", G_CALLBACK (on_board), orders);
  return orders;
}

void
sl_orders_close (SlOrders *orders)
{
  if (orders->queue == NULL)
    return;
  g_signal_handlers_disconnect_by_data (orders->desk, orders);
  sl_queue_unlisten (orders->queue, orders->listener);
  sl_queue_cancel (orders->queue, KEY);
  g_clear_pointer (&orders->job, sl_job_unref);
  orders->serial++;
  orders->queue = NULL;
}
