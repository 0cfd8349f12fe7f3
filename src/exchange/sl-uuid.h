/* UUIDs that are the same in every export: made of what a plan calls its things, never of chance. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The UUID (RFC 4122, version 5, in lower case) of `name` in a name space of this program's own. Free with g_free(). */
char *sl_uuid_of (const char *name);

G_END_DECLS
