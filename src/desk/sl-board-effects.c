#include "sl-board-effects.h"

#include <math.h>

#include "sl-board-words.h"
#include "sl-i18n.h"

#define MINUS "−"

void
sl_board_effect_free (SlBoardEffect *effect)
{
  g_free (effect->before);
  g_free (effect->after);
  g_free (effect->change);
  g_free (effect);
}

/* With thousands apart, "-" as a minus. */
static char *
grouped (double amount)
{
  g_autofree char *digits = g_strdup_printf ("%.0f", fabs (amount));
  g_autoptr (GString) text = g_string_new (digits);

  for (gssize at = (gssize) text->len - 3; at > 0; at -= 3)
    g_string_insert (text, at, ",");
  if (amount < -.5)
    g_string_prepend (text, MINUS);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
sl_board_money (const SlBoardRead *read, double amount)
{
  const char *currency = read->production->currency;
  g_autofree char *text = grouped (amount);

  return g_strdup_printf ("%s%s%s", currency != NULL ? currency : "", currency != NULL ? " " : "", text);
}

/* Less is better. */
static SlBoardEffect *
add (GPtrArray *effects, const char *name, char *before, char *after, double change)
{
  SlBoardEffect *effect = g_new0 (SlBoardEffect, 1);

  effect->name = name;
  effect->before = before;
  effect->after = after;
  effect->sense = change < 0 ? SL_EFFECT_BETTER : change > 0 ? SL_EFFECT_WORSE : SL_EFFECT_NONE;
  g_ptr_array_add (effects, effect);
  return effect;
}

/* With its sign; takes the text of its size. */
static char *
signed_text (double change, char *size)
{
  char *text = change == 0 ? g_strdup ("") : g_strconcat (change < 0 ? MINUS : "+", size, NULL);

  g_free (size);
  return text;
}

static void
add_count (GPtrArray *effects, const char *name, guint before, guint after)
{
  const double change = (double) after - (double) before;

  add (effects, name, g_strdup_printf ("%u", before), g_strdup_printf ("%u", after), change)->change
    = signed_text (change, g_strdup_printf ("%.0f", fabs (change)));
}

static void
add_time (GPtrArray *effects, const char *name, gint32 before, gint32 after)
{
  const gint32 change = after - before;

  add (effects, name, sl_hours_text (before), sl_hours_text (after), change)->change
    = signed_text (change, sl_hours_text (ABS (change)));
}

static void
add_money (GPtrArray *effects, const char *name, const SlBoardRead *before, const SlBoardRead *after)
{
  const double change = round (after->sum.cost) - round (before->sum.cost);

  SlBoardEffect *effect = add (effects, name, sl_board_money (before, before->sum.cost),
                               sl_board_money (after, after->sum.cost), change);

  effect->change = signed_text (change, grouped (fabs (change)));
}

static void
add_date (GPtrArray *effects, const char *name, guint32 before, guint32 after)
{
  const int change = before != 0 && after != 0 ? (int) after - (int) before : 0;
  const guint days = (guint) ABS (change);
  g_autofree char *from = sl_short_date (before), *to = sl_short_date (after);

  add (effects, name, g_strdup (*from != '\0' ? from : "–"), g_strdup (*to != '\0' ? to : "–"), change)->change
    = signed_text (change, g_strdup_printf (ngettext ("%u day", "%u days", days), days));
}

SlBoardEffect *
sl_board_effect_date (const char *name, guint32 before, guint32 after)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  add_date (one, name, before, after);
  return one->pdata[0];
}

GPtrArray *
sl_board_effects (const SlBoardRead *before, const SlBoardRead *after)
{
  GPtrArray *effects = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_board_effect_free);
  const SlBoardSum *a = &before->sum, *b = &after->sum;

  add_count (effects, _("Days"), a->days, b->days);
  add_count (effects, _("Hold days"), a->hold_days, b->hold_days);
  add_count (effects, _("Environment loads"), a->loads, b->loads);
  add_count (effects, _("Wall changes"), a->walls, b->walls);
  add_time (effects, _("Overtime"), a->overtime, b->overtime);
  add_money (effects, _("Cost"), before, after);
  add_date (effects, _("Last day"), a->wrap, b->wrap);
  add_count (effects, _("Broken rules"), a->breaches, b->breaches);
  return effects;
}
