/* The physics that a plan rests on: pure functions under the section numbers of docs/PHYSICS.md, which holds each
 * formula with its source. Lens and sensor lengths are millimetres, stage lengths metres where a name says _m.
 * Nothing is checked: what must be positive is positive already (the field tables see to it). */
#pragma once

#include <stdbool.h>

#include "sl-grade.h"

/* --- §1 field of view --- */

typedef struct {
  double w_mm, h_mm; /* the area used on the sensor */
} SlSensorArea;

/* The area of a w×h sensor used for the delivery ratio (w:h of the desqueezed picture); all of it for ratio ≤ 0. */
SlSensorArea sl_optics_extraction (double w_mm, double h_mm, double squeeze, double ratio);
/* Full angle over `size_mm` (times the squeeze, horizontally) at image distance `v_mm`, which is the focal length at
 * infinity. */
double sl_optics_fov_deg          (double size_mm, double squeeze, double v_mm);
/* v = f·s/(s−f) for focus at s mm from the pupil; f for infinity (s = 0 or INFINITY). */
double sl_optics_image_distance   (double f_mm, double s_mm);

/* --- §2 focus --- */

/* H: focused there, all from half of it to infinity is sharp to the circle of confusion. `n` is the f-number. */
double sl_optics_hyperfocal       (double f_mm, double n, double coc_mm);
/* The nearest distance (mm) that is sharp with the focus at s mm; s may be INFINITY. */
double sl_optics_near_limit       (double f_mm, double n, double coc_mm, double s_mm);
/* The farthest; INFINITY from the hyperfocal distance on. */
double sl_optics_far_limit        (double f_mm, double n, double coc_mm, double s_mm);
/* Diameter (mm) in the image of a point at d when the focus is at s (mm, mm; finite). */
double sl_optics_blur_disc        (double f_mm, double n, double s_mm, double d_mm);

/* --- §3, §4 the LED grid and moiré --- */

/* LED period in the image over the photosite pitch; cosines of incidence φ and field angle θ in that axis. */
double sl_optics_sampling_ratio   (double pitch_mm, double v_mm, double d_mm, double cos_phi, double cos_theta,
                                   double photosite_mm);

/* In the camera's own frame. */
typedef struct {
  double right, forward, up;
} SlOpticsVector;

/* A lens as its blur sees it. */
typedef struct {
  double focal_mm, stop, squeeze;
  double focus_mm; /* s, from the entrance pupil; INFINITY */
  double corner;   /* c: the share of the pupil's diameter that is left in the corner, 0…1; 1 where it is not known */
  double diagonal; /* half the mode's diagonal on the sensor over the image distance; unused where c is 1 */
} SlOpticsLens;

/* Blur over LED period. */
typedef struct {
  double columns, rows; /* of the LEDs on the wall, however the picture is rolled */
} SlBlurRatios;

/* At a point of a wall (§4, general form): the point from the entrance pupil (m, in front of it), the wall's unit right
 * and up. INFINITY where the wall is seen edge-on. */
SlBlurRatios sl_optics_blur_pitch_ratios (const SlOpticsLens *lens, SlOpticsVector point_m, SlOpticsVector right,
                                          SlOpticsVector up, double pitch_mm);
/* Modulation of a uniform disc at the grid frequency, |2 J₁(πr)/(πr)|. */
double sl_optics_grid_modulation  (double r);
/* The least distance (mm) from the focus plane at s mm to the wall behind it for r = 1.22. */
double sl_optics_min_wall_gap     (double f_mm, double n, double pitch_mm, double s_mm);
/* Focus distances to avoid for a wall at d (mm); `far` is INFINITY where k ≥ 1. */
void   sl_optics_moire_zone       (double pitch_mm, double f_mm, double n, double d_mm, double *near_mm,
                                   double *far_mm);

/* --- §5 scan --- */

/* Scan cycles of the LEDs in one exposure. */
double sl_optics_scan_cycles      (double shutter_deg, double fps, double refresh_hz);
/* How much the exposure may vary, 0…1: 0 for whole cycles. */
double sl_optics_scan_ripple      (double cycles);

/* --- §6 off axis --- */

/* L(θ)/L₀ of a panel whose luminance halves at `view_deg`/2. */
double sl_optics_off_axis         (double theta_deg, double view_deg);

/* --- §7 latency --- */

/* By how much an axis may be off when the wall shows what was tracked `latency_s` ago: the larger of |ω|·τ + ½·|a|·τ²
 * (deg/s, deg/s²) and the angle that was `really` turned in that time (deg). Degrees a side, ≥ 0. */
double sl_optics_turn_a_side      (double speed_deg_s, double acceleration_deg_s2, double latency_s, double really_deg);

/* Turned in the camera's own frame, degrees a side. */
typedef struct {
  double pan_deg, tilt_deg, roll_deg; /* about its up, right and view axis; ≥ 0 */
} SlOpticsTurn;

typedef struct {
  double tan_h, tan_v;   /* W and H: half the widened picture, tangents */
  double angle_h, angle_v; /* 2·atan(W)/HFOV, 2·atan(H)/VFOV */
  double width, height;  /* W and H over half the picture: factors of the rendered size */
} SlOpticsOverscan;

/* What a picture of half size `tan_h` × `tan_v` (tangents) must be widened to. Half angles stay below 89.5°. */
SlOpticsOverscan sl_optics_overscan (double tan_h, double tan_v, SlOpticsTurn turn);

/* Content slip on the wall (m) for a camera moving at u m/s; `depth_ratio` = d/z, 0 for content at infinity. */
double sl_optics_swim_m           (double speed_m_s, double latency_s, double depth_ratio);
/* The same in recorded pixels at a point of the wall (m, from the pupil and in front of it). `v_px` is the image
 * distance over the photosite pitch, `virtual_m` the depth of the content, INFINITY for the far distance. */
double sl_optics_swim_px          (SlOpticsVector velocity_m_s, SlOpticsVector point_m, double latency_s, double v_px,
                                   double squeeze, double virtual_m);

/* --- §10 ports --- */

typedef enum { SL_PORT_NOVASTAR, SL_PORT_BROMPTON, SL_PORT_HELIOS } SlPortLaw;

/* Pixels that a 1G port carries at `fps` and `bits` a channel. */
int    sl_optics_port_pixels      (SlPortLaw law, double fps, int bits, bool ultra_low_latency);

/* --- §11 exposure --- */

/* Luminance (nit) that is recorded as mid-grey at f-number `n`. */
double sl_optics_mid_grey_nit     (double n, double exposure_s, double iso);
/* How many stops `nit` lies over mid-grey; negative below it. */
double sl_optics_stops_over       (double nit, double mid_grey_nit);

/* --- §15 grades, with the thresholds of the table there --- */

/* Where the grade ends toward worse figures: the share that misses, r, the angle's factor, degrees, the ripple, stops.
 * NAN for focus, which is graded by distances, and for red, which has no end. */
double  sl_grade_limit            (SlSubject subject, SlGrade grade);
/* Of the fractions that miss in the framing and in its overscan. */
SlGrade sl_grade_of_miss          (double miss, double overscan_miss);
/* Of the blur over the LED period. */
SlGrade sl_grade_of_moire         (double r);
/* Of the angle to the wall's normal. */
SlGrade sl_grade_of_incidence     (double deg);
/* Of the larger of the overscan's angle factors. */
SlGrade sl_grade_of_overscan      (double angle_factor);
/* Of the scan ripple, 0…1. */
SlGrade sl_grade_of_ripple        (double ripple);
/* Of the wall's stops over mid-grey. */
SlGrade sl_grade_of_exposure      (double stops);
/* Distances in mm along the axis; the wall's nearest visible depth against the focus, which may be INFINITY. */
SlGrade sl_grade_of_focus         (double f_mm, double n, double coc_mm, double pitch_mm, double s_mm, double wall_mm);
