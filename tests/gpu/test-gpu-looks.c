/* What materials and pictures look like, through desktop GL and through ES alike: holes and glass by the one rule that
 * rays follow too, pictures larger than a driver takes. */
#include <string.h>

#include "../sl-test.h"
#include "sl-gpu.h"

enum { W = 128, H = 128, TEXELS = 8 };

static const SlGlApi apis[] = { SL_GL_DESKTOP, SL_GL_ES };

/* A leaf: opaque green below the diagonal of the texture, nothing above it, half there along it. */
static void
put_texture (SlMeshBuilder *builder)
{
  SlTexture texture = { .width = TEXELS, .height = TEXELS, .wrap_u = SL_WRAP_CLAMP, .wrap_v = SL_WRAP_CLAMP };

  for (guint y = 0; y < TEXELS; y++)
    for (guint x = 0; x < TEXELS; x++)
      {
        const guint8 rgba[4] = { 60, 200, 60, x < y ? 255 : x == y ? 128 : 0 };
        g_byte_array_append (builder->pixels, rgba, 4);
      }
  g_array_append_val (builder->textures, texture);
}

/* A card of 2 × 2 m that stands before the camera, its texture upright on it. */
static SlMesh *
card (SlAlphaMode mode, float cutoff, float alpha)
{
  g_autoptr (SlMeshBuilder) builder = sl_mesh_builder_new ();
  SlSubmesh part = { .n_indices = 6, .colour = { 1, 1, 1, alpha }, .alpha_mode = mode, .alpha_cutoff = cutoff };
  SlVec3 toward = { 0, -1, 0 };

  for (guint i = 0; i < 4; i++)
    sl_mesh_builder_vertex (builder, sl_vec3 (i & 1 ? 1 : -1, 0, i & 2 ? 1 : -1), toward, i & 1, i & 2 ? 0 : 1);
  sl_mesh_builder_triangle (builder, 0, 1, 3);
  sl_mesh_builder_triangle (builder, 0, 3, 2);
  g_array_append_val (builder->submeshes, part);
  put_texture (builder);
  g_autoptr (GBytes) block = sl_mesh_builder_pack (builder);
  return sl_mesh_from_block (block, NULL);
}

/* Before red, filling the picture. */
static SlDrawList *
list_of (SlMesh *mesh, double distance)
{
  SlDrawList *list = sl_draw_list_new ();
  SlFrame frame = sl_frame_from_pose (sl_vec3 (0, distance, 0), 0, 0, 0);

  list->background_top = list->background_bottom = (SlColour) { 1, 0, 0, 1 };
  list->camera = (SlDrawCamera) { sl_frame_from_pose (sl_vec3 (0, 0, 0), 0, 0, 0), TRUE, 1, 1, .05, 50 };
  sl_draw_list_mesh (list, mesh, &frame, sl_colour (0xffffff, 1), FALSE, sl_draw_list_pick (list, "card"), FALSE);
  return list;
}

static guint8 *
drawn (SlGlApi api, const SlDrawList *list)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlOffscreen) offscreen = sl_offscreen_new (api, &error);

  g_assert_no_error (error);
  guint8 *rgba = sl_pending_finish (sl_offscreen_begin (offscreen, list, W, H, 1), &error);
  g_assert_no_error (error);
  return rgba;
}

/* Red is what is seen through it. */
static gboolean
is_through (const guint8 *rgba)
{
  return rgba[0] > 150 && rgba[1] < 90;
}

/* Every pixel is there or not as the rule for rays says at its middle. */
static void
test_holes (gconstpointer data)
{
  static const struct { SlAlphaMode mode; float cutoff, alpha; } rows[] = {
    { SL_ALPHA_OPAQUE, .5f, .2f }, { SL_ALPHA_MASK, .5f, 1 },  { SL_ALPHA_MASK, .1f, 1 },
    { SL_ALPHA_MASK, .9f, 1 },     { SL_ALPHA_MASK, .5f, .4f }, { SL_ALPHA_MASK, 0, 1 },
  };

  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    {
      g_autoptr (SlMesh) mesh = card (rows[r].mode, rows[r].cutoff, rows[r].alpha);
      g_autoptr (SlDrawList) list = list_of (mesh, 4);
      g_autofree guint8 *rgba = drawn (*(const SlGlApi *) data, list);
      guint wrong = 0;

      for (guint y = 0; y < H; y++)
        for (guint x = 0; x < W; x++)
          {
            float through = sl_mesh_through (mesh, mesh->submeshes, (x + .5f) / W, (y + .5f) / H);
            wrong += is_through (rgba + (y * W + x) * 4) != (through > .5f);
          }
      g_assert_cmpuint (wrong, <=, W / 2); /* rounding where alpha meets the cut-off */
    }
}

/* Far away the texture's smaller forms take over: as large a share of it is there as near by. */
static void
test_holes_far_away (gconstpointer data)
{
  g_autoptr (SlMesh) mesh = card (SL_ALPHA_MASK, .5f, 1);
  g_autoptr (SlDrawList) list = list_of (mesh, 4);
  guint there = 0, all = 0;

  list->camera.tan_h = list->camera.tan_v = 32; /* the card is four pixels wide */
  g_autofree guint8 *rgba = drawn (*(const SlGlApi *) data, list);
  for (guint i = 0; i < W * H; i++)
    {
      there += !is_through (rgba + 4 * i);
      all++;
    }
  g_assert_cmpuint (there, >=, 6);
  g_assert_cmpuint (there, <=, 10);
}

static double
green_at (const guint8 *rgba, double u, double v)
{
  return rgba[((guint) (v * H) * W + (guint) (u * W)) * 4 + 1];
}

/* What blends hides its share, and two of them more than one, whichever is named first. */
static void
test_glass (gconstpointer data)
{
  SlGlApi api = *(const SlGlApi *) data;
  g_autoptr (SlMesh) solid = card (SL_ALPHA_OPAQUE, 0, 1), half = card (SL_ALPHA_BLEND, 0, .5f);
  g_autoptr (SlMesh) clear = card (SL_ALPHA_BLEND, 0, 0);
  g_autoptr (SlDrawList) none = list_of (clear, 4), one = list_of (half, 4);
  g_autoptr (SlDrawList) two = list_of (half, 4), all = list_of (solid, 4);
  SlFrame nearer = sl_frame_from_pose (sl_vec3 (0, 3, 0), 0, 0, 0);

  sl_draw_list_mesh (two, half, &nearer, sl_colour (0xffffff, 1), FALSE, 0, FALSE);
  g_autofree guint8 *a = drawn (api, none), *b = drawn (api, one), *c = drawn (api, two), *d = drawn (api, all);
  double nothing = green_at (a, .2, .8), everything = green_at (d, .2, .8);

  assert_within (green_at (b, .2, .8), nothing + .5 * (everything - nothing), 4);
  assert_within (green_at (c, .2, .8), nothing + .75 * (everything - nothing), 4);
  assert_within (green_at (b, .8, .2), nothing, 2); /* where the texture has none */
}

/* Of one shape but of two colours, in one picture: each keeps its own, and the selected one is bluer. */
static void
test_tints (gconstpointer data)
{
  g_autoptr (SlMesh) mesh = card (SL_ALPHA_OPAQUE, 0, 1);
  g_autoptr (SlDrawList) list = list_of (mesh, 40);
  static const double at[][2] = { { -1, 1 }, { 1, 1 }, { -1, -1 }, { 1, -1 } };

  list->camera.tan_h = list->camera.tan_v = 2;
  for (guint i = 0; i < G_N_ELEMENTS (at); i++)
    {
      SlFrame frame = sl_frame_from_pose (sl_vec3 (at[i][0], 4, at[i][1]), 0, 0, 0);
      SlColour colour = i == 1 ? (SlColour) { 0, .5f, 0, 1 } : (SlColour) { .5f, 0, 0, 1 };
      sl_draw_list_mesh (list, mesh, &frame, colour, i != 3, 0, i == 2); /* the last as its mesh is */
    }
  g_autofree guint8 *rgba = drawn (*(const SlGlApi *) data, list);
  const guint8 *red = rgba + (H / 4 * W + W / 4) * 4, *green = rgba + (H / 4 * W + W * 3 / 4) * 4;
  const guint8 *chosen = rgba + (H * 3 / 4 * W + W / 4) * 4, *own = rgba + ((H * 3 / 4 + 8) * W + W * 5 / 8) * 4;
  g_assert_true (red[0] > red[1] + 50 && green[1] > green[0] + 50);
  g_assert_true (chosen[2] > red[2] + 30);
  g_assert_true (own[1] > own[0] + 30 && own[0] > green[0] + 10); /* the leaf's green */
}

/* Ten thousand and more pixels wide, red to the left and blue to the right: no driver takes it as it is. */
static SlImage *
wide_picture (void)
{
  SlImage *image = g_new0 (SlImage, 1);

  g_atomic_ref_count_init (&image->refs);
  image->stamp = G_MAXUINT64;
  image->width = 70000;
  image->height = 2;
  image->rgba = g_malloc0 ((gsize) image->width * (gsize) image->height * 4);
  for (int i = 0; i < image->width * image->height; i++)
    image->rgba[4 * i + (i % image->width < image->width / 2 ? 0 : 2)] = 255;
  return image;
}

static void
test_wide_picture (gconstpointer data)
{
  g_autoptr (SlDrawList) list = sl_draw_list_new ();
  const SlDrawWall wall = { 1, 1, sl_draw_list_pick_parts (list, "wall", SL_PART_PANEL, 1) };
  const SlDrawPanel panel = { .corner = { -1, 4, -1 }, .right = { 2, 0, 0 }, .up = { 0, 0, 2 }, .right_u = 1,
                              .bottom_v = 1 };

  g_array_append_val (list->walls, wall);
  g_array_append_val (list->panels, panel);
  list->camera = (SlDrawCamera) { sl_frame_from_pose (sl_vec3 (0, 0, 0), 0, 0, 0), TRUE, 1, 1, .05, 50 };
  list->picture = wide_picture ();
  g_autofree guint8 *rgba = drawn (*(const SlGlApi *) data, list);
  const guint8 *left = rgba + (H / 2 * W + W / 4) * 4, *right = rgba + (H / 2 * W + W * 3 / 4) * 4;

  g_assert_true (left[0] > 150 && left[2] < 60);
  g_assert_true (right[2] > 150 && right[0] < 60);
}

/* A cabinet of 1 m beside two of half a metre shows as much of the picture as both of them: up to its middle. */
static void
test_uneven_cabinets (gconstpointer data)
{
  g_autoptr (SlDrawList) list = sl_draw_list_new ();
  const SlDrawWall wall = { 3, 1, sl_draw_list_pick_parts (list, "wall", SL_PART_PANEL, 3) };
  const float edges[] = { 0, .5f, .75f, 1 };

  g_array_append_val (list->walls, wall);
  for (guint i = 0; i < 3; i++)
    {
      const SlDrawPanel panel = {
        .corner = { 2 * edges[i] - 1, 4, -1 }, .right = { 2 * (edges[i + 1] - edges[i]), 0, 0 }, .up = { 0, 0, 2 },
        .column = i, .stretch = i, .left_u = edges[i], .right_u = edges[i + 1], .bottom_v = 1,
      };
      g_array_append_val (list->panels, panel);
    }
  list->camera = (SlDrawCamera) { sl_frame_from_pose (sl_vec3 (0, 0, 0), 0, 0, 0), TRUE, 1, 1, .05, 50 };
  list->picture = wide_picture ();
  g_autofree guint8 *rgba = drawn (*(const SlGlApi *) data, list);
  for (guint x = 2; x < W - 2; x++)
    {
      const guint8 *at = rgba + (H / 2 * W + x) * 4;

      if (ABS ((int) x - W / 2) > 2) /* left of the middle the picture is red, right of it blue */
        g_assert_true (x < W / 2 ? at[0] > 150 && at[2] < 60 : at[2] > 150 && at[0] < 60);
    }
}

int
main (int argc, char **argv)
{
  static const struct { const char *name; void (*run) (gconstpointer api); } tests[] = {
    { "holes", test_holes },
    { "holes-far-away", test_holes_far_away },
    { "glass", test_glass },
    { "tints", test_tints },
    { "wide-picture", test_wide_picture },
    { "uneven-cabinets", test_uneven_cabinets },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    for (guint api = 0; api < G_N_ELEMENTS (apis); api++)
      {
        g_autofree char *path = g_strdup_printf ("/gpu/looks/%s/%s", tests[i].name, api == 0 ? "desktop" : "es");
        g_test_add_data_func (path, &apis[api], tests[i].run);
      }
  return g_test_run ();
}
