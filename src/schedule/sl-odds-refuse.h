/* What each check of a problem refuses, and in which words: FALSE with an error that says what it is, what is wrong
 * with it and what to do. Parts are named by words of the context "odds", translated only where they are said: a
 * preview checks thousands. */
#pragma once

#include "sl-odds.h"

G_BEGIN_DECLS

/* Keys that are in the problem, borrowed from it. */
typedef struct {
  GHashTable *productions, *activities, *loads, *walls, *modes, *stages, *factors, *risks;
} SlOddsKnown;

/* Translated; stays. */
const char *sl_odds_word           (const char *msgid);
/* `name`, or "KIND 3"; free with g_free(). */
char       *sl_odds_name_of        (const char *name, const char *kind, guint index);
/* Takes a key into the set; it must not be 0 nor in it. */
gboolean    sl_odds_take_key       (GHashTable *keys, const guint64 *key, const char *what, GError **error);
/* A key must be in the set, or 0. */
gboolean    sl_odds_check_key      (GHashTable *keys, const guint64 *key, const char *what, const char *of,
                                    GError **error);
/* A number within both; NAN is not. */
gboolean    sl_odds_check_range    (double value, double from, double to, const char *what, const char *of,
                                    GError **error);
/* As sl_estimate_check(). */
gboolean    sl_odds_check_estimate (const SlEstimate *estimate, const char *what, const char *of, GError **error);

G_END_DECLS
