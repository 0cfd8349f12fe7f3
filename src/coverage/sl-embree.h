/* The one place that knows which Embree it is built with: 3 and 4 differ in their header's folder and in what goes with
 * a ray. The build defines SL_EMBREE. Also the processor's way with denormal numbers, which slow rays down. */
#pragma once

#if SL_EMBREE == 4
#include <embree4/rtcore.h>
#else
#include <embree3/rtcore.h>
#endif

#ifdef __SSE__
#include <xmmintrin.h>
#endif

/* Geometry is met by every ray. (Embree 4 begins with a mask of 1, Embree 3 with all bits.) */
static inline void
sl_embree_meet_all (RTCGeometry geometry)
{
  rtcSetGeometryMask (geometry, 0xffffffff);
}

/* The first hit of one ray. */
static inline void
sl_embree_ray (RTCScene scene, struct RTCRayHit *ray)
{
#if SL_EMBREE == 4
  rtcIntersect1 (scene, ray, NULL);
#else
  struct RTCIntersectContext context;

  rtcInitIntersectContext (&context);
  rtcIntersect1 (scene, &context, ray);
#endif
}

/* The same for sixteen neighbours; those whose `valid` is 0 are left alone. They must look into one octant: a coherent
 * packet loses rays where its members straddle a zero of a direction. */
static inline void
sl_embree_packet (const int *valid, RTCScene scene, struct RTCRayHit16 *packet)
{
#if SL_EMBREE == 4
  struct RTCIntersectArguments arguments;

  rtcInitIntersectArguments (&arguments);
  arguments.flags = RTC_RAY_QUERY_FLAG_COHERENT;
  rtcIntersect16 (valid, scene, packet, &arguments);
#else
  struct RTCIntersectContext context;

  rtcInitIntersectContext (&context);
  context.flags = RTC_INTERSECT_CONTEXT_FLAG_COHERENT;
  rtcIntersect16 (valid, scene, &context, packet);
#endif
}

/* Denormal numbers as zero, in this thread, until the state that comes back is restored. Only on x86. */
static inline unsigned
sl_embree_begin (void)
{
#ifdef __SSE__
  unsigned before = _mm_getcsr ();

  _mm_setcsr (before | 0x8040); /* flush to zero, denormals are zero */
  return before;
#else
  return 0;
#endif
}

static inline void
sl_embree_end (unsigned before)
{
#ifdef __SSE__
  _mm_setcsr (before);
#else
  (void) before;
#endif
}

/* The hits that a filter is shown lie as arrays of N: Ng x, y, z, then these. (The header's own readers are C++.) */
static inline float
sl_embree_hit_u (const struct RTCFilterFunctionNArguments *args, unsigned i)
{
  return ((const float *) args->hit)[3 * args->N + i];
}

static inline float
sl_embree_hit_v (const struct RTCFilterFunctionNArguments *args, unsigned i)
{
  return ((const float *) args->hit)[4 * args->N + i];
}

static inline unsigned
sl_embree_hit_primitive (const struct RTCFilterFunctionNArguments *args, unsigned i)
{
  return ((const unsigned *) args->hit)[5 * args->N + i];
}
