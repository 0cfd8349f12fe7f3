#include "sl-calendar.h"

#include <math.h>

#include "sl-calendar-paint.h"
#include "sl-i18n.h"
#include "sl-rows.h"

/* In days: shown before the first booking, around the bookings, and at least and at most (a year and a half). In px: a
 * day at first, the list. */
enum { LEAD = 2, MARGIN = 28, PAGE_LEAST = 7, PAGE_MOST = 550, WEEK = 7, DAY_WIDTH = 22, LIST_HEIGHT = 200 };
static const double ZOOM_STEP = 1.25;

typedef struct {
  SlBench       *bench;
  SlEditor      *editor; /* the bench’s */
  SlLanes       *lanes;  /* of the plan as it was filled */
  GtkAdjustment *days;   /* Julian days; the page is what is in sight */
  GtkAdjustment *lines;  /* of the picture's height (px) */
  GtkWidget     *box, *stack, *area, *range, *list, *sums;
  guint          idle;
} Calendar;

static guint32
today (void)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_time_t (&date, time (NULL));
  return g_date_get_julian (&date);
}

static SlCalendarView
view_of (const Calendar *c)
{
  return (SlCalendarView) { c->lanes, sl_figures_capacity (c->bench->figures), sl_editor_selected (c->editor),
                            gtk_adjustment_get_value (c->days), gtk_adjustment_get_page_size (c->days),
                            gtk_adjustment_get_value (c->lines), today () };
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const Calendar *c = data;
  const SlCalendarView view = view_of (c);

  if (c->lanes != NULL)
    sl_calendar_paint (GTK_WIDGET (area), cr, &view, width, height);
}

/* --- what is in sight --- */

static char *
date_text (guint32 day)
{
  GDate date;
  char text[64];

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  g_date_strftime (text, sizeof text, _("%-d %b %Y"), &date);
  return g_strdup (text);
}

static void
show_range (Calendar *c)
{
  double from = gtk_adjustment_get_value (c->days), page = gtk_adjustment_get_page_size (c->days);
  g_autofree char *first = date_text ((guint32) from), *last = date_text ((guint32) (from + page - 1));
  g_autofree char *text = g_strdup_printf ("%s – %s", first, last);

  gtk_label_set_text (GTK_LABEL (c->range), text);
  gtk_widget_queue_draw (c->area);
}

/* From `from` on, `page` days; kept within what can be reached. */
static void
go_to (Calendar *c, double from, double page)
{
  double lower = gtk_adjustment_get_lower (c->days), upper = gtk_adjustment_get_upper (c->days);

  page = CLAMP (round (page), PAGE_LEAST, MIN (PAGE_MOST, upper - lower));
  from = CLAMP (round (from), lower, upper - page);
  gtk_adjustment_configure (c->days, from, lower, upper, 1, WEEK, page);
  show_range (c);
}

static void
move_by (Calendar *c, double days)
{
  go_to (c, gtk_adjustment_get_value (c->days) + days, gtk_adjustment_get_page_size (c->days));
}

static void
on_earlier (Calendar *c)
{
  move_by (c, -WEEK);
}

static void
on_later (Calendar *c)
{
  move_by (c, WEEK);
}

static void
on_today (Calendar *c)
{
  go_to (c, today () - LEAD, gtk_adjustment_get_page_size (c->days));
}

/* The days that can be reached: those of the bookings and of today, with a page on either side. */
static void
fit_days (Calendar *c)
{
  guint32 now = today (), from = c->lanes->from > 0 ? MIN (c->lanes->from, now) : now, to = MAX (c->lanes->to, now);
  gboolean first = gtk_adjustment_get_upper (c->days) <= 0;
  double lower = from > MARGIN ? from - MARGIN : 1, start = MAX ((double) c->lanes->from, 1) - LEAD;

  if (now >= c->lanes->from && now <= c->lanes->to)
    start = now - LEAD;
  gtk_adjustment_set_lower (c->days, lower);
  gtk_adjustment_set_upper (c->days, to + 2. * MARGIN);
  go_to (c, first ? start : gtk_adjustment_get_value (c->days),
         first ? gtk_widget_get_width (c->area) / DAY_WIDTH : gtk_adjustment_get_page_size (c->days));
}

/* What is selected elsewhere is brought into sight. */
static void
show_selection (Calendar *c)
{
  const SlBooking *b = sl_plan_get (sl_editor_plan (c->editor), SL_KIND_BOOKING, sl_editor_selected (c->editor));
  double from = gtk_adjustment_get_value (c->days), page = gtk_adjustment_get_page_size (c->days);

  sl_rows_select (c->list, b != NULL ? b->entity.id : NULL);
  if (b != NULL && b->from > 0 && c->lanes != NULL && (b->to < from || b->from >= from + page))
    go_to (c, (double) b->from - LEAD, page);
  gtk_widget_queue_draw (c->area);
}

/* --- the list --- */

static char *
spoken_of (const SlPlan *plan, const SlBooking *b)
{
  const SlEntity *production = sl_plan_get (plan, SL_KIND_PRODUCTION, b->production);
  const SlField *states = sl_record_field (&sl_kind_info (SL_KIND_BOOKING)->record, "state");
  g_autofree char *from = sl_date_to_text (b->from), *to = sl_date_to_text (b->to);

  return g_strdup_printf ("%s, %s, %s, %s – %s", sl_entity_title (&b->entity),
                          production != NULL ? sl_entity_title (production) : "", _(states->values[b->state].label),
                          from, to);
}

static GtkWidget *
make_row (const char *id, char **spoken, gpointer data)
{
  Calendar *c = data;
  const SlPlan *plan = sl_editor_plan (c->editor);
  const SlBooking *b = sl_plan_get (plan, SL_KIND_BOOKING, id);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *name, *dates;

  if (b == NULL) /* it went, and the list is about to hear */
    return row;
  const SlEntity *stage = sl_plan_get (plan, SL_KIND_STAGE, b->stage);
  g_autofree char *from = sl_date_to_text (b->from), *to = sl_date_to_text (b->to);
  g_autofree char *days = *from != '\0' || *to != '\0' ? g_strdup_printf ("%s – %s", from, to)
                                                       : g_strdup (_("no days yet"));
  name = sl_label (sl_entity_title (&b->entity), NULL);
  dates = sl_label (days, "sl-number");
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (row), name);
  gtk_box_append (GTK_BOX (row), sl_label (stage != NULL ? sl_entity_title (stage) : _("no stage yet"), "sl-dim"));
  gtk_box_append (GTK_BOX (row), dates);
  gtk_widget_add_css_class (row, "sl-row");
  *spoken = spoken_of (plan, b);
  return row;
}

static void
on_selected (const char *id, gpointer data)
{
  sl_editor_select (((Calendar *) data)->editor, id);
}

static void
fill_list (Calendar *c)
{
  const SlPlan *plan = sl_editor_plan (c->editor);
  g_autoptr (GPtrArray) ids = g_ptr_array_new (), keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlEntity *booking = sl_plan_at (plan, SL_KIND_BOOKING, i);
      g_ptr_array_add (ids, booking->id);
      g_ptr_array_add (keys, g_strdup_printf ("%" G_GUINT64_FORMAT, booking->stamp));
    }
  sl_rows_set (c->list, ids, keys);
}

/* --- sums --- */

static GtkWidget *
make_sum (guint index, gpointer data)
{
  const Calendar *c = data;
  const GArray *capacity = sl_figures_capacity (c->bench->figures);
  const SlStageCapacity *stage = &g_array_index (capacity, SlStageCapacity, index);
  g_autofree char *day = sl_date_to_text (stage->first_free);
  g_autofree char *text = g_strdup_printf (_("%s: %u days confirmed, %u held, first free day %s, %u conflicts"),
                                           sl_entity_title (&stage->stage->entity), stage->confirmed, stage->held,
                                           *day != '\0' ? day : "–", stage->conflicts->len);

  return sl_label (text, stage->conflicts->len > 0 ? "sl-miss" : "sl-dim");
}

static void
fill_sums (Calendar *c)
{
  const GArray *capacity = sl_figures_capacity (c->bench->figures);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; capacity != NULL && i < capacity->len; i++)
    {
      const SlStageCapacity *s = &g_array_index (capacity, SlStageCapacity, i);
      g_ptr_array_add (keys,
                       g_strdup_printf ("%s|%u|%u|%u|%u", sl_entity_title (&s->stage->entity), s->confirmed, s->held,
                                        s->first_free, s->conflicts->len));
    }
  sl_sync_children (c->sums, keys, make_sum, c);
  gtk_widget_queue_draw (c->area);
}

/* --- keeping up --- */

static gboolean
fill (gpointer data)
{
  Calendar *c = data;
  gboolean any;

  c->idle = 0;
  if (!gtk_widget_get_mapped (c->box))
    return G_SOURCE_REMOVE;
  g_clear_pointer (&c->lanes, sl_lanes_free);
  c->lanes = sl_lanes_new (sl_editor_plan (c->editor));
  any = sl_plan_count (sl_editor_plan (c->editor), SL_KIND_BOOKING) > 0;
  gtk_stack_set_visible_child_name (GTK_STACK (c->stack), any ? "calendar" : "none");
  gtk_adjustment_set_upper (c->lines, sl_calendar_height (c->lanes));
  fit_days (c);
  fill_list (c);
  fill_sums (c);
  show_selection (c);
  return G_SOURCE_REMOVE;
}

/* An edit of many things fills once. */
static void
fill_later (Calendar *c)
{
  if (c->idle == 0)
    c->idle = sl_before_redraw (fill, c);
}

/* --- hands --- */

static void
on_click (GtkGestureClick *gesture, int n, double x, double y, Calendar *c)
{
  const SlCalendarView view = view_of (c);
  const SlBooking *b = c->lanes != NULL ? sl_calendar_pick (&view, gtk_widget_get_width (c->area), x, y) : NULL;

  gtk_widget_grab_focus (c->area);
  sl_editor_select (c->editor, b != NULL ? b->entity.id : NULL);
}

/* The wheel goes through the stages, with Shift along the days, with Ctrl it shows more or fewer of them. */
static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, Calendar *c)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  double from = gtk_adjustment_get_value (c->days), page = gtk_adjustment_get_page_size (c->days);

  if (state & GDK_CONTROL_MASK)
    go_to (c, from + page / 2 - page * pow (ZOOM_STEP, dy) / 2, page * pow (ZOOM_STEP, dy));
  else if (dx != 0 || (state & GDK_SHIFT_MASK))
    move_by (c, (dx + dy) * MAX (1, page / 14));
  else
    gtk_adjustment_set_value (c->lines, gtk_adjustment_get_value (c->lines) + dy * 40);
  return TRUE;
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, Calendar *c)
{
  if (key == GDK_KEY_Left)
    on_earlier (c);
  else if (key == GDK_KEY_Right)
    on_later (c);
  else if (key == GDK_KEY_Home)
    on_today (c);
  else
    return FALSE;
  return TRUE;
}

static void
on_resize (GtkDrawingArea *area, int width, int height, Calendar *c)
{
  gtk_adjustment_set_page_size (c->lines, height);
  gtk_adjustment_set_value (c->lines, gtk_adjustment_get_value (c->lines)); /* within the new page */
}

/* --- building --- */

static void
calendar_free (gpointer data)
{
  Calendar *c = data;

  g_clear_handle_id (&c->idle, g_source_remove);
  g_signal_handlers_disconnect_by_data (c->editor, c);
  g_signal_handlers_disconnect_by_data (c->bench->figures, c);
  g_signal_handlers_disconnect_by_data (c->days, c);
  g_object_unref (c->days);
  g_object_unref (c->lines);
  sl_lanes_free (c->lanes);
  sl_bench_unref (c->bench);
  g_free (c);
}

static GtkWidget *
bar_button (Calendar *c, const char *icon, const char *name, GCallback clicked)
{
  GtkWidget *button = sl_button (icon, name, NULL);

  g_signal_connect_swapped (button, "clicked", clicked, c);
  return button;
}

static GtkWidget *
build_bar (Calendar *c)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *now = gtk_button_new_with_label (_("Today"));

  c->range = sl_label ("", "heading");
  gtk_widget_set_hexpand (c->range, TRUE);
  g_signal_connect_swapped (now, "clicked", G_CALLBACK (on_today), c);
  gtk_box_append (GTK_BOX (bar), bar_button (c, "go-previous-symbolic", _("A week earlier"), G_CALLBACK (on_earlier)));
  gtk_box_append (GTK_BOX (bar), bar_button (c, "go-next-symbolic", _("A week later"), G_CALLBACK (on_later)));
  gtk_box_append (GTK_BOX (bar), c->range);
  gtk_box_append (GTK_BOX (bar), now);
  gtk_widget_add_css_class (bar, "sl-toolbar");
  return bar;
}

static void
add_hands (Calendar *c)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (click, "pressed", G_CALLBACK (on_click), c);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), c);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), c);
  gtk_widget_add_controller (c->area, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (c->area, scroll);
  gtk_widget_add_controller (c->area, keys);
}

static GtkWidget *
build_picture (Calendar *c)
{
  GtkWidget *grid = gtk_grid_new (), *along = gtk_scrollbar_new (GTK_ORIENTATION_HORIZONTAL, c->days);
  GtkWidget *down = gtk_scrollbar_new (GTK_ORIENTATION_VERTICAL, c->lines);

  c->area = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, "focusable", TRUE,
                          "hexpand", TRUE, "vexpand", TRUE, NULL);
  sl_set_name (c->area, _("Calendar of the stages"));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (c->area), draw, c, NULL);
  g_signal_connect (c->area, "resize", G_CALLBACK (on_resize), c);
  sl_add_list_keys (c->area);
  sl_set_name (along, _("Along the days"));
  add_hands (c);
  gtk_grid_attach (GTK_GRID (grid), c->area, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), down, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), along, 0, 1, 1, 1);
  return grid;
}

static GtkWidget *
build_list (Calendar *c)
{
  GtkWidget *scroll = gtk_scrolled_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  c->list = sl_rows_new (make_row, on_selected, NULL, c);
  gtk_widget_add_css_class (c->list, "sl-list");
  sl_set_name (c->list, _("Bookings"));
  sl_add_list_keys (c->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), c->list);
  gtk_widget_set_size_request (scroll, -1, LIST_HEIGHT);
  c->sums = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_margin_start (c->sums, 12);
  gtk_widget_set_margin_bottom (c->sums, 8);
  gtk_box_append (GTK_BOX (box), scroll);
  gtk_box_append (GTK_BOX (box), c->sums);
  return box;
}

GtkWidget *
sl_calendar_new (SlBench *bench)
{
  Calendar *c = g_new0 (Calendar, 1);
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  c->bench = sl_bench_ref (bench);
  c->editor = bench->editor;
  c->days = g_object_ref_sink (gtk_adjustment_new (0, 0, 0, 1, WEEK, 0));
  c->lines = g_object_ref_sink (gtk_adjustment_new (0, 0, 0, 20, 100, 0));
  c->box = c->stack = gtk_stack_new ();
  gtk_box_append (GTK_BOX (all), build_bar (c));
  gtk_box_append (GTK_BOX (all), build_picture (c));
  gtk_box_append (GTK_BOX (all), build_list (c));
  gtk_stack_add_named (GTK_STACK (c->stack), all, "calendar");
  gtk_stack_add_named (GTK_STACK (c->stack),
                       sl_empty_page ("x-office-calendar-symbolic", _("No bookings yet"),
                                      _("A booking takes a stage for some days, or holds it."), _("Add a booking"),
                                      "booking"), "none");
  g_object_set_data_full (G_OBJECT (c->box), "calendar", c, calendar_free);
  g_signal_connect_swapped (c->days, "value-changed", G_CALLBACK (show_range), c);
  g_signal_connect_object (c->lines, "value-changed", G_CALLBACK (gtk_widget_queue_draw), c->area, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (c->editor, "plan-changed", G_CALLBACK (fill_later), c);
  g_signal_connect_swapped (c->editor, "selection-changed", G_CALLBACK (show_selection), c);
  g_signal_connect_swapped (bench->figures, "changed", G_CALLBACK (fill_sums), c);
  g_signal_connect_swapped (c->box, "map", G_CALLBACK (fill_later), c);
  return c->box;
}
