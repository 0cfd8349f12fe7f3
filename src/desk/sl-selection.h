/* View state, which is never undone: what is selected, which shot and frame are shown, what is hidden, shown alone
 * and locked, and which group hands are in. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

typedef struct SlSelection SlSelection;

/* Nothing is selected, hidden or locked. */
SlSelection  *sl_selection_new       (void);
/* NULL is fine. */
void          sl_selection_free      (SlSelection *selection);

/* Id of the primary thing, the one that was picked last; NULL when nothing is selected. Borrowed until the next
 * selection. */
const char   *sl_selection_id        (const SlSelection *selection);
/* Ids (char *) of all that is selected, in the order they were picked: the last is the primary. Borrowed; a reference
 * on it keeps what was selected at that time. */
const GPtrArray *sl_selection_ids    (const SlSelection *selection);
/* Whether it is one of them. */
gboolean      sl_selection_has       (const SlSelection *selection, const char *id);
/* What lies in a group that is selected too is taken hold of with it and is never selected by itself.
 *
 * This alone. FALSE when nothing changes: it is so already, or `plan` has no such thing. NULL selects nothing. */
gboolean      sl_selection_select    (SlSelection *selection, const SlPlan *plan, const char *id);
/* These `n`, the last as the primary; what `plan` has not got is left out. FALSE when nothing changes. */
gboolean      sl_selection_set       (SlSelection *selection, const SlPlan *plan, const char *const *ids, guint n);
/* This too, as the primary. FALSE when nothing changes. */
gboolean      sl_selection_add       (SlSelection *selection, const SlPlan *plan, const char *id);
/* Adds it, or takes it out when it is selected: the one picked before it is the primary then. FALSE when nothing
 * changes. */
gboolean      sl_selection_toggle    (SlSelection *selection, const SlPlan *plan, const char *id);

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
/* Whether it is neither hidden nor left out while others are shown alone. */
gboolean      sl_selection_is_shown  (const SlSelection *selection, const char *id);
/* Shows these ids (char *, copied) alone; NULL ends that. */
void          sl_selection_isolate   (SlSelection *selection, const GPtrArray *ids);
/* Whether it does. */
gboolean      sl_selection_is_isolated (const SlSelection *selection);
/* The group that hands are inside of, NULL for none. Borrowed until it is left. */
const char   *sl_selection_entered   (const SlSelection *selection);
/* NULL leaves all groups. FALSE when nothing changes, or `plan` has no such group. */
gboolean      sl_selection_enter     (SlSelection *selection, const SlPlan *plan, const char *group);

/* By id, whether the plan has it or not. */
gboolean      sl_selection_is_locked (const SlSelection *selection, const char *id);
/* Locks it, or opens its lock. */
void          sl_selection_set_locked (SlSelection *selection, const char *id, gboolean locked);

/* Keeps selection, shot and frame pointing at things that `plan` has: the shot that takes the place of one that went is
 * shown. TRUE when something is not selected any more because it went. */
gboolean      sl_selection_settle    (SlSelection *selection, const SlPlan *plan);

G_END_DECLS
