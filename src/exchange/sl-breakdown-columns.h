/* The columns of a breakdown or a shot list as a table, by the names that people give them. Readers and writers of
 * tables share it. Of this room alone. */
#pragma once

#include "sl-csv.h"

G_BEGIN_DECLS

/* What a column says; elements stand behind these, at SL_COLUMN_ELEMENTS + SlCategory. */
typedef enum {
  SL_COLUMN_EPISODE, SL_COLUMN_SCENE, SL_COLUMN_HEADING, SL_COLUMN_PLACE, SL_COLUMN_LIGHT, SL_COLUMN_SET,
  SL_COLUMN_SYNOPSIS, SL_COLUMN_SCRIPT_DAY, SL_COLUMN_PAGES, SL_COLUMN_MINUTES, SL_COLUMN_CAST, SL_COLUMN_NOTES,
  SL_COLUMN_SETUPS, SL_COLUMN_STAGE, SL_COLUMN_ENVIRONMENT,
  SL_COLUMN_SHOT, SL_COLUMN_SIZE, SL_COLUMN_LENS, SL_COLUMN_ACTION, SL_COLUMN_CAMERA, SL_COLUMN_SECONDS,
  SL_COLUMN_FRAMES,
  SL_COLUMN_ELEMENTS,
} SlColumn;

#define SL_COLUMN_NONE -1

/* What a heading cell says: an SlColumn, or SL_COLUMN_NONE. */
int         sl_column_find (const char *name);
/* What a column is called in files that are written; static. NULL where there is no such column. */
const char *sl_column_name (int column);
/* The row that names the columns, among the first; −1 for none. `columns` receives an int a cell (g_array_unref()). */
int         sl_column_row  (const GPtrArray *rows, GArray **columns);

G_END_DECLS
