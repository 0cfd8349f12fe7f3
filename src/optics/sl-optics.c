#include "sl-optics.h"

#include <math.h>

#define PI  3.14159265358979323846
#define DEG (PI / 180)

SlSensorArea
sl_optics_extraction (double w_mm, double h_mm, double squeeze, double ratio)
{
  if (ratio <= 0)
    return (SlSensorArea) { w_mm, h_mm };
  if (squeeze * w_mm / h_mm > ratio)
    return (SlSensorArea) { ratio * h_mm / squeeze, h_mm };
  return (SlSensorArea) { w_mm, squeeze * w_mm / ratio };
}

double
sl_optics_fov_deg (double size_mm, double squeeze, double v_mm)
{
  return 2 * atan (size_mm * squeeze / (2 * v_mm)) / DEG;
}

double
sl_optics_image_distance (double f_mm, double s_mm)
{
  if (s_mm <= f_mm || !isfinite (s_mm))
    return f_mm;
  return f_mm * s_mm / (s_mm - f_mm);
}

double
sl_optics_hyperfocal (double f_mm, double n, double coc_mm)
{
  return f_mm * f_mm / (n * coc_mm) + f_mm;
}

double
sl_optics_near_limit (double f_mm, double n, double coc_mm, double s_mm)
{
  double h = sl_optics_hyperfocal (f_mm, n, coc_mm);

  if (!isfinite (s_mm))
    return h - f_mm;
  return s_mm * (h - f_mm) / (h + s_mm - 2 * f_mm);
}

double
sl_optics_far_limit (double f_mm, double n, double coc_mm, double s_mm)
{
  double h = sl_optics_hyperfocal (f_mm, n, coc_mm);

  return s_mm >= h ? INFINITY : s_mm * (h - f_mm) / (h - s_mm);
}

double
sl_optics_blur_disc (double f_mm, double n, double s_mm, double d_mm)
{
  return f_mm * f_mm * fabs (d_mm - s_mm) / (n * d_mm * (s_mm - f_mm));
}

double
sl_optics_sampling_ratio (double pitch_mm, double v_mm, double d_mm, double cos_phi, double cos_theta,
                          double photosite_mm)
{
  return pitch_mm * v_mm / d_mm * cos_phi / cos_theta / photosite_mm;
}

/* D·|d − s|/s: the blur's diameter over v/d, with the pupil as it is left at that place of the picture. */
static double
blur_mm (const SlOpticsLens *lens, double x, double z, double d_mm)
{
  double defocus = isfinite (lens->focus_mm) ? fabs (d_mm - lens->focus_mm) / lens->focus_mm : 1;
  double rho2 = 0;

  if (lens->corner < 1)
    rho2 = fmin (1, (x * x / (lens->squeeze * lens->squeeze) + z * z) / (lens->diagonal * lens->diagonal));
  return lens->focal_mm / lens->stop * (1 - (1 - lens->corner) * rho2) * defocus;
}

SlBlurRatios
sl_optics_blur_pitch_ratios (const SlOpticsLens *lens, SlOpticsVector point_m, SlOpticsVector right, SlOpticsVector up,
                             double pitch_mm)
{
  /* lengths in the image are counted in v/d, which cancels */
  double squeeze = lens->squeeze, d = point_m.forward, x = point_m.right / d, z = point_m.up / d;
  double ax = (right.right - x * right.forward) / squeeze, az = right.up - z * right.forward;
  double bx = (up.right - x * up.forward) / squeeze, bz = up.up - z * up.forward;
  double area = fabs (ax * bz - az * bx), tall = blur_mm (lens, x, z, d * 1000), wide = tall / (squeeze * squeeze);

  if (area < 1e-12)
    return (SlBlurRatios) { INFINITY, INFINITY };
  /* frequencies across the columns, which run along b, and across the rows, along a */
  return (SlBlurRatios) {
    .columns = hypot (wide * bz, tall * bx) / (pitch_mm * area),
    .rows = hypot (wide * az, tall * ax) / (pitch_mm * area),
  };
}

double
sl_optics_grid_modulation (double r)
{
  double x = PI * r;

  return x < 1e-9 ? 1 : fabs (2 * j1 (x) / x);
}

double
sl_optics_min_wall_gap (double f_mm, double n, double pitch_mm, double s_mm)
{
  return 1.22 * pitch_mm * n * s_mm / f_mm;
}

void
sl_optics_moire_zone (double pitch_mm, double f_mm, double n, double d_mm, double *near_mm, double *far_mm)
{
  double k = 1.22 * pitch_mm / (f_mm / n);

  *near_mm = d_mm / (1 + k);
  *far_mm = k >= 1 ? INFINITY : d_mm / (1 - k);
}

double
sl_optics_scan_cycles (double shutter_deg, double fps, double refresh_hz)
{
  return shutter_deg / (360 * fps) * refresh_hz;
}

double
sl_optics_scan_ripple (double cycles)
{
  double whole = round (cycles);

  if (fabs (cycles - whole) < 1e-6 && whole >= 1)
    return 0;
  return cycles < 1 ? 1 : 1 / floor (cycles);
}

double
sl_optics_off_axis (double theta_deg, double view_deg)
{
  double n = log (0.5) / log (cos (view_deg / 2 * DEG));

  return pow (fmax (0, cos (theta_deg * DEG)), n);
}

double
sl_optics_turn_a_side (double speed_deg_s, double acceleration_deg_s2, double latency_s, double really_deg)
{
  double foreseen = fabs (speed_deg_s) * latency_s + fabs (acceleration_deg_s2) * latency_s * latency_s / 2;

  return fmax (foreseen, fabs (really_deg));
}

/* The most that w·cos φ + h·sin φ comes to while φ goes from 0 to `roll`. */
static double
rolled (double w, double h, double roll)
{
  double peak = atan2 (h, w);

  return roll >= peak ? hypot (w, h) : w * cos (roll) + h * sin (roll);
}

SlOpticsOverscan
sl_optics_overscan (double tan_h, double tan_v, SlOpticsTurn turn)
{
  const double widest = 89.5 * DEG;
  double half_h = atan (tan_h), half_v = atan (tan_v), roll = turn.roll_deg * DEG;
  double wide = fmax (half_h, fmin (widest, half_h + turn.pan_deg * DEG));
  double tall = fmax (half_v, fmin (widest, half_v + turn.tilt_deg * DEG));
  double w = tan (wide) * cos (half_v) / cos (tall), h = tan (tall) * cos (half_h) / cos (wide);
  SlOpticsOverscan out = { .tan_h = rolled (w, h, roll), .tan_v = rolled (h, w, roll) };

  out.angle_h = atan (out.tan_h) / half_h;
  out.angle_v = atan (out.tan_v) / half_v;
  out.width = out.tan_h / tan_h;
  out.height = out.tan_v / tan_v;
  return out;
}

double
sl_optics_swim_m (double speed_m_s, double latency_s, double depth_ratio)
{
  return fabs (speed_m_s * latency_s * (1 - depth_ratio));
}

double
sl_optics_swim_px (SlOpticsVector velocity_m_s, SlOpticsVector point_m, double latency_s, double v_px, double squeeze,
                   double virtual_m)
{
  double d = point_m.forward, x = point_m.right / d, z = point_m.up / d;
  double right = (velocity_m_s.right - x * velocity_m_s.forward) / squeeze;
  double up = velocity_m_s.up - z * velocity_m_s.forward, across = hypot (right, up);

  return v_px / d * sl_optics_swim_m (across, latency_s, isfinite (virtual_m) ? d / virtual_m : 0);
}

int
sl_optics_port_pixels (SlPortLaw law, double fps, int bits, bool ultra_low_latency)
{
  /* rates below 60 Hz are carried at their own rate; NovaStar packs 10 bits into 32, 12 into 48 */
  static const struct {
    double rate;
    double padded;
  } laws[] = { { 950e6, 1 }, { 756e6, 0 }, { 918e6, 0 } };
  double word = laws[law].padded != 0 ? (bits <= 8 ? 24 : bits <= 10 ? 32 : 48) : 3 * bits;
  double pixels = laws[law].rate / (fps * word);

  return (int) floor (law == SL_PORT_BROMPTON && ultra_low_latency ? pixels / 2 : pixels);
}

double
sl_optics_mid_grey_nit (double n, double exposure_s, double iso)
{
  return 12.5 * n * n / (exposure_s * iso);
}

double
sl_optics_stops_over (double nit, double mid_grey_nit)
{
  return log2 (nit / mid_grey_nit);
}

/* Green, amber, orange. */
static const double limits[SL_N_SUBJECTS][SL_GRADE_RED] = {
  [SL_SUBJECT_COVERAGE] = { 5e-4, 5e-4, .02 }, [SL_SUBJECT_MOIRE] = { 2.233, 1.22, .75 },
  [SL_SUBJECT_OVERSCAN] = { 1.2, 1.4, 1.6 },   [SL_SUBJECT_INCIDENCE] = { 30, 45, 60 },
  [SL_SUBJECT_SCAN] = { 0, .007, .015 },       [SL_SUBJECT_EXPOSURE] = { 6, 5, 4 },
  [SL_SUBJECT_FOCUS] = { NAN, NAN, NAN },
};

double
sl_grade_limit (SlSubject subject, SlGrade grade)
{
  return grade < SL_GRADE_RED ? limits[subject][grade] : NAN;
}

SlGrade
sl_grade_of_miss (double miss, double overscan_miss)
{
  const double *limit = limits[SL_SUBJECT_COVERAGE];

  if (miss > limit[SL_GRADE_ORANGE])
    return SL_GRADE_RED;
  if (miss > limit[SL_GRADE_GREEN])
    return SL_GRADE_ORANGE;
  return overscan_miss > limit[SL_GRADE_GREEN] ? SL_GRADE_AMBER : SL_GRADE_GREEN;
}

/* Figures of which more is better. */
static SlGrade
grade_from (SlSubject subject, double value)
{
  SlGrade grade = SL_GRADE_GREEN;

  while (grade < SL_GRADE_RED && !(value >= limits[subject][grade]))
    grade++;
  return grade;
}

/* Figures of which less is better. */
static SlGrade
grade_up_to (SlSubject subject, double value)
{
  SlGrade grade = SL_GRADE_GREEN;

  while (grade < SL_GRADE_RED && !(value <= limits[subject][grade]))
    grade++;
  return grade;
}

SlGrade
sl_grade_of_moire (double r)
{
  return grade_from (SL_SUBJECT_MOIRE, r);
}

SlGrade
sl_grade_of_incidence (double deg)
{
  const double *limit = limits[SL_SUBJECT_INCIDENCE];

  if (deg > limit[SL_GRADE_ORANGE])
    return SL_GRADE_RED;
  return deg < limit[SL_GRADE_GREEN] ? SL_GRADE_GREEN : deg < limit[SL_GRADE_AMBER] ? SL_GRADE_AMBER : SL_GRADE_ORANGE;
}

SlGrade
sl_grade_of_overscan (double factor)
{
  return grade_up_to (SL_SUBJECT_OVERSCAN, factor);
}

SlGrade
sl_grade_of_ripple (double ripple)
{
  return grade_up_to (SL_SUBJECT_SCAN, ripple);
}

SlGrade
sl_grade_of_exposure (double stops)
{
  return grade_from (SL_SUBJECT_EXPOSURE, stops);
}

SlGrade
sl_grade_of_focus (double f_mm, double n, double coc_mm, double pitch_mm, double s_mm, double wall_mm)
{
  double zone_near, zone_far;

  if (s_mm >= wall_mm)
    return SL_GRADE_RED;
  sl_optics_moire_zone (pitch_mm, f_mm, n, wall_mm, &zone_near, &zone_far);
  if (s_mm > zone_near)
    return SL_GRADE_ORANGE;
  return wall_mm > sl_optics_far_limit (f_mm, n, coc_mm, s_mm) ? SL_GRADE_GREEN : SL_GRADE_AMBER;
}
