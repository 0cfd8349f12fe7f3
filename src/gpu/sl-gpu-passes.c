#include "sl-gpu-private.h"

#include <string.h>

static void
set_vec3 (GLint at, SlVec3 v)
{
  glUniform3f (at, (float) v.x, (float) v.y, (float) v.z);
}

/* --- matrices --- */

static void
view_matrix (const SlFrame *frame, mat4 out)
{
  /* GL looks along −Z with Y up; the plan's cameras along +Y with Z up */
  SlVec3 x = frame->x, y = frame->z, z = sl_vec3_scale (frame->y, -1), o = frame->o;
  const SlVec3 axes[3] = { x, y, z };

  glm_mat4_identity (out);
  for (int i = 0; i < 3; i++)
    {
      out[0][i] = (float) axes[i].x;
      out[1][i] = (float) axes[i].y;
      out[2][i] = (float) axes[i].z;
      out[3][i] = (float) -sl_vec3_dot (axes[i], o);
    }
}

void
sl_gpu_camera_matrix (const SlDrawCamera *camera, mat4 out)
{
  mat4 view, projection;
  float near = (float) camera->near_m, far = (float) camera->far_m;
  const SlGpuBounds all = sl_gpu_whole (camera);
  float left = (float) all.left, right = (float) all.right, bottom = (float) all.bottom, top = (float) all.top;

  view_matrix (&camera->frame, view);
  if (camera->parallel)
    glm_ortho (left, right, bottom, top, near, far, projection);
  else
    glm_frustum (left * near, right * near, bottom * near, top * near, near, far, projection);
  glm_mat4_mul (projection, view, out);
}

/* Outward to multiples of `step`. */
static void
widen (double *low, double *high, double step)
{
  *low = floor (*low / step) * step;
  *high = ceil (*high / step) * step;
}

/* In steps that fit the longest side, which the map's texels are made for. */
static void
widen_box (SlBox *box)
{
  SlVec3 size = sl_vec3_sub (box->max, box->min);
  double step = exp2 (ceil (log2 (fmax (1, fmax (size.x, fmax (size.y, size.z))) / 16)));

  widen (&box->min.x, &box->max.x, step);
  widen (&box->min.y, &box->max.y, step);
  widen (&box->min.z, &box->max.z, step);
}

SlDrawCamera
sl_gpu_light_camera (const SlDrawList *list)
{
  SlVec3 y = sl_vec3_scale (list->light, -1), x = sl_vec3_normalize (sl_vec3_cross (y, sl_vec3 (0, 1, 0)));
  SlVec3 z = sl_vec3_cross (x, y);
  const SlFrame frame = { x, y, z, { 0, 0, 0 } };
  /* as the light has it */
  const SlFrame world = { { x.x, y.x, z.x }, { x.y, y.y, z.y }, { x.z, y.z, z.z }, { 0, 0, 0 } };
  SlBox box = sl_box_empty ();

  for (guint i = 0; i < list->meshes->len; i++)
    {
      const SlDrawMesh *mesh = &g_array_index (list->meshes, SlDrawMesh, i);
      SlFrame seen = sl_frame_compose (&world, &mesh->frame);
      SlBox own = sl_frame_box (&seen, &mesh->mesh->box);

      if (sl_box_is_empty (&own))
        continue;
      sl_box_add (&box, own.min);
      sl_box_add (&box, own.max);
    }
  if (sl_box_is_empty (&box))
    box = (SlBox) { { -1, -1, -1 }, { 1, 1, 1 } };
  widen_box (&box);
  SlDrawCamera camera;
  double margin = .5;
  memset (&camera, 0, sizeof camera); /* it is compared as bytes */
  camera.frame = frame;
  camera.parallel = TRUE;
  camera.near_m = .1;
  camera.tan_h = (box.max.x - box.min.x) / 2 + margin;
  camera.tan_v = (box.max.z - box.min.z) / 2 + margin;
  camera.far_m = box.max.y - box.min.y + 30; /* the floor behind the last mesh takes part */
  SlVec3 middle = sl_vec3 ((box.min.x + box.max.x) / 2, box.min.y - 1, (box.min.z + box.max.z) / 2);
  camera.frame.o = sl_frame_point (&frame, middle);
  return camera;
}

double
sl_gpu_texel (const SlDrawCamera *light)
{
  return 2 * fmax (light->tan_h, light->tan_v) / SHADOW_SIZE;
}

/* --- passes --- */

/* From one side of a picture of `size` px to the other, which are half of it away from its middle. */
static double
px_of (double at, double half, int size)
{
  return (at / half + 1) / 2 * size;
}

SlGpuRect
sl_gpu_rect (const Pass *pass)
{
  const SlGpuBounds *b = &pass->bounds;
  const SlDrawCamera *c = pass->camera;
  const double rounding = 1e-6;
  GLint left = (GLint) floor (px_of (b->left - c->shift_h, c->tan_h, pass->width) + rounding);
  GLint right = (GLint) ceil (px_of (b->right - c->shift_h, c->tan_h, pass->width) - rounding);
  GLint bottom = (GLint) floor (px_of (b->bottom - c->shift_v, c->tan_v, pass->height) + rounding);
  GLint top = (GLint) ceil (px_of (b->top - c->shift_v, c->tan_v, pass->height) - rounding);

  return (SlGpuRect) { left, bottom, right - left, top - bottom };
}

/* GL touches nothing outside of the pass's bounds. */
static void
set_bounds (const Pass *pass)
{
  SlGpuRect rect = sl_gpu_rect (pass);

  glViewport (0, 0, pass->width, pass->height);
  glScissor (rect.x, rect.y, rect.width, rect.height);
  glEnable (GL_SCISSOR_TEST);
}

void
sl_gpu_draw_shadow (const Pass *pass)
{
  glBindFramebuffer (GL_FRAMEBUFFER, pass->gpu->shadow_framebuffer);
  set_bounds (pass);
  glEnable (GL_DEPTH_TEST);
  glDepthMask (GL_TRUE);
  glDepthFunc (GL_LEQUAL);
  glDisable (GL_BLEND);
  glDisable (GL_CULL_FACE);
  glClear (GL_DEPTH_BUFFER_BIT);
  glEnable (GL_POLYGON_OFFSET_FILL); /* surfaces must not shade themselves */
  glPolygonOffset (2.5f, 6);
  glUseProgram (sl_gpu_program (pass, PROGRAM_DEPTH));
  glUniformMatrix4fv (sl_gpu_uniform (pass, PROGRAM_DEPTH, U_VIEW_PROJECTION), 1, GL_FALSE, pass->view_projection[0]);
  sl_gpu_draw_mesh_depths (pass, sl_gpu_texel (pass->camera));
  glDisable (GL_POLYGON_OFFSET_FILL);
  glDisable (GL_SCISSOR_TEST);
}

static void
use_program (const Pass *pass, Program program)
{
  const double *cut = pass->list->camera.cut;

  glUseProgram (sl_gpu_program (pass, program));
  glUniform1i (sl_gpu_uniform (pass, program, U_MODE), pass->mode);
  glUniformMatrix4fv (sl_gpu_uniform (pass, program, U_VIEW_PROJECTION), 1, GL_FALSE, pass->view_projection[0]);
  glUniform2f (sl_gpu_uniform (pass, program, U_SIZE), (float) pass->width, (float) pass->height);
  glUniform4f (sl_gpu_uniform (pass, program, U_SECTION), (float) cut[0], (float) cut[1], (float) cut[2],
               (float) cut[3]);
}

void
sl_gpu_use_lit (const Pass *pass, Program program)
{
  const SlDrawList *list = pass->list;

  use_program (pass, program);
  set_vec3 (sl_gpu_uniform (pass, program, U_LIGHT), list->light);
  set_vec3 (sl_gpu_uniform (pass, program, U_WALL_CENTRE), list->wall_centre);
  glUniform3f (sl_gpu_uniform (pass, program, U_WALL_LIGHT), list->wall_light.r, list->wall_light.g,
               list->wall_light.b);
  set_vec3 (sl_gpu_uniform (pass, program, U_EYE), list->camera.frame.o);
  glUniformMatrix4fv (sl_gpu_uniform (pass, program, U_SHADOW), 1, GL_FALSE, pass->shadow[0]);
  glUniform1i (sl_gpu_uniform (pass, program, U_TEXTURE), 0);
  glUniform1i (sl_gpu_uniform (pass, program, U_SHADOW_MAP), 1);
  glActiveTexture (GL_TEXTURE1);
  glBindTexture (GL_TEXTURE_2D, pass->gpu->shadow_map);
  glActiveTexture (GL_TEXTURE0);
  glBindTexture (GL_TEXTURE_2D, pass->gpu->white);
}

static void
draw_background (const Pass *pass)
{
  const SlColour *top = &pass->list->background_top, *bottom = &pass->list->background_bottom;

  use_program (pass, PROGRAM_BACKGROUND);
  glUniform4f (sl_gpu_uniform (pass, PROGRAM_BACKGROUND, U_TOP), top->r, top->g, top->b, 1);
  glUniform4f (sl_gpu_uniform (pass, PROGRAM_BACKGROUND, U_BOTTOM), bottom->r, bottom->g, bottom->b, 1);
  glUniform1f (sl_gpu_uniform (pass, PROGRAM_BACKGROUND, U_HATCH), pass->list->hatch_background);
  glDepthMask (GL_FALSE);
  glBindVertexArray (pass->gpu->empty_vao);
  glDrawArrays (GL_TRIANGLES, 0, 3);
  glDepthMask (GL_TRUE);
}

static void
draw_floor (const Pass *pass)
{
  sl_gpu_use_lit (pass, PROGRAM_FLOOR);
  glUniform1i (sl_gpu_uniform (pass, PROGRAM_FLOOR, U_TEXTURED), 0);
  glUniform1f (sl_gpu_uniform (pass, PROGRAM_FLOOR, U_GLOSS), .45f);
  glUniform1i (sl_gpu_uniform (pass, PROGRAM_FLOOR, U_ALPHA_MODE), SL_ALPHA_OPAQUE);
  sl_gpu_stream_set (&pass->streams[STREAM_FLOOR], pass->list->floor);
  glEnable (GL_POLYGON_OFFSET_FILL); /* what lies on it is seen, an LED floor or a carpet */
  glPolygonOffset (1, 4);
  glDrawArrays (GL_TRIANGLES, 0, (GLsizei) pass->list->floor->len);
  glDisable (GL_POLYGON_OFFSET_FILL);
}

static void
draw_panels (const Pass *pass)
{
  use_program (pass, PROGRAM_PANEL);
  sl_gpu_set_picture (pass->gpu, pass->list->picture);
  glUniform1i (sl_gpu_uniform (pass, PROGRAM_PANEL, U_TEXTURE), 0);
  glUniform1f (sl_gpu_uniform (pass, PROGRAM_PANEL, U_CABINETS), pass->list->cabinets ? .6f : .12f);
  glUniform1f (sl_gpu_uniform (pass, PROGRAM_PANEL, U_GLOW), pass->list->glow);
  glBindTexture (GL_TEXTURE_2D, pass->list->picture != NULL ? pass->gpu->picture : pass->gpu->white);
  sl_gpu_draw_panels (&pass->streams[STREAM_PANELS], pass->list);
}

static void
draw_lines (const Pass *pass)
{
  use_program (pass, PROGRAM_LINE);
  glUniform1f (sl_gpu_uniform (pass, PROGRAM_LINE, U_WIDEN), pass->mode == 1 ? 5 : 0);
  sl_gpu_stream_set (&pass->streams[STREAM_LINES], pass->list->lines);
  glDrawArraysInstanced (GL_TRIANGLE_STRIP, 0, 4, (GLsizei) pass->list->lines->len);
}

/* Lines and glass lie over what is solid without hiding it. */
static void
draw_translucent (const Pass *pass)
{
  glDepthMask (GL_FALSE);
  if (pass->mode == 0)
    {
      glEnable (GL_BLEND);
      glBlendFuncSeparate (GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ZERO, GL_ONE);
      use_program (pass, PROGRAM_GLASS);
      sl_gpu_stream_set (&pass->streams[STREAM_GLASS], pass->list->glass);
      glDrawArrays (GL_TRIANGLES, 0, (GLsizei) pass->list->glass->len);
    }
  draw_lines (pass);
  glDisable (GL_BLEND);
  glDepthMask (GL_TRUE);
}

void
sl_gpu_draw_pass (const Pass *pass)
{
  set_bounds (pass);
  glEnable (GL_DEPTH_TEST);
  glDepthFunc (GL_LEQUAL);
  glDepthMask (GL_TRUE);
  glDisable (GL_BLEND);
  glDisable (GL_CULL_FACE);
  glDisable (GL_STENCIL_TEST);
  glColorMask (GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  if (!pass->gpu->es)
    glDisable (GL_FRAMEBUFFER_SRGB); /* the shaders encode */
  glClearColor (0, 0, 0, 1);
  glClear (GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
  sl_gpu_draw_solid_meshes (pass);
  draw_panels (pass);
  draw_floor (pass);
  draw_background (pass); /* at the far end: only where nothing is */
  sl_gpu_draw_clear_meshes (pass);
  draw_translucent (pass);
  glDisable (GL_SCISSOR_TEST);
  glBindVertexArray (0);
  glUseProgram (0);
}
