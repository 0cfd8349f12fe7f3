/* What a GDTF file says of a fixture, as far as a hand-off has to know it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The names of its DMX modes (char *), in its order; free with g_ptr_array_unref(). NULL with SL_ERROR_INPUT when
 * `data` is no GDTF file or names no mode; `file` is for the error. */
GPtrArray *sl_gdtf_modes (GBytes *data, const char *file, GError **error);

G_END_DECLS
