#include "sl-viewport-private.h"

#include "sl-axis-ball.h"
#include "sl-camera-bar.h"
#include "sl-i18n.h"
#include "sl-monitor.h"
#include "sl-section-bar.h"
#include "sl-view-labels.h"

enum { SETTLE_MS = 180, MONITOR_MS = 100 /* between two pictures of a drag */, SNAP_PX = 11 };

G_DEFINE_FINAL_TYPE (SlViewport, sl_viewport, ADW_TYPE_BIN)

double
sl_viewport_aspect (SlViewport *v)
{
  return (double) MAX (1, gtk_widget_get_width (v->area)) / MAX (1, gtk_widget_get_height (v->area));
}

void
sl_viewport_redraw (SlViewport *v)
{
  gtk_gl_area_queue_render (GTK_GL_AREA (v->area));
  gtk_widget_queue_draw (v->labels);
  gtk_widget_queue_draw (v->ball);
}

/* For the axis ball; none through a camera, which has a pose of its own. */
static gboolean
camera_frame (gpointer viewport, SlFrame *frame)
{
  SlViewport *v = viewport;

  *frame = sl_view_camera (&v->view, sl_viewport_aspect (v)).frame;
  return !v->through_camera;
}

/* --- drawing --- */

/* What a list is made with, but for what all panes have in common. */
static SlDrawOptions
look_of (SlViewport *v, const SlScene *scene)
{
  return (SlDrawOptions) { .shading = v->shading, .picture = v->through_camera && scene->has_camera,
                           .open_ceilings = v->open_ceilings };
}

/* The camera that the stage tracks, where it is by now. */
static void
put_tracked (SlViewport *v, SlDrawList *list, const SlScene *scene)
{
  SlDrawTracked camera;
  const gboolean there = sl_tracked_camera (v->bench->tracked, &camera);

  sl_draw_tracked (list, scene, look_of (v, scene).picture, there ? &camera : NULL);
}

static SlDrawList *
make_list (SlViewport *v, const SlScene *scene)
{
  g_autoptr (GHashTable) selected = sl_editor_selected_set (v->editor);
  SlDrawOptions options = look_of (v, scene);

  options.selected = selected;
  options.assets = sl_document_assets (sl_editor_document (v->editor));
  options.imperial = sl_editor_imperial (v->editor);
  options.miss = v->miss;
  if (options.shading == SL_SHADING_COVERAGE)
    options.tracer = sl_editor_tracer (v->editor);
  SlDrawList *list = sl_draw_scene (scene, &options);
  put_tracked (v, list, scene);
  return list;
}

static gboolean
looks_like_first (SlViewport *v, const SlScene *scene)
{
  const SlDrawOptions own = look_of (v, scene), other = v->first != NULL ? look_of (v->first, scene) : own;

  return v->first != NULL && own.shading == other.shading && own.picture == other.picture
         && own.open_ceilings == other.open_ceilings;
}

static gboolean
same_eye (const SlView *a, const SlView *b)
{
  return a->kind == b->kind && a->section.on == b->section.on && a->distance == b->distance && a->pan == b->pan
         && a->tilt == b->tilt && sl_vec3_length (sl_vec3_sub (a->target, b->target)) == 0;
}

/* The first view shows all of the stage, however large the pane becomes, until somebody looks elsewhere. */
static void
ensure_framed (SlViewport *v, const SlScene *scene)
{
  const double aspect = sl_viewport_aspect (v);

  if (v->framed && (aspect == v->first_aspect || !same_eye (&v->view, &v->first_view)))
    return;
  g_autoptr (GArray) extent = sl_draw_extent (scene, NULL);
  v->view = (SlView) { .kind = v->view.kind, .pan = 24, .tilt = -20, .section = v->view.section };
  sl_view_frame (&v->view, extent, aspect);
  v->framed = TRUE;
  v->first_view = v->view;
  v->first_aspect = aspect;
}

static void
ensure_list (SlViewport *v)
{
  const SlScene *scene = sl_editor_scene (v->editor, NULL);

  if (scene == NULL)
    return;
  ensure_framed (v, scene);
  if (v->list != NULL)
    return;
  if (looks_like_first (v, scene))
    {
      ensure_list (v->first);
      v->list = sl_draw_list_ref (v->first->list);
    }
  else
    v->list = make_list (v, scene);
}

/* The eye as it is now, whether or not a list is made. */
static SlDrawCamera
camera_now (SlViewport *v)
{
  const SlScene *scene = sl_editor_scene (v->editor, NULL);
  const double wanted = sl_viewport_aspect (v);

  if (!v->through_camera || scene == NULL || !scene->has_camera)
    return sl_view_camera (&v->view, wanted);
  SlDrawCamera camera = sl_draw_camera_of_shot (&scene->camera);
  if (scene->camera.tan_h / scene->camera.tan_v > wanted)
    camera.tan_v = camera.tan_h / wanted;
  else
    camera.tan_h = camera.tan_v * wanted;
  sl_picture_zoom_camera (&v->zoom, &camera);
  return camera;
}

static void
set_camera (SlViewport *v)
{
  v->list->camera = camera_now (v);
}

/* --- what is drawn over it --- */

/* Through a camera, what lies outside the framing is darkened. */
static void
draw_frame_lines (SlViewport *v, cairo_t *cr, double width, double height, const SlScene *scene)
{
  const SlDrawCamera *camera = &v->list->camera;
  const double w = scene->camera.tan_h / camera->tan_h * width, h = scene->camera.tan_v / camera->tan_v * height;
  const double left = (width - w - camera->shift_h / camera->tan_h * width) / 2;
  const double top = (height - h + camera->shift_v / camera->tan_v * height) / 2;

  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_rectangle (cr, left, top, w, h);
  cairo_set_source_rgba (cr, 0, 0, 0, .6);
  cairo_fill (cr);
  cairo_rectangle (cr, left, top, w, h);
  cairo_set_source_rgba (cr, 1, 1, 1, .9);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
on_draw_labels (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  SlViewport *v = data;
  const SlScene *scene = sl_editor_scene (v->editor, NULL);

  if (v->list == NULL || scene == NULL || v->gpu == NULL)
    return;
  set_camera (v);
  g_array_set_size (v->names, 0);
  sl_view_corners_paint (v, cr, width, height);
  if (v->through_camera && scene->has_camera)
    draw_frame_lines (v, cr, width, height, scene);
  else
    sl_view_draw_labels (v->labels, cr, v->list, width, height, v->names);
  sl_view_path_paint (v, cr);
  if (v->boxing)
    sl_view_box_paint (v, cr);
  else
    sl_view_tools_paint (v, cr, width, height);
}

/* The other picture, of camera and stage, is in the corner. */
static void
update_monitor (SlViewport *v)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (v)))
    sl_monitor_show (v->monitor, v->through_camera ? &v->view : NULL);
}

void
sl_viewport_draw_anew (SlViewport *v)
{
  sl_view_path_forget (v);
  g_clear_pointer (&v->list, sl_draw_list_free);
  sl_viewport_redraw (v);
}

static void
refresh (SlViewport *v)
{
  if (v->active)
    v->shading = sl_editor_shading (v->editor);
  update_monitor (v);
  sl_camera_bar_show (v->camera_bar, v->through_camera);
  sl_viewport_draw_anew (v);
}

static gboolean
monitor_due (gpointer data)
{
  SlViewport *v = data;

  v->monitor_source = 0;
  update_monitor (v);
  return G_SOURCE_REMOVE;
}

/* What a hand is about to do is drawn coarsely until it rests; in the monitor now and then, as the view comes first. */
static void
overlay_changed (SlViewport *v)
{
  if (v->monitor_source == 0)
    v->monitor_source = g_timeout_add (MONITOR_MS, monitor_due, v);
  g_clear_pointer (&v->list, sl_draw_list_free);
  sl_viewport_moved (v);
}

static void
tracked_changed (SlViewport *v)
{
  const SlScene *scene = v->list != NULL ? sl_editor_scene (v->editor, NULL) : NULL;

  if (scene == NULL || !gtk_widget_get_mapped (GTK_WIDGET (v)))
    return;
  put_tracked (v, v->list, scene);
  sl_viewport_redraw (v);
}

/* --- where a hand points --- */

gboolean
sl_viewport_ready (SlViewport *v)
{
  ensure_list (v);
  if (v->list == NULL)
    return FALSE;
  set_camera (v);
  return TRUE;
}

SlHand
sl_viewport_hand (SlViewport *v, double x, double y, gboolean magnet)
{
  const double width = MAX (1, gtk_widget_get_width (v->area)), height = MAX (1, gtk_widget_get_height (v->area));
  const SlDrawCamera camera = camera_now (v);
  const double pixels = SNAP_PX * 2 * camera.tan_v / height;
  SlHand hand = { .reach = { camera.parallel ? pixels : 0, camera.parallel ? 0 : pixels }, .magnet = magnet };

  sl_draw_camera_ray (&camera, x / width, y / height, &hand.ray.origin, &hand.ray.direction);
  return hand;
}

/* --- moving the view --- */

static gboolean
settled (gpointer data)
{
  SlViewport *v = data;

  v->settle_source = 0;
  v->moving = FALSE;
  sl_viewport_redraw (v);
  return G_SOURCE_REMOVE;
}

void
sl_viewport_moved (SlViewport *v)
{
  v->moving = TRUE;
  g_clear_handle_id (&v->settle_source, g_source_remove);
  v->settle_source = g_timeout_add (SETTLE_MS, settled, v);
  sl_viewport_redraw (v);
}

void
sl_viewport_frame (SlViewport *v)
{
  const SlScene *scene = sl_editor_scene (v->editor, NULL);
  g_autoptr (GPtrArray) ids = sl_editor_taken (v->editor);
  g_autoptr (GArray) extent = NULL;

  if (v->through_camera) /* which is not moved by looking */
    sl_viewport_zoom_reset (v);
  if (scene == NULL || v->through_camera)
    return;
  extent = sl_draw_extent (scene, ids->len > 0 ? ids->pdata[0] : NULL);
  for (guint i = 1; i < ids->len; i++)
    {
      g_autoptr (GArray) more = sl_draw_extent (scene, ids->pdata[i]);
      g_array_append_vals (extent, more->data, more->len);
    }
  sl_view_frame (&v->view, extent, sl_viewport_aspect (v));
  sl_viewport_redraw (v);
}

void
sl_viewport_set_monitor (SlViewport *v, gboolean shown)
{
  sl_monitor_set_shown (v->monitor, shown);
  update_monitor (v);
}

const char *
sl_viewport_stage_view (SlViewport *v)
{
  return sl_view_id (v->view.kind);
}

const char *
sl_viewport_view (SlViewport *v)
{
  return v->through_camera ? "camera" : sl_view_id (v->view.kind);
}

void
sl_viewport_set_view (SlViewport *v, const char *view)
{
  SlViewKind kind = sl_view_from_id (view);

  sl_viewport_steer_end (v);
  sl_viewport_fly_end (v);
  v->through_camera = g_str_equal (view, "camera");
  sl_viewport_zoom_reset (v);
  if (kind < SL_N_VIEWS)
    v->view.kind = kind; /* about the same middle, as far away */
  refresh (v);
}

void
sl_viewport_set_section (SlViewport *v, const SlViewSection *section)
{
  v->view.section = *section;
  sl_section_bar_show (v->section, section);
  g_action_group_change_action_state (G_ACTION_GROUP (gtk_widget_get_root (GTK_WIDGET (v))), "section",
                                      g_variant_new_boolean (section->on));
  sl_viewport_redraw (v);
}

static void
on_section (const SlViewSection *section, gpointer viewport)
{
  sl_viewport_set_section (viewport, section);
}

SlViewSection
sl_viewport_usual_section (SlViewport *v)
{
  return sl_view_section (&v->view);
}

const SlViewSection *
sl_viewport_section (SlViewport *v)
{
  return &v->view.section;
}

gboolean
sl_viewport_has_open_ceilings (SlViewport *v)
{
  return v->open_ceilings;
}

void
sl_viewport_open_ceilings (SlViewport *v, gboolean open)
{
  v->open_ceilings = open;
  sl_viewport_draw_anew (v);
}

gboolean
sl_viewport_floor (SlViewport *v, double x, double y, SlVec3 *point)
{
  static const double lower[] = { .5, .65, .8, .95 }; /* where the middle shows the sky */
  const double width = MAX (1, gtk_widget_get_width (v->area)), height = MAX (1, gtk_widget_get_height (v->area));

  ensure_list (v);
  if (v->list == NULL)
    return FALSE;
  set_camera (v);
  if (!isnan (x))
    return x >= 0 && y >= 0 && x < width && y < height
           && sl_draw_camera_floor (&v->list->camera, x / width, y / height, point);
  for (guint i = 0; i < G_N_ELEMENTS (lower); i++)
    if (sl_draw_camera_floor (&v->list->camera, .5, lower[i], point))
      return TRUE;
  *point = sl_vec3 (v->view.target.x, v->view.target.y, 0);
  return !v->through_camera;
}

gboolean
sl_viewport_pointed (SlViewport *v, SlVec3 *point)
{
  const double step = sl_editor_snap (v->editor)->grid;
  const gboolean over = (gtk_widget_get_state_flags (v->area) & GTK_STATE_FLAG_PRELIGHT) != 0;

  if (!sl_viewport_floor (v, over ? v->pointer_x : NAN, over ? v->pointer_y : NAN, point)
      && !sl_viewport_floor (v, NAN, NAN, point))
    return FALSE;
  *point = sl_vec3 (sl_snap_step (point->x, step), sl_snap_step (point->y, step), 0);
  return TRUE;
}

/* --- building --- */

static void
sl_viewport_dispose (GObject *object)
{
  SlViewport *v = SL_VIEWPORT (object);

  v->flies = FALSE;
  g_clear_handle_id (&v->settle_source, g_source_remove);
  g_clear_handle_id (&v->monitor_source, g_source_remove);
  g_clear_pointer (&v->gesture, sl_gesture_free);
  g_clear_pointer (&v->stroke, sl_stroke_free);
  g_clear_pointer (&v->cabinets, sl_cabinets_free);
  sl_viewport_steer_drop (v);
  sl_view_path_forget (v);
  g_clear_pointer (&v->names, g_array_unref);
  g_clear_pointer (&v->list, sl_draw_list_free);
  if (v->editor != NULL)
    g_signal_handlers_disconnect_by_data (v->editor, v);
  v->editor = NULL;
  if (v->bench != NULL)
    g_signal_handlers_disconnect_by_data (v->bench->tracked, v);
  sl_viewport_drop_miss (v);
  g_clear_pointer (&v->bench, sl_bench_unref);
  G_OBJECT_CLASS (sl_viewport_parent_class)->dispose (object);
}

static void
sl_viewport_class_init (SlViewportClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_viewport_dispose;
}

static void
sl_viewport_init (SlViewport *v)
{
  v->tool = SL_TOOL_MOVE;
  v->level = TRUE;
  v->zoom_to_pointer = TRUE;
  v->zoom = sl_picture_zoom_none ();
  v->fly_speed = SL_FLY_SPEED;
  v->names = g_array_new (FALSE, FALSE, sizeof (SlViewName));
  v->overlay = gtk_overlay_new ();
  v->stack = gtk_stack_new ();
  sl_viewport_add_area (v);
  gtk_widget_set_focusable (v->area, TRUE);
  gtk_widget_set_hexpand (v->area, TRUE);
  gtk_widget_set_vexpand (v->area, TRUE);
  sl_set_name (v->area, _("Stage in 3D"));
  sl_add_view_keys (v->area);
  sl_add_nudge_keys (v->area);
  v->labels = gtk_drawing_area_new ();
  gtk_widget_set_can_target (v->labels, FALSE);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (v->labels), on_draw_labels, v, NULL);
  v->ball = sl_axis_ball_new (camera_frame, v);
  gtk_overlay_set_child (GTK_OVERLAY (v->overlay), v->area);
  gtk_overlay_add_overlay (GTK_OVERLAY (v->overlay), v->labels);
  gtk_overlay_add_overlay (GTK_OVERLAY (v->overlay), v->ball);
  v->section = sl_section_bar_new (on_section, v);
  gtk_overlay_add_overlay (GTK_OVERLAY (v->overlay), v->section);
  gtk_stack_add_child (GTK_STACK (v->stack), v->overlay);
  gtk_stack_add_child (GTK_STACK (v->stack), v->trouble);
  adw_bin_set_child (ADW_BIN (v), v->stack);
  sl_viewport_add_hands (v);
}

GtkWidget *
sl_viewport_new (SlBench *bench)
{
  SlViewport *v = g_object_new (SL_TYPE_VIEWPORT, NULL);
  static const char *const changes[] = { "plan-changed", "time-changed", "view-changed" };

  v->bench = sl_bench_ref (bench);
  v->editor = bench->editor;
  v->monitor = sl_monitor_new (bench);
  gtk_overlay_add_overlay (GTK_OVERLAY (v->overlay), v->monitor);
  g_signal_connect_swapped (v->monitor, "map", G_CALLBACK (gtk_widget_queue_draw), v->labels); /* names make room */
  v->camera_bar = sl_camera_bar_new (bench);
  gtk_overlay_add_overlay (GTK_OVERLAY (v->overlay), v->camera_bar);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    g_signal_connect_swapped (v->editor, changes[i], G_CALLBACK (refresh), v);
  /* no shot's picture shows what is selected */
  g_signal_connect_swapped (v->editor, "selection-changed", G_CALLBACK (sl_viewport_draw_anew), v);
  g_signal_connect_swapped (v->editor, "overlay-changed", G_CALLBACK (overlay_changed), v);
  g_signal_connect_swapped (bench->tracked, "changed", G_CALLBACK (tracked_changed), v);
  sl_viewport_follow_miss (v);
  g_signal_connect (v, "map", G_CALLBACK (refresh), NULL); /* what changed while another workspace was shown */
  return GTK_WIDGET (v);
}
