/* What every reader's model goes through at last. */
#pragma once

#include "sl-mesh.h"

G_BEGIN_DECLS

/* Joins equal vertices, finds closed surfaces, puts triangles in a good order and makes coarser forms. FALSE with an
 * error (SL_ERROR_INPUT) for a model without any surface, or with coordinates that are no numbers. */
gboolean import_finish (SlMeshBuilder *builder, GError **error);

G_END_DECLS
