#include "sl-flat.h"

#include <math.h>

SlFlat
sl_flat_rectangle (double half_w, double half_h)
{
  return (SlFlat) { { { -half_w, -half_h }, { half_w, -half_h }, { half_w, half_h }, { -half_w, half_h } }, 4 };
}

SlLine
sl_line_through (SlVec2 a, SlVec2 b)
{
  double dx = b.x - a.x, dy = b.y - a.y, length = hypot (dx, dy);
  SlLine line = { -dy / length, dx / length, 0 };

  line.offset = line.nx * a.x + line.ny * a.y;
  return line;
}

double
sl_line_distance (SlLine line, SlVec2 p)
{
  return line.nx * p.x + line.ny * p.y - line.offset;
}

static void
put (SlFlat *flat, SlVec2 p)
{
  if (flat != NULL)
    flat->at[flat->n++] = p;
}

static SlVec2
between (SlVec2 a, SlVec2 b, double da, double db)
{
  double t = da / (da - db);
  return (SlVec2) { a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t };
}

void
sl_flat_split (const SlFlat *flat, SlLine line, double eps, SlFlat *front, SlFlat *back)
{
  double distances[SL_FLAT_MAX], least = INFINITY, most = -INFINITY;

  for (size_t i = 0; i < flat->n; i++)
    {
      distances[i] = sl_line_distance (line, flat->at[i]);
      least = fmin (least, distances[i]);
      most = fmax (most, distances[i]);
    }
  if (front != NULL)
    front->n = 0;
  if (back != NULL)
    back->n = 0;
  if (flat->n == 0)
    return;
  if (least >= -eps || most <= eps || flat->n + 2 > SL_FLAT_MAX)
    {
      SlFlat *whole = most >= -least ? front : back;
      if (whole != NULL)
        *whole = *flat;
      return;
    }
  for (size_t i = 0; i < flat->n; i++)
    {
      size_t k = (i + 1) % flat->n;
      double a = distances[i], b = distances[k];

      if (a >= 0)
        put (front, flat->at[i]);
      if (a <= 0)
        put (back, flat->at[i]);
      if ((a > 0 && b < 0) || (a < 0 && b > 0))
        {
          SlVec2 cut = between (flat->at[i], flat->at[k], a, b);
          put (front, cut);
          put (back, cut);
        }
    }
}

double
sl_flat_area (const SlFlat *flat)
{
  double twice = 0;

  for (size_t i = 0; i < flat->n; i++)
    {
      SlVec2 a = flat->at[i], b = flat->at[(i + 1) % flat->n];
      twice += a.x * b.y - b.x * a.y;
    }
  return fabs (twice) / 2;
}

SlVec2
sl_flat_middle (const SlFlat *flat)
{
  SlVec2 sum = { 0, 0 };

  for (size_t i = 0; i < flat->n; i++)
    {
      sum.x += flat->at[i].x / (double) flat->n;
      sum.y += flat->at[i].y / (double) flat->n;
    }
  return sum;
}

void
sl_flat_bounds (const SlFlat *flat, SlVec2 *least, SlVec2 *most)
{
  *least = (SlVec2) { INFINITY, INFINITY };
  *most = (SlVec2) { -INFINITY, -INFINITY };
  for (size_t i = 0; i < flat->n; i++)
    {
      least->x = fmin (least->x, flat->at[i].x);
      least->y = fmin (least->y, flat->at[i].y);
      most->x = fmax (most->x, flat->at[i].x);
      most->y = fmax (most->y, flat->at[i].y);
    }
}
