/* What levelling would move, as a list: each booking with its days before and after, why, and a way to it; what cannot
 * be had together; and the button that makes all of it. */
#include "sl-calendar-private.h"
#include "sl-day-text.h"
#include "sl-i18n.h"

enum { MOST_ROWS = 50, LIST_HEIGHT = 110, GAP = 8 };

/* A line of the list: conflicts come first, then moves, days of boards that go with them, and what is left to do. One
 * of these, borrowed from what was found. */
typedef struct {
  const SlLevelConflict *conflict;
  const SlLevelMove     *move;
  const SlLevelDays     *days;
  const SlFinding       *finding;
} Line;

static guint
count_lines (const SlLevel *level)
{
  return level->conflicts->len + level->moves->len + level->days->len + level->findings->len;
}

static Line
line_at (const SlLevel *level, guint index)
{
  if (index < level->conflicts->len)
    return (Line) { .conflict = level->conflicts->pdata[index] };
  index -= level->conflicts->len;
  if (index < level->moves->len)
    return (Line) { .move = &g_array_index (level->moves, SlLevelMove, index) };
  index -= level->moves->len;
  if (index < level->days->len)
    return (Line) { .days = &g_array_index (level->days, SlLevelDays, index) };
  index -= level->days->len;
  return (Line) { .finding = index < level->findings->len ? level->findings->pdata[index] : NULL };
}

static const SlBooking *
booking_of (const SlPlan *plan, const Line *line)
{
  return line->move != NULL ? line->move->booking : line->days != NULL ? line->days->with
         : line->finding != NULL ? sl_plan_get (plan, SL_KIND_BOOKING, line->finding->id) : NULL;
}

/* Brings the days into sight: those that there are and those that would be. */
static void
reveal (SlCalendarPage *c, const SlLevel *level, const Line *line)
{
  const SlBooking *b = booking_of (level->plan, line);

  if (line->conflict != NULL)
    sl_calendar_reveal (c, line->conflict->from, line->conflict->to);
  else if (line->days != NULL)
    sl_calendar_reveal (c, MIN (line->days->from, line->days->new_from), MAX (line->days->to, line->days->new_to));
  else if (b != NULL && b->from != 0)
    sl_calendar_reveal (c, line->move != NULL ? MIN (b->from, line->move->from) : b->from,
                        line->move != NULL ? MAX (b->to, line->move->to) : b->to);
}

/* Selects who it is about. */
static void
on_show (GtkButton *button, SlCalendarPage *c)
{
  const SlLevel *level = sl_levelling_found (c->bench->levelling);
  const guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));

  if (level == NULL)
    return;
  const Line line = line_at (level, index);
  const SlBooking *booking = booking_of (level->plan, &line);
  const char *about = line.conflict != NULL && line.conflict->ids->len > 0 ? line.conflict->ids->pdata[0]
                      : line.finding != NULL                               ? line.finding->id : NULL;
  g_autofree char *id = g_strdup (booking != NULL ? booking->entity.id : about);
  if (id == NULL || (line.conflict != NULL && line.conflict->from == 0))
    return;
  sl_editor_select (c->editor, id);
  reveal (c, level, &line);
  gtk_widget_grab_focus (c->area);
}

static char *
conflict_text (const SlLevelConflict *conflict)
{
  g_autofree char *text = sl_level_conflict_text (conflict);

  return conflict->left != NULL ? g_strdup_printf ("%s. %s", text, conflict->left) : g_steal_pointer (&text);
}

static char *
move_text (const SlLevelMove *move)
{
  g_autofree char *was = sl_days_text (move->booking->from, move->booking->to);
  g_autofree char *is = sl_days_text (move->from, move->to);
  const char *title = sl_entity_title (&move->booking->entity);

  if (move->rank > 0)
    return g_strdup_printf (_("%s: %s → %s, rank %d · %s"), title, was, is, (int) move->rank, move->reason);
  return g_strdup_printf (_("%s: %s → %s · %s"), title, was, is, move->reason);
}

static char *
finding_text (const SlFinding *finding)
{
  return g_strdup_printf ("%s. %s", finding->message, finding->remedy);
}

static char *
line_text (const Line *line)
{
  return line->conflict != NULL ? conflict_text (line->conflict) : line->move != NULL ? move_text (line->move)
         : line->days != NULL ? sl_level_days_text (line->days) : finding_text (line->finding);
}

static const char *
line_icon (const Line *line)
{
  return line->conflict != NULL ? "dialog-error-symbolic" : line->finding != NULL ? "dialog-warning-symbolic"
         : line->days != NULL ? "x-office-calendar-symbolic" : "go-next-symbolic";
}

static GtkWidget *
make_row (guint index, gpointer data)
{
  SlCalendarPage *c = data;
  const Line line = line_at (sl_levelling_found (c->bench->levelling), index);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP), *show = gtk_button_new_with_label (_("Show"));
  g_autofree char *text = line_text (&line), *name = g_strdup_printf (_("Show: %s"), text);
  GtkWidget *label = sl_label (text, NULL);

  gtk_widget_set_hexpand (label, TRUE);
  sl_set_tooltip (label, text);
  gtk_box_append (GTK_BOX (row), gtk_image_new_from_icon_name (line_icon (&line)));
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), show);
  sl_set_name (show, name);
  gtk_widget_add_css_class (show, "flat");
  g_object_set_data (G_OBJECT (show), "index", GUINT_TO_POINTER (index));
  g_signal_connect (show, "clicked", G_CALLBACK (on_show), c);
  gtk_widget_add_css_class (row, "sl-row");
  return row;
}

/* A levelling that is found anew makes all rows anew. */
static void
fill_rows (SlCalendarPage *c, const SlLevel *level)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; level != NULL && i < MIN (MOST_ROWS, count_lines (level)); i++)
    g_ptr_array_add (keys, g_strdup_printf ("%p|%u", (gconstpointer) level, i));
  sl_sync_children (g_object_get_data (G_OBJECT (c->levels), "rows"), keys, make_row, c);
}

static char *
head_of (SlLevelling *levelling)
{
  const SlLevel *level = sl_levelling_found (levelling);
  const char *trouble = sl_levelling_trouble (levelling);

  if (sl_levelling_is_running (levelling))
    return g_strdup (_("Levelling…"));
  if (level == NULL)
    return g_strdup (trouble != NULL ? trouble : "");
  g_autofree char *verdict = sl_level_verdict (level);
  g_autofree char *moves = level->moves->len == 0 ? g_strdup (_("Nothing has to move"))
                           : g_strdup_printf (ngettext ("%u move", "%u moves", level->moves->len), level->moves->len);
  if (!sl_levelling_is_current (levelling))
    return g_strdup_printf (_("%s · the plan is another since; level it again"), moves);
  return g_strdup_printf ("%s · %s", moves, verdict);
}

void
sl_level_list_fill (SlCalendarPage *c)
{
  SlLevelling *levelling = c->bench->levelling;
  const SlLevel *level = sl_levelling_found (levelling);
  GtkWidget *head = g_object_get_data (G_OBJECT (c->levels), "head");
  g_autofree char *text = head_of (levelling);

  gtk_label_set_text (GTK_LABEL (head), text);
  sl_set_tooltip (head, text);
  gtk_widget_set_visible (head, *text != '\0');
  gtk_widget_set_visible (g_object_get_data (G_OBJECT (c->levels), "found"), *text != '\0');
  gtk_widget_set_visible (g_object_get_data (G_OBJECT (c->levels), "scroll"),
                          level != NULL && count_lines (level) > 0);
  fill_rows (c, level);
}

static void
on_level (GtkButton *button, SlCalendarPage *c)
{
  GtkWidget *earlier = g_object_get_data (G_OBJECT (c->levels), "earlier");

  gtk_widget_activate_action (GTK_WIDGET (button), "win.facility-level", "(sb)", "",
                              gtk_check_button_get_active (GTK_CHECK_BUTTON (earlier)));
}

static GtkWidget *
action_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
build_bar (SlCalendarPage *c)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP), *level = gtk_button_new_with_label (_("Level…"));
  GtkWidget *earlier = gtk_check_button_new_with_label (_("Earlier days too"));
  GtkWidget *found = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);

  sl_set_tooltip (level, _("Look for days on which all holds fit"));
  g_signal_connect (level, "clicked", G_CALLBACK (on_level), c);
  gtk_widget_set_hexpand (earlier, TRUE);
  gtk_box_append (GTK_BOX (bar), level);
  gtk_box_append (GTK_BOX (bar), earlier);
  gtk_box_append (GTK_BOX (found), action_button (_("Apply"), "win.facility-level-apply"));
  gtk_box_append (GTK_BOX (found), action_button (_("Lay aside"), "win.facility-level-close"));
  gtk_box_append (GTK_BOX (bar), found);
  g_object_set_data (G_OBJECT (c->levels), "earlier", earlier);
  g_object_set_data (G_OBJECT (c->levels), "found", found);
  return bar;
}

GtkWidget *
sl_level_list_new (SlCalendarPage *c)
{
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scroll = gtk_scrolled_window_new ();
  GtkWidget *head = sl_label ("", "sl-dim");

  c->levels = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP / 2);
  sl_set_name (rows, _("Moves of the levelling"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), rows);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), LIST_HEIGHT);
  g_object_set_data (G_OBJECT (c->levels), "rows", rows);
  g_object_set_data (G_OBJECT (c->levels), "head", head);
  g_object_set_data (G_OBJECT (c->levels), "scroll", scroll);
  gtk_box_append (GTK_BOX (c->levels), build_bar (c));
  gtk_box_append (GTK_BOX (c->levels), head);
  gtk_box_append (GTK_BOX (c->levels), scroll);
  g_object_set (c->levels, "margin-start", GAP, "margin-end", GAP, "margin-bottom", GAP / 2, NULL);
  sl_level_list_fill (c);
  return c->levels;
}
