/* A list of any length: only the rows near what is in sight are widgets. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a row shows; `spoken` takes what a screen reader says, to be freed. */
typedef GtkWidget *(*SlRowMake) (const char *id, char **spoken, gpointer data);
typedef void       (*SlRowCall) (const char *id, gpointer data);
/* `ids` (char *) in the order of picking; borrowed. */
typedef void       (*SlRowsCall) (const GPtrArray *ids, gpointer data);

/* A GtkListView. `selected` tells what a person selects, `activated` (may be NULL) what is double-clicked or entered.
 * `data` must live as long as the list. */
GtkWidget *sl_rows_new    (SlRowMake make, SlRowCall selected, SlRowCall activated, gpointer data);
/* Several can be selected from now on; `selected` tells it, instead of what sl_rows_new() was given. */
void       sl_rows_allow_several (GtkWidget *list, SlRowsCall selected);
/* Tab goes past it, as arrows go through its rows: what stands in a row is not stopped at. */
void       sl_rows_one_stop (GtkWidget *list);
/* The rows in order. One whose id stays keeps focus and selection; it is made anew where its key, which tells all
 * that it shows, is another. */
void       sl_rows_set    (GtkWidget *list, const GPtrArray *ids, const GPtrArray *keys);
/* Selects these without telling, where several can be, and brings the last into sight. */
void       sl_rows_select_set (GtkWidget *list, const GPtrArray *ids);
/* Selects without telling, where one alone can be, and brings it into sight; NULL for none. */
void       sl_rows_select (GtkWidget *list, const char *id);
/* Id of the row that is selected, where one alone can be; NULL for none. Borrowed. */
const char *sl_rows_selected (GtkWidget *list);

G_END_DECLS
