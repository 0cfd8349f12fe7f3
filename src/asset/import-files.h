/* The files that a model is made of: every one is opened here. Plain files only, none outside of the model's folder
 * once links are followed, within limits that grow with what is read; and each is put down, for the cache to know when
 * the model must be read again. */
#pragma once

#include "sl-inputs.h"

G_BEGIN_DECLS

typedef struct ImportFiles ImportFiles;

/* For the model at `path`; nothing is opened yet. */
ImportFiles *import_files_new    (const char *path);
void         import_files_free   (ImportFiles *files); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ImportFiles, import_files_free)

/* The model's own path, borrowed. */
const char  *import_files_path   (const ImportFiles *files);
/* What was opened or missed so far, borrowed. */
SlInputs    *import_files_inputs (ImportFiles *files);

/* The model itself. NULL with an error when it is missing, no plain file or too large. */
GBytes      *import_files_main   (ImportFiles *files, GError **error);

/* A file that the model names: `name` is decoded, relative to the model's folder, with either slash. A file whose name
 * differs in case only is as good. NULL with an error for a name that leads outside (SL_ERROR_INPUT) and for a file
 * that is missing, no plain file or too large (SL_ERROR_IO). */
GBytes      *import_files_read   (ImportFiles *files, const char *name, GError **error);

/* The same for a name as other machines write it: where its path leads nowhere, its last part is looked for beside the
 * model. */
GBytes      *import_files_find   (ImportFiles *files, const char *name, GError **error);

G_END_DECLS
