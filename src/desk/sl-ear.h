/* What comes from the stage, between the thread that hears it and the one that shows it: only the newest sample, so
 * that nothing piles up however fast it comes, and a take while one is recorded, which goes into its log too. One
 * sender is followed: the first, until nothing came of it for a second. */
#pragma once

#include "sl-take-log.h"
#include "sl-tracking-listen.h"

G_BEGIN_DECLS

#define SL_EAR_SILENCE_S 1.0

typedef struct SlEar SlEar;

/* What is known by now; a copy without anything to free. */
typedef struct {
  guint64          samples;  /* of the sender that is followed; 0: none yet, and the next ones mean nothing */
  SlTrackingSample newest;
  double           sensor_w_mm, squeeze; /* as that sender tells; NAN */
  char             sender[64];
  gint64           heard_us; /* when the newest came, monotonic */
  guint64          others;   /* samples of other senders, which are not shown */
  SlListenReport   report;   /* of all that comes */
  gboolean         records;
  guint            recorded; /* samples in the take so far */
  gint64           recorded_us; /* since it began */
} SlHeardNow;

SlEar   *sl_ear_new   (void); /* that has heard nothing; free with sl_ear_unref() */
SlEar   *sl_ear_ref   (SlEar *ear); /* atomic; gives the ear */
void     sl_ear_unref (SlEar *ear); /* NULL is fine */

/* For SlListenOptions, with the ear as their data: in the thread that listens. */
gboolean sl_ear_heard (const SlTrackingHeard *heard, gpointer ear);
void     sl_ear_told  (const SlListenReport *report, gpointer ear); /* likewise */

/* The rest in any thread. */
void     sl_ear_look   (SlEar *ear, SlHeardNow *now);
/* From now on what comes of the sender that is followed is kept too, and put into `log` (NULL: none); nothing happens
 * while it is. Beyond `most` samples, at most SL_TAKE_MAX, nothing more is. */
void     sl_ear_record (SlEar *ear, guint most, SlTakeLog *log);
/* Ends that, and gives what was recorded; NULL when nothing was. Free with sl_take_free(). */
SlTake  *sl_ear_take   (SlEar *ear);

G_END_DECLS
