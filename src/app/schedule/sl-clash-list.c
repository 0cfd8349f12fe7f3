/* Conflicts as a list: which days, who and why, and a way to each. */
#include "sl-calendar-private.h"
#include "sl-day-text.h"
#include "sl-facility.h"
#include "sl-fold.h"
#include "sl-i18n.h"

enum { MOST_ROWS = 50, LIST_HEIGHT = 110, GAP = 8 };

static const SlClash *
clash_at (SlCalendarPage *c, guint index)
{
  const GPtrArray *clashes = sl_figures_clashes (c->bench->figures);

  return clashes != NULL && index < clashes->len ? clashes->pdata[index] : NULL;
}

/* Selects who it is about and brings the days into sight. */
static void
on_show (GtkButton *button, SlCalendarPage *c)
{
  const SlClash *clash = clash_at (c, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index")));

  if (clash == NULL || clash->ids->len == 0)
    return;
  g_autofree char *id = g_strdup (clash->ids->pdata[0]);
  const guint32 from = clash->from, to = clash->to;
  sl_editor_select (c->editor, id);
  sl_calendar_reveal (c, from, to);
  gtk_widget_grab_focus (c->area);
}

static GtkWidget *
make_row (guint index, gpointer data)
{
  SlCalendarPage *c = data;
  const SlClash *clash = clash_at (c, index);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP), *show = gtk_button_new_with_label (_("Show"));

  if (clash == NULL)
    return row;
  g_autofree char *days = sl_days_text (clash->from, clash->to);
  g_autofree char *text = g_strdup_printf ("%s · %s · %s", days, sl_entity_title (clash->about), clash->message);
  g_autofree char *name = g_strdup_printf (_("Show: %s"), text);
  GtkWidget *label = sl_label (text, NULL);
  gtk_widget_set_hexpand (label, TRUE);
  sl_set_tooltip (label, text);
  gtk_box_append (GTK_BOX (row), gtk_image_new_from_icon_name (clash->warning ? "dialog-warning-symbolic"
                                                                              : "dialog-error-symbolic"));
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), show);
  sl_set_name (show, name);
  gtk_widget_add_css_class (show, "flat");
  g_object_set_data (G_OBJECT (show), "index", GUINT_TO_POINTER (index));
  g_signal_connect (show, "clicked", G_CALLBACK (on_show), c);
  gtk_widget_add_css_class (row, "sl-row");
  return row;
}

static void
say_count (SlCalendarPage *c, const GPtrArray *clashes)
{
  guint errors = 0, warnings = 0;

  for (guint i = 0; clashes != NULL && i < clashes->len; i++)
    if (((const SlClash *) clashes->pdata[i])->warning)
      warnings++;
    else
      errors++;
  g_autofree char *one = g_strdup_printf (ngettext ("%u conflict", "%u conflicts", errors), errors);
  g_autofree char *other = g_strdup_printf (ngettext ("%u warning", "%u warnings", warnings), warnings);
  g_autofree char *text = g_strdup_printf ("%s, %s", one, other);
  sl_fold_set_label (c->clashes, errors + warnings > 0 ? text : _("No conflicts"));
  gtk_widget_set_sensitive (c->clashes, errors + warnings > 0);
}

void
sl_clash_list_fill (SlCalendarPage *c)
{
  const GPtrArray *clashes = sl_figures_clashes (c->bench->figures);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  g_hash_table_remove_all (c->clashing);
  for (guint i = 0; clashes != NULL && i < clashes->len; i++)
    {
      const SlClash *clash = clashes->pdata[i];

      if (i < MOST_ROWS)
        g_ptr_array_add (keys, g_strdup_printf ("%u|%u|%u|%u|%s", i, clash->warning, clash->from, clash->to,
                                                clash->message));
      for (guint k = 0; k < clash->ids->len; k++)
        if (!clash->warning || !g_hash_table_contains (c->clashing, clash->ids->pdata[k]))
          g_hash_table_insert (c->clashing, g_strdup (clash->ids->pdata[k]), GINT_TO_POINTER (clash->warning ? 1 : 2));
    }
  say_count (c, clashes);
  sl_sync_children (g_object_get_data (G_OBJECT (c->clashes), "rows"), keys, make_row, c);
  gtk_widget_queue_draw (c->area);
}

GtkWidget *
sl_clash_list_new (SlCalendarPage *c)
{
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scroll = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), rows);
  gtk_widget_set_size_request (scroll, -1, LIST_HEIGHT);
  c->clashes = sl_fold_new (_("No conflicts"), scroll);
  g_object_set (c->clashes, "margin-start", GAP, "margin-end", GAP, "margin-bottom", GAP / 2, NULL);
  g_object_set_data (G_OBJECT (c->clashes), "rows", rows);
  return c->clashes;
}
