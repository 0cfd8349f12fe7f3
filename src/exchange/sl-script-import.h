/* What importers of breakdowns share: their options, and the way from a file to a command. Of this room alone. */
#pragma once

#include "sl-importer.h"
#include "sl-script.h"

G_BEGIN_DECLS

extern const SlRecordType sl_script_options;

/* As SlImporter has it: merges the SlScript that is the input's content. */
SlCommand *sl_script_make (const SlImportInput *input, gconstpointer options, char **id, GError **error);
/* The production that the options name; NULL for none. Borrowed. */
const char *sl_script_option_production (gconstpointer options);
/* As SlImporter has it. */
void       sl_script_free_content (gpointer script);

G_END_DECLS
