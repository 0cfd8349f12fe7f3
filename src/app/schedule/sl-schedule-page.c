#include "sl-schedule-page.h"

#include <math.h>

#include "sl-capacity.h"
#include "sl-i18n.h"
#include "sl-inspector.h"

/* Days shown before the first booking, and at least. */
enum { LEAD = 2, LEAST_DAYS = 21, DAY_WIDTH = 46 };

typedef struct {
  SlBench  *bench;
  SlEditor  *editor; /* the bench’s */
  GtkWidget *page, *strips, *calendar_holder, *sums;
  guint      idle;
} Page;

static void
on_pick (GtkButton *button, Page *p)
{
  sl_editor_select (p->editor, g_object_get_data (G_OBJECT (button), "id"));
}

static GtkWidget *
pick_button (Page *p, const char *id, GtkWidget *child, const char *name)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), child);
  gtk_widget_add_css_class (button, "flat");
  sl_set_name (button, name);
  gtk_widget_set_tooltip_text (button, name);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_pick), p);
  return button;
}

/* Marks the button of what is selected, wherever below `widget` it is. */
static void
mark_selection (Page *p, GtkWidget *widget)
{
  const char *id = g_object_get_data (G_OBJECT (widget), "id");

  if (id != NULL && g_str_equal (id, sl_editor_selected (p->editor) != NULL ? sl_editor_selected (p->editor) : ""))
    gtk_widget_add_css_class (widget, "sl-selected");
  else if (id != NULL)
    gtk_widget_remove_css_class (widget, "sl-selected");
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && id == NULL; child = gtk_widget_get_next_sibling (child))
    mark_selection (p, child);
}

static void
show_selection (Page *p)
{
  mark_selection (p, p->strips);
  mark_selection (p, p->calendar_holder);
}

/* --- strips --- */

static const char *
strip_class (const SlSceneEntity *scene)
{
  static const char *const by_light[] = { NULL, NULL, "sl-dawn", "sl-dusk" };
  gboolean exterior = scene->place == 1, night = scene->light == 1;

  if (by_light[scene->light] != NULL)
    return by_light[scene->light];
  return exterior ? (night ? "sl-ext-night" : "sl-ext-day") : night ? "sl-int-night" : "sl-int-day";
}

static GtkWidget *
cell (const char *text, int width, gboolean expand)
{
  GtkWidget *label = sl_label (text, NULL);

  gtk_widget_set_size_request (label, width, -1);
  gtk_widget_set_hexpand (label, expand);
  return label;
}

static char *
eighths_text (gint64 eighths)
{
  if (eighths % 8 == 0)
    return g_strdup_printf ("%d", (int) (eighths / 8));
  return eighths >= 8 ? g_strdup_printf ("%d %d/8", (int) (eighths / 8), (int) (eighths % 8)) : g_strdup_printf ("%d/8", (int) eighths);
}

static double
estimate_minutes (const SlSceneEntity *scene)
{
  return isnan (scene->minutes) ? 20. * (double) scene->eighths : scene->minutes;
}

/* One line of the board; a heading where all is text. */
static GtkWidget *
strip_box (const char *number, const char *place, const char *light, const char *set, const char *synopsis, const char *pages, const char *minutes)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (box), cell (number, 40, FALSE));
  gtk_box_append (GTK_BOX (box), cell (place, 42, FALSE));
  gtk_box_append (GTK_BOX (box), cell (light, 48, FALSE));
  gtk_box_append (GTK_BOX (box), cell (set, 110, FALSE));
  gtk_box_append (GTK_BOX (box), cell (synopsis, 60, TRUE));
  gtk_box_append (GTK_BOX (box), cell (pages, 44, FALSE));
  gtk_box_append (GTK_BOX (box), cell (minutes, 36, FALSE));
  return box;
}

static GtkWidget *
make_strip (guint index, gpointer data)
{
  Page *p = data;
  const SlSceneEntity *scene = (const SlSceneEntity *) sl_plan_at (sl_editor_plan (p->editor), SL_KIND_SCENE, index);
  const SlRecordType *type = &sl_kind_info (SL_KIND_SCENE)->record;
  const char *number = scene->number != NULL ? scene->number : scene->entity.id, *set = scene->set != NULL ? scene->set : "";
  const char *place = _(sl_record_field (type, "place")->values[scene->place].label), *light = _(sl_record_field (type, "light")->values[scene->light].label);
  g_autofree char *pages = eighths_text (scene->eighths), *minutes = g_strdup_printf ("%.0f", estimate_minutes (scene));
  g_autofree char *name = g_strdup_printf (_("Scene %s, %s %s, %s"), number, place, set, light);
  GtkWidget *strip = pick_button (p, scene->entity.id, strip_box (number, place, light, set, scene->synopsis != NULL ? scene->synopsis : "", pages, minutes), name);

  gtk_widget_add_css_class (strip, "sl-strip");
  gtk_widget_add_css_class (strip, strip_class (scene));
  return strip;
}

static void
fill_strips (Page *p)
{
  const SlPlan *plan = sl_editor_plan (p->editor);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  gint64 eighths = 0;
  double minutes = 0;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SCENE); i++)
    {
      const SlSceneEntity *scene = (const SlSceneEntity *) sl_plan_at (plan, SL_KIND_SCENE, i);
      g_ptr_array_add (keys, g_strdup_printf ("%" G_GUINT64_FORMAT, scene->entity.stamp));
      eighths += scene->eighths;
      minutes += estimate_minutes (scene);
    }
  sl_sync_children (p->strips, keys, make_strip, p);
  g_autofree char *pages = eighths_text (eighths);
  g_autofree char *sums = keys->len == 0 ? g_strdup (_("No scenes yet. Add one with + in the Stage workspace."))
    : g_strdup_printf (_("%u strips · %s pages · %d:%02d hours"), keys->len, pages, (int) minutes / 60, (int) minutes % 60);
  gtk_label_set_text (GTK_LABEL (p->sums), sums);
}

/* --- the calendar --- */

static void
add_dates (GtkWidget *grid, guint32 from, guint days)
{
  for (guint i = 0; i < days; i++)
    {
      GDate date;
      char weekday[16], month[16];
      g_autofree char *text = NULL;

      g_date_clear (&date, 1);
      g_date_set_julian (&date, from + i);
      g_date_strftime (weekday, sizeof weekday, "%a", &date);
      g_date_strftime (month, sizeof month, "%b", &date);
      text = i == 0 || g_date_get_day (&date) == 1 ? g_strdup_printf ("%s\n%d %s", weekday, g_date_get_day (&date), month) : g_strdup_printf ("%s\n%d", weekday, g_date_get_day (&date));
      GtkWidget *label = gtk_label_new (text);
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
      gtk_widget_add_css_class (label, "sl-heading");
      gtk_widget_set_size_request (label, DAY_WIDTH, -1);
      gtk_grid_attach (GTK_GRID (grid), label, (int) i + 1, 0, 1, 1);
    }
}

typedef struct {
  guint32 from;
  guint   days;
} Days;

/* Weekends darker, a line a week, today in the accent colour. */
static void
draw_days (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const Days *shown = data;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GDate today;
  GdkRGBA colour;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, (GDateDay) g_date_time_get_day_of_month (now), (GDateMonth) g_date_time_get_month (now), (GDateYear) g_date_time_get_year (now));
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &colour);
  for (guint i = 0; i < shown->days; i++)
    {
      guint weekday = (shown->from + i + 6) % 7; /* Julian day 1 was a Monday: 0 is one */
      double x = (double) width * i / shown->days, next = (double) width * (i + 1) / shown->days;
      gboolean is_today = shown->from + i == g_date_get_julian (&today);

      if (weekday < 5 && !is_today && weekday != 0)
        continue;
      cairo_set_source_rgba (cr, is_today ? .21 : colour.red, is_today ? .52 : colour.green, is_today ? .89 : colour.blue, is_today ? .22 : weekday == 0 ? .12 : .05);
      cairo_rectangle (cr, x, 0, weekday == 0 && !is_today ? 1 : next - x, height);
      cairo_fill (cr);
    }
}

static GtkWidget *
day_background (guint32 from, guint days)
{
  GtkWidget *area = gtk_drawing_area_new ();
  Days *shown = g_new (Days, 1);

  *shown = (Days) { from, days };
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_days, shown, g_free);
  gtk_widget_set_can_target (area, FALSE);
  return area;
}

static GtkWidget *
make_booking (Page *p, const SlPlan *plan, const SlBooking *b)
{
  const SlEntity *production = sl_plan_get (plan, SL_KIND_PRODUCTION, b->production);
  const SlField *states = sl_record_field (&sl_kind_info (SL_KIND_BOOKING)->record, "state");
  g_autofree char *from = sl_date_to_text (b->from), *to = sl_date_to_text (b->to);
  g_autofree char *text = b->state == SL_BOOKING_CONFIRMED ? g_strdup (sl_entity_title (&b->entity)) : g_strdup_printf ("%d  %s", (int) b->rank, sl_entity_title (&b->entity));
  g_autofree char *name = g_strdup_printf ("%s, %s, %s, %s – %s", sl_entity_title (&b->entity), production != NULL ? sl_entity_title (production) : "", _(states->values[b->state].label), from, to);
  GtkWidget *button = pick_button (p, b->entity.id, sl_label (text, NULL), name);

  gtk_widget_add_css_class (button, "sl-booking");
  gtk_widget_add_css_class (button, b->state == SL_BOOKING_CONFIRMED ? "sl-confirmed" : "sl-hold");
  if (sl_plan_count (plan, SL_KIND_PRODUCTION) > 0 && production == sl_plan_at (plan, SL_KIND_PRODUCTION, 0))
    gtk_widget_add_css_class (button, "sl-ours");
  return button;
}

/* Each stage takes as many lines as bookings overlap on it. */
static int
add_stage (Page *p, GtkWidget *grid, const SlPlan *plan, const SlStageCapacity *c, guint32 from, guint days, int line)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, TRUE, sizeof (guint32)); /* last day taken, a line */
  g_autofree char *text = g_strdup_printf (_("%s\n%.0f %% occupied"), sl_entity_title (&c->stage->entity), c->occupancy * 100);
  GtkWidget *name = sl_label (text, NULL);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);
      guint lane = 0;

      if (g_strcmp0 (b->stage, c->stage->entity.id) != 0 || b->state >= SL_BOOKING_RELEASED || b->from < from || b->to >= from + days || b->to < b->from)
        continue;
      while (lane < ends->len && g_array_index (ends, guint32, lane) >= b->from)
        lane++;
      if (lane == ends->len)
        g_array_set_size (ends, lane + 1);
      g_array_index (ends, guint32, lane) = b->to;
      gtk_grid_attach (GTK_GRID (grid), make_booking (p, plan, b), (int) (b->from - from) + 1, line + (int) lane, (int) (b->to - b->from) + 1, 1);
    }
  int lanes = MAX (1, (int) ends->len);
  gtk_widget_set_size_request (name, 170, -1);
  gtk_widget_set_tooltip_text (name, sl_entity_title (&c->stage->entity));
  gtk_widget_set_margin_top (name, 6);
  gtk_widget_set_valign (name, GTK_ALIGN_START);
  gtk_grid_attach (GTK_GRID (grid), name, 0, line, 1, lanes);
  GtkWidget *rule = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_grid_attach (GTK_GRID (grid), rule, 0, line + lanes, (int) days + 1, 1);
  return line + lanes + 1;
}

static void
fill_calendar (Page *p)
{
  const SlPlan *plan = sl_editor_plan (p->editor);
  const GArray *stages = sl_figures_capacity (p->bench->figures);
  guint32 from, to;
  GtkWidget *grid, *background, *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  int line = 1;

  if (stages == NULL) /* they are being counted */
    return;
  if (!sl_capacity_span (plan, &from, &to))
    {
      GtkWidget *empty = adw_status_page_new ();
      adw_status_page_set_icon_name (ADW_STATUS_PAGE (empty), "x-office-calendar-symbolic");
      adw_status_page_set_title (ADW_STATUS_PAGE (empty), _("No bookings yet"));
      adw_status_page_set_description (ADW_STATUS_PAGE (empty), _("Add a booking with + in the Stage workspace, then give it a stage and days."));
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (p->calendar_holder), empty);
      return;
    }
  from -= LEAD;
  guint days = MAX (LEAST_DAYS, to - from + 1 + LEAD);
  grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  background = day_background (from, days);
  gtk_grid_attach (GTK_GRID (grid), background, 1, 0, (int) days, 1); /* first, so that it lies behind */
  add_dates (grid, from, days);
  for (guint i = 0; i < stages->len; i++)
    line = add_stage (p, grid, plan, &g_array_index (stages, SlStageCapacity, i), from, days, line);
  gtk_grid_layout_child_set_row_span (GTK_GRID_LAYOUT_CHILD (gtk_layout_manager_get_layout_child (gtk_widget_get_layout_manager (grid), background)), line);
  gtk_box_append (GTK_BOX (box), grid);
  for (guint i = 0; i < stages->len; i++)
    {
      const SlStageCapacity *c = &g_array_index (stages, SlStageCapacity, i);
      g_autofree char *free_day = sl_date_to_text (c->first_free);
      g_autofree char *text = g_strdup_printf (_("%s: %u days confirmed, %u held, first free day %s, %u conflicts"), sl_entity_title (&c->stage->entity), c->confirmed, c->held,
                                               *free_day != '\0' ? free_day : "–", c->conflicts->len);
      gtk_box_append (GTK_BOX (box), sl_label (text, c->conflicts->len > 0 ? "sl-miss" : "sl-dim"));
    }
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_top (box, 12);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (p->calendar_holder), box);
}

static gboolean
fill_idle (gpointer data)
{
  Page *p = data;

  p->idle = 0;
  if (gtk_widget_get_mapped (p->page))
    {
      fill_strips (p);
      fill_calendar (p);
      show_selection (p);
    }
  return G_SOURCE_REMOVE;
}

/* An edit of many things fills once. */
static void
fill_later (Page *p)
{
  if (p->idle == 0)
    p->idle = g_idle_add (fill_idle, p);
}

static GtkWidget *
strip_heading (void)
{
  GtkWidget *heading = strip_box (_("Scene"), "", "", _("Set"), "", _("Pages"), _("Min"));

  for (GtkWidget *label = gtk_widget_get_first_child (heading); label != NULL; label = gtk_widget_get_next_sibling (label))
    gtk_widget_add_css_class (label, "sl-heading");
  gtk_widget_set_margin_start (heading, 16);
  gtk_widget_set_margin_end (heading, 16);
  gtk_widget_set_margin_top (heading, 10);
  return heading;
}

static void
page_free (gpointer data)
{
  Page *p = data;

  g_clear_handle_id (&p->idle, g_source_remove);
  g_signal_handlers_disconnect_by_data (p->editor, p);
  g_signal_handlers_disconnect_by_data (p->bench->figures, p);
  sl_bench_unref (p->bench);
  g_free (p);
}

GtkWidget *
sl_schedule_page_new (SlBench *bench)
{
  Page *p = g_new0 (Page, 1);
  GtkWidget *outer = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL), *inner = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scroll = gtk_scrolled_window_new (), *inspector = sl_inspector_new (bench, FALSE);

  p->bench = sl_bench_ref (bench);
  p->editor = bench->editor;
  p->page = outer;
  p->strips = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  sl_set_name (p->strips, _("Strips"));
  gtk_widget_set_margin_start (p->strips, 8);
  gtk_widget_set_margin_end (p->strips, 8);
  gtk_widget_set_margin_top (p->strips, 8);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), p->strips);
  gtk_widget_set_vexpand (scroll, TRUE);
  p->sums = sl_label ("", "sl-number");
  gtk_widget_set_margin_start (p->sums, 12);
  gtk_widget_set_margin_top (p->sums, 8);
  gtk_widget_set_margin_bottom (p->sums, 8);
  gtk_box_append (GTK_BOX (left), strip_heading ());
  gtk_box_append (GTK_BOX (left), scroll);
  gtk_box_append (GTK_BOX (left), p->sums);
  gtk_widget_set_size_request (left, 520, -1);
  p->calendar_holder = gtk_scrolled_window_new ();
  gtk_widget_set_hexpand (p->calendar_holder, TRUE);
  gtk_paned_set_start_child (GTK_PANED (outer), left);
  gtk_paned_set_shrink_start_child (GTK_PANED (outer), FALSE);
  gtk_paned_set_end_child (GTK_PANED (outer), inner);
  gtk_paned_set_shrink_end_child (GTK_PANED (outer), FALSE);
  gtk_paned_set_resize_start_child (GTK_PANED (outer), FALSE);
  gtk_paned_set_start_child (GTK_PANED (inner), p->calendar_holder);
  gtk_paned_set_shrink_start_child (GTK_PANED (inner), FALSE);
  gtk_paned_set_end_child (GTK_PANED (inner), inspector);
  gtk_paned_set_shrink_end_child (GTK_PANED (inner), FALSE);
  gtk_paned_set_resize_end_child (GTK_PANED (inner), FALSE);
  sl_add_list_keys (p->strips);
  sl_add_list_keys (p->calendar_holder);
  g_object_set_data (G_OBJECT (outer), "inspector", inspector);
  g_object_set_data_full (G_OBJECT (outer), "page", p, page_free);
  g_signal_connect_swapped (p->editor, "plan-changed", G_CALLBACK (fill_later), p);
  g_signal_connect_swapped (bench->figures, "changed", G_CALLBACK (fill_later), p);
  g_signal_connect_swapped (p->editor, "selection-changed", G_CALLBACK (show_selection), p);
  g_signal_connect_swapped (outer, "map", G_CALLBACK (fill_later), p);
  return outer;
}

GtkWidget *
sl_schedule_page_inspector (GtkWidget *page)
{
  return g_object_get_data (G_OBJECT (page), "inspector");
}
