/* Estimates as tables of whole numbers that simulations read: the minutes below which lies the share Φ(z) of all, at
 * even steps of z, so that a normal number (which may hang together with others) becomes minutes by one look.
 * Made without the C library's functions (sl-normal.h): the same on every machine. */
#pragma once

#include "sl-estimate.h"
#include "sl-normal.h"

G_BEGIN_DECLS

/* Minutes are in 1/SL_TABLE_MINUTE. Straight lines between the steps are within 1/8,000 of a scale unit (the range, or
 * the mean of an exponential). */
enum {
  SL_TABLE_MINUTE = 64,
  SL_TABLE_REACH  = 8,  /* z */
  SL_TABLE_STEPS  = 32, /* a unit of z */
  SL_TABLE_NODES  = 2 * SL_TABLE_REACH * SL_TABLE_STEPS,
};

typedef struct SlEstimateTables SlEstimateTables;

/* Without any yet. */
SlEstimateTables *sl_estimate_tables_new  (void);
/* With all that it made. */
void              sl_estimate_tables_free (SlEstimateTables *tables);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlEstimateTables, sl_estimate_tables_free)
/* SL_TABLE_NODES + 1 numbers from z = −SL_TABLE_REACH to SL_TABLE_REACH, growing; shared by equal estimates and kept as
 * long as `tables`. `estimate` passes sl_estimate_check(). */
const gint32     *sl_estimate_tables_get  (SlEstimateTables *tables, const SlEstimate *estimate);

/* 1/SL_TABLE_MINUTE minutes at z, in 1/SL_NORMAL_ONE; beyond its reach as at its end. */
static inline gint32
sl_estimate_table_read (const gint32 *nodes, gint32 z)
{
  enum { STEP = SL_NORMAL_ONE / SL_TABLE_STEPS };
  const guint32 at = (guint32) CLAMP (z + SL_TABLE_REACH * SL_NORMAL_ONE, 0, SL_TABLE_NODES * STEP - 1);
  const gint32 *node = nodes + at / STEP;

  return node[0] + (gint32) ((gint64) (node[1] - node[0]) * (at % STEP) / STEP);
}

G_END_DECLS
