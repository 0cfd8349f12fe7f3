/* What is read of how a camera moves: the numbers that check has, in the units that are shown. */
#include "tests.h"

#include <string.h>

#include "../sl-test.h"
#include "sl-check-rigs.h"
#include "sl-pace-lines.h"

/* A smooth way of 4 m in 48 frames, at most 3 m/s between and 6 m/s² at its ends, and a pan of 40°. */
static SlBench *
make_bench (const char *speed)
{
  static const char *const tracks[][4] = { { "camera-a", "position", "-2 -4 1.5", "2 -4 1.5" },
                                           { "camera-a", "pan", "0", "40" } };
  SlBench *bench = sl_bench_new (make_document ());
  g_autoptr (SlCommand) command = sl_command_new ("Move");

  ADD (RIG, "rig", "stage", "a", "form", "drone", "speed", speed, "acceleration", "6");
  sl_command_set (command, "camera-a", "rig", "rig");
  sl_command_set (command, "s1", "frames", "60");
  for (guint i = 0; i < G_N_ELEMENTS (tracks); i++)
    {
      const struct { const char *path, *text; } rows[] = {
        { "tracks[+].target", tracks[i][0] }, { "tracks[#%u].path", tracks[i][1] },
        { "tracks[#%u].keys[+].value", tracks[i][2] }, { "tracks[#%u].keys[#0].ease", "smooth" },
        { "tracks[#%u].keys[+].frame", "48" }, { "tracks[#%u].keys[#1].value", tracks[i][3] },
      };

      for (guint k = 0; k < G_N_ELEMENTS (rows); k++)
        {
          g_auto (GStrv) parts = g_strsplit (rows[k].path, "%u", 2);
          g_autofree char *path = parts[1] != NULL ? g_strdup_printf ("%s%u%s", parts[0], i, parts[1])
                                                   : g_strdup (rows[k].path);
          sl_command_set (command, "s1", path, rows[k].text);
        }
    }
  g_assert_true (sl_editor_apply (bench->editor, command));
  sl_editor_set_shot (bench->editor, "s1");
  return bench;
}

/* "now most@frame limit" of each, "!" where it is too much. */
static char *
text_of (const GPtrArray *lines)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const SlPaceLine *line = lines->pdata[i];

      g_string_append_printf (out, "%s%s %s@%d %s%s%s", i > 0 ? ", " : "", line->now, line->most, (int) line->frame,
                              line->unit, line->limit != NULL ? line->limit : "", line->over ? "!" : "");
      g_assert_nonnull (strstr (line->spoken_most, line->most));
      g_assert_nonnull (strstr (line->spoken_now, line->now));
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
test_lines (void)
{
  static const struct { int frame; gboolean imperial; const char *speed, *text; } rows[] = {
    { 0, FALSE, "3.5", "0.00 3.00@24 m/s≤ 3.50, 6.00 6.00@0 m/s²≤ 6.00, 0.0 30.0@24 °/s, 0.0 0.0@0 °/s" },
    { 24, FALSE, "2.5", "3.00 3.00@24 m/s≤ 2.50!, 0.00 6.00@0 m/s²≤ 6.00, 30.0 30.0@24 °/s, 0.0 0.0@0 °/s" },
    { 55, FALSE, "", "0.00 3.00@24 m/s, 0.00 6.00@0 m/s²≤ 6.00, 0.0 30.0@24 °/s, 0.0 0.0@0 °/s" },
    { 24, TRUE, "2.5", "9.84 9.84@24 ft/s≤ 8.20!, 0.00 19.69@0 ft/s²≤ 19.69, 30.0 30.0@24 °/s, 0.0 0.0@0 °/s" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlBench) bench = make_bench (rows[i].speed);
      g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
      SlPaceLines *lines = sl_pace_lines_new (bench->editor);

      sl_editor_select (bench->editor, "camera-a");
      sl_editor_set_frame (bench->editor, rows[i].frame);
      sl_editor_set_imperial (bench->editor, rows[i].imperial);
      g_autoptr (GPtrArray) now = sl_pace_lines_now (lines);
      g_assert_nonnull (now);
      g_autofree char *text = text_of (now);
      g_assert_cmpstr (text, ==, rows[i].text);
      sl_check_rigs (sl_editor_plan (bench->editor), NULL, findings);
      g_assert_cmpint (findings->len > 0, ==, strchr (text, '!') != NULL); /* the same as it finds */
      sl_pace_lines_free (lines);
    }
}

/* Of the shot, its camera and that one's rig alone; kept while the plan is, and anew with it. */
static void
test_selection (void)
{
  static const struct { const char *id; gboolean shown; } rows[] = {
    { "s1", TRUE }, { "camera-a", TRUE }, { "rig", TRUE }, { "s2", FALSE }, { "camera-b", FALSE }, { "a1", FALSE },
  };
  g_autoptr (SlBench) bench = make_bench ("3");
  SlPaceLines *lines = sl_pace_lines_new (bench->editor);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      sl_editor_select (bench->editor, rows[i].id);
      sl_editor_set_shot (bench->editor, "s1");
      g_autoptr (GPtrArray) now = sl_pace_lines_now (lines);
      g_assert_cmpint (now != NULL, ==, rows[i].shown);
    }
  sl_editor_select (bench->editor, "camera-a");
  set (bench->editor, "s1", "fps", "48"); /* twice as fast */
  g_autoptr (GPtrArray) faster = sl_pace_lines_now (lines);
  g_assert_cmpstr (((SlPaceLine *) faster->pdata[0])->most, ==, "6.00");
  set (bench->editor, "camera-a", "stage", "b");
  g_autoptr (GPtrArray) none = sl_pace_lines_now (lines);
  g_assert_null (none);
  sl_pace_lines_free (lines);
}

void
add_pace_tests (void)
{
  g_test_add_func ("/desk/pace/lines", test_lines);
  g_test_add_func ("/desk/pace/selection", test_selection);
}
