/* A merge at work; of this room alone. */
#pragma once

#include "sl-check.h"
#include "sl-importer.h"
#include "sl-script-merge.h"

G_BEGIN_DECLS

typedef struct {
  const SlPlan   *plan;
  const SlScript *script;
  SlCommand      *command;
  GPtrArray      *findings; /* borrowed, may be NULL */
  GHashTable     *ids;      /* of what the command adds, and how often each stem was asked for */
  char           *production;
  gboolean        is_new, first; /* production; no scene of the plan is any of the script */
  GPtrArray      *cast, *elements, *scenes; /* char *: ids by position in the script */
  guint           added, changed, moved, vanished, new_cast, new_elements;
} Merge;

/* A free id. Free with g_free(). */
char *sl_merge_id          (Merge *m, const char *wanted, const char *otherwise);
void  sl_merge_set         (Merge *m, const char *id, const char *path, const char *text); /* NULL: nothing */
/* The same of a number. */
void  sl_merge_set_integer (Merge *m, const char *id, const char *path, gint64 value);
/* The same of a field that holds one of several values. */
void  sl_merge_set_enum    (Merge *m, const char *id, SlKind kind, const char *path, int value);
/* What ties it to the file; NULL: nothing. */
void  sl_merge_origin      (Merge *m, const char *id, const char *origin);
/* A line of the report. `remedy` may be NULL, `code` is static. */
void  sl_merge_tell        (Merge *m, SlSeverity severity, const char *id, const char *code, const char *remedy,
                            const char *format, ...) G_GNUC_PRINTF (6, 7);
/* Cast of the script: fills `cast`. */
void  sl_merge_cast        (Merge *m);
/* The same of elements. */
void  sl_merge_elements    (Merge *m);
/* Scenes, which name both. */
void  sl_merge_scenes      (Merge *m);
/* Boards and calendars of the script. */
void  sl_merge_boards      (Merge *m);

G_END_DECLS
