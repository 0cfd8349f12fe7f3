#include "sl-problem-mark.h"

#include "sl-i18n.h"

static const struct {
  const char *icon, *css_class, *label;
} marks[] = {
  [SL_SEVERITY_NOTE] = { "dialog-information-symbolic", "sl-dim", N_("Note") },
  [SL_SEVERITY_WARNING] = { "dialog-warning-symbolic", "warning", N_("Warning") },
  [SL_SEVERITY_ERROR] = { "dialog-error-symbolic", "error", N_("Error") },
};

const char *
sl_severity_label (SlSeverity severity)
{
  return _(marks[severity].label);
}

GtkWidget *
sl_severity_mark_new (SlSeverity severity, const char *text)
{
  GtkWidget *mark = gtk_image_new_from_icon_name (marks[severity].icon);

  gtk_widget_add_css_class (mark, marks[severity].css_class);
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  sl_set_tooltip (mark, text);
  sl_set_name (mark, text);
  return mark;
}

GtkWidget *
sl_problem_mark_new (SlBench *bench, const char *id)
{
  const SlFinding *finding = sl_problems_of (bench->problems, id);
  g_autofree char *text = finding != NULL ? g_strdup_printf ("%s: %s. %s.", sl_severity_label (finding->severity),
                                                             finding->message, finding->remedy) : NULL;

  return finding != NULL ? sl_severity_mark_new (finding->severity, text) : NULL;
}

void
sl_problem_mark_key (GString *key, SlBench *bench, const char *id)
{
  const SlFinding *finding = sl_problems_of (bench->problems, id);

  if (finding != NULL)
    g_string_append_printf (key, "|%d %s", (int) finding->severity, finding->message);
}
