/* Pictures of shots for widgets, drawn in a thread of their own so that the window never waits. Of each widget only the
 * newest wish counts. */
#pragma once

#include "sl-editor.h"

typedef struct SlPictures SlPictures;

/* Called in the main thread while `owner` lives; takes `rgba` (top row first), NULL when there is no picture. */
typedef void (*SlPictureDone) (GObject *owner, guint8 *rgba, int width, int height, gpointer data);

SlPictures *sl_pictures_new  (SlEditor *editor); /* `editor` owns it */
void        sl_pictures_free (SlPictures *pictures);
/* The shot's picture at `frame`, in a box `width` px wide or as high when it is upright; with `from`, its stage seen from
 * there instead. `data` must live as long as `owner`. */
void        sl_pictures_ask  (SlPictures *pictures, GObject *owner, const char *shot_id, double frame, const SlView *from, int width, SlPictureDone done, gpointer data);
