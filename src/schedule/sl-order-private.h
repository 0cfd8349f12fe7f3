/* What the files of the order on neutral arrays share. */
#pragma once

#include "sl-order.h"

G_BEGIN_DECLS

/* sl_talent_words (n_dates) words a block: the dates that all its limits leave. Free with g_free(). */
guint64 *sl_order_allowed   (const SlOrderProblem *problem);
/* The first of them from date `from` on; n_dates for none. */
guint    sl_order_next_date (const SlOrderProblem *problem, const guint64 *allowed, guint block, guint from);

struct SlOrderReader {
  const SlOrderProblem *p;
  guint          words, date_words;
  guint64       *allowed;      /* date_words a block: what its limits leave */
  guint         *first_pair;   /* n_blocks + 1: of those that have it behind, among `befores` */
  guint         *befores;
  guint8        *placed;       /* blocks */
  gint32        *load, *wall, *mode; /* of each stage */
  guint         *stage_day;    /* the day on which it was last paid for, from 1 */
  guint8        *calibrated;   /* keys */
  guint          n_days;
  guint32       *day_date;
  const guint64 **day_fixed;   /* people of a day that is fixed; else NULL, and they are in day_people */
  guint64       *day_people;
  guint         *sorted;       /* days by date, where other units have some */
  guint         *last;         /* day of each person */
  gboolean       has_others;
};

/* Adds what people are held and paid on the days that were read (sl-order-people.c). */
void     sl_order_count_people (SlOrderReader *reader, SlOrderFigures *figures);

G_END_DECLS
