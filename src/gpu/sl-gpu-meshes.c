/* Meshes are drawn many at a time: those of one shape that may be as coarse as one another stand one after another in
 * a buffer, and one call draws them.
 *
 *   list's meshes ── in the picture ──▶ shown, in the order of drawing ──▶ runs of one shape and form ──▶ calls */
#include "sl-gpu-private.h"

#define LOD_PIXELS 1.0 /* that a coarser form may be off */

/* What of a mesh differs from one of its instances to the next, as the GPU takes it. */
typedef struct {
  float columns[4][3]; /* of its frame: x, y, z, origin */
  float tint[3];
  float marks[2];      /* pick number; 1 where it is selected */
} Instance;

/* A mesh that a pass shows. */
typedef struct {
  const SlDrawMesh *item;
  double            allowed; /* how far it may stray from its true shape, in its own metres; 0 at the camera */
  double            depth;   /* of its middle along the axis, m */
  guint             shape;   /* the same for the same mesh, tinted alike */
  guint             form;    /* the same for what is drawn from the same indices */
} Shown;

/* How a pass goes over the meshes. */
typedef struct {
  const Pass *pass;
  Program     program;
  Stream     *stream;
  gboolean    clear; /* those parts that light comes through, from the back to the front */
  double      texel; /* of a shadow map, m; 0 for a picture */
} Round;

/* --- what is shown --- */

static double
scale_of (const SlFrame *frame)
{
  return fmax (1e-9, fmax (fmax (sl_vec3_length (frame->x), sl_vec3_length (frame->y)), sl_vec3_length (frame->z)));
}

static gboolean
is_clear (const SlDrawMesh *item, const SlSubmesh *part)
{
  return part->alpha_mode == SL_ALPHA_BLEND && (!item->tinted || part->own_colour);
}

/* How many of its parts this round draws. */
static guint
count_parts (const SlDrawMesh *item, gboolean clear)
{
  guint n = 0;

  for (guint i = 0; i < item->mesh->n_submeshes; i++)
    n += is_clear (item, &item->mesh->submeshes[i]) == clear;
  return n;
}

/* A ball of `radius` (m) about a point in the camera's frame lies outside of what the pass draws. */
static gboolean
is_outside (const Pass *pass, SlVec3 at, double radius)
{
  const SlDrawCamera *camera = pass->camera;
  const double sides[4] = { -pass->bounds.left, pass->bounds.right, -pass->bounds.bottom, pass->bounds.top };
  const double along[4] = { -at.x, at.x, -at.z, at.z };

  for (guint i = 0; i < 4; i++)
    {
      double lean = camera->parallel ? 1 : sqrt (1 + sides[i] * sides[i]);
      if (along[i] - sides[i] * (camera->parallel ? 1 : at.y) > radius * lean)
        return TRUE;
    }
  return at.y < camera->near_m - radius || at.y > camera->far_m + radius;
}

/* How many steps of coarser forms its parts take together: what takes as many looks the same, since each part takes
 * more the more is allowed. Whether backs may be left out counts as one. */
static guint
form_of (const SlMesh *mesh, double allowed)
{
  guint form = allowed > 0;

  for (guint i = 0; i < mesh->n_submeshes; i++)
    for (guint k = 0; k < SL_MESH_LODS && mesh->submeshes[i].lods[k].n_indices > 0; k++)
      form += (double) mesh->submeshes[i].lods[k].error <= allowed;
  return form;
}

/* Fills in all but the shape; FALSE when it lies outside of what is drawn. */
static gboolean
show (const Round *round, const SlDrawMesh *item, Shown *out)
{
  const SlDrawCamera *camera = round->pass->camera;
  const SlBox *box = &item->mesh->box;
  double scale = scale_of (&item->frame), radius = sl_vec3_length (sl_vec3_sub (box->max, box->min)) / 2 * scale;
  SlVec3 middle = sl_frame_point (&item->frame, sl_vec3_scale (sl_vec3_add (box->min, box->max), .5));
  SlVec3 at = sl_frame_unpoint (&camera->frame, middle);
  double pixel_m = 2 * camera->tan_v / round->pass->height * (camera->parallel ? 1 : fmax (0, at.y - radius));

  *out = (Shown) { .item = item, .depth = at.y };
  out->allowed = (round->texel > 0 ? round->texel : LOD_PIXELS * pixel_m) / scale;
  out->form = form_of (item->mesh, out->allowed);
  return !is_outside (round->pass, at, radius);
}

/* A number for the item's mesh, tinted or not. Neighbours in the list are often alike. */
static guint
shape_of (GHashTable *shapes, const SlDrawMesh *item, const Shown *last)
{
  guint shape;

  if (last != NULL && last->item->mesh == item->mesh && last->item->tinted == item->tinted)
    return last->shape;
  shape = GPOINTER_TO_UINT (g_hash_table_lookup (shapes, item->mesh));
  if (shape == 0)
    {
      shape = 2 * (g_hash_table_size (shapes) + 1);
      g_hash_table_insert (shapes, item->mesh, GUINT_TO_POINTER (shape));
    }
  return shape + (item->tinted ? 1 : 0);
}

static int
compare_shapes (gconstpointer a, gconstpointer b)
{
  const Shown *one = a, *other = b;

  if (one->shape != other->shape)
    return one->shape < other->shape ? -1 : 1;
  return (one->form > other->form) - (one->form < other->form);
}

/* Of one shape and form those that hide others come first: what is hidden is not shaded. */
static int
compare_solid (gconstpointer a, gconstpointer b)
{
  const int order = compare_shapes (a, b);
  const double x = ((const Shown *) a)->depth, y = ((const Shown *) b)->depth;

  return order != 0 ? order : (x > y) - (x < y);
}

static int
farther_first (gconstpointer a, gconstpointer b)
{
  double x = ((const Shown *) a)->depth, y = ((const Shown *) b)->depth;
  return (x < y) - (x > y);
}

/* In the order of drawing; of the same order, as the list has them. */
static GArray *
collect (const Round *round)
{
  const GArray *meshes = round->pass->list->meshes;
  GArray *all = g_array_sized_new (FALSE, FALSE, sizeof (Shown), meshes->len);
  g_autoptr (GHashTable) shapes = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < meshes->len; i++)
    {
      const SlDrawMesh *item = &g_array_index (meshes, SlDrawMesh, i);
      Shown shown;

      if (count_parts (item, round->clear) == 0 || !show (round, item, &shown))
        continue;
      shown.shape = shape_of (shapes, item, all->len > 0 ? &g_array_index (all, Shown, all->len - 1) : NULL);
      g_array_append_val (all, shown);
    }
  g_array_sort (all, round->clear ? farther_first : round->texel > 0 ? compare_shapes : compare_solid);
  return all;
}

/* --- the buffer --- */

static Instance
instance_of (const SlDrawMesh *item)
{
  const SlVec3 columns[4] = { item->frame.x, item->frame.y, item->frame.z, item->frame.o };
  Instance out = { .tint = { item->colour.r, item->colour.g, item->colour.b },
                   .marks = { (float) item->pick, item->selected } };

  for (guint i = 0; i < 4; i++)
    {
      out.columns[i][0] = (float) columns[i].x;
      out.columns[i][1] = (float) columns[i].y;
      out.columns[i][2] = (float) columns[i].z;
    }
  return out;
}

static void
fill (const Round *round, const GArray *shown)
{
  g_autoptr (GArray) instances = g_array_sized_new (FALSE, FALSE, sizeof (Instance), shown->len);

  for (guint i = 0; i < shown->len; i++)
    {
      Instance instance = instance_of (g_array_index (shown, Shown, i).item);
      g_array_append_val (instances, instance);
    }
  sl_gpu_stream_set (round->stream, instances);
}

/* The mesh's instances begin at `first` of the buffer: neither GL 3.3 nor ES 3.0 can be told so in the call. */
static void
use_instances (const Stream *stream, const GpuMesh *mesh, guint first)
{
  const gsize size = sizeof (Instance), at = first * size;

  glBindVertexArray (mesh->vao);
  glBindBuffer (GL_ARRAY_BUFFER, stream->buffer);
  for (guint i = 0; i < 4; i++)
    sl_gpu_attribute (3 + i, 3, size, at + offsetof (Instance, columns) + i * sizeof (float[3]), TRUE);
  sl_gpu_attribute (7, 3, size, at + offsetof (Instance, tint), TRUE);
  sl_gpu_attribute (8, 2, size, at + offsetof (Instance, marks), TRUE);
}

/* --- drawing --- */

/* Tells the program what of a part is there, and binds its texture. */
static void
use_look (const Round *round, const SlDrawMesh *item, const GpuMesh *mesh, const SlSubmesh *part)
{
  const Pass *pass = round->pass;
  gboolean textured = !item->tinted && part->texture >= 0, tinted = item->tinted && !part->own_colour;
  const float *c = part->colour;

  glUniform1i (sl_gpu_uniform (pass, round->program, U_TINTED), tinted);
  glUniform4f (sl_gpu_uniform (pass, round->program, U_COLOUR), c[0], c[1], c[2], c[3]);
  glUniform1i (sl_gpu_uniform (pass, round->program, U_TEXTURED), textured);
  glUniform1i (sl_gpu_uniform (pass, round->program, U_ALPHA_MODE),
               tinted ? SL_ALPHA_OPAQUE : (GLint) part->alpha_mode);
  glUniform1f (sl_gpu_uniform (pass, round->program, U_ALPHA_CUTOFF), part->alpha_cutoff);
  glBindTexture (GL_TEXTURE_2D, textured ? mesh->textures[part->texture] : pass->gpu->white);
}

/* Draws a part of `n` instances as coarsely as may be. */
static void
draw_part (const SlMesh *mesh, const SlSubmesh *part, double allowed, guint n)
{
  gsize first = part->first_index, count = part->n_indices;

  for (guint i = 0; i < SL_MESH_LODS && part->lods[i].n_indices > 0 && (double) part->lods[i].error <= allowed; i++)
    {
      first = (gsize) mesh->n_indices + part->lods[i].first_index;
      count = part->lods[i].n_indices;
    }
  glDrawElementsInstanced (GL_TRIANGLES, (GLsizei) count, GL_UNSIGNED_INT, (const void *) (first * sizeof (guint32)),
                           (GLsizei) n);
}

/* `n` of one shape and form, which begin at `first`. */
static void
draw_run (const Round *round, const Shown *shown, guint first, guint n)
{
  const SlDrawMesh *item = shown->item;
  GpuMesh *mesh = sl_gpu_find_mesh (round->pass->gpu, item->mesh);
  gboolean backs_hidden = shown->allowed > 0 && round->texel == 0; /* of what is closed and not around the eye */

  use_instances (round->stream, mesh, first);
  for (guint i = 0; i < item->mesh->n_submeshes; i++)
    {
      const SlSubmesh *part = &item->mesh->submeshes[i];

      if (is_clear (item, part) != round->clear)
        continue;
      use_look (round, item, mesh, part);
      if (backs_hidden && part->closed)
        glEnable (GL_CULL_FACE);
      draw_part (item->mesh, part, shown->allowed, n);
      glDisable (GL_CULL_FACE);
    }
}

/* Of what is clear, several parts of one mesh come before the next mesh. */
static gboolean
goes_on (const Round *round, const Shown *first, const Shown *next)
{
  return first->shape == next->shape && first->form == next->form
         && (!round->clear || count_parts (first->item, TRUE) == 1);
}

static void
draw_shown (const Round *round, const GArray *all)
{
  fill (round, all);
  for (guint first = 0, end; first < all->len; first = end)
    {
      const Shown *shown = &g_array_index (all, Shown, first);

      for (end = first + 1; end < all->len && goes_on (round, shown, &g_array_index (all, Shown, end)); end++)
        ;
      draw_run (round, shown, first, end - first);
    }
}

void
sl_gpu_draw_solid_meshes (const Pass *pass)
{
  const Round round = { pass, PROGRAM_MESH, &pass->own[STREAM_SOLID], FALSE, 0 };
  g_autoptr (GArray) all = collect (&round);

  sl_gpu_use_lit (pass, PROGRAM_MESH);
  glUniform1f (sl_gpu_uniform (pass, PROGRAM_MESH, U_GLOSS), .12f);
  draw_shown (&round, all);
}

void
sl_gpu_draw_clear_meshes (const Pass *pass)
{
  const Round round = { pass, PROGRAM_MESH, &pass->own[STREAM_CLEAR], TRUE, 0 };
  g_autoptr (GArray) all = collect (&round);

  if (all->len == 0)
    return;
  sl_gpu_use_lit (pass, PROGRAM_MESH);
  glUniform1f (sl_gpu_uniform (pass, PROGRAM_MESH, U_GLOSS), .12f);
  glDepthMask (GL_FALSE);
  if (pass->mode == 0)
    glEnable (GL_BLEND);
  glBlendFuncSeparate (GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ZERO, GL_ONE);
  draw_shown (&round, all);
  glDisable (GL_BLEND);
  glDepthMask (GL_TRUE);
}

void
sl_gpu_draw_mesh_depths (const Pass *pass, double texel)
{
  /* what is clear lets light through */
  const Round round = { pass, PROGRAM_DEPTH, &pass->own[STREAM_SHADOW], FALSE, texel };
  g_autoptr (GArray) all = collect (&round);

  glUniform1i (sl_gpu_uniform (pass, PROGRAM_DEPTH, U_TEXTURE), 0);
  glActiveTexture (GL_TEXTURE0);
  draw_shown (&round, all);
}
