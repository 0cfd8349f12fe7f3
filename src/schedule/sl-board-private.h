/* What the files of the board's reader share. */
#pragma once

#include "sl-board.h"
#include "sl-board-breaches.h"
#include "sl-dood.h"

G_BEGIN_DECLS

/* What stands on a stage. Borrowed from the plan and from the reader. */
typedef struct {
  const char *environment, *wall, *mode;
  gboolean    begun; /* somebody shot there */
} SlStageState;

/* What must be done before a scene, and is known once for the whole board. */
typedef struct {
  const SlBoardInput *input;
  SlBoardRead        *read;
  GHashTable         *shots;      /* id of a scene → GPtrArray of SlShot, in plan order */
  GHashTable         *setups;     /* id of a setup → its two marks (char *[2]): walls and set, processors' mode */
  GHashTable         *stages;     /* id of a stage → SlStageState */
  GHashTable         *calibrated; /* "wall body lens white" */
} SlBoardReader;

/* Makes what is known of the whole board; both are borrowed. */
void             sl_board_reader_init  (SlBoardReader *reader, const SlBoardInput *input, SlBoardRead *read);
/* Frees what it owns, not itself. */
void             sl_board_reader_clear (SlBoardReader *reader);
/* Two marks (char *[2]) that are the same for setups whose walls and set, and whose processors' mode, are. Borrowed. */
char           **sl_board_marks        (SlBoardReader *reader, const SlSetup *setup);
/* What the scene's stage must be calibrated for (char *), perhaps some twice; free with g_ptr_array_unref(). */
GPtrArray       *sl_board_calibrations (const SlBoardReader *reader, const SlBoardScene *scene);
/* Shots of the scene (SlShot); NULL for none. Borrowed. */
const GPtrArray *sl_board_shots     (const SlBoardReader *reader, const SlSceneEntity *scene);
/* Fills all of `scene` that does not hang on where in the day it stands. */
void             sl_board_time      (SlBoardReader *reader, SlBoardScene *scene);
/* Fills what comes before it, and sets the stage. `before` is the scene before it in the day, NULL for the first;
 * `warm` is whether the panels were warmed up on that day, and becomes so. */
void             sl_board_change    (SlBoardReader *reader, SlBoardScene *scene, const SlBoardScene *before,
                                     gboolean *warm);
/* Days out of days of the cast. */
void             sl_board_count_cast (SlBoardRead *read);
/* Money of each day, and of all. After the cast. */
void             sl_board_count_cost (SlBoardRead *read);
/* Whom rules of that day are asked for; `person` may be NULL. */
SlRuleFor        sl_board_rules_for (const SlBoardRead *read, const SlBoardDay *day, const char *person);

G_END_DECLS
