#include <glib/gstdio.h>
#include <string.h>

#include "../sl-test.h"
#include "import-parts.h"
#include "sl-assets.h"
#include "test-asset.h"

static const float cube[] = { 0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1,
                              1, 0, 0 /* a second vertex where vertex 1 stands */, 5, 5, 5, 6, 5, 5, 5, 6, 5 };
static const guint32 faces[] = { 0, 2, 1, 0, 3, 2, 4, 5, 6, 4, 6, 7, 0, 1, 5, 0, 5, 4,
                                 1, 2, 6, 1, 6, 5, 2, 3, 7, 2, 7, 6, 3, 0, 4, 3, 4, 7 };

static double
volume (const guint32 *indices, guint32 n)
{
  double sum = 0;

  for (guint32 i = 0; i < n; i += 3)
    {
      SlVec3 p[3];
      for (guint k = 0; k < 3; k++)
        {
          const float *at = cube + 3 * indices[i + k];
          p[k] = sl_vec3 ((double) at[0], (double) at[1], (double) at[2]);
        }
      sum += sl_vec3_dot (p[0], sl_vec3_cross (p[1], p[2])) / 6;
    }
  return sum;
}

static void
test_closed_parts (void)
{
  guint32 indices[39];

  memcpy (indices, faces, sizeof faces);
  indices[2] = 8; /* a seam of the texture opens nothing */
  g_assert_cmpuint (sl_parts_closed_first (indices, 36, cube, 12), ==, 36);
  g_assert_cmpfloat_with_epsilon (volume (indices, 36), 1, 1e-9);
  g_assert_cmpuint (sl_parts_closed_first (indices, 33, cube, 12), ==, 0); /* a triangle is missing */
  for (guint i = 0; i < 36; i += 3) /* inside out */
    {
      indices[i] = faces[i];
      indices[i + 1] = faces[i + 2];
      indices[i + 2] = faces[i + 1];
    }
  g_assert_cmpfloat_with_epsilon (volume (indices, 36), -1, 1e-9);
  g_assert_cmpuint (sl_parts_closed_first (indices, 36, cube, 12), ==, 36);
  g_assert_cmpfloat_with_epsilon (volume (indices, 36), 1, 1e-9);
  indices[0] = 9; /* a loose triangle before a cube */
  indices[1] = 10;
  indices[2] = 11;
  memcpy (indices + 3, faces, sizeof faces);
  g_assert_cmpuint (sl_parts_closed_first (indices, 39, cube, 12), ==, 36);
  g_assert_cmpuint (indices[36], ==, 9);
  g_assert_cmpfloat_with_epsilon (volume (indices, 36), 1, 1e-9);
  indices[1] = indices[3 + 1] = indices[0]; /* degenerate triangles harm nothing */
  sl_parts_closed_first (indices, 39, cube, 12);
  g_assert_cmpuint (sl_parts_closed_first (indices, 0, cube, 12), ==, 0);
}

/* A real model comes with coarser forms, each with fewer triangles and a larger error than the one before. */
static void
test_coarser_forms (void)
{
  g_autofree char *cache = g_dir_make_tmp ("sl-XXXXXX", NULL);
  const char *build = g_getenv ("SL_BUILD");
  g_autofree char *importer = g_build_filename (build, "src", "sightline-import", NULL);
  g_autoptr (SlAssets) assets = sl_assets_new (importer, cache);
  g_autoptr (GError) error = NULL;
  guint closed = 0;

  g_assert_true (sl_assets_load_mesh (assets, SL_SOURCE "/data/models", "FlightHelmet/FlightHelmet.gltf", NULL,
                                      &error));
  g_assert_no_error (error);
  g_autoptr (SlMesh) mesh = sl_assets_mesh (assets, "FlightHelmet/FlightHelmet.gltf");
  g_assert_cmpuint (mesh->n_indices, ==, 3 * 94722);
  for (guint i = 0; i < mesh->n_submeshes; i++)
    {
      const SlSubmesh *part = &mesh->submeshes[i];
      guint32 n = part->n_indices;
      float last = 0;

      closed += part->closed;
      for (guint k = 0; k < SL_MESH_LODS && part->lods[k].n_indices > 0; k++)
        {
          g_assert_cmpuint (part->lods[k].n_indices, <, n);
          g_assert_cmpfloat (part->lods[k].error, >=, last);
          n = part->lods[k].n_indices;
          last = part->lods[k].error;
        }
      g_assert_cmpuint (n, <, part->n_indices);
    }
  g_assert_cmpuint (closed, >, 2);
  sl_test_remove_tree (cache);
}

/* A model that cannot be read costs its time once: an importer that fails counts how often it is asked. */
static void
test_failures (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL);
  g_autofree char *importer = g_build_filename (folder, "importer", NULL);
  g_autofree char *counted = g_build_filename (folder, "counted", NULL);
  g_autofree char *models = g_build_filename (folder, "models", NULL);
  g_autofree char *model = g_build_filename (models, "m.obj", NULL), *cache = g_build_filename (folder, "cache", NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\nprintf x >> '%s'\necho broken >&2\nexit 2\n", counted);
  g_autoptr (SlAssets) assets = sl_assets_new (importer, cache);

  g_assert_cmpint (g_mkdir (models, 0700), ==, 0);
  g_assert_true (g_file_set_contents_full (importer, script, -1, G_FILE_SET_CONTENTS_NONE, 0755, NULL));
  g_assert_false (sl_assets_is_settled (assets, models, "m.obj")); /* nobody has looked */
  for (guint round = 1; round <= 2; round++)
    {
      g_autofree char *text = g_strnfill (round, '#'), *asked = NULL;

      g_assert_true (g_file_set_contents (model, text, -1, NULL));
      g_assert_false (sl_assets_is_settled (assets, models, "m.obj"));
      for (guint i = 0; i < 3; i++)
        {
          g_autoptr (GError) error = NULL;
          g_assert_false (sl_assets_load_mesh (assets, models, "m.obj", NULL, &error));
          g_assert_nonnull (strstr (error->message, "broken"));
          g_assert_true (sl_assets_is_settled (assets, models, "m.obj"));
        }
      g_assert_true (g_file_get_contents (counted, &asked, NULL, NULL));
      g_assert_cmpuint (strlen (asked), ==, round);
    }
  g_autoptr (SlWatch) cancelled = sl_watch_new (NULL, NULL);
  sl_watch_cancel (cancelled);
  g_assert_true (g_file_set_contents (model, "###", -1, NULL));
  g_assert_false (sl_assets_load_mesh (assets, models, "m.obj", cancelled, NULL));
  g_assert_false (sl_assets_is_settled (assets, models, "m.obj")); /* being cancelled says nothing about the file */
  sl_test_remove_tree (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/asset/closed-parts", test_closed_parts);
  g_test_add_func ("/asset/coarser-forms", test_coarser_forms);
  g_test_add_func ("/asset/failures", test_failures);
  test_asset_mesh ();
  test_asset_gltf ();
  test_asset_gltf_bad ();
  test_asset_polygon ();
  test_asset_model ();
  test_asset_picture ();
  test_asset_hostile ();
  test_asset_helper ();
  return g_test_run ();
}
