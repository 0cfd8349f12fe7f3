/* Things of a plan as text, to be pasted into the same plan or another. */
#pragma once

#include "sl-edit.h"

G_BEGIN_DECLS

/* What begins such a text. */
#define SL_CLIPBOARD_HEAD "# sightline things\n"

/* Text longer than this is not looked at (bytes). */
#define SL_CLIPBOARD_MOST ((gsize) 16 << 20)

/* The things `ids` (n of them) with all that they say and the devices that they name; files by their whole paths,
 * `folder` being the plan's. Free with g_free(). */
char      *sl_clipboard_copy  (const SlPlan *plan, const char *folder, const char *const *ids, guint n);

/* Such a text as a plan of its own, which may name what it has not got; `head` is what has to begin it. NULL with an
 * error. */
SlPlan    *sl_clipboard_things (const char *head, const char *text, GError **error);

/* Brings such a text into `plan`, whose folder is `folder`: ids and names that are taken get a number, what the things
 * name of each other stays so, and what stands goes onto `stage` (NULL: the one it names, where the plan has it), its
 * middle to `at` (m, of which x and y count; NULL: where it stood).
 * What they name that this plan has not got is left out and put into `left_out` (char *, "ID: what it names"). New ids
 * go into `added` (char *). NULL with an error for text that is no part of a plan. */
SlCommand *sl_clipboard_paste (const SlPlan *plan, const char *folder, const char *text, const char *stage,
                               const SlVec3 *at, GPtrArray *added, GPtrArray *left_out, GError **error);

G_END_DECLS
