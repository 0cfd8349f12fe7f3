/* How far a place keeps two from having one day, found by trying: a test slot on a day long after any plan is made,
 * changed, raced for by several at once, and taken back.
 *
 *   trial slot ─ read, list, change, change an old version ─▶ what the place honours
 *   races      ─ four create the slot, four change it       ─▶ how many believe that it is theirs
 *
 * Nothing that was there is touched, and nothing stays, also where it is cancelled or fails in between. */
#pragma once

#include "sl-rivals.h"

G_BEGIN_DECLS

enum { SL_PROTECTION_WRITERS = 4, SL_PROTECTION_RACES = 8, SL_PROTECTION_EDITS = 4 };

typedef enum {
  SL_PROTECTION_PREVENTS,  /* of those who want a day one has it, always */
  SL_PROTECTION_DETECTS,   /* two may both believe that they have it, and learn of it later */
  SL_PROTECTION_READ_ONLY, /* this user may not write: who runs the place enters what others ask for */
} SlProtectionLevel;

typedef struct {
  SlProtectionLevel level;
  guint    races, doubled;  /* for a new slot; of these, won by more than one, or lost by who won */
  guint    edits, lost;     /* of one version; of these, such that a change went over another */
  gboolean honours_match;   /* an old version is neither changed nor removed */
  gboolean syncs;           /* what has changed since a token can be asked for (RFC 6578) */
  gboolean keeps_text;      /* what is read is what was sent, byte for byte */
  gboolean etag_stays;      /* reading twice gives one version */
  gboolean etag_changes;    /* another text is another version */
  char    *why;             /* read-only: what the place said; NULL otherwise. Owned */
} SlProtection;

/* Frees what it holds. */
void         sl_protection_clear   (SlProtection *protection);
/* Tries it. `open` gives connections, in this thread and in others; see sl-rivals.h. FALSE with an error: then nothing
 * is known; where a test slot could not be taken back, it names it. */
gboolean     sl_protection_find    (SlRivalOpen open, gpointer data, SlProtection *protection, SlWatch *watch,
                                    GError **error);

/* --- sl-protection-words.c --- */

/* "prevents", "detects", "read-only": for machines. Static. */
const char  *sl_protection_id      (SlProtectionLevel level);
/* In a few words; translated, static. */
const char  *sl_protection_title   (SlProtectionLevel level);
/* What that rests on and what else was found, a sentence each; translated. Free with g_strfreev(). */
GStrv        sl_protection_reasons (const SlProtection *protection);

G_END_DECLS
