/* Folders with all that is in them. Links are never followed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names of all plain files below `folder`, sorted, as "scene/a.glb": char *. Free with g_ptr_array_unref(). */
GPtrArray *sl_file_tree_names    (const char *folder);
/* Removes a folder, or a file, with all in it. */
void       sl_file_tree_remove   (const char *path);
/* Whether no link stands on the way from `folder` to `name` below it ("scene/a.glb"), nor in its place: what is written
 * or removed there stays within the folder. */
gboolean   sl_file_tree_is_plain (const char *folder, const char *name);
/* Makes the folders in which the file `path` is to stand. FALSE with an error. */
gboolean   sl_file_tree_make     (const char *path, GError **error);

G_END_DECLS
