#include "sl-told-list.h"

#include "sl-i18n.h"

enum { LINES_MAX = 200, GAP = 8, LINE_GAP = 8 };

static GtkWidget *
wrapped (const char *text, const char *css_class)
{
  GtkWidget *label = sl_label (text, css_class);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

static GtkWidget *
mark_of (SlSeverity severity)
{
  static const struct { const char *icon, *css_class, *name; } marks[] = {
    [SL_SEVERITY_NOTE] = { "dialog-information-symbolic", "sl-dim", N_("Note") },
    [SL_SEVERITY_WARNING] = { "dialog-warning-symbolic", "warning", N_("Warning") },
    [SL_SEVERITY_ERROR] = { "dialog-error-symbolic", "error", N_("Error") },
  };
  GtkWidget *mark = gtk_image_new_from_icon_name (marks[severity].icon);

  gtk_widget_add_css_class (mark, marks[severity].css_class);
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  sl_set_tooltip (mark, _(marks[severity].name));
  return mark;
}

static void
add_line (GtkWidget *list, const SlFinding *finding)
{
  const gboolean has_remedy = finding->remedy != NULL && *finding->remedy != '\0';
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP), *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *whole = has_remedy ? g_strdup_printf ("%s; %s", finding->message, finding->remedy)
                                      : g_strdup (finding->message);

  gtk_box_append (GTK_BOX (texts), wrapped (finding->message, NULL));
  if (has_remedy)
    gtk_box_append (GTK_BOX (texts), wrapped (finding->remedy, "sl-dim"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (line), mark_of (finding->severity));
  gtk_box_append (GTK_BOX (line), texts);
  sl_set_name (line, whole);
  gtk_box_append (GTK_BOX (list), line);
}

GtkWidget *
sl_told_list_new (const GPtrArray *findings)
{
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, LINE_GAP);

  for (guint i = 0; i < findings->len && i < LINES_MAX; i++)
    add_line (list, findings->pdata[i]);
  if (findings->len > LINES_MAX)
    {
      g_autofree char *more = g_strdup_printf (_("and %u more"), findings->len - LINES_MAX);
      gtk_box_append (GTK_BOX (list), sl_label (more, "sl-dim"));
    }
  return list;
}
