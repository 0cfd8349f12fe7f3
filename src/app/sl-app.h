/* The application: its actions, keys and style, and opening what it is given. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* With `flags` beside its own; run it with g_application_run(). A new reference. */
AdwApplication *sl_app_new (GApplicationFlags flags);

G_END_DECLS
