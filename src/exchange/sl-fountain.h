/* Screenplays in Fountain (fountain.io/syntax), the plain text that most writing programs save, and Chinese scripts in
 * plain text. */
#pragma once

#include "sl-script.h"

G_BEGIN_DECLS

/* `text` is from sl_script_text(); `file` is for messages, NULL for none. NULL with SL_ERROR_INPUT for what has no
 * scenes. Free with sl_script_free(). */
SlScript *sl_fountain_read (const char *text, const char *file, GError **error);

G_END_DECLS
