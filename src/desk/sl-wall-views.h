/* Width, height, radius and sweep of walls as if they were fields: views of columns, rows and seams, each of which
 * changes the others in whole cabinets. */
#pragma once

#include "sl-editor.h"
#include "sl-field.h"
#include "sl-wall-figures.h"

G_BEGIN_DECLS

/* The table's line `index`, from 0: name ("width"), label, unit, help; NULL behind the last. Static. */
const SlField *sl_wall_view_at   (guint index);
/* The view of that name of an entity of `kind`; NULL for none. `which` (may be NULL) receives its figure. */
const SlField *sl_wall_view_find (SlKind kind, const char *path, SlWallFigure *which);
/* Its value in file notation, rounded to a centimetre or a hundredth of a degree; "" for the bend of a flat wall and
 * of one that was bent by hand into no simple shape. NULL for what is no wall. Free with g_free(). */
char          *sl_wall_view_text (const SlPlan *plan, const char *id, SlWallFigure which);
/* Appends the edits that make it what a person typed ("8'2\"", "42/2"; nothing for a bend: straight). FALSE with an
 * error, which names the nearest that can be had, where the wall's cabinets do not do it. */
gboolean       sl_wall_view_set  (SlCommand *command, SlEditor *editor, const char *id, SlWallFigure which,
                                  const char *text, GError **error);

G_END_DECLS
