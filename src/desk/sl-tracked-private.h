/* What the files of the tracked camera share. Of sl-tracked*.c alone. */
#pragma once

#include "sl-tracked.h"

G_BEGIN_DECLS

enum { SL_TRACKED_MARKS = 8 };

/* How far it had come at an instant, so that rate and delay are those of the last two seconds. */
typedef struct {
  gint64  us;
  guint64 samples, timed, others;
  double  delay_ms; /* sum */
} SlTrackedMark;

struct _SlTracked {
  GObject       parent;
  SlEditor     *editor;
  SlQueue      *queue;      /* borrowed; NULL when it takes nothing any more */
  guint         serial;     /* of the job that counts */
  SlEar        *ear;        /* of that job; NULL when nothing is heard */
  char         *address;    /* as it was typed */
  SlTrackingProtocol protocol;
  char         *trouble;
  guint         clock;
  gint64        began_us, told_us;
  SlHeardNow    now;        /* as it was shown last */
  gboolean      silent;
  SlTrackedMark marks[SL_TRACKED_MARKS];
  guint         n_marks;    /* the oldest first */
  char         *label;      /* in the view */
  char         *shot;       /* whose take is recorded; NULL when none is */
  SlTakeLog    *log;        /* of that take; NULL where there is none */
  guint         most;
  guint         making;     /* takes that are not in the plan yet */
};

/* "told". */
void sl_tracked_tell      (SlTracked *tracked);
/* What was recorded so far, if anything is recorded, becomes a shot. */
void sl_tracked_make_take (SlTracked *tracked);
/* Forgets the mark of two seconds ago, and sets one. */
void sl_tracked_mark      (SlTracked *tracked);

G_END_DECLS
