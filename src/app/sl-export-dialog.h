/* Asks for the options of an export. */
#pragma once

#include "sl-export.h"
#include "sl-widgets.h"

/* `options` is for the callee to free. */
typedef void (*SlExportAnswered) (const SlExportKind *kind, gpointer options, gpointer data);

/* Over `parent`, which has the bench. Takes the options that the dialog begins with; `answered` comes when they are
 * good and the person goes on. `free_data` frees `data` in any case. */
void sl_export_ask (GtkWindow *parent, SlBench *bench, const SlExportKind *kind, gpointer options,
                    SlExportAnswered answered, gpointer data, GDestroyNotify free_data);
