/* What the files that draw share: resources on the GPU, and one pass over a list. Of this room alone. */
#pragma once

#include <cglm/cglm.h>
#include <epoxy/gl.h>

#include "sl-gpu.h"

enum { SHADOW_SIZE = 1536 };

typedef enum {
  PROGRAM_MESH,
  PROGRAM_FLOOR,
  PROGRAM_GLASS,
  PROGRAM_PANEL,
  PROGRAM_LINE,
  PROGRAM_BACKGROUND,
  PROGRAM_DEPTH,
  N_PROGRAMS,
} Program;

/* What the shaders are told, each named as in sl-gpu-programs.c. */
typedef enum {
  U_MODE, U_VIEW_PROJECTION, U_SIZE, U_COLOUR, U_TINTED, U_TEXTURED, U_TEXTURE, U_GLOSS, U_ALPHA_MODE, U_ALPHA_CUTOFF,
  U_LIGHT, U_WALL_CENTRE, U_WALL_LIGHT, U_EYE, U_SHADOW, U_SHADOW_MAP, U_TOP, U_BOTTOM, U_HATCH, U_CABINETS, U_GLOW,
  U_WIDEN, U_SECTION, N_UNIFORMS,
} Uniform;

/* A mesh on the GPU. */
typedef struct {
  GLuint  vao, buffers[4]; /* positions, normals, uvs, indices */
  GLuint *textures;
  guint   n_textures;
  guint   unused;          /* pictures since a list last had it */
} GpuMesh;

/* Vertex data that changes: uploaded again only when it differs. */
typedef struct {
  GLuint vao, buffer, indices; /* indices and their number: of panels only */
  guint  n_indices;
  guint64 key;  /* of what else it was made from */
  guint8 *copy; /* of the data that it was made from */
  gsize  size;
} Stream;

typedef enum {
  STREAM_PANELS,
  STREAM_LINES,
  STREAM_GLASS,
  STREAM_FLOOR,
  STREAM_SOLID,  /* instances of meshes with parts that hide what is behind them */
  STREAM_CLEAR,  /* of those with parts that let it through */
  STREAM_SHADOW, /* of those that throw shadows */
  N_STREAMS,
} StreamKind;

typedef struct {
  GLuint framebuffer, colour, depth;
  int    width, height, samples;
} Target;

/* Part of a picture, as its camera sees it: tangents, or metres when it is parallel. */
typedef struct {
  double left, right, bottom, top;
} SlGpuBounds;

/* Pixels, from the lower left. */
typedef struct {
  GLint x, y, width, height;
} SlGpuRect;

/* What a list was drawn from, to be compared with the next one. */
typedef struct SlGpuKept SlGpuKept;

/* What lights or frames a whole picture; without padding, to be compared as bytes. */
typedef struct {
  SlDrawCamera camera, light_camera;
  SlVec3       light, wall_centre;
  SlColour     background_top, background_bottom, wall_light;
  guint64      picture;
  gint32       width, height, samples, hatch, cabinets, has_picture;
  float        glow;
} SlGpuLook;

/* What has to be drawn again. */
typedef struct {
  SlGpuBounds rects[4]; /* the first n */
  guint       n;
  gboolean    whole;
  /* while it is found: */
  const SlDrawCamera *camera; /* borrowed */
  double      pixel;   /* the side of one in the picture, as SlGpuBounds has it */
  gboolean    shadows; /* what changes takes its shadow with it */
  SlVec3      light;   /* unit, toward the light */
  double      texel;   /* of the shadow map, m */
  double      lowest;  /* where shadows end, m */
} SlGpuDamage;

/* Those that leave out what a section does stand beside those that need not ask. */
typedef struct {
  GLuint programs[N_PROGRAMS];             /* 0 until they are built */
  GLint  uniforms[N_PROGRAMS][N_UNIFORMS]; /* −1 where a program lacks one, which GL ignores */
} Programs;

/* What all pictures of a context share. */
typedef struct {
  gboolean    es;
  GLint       max_samples, max_size, max_texture;
  Programs    programs[2];
  gboolean    cut;       /* which of them are in use */
  GHashTable *meshes;    /* stamp → GpuMesh */
  GLuint      picture, white, empty_vao;
  guint64     picture_stamp;
  GLuint      shadow_framebuffer, shadow_map;
  SlGpuKept  *shadow_kept; /* of what the shadow map shows; NULL where it shows nothing */
  SlDrawCamera shadow_light; /* likewise */
  Target      pick;        /* numbers */
  GPtrArray  *pictures;    /* SlGpu, borrowed: with the last one it goes */
} SlGpuDevice;

/* A picture that is drawn again and again. */
struct SlGpu {
  SlGpuDevice *device;
  Stream      streams[N_STREAMS];
  SlGpuKept  *kept;         /* of what `shown` shows; NULL where it shows nothing */
  SlGpuLook   look;         /* likewise */
  Target      target, shown; /* what is drawn into; the last picture, one sample a pixel */
};

/* One pass over a list. */
typedef struct {
  SlGpuDevice      *gpu;
  Stream           *streams;  /* those of the list's own order: of the picture, or of one that shows the same list */
  Stream           *own;      /* those that the eye puts in order */
  const SlDrawList *list;
  const SlDrawCamera *camera; /* what is looked through: the list's, or the light's */
  SlGpuBounds       bounds;   /* what of its picture is drawn */
  mat4              view_projection, shadow;
  int               width, height;
  int               mode; /* 0 picture, 1 pick */
} Pass;

/* --- sl-gpu-programs.c --- */

/* Whether the camera leaves out what lies on one side of a section. */
gboolean sl_gpu_cuts           (const SlDrawCamera *camera);
/* From now on those that cut are used, or those that do not: the first time all of them are compiled and linked, and
 * it is found where they take what they are told. Every pixel asks those that cut which side it lies on, and that costs
 * the others dearly: none of them asks. FALSE with an error. */
gboolean sl_gpu_build_programs (SlGpuDevice *gpu, gboolean cut, GError **error);

/* --- sl-gpu-resources.c --- */

/* Their arrays and how their bytes are laid out. */
void     sl_gpu_init_streams  (Stream *streams);
/* Binds the stream's arrays and its buffer; TRUE when the buffer holds something else than `data` and must be filled.
 */
gboolean sl_gpu_stream_bind   (Stream *stream, const GArray *data);
/* So that the next bind fills it, whatever it holds. */
void     sl_gpu_stream_forget (Stream *stream);
/* Binds the stream and fills it with `data` as it is. */
void     sl_gpu_stream_set    (Stream *stream, const GArray *data);
/* Gives back what it has on the GPU and here. */
void     sl_gpu_stream_clear  (Stream *stream);
/* Floats at `offset` of each `stride` bytes of the bound buffer. */
void     sl_gpu_attribute     (GLuint index, GLint size, gsize stride, gsize offset, gboolean instanced);
/* Rows of sRGB, top first, into a texture that repeats; scaled down to what GL takes where it is larger. */
void     sl_gpu_upload_texture (const SlGpuDevice *gpu, GLuint texture, guint32 width, guint32 height,
                                const guint8 *rgba);
/* The mesh on the GPU, put there when it is not. Borrowed. */
GpuMesh *sl_gpu_find_mesh     (SlGpuDevice *gpu, const SlMesh *mesh);
/* Of a GpuMesh. */
void     sl_gpu_mesh_free     (gpointer mesh);
/* After each picture: meshes that the last lists lack leave the GPU. */
void     sl_gpu_sweep_meshes  (SlGpuDevice *gpu, const SlDrawList *list);
/* The picture on the walls, uploaded when it is another than before; NULL leaves it. */
void     sl_gpu_set_picture   (SlGpuDevice *gpu, const SlImage *picture);

/* --- sl-gpu-panels.c --- */

/* As sl_gpu_init_streams() does, for panels. */
void     sl_gpu_init_panels   (Stream *stream);
/* Draws the list's panels in one call. */
void     sl_gpu_draw_panels   (Stream *stream, const SlDrawList *list);

/* --- sl-gpu-shrink.c --- */

/* What `width` × `height` becomes when no side may be longer than `most`. */
void     sl_gpu_shrunk_size   (guint32 *width, guint32 *height, guint32 most);
/* Averages `rgba` down to `to_w` × `to_h`, neither more than before; free with g_free(). */
guint8  *sl_gpu_shrink        (const guint8 *rgba, guint32 width, guint32 height, guint32 to_w, guint32 to_h);

/* --- sl-gpu-meshes.c --- */

/* Those parts of meshes that hide what is behind them. */
void     sl_gpu_draw_solid_meshes (const Pass *pass);
/* Those that let it through, from the back to the front; after all that is solid. */
void     sl_gpu_draw_clear_meshes (const Pass *pass);
/* Into the bound shadow map, one texel of which is `texel` wide (m). */
void     sl_gpu_draw_mesh_depths  (const Pass *pass, double texel);

/* --- sl-gpu-passes.c --- */

/* Where the program takes it. */
#define sl_gpu_uniform(pass, program, which) \
  ((pass)->gpu->programs[(pass)->gpu->cut].uniforms[program][which])
/* The program itself. */
#define sl_gpu_program(pass, program) ((pass)->gpu->programs[(pass)->gpu->cut].programs[program])
/* The program with what all and what lit surfaces are told. */
void     sl_gpu_use_lit       (const Pass *pass, Program program);

/* From the world to GL's clip space. */
void     sl_gpu_camera_matrix (const SlDrawCamera *camera, mat4 out);
/* The pixels that the pass's bounds touch. */
SlGpuRect sl_gpu_rect         (const Pass *pass);
/* A parallel view from the light over what throws shadows, in steps: moving a thing seldom changes it. */
SlDrawCamera sl_gpu_light_camera (const SlDrawList *list);
/* The side of a texel of the shadow map, m. */
double   sl_gpu_texel         (const SlDrawCamera *light);
/* Depths as the pass's camera, which is the light's, sees them within its bounds: into the shadow map. */
void     sl_gpu_draw_shadow   (const Pass *pass);
/* Within the pass's bounds, into the bound framebuffer. */
void     sl_gpu_draw_pass     (const Pass *pass);

/* --- sl-gpu-damage.c --- */

/* All that the camera sees. */
SlGpuBounds sl_gpu_whole      (const SlDrawCamera *camera);
/* What the list is drawn from. Free with sl_gpu_kept_free(). */
SlGpuKept *sl_gpu_keep        (const SlDrawList *list);
/* One more that frees it; the same. */
SlGpuKept *sl_gpu_kept_ref    (SlGpuKept *kept);
/* The list's. */
guint64    sl_gpu_kept_stamp  (const SlGpuKept *kept);
/* As sl_gpu_light_camera(). Borrowed. */
const SlDrawCamera *sl_gpu_kept_light (const SlGpuKept *kept);
/* NULL is fine. */
void     sl_gpu_kept_free     (SlGpuKept *kept);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlGpuKept, sl_gpu_kept_free)
/* Where `list`, kept as `now`, looks other than what was kept `before` (NULL: everywhere), under the same look, in a
 * picture `height` px high with a shadow map of `texel` m. Borrows the list's camera. */
SlGpuDamage sl_gpu_picture_damage (const SlGpuKept *before, const SlGpuKept *now, const SlDrawList *list, int height,
                                   double texel);
/* The same for a shadow map of `size` texels a side. Borrows `light`. */
SlGpuDamage sl_gpu_shadow_damage (const SlGpuKept *before, const SlGpuKept *now, const SlDrawCamera *light, int size);
