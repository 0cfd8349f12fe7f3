/* A window's bench: the editor and everything that listens to it, made and connected. */
#pragma once

#include "sl-analysis.h"
#include "sl-board-desk.h"
#include "sl-chance.h"
#include "sl-figures.h"
#include "sl-key-choice.h"
#include "sl-levelling.h"
#include "sl-loader.h"
#include "sl-orders.h"
#include "sl-pictures.h"
#include "sl-problems.h"
#include "sl-sync.h"
#include "sl-tracked.h"

G_BEGIN_DECLS

typedef struct {
  SlEditor   *editor;
  SlQueue    *queue;     /* NULL when it is closed */
  SlLoader   *loader;    /* likewise */
  SlAnalysis *analysis;
  SlFigures  *figures;
  SlPictures *pictures;
  SlProblems *problems;
  SlKeyChoice *keys;
  SlBoardDesk *board;
  SlChance   *chance;
  SlOrders   *orders;
  SlLevelling *levelling;
  SlSync     *sync;      /* with the booking store; asks nothing before somebody starts it */
  SlTracked  *tracked;   /* the stage's camera; hears nothing before somebody starts it */
  guint       failed_exports; /* since somebody set it to 0 */
  int         refs;
} SlBench;

/* Takes the document. In the main thread, as everything here. */
SlBench *sl_bench_new   (SlDocument *document);
/* The same bench, for one more owner. */
SlBench *sl_bench_ref   (SlBench *bench);
/* The last one closes it. NULL is fine. */
void     sl_bench_unref (SlBench *bench);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlBench, sl_bench_unref)
/* Its window goes: what runs is cancelled, and nothing starts any more. The editor and what is known stay. */
void     sl_bench_close (SlBench *bench);
/* How many exports wait or run: closing asks when it is not 0. */
guint    sl_bench_exports (SlBench *bench);

G_END_DECLS
