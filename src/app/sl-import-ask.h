/* Asks what a file is and how it comes in, and shows what that makes of it before anything is in the plan. */
#pragma once

#include "sl-incoming.h"
#include "sl-widgets.h"

G_BEGIN_DECLS

/* The options' record of an importer as it comes to this file: defaults, and where it was dropped. */
typedef gpointer (*SlImportBegin)  (const SlImporter *importer, gpointer data);
/* The person said so; taking it out of `*look` keeps it. */
typedef void     (*SlImportAgreed) (SlImportLook **look, gpointer data);

/* Over `parent`, first as `importer`; all that can read such a file may be chosen. `data` is for both functions. */
void sl_import_ask  (GtkWindow *parent, SlBench *bench, SlIncoming *incoming, const SlImporter *importer,
                     SlImportBegin begin, SlImportAgreed agreed, gpointer data, GDestroyNotify free_data);
/* Shows what an import told (SlFinding) in a window of its own. */
void sl_import_tell (GtkWindow *parent, const char *title, const GPtrArray *findings);

G_END_DECLS
