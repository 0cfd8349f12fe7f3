/* Where the things of a schedule are kept that have no strip and no bar: calendars, rules, risks, units, cast,
 * elements, crew, rates, productions, boards. Each kind is a list; what is picked is in the inspector. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* Keeps the bench. Floating. */
GtkWidget *sl_places_page_new   (SlBench *bench);
/* Shows the kind of that name ("calendar"); nothing for others. */
void       sl_places_page_set   (GtkWidget *page, const char *kind);
/* Puts the focus on what is listed, or on what adds the first. */
void       sl_places_page_focus (GtkWidget *page);

G_END_DECLS
