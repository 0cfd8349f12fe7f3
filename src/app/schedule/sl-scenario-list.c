#include "sl-scenario-list.h"

#include <math.h>
#include <string.h>

#include "sl-hold-list.h"
#include "sl-i18n.h"
#include "sl-odds-paint.h"

enum { GAP = 12 };

typedef struct {
  SlBench   *bench;
  char      *production;     /* shown; NULL: none yet */
  GtkWidget *grid, *choice, *basis, *hold;
  GArray    *shown;          /* SlScenario, in the order of the choice */
} List;

static void
put (GtkWidget *grid, int column, int row, const char *text, const char *css_class)
{
  GtkWidget *label = sl_label (text, css_class);

  gtk_widget_set_hexpand (label, column == 0);
  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_grid_attach (GTK_GRID (grid), label, column, row, 1, 1);
}

/* The place of the production among the scenario's odds; −1 where they are not known or without it. */
static int
place_in (const List *l, SlScenario scenario, const SlChanceOdds **odds)
{
  *odds = sl_chance_odds (l->bench->chance, scenario);
  return *odds != NULL ? sl_chance_find (*odds, l->production) : -1;
}

static void
put_scenario (List *l, SlScenario scenario, int row)
{
  const SlChanceOdds *odds;
  const int place = place_in (l, scenario, &odds);
  const SlOddsOutcome *o = odds->outcomes->pdata[place];
  const SlBoardOddsOf *of = odds->board->productions->pdata[place];
  g_autofree char *p50 = sl_odds_date_text (o->p50.date), *p80 = sl_odds_date_text (o->p80.date);
  g_autofree char *p90 = sl_odds_date_text (o->p90.date);
  g_autofree char *chance = g_strdup_printf (_("%.0f %%"), 100 * sl_odds_chance (o, of->planned, NULL));
  g_autofree char *days = isnan (o->mean_days) ? g_strdup ("–") : g_strdup_printf ("%.1f", o->mean_days);

  put (l->grid, 0, row, sl_scenario_title (scenario), NULL);
  put (l->grid, 1, row, p50, "sl-number");
  put (l->grid, 2, row, p80, "sl-number");
  put (l->grid, 3, row, p90, "sl-number");
  put (l->grid, 4, row, chance, "sl-number");
  put (l->grid, 5, row, days, "sl-number");
}

static void
fill_basis (List *l)
{
  const guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (l->choice));
  const SlChanceOdds *odds;
  int place;

  sl_clear_box (l->basis);
  if (chosen >= l->shown->len)
    return;
  const SlScenario scenario = g_array_index (l->shown, SlScenario, chosen);
  if ((place = place_in (l, scenario, &odds)) < 0)
    return;
  g_autoptr (GPtrArray) basis = sl_scenario_basis (odds->board, odds->board->productions->pdata[place], scenario);
  for (guint i = 0; i < basis->len; i++)
    {
      g_autofree char *text = sl_basis_text (basis->pdata[i]);
      GtkWidget *label = sl_label (text, NULL);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
      gtk_box_append (GTK_BOX (l->basis), label);
    }
}

/* The choice is made anew only where there are others, so that it stays where it is. */
static void
fill_choice (List *l, GArray *now)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (now->len == l->shown->len && memcmp (now->data, l->shown->data, now->len * sizeof (SlScenario)) == 0)
    return;
  g_array_set_size (l->shown, 0);
  g_array_append_vals (l->shown, now->data, now->len);
  for (guint i = 0; i < now->len; i++)
    gtk_string_list_append (names, sl_scenario_title (g_array_index (now, SlScenario, i)));
  gtk_drop_down_set_model (GTK_DROP_DOWN (l->choice), G_LIST_MODEL (names));
}

void
sl_scenario_list_fill (GtkWidget *list, const char *production)
{
  List *l = g_object_get_data (G_OBJECT (list), "list");
  g_autoptr (GArray) now = g_array_new (FALSE, FALSE, sizeof (SlScenario));
  const char *const heads[] = { "P50", "P80", "P90", _("Planned"), _("Days") };
  const SlChanceOdds *odds;

  g_free (l->production);
  l->production = g_strdup (production);
  for (GtkWidget *child; (child = gtk_widget_get_first_child (l->grid)) != NULL;)
    gtk_grid_remove (GTK_GRID (l->grid), child);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    put (l->grid, (int) i + 1, 0, heads[i], "sl-dim");
  for (SlScenario i = 0; i < SL_N_SCENARIOS; i++)
    if (place_in (l, i, &odds) >= 0)
      {
        g_array_append_val (now, i);
        put_scenario (l, i, (int) now->len);
      }
  fill_choice (l, now);
  fill_basis (l);
  sl_hold_list_fill (l->hold, l->production);
}

static void
list_free (gpointer data)
{
  List *l = data;

  sl_bench_unref (l->bench);
  g_array_unref (l->shown);
  g_free (l->production);
  g_free (l);
}

GtkWidget *
sl_scenario_list_new (SlBench *bench)
{
  List *l = g_new0 (List, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP / 2);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);

  l->bench = sl_bench_ref (bench);
  l->shown = g_array_new (FALSE, FALSE, sizeof (SlScenario));
  l->grid = gtk_grid_new ();
  l->choice = gtk_drop_down_new (NULL, NULL);
  l->basis = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_grid_set_column_spacing (GTK_GRID (l->grid), GAP);
  gtk_grid_set_row_spacing (GTK_GRID (l->grid), 6);
  sl_set_name (l->grid, _("Odds under other circumstances"));
  sl_set_name (l->choice, _("Whose basis is shown"));
  sl_set_name (l->basis, _("What it rests on"));
  gtk_box_append (GTK_BOX (row), sl_label (_("What it rests on"), "sl-dim"));
  gtk_box_append (GTK_BOX (row), l->choice);
  gtk_box_append (GTK_BOX (box), l->grid);
  gtk_box_append (GTK_BOX (box), l->hold = sl_hold_list_new (bench));
  gtk_box_append (GTK_BOX (box), row);
  gtk_box_append (GTK_BOX (box), l->basis);
  g_signal_connect_swapped (l->choice, "notify::selected", G_CALLBACK (fill_basis), l);
  g_object_set_data_full (G_OBJECT (box), "list", l, list_free);
  return box;
}
