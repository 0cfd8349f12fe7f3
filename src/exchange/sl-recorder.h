/* Camera tracking into a file as it comes: "take.part.ndjson" until it is whole, then "take.ndjson". What a program
 * that was killed leaves, or a disk that is full, can be imported as it is. */
#pragma once

#include "sl-tracking-listen.h"

G_BEGIN_DECLS

typedef struct SlRecorder SlRecorder;

/* By the suffix: ".ndjson" has a line a sample, ".otrk" packets of JSON, ".bin" FreeD's messages. NULL with an error
 * for another one, where such a part is left, or when nothing can be written there. Finish with sl_recorder_end() or
 * sl_recorder_drop(). */
SlRecorder *sl_recorder_new  (const char *path, GError **error);
/* A sample as a line of ".ndjson", with its end; FreeD's as OpenTrackIO, which has a place for all that they tell. Free
 * with g_free(). */
char       *sl_recorder_line (const SlTrackingHeard *heard);
/* FALSE once it could not be written; the end says why. */
gboolean    sl_recorder_take (SlRecorder *recorder, const SlTrackingHeard *heard);
/* Puts the file in its place and frees the recorder. FALSE with an error, and what was at the path is as it was; what
 * was taken stays in the part. */
gboolean    sl_recorder_end  (SlRecorder *recorder, GError **error);
/* Leaves nothing behind but what was taken. NULL is fine. */
void        sl_recorder_drop (SlRecorder *recorder);

G_END_DECLS
