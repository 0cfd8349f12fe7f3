/* Fields as they are at a frame of a shot: what a panel shows of them, and where what is typed goes. */
#include "tests.h"

#include <string.h>

#include "../sl-test.h"
#include "sl-operations.h"
#include "sl-path.h"
#include "sl-trace.h"

/* "frame path: value, frame path: value" of all keys of the shot that is shown. */
static char *
keys_of (SlEditor *e)
{
  const SlShot *shot = sl_editor_shot (e);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < sl_list_n (shot->tracks); i++)
    {
      const SlTrack *track = sl_list_at (shot->tracks, SlTrack, i);

      g_string_append_printf (out, "%s%s.%s", i > 0 ? "; " : "", track->target, track->path);
      for (guint k = 0; k < sl_list_n (track->keys); k++)
        g_string_append_printf (out, "%s%d %s", k > 0 ? ", " : ": ", (int) sl_list_at (track->keys, SlKey, k)->frame,
                                sl_list_at (track->keys, SlKey, k)->value);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* What the button "key" or "unkey" of a field does. */
static gboolean
operate (SlEditor *e, const char *operation_id, const char *id, const char *fields, GError **error)
{
  const SlOperation *operation = sl_operation_find (operation_id);
  const SlOperationInput input = { sl_editor_plan (e), NULL, NULL, &id, 1, sl_editor_when (e), NULL, FALSE };
  gpointer options = sl_operation_options_new (operation);
  g_autoptr (SlCommand) command = NULL;

  g_assert_true (sl_record_set (operation->options, options, "fields", fields, FALSE, NULL));
  command = sl_operation_run (operation, &input, options, NULL, error);
  sl_operation_options_free (operation, options);
  return command != NULL && sl_editor_apply (e, command);
}

/* One hand: "frame N", "auto", "key ID FIELDS", "unkey ID FIELDS", "ID.PATH TEXT", "undo". */
static void
do_line (SlEditor *e, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  g_autoptr (GError) error = NULL;

  if (g_str_equal (words[0], "frame"))
    sl_editor_set_frame (e, g_ascii_strtod (words[1], NULL));
  else if (g_str_equal (words[0], "auto"))
    sl_editor_set_auto_key (e, TRUE);
  else if (g_str_equal (words[0], "undo"))
    sl_editor_undo (e);
  else if (g_str_equal (words[0], "key") || g_str_equal (words[0], "unkey"))
    g_assert_true (operate (e, words[0], words[1], words[2], &error));
  else
    {
      g_autofree char *id = g_strndup (line, strcspn (line, "."));
      g_autofree char *path = g_strndup (line + strlen (id) + 1, strcspn (line, " ") - strlen (id) - 1);

      sl_editor_set_field (e, id, path, strchr (line, ' ') + 1, NULL, &error);
    }
  g_assert_no_error (error);
}

typedef struct {
  const char *what;
  const char *lines[8];
  const char *keys;               /* of s1, afterwards */
  const char *id, *path, *shown;  /* there, and what the panel shows at the last frame */
  const char *own;                /* and what the thing itself has */
} Row;

static void
test_where (void)
{
  static const Row rows[] = {
    { "not keyed", { "a1.position.x 2" }, "", "a1", "position", "2 1 0", "2 1 0" },
    { "a button", { "frame 1", "key a1 size" }, "a1.size: 1 1 1 1", "a1", "size", "1 1 1", "1 1 1" },
    { "its part goes into the key", { "key a1 size", "a1.size.x 2" }, "a1.size: 0 2 1 1", "a1", "size", "2 1 1",
      "1 1 1" },
    { "and into a new one", { "key a1 size", "frame 2", "a1.size.x 3", "a1.size.z 2", "frame 1" },
      "a1.size: 0 1 1 1, 2 3 1 2", "a1", "size", "2 1 1.5", "1 1 1" },
    { "a part keyed alone", { "key a1 position.x", "frame 2", "a1.position.x 4", "a1.position.y 3" },
      "a1.position.x: 0 0, 2 4", "a1", "position", "4 3 0", "0 3 0" },
    { "all of what is keyed in parts", { "key a1 position.x", "frame 2", "a1.position 5 6 7" },
      "a1.position.x: 0 0, 2 5", "a1", "position", "5 6 7", "0 6 7" },
    { "auto-key", { "auto", "frame 1", "a1.size.y 2", "a1.size.z 3" }, "a1.size: 1 1 2 3", "a1", "size", "1 2 3",
      "1 1 1" },
    { "a formula", { "key s1 focal_mm", "s1.focal_mm 70/2" }, "s1.focal_mm: 0 35", "s1", "focal_mm", "35", "47" },
    { "feet", { "key a1 position", "a1.position.z 1'" }, "a1.position: 0 0 1 0.3048", "a1", "position.z", "0.3048",
      "0" },
    { "the shot's pose is its camera's", { "s1.position.x 2" }, "", "s1", "position", "2 -4 1.5", "2 -4 1.5" },
    { "and shown so", { NULL }, "", "s1", "position", "0 -4 1.5", "" },
    { "the shot is edited where its camera moves", { "key camera-a position", "frame 2", "s1.position.x 1" },
      "camera-a.position: 0 0 -4 1.5, 2 1 -4 1.5", "camera-a", "position", "1 -4 1.5", "0 -4 1.5" },
    { "the camera where the shot has a pose", { "s1.pan 5", "camera-a.pan 7" }, "", "s1", "pan", "7", "7" },
    { "and the camera stays", { "s1.pan 5", "camera-a.pan 7" }, "", "camera-a", "pan", "7", "0" },
    { "back to the camera's", { "s1.pan 5", "s1.pan " }, "", "s1", "pan", "0", "" },
    { "out again", { "key a1 pan", "frame 2", "a1.pan 20", "unkey a1 pan" }, "a1.pan: 0 0", "a1", "pan", "0", "0" },
    { "with the last key the track", { "key a1 pan", "key a1 tilt", "unkey a1 pan tilt" }, "", "a1", "pan", "0", "0" },
    { "of parts together", { "key a1 position.x", "key a1 position.z", "unkey a1 position" }, "", "a1", "position",
      "0 1 0", "0 1 0" },
    { "one step", { "key a1 size", "frame 2", "a1.size.x 3", "undo" }, "a1.size: 0 1 1 1", "a1", "size", "1 1 1",
      "1 1 1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlBench) bench = sl_bench_new (make_document ());
      SlEditor *e = bench->editor;

      sl_editor_set_shot (e, "s1");
      for (guint k = 0; k < G_N_ELEMENTS (rows[i].lines) && rows[i].lines[k] != NULL; k++)
        do_line (e, rows[i].lines[k]);
      g_autofree char *keys = keys_of (e), *shown = sl_editor_text_now (e, rows[i].id, rows[i].path);
      g_autofree char *own = sl_entity_get (sl_plan_find (sl_editor_plan (e), rows[i].id), rows[i].path, NULL);
      if (g_strcmp0 (keys, rows[i].keys) != 0 || g_strcmp0 (shown, rows[i].shown) != 0
          || g_strcmp0 (own, rows[i].own) != 0)
        g_error ("%s: keys “%s”, shown “%s”, own “%s”", rows[i].what, keys, shown, own);
    }
}

/* Several things, each in a track that is made by the same edit. */
static void
test_several (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  SlEditor *e = bench->editor;
  const char *const ids[] = { "a1", "a2" }, *const texts[] = { "2", "3" };

  sl_editor_set_shot (e, "s1");
  sl_editor_set_auto_key (e, TRUE);
  g_assert_true (sl_editor_set_fields (e, ids, 2, "size.x", texts, NULL, NULL));
  g_autofree char *keys = keys_of (e);
  g_assert_cmpstr (keys, ==, "a1.size: 0 2 1 1; a2.size: 0 3 1 1");
}

/* What does not fit is said, and nothing is written. */
static void
test_bad (void)
{
  static const struct { const char *id, *path, *text; } rows[] = {
    { "a1", "size.x", "wide" }, { "a1", "size.x", "-1" }, { "a1", "size", "1 2" }, { "s1", "focal_mm", "0" },
    { "a1", "position.x", "1e9" }, { "a1", "role", "talking" },
  };
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  SlEditor *e = bench->editor;
  GError *error = NULL;

  sl_editor_set_shot (e, "s1");
  g_assert_true (operate (e, "key", "a1", "size position role", NULL));
  g_assert_true (operate (e, "key", "s1", "focal_mm", NULL));
  g_autofree char *before = keys_of (e);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_false (sl_editor_set_field (e, rows[i].id, rows[i].path, rows[i].text, NULL, &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
      g_autofree char *after = keys_of (e);
      g_assert_cmpstr (after, ==, before);
    }
  sl_editor_set_frame (e, 1);
  g_assert_false (operate (e, "unkey", "a1", "size", &error));
  g_assert_nonnull (strstr (error->message, "no key at frame 1"));
  g_clear_error (&error);
  g_assert_false (operate (e, "key", "a1", "columns", &error));
  g_clear_error (&error);
}

/* What a diamond tells. */
static void
test_diamonds (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  SlEditor *e = bench->editor;
  static const struct { const char *id, *path; SlKeys at[3]; } rows[] = {
    { "a1", "size", { SL_KEYS_HERE, SL_KEYS_ELSEWHERE, SL_KEYS_ELSEWHERE } },
    { "a1", "size.x", { SL_KEYS_HERE, SL_KEYS_ELSEWHERE, SL_KEYS_ELSEWHERE } },
    { "a1", "position", { SL_KEYS_ELSEWHERE, SL_KEYS_HERE, SL_KEYS_ELSEWHERE } },
    { "a1", "position.y", { SL_KEYS_NONE, SL_KEYS_NONE, SL_KEYS_NONE } },
    { "s1", "pan", { SL_KEYS_ELSEWHERE, SL_KEYS_HERE, SL_KEYS_ELSEWHERE } }, /* its camera's */
    { "a2", "size", { SL_KEYS_NONE, SL_KEYS_NONE, SL_KEYS_NONE } },
  };

  sl_editor_set_shot (e, "s1");
  do_line (e, "key a1 size");
  sl_editor_set_frame (e, 1);
  do_line (e, "key a1 position.x");
  do_line (e, "key camera-a pan");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint frame = 0; frame < 3; frame++)
      {
        sl_editor_set_frame (e, frame);
        const SlWhen when = sl_editor_when (e);
        g_assert_cmpint (sl_keyed_keys (sl_editor_plan (e), &when, rows[i].id, rows[i].path), ==, rows[i].at[frame]);
      }
}

static void
assert_chosen (SlBench *bench, const char *expected)
{
  g_autofree char *names = sl_key_choice_names (bench->keys);

  g_assert_cmpstr (names, ==, expected);
}

static void
keep_message (SlEditor *e, const char *text, GString *said)
{
  g_string_assign (said, text);
}

/* What is chosen goes along with its keys, and is never what is not there. */
static void
test_chosen (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  g_autoptr (GString) said = g_string_new (NULL);
  SlEditor *e = bench->editor;

  g_signal_connect (e, "message", G_CALLBACK (keep_message), said);
  sl_editor_set_shot (e, "s1");
  g_assert_false (sl_key_choice_move (bench->keys, 1));
  g_assert_nonnull (strstr (said->str, "No key is chosen"));
  do_line (e, "key a1 pan tilt");
  do_line (e, "frame 2");
  do_line (e, "key a1 pan");
  sl_key_choice_set (bench->keys, "a1.pan@2 a1.roll@0 nonsense", FALSE);
  assert_chosen (bench, "a1.pan@2");
  sl_key_choice_toggle (bench->keys, "a1.tilt@0");
  assert_chosen (bench, "a1.pan@2 a1.tilt@0");
  g_assert_true (sl_key_choice_move (bench->keys, 5));
  assert_chosen (bench, "a1.pan@7 a1.tilt@5");
  g_assert_true (sl_key_choice_move (bench->keys, -9)); /* not before the first frame */
  assert_chosen (bench, "a1.pan@2 a1.tilt@0");
  g_assert_true (sl_key_choice_scale (bench->keys, 2, 0));
  assert_chosen (bench, "a1.pan@4 a1.tilt@0");
  g_autofree char *copied = sl_key_choice_copy (bench->keys);
  do_line (e, "undo"); /* the scaling, and with it what was chosen */
  assert_chosen (bench, "a1.tilt@0");
  do_line (e, "frame 1");
  g_assert_true (sl_key_choice_paste (bench->keys, copied)); /* as it was when it was copied */
  assert_chosen (bench, "a1.pan@5 a1.tilt@1");
  do_line (e, "undo");
  sl_editor_set_shot (e, "s2");
  assert_chosen (bench, "");
  g_assert_true (sl_key_choice_paste (bench->keys, copied));
  assert_chosen (bench, "a1.pan@4 a1.tilt@0");
  g_autofree char *cut = sl_key_choice_cut (bench->keys);
  assert_chosen (bench, "");
  sl_editor_set_locked (e, "a1", TRUE);
  g_assert_false (sl_key_choice_paste (bench->keys, cut));
  g_assert_nonnull (strstr (said->str, "locked"));
  sl_editor_set_locked (e, "a1", FALSE);
  g_assert_true (sl_key_choice_paste (bench->keys, cut));
  assert_chosen (bench, "a1.pan@4 a1.tilt@0");
  g_assert_false (sl_key_choice_paste (bench->keys, "a letter"));
  g_assert_nonnull (strstr (said->str, "no keys were copied"));
  sl_editor_set_locked (e, "a1", TRUE);
  g_assert_false (sl_key_choice_remove (bench->keys));
  g_assert_nonnull (strstr (said->str, "locked"));
  sl_editor_set_locked (e, "a1", FALSE);
  g_assert_true (sl_key_choice_remove (bench->keys));
  assert_chosen (bench, "");
}

/* Along and up at once, one number of a vector or all, not before the first frame; one step. */
static void
test_shifted (void)
{
  static const struct { const char *chosen; int by; double raise; int part; const char *keys, *then; } rows[] = {
    { "a1.position@2", 3, .5, 1, "a1.position: 0 1 2 0, 5 1 2.5 0; a1.pan: 1 10", "a1.position@5" },
    { "a1.position@0 a1.position@2", 1, -1, 0, "a1.position: 1 0 2 0, 3 0 2 0; a1.pan: 1 10",
      "a1.position@1 a1.position@3" },
    { "a1.position@2 a1.pan@1", -5, 2, -1, "a1.position: 0 1 2 0, 1 3 4 2; a1.pan: 0 12", "a1.pan@0 a1.position@1" },
    { "a1.pan@1", 0, 2.5, -1, "a1.position: 0 1 2 0, 2 1 2 0; a1.pan: 1 12.5", "a1.pan@1" },
    { "a1.pan@1", 0, 0, -1, "a1.position: 0 1 2 0, 2 1 2 0; a1.pan: 1 10", "a1.pan@1" },
  };
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  SlEditor *e = bench->editor;

  sl_editor_set_shot (e, "s1");
  do_line (e, "a1.position 1 2 0");
  do_line (e, "a1.pan 10");
  do_line (e, "key a1 position");
  do_line (e, "frame 2");
  do_line (e, "key a1 position");
  do_line (e, "frame 1");
  do_line (e, "key a1 pan");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *before = keys_of (e);

      sl_key_choice_set (bench->keys, rows[i].chosen, FALSE);
      g_assert_true (sl_key_choice_shift (bench->keys, rows[i].by, rows[i].raise, rows[i].part));
      g_autofree char *keys = keys_of (e);
      g_assert_cmpstr (keys, ==, rows[i].keys);
      assert_chosen (bench, rows[i].then);
      if (!g_str_equal (keys, before))
        do_line (e, "undo");
      g_autofree char *after = keys_of (e);
      g_assert_cmpstr (after, ==, before);
    }
}

/* The way of what is selected, with a key for each frame at which some part of it has one. */
static void
test_ways (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  SlEditor *e = bench->editor;

  sl_editor_set_shot (e, "s1");
  sl_editor_select (e, "s1");
  g_autoptr (GPtrArray) none = sl_paths_new (e);
  g_assert_cmpuint (none->len, ==, 0);
  do_line (e, "key camera-a position pan");
  do_line (e, "frame 2");
  do_line (e, "camera-a.position 4 -4 1.5");
  do_line (e, "key a1 position.x");
  sl_editor_select_add (e, "a1");
  sl_editor_select_add (e, "a2");
  g_autoptr (GPtrArray) paths = sl_paths_new (e);
  g_assert_cmpuint (paths->len, ==, 2);
  const SlPath *prop = paths->pdata[0], *camera = paths->pdata[1];
  g_assert_cmpstr (prop->id, ==, "a1");
  g_assert_cmpuint (prop->keys->len, ==, 1);
  g_assert_cmpstr (camera->id, ==, "camera-a"); /* which takes the shot that is selected */
  g_assert_cmpuint (camera->keys->len, ==, 2);
  g_assert_cmpint (g_array_index (camera->keys, SlPathKey, 1).frame, ==, 2);
  assert_within (g_array_index (camera->keys, SlPathKey, 1).at.x, 4, 1e-9);
  assert_within (g_array_index (camera->points, SlVec3, camera->points->len / 2).x, 2, 1e-9);
}

/* Handles where hands drag them, and what becomes of the key. */
static void
test_handles (void)
{
  static const struct {
    guint       handle, number;
    double      frame, value;
    const char *bend;
  } rows[] = {
    { 0, 0, 1, 1, "0.5 0.25 0.667 1" },
    { 1, 0, 1.5, 4, "0.333 0 0.75 1" },
    { 0, 0, -7, 8, "0 2 0.667 1" },   /* not before its key */
    { 1, 0, 99, -4, "0.333 0 1 -1" }, /* nor beyond the next */
    { 0, 1, .5, 55, "0.25 0 0.667 1" }, /* a number that goes nowhere has only time */
    { 0, 0, 1, 1e9, "0.5 10 0.667 1" },
  };
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  SlEditor *e = bench->editor;

  sl_editor_set_shot (e, "s1");
  do_line (e, "key a1 position");
  do_line (e, "frame 2");
  do_line (e, "a1.position 4 1 0");
  g_autoptr (SlTrace) line = sl_trace_new (e, 0);
  double frame, value;
  g_assert_false (sl_trace_handle (line, 0, 0, 0, &frame, &value)); /* a straight one has none */
  g_assert_null (sl_trace_new (e, 1));
  set (e, "s1", "tracks[#0].keys[#0].ease", "smooth");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlTrace) trace = sl_trace_new (e, 0);
      double bend[4];

      g_assert_true (sl_trace_handle (trace, 0, rows[i].handle, rows[i].number, &frame, &value));
      sl_trace_bend (trace, 0, rows[i].handle, rows[i].number, rows[i].frame, rows[i].value, bend);
      g_assert_true (sl_trace_set_bend (trace, e, 0, bend));
      g_autofree char *text = sl_entity_get (&sl_editor_shot (e)->entity, "tracks[#0].keys[#0].bend", NULL);
      g_assert_cmpstr (text, ==, rows[i].bend);
      sl_editor_undo (e);
    }
  g_autoptr (SlTrace) trace = sl_trace_new (e, 0);
  g_assert_false (sl_trace_handle (trace, 1, 0, 0, &frame, &value)); /* after the last */
  double speed, acceleration;
  sl_trace_speed (trace, 1, &speed, &acceleration);
  assert_within (speed, 4 * 1.5 / 2 * 24, 1e-9); /* smooth: half as fast again in the middle */
  assert_within (acceleration, 0, 1e-9);
  sl_editor_set_locked (e, "a1", TRUE);
  g_assert_false (sl_trace_set_bend (trace, e, 0, (const double[4]) { .1, 0, .9, 1 }));
}

void
add_keyed_tests (void)
{
  g_test_add_func ("/desk/keyed/handles", test_handles);
  g_test_add_func ("/desk/keyed/ways", test_ways);
  g_test_add_func ("/desk/keyed/chosen", test_chosen);
  g_test_add_func ("/desk/keyed/shifted", test_shifted);
  g_test_add_func ("/desk/keyed/where", test_where);
  g_test_add_func ("/desk/keyed/several", test_several);
  g_test_add_func ("/desk/keyed/bad", test_bad);
  g_test_add_func ("/desk/keyed/diamonds", test_diamonds);
}
