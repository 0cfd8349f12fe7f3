/* The physics that a plan rests on: pure functions under the section numbers of docs/PHYSICS.md, which holds each
 * formula with its source. Lens and sensor lengths are millimetres, stage lengths metres where a name says _m. */
#pragma once

#include <stdbool.h>

#include "sl-grade.h"

/* --- §1 field of view --- */

typedef struct {
  double w_mm, h_mm; /* the area used on the sensor */
} SlSensorArea;

/* The area of a w×h sensor used for the delivery ratio (w:h of the desqueezed picture); all of it for ratio ≤ 0. */
SlSensorArea sl_optics_extraction (double w_mm, double h_mm, double squeeze, double ratio);
/* Full angle over `size_mm` (times the squeeze, horizontally) at image distance `v_mm` = the focal length at infinity. */
double sl_optics_fov_deg          (double size_mm, double squeeze, double v_mm);
/* v = f·s/(s−f) for focus at s mm from the pupil; f for infinity (s = 0 or INFINITY). */
double sl_optics_image_distance   (double f_mm, double s_mm);

/* --- §2 focus --- */

double sl_optics_hyperfocal       (double f_mm, double n, double coc_mm);
double sl_optics_near_limit       (double f_mm, double n, double coc_mm, double s_mm);
double sl_optics_far_limit        (double f_mm, double n, double coc_mm, double s_mm); /* INFINITY past hyperfocal */
/* Diameter in the image of a point at d when the focus is at s (mm, mm). */
double sl_optics_blur_disc        (double f_mm, double n, double s_mm, double d_mm);

/* --- §3, §4 the LED grid and moiré --- */

/* LED period in the image over the photosite pitch; cosines of incidence φ and field angle θ in that axis. */
double sl_optics_sampling_ratio   (double pitch_mm, double v_mm, double d_mm, double cos_phi, double cos_theta,
                                   double photosite_mm);
/* Blur over LED period r, in the axis whose pupil is f/(N·squeeze); d is the axial depth of the wall point. */
double sl_optics_blur_pitch_ratio (double f_mm, double n, double squeeze, double pitch_mm, double s_mm, double d_mm);
/* Modulation of a uniform disc at the grid frequency, |2 J₁(πr)/(πr)|. */
double sl_optics_grid_modulation  (double r);
double sl_optics_min_wall_gap     (double f_mm, double n, double pitch_mm, double s_mm); /* mm, for r = 1.22 */
/* Focus distances to avoid for a wall at d (mm); `far` is INFINITY where k ≥ 1. */
void   sl_optics_moire_zone       (double pitch_mm, double f_mm, double n, double d_mm, double *near_mm, double *far_mm);

/* --- §5 scan --- */

double sl_optics_scan_cycles      (double shutter_deg, double fps, double refresh_hz);
double sl_optics_scan_ripple      (double cycles); /* 0…1 */

/* --- §6 off axis --- */

/* L(θ)/L₀ of a panel whose luminance halves at `view_deg`/2. */
double sl_optics_off_axis         (double theta_deg, double view_deg);

/* --- §7 latency --- */

double sl_optics_overscan_angle_factor (double hfov_deg, double pan_deg_s, double latency_s);
double sl_optics_overscan_width_factor (double hfov_deg, double pan_deg_s, double latency_s);
/* Content slip on the wall (m) for a camera moving at u m/s; `depth_ratio` = d/z, 0 for content at infinity. */
double sl_optics_swim_m           (double speed_m_s, double latency_s, double depth_ratio);

/* --- §10 ports --- */

typedef enum { SL_PORT_NOVASTAR, SL_PORT_BROMPTON, SL_PORT_HELIOS } SlPortLaw;

/* Pixels that a 1G port carries at `fps` and `bits` a channel. */
int    sl_optics_port_pixels      (SlPortLaw law, double fps, int bits, bool ultra_low_latency);

/* --- §11 exposure --- */

double sl_optics_mid_grey_nit     (double n, double exposure_s, double iso);
double sl_optics_stops_over       (double nit, double mid_grey_nit);

/* --- §15 grades --- */

SlGrade sl_grade_of_miss          (double miss, double overscan_miss); /* fractions */
SlGrade sl_grade_of_moire         (double r);
SlGrade sl_grade_of_incidence     (double deg);
SlGrade sl_grade_of_overscan      (double angle_factor);
SlGrade sl_grade_of_ripple        (double ripple);
SlGrade sl_grade_of_exposure      (double stops);
/* Distances in mm along the axis; the wall's nearest visible depth against the focus. */
SlGrade sl_grade_of_focus         (double f_mm, double n, double coc_mm, double pitch_mm, double s_mm, double wall_mm);
