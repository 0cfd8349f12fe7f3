/* What rooms need of each other and cannot see: joined here, once, when a program starts. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Gives importers the reader of calendar files. */
void sl_supplies_init (void);

G_END_DECLS
