#include "sl-content.h"

#include <math.h>

#include "sl-vec.h"

enum { PICTURE_H = 512, PICTURE_MAX_W = 4096 };

typedef struct {
  double r, g, b; /* sRGB, 0…1 */
} Rgb;

static inline Rgb
mix (Rgb a, Rgb b, double t)
{
  t = t < 0 ? 0 : t > 1 ? 1 : t;
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

/* Of 0 and more; not lround(), which is called a million times for a picture. */
static inline guint8
level (double value)
{
  return (guint8) ((value < 1 ? value : 1) * 255 + .5);
}

static inline void
set_pixel (SlImage *image, int x, int y, Rgb c)
{
  guint8 *p = image->rgba + ((gsize) y * (gsize) image->width + (gsize) x) * 4;

  p[0] = level (c.r);
  p[1] = level (c.g);
  p[2] = level (c.b);
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

/* --- the river at dusk: what depends on the column or the row alone is found once --- */

enum { OCTAVES = 3 };
static const double HORIZON = .66;

typedef struct {
  double x, near, far;  /* heights of the towers */
  double path;          /* of the sun on the water, 0…1 */
  double sun;           /* its glow in the sky, 0…1 */
  double sin_a[OCTAVES], cos_a[OCTAVES], sin_c, cos_c; /* of the clouds */
} Column;

typedef struct {
  double v, up, deep;   /* over the horizon and under it, 0…1 */
  double sun;           /* its glow in the sky, 0…1 */
  Rgb    sky, water;    /* bare of clouds, sun and waves */
  double sin_b[OCTAVES], cos_b[OCTAVES], sin_d[OCTAVES], cos_d[OCTAVES];
} Row;

static Column
column_of (double u, double ratio)
{
  double x = u * ratio, from_sun = x - ratio * .42;
  Column c = {
    .x = x,
    .near = skyline (x, 15, 29),
    .far = skyline (x + 3, 26, 11),
    .path = exp (-pow (from_sun * 2.2, 2)),
    .sun = exp (-6 * from_sun * from_sun),
    .sin_c = sin (x * .6),
    .cos_c = cos (x * .6),
  };

  for (int i = 0; i < OCTAVES; i++)
    {
      double angle = x * (2.1 + 1.9 * i) + i * 1.7;
      c.sin_a[i] = sin (angle);
      c.cos_a[i] = cos (angle);
    }
  return c;
}

static Row
row_of (double v)
{
  Row r = { .v = v, .up = (HORIZON - v) / HORIZON, .deep = (v - HORIZON) / (1 - HORIZON) };
  double from_sun = (v - HORIZON) * 1.6;
  Rgb low = mix ((Rgb) { .93, .62, .42 }, (Rgb) { .56, .50, .66 }, r.up * 2.2);

  r.sun = exp (-6 * from_sun * from_sun);
  r.sky = mix (low, (Rgb) { .14, .22, .42 }, r.up * 1.25 - .25);
  r.water = mix ((Rgb) { .60, .46, .44 }, (Rgb) { .08, .13, .22 }, sqrt (fmax (0, r.deep)) * 1.1);
  for (int i = 0; i < OCTAVES; i++)
    {
      double bend = sin (v * 19 + i), angle = v * (31 + 17 * i);
      r.sin_b[i] = sin (bend);
      r.cos_b[i] = cos (bend);
      r.sin_d[i] = sin (angle);
      r.cos_d[i] = cos (angle);
    }
  return r;
}

/* The sky upside down, broken by `wave`, 0…1. */
static Rgb
dusk_water (const Column *c, const Row *r, double wave)
{
  Rgb water = mix (r->water, (Rgb) { 1, .80, .55 }, wave * .35 * c->path * (1 - r->deep));
  return mix (water, (Rgb) { .35, .36, .45 }, wave * .18);
}

static Rgb
dusk_sky (const Column *c, const Row *r)
{
  double cloud = 0;
  Rgb sky = r->sky;

  for (int i = 0; i < OCTAVES; i++) /* sin (a + b) · sin (c + d) */
    {
      double ab = c->sin_a[i] * r->cos_b[i] + c->cos_a[i] * r->sin_b[i];
      double cd = r->sin_d[i] * c->cos_c + r->cos_d[i] * c->sin_c;
      cloud += ab * cd / (i + 1.5);
    }
  if (cloud > 0)
    sky = mix (sky, (Rgb) { .95, .70, .58 }, cloud * .28 * fmax (0, 1 - r->up));
  return mix (sky, (Rgb) { 1, .80, .52 }, c->sun * r->sun * .75);
}

static Rgb
dusk_shore (const Column *c, const Row *r)
{
  gboolean front = HORIZON - r->v < c->near;

  if (!front && HORIZON - r->v >= c->far)
    return dusk_sky (c, r);
  int cx = (int) floor (c->x * 150), cy = (int) floor (r->v * 190);
  Rgb tower = front ? (Rgb) { .13, .15, .22 } : mix ((Rgb) { .26, .26, .36 }, dusk_sky (c, r), .35);
  gboolean window = noise (cx, cy) > (front ? .72 : .83) && fmod (c->x * 150, 1) < .62 && fmod (r->v * 190, 1) < .55;
  return window ? mix (tower, (Rgb) { 1, .82, .52 }, .55 + .45 * noise (cy, cx)) : tower;
}

/* A wave is as wide as several pixels. */
static void
paint_water (SlImage *image, int y, const Column *columns, const Row *r)
{
  double wave = 0;
  int last = -1;

  for (int x = 0; x < image->width; x++)
    {
      int crest = (int) (columns[x].x * 60);
      if (crest != last)
        wave = .5 + .5 * sin (r->v * 900 / (1 + 4 * r->deep) + 6 * noise (crest, (int) (r->v * 240)));
      last = crest;
      set_pixel (image, x, y, dusk_water (&columns[x], r, wave));
    }
}

static void
paint_dusk (SlImage *image, double ratio)
{
  g_autofree Column *columns = g_new (Column, image->width);

  for (int x = 0; x < image->width; x++)
    columns[x] = column_of ((x + .5) / image->width, ratio);
  for (int y = 0; y < image->height; y++)
    {
      Row row = row_of ((y + .5) / image->height);
      if (row.v > HORIZON)
        paint_water (image, y, columns, &row);
      else
        for (int x = 0; x < image->width; x++)
          set_pixel (image, x, y, dusk_shore (&columns[x], &row));
    }
}

static void
paint_grid (SlImage *image, double ratio)
{
  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      set_pixel (image, x, y, test_grid ((x + .5) / image->width, (y + .5) / image->height, ratio));
}

static SlImage *
make_picture (const SlSceneEnvironment *environment, double ratio)
{
  SlContent content = environment != NULL ? environment->content : SL_CONTENT_GRID;
  guint32 rgb = environment != NULL ? environment->colour : 0;
  int height = content == SL_CONTENT_COLOUR ? 1 : PICTURE_H;
  int width = content == SL_CONTENT_COLOUR ? 1 : (int) fmax (16, fmin (PICTURE_MAX_W, round (height * ratio)));
  SlImage *image = image_new (width, height);

  if (content == SL_CONTENT_COLOUR)
    set_pixel (image, 0, 0, (Rgb) { (rgb >> 16 & 255) / 255., (rgb >> 8 & 255) / 255., (rgb & 255) / 255. });
  else if (content == SL_CONTENT_GRID)
    paint_grid (image, ratio);
  else
    paint_dusk (image, ratio);
  return image;
}

/* The last few are kept: a shot asks for the same picture for every frame. */
typedef struct {
  SlContent content;
  guint32  colour;
  double   ratio;
  SlImage *image;
} Kept;

SlImage *
sl_content_picture (const SlSceneEnvironment *environment, SlAssets *assets, double ratio)
{
  static GMutex lock;
  static Kept kept[4];
  static guint next;
  SlContent content = environment != NULL ? environment->content : SL_CONTENT_GRID;
  guint32 colour = environment != NULL ? environment->colour : 0;
  SlImage *image = NULL;

  if (content == SL_CONTENT_PICTURE && assets != NULL)
    image = sl_assets_image (assets, environment->picture);
  if (image != NULL)
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
