/* Exports from the window: each runs as a job of the bench and says where it went. */
#pragma once

#include "sl-bench.h"
#include "sl-exports.h"

/* How it went, translated; `path` is NULL where nothing was written. */
typedef void (*SlExported) (const char *text, const char *path, gpointer data);

/* What the bench looks at; without watch and omissions. Free `selected` with g_free(). */
SlExportSource sl_export_source (SlBench *bench);
/* Starts the export with `options`, which it takes, to `path`. `exported` comes at its end, unless the bench is closed
 * before; `free_data` frees `data` in any case. */
void           sl_export_start  (SlBench *bench, const SlExportKind *kind, gpointer options, const char *path,
                                 SlExported exported, gpointer data, GDestroyNotify free_data);
