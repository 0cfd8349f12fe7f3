/* What operations make of the keys of a shot. */
#include "../sl-test.h"
#include "sl-key-set.h"
#include "sl-operations.h"
#include "tests.h"

static SlPlan *
make_plan (void)
{
  static const char *const rows[][3] = {
    { "stage", NULL, "stage" }, { "setup", NULL, "setup" }, { "setup", "stage", "stage" },
    { "cam", NULL, "camera" }, { "cam", "stage", "stage" }, { "cam.b", NULL, "camera" }, { "cam.b", "stage", "stage" },
    { "s", NULL, "shot" }, { "s", "setup", "setup" }, { "s", "camera", "cam" }, { "s", "frames", "100" },
    { "t", NULL, "shot" }, { "t", "setup", "setup" }, { "t", "camera", "cam.b" }, { "empty", NULL, "shot" },
    { "s", "tracks[+].target", "cam" }, { "s", "tracks[#0].path", "pan" },
    { "s", "tracks[#0].keys[+].frame", "0" }, { "s", "tracks[#0].keys[#0].value", "1" },
    { "s", "tracks[#0].keys[+].frame", "10" }, { "s", "tracks[#0].keys[#1].value", "2" },
    { "s", "tracks[#0].keys[#1].ease", "bezier" }, { "s", "tracks[#0].keys[#1].bend", "0.2 0 0.8 1" },
    { "s", "tracks[#0].keys[+].frame", "30" }, { "s", "tracks[#0].keys[#2].value", "3" },
    { "s", "tracks[+].target", "s" }, { "s", "tracks[#1].path", "focus" },
    { "s", "tracks[#1].keys[+].frame", "5" }, { "s", "tracks[#1].keys[#0].value", "4" },
  };
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autoptr (SlCommand) command = sl_command_new ("Make");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i][1] == NULL)
      sl_command_add (command, sl_kind_from_name (rows[i][2]), rows[i][0]);
    else
      sl_command_set (command, rows[i][0], rows[i][1], rows[i][2]);
  SlPlan *plan = sl_plan_apply (empty, command, &error);
  g_assert_no_error (error);
  return plan;
}

/* "cam.pan 0=1 10=2~ 30=3; s.focus 5=4": ~ bezier, - smooth, _ hold. */
static char *
keys_of (const SlPlan *plan, const char *id)
{
  const SlShot *shot = sl_plan_get (plan, SL_KIND_SHOT, id);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < sl_list_n (shot->tracks); i++)
    {
      const SlTrack *track = sl_list_at (shot->tracks, SlTrack, i);

      g_string_append_printf (out, "%s%s.%s", i > 0 ? "; " : "", track->target, track->path);
      for (guint k = 0; k < sl_list_n (track->keys); k++)
        {
          const SlKey *key = sl_list_at (track->keys, SlKey, k);
          g_string_append_printf (out, " %d=%s%s", (int) key->frame, key->value,
                                  ((const char *const[]) { "", "-", "_", "~" })[key->ease]);
          if (sl_list_n (key->bend) == 4)
            g_string_append_printf (out, "%g", sl_list_at (key->bend, double, 0)[0]);
        }
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* "keys-move s by=5"; NULL with an error. */
static SlPlan *
run (const SlPlan *plan, const char *line, GError **error)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (SlCommand) command = NULL;
  SlPlan *after = NULL;

  g_assert_true (g_shell_parse_argv (line, NULL, &words, NULL));
  const SlOperation *operation = sl_operation_find (words[0]);
  gpointer options = sl_operation_options_new (operation);
  gboolean fits = TRUE;
  for (char **word = words + 2; fits && *word != NULL; word++)
    {
      g_auto (GStrv) pair = g_strsplit (*word, "=", 2);
      fits = sl_record_set (operation->options, options, pair[0], pair[1], TRUE, error);
    }
  const SlOperationInput input = { .plan = plan, .ids = (const char *const *) &words[1], .n_ids = 1 };
  command = fits ? sl_operation_run (operation, &input, options, NULL, error) : NULL;
  sl_operation_options_free (operation, options);
  if (command != NULL)
    after = sl_plan_apply (plan, command, error);
  return after;
}

#define ALL "cam.pan 0=1 10=2~0.2 30=3; s.focus 5=4"

static void
test_values (void)
{
  static const struct { const char *line, *shot, *keys; } rows[] = {
    { "keys-move s by=0", "s", ALL },
    { "keys-move s by=5", "s", "cam.pan 5=1 15=2~0.2 35=3; s.focus 10=4" },
    { "keys-move s keys=cam.pan@10 by=-3", "s", "cam.pan 0=1 7=2~0.2 30=3; s.focus 5=4" },
    { "keys-move s keys=cam.pan@10 by=50", "s", "cam.pan 0=1 30=3 60=2~0.2; s.focus 5=4" }, /* beyond another */
    { "keys-move s keys=cam.pan@10 by=20", "s", "cam.pan 0=1 30=2~0.2; s.focus 5=4" }, /* onto another */
    { "keys-move s 'keys=cam.pan@0,cam.pan@10' by=20", "s", "cam.pan 20=1 30=2~0.2; s.focus 5=4" },
    { "keys-move s 'keys=cam.pan@0 s.focus@5' by=-5", "s", "cam.pan -5=1 10=2~0.2 30=3; s.focus 0=4" },
    { "keys-move s keys='cam.pan@10 s.focus@5' by=2 raise=.5", "s", "cam.pan 0=1 12=2.5~0.2 30=3; s.focus 7=4.5" },
    { "keys-move s keys=cam.pan@30 by=0 raise=-3 part=y", "s", "cam.pan 0=1 10=2~0.2 30=0; s.focus 5=4" },
    { "keys-scale s", "s", "cam.pan 0=1 20=2~0.2 60=3; s.focus 10=4" },
    { "keys-scale s keys='cam.pan@10 cam.pan@30' factor=1/4", "s", "cam.pan 0=1 10=2~0.2 15=3; s.focus 5=4" },
    { "keys-scale s keys='cam.pan@0 cam.pan@10' about=10 factor=.5", "s", "cam.pan 5=1 10=2~0.2 30=3; s.focus 5=4" },
    { "keys-copy s keys='cam.pan@0 cam.pan@10' to=50", "s", "cam.pan 0=1 10=2~0.2 30=3 50=1 60=2~0.2; s.focus 5=4" },
    { "keys-copy s keys='cam.pan@10 s.focus@5' to=25", "s", "cam.pan 0=1 10=2~0.2 30=2~0.2; s.focus 5=4 25=4" },
    { "keys-copy s into=t", "t", "cam.b.pan 0=1 10=2~0.2 30=3; t.focus 5=4" },
    { "keys-ease s keys=cam.pan@0 ease=hold", "s", "cam.pan 0=1_ 10=2~0.2 30=3; s.focus 5=4" },
    { "keys-ease s keys='cam.pan@10 cam.pan@30' ease=bezier 'bend=0.5 0 1 1'", "s",
      "cam.pan 0=1 10=2~0.5 30=3~0.5; s.focus 5=4" },
    { "keys-remove s keys=cam.pan@10", "s", "cam.pan 0=1 30=3; s.focus 5=4" },
    { "keys-remove s keys='cam.pan@10 cam.pan@0 cam.pan@30'", "s", "s.focus 5=4" },
    { "keys-remove s", "s", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) plan = make_plan ();
      g_autoptr (GError) error = NULL;
      g_autoptr (SlPlan) after = run (plan, rows[i].line, &error);

      g_assert_no_error (error);
      g_autofree char *keys = keys_of (after, rows[i].shot);
      if (!g_str_equal (keys, rows[i].keys))
        g_error ("%s: %s", rows[i].line, keys);
    }
}

/* A second time goes into another shot's keys where their own things have points in their names. */
static void
test_again (void)
{
  g_autoptr (SlPlan) plan = make_plan ();
  g_autoptr (SlPlan) once = run (plan, "keys-copy s into=t", NULL);
  g_autoptr (SlPlan) moved = run (once, "keys-move t keys=cam.b.pan@10 by=1", NULL);
  g_autoptr (SlPlan) back = run (moved, "keys-copy t keys=cam.b.pan@11 to=40 into=s", NULL);
  g_autofree char *keys = keys_of (back, "s");

  g_assert_cmpstr (keys, ==, "cam.pan 0=1 10=2~0.2 30=3 40=2~0.2; s.focus 5=4");
}

/* "keys-paste" of a text, at frame 50. */
static SlPlan *
paste (const SlPlan *plan, const char *shot, const char *text, GError **error)
{
  g_autofree char *quoted = g_shell_quote (text), *line = g_strdup_printf ("keys-paste %s to=50 text=%s", shot, quoted);

  return run (plan, line, error);
}

/* Keys as text know whose they are: of the shot, of its camera, of that one's rig, or of a thing by its name; what has
 * no such place is said, and nothing is done. */
static void
test_text (void)
{
  static const struct { const char *id, *path, *value; } edits[] = {
    { "rig", NULL, "rig" }, { "rig", "stage", "stage" }, { "rig.b", NULL, "rig" }, { "rig.b", "stage", "stage" },
    { "box", NULL, "prop" }, { "box", "stage", "stage" }, { "cam", "rig", "rig" }, { "cam.b", "rig", "rig.b" },
    { "s", "tracks[+].target", "rig" }, { "s", "tracks[#2].path", "along" },
    { "s", "tracks[#2].keys[+].value", "2" }, { "s", "tracks[#2].keys[#0].ease", "hold" },
    { "s", "tracks[+].target", "box" }, { "s", "tracks[#3].path", "size.x" }, { "s", "tracks[#3].keys[+].value", "3" },
  };
  static const struct { const char *keys, *id, *path, *value, *into, *now; } rows[] = {
    { NULL, NULL, NULL, NULL, "t", "cam.b.pan 50=1 60=2~0.2 80=3; t.focus 55=4; rig.b.along 50=2_; box.size.x 50=3" },
    { NULL, NULL, NULL, NULL, "s", "cam.pan 0=1 10=2~0.2 30=3 50=1 60=2~0.2 80=3; s.focus 5=4 55=4; "
      "rig.along 0=2_ 50=2_; box.size.x 0=3 50=3" },
    { "s.focus@5", "t", "camera", "", "t", "t.focus 50=4" },
    { "rig.along@0 cam.pan@30", "cam.b", "rig", "", "t", "!shot t has nothing that moves as rig.along does" },
    { "cam.pan@10 s.focus@5", "t", "camera", "", "t", "!shot t has nothing that moves as cam.pan does" },
  };
  g_autoptr (SlPlan) before = make_plan ();
  g_autoptr (SlCommand) command = sl_command_new ("Rigs");
  g_autoptr (SlPlan) plan = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    if (edits[i].path == NULL)
      sl_command_add (command, sl_kind_from_name (edits[i].value), edits[i].id);
    else
      sl_command_set (command, edits[i].id, edits[i].path, edits[i].value);
  plan = sl_plan_apply (before, command, NULL);
  g_assert_nonnull (plan);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = sl_keys_text (plan, "s", rows[i].keys, &error);
      g_autoptr (SlCommand) change = sl_command_new ("Change");

      g_assert_no_error (error);
      if (rows[i].id != NULL)
        sl_command_set (change, rows[i].id, rows[i].path, rows[i].value);
      g_autoptr (SlPlan) changed = sl_plan_apply (plan, change, NULL);
      g_autoptr (SlPlan) after = paste (changed, rows[i].into, text, &error);
      g_autofree char *now = after != NULL ? keys_of (after, rows[i].into) : g_strconcat ("!", error->message, NULL);
      if (!g_str_has_prefix (now, rows[i].now))
        g_error ("%u: %s", i, now);
    }
}

/* Into another plan; and what is no text of keys. */
static void
test_text_elsewhere (void)
{
  static const char *const bad[][2] = {
    { "", "no keys were copied" }, { "# sightline things\n", "no keys were copied" },
    { SL_KEYS_HEAD, "cut short" }, { SL_KEYS_HEAD "do \"\"\nadd \"x\" \"prop\"\nend\n", "cut short" },
    { SL_KEYS_HEAD "do \"\"\nadd \"x\" \"shot\"\nend\n", "has no keys" },
    { SL_KEYS_HEAD "do \"\"\nadd \"x\" \"shot\"\nset \"x\" \"tracks[+].target\" \"gone\"\n"
      "set \"x\" \"tracks[#0].path\" \"pan\"\nset \"x\" \"tracks[#0].keys[+].value\" \"1\"\nend\n", "no “gone”" },
    { SL_KEYS_HEAD "do \"\"\nadd \"x\" \"shot\"\nset \"x\" \"tracks[+].target\" \"cam\"\n"
      "set \"x\" \"tracks[#0].path\" \"colour\"\nset \"x\" \"tracks[#0].keys[+].value\" \"1\"\nend\n", "colour" },
    { SL_KEYS_HEAD "nonsense", "" },
  };
  g_autoptr (SlPlan) plan = make_plan (), other = make_plan ();
  g_autofree char *text = sl_keys_text (plan, "s", "cam.pan@10", NULL);
  g_autoptr (SlPlan) after = paste (other, "empty", text, NULL), into_t = paste (other, "t", text, NULL);
  g_autofree char *keys = keys_of (into_t, "t");
  g_autoptr (GError) none = NULL;

  g_assert_null (after); /* it has no camera */
  g_assert_cmpstr (keys, ==, "cam.b.pan 50=2~0.2");
  g_assert_null (sl_keys_text (plan, "s", "cam.pan@11", &none));
  g_assert_nonnull (none);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SlPlan) done = paste (plan, "t", bad[i][0], &error);

      if (done != NULL || error == NULL || strstr (error->message, bad[i][1]) == NULL)
        g_error ("%u: %s", i, error != NULL ? error->message : "done");
    }
}

static void
test_bad (void)
{
  static const struct { const char *line, *says; } rows[] = {
    { "keys-move cam by=1", "is no shot" },
    { "keys-move empty by=1", "has no keys" },
    { "keys-move s keys=cam.pan@11", "no key “cam.pan@11”" },
    { "keys-move s keys=cam.pan", "no key “cam.pan”" },
    { "keys-move s keys=cam.tilt@0", "no key" },
    { "keys-move s keys=@0", "no key" },
    { "keys-move s keys=cam.pan@99999999999999999999", "no key" },
    { "keys-move s by=1e9", "" },
    { "keys-scale s factor=0", "" },
    { "keys-scale s factor=0.01", "two keys of cam.pan would stand at frame 0" },
    { "keys-copy s into=nowhere", "is no shot" },
    { "keys-ease s ease=bouncy", "" },
    { "keys-ease s ease=bezier 'bend=0 1'", "four numbers" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) plan = make_plan ();
      g_autoptr (GError) error = NULL;
      g_autoptr (SlPlan) after = run (plan, rows[i].line, &error);

      if (after != NULL || error == NULL || strstr (error->message, rows[i].says) == NULL)
        g_error ("%s: %s", rows[i].line, error != NULL ? error->message : "done");
    }
}

void
add_key_tests (void)
{
  g_test_add_func ("/session/keys/values", test_values);
  g_test_add_func ("/session/keys/again", test_again);
  g_test_add_func ("/session/keys/text", test_text);
  g_test_add_func ("/session/keys/text-elsewhere", test_text_elsewhere);
  g_test_add_func ("/session/keys/bad", test_bad);
}
