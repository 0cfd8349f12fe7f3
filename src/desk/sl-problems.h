/* Everything that `check` says of the plan, found out in the background after edits, when they rest; and which of its
 * assertions do not hold, of what is measured so far.
 *
 * Signal: "changed". */
#pragma once

#include "sl-analysis.h"
#include "sl-check.h"
#include "sl-editor.h"
#include "sl-queue.h"

G_BEGIN_DECLS

#define SL_TYPE_PROBLEMS (sl_problems_get_type ())
G_DECLARE_FINAL_TYPE (SlProblems, sl_problems, SL, PROBLEMS, GObject)

/* Where a problem is worked on. */
typedef enum { SL_WORKSPACE_STAGE, SL_WORKSPACE_SHOTS, SL_WORKSPACE_SCHEDULE, SL_N_WORKSPACES } SlWorkspace;

/* Listens to `editor` and `analysis`, which it keeps; works in `queue` until sl_problems_stop(). */
SlProblems      *sl_problems_new   (SlEditor *editor, SlAnalysis *analysis, SlQueue *queue);
/* Before the queue goes: nothing more is found out. What is known stays. */
void             sl_problems_stop  (SlProblems *problems);

/* SlFinding elements by workspace, then the worst first, then in plan order; perhaps of before the last edit. NULL
 * until known. Borrowed until "changed". */
const GPtrArray *sl_problems_list  (SlProblems *problems);
/* The workspace of the list's element `index`. */
SlWorkspace      sl_problems_workspace (SlProblems *problems, guint index);
/* "stage", as windows call their pages. Static. */
const char      *sl_workspace_id   (SlWorkspace workspace);
/* What tells the element `index` from all others, also after it moved in the list. Borrowed until "changed". */
const char      *sl_problems_key   (SlProblems *problems, guint index);
/* The worst of what is wrong with the entity `id`; NULL when nothing is. Borrowed until "changed". */
const SlFinding *sl_problems_of    (SlProblems *problems, const char *id);
/* What mends the element `index` as the plan is now: SlMend (sl-mend.h), free with g_ptr_array_unref(). */
GPtrArray       *sl_problems_mends (SlProblems *problems, guint index);
/* How often the plan was looked through so far. */
guint            sl_problems_runs  (SlProblems *problems);

G_END_DECLS
