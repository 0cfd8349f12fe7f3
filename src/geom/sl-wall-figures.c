#include "sl-wall-figures.h"

#include <math.h>

#include "sl-wall-curve.h"

#define DEG        (3.14159265358979323846 / 180)
#define MOST       1e6  /* cabinets in a row */
#define USUAL_SEAM 5.   /* deg, where the cabinet's limit is not known */
#define RIGHT      90.  /* deg */
#define TURN       360. /* deg: no wall goes round itself */
#define ALIKE      1e-6 /* deg */

static SlWallGroup
group_of (SlWallFigure which)
{
  return which == SL_WALL_SWEEP ? SL_WALL_TURN
         : which == SL_WALL_RADIUS || which == SL_WALL_SEAM ? SL_WALL_TIGHT : SL_WALL_LENGTH;
}

static SlWallGroup
third_of (const SlWallFigures *f)
{
  return (SlWallGroup) (SL_WALL_LENGTH + SL_WALL_TIGHT + SL_WALL_TURN - f->last - f->before);
}

void
sl_wall_figures_init (SlWallFigures *f, double cabinet_w, double cabinet_h, double seam_limit, double columns,
                      double rows)
{
  *f = (SlWallFigures) { .shape = SL_WALL_SHAPE_FLAT, .cabinet_w = cabinet_w, .cabinet_h = cabinet_h,
                         .seam_limit = seam_limit, .columns = columns, .rows = rows,
                         .last = SL_WALL_LENGTH, .before = SL_WALL_TURN };
}

/* A whole number of seams that turn so far, none sharper than `seam`. */
static void
share_out (SlWallFigures *f, double sweep, double seam)
{
  f->bent = fmin (MOST, fmax (1, ceil (fabs (sweep / seam) - 1e-9)));
  f->seam_deg = sweep / f->bent;
}

void
sl_wall_figures_set_shape (SlWallFigures *f, SlWallShape shape)
{
  const double sharp = f->seam_limit > 0 ? f->seam_limit : shape == SL_WALL_SHAPE_CORNER ? RIGHT : USUAL_SEAM;

  if (shape == f->shape)
    return;
  f->shape = shape;
  f->last = SL_WALL_LENGTH;
  f->before = SL_WALL_TURN;
  f->bent = 0;
  f->seam_deg = 0;
  if (shape == SL_WALL_SHAPE_ARC)
    {
      f->bent = f->columns;
      f->seam_deg = RIGHT / f->columns;
    }
  else if (shape != SL_WALL_SHAPE_FLAT)
    share_out (f, RIGHT, sharp);
}

/* The third from the other two, of which the last is kept to the letter. */
static void
renew_arc (SlWallFigures *f, double seam, double sweep)
{
  switch (third_of (f))
    {
    case SL_WALL_LENGTH:
      f->columns = fmin (MOST, fmax (1, round (fabs (sweep / seam))));
      f->seam_deg = f->last == SL_WALL_TURN ? sweep / f->columns : seam;
      break;
    case SL_WALL_TIGHT:
      f->seam_deg = sweep / f->columns;
      break;
    case SL_WALL_TURN:
      f->seam_deg = seam;
      break;
    }
  f->bent = f->columns;
}

static void
take_group (SlWallFigures *f, SlWallGroup group)
{
  if (group == f->last)
    return;
  f->before = f->last;
  f->last = group;
}

static double
seam_of_radius (const SlWallFigures *f, double radius)
{
  return 2 * atan (f->cabinet_w / (2 * radius)) / DEG;
}

static bool
set_length (SlWallFigures *f, SlWallFigure which, double value)
{
  const bool across = which == SL_WALL_WIDTH || which == SL_WALL_COLUMNS;
  const double one = which == SL_WALL_WIDTH ? f->cabinet_w : which == SL_WALL_HEIGHT ? f->cabinet_h : 1;
  const double n = fmax (1, round (value / one)), seam = f->seam_deg, sweep = sl_wall_figures_get (f, SL_WALL_SWEEP);

  if (!(value > 0) || n > MOST)
    return false;
  *(across ? &f->columns : &f->rows) = n;
  if (across && f->shape == SL_WALL_SHAPE_ARC)
    {
      take_group (f, SL_WALL_LENGTH);
      renew_arc (f, seam, sweep);
    }
  return true;
}

static bool
set_bend (SlWallFigures *f, SlWallFigure which, double value)
{
  double seam = f->seam_deg, sweep = sl_wall_figures_get (f, SL_WALL_SWEEP);

  if (f->shape == SL_WALL_SHAPE_FLAT || !isfinite (value) || value == 0)
    return false;
  if (which == SL_WALL_SWEEP)
    sweep = value;
  else
    seam = which == SL_WALL_SEAM ? value : seam_of_radius (f, value);
  /* the side that was given last counts for both */
  if (which == SL_WALL_SWEEP)
    seam = copysign (seam, sweep);
  else
    sweep = copysign (sweep, seam);
  if (fabs (seam) >= 180 || fabs (sweep / seam) > MOST)
    return false;
  if (f->shape != SL_WALL_SHAPE_ARC)
    {
      share_out (f, sweep, seam);
      return true;
    }
  take_group (f, group_of (which));
  renew_arc (f, seam, sweep);
  return true;
}

bool
sl_wall_figures_set (SlWallFigures *f, SlWallFigure which, double value)
{
  SlWallFigures wanted = *f;
  const double bends = f->shape == SL_WALL_SHAPE_HORSESHOE ? 2 : 1;

  if (!(which <= SL_WALL_ROWS ? set_length (&wanted, which, value) : set_bend (&wanted, which, value))
      || bends * fabs (wanted.seam_deg) * wanted.bent > TURN + 1e-6)
    return false;
  *f = wanted;
  return true;
}

double
sl_wall_figures_get (const SlWallFigures *f, SlWallFigure which)
{
  const bool flat = f->shape == SL_WALL_SHAPE_FLAT;

  switch (which)
    {
    case SL_WALL_WIDTH:
      return f->columns * f->cabinet_w;
    case SL_WALL_HEIGHT:
      return f->rows * f->cabinet_h;
    case SL_WALL_COLUMNS:
      return f->columns;
    case SL_WALL_ROWS:
      return f->rows;
    case SL_WALL_RADIUS:
      return flat ? NAN : sl_wall_apothem (f->cabinet_w, f->seam_deg);
    case SL_WALL_SWEEP:
      return flat ? NAN : f->seam_deg * f->bent;
    default:
      return flat ? NAN : f->seam_deg;
    }
}

bool
sl_wall_figures_follows (const SlWallFigures *f, SlWallFigure which)
{
  return f->shape == SL_WALL_SHAPE_ARC && which != SL_WALL_HEIGHT && which != SL_WALL_ROWS
         && group_of (which) == third_of (f);
}

void
sl_wall_figures_recabinet (SlWallFigures *f, double cabinet_w, double cabinet_h, double seam_limit)
{
  const double width = sl_wall_figures_get (f, SL_WALL_WIDTH), height = sl_wall_figures_get (f, SL_WALL_HEIGHT);
  const double sweep = sl_wall_figures_get (f, SL_WALL_SWEEP), radius = sl_wall_figures_get (f, SL_WALL_RADIUS);

  f->cabinet_w = cabinet_w;
  f->cabinet_h = cabinet_h;
  f->seam_limit = seam_limit;
  f->columns = fmin (MOST, fmax (1, round (width / cabinet_w)));
  f->rows = fmin (MOST, fmax (1, round (height / cabinet_h)));
  if (f->shape == SL_WALL_SHAPE_ARC)
    renew_arc (f, seam_of_radius (f, radius), sweep);
  else if (f->shape != SL_WALL_SHAPE_FLAT)
    share_out (f, sweep, seam_of_radius (f, radius));
}

/* --- from what stands --- */

static size_t
run_of (const double *seams, size_t from, size_t n)
{
  size_t end = from;

  while (end < n && fabs (seams[end] - seams[from]) < ALIKE)
    end++;
  return end - from;
}

bool
sl_wall_figures_read (SlWallFigures *f, const double *seams, size_t columns, size_t *before, bool *left)
{
  const size_t n = columns > 0 ? columns - 1 : 0;
  size_t starts[4] = { 0 }, lengths[4] = { 0 }, runs = 0, bends = 0, bend = 0;

  f->shape = SL_WALL_SHAPE_FLAT;
  f->columns = (double) columns;
  f->bent = f->seam_deg = 0;
  *before = columns / 2;
  *left = false;
  for (size_t at = 0; at < n; at += lengths[runs++])
    {
      if (runs == 3)
        return false;
      starts[runs] = at;
      lengths[runs] = run_of (seams, at, n);
      if (fabs (seams[at]) < ALIKE)
        continue;
      bends++;
      bend = runs;
      f->bent = (double) lengths[runs];
      f->seam_deg = seams[at];
    }
  if (bends == 0)
    return true;
  if (bends == 1 && runs == 1)
    {
      f->shape = SL_WALL_SHAPE_ARC;
      f->bent = (double) columns;
    }
  else if (bends == 1 && runs == 2)
    {
      f->shape = SL_WALL_SHAPE_J;
      *left = bend == 0;
    }
  else if (bends == 1)
    {
      f->shape = SL_WALL_SHAPE_CORNER;
      *before = starts[1] + (lengths[1] - 1) / 2 + 1;
    }
  else if (bends == 2 && runs == 3 && lengths[0] == lengths[2] && fabs (seams[0] - seams[n - 1]) < ALIKE)
    f->shape = SL_WALL_SHAPE_HORSESHOE;
  else
    {
      f->bent = f->seam_deg = 0;
      return false;
    }
  return true;
}
