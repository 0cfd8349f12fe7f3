/* The table of feeds as an Advanced Output preset of Resolume Arena 7: a screen an output, with a slice that takes its
 * feed's rectangle out of one composition in which all walls stand side by side. */
#pragma once

#include "sl-feeds.h"

G_BEGIN_DECLS

/* The preset's text, called `name`. Its outputs are virtual: which socket each is, nobody but the machine knows. Free
 * with g_free(). */
char *sl_resolume_text (const SlFeeds *feeds, const char *name);
/* The size of the composition (px). */
void  sl_resolume_size (const SlFeeds *feeds, gint64 *w, gint64 *h);

G_END_DECLS
