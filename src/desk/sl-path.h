/* The way that something goes in the shot that is shown, and the keys on it: what a view draws and hands take hold
 * of. */
#pragma once

#include "sl-editor.h"

G_BEGIN_DECLS

typedef struct {
  int    frame;
  SlVec3 at;     /* m, world */
  gboolean held; /* it stands until the next key */
} SlPathKey;

typedef struct {
  char   *id;     /* of what moves */
  GArray *points; /* SlVec3 (m): from the first to the last frame, evenly in time; without sway, so that the keys that
                   * hands take hold of lie on it */
  GArray *beats;  /* SlVec3 (m): where it is each second */
  GArray *keys;   /* SlPathKey, in the order of time; those of its parts too */
} SlPath;

/* Of what is selected and goes somewhere, a shot by its camera: SlPath elements, few at most. Free with
 * g_ptr_array_unref(). */
GPtrArray *sl_paths_new (SlEditor *editor);

G_END_DECLS
