/* What people read instead of paths and of places in lists, in their language. Free with g_free(). */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

/* A path into an entity of `kind`: "Position Z", "Seams 4", "Doors 2 · Width". What the tables do not know stays as it
 * is; "" for NULL. */
char *sl_title_of_path   (SlKind kind, const char *path);
/* What a record at `at` of its list speaks of: its key fields, of which ids and paths are said as titles ("Camera A ·
 * Position"), else its place ("Patch 3"). `plan` has what it names. */
char *sl_title_of_record (const SlPlan *plan, const SlRecordType *type, gconstpointer record, guint at);

/* What an entity is called where it is one of many: a scene or a shot by its number too ("12 · Ferry, bow"). */
char *sl_title_of_entity (const SlEntity *entity);

G_END_DECLS
