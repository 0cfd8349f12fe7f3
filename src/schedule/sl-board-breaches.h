/* Where a board breaks rules or asks for what is not there: said where it occurs, with what would mend it. */
#pragma once

#include "sl-board.h"
#include "sl-rules.h"

G_BEGIN_DECLS

typedef enum {
  SL_BREACH_REST, SL_BREACH_DAY_LENGTH, SL_BREACH_MEAL, SL_BREACH_DAYS_RUNNING, SL_BREACH_MINOR, SL_BREACH_NIGHT,
  SL_BREACH_CONTENT, SL_BREACH_CAST, SL_BREACH_ELEMENT, SL_BREACH_WINDOW, SL_BREACH_ORDER, SL_BREACH_STAGE,
  SL_BREACH_DATE, SL_BREACH_OMITTED, SL_BREACH_TWICE,
} SlBreachForm;

typedef struct {
  SlBreachForm form;
  guint        day;      /* among the board's days */
  gint         scene;    /* among the board's scenes, −1: the day as a whole */
  gboolean     advice;   /* a warning, no error */
  const char  *about;    /* id of who or what it is about beside the scene, NULL for none; borrowed from the plan */
  char        *message, *remedy; /* translated */
} SlBreach;

void  sl_breach_free          (SlBreach *breach); /* not NULL */
/* "rest", "content"…, as the JSON has it. Static. */
const char *sl_breach_id      (SlBreachForm form);
/* Fills the board's list, by day. After the days are dated and the cast is counted. */
void  sl_board_find_breaches  (SlBoardRead *read);

G_END_DECLS
