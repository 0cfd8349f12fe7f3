#include "sl-shot-row.h"

#include "sl-i18n.h"
#include "sl-time-axis.h"
#include "sl-widgets.h"

enum { PART_GAP = 6 /* px */, SHOTS_MAX = 250 /* that are shown one by one */ };

typedef struct {
  SlBench       *bench;
  SlEditor      *editor; /* the bench’s */
  GtkAdjustment *axis;
  GtkWidget     *box;
  guint          first, n_placed; /* the shots that are widgets now */
  gboolean       filling;
} Row;

static Row *
row_of (GtkWidget *box)
{
  return g_object_get_data (G_OBJECT (box), "shot-row");
}

static void
row_free (gpointer data)
{
  Row *row = data;

  g_object_unref (row->axis);
  sl_bench_unref (row->bench);
  g_free (row);
}

GtkWidget *
sl_shot_row_new (SlBench *bench, GtkAdjustment *axis)
{
  Row *row = g_new0 (Row, 1);

  row->bench = sl_bench_ref (bench);
  row->editor = bench->editor;
  row->axis = g_object_ref (axis);
  row->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (row->box, sl_time_layout_new (axis));
  gtk_widget_set_overflow (row->box, GTK_OVERFLOW_HIDDEN);
  sl_set_name (row->box, _("Shots in order"));
  g_object_set_data_full (G_OBJECT (row->box), "shot-row", row, row_free);
  return row->box;
}

void
sl_shot_row_show_current (GtkWidget *box)
{
  Row *row = row_of (box);
  const SlShot *shot = sl_editor_shot (row->editor);
  const char *id = shot != NULL ? shot->entity.id : NULL;

  row->filling = TRUE;
  for (GtkWidget *b = gtk_widget_get_first_child (box); b != NULL; b = gtk_widget_get_next_sibling (b))
    if (GTK_IS_TOGGLE_BUTTON (b))
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (b),
                                    id != NULL && g_strcmp0 (g_object_get_data (G_OBJECT (b), "id"), id) == 0);
  row->filling = FALSE;
}

static void
on_shot (GtkToggleButton *button, Row *row)
{
  if (row->filling)
    return;
  if (!gtk_toggle_button_get_active (button))
    {
      sl_shot_row_show_current (row->box); /* a second click leaves it chosen */
      return;
    }
  sl_editor_set_shot (row->editor, g_object_get_data (G_OBJECT (button), "id"));
}

/* --- what stands on a shot: its number and grade always, lens and length where there is room --- */

enum { PART_NUMBER, PART_LENS, PART_LENGTH, PART_GRADE, N_PARTS };

static void
measure_parts (GtkWidget *box, GtkOrientation orientation, int for_size, int *minimum, int *natural,
               int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
  for (GtkWidget *part = gtk_widget_get_first_child (box); part != NULL && orientation == GTK_ORIENTATION_VERTICAL;
       part = gtk_widget_get_next_sibling (part))
    {
      int height;
      gtk_widget_measure (part, orientation, -1, &height, NULL, NULL, NULL);
      *minimum = *natural = MAX (*minimum, height);
    }
}

static void
allocate_parts (GtkWidget *box, int width, int height, int baseline)
{
  static const guint by_weight[] = { PART_NUMBER, PART_GRADE, PART_LENS, PART_LENGTH };
  GtkWidget *parts[N_PARTS], *part = gtk_widget_get_first_child (box);
  int widths[N_PARTS], left = 0, right = width;

  for (guint i = 0; i < N_PARTS; i++, part = gtk_widget_get_next_sibling (part))
    {
      parts[i] = part;
      gtk_widget_measure (part, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &widths[i], NULL, NULL);
    }
  for (guint i = 0; i < N_PARTS; i++)
    {
      guint p = by_weight[i];
      gboolean fits = left + widths[p] <= right, at_end = p == PART_GRADE || p == PART_LENGTH;

      gtk_widget_set_child_visible (parts[p], fits);
      if (!fits)
        continue;
      gtk_widget_size_allocate (parts[p], &(GtkAllocation) { at_end ? right - widths[p] : left, 0, widths[p], height },
                                -1);
      if (at_end)
        right -= widths[p] + PART_GAP;
      else
        left += widths[p] + PART_GAP;
    }
}

/* In the place of more shots than can be told apart. */
static GtkWidget *
make_many (Row *row)
{
  g_autofree char *text = g_strdup_printf (_("%u shots: show less of the edit to see each"),
                                           sl_plan_count (sl_editor_plan (row->editor), SL_KIND_SHOT));

  return sl_label (text, "sl-dim");
}

static GtkWidget *
make_shot (guint index, gpointer data)
{
  Row *row = data;
  const SlShot *shot = (const SlShot *) sl_plan_at (sl_editor_plan (row->editor), SL_KIND_SHOT, row->first + index);
  GtkWidget *button = gtk_toggle_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  const SlCoverage *coverage = sl_analysis_grades (row->bench->analysis, shot->entity.id);
  const char *title = shot->number != NULL ? shot->number : shot->entity.id;
  double focal_mm = sl_scene_shot_focal_mm (sl_editor_plan (row->editor), shot->entity.id);
  g_autofree char *focal = g_strdup_printf ("%g mm", focal_mm);
  g_autofree char *length = g_strdup_printf (_("%d f"), (int) shot->frames);
  g_autofree char *name = g_strdup_printf (_("Shot %s"), title);
  g_autofree char *tip = g_strdup_printf ("%s  %s · %s · %s", title, sl_entity_title (&shot->entity), focal, length);

  gtk_widget_set_layout_manager (box, gtk_custom_layout_new (NULL, measure_parts, allocate_parts));
  gtk_box_append (GTK_BOX (box), gtk_label_new (title));
  gtk_widget_add_css_class (gtk_widget_get_first_child (box), "heading");
  gtk_box_append (GTK_BOX (box), gtk_label_new (focal));
  gtk_box_append (GTK_BOX (box), gtk_label_new (length));
  gtk_widget_add_css_class (gtk_widget_get_last_child (box), "sl-dim");
  gtk_box_append (GTK_BOX (box),
                  coverage != NULL ? sl_worst_badge (row->editor, coverage) : gtk_label_new (NULL));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "sl-shot");
  gtk_widget_set_overflow (button, GTK_OVERFLOW_HIDDEN);
  sl_set_tooltip (button, tip);
  sl_set_name (button, name);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (shot->entity.id), g_free);
  g_signal_connect (button, "toggled", G_CALLBACK (on_shot), row);
  return button;
}

static GtkWidget *
make_part (guint index, gpointer data)
{
  return ((Row *) data)->n_placed > 0 ? make_shot (index, data) : make_many (data);
}

/* Which shots stand between two times (s); the number of the first and how many. */
static guint
shots_between (const SlPlan *plan, double from, double to, guint *first)
{
  double start = 0;
  guint n = 0;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT) && start < to; i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);

      start += (double) shot->frames / sl_rational_to_real (shot->fps);
      if (start > from && n++ == 0)
        *first = i;
    }
  return n;
}

static void
place_shots (Row *row)
{
  const SlPlan *plan = sl_editor_plan (row->editor);
  GtkWidget *button = gtk_widget_get_first_child (row->box);
  double start = row->n_placed > 0 ? sl_edit_start (plan, sl_plan_at (plan, SL_KIND_SHOT, row->first)->id) : 0;

  for (guint i = 0; i < row->n_placed; i++, button = gtk_widget_get_next_sibling (button))
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, row->first + i);
      double length = (double) shot->frames / sl_rational_to_real (shot->fps);
      sl_time_span (button, start, length);
      start += length;
    }
}

void
sl_shot_row_fill (GtkWidget *box)
{
  Row *row = row_of (box);
  const SlPlan *plan = sl_editor_plan (row->editor);
  double value = gtk_adjustment_get_value (row->axis), page = gtk_adjustment_get_page_size (row->axis);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  gboolean many = shots_between (plan, value, value + page, &row->first) > SHOTS_MAX;

  row->n_placed = many ? 0 : shots_between (plan, value - page, value + 2 * page, &row->first);
  for (guint i = row->first; i < row->first + row->n_placed; i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);
      const SlCoverage *c = sl_analysis_grades (row->bench->analysis, shot->entity.id);
      const char *number = shot->number != NULL ? shot->number : "", *title = sl_entity_title (&shot->entity);
      double focal_mm = sl_scene_shot_focal_mm (plan, shot->entity.id);
      GString *key = g_string_new (NULL);

      g_string_printf (key, "%s|%s|%s|%g|%d|", shot->entity.id, number, title, focal_mm, (int) shot->frames);
      sl_badges_key (key, c);
      g_ptr_array_add (keys, g_string_free (key, FALSE));
    }
  if (many)
    g_ptr_array_add (keys, g_strdup_printf ("many|%u", sl_plan_count (plan, SL_KIND_SHOT)));
  row->filling = TRUE;
  sl_sync_children (row->box, keys, make_part, row);
  row->filling = FALSE;
  place_shots (row);
  sl_shot_row_show_current (box);
}

void
sl_shot_row_follow_axis (GtkWidget *box)
{
  Row *row = row_of (box);
  double value = gtk_adjustment_get_value (row->axis), page = gtk_adjustment_get_page_size (row->axis);
  guint first = 0, n = shots_between (sl_editor_plan (row->editor), value, value + page, &first);

  if (n <= SHOTS_MAX && row->n_placed > 0 && first >= row->first && first + n <= row->first + row->n_placed)
    return;
  sl_shot_row_fill (box);
}
