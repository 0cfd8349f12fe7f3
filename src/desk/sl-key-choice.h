/* The keys of the shot that is shown which are chosen: what hands and the keyboard move, copy, ease and take out. View
 * state; what is done with them is one operation and one step.
 *
 * Signal "changed": other keys are chosen. */
#pragma once

#include "sl-editor.h"

G_BEGIN_DECLS

#define SL_TYPE_KEY_CHOICE (sl_key_choice_get_type ())
G_DECLARE_FINAL_TYPE (SlKeyChoice, sl_key_choice, SL, KEY_CHOICE, GObject)

/* Keeps the editor and follows it: keys that are gone are not chosen any more. */
SlKeyChoice *sl_key_choice_new    (SlEditor *editor);
/* How many. */
guint        sl_key_choice_count  (SlKeyChoice *choice);
/* Whether it is one of them. */
gboolean     sl_key_choice_has    (SlKeyChoice *choice, const char *target, const char *path, gint64 frame);
/* How a key is called: "cam-a.position@30". Free with g_free(). */
char        *sl_key_name          (const char *target, const char *path, gint64 frame);
/* The names of all, in order, with spaces between; free with g_free(). */
char        *sl_key_choice_names  (SlKeyChoice *choice);
/* These alone, or these too; what the shot has not got is left out. */
void         sl_key_choice_set    (SlKeyChoice *choice, const char *names, gboolean too);
/* This too, or no longer. */
void         sl_key_choice_toggle (SlKeyChoice *choice, const char *name);
/* The first and the last frame of what is chosen; FALSE when nothing is. */
gboolean     sl_key_choice_span   (SlKeyChoice *choice, gint64 *first, gint64 *last);

/* `by`, or as far earlier as all of them can go. */
gint64       sl_key_choice_most_by (SlKeyChoice *choice, gint64 by);

/* What follows is FALSE, with a message, where it cannot be done or nothing is chosen. */

/* Later by so many frames, earlier by −; no key goes before the shot's first frame. */
gboolean     sl_key_choice_move   (SlKeyChoice *choice, gint64 by);
/* That, and their values more by `raise` (in the field's unit): of a vector's number `part` 0…2, or −1 for all. */
gboolean     sl_key_choice_shift  (SlKeyChoice *choice, gint64 by, double raise, int part);
/* The time between them, about a frame. */
gboolean     sl_key_choice_scale  (SlKeyChoice *choice, double factor, gint64 about);
/* How they go on: "linear", "smooth", "hold", "bezier". `bend` (may be NULL) is the handles' "x1 y1 x2 y2". Steps with
 * the same `fold` (NULL for none) are one. */
gboolean     sl_key_choice_ease   (SlKeyChoice *choice, const char *ease, const char *bend, const char *fold);
/* Out of the shot. */
gboolean     sl_key_choice_remove (SlKeyChoice *choice);
/* As text, for a clipboard; NULL, with a message, likewise. Free with g_free(). */
char        *sl_key_choice_copy   (SlKeyChoice *choice);
/* The same, and they are taken out. */
char        *sl_key_choice_cut    (SlKeyChoice *choice);
/* What was copied, from this shot, another, or another plan, so that its first stands at the frame that is shown: keys
 * of the shot are for the shot, of its camera for its camera, of that one's rig for that one's. Where one has no place
 * nothing is done. The copies are then chosen. */
gboolean     sl_key_choice_paste  (SlKeyChoice *choice, const char *text);

G_END_DECLS
