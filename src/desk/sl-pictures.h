/* Pictures of shots for whoever shows them, drawn one after another in a thread so that the window never waits. Of each
 * owner only the newest wish counts. */
#pragma once

#include "sl-editor.h"
#include "sl-queue.h"
#include "sl-view.h"

G_BEGIN_DECLS

typedef struct SlPictures SlPictures;

/* Called in the main thread while `owner` lives; takes `rgba` (top row first), NULL when there is no picture. */
typedef void (*SlPictureDone) (GObject *owner, guint8 *rgba, int width, int height, gpointer data);

/* Both are borrowed: the queue until sl_pictures_stop(), the editor until sl_pictures_free(). */
SlPictures *sl_pictures_new  (SlEditor *editor, SlQueue *queue);
/* Before the queue goes: nothing more is drawn, and no callback comes. */
void        sl_pictures_stop (SlPictures *pictures);
/* After the queue went. NULL is fine. */
void        sl_pictures_free (SlPictures *pictures);
/* As wide as this, or less: such pictures wait until no larger one is wished for, which somebody looks at. */
#define SL_PICTURE_SMALL 200

/* The shot's picture at `frame` (from 0), in a box `width` px wide, or as high when it is upright; with `from` (may be
 * NULL), its stage seen from there instead. Of the shot that is shown it is as it is seen now: what a hand lays over
 * the scene is in it. `data` must live as long as `owner`. */
void        sl_pictures_ask  (SlPictures *pictures, GObject *owner, const char *shot_id, double frame,
                              const SlView *from, int width, SlPictureDone done, gpointer data);
/* The same through the camera, painted as `shading` says. */
void        sl_pictures_ask_shaded (SlPictures *pictures, GObject *owner, const char *shot_id, double frame,
                                    SlShading shading, int width, SlPictureDone done, gpointer data);

G_END_DECLS
