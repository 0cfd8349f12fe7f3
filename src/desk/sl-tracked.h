/* The stage's camera as its tracker tells it: heard by a job in a lane of its own, shown beside the planned one, and
 * recorded as a take, which becomes a shot in one step. Nothing else changes the plan.
 *
 *   idle ── listen ──▶ listening ── record ──▶ recording ── enough ──▶ listening, and a take is made of it ──▶ a shot
 *     ◀── end, or it cannot be heard ──┘ ◀────────────────────────────┘
 *
 * Signals: "changed" (the camera; at most once a redraw, however fast samples come), "told" (what is said of it; a few
 * times a second, and whenever it begins, ends or records). */
#pragma once

#include "sl-draw-tracked.h"
#include "sl-ear.h"
#include "sl-editor.h"
#include "sl-queue.h"

G_BEGIN_DECLS

#define SL_TYPE_TRACKED (sl_tracked_get_type ())
G_DECLARE_FINAL_TYPE (SlTracked, sl_tracked, SL, TRACKED, GObject)

/* Keeps the editor; works in the queue until sl_tracked_close(). */
SlTracked  *sl_tracked_new          (SlEditor *editor, SlQueue *queue);
/* Before the queue goes. What is being recorded is left behind, as by a crash: see sl_tracked_holds(). */
void        sl_tracked_close        (SlTracked *tracked);

/* Hears what comes to `address` ("udp://239.135.1.1:55555"), in place of what was heard before. `interface` is that of
 * multicast; NULL or empty for the usual one. With `lens` FreeD's zoom and focus are lengths, counted as ours are
 * (sl-freed.h). FALSE with an error for what is no address. */
gboolean    sl_tracked_listen       (SlTracked *tracked, const char *address, const char *interface, gboolean lens,
                                     GError **error);
/* Hears no more, and forgets why it could not. A take that is being recorded is kept. */
void        sl_tracked_end          (SlTracked *tracked);
gboolean    sl_tracked_is_listening (SlTracked *tracked); /* until the job has ended */
/* Why nothing can be heard, with what to do; NULL where it can. Borrowed until "told". */
const char *sl_tracked_trouble      (SlTracked *tracked);

/* The newest sample; NULL where nothing is heard, and until the first one. Borrowed until "changed". */
const SlTrackingSample *sl_tracked_sample (SlTracked *tracked);
/* Nothing came for a second, or at all. */
gboolean    sl_tracked_is_silent    (SlTracked *tracked);
/* The camera, to be drawn over the scene of now: its picture is as wide as its focal length and sensor make it, else as
 * the planned one's. FALSE where there is none. What is in `camera` is borrowed until "changed". */
gboolean    sl_tracked_camera       (SlTracked *tracked, SlDrawTracked *camera);
/* From whom, how often, how late, what is lost, and how far it is from the plan, translated. Free with g_free(). */
char       *sl_tracked_words        (SlTracked *tracked);

/* How far the camera is from the planned one. */
typedef struct {
  double   frame;      /* of the shot that it is compared with */
  gboolean by_code;    /* that is the sample's time code's, which the shot has; else the frame that is shown */
  double   apart_m, turned_deg;
} SlTrackedDrift;

/* FALSE where there is nothing to compare. */
gboolean    sl_tracked_drift        (SlTracked *tracked, SlTrackedDrift *drift);

/* Begins a take of the shown shot, or ends it, so that it becomes a shot; a message says so. */
void        sl_tracked_record       (SlTracked *tracked, gboolean record);
gboolean    sl_tracked_is_recording (SlTracked *tracked); /* what is heard is kept */
/* What it has so far, translated; NULL where nothing is recorded. Free with g_free(). */
char       *sl_tracked_recorded     (SlTracked *tracked);
/* Something is recorded that is not in the plan yet: closing waits for it ("told" tells). */
gboolean    sl_tracked_holds        (SlTracked *tracked);
/* Makes a shot of what a crash left, which it takes; a message says so. What can become none is left as it was. */
void        sl_tracked_bring_back   (SlTracked *tracked, SlTakeLeft *left);
/* How many samples a take has at most, SL_TAKE_MAX at first. */
void        sl_tracked_set_most     (SlTracked *tracked, guint most);

G_END_DECLS
