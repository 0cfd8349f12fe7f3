#include "sl-view.h"

#include "sl-i18n.h"

#define TAN_V  0.36 /* about 40° from top to bottom */
#define MARGIN 1.04

static const struct {
  const char *id, *label;
  double      pan, tilt;
} views[SL_N_VIEWS] = {
  { "perspective", N_("Perspective"), 0, 0 },
  { "top", N_("Top"), 0, -90 },
  { "front", N_("Front"), 0, 0 },
  { "side", N_("Side"), 90, 0 },
  { "axonometric", N_("Axonometric"), 45, -35.264389682754654 }, /* all three axes alike: atan √½ */
};

const char *sl_view_id (SlViewKind kind) { return views[kind].id; }
const char *sl_view_label (SlViewKind kind) { return _(views[kind].label); }

SlViewKind
sl_view_from_id (const char *id)
{
  SlViewKind kind = 0;

  while (kind < SL_N_VIEWS && !g_str_equal (views[kind].id, id))
    kind++;
  return kind;
}

static SlFrame
view_frame (const SlView *view)
{
  gboolean free = view->kind == SL_VIEW_PERSPECTIVE;
  double pan = free ? view->pan : views[view->kind].pan, tilt = free ? view->tilt : views[view->kind].tilt;

  return sl_frame_from_pose (sl_vec3 (0, 0, 0), pan, tilt, 0);
}

/* Of all points, the outermost lines of sight at the picture's edges, by where they cross the target's plane (m). The
 * eye sees between them from (most − least) / 2·tan away, halfway between them. */
typedef struct {
  double least, most;
} Span;

static void
take_in (Span *span, double across, double deep, double tan)
{
  span->least = fmin (span->least, across + tan * deep);
  span->most = fmax (span->most, across - tan * deep);
}

/* The nearest eye that has all of them inside the picture, the same room left on both sides. */
void
sl_view_frame (SlView *view, const GArray *points, double aspect)
{
  Span x = { INFINITY, -INFINITY }, z = { INFINITY, -INFINITY };
  SlFrame frame = view_frame (view);
  SlBox box = sl_box_empty ();

  for (guint i = 0; i < points->len; i++)
    sl_box_add (&box, g_array_index (points, SlVec3, i));
  SlVec3 middle = sl_vec3_scale (sl_vec3_add (box.min, box.max), .5);
  for (guint i = 0; i < points->len; i++)
    {
      SlVec3 p = sl_frame_unpoint (&frame, sl_vec3_sub (g_array_index (points, SlVec3, i), middle));
      double deep = view->kind == SL_VIEW_PERSPECTIVE ? p.y : 0;
      take_in (&x, p.x, deep, TAN_V * aspect);
      take_in (&z, p.z, deep, TAN_V);
    }
  view->target = sl_vec3_mad (sl_vec3_mad (middle, frame.x, (x.least + x.most) / 2), frame.z, (z.least + z.most) / 2);
  double across = (x.most - x.least) / (2 * TAN_V * aspect), up = (z.most - z.least) / (2 * TAN_V);
  view->distance = fmax (.5, MARGIN * fmax (across, up));
}

SlViewSection
sl_view_section (const SlView *view)
{
  static const int axes[SL_N_VIEWS] = { 2, 2, 1, 0, 2 };
  const int axis = axes[view->kind];
  const double at = axis == 0 ? view->target.x : axis == 1 ? view->target.y : 1.2; /* m, as ground plans are cut */

  return (SlViewSection) { TRUE, axis, round (at * 10) / 10, FALSE };
}

/* What is below stays, or what is upstage, or what is on the left: each seen from where its view looks. */
static void
set_cut (SlDrawCamera *camera, const SlViewSection *section)
{
  const double way = (section->axis == 1) == !section->flipped ? 1 : -1;

  if (!section->on)
    return;
  camera->cut[section->axis] = way;
  camera->cut[3] = -way * section->at;
}

SlDrawCamera
sl_view_camera (const SlView *view, double aspect)
{
  SlDrawCamera camera = { .frame = view_frame (view), .tan_h = TAN_V * aspect, .tan_v = TAN_V };

  set_cut (&camera, &view->section);
  camera.parallel = view->kind != SL_VIEW_PERSPECTIVE;
  camera.near_m = fmax (.02, view->distance / 400);
  camera.far_m = view->distance * 4 + 200;
  camera.frame.o = sl_vec3_mad (view->target, camera.frame.y, -view->distance);
  if (camera.parallel)
    {
      camera.tan_h *= view->distance;
      camera.tan_v *= view->distance;
      camera.frame.o = sl_vec3_mad (view->target, camera.frame.y, -view->distance - 200);
      camera.far_m += 400;
    }
  return camera;
}

void
sl_view_slide (SlView *view, double dx, double dy)
{
  SlFrame frame = view_frame (view);
  double scale = 2 * TAN_V * view->distance;

  view->target = sl_vec3_mad (sl_vec3_mad (view->target, frame.x, -dx * scale), frame.z, dy * scale);
}

void
sl_view_turn (SlView *view, double pan_deg, double tilt_deg)
{
  view->pan = remainder (view->pan + pan_deg, 360);
  view->tilt = fmax (-89.9, fmin (89.9, view->tilt + tilt_deg));
}

void
sl_view_zoom (SlView *view, double factor, double x, double y, double aspect)
{
  SlFrame frame = view_frame (view);
  double old = view->distance, next = fmax (.2, fmin (2000, old * factor)), shift = (old - next) * TAN_V;

  view->distance = next;
  view->target = sl_vec3_mad (sl_vec3_mad (view->target, frame.x, x * shift * aspect), frame.z, y * shift);
}
