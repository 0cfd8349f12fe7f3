/* A picture of which only what changed is drawn again is the picture drawn whole, whatever changed. */
#include "../sl-test.h"
#include "sl-gpu.h"

enum { W = 320, H = 180, BOXES = 40, ROUNDS = 300 };

typedef struct {
  SlVec3   at;
  double   pan;
  guint32  colour;
  gboolean gone, selected, ball;
} Thing;

typedef struct {
  Thing  things[BOXES];
  double tint[12];     /* of the wall's panels */
  double eye;          /* x of the camera, m */
  double beam;         /* where a sheet of glass with its edge begins, m; 0 for none */
  guint  n_lines;
} State;

/* Between two of the generator's numbers. */
static double
between (GRand *random, double low, double high)
{
  return g_rand_double_range (random, low, high);
}

static void
begin (State *s, GRand *random)
{
  *s = (State) { .n_lines = 5 };
  for (guint i = 0; i < BOXES; i++)
    s->things[i] = (Thing) { { between (random, -6, 6), between (random, 0, 9), 0 }, between (random, 0, 90),
                             g_rand_int (random) & 0xffffff, FALSE, FALSE, i % 7 == 0 };
}

static void
change (State *s, GRand *random)
{
  Thing *thing = &s->things[g_rand_int_range (random, 0, BOXES)];

  switch (g_rand_int_range (random, 0, 10))
    {
    case 0: thing->at = sl_vec3 (between (random, -9, 9), between (random, -12, 9), between (random, -.5, 3)); break;
    case 1: thing->at.x += between (random, -.2, .2); break;
    case 2: thing->pan += 10; break;
    case 3: thing->colour ^= 0x404040; break;
    case 4: thing->gone = !thing->gone; break;
    case 5: thing->selected = !thing->selected; break;
    case 6: s->tint[g_rand_int_range (random, 0, 12)] = between (random, 0, 1); break;
    case 7: s->beam = s->beam > 0 ? 0 : between (random, 1, 8); break;
    case 8: s->n_lines = (guint) g_rand_int_range (random, 0, 9); break;
    default: s->eye = between (random, -.5, .5); break;
    }
}

static void
add_panels (SlDrawList *list, const State *s)
{
  const SlDrawWall wall = { 4, 3, sl_draw_list_pick_parts (list, "wall", SL_PART_PANEL, 12) };

  g_array_append_val (list->walls, wall);
  for (guint i = 0; i < 12; i++)
    {
      SlDrawPanel panel = { .corner = { (float) (i % 4) * 2 - 4, 9.5f, 4 - 2 * (float) (i / 4) }, .right = { 2 },
                            .up = { 0, 0, 2 }, .tint = { 1, .2f, .1f, (float) s->tint[i] }, .column = i % 4,
                            .row = i / 4 };
      g_array_append_val (list->panels, panel);
    }
}

static SlDrawList *
list_of (const State *s)
{
  SlDrawList *list = sl_draw_list_new ();
  const SlVec3 floor[4] = { { -9, -13, 0 }, { 9, -13, 0 }, { 9, 10, 0 }, { -9, 10, 0 } };

  list->background_top = sl_colour (0x1b1d20, 1);
  list->background_bottom = sl_colour (0x2a2d31, 1);
  sl_draw_list_triangle (list->floor, floor[0], floor[1], floor[2], sl_colour (0x4a4c50, 1));
  sl_draw_list_triangle (list->floor, floor[0], floor[2], floor[3], sl_colour (0x4a4c50, 1));
  add_panels (list, s);
  for (guint i = 0; i < BOXES; i++)
    {
      const Thing *thing = &s->things[i];
      SlFrame frame = sl_frame_from_pose (thing->at, thing->pan, 0, 0);

      if (thing->gone)
        continue;
      sl_draw_list_mesh (list, sl_mesh_primitive (thing->ball ? SL_PRIMITIVE_SPHERE : SL_PRIMITIVE_BOX), &frame,
                         sl_colour (thing->colour, 1), TRUE, i + 1, thing->selected);
      if (thing->selected)
        sl_draw_list_line (list, thing->at, sl_vec3_add (thing->at, sl_vec3 (0, 0, 2)), sl_colour (0xff9040, 1), 1.5,
                           i + 1);
    }
  for (guint i = 0; i < s->n_lines; i++)
    sl_draw_list_line (list, sl_vec3 (i - 4., 0, .1), sl_vec3 (i - 4., 8, 2), sl_colour (0xffffff, .5), 2, 0);
  if (s->beam > 0)
    sl_draw_list_triangle (list->glass, sl_vec3 (-4, s->beam, 0), sl_vec3 (4, s->beam, 0), sl_vec3 (0, s->beam, 3),
                           sl_colour (0x40a0ff, .3));
  list->camera = (SlDrawCamera) { sl_frame_from_pose (sl_vec3 (s->eye, -11, 3), 0, -8, 0), FALSE, .6, .6 * H / W, .05,
                                  500 };
  return list;
}

static guint8 *
draw (SlOffscreen *in, const SlDrawList *list, int samples)
{
  g_autoptr (GError) error = NULL;
  guint8 *rgba = sl_pending_finish (sl_offscreen_begin (in, list, W, H, samples), &error);

  g_assert_no_error (error);
  return rgba;
}

/* A list of nothing, under another light, so that the next is drawn whole. */
static void
forget (SlOffscreen *in)
{
  g_autoptr (SlDrawList) nothing = sl_draw_list_new ();

  nothing->light = sl_vec3 (0, 0, 1);
  nothing->camera = (SlDrawCamera) { sl_frame_from_pose (sl_vec3 (0, 0, 1), 0, 0, 0), FALSE, 1, 1, .1, 10 };
  g_free (draw (in, nothing, 1));
}

/* Scissors may move an edge by a sample, in a pixel or two. What is forgotten differs in dozens. */
static void
must_be_alike (const guint8 *parts, const guint8 *whole, guint round)
{
  guint n = 0, most = 0;

  for (guint i = 0; i < W * H; i++)
    {
      guint off = 0;
      for (guint c = 0; c < 4; c++)
        off = MAX (off, (guint) ABS (parts[4 * i + c] - whole[4 * i + c]));
      n += off > 0;
      most = MAX (most, off);
    }
  if (n > 8)
    g_error ("round %u: %u pixels differ, by up to %u of 255", round, n, most);
  g_test_message ("round %u: %u differ by %u", round, n, most);
}

static void
test_changes (gconstpointer api)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlOffscreen) in_parts = sl_offscreen_new ((SlGlApi) GPOINTER_TO_INT (api), &error);
  g_assert_no_error (error);
  g_autoptr (SlOffscreen) whole = sl_offscreen_new ((SlGlApi) GPOINTER_TO_INT (api), &error);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  State state;

  g_assert_no_error (error);
  begin (&state, random);
  for (guint i = 0; i < ROUNDS; i++)
    {
      for (int n = g_rand_int_range (random, 0, 4); n >= 0; n--)
        change (&state, random);
      int samples = i / 50 % 2 == 0 ? 4 : 1;
      g_autoptr (SlDrawList) list = list_of (&state);
      if (i >= ROUNDS / 2) /* part of the picture, magnified */
        {
          list->camera.tan_h /= 2;
          list->camera.tan_v /= 2;
          list->camera.shift_h = .2;
          list->camera.shift_v = -.1;
        }
      g_autofree guint8 *a = draw (in_parts, list, samples), *b = NULL;

      forget (whole);
      b = draw (whole, list, samples);
      must_be_alike (a, b, i);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/gpu/damage/desktop", GINT_TO_POINTER (SL_GL_DESKTOP), test_changes);
  g_test_add_data_func ("/gpu/damage/es", GINT_TO_POINTER (SL_GL_ES), test_changes);
  return g_test_run ();
}
