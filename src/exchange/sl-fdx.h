/* Screenplays of Final Draft (.fdx), as it, Fade In and others save them.
 *
 *   FinalDraft ─┬─ Content ── Paragraph Type= Number= ─┬─ Text…           joined
 *               │                                      ├─ SceneProperties Length="1 4/8" ── Summary…
 *               │                                      ├─ DualDialogue ── Paragraph…
 *               │                                      └─ OmittedScene ── Paragraph…
 *               └─ TitlePage ── Content ── Paragraph… ── Text    the first that says something is the title
 *
 * No other paragraphs count: SceneArcBeats and script notes hold some too. */
#pragma once

#include "sl-script.h"

G_BEGIN_DECLS

/* `file` is for messages, NULL for none. Document types are refused, entities are not read. NULL with SL_ERROR_INPUT,
 * which names the line, for what is no such file or has no scenes. Free with sl_script_free(). */
SlScript *sl_fdx_read (const char *bytes, gsize length, const char *file, GError **error);

G_END_DECLS
