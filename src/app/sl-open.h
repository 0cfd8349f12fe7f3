/* Opening plans and beginning new ones: in the background, and each file in one window only. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Shows the window that has the file open, or opens it; says why when it cannot be read. What can be imported opens as
 * a new plan that holds it. */
void sl_open_file     (AdwApplication *app, GFile *file);
/* A plan of a template (sl_templates()), in a window of its own. */
void sl_open_template (AdwApplication *app, const char *id);
/* A plan without a file from what a crash left of it (sl-journal.h), but its last `leave_out` steps. */
void sl_open_left_behind (AdwApplication *app, const char *log, guint leave_out);
/* Asks for a file. */
void sl_open_choose   (AdwApplication *app);
/* Shows the plans that were opened or saved last. */
void sl_open_recent   (AdwApplication *app);

G_END_DECLS
