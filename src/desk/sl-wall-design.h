/* A wall as a person designs it, before it is taken: its shape, its figures, each of which renews the others, and what
 * it will be. For a new wall, and for one that stands. */
#pragma once

#include "sl-editor.h"
#include "sl-wall-figures.h"
#include "sl-wall-styles.h"

G_BEGIN_DECLS

typedef struct SlWallDesign SlWallDesign;

/* A new wall of the catalogue's default cabinet; floors and ceilings dock to the wall that is selected, or to the first
 * that stands upright. Free with sl_wall_design_free(). */
SlWallDesign *sl_wall_design_new        (SlEditor *editor);
/* The wall `id` as it is built, to be given another shape or size. NULL with an error when it is none, or has no
 * cabinet. */
SlWallDesign *sl_wall_design_of         (SlEditor *editor, const char *id, GError **error);
/* NULL is fine. */
void          sl_wall_design_free       (SlWallDesign *design);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlWallDesign, sl_wall_design_free)

/* The wall that is reshaped; NULL for a new one. Borrowed. */
const char   *sl_wall_design_reshapes   (const SlWallDesign *design);
/* FALSE when that wall was bent by hand into none of the shapes, which taking one would replace. */
gboolean      sl_wall_design_is_known   (const SlWallDesign *design);
/* Whether the table's line `style` can be had: a wall that stands keeps its role. */
gboolean      sl_wall_design_offers     (const SlWallDesign *design, guint style);
/* The line of the table of sl-wall-styles.h. */
guint         sl_wall_design_style      (const SlWallDesign *design);
/* Takes a line that is offered, at its usual size when it is another and the wall is new. */
void          sl_wall_design_set_style  (SlWallDesign *design, guint style);

/* Whether its shape has it: flat ones have no bend. */
gboolean      sl_wall_design_has        (const SlWallDesign *design, SlWallFigure which);
/* As a person reads it, without its unit but for feet; free with g_free(). */
char         *sl_wall_design_text       (const SlWallDesign *design, SlWallFigure which);
/* Gives it as a person types it ("20", "8'2\"", "42/2"). FALSE with an error that says why it makes no wall, and then
 * nothing changes. */
gboolean      sl_wall_design_set        (SlWallDesign *design, SlWallFigure which, const char *text, GError **error);
/* Whether it is the one that gives way (sl_wall_figures_follows()). */
gboolean      sl_wall_design_follows    (const SlWallDesign *design, SlWallFigure which);

/* Id of the cabinet; borrowed. */
const char   *sl_wall_design_cabinet    (const SlWallDesign *design);
/* Of the plan or the catalogue; as wide and high as it allows. An unknown one is ignored, as is one for a wall that
 * stands. */
void          sl_wall_design_set_cabinet (SlWallDesign *design, const char *id);
/* What a floor or a ceiling docks to; NULL when there is no wall that stands upright. Borrowed. */
const char   *sl_wall_design_docks_to   (const SlWallDesign *design);
/* Ids (char *) of the walls that may be: those that stand upright on the stage that is shown. Free with
 * g_ptr_array_unref(). */
GPtrArray    *sl_wall_design_uprights   (SlEditor *editor);
/* Another one. */
void          sl_wall_design_dock_to    (SlWallDesign *design, const char *id);

typedef enum { SL_WALL_AT_LEFT, SL_WALL_WITH_FLOOR, SL_WALL_WITH_CEILING, SL_N_WALL_CHOICES } SlWallChoice;

/* Whether it is a question: J's bend at the left or the right, new ones that stand may have a floor and a ceiling. */
gboolean      sl_wall_design_asks       (const SlWallDesign *design, SlWallChoice choice);
/* What was answered; FALSE at first. */
gboolean      sl_wall_design_chosen     (const SlWallDesign *design, SlWallChoice choice);
/* Answers it. */
void          sl_wall_design_choose     (SlWallDesign *design, SlWallChoice choice, gboolean yes);

/* The plan as it would be, with the walls that are new or reshaped in it (SlSceneWall, the main one first); NULL with
 * an error, which has its remedy, when it cannot be. Borrowed until the next change. */
const SlPlan *sl_wall_design_plan       (SlWallDesign *design, const GPtrArray **walls, GError **error);
/* Does it: one step of the history, after which the wall is selected. FALSE with an error, and nothing is changed. */
gboolean      sl_wall_design_take       (SlWallDesign *design, GError **error);

G_END_DECLS
