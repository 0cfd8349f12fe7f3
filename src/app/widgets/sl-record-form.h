/* A form over a record of options: a row for each field, made from the field table, a group for each section. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* Rows that show `record`, which the form writes into when it is read (borrowed). What a field names is chosen among
 * the things of `plan`, which is read now only; NULL: it is typed. Lists have no row. Floating. */
GtkWidget *sl_record_form_new  (const SlRecordType *type, gpointer record, const SlPlan *plan);
/* Puts what the rows say into the record, in a person's notation: "2.5 m", "8'2\"". FALSE with an error, which stands
 * at its row too; that row has the focus then, and the record is as it was up to there. */
gboolean   sl_record_form_read (GtkWidget *form, GError **error);
/* The same into another record of its type, without a word about what is wrong: for while somebody types. FALSE where
 * something is. */
gboolean   sl_record_form_peek (GtkWidget *form, gpointer record);
/* Calls `changed` whenever a row says something else. */
void       sl_record_form_listen (GtkWidget *form, void (*changed) (gpointer data), gpointer data);
/* Says at the row of `field` what is wrong with it, and gives it the focus. FALSE when there is no such row. */
gboolean   sl_record_form_blame (GtkWidget *form, const char *field, const char *message);

G_END_DECLS
