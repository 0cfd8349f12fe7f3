/* Tables as text (RFC 4180 and what spreadsheets make of it): fields between commas, semicolons or tabs, quoted where
 * they hold such a mark, a quote or a line's end. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

enum { SL_CSV_MAX_ROWS = 50000, SL_CSV_MAX_CELLS = 500, SL_CSV_MAX_CELL = 64 << 10 }; /* cells of a row; bytes */

typedef struct {
  guint      line;  /* where it begins, from 1 */
  GPtrArray *cells; /* char *, never NULL */
} SlCsvRow;

/* SlCsvRow elements, rows without text left out; `text` is from sl_script_text(). `separator` 0: that of ",;\t" which
 * the first lines have most of. NULL with SL_ERROR_INPUT that names file and line. Free with g_ptr_array_unref(). */
GPtrArray  *sl_csv_read   (const char *text, char separator, const char *file, GError **error);
/* The cell's text without blanks around it; "" where the row has none. Borrowed. */
const char *sl_csv_cell   (const SlCsvRow *row, guint column);
/* Puts a cell behind the others of its row, after a comma unless it is the `first`. A text that a spreadsheet would
 * take for a formula gets an apostrophe before it. */
void        sl_csv_append (GString *out, const char *text, gboolean first);
/* What sl_csv_append() put before a text is taken off it. Free with g_free(). */
char       *sl_csv_plain  (const char *cell);

G_END_DECLS
