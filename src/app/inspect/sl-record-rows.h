/* Lists of records in a panel, such as a wall's doors: a small record stands in one line, a large one under a header
 * that opens it; every list has a button that adds to it, every record one that takes it out. */
#pragma once

#include "sl-field-control.h"

G_BEGIN_DECLS

/* Appends the list in `field` of `record` (the entity or one of its records) to the box; `path` leads there from the
 * entity. The host, whose `open` says which records stand open, and the field's table outlive the rows. */
void sl_record_rows_add (SlFieldHost *host, GtkWidget *box, const SlEntity *entity, gconstpointer record,
                         const SlField *field, const char *path);

G_END_DECLS
