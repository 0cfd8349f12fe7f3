/* sightline-import MODEL OUT: reads a model through assimp within limits of memory and time and writes the flat mesh.
 * A process of its own, so that a hostile file can take down nothing else. */
#include <assimp/cimport.h>
#include <assimp/config.h>
#include <assimp/material.h>
#include <assimp/postprocess.h>
#include <assimp/scene.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>
#include <locale.h>
#include <meshoptimizer.h>
#include <string.h>
#include <sys/resource.h>

#include "import-parts.h"
#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-mesh.h"

/* Above the second, the first coarser form is found by a grid, which takes a tenth of the time. */
enum { LOD_LEAST_TRIANGLES = 200, LOD_EXACT_TRIANGLES = 250000, TEXTURE_MAX = 1024, TEXTURE_FILE_MAX_PX = 16384 };

static void
set_limits (void)
{
#if !defined(__SANITIZE_ADDRESS__)
  struct rlimit memory = { (rlim_t) 4 << 30, (rlim_t) 4 << 30 };
  setrlimit (RLIMIT_AS, &memory);
#endif
  struct rlimit seconds = { 120, 120 };
  setrlimit (RLIMIT_CPU, &seconds);
}

static GdkPixbuf *
load_embedded (const struct aiTexture *texture)
{
  g_autoptr (GInputStream) stream = NULL;

  if (texture->mHeight != 0 || texture->mWidth == 0) /* raw texels are rare; leave them out */
    return NULL;
  stream = g_memory_input_stream_new_from_data (texture->pcData, texture->mWidth, NULL);
  return gdk_pixbuf_new_from_stream (stream, NULL, NULL);
}

static const struct aiTexture *
find_embedded (const struct aiScene *scene, const char *name)
{
  guint64 index = *name == '*' ? g_ascii_strtoull (name + 1, NULL, 10) : G_MAXUINT64;

  if (index < scene->mNumTextures)
    return scene->mTextures[index];
  for (guint i = 0; i < scene->mNumTextures; i++)
    if (scene->mTextures[i]->mFilename.length > 0 && g_str_equal (scene->mTextures[i]->mFilename.data, name))
      return scene->mTextures[i];
  return NULL;
}

static GdkPixbuf *
load_texture (const struct aiScene *scene, const char *folder, const char *name)
{
  const struct aiTexture *embedded = find_embedded (scene, name);
  int width = 0, height = 0;

  if (embedded != NULL)
    return load_embedded (embedded);
  g_autofree char *slashes = g_strdelimit (g_strdup (name), "\\", '/');
  if (g_path_is_absolute (slashes) || strstr (slashes, "..") != NULL)
    return NULL;
  g_autofree char *path = g_build_filename (folder, slashes, NULL);
  if (gdk_pixbuf_get_file_info (path, &width, &height) == NULL || width > TEXTURE_FILE_MAX_PX || height > TEXTURE_FILE_MAX_PX)
    return NULL;
  return gdk_pixbuf_new_from_file_at_scale (path, MIN (width, TEXTURE_MAX), MIN (height, TEXTURE_MAX), FALSE, NULL);
}

/* Appends the material's base colour picture; −1 without one. */
static int
add_texture (SlMeshBuilder *builder, GHashTable *known, const struct aiScene *scene, const char *folder, const struct aiMaterial *material)
{
  struct aiString name;
  gpointer index;

  if (aiGetMaterialString (material, AI_MATKEY_TEXTURE (aiTextureType_BASE_COLOR, 0), &name) != AI_SUCCESS
      && aiGetMaterialString (material, AI_MATKEY_TEXTURE (aiTextureType_DIFFUSE, 0), &name) != AI_SUCCESS)
    return -1;
  if (g_hash_table_lookup_extended (known, name.data, NULL, &index))
    return GPOINTER_TO_INT (index);
  g_autoptr (GdkPixbuf) raw = load_texture (scene, folder, name.data);
  if (raw == NULL)
    return -1;
  int width = MIN (gdk_pixbuf_get_width (raw), TEXTURE_MAX), height = MIN (gdk_pixbuf_get_height (raw), TEXTURE_MAX);
  g_autoptr (GdkPixbuf) scaled = gdk_pixbuf_scale_simple (raw, width, height, GDK_INTERP_BILINEAR);
  g_autoptr (GdkPixbuf) rgba = gdk_pixbuf_add_alpha (scaled, FALSE, 0, 0, 0);
  SlTexture texture = { .width = (guint32) width, .height = (guint32) height, .offset = builder->pixels->len };
  for (int y = 0; y < height; y++)
    g_byte_array_append (builder->pixels, gdk_pixbuf_read_pixels (rgba) + y * gdk_pixbuf_get_rowstride (rgba), (guint) width * 4);
  g_array_append_val (builder->textures, texture);
  g_hash_table_insert (known, g_strdup (name.data), GINT_TO_POINTER (builder->textures->len - 1));
  return (int) builder->textures->len - 1;
}

/* Y up to Z up, in metres. */
static SlVec3
to_plan (const struct aiVector3D *v, double scale)
{
  return sl_vec3 (v->x * scale, -v->z * scale, v->y * scale);
}

static void
add_mesh (SlMeshBuilder *builder, GHashTable *textures, const struct aiScene *scene, const struct aiMesh *mesh, const char *folder, double scale)
{
  const struct aiMaterial *material = scene->mMaterials[mesh->mMaterialIndex];
  SlSubmesh submesh = { .first_index = builder->indices->len, .colour = { .7f, .7f, .7f, 1 }, .texture = -1, .roughness = .8f };
  struct aiColor4D colour;
  guint32 base = builder->positions->len / 3;

  if (aiGetMaterialColor (material, AI_MATKEY_BASE_COLOR, &colour) == AI_SUCCESS
      || aiGetMaterialColor (material, AI_MATKEY_COLOR_DIFFUSE, &colour) == AI_SUCCESS)
    memcpy (submesh.colour, &colour, sizeof submesh.colour);
  aiGetMaterialFloatArray (material, AI_MATKEY_ROUGHNESS_FACTOR, &submesh.roughness, NULL);
  submesh.texture = add_texture (builder, textures, scene, folder, material);
  for (guint i = 0; i < mesh->mNumVertices; i++)
    {
      const struct aiVector3D *uv = mesh->mTextureCoords[0] != NULL ? &mesh->mTextureCoords[0][i] : NULL;
      SlVec3 normal = mesh->mNormals != NULL ? to_plan (&mesh->mNormals[i], 1) : sl_vec3 (0, 0, 1);
      sl_mesh_builder_vertex (builder, to_plan (&mesh->mVertices[i], scale), normal, uv != NULL ? uv->x : 0, uv != NULL ? 1 - uv->y : 0);
    }
  for (guint i = 0; i < mesh->mNumFaces; i++)
    if (mesh->mFaces[i].mNumIndices == 3)
      sl_mesh_builder_triangle (builder, base + mesh->mFaces[i].mIndices[0], base + mesh->mFaces[i].mIndices[1], base + mesh->mFaces[i].mIndices[2]);
  submesh.n_indices = builder->indices->len - submesh.first_index;
  g_array_append_val (builder->submeshes, submesh);
}

/* FBX counts in centimetres unless it says otherwise; the other readers give metres. */
static double
unit_scale (const struct aiScene *scene, const char *path)
{
  if (!sl_file_has_suffix (path, ".fbx"))
    return 1;
  for (guint i = 0; scene->mMetaData != NULL && i < scene->mMetaData->mNumProperties; i++)
    if (g_str_equal (scene->mMetaData->mKeys[i].data, "UnitScaleFactor"))
      {
        const struct aiMetadataEntry *entry = &scene->mMetaData->mValues[i];
        double factor = entry->mType == AI_DOUBLE ? *(double *) entry->mData : entry->mType == AI_FLOAT ? *(float *) entry->mData : 1;
        return factor > 0 ? factor / 100 : .01;
      }
  return .01;
}

static gboolean
is_degenerate (const SlMeshBuilder *builder)
{
  SlBox box = sl_box_empty ();

  for (guint i = 0; i + 2 < builder->positions->len; i += 3)
    {
      const float *p = &g_array_index (builder->positions, float, i);
      if (!isfinite (p[0]) || !isfinite (p[1]) || !isfinite (p[2]))
        return TRUE;
      sl_box_add (&box, sl_vec3 (p[0], p[1], p[2]));
    }
  return sl_box_is_empty (&box) || sl_vec3_length (sl_vec3_sub (box.max, box.min)) < 1e-6;
}

static void
remap_array (GArray *array, guint components, const guint32 *remap, gsize n_vertices, gsize n_unique)
{
  meshopt_remapVertexBuffer (array->data, array->data, n_vertices, components * sizeof (float), remap);
  g_array_set_size (array, (guint) n_unique * components);
}

/* Readers of face lists give each corner a vertex of its own: equal ones become one. */
static void
join_vertices (SlMeshBuilder *builder)
{
  gsize n_vertices = builder->positions->len / 3, n = builder->indices->len;
  struct meshopt_Stream streams[] = {
    { builder->positions->data, 3 * sizeof (float), 3 * sizeof (float) },
    { builder->normals->data, 3 * sizeof (float), 3 * sizeof (float) },
    { builder->uvs->data, 2 * sizeof (float), 2 * sizeof (float) },
  };
  g_autofree guint32 *remap = NULL;
  guint32 *indices = (guint32 *) (void *) builder->indices->data;
  gsize n_unique;

  if (n_vertices * 2 < n) /* they are shared already */
    return;
  remap = g_new (guint32, n_vertices);
  n_unique = meshopt_generateVertexRemapMulti (remap, indices, n, n_vertices, streams, G_N_ELEMENTS (streams));
  meshopt_remapIndexBuffer (indices, indices, n, remap);
  remap_array (builder->positions, 3, remap, n_vertices, n_unique);
  remap_array (builder->normals, 3, remap, n_vertices, n_unique);
  remap_array (builder->uvs, 2, remap, n_vertices, n_unique);
}

/* A part's triangles and the vertices that they use, numbered from 0: what is done to a part costs as much as the part,
 * however large the model around it. */
typedef struct {
  guint32 *indices;
  gsize    n;
  float   *positions;
  guint32 *vertices; /* their numbers in the model */
  gsize    n_vertices;
} Part;

static void
part_clear (Part *part)
{
  g_free (part->indices);
  g_free (part->positions);
  g_free (part->vertices);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Part, part_clear)

/* Drops the vertices that its triangles do not use. */
static void
part_compact (Part *part)
{
  g_autofree guint32 *remap = g_new (guint32, part->n_vertices);
  gsize n_used = meshopt_optimizeVertexFetchRemap (remap, part->indices, part->n, part->n_vertices);

  meshopt_remapIndexBuffer (part->indices, part->indices, part->n, remap);
  meshopt_remapVertexBuffer (part->positions, part->positions, part->n_vertices, 3 * sizeof (float), remap);
  meshopt_remapVertexBuffer (part->vertices, part->vertices, part->n_vertices, sizeof (guint32), remap);
  part->n_vertices = n_used;
}

static void
part_init (Part *part, const SlMeshBuilder *builder, const SlSubmesh *submesh)
{
  const guint32 *indices = &g_array_index (builder->indices, guint32, submesh->first_index);
  guint32 first = G_MAXUINT32, last = 0;

  for (guint32 i = 0; i < submesh->n_indices; i++)
    {
      first = MIN (first, indices[i]);
      last = MAX (last, indices[i]);
    }
  part->n = submesh->n_indices;
  part->n_vertices = last - first + 1;
  part->indices = g_new (guint32, part->n);
  part->vertices = g_new (guint32, part->n_vertices);
  part->positions = g_memdup2 (&g_array_index (builder->positions, float, (gsize) first * 3), part->n_vertices * 3 * sizeof (float));
  for (gsize i = 0; i < part->n; i++)
    part->indices[i] = indices[i] - first;
  for (guint32 i = 0; i < part->n_vertices; i++)
    part->vertices[i] = first + i;
  part_compact (part);
}

/* Its triangles, in an order that graphics hardware likes, as the model numbers them. */
static void
part_put (Part *part, guint32 *out)
{
  gsize stride = 3 * sizeof (float);

  meshopt_optimizeVertexCache (part->indices, part->indices, part->n, part->n_vertices);
  meshopt_optimizeOverdraw (part->indices, part->indices, part->n, part->positions, part->n_vertices, stride, 1.05f);
  for (gsize i = 0; i < part->n; i++)
    out[i] = part->vertices[part->indices[i]];
}

/* Cuts a part into its closed surfaces and the others. */
static void
split_closed (SlMeshBuilder *builder, guint at)
{
  SlSubmesh *submesh = &g_array_index (builder->submeshes, SlSubmesh, at), open = *submesh;
  g_auto (Part) part = { 0 };
  guint32 *own = &g_array_index (builder->indices, guint32, submesh->first_index), n;

  if (submesh->n_indices == 0 || submesh->alpha_mode != SL_ALPHA_OPAQUE) /* through its holes the inside is seen */
    return;
  part_init (&part, builder, submesh);
  n = sl_parts_closed_first (part.indices, submesh->n_indices, part.positions, (guint32) part.n_vertices);
  if (n == 0)
    return;
  for (gsize i = 0; i < part.n; i++)
    own[i] = part.vertices[part.indices[i]];
  submesh->n_indices = n;
  submesh->closed = 1;
  open.first_index += n;
  open.n_indices -= n;
  if (open.n_indices > 0)
    g_array_append_val (builder->submeshes, open);
}

/* Leaves about half of the triangles where the shape allows that; how far it strays, in metres. FALSE when few would go. */
static gboolean
part_coarsen (Part *part, float allowed, double *strays)
{
  gsize stride = 3 * sizeof (float), fewer;
  float scale = meshopt_simplifyScale (part->positions, part->n_vertices, stride), step = 0;
  g_autofree guint32 *coarse = g_new (guint32, part->n);

  if (scale <= 0)
    return FALSE;
  fewer = part->n / 3 > LOD_EXACT_TRIANGLES
            ? meshopt_simplifySloppy (coarse, part->indices, part->n, part->positions, part->n_vertices, stride, LOD_EXACT_TRIANGLES * 3, allowed / 5 / scale, &step)
            : meshopt_simplify (coarse, part->indices, part->n, part->positions, part->n_vertices, stride, part->n / 6 * 3, allowed / scale, 0, &step);
  if (fewer == 0 || fewer > part->n * 4 / 5)
    return FALSE;
  *strays = (double) (step * scale);
  memcpy (part->indices, coarse, fewer * sizeof *coarse);
  part->n = fewer;
  part_compact (part);
  return TRUE;
}

/* The part's triangles in a good order, and coarser forms of it, each with half of the triangles of the one before where
 * its shape allows that. `allowed`: how far a form may stray from the one before, m. */
static void
simplify (SlMeshBuilder *builder, SlSubmesh *submesh, float allowed)
{
  g_auto (Part) part = { 0 };
  double error = 0, step;

  if (submesh->n_indices == 0)
    return;
  part_init (&part, builder, submesh);
  part_put (&part, &g_array_index (builder->indices, guint32, submesh->first_index));
  for (guint i = 0; i < SL_MESH_LODS && part.n / 3 >= LOD_LEAST_TRIANGLES && part_coarsen (&part, allowed, &step); i++)
    {
      guint first = builder->lod_indices->len;

      error += step; /* each is measured from the one before */
      g_array_set_size (builder->lod_indices, first + (guint) part.n);
      part_put (&part, &g_array_index (builder->lod_indices, guint32, first));
      submesh->lods[i] = (SlMeshLod) { first, (guint32) part.n, (float) error };
    }
}

static gboolean
import_assimp (SlMeshBuilder *builder, const char *path, GError **error)
{
  g_autoptr (GHashTable) textures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  struct aiPropertyStore *properties = aiCreatePropertyStore ();
  const struct aiScene *scene;

  aiSetImportPropertyFloat (properties, AI_CONFIG_PP_GSN_MAX_SMOOTHING_ANGLE, 50); /* edges of boxes stay edges */
  scene = aiImportFileExWithProperties (path, aiProcess_Triangulate | aiProcess_GenSmoothNormals
                                                | aiProcess_SortByPType | aiProcess_PreTransformVertices
                                                | aiProcess_ValidateDataStructure, NULL, properties);
  aiReleasePropertyStore (properties);

  if (scene == NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("the model cannot be read (%s); export it again as glTF"),
                    aiGetErrorString ());
      return FALSE;
    }
  for (guint i = 0; i < scene->mNumMeshes; i++)
    if (scene->mMeshes[i]->mPrimitiveTypes & aiPrimitiveType_TRIANGLE)
      add_mesh (builder, textures, scene, scene->mMeshes[i], folder, unit_scale (scene, path));
  aiReleaseImport (scene);
  return TRUE;
}

static gboolean
read_model (SlMeshBuilder *builder, const char *path, GError **error)
{
  return import_assimp (builder, path, error);
}

static void
finish (SlMeshBuilder *builder)
{
  float allowed;

  join_vertices (builder);
  for (guint i = 0, n = builder->submeshes->len; i < n; i++)
    split_closed (builder, i);
  allowed = .05f * meshopt_simplifyScale ((const float *) (const void *) builder->positions->data,
                                          builder->positions->len / 3, 3 * sizeof (float));
  for (guint i = 0; i < builder->submeshes->len; i++)
    simplify (builder, &g_array_index (builder->submeshes, SlSubmesh, i), allowed);
}

static GBytes *
import (const char *path, GError **error)
{
  g_autoptr (SlMeshBuilder) builder = sl_mesh_builder_new ();

  if (!read_model (builder, path, error))
    return NULL;
  if (is_degenerate (builder))
    {
      sl_error_set (error, SL_ERROR_INPUT,
                    _("the model holds no surface of any size; export it again without compression"));
      return NULL;
    }
  finish (builder);
  return sl_mesh_builder_pack (builder);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) block = NULL;

  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C"); /* assimp reads numbers with the C library */
  if (argc != 3)
    return 2;
  set_limits ();
  block = import (argv[1], &error);
  if (block == NULL || !g_file_set_contents (argv[2], g_bytes_get_data (block, NULL), (gssize) g_bytes_get_size (block), &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  return 0;
}
