#include "sl-change-list.h"

#include "sl-i18n.h"

enum { LINES_MAX = 200, GAP = 12, LINE_GAP = 2 };

static void
add_line (GtkWidget *list, const char *name, const char *word)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP), *label = sl_label (name, NULL);
  g_autofree char *whole = g_strdup_printf ("%s: %s", name, word);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (label, TRUE);
  sl_set_tooltip (label, name);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), sl_label (word, "sl-dim"));
  sl_set_name (line, whole);
  gtk_box_append (GTK_BOX (list), line);
}

GtkWidget *
sl_change_list_new (const SlExportChanges *changes)
{
  const struct { const GPtrArray *names; const char *word; } parts[] = {
    { changes->came, _("new") }, { changes->changed, _("changed") }, { changes->gone, _("removed") },
    { changes->later, _("made on export") },
  };
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, LINE_GAP);
  guint left = 0, shown = 0;

  for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
    for (guint i = 0; i < parts[p].names->len; i++)
      if (shown < LINES_MAX)
        {
          add_line (list, parts[p].names->pdata[i], parts[p].word);
          shown++;
        }
      else
        left++;
  if (left > 0)
    {
      g_autofree char *more = g_strdup_printf (_("and %u more"), left);
      gtk_box_append (GTK_BOX (list), sl_label (more, "sl-dim"));
    }
  return list;
}
