/* A shot's camera sent as a tracker would send it on the day: each sample at its own instant of a schedule that nothing
 * shifts, in the thread that asks for it. */
#pragma once

#include "sl-tracking-link.h"
#include "sl-tracking.h"

G_BEGIN_DECLS

/* How it goes, and how it went. */
typedef struct {
  guint64  samples, packets, bytes; /* that were sent */
  guint64  late;                    /* of the samples, by more than half a frame */
  guint64  skipped;                 /* samples whose instant was over before they could be sent */
  double   error_mean_ms, error_max_ms; /* from the instant to when it was given to the network */
  double   seconds;
  gboolean stopped;                 /* before its end, by whoever asked */
} SlPlayReport;

/* Now and then, in the thread that sends. */
typedef void (*SlPlayTold) (const SlPlayReport *report, gpointer data);

typedef struct {
  SlTrackingAddress address;
  const char       *shot;      /* NULL: the plan's first */
  const char       *interface; /* of multicast; NULL: the usual one */
  gboolean          cbor;
  gint64            loops;     /* how often; 0: until it is stopped */
  int               source;    /* OpenTrackIO's source or FreeD's camera; 0: as the address says, else 1 */
  SlPlayTold        told;      /* may be NULL */
  gpointer          data;
} SlPlayOptions;

/* Sends until it is done or `watch` (may be NULL) is cancelled, which is no error: then `stopped` says so. The time
 * code is the shot's own in every loop; sequence and time go on. `omissions` as sl_tracking_shot_new(). FALSE with an
 * error: SL_ERROR_OFFLINE for a network that is down. */
gboolean sl_tracking_play (const SlPlan *plan, const SlPlayOptions *options, SlWatch *watch, GPtrArray *omissions,
                           SlPlayReport *report, GError **error);

G_END_DECLS
