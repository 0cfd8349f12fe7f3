/* The text of a file, whatever it was saved as: UTF-8 with and without a mark, UTF-16 with one, GB18030. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* UTF-8 with "\n" at the ends of lines and without control characters but that and tabs. `file` names it in errors; it
 * may be NULL. NULL with SL_ERROR_INPUT for what is no text, or a line beyond SL_SCRIPT_MAX_LINE where `lines` matter.
 * Free with g_free(). */
char *sl_script_text      (const char *bytes, gsize length, const char *file, gboolean lines, GError **error);
/* The same of a file of at most SL_SCRIPT_MAX_BYTES. */
char *sl_script_text_file (const char *path, gboolean lines, GError **error);

G_END_DECLS
