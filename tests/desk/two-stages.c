/* A plan of two stages: shots s1 and s2 on a, t1 on b; s2's setup strikes prop a2. */
#include "tests.h"

void
add_thing (SlCommand *command, SlKind kind, const char *id, const char *const *values)
{
  sl_command_add (command, kind, id);
  for (guint i = 0; values[i] != NULL; i += 2)
    sl_command_set (command, id, values[i], values[i + 1]);
}

static void
add_stage (SlCommand *command, const char *stage)
{
  g_autofree char *wall = g_strconcat ("wall-", stage, NULL), *camera = g_strconcat ("camera-", stage, NULL);
  g_autofree char *near = g_strconcat (stage, "1", NULL), *side = g_strconcat (stage, "2", NULL);

  ADD (STAGE, stage, "outline", "-10 -10 0, 10 -10 0, 10 10 0, -10 10 0");
  ADD (WALL, wall, "stage", stage, "position", "0 5 0", "cabinet", "roe-bp2v2", "columns", "8", "rows", "6");
  ADD (CAMERA, camera, "stage", stage, "position", "0 -4 1.5", "body", "arri-alexa-35", "mode", "4.6K 16:9", "lenses",
       "arri-signature-prime");
  ADD (PROP, near, "stage", stage, "position", "0 1 0");
  ADD (PROP, side, "stage", stage, "position", "1 1 0");
}

SlDocument *
make_document (void)
{
  g_autoptr (SlPlan) empty = sl_plan_new ();
  SlDocument *document = sl_document_new_from_plan (empty, SL_OPEN_PLAIN);
  g_autoptr (SlCommand) command = sl_command_new ("Make");
  g_autoptr (GError) error = NULL;

  add_stage (command, "a");
  add_stage (command, "b");
  ADD (LIGHT, "light-a", "stage", "a", "position", "0 0 4");
  ADD (SETUP, "setup-a", "stage", "a");
  ADD (SETUP, "setup-struck", "stage", "a", "absent", "a2");
  ADD (SETUP, "setup-b", "stage", "b");
  ADD (SHOT, "s1", "setup", "setup-a", "camera", "camera-a", "focal_mm", "47", "focus", "4", "frames", "3");
  ADD (SHOT, "s2", "setup", "setup-struck", "camera", "camera-a", "focal_mm", "35", "focus", "4", "frames", "2");
  ADD (SHOT, "t1", "setup", "setup-b", "camera", "camera-b", "focal_mm", "75", "focus", "4", "frames", "2");
  sl_document_apply (document, command, &error);
  g_assert_no_error (error);
  return document;
}

void
set (SlEditor *editor, const char *id, const char *path, const char *value)
{
  g_autoptr (GError) error = NULL;

  sl_editor_set_field (editor, id, path, value, NULL, &error);
  g_assert_no_error (error);
}

void
wait_until (gboolean (*what) (SlBench *bench), SlBench *bench)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (!what (bench))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

gboolean
all_measured (SlBench *bench)
{
  const SlPlan *plan = sl_editor_plan (bench->editor);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    if (!sl_analysis_is_known (bench->analysis, sl_plan_at (plan, SL_KIND_SHOT, i)->id))
      return FALSE;
  return TRUE;
}

gboolean
something_runs (SlBench *bench)
{
  return sl_analysis_runs (bench->analysis) > 0;
}
