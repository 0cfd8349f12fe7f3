/* A list of any length: only the rows near what is in sight are widgets. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a row shows; `spoken` takes what a screen reader says, to be freed. */
typedef GtkWidget *(*SlRowMake) (const char *id, char **spoken, gpointer data);
typedef void       (*SlRowCall) (const char *id, gpointer data);

/* A GtkListView. `selected` tells what a person selects, `activated` (may be NULL) what is double-clicked or entered.
 * `data` must live as long as the list. */
GtkWidget *sl_rows_new    (SlRowMake make, SlRowCall selected, SlRowCall activated, gpointer data);
/* The rows in order. One whose id stays keeps focus and selection; it is made anew where its key, which tells all
 * that it shows, is another. */
void       sl_rows_set    (GtkWidget *list, const GPtrArray *ids, const GPtrArray *keys);
/* Selects without telling and brings into sight; NULL for none. */
void       sl_rows_select (GtkWidget *list, const char *id);
/* Id of the row that is selected, NULL for none. Borrowed. */
const char *sl_rows_selected (GtkWidget *list);

G_END_DECLS
