/* The drop-down of a field that takes one of several values: those of an enumeration, things of the plan and devices of
 * the catalogue, or the records of a device, such as a body's modes. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* `value` is the field's text, "" for none, and is chosen, though it be the name of nothing. `ids` gets the value of
 * each line ("" for none); free with g_strfreev(). */
GtkWidget *sl_field_choice_new (SlEditor *editor, const SlEntity *entity, const SlField *field, const char *value,
                                GStrv *ids);

G_END_DECLS
