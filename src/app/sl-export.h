/* Exports from the window: each runs as a job of the bench and says where it went. */
#pragma once

#include "sl-bench.h"
#include "sl-exports.h"

/* How it went, translated; `path` is NULL where nothing was written. Of several files, `changes` has which are others
 * than before; NULL for one. */
typedef void (*SlExported) (const char *text, const char *path, const SlExportChanges *changes, gpointer data);
/* What would be written, and left out (SlFinding); `error` is NULL, or why nothing can be. */
typedef void (*SlExportLooked) (const SlExportChanges *changes, const GPtrArray *omissions, const GError *error,
                                gpointer data);

/* What the bench looks at; without watch and omissions. Free `selected` with g_free(). */
SlExportSource sl_export_source (SlBench *bench);
/* Starts the export with `options`, which it takes, to `path`. `exported` comes at its end, unless the bench is closed
 * before; `free_data` frees `data` in any case. */
void           sl_export_start  (SlBench *bench, const SlExportKind *kind, gpointer options, const char *path,
                                 SlExported exported, gpointer data, GDestroyNotify free_data);
/* Finds out what sl_export_start() would write, and writes nothing; a newer look ends the one before, which tells
 * nothing then. Takes `options`. The job, a new reference. */
SlJob         *sl_export_look   (SlBench *bench, const SlExportKind *kind, gpointer options, const char *path,
                                 SlExportLooked looked, gpointer data, GDestroyNotify free_data);
/* Ends the look that goes on, if any. */
void           sl_export_look_end (SlBench *bench);
