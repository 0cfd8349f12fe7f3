/* What hands do with tools, fed in metres as a script feeds them. */
#include "tests.h"

#include <string.h>

#include "../sl-test.h"
#include "sl-gesture.h"
#include "sl-operations.h"

static const char *const shots[] = { "s1", "s2", NULL };

/* Straight down onto a point of the floor, as in the top view. */
static SlHand
down (double x, double y, gboolean magnet)
{
  return (SlHand) { { sl_vec3 (x, y, 50), sl_vec3 (0, 0, -1) }, { .1, 0 }, magnet };
}

static SlEditor *
make_editor (SlBench **bench, const char *selected)
{
  *bench = sl_bench_new (make_document ());
  sl_editor_select ((*bench)->editor, selected);
  return (*bench)->editor;
}

static void
assert_value (SlEditor *e, const char *id, const char *path, const char *expected)
{
  g_autofree char *value = sl_entity_get (sl_plan_find (sl_editor_plan (e), id), path, NULL);

  if (g_strcmp0 (value, expected) != 0)
    g_error ("%s.%s is “%s”, not “%s”", id, path, value, expected);
}

static void
keep_message (SlEditor *e, const char *text, char **said)
{
  g_free (*said);
  *said = g_strdup (text);
}

static guint
steps (SlEditor *e)
{
  guint n = 0;

  while (sl_history_undo_label (sl_document_history (sl_editor_document (e))) != NULL)
    {
      sl_editor_undo (e);
      n++;
    }
  for (guint i = 0; i < n; i++)
    sl_editor_redo (e);
  return n;
}

typedef struct {
  const char *what;
  SlTool      tool;
  SlHandle    handle;
  double      from[2], to[2];
  gboolean    magnet;
  const char *keys; /* X Y Z lock, others are typed */
  const char *path, *value;
  const char *label;
} Row;

static const Row rows[] = {
  { "along X alone", SL_TOOL_MOVE, SL_HANDLE_X, { 0, 1 }, { 1.1, 4 }, FALSE, "", "position", "1.1 1 0", "Move a1" },
  { "along Y alone", SL_TOOL_MOVE, SL_HANDLE_Y, { 0, 1 }, { 7, -.5 }, FALSE, "", "position", "0 -0.5 0", "Move a1" },
  { "over the floor", SL_TOOL_MOVE, SL_HANDLE_FREE, { .2, 1.1 }, { -3, 2.1 }, FALSE, "", "position", "-3.2 2 0",
    "Move a1" },
  { "in the floor's plane", SL_TOOL_MOVE, SL_HANDLE_XY, { 0, 1 }, { -3, -3 }, FALSE, "", "position", "-3 -3 0",
    "Move a1" },
  { "the grid's lines", SL_TOOL_MOVE, SL_HANDLE_X, { 0, 1 }, { -3.1, 1 }, TRUE, "", "position", "-3 1 0", "Move a1" },
  { "a length", SL_TOOL_MOVE, SL_HANDLE_X, { 0, 1 }, { .3, 1 }, TRUE, "2.5m", "position", "2.5 1 0", "Move a1" },
  { "a length to the other side", SL_TOOL_MOVE, SL_HANDLE_X, { 0, 1 }, { 3, 1 }, TRUE, "-1", "position", "-1 1 0",
    "Move a1" },
  { "feet and inches", SL_TOOL_MOVE, SL_HANDLE_Y, { 0, 1 }, { 0, 2 }, FALSE, "8'2\"", "position", "0 3.4892 0",
    "Move a1" },
  { "a length taken back", SL_TOOL_MOVE, SL_HANDLE_X, { 0, 1 }, { 1, 1 }, FALSE, "77\b\b2", "position", "2 1 0",
    "Move a1" },
  { "a length where the hand goes", SL_TOOL_MOVE, SL_HANDLE_FREE, { 0, 1 }, { -3, -3 }, FALSE, "5", "position",
    "-3 -3 0", "Move a1" },
  { "a locked axis", SL_TOOL_MOVE, SL_HANDLE_FREE, { 0, 1 }, { -3, -3 }, FALSE, "Y", "position", "0 -3 0", "Move a1" },
  { "its own axis", SL_TOOL_MOVE, SL_HANDLE_FREE, { 0, 1 }, { -3, -3 }, FALSE, "XX2", "position", "2 1 0", "Move a1" },
  { "a lock opened", SL_TOOL_MOVE, SL_HANDLE_FREE, { 0, 1 }, { -3, -3 }, FALSE, "XXX", "position", "-3 -3 0",
    "Move a1" },
  { "the corner of another", SL_TOOL_MOVE, SL_HANDLE_FREE, { -.5, .5 }, { -1.98, 5.03 }, TRUE, "", "position",
    "-1.5 5.5 0", "Move a1" },
  { "a quarter turn", SL_TOOL_ROTATE, SL_HANDLE_Z, { 1, 1 }, { 0, 2.2 }, FALSE, "", "pan", "90", "Rotate a1" },
  { "steps of the angle", SL_TOOL_ROTATE, SL_HANDLE_Z, { 1, 1 }, { .1, 2.2 }, TRUE, "", "pan", "90", "Rotate a1" },
  { "an angle", SL_TOOL_ROTATE, SL_HANDLE_Z, { 1, 1 }, { .1, 2.2 }, TRUE, "-45", "pan", "-45", "Rotate a1" },
  { "about its own X", SL_TOOL_ROTATE, SL_HANDLE_X, { 1, 1 }, { 1, 1 }, FALSE, "30", "tilt", "30", "Rotate a1" },
  { "twice as large", SL_TOOL_SCALE, SL_HANDLE_FREE, { 1, 1 }, { 2, 1 }, FALSE, "", "size", "2 2 2", "Scale a1" },
  { "twice as wide", SL_TOOL_SCALE, SL_HANDLE_X, { 1, 1 }, { 2, 1 }, FALSE, "", "size", "2 1 1", "Scale a1" },
  { "a factor", SL_TOOL_SCALE, SL_HANDLE_Z, { 1, 1 }, { 1, 1 }, FALSE, "1.5", "size", "1 1 1.5", "Scale a1" },
};

static void
press (SlGesture *g, const char *keys)
{
  for (; *keys != '\0'; keys++)
    if (*keys >= 'X' && *keys <= 'Z')
      sl_gesture_lock (g, *keys - 'X');
    else
      g_assert_true (sl_gesture_type (g, *keys));
}

/* The scene shows it before it is done, it is one step with its name, and undoing it leaves nothing of it. */
static void
test_tools (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      g_autoptr (SlBench) bench = NULL;
      SlEditor *e = make_editor (&bench, "a1");
      g_autoptr (SlPlan) before = sl_plan_ref (sl_editor_plan (e));
      const SlHand from = down (row->from[0], row->from[1], row->magnet);
      const SlHand to = down (row->to[0], row->to[1], row->magnet);
      const SlVec3 grabbed = { row->from[0], row->from[1], 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (SlGesture) g = sl_gesture_begin (e, row->tool, row->handle, &from, &grabbed, &error);

      g_test_message ("%s", row->what);
      g_assert_no_error (error);
      sl_gesture_follow (g, &to);
      press (g, row->keys);
      g_assert_true (sl_plan_same (before, sl_editor_plan (e)));
      g_autoptr (SlEntity) now = sl_editor_entity_now (e, "a1");
      g_autofree char *shown = sl_entity_get (now, row->path, NULL);
      g_assert_true (sl_gesture_finish (g, FALSE, &error));
      g_assert_no_error (error);
      assert_value (e, "a1", row->path, row->value);
      g_assert_cmpstr (shown, ==, row->value);
      g_assert_cmpstr (sl_history_undo_label (sl_document_history (sl_editor_document (e))), ==, row->label);
      g_assert_cmpuint (steps (e), ==, 2); /* with the one that made the plan */
      sl_editor_undo (e);
      g_assert_true (sl_plan_same (before, sl_editor_plan (e)));
    }
}

static void
test_giving_up (void)
{
  g_autoptr (SlBench) bench = NULL;
  SlEditor *e = make_editor (&bench, "a1");
  g_autoptr (SlPlan) before = sl_plan_ref (sl_editor_plan (e));
  const SlHand from = down (0, 1, FALSE), to = down (3, 3, FALSE);
  SlGesture *g = sl_gesture_begin (e, SL_TOOL_MOVE, SL_HANDLE_FREE, &from, NULL, NULL);

  sl_gesture_follow (g, &to);
  g_assert_true (sl_editor_is_overlaid (e));
  sl_gesture_free (g);
  g_assert_false (sl_editor_is_overlaid (e));
  g_assert_true (sl_plan_same (before, sl_editor_plan (e)));
  g = sl_gesture_begin (e, SL_TOOL_MOVE, SL_HANDLE_FREE, &from, NULL, NULL);
  sl_gesture_follow (g, &to);
  sl_gesture_follow (g, &from); /* back where it began: no step */
  g_assert_true (sl_gesture_finish (g, FALSE, NULL));
  sl_gesture_free (g);
  g_assert_true (sl_plan_same (before, sl_editor_plan (e)));
}

/* What docks to a wall is seen to go with it while that is dragged, and does; by itself it is let go, with a word. */
static void
test_docked (void)
{
  g_autoptr (SlBench) bench = NULL;
  SlEditor *e = make_editor (&bench, "wall-a");
  const SlHand from = down (0, 5, FALSE), to = down (3, 5, FALSE);
  const SlOperationInput input = { .plan = sl_editor_plan (e), .ids = (const char *const[]) { "wall-a" }, .n_ids = 1 };
  const SlOperation *floor = sl_operation_find ("wall-floor");
  gpointer options = sl_operation_options_new (floor);
  g_autoptr (SlCommand) command = sl_operation_run (floor, &input, options, NULL, NULL);
  g_autofree char *id = g_strdup (sl_command_edit (command, 0)->id), *said = NULL;

  sl_operation_options_free (floor, options);
  g_assert_true (sl_editor_apply (e, command));
  g_autofree char *was = sl_entity_get (sl_plan_find (sl_editor_plan (e), id), "position.x", NULL);
  g_autofree char *there = g_strdup_printf ("%g", g_ascii_strtod (was, NULL) + 3);
  g_autoptr (SlGesture) g = sl_gesture_begin (e, SL_TOOL_MOVE, SL_HANDLE_X, &from, NULL, NULL);
  sl_gesture_follow (g, &to);
  g_autoptr (SlEntity) now = sl_editor_entity_now (e, id);
  g_autofree char *shown = sl_entity_get (now, "position.x", NULL);
  g_assert_cmpstr (shown, ==, there);
  g_assert_true (sl_gesture_finish (g, FALSE, NULL));
  assert_value (e, id, "position.x", there);
  assert_value (e, id, "docks", "wall-a");
  g_signal_connect (e, "message", G_CALLBACK (keep_message), &said);
  sl_editor_select (e, id);
  g_autoptr (SlGesture) alone = sl_gesture_begin (e, SL_TOOL_MOVE, SL_HANDLE_X, &from, NULL, NULL);
  sl_gesture_follow (alone, &to);
  g_assert_true (sl_gesture_finish (alone, FALSE, NULL));
  assert_value (e, id, "docks", "");
  g_assert_nonnull (strstr (said, "docked"));
}

/* What is wrong is said, and nothing happens. */
static void
test_trouble (void)
{
  g_autoptr (SlBench) bench = NULL;
  SlEditor *e = make_editor (&bench, NULL);
  const SlHand from = down (0, 1, FALSE), to = down (3, 3, FALSE);
  g_autoptr (GError) error = NULL;
  SlGesture *g = sl_gesture_begin (e, SL_TOOL_MOVE, SL_HANDLE_X, &from, NULL, &error);

  g_assert_null (g);
  g_assert_nonnull (strstr (error->message, "pick something first"));
  g_clear_error (&error);
  sl_editor_select (e, "b1"); /* of the other stage */
  g_assert_null (sl_gesture_begin (e, SL_TOOL_MOVE, SL_HANDLE_X, &from, NULL, &error));
  g_clear_error (&error);
  sl_editor_select (e, "a1");
  sl_editor_set_locked (e, "a1", TRUE);
  g_assert_null (sl_gesture_begin (e, SL_TOOL_MOVE, SL_HANDLE_X, &from, NULL, &error));
  g_assert_nonnull (strstr (error->message, "locked"));
  g_clear_error (&error);
  sl_editor_set_locked (e, "a1", FALSE);
  g = sl_gesture_begin (e, SL_TOOL_MOVE, SL_HANDLE_X, &from, NULL, NULL); /* nonsense typed */
  g_assert_false (sl_gesture_type (g, 'q'));
  g_assert_true (sl_gesture_type (g, '2') && sl_gesture_type (g, '*'));
  g_autofree char *text = sl_gesture_text (g);
  g_assert_nonnull (strstr (text, "[2*]"));
  g_assert_false (sl_gesture_finish (g, FALSE, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  sl_gesture_free (g);
  sl_editor_select (e, "wall-a"); /* built of cabinets */
  g = sl_gesture_begin (e, SL_TOOL_SCALE, SL_HANDLE_FREE, &from, NULL, NULL);
  sl_gesture_follow (g, &to);
  g_assert_false (sl_gesture_finish (g, FALSE, &error));
  g_assert_nonnull (strstr (error->message, "cabinets"));
  sl_gesture_free (g);
  assert_value (e, "wall-a", "position", "0 5 0");
}

static void
test_changed_meanwhile (void)
{
  g_autoptr (SlBench) bench = NULL;
  SlEditor *e = make_editor (&bench, "a1");
  const SlHand from = down (0, 1, FALSE), to = down (3, 3, FALSE);
  g_autoptr (SlGesture) g = sl_gesture_begin (e, SL_TOOL_MOVE, SL_HANDLE_FREE, &from, NULL, NULL);
  g_autoptr (GError) error = NULL;

  sl_gesture_follow (g, &to);
  set (e, "a1", "position", "9 9 0");
  g_assert_false (sl_gesture_holds (g));
  g_assert_false (sl_editor_is_overlaid (e));
  sl_gesture_follow (g, &from);
  g_assert_false (sl_gesture_finish (g, FALSE, &error));
  g_assert_nonnull (strstr (error->message, "changed meanwhile"));
  assert_value (e, "a1", "position", "9 9 0");
}

static void
test_several_and_copies (void)
{
  g_autoptr (SlBench) bench = NULL;
  SlEditor *e = make_editor (&bench, "a1");
  const SlHand from = down (.5, 1, FALSE), to = down (.5, 4, FALSE);
  SlFrame frame;
  SlGesture *g;

  sl_editor_select_add (e, "a2");
  g_assert_true (sl_gesture_place (e, SL_TOOL_MOVE, &frame));
  g_assert_cmpfloat (frame.o.x, ==, .5);
  g = sl_gesture_begin (e, SL_TOOL_ROTATE, SL_HANDLE_Z, &from, NULL, NULL);
  press (g, "180");
  g_assert_true (sl_gesture_finish (g, FALSE, NULL));
  sl_gesture_free (g);
  assert_value (e, "a1", "position", "1 1 0"); /* about the middle of both */
  assert_value (e, "a2", "position", "0 1 0");
  g = sl_gesture_begin (e, SL_TOOL_MOVE, SL_HANDLE_Y, &from, NULL, NULL);
  sl_gesture_follow (g, &to);
  g_assert_true (sl_gesture_finish (g, TRUE, NULL));
  sl_gesture_free (g);
  assert_value (e, "a1", "position", "1 1 0");
  g_assert_cmpuint (sl_editor_selection (e)->len, ==, 2);
  assert_value (e, sl_editor_selected (e), "position", "0 4 0");
}

/* In a shot that moves it, the key at the frame is what is edited; elsewhere one is made. */
static void
test_keys (void)
{
  g_autoptr (SlBench) bench = NULL;
  SlEditor *e = make_editor (&bench, "a1");
  const SlHand from = down (0, 1, FALSE), to = down (0, 2, FALSE);
  static const struct { double frame; const char *keys; } told[] = {
    { 0, "0 0 2 0, 2 4 1 0" }, { 1, "0 0 1 0, 1 2 2 0, 2 4 1 0" }, { 2, "0 0 1 0, 2 4 2 0" },
  };

  set (e, "s1", "tracks[+].target", "a1");
  set (e, "s1", "tracks[#0].path", "position");
  for (guint i = 0; i < 2; i++)
    {
      set (e, "s1", "tracks[#0].keys[+].frame", i == 0 ? "0" : "2");
      set (e, "s1", i == 0 ? "tracks[#0].keys[#0].value" : "tracks[#0].keys[#1].value", i == 0 ? "0 1 0" : "4 1 0");
    }
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      sl_editor_set_shot (e, "s1");
      sl_editor_set_frame (e, told[i].frame);
      g_autoptr (SlGesture) g = sl_gesture_begin (e, SL_TOOL_MOVE, SL_HANDLE_Y, &from, NULL, NULL);
      g_autoptr (GString) keys = g_string_new (NULL);

      sl_gesture_follow (g, &to);
      g_assert_true (sl_gesture_finish (g, FALSE, NULL));
      const SlShot *shot = sl_editor_shot (e);
      const SlTrack *track = sl_list_at (shot->tracks, SlTrack, 0);
      for (guint k = 0; k < sl_list_n (track->keys); k++)
        g_string_append_printf (keys, "%s%d %s", k > 0 ? ", " : "", (int) sl_list_at (track->keys, SlKey, k)->frame,
                                sl_list_at (track->keys, SlKey, k)->value);
      g_assert_cmpstr (keys->str, ==, told[i].keys);
      assert_value (e, "a1", "position", "0 1 0");
      sl_editor_undo (e);
    }
  sl_editor_set_shot (e, "s2"); /* which does not move it */
  g_autoptr (SlGesture) g = sl_gesture_begin (e, SL_TOOL_MOVE, SL_HANDLE_Y, &from, NULL, NULL);
  sl_gesture_follow (g, &to);
  g_assert_true (sl_gesture_finish (g, FALSE, NULL));
  assert_value (e, "a1", "position", "0 2 0");
}

/* A key behind the last frame is edited where it is. */
static void
test_key_behind (void)
{
  g_autoptr (SlBench) bench = NULL;
  SlEditor *e = make_editor (&bench, "a1");
  const SlHand from = down (0, 1, FALSE), to = down (0, 2, FALSE);

  set (e, "s1", "tracks[+].target", "a1");
  set (e, "s1", "tracks[#0].path", "position");
  set (e, "s1", "tracks[#0].keys[+].frame", "9");
  set (e, "s1", "tracks[#0].keys[#0].value", "0 1 0");
  sl_editor_set_shot (e, "s1");
  g_autoptr (SlGesture) g = sl_gesture_begin (e, SL_TOOL_MOVE, SL_HANDLE_Y, &from, NULL, NULL);
  sl_gesture_at (g, 9);
  sl_gesture_follow (g, &to);
  g_assert_true (sl_gesture_finish (g, FALSE, NULL));
  assert_value (e, "s1", "tracks[#0].keys[#0].value", "0 2 0");
}

static gboolean
is_live (SlBench *bench)
{
  return sl_analysis_live (bench->analysis) != NULL;
}

static double live_before;

static gboolean
is_other_live (SlBench *bench)
{
  const SlFrameCoverage *live = sl_analysis_live (bench->analysis);

  return live != NULL && fabs (live->led - live_before) > 1e-3;
}

/* The frame's coverage follows the hand, and is then what the plan has. */
static void
test_coverage_follows (void)
{
  g_autoptr (SlBench) bench = NULL;
  SlEditor *e = make_editor (&bench, "a1");
  const SlHand from = down (0, 1, FALSE), to = down (0, -3, FALSE); /* close before the camera */
  SlGesture *g;

  sl_editor_set_shot (e, shots[0]);
  wait_until (is_live, bench);
  live_before = sl_analysis_live (bench->analysis)->led;
  g = sl_gesture_begin (e, SL_TOOL_MOVE, SL_HANDLE_Y, &from, NULL, NULL);
  sl_gesture_follow (g, &to);
  wait_until (is_other_live, bench);
  const double during = sl_analysis_live (bench->analysis)->led;
  g_assert_true (sl_gesture_finish (g, FALSE, NULL));
  sl_gesture_free (g);
  wait_until (all_measured, bench);
  g_assert_cmpfloat_with_epsilon (sl_analysis_live (bench->analysis)->led, during, 1e-12);
}

static void
test_measure (void)
{
  g_autoptr (SlBench) bench = NULL;
  SlEditor *e = make_editor (&bench, "a1");
  const SlHand from = down (-2.02, 5, TRUE), to = down (2.01, 5.01, TRUE); /* the wall's lower ends */
  SlGesture *g = sl_gesture_begin (e, SL_TOOL_MEASURE, SL_HANDLE_NONE, &from, NULL, NULL);

  sl_gesture_follow (g, &to);
  g_autofree char *text = sl_gesture_text (g);
  g_assert_nonnull (strstr (text, "Δ 4.00 m"));
  g_assert_nonnull (strstr (text, "Corner of wall-a"));
  g_assert_true (sl_gesture_finish (g, TRUE, NULL));
  sl_gesture_free (g);
  g_assert_cmpuint (sl_plan_count (sl_editor_plan (e), SL_KIND_DIMENSION), ==, 1);
  const char *id = sl_plan_at (sl_editor_plan (e), SL_KIND_DIMENSION, 0)->id;
  assert_value (e, id, "stage", "a");
}

void
add_gesture_tests (void)
{
  g_test_add_func ("/gesture/tools", test_tools);
  g_test_add_func ("/gesture/giving-up", test_giving_up);
  g_test_add_func ("/gesture/docked", test_docked);
  g_test_add_func ("/gesture/trouble", test_trouble);
  g_test_add_func ("/gesture/changed-meanwhile", test_changed_meanwhile);
  g_test_add_func ("/gesture/several-and-copies", test_several_and_copies);
  g_test_add_func ("/gesture/keys", test_keys);
  g_test_add_func ("/gesture/key-behind", test_key_behind);
  g_test_add_func ("/gesture/coverage-follows", test_coverage_follows);
  g_test_add_func ("/gesture/measure", test_measure);
}
