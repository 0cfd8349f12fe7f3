/* Sets of numbers below 64 × WORDS. The files named -any- are compiled once for each size of sets: a file that includes
 * them defines WORDS and SEARCH before. */
#pragma once

#include <glib.h>

typedef struct {
  guint64 w[WORDS];
} Set;

static inline Set
set_and (Set a, Set b)
{
  for (guint i = 0; i < WORDS; i++)
    a.w[i] &= b.w[i];
  return a;
}

static inline Set
set_or (Set a, Set b)
{
  for (guint i = 0; i < WORDS; i++)
    a.w[i] |= b.w[i];
  return a;
}

/* Those of `a` that are not in `b`. */
static inline Set
set_less (Set a, Set b)
{
  for (guint i = 0; i < WORDS; i++)
    a.w[i] &= ~b.w[i];
  return a;
}

static inline gboolean
set_is_empty (Set a)
{
  guint64 any = 0;

  for (guint i = 0; i < WORDS; i++)
    any |= a.w[i];
  return any == 0;
}

static inline gboolean
set_equal (Set a, Set b)
{
  guint64 differs = 0;

  for (guint i = 0; i < WORDS; i++)
    differs |= a.w[i] ^ b.w[i];
  return differs == 0;
}

static inline gboolean
set_is_within (Set a, Set b)
{
  return set_is_empty (set_less (a, b));
}

static inline gboolean
set_has (const Set *a, guint number)
{
  return a->w[number / 64] >> number % 64 & 1;
}

static inline void
set_add (Set *a, guint number)
{
  a->w[number / 64] |= 1ull << number % 64;
}

/* Takes the least number out and gives it; the set is not empty. */
static inline guint
set_pop (Set *a)
{
  guint i = 0;

  while (a->w[i] == 0)
    i++;
  const guint number = i * 64 + (guint) __builtin_ctzll (a->w[i]);
  a->w[i] &= a->w[i] - 1;
  return number;
}

/* An order of sets, for a choice between two that are the same but for their names. */
static inline gboolean
set_is_above (Set a, Set b)
{
  for (guint i = 0; i < WORDS; i++)
    if (a.w[i] != b.w[i])
      return a.w[i] > b.w[i];
  return FALSE;
}

static inline guint64
set_hash (Set a, guint64 seed)
{
  for (guint i = 0; i < WORDS; i++)
    {
      seed = (seed ^ a.w[i]) * 0xd6e8feb86659fd93ull;
      seed ^= seed >> 32;
    }
  return seed;
}
