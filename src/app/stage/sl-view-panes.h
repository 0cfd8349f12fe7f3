/* One to four views of the stage side by side, each with its view, shading and section. One of them is the active one,
 * which actions are about: the one that a hand was in last. */
#pragma once

#include "sl-viewport.h"

G_BEGIN_DECLS

#define SL_MOST_PANES 4

/* Called with `data` when another is the active one. */
typedef void (*SlPaneChosen) (SlViewport *pane, gpointer data);

/* One pane at first. Floating. */
GtkWidget  *sl_view_panes_new    (SlBench *bench, SlPaneChosen chosen, gpointer data);
/* 1…4; the first stays, those beyond go. */
void        sl_view_panes_set    (GtkWidget *panes, guint n);
/* Borrowed; NULL beyond the last. */
SlViewport *sl_view_panes_at     (GtkWidget *panes, guint index);
/* Never NULL. Borrowed. */
SlViewport *sl_view_panes_active (GtkWidget *panes);

G_END_DECLS
