/* What the files of a gesture share. */
#pragma once

#include "sl-gesture.h"

struct SlGesture {
  SlEditor     *editor;  /* owned, as all below */
  SlPlan       *plan;    /* as it began */
  SlWhen        when;    /* its id is the plan's */
  SlSceneMaker *maker;   /* of the scene as it began */
  SlScene      *scene;   /* by it, at that frame */
  SlScene      *still;   /* without what moves; NULL until wanted */
  SlTracer     *tracer;  /* of that */
  GArray       *points;  /* SlSnapPoint of that */
  GPtrArray    *ids;     /* of what moves */

  SlTool        tool;
  SlHandle      handle;
  gboolean      locked, local; /* by key; to the thing's own axis */
  SlHand        first, hand;
  SlFrame       begun;   /* the handles, as they were */
  SlFrame       axes;    /* of what it is held to */
  SlVec3        plane;   /* unit, of a free move */
  SlVec3        base;    /* what snaps (m) */
  SlVec3        grabbed; /* what the hand took hold of (m) */
  SlBox         box;     /* around what moves, as it was (m); empty for points */
  SlVec3        from_point;
  double        from_number, last_number, turned;

  SlVec3        by;      /* m: of MOVE */
  double        angle;   /* deg: of ROTATE */
  double        factor;  /* of SCALE */
  SlVec3        from, to; /* m: of MEASURE */
  SlSnapPoint   snapped;
  GString      *typed;
  GError       *trouble; /* with what was typed, or with doing it */
  gboolean      laid;    /* something is laid over the scene */
  gboolean      over;    /* the plan or the shot became another */
};

/* --- sl-gesture-snap.c --- */

/* The points that it may snap to, and the box of what moves. */
void   sl_gesture_prepare_snaps (SlGesture *gesture);
/* A free move onto what the hand points at: stood on the floor and on what is level, against the face of a wall, under
 * one that hangs. FALSE when it points at nothing. */
gboolean sl_gesture_onto (SlGesture *gesture, const SlHand *hand, SlVec3 *by);
/* Where a measuring hand points: at a point it snaps to, at a surface, at the floor's plane. */
SlVec3 sl_gesture_spot (SlGesture *gesture, const SlHand *hand);

/* --- sl-gesture-do.c --- */

/* The operation that it will be. */
const char *sl_gesture_operation (const SlGesture *gesture);
/* Lays over the scene what it would do. */
void   sl_gesture_lay_over (SlGesture *gesture);
