/* What people read instead of paths, ids and units: in English and in Chinese. */
#include "tests.h"

#include <string.h>

#include "../sl-test.h"
#include "sl-bench.h"
#include "sl-i18n.h"
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

/* Messages call a field as the form does, not as files do. */
static void
test_messages (gconstpointer language)
{
  static const struct { const char *id, *path, *value, *english, *chinese; } rows[] = {
    { "shot-1", "focal_mm", "0", "shot-1: 0 is out of range for “Focal length”; use 1 to 5000 mm",
      "shot-1: 0 超出“焦距”的范围；请用 1 到 5000 mm" },
    { "stage-1", "doors[4].width", "1", "stage-1: “Doors” has no item [4]; it has 1, and [+] appends one",
      "stage-1: “门”没有第 [4] 项；共 1 项，[+] 可追加" },
    { "cam-a", "lenses", "nobody", "cam-a: “Lens set” names “nobody”, which the plan does not have; add it first",
      "cam-a：“镜头组”指向“nobody”，方案中没有它；请先添加" },
  };
  g_autoptr (SlBench) bench = bench_with_a_track ();

  if (!in_language (language))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s.%s", rows[i].id, rows[i].path);
      g_assert_false (sl_editor_set_field (bench->editor, rows[i].id, rows[i].path, rows[i].value, NULL, &error));
      g_assert_cmpstr (error->message, ==, language != NULL ? rows[i].chinese : rows[i].english);
    }
  if (language != NULL)
    sl_test_end_chinese ();
}

/* What the list of problems says of a key that is no number. */
static void
test_findings (gconstpointer language)
{
  g_autoptr (SlBench) bench = bench_with_a_track ();
  g_autoptr (GString) said = g_string_new (NULL);

  if (!in_language (language))
    return;
  set (bench->editor, "shot-1", "tracks[0].keys[0].value", "high");
  g_autoptr (GPtrArray) findings = sl_plan_check (sl_editor_plan (bench->editor));
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((SlFinding *) findings->pdata[i])->field, "tracks"))
      g_string_append (said, ((SlFinding *) findings->pdata[i])->message);
  g_assert_cmpstr (said->str, ==,
                   language != NULL ? "cam-a · 位置 Z，第 0 帧的关键帧：“high”不能作“位置”的值"
                                    : "cam-a · Position Z, key at frame 0: “high” is no value for “Position”");
  if (language != NULL)
    sl_test_end_chinese ();
}

/* No type of value, of no field, falls back to the name. */
static void
test_no_raw_names (void)
{
  guint n = 0;

  if (!in_language ("zh_CN"))
    return;
  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    {
      const SlRecordType *type = &sl_kind_info (kind)->record;
      g_autoptr (SlEntity) entity = sl_entity_new (kind, "x");

      for (guint f = 0; f < type->n_fields; f++)
        {
          g_autoptr (GError) error = NULL;

          if (type->fields[f].type == SL_TYPE_RECORDS) /* XML, which has names */
            continue;
          g_assert_false (sl_entity_set (entity, type->fields[f].name, "\x01 ?", FALSE, &error));
          g_test_message ("%s", error->message);
          g_assert_nonnull (strstr (error->message, _(type->fields[f].label)));
          g_assert_null (strstr (error->message, type->fields[f].name));
          n++;
        }
    }
  g_assert_cmpuint (n, >, 150);
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
  g_test_add_data_func ("/desk/title/messages/english", NULL, test_messages);
  g_test_add_data_func ("/desk/title/messages/chinese", "zh_CN", test_messages);
  g_test_add_data_func ("/desk/title/findings/english", NULL, test_findings);
  g_test_add_data_func ("/desk/title/findings/chinese", "zh_CN", test_findings);
  g_test_add_func ("/desk/title/no-raw-names", test_no_raw_names);
  g_test_add_func ("/desk/title/units", test_units);
}
