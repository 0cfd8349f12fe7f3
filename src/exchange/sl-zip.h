/* Zip files as hand-offs want them: entries stored or deflated, with their sizes before the data, no data descriptors,
 * no extra fields but padding, names in UTF-8, and no clock, so that the same entries give the same bytes. By hand,
 * since libzip 1.7 takes a clock's time and aligns nothing. */
#pragma once

#include "sl-watch.h"

G_BEGIN_DECLS

typedef struct SlZip SlZip;

/* An empty one. */
SlZip    *sl_zip_new  (void);
/* NULL is fine. */
void      sl_zip_free (SlZip *zip);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlZip, sl_zip_free)

/* Whether it has an entry of that name, whatever its case and its accents' notation. */
gboolean  sl_zip_has   (const SlZip *zip, const char *name);
/* Entries that are added from now on are stored as they are, and when it is written each begins on a multiple of
 * `bytes`, as .usdz wants it. */
void      sl_zip_align (SlZip *zip, guint bytes);
/* An entry; `name` must be free. Deflated where that makes it smaller. */
void      sl_zip_add   (SlZip *zip, const char *name, GBytes *content);
/* Writes all of it, in the order in which it was added. FALSE with an error, and what was at `path` is as it was. */
gboolean  sl_zip_write (const SlZip *zip, const char *path, SlWatch *watch, GError **error);

/* Reads the list of a zip that is in memory; nothing of its content is unpacked yet. `file` is for the error. NULL with
 * SL_ERROR_INPUT when it is none, or has more than is ever needed. */
SlZip    *sl_zip_read  (GBytes *data, const char *file, GError **error);
/* How many entries it has, and the name of one, borrowed. */
guint       sl_zip_count (const SlZip *zip);
const char *sl_zip_name  (const SlZip *zip, guint index); /* as above */
/* What an entry holds, of at most `limit` bytes. The name is matched as it is, else whatever its case. NULL with
 * SL_ERROR_INPUT when it is not there, too large, damaged, encrypted, or packed in another way. Free with
 * g_bytes_unref(). */
GBytes   *sl_zip_get   (const SlZip *zip, const char *name, gsize limit, GError **error);

G_END_DECLS
