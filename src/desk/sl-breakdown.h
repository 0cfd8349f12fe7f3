/* A scene's breakdown as groups that a sheet shows: its cast, and its elements by category. */
#pragma once

#include "sl-editor.h"

G_BEGIN_DECLS

/* Groups: the cast, then the categories of elements. */
enum { SL_BREAKDOWN_CAST = -1, SL_BREAKDOWN_ELEMENTS = 0 };

/* Something that the scene needs. */
typedef struct {
  char *id;
  char *name;  /* "1 Captain"; its id where it has gone */
  char *facts; /* "Ann Lee", "20 of them"; "" for none */
} SlBreakdownItem;

/* Behind the last group. */
int         sl_breakdown_end    (void);
/* "Cast", "Vehicles", translated; static. */
const char *sl_breakdown_title  (int group);
/* SlBreakdownItem: what the scene needs of that group. What is not in the plan any more stands among the last
 * category's. Free with g_ptr_array_unref(). */
GPtrArray  *sl_breakdown_items  (const SlPlan *plan, const SlSceneEntity *scene, int group);
/* Names (char *) of what is in the plan for the scene's production, but not in the scene, without numbers. Free
 * likewise. */
GPtrArray  *sl_breakdown_others (const SlPlan *plan, const SlSceneEntity *scene, int group);
/* Not NULL. */
void        sl_breakdown_item_free (SlBreakdownItem *item);

/* Puts what is called so, or of the cast has that number, into the scene; a new name makes it. One step. FALSE where
 * nothing changes; what does not fit is said. */
gboolean    sl_breakdown_add    (SlEditor *editor, const char *scene, int group, const char *name);
/* Takes it out of the scene; it stays in the plan. Likewise. */
gboolean    sl_breakdown_remove (SlEditor *editor, const char *scene, const char *id);

G_END_DECLS
