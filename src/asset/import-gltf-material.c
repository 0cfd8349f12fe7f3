#include "import-gltf-private.h"

#include <math.h>
#include <string.h>

#include "import-picture.h"
#include "sl-error.h"

/* A texture's longer side in the mesh, px; the bytes of all. */
enum { SIDE_MOST = 1024, PIXELS_MOST = 512 << 20 };

/* --- pictures --- */

/* What a picture is called in a note. */
static char *
name_of (ImportValue image, gint index)
{
  char *uri = import_json_text (import_json_member (image, "uri"));

  if (uri != NULL && !g_str_has_prefix (uri, "data:"))
    return uri;
  g_free (uri);
  uri = import_json_text (import_json_member (image, "name"));
  return uri != NULL && *uri != '\0' ? uri : (g_free (uri), g_strdup_printf ("images[%d]", index));
}

static GBytes *
read_image (Gltf *g, ImportValue image, GError **error)
{
  g_autofree char *uri = import_json_text (import_json_member (image, "uri"));
  gint view = gltf_index (g, image, "bufferView", GLTF_VIEWS);
  GltfBytes bytes;

  if (uri != NULL)
    return gltf_read_uri (g, uri, error);
  if (view < 0 || !gltf_view (g, view, &bytes))
    return NULL;
  return g_bytes_new (bytes.data, bytes.length);
}

/* Puts the picture's pixels into the mesh, or notes why they are not there: a model without a picture is still one. */
static SlTexture
read_pixels (Gltf *g, gint index)
{
  ImportValue image = gltf_at (g, GLTF_IMAGES, index);
  g_autofree char *name = name_of (image, index);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = read_image (g, image, &error);
  g_auto (ImportPicture) picture = { 0 };
  SlTexture texture = { 0 };
  gsize size;

  if (g_error_matches (error, SL_ERROR, SL_ERROR_INPUT))
    sl_mesh_builder_note (g->builder, SL_NOTE_PICTURE_OUTSIDE, name);
  else if (bytes == NULL)
    sl_mesh_builder_note (g->builder, SL_NOTE_PICTURE_MISSING, name);
  else if (!import_picture_decode (bytes, SIDE_MOST, FALSE, &picture, NULL))
    sl_mesh_builder_note (g->builder, SL_NOTE_PICTURE_UNREADABLE, name);
  if (picture.rgba == NULL)
    return texture;
  size = (gsize) picture.width * (gsize) picture.height * 4;
  if (size > PIXELS_MOST - MIN (g->builder->pixels->len, PIXELS_MOST))
    {
      sl_mesh_builder_note (g->builder, SL_NOTE_MORE, NULL);
      return texture;
    }
  texture = (SlTexture) { .width = (guint32) picture.width, .height = (guint32) picture.height,
                          .offset = g->builder->pixels->len };
  g_byte_array_append (g->builder->pixels, picture.rgba, (guint) size);
  return texture;
}

static SlTexture
pixels_of (Gltf *g, gint image)
{
  SlTexture *known = g_hash_table_lookup (g->pixels, GINT_TO_POINTER (image + 1));

  if (known == NULL)
    {
      SlTexture read = read_pixels (g, image);

      known = g_memdup2 (&read, sizeof read);
      g_hash_table_insert (g->pixels, GINT_TO_POINTER (image + 1), known);
    }
  return *known;
}

/* --- textures --- */

static SlWrap
wrap_of (Gltf *g, ImportValue sampler, const char *name)
{
  switch (gltf_integer (g, sampler, name, 10497, 0, G_MAXUINT16))
    {
    case 33071: return SL_WRAP_CLAMP;
    case 33648: return SL_WRAP_MIRROR;
    default: return SL_WRAP_REPEAT;
    }
}

/* The picture of a texture; −1 when there is none in a format that is read. */
static gint
image_of (Gltf *g, ImportValue texture)
{
  static const char *const others[] = {
    "EXT_texture_webp", "KHR_texture_basisu", "EXT_texture_avif", "MSFT_texture_dds",
  };
  gint image = gltf_index (g, texture, "source", GLTF_IMAGES);

  for (guint i = 0; image < 0 && i < G_N_ELEMENTS (others); i++)
    image = gltf_index (g, gltf_extension (texture, others[i]), "source", GLTF_IMAGES);
  return image;
}

/* Adds a texture to the mesh; −1 when it shows nothing. */
static gint32
add_texture (Gltf *g, gint index)
{
  ImportValue object = gltf_at (g, GLTF_TEXTURES, index);
  ImportValue sampler = gltf_at (g, GLTF_SAMPLERS, gltf_index (g, object, "sampler", GLTF_SAMPLERS));
  gint image = image_of (g, object);
  SlTexture texture = { 0 };

  if (image >= 0 && g->error == NULL)
    texture = pixels_of (g, image);
  if (texture.width == 0)
    return -1;
  texture.wrap_u = wrap_of (g, sampler, "wrapS");
  texture.wrap_v = wrap_of (g, sampler, "wrapT");
  for (guint i = 0; i < g->builder->textures->len; i++)
    if (memcmp (&g_array_index (g->builder->textures, SlTexture, i), &texture, sizeof texture) == 0)
      return (gint32) i;
  g_array_append_val (g->builder->textures, texture);
  return (gint32) g->builder->textures->len - 1;
}

/* KHR_texture_transform: offset · rotation · scale. Its rotation turns u toward −v, as its example and all readers have
 * it; the shader code in its text is known to turn the other way. */
static void
read_transform (Gltf *g, ImportValue info, GltfLook *look)
{
  ImportValue transform = gltf_extension (info, "KHR_texture_transform");
  double offset[2] = { 0, 0 }, scale[2] = { 1, 1 }, angle, c, s;

  look->uv_set = (guint) gltf_integer (g, info, "texCoord", 0, 0, 255);
  if (import_json_kind (transform) == IMPORT_JSON_NOTHING)
    return;
  look->uv_set = (guint) gltf_integer (g, transform, "texCoord", look->uv_set, 0, 255);
  gltf_numbers (g, transform, "offset", offset, 2);
  gltf_numbers (g, transform, "scale", scale, 2);
  angle = gltf_number (g, transform, "rotation", 0);
  c = cos (angle);
  s = sin (angle);
  const double uv[6] = { c * scale[0], s * scale[1], offset[0], -s * scale[0], c * scale[1], offset[1] };
  memcpy (look->uv, uv, sizeof uv);
}

static void
read_texture (Gltf *g, ImportValue object, const char *name, GltfLook *look)
{
  ImportValue info = import_json_member (object, name);
  gint index = gltf_index (g, info, "index", GLTF_TEXTURES);

  if (index < 0)
    return;
  read_transform (g, info, look);
  look->part.texture = add_texture (g, index);
}

/* --- materials --- */

static void
read_factor (Gltf *g, ImportValue object, const char *name, float *colour)
{
  double factor[4];

  if (gltf_numbers (g, object, name, factor, 4))
    for (guint i = 0; i < 4; i++)
      colour[i] = (float) CLAMP (factor[i], 0, 1);
}

static void
read_colour (Gltf *g, ImportValue material, GltfLook *look)
{
  ImportValue metal = import_json_member (material, "pbrMetallicRoughness");
  ImportValue gloss = gltf_extension (material, "KHR_materials_pbrSpecularGlossiness");

  if (import_json_kind (gloss) != IMPORT_JSON_NOTHING)
    {
      read_factor (g, gloss, "diffuseFactor", look->part.colour);
      read_texture (g, gloss, "diffuseTexture", look);
      look->part.roughness = (float) (1 - CLAMP (gltf_number (g, gloss, "glossinessFactor", 1), 0, 1));
      return;
    }
  read_factor (g, metal, "baseColorFactor", look->part.colour);
  read_texture (g, metal, "baseColorTexture", look);
  look->part.roughness = (float) CLAMP (gltf_number (g, metal, "roughnessFactor", 1), 0, 1);
}

static void
read_alpha (Gltf *g, ImportValue material, SlSubmesh *part)
{
  g_autofree char *mode = import_json_text (import_json_member (material, "alphaMode"));
  double through = gltf_number (g, gltf_extension (material, "KHR_materials_transmission"), "transmissionFactor", 0);

  part->alpha_mode = g_strcmp0 (mode, "MASK") == 0 ? SL_ALPHA_MASK
                     : g_strcmp0 (mode, "BLEND") == 0 ? SL_ALPHA_BLEND : SL_ALPHA_OPAQUE;
  part->alpha_cutoff = (float) CLAMP (gltf_number (g, material, "alphaCutoff", .5), 0, 1e6);
  if (through > 0 && part->alpha_mode != SL_ALPHA_MASK) /* clear glass: what it lets through is seen through it */
    {
      if (part->alpha_mode == SL_ALPHA_OPAQUE)
        part->colour[3] = 1;
      part->colour[3] *= (float) (1 - MIN (through, 1));
      part->alpha_mode = SL_ALPHA_BLEND;
    }
}

static gboolean
glows (Gltf *g, ImportValue material)
{
  double factor[3] = { 0, 0, 0 };

  gltf_numbers (g, material, "emissiveFactor", factor, 3);
  return factor[0] > 0 || factor[1] > 0 || factor[2] > 0;
}

static GltfLook *
read_look (Gltf *g, gint index)
{
  ImportValue material = gltf_at (g, GLTF_MATERIALS, index);
  GltfLook *look = g_new0 (GltfLook, 1);

  look->part = (SlSubmesh) { .colour = { 1, 1, 1, 1 }, .texture = -1, .roughness = 1 };
  look->uv[0] = look->uv[4] = 1;
  read_colour (g, material, look);
  read_alpha (g, material, &look->part);
  if (glows (g, material))
    sl_mesh_builder_note (g->builder, SL_NOTE_GLOW, NULL);
  return look;
}

const GltfLook *
gltf_look (Gltf *g, gint index)
{
  GltfLook *look = g_hash_table_lookup (g->looks, GINT_TO_POINTER (index + 1));

  if (look == NULL)
    {
      look = read_look (g, index);
      g_hash_table_insert (g->looks, GINT_TO_POINTER (index + 1), look);
    }
  return look;
}
