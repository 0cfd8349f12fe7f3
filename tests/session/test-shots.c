/* What a director does to the list of shots: between two, numbers, order, length, and bad input. */
#include "../sl-test.h"
#include "sl-operations.h"
#include "sl-scene.h"
#include "sl-shot-number.h"
#include "tests.h"

static void
test_letters (void)
{
  static const struct { const char *number, *letter, *count; } rows[] = {
    { "12", "12A", "13" },    { "12A", "12B", NULL },    { "12H", "12J", NULL },  { "12N", "12P", NULL },
    { "12Z", "12AA", NULL },  { "12AZ", "12BA", NULL },  { "12ZZ", "12AAA", NULL }, { "12a", "12b", NULL },
    { "12z", "12aa", NULL },  { "010", "010A", "011" },  { "099", "099A", "100" }, { "9", "9A", "10" },
    { "A", "AA", NULL },      { "Titles", "TitlesA", NULL }, { "序3", "序3A", "序4" }, { "12I", "12IA", NULL },
    { "", "A", NULL },        { "1234567890", "1234567890A", NULL }, { "A-12", "A-12A", "A-13" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *letter = sl_shot_number_letter (rows[i].number);
      g_autofree char *count = sl_shot_number_count (rows[i].number, 1);

      g_assert_cmpstr (letter, ==, rows[i].letter);
      g_assert_cmpstr (count, ==, rows[i].count);
    }
}

static SlPlan *
sample (void)
{
  static const char *const edits[][3] = {
    { "stage", "stage", NULL },     { "setup", "setup", NULL },     { "setup", "stage", "stage" },
    { "cam", "camera", NULL },      { "cam", "stage", "stage" },    { "crate", "prop", NULL },
    { "crate", "stage", "stage" },  { "sc-1", "scene", NULL },      { "sc-2", "scene", NULL },
    { "a", "shot", NULL },          { "a", "number", "12" },        { "a", "scene", "sc-1" },
    { "a", "setup", "setup" },      { "a", "camera", "cam" },       { "a", "focal_mm", "29" },
    { "a", "name", "Rail" },        { "a", "frames", "100" },       { "a", "notes", "Hold" },
    { "a", "tracks[+].target", "cam" }, { "a", "tracks[#0].path", "pan" }, { "a", "tracks[#0].keys[+].frame", "10" },
    { "a", "tracks[#0].keys[#0].value", "0" }, { "a", "tracks[#0].keys[+].frame", "90" },
    { "a", "tracks[#0].keys[#1].value", "80" },
    { "a", "remarks[+].frame", "40" }, { "a", "remarks[#0].text", "Lamp" },
    { "b", "shot", NULL },          { "b", "number", "12A" },       { "b", "scene", "sc-1" },
    { "b", "setup", "setup" },      { "b", "camera", "cam" },
    { "c", "shot", NULL },          { "c", "number", "13" },        { "c", "scene", "sc-1" },
    { "c", "setup", "setup" },      { "c", "camera", "cam" },
    { "d", "shot", NULL },          { "d", "number", "12" },        { "d", "scene", "sc-2" },
    { "d", "setup", "setup" },      { "d", "camera", "cam" },
    { "e", "shot", NULL },          { "e", "setup", "setup" },      { "e", "camera", "cam" },
  };
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autoptr (SlCommand) command = sl_command_new ("Make");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    if (edits[i][2] == NULL)
      sl_command_add (command, sl_kind_from_name (edits[i][1]), edits[i][0]);
    else
      sl_command_set (command, edits[i][0], edits[i][1], edits[i][2]);
  SlPlan *plan = sl_plan_apply (empty, command, &error);
  g_assert_no_error (error);
  return plan;
}

/* "shot-order a b before=c" on `plan`; the plan after it, or NULL with an error. */
static SlPlan *
after (const SlPlan *plan, const char *line, GError **error)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (SlCommand) command = NULL;

  g_assert_true (g_shell_parse_argv (line, NULL, &words, NULL));
  const SlOperation *operation = sl_operation_find (words[0]);
  g_assert_nonnull (operation);
  gpointer options = sl_operation_options_new (operation);
  gboolean said = TRUE;
  for (char **word = words + 1; *word != NULL; word++)
    if (strchr (*word, '=') == NULL)
      g_ptr_array_add (ids, *word);
    else
      {
        g_auto (GStrv) pair = g_strsplit (*word, "=", 2);
        said = said && sl_record_set (operation->options, options, pair[0], pair[1], TRUE, error);
      }
  const SlOperationInput input = { .plan = plan, .ids = (const char *const *) ids->pdata, .n_ids = ids->len };
  command = said ? sl_operation_run (operation, &input, options, NULL, error) : NULL;
  sl_operation_options_free (operation, options);
  return command != NULL ? sl_plan_apply (plan, command, error) : NULL;
}

static SlPlan *
must (const SlPlan *plan, const char *line)
{
  g_autoptr (GError) error = NULL;
  SlPlan *done = after (plan, line, &error);

  g_test_message ("%s", line);
  g_assert_no_error (error);
  return done;
}

/* "a:12 b:12A": ids and numbers in the order of the edit. */
static char *
edit_of (const SlPlan *plan, gboolean numbers)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);
      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", numbers ? shot->number : shot->entity.id);
    }
  return g_string_free (text, FALSE);
}

static void
assert_value (const SlPlan *plan, const char *id, const char *path, const char *expected)
{
  const SlEntity *entity = sl_plan_find (plan, id);

  g_assert_nonnull (entity);
  g_autofree char *value = sl_entity_get (entity, path, NULL);
  g_assert_cmpstr (value, ==, expected);
}

static void
test_order (void)
{
  static const struct { const char *line, *edit; } rows[] = {
    { "shot-order a by=1", "b a c d e" },
    { "shot-order a by=-1", "a b c d e" },
    { "shot-order e by=-2", "a b e c d" },
    { "shot-order c by=100", "a b d e c" },
    { "shot-order a c by=1", "b d a c e" },       /* they come together */
    { "shot-order e b by=-1", "b e a c d" },      /* in the order of the edit, however they were picked */
    { "shot-order a b c d e by=1", "a b c d e" },
    { "shot-order e before=a", "e a b c d" },
    { "shot-order a after=e", "b c d e a" },
    { "shot-order a e before=c", "b a e c d" },
    { "shot-order a b d e after=c", "c a b d e" },
    { "shot-order b d before=a", "b d a c e" },
    { "shot-order a a before=c", "b a c d e" },
  };
  g_autoptr (SlPlan) plan = sample ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) done = must (plan, rows[i].line);
      g_autofree char *edit = edit_of (done, FALSE);
      g_assert_cmpstr (edit, ==, rows[i].edit);
    }
}

static void
test_numbers (void)
{
  static const struct { const char *line, *numbers; } rows[] = {
    { "shot-number a b c first=20", "20 21 22 12 (null)" },
    { "shot-number c a b first=20 style=letters", "20 20A 20B 12 (null)" },
    { "shot-number a b c first=010 step=10", "010 020 030 12 (null)" },
    { "shot-number a b c", "12 13 14 12 (null)" },    /* theirs may be used again */
    { "shot-number e first=12", "12 12A 13 12 12" },   /* of no scene: nobody's */
    { "shot-number b c style=letters", "12 12A 12B 12 (null)" },
  };
  g_autoptr (SlPlan) plan = sample ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) done = must (plan, rows[i].line);
      g_autofree char *numbers = edit_of (done, TRUE);
      g_assert_cmpstr (numbers, ==, rows[i].numbers);
    }
}

/* The next free letter of the scene, right behind; with all of it or only with how it is taken. */
static void
test_between (void)
{
  g_autoptr (SlPlan) plan = sample ();
  g_autoptr (SlPlan) one = must (plan, "shot-insert a name=Closer");
  g_autoptr (SlPlan) copy = must (one, "shot-insert a copy=true");
  g_autoptr (SlPlan) both = must (plan, "shot-insert d e");
  g_autofree char *edit = edit_of (copy, FALSE), *ends = edit_of (both, FALSE);

  g_assert_cmpstr (edit, ==, "a shot-12c shot-12b b c d e");
  g_assert_cmpstr (ends, ==, "a b c d shot-12a e shot");
  /* at the end of the edit it is the next number, if that one is free; a copy is of what it copies */
  g_autoptr (SlPlan) cut = must (plan, "shot-order e before=a");
  g_autoptr (SlPlan) last = must (cut, "shot-insert d");
  g_autoptr (SlPlan) same = must (cut, "shot-insert d copy=true");
  g_assert_cmpstr (((const SlShot *) sl_plan_get (last, SL_KIND_SHOT, "shot-13"))->number, ==, "13");
  g_assert_cmpstr (((const SlShot *) sl_plan_get (same, SL_KIND_SHOT, "shot-12a"))->number, ==, "12A");
  assert_value (copy, "shot-12b", "name", "Closer");
  assert_value (copy, "shot-12b", "number", "12B");
  assert_value (copy, "shot-12b", "focal_mm", "29");
  assert_value (copy, "shot-12b", "scene", "sc-1");
  assert_value (copy, "shot-12b", "frames", "120");
  assert_value (copy, "shot-12b", "notes", "");
  assert_value (copy, "shot-12c", "number", "12C");
  assert_value (copy, "shot-12c", "name", "Rail 2");
  assert_value (copy, "shot-12c", "frames", "100");
  assert_value (copy, "shot-12c", "notes", "Hold");
  assert_value (copy, "shot-12c", "tracks[#0].keys[#1].value", "80");
  assert_value (both, "shot", "number", "");
}

static double
pan_at (const SlPlan *plan, double frame)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, "a", &error);

  g_assert_no_error (error);
  g_autoptr (SlEntity) now = sl_scene_maker_entity (maker, "cam", frame, &error);
  g_assert_no_error (error);
  g_autofree char *text = sl_entity_get (now, "pan", NULL);
  return g_ascii_strtod (text, NULL);
}

/* What was seen at a frame is seen at the same picture of the trimmed shot, and giving the frames back undoes it. */
static void
test_trim (void)
{
  static const struct { const char *line, *back; int frames, head; } rows[] = {
    { "shot-trim a head=30", "shot-trim a head=-30", 70, 30 },
    { "shot-trim a tail=40", "shot-trim a tail=-40", 60, 0 },
    { "shot-trim a head=20 tail=30", "shot-trim a head=-20 tail=-30", 50, 20 },
    { "shot-trim a head=-24", "shot-trim a head=24", 124, -24 },
    { "shot-trim a head=99", "shot-trim a head=-99", 1, 99 },
  };
  g_autoptr (SlPlan) plan = sample ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) done = must (plan, rows[i].line);
      g_autoptr (SlPlan) back = must (done, rows[i].back);
      const SlShot *shot = sl_plan_get (done, SL_KIND_SHOT, "a");

      g_assert_cmpint (shot->frames, ==, rows[i].frames);
      g_assert_cmpint (sl_list_at (shot->remarks, SlRemark, 0)->frame, ==, 40 - rows[i].head);
      for (int f = 0; f < rows[i].frames; f++)
        if (f + rows[i].head >= 0)
          assert_within (pan_at (done, f), pan_at (plan, f + rows[i].head), 1e-9);
      g_assert_true (sl_plan_equal (plan, back));
    }
}

/* Behind those that are there, with what is written as it is written. */
static void
test_remark (void)
{
  g_autoptr (SlPlan) plan = sample ();
  g_autoptr (SlPlan) done = must (plan, "shot-remark a frame=99 author='Director' text=' Hold [x]. 等灯亮。 '");
  g_autoptr (SlPlan) first = must (plan, "shot-remark b text=Sky");
  const SlShot *a = sl_plan_get (done, SL_KIND_SHOT, "a"), *b = sl_plan_get (first, SL_KIND_SHOT, "b");
  const SlRemark *said = sl_list_at (a->remarks, SlRemark, 1), *plain = sl_list_at (b->remarks, SlRemark, 0);

  g_assert_cmpuint (sl_list_n (a->remarks), ==, 2);
  g_assert_cmpint (said->frame, ==, 99);
  g_assert_cmpstr (said->author, ==, "Director");
  g_assert_cmpstr (said->text, ==, "Hold [x]. 等灯亮。");
  g_assert_cmpuint (sl_list_n (b->remarks), ==, 1);
  g_assert_cmpint (plain->frame, ==, 0);
  g_assert_null (plain->author);
}

static void
test_bad (void)
{
  static const char *const lines[] = {
    "shot-insert",
    "shot-insert nobody",
    "shot-insert crate",
    "shot-number crate first=1",
    "shot-number e",                       /* has none */
    "shot-number a b first=12A",           /* cannot be counted on from */
    "shot-number a b first=Titles",
    "shot-number a b first=1234567890",
    "shot-number a first=13",              /* c's */
    "shot-number a b first=13 style=letters",
    "shot-number b c first=12",            /* a keeps it */
    "shot-number a style=roman",
    "shot-number a step=0",
    "shot-order crate by=1",
    "shot-order a before=crate",
    "shot-order a before=nobody",
    "shot-order a before=a",
    "shot-order a b after=b",
    "shot-order a before=b after=c",
    "shot-order a by=x",
    "shot-trim crate head=1",
    "shot-trim a head=100",
    "shot-trim a tail=100",
    "shot-trim a head=60 tail=40",
    "shot-trim a b head=110",              /* b could, a could not */
    "shot-trim a head=-999999",
    "shot-trim a head=9999999",
    "shot-remark a",
    "shot-remark a text=' '",
    "shot-remark a frame=100 text=Late",
    "shot-remark a frame=-1 text=Early",
    "shot-remark a frame=x text=Nonsense",
    "shot-remark a b text=Both",
    "shot-remark crate text=Dust",
  };
  g_autoptr (SlPlan) plan = sample ();

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SlPlan) done = after (plan, lines[i], &error);

      if (error == NULL)
        g_error ("“%s” is accepted", lines[i]);
      g_assert_null (done);
    }
}

void
add_shot_tests (void)
{
  g_test_add_func ("/session/shots/letters", test_letters);
  g_test_add_func ("/session/shots/order", test_order);
  g_test_add_func ("/session/shots/numbers", test_numbers);
  g_test_add_func ("/session/shots/between", test_between);
  g_test_add_func ("/session/shots/trim", test_trim);
  g_test_add_func ("/session/shots/remark", test_remark);
  g_test_add_func ("/session/shots/bad", test_bad);
}
