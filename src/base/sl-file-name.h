/* Names of files as they are told apart everywhere: many disks (memory cards, those of other systems) take upper and
 * lower case, or the two ways to write an accent, for one. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What two names have in common that some disk takes for one. Free with g_free(). */
char *sl_file_name_key   (const char *name);
/* `stem`, or with "-2", "-3"… behind it: the first that is none of `taken`, a set of keys (char *, which the set
 * frees), to which it is added. Free with g_free(). */
char *sl_file_name_apart (GHashTable *taken, const char *stem);

G_END_DECLS
