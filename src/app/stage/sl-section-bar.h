/* The section that the view of the stage is cut by: its axis, where, which side. */
#pragma once

#include "sl-view.h"
#include "sl-widgets.h"

G_BEGIN_DECLS

/* `changed` is called with the viewport's `data` when a person changes it. */
typedef void (*SlSectionChanged) (const SlViewSection *section, gpointer data);

/* Floating; hidden while there is no section. `changed` is called for as long as it lives. */
GtkWidget *sl_section_bar_new  (SlSectionChanged changed, gpointer data);
/* Shows it, without calling. */
void       sl_section_bar_show (GtkWidget *bar, const SlViewSection *section);

G_END_DECLS
