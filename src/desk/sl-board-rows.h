/* A board as lines that are seen: which of its strips and days stand one below the other, with what is looked for and
 * what is carried. */
#pragma once

#include "sl-board-compare.h"

G_BEGIN_DECLS

typedef enum {
  SL_BOARD_ROW_SCENE, SL_BOARD_ROW_DAY, SL_BOARD_ROW_WEEK, SL_BOARD_ROW_BANNER,
  SL_BOARD_ROW_OPEN,  /* the last day, which no strip ends */
  SL_BOARD_ROW_BONE,  /* a scene of the boneyard */
  SL_BOARD_ROW_GHOST, /* where a strip that is carried came from */
} SlBoardRowForm;

typedef struct {
  SlBoardRowForm       form;
  char                *id;    /* of a scene's first strip the scene's, else "day:3": stays in edits */
  guint                place; /* of its strip on the board, of an open day behind the last; of a bone in the boneyard */
  const SlStrip       *strip; /* NULL for an open day and a bone; borrowed, as all below */
  const SlSceneEntity *scene; /* NULL for others */
  const SlBoardScene  *at;    /* NULL where the board makes nothing of it */
  const SlBoardDay    *day;   /* that ends with it */
  guint                errors, warnings; /* of the scene, or of the day as a whole */
  gboolean             found;   /* has what is looked for, or nothing is */
  gboolean             carried; /* is where the hand would put it */
  SlDrift              drift;   /* from the board that it is held against; the same where there is none */
  guint                was_day; /* number of its day there; 0: it is not on it */
} SlBoardRow;

/* What is shown and looked for. */
typedef struct {
  char  *find;    /* words that must all occur; NULL or "" for none */
  char  *stage;   /* id; NULL for all */
  gint64 episode; /* −1 for all */
  int    place;   /* SlPlace, −1 for all */
  int    light;   /* SlHour, −1 for all */
} SlBoardFilter;

/* Of a board that is tried: strips at [first, first + n) are carried; they came from `from` (guint, ascending) of the
 * strips `base`, where ghosts stand. */
typedef struct {
  guint         first, n;
  const GArray *from;
  const SlList *base;
} SlBoardCarry;

/* Everything is shown, nothing looked for. */
void        sl_board_filter_init   (SlBoardFilter *filter);
/* Frees what it owns, not itself. */
void        sl_board_filter_clear  (SlBoardFilter *filter);
/* Whether it leaves strips out; looking for words leaves none out. */
gboolean    sl_board_filter_hides  (const SlBoardFilter *filter);

/* SlBoardRow, in the board's order; `carry` may be NULL. Borrows from `read`. Free with g_ptr_array_unref(). */
GPtrArray  *sl_board_rows          (const SlBoardRead *read, const SlBoardFilter *filter, const SlBoardCarry *carry);
/* SlBoardRow of the boneyard, as above. */
GPtrArray  *sl_board_bones         (const SlBoardRead *read, const SlBoardFilter *filter);
/* Not NULL. */
void        sl_board_row_free      (SlBoardRow *row);

G_END_DECLS
