/* The ids that entities name: in references, and in texts that hold a value or a path of something else, which are
 * those of tracks and of a setup's values. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

/* Calls `visit` for each id that a field of the entity names, directly or inside a list, a record or a text; what texts
 * mean depends on their targets, which `plan` has. `replace` needs a version that the caller owns alone. */
void  sl_entity_visit_field_refs (const SlPlan *plan, SlEntity *entity, const SlField *field, gboolean replace,
                                  SlRefVisit visit, gpointer data);
/* The same for all fields of the entity. */
void  sl_entity_visit_refs       (const SlPlan *plan, SlEntity *entity, gboolean replace, SlRefVisit visit,
                                  gpointer data);
/* Ids of the entities that name `id`, in plan order, without itself; NULL-terminated, free with g_strfreev(). */
GStrv sl_plan_users              (const SlPlan *plan, const char *id);

G_END_DECLS
