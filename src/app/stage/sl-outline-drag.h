/* Rows of the list are dragged into groups, and out of them. */
#pragma once

#include "sl-widgets.h"

/* Of what stands, and of groups: it can be dragged, with all that is selected when it is of that, and a group takes in
 * what is let go over it. The editor is borrowed and outlives the row. */
void sl_outline_drag_add     (GtkWidget *row, SlEditor *editor, const SlEntity *entity);
/* Of a section's head: what is let go there lies in no group any more. The editor likewise. */
void sl_outline_drag_add_out (GtkWidget *head, SlEditor *editor);
