/* Meshes ready to draw and to trace: the plan's frame (metres, Z up), one index list cut into materials.
 * A mesh lives in one flat block, so that the import helper can write it and later starts can map it. */
#pragma once

#include <glib.h>

#include "sl-vec.h"

G_BEGIN_DECLS

/* Coarser forms of a part, for drawing it small. */
enum { SL_MESH_LODS = 6 };

/* What a material's alpha means (glTF 2.0, 3.9.4). */
typedef enum {
  SL_ALPHA_OPAQUE, /* nothing: all of it is there */
  SL_ALPHA_MASK,   /* there where alpha reaches the cut-off, a hole elsewhere */
  SL_ALPHA_BLEND,  /* alpha is the share that hides what is behind */
} SlAlphaMode;

/* What a texture shows outside of 0…1. */
typedef enum { SL_WRAP_REPEAT, SL_WRAP_MIRROR, SL_WRAP_CLAMP } SlWrap;

typedef struct {
  guint32 first_index, n_indices; /* into lod_indices; n 0: there is none */
  float   error;                  /* m, at most so far from the true surface */
} SlMeshLod;

typedef struct {
  guint32 first_index, n_indices;
  float   colour[4];  /* linear base colour and alpha, 0…1; a texture's colour and alpha are multiplied by it */
  gint32  texture;    /* into textures, −1 for none */
  SlAlphaMode alpha_mode;
  float   alpha_cutoff; /* at least 0; only for SL_ALPHA_MASK; above 1 nothing is there */
  float   roughness;  /* 0…1 */
  guint32 own_colour; /* 1: keeps its colour where the rest is tinted */
  guint32 closed;     /* 1: a closed surface, wound counter-clockwise from without */
  SlMeshLod lods[SL_MESH_LODS]; /* finest first */
} SlSubmesh;

typedef struct {
  guint32 width, height; /* px, at least 1 */
  SlWrap  wrap_u, wrap_v;
  gsize   offset;        /* of RGBA8 sRGB rows, top first, from `pixels` on; textures may share them */
} SlTexture;

/* What of a model is not as its file says. */
typedef enum {
  SL_NOTE_PICTURE_MISSING,    /* `what`: the picture */
  SL_NOTE_PICTURE_OUTSIDE,    /* the picture */
  SL_NOTE_PICTURE_UNREADABLE, /* the picture */
  SL_NOTE_TEXTURE_OPTIONS,    /* the picture */
  SL_NOTE_EXTENSION,          /* what the file's format calls it */
  SL_NOTE_VERTEX_COLOURS,
  SL_NOTE_GLOW,
  SL_NOTE_POINTS_AND_LINES,
  SL_NOTE_ANIMATION,
  SL_NOTE_NO_NUMBERS,
  SL_NOTE_MORE, /* there was more to say than there is room for */
  SL_N_NOTES
} SlNoteKind;

enum { SL_NOTE_WHAT_MAX = 124, SL_MESH_NOTES_MAX = 64 };

typedef struct {
  SlNoteKind kind;
  char       what[SL_NOTE_WHAT_MAX]; /* UTF-8, ends with 0; may be empty */
} SlMeshNote;

typedef struct {
  gatomicrefcount  refs;
  guint64          stamp;      /* new for each mesh: what caches key on */
  guint32          n_vertices, n_indices, n_lod_indices, n_submeshes, n_textures, n_notes;
  const float     *positions;  /* 3 a vertex, m */
  const float     *normals;    /* 3 a vertex, unit */
  const float     *uvs;        /* 2 a vertex, v down */
  const guint32   *indices, *lod_indices;
  const SlSubmesh *submeshes;
  const SlTexture *textures;
  const SlMeshNote *notes;
  const guint8    *pixels;     /* start of the textures' bytes */
  SlBox            box;
  GBytes          *block;      /* owns all of the above */
} SlMesh;

/* A reference more; thread-safe. */
SlMesh  *sl_mesh_ref   (SlMesh *mesh);
/* A reference less; NULL is fine. */
void     sl_mesh_unref (SlMesh *mesh);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlMesh, sl_mesh_unref)

/* Collects triangles; indices may repeat. Used by the primitives and by the importer. */
typedef struct {
  GArray *positions, *normals, *uvs; /* float */
  GArray *indices, *lod_indices;     /* guint32 */
  GArray *submeshes;                 /* SlSubmesh */
  GArray *textures;                  /* SlTexture */
  GArray *notes;                     /* SlMeshNote */
  GByteArray *pixels;
} SlMeshBuilder;

/* An empty one. */
SlMeshBuilder *sl_mesh_builder_new  (void);
/* NULL is fine. */
void           sl_mesh_builder_free (SlMeshBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlMeshBuilder, sl_mesh_builder_free)
/* Adds a vertex (m; a unit normal; v down) and gives its number. What is no number must not come in here. */
guint32        sl_mesh_builder_vertex (SlMeshBuilder *builder, SlVec3 position, SlVec3 normal, float u, float v);
/* Adds a triangle, counter-clockwise from without, by its vertices' numbers. */
void           sl_mesh_builder_triangle (SlMeshBuilder *builder, guint32 a, guint32 b, guint32 c);
/* Notes once that something is left out; `what` names it (see SlNoteKind; NULL for nothing) and is cut where it is
 * long. */
void           sl_mesh_builder_note (SlMeshBuilder *builder, SlNoteKind kind, const char *what);
/* The flat block (the file format of the cache, this machine's byte order). */
GBytes        *sl_mesh_builder_pack (const SlMeshBuilder *builder);
/* NULL with an error when the block is cut or lies about its sizes. */
SlMesh        *sl_mesh_from_block   (GBytes *block, GError **error);

/* What is left out, in translated words. Free with g_free(). */
char       *sl_mesh_note_message (const SlMeshNote *note);
/* What to do about it, translated; static. */
const char *sl_mesh_note_remedy  (const SlMeshNote *note);
/* Whether what is left out shows so much that the user should act; the others are good to know. */
gboolean    sl_mesh_note_warns   (const SlMeshNote *note);

/* The share of light, 0…1, that a surface of this alpha (base alpha times the texture's) lets through. The one rule for
 * what is see-through: pictures and rays follow it alike. Pure. Alpha outside of 0…1 is taken as its nearest end. */
float sl_alpha_through (SlAlphaMode mode, float cutoff, float alpha);
/* The same for a point of a part, its texture sampled linearly at `u`, `v` (v down) as it wraps. `part` is one of
 * `mesh`'s own. Pure and cheap where the part is opaque or has no texture. */
float sl_mesh_through  (const SlMesh *mesh, const SlSubmesh *part, float u, float v);

typedef enum {
  SL_PRIMITIVE_BOX,
  SL_PRIMITIVE_CYLINDER,
  SL_PRIMITIVE_SPHERE,
  SL_PRIMITIVE_PERSON,
  SL_PRIMITIVE_CAMERA,
  SL_N_PRIMITIVES
} SlPrimitive;

/* Shared meshes of unit size standing on z = 0, centred in x and y: 1 m wide, deep and high (the person: 1 m tall;
 * the camera: life size, looking along +Y from the origin). Borrowed; live as long as the program. */
SlMesh  *sl_mesh_primitive (SlPrimitive primitive);

G_END_DECLS
