/* An FBX as a tree of nodes, text or binary, without its large arrays. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A value of a node: a number or a text. */
typedef struct {
  gint64 integer;
  double real;
  char  *text;   /* NULL for a number */
} ImportFbxValue;

typedef struct {
  const char     *name;   /* borrowed */
  guint           depth;  /* 0 at the top */
  ImportFbxValue *values; /* borrowed */
  guint           n_values;
} ImportFbxNode;

/* Told every node down to depth 2, parents first, in the order of the file. Numbers of arrays follow their node's own
 * as far as they are stored plainly and few. */
typedef void (*ImportFbxVisit) (const ImportFbxNode *node, gpointer data);

/* FALSE when it ends early: it is no FBX, or it is damaged. */
gboolean import_fbx_nodes (GBytes *fbx, ImportFbxVisit visit, gpointer data);

G_END_DECLS
