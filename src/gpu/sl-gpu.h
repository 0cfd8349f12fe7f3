/* Draw lists into OpenGL 3.3 core or GLES 3. The same code draws in a window and off screen. */
#pragma once

#include "sl-draw-list.h"

G_BEGIN_DECLS

typedef struct SlGpu SlGpu;

/* Needs a current context, here and in every call below; NULL with an error when it is too old. */
SlGpu   *sl_gpu_new  (GError **error);
/* For another picture in the same context: meshes, textures and shadows are on the GPU once for all of them. */
SlGpu   *sl_gpu_new_beside (SlGpu *other);
/* NULL is fine. */
void     sl_gpu_free (SlGpu *gpu);

/* Draws into `framebuffer`, `width` × `height` px, with up to `samples` samples a pixel (1: none). Pictures and
 * textures that are larger than the driver takes are scaled down. FALSE with an error when the size is too large or the
 * driver reports an error; the next picture then starts afresh. */
gboolean sl_gpu_draw (SlGpu *gpu, const SlDrawList *list, int width, int height, int samples, guint framebuffer,
                      GError **error);
/* What is drawn at a point (px from the top left); lines count as wider than they look. Nothing where nothing is; what
 * it names is borrowed from the list. */
SlPick   sl_gpu_pick (SlGpu *gpu, const SlDrawList *list, int width, int height, int x, int y);

/* Ids of all that shows in a box (px from the top left, at least 1 × 1), in no order. Borrowed from the list, as its
 * picks are; unref. */
GPtrArray *sl_gpu_pick_box (SlGpu *gpu, const SlDrawList *list, int width, int height, int x, int y, int box_width,
                            int box_height);

/* A context without a window: surfaceless, then an EGL device, then the default display. */
typedef struct SlOffscreen SlOffscreen;

typedef enum { SL_GL_ANY, SL_GL_DESKTOP, SL_GL_ES } SlGlApi; /* ANY: desktop GL first */

/* NULL with an error when there is no driver for it. Draws in a thread of its own. */
SlOffscreen *sl_offscreen_new  (SlGlApi api, GError **error);
/* Waits for what is being drawn; nothing may be pending. NULL is fine. */
void         sl_offscreen_free (SlOffscreen *offscreen);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlOffscreen, sl_offscreen_free)

/* A picture that is asked for and may not be there yet. */
typedef struct SlPending SlPending;

/* Pictures (px, `samples` a pixel) are drawn in the order asked, while the caller goes on; one is read back while the
 * next is drawn. From any thread. `list` is borrowed until the picture is finished or dropped; both end `pending`. */
SlPending   *sl_offscreen_begin (SlOffscreen *offscreen, const SlDrawList *list, int width, int height, int samples);
/* Waits for it: `width`·`height`·4 bytes of RGBA, top row first; free with g_free(). NULL with an error. */
guint8      *sl_pending_finish  (SlPending *pending, GError **error);
/* Not drawn any more where it has not begun. */
void         sl_pending_drop    (SlPending *pending);
/* "llvmpipe (LLVM 15…), OpenGL ES": what draws. Borrowed. */
const char  *sl_offscreen_renderer (const SlOffscreen *offscreen);

G_END_DECLS
