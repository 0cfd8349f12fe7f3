/* What a lens can do against what a shot wants of it. */
#include "../sl-test.h"
#include "sl-check-lenses.h"
#include "sl-edit.h"
#include "tests.h"

/* A prime of 50 mm, T2, from 0.6 m on; a zoom of 24…70 mm, T2.8, from 0.4 m on; one of which nothing is known. */
static SlPlan *
make_plan (const char *const *fields)
{
  static const char *const rows[][3] = {
    { "stage", NULL, "stage" }, { "setup", NULL, "setup" }, { "setup", "stage", "stage" },
    { "body", NULL, "body" }, { "body", "modes[+].name", "full" },
    { "set", NULL, "lens-set" },
    { "set", "lenses[+].name", "50" }, { "set", "lenses[#0].focal_mm", "50" }, { "set", "lenses[#0].t_stop", "2" },
    { "set", "lenses[#0].close_focus", "0.6" },
    { "set", "lenses[+].name", "24-70" }, { "set", "lenses[#1].focal_mm", "24" },
    { "set", "lenses[#1].focal_max_mm", "70" }, { "set", "lenses[#1].t_stop", "2.8" },
    { "set", "lenses[#1].close_focus", "0.4" },
    { "set", "lenses[+].name", "100" }, { "set", "lenses[#2].focal_mm", "100" },
    { "cam", NULL, "camera" }, { "cam", "stage", "stage" }, { "cam", "body", "body" }, { "cam", "lenses", "set" },
    { "s", NULL, "shot" }, { "s", "setup", "setup" }, { "s", "camera", "cam" }, { "s", "frames", "49" },
    { "s", "number", "7" }, { "s", "focal_mm", "50" }, { "s", "stop", "4" }, { "s", "focus", "3" },
  };
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autoptr (SlCommand) command = sl_command_new ("Make");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i][1] == NULL)
      sl_command_add (command, sl_kind_from_name (rows[i][2]), rows[i][0]);
    else
      sl_command_set (command, rows[i][0], rows[i][1], rows[i][2]);
  for (; *fields != NULL; fields += 2)
    sl_command_set (command, "s", fields[0], fields[1]);
  SlPlan *plan = sl_plan_apply (empty, command, &error);
  g_assert_no_error (error);
  return plan;
}

#define PULL(to) "tracks[+].target", "s", "tracks[#0].path", "focus", "tracks[#0].keys[+].frame", "0", \
  "tracks[#0].keys[#0].value", "3", "tracks[#0].keys[#0].ease", "linear", "tracks[#0].keys[+].frame", "48", \
  "tracks[#0].keys[#1].value", to

static void
test_limits (void)
{
  static const struct { const char *fields[18]; const char *field, *says; } rows[] = {
    { { NULL }, NULL, NULL },
    { { "stop", "2" }, NULL, NULL },
    { { "stop", "1.4" }, "stop", "Shot 7, frame 0: T1.4 is wider than the lens of 50 mm opens, T2" },
    { { "focal_mm", "35", "stop", "2.8" }, NULL, NULL },
    { { "focal_mm", "35", "stop", "2" }, "stop", "T2 is wider than the lens of 35 mm opens, T2.8" },
    { { "focal_mm", "100", "stop", "1", "focus", "0.1" }, NULL, NULL }, /* of which nothing is known */
    { { "focal_mm", "300", "stop", "1", "focus", "0.1" }, NULL, NULL }, /* which the set has not got */
    { { "focus", "0.5" }, "focus", "the focus is 0.5 m, and the lens of 50 mm focuses from 0.6 m on" },
    { { "focal_mm", "70", "focus", "0.5" }, NULL, NULL },
    { { "focus", "" }, NULL, NULL }, /* infinity */
    { { PULL ("0.6") }, NULL, NULL },
    { { PULL ("0.12") }, "focus", "Shot 7, frame 41: the focus is 0.54 m" }, /* 3 − 0.06 t passes 0.55 */
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) plan = make_plan (rows[i].fields);
      g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);

      sl_check_lenses (plan, NULL, findings);
      g_assert_cmpuint (findings->len, ==, rows[i].says != NULL);
      if (findings->len == 0)
        continue;
      const SlFinding *f = findings->pdata[0];
      g_test_message ("%s", f->message);
      g_assert_cmpstr (f->id, ==, "s");
      g_assert_cmpstr (f->field, ==, rows[i].field);
      g_assert_nonnull (strstr (f->message, rows[i].says));
      g_assert_cmpstr (f->remedy, !=, NULL);
    }
}

void
add_lens_tests (void)
{
  g_test_add_func ("/session/lenses/limits", test_limits);
}
