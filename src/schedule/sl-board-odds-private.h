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

/* --- one board (sl-board-odds-units.c) --- */

/* A unit while its activities are gathered. */
typedef struct {
  const SlUnitEntity *unit;     /* NULL where the production has none */
  const SlBoardDay   *first, *last; /* with something left to shoot */
  guint32             after;    /* Julian: the last day on which it shot; 0: none */
  guint               days;     /* of the board that are left */
  SlOddsProduction   *row;
  guint64             load, wall, mode; /* what was brought last */
  guint               planned;  /* index of its last activity's day, from 1 */
} SlOddsFillUnit;

typedef struct {
  SlOddsFiller        *filler;
  const SlBoardRead   *read;
  SlBoardOddsOf       *of;
  GArray              *units;   /* SlOddsFillUnit */
} SlOddsFill;

/* Whether it is to be shot. */
gboolean        sl_odds_fill_is_left    (const SlBoardScene *scene);
/* The unit's, added where it is not there; borrowed until the next is added. */
SlOddsFillUnit *sl_odds_fill_unit       (SlOddsFill *fill, const SlUnitEntity *unit);
/* All units of the board, with what is left to each; counts what was shot. */
void            sl_odds_fill_find_units (SlOddsFill *fill);
/* Its row in the problem: days and rules, no activity yet. FALSE with an error. */
gboolean        sl_odds_fill_begin_unit (SlOddsFill *fill, SlOddsFillUnit *unit, GError **error);

G_END_DECLS
