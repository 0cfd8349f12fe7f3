#include <math.h>

#include "sl-film-private.h"
#include "sl-i18n.h"
#include "sl-listed.h"
#include "sl-rows.h"

enum { BESIDE = 12, BELOW = 8 }; /* px */

static Film *
film_of (GtkWidget *box)
{
  return g_object_get_data (G_OBJECT (box), "film");
}

/* --- where it is --- */

/* s along the edit, in the middle of the shown frame. */
static double
now_s (Film *f)
{
  const SlShot *shot = sl_editor_shot (f->editor);

  if (shot == NULL)
    return 0;
  return sl_edit_start (sl_editor_plan (f->editor), shot->entity.id)
         + (sl_editor_frame (f->editor) + .5) / sl_rational_to_real (shot->fps);
}

/* s along the edit; `missing` where there is no such mark, or its shot has gone. */
static double
mark_s (Film *f, const Mark *mark, double after, double missing)
{
  const SlShot *shot = sl_plan_get (sl_editor_plan (f->editor), SL_KIND_SHOT, mark->shot);

  if (shot == NULL)
    return missing;
  return sl_edit_start (sl_editor_plan (f->editor), shot->entity.id)
         + fmin (mark->frame + after, (double) shot->frames) / sl_rational_to_real (shot->fps);
}

SlEditSpan
sl_film_span (Film *f)
{
  const double length = sl_edit_length (sl_editor_plan (f->editor));

  return (SlEditSpan) { mark_s (f, &f->in, 0, 0), mark_s (f, &f->out, 1, length) };
}

static void
go_to (Film *f, double seconds)
{
  double frame;
  const SlShot *shot = sl_edit_at (sl_editor_plan (f->editor), seconds, &frame);

  if (shot == NULL)
    return;
  g_autofree char *id = g_strdup (shot->entity.id);
  sl_editor_set_shot (f->editor, id);
  sl_editor_set_frame (f->editor, frame);
}

/* --- playing --- */

static void
begin_here (Film *f)
{
  const SlEditSpan span = sl_film_span (f);
  const double now = now_s (f);

  f->began = g_get_monotonic_time ();
  f->from = span.to > span.from && (now < span.from || now > span.to - .05) ? span.from : now;
}

/* By the clock: a slow picture drops frames, never time. */
static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Film *f = data;
  const SlEditSpan span = sl_film_span (f);
  g_autoptr (GVariant) loop = g_action_group_get_action_state (f->actions, "loop");
  double seconds;

  if (fabs (now_s (f) - f->last) > 1e-6) /* the person went elsewhere */
    begin_here (f);
  const gboolean goes_on = sl_edit_play (sl_editor_plan (f->editor), f->from,
                                         (double) (g_get_monotonic_time () - f->began) / 1e6, &span,
                                         g_variant_get_boolean (loop), &seconds);
  go_to (f, goes_on ? seconds : seconds - 1e-3);
  f->last = now_s (f);
  if (!goes_on)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (f->play), FALSE);
  return G_SOURCE_CONTINUE;
}

static void
on_play (GtkToggleButton *button, Film *f)
{
  const gboolean play = gtk_toggle_button_get_active (button);

  gtk_button_set_icon_name (GTK_BUTTON (button),
                            play ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  if (f->tick != 0)
    gtk_widget_remove_tick_callback (f->box, f->tick);
  f->tick = 0;
  if (!play)
    return;
  begin_here (f);
  f->last = now_s (f);
  f->tick = gtk_widget_add_tick_callback (f->box, on_tick, f, NULL);
}

void
sl_shot_film_play (GtkWidget *box)
{
  GtkToggleButton *play = GTK_TOGGLE_BUTTON (film_of (box)->play);

  gtk_toggle_button_set_active (play, !gtk_toggle_button_get_active (play));
}

/* --- a part of it --- */

static void
set_mark (Mark *mark, const char *shot, double frame)
{
  g_free (mark->shot);
  *mark = (Mark) { g_strdup (shot), frame };
}

static void
redraw (Film *f)
{
  for (guint i = 0; i < f->cells->len; i++)
    gtk_widget_queue_draw (g_object_get_data (f->cells->pdata[i], "over"));
}

static char *
time_text (double seconds)
{
  return g_strdup_printf ("%02d:%02d", (int) seconds / 60, (int) seconds % 60);
}

static void
show_span (Film *f)
{
  const SlEditSpan span = sl_film_span (f);
  const gboolean any = f->in.shot != NULL || f->out.shot != NULL;
  g_autofree char *from = time_text (span.from), *to = time_text (span.to);
  g_autofree char *text = g_strdup_printf (_("%s to %s"), from, to);

  gtk_button_set_label (GTK_BUTTON (f->span), text);
  gtk_widget_set_visible (f->span, any && span.to > span.from);
  redraw (f);
}

void
sl_shot_film_mark (GtkWidget *box, const char *end)
{
  Film *f = film_of (box);
  const SlShot *shot = sl_editor_shot (f->editor);
  const gboolean in = g_str_equal (end, "in"), out = g_str_equal (end, "out");

  if (shot == NULL)
    return;
  if (!out)
    set_mark (&f->in, in ? shot->entity.id : NULL, sl_editor_frame (f->editor));
  if (!in)
    set_mark (&f->out, out ? shot->entity.id : NULL, sl_editor_frame (f->editor));
  const SlEditSpan span = sl_film_span (f);
  if (span.to <= span.from) /* the other one is on the wrong side */
    set_mark (in ? &f->out : &f->in, NULL, 0);
  show_span (f);
}

/* --- keeping up --- */

/* All of it in sight where it is not too much. */
static void
fit (Film *f)
{
  const guint n = sl_plan_count (sl_editor_plan (f->editor), SL_KIND_SHOT);
  const double width = gtk_adjustment_get_page_size (f->along) - n * (double) CELL_GAP;
  const double length = sl_edit_length (sl_editor_plan (f->editor));

  f->scale = length > 0 ? fmax (width, 1) / length : 1;
  for (guint i = 0; i < f->cells->len; i++)
    sl_film_cell_size (f, f->cells->pdata[i]);
}

static void
show_frame (Film *f)
{
  const SlShot *shot = sl_editor_shot (f->editor);
  g_autofree char *of = shot != NULL ? g_strdup_printf (_("of %d"), (int) shot->frames) : g_strdup ("");

  f->filling = TRUE;
  gtk_spin_button_set_range (GTK_SPIN_BUTTON (f->frame), 0, shot != NULL ? (double) shot->frames - 1 : 0);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (f->frame), sl_editor_frame (f->editor));
  gtk_label_set_text (GTK_LABEL (f->of), of);
  f->filling = FALSE;
}

void
sl_shot_film_follow (GtkWidget *box)
{
  Film *f = film_of (box);
  const SlShot *shot = sl_editor_shot (f->editor);

  f->filling = TRUE;
  sl_rows_select (f->list, shot != NULL ? shot->entity.id : NULL);
  f->filling = FALSE;
  show_frame (f);
  redraw (f);
}

void
sl_shot_film_fill (GtkWidget *box)
{
  Film *f = film_of (box);
  const SlPlan *plan = sl_editor_plan (f->editor);
  const guint n = sl_plan_count (plan, SL_KIND_SHOT);
  g_autoptr (GPtrArray) ids = g_ptr_array_new (), keys = g_ptr_array_new_with_free_func (g_free);
  const SlShot *first = n > 0 ? (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, 0) : NULL;
  g_autofree char *length = time_text (sl_edit_length (plan));
  g_autofree char *text = first == NULL ? g_strdup ("") : g_strdup_printf (_("%s at %g fps"), length,
                                                                           sl_rational_to_real (first->fps));

  for (guint i = 0; i < n; i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);

      g_ptr_array_add (ids, shot->entity.id);
      g_ptr_array_add (keys, g_strdup_printf ("%s|%d", sl_shot_title (shot), (int) shot->frames));
    }
  fit (f);
  sl_rows_set (f->list, ids, keys);
  gtk_label_set_text (GTK_LABEL (f->time), text);
  show_span (f);
  sl_shot_film_follow (box);
}

static void
on_selected (const char *id, gpointer data)
{
  Film *f = data;

  if (!f->filling)
    sl_editor_set_shot (f->editor, id);
}

static void
on_frame (GtkSpinButton *spin, Film *f)
{
  if (!f->filling)
    sl_editor_set_frame (f->editor, gtk_spin_button_get_value (spin));
}

static gboolean
refill (gpointer data)
{
  Film *f = data;

  f->idle = 0;
  sl_shot_film_fill (f->box);
  return G_SOURCE_REMOVE;
}

/* Sizes may not change while sizes are being given. */
static void
on_width (Film *f)
{
  if (f->idle == 0)
    f->idle = sl_before_redraw (refill, f);
}

static void
stop (Film *f)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (f->play), FALSE);
}

static void
on_unspan (Film *f)
{
  sl_shot_film_mark (f->box, "");
}

/* --- the whole --- */

static GtkWidget *
toggle (const char *icon, const char *name, const char *tooltip, const char *action)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_widget_add_css_class (button, "flat");
  sl_set_name (button, name);
  sl_set_tooltip (button, tooltip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
mark_button (const char *label, const char *tooltip, const char *end)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.play-mark");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", end);
  sl_set_tooltip (button, tooltip);
  return button;
}

static GtkWidget *
build_bar (Film *f)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *scroll = gtk_scrolled_window_new (), *title;

  f->play = toggle ("media-playback-start-symbolic", _("Play the edit"), _("Play the edit (Space)"), NULL);
  f->frame = gtk_spin_button_new_with_range (0, 1, 1);
  f->of = sl_label ("", "sl-dim");
  f->span = gtk_button_new_with_label ("");
  gtk_widget_set_visible (f->span, FALSE); /* until there is one to say */
  f->time = sl_label ("", "sl-dim");
  title = sl_label (_("The edit"), "heading");
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_ellipsize (GTK_LABEL (f->of), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_ellipsize (GTK_LABEL (f->time), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_margin_start (title, 8);
  gtk_widget_set_hexpand (f->time, TRUE);
  gtk_label_set_xalign (GTK_LABEL (f->time), 1);
  gtk_widget_add_css_class (f->time, "sl-number");
  sl_set_name (f->frame, _("Frame"));
  sl_set_tooltip (f->span, _("Play all of the edit (X)"));
  g_signal_connect_swapped (f->span, "clicked", G_CALLBACK (on_unspan), f);
  g_signal_connect (f->play, "toggled", G_CALLBACK (on_play), f);
  g_signal_connect (f->frame, "value-changed", G_CALLBACK (on_frame), f);
  gtk_box_append (GTK_BOX (bar), sl_button ("media-skip-backward-symbolic", _("First frame"), "win.first-frame"));
  gtk_box_append (GTK_BOX (bar), f->play);
  gtk_box_append (GTK_BOX (bar), sl_button ("media-skip-forward-symbolic", _("Last frame"), "win.last-frame"));
  gtk_box_append (GTK_BOX (bar), toggle ("media-playlist-repeat-symbolic", _("Loop"), _("Play again and again (L)"),
                                         "win.loop"));
  gtk_box_append (GTK_BOX (bar), mark_button (_("In"), _("Play from this frame on (I)"), "in"));
  gtk_box_append (GTK_BOX (bar), mark_button (_("Out"), _("Play up to this frame (O)"), "out"));
  gtk_box_append (GTK_BOX (bar), f->span);
  gtk_box_append (GTK_BOX (bar), f->frame);
  gtk_box_append (GTK_BOX (bar), f->of);
  gtk_box_append (GTK_BOX (bar), title);
  gtk_box_append (GTK_BOX (bar), f->time);
  gtk_widget_add_css_class (bar, "sl-film-bar");
  /* as narrow as need be: what has no room is scrolled to */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), bar);
  return scroll;
}

void
sl_shot_film_add_space (GtkWidget *list)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("space"),
                                                          gtk_named_action_new ("win.play")));
  gtk_widget_add_controller (list, controller);
}

static void
film_free (gpointer data)
{
  Film *f = data;

  g_clear_handle_id (&f->idle, g_source_remove);
  g_signal_handlers_disconnect_by_data (f->along, f);
  g_object_unref (f->along);
  for (guint i = 0; i < f->cells->len; i++)
    g_signal_handlers_disconnect_by_data (f->cells->pdata[i], f);
  g_ptr_array_unref (f->cells);
  g_free (f->in.shot);
  g_free (f->out.shot);
  sl_bench_unref (f->bench);
  g_free (f);
}

GtkWidget *
sl_shot_film_new (SlBench *bench, SlShotThumbs *thumbs, GActionGroup *actions)
{
  Film *f = g_new0 (Film, 1);

  *f = (Film) { .bench = sl_bench_ref (bench), .editor = bench->editor, .thumbs = thumbs, .actions = actions };
  f->cells = g_ptr_array_new ();
  f->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  f->list = sl_rows_new (sl_film_cell_new, on_selected, NULL, f);
  f->scroll = gtk_scrolled_window_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (f->list), GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_add_css_class (f->list, "sl-film");
  sl_add_list_keys (f->list);
  sl_rows_one_stop (f->list);
  sl_set_name (f->list, _("The edit"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (f->scroll), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (f->scroll), f->list);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (f->scroll), CELL_H);
  gtk_widget_set_margin_start (f->scroll, BESIDE);
  gtk_widget_set_margin_end (f->scroll, BESIDE);
  gtk_widget_set_margin_bottom (f->scroll, BELOW);
  gtk_box_append (GTK_BOX (f->box), build_bar (f));
  gtk_box_append (GTK_BOX (f->box), f->scroll);
  g_object_set_data_full (G_OBJECT (f->box), "film", f, film_free);
  f->along = g_object_ref (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (f->scroll)));
  g_signal_connect_swapped (f->along, "notify::page-size", G_CALLBACK (on_width), f);
  sl_shot_film_add_space (f->list);
  g_signal_connect_swapped (f->box, "unmap", G_CALLBACK (stop), f);
  return f->box;
}
