/* What a picture's file says of it before it is decoded. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *type;        /* "png" or "jpeg", as gdk-pixbuf calls its loaders */
  guint32     width, height; /* px, as stored; 0 when the file does not say */
  guint       orientation; /* EXIF 1…8; 1 is as stored */
  gboolean    whole;       /* the file holds all of the picture */
} ImportPictureHead;

/* Walks through the file's chunks or segments. FALSE when the file is neither PNG nor JPEG. */
gboolean import_picture_head (const guint8 *data, gsize length, ImportPictureHead *head);

G_END_DECLS
