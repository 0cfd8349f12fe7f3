/* The document: an immutable snapshot with shared, reference-counted entities. Safe to read from any thread. */
#pragma once

#include "sl-kinds.h"

G_BEGIN_DECLS

typedef struct SlPlan SlPlan;

SlPlan         *sl_plan_new   (void); /* empty */
SlPlan         *sl_plan_ref   (const SlPlan *plan); /* from any thread */
void            sl_plan_unref (SlPlan *plan); /* from any thread; NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlPlan, sl_plan_unref)

guint           sl_plan_count (const SlPlan *plan, SlKind kind); /* entities of a kind */
/* Entities in file order; borrowed from the plan. */
const SlEntity *sl_plan_at    (const SlPlan *plan, SlKind kind, guint index);
/* By id over all kinds, NULL when there is none (or `id` is NULL). Borrowed. */
const SlEntity *sl_plan_find  (const SlPlan *plan, const char *id);
/* By id, but NULL when it is of another kind. Borrowed; cast to the kind's struct. */
gconstpointer   sl_plan_get   (const SlPlan *plan, SlKind kind, const char *id);
/* Position in its kind's list, −1 when not there. */
int             sl_plan_index (const SlPlan *plan, const char *id);
/* TRUE when both hold the same versions of the same entities in the same order. */
gboolean        sl_plan_same  (const SlPlan *a, const SlPlan *b);
/* TRUE when both hold the same values in the same order, read and made apart. */
gboolean        sl_plan_equal (const SlPlan *a, const SlPlan *b);
/* As sl_plan_same() for one kind's list. */
gboolean        sl_plan_same_kind (const SlPlan *a, const SlPlan *b, SlKind kind);
/* `wanted` or the next free "wanted-2", "wanted-3"…; free with g_free(). */
char           *sl_plan_free_id (const SlPlan *plan, const char *wanted);

/* About how many bytes `plan` takes beside what it shares with `from`. */
gsize           sl_plan_bytes_apart (const SlPlan *plan, const SlPlan *from);

/* For building a plan that nobody else sees yet. */

/* A snapshot that shares everything with `plan`. A new reference. */
SlPlan         *sl_plan_fork    (const SlPlan *plan);
void            sl_plan_put     (SlPlan *plan, SlEntity *entity); /* takes it; replaces one of the same id and kind */
void            sl_plan_take_out (SlPlan *plan, const char *id); /* nothing where it is not there */
/* To a position in its kind's list, the last for a larger one. */
void            sl_plan_move    (SlPlan *plan, const char *id, guint index);
/* The entity is there, and none has `new_id`; what names it is not touched. */
void            sl_plan_rename  (SlPlan *plan, const char *id, const char *new_id);
/* XML that the file's root held and this version does not know; borrowed, may be NULL. */
SlExtra        *sl_plan_extra   (const SlPlan *plan);
void            sl_plan_set_extra (SlPlan *plan, SlExtra *extra); /* takes it */

/* TRUE when a reference of this field may name an entity of `kind`. */
gboolean        sl_field_takes_kind (const SlField *field, SlKind kind);

G_END_DECLS
