/* What exports were made with, and where they went: options that suit any plan in the settings, and all of them with
 * the place by the plan's file, so that an export can be done again. */
#pragma once

#include "sl-editor.h"
#include "sl-exports.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Of the same export of this plan, else of another one, else the defaults; what names something that the plan has no
 * more is as by default. `settings` may be NULL. Free with sl_export_options_free(). */
gpointer            sl_export_memory_options (SlEditor *editor, GSettings *settings, const SlExportKind *kind);
/* Where this export of this plan went, and may still go; NULL for nowhere. Free with g_free(). */
char               *sl_export_memory_place   (SlEditor *editor, const SlExportKind *kind);
/* The export that was done last, and in `path` (g_free()) where to; NULL where there is none, or its folder is gone. */
const SlExportKind *sl_export_memory_last    (SlEditor *editor, char **path);
/* Keeps the options, and the place where `path` is not NULL. FALSE with an error where that cannot be kept. */
gboolean            sl_export_memory_keep    (SlEditor *editor, GSettings *settings, const SlExportKind *kind,
                                              gconstpointer options, const char *path, GError **error);

G_END_DECLS
