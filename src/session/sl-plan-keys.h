/* What a user chose for a plan, by the plan's file, in files of the user's settings and never in the plan, which others
 * may open elsewhere: which booking store it has, where its exports went. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The value of `key` for a plan's file in the settings' file `name` ("stores"); NULL for none, or where that cannot be
 * read. Free with g_free(). */
char     *sl_plan_key     (const char *name, const char *plan_file, const char *key);
/* Remembers it, in place of what was there. FALSE with an error: SL_ERROR_INPUT for a file that holds something else,
 * which stays as it is, or SL_ERROR_IO. */
gboolean  sl_plan_set_key (const char *name, const char *plan_file, const char *key, const char *value, GError **error);

G_END_DECLS
