#include "sl-talent-private.h"

#include "sl-error.h"
#include "sl-i18n.h"

/* Sums stay below a fourth of what 64 bits hold, so that the search may add two of them. */
static const gint64 MOST_COST = G_MAXINT64 / 4;

guint
sl_talent_words (guint n_actors)
{
  return (n_actors + 63) / 64;
}

/* The sum of n numbers of 0 or more; −1 when it is too large or one is negative. */
static gint64
sum_of (const gint64 *numbers, guint n)
{
  gint64 sum = 0;

  for (guint i = 0; i < n; i++)
    {
      if (numbers[i] < 0 || numbers[i] > MOST_COST - sum)
        return -1;
      sum += numbers[i];
    }
  return sum;
}

static gboolean
check_numbers (const SlTalent *t, GError **error)
{
  const gint64 time = sum_of (t->durations, t->n_scenes), pay = sum_of (t->wages, t->n_actors);
  gint64 cost;

  if (time < 0 || pay < 0 || __builtin_mul_overflow (time, MAX (pay, 1), &cost) || cost > MOST_COST)
    {
      sl_error_set (error, SL_ERROR_INPUT, _ ("durations and wages are negative, or too large to be multiplied; "
                                              "use a coarser unit of time or money"));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_rules (const SlTalent *t, GError **error)
{
  gboolean good = TRUE;

  for (guint i = 0; i < t->n_pairs; i++)
    good &= t->pairs[i].before < t->n_scenes && t->pairs[i].after < t->n_scenes;
  for (guint i = 0; i < t->n_windows; i++)
    good &= t->windows[i].scene < t->n_scenes;
  if (!good)
    sl_error_set (error, SL_ERROR_INPUT, _ ("a rule names a scene that is not there; there are %u"), t->n_scenes);
  return good;
}

gboolean
sl_talent_check (const SlTalent *t, GError **error)
{
  if (t->n_scenes > SL_TALENT_MOST_SCENES || t->n_actors > SL_TALENT_MOST_ACTORS
      || t->n_pairs > SL_TALENT_MOST_RULES || t->n_windows > SL_TALENT_MOST_RULES)
    {
      sl_error_set (error, SL_ERROR_INPUT, _ ("more than %d scenes, %d actors or %d rules; order a part of them"),
                    SL_TALENT_MOST_SCENES, SL_TALENT_MOST_ACTORS, SL_TALENT_MOST_RULES);
      return FALSE;
    }
  return check_numbers (t, error) && check_rules (t, error);
}
