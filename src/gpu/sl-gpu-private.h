/* What the files that draw share: resources on the GPU, and one pass over a list. Of this room alone. */
#pragma once

#include <cglm/cglm.h>
#include <epoxy/gl.h>

#include "sl-gpu.h"

enum { SHADOW_SIZE = 1536 };

typedef enum { PROGRAM_MESH, PROGRAM_FLOOR, PROGRAM_GLASS, PROGRAM_PANEL, PROGRAM_LINE, PROGRAM_BACKGROUND, PROGRAM_DEPTH, N_PROGRAMS } Program;

/* A mesh on the GPU. */
typedef struct {
  GLuint  vao, buffers[4]; /* positions, normals, uvs, indices */
  GLuint *textures;
  guint   n_textures;
  guint   unused;          /* draws since it was last needed */
} GpuMesh;

/* Vertex data that changes: uploaded again only when it differs. */
typedef struct {
  GLuint vao, buffer, indices; /* indices and their number: of panels only */
  guint  n_indices;
  guint64 key;  /* of what else it was made from */
  guint8 *copy; /* of the data that it was made from */
  gsize  size;
} Stream;

typedef struct {
  GLuint framebuffer, colour, depth;
  int    width, height, samples;
} Target;

struct SlGpu {
  gboolean    es;
  GLint       max_samples, max_size;
  GLuint      programs[N_PROGRAMS];
  GHashTable *meshes;    /* stamp → GpuMesh */
  Stream      panels, lines, glass, floor;
  GLuint      picture, white, empty_vao;
  guint64     picture_stamp;
  GLuint      shadow_framebuffer, shadow_map;
  guint64     shadow_key;   /* of the meshes that it was drawn from */
  Target      target, pick;
};

/* One pass over a list. */
typedef struct {
  SlGpu            *gpu;
  const SlDrawList *list;
  mat4              view_projection, shadow;
  int               width, height;
  int               mode; /* 0 picture, 1 pick */
} Pass;

/* --- sl-gpu-resources.c --- */

gboolean sl_gpu_build_program (SlGpu *gpu, Program program, GError **error);
void     sl_gpu_init_streams  (SlGpu *gpu);
/* Binds the stream's arrays and its buffer; TRUE when the buffer holds something else than `data` and must be filled. */
gboolean sl_gpu_stream_bind   (Stream *stream, const GArray *data);
/* So that the next bind fills it, whatever it holds. */
void     sl_gpu_stream_forget (Stream *stream);
void     sl_gpu_stream_set    (Stream *stream, const GArray *data);
void     sl_gpu_stream_clear  (Stream *stream);
/* Floats at `offset` of each `stride` bytes of the bound buffer. */
void     sl_gpu_attribute     (GLuint index, GLint size, gsize stride, gsize offset, gboolean instanced);
void     sl_gpu_upload_texture (GLuint texture, guint32 width, guint32 height, const guint8 *rgba);
/* The mesh on the GPU, put there when it is not. Borrowed. */
GpuMesh *sl_gpu_find_mesh     (SlGpu *gpu, const SlMesh *mesh);
void     sl_gpu_mesh_free     (gpointer mesh);
/* For g_hash_table_foreach_remove(): counts draws. */
gboolean sl_gpu_mesh_is_stale (gpointer key, gpointer mesh, gpointer data);
void     sl_gpu_set_picture   (SlGpu *gpu, const SlImage *picture);

/* --- sl-gpu-panels.c --- */

void     sl_gpu_init_panels   (Stream *stream);
/* Draws the list's panels in one call. */
void     sl_gpu_draw_panels   (Stream *stream, const SlDrawList *list);

/* --- sl-gpu-passes.c --- */

void     sl_gpu_camera_matrix (const SlDrawCamera *camera, mat4 out);
/* Into the shadow map, unless it holds the same already; sets the pass's shadow matrix. */
void     sl_gpu_draw_shadow   (Pass *pass);
/* Into the bound framebuffer. */
void     sl_gpu_draw_pass     (Pass *pass);
