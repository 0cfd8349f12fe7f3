/* What is another between two readings of a board, as lines for people: what a drop would change, or how one draft
 * stands against another. */
#pragma once

#include "sl-board.h"

G_BEGIN_DECLS

typedef enum { SL_EFFECT_NONE, SL_EFFECT_BETTER, SL_EFFECT_WORSE } SlEffectSense;

typedef struct {
  const char   *name;           /* translated, static */
  char         *before, *after; /* "31", "5 Nov" */
  char         *change;         /* "−3", "+0:15"; "" where nothing changes */
  SlEffectSense sense;
} SlBoardEffect;

/* SlBoardEffect, always the same lines in the same order. Free with g_ptr_array_unref(). */
GPtrArray *sl_board_effects      (const SlBoardRead *before, const SlBoardRead *after);
/* The same of a date (Julian, 0: none) that is called so (static). Free with sl_board_effect_free(). */
SlBoardEffect *sl_board_effect_date (const char *name, guint32 before, guint32 after);
/* Not NULL. */
void       sl_board_effect_free  (SlBoardEffect *effect);
/* "¥ 1,204,000" as the production's currency has it. Free with g_free(). */
char      *sl_board_money        (const SlBoardRead *read, double amount);

G_END_DECLS
