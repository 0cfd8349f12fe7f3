/* Models through the import helper: where they stand, how large they are, what they look like and what is left out. */
#include "test-asset.h"

#include "asset-place.h"
#include "sl-error.h"

#define MODELS SL_SOURCE "/tests/asset"

static SlMesh *
load (const Place *place, const char *folder, const char *name)
{
  g_autoptr (GError) error = NULL;

  sl_assets_load_mesh (place->assets, folder, name, NULL, &error);
  g_assert_no_error (error);
  return sl_assets_mesh (place->assets, name);
}

static double
area (const SlMesh *mesh)
{
  double sum = 0;

  for (guint i = 0; i < mesh->n_indices; i += 3)
    {
      SlVec3 p[3];
      for (guint k = 0; k < 3; k++)
        {
          const float *at = mesh->positions + 3 * mesh->indices[i + k];
          p[k] = sl_vec3 ((double) at[0], (double) at[1], (double) at[2]);
        }
      sum += sl_vec3_length (sl_vec3_cross (sl_vec3_sub (p[1], p[0]), sl_vec3_sub (p[2], p[0]))) / 2;
    }
  return sum;
}

static void
assert_box (const SlMesh *mesh, SlVec3 min, SlVec3 max)
{
  const SlBox *box = &mesh->box;
  const double got[] = { box->min.x, box->min.y, box->min.z, box->max.x, box->max.y, box->max.z };
  const double want[] = { min.x, min.y, min.z, max.x, max.y, max.z };

  for (guint i = 0; i < 6; i++)
    assert_within (got[i], want[i], 2e-5);
}

/* --- axes and units --- */

/* A flat 1 m wide and 3 m high whose first edge runs along x and whose front is toward the viewer, in centimetres of
 * an FBX with these axes. */
static char *
fbx_with_axes (const int axes[3], const int signs[3], double unit_cm)
{
  static const double corners[4][3] = { { 0, 0, 0 }, { 1, 0, 0 }, { 1, 3, .5 }, { 0, 3, .5 } }; /* right, up, front */
  static const char *const names[] = { "CoordAxis", "UpAxis", "FrontAxis" };
  GString *text = g_string_new ("; FBX 7.4.0 project file\nFBXHeaderExtension:  {\n\tFBXHeaderVersion: 1003\n"
                                "\tFBXVersion: 7400\n}\nGlobalSettings:  {\n\tVersion: 1000\n\tProperties70:  {\n");

  for (guint i = 0; i < 3; i++)
    {
      g_string_append_printf (text, "\t\tP: \"%s\", \"int\", \"Integer\", \"\",%d\n", names[i], axes[i]);
      g_string_append_printf (text, "\t\tP: \"%sSign\", \"int\", \"Integer\", \"\",%d\n", names[i], signs[i]);
    }
  g_string_append_printf (text, "\t\tP: \"UnitScaleFactor\", \"double\", \"Number\", \"\",%g\n\t}\n}\n", unit_cm);
  g_string_append (text, "Objects:  {\n\tGeometry: 1000, \"Geometry::flat\", \"Mesh\" {\n"
                         "\t\tVertices: *12 {\n\t\t\ta: ");
  for (guint c = 0; c < 4; c++)
    {
      double v[3];
      for (guint i = 0; i < 3; i++)
        v[axes[i]] = signs[i] * corners[c][i] * 100 / unit_cm;
      g_string_append_printf (text, "%s%.9g,%.9g,%.9g", c > 0 ? "," : "", v[0], v[1], v[2]);
    }
  g_string_append (text, "\n\t\t}\n\t\tPolygonVertexIndex: *4 {\n\t\t\ta: 0,1,2,-4\n\t\t}\n\t}\n"
                         "\tModel: 2000, \"Model::flat\", \"Mesh\" {\n\t\tVersion: 232\n\t}\n}\n"
                         "Connections:  {\n\tC: \"OO\",2000,0\n\tC: \"OO\",1000,2000\n}\n");
  return g_string_free (text, FALSE);
}

/* Whatever axes a program has, left-handed ones too, the same flat stands as it was made. */
static void
test_fbx_axes (void)
{
  static const int orders[6][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };
  static const double units[] = { 1, 100, 2.54, .1 };
  g_auto (Place) place = { 0 };

  place_init (&place);
  for (guint order = 0; order < 6; order++)
    for (guint mirror = 0; mirror < 8; mirror++)
      {
        const int signs[3] = { mirror & 1 ? -1 : 1, mirror & 2 ? -1 : 1, mirror & 4 ? -1 : 1 };
        g_autofree char *text = fbx_with_axes (orders[order], signs, units[(order + mirror) % 4]);
        g_autofree char *name = g_strdup_printf ("axes-%u-%u.fbx", order, mirror);

        place_put_text (&place, name, text);
        g_autoptr (SlMesh) mesh = load (&place, place.folder, name);
        assert_box (mesh, sl_vec3 (0, -.5, 0), sl_vec3 (1, 0, 3));
        g_assert_cmpuint (mesh->n_indices, ==, 6);
      }
}

static void
test_fbx_of_blender (void)
{
  g_auto (Place) place = { 0 };

  place_init (&place);
  g_autoptr (SlMesh) y_up = load (&place, MODELS, "y-up.fbx"), z_up = load (&place, MODELS, "z-up.fbx");
  assert_box (y_up, sl_vec3 (0, 0, 0), sl_vec3 (1, 0, 3));
  assert_box (z_up, sl_vec3 (0, 0, 0), sl_vec3 (1, 0, 3));
}

/* joint-turned.fbx: a flat of 1 × 2 m, bound at twice its size and 0.5 m before its origin to a joint at 0.1 m; the
 * joint has gone to 3 m and turned by 90°. A corner (x, y, 0) cm goes through (2x − 10, 2y, 50) to (300 − 2y, 2x −
 * 10, 50). */
static void
test_fbx_skin (void)
{
  g_auto (Place) place = { 0 };

  place_init (&place);
  g_autoptr (SlMesh) mesh = load (&place, MODELS, "joint-turned.fbx");
  assert_box (mesh, sl_vec3 (-1, -.5, -.1), sl_vec3 (3, -.5, 1.9));
  assert_within (area (mesh), 8, 1e-5);
}

/* half-dialled.fbx: a flat 2 m high with a shape that makes it 3 m high, dialled in by half. The binary file is the
 * same. */
static void
test_fbx_morph (void)
{
  static const char *const names[] = { "half-dialled.fbx", "half-dialled-binary.fbx" };
  g_auto (Place) place = { 0 };

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (SlMesh) mesh = load (&place, MODELS, names[i]);
      assert_box (mesh, sl_vec3 (0, 0, 0), sl_vec3 (1, 0, 2.5));
    }
}

/* --- faces --- */

static void
test_concave_faces (void)
{
  static const struct { const char *text; double area; } faces[] = {
    { "v 0 0 0\nv 2 0 0\nv 2 1 0\nv 1 1 0\nv 1 2 0\nv 0 2 0\nf 1 2 3 4 5 6\n", 3 },
    { "v 0 0 0\nv 2 0 0\nv 2 1 0\nv 1 1 0\nv 1 2 0\nv 0 2 0\nf 2 3 4 5 6 1\n", 3 },
    { "v 0 0 0\nv 3 0 0\nv 3 1 0\nv 2 1 0\nv 2 2 0\nv 1 2 0\nv 1 3 0\nv 0 3 0\nf 1 2 3 4 5 6 7 8\n", 6 },
    { "v 0 0 0\nv 2 0 0\nv 0.5 0.5 0\nv 0 2 0\nf 1 2 3 4\n", 1 },
  };
  g_auto (Place) place = { 0 };

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (faces); i++)
    {
      g_autofree char *name = g_strdup_printf ("face-%u.obj", i);
      place_put_text (&place, name, faces[i].text);
      g_autoptr (SlMesh) mesh = load (&place, place.folder, name);
      assert_within (area (mesh), faces[i].area, 1e-6);
      for (guint v = 0; v < mesh->n_vertices; v++) /* y up: the face looks at the viewer, −Y in the plan */
        assert_within ((double) mesh->normals[3 * v + 1], -1, 1e-6);
    }
}

static const char collada[] =
  "<?xml version='1.0'?><COLLADA xmlns='http://www.collada.org/2005/11/COLLADASchema' version='1.4.1'>"
  "<asset><unit name='inch' meter='0.0254'/><up_axis>Z_UP</up_axis></asset><library_geometries><geometry id='g'><mesh>"
  "<source id='p'><float_array id='a' count='12'>0 0 0 100 0 0 100 0 200 0 0 200</float_array><technique_common>"
  "<accessor source='#a' count='4' stride='3'><param name='X' type='float'/><param name='Y' type='float'/>"
  "<param name='Z' type='float'/></accessor></technique_common></source><vertices id='v'><input semantic='POSITION' "
  "source='#p'/></vertices><polylist count='1'><input semantic='VERTEX' source='#v' offset='0'/><vcount>4</vcount>"
  "<p>0 1 2 3</p></polylist></mesh></geometry></library_geometries><library_visual_scenes><visual_scene id='s'>"
  "<node><translate>50 0 0</translate><instance_geometry url='#g'/></node></visual_scene></library_visual_scenes>"
  "<scene><instance_visual_scene url='#s'/></scene></COLLADA>";

/* A board of 100 × 200 inches, Z up, 50 inches to the right. */
static void
test_collada (void)
{
  g_auto (Place) place = { 0 };

  place_init (&place);
  place_put_text (&place, "board.dae", collada);
  g_autoptr (SlMesh) mesh = load (&place, place.folder, "board.dae");
  assert_box (mesh, sl_vec3 (1.27, 0, 0), sl_vec3 (3.81, 0, 5.08));
}

/* --- looks --- */

static gboolean
has_note (const SlMesh *mesh, SlNoteKind kind, const char *what)
{
  for (guint i = 0; i < mesh->n_notes; i++)
    if (mesh->notes[i].kind == kind && g_str_equal (mesh->notes[i].what, what))
      return TRUE;
  return FALSE;
}

static const SlSubmesh *
part_of_colour (const SlMesh *mesh, guint component)
{
  for (guint i = 0; i < mesh->n_submeshes; i++)
    if (mesh->submeshes[i].colour[component] > .9f)
      return &mesh->submeshes[i];
  g_error ("no part of that colour");
}

/* d is how solid it is, Tr how much it lets through. */
static void
test_mtl_alpha (void)
{
  g_auto (Place) place = { 0 };

  place_init (&place);
  place_put_text (&place, "glass.mtl", "newmtl a\nKd 1 0 0\nd 0.25\nnewmtl b\nKd 0 1 0\nTr 0.25\nnewmtl c\nKd 0 0 1\n");
  place_put_text (&place, "glass.obj", "mtllib glass.mtl\nv 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 1\nusemtl a\nf 1 2 3\n"
                                       "usemtl b\nf 1 2 4\nusemtl c\nf 2 3 4\n");
  g_autoptr (SlMesh) mesh = load (&place, place.folder, "glass.obj");
  const SlSubmesh *red = part_of_colour (mesh, 0), *green = part_of_colour (mesh, 1), *blue = part_of_colour (mesh, 2);
  assert_within ((double) red->colour[3], .25, 1e-6);
  g_assert_cmpint (red->alpha_mode, ==, SL_ALPHA_BLEND);
  assert_within ((double) green->colour[3], .75, 1e-6);
  g_assert_cmpint (green->alpha_mode, ==, SL_ALPHA_BLEND);
  g_assert_cmpint (blue->alpha_mode, ==, SL_ALPHA_OPAQUE);
}

static void
put_picture (const Place *place, const char *name, guint8 grey)
{
  g_autofree char *path = g_build_filename (place->folder, name, NULL);
  guint8 rgba[4 * 4 * 4];

  memset (rgba, 255, sizeof rgba);
  for (guint i = 0; i < sizeof rgba; i += 4)
    rgba[i] = rgba[i + 1] = rgba[i + 2] = grey;
  g_assert_true (sl_image_write_png (path, rgba, 4, 4, NULL));
}

#define QUAD "v 0 0 0\nv 1 0 0\nv 1 2 0\nv 0 2 0\nvt 0 0\nvt 1 0\nvt 1 1\nvt 0 1\nusemtl m\nf 1/1 2/2 3/3 4/4\n"

/* Scale and offset of a picture, its name in another case, one that says where it is solid, one that is not there. */
static void
test_mtl_pictures (void)
{
  g_auto (Place) place = { 0 };
  float u[2] = { 99, -99 }, v[2] = { 99, -99 };

  place_init (&place);
  put_picture (&place, "Wood.PNG", 200);
  put_picture (&place, "mask.png", 64);
  place_put_text (&place, "a.mtl", "newmtl m\nKd 1 1 1\nmap_Kd -s 4 6 1 -o .25 .5 0 wood.png\nmap_d mask.png\n");
  place_put_text (&place, "a.obj", "mtllib a.mtl\n" QUAD);
  place_put_text (&place, "b.mtl", "newmtl m\nmap_Kd C:\\pictures\\gone.png\n");
  place_put_text (&place, "b.obj", "mtllib b.mtl\n" QUAD);
  g_autoptr (SlMesh) scaled = load (&place, place.folder, "a.obj"), missing = load (&place, place.folder, "b.obj");
  for (guint i = 0; i < scaled->n_vertices; i++)
    {
      u[0] = MIN (u[0], scaled->uvs[2 * i]);
      u[1] = MAX (u[1], scaled->uvs[2 * i]);
      v[0] = MIN (v[0], scaled->uvs[2 * i + 1]);
      v[1] = MAX (v[1], scaled->uvs[2 * i + 1]);
    }
  assert_within ((double) u[0], .25, 1e-6);
  assert_within ((double) u[1], 4.25, 1e-6);
  assert_within ((double) v[0], 1 - 6.5, 1e-6); /* v down */
  assert_within ((double) v[1], 1 - .5, 1e-6);
  g_assert_cmpuint (scaled->n_textures, ==, 1);
  g_assert_cmpuint (scaled->pixels[0], ==, 200);
  g_assert_cmpuint (scaled->pixels[3], ==, 64);
  g_assert_cmpint (scaled->submeshes[0].alpha_mode, ==, SL_ALPHA_BLEND);
  g_assert_cmpuint (missing->n_textures, ==, 0);
  g_assert_true (has_note (missing, SL_NOTE_PICTURE_MISSING, "C:\\pictures\\gone.png"));
}

static void
test_left_out (void)
{
  g_auto (Place) place = { 0 };

  place_init (&place);
  place_put_text (&place, "odd.obj", "v 0 0 0 1 0 0\nv 1 0 0 0 1 0\nv 0 1 0 0 0 1\nv nan 0 0 1 1 1\n"
                                     "f 1 2 3\nf 1 2 4\nl 1 2\n");
  g_autoptr (SlMesh) mesh = load (&place, place.folder, "odd.obj");
  assert_box (mesh, sl_vec3 (0, 0, 0), sl_vec3 (1, 0, 1));
  g_assert_true (has_note (mesh, SL_NOTE_VERTEX_COLOURS, ""));
  g_assert_true (has_note (mesh, SL_NOTE_POINTS_AND_LINES, ""));
}

/* --- the cache --- */

static guint
count_files (const char *folder, const char *suffix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_suffix (name, suffix);
  return n;
}

/* An importer that counts how often it is asked and then does as the real one. */
static char *
counting_importer (const Place *place, const char *counted)
{
  g_autofree char *real = g_build_filename (g_getenv ("SL_BUILD"), "src", "sightline-import", NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\nprintf x >> '%s'\nexec '%s' \"$@\"\n", counted, real);
  char *path = g_build_filename (place->folder, "importer", NULL);

  g_assert_true (g_file_set_contents_full (path, script, -1, G_FILE_SET_CONTENTS_NONE, 0755, NULL));
  return path;
}

static gsize
times_asked (const char *counted)
{
  g_autofree char *asked = NULL;
  gsize n = 0;

  g_file_get_contents (counted, &asked, &n, NULL);
  return n;
}

static SlMesh *
load_anew (const Place *place, const char *importer, const char *name)
{
  g_autoptr (SlAssets) assets = sl_assets_new (importer, place->cache);

  g_assert_true (sl_assets_load_mesh (assets, place->folder, name, NULL, NULL));
  return sl_assets_mesh (assets, name);
}

/* What lies beside a model does not matter, what belongs to it does; a touched file is compared by what it holds. */
static void
test_cache (void)
{
  g_auto (Place) place = { 0 };

  place_init (&place);
  g_autofree char *counted = g_build_filename (place.folder, "counted", NULL);
  g_autofree char *importer = counting_importer (&place, counted);
  place_put_text (&place, "a.obj", "mtllib a.mtl\n" QUAD);
  g_autoptr (SlMesh) without = load_anew (&place, importer, "a.obj");
  g_assert_nonnull (without);
  g_assert_cmpuint (times_asked (counted), ==, 1);
  place_put_text (&place, "plan.sightline", "saved beside it");
  g_autoptr (SlMesh) again = load_anew (&place, importer, "a.obj");
  g_assert_cmpuint (again->n_indices, ==, without->n_indices);
  g_assert_cmpuint (times_asked (counted), ==, 1);
  place_put_text (&place, "a.mtl", "newmtl m\nKd 1 0 0\n"); /* it was looked for in vain */
  g_autoptr (SlMesh) red = load_anew (&place, importer, "a.obj");
  g_assert_cmpuint (times_asked (counted), ==, 2);
  assert_within ((double) red->submeshes[0].colour[0], 1, 1e-6);
  place_put_text (&place, "a.mtl", "newmtl m\nKd 1 0 0\n"); /* touched, and the same */
  g_autoptr (SlMesh) same = load_anew (&place, importer, "a.obj");
  assert_within ((double) same->submeshes[0].colour[0], 1, 1e-6);
  g_assert_cmpuint (times_asked (counted), ==, 2);
  place_put_text (&place, "a.mtl", "newmtl m\nKd 0 0 1\n");
  g_autoptr (SlMesh) blue = load_anew (&place, importer, "a.obj");
  g_assert_cmpuint (times_asked (counted), ==, 3);
  assert_within ((double) blue->submeshes[0].colour[2], 1, 1e-6);
  g_assert_cmpuint (count_files (place.cache, ".mesh"), ==, 3);
}

/* One that changes, or moves with its folder, while it is open is read again under the same name. */
static void
test_changed_while_open (void)
{
  g_auto (Place) place = { 0 };

  place_init (&place);
  place_put_text (&place, "a.obj", "v 0 0 0\nv 1 0 0\nv 1 2 0\nf 1 2 3\n");
  g_autoptr (SlMesh) small = load (&place, place.folder, "a.obj");
  assert_within (small->box.max.x, 1, 1e-6);
  g_assert_true (sl_assets_is_settled (place.assets, place.folder, "a.obj"));
  place_put_text (&place, "a.obj", "v 0 0 0\nv 5 0 0\nv 5 2 0\nf 1 2 3\n");
  g_assert_false (sl_assets_is_settled (place.assets, place.folder, "a.obj"));
  g_autoptr (SlMesh) large = load (&place, place.folder, "a.obj");
  assert_within (large->box.max.x, 5, 1e-6);
  g_autofree char *other = g_build_filename (place.folder, "other", NULL);
  g_autofree char *copy = g_build_filename (other, "a.obj", NULL);
  g_assert_cmpint (g_mkdir (other, 0700), ==, 0);
  g_assert_true (g_file_set_contents (copy, "v 0 0 0\nv 7 0 0\nv 7 2 0\nf 1 2 3\n", -1, NULL));
  g_assert_false (sl_assets_is_settled (place.assets, other, "a.obj"));
  g_autoptr (SlMesh) moved = load (&place, other, "a.obj"), absolute = load (&place, place.folder, copy);
  assert_within (moved->box.max.x, 7, 1e-6);
  assert_within (absolute->box.max.x, 7, 1e-6);
}

void
test_asset_model (void)
{
  g_test_add_func ("/asset/model/fbx-axes", test_fbx_axes);
  g_test_add_func ("/asset/model/fbx-of-blender", test_fbx_of_blender);
  g_test_add_func ("/asset/model/fbx-skin", test_fbx_skin);
  g_test_add_func ("/asset/model/fbx-morph", test_fbx_morph);
  g_test_add_func ("/asset/model/concave-faces", test_concave_faces);
  g_test_add_func ("/asset/model/collada", test_collada);
  g_test_add_func ("/asset/model/mtl-alpha", test_mtl_alpha);
  g_test_add_func ("/asset/model/mtl-pictures", test_mtl_pictures);
  g_test_add_func ("/asset/model/left-out", test_left_out);
  g_test_add_func ("/asset/model/cache", test_cache);
  g_test_add_func ("/asset/model/changed-while-open", test_changed_while_open);
}
