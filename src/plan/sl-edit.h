/* Commands: a label and a list of five primitive edits. Applying one gives a new snapshot or an error. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

typedef enum { SL_EDIT_ADD, SL_EDIT_REMOVE, SL_EDIT_SET, SL_EDIT_ORDER, SL_EDIT_RENAME } SlEditType;

/* add ID KIND · remove ID · set ID PATH TEXT · order ID INDEX · rename ID NEW-ID */
typedef struct {
  SlEditType type;
  char      *id;
  char      *what; /* kind, path, index or new id */
  char      *text; /* of set */
} SlEdit;

typedef struct SlCommand SlCommand;

/* Without edits yet. `label` is what the undo menu shows, in the user's language. A new reference. */
SlCommand    *sl_command_new    (const char *label);
SlCommand    *sl_command_ref    (SlCommand *command); /* shared, so to be changed no more */
void          sl_command_unref  (SlCommand *command); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlCommand, sl_command_unref)

/* These append one edit each, which is judged when the command is applied. */

void          sl_command_add    (SlCommand *command, SlKind kind, const char *id); /* an entity of defaults */
/* Fails where something names it that the command leaves. */
void          sl_command_remove (SlCommand *command, const char *id);
/* `text` may hold units and arithmetic, as a person types them. */
void          sl_command_set    (SlCommand *command, const char *id, const char *path, const char *text);
/* To a position from 0 in its kind's list. */
void          sl_command_order  (SlCommand *command, const char *id, guint index);
/* Whatever names it names the new id, in texts too. */
void          sl_command_rename (SlCommand *command, const char *id, const char *new_id);
/* A copy of an edit. */
void          sl_command_append (SlCommand *command, const SlEdit *edit);
/* What undo calls it from now on. */
void          sl_command_set_label (SlCommand *command, const char *label);
/* Steps in a row with the same key, such as those of one drag, undo as one. */
void          sl_command_set_fold (SlCommand *command, const char *key);

const char   *sl_command_label (const SlCommand *command); /* borrowed */
const char   *sl_command_fold  (const SlCommand *command); /* borrowed, may be NULL */
guint         sl_command_count (const SlCommand *command); /* of edits */
const SlEdit *sl_command_edit  (const SlCommand *command, guint index); /* borrowed; index < count */

/* A new snapshot, or a new reference on `plan` when nothing changes, or NULL with an error; `plan` stays whole.
 * SL_ERROR_REFERENCE for ids that are not there, of the wrong kind, or removed while something names them, which it
 * tells; SL_ERROR_INPUT for bad values, ids and kinds, tracks and values of what they may not change (sl-barred.h),
 * and more than sl-limits.h allows. */
SlPlan       *sl_plan_apply (const SlPlan *plan, const SlCommand *command, GError **error);

/* The command as lines of the log, which is also the script format; free with g_free(). */
char         *sl_command_print (const SlCommand *command);
/* Reads as many whole commands as `text` holds; SlCommand elements, free with g_ptr_array_unref(). `rest` is where an
 * unfinished one begins. NULL with SL_ERROR_INPUT, which names the line, for what is no edit. */
GPtrArray    *sl_commands_parse (const char *text, const char **rest, GError **error);

G_END_DECLS
