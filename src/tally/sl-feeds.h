/* The one table of feeds: which rectangle of which wall's picture goes to which output. Render clusters, media servers
 * and the feed list on paper all read it. */
#pragma once

#include "sl-tally.h"
#include "sl-watch.h"

G_BEGIN_DECLS

/* A wall whose picture is cut. */
typedef struct {
  SlSceneWall       *scene;     /* owned */
  char              *name;      /* owned; its id, told apart from others' also where upper and lower case are one */
  const SlProcessor *processor; /* borrowed from the plan; NULL for none */
  gint64             w, h;      /* px of its picture */
  gint64             left;      /* px: where it begins in a picture that has all walls side by side, tops level */
  guint              first, n;  /* its feeds */
} SlFeedWall;

/* A canvas of a wall: rectangles in pixels count from the top left. */
typedef struct {
  guint       wall;       /* index */
  guint       number;     /* in its wall, from 0 */
  SlCanvasCut cut;        /* the cabinets in it */
  gint64      x, y, w, h; /* of the wall's picture */
  guint       output;     /* of all, from 0 */
  guint       node;       /* what renders it, from 0 */
  gint64      to_x, to_y; /* where it stands, as large, in its node's picture, whose outputs lie side by side */
  int         turned_deg; /* clockwise; every canvas is an unturned rectangle */
} SlFeed;

/* What a canvas may be at most; 0: as the wall's processor takes it. */
typedef struct {
  gint64 max_w, max_h;  /* px */
  guint  outputs;       /* a node; 0: one */
} SlFeedLimits;

typedef struct {
  GArray *walls; /* SlFeedWall, in plan order */
  GArray *feeds; /* SlFeed, wall by wall */
  guint   nodes;
} SlFeeds;

/* What a canvas is where neither the limits nor a processor say it: one UHD output. */
#define SL_FEED_USUAL_W 3840
#define SL_FEED_USUAL_H 2160

/* Of the walls of a stage, as it is built; as many feeds as the tally counts canvases where the limits are the
 * processors'. Walls that cannot stand, whose cabinets are too large for a canvas, and those whose processor is not
 * known are named in `omissions` (SlFinding, may be NULL). NULL with an error when there is no such stage or the work
 * is cancelled; `watch` may be NULL. The plan must outlive it; free with sl_feeds_free(). */
SlFeeds *sl_feeds_new  (const SlPlan *plan, const char *stage_id, const SlFeedLimits *limits, SlWatch *watch,
                        GPtrArray *omissions, GError **error);
/* NULL is fine. */
void     sl_feeds_free (SlFeeds *feeds);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlFeeds, sl_feeds_free)

/* The table's line of that index; borrowed. */
const SlFeed     *sl_feeds_at   (const SlFeeds *feeds, guint index);
/* The wall of that index; borrowed. */
const SlFeedWall *sl_feeds_wall (const SlFeeds *feeds, guint index);
/* What a feed is called in every hand-off: its wall's name and its number there, from 1 ("wall-main-c02"). Free with
 * g_free(). */
char             *sl_feeds_name (const SlFeeds *feeds, guint index);
/* The size of a node's picture (px). */
void              sl_feeds_node (const SlFeeds *feeds, guint node, gint64 *w, gint64 *h);

G_END_DECLS
