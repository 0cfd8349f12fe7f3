/* exp, log and the normal distribution by + − × ÷ and √ alone, which IEEE 754 rounds the same everywhere: the same bits
 * on every machine, which the C library's are not. For tables that simulations read. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* e^x within a relative 1e-15; 0 below −700, INFINITY above 700. */
double sl_steady_exp      (double x);
/* The natural logarithm of a finite x > 0, within 1e-15 of max(1, its size). */
double sl_steady_log      (double x);

/* The chance that a normal number is above z, within a relative 1e-12 for |z| ≤ 30: for the lower side give −z. */
double sl_normal_upper    (double z);
/* The z below which lies the share p of all, 0 < p < 1, within 1e-14 of max(1, its size). */
double sl_normal_quantile (double p);

/* Whole numbers for speed: z of an even 32-bit number, in 1/SL_NORMAL_ONE. Built once, then only read. */
#define SL_NORMAL_BITS  16
#define SL_NORMAL_ONE   (1 << SL_NORMAL_BITS)
typedef struct SlNormalTable SlNormalTable;

/* Free with g_free(). */
SlNormalTable *sl_normal_table_new (void);
/* The z of (random + ½)/2³², within 5e-5 of the exact one, −6.34…6.34; grows with `random`, and that of ~random is
 * −z. */
gint32         sl_normal_table_get (const SlNormalTable *table, guint32 random);
/* The same for `n` of them, in place: what is read as guint32 becomes gint32. */
void           sl_normal_table_map (const SlNormalTable *table, guint32 *numbers, guint n);

G_END_DECLS
