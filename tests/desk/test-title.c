/* What people read instead of paths, ids and units: in English and in Chinese. */
#include "tests.h"

#include <string.h>

#include "../sl-test.h"
#include "sl-bench.h"
#include "sl-title.h"

static gboolean
in_language (gconstpointer language)
{
  if (language == NULL || sl_test_begin_chinese ())
    return TRUE;
  g_test_skip ("no localedef, or no source of a Chinese locale");
  return FALSE;
}

static void
test_paths (gconstpointer language)
{
  static const struct { SlKind kind; const char *path, *english, *chinese; } rows[] = {
    { SL_KIND_CAMERA, "position", "Position", "位置" },
    { SL_KIND_CAMERA, "position.z", "Position Z", "位置 Z" },
    { SL_KIND_WALL, "level_nit", "Level", "亮度" },
    { SL_KIND_WALL, "seams[3]", "Seam angles 4", "拼缝角 4" },
    { SL_KIND_STAGE, "doors[#1].width", "Doors 2 · Width", "门 2 · 宽度" },
    { SL_KIND_STAGE, "doors[0].width", "Doors 1 · Width", "门 1 · 宽度" },
    { SL_KIND_STAGE, "doors[dock].position.y", "Doors dock · Position Y", "门 dock · 位置 Y" },
    { SL_KIND_LENS_SET, "lenses[12].t_stop", "Lenses 12 · Widest stop", "镜头 12 · 最大光圈" },
    { SL_KIND_CAMERA, "name", "Name", "名称" },
    { SL_KIND_CAMERA, "unheard.of", "unheard · of", "unheard · of" },
    { SL_KIND_CAMERA, NULL, "", "" },
  };

  if (!in_language (language))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *title = sl_title_of_path (rows[i].kind, rows[i].path);

      g_assert_cmpstr (title, ==, language != NULL ? rows[i].chinese : rows[i].english);
    }
  if (language != NULL)
    sl_test_end_chinese ();
}

static SlBench *
bench_with_a_track (void)
{
  g_autoptr (SlPlan) plan = sl_plan_new ();
  SlBench *bench = sl_bench_new (sl_document_new_from_plan (plan, SL_OPEN_PLAIN));
  SlCommand *command = sl_command_new ("x");

  sl_command_add (command, SL_KIND_CAMERA, "cam-a");
  sl_command_set (command, "cam-a", "name", "Main");
  sl_command_add (command, SL_KIND_STAGE, "stage-1");
  sl_command_set (command, "stage-1", "doors[+].name", "dock");
  sl_command_add (command, SL_KIND_SHOT, "shot-1");
  sl_command_set (command, "shot-1", "tracks[+].target", "cam-a");
  sl_command_set (command, "shot-1", "tracks[0].path", "position.z");
  sl_command_set (command, "shot-1", "tracks[0].keys[+].frame", "0");
  sl_command_set (command, "shot-1", "tracks[0].keys[0].value", "1");
  g_assert_true (sl_editor_apply (bench->editor, command));
  sl_command_unref (command);
  return bench;
}

/* What the step that takes a record out is called. */
static void
test_taking_out (gconstpointer language)
{
  static const struct { const char *id, *path, *english, *chinese; } rows[] = {
    { "shot-1", "tracks[0].keys[0]", "Take Key 1 out of shot-1", "从 shot-1 中移除 关键帧 1" },
    { "shot-1", "tracks[0]", "Take Main · Position Z out of shot-1", "从 shot-1 中移除 Main · 位置 Z" },
    { "stage-1", "doors[0]", "Take dock out of stage-1", "从 stage-1 中移除 dock" },
  };
  g_autoptr (SlBench) bench = bench_with_a_track ();

  if (!in_language (language))
    return;
  g_assert_true (sl_editor_set_field (bench->editor, "cam-a", "name", "Main", NULL, NULL));
  g_assert_true (sl_editor_set_field (bench->editor, "stage-1", "name", "One", NULL, NULL));
  g_assert_cmpstr (sl_history_undo_label (sl_document_history (sl_editor_document (bench->editor))), ==,
                   language != NULL ? "修改stage-1的名称" : "Change Name of stage-1");
  sl_editor_undo (bench->editor);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_true (sl_editor_take_out (bench->editor, &rows[i].id, 1, rows[i].path));
      g_assert_cmpstr (sl_history_undo_label (sl_document_history (sl_editor_document (bench->editor))), ==,
                       language != NULL ? rows[i].chinese : rows[i].english);
    }
  if (language != NULL)
    sl_test_end_chinese ();
}

/* Words for units are Chinese where one reads them, can be typed so, and as they stand in files. */
static void
test_units (void)
{
  static const struct { SlUnit unit; const char *chinese; } rows[] = {
    { SL_UNIT_BIT, "位" }, { SL_UNIT_MINUTE, "分钟" }, { SL_UNIT_FRAME, "帧" }, { SL_UNIT_FPS, "帧/秒" },
    { SL_UNIT_DAY, "天" }, { SL_UNIT_NIT, "尼特" }, { SL_UNIT_METRE, "m" }, { SL_UNIT_NONE, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint round = 0; round < 2; round++)
      {
        if (round == 1 && !in_language ("zh_CN"))
          return;
        g_autofree char *typed = g_strconcat ("12", sl_unit_symbol (rows[i].unit), NULL);
        double value;

        g_assert_true (sl_number_parse_formula (typed, rows[i].unit, &value, NULL));
        g_assert_cmpfloat (value, ==, 12);
        if (round == 1)
          g_assert_cmpstr (sl_unit_symbol (rows[i].unit), ==, rows[i].chinese);
        if (round == 1)
          sl_test_end_chinese ();
      }
}

void
add_title_tests (void)
{
  g_test_add_data_func ("/desk/title/paths/english", NULL, test_paths);
  g_test_add_data_func ("/desk/title/paths/chinese", "zh_CN", test_paths);
  g_test_add_data_func ("/desk/title/taking-out/english", NULL, test_taking_out);
  g_test_add_data_func ("/desk/title/taking-out/chinese", "zh_CN", test_taking_out);
  g_test_add_func ("/desk/title/units", test_units);
}
