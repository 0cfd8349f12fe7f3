/* Asks for the options of an export. */
#pragma once

#include "sl-export.h"
#include "sl-widgets.h"

/* Where an export may go. */
typedef struct {
  const char *path;
  gboolean    known; /* it went there before; else that is asked for, and this is proposed */
} SlExportPlace;

/* `options` is for the callee to free; `path` is NULL where a person still has to say. */
typedef void (*SlExportAnswered) (const SlExportKind *kind, gpointer options, const char *path, gpointer data);

/* Over `parent`, which has the bench. Takes the options that the dialog begins with; `answered` comes when they are
 * good and the person goes on. `free_data` frees `data` in any case. */
void sl_export_ask (GtkWindow *parent, SlBench *bench, const SlExportKind *kind, gpointer options,
                    const SlExportPlace *place, SlExportAnswered answered, gpointer data, GDestroyNotify free_data);
/* `path` with the suffix that the options ask for in place of its own. Free with g_free(). */
char *sl_export_path (const SlExportKind *kind, gconstpointer options, const char *path);
