/* The breakdown sheet of a scene: its fields by their table, its cast and elements by category, its shots. It shows the
 * scene that is selected, and edits it with the inspector's rows. */
#pragma once

#include "sl-field-spot.h"

G_BEGIN_DECLS

/* Keeps the bench. Floating. */
GtkWidget *sl_breakdown_page_new   (SlBench *bench);
/* Puts the focus into the scene's number; FALSE where no scene is shown. */
gboolean   sl_breakdown_page_focus (GtkWidget *page);

/* --- sl-breakdown-group.c --- */

/* The cast, or the elements of a category (sl-breakdown.h), of the scene that the host shows: each can be picked and
 * taken out, and more be put in by name. It hides while it has nothing and `all` (a toggle, borrowed; NULL: never) is
 * off. Renewed with sl_field_renew(). Floating. */
GtkWidget *sl_breakdown_group_new  (SlFieldHost *host, int group, GtkWidget *all);

/* --- sl-breakdown-shots.c --- */

/* The shots of the scene that the host shows, with set-ups, lengths and grades. Renewed likewise. Floating. */
GtkWidget *sl_breakdown_shots_new  (SlBench *bench, SlFieldHost *host);

G_END_DECLS
