#include <assimp/material.h>
#include <string.h>

#include "import-assimp.h"
#include "import-mtl.h"
#include "import-picture.h"

enum { SIDE_MOST_PX = 1024 };

struct ImportLooks {
  SlMeshBuilder        *builder; /* this and the next two are borrowed */
  ImportFiles          *files;
  const struct aiScene *scene;
  GHashTable           *libraries; /* material → ImportMtl */
  GHashTable           *textures;  /* what a texture is made of → its number in the builder, −1 for none */
};

/* A material's picture, as its file names it. */
typedef struct {
  struct aiString      name; /* empty for none */
  enum aiTextureMapMode wrap[2];
} Map;

ImportLooks *
import_looks_new (SlMeshBuilder *builder, ImportFiles *files, const struct aiScene *scene)
{
  ImportLooks *looks = g_new0 (ImportLooks, 1);

  *looks = (ImportLooks) { builder, files, scene, import_mtl_table (),
                           g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  return looks;
}

void
import_looks_free (ImportLooks *looks)
{
  g_hash_table_unref (looks->libraries);
  g_hash_table_unref (looks->textures);
  g_free (looks);
}

void
import_looks_mtl (ImportLooks *looks, GBytes *mtl)
{
  import_mtl_read (mtl, looks->libraries);
}

/* --- pictures --- */

static const char *
base_of (const char *name)
{
  const char *slash = strrchr (name, '/'), *back = strrchr (name, '\\');

  return MAX (slash, back) != NULL ? MAX (slash, back) + 1 : name;
}

/* A picture inside of the model's file: "*3", or by the name that it had. */
static const struct aiTexture *
find_embedded (const struct aiScene *scene, const char *name)
{
  const guint64 index = *name == '*' ? g_ascii_strtoull (name + 1, NULL, 10) : G_MAXUINT64;

  if (index < scene->mNumTextures)
    return scene->mTextures[index];
  for (guint i = 0; i < scene->mNumTextures; i++)
    if (scene->mTextures[i]->mFilename.length > 0
        && g_str_equal (base_of (scene->mTextures[i]->mFilename.data), base_of (name)))
      return scene->mTextures[i];
  return NULL;
}

/* NULL, noted, when it is missing. */
static GBytes *
read_map_file (ImportLooks *looks, const char *name)
{
  const struct aiTexture *embedded = find_embedded (looks->scene, name);
  GBytes *bytes;

  if (embedded != NULL && embedded->mHeight == 0) /* a whole file, and not texels, which nobody writes */
    return g_bytes_new_static (embedded->pcData, embedded->mWidth);
  bytes = import_files_find (looks->files, name, NULL);
  if (bytes == NULL)
    sl_mesh_builder_note (looks->builder, SL_NOTE_PICTURE_MISSING, name);
  return bytes;
}

static gboolean
decode (ImportLooks *looks, const char *name, ImportPicture *picture)
{
  g_autoptr (GBytes) bytes = read_map_file (looks, name);

  if (bytes == NULL)
    return FALSE;
  if (import_picture_decode (bytes, SIDE_MOST_PX, FALSE, picture, NULL))
    return TRUE;
  sl_mesh_builder_note (looks->builder, SL_NOTE_PICTURE_UNREADABLE, name);
  return FALSE;
}

static gboolean
has_alpha (const ImportPicture *picture)
{
  const gsize n = (gsize) picture->width * (gsize) picture->height;

  for (gsize i = 0; i < n; i++)
    if (picture->rgba[4 * i + 3] != 255)
      return TRUE;
  return FALSE;
}

/* Takes alpha from the picture of what is solid: its own alpha, or how bright it is where it has none. */
static void
put_alpha (ImportPicture *picture, const ImportPicture *solid)
{
  const gboolean own = solid != NULL && has_alpha (solid);

  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++)
      {
        guint8 *to = picture->rgba + 4 * ((gsize) y * (gsize) picture->width + (gsize) x), alpha = 255;

        if (solid != NULL)
          {
            const gsize row = (gsize) y * (gsize) solid->height / (gsize) picture->height;
            const gsize column = (gsize) x * (gsize) solid->width / (gsize) picture->width;
            const guint8 *from = solid->rgba + 4 * (row * (gsize) solid->width + column);
            alpha = own ? from[3] : (guint8) ((from[0] + from[1] + from[2]) / 3);
          }
        to[3] = alpha;
      }
}

static SlWrap
wrap_of (enum aiTextureMapMode mode)
{
  return mode == aiTextureMapMode_Mirror ? SL_WRAP_MIRROR
         : mode == aiTextureMapMode_Clamp || mode == aiTextureMapMode_Decal ? SL_WRAP_CLAMP
                                                                            : SL_WRAP_REPEAT;
}

/* Makes a texture of a picture and of one that says where it is solid, either of which may be none; −1 without any. */
static int
make_texture (ImportLooks *looks, const Map *colour, const Map *solid)
{
  g_auto (ImportPicture) picture = { 0 }, mask = { 0 };
  const gboolean coloured = colour->name.length > 0 && decode (looks, colour->name.data, &picture);
  const gboolean masked = solid->name.length > 0 && decode (looks, solid->name.data, &mask);
  const Map *lies = coloured ? colour : solid;

  if (!coloured && !masked)
    return -1;
  if (!coloured)
    {
      picture = (ImportPicture) { mask.width, mask.height, g_malloc_n ((gsize) mask.width * (gsize) mask.height, 4) };
      memset (picture.rgba, 255, (gsize) mask.width * (gsize) mask.height * 4);
    }
  put_alpha (&picture, masked ? &mask : NULL);
  const SlTexture texture = { .width = (guint32) picture.width,
                              .height = (guint32) picture.height,
                              .wrap_u = wrap_of (lies->wrap[0]),
                              .wrap_v = wrap_of (lies->wrap[1]),
                              .offset = looks->builder->pixels->len };
  g_byte_array_append (looks->builder->pixels, picture.rgba, (guint) (picture.width * picture.height * 4));
  g_array_append_val (looks->builder->textures, texture);
  return (int) looks->builder->textures->len - 1;
}

static int
texture_of (ImportLooks *looks, const Map *colour, const Map *solid)
{
  g_autofree char *key = g_strdup_printf ("%s|%s|%d|%d", colour->name.data, solid->name.data, (int) colour->wrap[0],
                                          (int) colour->wrap[1]);
  gpointer known;

  if (!g_hash_table_lookup_extended (looks->textures, key, NULL, &known))
    {
      known = GINT_TO_POINTER (make_texture (looks, colour, solid));
      g_hash_table_insert (looks->textures, g_steal_pointer (&key), known);
    }
  return GPOINTER_TO_INT (known);
}

/* --- materials --- */

static gboolean
find_map (const struct aiMaterial *material, enum aiTextureType type, Map *map, guint *uv_set)
{
  guint set = 0;

  *map = (Map) { .wrap = { aiTextureMapMode_Wrap, aiTextureMapMode_Wrap } };
  if (aiGetMaterialTexture (material, type, 0, &map->name, NULL, &set, NULL, NULL, map->wrap, NULL) != aiReturn_SUCCESS)
    return FALSE;
  if (uv_set != NULL)
    *uv_set = set;
  return map->name.length > 0;
}

/* From the file's own numbers, as far as the library passes them on. */
static void
read_uv (const struct aiMaterial *material, enum aiTextureType type, ImportUv *uv)
{
  struct aiUVTransform t;

  if (aiGetMaterialUVTransform (material, AI_MATKEY_UVTRANSFORM (type, 0), &t) != aiReturn_SUCCESS
      || !isfinite (t.mScaling.x + t.mScaling.y + t.mTranslation.x + t.mTranslation.y + t.mRotation))
    return;
  *uv = (ImportUv) { { (double) t.mScaling.x, (double) t.mScaling.y },
                     { (double) t.mTranslation.x, (double) t.mTranslation.y },
                     (double) t.mRotation,
                     uv->uv_set };
}

static void
take_mtl (ImportLooks *looks, const struct aiMaterial *material, Map *map, ImportUv *uv)
{
  struct aiString name;
  const ImportMtl *mtl;

  if (aiGetMaterialString (material, AI_MATKEY_NAME, &name) != aiReturn_SUCCESS
      || (mtl = g_hash_table_lookup (looks->libraries, name.data)) == NULL || mtl->picture == NULL)
    return;
  map->name.length = (ai_uint32) MIN (strlen (mtl->picture), sizeof map->name.data - 1);
  memcpy (map->name.data, mtl->picture, map->name.length);
  map->name.data[map->name.length] = '\0';
  map->wrap[0] = map->wrap[1] = mtl->clamp ? aiTextureMapMode_Clamp : aiTextureMapMode_Wrap;
  memcpy (uv->scale, mtl->scale, sizeof uv->scale);
  memcpy (uv->offset, mtl->offset, sizeof uv->offset);
}

static float
share (float value, float otherwise)
{
  return isfinite (value) ? CLAMP (value, 0.f, 1.f) : otherwise;
}

static void
read_colour (const struct aiMaterial *material, SlSubmesh *part)
{
  struct aiColor4D colour = { .7f, .7f, .7f, 1 };
  float opacity = 1, roughness = .8f;

  if (aiGetMaterialColor (material, AI_MATKEY_BASE_COLOR, &colour) != aiReturn_SUCCESS)
    aiGetMaterialColor (material, AI_MATKEY_COLOR_DIFFUSE, &colour);
  aiGetMaterialFloatArray (material, AI_MATKEY_OPACITY, &opacity, NULL);
  aiGetMaterialFloatArray (material, AI_MATKEY_ROUGHNESS_FACTOR, &roughness, NULL);
  part->colour[0] = share (colour.r, .7f);
  part->colour[1] = share (colour.g, .7f);
  part->colour[2] = share (colour.b, .7f);
  part->colour[3] = share (opacity, 1);
  part->roughness = share (roughness, .8f);
}

void
import_looks_apply (ImportLooks *looks, guint number, SlSubmesh *part, ImportUv *uv)
{
  const struct aiMaterial *material = number < looks->scene->mNumMaterials ? looks->scene->mMaterials[number] : NULL;
  Map colour, solid;

  *part = (SlSubmesh) { .first_index = part->first_index, .colour = { .7f, .7f, .7f, 1 }, .roughness = .8f };
  part->texture = -1;
  *uv = (ImportUv) { .scale = { 1, 1 } };
  if (material == NULL)
    return;
  read_colour (material, part);
  if (find_map (material, aiTextureType_BASE_COLOR, &colour, &uv->uv_set))
    read_uv (material, aiTextureType_BASE_COLOR, uv);
  else if (find_map (material, aiTextureType_DIFFUSE, &colour, &uv->uv_set))
    read_uv (material, aiTextureType_DIFFUSE, uv);
  if (find_map (material, aiTextureType_OPACITY, &solid, NULL) && colour.name.length == 0)
    read_uv (material, aiTextureType_OPACITY, uv);
  take_mtl (looks, material, &colour, uv);
  part->texture = texture_of (looks, &colour, &solid);
  if (part->colour[3] < 1 || (solid.name.length > 0 && part->texture >= 0))
    part->alpha_mode = SL_ALPHA_BLEND;
}
