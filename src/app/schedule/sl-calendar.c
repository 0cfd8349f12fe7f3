#include "sl-calendar.h"

#include <math.h>

#include "sl-calendar-private.h"
#include "sl-deadlines.h"
#include "sl-i18n.h"
#include "sl-rows.h"
#include "sl-slots.h"

SlCalendarView
sl_calendar_view (SlCalendarPage *c)
{
  const SlPlan *plan = c->lanes->plan;
  const char *selected = sl_calendar_chosen (c);
  const SlProduction *own = sl_plan_get (plan, SL_KIND_PRODUCTION, selected);
  const double from = gtk_adjustment_get_value (c->days), days = gtk_adjustment_get_page_size (c->days);

  if (own == NULL && sl_plan_count (plan, SL_KIND_PRODUCTION) > 0)
    own = (const SlProduction *) sl_plan_at (plan, SL_KIND_PRODUCTION, 0);
  if (c->heat == NULL)
    c->heat = sl_heat_new (plan, (guint32) from, (guint) ceil (days));
  if (c->rows == NULL)
    c->rows = sl_gantt_rows (plan, c->open);
  return (SlCalendarView) {
    .rows = c->rows, .lanes = c->lanes, .heat = c->heat, .hand = &c->hand, .clashing = c->clashing,
    .calendar = own != NULL ? sl_unit_calendar (plan, own, sl_production_unit (plan, own->entity.id)) : NULL,
    .production = own != NULL ? own->entity.id : NULL, .selected = selected, .beside = c->beside, .from = from,
    .days = days,
    .mine = sl_editor_plan (c->editor), .sync = c->bench->sync, .top = gtk_adjustment_get_value (c->lines),
    .today = sl_date_today (),
    .now = sl_deadlines_now (),
  };
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  SlCalendarPage *c = data;

  if (c->lanes == NULL)
    return;
  const SlCalendarView view = sl_calendar_view (c);
  sl_calendar_paint (GTK_WIDGET (area), cr, c->painter, &view, width, height);
}

/* How far it can be scrolled down. */
static void
fit_lines (SlCalendarPage *c)
{
  if (c->lanes == NULL)
    return;
  const SlCalendarView view = sl_calendar_view (c);
  const double height = gtk_widget_get_height (c->area), all = fmax (c->painter->height (&view), height);

  gtk_adjustment_configure (c->lines, fmin (gtk_adjustment_get_value (c->lines), all - height), 0, all, 20,
                            fmax (1, height / 2), height);
  gtk_widget_queue_draw (c->area);
}

void
sl_calendar_open (SlCalendarPage *c, const char *production)
{
  if (!g_hash_table_remove (c->open, production))
    g_hash_table_add (c->open, g_strdup (production));
  g_clear_pointer (&c->rows, g_array_unref);
  fit_lines (c);
}

void
sl_calendar_show_as (SlCalendarPage *c, const char *name)
{
  const struct { const char *name; const SlCalendarPainter *painter; } views[] = {
    { "stages", &sl_stages_painter }, { "gantt", &sl_gantt_painter }, { "capacity", &sl_heat_painter },
  };

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    if (g_str_equal (views[i].name, name))
      c->painter = views[i].painter;
  for (GtkWidget *b = gtk_widget_get_first_child (g_object_get_data (G_OBJECT (c->box), "views")); b != NULL;
       b = gtk_widget_get_next_sibling (b))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (b), "name"), name) == 0)
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (b), TRUE);
  fit_lines (c);
}

/* What is selected elsewhere is brought into sight. */
static void
show_selection (SlCalendarPage *c)
{
  const SlPlan *plan = c->lanes != NULL ? sl_sync_seen (c->bench->sync) : sl_editor_plan (c->editor);

  if (sl_editor_selected (c->editor) != NULL || sl_plan_get (plan, SL_KIND_BOOKING, c->other) == NULL)
    g_clear_pointer (&c->other, g_free);
  const SlBooking *b = sl_plan_get (plan, SL_KIND_BOOKING, sl_calendar_chosen (c));

  sl_rows_select (c->list, b != NULL ? b->entity.id : NULL);
  if (b != NULL && b->from > 0 && c->lanes != NULL)
    sl_calendar_reveal (c, b->from, b->to);
  sl_calendar_list_fold (c, b != NULL);
  sl_booking_card_fill (c);
  gtk_widget_queue_draw (c->area);
}

const char *
sl_calendar_chosen (SlCalendarPage *c)
{
  const char *selected = sl_editor_selected (c->editor);

  return selected != NULL ? selected : c->other;
}

void
sl_calendar_choose (SlCalendarPage *c, const char *id)
{
  g_autofree char *own = g_strdup (id);
  const gboolean other = own != NULL && sl_plan_find (sl_editor_plan (c->editor), own) == NULL;

  sl_editor_select (c->editor, other ? NULL : own);
  if (!other)
    return;
  g_free (c->other);
  c->other = g_steal_pointer (&own);
  show_selection (c);
}

/* --- keeping up --- */

/* "LED volume · 42 m". */
static char *
beside_stage (const SlPlan *plan, const SlStage *stage)
{
  const char *use = _(sl_record_field (&sl_kind_info (SL_KIND_STAGE)->record, "use")->values[stage->use].label);
  double width, height;

  return sl_stage_wall (plan, stage->entity.id, &width, &height) ? g_strdup_printf (_("%.0f m · %s"), width, use)
                                                                 : g_strdup (use);
}

static void
fill_stages (SlCalendarPage *c)
{
  const SlPlan *plan = sl_sync_seen (c->bench->sync);
  const gboolean same = c->lanes != NULL && sl_plan_same_kind (plan, c->lanes->plan, SL_KIND_STAGE)
                        && sl_plan_same_kind (plan, c->lanes->plan, SL_KIND_WALL)
                        && sl_plan_same_kind (plan, c->lanes->plan, SL_KIND_PANEL);

  g_clear_pointer (&c->rows, g_array_unref);
  g_clear_pointer (&c->lanes, sl_lanes_free);
  g_clear_pointer (&c->heat, sl_heat_free);
  c->lanes = sl_lanes_new (plan);
  if (same)
    return;
  g_ptr_array_set_size (c->beside, 0);
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_STAGE); i++)
    g_ptr_array_add (c->beside, beside_stage (plan, (const SlStage *) sl_plan_at (plan, SL_KIND_STAGE, i)));
}

static gboolean
fill (gpointer data)
{
  SlCalendarPage *c = data;
  gboolean any;

  c->idle = 0;
  if (!gtk_widget_get_mapped (c->box))
    return G_SOURCE_REMOVE;
  c->synced = sl_sync_serial (c->bench->sync);
  fill_stages (c);
  any = c->lanes->counts->len > 0;
  gtk_stack_set_visible_child_name (GTK_STACK (c->stack), any ? "calendar" : "none");
  sl_calendar_fit (c);
  sl_calendar_list_fill (c);
  sl_deadline_bar_fill (c);
  sl_slot_bar_fill (c);
  sl_clash_list_fill (c);
  sl_level_list_fill (c);
  show_selection (c);
  fit_lines (c);
  return G_SOURCE_REMOVE;
}

/* An edit of many things fills once. */
static void
fill_later (SlCalendarPage *c)
{
  if (c->idle == 0)
    c->idle = sl_before_redraw (fill, c);
}

/* What others have, or how the plan's own stand, is another. */
static void
on_sync (SlCalendarPage *c)
{
  if (c->lanes == NULL || c->synced != sl_sync_serial (c->bench->sync))
    fill_later (c);
}

static void
on_resize (GtkDrawingArea *area, int width, int height, SlCalendarPage *c)
{
  fit_lines (c);
}

/* --- building --- */

static void
page_free (gpointer data)
{
  SlCalendarPage *c = data;

  g_clear_handle_id (&c->idle, g_source_remove);
  g_clear_handle_id (&c->clock, g_source_remove);
  g_signal_handlers_disconnect_by_data (c->editor, c);
  g_signal_handlers_disconnect_by_data (c->bench->figures, c);
  g_signal_handlers_disconnect_by_data (c->bench->levelling, c);
  g_signal_handlers_disconnect_by_data (c->bench->sync, c);
  g_signal_handlers_disconnect_by_data (c->days, c);
  g_object_unref (c->days);
  g_object_unref (c->lines);
  sl_booking_hand_clear (&c->hand);
  g_free (c->other);
  g_clear_pointer (&c->rows, g_array_unref);
  g_hash_table_unref (c->open);
  sl_lanes_free (c->lanes);
  sl_heat_free (c->heat);
  g_ptr_array_unref (c->beside);
  g_hash_table_unref (c->clashing);
  sl_bench_unref (c->bench);
  g_free (c);
}

static void
drop_menu (GtkWidget *area, GtkWidget *menu)
{
  gtk_widget_unparent (menu);
}

static GtkWidget *
build_picture (SlCalendarPage *c)
{
  GtkWidget *grid = gtk_grid_new (), *along = gtk_scrollbar_new (GTK_ORIENTATION_HORIZONTAL, c->days);
  GtkWidget *down = gtk_scrollbar_new (GTK_ORIENTATION_VERTICAL, c->lines);
  GtkWidget *below = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autoptr (GMenuModel) menu = sl_booking_menu ();

  c->area = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, "focusable", TRUE,
                          "hexpand", TRUE, "vexpand", TRUE, NULL);
  sl_set_name (c->area, _("Calendar of the stages"));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (c->area), draw, c, NULL);
  c->menu = gtk_popover_menu_new_from_model (menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (c->menu), FALSE);
  gtk_widget_set_parent (c->menu, c->area);
  g_signal_connect (c->area, "destroy", G_CALLBACK (drop_menu), c->menu);
  g_signal_connect (c->area, "resize", G_CALLBACK (on_resize), c);
  sl_add_list_keys (c->area);
  sl_set_name (along, _("Along the days"));
  sl_set_name (down, _("Along the stages"));
  sl_calendar_add_hands (c);
  gtk_grid_attach (GTK_GRID (grid), c->area, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), down, 1, 0, 1, 1);
  gtk_box_append (GTK_BOX (below), along);
  gtk_box_append (GTK_BOX (below), sl_calendar_zoom_buttons (c));
  gtk_widget_set_hexpand (along, TRUE);
  gtk_grid_attach (GTK_GRID (grid), below, 0, 1, 2, 1);
  return grid;
}

GtkWidget *
sl_calendar_new (SlBench *bench)
{
  SlCalendarPage *c = g_new0 (SlCalendarPage, 1);
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  c->bench = sl_bench_ref (bench);
  c->editor = bench->editor;
  c->painter = &sl_stages_painter;
  c->clashing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  c->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  c->beside = g_ptr_array_new_with_free_func (g_free);
  c->days = g_object_ref_sink (gtk_adjustment_new (0, 0, 0, 1, 7, 0));
  c->lines = g_object_ref_sink (gtk_adjustment_new (0, 0, 0, 20, 0, 0));
  c->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  c->stack = gtk_stack_new ();
  GtkWidget *picture = build_picture (c);
  g_signal_connect_object (c->lines, "value-changed", G_CALLBACK (gtk_widget_queue_draw), c->area, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (all), sl_calendar_bar (c));
  gtk_box_append (GTK_BOX (all), sl_store_bar_new (c));
  gtk_box_append (GTK_BOX (all), picture);
  gtk_box_append (GTK_BOX (all), sl_deadline_bar_new (c));
  gtk_box_append (GTK_BOX (all), c->chosen = sl_booking_card_new (c));
  gtk_box_append (GTK_BOX (all), sl_clash_list_new (c));
  gtk_box_append (GTK_BOX (all), sl_level_list_new (c));
  gtk_box_append (GTK_BOX (all), sl_slot_bar_new (c));
  gtk_box_append (GTK_BOX (all), sl_calendar_list_new (c));
  gtk_stack_add_named (GTK_STACK (c->stack), all, "calendar");
  gtk_stack_add_named (GTK_STACK (c->stack),
                       sl_empty_page ("x-office-calendar-symbolic", _("No bookings yet"),
                                      _("A booking takes a stage for some days, or holds it."), _("Add a booking"),
                                      "booking"), "none");
  gtk_widget_set_vexpand (c->stack, TRUE);
  gtk_box_append (GTK_BOX (c->box), c->stack);
  g_object_set_data_full (G_OBJECT (c->box), "calendar", c, page_free);
  g_signal_connect_swapped (c->editor, "plan-changed", G_CALLBACK (fill_later), c);
  g_signal_connect_swapped (c->editor, "selection-changed", G_CALLBACK (show_selection), c);
  g_signal_connect_swapped (bench->figures, "changed", G_CALLBACK (sl_clash_list_fill), c);
  g_signal_connect_swapped (bench->levelling, "changed", G_CALLBACK (sl_level_list_fill), c);
  g_signal_connect_swapped (bench->sync, "changed", G_CALLBACK (on_sync), c);
  g_signal_connect_swapped (c->box, "map", G_CALLBACK (fill_later), c);
  return c->box;
}

/* --- from outside --- */

static SlCalendarPage *
page_of (GtkWidget *calendar)
{
  return g_object_get_data (G_OBJECT (calendar), "calendar");
}

void
sl_calendar_set (GtkWidget *calendar, const char *view)
{
  sl_calendar_show_as (page_of (calendar), view);
}

void
sl_calendar_show (GtkWidget *calendar, guint32 from, guint days)
{
  SlCalendarPage *c = page_of (calendar);

  sl_calendar_go (c, from, days > 0 ? days : gtk_adjustment_get_page_size (c->days));
}

void
sl_calendar_zoom_by (GtkWidget *calendar, double factor)
{
  sl_calendar_zoom (page_of (calendar), factor, .5);
}

void
sl_calendar_show_all (GtkWidget *calendar)
{
  sl_calendar_go_all (page_of (calendar));
}

void
sl_calendar_toggle (GtkWidget *calendar, const char *production)
{
  sl_calendar_open (page_of (calendar), production);
}
