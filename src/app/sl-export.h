/* What leaves a plan from the window: each export is one line of a table, runs as a job, and says where it went. */
#pragma once

#include "sl-editor.h"

typedef struct {
  const char *action; /* "clip" → win.export-clip, win.export-clip-to */
  const char *label;  /* to be translated */
  const char *suffix; /* of the file; "" for a folder */
} SlExportKind;

const SlExportKind *sl_export_kinds (guint *n);
/* Starts the export of `action` to `path`; the editor tells of progress and of the end. */
void                sl_export_start (SlEditor *editor, const char *action, const char *path);
