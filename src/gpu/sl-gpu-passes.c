#include "sl-gpu-private.h"

#define LOD_PIXELS 1.0 /* that a coarser form may be off */

static GLint
uniform (const Pass *pass, Program program, const char *name)
{
  return glGetUniformLocation (pass->gpu->programs[program], name);
}

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

  view_matrix (&camera->frame, view);
  if (camera->parallel)
    glm_ortho ((float) -camera->tan_h, (float) camera->tan_h, (float) -camera->tan_v, (float) camera->tan_v, near, far, projection);
  else
    glm_frustum ((float) -camera->tan_h * near, (float) camera->tan_h * near, (float) -camera->tan_v * near, (float) camera->tan_v * near, near, far, projection);
  glm_mat4_mul (projection, view, out);
}

static void
model_matrix (const SlFrame *frame, mat4 out)
{
  const SlVec3 columns[4] = { frame->x, frame->y, frame->z, frame->o };

  glm_mat4_identity (out);
  for (int i = 0; i < 4; i++)
    {
      out[i][0] = (float) columns[i].x;
      out[i][1] = (float) columns[i].y;
      out[i][2] = (float) columns[i].z;
    }
}

/* A parallel view from the light over the meshes that throw shadows; the size of a texel in it, m. */
static double
shadow_matrix (const SlDrawList *list, mat4 out)
{
  SlVec3 y = sl_vec3_scale (list->light, -1), x = sl_vec3_normalize (sl_vec3_cross (y, sl_vec3 (0, 1, 0))), z = sl_vec3_cross (x, y);
  SlFrame frame = { x, y, z, { 0, 0, 0 } };
  SlBox box = sl_box_empty ();

  for (guint i = 0; i < list->meshes->len; i++)
    {
      const SlDrawMesh *mesh = &g_array_index (list->meshes, SlDrawMesh, i);
      const SlBox *b = &mesh->mesh->box;
      for (guint k = 0; k < 8; k++)
        {
          SlVec3 p = sl_frame_point (&mesh->frame, sl_vec3 (k & 1 ? b->max.x : b->min.x, k & 2 ? b->max.y : b->min.y, k & 4 ? b->max.z : b->min.z));
          sl_box_add (&box, sl_frame_unpoint (&frame, p));
        }
    }
  if (sl_box_is_empty (&box))
    box = (SlBox) { { -1, -1, -1 }, { 1, 1, 1 } };
  SlDrawCamera camera = { .frame = frame, .parallel = TRUE, .near_m = .1 };
  double margin = .5;
  camera.tan_h = (box.max.x - box.min.x) / 2 + margin;
  camera.tan_v = (box.max.z - box.min.z) / 2 + margin;
  camera.far_m = box.max.y - box.min.y + 30; /* the floor behind the last mesh takes part */
  camera.frame.o = sl_frame_point (&frame, sl_vec3 ((box.min.x + box.max.x) / 2, box.min.y - 1, (box.min.z + box.max.z) / 2));
  sl_gpu_camera_matrix (&camera, out);
  return 2 * fmax (camera.tan_h, camera.tan_v) / SHADOW_SIZE;
}

/* --- passes --- */

static double
scale_of (const SlFrame *frame)
{
  return fmax (1e-9, fmax (fmax (sl_vec3_length (frame->x), sl_vec3_length (frame->y)), sl_vec3_length (frame->z)));
}

/* Draws a part as coarsely as may be. */
static void
draw_part (const SlMesh *mesh, const SlSubmesh *part, double allowed)
{
  gsize first = part->first_index, n = part->n_indices;

  for (guint i = 0; i < SL_MESH_LODS && part->lods[i].n_indices > 0 && (double) part->lods[i].error <= allowed; i++)
    {
      first = (gsize) mesh->n_indices + part->lods[i].first_index;
      n = part->lods[i].n_indices;
    }
  glDrawElements (GL_TRIANGLES, (GLsizei) n, GL_UNSIGNED_INT, (const void *) (first * sizeof (guint32)));
}

/* The same for the same meshes in the same places. */
static guint64
shadow_key (const SlDrawList *list)
{
  guint64 key = 14695981039346656037u;

  for (guint i = 0; i < list->meshes->len; i++)
    {
      const SlDrawMesh *mesh = &g_array_index (list->meshes, SlDrawMesh, i);
      const guint64 *words = (const guint64 *) (const void *) &mesh->frame;
      for (guint w = 0; w < sizeof mesh->frame / sizeof *words; w++)
        key = (key ^ words[w]) * 1099511628211u;
      key = (key ^ mesh->mesh->stamp) * 1099511628211u;
    }
  return key;
}

void
sl_gpu_draw_shadow (Pass *pass)
{
  GLuint program = pass->gpu->programs[PROGRAM_DEPTH];
  guint64 key = shadow_key (pass->list);
  double texel = shadow_matrix (pass->list, pass->shadow);

  if (key == pass->gpu->shadow_key)
    return;
  pass->gpu->shadow_key = key;
  glBindFramebuffer (GL_FRAMEBUFFER, pass->gpu->shadow_framebuffer);
  glViewport (0, 0, SHADOW_SIZE, SHADOW_SIZE);
  glEnable (GL_DEPTH_TEST);
  glDepthMask (GL_TRUE);
  glDepthFunc (GL_LEQUAL);
  glDisable (GL_BLEND);
  glDisable (GL_CULL_FACE);
  glDisable (GL_SCISSOR_TEST);
  glClear (GL_DEPTH_BUFFER_BIT);
  glEnable (GL_POLYGON_OFFSET_FILL); /* surfaces must not shade themselves */
  glPolygonOffset (2.5f, 6);
  glUseProgram (program);
  glUniformMatrix4fv (uniform (pass, PROGRAM_DEPTH, "u_view_projection"), 1, GL_FALSE, pass->shadow[0]);
  for (guint i = 0; i < pass->list->meshes->len; i++)
    {
      const SlDrawMesh *item = &g_array_index (pass->list->meshes, SlDrawMesh, i);
      mat4 model;

      model_matrix (&item->frame, model);
      glBindVertexArray (sl_gpu_find_mesh (pass->gpu, item->mesh)->vao);
      glUniformMatrix4fv (uniform (pass, PROGRAM_DEPTH, "u_model"), 1, GL_FALSE, model[0]);
      for (guint k = 0; k < item->mesh->n_submeshes; k++)
        draw_part (item->mesh, &item->mesh->submeshes[k], texel / scale_of (&item->frame));
    }
  glDisable (GL_POLYGON_OFFSET_FILL);
}

static void
use_program (const Pass *pass, Program program)
{
  glUseProgram (pass->gpu->programs[program]);
  glUniform1i (uniform (pass, program, "u_mode"), pass->mode);
  glUniformMatrix4fv (uniform (pass, program, "u_view_projection"), 1, GL_FALSE, pass->view_projection[0]);
  glUniform2f (uniform (pass, program, "u_size"), (float) pass->width, (float) pass->height);
}

static void
use_lit (const Pass *pass, Program program)
{
  const SlDrawList *list = pass->list;

  use_program (pass, program);
  set_vec3 (uniform (pass, program, "u_light"), list->light);
  set_vec3 (uniform (pass, program, "u_wall_centre"), list->wall_centre);
  glUniform3f (uniform (pass, program, "u_wall_light"), list->wall_light.r, list->wall_light.g, list->wall_light.b);
  set_vec3 (uniform (pass, program, "u_eye"), list->camera.frame.o);
  glUniformMatrix4fv (uniform (pass, program, "u_shadow"), 1, GL_FALSE, pass->shadow[0]);
  glUniform1i (uniform (pass, program, "u_texture"), 0);
  glUniform1i (uniform (pass, program, "u_shadow_map"), 1);
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
  glUniform4f (uniform (pass, PROGRAM_BACKGROUND, "u_top"), top->r, top->g, top->b, 1);
  glUniform4f (uniform (pass, PROGRAM_BACKGROUND, "u_bottom"), bottom->r, bottom->g, bottom->b, 1);
  glUniform1f (uniform (pass, PROGRAM_BACKGROUND, "u_hatch"), pass->list->hatch_background);
  glDepthMask (GL_FALSE);
  glBindVertexArray (pass->gpu->empty_vao);
  glDrawArrays (GL_TRIANGLES, 0, 3);
  glDepthMask (GL_TRUE);
}

static void
draw_floor (const Pass *pass)
{
  use_lit (pass, PROGRAM_FLOOR);
  glUniform1i (uniform (pass, PROGRAM_FLOOR, "u_textured"), 0);
  glUniform1f (uniform (pass, PROGRAM_FLOOR, "u_selected"), 0);
  glUniform1f (uniform (pass, PROGRAM_FLOOR, "u_pick"), 0);
  glUniform1f (uniform (pass, PROGRAM_FLOOR, "u_gloss"), .45f);
  sl_gpu_stream_set (&pass->gpu->floor, pass->list->floor);
  glDrawArrays (GL_TRIANGLES, 0, (GLsizei) pass->list->floor->len);
}

/* How far a mesh may stray from its true shape without a difference in the picture, in its own metres; 0 when it is at
 * the camera. */
static double
tolerance (const Pass *pass, const SlDrawMesh *item)
{
  const SlDrawCamera *camera = &pass->list->camera;
  const SlBox *box = &item->mesh->box;
  double scale = scale_of (&item->frame);
  double radius = sl_vec3_length (sl_vec3_sub (box->max, box->min)) / 2 * scale;
  SlVec3 middle = sl_frame_point (&item->frame, sl_vec3_scale (sl_vec3_add (box->min, box->max), .5));
  double depth = sl_vec3_dot (sl_vec3_sub (middle, camera->frame.o), camera->frame.y) - radius;
  double pixel_m = 2 * camera->tan_v / pass->height * (camera->parallel ? 1 : fmax (0, depth));

  return LOD_PIXELS * pixel_m / scale;
}

static void
draw_mesh (const Pass *pass, const SlDrawMesh *item)
{
  double allowed = tolerance (pass, item);
  gboolean outside = allowed > 0; /* of everything closed: backs are hidden */
  GpuMesh *mesh = sl_gpu_find_mesh (pass->gpu, item->mesh);
  mat4 model;

  model_matrix (&item->frame, model);
  glBindVertexArray (mesh->vao);
  glUniformMatrix4fv (uniform (pass, PROGRAM_MESH, "u_model"), 1, GL_FALSE, model[0]);
  glUniform1f (uniform (pass, PROGRAM_MESH, "u_selected"), item->selected);
  glUniform1f (uniform (pass, PROGRAM_MESH, "u_pick"), (float) item->pick);
  for (guint i = 0; i < item->mesh->n_submeshes; i++)
    {
      const SlSubmesh *part = &item->mesh->submeshes[i];
      const float *own = part->colour;
      gboolean textured = !item->tinted && part->texture >= 0;
      SlColour c = item->tinted && !part->own_colour ? item->colour : (SlColour) { own[0], own[1], own[2], 1 };

      glUniform4f (uniform (pass, PROGRAM_MESH, "u_colour"), c.r, c.g, c.b, 1);
      glUniform1i (uniform (pass, PROGRAM_MESH, "u_textured"), textured);
      glBindTexture (GL_TEXTURE_2D, textured ? mesh->textures[part->texture] : pass->gpu->white);
      if (outside && part->closed)
        glEnable (GL_CULL_FACE);
      draw_part (item->mesh, part, allowed);
      glDisable (GL_CULL_FACE);
    }
}

static void
draw_meshes (const Pass *pass)
{
  use_lit (pass, PROGRAM_MESH);
  glUniform1f (uniform (pass, PROGRAM_MESH, "u_gloss"), .12f);
  for (guint i = 0; i < pass->list->meshes->len; i++)
    draw_mesh (pass, &g_array_index (pass->list->meshes, SlDrawMesh, i));
}

static void
draw_panels (const Pass *pass)
{
  use_program (pass, PROGRAM_PANEL);
  sl_gpu_set_picture (pass->gpu, pass->list->picture);
  glUniform1i (uniform (pass, PROGRAM_PANEL, "u_texture"), 0);
  glUniform1f (uniform (pass, PROGRAM_PANEL, "u_cabinets"), pass->list->cabinets ? .6f : .12f);
  glUniform1f (uniform (pass, PROGRAM_PANEL, "u_glow"), pass->list->glow);
  glBindTexture (GL_TEXTURE_2D, pass->list->picture != NULL ? pass->gpu->picture : pass->gpu->white);
  sl_gpu_draw_panels (&pass->gpu->panels, pass->list);
}

static void
draw_lines (const Pass *pass)
{
  use_program (pass, PROGRAM_LINE);
  glUniform1f (uniform (pass, PROGRAM_LINE, "u_widen"), pass->mode == 1 ? 5 : 0);
  sl_gpu_stream_set (&pass->gpu->lines, pass->list->lines);
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
      sl_gpu_stream_set (&pass->gpu->glass, pass->list->glass);
      glDrawArrays (GL_TRIANGLES, 0, (GLsizei) pass->list->glass->len);
    }
  draw_lines (pass);
  glDisable (GL_BLEND);
  glDepthMask (GL_TRUE);
}

void
sl_gpu_draw_pass (Pass *pass)
{
  glViewport (0, 0, pass->width, pass->height);
  glEnable (GL_DEPTH_TEST);
  glDepthFunc (GL_LEQUAL);
  glDepthMask (GL_TRUE);
  glDisable (GL_BLEND);
  glDisable (GL_CULL_FACE);
  glDisable (GL_SCISSOR_TEST);
  glDisable (GL_STENCIL_TEST);
  glColorMask (GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  if (!pass->gpu->es)
    glDisable (GL_FRAMEBUFFER_SRGB); /* the shaders encode */
  glClearColor (0, 0, 0, 1);
  glClear (GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
  draw_meshes (pass);
  draw_panels (pass);
  draw_floor (pass);
  draw_background (pass); /* at the far end: only where nothing is */
  draw_translucent (pass);
  glBindVertexArray (0);
  glUseProgram (0);
}
