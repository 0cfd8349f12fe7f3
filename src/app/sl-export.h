/* What leaves a plan from the window: each export is one line of a table, runs as a job, and says where it went. */
#pragma once

#include "sl-bench.h"

typedef struct {
  const char *action; /* "clip" → win.export-clip, win.export-clip-to */
  const char *label;  /* to be translated */
  const char *suffix; /* of the file; "" for a folder */
} SlExportKind;

/* The table, of `n` lines. */
const SlExportKind *sl_export_kinds (guint *n);
/* How it went, translated; `path` is NULL where nothing was written. */
typedef void (*SlExported) (const char *text, const char *path, gpointer data);
/* Starts the export of `action` to `path` as a job of the bench. `exported` comes at its end, unless the bench is
 * closed before; `free_data` frees `data` in any case. */
void                sl_export_start (SlBench *bench, const char *action, const char *path, SlExported exported,
                                     gpointer data, GDestroyNotify free_data);
