/* Walls as flat rectangles, for render clusters and media servers: mixed cabinets, hosts, what is refused. */
#include "../sl-test.h"
#include "../sl-test-plan.h"
#include "sl-check.h"
#include "sl-edit.h"
#include "sl-inner-frustum.h"
#include "sl-ndisplay.h"
#include "sl-screen-obj.h"
#include "sl-wall-facets.h"

#define assert_point(a, b) assert_within (sl_vec3_length (sl_vec3_sub (a, b)), 0, 1e-9)

static SlPlan *
changed (const SlPlan *plan, const char *const (*sets)[3], guint n)
{
  g_autoptr (SlCommand) command = sl_command_new ("x");
  g_autoptr (GError) error = NULL;
  SlPlan *after;

  for (guint i = 0; i < n; i++)
    sl_command_set (command, sets[i][0], sets[i][1], sets[i][2]);
  after = sl_plan_apply (plan, command, &error);
  g_assert_no_error (error);
  return after;
}

/* A plan whose wall has, among 16 × 9 cabinets of 500 mm and 176 px, the ones that `patches` tells. */
static SlPlan *
mixed (const char *seams, const char *patches)
{
  g_autofree char *text = NULL;
  const char *panels = "<panel id=\"wide\" width_mm=\"1000\" height_mm=\"500\" pitch_mm=\"2.84\" pixels_w=\"352\" "
                       "pixels_h=\"176\" source=\"made\"/>"
                       "<panel id=\"half\" width_mm=\"250\" height_mm=\"250\" pitch_mm=\"2.84\" pixels_w=\"88\" "
                       "pixels_h=\"88\" source=\"made\"/>"
                       "<panel id=\"fine\" width_mm=\"500\" height_mm=\"500\" pitch_mm=\"1.42\" pixels_w=\"352\" "
                       "pixels_h=\"352\" source=\"made\"/>";
  const char *const sets[][3] = { { "wall", "seams", seams }, { "wall", "patches", patches } };
  gsize length;

  g_assert_true (g_file_get_contents (SAMPLE ("small-flat.sightline"), &text, &length, NULL));
  g_auto (GStrv) halves = g_strsplit (text, "</sightline>", 2);
  g_autofree char *all = g_strconcat (halves[0], panels, "</sightline>", NULL);
  g_autoptr (SlPlan) plan = sl_plan_parse (all, strlen (all), "made", NULL, NULL);
  g_assert_nonnull (plan);
  return changed (plan, sets, G_N_ELEMENTS (sets));
}

/* Every cabinet's corners are where the facet that its place is in says it. */
static guint
check_facets (const char *seams, const char *patches)
{
  g_autoptr (SlPlan) plan = mixed (seams, patches);
  g_autoptr (SlSceneWall) wall = sl_scene_wall_new (plan, sl_plan_find (plan, "wall"), NULL);
  g_autoptr (SlFacetWall) walls = sl_facet_wall_new (wall);
  const SlCanvasCut all = { 0, 0, wall->columns, wall->rows };
  g_autoptr (GArray) facets = sl_facet_wall_cut (walls, &all);
  gint64 w = 0, h = 0;
  guint inside = 0;

  for (guint i = 0; i < wall->columns; i++)
    w += wall->columns_px[i];
  for (guint i = 0; i < wall->rows; i++)
    h += wall->rows_px[i];
  for (guint i = 0; i < facets->len; i++)
    {
      const SlFacet *f = &g_array_index (facets, SlFacet, i);

      for (guint k = 0; k < wall->n_panels; k++)
        {
          const SlScenePanel *p = &wall->panels[k];
          double u = ((double) p->left_u * (double) w - (double) f->x) / (double) f->w;
          double v = 1 - ((double) p->bottom_v * (double) h - (double) f->y) / (double) f->h;
          double right = ((double) p->right_u * (double) w - (double) f->x) / (double) f->w;

          if (p->column < f->cut.column || p->column >= f->cut.column + f->cut.columns || p->row < f->cut.row
              || p->row >= f->cut.row + f->cut.rows)
            continue;
          inside++;
          SlVec3 corner = sl_vec3_mad (sl_vec3_mad (f->corner, f->right, u), f->up, v);
          assert_within (sl_vec3_length (sl_vec3_sub (corner, p->corner)), 0, 1e-5); /* left_u is a float */
          corner = sl_vec3_mad (sl_vec3_mad (f->corner, f->right, right), f->up, v);
          assert_within (sl_vec3_length (sl_vec3_sub (corner, sl_vec3_add (p->corner, p->right))), 0, 1e-5);
          assert_point (p->normal, f->normal);
        }
    }
  g_assert_cmpuint (inside, ==, wall->n_panels); /* each in one, once */
  return facets->len;
}

static void
test_facets (void)
{
  static const struct { const char *seams, *patches; guint facets; } walls[] = {
    { "", "", 1 },
    { "5", "", 16 },
    { "0 0 0 5", "", 2 },
    { "", "<patch column=\"3\" row=\"2\" columns=\"4\" rows=\"3\"/>", 1 },
    { "", "<patch column=\"3\" columns=\"1\" rows=\"9\"/>", 2 },          /* a gap from top to bottom */
    { "", "<patch column=\"4\" rows=\"9\" cabinet=\"wide\"/>", 1 },        /* as many LEDs to the metre */
    { "", "<patch column=\"4\" row=\"1\" cabinet=\"half\"/>", 1 },
    { "", "<patch column=\"4\" row=\"1\" cabinet=\"fine\"/>", 9 },         /* its column and its row are finer */
    { "", "<patch columns=\"16\" rows=\"9\"/><patch column=\"9\" row=\"4\" cabinet=\"roe-bp2v2\"/>", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (walls); i++)
    g_assert_cmpuint (check_facets (walls[i].seams, walls[i].patches), ==, walls[i].facets);
}

static void
test_faces (void)
{
  static const struct { const char *patches; guint vertices; } walls[] = {
    { "", 4 },
    { "<patch column=\"4\" rows=\"9\" cabinet=\"wide\"/>", 4 },
    { "<patch column=\"4\" row=\"1\" cabinet=\"half\"/>", 4 * 16 * 9 }, /* around it there is nothing */
    { "<patch column=\"4\" row=\"1\"/>", 4 * (16 * 9 - 1) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (walls); i++)
    {
      g_autoptr (SlPlan) plan = mixed ("", walls[i].patches);
      g_autoptr (SlSceneWall) wall = sl_scene_wall_new (plan, sl_plan_find (plan, "wall"), NULL);
      SlScreenMesh mesh;
      g_autofree char *text = sl_screen_obj (wall, "wall", FALSE, &mesh);

      g_assert_cmpuint (mesh.vertices, ==, walls[i].vertices);
      g_assert_true (g_str_has_prefix (text, "# sightline id=wall kind=wall\n"));
    }
}

static void
test_hosts (void)
{
  static const struct { const char *first; guint node, nodes; const char *host; } hosts[] = {
    { "192.168.0.101", 0, 3, "192.168.0.101" }, { "192.168.0.101", 2, 3, "192.168.0.103" },
    { "10.0.0.254", 3, 9, "10.0.1.1" }, { "127.0.0.1", 2, 3, "127.0.0.1" },
    { "255.255.255.255", 0, 1, "255.255.255.255" },
    { "render", 0, 1, "render" }, { "render", 1, 2, "render-2" }, { "1.2.3", 1, 2, "1.2.3-2" },
    { "255.255.255.255", 1, 2, NULL }, { "", 0, 1, NULL }, { NULL, 0, 1, NULL }, { "::1", 0, 1, NULL },
    { "fe80::1%eth0", 0, 2, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *host = sl_ndisplay_host (hosts[i].first, hosts[i].node, hosts[i].nodes, &error);

      g_assert_cmpstr (host, ==, hosts[i].host);
      g_assert_true ((host == NULL) == (error != NULL));
    }
}

static void
test_cancelled (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlFeeds) feeds = sl_feeds_new (plan, "stage-1", NULL, NULL, NULL, NULL);
  g_autoptr (SlWatch) watch = sl_watch_new (NULL, NULL);
  g_autoptr (GError) error = NULL;
  const SlNdisplay input = { plan, "stage-1", feeds, .view = sl_frame_from_pose (sl_vec3 (0, 0, 1), 0, 0, 0),
                             .host = "a", .port = 41001, .watch = watch };
  g_autofree char *text = sl_ndisplay_text (&input, &error);
  SlInnerFrustum frustum;

  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "\"wall-c01-f001\""));
  sl_watch_cancel (watch);
  g_assert_null (sl_ndisplay_text (&input, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (sl_ndisplay_meshes (&input, "not-made.glb", &error));
  g_assert_false (g_file_test ("not-made.glb", G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  g_assert_false (sl_inner_frustum_measure (plan, "shot-1", watch, &frustum, &error));
  g_clear_error (&error);
  g_assert_false (sl_inner_frustum_measure (plan, "no-shot", NULL, &frustum, &error));
  g_assert_nonnull (error);
}

/* A shot that stands, and one that turns on. */
static void
test_inner_frustum (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  const char *const sets[][3] = {
    { "stage-1", "latency", "<delay name=\"all\" frames=\"6\"/>" },
    { "shot-1", "tracks", "<track target=\"cam-a\" path=\"pan\"><key frame=\"0\" value=\"0\"/>"
                          "<key frame=\"23\" value=\"-46\"/></track>" },
  };
  g_autoptr (SlPlan) turns = changed (plan, sets, G_N_ELEMENTS (sets));
  SlInnerFrustum f;

  g_assert_true (sl_inner_frustum_measure (plan, "shot-1", NULL, &f, NULL));
  assert_near (f.hfov_deg.most, 2 * atan (14. / 28) * 180 / G_PI);
  assert_within (f.width_factor, 1, 1e-12);
  g_assert_true (sl_inner_frustum_measure (turns, "shot-1", NULL, &f, NULL));
  assert_within (f.pan_side_deg, 2 * 6, 1e-6); /* 2° a frame, 6 frames late */
  assert_within (f.pan_deg.last, -46, 1e-9);
  assert_within (f.pan_deg.least, -46, 1e-9);
  assert_near (f.width_factor, tan (atan (.5) + 12 * G_PI / 180) / .5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/screens/facets", test_facets);
  g_test_add_func ("/screens/faces", test_faces);
  g_test_add_func ("/screens/hosts", test_hosts);
  g_test_add_func ("/screens/cancelled", test_cancelled);
  g_test_add_func ("/screens/inner-frustum", test_inner_frustum);
  return g_test_run ();
}
