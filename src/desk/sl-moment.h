/* The scene at the current shot and frame, made when it is asked for and kept until something that it shows changes. */
#pragma once

#include "sl-coverage.h"
#include "sl-selection.h"

G_BEGIN_DECLS

typedef struct SlMoment SlMoment;

/* `selection` is borrowed and tells shot, frame and what is hidden. */
SlMoment       *sl_moment_new          (const SlSelection *selection);
/* NULL is fine. */
void            sl_moment_free         (SlMoment *moment);
/* Another plan, or other models. Both are kept by the moment. */
void            sl_moment_set_plan     (SlMoment *moment, const SlPlan *plan, SlAssets *assets);
/* Another shot. */
void            sl_moment_forget_shot  (SlMoment *moment);
/* Another frame, or other things are hidden. */
void            sl_moment_forget_frame (SlMoment *moment);

/* Lays numbers over the scene, in place of those laid before; `n` 0 for none. They stay until the shot or the plan is
 * another. FALSE with an error as of sl_scene_maker_new_overlaid(), and without a scene; nothing is laid over then. */
gboolean        sl_moment_set_overlay  (SlMoment *moment, const SlOverlay *overlay, guint n, GError **error);
/* Whether numbers are laid over it. */
gboolean        sl_moment_is_overlaid  (const SlMoment *moment);
/* What the scene is made by, with what is laid over it; NULL where there is none. Borrowed until the next change. */
const SlSceneMaker *sl_moment_maker    (SlMoment *moment);

/* What is hidden is left out; an unfinished shot shows its stage. NULL with the reason in `error` (may be NULL).
 * Borrowed until the next change. */
const SlScene  *sl_moment_scene        (SlMoment *moment, GError **error);
/* An entity as setup and tracks make it now; NULL when that cannot be said. A new reference. */
SlEntity       *sl_moment_entity       (SlMoment *moment, const char *id);
/* For rays through that scene; NULL when there is none. Borrowed until the next change. */
const SlTracer *sl_moment_tracer       (SlMoment *moment);

G_END_DECLS
