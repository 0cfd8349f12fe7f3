#include "sl-shots-page.h"

#include <math.h>

#include "sl-i18n.h"
#include "sl-listed.h"
#include "sl-shot-card.h"
#include "sl-shot-charts.h"
#include "sl-shot-film.h"
#include "sl-shot-list.h"
#include "sl-shot-picture.h"
#include "sl-shot-plan-view.h"
#include "sl-shot-remarks.h"
#include "sl-verdict.h"

enum { LIST_W = 340, LIST_LEAST_W = 260 };

typedef struct {
  SlBench      *bench;
  SlEditor     *editor;  /* the bench’s */
  SlShotThumbs *thumbs;
  GtkWidget    *page, *list, *picture, *film, *charts, *title, *facts, *plan, *card, *remarks;
  char         *charted; /* the shot that the charts are of, NULL for none */
} Page;

/* --- the facts --- */

static void
add_fact (Page *p, const char *name, const char *value)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *left = sl_label (name, "sl-dim");
  GtkWidget *right = sl_label (value, "sl-number");

  gtk_widget_set_hexpand (left, TRUE);
  gtk_box_append (GTK_BOX (line), left);
  gtk_box_append (GTK_BOX (line), right);
  gtk_box_append (GTK_BOX (p->facts), line);
}

static void
add_number (Page *p, const char *name, const char *format, double value)
{
  g_autofree char *text = isnan (value) ? g_strdup ("–") : g_strdup_printf (format, value);
  add_fact (p, name, text);
}

static void
add_length (Page *p, const char *name, double metres)
{
  g_autofree char *text = isfinite (metres) ? sl_length_text (p->editor, metres) : g_strdup ("–");
  add_fact (p, name, text);
}

static void
show_facts (Page *p)
{
  const SlShot *shot = sl_editor_shot (p->editor);
  const SlFrameCoverage *f = sl_analysis_live (p->bench->analysis);
  const SlCoverage *whole = shot != NULL ? sl_analysis_whole (p->bench->analysis, shot->entity.id) : NULL;
  const SlScene *scene = sl_editor_scene (p->editor, NULL);
  double pan, tilt, roll;

  sl_clear_box (p->facts);
  if (shot == NULL)
    return;
  g_autofree char *title = g_strdup_printf ("%s  %s", sl_shot_title (shot), sl_entity_title (&shot->entity));
  gtk_label_set_text (GTK_LABEL (p->title), title);
  if (scene != NULL && scene->has_camera)
    {
      sl_frame_to_pose (&scene->camera.frame, &pan, &tilt, &roll);
      g_autofree char *aim = g_strdup_printf (_("pan %+.1f° tilt %+.1f°"), pan, tilt);
      g_autofree char *view = g_strdup_printf ("%.1f° × %.1f°", scene->camera.hfov_deg, scene->camera.vfov_deg);
      add_number (p, _("Focal length"), "%g mm", scene->camera.focal_mm);
      add_number (p, _("Stop"), "T%g", scene->camera.stop);
      add_fact (p, _("Angle of view"), view);
      add_length (p, _("Height"), scene->camera.frame.o.z);
      add_fact (p, _("Aim"), aim);
    }
  if (f != NULL)
    {
      guint seen = 0, all = 0;
      for (guint i = 0; whole != NULL && i < whole->n_walls; i++)
        {
          seen += whole->walls[i].panels_seen;
          all += whole->walls[i].panels;
        }
      g_autofree char *cabinets = whole != NULL ? g_strdup_printf (_("%u of %u"), seen, all) : g_strdup ("–");
      add_number (p, _("Coverage now"), "%.1f %%", f->coverage * 100);
      add_number (p, _("Least coverage"), "%.1f %%", whole != NULL ? whole->min * 100 : NAN);
      add_length (p, _("Nearest cabinet"), f->distance_min_m);
      add_number (p, _("Incidence"), "%.0f°", f->incidence_max_deg);
      add_number (p, _("Moiré r"), "%.2f", fmin (f->blur_pitch_ratio_h, f->blur_pitch_ratio_v));
      add_number (p, _("Overscan"), "%.2f ×", f->overscan_angle_factor);
      add_number (p, _("Swim"), "%.1f px", f->swim_px);
      add_number (p, _("Wall over mid-grey"), _("%.1f stops"), f->exposure_stops);
      add_fact (p, _("Cabinets in the shot"), cabinets);
    }
}

/* One selection: in this workspace it is the shown shot, with others perhaps. */
static void
settle_selection (Page *p)
{
  const SlPlan *plan = sl_editor_plan (p->editor);
  const SlShot *shot = sl_editor_shot (p->editor);

  if (shot != NULL && sl_plan_get (plan, SL_KIND_SHOT, sl_editor_selected (p->editor)) != shot)
    sl_editor_select (p->editor, shot->entity.id);
}

/* At another frame of the same shot the charts stay. */
static void
show_charts (Page *p)
{
  const SlShot *shot = sl_editor_shot (p->editor);
  const gboolean same = shot != NULL && g_strcmp0 (p->charted, shot->entity.id) == 0;

  if (same)
    {
      sl_shot_charts_follow (p->charts);
      return;
    }
  g_free (p->charted);
  p->charted = shot != NULL ? g_strdup (shot->entity.id) : NULL;
  sl_shot_charts_fill (p->charts);
}

static void
time_changed (Page *p)
{
  if (!gtk_widget_get_mapped (p->page))
    return;
  settle_selection (p);
  show_facts (p);
  sl_shot_picture_show (p->picture);
  sl_shot_film_follow (p->film);
  show_charts (p);
  sl_shot_remarks_follow (p->remarks);
  sl_shot_plan_view_follow (p->plan);
}

static void
selection_changed (Page *p)
{
  if (gtk_widget_get_mapped (p->page))
    sl_shot_list_follow (p->list);
}

static void
fill_list (Page *p)
{
  if (!gtk_widget_get_mapped (p->page))
    return;
  sl_shot_list_fill (p->list);
  sl_shot_film_fill (p->film);
  gtk_stack_set_visible_child_name (GTK_STACK (p->page), sl_editor_shot (p->editor) != NULL ? "shots" : "none");
}

static void
fill (Page *p)
{
  if (!gtk_widget_get_mapped (p->page))
    return;
  fill_list (p);
  sl_shot_plan_view_renew (p->plan);
  time_changed (p);
  sl_shot_thumbs_renew (p->thumbs);
  sl_shot_charts_fill (p->charts);
}

/* The picture and the drawing do not change with what was measured. */
static void
results_changed (Page *p)
{
  if (!gtk_widget_get_mapped (p->page))
    return;
  fill_list (p);
  show_facts (p);
  sl_shot_picture_show_grades (p->picture);
  sl_shot_charts_fill (p->charts);
}

static void
page_free (gpointer data)
{
  Page *p = data;

  g_signal_handlers_disconnect_by_data (p->editor, p);
  sl_shot_thumbs_free (p->thumbs);
  g_free (p->charted);
  g_signal_handlers_disconnect_by_data (p->bench->analysis, p);
  g_signal_handlers_disconnect_by_data (p->bench->problems, p);
  sl_bench_unref (p->bench);
  g_free (p);
}

static GtkWidget *
build_side (Page *p, GActionGroup *actions)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10), *scroll = gtk_scrolled_window_new ();
  GtkWidget *whole = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  p->plan = sl_shot_plan_view_new (p->bench);
  p->facts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  p->card = sl_shot_card_new (p->bench);
  p->remarks = sl_shot_remarks_new (p->bench, actions);
  gtk_box_append (GTK_BOX (side), sl_label (_("Plan"), "heading"));
  gtk_box_append (GTK_BOX (side), p->plan);
  gtk_box_append (GTK_BOX (side), sl_verdict_new (p->bench));
  gtk_box_append (GTK_BOX (side), p->remarks);
  gtk_box_append (GTK_BOX (side), p->card);
  gtk_box_append (GTK_BOX (side), p->facts);
  gtk_widget_set_margin_start (side, 12);
  gtk_widget_set_margin_end (side, 12);
  gtk_widget_set_margin_top (side, 12);
  gtk_widget_set_margin_bottom (side, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), side);
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_box_append (GTK_BOX (whole), scroll);
  gtk_widget_add_css_class (sl_shot_remarks_entry (p->remarks), "sl-remark-entry");
  gtk_box_append (GTK_BOX (whole), sl_shot_remarks_entry (p->remarks));
  return whole;
}

static GtkWidget *
build_middle (Page *p, GActionGroup *actions)
{
  GtkWidget *middle = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  p->title = sl_label ("", "heading");
  gtk_widget_set_hexpand (p->title, TRUE);
  gtk_widget_set_margin_start (p->title, 6);
  gtk_widget_add_css_class (bar, "sl-toolbar");
  gtk_box_append (GTK_BOX (bar), sl_button ("go-previous-symbolic", _("Previous shot"), "win.previous-shot"));
  gtk_box_append (GTK_BOX (bar), sl_button ("go-next-symbolic", _("Next shot"), "win.next-shot"));
  gtk_box_append (GTK_BOX (bar), p->title);
  gtk_box_append (GTK_BOX (bar), sl_button ("network-transmit-symbolic", _("Play on stage"), "win.play-on-stage"));
  gtk_box_append (GTK_BOX (bar), sl_shot_picture_bar ());
  p->picture = sl_shot_picture_new (p->bench, actions);
  gtk_widget_set_vexpand (p->picture, TRUE);
  gtk_box_append (GTK_BOX (middle), bar);
  gtk_box_append (GTK_BOX (middle), p->picture);
  p->film = sl_shot_film_new (p->bench, p->thumbs, actions);
  gtk_box_append (GTK_BOX (middle), p->film);
  p->charts = sl_shot_charts_new (p->bench);
  gtk_box_append (GTK_BOX (middle), p->charts);
  return middle;
}

/* Wherever the focus is, unless it is typed into. */
static void
add_play_keys (GtkWidget *page)
{
  static const struct { const char *key, *action, *mark; } keys[] = {
    { "space", "win.play", NULL },     { "l", "win.loop", NULL },        { "i", "win.play-mark", "in" },
    { "o", "win.play-mark", "out" },   { "x", "win.play-mark", "none" }, { "comma", "win.previous-frame", NULL },
    { "period", "win.next-frame", NULL }, { "m", "win.edit-field", "remarks" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkShortcut *key = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].key),
                                           gtk_named_action_new (keys[i].action));

      if (keys[i].mark != NULL)
        gtk_shortcut_set_arguments (key, g_variant_new_string (keys[i].mark));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), key);
    }
  gtk_widget_add_controller (page, controller);
}

GtkWidget *
sl_shots_page_new (SlBench *bench, GActionGroup *actions)
{
  Page *p = g_new0 (Page, 1);
  GtkWidget *outer = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *inner = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);

  p->bench = sl_bench_ref (bench);
  p->editor = bench->editor;
  p->page = gtk_stack_new ();
  p->thumbs = sl_shot_thumbs_new (bench);
  p->list = sl_shot_list_new (bench, p->thumbs, actions);
  gtk_widget_set_size_request (p->list, LIST_LEAST_W, -1);
  gtk_paned_set_position (GTK_PANED (outer), LIST_W);
  gtk_paned_set_start_child (GTK_PANED (outer), p->list);
  gtk_paned_set_shrink_start_child (GTK_PANED (outer), FALSE);
  gtk_paned_set_end_child (GTK_PANED (outer), inner);
  gtk_paned_set_shrink_end_child (GTK_PANED (outer), FALSE);
  gtk_paned_set_resize_start_child (GTK_PANED (outer), FALSE);
  gtk_paned_set_start_child (GTK_PANED (inner), build_middle (p, actions));
  gtk_paned_set_shrink_start_child (GTK_PANED (inner), FALSE);
  gtk_paned_set_end_child (GTK_PANED (inner), build_side (p, actions));
  gtk_paned_set_shrink_end_child (GTK_PANED (inner), FALSE);
  gtk_paned_set_resize_end_child (GTK_PANED (inner), FALSE);
  gtk_stack_add_named (GTK_STACK (p->page), outer, "shots");
  gtk_stack_add_named (GTK_STACK (p->page),
                       sl_empty_page ("camera-video-symbolic", _("No shots yet"),
                                      _("A shot is what a camera sees for some frames. Its lens, its move and its "
                                        "grades stand here."), _("Add a shot"), "shot"), "none");
  add_play_keys (outer);
  g_object_set_data_full (G_OBJECT (p->page), "page", p, page_free);
  g_signal_connect_swapped (p->editor, "plan-changed", G_CALLBACK (fill), p);
  g_signal_connect_swapped (bench->analysis, "changed", G_CALLBACK (results_changed), p);
  g_signal_connect_swapped (bench->analysis, "others-changed", G_CALLBACK (fill_list), p);
  g_signal_connect_swapped (bench->problems, "changed", G_CALLBACK (fill_list), p);
  g_signal_connect_swapped (p->editor, "assets-changed", G_CALLBACK (fill), p);
  g_signal_connect_swapped (p->editor, "time-changed", G_CALLBACK (time_changed), p);
  g_signal_connect_swapped (p->editor, "selection-changed", G_CALLBACK (selection_changed), p);
  g_signal_connect_swapped (p->page, "map", G_CALLBACK (fill), p);
  return p->page;
}

void
sl_shots_page_play (GtkWidget *page)
{
  sl_shot_film_play (((const Page *) g_object_get_data (G_OBJECT (page), "page"))->film);
}

void
sl_shots_page_mark (GtkWidget *page, const char *end)
{
  sl_shot_film_mark (((const Page *) g_object_get_data (G_OBJECT (page), "page"))->film, end);
}

gboolean
sl_shots_page_focus (GtkWidget *page, const char *path)
{
  const Page *p = g_object_get_data (G_OBJECT (page), "page");

  if (g_str_equal (path, "remarks"))
    return gtk_widget_grab_focus (sl_shot_remarks_entry (p->remarks));
  return sl_shot_card_focus (p->card, path);
}
