/* The screens of another program's file, as walls of the plan. Of this room alone. */
#pragma once

#include "sl-check.h"
#include "sl-importer.h"
#include "sl-wall-fit.h"

G_BEGIN_DECLS

typedef struct {
  GPtrArray *screens; /* of this file's own */
  GPtrArray *remarks; /* SlFinding: what the file has that no wall takes */
  guint      others;  /* screens that cannot be read */
} SlWallScreens;

/* The options of all importers of walls, and their record. */
typedef struct {
  SlRecord    record;
  const char *cabinet; /* NULL: as of the plan's first wall */
} SlWallScreenOptions;
extern const SlRecordType sl_wall_screen_options;

/* None yet. */
SlWallScreens *sl_wall_screens_new  (void);
/* As an importer's free_content; not NULL. */
void           sl_wall_screens_free (gpointer screens);
/* Something that the file has and no wall takes; told when the walls are made. `remedy` and `format` are translated. */
void           sl_wall_screens_remark (SlWallScreens *screens, SlSeverity severity, const char *remedy,
                                       const char *format, ...) G_GNUC_PRINTF (4, 5);
/* A screen that stands in `frame` (to world, m), to be filled before the next one is added. Borrowed. `name` may be
 * NULL. */
SlWallFace    *sl_wall_screens_add  (SlWallScreens *screens, const char *name, const SlFrame *frame);
/* The same of a mesh, whose axes are the plan's. */
void           sl_wall_screens_add_mesh (SlWallScreens *screens, const char *name, const SlFrame *frame,
                                         const SlMesh *mesh);
/* As an importer's make: a wall a screen, of the nearest whole cabinets. */
SlCommand     *sl_wall_screens_make (const SlImportInput *input, gconstpointer options, char **id, GError **error);

G_END_DECLS
