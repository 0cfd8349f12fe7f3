/* Numbered pictures that appear together: they are written beside their places and moved at the end. */
#pragma once

#include "sl-watch.h"

G_BEGIN_DECLS

typedef struct SlClipSequence SlClipSequence;

/* `path` ends in ".png"; pictures are called by it, with their number before the suffix ("shot-00012.png"). */
SlClipSequence *sl_clip_sequence_new    (const char *path, int width, int height);
/* `rgba` of `width` × `height` px, top row first, is only read. FALSE with an error when it cannot be written. */
gboolean        sl_clip_sequence_push   (SlClipSequence *sequence, const guint8 *rgba, GError **error);
/* Puts the pictures in their places. When one cannot be, those that were replaced come back. */
gboolean        sl_clip_sequence_finish (SlClipSequence *sequence, SlWatch *watch, GError **error);
/* Takes away what is not in its place; after sl_clip_sequence_finish() too. NULL is fine. */
void            sl_clip_sequence_free   (SlClipSequence *sequence);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlClipSequence, sl_clip_sequence_free)

G_END_DECLS
