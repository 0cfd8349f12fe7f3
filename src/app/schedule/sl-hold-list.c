#include "sl-hold-list.h"

#include <math.h>

#include "sl-day-text.h"
#include "sl-i18n.h"
#include "sl-odds-paint.h"
#include "sl-widgets.h"

enum { GAP = 12, MOST_DAYS = 60, AT_FIRST = 3 };

typedef struct {
  SlBench   *bench;
  char      *production; /* shown; NULL: none yet */
  GtkWidget *days, *ask, *said;
} List;

static void
say (List *l, char *text)
{
  GtkWidget *label = sl_label (text, NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (l->said), label);
  g_free (text);
}

static void
say_price (List *l, const SlHoldPrice *p)
{
  const SlOddsDifference *d = &p->difference;
  g_autofree char *held = sl_days_text (p->from, p->to), *resumes = sl_day_text (p->resumes);
  g_autofree char *without = sl_odds_date_text (p->without->last->p80.date);
  g_autofree char *with = sl_odds_date_text (p->with->last->p80.date);

  say (l, g_strdup_printf (_("%s held %s: %u × %.0f = %.0f. Without it the shoot goes on from %s."),
                           sl_entity_title (&p->stage->entity), held, p->days, p->day_rate, p->cost, resumes));
  say (l, g_strdup_printf (_("P80 %s → %s"), without, with));
  say (l, g_strdup_printf (_("Wraps %.2f ± %.2f days sooner, on an earlier date in %.1f %% of the runs."), -d->mean,
                           d->error, 100 * d->better));
  say (l, d->mean_cost >= 0 ? g_strdup_printf (_("Costs %.0f ± %.0f more in all."), d->mean_cost, d->cost_error)
                            : g_strdup_printf (_("Saves %.0f ± %.0f in all."), -d->mean_cost, d->cost_error));
}

static void
on_ask (GtkButton *button, List *l)
{
  const int days = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (l->days));

  if (l->production != NULL)
    gtk_widget_activate_action (GTK_WIDGET (button), "win.odds-hold", "(si)", l->production, days);
}

void
sl_hold_list_fill (GtkWidget *list, const char *production)
{
  List *l = g_object_get_data (G_OBJECT (list), "list");
  const SlHoldPrice *price = sl_chance_hold_price (l->bench->chance);
  const char *trouble = sl_chance_hold_trouble (l->bench->chance);

  if (l->production != production)
    {
      g_free (l->production);
      l->production = g_strdup (production);
    }
  sl_clear_box (l->said);
  if (sl_chance_is_holding (l->bench->chance))
    say (l, g_strdup (_("Working it out…")));
  else if (price != NULL && g_strcmp0 (price->production->entity.id, production) == 0)
    say_price (l, price);
  else if (trouble != NULL)
    say (l, g_strdup (trouble));
}

static void
list_free (gpointer data)
{
  List *l = data;

  sl_bench_unref (l->bench);
  g_free (l->production);
  g_free (l);
}

GtkWidget *
sl_hold_list_new (SlBench *bench)
{
  List *l = g_new0 (List, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP / 2);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP), *title = sl_label (_("Days held behind the wrap"),
                                                                                    "sl-dim");

  l->bench = sl_bench_ref (bench);
  l->days = gtk_spin_button_new_with_range (1, MOST_DAYS, 1);
  l->ask = gtk_button_new_with_label (_("What are they worth?"));
  l->said = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (l->days), AT_FIRST);
  sl_set_name (l->days, _("Days held behind the wrap"));
  sl_set_name (l->said, _("What the hold is worth"));
  sl_set_tooltip (l->ask, _("The odds with the stage held for them, against going on when it is free again"));
  gtk_box_append (GTK_BOX (row), title);
  gtk_box_append (GTK_BOX (row), l->days);
  gtk_box_append (GTK_BOX (row), l->ask);
  gtk_box_append (GTK_BOX (box), row);
  gtk_box_append (GTK_BOX (box), l->said);
  g_signal_connect (l->ask, "clicked", G_CALLBACK (on_ask), l);
  g_object_set_data_full (G_OBJECT (box), "list", l, list_free);
  return box;
}
