/* What the files of the editor share. Of sl-editor*.c alone. */
#pragma once

#include "sl-editor.h"

G_BEGIN_DECLS

struct _SlEditor {
  GObject       parent;
  SlDocument   *document;
  SlSelection  *selection;
  SlMoment     *moment;
  SlSceneReads *reads; /* NULL when they have to be made */
  SlShading     shading;
  gboolean      imperial, auto_key;
  SlSnapSettings snap;
};

typedef enum {
  PLAN_CHANGED, ASSETS_CHANGED, SELECTION_CHANGED, TIME_CHANGED, VIEW_CHANGED, OVERLAY_CHANGED, MESSAGE, SL_N_TOLD,
} SlTold;

/* Emits the signal, which is not MESSAGE. */
void sl_editor_tell (SlEditor *editor, SlTold what);
/* Tells the person who edits what the last command did beside itself. */
void sl_editor_tell_said (SlEditor *editor);

G_END_DECLS
