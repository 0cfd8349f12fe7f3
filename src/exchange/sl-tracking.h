/* What a tracked camera is at an instant, whichever protocol carries it: made from a shot, or read from what came. */
#pragma once

#include "sl-exporter.h"

G_BEGIN_DECLS

enum { SL_TRACKING_RADIAL = 6, SL_TRACKING_TANGENTIAL = 4 };

/* How a lens bends the picture, with r in mm on the sensor (optics/sl-distortion.h has the formula). */
typedef struct {
  guint    n_radial, n_tangential; /* 0 radial terms: none is known */
  double   radial[SL_TRACKING_RADIAL], tangential[SL_TRACKING_TANGENTIAL];
  gboolean distorts;               /* from undistorted to distorted; usually the other way */
  double   overscan;               /* factor, at least 1; NAN where it is not told */
} SlTrackingDistortion;

/* What stays the same over a shot; texts are owned and may be NULL, numbers NAN. */
typedef struct {
  char  *camera_id, *shot_id;           /* of the plan */
  char  *camera, *make, *model;
  char  *lens_make, *lens_model, *slate;
  char  *source_id, *sample_seed;       /* what unique names are made of */
  double sensor_w_mm, sensor_h_mm;
  gint64 sensor_w_px, sensor_h_px;      /* 0: unknown */
  double squeeze, iso, shutter_deg;
  double nominal_focal_mm;              /* of a prime */
  double overscan_distort, overscan_undistort; /* the most of all samples */
} SlTrackingStatic;

/* NAN is what is not known. */
typedef struct {
  SlVec3               position;    /* the entrance pupil (m, the plan's world) */
  double               pan, tilt, roll; /* deg, the plan's senses, with whole turns where the sender has them */
  double               focal_mm;
  double               focus_m;     /* from the sensor; INFINITY */
  double               t_stop, f_stop;
  double               pupil_offset_m; /* how far the sensor lies behind the pupil */
  double               projection_x_mm, projection_y_mm; /* the picture's middle off the axis */
  SlTrackingDistortion distortion;
  SlRational           rate;        /* samples a second; num 0: unknown */
  gint64               frame;       /* that the time code counts, from 0; −1: it has none */
  gint64               sequence;    /* of the sample, from 0; −1: unknown */
  double               time_s;      /* when it was taken, by the sender's clock; NAN */
  int                  source;      /* its number, 0: unknown */
} SlTrackingSample;

/* A shot that samples can be had of. */
typedef struct SlTrackingShot SlTrackingShot;

/* `shot_id` NULL for the plan's first. NULL with an error when there is no such shot or its camera cannot be made.
 * `omissions` (SlFinding, may be NULL) takes what of its values and moves is left out. */
SlTrackingShot         *sl_tracking_shot_new    (const SlPlan *plan, const char *shot_id, GPtrArray *omissions,
                                                 GError **error);
/* NULL is fine. */
void                    sl_tracking_shot_free   (SlTrackingShot *shot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlTrackingShot, sl_tracking_shot_free)
gint64                  sl_tracking_shot_frames (const SlTrackingShot *shot); /* at least 1 */
SlRational              sl_tracking_shot_rate   (const SlTrackingShot *shot); /* frames a second */
const SlTrackingStatic *sl_tracking_shot_static (const SlTrackingShot *shot); /* borrowed */
/* The sample of a frame, from its scene; sequence and time are those of the frame in the shot. FALSE with an error. */
gboolean                sl_tracking_shot_sample (const SlTrackingShot *shot, gint64 frame, SlTrackingSample *sample,
                                                 GError **error);

/* Of what nothing is known. */
void                    sl_tracking_sample_init (SlTrackingSample *sample);
void                    sl_tracking_static_init (SlTrackingStatic *fixed); /* the same */
/* Gives back the texts; may be done twice. */
void                    sl_tracking_static_clear (SlTrackingStatic *fixed);

/* By which factor what is rendered must be larger than the picture, so that the lens can bend it: what the sample tells
 * (its own moment), else what the sender tells for all, else what its distortion makes of the sensor, by lengths or by
 * angles, whichever is more; 1 without distortion, NAN where that cannot be said. `fixed` may be NULL. */
double                  sl_tracking_overscan (const SlTrackingSample *sample, const SlTrackingStatic *fixed);

/* What the plan says of a lens, as samples tell it; nothing for NULL. */
void                    sl_tracking_distortion_of (const SlLens *lens, SlTrackingDistortion *distortion);
/* What of a camera's lens cannot be told so, or stands for more than it was measured for, goes to `omissions`
 * (SlFinding, may be NULL). */
void                    sl_tracking_tell_distortion (const SlPlan *plan, const SlSceneCamera *camera,
                                                     GPtrArray *omissions);
/* "Brown-Conrady D-U", as the standard calls the model. Static. */
const char             *sl_tracking_distortion_model (gboolean distorts);

/* Frames in a second of time code, which counts without dropping: 24 for 24000/1001. */
gint64                  sl_tracking_base (SlRational rate);
/* "urn:uuid:…" of a name: the same name, the same one (RFC 9562, version 5). Free with g_free(). */
char                   *sl_tracking_urn  (const char *name);

G_END_DECLS
