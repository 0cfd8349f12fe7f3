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

typedef struct {
  SlMesh  *mesh;     /* owned */
  SlFrame  frame;    /* to world, scale included */
  SlColour colour;
  gboolean tinted;   /* `colour` replaces the mesh's materials */
  guint32  pick;     /* 0 for none */
  gboolean selected;
} SlDrawMesh;

/* A cabinet's face. */
typedef struct {
  float    corner[3], right[3], up[3];
  float    u0, v0, u1, v1; /* of the wall's picture, v down */
  SlColour tint;           /* mixed over the picture by its alpha */
  float    pick;
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
} SlDrawCamera;

typedef struct {
  SlDrawCamera camera;
  SlColour     background_top, background_bottom;
  gboolean     hatch_background;  /* red hatching where nothing is: the picture misses the wall */
  GArray      *meshes;  /* SlDrawMesh */
  GArray      *panels;  /* SlDrawPanel */
  GArray      *floor;   /* SlDrawVertex, triangles that receive shadow */
  GArray      *glass;   /* SlDrawVertex, translucent triangles */
  GArray      *lines;   /* SlDrawLine */
  GArray      *labels;  /* SlDrawLabel */
  GPtrArray   *picks;   /* entity ids; pick n is element n − 1 */
  SlImage     *picture; /* on the panels, owned; NULL for plain white */
  gboolean     cabinets; /* outline every cabinet */
  float        glow;     /* how bright panels are beside lit surfaces */
  SlVec3       light;    /* unit, toward the key light */
  SlVec3       wall_centre; /* where the wall's light comes from */
  SlColour     wall_light;
} SlDrawList;

SlDrawList *sl_draw_list_new  (void);
void        sl_draw_list_free (SlDrawList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlDrawList, sl_draw_list_free)

/* The pick id of an entity; the same for the same id. */
guint32     sl_draw_list_pick (SlDrawList *list, const char *id);
void        sl_draw_list_mesh (SlDrawList *list, SlMesh *mesh, const SlFrame *frame, SlColour colour, gboolean tinted, guint32 pick, gboolean selected);
void        sl_draw_list_line (SlDrawList *list, SlVec3 from, SlVec3 to, SlColour colour, double width_px, guint32 pick);
void        sl_draw_list_triangle (GArray *vertices, SlVec3 a, SlVec3 b, SlVec3 c, SlColour colour);
void        sl_draw_list_label (SlDrawList *list, const char *text, SlVec3 at, guint32 pick, gboolean strong);
/* One line a thing, rounded to a millimetre: for tests. Free with g_free(). */
char       *sl_draw_list_dump (const SlDrawList *list);

/* From 0xRRGGBB in sRGB. */
SlColour    sl_colour (guint32 rgb, double alpha);

/* Where a world point lies in the picture: 0…1 from the left and top; FALSE when it is behind. */
gboolean    sl_draw_camera_project (const SlDrawCamera *camera, SlVec3 point, double *x, double *y);

G_END_DECLS
