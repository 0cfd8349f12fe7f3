/* What a person may ask of a new wall: its shape, whether it hangs, lies or stands by itself. One table for the
 * operation and for whoever offers it. */
#pragma once

#include "sl-edit.h"
#include "sl-wall-shape.h"

G_BEGIN_DECLS

typedef struct {
  const char *id;     /* "horseshoe" */
  const char *label;  /* to be translated, like the help */
  const char *help;   /* one sentence */
  SlWallShape shape;
  SlWallRole  role;
  gboolean    docks;  /* to a wall that stands: a floor, a ceiling */
  double      width, height; /* m, unless said; NAN of one that docks: as its wall */
} SlWallStyle;

/* The table's line `index`, from 0; static. NULL behind the last. */
const SlWallStyle *sl_wall_style_at    (guint index);
/* The first line of that shape. */
guint              sl_wall_style_of_shape (SlWallShape shape);
/* Its ids and labels, closed by a NULL id: for fields. Static. */
extern const SlEnumValue sl_wall_style_names[];

/* What a person means who gives the wall `id` another role ("floor", "ceiling"…): it lies down before the nearest wall
 * that stands, or hangs over it, or where it stands when there is none; back to a wall it stands up. What is turned
 * another way already stays so. Edits of the wall as it is built are appended to the command. */
void sl_wall_follow_role (SlCommand *command, const SlPlan *plan, const char *id, const char *role);

G_END_DECLS
