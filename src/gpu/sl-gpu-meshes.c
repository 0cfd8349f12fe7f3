#include "sl-gpu-private.h"

#define LOD_PIXELS 1.0 /* that a coarser form may be off */

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

/* Tells the program what of a part is there, and binds its texture. */
static void
use_look (const Pass *pass, Program program, const SlDrawMesh *item, const GpuMesh *mesh, const SlSubmesh *part)
{
  gboolean textured = !item->tinted && part->texture >= 0, tinted = item->tinted && !part->own_colour;
  const float *c = part->colour, tint[4] = { item->colour.r, item->colour.g, item->colour.b, 1 };

  c = tinted ? tint : c;
  glUniform4f (sl_gpu_uniform (pass, program, U_COLOUR), c[0], c[1], c[2], c[3]);
  glUniform1i (sl_gpu_uniform (pass, program, U_TEXTURED), textured);
  glUniform1i (sl_gpu_uniform (pass, program, U_ALPHA_MODE), tinted ? SL_ALPHA_OPAQUE : (GLint) part->alpha_mode);
  glUniform1f (sl_gpu_uniform (pass, program, U_ALPHA_CUTOFF), part->alpha_cutoff);
  glBindTexture (GL_TEXTURE_2D, textured ? mesh->textures[part->texture] : pass->gpu->white);
}

static void
use_place (const Pass *pass, Program program, const SlDrawMesh *item, const GpuMesh *mesh)
{
  mat4 model;

  model_matrix (&item->frame, model);
  glBindVertexArray (mesh->vao);
  glUniformMatrix4fv (sl_gpu_uniform (pass, program, U_MODEL), 1, GL_FALSE, model[0]);
}

static gboolean
is_clear (const SlDrawMesh *item, const SlSubmesh *part)
{
  return part->alpha_mode == SL_ALPHA_BLEND && (!item->tinted || part->own_colour);
}

/* Those of its parts that are clear, or those that are not. */
static void
draw_mesh (const Pass *pass, const SlDrawMesh *item, gboolean clear)
{
  double allowed = tolerance (pass, item);
  gboolean outside = allowed > 0; /* of everything closed: backs are hidden */
  GpuMesh *mesh = sl_gpu_find_mesh (pass->gpu, item->mesh);

  use_place (pass, PROGRAM_MESH, item, mesh);
  glUniform1f (sl_gpu_uniform (pass, PROGRAM_MESH, U_SELECTED), item->selected);
  glUniform1f (sl_gpu_uniform (pass, PROGRAM_MESH, U_PICK), (float) item->pick);
  for (guint i = 0; i < item->mesh->n_submeshes; i++)
    {
      const SlSubmesh *part = &item->mesh->submeshes[i];

      if (is_clear (item, part) != clear)
        continue;
      use_look (pass, PROGRAM_MESH, item, mesh, part);
      if (outside && part->closed)
        glEnable (GL_CULL_FACE);
      draw_part (item->mesh, part, allowed);
      glDisable (GL_CULL_FACE);
    }
}

void
sl_gpu_draw_solid_meshes (const Pass *pass)
{
  sl_gpu_use_lit (pass, PROGRAM_MESH);
  glUniform1f (sl_gpu_uniform (pass, PROGRAM_MESH, U_GLOSS), .12f);
  for (guint i = 0; i < pass->list->meshes->len; i++)
    draw_mesh (pass, &g_array_index (pass->list->meshes, SlDrawMesh, i), FALSE);
}

/* A mesh with clear parts, and how far along the axis its middle lies. */
typedef struct {
  const SlDrawMesh *item;
  double            depth;
} Clear;

static int
farther_first (gconstpointer a, gconstpointer b)
{
  double x = ((const Clear *) a)->depth, y = ((const Clear *) b)->depth;
  return (x < y) - (x > y);
}

static GArray *
clear_meshes (const SlDrawList *list)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Clear));

  for (guint i = 0; i < list->meshes->len; i++)
    {
      const SlDrawMesh *item = &g_array_index (list->meshes, SlDrawMesh, i);
      const SlBox *box = &item->mesh->box;
      gboolean any = FALSE;

      for (guint k = 0; k < item->mesh->n_submeshes; k++)
        any = any || is_clear (item, &item->mesh->submeshes[k]);
      if (!any)
        continue;
      SlVec3 middle = sl_frame_point (&item->frame, sl_vec3_scale (sl_vec3_add (box->min, box->max), .5));
      Clear clear = { item, sl_frame_unpoint (&list->camera.frame, middle).y };
      g_array_append_val (found, clear);
    }
  g_array_sort (found, farther_first);
  return found;
}

void
sl_gpu_draw_clear_meshes (const Pass *pass)
{
  g_autoptr (GArray) found = clear_meshes (pass->list);

  if (found->len == 0)
    return;
  sl_gpu_use_lit (pass, PROGRAM_MESH);
  glUniform1f (sl_gpu_uniform (pass, PROGRAM_MESH, U_GLOSS), .12f);
  glDepthMask (GL_FALSE);
  if (pass->mode == 0)
    glEnable (GL_BLEND);
  glBlendFuncSeparate (GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ZERO, GL_ONE);
  for (guint i = 0; i < found->len; i++)
    draw_mesh (pass, g_array_index (found, Clear, i).item, TRUE);
  glDisable (GL_BLEND);
  glDepthMask (GL_TRUE);
}

void
sl_gpu_draw_mesh_depths (const Pass *pass, double texel)
{
  glUniform1i (sl_gpu_uniform (pass, PROGRAM_DEPTH, U_TEXTURE), 0);
  glActiveTexture (GL_TEXTURE0);
  for (guint i = 0; i < pass->list->meshes->len; i++)
    {
      const SlDrawMesh *item = &g_array_index (pass->list->meshes, SlDrawMesh, i);
      GpuMesh *mesh = sl_gpu_find_mesh (pass->gpu, item->mesh);

      use_place (pass, PROGRAM_DEPTH, item, mesh);
      for (guint k = 0; k < item->mesh->n_submeshes; k++)
        {
          const SlSubmesh *part = &item->mesh->submeshes[k];

          if (is_clear (item, part)) /* lets light through */
            continue;
          use_look (pass, PROGRAM_DEPTH, item, mesh, part);
          draw_part (item->mesh, part, texel / scale_of (&item->frame));
        }
    }
}
