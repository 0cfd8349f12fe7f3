/* What becomes of the files that are committed, for one who lists them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  SL_FILE_CAME,    /* nothing was there */
  SL_FILE_CHANGED, /* something else was */
  SL_FILE_SAME,    /* just this was, and stays untouched: whoever looks at its time sees nothing new */
} SlFileFate;

/* For each file in its place; `path` is what the writer calls it. In the thread that wrote it. */
typedef void (*SlFileTold) (const char *path, SlFileFate fate, gpointer data);

typedef struct {
  SlFileTold told; /* NULL for nobody */
  gpointer   data;
} SlFileListener;

/* Tells `listener` of what this thread commits from now on; returns who was told before, to be put back. */
SlFileListener sl_file_listen (SlFileListener listener);
/* Whether both are plain files that hold the same bytes. */
gboolean       sl_file_same   (const char *a, const char *b);

G_END_DECLS
