/* A 3D draw list: what is drawn, with pick ids, in metres in the stage's world. gpu/ knows no walls and no shots. */
#pragma once

#include "sl-assets.h"
#include "sl-mesh.h"
#include "sl-vec.h"

G_BEGIN_DECLS

/* Linear, straight alpha. */
typedef struct {
  float r, g, b, a;
} SlColour;

/* What of an entity a pick means; its index counts within the part. */
typedef enum {
  SL_PART_BODY,   /* the thing as a whole */
  SL_PART_PANEL,  /* a wall's cabinet: row · columns + column */
  SL_PART_DOOR,   /* of a stage, in its list's order */
  SL_PART_VIEW,   /* a camera's pyramid */
  SL_PART_KEY,    /* of a move, in its track's order */
  SL_PART_HANDLE, /* of a tool */
  SL_PART_LABEL,  /* its name in the picture */
  SL_N_PARTS,
} SlPart;

typedef struct {
  const char *id;    /* of the entity, borrowed from the list; NULL for nothing */
  SlPart      part;
  guint       index;
} SlPick;

typedef struct {
  SlMesh  *mesh;     /* owned */
  SlFrame  frame;    /* to world, scale included */
  SlColour colour;
  gboolean tinted;   /* `colour` replaces the mesh's materials */
  guint32  pick;     /* 0 for none, here and below */
  gboolean selected;
} SlDrawMesh;

/* A wall of cabinets, over which one picture is stretched. */
typedef struct {
  guint   columns, rows;
  guint32 pick; /* of the cabinet at the top left; those to its right and below follow, row by row */
} SlDrawWall;

/* A cabinet's face. */
typedef struct {
  float    corner[3], right[3], up[3];
  SlColour tint;        /* mixed over the picture by its alpha */
  guint32  wall;        /* into the list's walls */
  guint32  column, row; /* from the viewer's left, from the top */
  guint32  stretch;     /* cabinets of one stretch stand in one plane, and the picture runs evenly over them */
  float    left_u, right_u, top_v, bottom_v; /* in the wall's picture, from the viewer's left and from the top */
} SlDrawPanel;

typedef struct {
  float    from[3], to[3];
  SlColour colour;
  float    width; /* px */
  float    pick;
} SlDrawLine;

typedef struct {
  float    position[3];
  SlColour colour;
} SlDrawVertex;

typedef struct {
  char    *text;
  SlVec3   at;
  guint32  pick;
  gboolean strong;
} SlDrawLabel;

/* Where it is looked from: +Y of the frame is the axis. */
typedef struct {
  SlFrame  frame;
  gboolean parallel;
  double   tan_h, tan_v;   /* half the picture: tangents, or metres when parallel */
  double   near_m, far_m;
  double   cut[4];         /* a section: what has cut·(x, y, z, 1) < 0 is left out; all 0: everything shows */
  double   shift_h, shift_v; /* of the picture's middle from the axis, right and up: as tan_h and tan_v */
} SlDrawCamera;

typedef struct {
  SlDrawCamera camera;
  SlColour     background_top, background_bottom;
  gboolean     hatch_background;  /* red hatching where nothing is: the picture misses the wall */
  GArray      *meshes;  /* SlDrawMesh */
  GArray      *walls;   /* SlDrawWall */
  GArray      *panels;  /* SlDrawPanel, a wall's row by row from the top and from its left */
  GArray      *floor;   /* SlDrawVertex, triangles that receive shadow */
  GArray      *glass;   /* SlDrawVertex, translucent triangles */
  GArray      *lines;   /* SlDrawLine */
  GArray      *labels;  /* SlDrawLabel */
  GArray      *picks;   /* what pick numbers mean: see sl_draw_list_picked() */
  GHashTable  *bodies;  /* id → number of its body */
  SlImage     *picture; /* on the panels, owned; NULL for plain white */
  gboolean     cabinets; /* outline every cabinet */
  float        glow;     /* how bright panels are beside lit surfaces */
  SlVec3       light;    /* unit, toward the key light */
  SlVec3       wall_centre; /* where the wall's light comes from */
  SlColour     wall_light;
  guint        planned_meshes, planned_lines, planned_labels; /* what of them is the scene's; the rest is tracked */
  guint64      stamp;  /* of all but the camera, which no other list has; 0: it may change */
  guint        others; /* that have it besides the first */
} SlDrawList;

/* Empty, lit from the upper left. Free with sl_draw_list_free(). */
SlDrawList *sl_draw_list_new  (void);
/* One more that frees it; the same list. */
SlDrawList *sl_draw_list_ref  (SlDrawList *list);
/* Goes when nobody has it any more. NULL is fine. */
void        sl_draw_list_free (SlDrawList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlDrawList, sl_draw_list_free)

/* In files and tests: "panel", "handle"… */
const char *sl_part_id          (SlPart part);
/* The pick number of an entity as a whole, never 0; the same for the same id. */
guint32     sl_draw_list_pick   (SlDrawList *list, const char *id);
/* The first of `n` numbers for the `n` pieces of a part of an entity; new ones at every call. */
guint32     sl_draw_list_pick_parts (SlDrawList *list, const char *id, SlPart part, guint n);
/* What a number means; nothing for 0 and for numbers that were not given out. */
SlPick      sl_draw_list_picked (const SlDrawList *list, guint32 number);
/* The number of a panel: of its place in its wall. */
guint32     sl_draw_list_panel_pick (const SlDrawList *list, const SlDrawPanel *panel);

/* Adds a mesh, which the list takes a reference of; `tinted`: `colour` stands for its own materials. */
void        sl_draw_list_mesh   (SlDrawList *list, SlMesh *mesh, const SlFrame *frame, SlColour colour, gboolean tinted,
                                 guint32 pick, gboolean selected);
/* Adds a line (m, world), which stays as wide however far it is. */
void        sl_draw_list_line   (SlDrawList *list, SlVec3 from, SlVec3 to, SlColour colour, double width_px,
                                 guint32 pick);
/* Adds a triangle to the list's floor or glass, counter-clockwise from its front. */
void        sl_draw_list_triangle (GArray *vertices, SlVec3 a, SlVec3 b, SlVec3 c, SlColour colour);
/* Adds a text (copied) beside a point. */
void        sl_draw_list_label  (SlDrawList *list, const char *text, SlVec3 at, guint32 pick, gboolean strong);
/* One line a thing, rounded to a millimetre: for tests. Free with g_free(). */
char       *sl_draw_list_dump (const SlDrawList *list);

/* From 0xRRGGBB in sRGB, and a straight alpha 0…1. */
SlColour    sl_colour (guint32 rgb, double alpha);

/* Where a world point lies in the picture: 0…1 from the left and top; FALSE when it is behind. */
gboolean    sl_draw_camera_project (const SlDrawCamera *camera, SlVec3 point, double *x, double *y);
/* The ray through a point of the picture, 0…1 from the left and top, as SlRay of geom/ wants it: where it starts (m)
 * and where it goes. */
void        sl_draw_camera_ray  (const SlDrawCamera *camera, double x, double y, SlVec3 *origin, SlVec3 *direction);
/* The point of the floor (z = 0, m) that is seen at x, y of the picture, as above. FALSE when none is seen there within
 * `far_m`. */
gboolean    sl_draw_camera_floor (const SlDrawCamera *camera, double x, double y, SlVec3 *point);

G_END_DECLS
