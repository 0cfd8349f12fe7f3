/* What goes with a hand-off on paper and into a spreadsheet (sl-report.h): feeds, and inner frustums. */
#pragma once

#include "sl-feeds.h"
#include "sl-inner-frustum.h"
#include "sl-report.h"

G_BEGIN_DECLS

/* A line a feed: wall, source rectangle, output, destination rectangle, rotation. Free with sl_report_free(). */
SlReport *sl_report_feeds          (const SlFeeds *feeds, const SlEntity *stage);
/* A screen of a media server. */
typedef struct {
  guint  wall;     /* of the feeds */
  SlVec3 offset;   /* of its mesh's origin (m): to the right, up, into the screen */
  guint  vertices;
} SlScreenLine;

/* A line a screen of `screens` (SlScreenLine): wall, files, resolution, offset. Free with sl_report_free(). */
SlReport *sl_report_screens        (const SlFeeds *feeds, const GArray *screens, const SlEntity *stage);
/* A line a shot of `frustums` (SlInnerFrustum). Free with sl_report_free(). */
SlReport *sl_report_inner_frustums (const GArray *frustums, const SlEntity *stage);

G_END_DECLS
