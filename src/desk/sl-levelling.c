#include "sl-levelling.h"

#include "sl-board-desk.h"
#include "sl-error.h"
#include "sl-i18n.h"

#define KEY "levelling"

struct _SlLevelling {
  GObject   parent;
  SlEditor *editor;
  SlQueue  *queue;   /* borrowed; NULL when it takes nothing any more */
  guint     serial;  /* of the search that counts */
  gboolean  running;
  SlLevel  *found;
  char     *trouble;
};

G_DEFINE_FINAL_TYPE (SlLevelling, sl_levelling, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
tell (SlLevelling *levelling)
{
  g_signal_emit (levelling, signals[CHANGED], 0);
}

/* --- the search --- */

typedef struct {
  SlLevelling *levelling; /* borrowed by jobs, which the queue ends before it goes */
  guint        serial;
  SlPlan      *plan;
  SlLevelInput input;     /* of it */
  SlLevel     *found;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  sl_level_free (job->found);
  sl_plan_unref (job->plan);
  g_free (job);
}

static gboolean
work (SlWatch *watch, gpointer data, GError **error)
{
  Job *job = data;

  job->found = sl_level_new (&job->input, watch, error);
  return job->found != NULL;
}

static void
done (const GError *error, gpointer data)
{
  Job *job = data;
  SlLevelling *levelling = job->levelling;

  if (job->serial != levelling->serial)
    return;
  levelling->running = FALSE;
  levelling->found = g_steal_pointer (&job->found);
  if (error != NULL && !g_error_matches (error, SL_ERROR, SL_ERROR_CANCELLED))
    levelling->trouble = g_strdup (error->message);
  tell (levelling);
}

static void
forget (SlLevelling *levelling)
{
  levelling->serial++;
  levelling->running = FALSE;
  g_clear_pointer (&levelling->found, sl_level_free);
  g_clear_pointer (&levelling->trouble, g_free);
}

void
sl_levelling_forget (SlLevelling *levelling)
{
  forget (levelling);
  if (levelling->queue != NULL)
    sl_queue_cancel (levelling->queue, KEY);
  tell (levelling);
}

void
sl_levelling_search (SlLevelling *levelling, guint32 from, gboolean earlier, double seconds)
{
  if (levelling->queue == NULL)
    return;
  forget (levelling);
  Job *job = g_new0 (Job, 1);
  *job = (Job) { .levelling = levelling, .serial = levelling->serial,
                 .plan = sl_plan_ref (sl_editor_plan (levelling->editor)) };
  job->input = (SlLevelInput) { .plan = job->plan, .from = from, .earlier = earlier, .seconds = seconds };
  levelling->running = TRUE;
  sl_queue_add (levelling->queue, &(SlJobSpec) { .lane = SL_LANE_LIVE, .name = _("Levelling"), .key = KEY, .work = work,
                                                 .done = done, .data = job, .free_data = job_free });
  tell (levelling);
}

gboolean
sl_levelling_is_running (SlLevelling *levelling)
{
  return levelling->running;
}

const SlLevel *
sl_levelling_found (SlLevelling *levelling)
{
  return levelling->found;
}

const char *
sl_levelling_trouble (SlLevelling *levelling)
{
  return levelling->trouble;
}

gboolean
sl_levelling_is_current (SlLevelling *levelling)
{
  return levelling->found != NULL && sl_boards_same (levelling->found->plan, sl_editor_plan (levelling->editor));
}

gboolean
sl_levelling_apply (SlLevelling *levelling)
{
  const SlLevel *found = levelling->found;

  if (!sl_levelling_is_current (levelling) || found->moves->len == 0)
    return FALSE;
  for (guint i = 0; i < found->moves->len; i++)
    if (sl_editor_refuse_locked (levelling->editor,
                                 g_array_index (found->moves, SlLevelMove, i).booking->entity.id))
      return FALSE;
  for (guint i = 0; i < found->boards->len; i++)
    if (sl_editor_refuse_locked (levelling->editor,
                                 g_array_index (found->boards, SlLevelBoard, i).board->entity.id))
      return FALSE;
  g_autoptr (SlCommand) command = sl_level_command (found);
  return sl_editor_apply (levelling->editor, command);
}

/* --- the object --- */

static void
sl_levelling_finalize (GObject *object)
{
  SlLevelling *levelling = SL_LEVELLING (object);

  sl_levelling_close (levelling);
  forget (levelling);
  g_object_unref (levelling->editor);
  G_OBJECT_CLASS (sl_levelling_parent_class)->finalize (object);
}

static void
sl_levelling_class_init (SlLevellingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_levelling_finalize;
  signals[CHANGED] = g_signal_new ("changed", SL_TYPE_LEVELLING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   0);
}

static void
sl_levelling_init (SlLevelling *levelling)
{
}

SlLevelling *
sl_levelling_new (SlEditor *editor, SlQueue *queue)
{
  SlLevelling *levelling = g_object_new (SL_TYPE_LEVELLING, NULL);

  levelling->editor = g_object_ref (editor);
  levelling->queue = queue;
  g_signal_connect_swapped (editor, "plan-changed", G_CALLBACK (tell), levelling);
  return levelling;
}

void
sl_levelling_close (SlLevelling *levelling)
{
  if (levelling->queue == NULL)
    return;
  g_signal_handlers_disconnect_by_data (levelling->editor, levelling);
  sl_queue_cancel (levelling->queue, KEY);
  levelling->serial++;
  levelling->running = FALSE;
  levelling->queue = NULL;
}
