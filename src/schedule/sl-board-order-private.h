/* What the files that order a board share: the board as a problem of sl-order.h, and back. */
#pragma once

#include "sl-board-breaches.h"
#include "sl-board-order.h"
#include "sl-order.h"

G_BEGIN_DECLS

/* Why a block has a limit. */
typedef struct {
  SlBreachForm         form;  /* WINDOW, CONTENT, CAST, ELEMENT, STAGE, ORDER */
  const SlSceneEntity *scene;
  const SlEntity      *about; /* content, cast…, the scene that comes first or last; NULL of a window */
  gboolean             late;  /* of a window: it is the latest day; of an order: `about` comes after it */
} SlOrderWhy;

/* What stands on the board of a block, a fixed day or an end of a week. */
typedef struct {
  GArray *strips;             /* guint: places on the board */
  guint   own;                /* of an end of a week: days of the unit before it */
  guint32 date;               /* of a fixed day of the unit: as it was read; 0: none */
} SlOrderStrips;

typedef struct {
  const SlBoardInput *input;
  const SlBoardRead  *read;    /* borrowed */
  gboolean            whole_days, dated; /* FALSE: days are numbers from 1 on */
  SlOrderProblem      problem; /* of the arrays below */
  GArray *steps, *blocks, *fixed, *stages, *loads, *keys, *people, *off, *dates, *pairs, *limits;
  GArray *block_people, *fixed_people; /* guint64 */
  GPtrArray  *words;           /* guint64 *: of limits */
  GArray     *whys;            /* SlOrderWhy: one a limit */
  GArray     *pair_scenes;     /* const SlSceneEntity *[2]: one a pair */
  GPtrArray  *block_strips, *fixed_strips, *week_strips; /* SlOrderStrips */
  GArray     *day_of_block;    /* guint, of whole days: which day of the board it is */
  GArray     *ends;            /* guint: strips that end days, free to end others */
  const SlCalendar *calendar;  /* of the unit */
} SlOrderFill;

/* --- sl-board-order-fill.c --- */

/* Both are borrowed as long as it lives. */
SlOrderFill *sl_order_fill_new   (const SlBoardInput *input, const SlBoardRead *read, gboolean whole_days);
/* NULL is fine. */
void         sl_order_fill_free  (SlOrderFill *fill);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlOrderFill, sl_order_fill_free)
/* Whether the day stays where it is. */
gboolean     sl_order_fill_stays (const SlOrderFill *fill, guint day);

/* --- sl-board-order-limits.c --- */

/* Limits and pairs, once blocks and dates are there. `block_of` tells the block of a scene of the board, −1 for none.
 */
void         sl_order_fill_limits (SlOrderFill *fill, const gint *block_of);
/* Names pairs and limits of a contradiction (guint, as sl_order_can() has them). Free with g_free(). */
char        *sl_order_fill_name  (const SlOrderFill *fill, const GArray *conflict);

/* --- sl-board-order-strips.c --- */

/* The board in that order of blocks, which are shot on those dates. Free with sl_list_unref(). */
SlList      *sl_order_fill_strips (const SlOrderFill *fill, const guint *order, const guint *when);

/* --- ordering --- */

enum { SL_ORDERING_DAYS, SL_ORDERING_SCENES, SL_N_ORDERINGS };

/* One way of ordering: days as they are, or scenes. */
typedef struct {
  SlOrderFill   *fill;
  SlOrderReader *reader;
  SlOrderFront  *front;
  GHashTable    *known;   /* id of a point → SlBoardOrder, whose strips are NULL where it must not be */
} SlOrderingWay;

typedef struct {
  const SlBoardInput *input;
  SlBoardRead   *read;
  SlWatch       *watch;
  SlOrderingWay  ways[SL_N_ORDERINGS];
  GArray        *proved;  /* SlBoardOrder: as it is, HOLD, PAY */
  char          *whole_days;
  gboolean       undecided; /* whether single scenes can keep all rules was not found out */
  gint64         begun_us, until_us;
} SlOrdering;

/* --- sl-board-order-list.c --- */

/* For SlBoardOrder elements. */
GArray        *sl_ordering_list    (void);
/* Frees what an SlBoardOrder owns, */
void           sl_ordering_clear   (gpointer order);
/* and one that was allocated. */
void           sl_ordering_free    (gpointer order);
/* That order of blocks, as the board itself says. */
SlBoardOrder   sl_ordering_read    (const SlOrdering *ordering, const SlOrderingWay *way, const guint *blocks);
/* All that is worth showing so far. */
SlBoardOrders *sl_ordering_collect (const SlOrdering *ordering);

/* --- sl-board-order-days.c --- */

/* Adds whole days by HOLD and PAY, as far as they can be proved in `seconds`, and says so. FALSE when cancelled. */
gboolean       sl_ordering_prove   (SlOrdering *ordering, double seconds, GError **error);
/* Offers what there is to the watch. */
void           sl_ordering_offer   (const SlOrdering *ordering);

G_END_DECLS
