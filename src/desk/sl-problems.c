#include "sl-problems.h"

#include <math.h>

#include "sl-assertions.h"
#include "sl-check-all.h"
#include "sl-error.h"
#include "sl-latest.h"
#include "sl-mend.h"

/* So long edits rest before the plan is looked through. */
enum { REST_MS = 300 };

/* One look, in a thread. */
typedef struct {
  SlProblems *problems; /* borrowed: no answer comes after it went */
  SlPlan     *plan, *catalogue;
  GPtrArray  *troubles; /* of the catalogue */
  SlAssets   *assets;
  char       *folder;
  GPtrArray  *findings;
} Look;

/* What is known of a shot's coverage, for assertions. */
typedef struct {
  double least; /* NAN: not known */
  char  *trouble;
} Covered;

/* One round of assertions, in a thread. */
typedef struct {
  SlProblems *problems;  /* borrowed likewise */
  SlPlan     *plan;
  GHashTable *covered;   /* id of a shot → Covered */
  GPtrArray  *findings;
} Round;

struct _SlProblems {
  GObject     parent;
  SlEditor   *editor;
  SlAnalysis *analysis;
  SlLatest   *latest, *rounds;
  GPtrArray  *checked, *failing; /* SlFinding: of the plan, NULL until known; of its assertions */
  GPtrArray  *findings; /* both, in order; NULL until known */
  GArray     *places;   /* SlWorkspace of each */
  GPtrArray  *keys;     /* char * of each */
  GHashTable *worst;    /* id → SlFinding, both borrowed from `findings` */
  SlPlan     *asked;    /* the newest that was looked through, or is */
  gboolean    again;    /* models came since */
  guint       rest, round_rest; /* sources */
  guint       n_runs;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlProblems, sl_problems, G_TYPE_OBJECT)

static void
look_free (gpointer data)
{
  Look *look = data;

  sl_plan_unref (look->plan);
  sl_plan_unref (look->catalogue);
  g_ptr_array_unref (look->troubles);
  sl_assets_unref (look->assets);
  g_free (look->folder);
  g_clear_pointer (&look->findings, g_ptr_array_unref);
  g_free (look);
}

static gboolean
work (SlWatch *watch, gpointer data, GError **error)
{
  Look *look = data;
  const SlCheckInput input = { look->plan, look->catalogue, look->troubles, look->assets, look->folder };

  look->findings = sl_check_all (&input, watch);
  return !sl_watch_stops (watch, error);
}

/* --- the order --- */

/* Where it is measured. */
static SlWorkspace
workspace_of_assertion (const SlPlan *plan, const SlFinding *finding)
{
  const char *measure = ((const SlAssertion *) sl_plan_find (plan, finding->id))->measure;

  return g_strcmp0 (measure, "coverage_min") == 0 ? SL_WORKSPACE_SHOTS
         : g_strcmp0 (measure, "cost") == 0       ? SL_WORKSPACE_SCHEDULE
                                                  : SL_WORKSPACE_STAGE;
}

static SlWorkspace
workspace_of (const SlPlan *plan, const SlFinding *finding)
{
  const SlEntity *entity = sl_plan_find (plan, finding->id);

  switch (entity != NULL ? (guint) entity->kind : SL_N_KINDS)
    {
    case SL_KIND_SHOT: return SL_WORKSPACE_SHOTS;
    case SL_KIND_ASSERTION: return workspace_of_assertion (plan, finding);
    case SL_KIND_PRODUCTION:
    case SL_KIND_UNIT:
    case SL_KIND_SCENE:
    case SL_KIND_CAST:
    case SL_KIND_ELEMENT:
    case SL_KIND_CREW:
    case SL_KIND_BOARD:
    case SL_KIND_CALENDAR:
    case SL_KIND_RULE:
    case SL_KIND_RISK:
    case SL_KIND_RATE:
    case SL_KIND_BOOKING: return SL_WORKSPACE_SCHEDULE;
    default: return SL_WORKSPACE_STAGE;
    }
}

static void
add (SlProblems *problems, SlFinding *finding, SlWorkspace workspace)
{
  const SlFinding *known = g_hash_table_lookup (problems->worst, finding->id);

  g_ptr_array_add (problems->findings, finding);
  g_array_append_val (problems->places, workspace);
  g_ptr_array_add (problems->keys, g_strdup_printf ("%s\n%s\n%s", finding->id, finding->field, finding->message));
  if (*finding->id != '\0' && (known == NULL || known->severity < finding->severity))
    g_hash_table_replace (problems->worst, finding->id, finding);
}

/* Takes the findings, which were copied for it. */
static void
sort_in (SlProblems *problems, const SlPlan *plan, GPtrArray *all)
{
  g_hash_table_remove_all (problems->worst);
  g_clear_pointer (&problems->findings, g_ptr_array_unref);
  problems->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  g_array_set_size (problems->places, 0);
  g_ptr_array_set_size (problems->keys, 0);
  for (SlWorkspace workspace = 0; workspace < SL_N_WORKSPACES; workspace++)
    for (int severity = SL_SEVERITY_ERROR; severity >= SL_SEVERITY_NOTE; severity--)
      for (guint i = 0; i < all->len; i++)
        {
          SlFinding *finding = all->pdata[i];

          if (finding == NULL || (int) finding->severity != severity || workspace_of (plan, finding) != workspace)
            continue;
          add (problems, finding, workspace);
          all->pdata[i] = NULL;
        }
}

/* --- keeping up --- */

/* What `plan` holds of both, once it was looked through. */
static void
tell (SlProblems *problems, const SlPlan *plan)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  if (problems->checked == NULL)
    return;
  sl_findings_merge (all, problems->checked);
  sl_findings_merge (all, problems->failing);
  sort_in (problems, plan, all); /* which takes them */
  g_signal_emit (problems, signals[CHANGED], 0);
}

static void
done (const GError *error, gpointer data)
{
  Look *look = data;
  SlProblems *problems = look->problems;

  if (error != NULL)
    return;
  g_clear_pointer (&problems->checked, g_ptr_array_unref);
  problems->checked = g_steal_pointer (&look->findings);
  tell (problems, look->plan);
}

/* --- assertions --- */

static void
covered_free (gpointer data)
{
  g_free (((Covered *) data)->trouble);
  g_free (data);
}

static void
round_free (gpointer data)
{
  Round *round = data;

  sl_plan_unref (round->plan);
  g_hash_table_unref (round->covered);
  g_clear_pointer (&round->findings, g_ptr_array_unref);
  g_free (round);
}

static double
coverage_of (const SlEntity *shot, gpointer data, GError **error)
{
  const Covered *covered = g_hash_table_lookup (data, shot->id);

  if (covered == NULL)
    return NAN;
  if (covered->trouble != NULL)
    sl_error_set (error, SL_ERROR_INPUT, "%s", covered->trouble);
  return covered->least;
}

static gboolean
work_round (SlWatch *watch, gpointer data, GError **error)
{
  Round *round = data;
  const SlAssertionInput input = { round->plan, coverage_of, round->covered };
  g_autoptr (GArray) results = NULL;

  round->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  results = sl_assertions_measure (&input, watch, round->findings);
  sl_assertions_add_failing (round->plan, results, round->findings);
  return !sl_watch_stops (watch, error);
}

static gboolean
says_the_same (const GPtrArray *a, const GPtrArray *b)
{
  gboolean same = a->len == b->len;

  for (guint i = 0; same && i < a->len; i++)
    {
      const SlFinding *x = a->pdata[i], *y = b->pdata[i];
      same = g_str_equal (x->id, y->id) && g_str_equal (x->message, y->message) && g_str_equal (x->about, y->about);
    }
  return same;
}

static void
take_failing (SlProblems *problems, const SlPlan *plan, GPtrArray *failing)
{
  g_autoptr (GPtrArray) before = problems->failing;

  problems->failing = failing;
  if (!says_the_same (before, failing))
    tell (problems, plan);
}

static void
done_round (const GError *error, gpointer data)
{
  Round *round = data;

  if (error == NULL)
    take_failing (round->problems, round->plan, g_steal_pointer (&round->findings));
}

/* What is known of all shots by now: threads see nothing of the analysis. */
static GHashTable *
covered_now (SlProblems *problems)
{
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, covered_free);
  const SlPlan *plan = sl_editor_plan (problems->editor);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    {
      const char *id = sl_plan_at (plan, SL_KIND_SHOT, i)->id;
      const SlCoverage *coverage = sl_analysis_grades (problems->analysis, id);
      const char *trouble = sl_analysis_trouble (problems->analysis, id);
      Covered covered = { coverage != NULL ? coverage->min : NAN, g_strdup (trouble) };

      if (coverage != NULL || trouble != NULL)
        g_hash_table_insert (known, g_strdup (id), g_memdup2 (&covered, sizeof covered));
      else
        g_free (covered.trouble);
    }
  return known;
}

static gboolean
ask_round (gpointer data)
{
  SlProblems *problems = data;
  const SlPlan *plan = sl_editor_plan (problems->editor);
  Round *round;

  problems->round_rest = 0;
  if (sl_plan_count (plan, SL_KIND_ASSERTION) == 0)
    {
      if (problems->failing->len > 0)
        take_failing (problems, plan, g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free));
      return G_SOURCE_REMOVE;
    }
  round = g_new0 (Round, 1);
  *round = (Round) { .problems = problems, .plan = sl_plan_ref (plan), .covered = covered_now (problems) };
  sl_latest_ask (problems->rounds, work_round, done_round, round, round_free);
  return G_SOURCE_REMOVE;
}

/* At most so often, however many shots become known. */
static void
ask_round_soon (SlProblems *problems)
{
  if (problems->round_rest == 0)
    problems->round_rest = g_timeout_add (REST_MS, ask_round, problems);
}

/* --- the plan itself --- */

/* Models are on their way: they tell when they are there. */
static gboolean
waits_for_models (SlProblems *problems)
{
  SlDocument *document = sl_editor_document (problems->editor);

  return !sl_plan_assets_are_settled (sl_editor_plan (problems->editor), sl_document_assets (document),
                                      sl_document_folder (document));
}

static gboolean
ask (gpointer data)
{
  SlProblems *problems = data;
  SlDocument *document = sl_editor_document (problems->editor);
  const SlPlan *plan = sl_editor_plan (problems->editor);
  Look *look;

  problems->rest = 0;
  if ((plan == problems->asked && !problems->again) || waits_for_models (problems))
    return G_SOURCE_REMOVE;
  problems->again = FALSE;
  problems->n_runs++;
  g_clear_pointer (&problems->asked, sl_plan_unref);
  problems->asked = sl_plan_ref (plan);
  look = g_new0 (Look, 1);
  *look = (Look) {
    .problems = problems, .plan = sl_plan_ref (plan), .catalogue = sl_plan_ref (sl_document_catalogue (document)),
    .troubles = g_ptr_array_ref ((GPtrArray *) sl_document_catalogue_problems (document)),
    .assets = sl_assets_ref (sl_document_assets (document)), .folder = g_strdup (sl_document_folder (document)),
  };
  sl_latest_ask (problems->latest, work, done, look, look_free);
  return G_SOURCE_REMOVE;
}

static void
ask_when_it_rests (SlProblems *problems)
{
  g_clear_handle_id (&problems->rest, g_source_remove);
  problems->rest = g_timeout_add (REST_MS, ask, problems);
  ask_round_soon (problems);
}

static void
assets_changed (SlProblems *problems)
{
  problems->again = TRUE;
  ask_when_it_rests (problems);
}

static void
sl_problems_dispose (GObject *object)
{
  SlProblems *problems = SL_PROBLEMS (object);

  if (problems->editor != NULL)
    sl_problems_stop (problems);
  g_clear_object (&problems->editor);
  g_clear_object (&problems->analysis);
  G_OBJECT_CLASS (sl_problems_parent_class)->dispose (object);
}

static void
sl_problems_finalize (GObject *object)
{
  SlProblems *problems = SL_PROBLEMS (object);

  sl_latest_free (problems->latest);
  sl_latest_free (problems->rounds);
  g_clear_pointer (&problems->checked, g_ptr_array_unref);
  g_ptr_array_unref (problems->failing);
  g_hash_table_unref (problems->worst);
  g_clear_pointer (&problems->findings, g_ptr_array_unref);
  g_array_unref (problems->places);
  g_ptr_array_unref (problems->keys);
  sl_plan_unref (problems->asked);
  G_OBJECT_CLASS (sl_problems_parent_class)->finalize (object);
}

static void
sl_problems_class_init (SlProblemsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_problems_dispose;
  G_OBJECT_CLASS (klass)->finalize = sl_problems_finalize;
  signals[CHANGED] = g_signal_new ("changed", SL_TYPE_PROBLEMS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sl_problems_init (SlProblems *problems)
{
  problems->worst = g_hash_table_new (g_str_hash, g_str_equal);
  problems->failing = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  problems->places = g_array_new (FALSE, FALSE, sizeof (SlWorkspace));
  problems->keys = g_ptr_array_new_with_free_func (g_free);
}

SlProblems *
sl_problems_new (SlEditor *editor, SlAnalysis *analysis, SlQueue *queue)
{
  SlProblems *problems = g_object_new (SL_TYPE_PROBLEMS, NULL);

  problems->editor = g_object_ref (editor);
  problems->analysis = g_object_ref (analysis);
  problems->latest = sl_latest_new (queue, SL_LANE_LIVE);
  problems->rounds = sl_latest_new (queue, SL_LANE_LIVE);
  g_signal_connect_swapped (editor, "plan-changed", G_CALLBACK (ask_when_it_rests), problems);
  g_signal_connect_swapped (editor, "assets-changed", G_CALLBACK (assets_changed), problems);
  g_signal_connect_swapped (analysis, "changed", G_CALLBACK (ask_round_soon), problems);
  g_signal_connect_swapped (analysis, "others-changed", G_CALLBACK (ask_round_soon), problems);
  ask_when_it_rests (problems);
  return problems;
}

void
sl_problems_stop (SlProblems *problems)
{
  g_signal_handlers_disconnect_by_data (problems->editor, problems);
  g_signal_handlers_disconnect_by_data (problems->analysis, problems);
  g_clear_handle_id (&problems->rest, g_source_remove);
  g_clear_handle_id (&problems->round_rest, g_source_remove);
  sl_latest_stop (problems->latest);
  sl_latest_stop (problems->rounds);
}

/* --- what is known --- */

const GPtrArray *
sl_problems_list (SlProblems *problems)
{
  return problems->findings;
}

SlWorkspace
sl_problems_workspace (SlProblems *problems, guint index)
{
  return g_array_index (problems->places, SlWorkspace, index);
}

const char *
sl_workspace_id (SlWorkspace workspace)
{
  static const char *const ids[SL_N_WORKSPACES] = { "stage", "shots", "schedule" };

  return ids[workspace];
}

const char *
sl_problems_key (SlProblems *problems, guint index)
{
  return problems->keys->pdata[index];
}

const SlFinding *
sl_problems_of (SlProblems *problems, const char *id)
{
  return g_hash_table_lookup (problems->worst, id);
}

GPtrArray *
sl_problems_mends (SlProblems *problems, guint index)
{
  const SlMendInput input = { sl_editor_plan (problems->editor),
                              sl_document_catalogue (sl_editor_document (problems->editor)), sl_date_today () };

  return sl_mends (&input, problems->findings->pdata[index]);
}

guint
sl_problems_runs (SlProblems *problems)
{
  return problems->n_runs;
}
