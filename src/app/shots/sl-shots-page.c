#include "sl-shots-page.h"

#include <math.h>

#include "sl-i18n.h"
#include "sl-rows.h"
#include "sl-ground-plan.h"
#include "sl-problem-mark.h"
#include "sl-sheet.h"
#include "sl-verdict.h"

enum { THUMBNAIL_W = 112, PICTURE_W = 960, THUMBNAILS_MAX = 1000, LIST_W = 340, LIST_LEAST_W = 260,
       PLAN_W = 236, PLAN_H = 220 };

typedef struct {
  SlBench   *bench;
  SlEditor   *editor; /* the bench’s */
  GtkWidget  *page, *list, *picture, *title, *badges, *facts, *plan, *notes;
  SlDrawing  *drawing;    /* of the current shot, NULL when it has to be made */
  GHashTable *thumbnails; /* shot id → Thumbnail */
  GPtrArray  *shown;      /* the pictures of rows that are widgets now, borrowed */
} Page;

/* --- pictures --- */

static void
show_picture (GObject *owner, guint8 *rgba, int width, int height, gpointer data)
{
  g_autoptr (GdkTexture) texture = rgba != NULL ? sl_texture (rgba, width, height) : NULL;

  gtk_picture_set_paintable (GTK_PICTURE (owner), texture != NULL ? GDK_PAINTABLE (texture) : NULL);
}

static void
ask_picture (Page *p)
{
  const SlShot *shot = sl_editor_shot (p->editor);

  if (shot != NULL && gtk_widget_get_mapped (p->page))
    sl_pictures_ask (p->bench->pictures, G_OBJECT (p->picture), shot->entity.id, sl_editor_frame (p->editor), NULL,
                     PICTURE_W, show_picture, NULL);
}

/* A thumbnail and the plan that it shows. */
typedef struct {
  guint64     key; /* of what it shows */
  GdkTexture *texture;
} Thumbnail;

static void
thumbnail_free (gpointer data)
{
  Thumbnail *thumbnail = data;

  g_object_unref (thumbnail->texture);
  g_free (thumbnail);
}

static void
show_thumbnail (GObject *owner, guint8 *rgba, int width, int height, gpointer data)
{
  Page *p = data;
  const guint64 *asked = g_object_get_data (owner, "asked");
  Thumbnail *thumbnail;

  show_picture (owner, rgba, width, height, NULL);
  if (rgba == NULL || asked == NULL)
    return;
  if (g_hash_table_size (p->thumbnails) >= THUMBNAILS_MAX)
    g_hash_table_remove_all (p->thumbnails); /* they are soon drawn again */
  thumbnail = g_new (Thumbnail, 1);
  thumbnail->key = *asked;
  thumbnail->texture = g_object_ref (GDK_TEXTURE (gtk_picture_get_paintable (GTK_PICTURE (owner))));
  g_hash_table_replace (p->thumbnails, g_strdup (g_object_get_data (owner, "id")), thumbnail);
}

/* Asks for a new one unless there is one of the shot as it is, or it is on its way; the old one stands until it
 * comes. */
static void
update_thumbnail (Page *p, GtkWidget *picture)
{
  const char *id = g_object_get_data (G_OBJECT (picture), "id");
  const SlShot *shot = sl_plan_get (sl_editor_plan (p->editor), SL_KIND_SHOT, id);
  const Thumbnail *known = g_hash_table_lookup (p->thumbnails, id);
  const guint64 *asked = g_object_get_data (G_OBJECT (picture), "asked");
  guint64 key = sl_scene_reads_picture (sl_editor_reads (p->editor), id);

  if (known != NULL)
    gtk_picture_set_paintable (GTK_PICTURE (picture), GDK_PAINTABLE (known->texture));
  if (shot == NULL || (known != NULL && known->key == key) || (asked != NULL && *asked == key))
    return;
  g_object_set_data_full (G_OBJECT (picture), "asked", g_memdup2 (&key, sizeof key), g_free);
  sl_pictures_ask (p->bench->pictures, G_OBJECT (picture), id, (double) (shot->frames / 2), NULL, THUMBNAIL_W,
                   show_thumbnail, p);
}

static void
update_thumbnails (Page *p)
{
  for (guint i = 0; i < p->shown->len; i++)
    update_thumbnail (p, p->shown->pdata[i]);
}

static void
on_picture_gone (GtkWidget *picture, Page *p)
{
  g_ptr_array_remove_fast (p->shown, picture);
}

/* --- the list --- */

static GtkWidget *
make_row (const char *id, char **spoken, gpointer data)
{
  Page *p = data;
  const SlShot *shot = sl_plan_get (sl_editor_plan (p->editor), SL_KIND_SHOT, id);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *text, *picture, *clamp, *mark;

  if (shot == NULL) /* it went, and the list is about to hear */
    return box;
  text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  picture = gtk_picture_new ();
  clamp = adw_clamp_new ();
  g_autofree char *title = g_strdup_printf ("%s  %s", shot->number != NULL ? shot->number : shot->entity.id,
                                            sl_entity_title (&shot->entity));
  g_autofree char *length = g_strdup_printf (_("%d f"), (int) shot->frames);
  g_autofree char *facts = g_strdup_printf ("%s%s%g mm  ·  %s", shot->size != NULL ? shot->size : "",
                                            shot->size != NULL ? "  ·  " : "",
                                            sl_scene_shot_focal_mm (sl_editor_plan (p->editor), id), length);

  g_object_set_data_full (G_OBJECT (picture), "id", g_strdup (shot->entity.id), g_free);
  gtk_widget_set_size_request (picture, THUMBNAIL_W, 56);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_box_append (GTK_BOX (text), sl_label (title, "heading"));
  gtk_box_append (GTK_BOX (text), sl_label (facts, "sl-dim"));
  gtk_box_append (GTK_BOX (text), sl_badges (p->editor, sl_analysis_grades (p->bench->analysis, shot->entity.id)));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), THUMBNAIL_W);
  adw_clamp_set_child (ADW_CLAMP (clamp), picture);
  gtk_box_append (GTK_BOX (box), clamp);
  gtk_box_append (GTK_BOX (box), text);
  if ((mark = sl_problem_mark_new (p->bench, id)) != NULL)
    gtk_box_append (GTK_BOX (box), mark);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  *spoken = g_strdup (title);
  g_ptr_array_add (p->shown, picture);
  g_signal_connect (picture, "destroy", G_CALLBACK (on_picture_gone), p);
  update_thumbnail (p, picture);
  return box;
}

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
  sl_clear_box (p->badges);
  if (shot == NULL)
    return;
  g_autofree char *title = g_strdup_printf ("%s  %s", shot->number != NULL ? shot->number : shot->entity.id,
                                            sl_entity_title (&shot->entity));
  gtk_label_set_text (GTK_LABEL (p->title), title);
  gtk_label_set_text (GTK_LABEL (p->notes), shot->description != NULL ? shot->description : "");
  gtk_box_append (GTK_BOX (p->badges), sl_badges (p->editor, sl_analysis_grades (p->bench->analysis, shot->entity.id)));
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

static void
show_selection (Page *p)
{
  const SlShot *shot = sl_editor_shot (p->editor);

  sl_rows_select (p->list, shot != NULL ? shot->entity.id : NULL);
}

static void
time_changed (Page *p)
{
  g_clear_pointer (&p->drawing, sl_drawing_free);
  if (!gtk_widget_get_mapped (p->page))
    return;
  show_selection (p);
  show_facts (p);
  ask_picture (p);
  gtk_widget_queue_draw (p->plan);
}

/* What a row shows of a shot: a row whose text is the same stays. */
static char *
row_key (Page *p, const SlShot *shot)
{
  const SlCoverage *c = sl_analysis_grades (p->bench->analysis, shot->entity.id);
  GString *key = g_string_new (NULL);

  g_string_printf (key, "%s|%s|%s|%g|%d|", shot->number != NULL ? shot->number : "", sl_entity_title (&shot->entity),
                   shot->size != NULL ? shot->size : "",
                   sl_scene_shot_focal_mm (sl_editor_plan (p->editor), shot->entity.id), (int) shot->frames);
  sl_badges_key (key, c);
  sl_problem_mark_key (key, p->bench, shot->entity.id);
  return g_string_free (key, FALSE);
}

static void
fill_list (Page *p)
{
  const SlPlan *plan = sl_editor_plan (p->editor);
  g_autoptr (GPtrArray) ids = g_ptr_array_new (), keys = g_ptr_array_new_with_free_func (g_free);

  if (!gtk_widget_get_mapped (p->page))
    return;
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    {
      const SlEntity *shot = sl_plan_at (plan, SL_KIND_SHOT, i);
      g_ptr_array_add (ids, shot->id);
      g_ptr_array_add (keys, row_key (p, (const SlShot *) shot));
    }
  sl_rows_set (p->list, ids, keys);
  gtk_stack_set_visible_child_name (GTK_STACK (p->page), keys->len > 0 ? "shots" : "none");
}

static void
fill (Page *p)
{
  if (!gtk_widget_get_mapped (p->page))
    return;
  fill_list (p);
  time_changed (p);
  update_thumbnails (p);
}

/* The picture and the drawing do not change with what was measured. */
static void
results_changed (Page *p)
{
  if (!gtk_widget_get_mapped (p->page))
    return;
  fill_list (p);
  show_facts (p);
}

static void
on_selected (const char *id, gpointer data)
{
  Page *p = data;

  sl_editor_select (p->editor, id);
  sl_editor_set_shot (p->editor, id); /* it may have been selected before, and another shown since */
}

static void
draw_plan (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  Page *p = data;
  const SlShot *shot = sl_editor_shot (p->editor);
  const SlScene *scene = sl_editor_scene (p->editor, NULL);

  if (p->drawing == NULL && shot != NULL && scene != NULL)
    p->drawing = sl_draw_ground_plan (sl_editor_plan (p->editor), sl_document_assets (sl_editor_document (p->editor)),
                                      &(SlGroundPlanOptions) { scene->stage.entity->id, shot->entity.id }, NULL, NULL);
  if (p->drawing != NULL)
    sl_sheet_paint_on_screen (p->drawing, cr, width, height);
}

static void
page_free (gpointer data)
{
  Page *p = data;

  g_signal_handlers_disconnect_by_data (p->editor, p);
  g_hash_table_unref (p->thumbnails);
  for (guint i = 0; i < p->shown->len; i++)
    g_signal_handlers_disconnect_by_data (p->shown->pdata[i], p);
  g_ptr_array_unref (p->shown);
  sl_drawing_free (p->drawing);
  g_signal_handlers_disconnect_by_data (p->bench->analysis, p);
  g_signal_handlers_disconnect_by_data (p->bench->problems, p);
  sl_bench_unref (p->bench);
  g_free (p);
}

static GtkWidget *
build_side (Page *p)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10), *scroll = gtk_scrolled_window_new ();

  p->plan = gtk_drawing_area_new ();
  gtk_widget_set_size_request (p->plan, PLAN_W, PLAN_H);
  gtk_widget_add_css_class (p->plan, "sl-canvas");
  sl_set_name (p->plan, _("Plan with the camera’s path"));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (p->plan), draw_plan, p, NULL);
  p->facts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  p->notes = sl_label ("", NULL);
  gtk_label_set_wrap (GTK_LABEL (p->notes), TRUE);
  gtk_box_append (GTK_BOX (side), sl_label (_("Plan"), "heading"));
  gtk_box_append (GTK_BOX (side), p->plan);
  gtk_box_append (GTK_BOX (side), sl_verdict_new (p->bench));
  gtk_box_append (GTK_BOX (side), p->facts);
  gtk_box_append (GTK_BOX (side), sl_label (_("Action"), "heading"));
  gtk_box_append (GTK_BOX (side), p->notes);
  gtk_widget_set_margin_start (side, 12);
  gtk_widget_set_margin_end (side, 12);
  gtk_widget_set_margin_top (side, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), side);
  return scroll;
}

static GtkWidget *
build_middle (Page *p, GtkWidget *edit)
{
  GtkWidget *middle = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  p->title = sl_label ("", "heading");
  p->badges = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_hexpand (p->title, TRUE);
  gtk_widget_add_css_class (bar, "sl-toolbar");
  GtkWidget *add = sl_button ("list-add-symbolic", _("Add another shot"), "win.add");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (add), "s", "shot");
  gtk_box_append (GTK_BOX (bar), add);
  gtk_box_append (GTK_BOX (bar), p->title);
  gtk_box_append (GTK_BOX (bar), p->badges);
  p->picture = gtk_picture_new ();
  gtk_widget_set_vexpand (p->picture, TRUE);
  gtk_widget_set_hexpand (p->picture, TRUE);
  gtk_widget_add_css_class (p->picture, "sl-canvas");
  sl_set_name (p->picture, _("Picture of the shot’s camera"));
  gtk_box_append (GTK_BOX (middle), bar);
  gtk_box_append (GTK_BOX (middle), p->picture);
  gtk_box_append (GTK_BOX (middle), edit);
  return middle;
}

GtkWidget *
sl_shots_page_new (SlBench *bench, GtkWidget *edit)
{
  Page *p = g_new0 (Page, 1);
  GtkWidget *outer = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *inner = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL), *scroll = gtk_scrolled_window_new ();

  p->bench = sl_bench_ref (bench);
  p->editor = bench->editor;
  p->page = gtk_stack_new ();
  p->thumbnails = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, thumbnail_free);
  p->shown = g_ptr_array_new ();
  p->list = sl_rows_new (make_row, on_selected, NULL, p);
  gtk_widget_add_css_class (p->list, "navigation-sidebar");
  sl_add_list_keys (p->list);
  sl_set_name (p->list, _("Shots"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), p->list);
  gtk_widget_set_size_request (scroll, LIST_LEAST_W, -1);
  gtk_paned_set_position (GTK_PANED (outer), LIST_W);
  gtk_paned_set_start_child (GTK_PANED (outer), scroll);
  gtk_paned_set_shrink_start_child (GTK_PANED (outer), FALSE);
  gtk_paned_set_end_child (GTK_PANED (outer), inner);
  gtk_paned_set_shrink_end_child (GTK_PANED (outer), FALSE);
  gtk_paned_set_resize_start_child (GTK_PANED (outer), FALSE);
  gtk_paned_set_start_child (GTK_PANED (inner), build_middle (p, edit));
  gtk_paned_set_shrink_start_child (GTK_PANED (inner), FALSE);
  gtk_paned_set_end_child (GTK_PANED (inner), build_side (p));
  gtk_paned_set_shrink_end_child (GTK_PANED (inner), FALSE);
  gtk_paned_set_resize_end_child (GTK_PANED (inner), FALSE);
  gtk_stack_add_named (GTK_STACK (p->page), outer, "shots");
  gtk_stack_add_named (GTK_STACK (p->page),
                       sl_empty_page ("camera-video-symbolic", _("No shots yet"),
                                      _("A shot is what a camera sees for some frames. Its lens, its move and its "
                                        "grades stand here."), _("Add a shot"), "shot"), "none");
  g_object_set_data_full (G_OBJECT (p->page), "page", p, page_free);
  g_signal_connect_swapped (p->editor, "plan-changed", G_CALLBACK (fill), p);
  g_signal_connect_swapped (bench->analysis, "changed", G_CALLBACK (results_changed), p);
  g_signal_connect_swapped (bench->analysis, "others-changed", G_CALLBACK (fill_list), p);
  g_signal_connect_swapped (bench->problems, "changed", G_CALLBACK (fill_list), p);
  g_signal_connect_swapped (p->editor, "assets-changed", G_CALLBACK (fill), p);
  g_signal_connect_swapped (p->editor, "time-changed", G_CALLBACK (time_changed), p);
  g_signal_connect_swapped (p->page, "map", G_CALLBACK (fill), p);
  return p->page;
}
