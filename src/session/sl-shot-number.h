/* Numbers of shots as slates have them: 12, and what comes between it and 13: 12A, 12B … 12Z, 12AA. I and O are left
 * out, which read as 1 and 0. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "12A" behind "12", "12J" behind "12H", "12AA" behind "12Z"; a letter behind anything else. Free with g_free(). */
char *sl_shot_number_letter (const char *number);
/* "13" behind "12" in steps of 1, "020" behind "010" in steps of 10. NULL for what does not end in a figure, or in one
 * too large. Free with g_free(). */
char *sl_shot_number_count  (const char *number, guint step);

G_END_DECLS
