/* Which records of a list are still those of the list before it. */
#pragma once

#include "sl-field.h"

G_BEGIN_DECLS

/* For each record of `fresh` the index in `old` of the one that it was, −1 for a new one; none is taken twice.
 * Records are the same when they hold the same, else when their key fields do; what was edited in between keeps
 * its place. Both may be NULL. int elements; free with g_array_unref(). */
GArray *sl_list_match (const SlField *field, const SlList *old, const SlList *fresh);

G_END_DECLS
