/* Operations: pure functions from a snapshot to a command. What the window's tools do, what `sightline-cli edit` does
 * and what undo calls it is one line of a table. */
#pragma once

#include "sl-assets.h"
#include "sl-board.h"
#include "sl-keyed.h"
#include "sl-scene.h"

G_BEGIN_DECLS

/* What an operation works on; all borrowed. */
typedef struct {
  const SlPlan      *plan;
  const SlPlan      *catalogue; /* for devices that the plan has not got; may be NULL */
  SlAssets          *assets;    /* for the sizes of models; may be NULL or lack some: those are points then */
  const char *const *ids;       /* in the order in which they were picked; no id twice counts twice */
  guint              n_ids;
  SlWhen             when;      /* where things are taken from and placed: in a shot, what moves or differs there */
  const SlSceneMaker *maker;    /* of that shot or stage, for who has one; NULL: it is made */
  gboolean           preview;   /* the edits are only to be laid over the scene: numbers are set where they stand */
  SlBoardGrade       grade;     /* what is known of the grades of shots; NULL: nothing */
  gpointer           grade_data;
} SlOperationInput;

typedef struct {
  const char         *id;    /* "array-line" */
  const char         *label; /* "Array of %s": for undo; to be translated */
  const char         *help;  /* one sentence, to be translated */
  const char         *ids;   /* what the ids are, "THING…"; for the command line */
  guint               least; /* ids that it needs */
  guint               most;  /* ids that it takes; G_MAXUINT for any number */
  const SlRecordType *options;
  /* Appends its edits; what it adds goes into `added` (char *). FALSE with an error (SL_ERROR_INPUT,
   * SL_ERROR_REFERENCE) when ids or options do not fit the plan. */
  gboolean          (*make) (const SlOperationInput *input, gconstpointer options, SlCommand *command,
                             GPtrArray *added, GError **error);
  gboolean            groups; /* it is given groups as they are; others get what lies in them instead */
} SlOperation;

/* The table's line `index`, from 0; static. NULL behind the last. */
const SlOperation *sl_operation_at   (guint index);
/* The operation of that id, static; NULL when there is none. */
const SlOperation *sl_operation_find (const char *id);

/* A record of its options with their defaults; free with sl_operation_options_free(). */
gpointer   sl_operation_options_new  (const SlOperation *operation);
/* NULL options are fine. */
void       sl_operation_options_free (const SlOperation *operation, gpointer options);
/* The command; the ids of what it adds are put into `added` (char * elements, freed by it; may be NULL). NULL with an
 * error as of make(), or when an id is unknown or there are too few or too many. */
SlCommand *sl_operation_run          (const SlOperation *operation, const SlOperationInput *input,
                                      gconstpointer options, GPtrArray *added, GError **error);

/* A new entity with what it needs to show something: a wall has a cabinet, a shot a setup and a camera, a booking
 * and a scene the first production. Its devices
 * are the catalogue's defaults (NULL: none). `stage` and `camera` are where it goes and what takes it, or NULL for
 * the first there are. `new_id` receives its id (g_free()). */
SlCommand *sl_operation_add       (const SlPlan *plan, const SlPlan *catalogue, SlKind kind, const char *stage,
                                   const char *camera, char **new_id);
/* The same for who looks at the stage: what stands somewhere gets a name that is free and stands at `wanted` (m, of
 * which x and y count; NULL: where such a thing goes), or beside it where something is. The first wall and the first
 * camera have their place. `assets` may be NULL or lack models: those are not seen then. */
SlCommand *sl_operation_add_at    (const SlPlan *plan, const SlPlan *catalogue, SlAssets *assets, SlKind kind,
                                   const char *stage, const char *camera, const SlVec3 *wanted, char **new_id);
/* Moves the command's new thing aside where it would stand in another; its devices may be the catalogue's (NULL: they
 * are the plan's). `assets` may be NULL or lack models: those are not seen then. */
void       sl_operation_settle    (SlCommand *command, const SlPlan *plan, const SlPlan *catalogue, SlAssets *assets,
                                   const char *id);
/* A copy beside the original, half a metre to the right where it stands somewhere. NULL when there is no such id. */
SlCommand *sl_operation_duplicate (const SlPlan *plan, const char *id, char **new_id);
/* One more item in the list of records at `path` ("doors", "tracks[0].keys"), filled so that it stands: a track
 * takes what does not move yet, a key the value at `frame` (≥ 0) and its place in time. NULL with an error for
 * another path. */
SlCommand *sl_operation_append    (const SlPlan *plan, const char *id, const char *path, gint64 frame, GError **error);

G_END_DECLS
