#include "sl-problems-pane.h"

#include "sl-i18n.h"
#include "sl-mend.h"
#include "sl-problem-mark.h"
#include "sl-rows.h"
#include "sl-title.h"

enum { LIST_H = 160, MENDS_MAX = 2, NONE_MARGIN = 24 };
/* Heads are known as "#stage" and the like, as no problem is: those begin with an id or a line's end. */
#define HEAD '#'

typedef struct {
  SlBench   *bench;
  SlEditor  *editor; /* the bench’s */
  GtkWidget *pane, *title, *stack, *list;
} Pane;

static SlProblems *
problems_of (Pane *p)
{
  return p->bench->problems;
}

/* G_MAXUINT when it is mended by now. */
static guint
index_of (Pane *p, const char *key)
{
  const GPtrArray *list = sl_problems_list (problems_of (p));

  for (guint i = 0; list != NULL && key != NULL && i < list->len; i++)
    if (g_str_equal (sl_problems_key (problems_of (p), i), key))
      return i;
  return G_MAXUINT;
}

/* --- what is wrong, in words --- */

/* "Shot 12 · Camera"; "" where it is of nothing that stands in the plan. */
static char *
place_text (Pane *p, const SlFinding *finding)
{
  const SlEntity *entity = sl_plan_find (sl_editor_plan (p->editor), finding->id);
  g_autofree char *field = entity != NULL ? sl_title_of_path (entity->kind, finding->field) : g_strdup ("");

  if (entity == NULL)
    return g_strdup (finding->id);
  return g_strdup_printf ("%s%s%s", sl_entity_title (entity), *field != '\0' ? " · " : "", field);
}

static char *
count_text (Pane *p)
{
  const GPtrArray *list = sl_problems_list (problems_of (p));

  if (list == NULL)
    return g_strdup (_("Looking through the plan…"));
  if (list->len == 0)
    return g_strdup (_("No problems"));
  return g_strdup_printf (ngettext ("%u problem", "%u problems", list->len), list->len);
}

/* --- doing something about it --- */

/* What an assertion is measured on: the shot at its worst frame, or the wall. FALSE where that is the whole plan. */
static gboolean
show_measured (Pane *p, const SlFinding *finding, SlWorkspace workspace)
{
  const SlEntity *entity = g_str_equal (finding->code, "assertion")
                           ? sl_plan_find (sl_editor_plan (p->editor), finding->about) : NULL;

  if (entity == NULL)
    return FALSE;
  sl_editor_select (p->editor, entity->id);
  if (entity->kind == SL_KIND_SHOT)
    gtk_widget_activate_action (p->pane, "win.worst-of", "s", sl_subject_id (SL_SUBJECT_COVERAGE));
  else
    gtk_widget_activate_action (p->pane, "win.workspace", "s", sl_workspace_id (workspace));
  return TRUE;
}

/* The thing with its field, where it is worked on. */
static void
show_problem (Pane *p, const char *key)
{
  guint index = index_of (p, key);
  const SlFinding *finding;
  SlWorkspace workspace;

  if (index == G_MAXUINT)
    return;
  finding = sl_problems_list (problems_of (p))->pdata[index];
  workspace = sl_problems_workspace (problems_of (p), index);
  if (sl_plan_find (sl_editor_plan (p->editor), finding->id) == NULL || show_measured (p, finding, workspace))
    return;
  if (workspace != SL_WORKSPACE_SHOTS) /* shots have their fields on the stage too */
    gtk_widget_activate_action (p->pane, "win.workspace", "s", sl_workspace_id (workspace));
  gtk_widget_activate_action (p->pane, "win.show-field", "(ss)", finding->id, finding->field);
}

static void
mend_problem (Pane *p, const char *key, guint way)
{
  guint index = index_of (p, key);
  g_autoptr (GPtrArray) mends = index != G_MAXUINT ? sl_problems_mends (problems_of (p), index) : NULL;
  const SlMend *mend = mends != NULL && way < mends->len ? mends->pdata[way] : NULL;

  if (mend == NULL)
    return;
  if (mend->command != NULL)
    sl_editor_apply (p->editor, mend->command);
  else
    {
      g_autofree char *action = g_strconcat ("win.", mend->action, NULL);
      gtk_widget_activate_action (p->pane, action, NULL);
    }
  gtk_widget_grab_focus (p->list);
}

static const char *
key_of (GtkButton *button)
{
  return g_object_get_data (G_OBJECT (button), "key");
}

static void
on_show (GtkButton *button, Pane *p)
{
  show_problem (p, key_of (button));
}

static void
on_mend (GtkButton *button, Pane *p)
{
  g_autofree char *key = g_strdup (key_of (button));

  mend_problem (p, key, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "way")));
}

static void
on_unlock (GtkButton *button, Pane *p)
{
  guint index = index_of (p, key_of (button));
  const SlFinding *finding = index != G_MAXUINT ? sl_problems_list (problems_of (p))->pdata[index] : NULL;

  if (finding != NULL)
    sl_editor_set_locked (p->editor, finding->id, FALSE);
}

static void
on_activated (const char *id, gpointer data)
{
  show_problem (data, id);
}

static void
on_selected (const char *id, gpointer data)
{
}

/* --- rows --- */

/* `where` is for readers, who hear one button after another. */
static GtkWidget *
row_button (Pane *p, const char *label, const char *where, const char *key, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", label, where);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  sl_set_name (button, spoken);
  g_object_set_data_full (G_OBJECT (button), "key", g_strdup (key), g_free);
  g_signal_connect (button, "clicked", clicked, p);
  return button;
}

static void
add_mends (Pane *p, GtkWidget *row, const SlFinding *finding, guint index, const char *where)
{
  const char *key = sl_problems_key (problems_of (p), index);
  g_autoptr (GPtrArray) mends = sl_problems_mends (problems_of (p), index);

  if (mends->len > 0 && sl_editor_is_locked (p->editor, finding->id))
    {
      gtk_box_append (GTK_BOX (row), row_button (p, _("Unlock"), where, key, G_CALLBACK (on_unlock)));
      return;
    }
  for (guint i = 0; i < mends->len && i < MENDS_MAX; i++)
    {
      GtkWidget *button = row_button (p, ((SlMend *) mends->pdata[i])->label, where, key, G_CALLBACK (on_mend));

      g_object_set_data (G_OBJECT (button), "way", GUINT_TO_POINTER (i));
      if (i > 0)
        gtk_widget_add_css_class (button, "flat");
      gtk_box_append (GTK_BOX (row), button);
    }
}

static GtkWidget *
make_text (const SlFinding *finding, const char *where)
{
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *place = sl_label (where, NULL), *message = sl_label (finding->message, NULL);

  gtk_label_set_ellipsize (GTK_LABEL (place), PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (place, "sl-place");
  gtk_widget_set_hexpand (message, TRUE);
  sl_set_tooltip (message, finding->message);
  gtk_box_append (GTK_BOX (first), place);
  gtk_box_append (GTK_BOX (first), message);
  gtk_box_append (GTK_BOX (text), first);
  gtk_box_append (GTK_BOX (text), sl_label (finding->remedy, "sl-dim"));
  gtk_widget_set_hexpand (text, TRUE);
  return text;
}

static GtkWidget *
make_head (const char *id, char **spoken)
{
  static const char *const titles[SL_N_WORKSPACES] = { N_("Stage"), N_("Shots"), N_("Schedule") };
  guint workspace = 0;

  while (workspace + 1 < SL_N_WORKSPACES && !g_str_equal (sl_workspace_id (workspace), id + 1))
    workspace++;
  *spoken = g_strdup (_(titles[workspace]));
  return sl_label (*spoken, "sl-heading");
}

static GtkWidget *
make_row (const char *id, char **spoken, gpointer data)
{
  Pane *p = data;
  guint index = *id != HEAD ? index_of (p, id) : G_MAXUINT;
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  const SlFinding *finding;

  if (*id == HEAD)
    return make_head (id, spoken);
  if (index == G_MAXUINT) /* it went, and the list is about to hear */
    return row;
  finding = sl_problems_list (problems_of (p))->pdata[index];
  g_autofree char *where = place_text (p, finding);
  *spoken = g_strdup_printf ("%s, %s: %s. %s", sl_severity_label (finding->severity), where, finding->message,
                             finding->remedy);
  gtk_box_append (GTK_BOX (row), sl_severity_mark_new (finding->severity, sl_severity_label (finding->severity)));
  gtk_box_append (GTK_BOX (row), make_text (finding, where));
  add_mends (p, row, finding, index, where);
  if (sl_plan_find (sl_editor_plan (p->editor), finding->id) != NULL)
    gtk_box_append (GTK_BOX (row), row_button (p, _("Show"), where, id, G_CALLBACK (on_show)));
  gtk_widget_add_css_class (row, "sl-problem");
  return row;
}

/* All that a row shows: also what mends it, which other edits change. */
static char *
row_key (Pane *p, guint index)
{
  const SlFinding *finding = sl_problems_list (problems_of (p))->pdata[index];
  g_autoptr (GPtrArray) mends = sl_problems_mends (problems_of (p), index);
  g_autofree char *where = place_text (p, finding);
  GString *key = g_string_new (where);

  g_string_append_printf (key, "|%d|%d", (int) finding->severity, sl_editor_is_locked (p->editor, finding->id));
  for (guint i = 0; i < mends->len; i++)
    g_string_append_printf (key, "|%s", ((SlMend *) mends->pdata[i])->label);
  return g_string_free (key, FALSE);
}

static void
fill (Pane *p)
{
  const GPtrArray *list = sl_problems_list (problems_of (p));
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free), keys = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *title = count_text (p);
  int last = -1;

  gtk_label_set_text (GTK_LABEL (p->title), title);
  if (!gtk_widget_get_mapped (p->pane))
    return;
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      SlWorkspace workspace = sl_problems_workspace (problems_of (p), i);

      if ((int) workspace != last)
        {
          g_ptr_array_add (ids, g_strdup_printf ("%c%s", HEAD, sl_workspace_id (workspace)));
          g_ptr_array_add (keys, g_strdup (""));
        }
      last = (int) workspace;
      g_ptr_array_add (ids, g_strdup (sl_problems_key (problems_of (p), i)));
      g_ptr_array_add (keys, row_key (p, i));
    }
  sl_rows_set (p->list, ids, keys);
  gtk_stack_set_visible_child_name (GTK_STACK (p->stack), ids->len > 0 ? "some" : "none");
}

void
sl_problems_pane_step (GtkWidget *pane, gboolean back)
{
  Pane *p = g_object_get_data (G_OBJECT (pane), "problems");
  const GPtrArray *list = sl_problems_list (problems_of (p));
  guint n = list != NULL ? list->len : 0, at = index_of (p, sl_rows_selected (p->list));

  gtk_widget_set_visible (pane, TRUE);
  if (n == 0)
    return;
  if (at == G_MAXUINT)
    at = back ? n - 1 : 0;
  else
    at = (at + (back ? n - 1 : 1)) % n;
  sl_rows_select (p->list, sl_problems_key (problems_of (p), at));
  show_problem (p, sl_problems_key (problems_of (p), at));
}

/* --- the pane --- */

static void
pane_free (gpointer data)
{
  Pane *p = data;

  g_signal_handlers_disconnect_by_data (p->bench->problems, p);
  g_signal_handlers_disconnect_by_data (p->editor, p);
  sl_bench_unref (p->bench);
  g_free (p);
}

static GtkWidget *
build_head (Pane *p)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  p->title = sl_label ("", "heading");
  gtk_widget_set_hexpand (p->title, TRUE);
  gtk_box_append (GTK_BOX (head), p->title);
  gtk_box_append (GTK_BOX (head), sl_button ("go-up-symbolic", _("Previous problem"), "win.previous-problem"));
  gtk_box_append (GTK_BOX (head), sl_button ("go-down-symbolic", _("Next problem"), "win.next-problem"));
  gtk_box_append (GTK_BOX (head), sl_button ("window-close-symbolic", _("Close the problems"), "win.show-problems"));
  gtk_widget_add_css_class (head, "sl-toolbar");
  return head;
}

static GtkWidget *
build_none (void)
{
  GtkWidget *none = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("emblem-ok-symbolic");

  gtk_image_set_icon_size (GTK_IMAGE (icon), GTK_ICON_SIZE_LARGE);
  gtk_box_append (GTK_BOX (none), icon);
  gtk_box_append (GTK_BOX (none), gtk_label_new (_("Nothing is wrong with this plan.")));
  gtk_widget_set_valign (none, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (none, NONE_MARGIN);
  gtk_widget_set_margin_bottom (none, NONE_MARGIN);
  return none;
}

GtkWidget *
sl_problems_pane_new (SlBench *bench)
{
  Pane *p = g_new0 (Pane, 1);
  GtkWidget *scroll = gtk_scrolled_window_new ();

  p->bench = sl_bench_ref (bench);
  p->editor = bench->editor;
  p->pane = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  p->stack = gtk_stack_new ();
  p->list = sl_rows_new (make_row, on_selected, on_activated, p);
  gtk_widget_add_css_class (p->list, "sl-list");
  sl_set_name (p->list, _("Problems"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), p->list);
  gtk_widget_set_size_request (scroll, -1, LIST_H);
  gtk_stack_add_named (GTK_STACK (p->stack), scroll, "some");
  gtk_stack_add_named (GTK_STACK (p->stack), build_none (), "none");
  gtk_box_append (GTK_BOX (p->pane), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (p->pane), build_head (p));
  gtk_box_append (GTK_BOX (p->pane), p->stack);
  gtk_widget_set_visible (p->pane, FALSE);
  g_object_set_data_full (G_OBJECT (p->pane), "problems", p, pane_free);
  g_signal_connect_swapped (bench->problems, "changed", G_CALLBACK (fill), p);
  g_signal_connect_swapped (p->editor, "selection-changed", G_CALLBACK (fill), p); /* locks */
  g_signal_connect_swapped (p->pane, "map", G_CALLBACK (fill), p);
  fill (p);
  return p->pane;
}

/* --- the button --- */

typedef struct {
  SlBench   *bench;
  GtkWidget *button, *mark, *count;
} Count;

static SlSeverity
worst_of (const GPtrArray *list)
{
  SlSeverity worst = SL_SEVERITY_NOTE;

  for (guint i = 0; i < list->len; i++)
    worst = MAX (worst, ((SlFinding *) list->pdata[i])->severity);
  return worst;
}

static void
show_count (Count *c)
{
  const GPtrArray *list = sl_problems_list (c->bench->problems);
  guint n = list != NULL ? list->len : 0;
  g_autofree char *count = n > 0 ? g_strdup_printf ("%u", n) : g_strdup ("");
  g_autofree char *spoken = n > 0 ? g_strdup_printf (ngettext ("%u problem", "%u problems", n), n)
                                  : g_strdup (_("No problems"));
  g_autofree char *tip = g_strdup_printf ("%s (F8)", spoken);

  sl_clear_box (c->mark);
  gtk_box_append (GTK_BOX (c->mark), n > 0 ? sl_severity_mark_new (worst_of (list), spoken)
                                           : gtk_image_new_from_icon_name ("emblem-ok-symbolic"));
  gtk_label_set_text (GTK_LABEL (c->count), count);
  gtk_widget_set_visible (c->count, n > 0);
  sl_set_name (c->button, spoken);
  sl_set_tooltip (c->button, tip);
}

static void
count_free (gpointer data)
{
  Count *c = data;

  g_signal_handlers_disconnect_by_data (c->bench->problems, c);
  sl_bench_unref (c->bench);
  g_free (c);
}

GtkWidget *
sl_problems_button_new (SlBench *bench)
{
  Count *c = g_new0 (Count, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  c->bench = sl_bench_ref (bench);
  c->button = gtk_toggle_button_new ();
  c->mark = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  c->count = gtk_label_new ("");
  gtk_box_append (GTK_BOX (box), c->mark);
  gtk_box_append (GTK_BOX (box), c->count);
  gtk_button_set_child (GTK_BUTTON (c->button), box);
  gtk_widget_add_css_class (c->button, "flat");
  gtk_widget_add_css_class (c->count, "sl-number");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (c->button), "win.show-problems");
  g_object_set_data_full (G_OBJECT (c->button), "count", c, count_free);
  g_signal_connect_swapped (bench->problems, "changed", G_CALLBACK (show_count), c);
  show_count (c);
  return c->button;
}
