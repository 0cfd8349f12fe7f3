/* What the files that fill the problem of the odds share. */
#pragma once

#include "sl-board-odds.h"

G_BEGIN_DECLS

/* A scene that is in the problem. */
typedef struct {
  guint64             key;
  const SlBoardScene *scene;      /* borrowed from its read */
  const SlProduction *production;
  guint64             unit;
  guint               day;        /* of the board */
} SlOddsPlaced;

typedef struct {
  const SlBoardOddsInput *input;
  SlBoardOdds            *odds;
  GPtrArray              *reads;  /* SlBoardRead; owned */
  GArray                 *placed; /* SlOddsPlaced, production after production, unit after unit */
  GHashTable             *keys;   /* of activities: guint64 */
} SlOddsFiller;

/* `title` is taken and stays as long as the odds. Borrowed. */
const char *sl_odds_filler_name  (SlOddsFiller *filler, guint64 key, char *title);
/* Around what is likely, as of a scene whose bounds nobody gave (min). */
SlEstimate  sl_odds_filler_about (double likely);
/* The activities of one production; nothing where it has nothing left to shoot. FALSE with an error. */
gboolean    sl_odds_fill_board   (SlOddsFiller *filler, const SlProduction *production, const SlBoard *board,
                                  GError **error);
/* The plan's risks, after all boards. */
void        sl_odds_fill_risks   (SlOddsFiller *filler);

G_END_DECLS
