/* What the shots see, found out in the background: the current frame first, then whole shots. What a later edit does not
 * touch stays. Tells "results-changed" of its editor. */
#pragma once

#include "sl-editor.h"

typedef struct SlAnalysis SlAnalysis;

SlAnalysis            *sl_analysis_new    (SlEditor *editor); /* `editor` owns it */
void                   sl_analysis_free   (SlAnalysis *analysis);
/* The plan, the shot or the frame may be others now. */
void                   sl_analysis_update (SlAnalysis *analysis);
/* Models were loaded: nothing that is known holds any more. */
void                   sl_analysis_forget (SlAnalysis *analysis);
/* Borrowed until the next "results-changed"; may be of a plan before the last edit; NULL until known. */
const SlCoverage      *sl_analysis_whole  (SlAnalysis *analysis, const char *shot_id);
/* The current shot's frame, or the last one that is known while it is being measured. */
const SlFrameCoverage *sl_analysis_live   (SlAnalysis *analysis);
