/* Single cabinets of a wall, picked by hand: what one clicks, boxes or goes to by keys is left out, put back, or put in
 * of another kind. View state: nothing of it is undone but what is done with them. */
#pragma once

#include "sl-editor.h"
#include "sl-ray.h"
#include "sl-wall-numbers.h"

G_BEGIN_DECLS

typedef struct SlCabinets SlCabinets;

/* A place of the grid as it stands now, left out or not. */
typedef struct {
  guint    column, row;       /* from 0, from the viewer's left and from the top */
  SlVec3   corner, right, up; /* m, world, as SlScenePanel has them */
  gboolean stands, usual;     /* of the wall's own kind */
  gint64   number;            /* as the wall counts them; SL_NO_NUMBER for none */
} SlCabinetPlace;

/* Of the wall `id`, none picked; the cursor is at the top left. NULL with an error when it does not stand on the stage
 * that is shown, or is locked. Free with sl_cabinets_free(). */
SlCabinets   *sl_cabinets_new     (SlEditor *editor, const char *id, GError **error);
/* NULL is fine. */
void          sl_cabinets_free    (SlCabinets *cabinets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlCabinets, sl_cabinets_free)
/* Id of the wall; borrowed. */
const char   *sl_cabinets_wall    (const SlCabinets *cabinets);
/* SlCabinetPlace elements, row by row from the top, as the wall is now; NULL when it stands here no more. Borrowed
 * until something changes. */
const GArray *sl_cabinets_places  (SlCabinets *cabinets);
/* The place that a ray meets first; FALSE for none. */
gboolean      sl_cabinets_at      (SlCabinets *cabinets, const SlRay *ray, guint *column, guint *row);

/* None, or all of them. */
void          sl_cabinets_pick_all (SlCabinets *cabinets, gboolean all);
/* One, from 0; the cursor goes there. With `toggle` the others stay and it is picked no more when it was; else it alone
 * is. Nothing happens beyond the grid. */
void          sl_cabinets_pick    (SlCabinets *cabinets, guint column, guint row, gboolean toggle);
/* All from the cursor to there, beside those that are picked. */
void          sl_cabinets_pick_to (SlCabinets *cabinets, guint column, guint row);
/* Those that a text names (sl-wall-places.h), and no other. FALSE with an error that changes nothing. */
gboolean      sl_cabinets_pick_named (SlCabinets *cabinets, const char *text, GError **error);
/* The cursor moves, within the grid; with `extend` it picks what it goes to, else that alone. */
void          sl_cabinets_step    (SlCabinets *cabinets, int columns, int rows, gboolean extend);
/* Where the cursor is. */
void          sl_cabinets_cursor  (const SlCabinets *cabinets, guint *column, guint *row);
/* Whether it is picked. */
gboolean      sl_cabinets_is_picked (const SlCabinets *cabinets, guint column, guint row);
/* How many are. */
guint         sl_cabinets_count   (const SlCabinets *cabinets);
/* What a person reads: "3 of 400 cabinets of Wall main picked". Free with g_free(). */
char         *sl_cabinets_text    (SlCabinets *cabinets);

/* Leaves those that are picked out: one step. FALSE with an error. */
gboolean      sl_cabinets_leave_out (SlCabinets *cabinets, GError **error);
/* Puts the wall's own, or with `cabinet` those of that id, in their places: one step. FALSE with an error. */
gboolean      sl_cabinets_put_in  (SlCabinets *cabinets, const char *cabinet, GError **error);
/* Numbers begin at the cursor, which must be at a corner: one step. FALSE with an error. */
gboolean      sl_cabinets_number_from (SlCabinets *cabinets, GError **error);

G_END_DECLS
