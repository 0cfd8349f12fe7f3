/* A breakdown into a plan, as one command, without losing what people did there.
 *
 *   scene of the file ── same number, else heading and text, else heading, else text ──▶ scene of the plan
 *     none there          added
 *     as it was           left alone
 *     changed             takes what the script says: heading, place, time of day, set, length, synopsis, who speaks.
 *                         What people said stays: estimate, environment, setup, stage, elements, notes, actuals,
 *                         cast that they put there, its place on boards
 *     moved               in the order of the script again
 *   scene of the plan, not in the file: marked as omitted, never removed
 *
 * A scene whose text mark and heading are as they were keeps everything, a length that a person corrected too. */
#pragma once

#include "sl-edit.h"
#include "sl-script.h"

G_BEGIN_DECLS

typedef struct {
  const SlPlan *plan;
  const char   *production; /* id; NULL: the plan's first, or a new one */
  const char   *title;      /* of a new production where the script has none */
  GPtrArray    *findings;   /* SlFinding: what was added, changed, moved and vanished; may be NULL */
} SlScriptTarget;

/* `id` receives that of the production (g_free()). Pure. NULL with SL_ERROR_REFERENCE when there is no such
 * production. */
SlCommand *sl_script_merge (const SlScriptTarget *target, const SlScript *script, char **id, GError **error);

/* Of this room: which scene of the plan each of the script is. */

typedef struct {
  const SlSceneEntity **was;   /* one a scene of the script, NULL for new ones; borrowed */
  gboolean             *moved; /* the same: it stands elsewhere between the others */
  GPtrArray            *gone;  /* SlSceneEntity: of the production, not in the script; borrowed */
} SlScriptMatch;

/* Fills `match`, whose arrays are owned; `production` may be NULL for none. */
void sl_script_match       (const SlPlan *plan, const char *production, const SlScript *script, SlScriptMatch *match);
/* Frees what it owns. */
void sl_script_match_clear (SlScriptMatch *match);

G_END_DECLS
