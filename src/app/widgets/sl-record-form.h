/* A form over a record of options: a row for each field, made from the field table. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* Rows that show `record`, which the form writes into when it is read (borrowed). Floating. */
GtkWidget *sl_record_form_new  (const SlRecordType *type, gpointer record);
/* Puts what the rows say into the record, in a person's notation: "2.5 m", "8'2\"". FALSE with an error that names the
 * row; that row has the focus then, and the record is as it was up to there. */
gboolean   sl_record_form_read (GtkWidget *form, GError **error);

G_END_DECLS
