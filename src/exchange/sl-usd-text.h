/* A layer of OpenUSD as text (.usda) while it is put together: prims within prims, attributes, identifiers. */
#pragma once

#include <glib.h>

#include "sl-kinds.h"

G_BEGIN_DECLS

typedef struct {
  GString    *text;
  guint       depth;
  GHashTable *names; /* identifiers that are taken, owned */
} SlUsdText;

/* Empty. */
void        sl_usd_text_init  (SlUsdText *t);
/* What was never initialised but zero is fine. */
void        sl_usd_text_clear (SlUsdText *t);

/* An identifier of its own for what is called `id`: letters, digits and "_" of ASCII; what is beyond that is told by
 * its number. Borrowed. */
const char *sl_usd_name       (SlUsdText *t, const char *id);

/* An indented line of its own. */
void        sl_usd_line       (SlUsdText *t, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* A string in its quotes, any text; free with g_free(). */
char       *sl_usd_quoted     (const char *text);

/* Begins a prim without metadata: `head` is 'def Scope' or 'over', or with a NULL name a variant's or a set's. */
void        sl_usd_begin      (SlUsdText *t, const char *head, const char *name);
/* Begins a prim's metadata; lines follow, then sl_usd_body(). */
void        sl_usd_metadata   (SlUsdText *t, const char *head, const char *name);
/* The metadata that every prim of the plan has: its label, its id and its kind. `more`: further entries of the
 * dictionary, "double x = 1" each, NULL at the end; may be NULL. */
void        sl_usd_identity   (SlUsdText *t, const SlEntity *entity, const char *const *more);
/* Ends the metadata; the prim's content follows. */
void        sl_usd_body       (SlUsdText *t);
/* Ends what was begun last. */
void        sl_usd_end        (SlUsdText *t);

/* A finite number; what is none becomes 0. */
void        sl_usd_number     (GString *out, double value);
/* "float x = 1": `n` values of `parts` numbers (1…4), one after the other, at time codes 0, step, 2 step… One value
 * alone where all are the same. */
void        sl_usd_values     (SlUsdText *t, const char *declaration, const double *values, guint n, guint parts,
                               double step);
/* "point3f[] points = [(…)]" of `n` tuples of `parts` numbers; `more` is put behind it, NULL for nothing. */
void        sl_usd_array      (SlUsdText *t, const char *declaration, const float *values, gsize n, guint parts,
                               const char *more);
/* The same of whole numbers. */
void        sl_usd_integers   (SlUsdText *t, const char *declaration, const guint32 *values, gsize n);

G_END_DECLS
