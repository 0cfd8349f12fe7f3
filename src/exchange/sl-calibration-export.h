/* Which walls must be calibrated for which cameras, for who calibrates them. */
#pragma once

#include "sl-exporter.h"

G_BEGIN_DECLS

/* What a list comes to. */
typedef struct {
  guint  n;
  double minutes; /* without warm-up */
} SlCalibrationSum;

/* The calibrations that the shots of `input->stage_id` (NULL: of all stages) need: a table, or with .json at the end of
 * `path` an OpenVPCal project of one stage, without what the plan does not say, which is told in the omissions. `sum`
 * is filled. FALSE with an error, and what was at `path` is as it was. */
gboolean sl_calibration_export (const SlExportInput *input, const char *path, SlCalibrationSum *sum, GError **error);

G_END_DECLS
