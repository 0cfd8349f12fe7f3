/* A stage from above. */
#pragma once

#include "sl-drawing.h"
#include "sl-scene.h"

G_BEGIN_DECLS

typedef struct {
  const char *stage_id;
  const char *only_shot; /* may be NULL */
  gboolean    feet;      /* lengths in feet and inches */
} SlGroundPlanOptions;

/* A stage with its walls, set, people, marks, dimensions, and every shot on it with its camera's view and path. With
 * `only_shot` the stage as that shot's setup has it, and no other shot. Views end at a wall or at the
 * edge of what else is drawn. `assets` may be NULL or lack models. What cannot be drawn is left out and named in
 * `omissions` (SlFinding, may be NULL); NULL with an error when there is no such stage or shot. */
SlDrawing *sl_draw_ground_plan (const SlPlan *plan, SlAssets *assets, const SlGroundPlanOptions *options,
                                GPtrArray *omissions, GError **error);

G_END_DECLS
