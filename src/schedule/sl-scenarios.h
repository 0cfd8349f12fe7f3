/* The odds of the boards under other circumstances, to stand side by side, and what each rests on.
 *
 * All are shot with the same luck. A board says on which day a scene is begun at the earliest; where days are filled
 * up, the next scene is begun as soon as there is room, so that time that is saved shows as days: the last three are
 * compared with each other. */
#pragma once

#include "sl-board-odds.h"

G_BEGIN_DECLS

typedef enum {
  SL_SCENARIO_PLANNED,      /* as the plan says */
  SL_SCENARIO_ALL_GREEN,    /* as if no set-up took longer for its coverage */
  SL_SCENARIO_NO_RISKS,
  SL_SCENARIO_NO_OVERTIME,
  SL_SCENARIO_FILLED,       /* no scene waits for its planned day */
  SL_SCENARIO_SECOND_STAGE, /* filled up; one volume is loaded, changed and calibrated while another is shot on */
  SL_SCENARIO_LOCATION,     /* filled up; what is planned on LED volumes is shot where it is */
  SL_N_SCENARIOS,
} SlScenario;

/* "planned", "all-green"…, as the JSON has it. Static. */
const char  *sl_scenario_id    (SlScenario scenario);
/* Translated, static. */
const char  *sl_scenario_title (SlScenario scenario);
/* Whether it is about something that the plan has: the last two need a volume with a wall. */
gboolean     sl_scenario_fits  (SlScenario scenario, const SlPlan *plan);
/* As sl_board_odds_new(); of `input` the scenario decides what-ifs and whether grades count. */
SlBoardOdds *sl_scenario_odds  (const SlBoardOddsInput *input, SlScenario scenario, GError **error);

/* --- sl-scenario-basis.c --- */

/* A number that a scenario rests on. */
typedef struct {
  char *what;   /* "An eighth takes"; translated, as all of them */
  char *value;  /* "20 min, for 12 scenes" */
  char *source; /* where it is from: a field of the plan, a risk's notes, or what is assumed; "" where nobody says */
} SlBasis;

/* SlBasis, of one of the odds' productions; free with g_ptr_array_unref(). `odds` are those of the scenario. */
GPtrArray   *sl_scenario_basis (const SlBoardOdds *odds, const SlBoardOddsOf *of, SlScenario scenario);
/* On one line: "What: value (source)". Free with g_free(). */
char        *sl_basis_text     (const SlBasis *basis);

G_END_DECLS
