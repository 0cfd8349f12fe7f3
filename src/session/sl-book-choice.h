/* Which booking store belongs to a plan: remembered for the plan's file in the user's settings (sightline/stores in the
 * folder of settings), never in the plan, which others may open elsewhere. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A store is an address (https…), the name of a folder, or these: */
#define SL_BOOK_NO_STORE ""
#define SL_BOOK_BESIDE   "beside" /* the folder beside the plan, as sl_book_default_store() calls it */

/* What was chosen for the plan's file; where nothing was, the folder beside it if there is one, else none. Free with
 * g_free(); never NULL. */
char     *sl_book_choice     (const char *plan_file);
/* Remembers it, in place of what was chosen before. FALSE with SL_ERROR_IO. */
gboolean  sl_book_choose     (const char *plan_file, const char *store, GError **error);
/* The address or folder that such a choice means for the plan's file; NULL for none. Free with g_free(). */
char     *sl_book_choice_place (const char *plan_file, const char *store);

G_END_DECLS
