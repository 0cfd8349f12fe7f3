/* A value that is typed. What stands under the hands stays until Enter, Tab or leaving writes it, or Escape brings the
 * present value back; until it is touched, it follows the plan. */
#pragma once

#include "sl-field-spot.h"

G_BEGIN_DECLS

/* A GtkEntry. Floating. */
GtkWidget *sl_field_entry_new    (SlFieldPlace *place, const SlField *field, char axis);
/* A GtkTextView, for long texts; Ctrl+Enter writes. Floating. */
GtkWidget *sl_field_text_new     (SlFieldPlace *place, const SlField *field);
/* Writes what was typed into the entry or text that `widget` is or lies in, as leaving it does; nothing otherwise. */
void       sl_field_entry_commit (GtkWidget *widget);
/* Shows a value that was set otherwise, by sliding, though something was typed. */
void       sl_field_entry_refresh (GtkWidget *entry);
/* What people read for a value in file notation: feet and inches for lengths where they want them. Free with
 * g_free(). */
char      *sl_field_shown_text   (const SlFieldSpot *spot, const char *value);

G_END_DECLS
