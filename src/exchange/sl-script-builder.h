/* Puts a screenplay together from its paragraphs, whichever file they come from: scenes, who speaks in them, how long
 * they are, and the checksum of what they say.
 *
 * Length is that of a page as screenplays are printed (letter, Courier 12, ten characters an inch): 55 lines of which
 * action has 60 columns, speech 35, directions in brackets 25; a wide character takes two. Eighths are rounded up. */
#pragma once

#include "sl-script.h"

G_BEGIN_DECLS

#define SL_SCRIPT_PAGE_LINES 55u

typedef enum { SL_PART_ACTION, SL_PART_SPEECH, SL_PART_DIRECTION } SlScriptPart;

typedef struct SlScriptBuilder SlScriptBuilder;

/* Fills `script`, which is borrowed; finish with sl_script_builder_end(). */
SlScriptBuilder *sl_script_builder_new     (SlScript *script);
/* A line that is a heading, or `forced` to be one; `number` may be NULL. FALSE for one that is none. The scene before
 * ends. */
gboolean         sl_script_builder_heading (SlScriptBuilder *b, const char *text, gboolean forced, const char *number,
                                            guint line);
/* What the scene that is open, which is called omitted, was: its heading, place and time of day. */
void             sl_script_builder_was     (SlScriptBuilder *b, const char *text);
/* A cue: "SARA (V.O.)"; `beside`: its speech is printed beside the one before. */
void             sl_script_builder_cue     (SlScriptBuilder *b, const char *text, gboolean beside);
/* A paragraph or a part of one. */
void             sl_script_builder_text    (SlScriptBuilder *b, SlScriptPart part, const char *text);
/* A blank line. */
void             sl_script_builder_gap     (SlScriptBuilder *b);
void             sl_script_builder_synopsis (SlScriptBuilder *b, const char *text); /* of the scene that is open */
void             sl_script_builder_note    (SlScriptBuilder *b, const char *text); /* the same */
/* The scenes behind it are of that episode. */
void             sl_script_builder_episode (SlScriptBuilder *b, gint64 episode);
/* The scene that is open, NULL before the first. Borrowed. */
SlScriptScene   *sl_script_builder_scene   (SlScriptBuilder *b);
/* Closes the last scene, derives what follows from all of it, and frees `b`. FALSE with SL_ERROR_INPUT where there
 * are no scenes or too many; `file` is for the message. */
gboolean         sl_script_builder_end     (SlScriptBuilder *b, const char *file, GError **error);
void             sl_script_builder_free    (SlScriptBuilder *b); /* without any of that; NULL is fine */

G_END_DECLS
