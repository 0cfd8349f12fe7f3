/* View state, which is never undone: what is selected, which shot and frame are shown, what is hidden and locked. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

typedef struct SlSelection SlSelection;

/* Nothing is selected, hidden or locked. */
SlSelection  *sl_selection_new       (void);
/* NULL is fine. */
void          sl_selection_free      (SlSelection *selection);

/* Id of the selected thing, NULL for none. Borrowed. */
const char   *sl_selection_id        (const SlSelection *selection);
/* FALSE when nothing changes: it is selected already, or `plan` has no such thing. NULL selects nothing. */
gboolean      sl_selection_select    (SlSelection *selection, const SlPlan *plan, const char *id);

/* Borrowed from `plan`; NULL when it has no shots. */
const SlShot *sl_selection_shot      (const SlSelection *selection, const SlPlan *plan);
/* Shows its first frame. FALSE when nothing changes. */
gboolean      sl_selection_set_shot  (SlSelection *selection, const SlPlan *plan, const char *id);
/* A whole number from 0. */
double        sl_selection_frame     (const SlSelection *selection);
/* Kept within the shot. FALSE when nothing changes. */
gboolean      sl_selection_set_frame (SlSelection *selection, const SlPlan *plan, double frame);

/* By id, whether the plan has it or not. */
gboolean      sl_selection_is_hidden (const SlSelection *selection, const char *id);
/* Hides it, or shows it again. */
void          sl_selection_set_hidden (SlSelection *selection, const char *id, gboolean hidden);
/* By id, whether the plan has it or not. */
gboolean      sl_selection_is_locked (const SlSelection *selection, const char *id);
/* Locks it, or opens its lock. */
void          sl_selection_set_locked (SlSelection *selection, const char *id, gboolean locked);

/* Keeps selection, shot and frame pointing at things that `plan` has: the shot that takes the place of one that went is
 * shown. TRUE when nothing is selected any more because the thing went. */
gboolean      sl_selection_settle    (SlSelection *selection, const SlPlan *plan);

G_END_DECLS
