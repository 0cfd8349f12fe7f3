/* The screens of an nDisplay configuration. Of this room and its fuzzing. */
#pragma once

#include "sl-wall-screens.h"

G_BEGIN_DECLS

/* Those of a text; `file` is for the error. NULL with SL_ERROR_INPUT when it is no such configuration. Free with
 * sl_wall_screens_free(). */
SlWallScreens *sl_ndisplay_read (const char *text, const char *file, GError **error);

G_END_DECLS
