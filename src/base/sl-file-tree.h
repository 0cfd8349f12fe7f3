/* Folders with all that is in them. Links are never followed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names of all plain files below `folder`, sorted, as "scene/a.glb": char *. Free with g_ptr_array_unref(). */
GPtrArray *sl_file_tree_names    (const char *folder);
/* Removes a folder, or a file, with all in it; whoever swaps a folder for a link meanwhile leads it nowhere. */
void       sl_file_tree_remove   (const char *path);
/* Whether two names below `folder`, which differ in case or the notation of accents alone, are one file: so they are
 * where the disk ignores that. FALSE where one is not there. */
gboolean   sl_file_tree_is_one   (const char *folder, const char *a, const char *b);
/* Where `old` and `name` below `folder` are so one, it is called `name` from now on: other systems, to which it is
 * copied, want it so. Each part of the name that differs is moved twice, since one move
 * is none to such a disk. */
void       sl_file_tree_recase   (const char *folder, const char *old, const char *name);
/* Whether no link stands on the way from `folder` to `name` below it ("scene/a.glb"), nor in its place: what is written
 * or removed there stays within the folder. */
gboolean   sl_file_tree_is_plain (const char *folder, const char *name);
/* Makes the folders in which the file `path` is to stand. FALSE with an error. */
gboolean   sl_file_tree_make     (const char *path, GError **error);

G_END_DECLS
