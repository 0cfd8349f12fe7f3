/* A plan's file: read with its state, and replaced only when nobody else changed it meanwhile. */
#pragma once

#include "sl-file.h"
#include "sl-plan.h"
#include "sl-watch.h"

G_BEGIN_DECLS

/* NULL with an error. `state` and `watch` may be NULL. Any thread. */
SlPlan  *sl_plan_file_read  (const char *path, SlFileState *state, SlWatch *watch, GError **error);

/* Told the checksum of what is about to be written. */
typedef void (*SlAnnounce) (const char *checksum, gpointer data);

/* Writes `plan` to `path`. `state` is what the file was when the plan was read from it, and becomes what it is now.
 * When it is something else by now and `over` is FALSE, fails with SL_ERROR_CHANGED; all of `state` 0 stands for a
 * file that was not read, which is replaced. What is written is read again before it replaces anything, told to
 * `announce` (may be NULL), and the old version stays as NAME~. Any thread, under the file's lock. */
gboolean sl_plan_file_write (const char *path, const SlPlan *plan, gboolean over, SlAnnounce announce, gpointer data,
                             SlFileState *state, GError **error);

G_END_DECLS
