#include "sl-problems.h"

#include "sl-check-all.h"
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

struct _SlProblems {
  GObject     parent;
  SlEditor   *editor;
  SlLatest   *latest;
  GPtrArray  *findings; /* SlFinding; NULL until known */
  GArray     *places;   /* SlWorkspace of each */
  GPtrArray  *keys;     /* char * of each */
  GHashTable *worst;    /* id → SlFinding, both borrowed from `findings` */
  SlPlan     *asked;    /* the newest that was looked through, or is */
  gboolean    again;    /* models came since */
  guint       rest;     /* source */
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

static SlWorkspace
workspace_of (const SlPlan *plan, const SlFinding *finding)
{
  const SlEntity *entity = sl_plan_find (plan, finding->id);

  switch (entity != NULL ? (guint) entity->kind : SL_N_KINDS)
    {
    case SL_KIND_SHOT: return SL_WORKSPACE_SHOTS;
    case SL_KIND_PRODUCTION:
    case SL_KIND_UNIT:
    case SL_KIND_SCENE:
    case SL_KIND_CAST:
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

/* Takes the findings out of `all`. */
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

static void
done (const GError *error, gpointer data)
{
  Look *look = data;
  SlProblems *problems = look->problems;
  g_autoptr (GPtrArray) left = NULL;

  if (error != NULL)
    return;
  left = g_steal_pointer (&look->findings);
  g_ptr_array_set_free_func (left, NULL); /* all of them are taken */
  sort_in (problems, look->plan, left);
  g_signal_emit (problems, signals[CHANGED], 0);
}

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
  G_OBJECT_CLASS (sl_problems_parent_class)->dispose (object);
}

static void
sl_problems_finalize (GObject *object)
{
  SlProblems *problems = SL_PROBLEMS (object);

  sl_latest_free (problems->latest);
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
  problems->places = g_array_new (FALSE, FALSE, sizeof (SlWorkspace));
  problems->keys = g_ptr_array_new_with_free_func (g_free);
}

SlProblems *
sl_problems_new (SlEditor *editor, SlQueue *queue)
{
  SlProblems *problems = g_object_new (SL_TYPE_PROBLEMS, NULL);

  problems->editor = g_object_ref (editor);
  problems->latest = sl_latest_new (queue, SL_LANE_LIVE);
  g_signal_connect_swapped (editor, "plan-changed", G_CALLBACK (ask_when_it_rests), problems);
  g_signal_connect_swapped (editor, "assets-changed", G_CALLBACK (assets_changed), problems);
  ask_when_it_rests (problems);
  return problems;
}

void
sl_problems_stop (SlProblems *problems)
{
  g_signal_handlers_disconnect_by_data (problems->editor, problems);
  g_clear_handle_id (&problems->rest, g_source_remove);
  sl_latest_stop (problems->latest);
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
