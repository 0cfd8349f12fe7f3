/* What the files of the talent solver share: the problem after it was made smaller. */
#pragma once

#include "sl-talent.h"

G_BEGIN_DECLS

/* Scenes are blocks of the original ones that may as well stand side by side; actors are those that can wait. */
typedef struct {
  guint      n, m, words;   /* blocks, actors, words of a cast */
  gint64    *durations;     /* n */
  gint64    *wages;         /* m */
  guint64   *cast;          /* n × words */
  GPtrArray *members;       /* GArray of guint: a block's scenes in order */
  gint64     work;          /* pay for scenes alone, of all actors */
  gboolean   windows;       /* places are ruled: blocks are single scenes then, and orders grow from the front */
  guint     *earliest, *latest; /* n, places; with `windows` */
  guint8    *ruled;         /* n: carries a pair or a window, so that it may not be moved freely */
  GArray    *pairs;         /* SlTalentPair of blocks */
} SlTalentCore;

/* NULL is fine. */
void          sl_talent_core_free (SlTalentCore *core);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlTalentCore, sl_talent_core_free)

/* --- sl-talent-check.c --- */

/* Numbers within limits, no overflow, indices that exist. */
gboolean      sl_talent_check     (const SlTalent *talent, GError **error);

/* --- sl-talent-rules.c --- */

/* An order that keeps all rules, or NULL with an error that names a least set in conflict. Free with g_free(). */
guint        *sl_talent_first_order (const SlTalent *talent, guint *earliest, guint *latest, GError **error);
/* Whether an order of blocks keeps the core's rules. */
gboolean      sl_talent_keeps     (const SlTalentCore *core, const guint *order);

/* --- sl-talent-prepare.c --- */

/* Drops actors that never wait and merges scenes of one cast until nothing changes. `earliest` and `latest` are those
 * of sl_talent_first_order(), copied. */
SlTalentCore *sl_talent_prepare   (const SlTalent *talent, const guint *earliest, const guint *latest);

/* --- sl-talent-start.c: orders to begin with --- */

/* What is paid for waiting in an order of blocks. `first` and `last` are room for m places each. */
gint64        sl_talent_waiting   (const SlTalentCore *core, const guint *order, gint64 *first, gint64 *last);
typedef struct SlTalentRun SlTalentRun;
/* Moves single blocks of the order as long as that saves anything and there is time. Returns what is paid for
 * waiting. */
gint64        sl_talent_improve   (const SlTalentCore *core, guint *order, SlTalentRun *run);

/* --- the search, whose sets have 1, 2 or 16 words --- */

struct SlTalentRun {
  SlWatch  *watch;    /* borrowed */
  gint64    until_us; /* monotonic */
  guint    *best;     /* owned, n blocks: the best order so far */
  gint64    waiting;  /* its cost */
  gint64    bound;    /* no order costs less */
  gboolean  proved;
  guint64   states;
  void    (*found) (gpointer data); /* told after each better order */
  gpointer  data;
};

/* TRUE when time is up or the watch is cancelled. */
gboolean      sl_talent_is_over   (const SlTalentRun *run);
/* Searches on from the best order so far until it is proved or the time is up. At most 64 blocks and actors. */
void          sl_talent_search_small (const SlTalentCore *core, SlTalentRun *run);
/* The same, for at most 128, */
void          sl_talent_search_medium (const SlTalentCore *core, SlTalentRun *run);
/* and for all others, with weaker bounds. */
void          sl_talent_search_large (const SlTalentCore *core, SlTalentRun *run);

G_END_DECLS
