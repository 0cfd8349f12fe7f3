/* What the files of SlChance share. */
#pragma once

#include "sl-chance.h"
#include "sl-latest.h"

G_BEGIN_DECLS

struct _SlChance {
  GObject     parent;
  SlEditor   *editor;
  SlAnalysis *analysis;
  SlQueue    *queue;      /* borrowed; NULL after sl_chance_stop() */
  gboolean    needed, known;
  SlPlan     *plan;       /* that the odds were asked for; NULL: none yet */
  GHashTable *grades;     /* likewise */
  SlChanceOdds *odds[SL_N_SCENARIOS];
  char       *trouble;
  SlLatest   *latest;     /* of what is tried */
  char       *tries;
  guint       serial;     /* of the try that counts */
  SlChanceTry tried;
  gboolean    has_tried;
  char       *holder;     /* the production that a hold is asked for; NULL: none is */
  guint       hold_days;
  gboolean    holding;    /* its price is looked for */
  guint       hold_serial; /* of the search that counts */
  SlHoldPrice *price;
  char       *hold_trouble;
};

/* An SlBoardGrade over a table of grades (id → SlGrade). */
gboolean sl_chance_grade_of    (const char *shot, SlGrade *grade, gpointer grades);
/* "changed". */
void     sl_chance_tell        (SlChance *chance);
/* Looks again for the price of the hold that is asked for, if one is. */
void     sl_chance_renew_hold  (SlChance *chance);
/* What is known of a hold, or looked for. */
void     sl_chance_forget_hold (SlChance *chance);

G_END_DECLS
