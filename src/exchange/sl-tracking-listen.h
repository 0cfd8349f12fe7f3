/* Camera tracking that comes over the network, sample by sample, in the thread that listens. */
#pragma once

#include "sl-packet-state.h"
#include "sl-tracking.h"
#include "sl-tracking-link.h"

G_BEGIN_DECLS

/* What came so far. */
typedef struct {
  guint64 samples, packets, bytes;
  guint64 bad[SL_N_PACKETS];  /* packets of each state; those that make samples are not counted */
  guint64 lost;               /* samples that never came, by their numbers */
  guint64 timed;              /* samples whose delay is known */
  double  delay_mean_ms, delay_max_ms; /* from the sample's own time to when it came, where both clocks agree */
  double  seconds;            /* since the first sample */
  double  rate_hz;            /* of samples; 0 before the second */
} SlListenReport;

/* One sample; all borrowed. */
typedef struct {
  const SlTrackingSample *sample;
  const SlTrackingStatic *fixed;    /* what its sender told last */
  struct _JsonObject     *object;   /* NULL for FreeD */
  const guint8           *packet;   /* the last one that it came in */
  gsize                   packet_size;
  const char             *sender;   /* "192.168.1.7:51000" */
  double                  delay_ms; /* NAN where it is not known */
} SlTrackingHeard;

/* In the thread that listens. FALSE to end it. */
typedef gboolean (*SlListenHeard) (const SlTrackingHeard *heard, gpointer data);
/* The same of every packet, good or bad, and now and then while none comes: how it goes. */
typedef void     (*SlListenTold)  (const SlListenReport *report, gpointer data);

typedef struct {
  SlTrackingAddress address;
  const char       *interface; /* of multicast; NULL: the usual one */
  gboolean          lens;      /* FreeD's zoom and focus count as ours do */
  double            seconds;   /* 0: until it is stopped */
  SlListenHeard     heard;     /* may be NULL, as the next */
  SlListenTold      told;
  gpointer          data;
} SlListenOptions;

/* Listens until it is done or `watch` (may be NULL) is cancelled, which is no error. Whatever is no sample is counted.
 * FALSE with an error: SL_ERROR_SERVICE when the port is taken. */
gboolean sl_tracking_listen (const SlListenOptions *options, SlWatch *watch, SlListenReport *report, GError **error);

/* The same for packets that come another way, such as from a test or a fuzzer. */
typedef struct SlListener SlListener;
/* `options` and `report` are borrowed. */
SlListener *sl_listener_new  (const SlListenOptions *options, SlListenReport *report);
void        sl_listener_free (SlListener *listener); /* NULL is fine */
/* FALSE when `heard` ended it. */
gboolean    sl_listener_take (SlListener *listener, const char *sender, const guint8 *packet, gsize size);

G_END_DECLS
