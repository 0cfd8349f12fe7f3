/* The lists of a comparison: two lines a row, so that they fit beside the board. */
#include "sl-compare-page.h"
#include "sl-drift-lines.h"
#include "sl-i18n.h"
#include "sl-rows.h"

typedef struct {
  SlBench   *bench; /* NULL for days */
  GPtrArray *lines; /* SlDriftLine, or SlShotLine; NULL before it is filled */
} List;

static void
list_free (gpointer data)
{
  List *l = data;

  g_clear_pointer (&l->lines, g_ptr_array_unref);
  sl_bench_unref (l->bench);
  g_free (l);
}

static List *
list_of (GtkWidget *list)
{
  return g_object_get_data (G_OBJECT (list), "compare-list");
}

/* "17 · Ferry, deck        1 day earlier" over "day 8 → day 7". */
static GtkWidget *
two_lines (const char *what, const char *change, const char *css_class, const char *below)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = sl_label (what, "heading");

  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (top), name);
  gtk_box_append (GTK_BOX (top), sl_label (change, css_class));
  gtk_box_append (GTK_BOX (row), top);
  gtk_box_append (GTK_BOX (row), sl_label (below, "sl-facts"));
  gtk_widget_add_css_class (row, "sl-choice-row");
  return row;
}

static GtkWidget *
make (SlRowMake row, SlRowCall picked, SlBench *bench, const char *name)
{
  List *l = g_new0 (List, 1);
  GtkWidget *list;

  l->bench = bench != NULL ? sl_bench_ref (bench) : NULL;
  list = sl_rows_new (row, picked, NULL, l);
  g_object_set_data_full (G_OBJECT (list), "compare-list", l, list_free);
  gtk_widget_add_css_class (list, "sl-list");
  sl_set_name (list, name);
  sl_rows_one_stop (list);
  return list;
}

/* --- scenes --- */

static const SlDriftLine *
line_of (const List *l, const char *id)
{
  for (guint i = 0; l->lines != NULL && i < l->lines->len; i++)
    if (g_str_equal (((const SlDriftLine *) l->lines->pdata[i])->id, id))
      return l->lines->pdata[i];
  return NULL;
}

static GtkWidget *
make_scene (const char *id, char **spoken, gpointer data)
{
  const SlDriftLine *line = line_of (data, id);

  if (line == NULL)
    return gtk_label_new (id);
  g_autofree char *below = g_strdup_printf ("%s → %s", line->was, line->is);
  *spoken = g_strdup_printf ("%s, %s, %s", line->scene, line->change, below);
  return two_lines (line->scene, line->change, line->drift == SL_DRIFT_MOVED ? "sl-number" : "sl-changed", below);
}

static void
on_scene (const char *id, gpointer data)
{
  sl_editor_select (((List *) data)->bench->editor, id);
}

GtkWidget *
sl_compare_list_new (SlBench *bench)
{
  return make (make_scene, on_scene, bench, _("What is different"));
}

void
sl_compare_list_fill (GtkWidget *list)
{
  List *l = list_of (list);
  SlBoardDesk *desk = l->bench->board;
  const SlBoardDrift *drift = sl_board_desk_drift (desk);
  g_autoptr (GPtrArray) ids = g_ptr_array_new (), keys = g_ptr_array_new_with_free_func (g_free);

  g_clear_pointer (&l->lines, g_ptr_array_unref);
  if (drift != NULL)
    l->lines = sl_drift_lines (sl_board_desk_other (desk), sl_board_desk_seen (desk), drift);
  for (guint i = 0; drift != NULL && i < l->lines->len; i++)
    {
      const SlDriftLine *line = l->lines->pdata[i];

      g_ptr_array_add (ids, line->id);
      g_ptr_array_add (keys, g_strdup_printf ("%s|%s|%s|%s", line->scene, line->was, line->is, line->change));
    }
  sl_rows_set (list, ids, keys);
}

/* --- days --- */

static GtkWidget *
make_day (const char *id, char **spoken, gpointer data)
{
  const List *l = data;
  const guint at = (guint) g_ascii_strtoull (id, NULL, 10);
  const SlShotLine *line = l->lines != NULL && at < l->lines->len ? l->lines->pdata[at] : NULL;

  if (line == NULL)
    return gtk_label_new (id);
  g_autofree char *below = g_strdup_printf (_("scenes %s · pages %s · hours %s · set-ups %s"), line->scenes,
                                            line->pages, line->minutes, line->setups);
  *spoken = g_strdup_printf ("%s, %s, %s", line->day, line->behind, below);
  return two_lines (line->day, line->behind, line->late ? "sl-worse" : "sl-dim", below);
}

static void
on_day (const char *id, gpointer data)
{
}

GtkWidget *
sl_shot_list_days_new (void)
{
  return make (make_day, on_day, NULL, _("Days as planned and as shot"));
}

void
sl_shot_list_days_fill (GtkWidget *list, const SlBoardRead *planned, guint32 until)
{
  List *l = list_of (list);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free), keys = g_ptr_array_new_with_free_func (g_free);

  g_clear_pointer (&l->lines, g_ptr_array_unref);
  l->lines = sl_shot_lines (planned, until);
  for (guint i = 0; i < l->lines->len; i++)
    {
      const SlShotLine *line = l->lines->pdata[i];

      g_ptr_array_add (ids, g_strdup_printf ("%u", i));
      g_ptr_array_add (keys, g_strdup_printf ("%s|%s|%s|%s|%s|%s", line->day, line->scenes, line->pages, line->minutes,
                                              line->setups, line->behind));
    }
  sl_rows_set (list, ids, keys);
}
