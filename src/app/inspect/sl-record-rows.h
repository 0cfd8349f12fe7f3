/* Lists of records in a panel, such as a wall's doors: a small record stands in one line, a large one under a header
 * that opens it; every list has a button that adds to it, every record one that takes it out. Records that stay keep
 * their widgets, whatever comes and goes around them. */
#pragma once

#include "sl-field-spot.h"

G_BEGIN_DECLS

/* The list in `field` of the record at `place`; the field's table outlives it. Floating. */
GtkWidget *sl_record_rows_new  (SlFieldPlace *place, const SlField *field);
/* Opens the records in `root` that `path` ("tracks[0].keys[2].value") lies in. */
void       sl_record_rows_open (GtkWidget *root, const char *path);

G_END_DECLS
