/* A folder of iCalendar objects as a place of them: the layout that khal and vdirsyncer read, one file an object, and
 * no server. It may lie on exFAT or on a share. Versions are sums over the content. */
#pragma once

#include "sl-backend.h"

G_BEGIN_DECLS

/* `folder` is made with the first object. Free with sl_backend_free(). */
SlBackend *sl_backend_folder_new (const char *folder);

G_END_DECLS
