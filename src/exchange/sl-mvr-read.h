/* The video screens of an MVR file, with the bytes of their models. */
#pragma once

#include "sl-vec.h"
#include "sl-zip.h"

G_BEGIN_DECLS

typedef struct {
  char   *name;
  SlFrame frame;  /* of the model to world (m) */
  GBytes *model;  /* a GLB */
} SlMvrScreen;

typedef struct {
  GPtrArray *screens; /* SlMvrScreen */
  guint      others;  /* parts of screens that cannot be read: no geometry, 3DS, symbols */
  guint      fixtures, trusses, things; /* what else stands there; trusses with their supports */
  guint      unplaced; /* screens with a matrix that is none, which stand where what holds them does */
} SlMvrFile;

/* Reads a file's bytes; `file` is for the error. NULL with SL_ERROR_INPUT when it is no MVR file. Free with
 * sl_mvr_file_free(). */
SlMvrFile *sl_mvr_read      (GBytes *data, const char *file, GError **error);
/* The same of its scene description alone, whose models are in `zip`. */
SlMvrFile *sl_mvr_read_scene (GBytes *text, SlZip *zip, const char *file, GError **error);
/* NULL is fine. */
void       sl_mvr_file_free (SlMvrFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlMvrFile, sl_mvr_file_free)

G_END_DECLS
