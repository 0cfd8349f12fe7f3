#include "sl-content.h"

#include <math.h>

#include "sl-vec.h"

enum { PICTURE_H = 512, PICTURE_MAX_W = 4096 };

typedef struct {
  double r, g, b; /* sRGB, 0…1 */
} Rgb;

static Rgb
mix (Rgb a, Rgb b, double t)
{
  t = fmax (0, fmin (1, t));
  return (Rgb) { a.r + (b.r - a.r) * t, a.g + (b.g - a.g) * t, a.b + (b.b - a.b) * t };
}

static double
noise (gint32 x, gint32 y)
{
  guint32 h = (guint32) x * 374761393u + (guint32) y * 668265263u;

  h = (h ^ (h >> 13)) * 1274126177u;
  return ((h ^ (h >> 16)) & 0xffff) / 65535.;
}

static SlImage *
image_new (int width, int height)
{
  static guint64 last_stamp = (guint64) 1 << 40; /* apart from those of files */
  SlImage *image = g_new0 (SlImage, 1);

  g_atomic_ref_count_init (&image->refs);
  image->stamp = __atomic_add_fetch (&last_stamp, 1, __ATOMIC_RELAXED);
  image->width = width;
  image->height = height;
  image->rgba = g_malloc ((gsize) width * (gsize) height * 4);
  return image;
}

static void
set_pixel (SlImage *image, int x, int y, Rgb c)
{
  guint8 *p = image->rgba + ((gsize) y * (gsize) image->width + (gsize) x) * 4;

  p[0] = (guint8) lround (fmin (1, c.r) * 255);
  p[1] = (guint8) lround (fmin (1, c.g) * 255);
  p[2] = (guint8) lround (fmin (1, c.b) * 255);
  p[3] = 255;
}

/* Lines each sixteenth of the height, a cross in the middle, colour running across: shape and seams are easy to see. */
static Rgb
test_grid (double u, double v, double ratio)
{
  double gx = fmod (u * ratio * 8 + 100, 1), gy = fmod (v * 8 + 100, 1), line = .03;
  Rgb base = mix ((Rgb) { .10, .16, .26 }, (Rgb) { .20, .12, .24 }, u);

  if (((int) floor (u * ratio * 8) + (int) floor (v * 8)) % 2 == 0)
    base = mix (base, (Rgb) { .30, .38, .50 }, .35);
  if (fabs (v - .5) < .004 || fabs (u - .5) * ratio < .004)
    return (Rgb) { .95, .55, .25 };
  if (gx < line || gx > 1 - line || gy < line || gy > 1 - line)
    return (Rgb) { .62, .70, .80 };
  return base;
}

/* Height of the far shore's buildings over the horizon, as a fraction of the picture. */
static double
skyline (double x, double scale, int seed)
{
  int block = (int) floor (x * scale);
  double tall = noise (block, seed), inside = x * scale - block;

  if (noise (block, seed + 7) < .22 || inside < .04 || inside > .93)
    return .01;
  return .02 + .14 * tall * tall * tall + .035 * noise (block, seed + 3);
}

static Rgb
dusk_sky (double u, double v, double ratio)
{
  const double horizon = .66;
  double x = u * ratio, up = (horizon - v) / horizon, sun = hypot (x - ratio * .42, (v - horizon) * 1.6);

  if (v > horizon) /* water: the sky upside down, broken by waves */
    {
      double deep = (v - horizon) / (1 - horizon);
      double wave = .5 + .5 * sin (v * 900 / (1 + 4 * deep) + 6 * noise ((int) (x * 60), (int) (v * 240)));
      Rgb water = mix ((Rgb) { .60, .46, .44 }, (Rgb) { .08, .13, .22 }, sqrt (deep) * 1.1);
      water = mix (water, (Rgb) { 1, .80, .55 }, wave * .35 * exp (-pow ((x - ratio * .42) * 2.2, 2)) * (1 - deep));
      return mix (water, (Rgb) { .35, .36, .45 }, wave * .18);
    }
  Rgb sky = mix (mix ((Rgb) { .93, .62, .42 }, (Rgb) { .56, .50, .66 }, up * 2.2), (Rgb) { .14, .22, .42 }, up * 1.25 - .25);
  double cloud = 0;

  for (int octave = 0; octave < 3; octave++)
    cloud += sin (x * (2.1 + 1.9 * octave) + octave * 1.7 + sin (v * 19 + octave)) * sin (v * (31 + 17 * octave) + x * .6) / (octave + 1.5);
  sky = mix (sky, (Rgb) { .95, .70, .58 }, fmax (0, cloud) * .28 * fmax (0, 1 - up));
  sky = mix (sky, (Rgb) { 1, .80, .52 }, exp (-sun * sun * 6) * .75);
  double far = skyline (x + 3, 26, 11), near = skyline (x, 15, 29);
  if (horizon - v < near || horizon - v < far)
    {
      gboolean front = horizon - v < near;
      int cx = (int) floor (x * 150), cy = (int) floor (v * 190);
      Rgb tower = front ? (Rgb) { .13, .15, .22 } : mix ((Rgb) { .26, .26, .36 }, sky, .35);
      gboolean window = noise (cx, cy) > (front ? .72 : .83) && fmod (x * 150, 1) < .62 && fmod (v * 190, 1) < .55;
      return window ? mix (tower, (Rgb) { 1, .82, .52 }, .55 + .45 * noise (cy, cx)) : tower;
    }
  return sky;
}

static SlImage *
make_picture (const SlEnvironment *environment, double ratio)
{
  int content = environment != NULL ? environment->content : SL_CONTENT_GRID;
  guint32 rgb = environment != NULL ? environment->colour : 0;
  int height = content == SL_CONTENT_COLOUR ? 1 : PICTURE_H;
  int width = content == SL_CONTENT_COLOUR ? 1 : (int) fmax (16, fmin (PICTURE_MAX_W, round (height * ratio)));
  SlImage *image = image_new (width, height);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        double u = (x + .5) / width, v = (y + .5) / height;
        set_pixel (image, x, y, content == SL_CONTENT_COLOUR ? (Rgb) { (rgb >> 16 & 255) / 255., (rgb >> 8 & 255) / 255., (rgb & 255) / 255. }
                                : content == SL_CONTENT_GRID ? test_grid (u, v, ratio) : dusk_sky (u, v, ratio));
      }
  return image;
}

/* The last few are kept: a shot asks for the same picture for every frame. */
typedef struct {
  int      content;
  guint32  colour;
  double   ratio;
  SlImage *image;
} Kept;

SlImage *
sl_content_picture (const SlEnvironment *environment, SlAssets *assets, double ratio)
{
  static GMutex lock;
  static Kept kept[4];
  static guint next;
  int content = environment != NULL ? environment->content : SL_CONTENT_GRID;
  guint32 colour = environment != NULL ? environment->colour : 0;
  SlImage *image = NULL;

  if (content == SL_CONTENT_PICTURE && assets != NULL && (image = sl_assets_image (assets, environment->picture)) != NULL)
    return image;
  if (content == SL_CONTENT_PICTURE) /* missing: the grid shows that something is wrong */
    content = SL_CONTENT_GRID, environment = NULL;
  g_mutex_lock (&lock);
  for (guint i = 0; i < G_N_ELEMENTS (kept) && image == NULL; i++)
    if (kept[i].image != NULL && kept[i].content == content && kept[i].colour == colour && kept[i].ratio == ratio)
      image = sl_image_ref (kept[i].image);
  if (image == NULL)
    {
      image = make_picture (environment, ratio);
      sl_image_unref (kept[next].image);
      kept[next] = (Kept) { content, colour, ratio, sl_image_ref (image) };
      next = (next + 1) % G_N_ELEMENTS (kept);
    }
  g_mutex_unlock (&lock);
  return image;
}
