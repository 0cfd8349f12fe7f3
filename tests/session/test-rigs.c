/* What a rig can do against what a shot wants of it: the frame is named where it cannot. */
#include "../sl-test.h"
#include "../sl-test-plan.h"
#include "sl-check-rigs.h"
#include "sl-edit.h"
#include "tests.h"

/* A camera that goes from x = −2 to 2 m in 2 s, smoothly, at 1 m; its rig's foot is the stage's middle. */
static SlPlan *
make_plan (const char *form, const char *const *fields, const char *ease)
{
  static const char *const rows[][3] = {
    { "stage", NULL, "stage" }, { "setup", NULL, "setup" }, { "setup", "stage", "stage" },
    { "body", NULL, "body" }, { "body", "modes[+].name", "full" },
    { "rig", NULL, "rig" }, { "rig", "stage", "stage" }, { "rig", "name", "Dolly 1" },
    { "cam", NULL, "camera" }, { "cam", "stage", "stage" }, { "cam", "body", "body" }, { "cam", "rig", "rig" },
    { "cam", "name", "Camera A" },
    { "s", NULL, "shot" }, { "s", "setup", "setup" }, { "s", "camera", "cam" }, { "s", "frames", "49" },
    { "s", "number", "12A" }, { "s", "fps", "24" },
    { "s", "tracks[+].target", "cam" }, { "s", "tracks[#0].path", "position" },
    { "s", "tracks[#0].keys[+].frame", "0" }, { "s", "tracks[#0].keys[#0].value", "-2 0 1" },
    { "s", "tracks[#0].keys[+].frame", "48" }, { "s", "tracks[#0].keys[#1].value", "2 0 1" },
  };
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autoptr (SlCommand) command = sl_command_new ("Make");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i][1] == NULL)
      sl_command_add (command, sl_kind_from_name (rows[i][2]), rows[i][0]);
    else
      sl_command_set (command, rows[i][0], rows[i][1], rows[i][2]);
  sl_command_set (command, "rig", "form", form);
  sl_command_set (command, "s", "tracks[#0].keys[#0].ease", ease);
  for (; *fields != NULL; fields += 2)
    sl_command_set (command, "rig", fields[0], fields[1]);
  SlPlan *plan = sl_plan_apply (empty, command, &error);
  g_assert_no_error (error);
  return plan;
}

static void
test_limits (void)
{
  static const struct { const char *form, *ease; const char *fields[6]; const char *says; } rows[] = {
    { "dolly", "smooth", { NULL }, NULL },
    { "dolly", "smooth", { "reach", "4", "aside", "0" }, NULL },
    { "dolly", "smooth", { "reach", "3.9" }, "from frame 0: Camera A needs a track of 4.00 m, and Dolly 1 has 3.90 m" },
    { "dolly", "smooth", { "position", "0 -1 0" }, "is 1.00 m beside the track" },
    { "dolly", "smooth", { "pan", "90", "aside", "3" }, NULL }, /* the track turned, and wide enough */
    { "dolly", "smooth", { "pan", "90" }, "is 2.00 m beside the track" },
    { "crane", "smooth", { "reach", "2" }, NULL },
    { "crane", "smooth", { "reach", "1.5" }, "goes 2.00 m from the foot of Dolly 1, which reaches 1.50 m" },
    { "crane", "smooth", { "low", "1", "high", "1" }, NULL },
    { "crane", "smooth", { "low", "1.2" }, "only 1.00 m above the foot" },
    { "jib", "smooth", { "high", "0.8" }, "is 1.00 m above the foot" },
    { "jib", "smooth", { "position", "0 0 0.5", "high", "0.5" }, NULL },
    { "drone", "smooth", { "speed", "3" }, NULL }, /* half as fast again in the middle: 2 m/s · 1.5 */
    { "drone", "smooth", { "speed", "2.99" }, "goes 3.00 m/s, and Dolly 1 at most 2.99 m/s" },
    { "drone", "smooth", { "speed", "2" }, "from frame 11:" }, /* where 6 t (1 − t) passes 1 */
    { "drone", "smooth", { "acceleration", "6" }, NULL },
    { "drone", "smooth", { "acceleration", "5.9" }, "gathers 6.00 m/s²" },
    { "drone", "linear", { "speed", "2" }, NULL },
    { "drone", "linear", { "acceleration", "5" }, "from frame 48: Camera A gathers 48.00 m/s²" }, /* it stops at once */
    { "static", "smooth", { NULL }, "moves 4.00 m on Dolly 1, which stands still" },
    { "steadicam", "hold", { "speed", "1" }, NULL }, /* a jump has no speed */
    { "dolly", "smooth", { "reach", "4", "aside", "0", "sway", "0.3" }, NULL }, /* nobody asks the track for that */
    { "drone", "smooth", { "speed", "3", "sway", "0.3" }, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) plan = make_plan (rows[i].form, rows[i].fields, rows[i].ease);
      g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);

      sl_check_rigs (plan, NULL, findings);
      const SlFinding *f = findings->len > 0 ? findings->pdata[0] : NULL;
      if ((f != NULL) != (rows[i].says != NULL) || (f != NULL && strstr (f->message, rows[i].says) == NULL)
          || findings->len > 1)
        g_error ("%s %u (%s): %s", rows[i].form, i, rows[i].fields[0], f != NULL ? f->message : "nothing");
      if (f != NULL)
        {
          g_assert_cmpstr (f->id, ==, "s");
          g_assert_true (g_str_has_prefix (f->message, "Shot 12A, from frame "));
          g_assert_nonnull (strstr (f->remedy, "frame"));
        }
    }
}

/* A rig elsewhere, none, or a shot that cannot be shown: nothing to say, and no end. */
static void
test_unfinished (void)
{
  static const char *const none[] = { NULL };
  static const char *const cut[][2] = { { "rig", "stage" }, { "cam", "rig" }, { "s", "camera" }, { "s", "setup" },
                                        { "cam", "body" } };

  for (guint i = 0; i < G_N_ELEMENTS (cut); i++)
    {
      g_autoptr (SlPlan) whole = make_plan ("dolly", none, "smooth");
      g_autoptr (SlCommand) command = sl_command_new ("Cut");
      g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);

      sl_command_set (command, cut[i][0], cut[i][1], "");
      g_autoptr (SlPlan) plan = sl_plan_apply (whole, command, NULL);
      g_assert_nonnull (plan);
      sl_check_rigs (plan, NULL, findings);
      g_assert_cmpuint (findings->len, ==, 0);
    }
}

/* The sample's second camera rides a slider, in each setup from where it stands there, within what that can; and no key
 * of the sample lies behind its shot. */
static void
test_sample (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("yongchuan.sightline"));
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  guint rides = 0;

  sl_check_rigs (plan, NULL, findings);
  g_assert_cmpuint (findings->len, ==, 0);
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);

      rides += sl_scene_ridden (plan, shot, shot->camera) != NULL;
      for (guint t = 0; t < sl_list_n (shot->tracks); t++)
        {
          const SlTrack *track = sl_list_at (shot->tracks, SlTrack, t);

          for (guint k = 0; k < sl_list_n (track->keys); k++)
            g_assert_cmpint (sl_list_at (track->keys, SlKey, k)->frame, <, shot->frames);
        }
    }
  g_assert_cmpuint (rides, ==, 2);
}

void
add_rig_tests (void)
{
  g_test_add_func ("/session/rigs/sample", test_sample);
  g_test_add_func ("/session/rigs/limits", test_limits);
  g_test_add_func ("/session/rigs/unfinished", test_unfinished);
}
