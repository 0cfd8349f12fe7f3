#include "sl-shot-plan-view.h"

#include <math.h>

#include "sl-ground-plan.h"
#include "sl-i18n.h"
#include "sl-sheet.h"
#include "sl-shot-plan.h"

enum { WIDTH = 236, HEIGHT = 220, BAR_MOST = 80, INSET = 12, OUTSIDE = 5, BODY = 5, KEY = 3 }; /* px */
static const double FAR_M = 60;
static const GdkRGBA accent = { .47f, .68f, .93f, 1 }, missed = { .94f, .32f, .35f, 1 };

typedef struct {
  SlBench    *bench;
  SlEditor   *editor;  /* the bench’s */
  GtkWidget  *area;
  SlDrawing  *ground;  /* of the shown shot's setup; NULL when it has to be made */
  SlShotPath *path;    /* likewise */
  SlShotGaze *gaze;    /* at the shown frame; likewise */
  char       *shot;    /* that ground and path are of */
} View;

static void
forget_ground (View *v)
{
  g_clear_pointer (&v->ground, sl_drawing_free);
  g_clear_pointer (&v->path, sl_shot_path_free);
  g_clear_pointer (&v->shot, g_free);
}

static void
make_ground (View *v, const SlShot *shot, const SlScene *scene)
{
  const SlSceneMaker *maker = sl_editor_maker (v->editor);
  SlDocument *document = sl_editor_document (v->editor);
  const SlGroundPlanOptions options = { scene->stage.entity->id, shot->entity.id, sl_editor_imperial (v->editor) };

  forget_ground (v);
  v->shot = g_strdup (shot->entity.id);
  v->ground = sl_draw_ground_plan (sl_editor_plan (v->editor), sl_document_assets (document), &options, NULL, NULL);
  v->path = maker != NULL && scene->has_camera ? sl_shot_path_new (maker, scene, NULL) : NULL;
}

/* --- painting --- */

static void
move_along (cairo_t *cr, const SlSheetView *at, const SlVec3 *points, guint n)
{
  for (guint i = 0; i < n; i++)
    cairo_line_to (cr, at->ox + points[i].x * at->per_metre, at->oy - points[i].y * at->per_metre);
}

static const SlVec3 *
points_of (const GArray *array)
{
  return (const SlVec3 *) (const void *) array->data;
}

static void
paint_wedge (const View *v, cairo_t *cr, const SlSheetView *at)
{
  const SlVec3 *wedge = points_of (v->gaze->wedge);
  const SlVec3 left[] = { wedge[0], wedge[1] }, right[] = { wedge[0], wedge[v->gaze->wedge->len - 1] };

  move_along (cr, at, wedge, v->gaze->wedge->len);
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, (double) accent.red, (double) accent.green, (double) accent.blue, .16);
  cairo_fill (cr);
  gdk_cairo_set_source_rgba (cr, &accent);
  cairo_set_line_width (cr, 1);
  move_along (cr, at, left, G_N_ELEMENTS (left));
  cairo_new_sub_path (cr);
  move_along (cr, at, right, G_N_ELEMENTS (right));
  cairo_stroke (cr);
}

static void
paint_stretches (cairo_t *cr, const SlSheetView *at, const GPtrArray *stretches, const GdkRGBA *colour, double width)
{
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, width);
  for (guint i = 0; i < stretches->len; i++)
    {
      const GArray *points = stretches->pdata[i];

      move_along (cr, at, points_of (points), points->len);
      cairo_stroke (cr);
    }
}

/* Outside of the wall, as seen from the camera. */
static void
paint_over (const View *v, cairo_t *cr, const SlSheetView *at)
{
  const SlVec3 camera = points_of (v->gaze->wedge)[0];
  const double by = OUTSIDE / at->per_metre;

  for (guint i = 0; i < v->gaze->over->len; i++)
    {
      const GArray *points = v->gaze->over->pdata[i];

      for (guint k = 0; k < points->len; k++)
        {
          const SlVec3 p = points_of (points)[k];
          SlVec3 away = sl_vec3_normalize (sl_vec3 (p.x - camera.x, p.y - camera.y, 0));
          const SlVec3 outside = sl_vec3_mad (p, away, by);
          move_along (cr, at, &outside, 1);
        }
      gdk_cairo_set_source_rgba (cr, &missed);
      cairo_set_line_width (cr, 2.5);
      cairo_stroke (cr);
    }
}

static void
paint_path (const View *v, cairo_t *cr, const SlSheetView *at)
{
  cairo_set_source_rgba (cr, 1, 1, 1, .55);
  cairo_set_line_width (cr, 1.5);
  move_along (cr, at, points_of (v->path->path), v->path->path->len);
  cairo_stroke (cr);
  gdk_cairo_set_source_rgba (cr, &accent);
  for (guint i = 0; i < v->path->keys->len; i++)
    {
      const SlVec3 key = points_of (v->path->keys)[i];
      const double x = at->ox + key.x * at->per_metre, y = at->oy - key.y * at->per_metre;

      cairo_move_to (cr, x - KEY, y);
      cairo_line_to (cr, x, y - KEY);
      cairo_line_to (cr, x + KEY, y);
      cairo_line_to (cr, x, y + KEY);
      cairo_close_path (cr);
      cairo_fill (cr);
    }
}

static void
paint_camera (const View *v, cairo_t *cr, const SlSheetView *at)
{
  const SlVec3 o = points_of (v->gaze->wedge)[0];

  cairo_arc (cr, at->ox + o.x * at->per_metre, at->oy - o.y * at->per_metre, BODY, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, &accent);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

static void
write_at (const View *v, cairo_t *cr, const char *text, double x, double baseline, gboolean from_right)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (v->area, text);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, from_right ? x - width : x, baseline - height);
  cairo_set_source_rgba (cr, 1, 1, 1, .7);
  pango_cairo_show_layout (cr, layout);
}

static void
paint_scale (const View *v, cairo_t *cr, const SlSheetView *at, int width, int height)
{
  g_autofree char *text = NULL;
  const double metres = sl_scale_bar (at->per_metre, BAR_MOST, sl_editor_imperial (v->editor), &text);
  const double y = height - INSET + .5;

  if (isnan (metres))
    return;
  cairo_move_to (cr, INSET + .5, y - 5);
  cairo_rel_line_to (cr, 0, 5);
  cairo_rel_line_to (cr, round (metres * at->per_metre), 0);
  cairo_rel_line_to (cr, 0, -5);
  cairo_set_source_rgba (cr, 1, 1, 1, .7);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  write_at (v, cr, text, INSET + round (metres * at->per_metre) + 6, height - INSET + 4, FALSE);
  write_at (v, cr, _("Upstage ↑"), width - INSET, height - INSET + 4, TRUE);
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  View *v = data;
  const SlShot *shot = sl_editor_shot (v->editor);
  const SlScene *scene = sl_editor_scene (v->editor, NULL);
  SlSheetView at;

  if (shot == NULL || scene == NULL)
    return;
  if (g_strcmp0 (v->shot, shot->entity.id) != 0)
    make_ground (v, shot, scene);
  if (v->gaze == NULL)
    v->gaze = sl_shot_gaze_new (scene, FAR_M);
  if (v->ground == NULL)
    return;
  at = sl_sheet_view (v->path != NULL ? v->path->box : v->ground->box, width, height - 2 * INSET);
  sl_sheet_paint_on_screen (v->ground, cr, &at);
  if (v->gaze != NULL && v->path != NULL)
    {
      cairo_new_path (cr);
      paint_wedge (v, cr, &at);
      paint_stretches (cr, &at, v->gaze->covered, &accent, 4);
      paint_over (v, cr, &at);
      paint_path (v, cr, &at);
      paint_camera (v, cr, &at);
    }
  paint_scale (v, cr, &at, width, height);
}

/* --- keeping up --- */

void
sl_shot_plan_view_follow (GtkWidget *view)
{
  View *v = g_object_get_data (G_OBJECT (view), "shot-plan");

  g_clear_pointer (&v->gaze, sl_shot_gaze_free);
  gtk_widget_queue_draw (v->area);
}

void
sl_shot_plan_view_renew (GtkWidget *view)
{
  forget_ground (g_object_get_data (G_OBJECT (view), "shot-plan"));
  sl_shot_plan_view_follow (view);
}

static void
view_free (gpointer data)
{
  View *v = data;

  forget_ground (v);
  sl_shot_gaze_free (v->gaze);
  sl_bench_unref (v->bench);
  g_free (v);
}

GtkWidget *
sl_shot_plan_view_new (SlBench *bench)
{
  View *v = g_new0 (View, 1);

  v->bench = sl_bench_ref (bench);
  v->editor = bench->editor;
  v->area = gtk_drawing_area_new ();
  gtk_widget_set_size_request (v->area, WIDTH, HEIGHT);
  gtk_widget_add_css_class (v->area, "sl-canvas");
  gtk_widget_add_css_class (v->area, "sl-shot-plan");
  sl_set_name (v->area, _("Plan with the camera’s path"));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (v->area), draw, v, NULL);
  g_object_set_data_full (G_OBJECT (v->area), "shot-plan", v, view_free);
  return v->area;
}
