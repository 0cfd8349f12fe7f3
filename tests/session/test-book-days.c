/* Bookings that follow a board: what the operation changes, leaves and refuses, and that undo gives back the bytes. */
#include <string.h>

#include "../sl-test.h"
#include "sl-history.h"
#include "sl-operations.h"
#include "sl-plan-xml.h"
#include "sl-stage-changes.h"
#include "tests.h"

#define B(id, from, to, more) \
  "<booking id=\"" id "\" name=\"" id "\" stage=\"one\" production=\"p\" from=\"2026-10-" from "\" to=\"2026-10-" to \
  "\" " more "/>"
#define SCENE(n, stage) "<scene id=\"s" n "\" production=\"p\" number=\"" n "\" stage=\"" stage "\"/>"
#define HEAD \
  "<production id=\"p\" name=\"Salt Line\" start=\"2026-10-05\"/><production id=\"q\"/><stage id=\"one\"/>" \
  "<stage id=\"two\"/>" SCENE ("1", "one") SCENE ("2", "one") SCENE ("3", "two")
#define DAY "<strip is=\"day\"/>"
#define BOARD \
  "<board id=\"board\" production=\"p\"><strip scene=\"s1\"/>" DAY "<strip scene=\"s2\"/>" DAY "<strip scene=\"s3\"/>" \
  DAY "</board>"
#define OTHERS \
  "<booking id=\"theirs\" stage=\"one\" production=\"q\" from=\"2026-10-06\" to=\"2026-10-07\"/>"

static SlPlan *
plan_of (const char *content)
{
  g_autofree char *text = g_strdup_printf ("<sightline version=\"1.0\">%s</sightline>", content);
  g_autoptr (GError) error = NULL;
  SlPlan *plan = sl_plan_parse (text, strlen (text), "x", NULL, &error);

  g_assert_no_error (error);
  return plan;
}

/* "p release=true": the command, NULL with an error. */
static SlCommand *
run (const SlPlan *plan, const char *line, GError **error)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  const SlOperation *operation = sl_operation_find ("book-days");
  gpointer options = sl_operation_options_new (operation);
  const char *ids[8];
  SlOperationInput input = { .plan = plan, .ids = ids };
  gboolean ok = TRUE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *equals = strchr (words[i], '=');

      if (equals == NULL && *words[i] != '\0')
        ids[input.n_ids++] = words[i];
      else if (equals != NULL)
        {
          *equals = '\0';
          ok = ok && sl_record_set (operation->options, options, words[i], equals + 1, TRUE, error);
        }
    }
  SlCommand *command = ok ? sl_operation_run (operation, &input, options, NULL, error) : NULL;
  sl_operation_options_free (operation, options);
  return command;
}

/* Bookings of the production: "x hold 1 shoot one 05-06". */
static char *
told (const SlPlan *plan)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);
      g_autofree char *from = sl_date_to_text (b->from), *to = sl_date_to_text (b->to);
      g_autofree char *state = sl_entity_get (&b->entity, "state", NULL);
      g_autofree char *phase = sl_entity_get (&b->entity, "phase", NULL);

      if (g_strcmp0 (b->production, "p") == 0)
        g_string_append_printf (text, "%s%s %s %d %s %s %s-%s", text->len > 0 ? ", " : "", b->entity.id, state,
                                (int) b->rank, phase, b->stage, from + 8, to + 8);
    }
  return g_string_free (text, FALSE);
}

static void
test_follow (void)
{
  static const struct { const char *plan, *line, *is; } rows[] = {
    { HEAD BOARD, "", "booking hold 1 shoot one 05-06, booking-2 hold 1 shoot two 07-07" },
    { HEAD BOARD, "board stage=two", "booking hold 1 shoot two 07-07" },
    { HEAD BOARD OTHERS, "p stage=one", "booking hold 2 shoot one 05-06" },     /* behind who is there */
    { HEAD BOARD OTHERS, "p stage=one rank=4", "booking hold 4 shoot one 05-06" },
    { HEAD BOARD, "p stage=one state=confirmed prep=1 strike=1",
      "booking confirmed 1 prep one 04-04, booking-2 confirmed 1 shoot one 05-06, "
      "booking-3 confirmed 1 strike one 07-07" },
    { HEAD BOARD B ("x", "12", "13", ""), "p stage=one", "x hold 1 shoot one 05-06" },
    { HEAD BOARD OTHERS B ("x", "12", "13", ""), "p stage=one", "x hold 2 shoot one 05-06" },
    { HEAD BOARD B ("x", "05", "05", "rank=\"3\""), "p stage=one", "x hold 3 shoot one 05-06" },
    { HEAD BOARD B ("x", "05", "09", ""), "p stage=one", "x hold 1 shoot one 05-09" },
    { HEAD BOARD B ("x", "05", "09", ""), "p stage=one release=true", "x hold 1 shoot one 05-06" },
    { HEAD BOARD B ("x", "05", "06", "") B ("y", "12", "13", ""), "p stage=one release=true",
      "x hold 1 shoot one 05-06, y released 1 shoot one 12-13" },
    { HEAD BOARD B ("x", "12", "13", "state=\"confirmed\""), "p stage=one confirmed=true",
      "x confirmed 1 shoot one 05-06" },
    { HEAD BOARD B ("x", "12", "13", "state=\"confirmed\""), "p only=x", "x confirmed 1 shoot one 05-06" },
    { HEAD BOARD B ("x", "12", "13", "state=\"confirmed\""), "p",
      "x confirmed 1 shoot one 12-13, booking hold 1 shoot two 07-07" },        /* the rest goes on */
    { HEAD BOARD, "p only=two/shoot/2026-10-07", "booking hold 1 shoot two 07-07" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) plan = plan_of (rows[i].plan);
      g_autoptr (GError) error = NULL;
      g_autoptr (SlCommand) command = run (plan, rows[i].line, &error);

      g_test_message ("row %u", i);
      g_assert_no_error (error);
      g_autoptr (SlPlan) after = sl_plan_apply (plan, command, &error);
      g_assert_no_error (error);
      g_autofree char *is = told (after);
      g_assert_cmpstr (is, ==, rows[i].is);
      g_assert_cmpstr (sl_command_label (command), ==, "Book the days of Salt Line");
    }
}

static void
test_refused (void)
{
  static const struct { const char *plan, *line, *says; } rows[] = {
    { HEAD, "", "there is no board to book days for" },
    { HEAD, "p", "there is no board to book days for" },
    { HEAD BOARD, "q", "there is no board to book days for" },
    { HEAD BOARD, "nobody", "the plan has no “nobody”" },
    { HEAD BOARD, "one", "“one” is neither a board nor a production" },
    { HEAD BOARD, "p board", "takes 1 thing at most" },
    { HEAD BOARD, "p stage=three", "“three” is no stage" },
    { HEAD BOARD, "p only=gone", "“gone” is no change of these bookings" },
    { HEAD BOARD, "p prep=-1", "out of range" },
    { HEAD BOARD, "p rank=12", "out of range" },
    { HEAD BOARD, "p state=released", "no value" },
    { HEAD "<board id=\"board\"><strip scene=\"s1\"/></board>", "board", "has no production" },
    { HEAD BOARD B ("x", "12", "13", "state=\"confirmed\""), "p stage=one", "“x” is confirmed and would have to move" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) plan = plan_of (rows[i].plan);
      g_autoptr (GError) error = NULL;

      g_test_message ("row %u", i);
      g_assert_null (run (plan, rows[i].line, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, rows[i].says));
    }
}

/* --- any bookings --- */

static char *
any_plan (GRand *rand)
{
  GString *text = g_string_new (HEAD BOARD "<calendar id=\"week\" week=\"sat sun\"/>");

  for (int i = 0, n = g_rand_int_range (rand, 0, 7); i < n; i++)
    {
      static const char *const phases[] = { "shoot", "shoot", "shoot", "prep", "strike", "rehearse" };
      static const char *const states[] = { "hold", "hold", "challenged", "confirmed", "released" };
      const int from = g_rand_int_range (rand, 1, 15);

      g_string_append_printf (text, "<booking id=\"b%d\" stage=\"%s\" production=\"%s\" from=\"2026-10-%02d\" "
                              "to=\"2026-10-%02d\" rank=\"%d\" phase=\"%s\" state=\"%s\"/>", i,
                              g_rand_boolean (rand) ? "one" : "two", g_rand_int_range (rand, 0, 4) > 0 ? "p" : "q",
                              from, from + g_rand_int_range (rand, 0, 4), g_rand_int_range (rand, 1, 4),
                              phases[g_rand_int_range (rand, 0, 6)], states[g_rand_int_range (rand, 0, 5)]);
    }
  return g_string_free (text, FALSE);
}

static void
assert_nothing_missing (const SlPlan *plan, const char *what)
{
  const SlProduction *production = sl_plan_get (plan, SL_KIND_PRODUCTION, "p");
  const SlBoardInput input = { .plan = plan, .production = production,
                               .board = sl_production_board (plan, production) };
  g_autoptr (SlBoardRead) read = sl_board_read (&input);
  g_autoptr (SlStageChanges) changes = sl_stage_changes_new (read, NULL);

  if (changes->missing > 0 || changes->astray > 0)
    g_error ("still missing %u, astray %u: %s", changes->missing, changes->astray, what);
}

/* Whatever was booked: then every day has a booking and none lies astray; once more changes nothing, and undo gives the
 * plan's bytes back. */
static void
test_any (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *content = any_plan (rand);
      g_autoptr (SlPlan) plan = plan_of (content);
      g_autoptr (GError) error = NULL;
      g_autoptr (SlCommand) command = run (plan, "p release=true confirmed=true", &error);

      g_assert_no_error (error);
      g_autoptr (SlPlan) after = sl_plan_apply (plan, command, &error);
      g_assert_no_error (error);
      assert_nothing_missing (after, content);
      g_autoptr (SlCommand) again = run (after, "p release=true confirmed=true", &error);
      g_assert_no_error (error);
      g_autoptr (SlPlan) same = sl_plan_apply (after, again, &error);
      g_assert_true (same == after);
    }
}

/* In a document: one step, and back. */
static void
test_undo (void)
{
  g_autoptr (SlPlan) plan = plan_of (HEAD BOARD B ("x", "12", "13", "") B ("y", "20", "21", ""));
  g_autoptr (SlHistory) history = sl_history_new (plan);
  g_autofree char *before = sl_plan_print (plan, NULL), *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCommand) command = run (plan, "p release=true prep=1", &error);

  g_assert_no_error (error);
  g_assert_true (sl_history_apply (history, command, &error));
  after = sl_plan_print (sl_history_plan (history), NULL);
  g_assert_cmpstr (after, !=, before);
  g_assert_true (sl_history_undo (history));
  g_free (after);
  after = sl_plan_print (sl_history_plan (history), NULL);
  g_assert_cmpstr (after, ==, before);
  g_assert_false (sl_history_undo (history));
}

void
add_book_days_tests (void)
{
  g_test_add_func ("/book-days/follow", test_follow);
  g_test_add_func ("/book-days/refused", test_refused);
  g_test_add_func ("/book-days/any", test_any);
  g_test_add_func ("/book-days/undo", test_undo);
}
