/* What a scheduler does to boards: strips moved, scenes on and off, days, drafts, locks, and bad input. */
#include "../sl-test.h"
#include "sl-board.h"
#include "sl-operations.h"
#include "sl-plan-xml.h"
#include "tests.h"

#define PLAN \
  "<production id=\"p\" start=\"2026-10-05\"/><production id=\"q\"/>" \
  "<unit id=\"u\" production=\"p\" day_hours=\"10\"/>" \
  "<scene id=\"s1\" production=\"p\" minutes=\"300\" set=\"Quay\" eighths=\"4\"/>" \
  "<scene id=\"s2\" production=\"p\" minutes=\"400\" set=\"Deck\"/>" \
  "<scene id=\"s3\" production=\"p\" minutes=\"200\" set=\"Quay\"/>" \
  "<scene id=\"s4\" production=\"p\" minutes=\"100\" omitted=\"true\"/><scene id=\"s5\" production=\"q\"/>"
#define BOARD "<board id=\"b\" name=\"Draft A\" production=\"p\" start=\"2026-11-02\">" \
  "<strip scene=\"s1\"/><strip scene=\"s2\"/><strip is=\"day\"/><strip scene=\"s3\"/></board>"
#define LOCKED "<board id=\"l\" production=\"p\" locked=\"2026-10-01\"><strip scene=\"s1\"/></board>"

static SlPlan *
plan_of (const char *content)
{
  g_autofree char *text = g_strdup_printf ("<sightline version=\"1.0\">%s</sightline>", content);
  g_autoptr (GError) error = NULL;
  SlPlan *plan = sl_plan_parse (text, strlen (text), "x", NULL, &error);

  g_assert_no_error (error);
  return plan;
}

/* Runs "board-move b strips=0 to=3" (ids before the first "="); NULL with an error. */
static SlPlan *
run (const SlPlan *plan, const char *line, GError **error)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  const SlOperation *operation = sl_operation_find (words[0]);
  gpointer options = sl_operation_options_new (operation);
  const char *ids[8];
  SlOperationInput input = { .plan = plan, .ids = ids };
  SlPlan *after = NULL;
  gboolean ok = TRUE;

  for (guint i = 1; words[i] != NULL; i++)
    {
      char *equals = strchr (words[i], '=');

      if (equals == NULL)
        ids[input.n_ids++] = words[i];
      else
        {
          *equals = '\0';
          g_strdelimit (equals + 1, ",", ' ');
          ok = ok && sl_record_set (operation->options, options, words[i], equals + 1, TRUE, error);
        }
    }
  g_autoptr (SlCommand) command = ok ? sl_operation_run (operation, &input, options, NULL, error) : NULL;
  if (command != NULL)
    after = sl_plan_apply (plan, command, error);
  sl_operation_options_free (operation, options);
  return after;
}

static char *
strips_of (const SlPlan *plan, const char *id)
{
  const SlBoard *board = sl_plan_get (plan, SL_KIND_BOARD, id);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_nonnull (board);
  for (guint i = 0; i < sl_list_n (board->strips); i++)
    {
      const SlStrip *strip = sl_list_at (board->strips, SlStrip, i);

      g_string_append (out, strip->is == SL_STRIP_DAY      ? "|"
                            : strip->is == SL_STRIP_WEEK   ? "#"
                            : strip->is == SL_STRIP_BANNER ? "-" : strip->scene + 1);
    }
  return g_strdup (out->str);
}

static void
test_strips (void)
{
  static const struct { const char *line, *strips; } rows[] = {
    { "board-move b strips=0 to=4", "2|31" },    { "board-move b strips=3,0 to=2", "213|" },
    { "board-move b strips=1,1", "1|32" },       { "board-cut b strips=0,2", "23" },
    { "board-off s2", "1|3" },                   { "board-off s1 s3 board=b", "2|" },
    { "board-off s4", "12|3" },                  { "board-place s3 at=0", "312|" },
    { "board-place s3 s1 at=2", "231|" },        { "board-place s1", "2|31" },
    { "board-break b at=1", "1|2|3" },           { "board-break b is=banner text=Lunch minutes=60", "12|3-" },
    { "board-break b is=week at=3 unit=u", "12|#3" }, { "board-days b", "1|23|" },
    { "board-days b minutes=350", "1|2|3|" },    { "board-days b eighths=16", "12|3|" },
    { "board-sort b by=set days=false", "213" }, { "board-sort b by=set", "2|13|" },
    { "board-sort b by=set inside=true", "21|3" }, { "board-sort b by=number inside=true", "12|3" },
    { "board-sort b by=number days=false", "123" },
  };
  g_autoptr (SlPlan) plan = plan_of (PLAN BOARD);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SlPlan) after = run (plan, rows[i].line, &error);

      g_test_message ("%s", rows[i].line);
      g_assert_no_error (error);
      g_autofree char *strips = strips_of (after, "b");
      g_assert_cmpstr (strips, ==, rows[i].strips);
    }
}

static void
test_boards (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPlan) plan = plan_of (PLAN);
  g_autoptr (SlPlan) made = run (plan, "board-new p", &error);
  g_assert_no_error (error);
  g_autofree char *all = strips_of (made, "board");
  g_assert_cmpstr (all, ==, "123"); /* what is omitted stays off */
  g_autoptr (SlPlan) draft = run (made, "board-copy board name=B", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sl_plan_count (draft, SL_KIND_BOARD), ==, 2);
  const SlProduction *p = sl_plan_get (draft, SL_KIND_PRODUCTION, "p");
  g_assert_cmpstr (sl_production_board (draft, p)->entity.id, ==, "board");
  g_autoptr (SlPlan) used = run (draft, "board-use board-2", &error);
  g_assert_no_error (error);
  p = sl_plan_get (used, SL_KIND_PRODUCTION, "p");
  g_assert_cmpstr (sl_production_board (used, p)->entity.id, ==, "board-2");
}

/* What was agreed cannot be changed by the way; work goes on beside it and is held against it. */
static void
test_lock (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPlan) plan = plan_of (PLAN BOARD);
  g_autoptr (SlPlan) locked = run (plan, "board-lock b date=2026-10-01", &error);

  g_assert_no_error (error);
  const SlBoard *board = sl_plan_get (locked, SL_KIND_BOARD, "b");
  const SlBoard *agreed = sl_plan_get (locked, SL_KIND_BOARD, board->baseline);
  g_assert_cmpuint (board->locked, ==, 0);
  g_assert_cmpuint (agreed->locked, !=, 0);
  g_assert_cmpuint (agreed->start, ==, board->start);
  g_autofree char *line = g_strdup_printf ("board-move %s strips=0", agreed->entity.id);
  g_autoptr (SlPlan) refused = run (locked, line, &error);
  g_assert_null (refused);
  g_assert_nonnull (strstr (error->message, "locked since 2026-10-01"));
}

/* The board itself, and back. */
static void
test_lock_itself (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPlan) plan = plan_of (PLAN BOARD);
  g_autoptr (SlPlan) locked = run (plan, "board-lock b date=2026-10-01 itself=true", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (sl_plan_count (locked, SL_KIND_BOARD), ==, 1);
  g_assert_null (run (locked, "board-strip b strips=2 call=07:00", &error));
  g_assert_nonnull (strstr (error->message, "locked since 2026-10-01"));
  g_clear_error (&error);
  g_autoptr (SlPlan) free = run (locked, "board-unlock b", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (((const SlBoard *) sl_plan_get (free, SL_KIND_BOARD, "b"))->locked, ==, 0);
}

/* What a strip says, and what is unset again; what else it said stays. */
static void
test_said (void)
{
  static const struct { const char *line; guint at; const char *field, *wanted; } rows[] = {
    { "board-strip b strips=2 date=2026-11-05 call=6:30", 2, "date", "2026-11-05" },
    { "board-strip b strips=2 call=6:30", 2, "call", "06:30" },
    { "board-strip b strips=2 unit=u", 2, "unit", "u" },
    { "board-strip b strips=2 text=Quay", 2, "text", "Quay" },
    { "board-strip b strips=2,4 text=Quay", 4, "text", "Quay" },
    { "board-strip b strips=4 minutes=1.5h", 4, "minutes", "90" },
    { "board-strip b strips=2 clear=call", 2, "call", "" },
    { "board-strip b strips=2 clear=call,date", 2, "date", "" },
    { "board-strip b strips=2 clear=call date=2026-11-06", 2, "date", "2026-11-06" },
    { "board-strip b strips=4 clear=minutes", 4, "minutes", "" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPlan) plain = plan_of (PLAN BOARD);
  g_autoptr (SlPlan) more = run (plain, "board-break b is=banner minutes=30", &error);
  g_assert_no_error (error);
  g_autoptr (SlPlan) plan = run (more, "board-strip b strips=2 date=2026-11-04 call=09:00", &error);
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) after = run (plan, rows[i].line, &error);
      g_autofree char *path = g_strdup_printf ("strips[%u].%s", rows[i].at, rows[i].field);

      g_test_message ("%s", rows[i].line);
      g_assert_no_error (error);
      g_autofree char *said = sl_entity_get (sl_plan_find (after, "b"), path, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (said, ==, rows[i].wanted);
      g_autofree char *strips = strips_of (after, "b");
      g_assert_cmpstr (strips, ==, "12|3-");
    }
}

static void
test_new_scene (void)
{
  static const struct { const char *line, *production; guint place; } rows[] = {
    { "scene-new", "p", 4 }, { "scene-new p at=0 number=6", "p", 0 }, { "scene-new p off=true", "p", G_MAXUINT },
    { "scene-new board=b at=2", "p", 2 }, { "scene-new q", "q", G_MAXUINT }, { "scene-new p board=b at=99", "p", 4 },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPlan) plan = plan_of (PLAN BOARD);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) after = run (plan, rows[i].line, &error);

      g_test_message ("%s", rows[i].line);
      g_assert_no_error (error);
      const SlSceneEntity *scene = sl_plan_get (after, SL_KIND_SCENE, "scene");
      const SlBoard *board = sl_plan_get (after, SL_KIND_BOARD, "b");
      g_assert_cmpstr (scene->production, ==, rows[i].production);
      g_assert_cmpuint (sl_list_n (board->strips), ==, rows[i].place == G_MAXUINT ? 4 : 5);
      if (rows[i].place != G_MAXUINT)
        g_assert_cmpstr (sl_list_at (board->strips, SlStrip, rows[i].place)->scene, ==, "scene");
    }
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autoptr (SlPlan) first = run (empty, "scene-new set=Quay", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((const SlSceneEntity *) sl_plan_get (first, SL_KIND_SCENE, "scene"))->production, ==, "production");
  g_assert_cmpuint (sl_plan_count (first, SL_KIND_STAGE), ==, 0);
}

/* Undo says which of them it was. */
static void
test_labels (void)
{
  static const struct { const char *operation, *name, *value, *label; } rows[] = {
    { "board-break", "is", "day", "End a day in Draft A" }, { "board-break", "is", "week", "End a week in Draft A" },
    { "board-break", "is", "banner", "Put a banner into Draft A" }, { "board-lock", "itself", "true", "Lock Draft A" },
    { "board-days", "minutes", "0", "Break Draft A into days" },
    { "board-strip", "text", "Quay", "Change strips of Draft A" },
  };
  g_autoptr (SlPlan) plan = plan_of (PLAN BOARD);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SlOperation *operation = sl_operation_find (rows[i].operation);
      gpointer options = sl_operation_options_new (operation);
      const char *ids[] = { "b" };
      const SlOperationInput input = { .plan = plan, .ids = ids, .n_ids = 1 };
      g_autoptr (GError) error = NULL;

      sl_record_set (operation->options, options, rows[i].name, rows[i].value, TRUE, &error);
      if (sl_record_field (operation->options, "strips") != NULL)
        sl_record_set (operation->options, options, "strips", "2", TRUE, &error);
      if (g_str_equal (rows[i].operation, "board-lock"))
        sl_record_set (operation->options, options, "date", "2026-10-01", TRUE, &error);
      g_autoptr (SlCommand) command = sl_operation_run (operation, &input, options, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (sl_command_label (command), ==, rows[i].label);
      sl_operation_options_free (operation, options);
    }
}

static void
test_bad (void)
{
  static const char *const lines[] = {
    "board-move b strips=4", "board-move b strips=-1", "board-move b strips=0 to=-2", "board-move s1 strips=0",
    "board-move gone strips=0", "board-move l strips=0", "board-cut b strips=0,9", "board-off p", "board-off s5",
    "board-off s1 board=gone", "board-place b", "board-break b unit=gone", "board-break b is=scene",
    "board-break b minutes=-5", "board-break b date=yesterday", "board-break b call=25:00", "board-days b minutes=-1",
    "board-days b eighths=x", "board-sort b by=luck", "board-lock b", "board-lock l date=2026-10-01",
    "board-new s1", "board-use p", "board-copy u", "board-lock l date=2026-10-01 itself=true",
    "board-lock b itself=true",
    "board-unlock b", "board-unlock p", "board-unlock gone", "board-unlock", "board-strip b", "board-strip b strips=2",
    "board-strip b strips=2 date=soon", "board-strip b strips=2 date=", "board-strip b strips=2 unit=gone",
    "board-strip b strips=2 unit=s1", "board-strip b strips=2 minutes=30", "board-strip b strips=2 call=25:00",
    "board-strip b strips=0 text=x", "board-strip b strips=0,2 call=07:00", "board-strip b strips=9 text=x",
    "board-strip b text=x", "board-strip b strips=2 clear=scene", "board-strip b strips=2 clear=minutes",
    "board-strip b strips=2 scene=s1", "board-strip l strips=0 clear=text", "board-strip p strips=0 text=x",
    "scene-new s1", "scene-new gone", "scene-new p q", "scene-new p board=gone", "scene-new q board=b",
    "scene-new board=l", "scene-new p at=-2", "scene-new p off=perhaps", "scene-new p number=\x01",
  };
  g_autoptr (SlPlan) plan = plan_of (PLAN BOARD LOCKED);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SlPlan) after = run (plan, lines[i], &error);

      g_test_message ("%s", lines[i]);
      g_assert_null (after);
      g_assert_nonnull (error);
      g_assert_cmpstr (error->message, !=, "");
    }
}

void
add_board_tests (void)
{
  g_test_add_func ("/session/boards/strips", test_strips);
  g_test_add_func ("/session/boards/wholes", test_boards);
  g_test_add_func ("/session/boards/lock", test_lock);
  g_test_add_func ("/session/boards/lock-itself", test_lock_itself);
  g_test_add_func ("/session/boards/said", test_said);
  g_test_add_func ("/session/boards/new-scene", test_new_scene);
  g_test_add_func ("/session/boards/labels", test_labels);
  g_test_add_func ("/session/boards/bad", test_bad);
}
