/* A slider beside the entry of a number that has a range, with marks where it stops. The keys of the entry do the same,
 * so it is not in the chain of Tab. */
#pragma once

#include "sl-field-spot.h"

G_BEGIN_DECLS

/* Of the value that `entry` (sl_field_entry_new()) shows; hidden where it has no range. Floating. */
GtkWidget *sl_field_slider_new (GtkWidget *entry);

G_END_DECLS
