/* A wall as it is built, as its figures: what can be given another width or bend. */
#pragma once

#include "sl-editor.h"
#include "sl-wall-figures.h"
#include "sl-operations.h"

G_BEGIN_DECLS

typedef struct {
  SlWallFigures  figures;
  const SlPanel *cabinet; /* borrowed from the plan */
  size_t         before;  /* columns before a corner; 0: half of them */
  bool           left;    /* of a J: it bends at the viewer's left */
  gboolean       known;   /* FALSE: it was bent by hand into none of the shapes */
} SlWallBuilt;

/* FALSE with an error when `id` is no wall, or has no cabinet. */
gboolean   sl_wall_built_read    (SlWallBuilt *built, const SlPlan *plan, const char *id, GError **error);
/* Puts it into options that the operations "wall-add" and "wall-shape" share: shape, counts and bend. */
void       sl_wall_built_options (const SlWallBuilt *built, const SlOperation *operation, gpointer options);
/* The same of one option, where `text` is not NULL. */
void       sl_wall_built_option  (const SlOperation *operation, gpointer options, const char *name, const char *text);
/* What makes the wall `id` of the editor's plan so. NULL with an error where its cabinet does not bend so. */
SlCommand *sl_wall_built_command (const SlWallBuilt *built, SlEditor *editor, const char *id, GError **error);

G_END_DECLS
