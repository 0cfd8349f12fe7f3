/* Small pictures of shots, kept: the list and the filmstrip show the same. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

typedef struct SlShotThumbs SlShotThumbs;

/* Keeps the bench. */
SlShotThumbs *sl_shot_thumbs_new   (SlBench *bench);
/* Its widgets may outlive it: they show then what they show. NULL is fine. */
void          sl_shot_thumbs_free  (SlShotThumbs *thumbs);
/* The plan or its models are others: asks anew for what widgets show, where it changed. */
void          sl_shot_thumbs_renew (SlShotThumbs *thumbs);
/* A GtkPicture of the shot's middle frame, drawn when its turn comes; the last one that is known stands until then.
 * Floating. */
GtkWidget    *sl_shot_thumb_new    (SlShotThumbs *thumbs, const char *shot_id);

G_END_DECLS
