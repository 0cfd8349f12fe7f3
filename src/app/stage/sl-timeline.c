#include "sl-timeline.h"

#include <math.h>

#include "sl-curve-page.h"
#include "sl-i18n.h"
#include "sl-key-rows.h"
#include "sl-shot-row.h"
#include "sl-strips.h"

/* In px, and what is shown of a long edit at first (s). */
enum { STRIPS_HEIGHT = 222, FIRST_PAGE = 60 };
static const double ZOOM_STEP = 1.5;
static const double MOST_SCALE = 1.5; /* that the names grow by with the letters */

typedef struct {
  SlBench       *bench;
  SlEditor      *editor; /* the bench’s */
  GtkAdjustment *axis;
  SlKeyRows     *keys;
  GtkWidget     *shots, *none, *scale, *frame, *length, *time, *play, *strips, *pages;
  guint          tick;
  gint64         play_started;
  double         play_from;
  gboolean       filling;
} Timeline;

/* --- playing --- */

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Timeline *t = data;
  const SlShot *shot = sl_editor_shot (t->editor);
  double frame;

  if (shot == NULL)
    return G_SOURCE_CONTINUE;
  /* by the clock: a slow picture drops frames, never time */
  frame = t->play_from + (double) (g_get_monotonic_time () - t->play_started) / 1e6 * sl_rational_to_real (shot->fps);
  sl_editor_set_frame (t->editor, fmod (frame, (double) shot->frames));
  return G_SOURCE_CONTINUE;
}

static void
on_play (GtkToggleButton *button, Timeline *t)
{
  gboolean play = gtk_toggle_button_get_active (button);

  gtk_button_set_icon_name (GTK_BUTTON (button),
                            play ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  if (t->tick != 0)
    gtk_widget_remove_tick_callback (t->scale, t->tick);
  t->tick = 0;
  if (!play)
    return;
  t->play_started = g_get_monotonic_time ();
  t->play_from = sl_editor_frame (t->editor);
  t->tick = gtk_widget_add_tick_callback (t->scale, on_tick, t, NULL);
}

/* --- keeping up --- */

static void
show_time (Timeline *t)
{
  const SlShot *shot = sl_editor_shot (t->editor);
  g_autofree char *time = shot != NULL ? sl_rational_timecode (shot->fps, (gint64) sl_editor_frame (t->editor))
                                       : g_strdup ("00:00:00:00");
  g_autofree char *length = shot != NULL ? g_strdup_printf (_("of %d"), (int) shot->frames) : NULL;

  t->filling = TRUE;
  gtk_widget_set_sensitive (t->scale, shot != NULL && shot->frames > 1);
  gtk_range_set_range (GTK_RANGE (t->scale), 0, shot != NULL ? fmax (1, (double) shot->frames - 1) : 1);
  gtk_range_set_value (GTK_RANGE (t->scale), sl_editor_frame (t->editor));
  gtk_spin_button_set_range (GTK_SPIN_BUTTON (t->frame), 0, shot != NULL ? (double) shot->frames - 1 : 0);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (t->frame), sl_editor_frame (t->editor));
  gtk_label_set_text (GTK_LABEL (t->time), time);
  gtk_label_set_text (GTK_LABEL (t->length), length != NULL ? length : "");
  t->filling = FALSE;
  sl_shot_row_show_current (t->shots);
}

/* The axis as long as the edit. */
static void
fit_axis (Timeline *t)
{
  double length = fmax (sl_edit_length (sl_editor_plan (t->editor)), 1);
  double old = gtk_adjustment_get_upper (t->axis), page = gtk_adjustment_get_page_size (t->axis);

  if (page >= old) /* all of it was shown */
    page = old <= 0 && length > 1.5 * FIRST_PAGE ? FIRST_PAGE : length;
  page = fmin (page, length);
  gtk_adjustment_configure (t->axis, CLAMP (gtk_adjustment_get_value (t->axis), 0, length - page), 0, length, page / 10,
                            page, page);
}

static void
axis_changed (Timeline *t)
{
  sl_shot_row_follow_axis (t->shots);
}

static void
fill (Timeline *t)
{
  gboolean any = sl_plan_count (sl_editor_plan (t->editor), SL_KIND_SHOT) > 0;

  g_signal_handlers_block_by_func (t->axis, axis_changed, t);
  fit_axis (t);
  g_signal_handlers_unblock_by_func (t->axis, axis_changed, t);
  sl_shot_row_fill (t->shots);
  gtk_widget_set_visible (t->none, !any);
  gtk_widget_set_visible (t->strips, any);
  show_time (t);
}

/* --- moving along --- */

static double
now_s (Timeline *t)
{
  const SlShot *shot = sl_editor_shot (t->editor);

  if (shot == NULL)
    return 0;
  return sl_edit_start (sl_editor_plan (t->editor), shot->entity.id)
         + (sl_editor_frame (t->editor) + .5) / sl_rational_to_real (shot->fps);
}

/* The playhead stays in sight: the next page where it runs out of this one. */
static void
follow (Timeline *t)
{
  double now = now_s (t), value = gtk_adjustment_get_value (t->axis), page = gtk_adjustment_get_page_size (t->axis);

  if (now < value || now > value + page)
    gtk_adjustment_set_value (t->axis, CLAMP (now - page * .1, 0, gtk_adjustment_get_upper (t->axis) - page));
}

static void
on_zoom_in (GtkButton *button, Timeline *t)
{
  sl_axis_zoom (t->axis, ZOOM_STEP, now_s (t));
}

static void
on_zoom_out (GtkButton *button, Timeline *t)
{
  sl_axis_zoom (t->axis, 1 / ZOOM_STEP, now_s (t));
}

/* Shift and the wheel go along the edit, Ctrl and the wheel zoom about the playhead; the wheel alone moves the rows. */
static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, Timeline *t)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  double page = gtk_adjustment_get_page_size (t->axis);

  if (state & GDK_CONTROL_MASK)
    sl_axis_zoom (t->axis, pow (1.2, -dy), now_s (t));
  else if (dx != 0 || (state & GDK_SHIFT_MASK))
    gtk_adjustment_set_value (t->axis,
                              CLAMP (gtk_adjustment_get_value (t->axis) + (dx + dy) * page / 12, 0,
                                     gtk_adjustment_get_upper (t->axis) - page));
  else
    return FALSE; /* the rows */
  return TRUE;
}

static void
on_scale (GtkRange *range, Timeline *t)
{
  if (!t->filling)
    sl_editor_set_frame (t->editor, gtk_range_get_value (range));
}

static void
on_frame (GtkSpinButton *spin, Timeline *t)
{
  if (!t->filling)
    sl_editor_set_frame (t->editor, gtk_spin_button_get_value (spin));
}

static void
timeline_free (gpointer data)
{
  Timeline *t = data;

  g_signal_handlers_disconnect_by_data (t->editor, t);
  g_signal_handlers_disconnect_by_data (t->axis, t);
  sl_key_rows_free (t->keys);
  g_object_unref (t->axis);
  g_signal_handlers_disconnect_by_data (t->bench->analysis, t);
  sl_bench_unref (t->bench);
  g_free (t);
}

/* Makes keys of where what is selected is. */
static GtkWidget *
key_button (void)
{
  GtkWidget *button = sl_button ("sl-key-symbolic", _("Key the pose here"), NULL);

  sl_set_tooltip (button, _("Key the pose of what is selected at this frame (K)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.operate");
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), sl_key_target ());
  return button;
}

static GtkWidget *
auto_key_button (void)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (_("Auto-key"));

  gtk_widget_add_css_class (button, "sl-auto-key");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.auto-key");
  sl_set_tooltip (button, _("What is moved in the view gets a key at this frame"));
  return button;
}

static void
add_with (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

/* What is done with the keys that are chosen. */
static GMenuModel *
keys_menu (void)
{
  GMenu *menu = g_menu_new ();
  GMenu *eases = g_menu_new (), *times = g_menu_new (), *rest = g_menu_new ();

  add_with (eases, _("Linear to the next"), "win.keys-ease", g_variant_new_string ("linear"));
  add_with (eases, _("Smooth to the next"), "win.keys-ease", g_variant_new_string ("smooth"));
  add_with (eases, _("Hold until the next"), "win.keys-ease", g_variant_new_string ("hold"));
  add_with (eases, _("Bézier to the next"), "win.keys-ease", g_variant_new_string ("bezier"));
  add_with (times, _("Half the time between them"), "win.keys-scale", g_variant_new_double (.5));
  add_with (times, _("Twice the time between them"), "win.keys-scale", g_variant_new_double (2));
  g_menu_append (rest, _("Cut keys"), "win.keys-cut");
  g_menu_append (rest, _("Copy keys"), "win.keys-copy");
  g_menu_append (rest, _("Paste keys at this frame"), "win.keys-paste");
  g_menu_append (rest, _("Take out keys"), "win.keys-remove");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (eases));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (times));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
  g_object_unref (eases);
  g_object_unref (times);
  g_object_unref (rest);
  return G_MENU_MODEL (menu);
}

static GtkWidget *
keys_button (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = keys_menu ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "sl-curve-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  sl_set_tooltip (button, _("What is done with the keys that are chosen"));
  sl_set_name (button, _("Chosen keys"));
  return button;
}

static void
on_curves (GtkToggleButton *button, Timeline *t)
{
  gtk_stack_set_visible_child_name (GTK_STACK (t->pages),
                                    gtk_toggle_button_get_active (button) ? "curves" : "strips");
}

static GtkWidget *
curves_button (Timeline *t)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (_("Curves"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "sl-curves");
  sl_set_tooltip (button, _("The curve of what is keyed, with its speed and acceleration"));
  g_signal_connect (button, "toggled", G_CALLBACK (on_curves), t);
  return button;
}

static GtkWidget *
zoom_button (const char *icon, const char *name, GCallback clicked, Timeline *t)
{
  GtkWidget *button = sl_button (icon, name, NULL);

  g_signal_connect (button, "clicked", clicked, t);
  return button;
}

/* Only where there is more than is shown. */
static void
show_scrollbar (GtkAdjustment *axis, GtkWidget *bar)
{
  gtk_widget_set_visible (bar, gtk_adjustment_get_page_size (axis) < gtk_adjustment_get_upper (axis) - 1e-9);
}

static GtkWidget *
build_scrollbar (Timeline *t, int names_width)
{
  GtkWidget *bar = gtk_scrollbar_new (GTK_ORIENTATION_HORIZONTAL, t->axis);

  gtk_widget_set_margin_start (bar, names_width + 12);
  sl_set_name (bar, _("Along the edit"));
  g_signal_connect_object (t->axis, "changed", G_CALLBACK (show_scrollbar), bar, 0);
  show_scrollbar (t->axis, bar);
  return bar;
}

/* Whole, or not at all. */
static GtkWidget *
where_there_is_room (GtkWidget *child)
{
  GtkWidget *squeezer = adw_squeezer_new ();

  if (GTK_IS_LABEL (child))
    gtk_label_set_ellipsize (GTK_LABEL (child), PANGO_ELLIPSIZE_NONE);
  adw_squeezer_set_homogeneous (ADW_SQUEEZER (squeezer), FALSE);
  adw_squeezer_set_allow_none (ADW_SQUEEZER (squeezer), TRUE);
  adw_squeezer_add (ADW_SQUEEZER (squeezer), child);
  return squeezer;
}

static GtkWidget *
build_transport (Timeline *t)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  t->play = gtk_toggle_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (t->play), "media-playback-start-symbolic");
  gtk_widget_add_css_class (t->play, "flat");
  sl_set_tooltip (t->play, _("Play"));
  sl_set_name (t->play, _("Play"));
  g_signal_connect (t->play, "toggled", G_CALLBACK (on_play), t);
  t->time = sl_label ("", "heading");
  gtk_widget_add_css_class (t->time, "sl-number");
  gtk_label_set_ellipsize (GTK_LABEL (t->time), PANGO_ELLIPSIZE_NONE);
  t->frame = gtk_spin_button_new_with_range (0, 1, 1);
  sl_set_name (t->frame, _("Frame"));
  g_signal_connect (t->frame, "value-changed", G_CALLBACK (on_frame), t);
  t->length = sl_label ("", "sl-dim");
  t->scale = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 1, 1);
  gtk_scale_set_draw_value (GTK_SCALE (t->scale), FALSE);
  gtk_widget_set_hexpand (t->scale, TRUE);
  sl_set_name (t->scale, _("Position in the shot"));
  g_signal_connect (t->scale, "value-changed", G_CALLBACK (on_scale), t);
  gtk_box_append (GTK_BOX (bar), sl_button ("media-skip-backward-symbolic", _("First frame"), "win.first-frame"));
  gtk_box_append (GTK_BOX (bar), t->play);
  gtk_box_append (GTK_BOX (bar), sl_button ("media-skip-forward-symbolic", _("Last frame"), "win.last-frame"));
  gtk_box_append (GTK_BOX (bar), t->time);
  gtk_box_append (GTK_BOX (bar), where_there_is_room (sl_label (_("Frame"), "sl-dim")));
  gtk_box_append (GTK_BOX (bar), t->frame);
  gtk_box_append (GTK_BOX (bar), where_there_is_room (t->length));
  gtk_box_append (GTK_BOX (bar), where_there_is_room (key_button ()));
  gtk_box_append (GTK_BOX (bar), where_there_is_room (auto_key_button ()));
  gtk_box_append (GTK_BOX (bar), where_there_is_room (keys_button ()));
  gtk_box_append (GTK_BOX (bar), where_there_is_room (curves_button (t)));
  gtk_box_append (GTK_BOX (bar), where_there_is_room (t->scale));
  gtk_box_append (GTK_BOX (bar),
                  zoom_button ("zoom-out-symbolic", _("Show more of the edit"), G_CALLBACK (on_zoom_out), t));
  gtk_box_append (GTK_BOX (bar),
                  zoom_button ("zoom-in-symbolic", _("Show less of the edit"), G_CALLBACK (on_zoom_in), t));
  return bar;
}

/* A row and its name beside it, as high as each other. */
static void
add_row (GtkWidget *names, GtkWidget *rows, const char *name, GtkWidget *row)
{
  GtkWidget *label = sl_label (name, "sl-dim");

  gtk_box_append (GTK_BOX (names), label);
  gtk_box_append (GTK_BOX (rows), row);
  sl_same_height (label, row);
}

static void
add_chart (Timeline *t, GtkWidget *names, GtkWidget *rows, const char *name, SlSubject subject)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = sl_label (name, "sl-dim");
  GtkWidget *chart = sl_chart_new (t->bench, t->axis, subject);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), sl_chart_value_new (t->bench, subject));
  gtk_box_append (GTK_BOX (names), line);
  gtk_box_append (GTK_BOX (rows), chart);
  sl_same_height (line, chart);
}

static GtkWidget *
build_strips (Timeline *t, int names_width)
{
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *overlay = gtk_overlay_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *scroll = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *wheel = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  t->shots = sl_shot_row_new (t->bench, t->axis);
  t->keys = sl_key_rows_new (t->bench, t->axis);
  add_row (names, rows, "", sl_ruler_new (t->bench, t->axis));
  add_row (names, rows, _("Shots"), t->shots);
  gtk_box_append (GTK_BOX (names), sl_key_rows_names (t->keys));
  gtk_box_append (GTK_BOX (rows), sl_key_rows_tracks (t->keys));
  add_chart (t, names, rows, _("Coverage"), SL_SUBJECT_COVERAGE);
  add_chart (t, names, rows, _("Moiré"), SL_SUBJECT_MOIRE);
  gtk_widget_set_size_request (names, (int) (names_width * fmin (sl_text_scale (), MOST_SCALE)), -1);
  gtk_widget_set_hexpand (names, FALSE);
  gtk_widget_set_valign (rows, GTK_ALIGN_START);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), rows);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), sl_playhead_new (t->bench, t->axis));
  gtk_widget_set_hexpand (overlay, TRUE);
  gtk_box_append (GTK_BOX (line), names);
  gtk_box_append (GTK_BOX (line), overlay);
  g_signal_connect (wheel, "scroll", G_CALLBACK (on_scroll), t);
  gtk_widget_add_controller (overlay, wheel);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroll), STRIPS_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), line);
  gtk_widget_set_vexpand (scroll, TRUE);
  t->pages = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (t->pages), scroll, "strips");
  gtk_stack_add_named (GTK_STACK (t->pages),
                       sl_curve_page_new (t->bench, t->axis,
                                          (int) (names_width * fmin (sl_text_scale (), MOST_SCALE))), "curves");
  gtk_box_append (GTK_BOX (box), t->pages);
  gtk_box_append (GTK_BOX (box), build_scrollbar (t, names_width));
  return box;
}

GtkWidget *
sl_timeline_new (SlBench *bench, int names_width)
{
  Timeline *t = g_new0 (Timeline, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  t->bench = sl_bench_ref (bench);
  t->editor = bench->editor;
  t->axis = g_object_ref_sink (gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  t->none = sl_label (_("No shots yet. Add a camera, then a shot, with + on the left."), "sl-dim");
  gtk_box_append (GTK_BOX (box), build_transport (t));
  t->strips = build_strips (t, names_width);
  gtk_box_append (GTK_BOX (box), t->none);
  gtk_box_append (GTK_BOX (box), t->strips);
  gtk_widget_set_vexpand (box, FALSE); /* the pictures above take what is free */
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 8);
  g_object_set_data_full (G_OBJECT (box), "timeline", t, timeline_free);
  g_object_set_data (G_OBJECT (box), "play", t->play);
  g_signal_connect_swapped (t->axis, "value-changed", G_CALLBACK (axis_changed), t);
  g_signal_connect_swapped (t->axis, "changed", G_CALLBACK (axis_changed), t);
  g_signal_connect_swapped (t->editor, "plan-changed", G_CALLBACK (fill), t);
  g_signal_connect_swapped (bench->analysis, "changed", G_CALLBACK (fill), t);
  g_signal_connect_swapped (bench->analysis, "others-changed", G_CALLBACK (fill), t);
  g_signal_connect_swapped (t->editor, "time-changed", G_CALLBACK (show_time), t);
  g_signal_connect_swapped (t->editor, "time-changed", G_CALLBACK (follow), t);
  fill (t);
  return box;
}
