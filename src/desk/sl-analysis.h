/* What the shots see, found out in the background: the frame that is shown first, then whole shots, the shown one
 * before the others. What is known is kept under the number of what it was made of (sl-scene-reads.h): an edit
 * measures the shots that it touches and no others, and one that has become stale while it ran is stopped.
 *
 *   unknown ── its turn ──▶ running ──▶ known ── an edit touches it ──▶ stale (still shown) ── its turn ──▶ running …
 *                              └── an edit touches it: cancelled ──▶ unknown or stale
 *
 * Signals: "changed" (of the shown shot or its frame), "others-changed" (of other shots, several at a time). */
#pragma once

#include "sl-editor.h"
#include "sl-queue.h"

G_BEGIN_DECLS

#define SL_TYPE_ANALYSIS (sl_analysis_get_type ())
G_DECLARE_FINAL_TYPE (SlAnalysis, sl_analysis, SL, ANALYSIS, GObject)

/* Listens to `editor`, which it keeps; works in `queue` until sl_analysis_stop(). */
SlAnalysis            *sl_analysis_new    (SlEditor *editor, SlQueue *queue);
/* Before the queue goes: nothing more is measured. What is known stays. */
void                   sl_analysis_stop   (SlAnalysis *analysis);

/* Grades, least and mean coverage of a shot, perhaps of before the last edit; its frames and walls may be left out.
 * NULL until known. Borrowed until either signal. */
const SlCoverage      *sl_analysis_grades (SlAnalysis *analysis, const char *shot_id);
/* The same with all frames and walls, of which only so much is kept as sl_analysis_set_keeps() allows; NULL
 * otherwise. */
const SlCoverage      *sl_analysis_whole  (SlAnalysis *analysis, const char *shot_id);
/* Why a shot cannot be measured; NULL when it can or is not known yet. Borrowed until either
 * signal. */
const char            *sl_analysis_trouble (SlAnalysis *analysis, const char *shot_id);
/* All that is told of the shot is of the plan as it is; of the shown one, its frames are there too. */
gboolean               sl_analysis_is_known (SlAnalysis *analysis, const char *shot_id);
/* The frame that is shown, or the last one that is known while that is measured. NULL when there is none. Borrowed
 * until "changed" or "time-changed". */
const SlFrameCoverage *sl_analysis_live   (SlAnalysis *analysis);
/* Where most of that frame's miss is; NULL where nothing misses, and until it is known. Borrowed likewise. */
const SlMissPlace     *sl_analysis_leaves (SlAnalysis *analysis);
/* "Miss 1.1 %  ·  0.22 m over the top edge of Wall main": that in words, translated. NULL where nothing misses. Free
 * with g_free(). */
char                  *sl_analysis_miss   (SlAnalysis *analysis);

/* Bytes of frames and walls to keep, 96 MiB at first; those of the shown shot and of the one that was measured last
 * are always kept. */
void                   sl_analysis_set_keeps (SlAnalysis *analysis, gsize bytes);
/* How many whole shots were begun to be measured so far. */
guint                  sl_analysis_runs   (SlAnalysis *analysis);

G_END_DECLS
