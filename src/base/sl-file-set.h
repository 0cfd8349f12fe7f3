/* Several files that belong together: all are written beside their places first, and moved there at the end. */
#pragma once

#include "sl-file.h"

G_BEGIN_DECLS

typedef struct SlFileSet SlFileSet;

/* Without files; free with sl_file_set_free(). */
SlFileSet  *sl_file_set_new    (void);
/* Makes the folder where it is not there; it goes again where nothing comes into it. FALSE with an error. */
gboolean    sl_file_set_folder (SlFileSet *set, const char *path, GError **error);
/* A name to write what is to be at `path`, with the same suffix: an empty file, as of sl_file_begin(). Borrowed from
 * the set; NULL with an error when the target is refused. */
const char *sl_file_set_begin  (SlFileSet *set, const char *path, GError **error);
/* Moves them into their places, in their order. FALSE with an error for the first that cannot be: those before it are
 * in theirs, the others are not. */
gboolean    sl_file_set_finish (SlFileSet *set, GError **error);
/* Names in the message what they are to be called, in the place of where they were begun. */
void        sl_file_set_blame  (const SlFileSet *set, GError *error);
/* Takes away what is not in its place. NULL is fine. */
void        sl_file_set_free   (SlFileSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlFileSet, sl_file_set_free)

G_END_DECLS
