/* Pictures and clips of a plan. Works on a snapshot, so that editing can go on meanwhile. */
#pragma once

#include "sl-burn-in.h"
#include "sl-clip-writer.h"
#include "sl-draw-scene.h"
#include "sl-gpu.h"
#include "sl-view.h"

G_BEGIN_DECLS

/* A picture from a shot's camera (`shot_id`, `frame`), or of a stage from a fixed view (`stage_id`, `view`). */
typedef struct {
  const char *shot_id;
  double      frame;
  const SlSceneMaker *maker; /* the shot's, with what is laid over it; NULL: as the plan has it */
  const char *stage_id;
  SlViewKind  view;
  const SlView *from;        /* NULL: through the shot's camera; else its stage at this frame, from there */
  SlShading   shading;
  int         width, height; /* px; 0: by the framing, 720 on the shorter side */
  int         samples;       /* 0: 4 */
  GPtrArray  *omissions;     /* SlFinding: what is not in the picture; may be NULL */
} SlPictureOptions;

/* RGBA, top row first; free with g_free(). `width` and `height` say its size (px). NULL with an error. */
guint8 *sl_render_picture (SlOffscreen *offscreen, const SlPlan *plan, SlAssets *assets,
                           const SlPictureOptions *options, int *width, int *height, GError **error);

typedef struct {
  const char *const *shots; /* ids, NULL-terminated */
  const char *path;         /* .mp4, .mov, .webm, or .png for a sequence numbered before the suffix */
  int         width, height; /* px; 0: by the first shot's framing */
  int         shorter;      /* px on its shorter side then; 0: 720 */
  int         samples;      /* a pixel; 0: 4 */
  gint64      first, end;   /* frames of each shot, from the first to before the end; end 0 for all */
  SlCodec     codec;
  SlClipQuality quality;
  guint       burn;         /* SlBurn bits */
  guint32     day;          /* of its date (julian) */
  SlWatch    *watch;        /* may be NULL */
  GPtrArray  *omissions;    /* SlFinding: shots, parts of them and things that cannot be made; may be NULL */
} SlClipOptions;

/* The shots one after another, at the first one's rate; those that cannot be made, or run at another rate, are left
 * out. FALSE with an error when a shot does not exist, none can be made, or the clip cannot be written: then what was
 * at `path` before is as it was. `frames` (may be NULL) says how many it has. */
gboolean sl_render_clip    (const SlPlan *plan, SlAssets *assets, const SlClipOptions *options, gint64 *frames,
                            GError **error);

/* Even sizes for a framing `ratio` wide, `shorter` px (0: 720) on the shorter side, when `width` and `height` are 0. */
void     sl_render_size    (double ratio, int shorter, int *width, int *height);

G_END_DECLS
