/* How a lens bends a picture: the model of OpenLensIO 1.0, of points on the sensor in mm off the distortion's centre.
 *
 *   R = (1 + k1·r² + k3·r⁴ + k5·r⁶) / (1 + k2·r² + k4·r⁴ + k6·r⁶)
 *   x′ = x·R + 2·p1·x·y + p2·(r² + 2·x²)      y′ = y·R + p1·(r² + 2·y²) + 2·p2·x·y
 *
 * Numerator and denominator take turns, unlike OpenCV's; a coefficient of OpenCV's that stands with rⁿ is this one
 * times the focal length in mm to the power n, a tangential one times the focal length once. */
#pragma once

#include <stdbool.h>

typedef struct {
  double k[6], p[2];
  bool   distorts; /* from undistorted to distorted; else the other way */
} SlDistortion;

/* Where the model takes a point (mm). False where its denominator is not above 0, since nothing is defined there, or
 * the result is no number. */
bool   sl_distortion_map    (const SlDistortion *distortion, double x, double y, double *to_x, double *to_y);
/* The point that the model takes to x, y: by repeated steps, to 1e-9 mm. False where there is none that they find. */
bool   sl_distortion_unmap  (const SlDistortion *distortion, double x, double y, double *from_x, double *from_y);
/* By which factor a picture without distortion must be larger than the sensor (mm) so that the lens can bend it into
 * all of that: of the lengths on it (`length`) and of its angles (`angle`) at a focal length (mm); each at least 1 and
 * the larger of width and height. False where the border cannot be mapped. */
bool   sl_distortion_overscan (const SlDistortion *distortion, double w_mm, double h_mm, double focal_mm,
                               double *length, double *angle);
