/* What a person prefers, in a window of its own; remembered as the program's settings. */
#pragma once

#include "sl-widgets.h"

/* Makes the program look as the settings say, now and whenever they change. Nothing where it is not installed. */
void sl_preferences_follow (AdwApplication *app);
/* Over `parent`, which may be NULL, at the page of that name: "servers", or NULL for the first. Where there are no
 * settings nothing happens. */
void sl_preferences_show   (GtkWindow *parent, const char *page);
