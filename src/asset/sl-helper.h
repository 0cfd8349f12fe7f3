/* Running the import helper. */
#pragma once

#include "sl-image.h"
#include "sl-inputs.h"

G_BEGIN_DECLS

/* Reads the model at `model` into the file `out`. TRUE when that holds a mesh. `inputs` takes what was read (full
 * transfer), in error too, when the helper came so far to tell; else it stays NULL. The error (SL_ERROR_INPUT,
 * SL_ERROR_CANCELLED) names the model. */
gboolean sl_helper_model   (const char *importer, const char *model, const char *out, const SlWatch *watch,
                            SlInputs **inputs, GError **error);

/* Decodes a PNG or JPEG picture, turned as it is to be shown. NULL with an error like that. */
SlImage *sl_helper_picture (const char *importer, const char *picture, const SlWatch *watch, GError **error);

G_END_DECLS
