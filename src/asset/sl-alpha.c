#include "sl-mesh.h"

float
sl_alpha_through (SlAlphaMode mode, float cutoff, float alpha)
{
  switch (mode)
    {
    case SL_ALPHA_MASK: return alpha < cutoff ? 1 : 0;
    case SL_ALPHA_BLEND: return 1 - CLAMP (alpha, 0, 1);
    default: return 0;
    }
}

/* Which of `n` texels in a row stands at place `at`. */
static guint32
wrapped (gint64 at, gint64 n, SlWrap wrap)
{
  gint64 period = wrap == SL_WRAP_MIRROR ? 2 * n : n;

  if (wrap == SL_WRAP_CLAMP)
    return (guint32) CLAMP (at, 0, n - 1);
  at = ((at % period) + period) % period;
  return (guint32) (at < n ? at : period - 1 - at);
}

/* Between two texels: the first, the second, and the second's share. */
typedef struct {
  guint32 first, second;
  float   share;
} Between;

static Between
between (float coordinate, guint32 n, SlWrap wrap)
{
  float at = coordinate * (float) n - .5f, whole = floorf (at);

  if (!(fabsf (whole) < 1e9f)) /* nothing is left of the texel's number */
    return (Between) { 0, 0, 0 };
  return (Between) { wrapped ((gint64) whole, n, wrap), wrapped ((gint64) whole + 1, n, wrap), at - whole };
}

static float
mix (float a, float b, float share)
{
  return a + (b - a) * share;
}

static float
texture_alpha (const SlMesh *mesh, const SlTexture *texture, float u, float v)
{
  const guint8 *alpha = mesh->pixels + texture->offset + 3;
  Between x = between (u, texture->width, texture->wrap_u), y = between (v, texture->height, texture->wrap_v);
  gsize upper = (gsize) y.first * texture->width, lower = (gsize) y.second * texture->width;

  return mix (mix (alpha[4 * (upper + x.first)], alpha[4 * (upper + x.second)], x.share),
              mix (alpha[4 * (lower + x.first)], alpha[4 * (lower + x.second)], x.share), y.share) / 255;
}

float
sl_mesh_through (const SlMesh *mesh, const SlSubmesh *part, float u, float v)
{
  float alpha = part->colour[3];

  if (part->alpha_mode == SL_ALPHA_OPAQUE)
    return 0;
  if (part->texture >= 0)
    alpha *= texture_alpha (mesh, &mesh->textures[part->texture], u, v);
  return sl_alpha_through (part->alpha_mode, part->alpha_cutoff, alpha);
}
