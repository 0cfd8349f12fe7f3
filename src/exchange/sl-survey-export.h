/* What a surveyor sets out: the stage's points by name in the facility's grid, as a table. */
#pragma once

#include "sl-exporter.h"

G_BEGIN_DECLS

typedef struct {
  const char *setup_id;    /* NULL: as built */
  gboolean    columns;     /* each column's foot of every wall, not only those where it bends */
  gboolean    north_first; /* point, north, east, height */
  int         unit;        /* of sl_survey_units[] */
} SlSurveyExport;

/* Writes a .csv; `n` receives how many points. A stage without a survey is written in the plan's own axes, which is an
 * omission. FALSE with an error, and what was at `path` is as it was. */
gboolean sl_survey_export (const SlExportInput *input, const SlSurveyExport *options, const char *path, guint *n,
                           GError **error);

G_END_DECLS
