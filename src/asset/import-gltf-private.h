/* The parts of the glTF reader. The first thing that is wrong is kept in `error`; whatever is read after it is of no
 * use but harmless, so that each part looks once, at its end. */
#pragma once

#include "import-gltf.h"
#include "import-json.h"

G_BEGIN_DECLS

/* The lists that a file's indices point into. */
typedef enum {
  GLTF_ACCESSORS,
  GLTF_BUFFERS,
  GLTF_IMAGES,
  GLTF_MATERIALS,
  GLTF_MESHES,
  GLTF_NODES,
  GLTF_SAMPLERS,
  GLTF_SCENES,
  GLTF_SKINS,
  GLTF_TEXTURES,
  GLTF_VIEWS,
  GLTF_N_LISTS
} GltfListKind;

typedef struct {
  ImportValue *items; /* owned */
  guint        n;
} GltfList;

/* How a material looks on a mesh. */
typedef struct {
  SlSubmesh part;   /* without its indices */
  guint     uv_set; /* TEXCOORD_n */
  double    uv[6];  /* u' = uv[0]·u + uv[1]·v + uv[2], v' = uv[3]·u + uv[4]·v + uv[5] */
} GltfLook;

typedef struct {
  SlMeshBuilder *builder; /* borrowed */
  ImportFiles   *files;   /* borrowed */
  GError        *error;   /* owned; the first */
  ImportJson    *json;    /* owned */
  GBytes        *own;     /* owned; the container's own buffer, or NULL */
  GltfList       lists[GLTF_N_LISTS];
  GPtrArray     *buffers; /* GBytes, NULL until read */
  GPtrArray     *views;   /* GBytes of those that were compressed, NULL until decoded */
  SlFrame       *frames;  /* a node: its own space into the plan's; owned */
  gboolean      *shown;   /* a node: part of the scene; owned */
  GHashTable    *looks;   /* GltfLook by material + 1 */
  GHashTable    *pixels;  /* SlTexture by image + 1, as decoded; width 0: it cannot be */
  guint64        bytes;   /* of buffers, as read */
  guint64        made;    /* numbers of accessors that no bytes stand behind */
} Gltf;

/* --- import-gltf-value.c: what stands in the file's objects --- */

/* Notes what is wrong, unless something was before; in words that complete "the glTF file is broken (…)". */
void           gltf_fail      (Gltf *g, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* The same with a whole message of its own. */
void           gltf_fail_with (Gltf *g, GError *error);
/* One of a list's objects; nothing when there is none. */
ImportValue    gltf_at        (const Gltf *g, GltfListKind list, gint index);
/* An index into a list, −1 when it is not given; one that points outside fails. */
gint           gltf_index     (Gltf *g, ImportValue object, const char *name, GltfListKind list);
/* A value that is itself an index, as in "children". */
gint           gltf_index_of  (Gltf *g, ImportValue value, GltfListKind list);
/* A whole number between `least` and `most`, or `otherwise` when it is not given. */
gint64         gltf_integer   (Gltf *g, ImportValue object, const char *name, gint64 otherwise,
                               gint64 least, gint64 most);
double         gltf_number    (Gltf *g, ImportValue object, const char *name, double otherwise);
/* A list of exactly `n` numbers; FALSE, and `numbers` left as they are, when it is not given. */
gboolean       gltf_numbers   (Gltf *g, ImportValue object, const char *name, double *numbers, guint n);
gboolean       gltf_flag      (ImportValue object, const char *name);
ImportValue    gltf_extension (ImportValue object, const char *name);

/* --- import-gltf-buffer.c: bytes --- */

typedef struct {
  const guint8 *data; /* borrowed */
  gsize         length;
} GltfBytes;

/* What a URI stands for: data of its own, or a file in the model's folder. NULL with an error. */
GBytes        *gltf_read_uri  (Gltf *g, const char *uri, GError **error);
/* A view's bytes, decoded where they were compressed; FALSE when that failed. */
gboolean       gltf_view      (Gltf *g, gint view, GltfBytes *bytes);

/* --- import-gltf-accessor.c: numbers --- */

/* Fails unless every accessor lies in its view, and every view in its buffer. */
void           gltf_check_accessors (Gltf *g);
/* Elements of `parts` numbers each, count · parts in all; NULL when that failed. Normalised integers become −1…1 or
 * 0…1. Free with g_free(). */
float         *gltf_floats    (Gltf *g, gint accessor, guint parts, guint *count);
/* The same of unsigned integers; floats are refused. */
guint32       *gltf_unsigned  (Gltf *g, gint accessor, guint parts, guint *count);
/* How many numbers an element has; 0 for what is no accessor. */
guint          gltf_parts     (const Gltf *g, gint accessor);

/* --- import-gltf-material.c: looks --- */

/* How material `index` looks (−1: the default one), borrowed. Its picture is read at the first time. */
const GltfLook *gltf_look     (Gltf *g, gint index);

/* --- import-gltf-nodes.c: the scene --- */

/* A mesh's primitive at a place. */
typedef struct {
  ImportValue object;
  gint    material; /* −1: the default one */
  gint    mesh, node;
  guint   primitive;
  gint    skin; /* −1: `frame` places it; else the skin's joints do */
  guint   order;
  SlFrame frame;
} GltfDraw;

/* Finds each node's frame and whether it is shown. */
void           gltf_place_nodes (Gltf *g);
/* What is to be drawn: GltfDraw, those of one material one after the other. */
GArray        *gltf_draws     (Gltf *g);
/* What each joint of a skin does to a point of the mesh; `n` of them. NULL when that failed. Free with g_free(). */
SlFrame       *gltf_joints    (Gltf *g, gint skin, guint *n);

/* --- import-gltf-shape.c: a primitive in its own space --- */

typedef struct {
  guint    n;         /* vertices */
  float   *positions; /* 3 a vertex */
  float   *normals;   /* 3 a vertex, or NULL: none are given */
  float   *uvs;       /* 2 a vertex, or NULL */
  guint32 *triangles; /* 3 indices each, all below n */
  guint    n_triangles;
  guint    n_weights; /* joints a vertex; 0: no skin */
  guint32 *joints;
  float   *weights;
  float    tint[4];   /* what its vertices' colours multiply the material's by, where all are the same */
} GltfShape;

/* Reads a primitive with its morph targets applied. An empty shape is none that shows surfaces. */
void           gltf_shape_read  (Gltf *g, const GltfDraw *draw, const GltfLook *look, GltfShape *shape);
void           gltf_shape_clear (GltfShape *shape);

/* --- import-gltf-flatten.c: into the plan's space --- */

/* Adds all that is drawn to the builder. */
void           gltf_flatten   (Gltf *g);

G_END_DECLS
