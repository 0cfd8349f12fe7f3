#include "sl-odds-refuse.h"

#include "sl-error.h"
#include "sl-i18n.h"

const char *
sl_odds_word (const char *msgid)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "odds", msgid);
}

gboolean
sl_odds_take_key (GHashTable *keys, const guint64 *key, const char *what, GError **error)
{
  if (*key == 0)
    sl_error_set (error, SL_ERROR_INPUT, _("%s: it has no key; give it that of its id"), what);
  else if (!g_hash_table_add (keys, (gpointer) key))
    sl_error_set (error, SL_ERROR_INPUT, _("%s: another one has the same key; give each its own"), what);
  else
    return TRUE;
  return FALSE;
}

gboolean
sl_odds_check_key (GHashTable *keys, const guint64 *key, const char *what, const char *of, GError **error)
{
  if (*key == 0 || g_hash_table_contains (keys, key))
    return TRUE;
  sl_error_set (error, SL_ERROR_REFERENCE, _("%s: its %s is not in the problem; add it"), what, sl_odds_word (of));
  return FALSE;
}

gboolean
sl_odds_check_range (double value, double from, double to, const char *what, const char *of, GError **error)
{
  if (value >= from && value <= to)
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT, _("%s: its %s is %g; it must be a number from %g to %g"), what,
                sl_odds_word (of), value, from, to);
  return FALSE;
}

gboolean
sl_odds_check_estimate (const SlEstimate *estimate, const char *what, const char *of, GError **error)
{
  g_autofree char *place = NULL;

  if (sl_estimate_check (estimate, "", NULL))
    return TRUE;
  place = g_strdup_printf (_("%s, %s"), what, sl_odds_word (of));
  return sl_estimate_check (estimate, place, error);
}

char *
sl_odds_name_of (const char *name, const char *kind, guint index)
{
  return name != NULL ? g_strdup (name) : g_strdup_printf ("%s %u", sl_odds_word (kind), index + 1);
}
