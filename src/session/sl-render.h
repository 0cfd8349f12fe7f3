/* Pictures and clips of a plan. Works on a snapshot, so that editing can go on meanwhile. */
#pragma once

#include "sl-coverage.h"
#include "sl-draw-scene.h"
#include "sl-gpu.h"
#include "sl-view.h"

G_BEGIN_DECLS

/* A picture from a shot's camera (`shot_id`, `frame`), or of a stage from a fixed view (`stage_id`, `view`). */
typedef struct {
  const char *shot_id;
  double      frame;
  const char *stage_id;
  SlViewKind  view;
  const SlView *from;        /* NULL: through the shot's camera; else its stage at this frame, from there */
  SlShading   shading;
  int         width, height; /* px; 0: by the framing, 720 on the shorter side */
  int         samples;       /* 0: 4 */
} SlPictureOptions;

/* RGBA, top row first; free with g_free(). `width` and `height` say its size. */
guint8  *sl_render_picture (SlOffscreen *offscreen, const SlPlan *plan, SlAssets *assets, const SlPictureOptions *options,
                            int *width, int *height, GError **error);

typedef struct {
  const char *const *shots; /* ids, NULL-terminated */
  const char   *path;       /* .mp4, .webm, or .png for a sequence numbered before the suffix */
  int           width, height, samples;
  gboolean      plain;      /* no burn-in */
  GCancellable *cancellable;
  SlProgress    progress;
  gpointer      progress_data;
} SlClipOptions;

/* The shots one after another, at the first one's rate. Leaves nothing behind when it fails or is cancelled. */
gboolean sl_render_clip    (const SlPlan *plan, SlAssets *assets, const SlClipOptions *options, GError **error);

/* Even sizes for a framing `ratio` wide, 720 on the shorter side, when none are given. */
void     sl_render_size    (double ratio, int *width, int *height);

G_END_DECLS
