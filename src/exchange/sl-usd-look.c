/* Materials, as what OpenUSD's readers have in common: UsdPreviewSurface. */
#include "sl-usd-private.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "sl-check.h"
#include "sl-i18n.h"

static double
linear (guint32 byte)
{
  double c = byte / 255.;
  return c <= .04045 ? c / 12.92 : pow ((c + .055) / 1.055, 2.4);
}

/* Index of the texture's picture in the file, −1 when it holds none. */
static int
pack_texture (SlUsdExport *e, const SlMesh *mesh, guint index)
{
  const SlTexture *t = &mesh->textures[index];
  g_autofree char *key = g_strdup_printf ("%" G_GUINT64_FORMAT " %u", mesh->stamp, index);
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (e->packed, key));
  char *data;
  gsize length;

  if (e->pictures == NULL || known > 0)
    return (int) known - 1;
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_data (mesh->pixels + t->offset, GDK_COLORSPACE_RGB, TRUE, 8,
                                                           (int) t->width, (int) t->height, (int) t->width * 4, NULL,
                                                           NULL);
  if (!gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "png", NULL, "compression", "4", NULL))
    return -1;
  g_ptr_array_add (e->pictures, g_bytes_new_take (data, length));
  g_hash_table_insert (e->packed, g_steal_pointer (&key), GUINT_TO_POINTER (e->pictures->len));
  return (int) e->pictures->len - 1;
}

static void
begin (SlUsdText *t, const char *path, const char *name)
{
  sl_usd_begin (t, "def Material", name);
  sl_usd_line (t, "token outputs:surface.connect = <%s/Surface.outputs:surface>", path);
}

static void
begin_surface (SlUsdText *t)
{
  sl_usd_begin (t, "def Shader", "Surface");
  sl_usd_line (t, "uniform token info:id = \"UsdPreviewSurface\"");
  sl_usd_line (t, "float inputs:metallic = 0");
}

static void
put_picture (SlUsdText *t, const SlTexture *texture, const double colour[4], const char *path, int picture)
{
  static const char *const wraps[] = { [SL_WRAP_REPEAT] = "repeat", [SL_WRAP_MIRROR] = "mirror",
                                       [SL_WRAP_CLAMP] = "clamp" };

  sl_usd_begin (t, "def Shader", "Picture");
  sl_usd_line (t, "uniform token info:id = \"UsdUVTexture\"");
  sl_usd_line (t, "asset inputs:file = @pictures/%d.png@", picture);
  sl_usd_values (t, "float4 inputs:scale", colour, 1, 4, 1);
  sl_usd_line (t, "token inputs:sourceColorSpace = \"sRGB\"");
  sl_usd_line (t, "float2 inputs:st.connect = <%s/Coordinates.outputs:result>", path);
  sl_usd_line (t, "token inputs:wrapS = \"%s\"", wraps[texture->wrap_u]);
  sl_usd_line (t, "token inputs:wrapT = \"%s\"", wraps[texture->wrap_v]);
  sl_usd_line (t, "float outputs:a");
  sl_usd_line (t, "float3 outputs:rgb");
  sl_usd_end (t);
  sl_usd_begin (t, "def Shader", "Coordinates");
  sl_usd_line (t, "uniform token info:id = \"UsdPrimvarReader_float2\"");
  sl_usd_line (t, "string inputs:varname = \"st\"");
  sl_usd_line (t, "float2 outputs:result");
  sl_usd_end (t);
}

void
sl_usd_put_look (SlUsdExport *e, const SlSceneMesh *mesh, const SlSubmesh *part, const char *path, const char *name)
{
  SlUsdText *t = &e->text;
  const gboolean tinted = mesh->tinted && !part->own_colour;
  const SlAlphaMode mode = tinted ? SL_ALPHA_OPAQUE : part->alpha_mode;
  const double roughness = isfinite (part->roughness) ? CLAMP ((double) part->roughness, 0, 1) : 1;
  const double cutoff = (double) part->alpha_cutoff;
  const int picture = part->texture >= 0 && !mesh->tinted ? pack_texture (e, mesh->mesh, (guint) part->texture) : -1;
  double colour[4];

  for (guint i = 0; i < 4; i++)
    colour[i] = tinted ? (i < 3 ? linear (mesh->colour >> (16 - 8 * i) & 255) : 1)
                       : CLAMP ((double) part->colour[i], 0, 1);
  begin (t, path, name);
  begin_surface (t);
  if (picture >= 0)
    sl_usd_line (t, "color3f inputs:diffuseColor.connect = <%s/Picture.outputs:rgb>", path);
  else
    sl_usd_values (t, "color3f inputs:diffuseColor", colour, 1, 3, 1);
  sl_usd_values (t, "float inputs:roughness", &roughness, 1, 1, 1);
  if (mode != SL_ALPHA_OPAQUE && picture >= 0)
    sl_usd_line (t, "float inputs:opacity.connect = <%s/Picture.outputs:a>", path);
  else if (mode != SL_ALPHA_OPAQUE)
    sl_usd_values (t, "float inputs:opacity", &colour[3], 1, 1, 1);
  if (mode == SL_ALPHA_MASK)
    sl_usd_values (t, "float inputs:opacityThreshold", &cutoff, 1, 1, 1);
  sl_usd_line (t, "token outputs:surface");
  sl_usd_end (t);
  if (picture >= 0)
    put_picture (t, &mesh->mesh->textures[part->texture], colour, path, picture);
  else if (part->texture >= 0 && !mesh->tinted && e->pictures == NULL)
    sl_findings_add (e->input->omissions, SL_SEVERITY_WARNING, mesh->entity, NULL, _("Export it as .usdz"), "%s",
                     _("its pictures are left out: a .usda is text alone"));
  sl_usd_end (t);
}

void
sl_usd_put_screen (SlUsdExport *e, const char *path, const char *name)
{
  SlUsdText *t = &e->text;

  begin (t, path, name);
  begin_surface (t);
  sl_usd_line (t, "color3f inputs:diffuseColor = (0.02, 0.02, 0.02)");
  sl_usd_line (t, "color3f inputs:emissiveColor = (0.6, 0.6, 0.6)");
  sl_usd_line (t, "float inputs:roughness = 1");
  sl_usd_line (t, "token outputs:surface");
  sl_usd_end (t);
  sl_usd_end (t);
}
