/* The entities of one kind, in order, found by id. Immutable once shared: snapshots share whole lists, and a changed
 * list shares all but a few blocks with the one that it came from, so that a long history of small edits stays small.
 * Of this room alone. */
#pragma once

#include "sl-kinds.h"

G_BEGIN_DECLS

typedef struct SlEntityList SlEntityList;

SlEntityList   *sl_entity_list_new   (void); /* empty; a new reference */
SlEntityList   *sl_entity_list_ref   (SlEntityList *list); /* from any thread */
void            sl_entity_list_unref (SlEntityList *list); /* from any thread; not NULL */
/* A list that the caller may change: `list` itself when nobody else has it, else a copy. Takes the reference. */
SlEntityList   *sl_entity_list_own   (SlEntityList *list);

guint           sl_entity_list_count (const SlEntityList *list); /* entities */
/* index < count. Borrowed. */
const SlEntity *sl_entity_list_at    (const SlEntityList *list, guint index);
/* NULL when there is none. Borrowed. */
const SlEntity *sl_entity_list_find  (const SlEntityList *list, const char *id);
/* The position of an id that is there. */
guint           sl_entity_list_index (const SlEntityList *list, const char *id);
/* The same versions in the same order. */
gboolean        sl_entity_list_same  (const SlEntityList *a, const SlEntityList *b);
/* Bytes that `list` takes beside what it shares with `other`, its entities included; about. */
gsize           sl_entity_list_bytes (const SlEntityList *list, const SlEntityList *other);

/* These need an own list. */

/* Takes the entity; in the place of the one of the same id, else behind the last. */
void            sl_entity_list_put    (SlEntityList *list, SlEntity *entity);
/* Nothing where the id is not there. */
void            sl_entity_list_remove (SlEntityList *list, const char *id);
/* To a position, the last for a larger one; the id is there. */
void            sl_entity_list_move   (SlEntityList *list, const char *id, guint index);
/* Takes the entity, in the place of the one with `id`, which is there; its own id may be another. */
void            sl_entity_list_exchange (SlEntityList *list, const char *id, SlEntity *entity);

G_END_DECLS
