/* A file of many events as objects of one event each. */
#pragma once

#include "sl-backend.h"

G_BEGIN_DECLS

/* SlResource elements with texts and versions, of the events of a calendar (SlContentLine elements from its BEGIN
 * on): an event with all its exceptions is one, whose name is the same as long as its UID is; the text of what is too
 * large is NULL. Where events say their place, and `named` becomes TRUE because one says the stage's id or its `name`
 * (may be NULL), those elsewhere are left out. NULL with SL_ERROR_SERVICE where they would fill the memory. Free with
 * g_ptr_array_unref(). */
GPtrArray *sl_feed_objects (const GPtrArray *lines, const char *stage, const char *name, gboolean *named,
                            GError **error);

G_END_DECLS
