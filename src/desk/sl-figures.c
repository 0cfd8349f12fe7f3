#include "sl-figures.h"

#include "sl-latest.h"

/* What was found out, and of which plan. */
typedef struct {
  SlFigures *figures; /* borrowed: no answer comes after it went */
  SlPlan    *plan;
  SlTally   *tally;
  GArray    *capacity;
  GPtrArray *clashes;
  guint64    step;    /* of the document, when it was as that plan */
} Sums;

struct _SlFigures {
  GObject   parent;
  SlEditor *editor;
  SlLatest *latest;
  Sums     *known; /* NULL until there is an answer */
  Sums     *before; /* of the step before that one; NULL for none */
  SlPlan   *asked; /* the newest */
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlFigures, sl_figures, G_TYPE_OBJECT)

static void
sums_free (gpointer data)
{
  Sums *sums = data;

  if (sums == NULL)
    return;
  sl_tally_free (sums->tally);
  g_clear_pointer (&sums->capacity, g_array_unref);
  g_clear_pointer (&sums->clashes, g_ptr_array_unref);
  sl_plan_unref (sums->plan);
  g_free (sums);
}

static gboolean
work (SlWatch *watch, gpointer data, GError **error)
{
  Sums *sums = data;

  sums->tally = sl_tally_new (sums->plan, NULL);
  sums->capacity = sl_capacity (sums->plan, 0, 0, 1, NULL);
  sums->clashes = sl_clashes (sums->plan);
  return TRUE;
}

static void
done (const GError *error, gpointer data)
{
  Sums *sums = data, *known;
  SlFigures *figures = sums->figures;

  if (error != NULL)
    return;
  known = g_new0 (Sums, 1);
  *known = (Sums) { figures, g_steal_pointer (&sums->plan), g_steal_pointer (&sums->tally),
                    g_steal_pointer (&sums->capacity), g_steal_pointer (&sums->clashes), sums->step };
  if (figures->known == NULL || figures->known->step != known->step) /* else the step goes on, as in a drag */
    {
      sums_free (figures->before);
      figures->before = g_steal_pointer (&figures->known);
    }
  sums_free (figures->known);
  figures->known = known;
  g_signal_emit (figures, signals[CHANGED], 0);
}

/* Whatever edits change of what the sums are made of; where things stand does not go into them. */
static gboolean
is_same (const SlPlan *a, const SlPlan *b)
{
  static const SlKind read[] = { SL_KIND_PRODUCTION, SL_KIND_STAGE, SL_KIND_WALL, SL_KIND_PROP, SL_KIND_CAST,
                                 SL_KIND_RATE, SL_KIND_BOOKING, SL_KIND_SCENE, SL_KIND_PANEL, SL_KIND_PROCESSOR,
                                     SL_KIND_BOARD,
                                 SL_KIND_CALENDAR, SL_KIND_UNIT, SL_KIND_CREW, SL_KIND_ELEMENT };

  for (guint i = 0; i < G_N_ELEMENTS (read); i++)
    if (!sl_plan_same_kind (a, b, read[i]))
      return FALSE;
  return TRUE;
}

static guint64
current_step (SlFigures *figures)
{
  return sl_history_serial (sl_document_history (sl_editor_document (figures->editor)));
}

/* A step that changed nothing of the sums. */
static void
forget_before (SlFigures *figures)
{
  if (figures->known == NULL || figures->before == NULL || figures->known->step == current_step (figures))
    return;
  g_clear_pointer (&figures->before, sums_free);
  g_signal_emit (figures, signals[CHANGED], 0);
}

static void
ask (SlFigures *figures)
{
  const SlPlan *plan = sl_editor_plan (figures->editor);
  Sums *sums;

  if (figures->asked != NULL && is_same (figures->asked, plan))
    {
      forget_before (figures);
      return;
    }
  g_clear_pointer (&figures->asked, sl_plan_unref);
  figures->asked = sl_plan_ref (plan);
  sums = g_new0 (Sums, 1);
  *sums = (Sums) { .figures = figures, .plan = sl_plan_ref (plan), .step = current_step (figures) };
  sl_latest_ask (figures->latest, work, done, sums, sums_free);
}

static void
sl_figures_dispose (GObject *object)
{
  SlFigures *figures = SL_FIGURES (object);

  if (figures->editor != NULL)
    sl_figures_stop (figures);
  g_clear_object (&figures->editor);
  G_OBJECT_CLASS (sl_figures_parent_class)->dispose (object);
}

static void
sl_figures_finalize (GObject *object)
{
  SlFigures *figures = SL_FIGURES (object);

  sl_latest_free (figures->latest);
  sums_free (figures->known);
  sums_free (figures->before);
  sl_plan_unref (figures->asked);
  G_OBJECT_CLASS (sl_figures_parent_class)->finalize (object);
}

static void
sl_figures_class_init (SlFiguresClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_figures_dispose;
  G_OBJECT_CLASS (klass)->finalize = sl_figures_finalize;
  signals[CHANGED] = g_signal_new ("changed", SL_TYPE_FIGURES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sl_figures_init (SlFigures *figures)
{
}

SlFigures *
sl_figures_new (SlEditor *editor, SlQueue *queue)
{
  SlFigures *figures = g_object_new (SL_TYPE_FIGURES, NULL);

  figures->editor = g_object_ref (editor);
  figures->latest = sl_latest_new (queue, SL_LANE_LIVE);
  g_signal_connect_swapped (editor, "plan-changed", G_CALLBACK (ask), figures);
  ask (figures);
  return figures;
}

void
sl_figures_stop (SlFigures *figures)
{
  g_signal_handlers_disconnect_by_data (figures->editor, figures);
  sl_latest_stop (figures->latest);
}

const SlTally *
sl_figures_tally (SlFigures *figures)
{
  return figures->known != NULL ? figures->known->tally : NULL;
}

const SlTally *
sl_figures_before (SlFigures *figures)
{
  return figures->before != NULL ? figures->before->tally : NULL;
}

const GArray *
sl_figures_capacity (SlFigures *figures)
{
  return figures->known != NULL ? figures->known->capacity : NULL;
}

const GPtrArray *
sl_figures_clashes (SlFigures *figures)
{
  return figures->known != NULL ? figures->known->clashes : NULL;
}
