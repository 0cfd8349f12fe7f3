#include "sl-mesh.h"

typedef struct {
  SlMeshBuilder *builder;
  SlVec3         at, size; /* the part's foot in the middle, and its extent (m) */
} Part;

/* Closes the material that the triangles since the last one share. */
static void
end_submesh (SlMeshBuilder *b, SlSubmesh submesh)
{
  guint n = b->submeshes->len;
  const SlSubmesh *last = n > 0 ? &g_array_index (b->submeshes, SlSubmesh, n - 1) : NULL;

  submesh.first_index = last != NULL ? last->first_index + last->n_indices : 0;
  submesh.n_indices = b->indices->len - submesh.first_index;
  if (submesh.n_indices > 0)
    g_array_append_val (b->submeshes, submesh);
}

static SlVec3
place (const Part *part, double x, double y, double z)
{
  return sl_vec3 (part->at.x + x * part->size.x, part->at.y + y * part->size.y, part->at.z + z * part->size.z);
}

static void
add_quad (SlMeshBuilder *b, SlVec3 p0, SlVec3 p1, SlVec3 p2, SlVec3 p3)
{
  SlVec3 n = sl_vec3_normalize (sl_vec3_cross (sl_vec3_sub (p1, p0), sl_vec3_sub (p3, p0)));
  guint32 i = sl_mesh_builder_vertex (b, p0, n, 0, 1);

  sl_mesh_builder_vertex (b, p1, n, 1, 1);
  sl_mesh_builder_vertex (b, p2, n, 1, 0);
  sl_mesh_builder_vertex (b, p3, n, 0, 0);
  sl_mesh_builder_triangle (b, i, i + 1, i + 2);
  sl_mesh_builder_triangle (b, i, i + 2, i + 3);
}

static void
add_box (const Part *p)
{
#define P(x, y, z) place (p, x, y, z)
  add_quad (p->builder, P (-.5, -.5, 0), P (.5, -.5, 0), P (.5, -.5, 1), P (-.5, -.5, 1));
  add_quad (p->builder, P (.5, .5, 0), P (-.5, .5, 0), P (-.5, .5, 1), P (.5, .5, 1));
  add_quad (p->builder, P (-.5, .5, 0), P (-.5, -.5, 0), P (-.5, -.5, 1), P (-.5, .5, 1));
  add_quad (p->builder, P (.5, -.5, 0), P (.5, .5, 0), P (.5, .5, 1), P (.5, -.5, 1));
  add_quad (p->builder, P (-.5, -.5, 1), P (.5, -.5, 1), P (.5, .5, 1), P (-.5, .5, 1));
  add_quad (p->builder, P (-.5, .5, 0), P (.5, .5, 0), P (.5, -.5, 0), P (-.5, -.5, 0));
#undef P
}

/* A surface of revolution through (radius, height) pairs, radius 0.5 being the full width. */
static void
add_revolution (const Part *p, const double (*profile)[2], guint n)
{
  enum { SIDES = 32 };

  for (guint ring = 0; ring + 1 < n; ring++)
    for (guint side = 0; side < SIDES; side++)
      {
        double r0 = profile[ring][0], z0 = profile[ring][1], r1 = profile[ring + 1][0], z1 = profile[ring + 1][1];
        guint32 first = 0;

        for (guint corner = 0; corner < 4; corner++)
          {
            double turn = 2 * G_PI * (side + (corner == 1 || corner == 2)) / SIDES;
            double r = corner < 2 ? r0 : r1, z = corner < 2 ? z0 : z1;
            SlVec3 slope = sl_vec3 ((z1 - z0) * cos (turn) / p->size.x, (z1 - z0) * sin (turn) / p->size.y,
                                    (r0 - r1) / p->size.z);
            guint32 vertex = sl_mesh_builder_vertex (p->builder, place (p, r * cos (turn), r * sin (turn), z),
                                                     sl_vec3_normalize (slope), (float) (turn / (2 * G_PI)),
                                                     (float) (1 - z));
            if (corner == 0)
              first = vertex;
          }
        if (r0 > 0)
          sl_mesh_builder_triangle (p->builder, first, first + 1, first + 2);
        if (r1 > 0)
          sl_mesh_builder_triangle (p->builder, first, first + 2, first + 3);
      }
}

static void
add_cylinder (const Part *p)
{
  static const double profile[][2] = { { 0, 0 }, { .5, 0 }, { .5, 0 }, { .5, 1 }, { .5, 1 }, { 0, 1 } };
  add_revolution (p, profile, G_N_ELEMENTS (profile));
}

static void
add_sphere (const Part *p)
{
  double profile[17][2];

  for (guint i = 0; i < 17; i++)
    {
      double angle = G_PI * i / 16;
      profile[i][0] = i == 0 || i == 16 ? 0 : .5 * sin (angle);
      profile[i][1] = .5 - .5 * cos (angle);
    }
  add_revolution (p, profile, 17);
}

/* A standing figure 1 m tall by drawing-book proportions: eight heads, shoulders two heads wide. */
static void
add_person (const Part *p)
{
  const Part legs[] = { { p->builder, { -.055, 0, 0 }, { .085, .1, .48 } },
                        { p->builder, { .055, 0, 0 }, { .085, .1, .48 } } };
  const Part arms[] = { { p->builder, { -.145, 0, .42 }, { .06, .07, .38 } },
                        { p->builder, { .145, 0, .42 }, { .06, .07, .38 } } };
  const Part body = { p->builder, { 0, 0, .45 }, { .235, .14, .39 } };
  const Part neck = { p->builder, { 0, 0, .8 }, { .06, .06, .1 } };
  const Part head = { p->builder, { 0, 0, .865 }, { .1, .12, .135 } };
  static const double limb[][2] = { { 0, 0 }, { .42, 0 }, { .42, .02 }, { .5, .6 }, { .46, .96 }, { .3, 1 }, { 0, 1 } };
  static const double torso[][2] = {
    { 0, 0 }, { .38, 0 }, { .36, .3 }, { .48, .75 }, { .5, .88 }, { .36, .97 }, { 0, 1 },
  };

  for (guint i = 0; i < 2; i++)
    {
      add_revolution (&legs[i], limb, G_N_ELEMENTS (limb));
      add_revolution (&arms[i], limb, G_N_ELEMENTS (limb));
    }
  add_revolution (&body, torso, G_N_ELEMENTS (torso));
  end_submesh (p->builder, (SlSubmesh) { 0, 0, { 1, 1, 1, 1 }, -1, .8f, 0 });
  add_cylinder (&neck);
  add_sphere (&head);
  end_submesh (p->builder, (SlSubmesh) { 0, 0, { .42f, .26f, .18f, 1 }, -1, .6f, 1 });
}

/* A camera on its head: box, mattebox and lens, the entrance pupil at the origin. */
static void
add_camera (const Part *p)
{
  const Part parts[] = {
    { p->builder, { 0, -.24, -.09 }, { .15, .2, .18 } }, { p->builder, { 0, -.4, -.06 }, { .09, .12, .12 } },
    { p->builder, { 0, -.07, -.055 }, { .11, .14, .11 } }, { p->builder, { 0, .01, -.075 }, { .2, .03, .15 } },
    { p->builder, { 0, -.24, -.16 }, { .12, .2, .06 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    add_box (&parts[i]);
}

static void (*const makers[SL_N_PRIMITIVES]) (const Part *) = {
  add_box, add_cylinder, add_sphere, add_person, add_camera,
};

SlMesh *
sl_mesh_primitive (SlPrimitive primitive)
{
  static SlMesh *meshes[SL_N_PRIMITIVES];

  if (g_once_init_enter (&meshes[primitive]))
    {
      g_autoptr (SlMeshBuilder) builder = sl_mesh_builder_new ();
      g_autoptr (GBytes) block = NULL;
      const Part whole = { builder, { 0, 0, 0 }, { 1, 1, 1 } };

      makers[primitive] (&whole);
      end_submesh (builder, (SlSubmesh) { 0, 0, { 1, 1, 1, 1 }, -1, .8f, 0 });
      block = sl_mesh_builder_pack (builder);
      g_once_init_leave (&meshes[primitive], sl_mesh_from_block (block, NULL));
    }
  return meshes[primitive];
}
