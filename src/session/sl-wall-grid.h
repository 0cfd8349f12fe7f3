/* What stands at each place of a wall, as edits see it: read from its patches, and written as the fewest that come
 * easily. */
#pragma once

#include "sl-edit.h"

G_BEGIN_DECLS

typedef struct {
  guint        columns, rows;
  guint        n_patches; /* that the wall has, which writing takes the place of */
  const char **ids;       /* row by row from the top: NULL for the wall's own, "" for none, else the cabinet; borrowed
                           * from the wall but for the array */
} SlWallGrid;

/* The wall's own everywhere, and no patches. */
void sl_wall_grid_init  (SlWallGrid *grid, guint columns, guint rows);
/* As the plan has the wall, which must outlive it; what reaches beyond the wall is left out. */
void sl_wall_grid_read  (SlWallGrid *grid, const SlEntity *wall);
/* Appends the edits that make patches of it, in place of those that the wall `id` has. */
void sl_wall_grid_write (const SlWallGrid *grid, SlCommand *command, const char *id);
/* Frees what it owns. */
void sl_wall_grid_clear (SlWallGrid *grid);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlWallGrid, sl_wall_grid_clear)

G_END_DECLS
