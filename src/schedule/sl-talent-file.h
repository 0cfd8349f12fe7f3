/* Reads problems of talent scheduling as the published instances have them: a name, the numbers of scenes and actors,
 * for each actor a row of 0 and 1 and its wage, then the scenes' durations. */
#pragma once

#include "sl-talent.h"

G_BEGIN_DECLS

#define SL_TALENT_MAX_BYTES (8 << 20)

/* A problem that owns its arrays. */
typedef struct {
  char    *name;
  SlTalent talent;
  gint64  *durations, *wages;
  guint64 *cast;
} SlTalentFile;

/* NULL with SL_ERROR_INPUT that names `name` and the line. `text` need not end with a 0. */
SlTalentFile *sl_talent_file_parse (const char *text, gsize length, const char *name, GError **error);
/* NULL is fine. */
void          sl_talent_file_free  (SlTalentFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlTalentFile, sl_talent_file_free)

G_END_DECLS
