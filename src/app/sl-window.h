/* A plan's window: header bar, the three workspaces, messages, jobs. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

#define SL_TYPE_WINDOW (sl_window_get_type ())
G_DECLARE_FINAL_TYPE (SlWindow, sl_window, SL, WINDOW, AdwApplicationWindow)

/* Takes the document. */
GtkWidget  *sl_window_new      (AdwApplication *application, SlDocument *document);
/* Borrowed. */
SlDocument *sl_window_document (SlWindow *window);
/* Says `text`, which is plain, for some seconds. */
void        sl_window_toast    (SlWindow *window, const char *text);

G_END_DECLS
