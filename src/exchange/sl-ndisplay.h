/* Unreal's nDisplay: a cluster's nodes, their viewports, and the screens that these look through (.ndisplay 5.00).
 *
 *   nDisplay ─┬─ scene ─┬─ cameras: DefaultViewPoint, where the wall is rendered for
 *             │         └─ screens: a flat rectangle each, centred on its place, −X toward its viewer
 *             └─ cluster: nodes ── viewports: a rectangle of the node's picture each, of a screen or of a mesh
 */
#pragma once

#include "sl-feeds.h"

G_BEGIN_DECLS

typedef enum { SL_NDISPLAY_NONE, SL_NDISPLAY_ETHERNET, SL_NDISPLAY_NVIDIA } SlNdisplaySync;

/* What is written; all borrowed. */
typedef struct {
  const SlPlan   *plan;
  const char     *stage_id;
  const SlFeeds  *feeds;   /* not without any */
  gboolean        meshes;  /* viewports of meshes, one a feed and called like it, in the place of screens */
  SlFrame         view;    /* the view point; +Y along its axis */
  const SlEntity *view_of; /* the camera that it is; NULL for none */
  const char     *host;    /* the first node's address, from which the others' count up; or a name, with their number */
  gint64          port;    /* of the cluster's sync; the next but one and the one behind that are its events' */
  guint           primary; /* node, from 0 */
  SlNdisplaySync  sync;
  SlWatch        *watch;   /* may be NULL */
} SlNdisplay;

/* A node's address; NULL with an error where the first is empty or nothing to count up from, or the node's lies beyond
 * all addresses. Free with g_free(). */
char    *sl_ndisplay_host   (const char *first, guint node, guint nodes, GError **error);
/* The configuration; NULL with an error when the work is cancelled or there are no such hosts. Free with g_free(). */
char    *sl_ndisplay_text   (const SlNdisplay *input, GError **error);
/* The meshes as glTF: one a feed, where it stands on the stage, with u and v over its canvas. */
gboolean sl_ndisplay_meshes (const SlNdisplay *input, const char *path, GError **error);

G_END_DECLS
