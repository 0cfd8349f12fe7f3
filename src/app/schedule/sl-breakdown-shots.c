/* The shots of a breakdown's scene. */
#include "sl-breakdown-page.h"
#include "sl-edit-time.h"
#include "sl-i18n.h"

typedef struct {
  SlBench     *bench; /* the page's */
  SlFieldHost *host;
  GtkWidget   *box, *rows, *none;
  GPtrArray   *ids;   /* char *, of the rows */
} Shots;

static void
on_show (GtkWidget *button, Shots *s)
{
  gtk_widget_activate_action (button, "win.reveal", "s", g_object_get_data (G_OBJECT (button), "id"));
}

/* "Deck at night · 6.0 s". */
static char *
facts_of (const SlPlan *plan, const SlShot *shot)
{
  const SlEntity *setup = sl_plan_find (plan, shot->setup);

  return g_strdup_printf (_("%s · %.1f s"), setup != NULL ? sl_entity_title (setup) : _("no setup"),
                          sl_edit_shot_length (shot));
}

static GtkWidget *
make_row (guint index, gpointer data)
{
  Shots *s = data;
  const SlPlan *plan = sl_editor_plan (s->host->editor);
  const SlShot *shot = sl_plan_get (plan, SL_KIND_SHOT, s->ids->pdata[index]);
  const SlCoverage *coverage = sl_analysis_grades (s->bench->analysis, shot->entity.id);
  GtkWidget *button = gtk_button_new (), *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *name;
  const char *number = shot->number != NULL ? shot->number : shot->entity.id;
  g_autofree char *facts = facts_of (plan, shot), *text = g_strdup_printf ("%s  %s", number,
                                                                           sl_entity_title (&shot->entity));
  g_autofree char *spoken = g_strdup_printf (_("Show shot %s, %s"), text, facts);

  name = sl_label (text, NULL);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (row), name);
  gtk_box_append (GTK_BOX (row), sl_label (facts, "sl-dim"));
  gtk_box_append (GTK_BOX (row), coverage != NULL ? sl_worst_badge (s->host->editor, coverage)
                                                  : sl_label ("…", "sl-dim"));
  gtk_button_set_child (GTK_BUTTON (button), row);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "sl-need");
  sl_set_name (button, spoken);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (shot->entity.id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_show), s);
  return button;
}

static void
renew (GtkWidget *box, gpointer data)
{
  Shots *s = data;
  const SlPlan *plan = sl_editor_plan (s->host->editor);
  const char *scene = s->host->ids->len > 0 ? s->host->ids->pdata[0] : NULL;
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_set_size (s->ids, 0);
  for (guint i = 0; scene != NULL && i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);
      g_autoptr (GString) key = g_string_new (NULL);

      if (g_strcmp0 (shot->scene, scene) != 0)
        continue;
      g_string_printf (key, "%s|%" G_GUINT64_FORMAT "|", shot->entity.id, shot->entity.stamp);
      sl_badges_key (key, sl_analysis_grades (s->bench->analysis, shot->entity.id));
      g_ptr_array_add (s->ids, g_strdup (shot->entity.id));
      g_ptr_array_add (keys, g_string_free (g_steal_pointer (&key), FALSE));
    }
  sl_sync_children (s->rows, keys, make_row, s);
  gtk_widget_set_visible (s->none, keys->len == 0);
}

static void
on_grades (Shots *s)
{
  if (gtk_widget_get_mapped (s->box))
    renew (s->box, s);
}

static void
shots_free (gpointer data)
{
  Shots *s = data;

  g_signal_handlers_disconnect_by_data (s->bench->analysis, s);
  g_ptr_array_unref (s->ids);
  sl_bench_unref (s->bench);
  g_free (s);
}

GtkWidget *
sl_breakdown_shots_new (SlBench *bench, SlFieldHost *host)
{
  Shots *s = g_new0 (Shots, 1);

  *s = (Shots) { .bench = sl_bench_ref (bench), .host = host };
  s->ids = g_ptr_array_new_with_free_func (g_free);
  s->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  s->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  s->none = sl_label (_("No shot yet: a shot says which scene it is of, and its set-up, grade and time come from it"),
                      "sl-dim");
  gtk_label_set_wrap (GTK_LABEL (s->none), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (s->none), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (s->box), s->rows);
  gtk_box_append (GTK_BOX (s->box), s->none);
  g_object_set_data_full (G_OBJECT (s->box), "shots", s, shots_free);
  g_signal_connect_swapped (bench->analysis, "changed", G_CALLBACK (on_grades), s);
  g_signal_connect_swapped (bench->analysis, "others-changed", G_CALLBACK (on_grades), s);
  sl_field_on_renew (s->box, renew, s);
  return s->box;
}
