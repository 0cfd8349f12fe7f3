/* A shot's camera as files of tracking protocols. */
#pragma once

#include "sl-tracking.h"

G_BEGIN_DECLS

typedef struct {
  const char *shot;   /* NULL: the plan's first */
  gint64      frame;  /* of a single sample, from 0 */
  gboolean    cbor;   /* in packets, instead of JSON */
  int         source; /* OpenTrackIO's source number, 1…200, or FreeD's camera, 0…255 */
} SlTrackingOptions;

/* Which suffixes there are: ".json" is the sample of `frame`, ".ndjson" one a line and frame, ".otrk" packets one after
 * another as they are sent. The static block comes about every two seconds. `frames` (may be NULL) receives how many
 * samples there are. FALSE with an error. `input` needs plan, watch and omissions alone. */
gboolean sl_opentrackio_export (const SlExportInput *input, const SlTrackingOptions *options, const char *path,
                                gint64 *frames, GError **error);
/* ".bin": D1 messages one after another. */
gboolean sl_freed_export       (const SlExportInput *input, const SlTrackingOptions *options, const char *path,
                                gint64 *frames, GError **error);
/* A row a frame, as RFC 4180 has it: where the entrance pupil is and where the camera looks, without jumps at ±180°, in
 * the plan's axes, and its lens; what is not known is empty. Arguments as above; `shot_id` NULL for the first. */
gboolean sl_camera_table_export (const SlExportInput *input, const char *shot_id, const char *path, gint64 *frames,
                                 GError **error);
/* Whether the static block goes with sample `index`, from 0. */
gboolean sl_tracking_static_due (SlRational rate, gint64 index);
/* Says, once, what FreeD could not hold; `clamped` gathers SlFreeDClamped. */
void     sl_freed_say_clamped  (guint clamped, const SlEntity *shot, GPtrArray *omissions);

G_END_DECLS
