/* What is done to bookings: holds, moves, days, states with whoever moves up, ranks, and bad input. */
#include "../sl-test.h"
#include "sl-holds.h"
#include "sl-operations.h"
#include "sl-plan-xml.h"
#include "tests.h"

#define B(id, stage, from, to, more) \
  "<booking id=\"" id "\" stage=\"" stage "\" production=\"p\" from=\"2026-11-" from \
  "\" to=\"2026-11-" to "\" " more "/>"
#define PLAN \
  "<production id=\"p\" name=\"Salt Line\"/><production id=\"q\" name=\"Tea Road\"/><stage id=\"s\"/>" \
  "<stage id=\"t\"/>" \
  B ("a", "s", "02", "06", "state=\"confirmed\"") B ("b", "s", "05", "09", "rank=\"2\"") \
  B ("c", "s", "08", "12", "rank=\"3\"") B ("d", "s", "20", "24", "rank=\"2\"") B ("e", "t", "02", "09", "rank=\"2\"") \
  "<booking id=\"none\" stage=\"s\"/>"

static SlPlan *
plan_of (const char *content)
{
  g_autofree char *text = g_strdup_printf ("<sightline version=\"1.0\">%s</sightline>", content);
  g_autoptr (GError) error = NULL;
  SlPlan *plan = sl_plan_parse (text, strlen (text), "x", NULL, &error);

  g_assert_no_error (error);
  return plan;
}

/* "booking-move a by=3"; NULL with an error. `label` (may be NULL) is freed by the caller. */
static SlPlan *
run (const SlPlan *plan, const char *line, char **label, GError **error)
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
          ok = ok && sl_record_set (operation->options, options, words[i], equals + 1, TRUE, error);
        }
    }
  g_autoptr (SlCommand) command = ok ? sl_operation_run (operation, &input, options, NULL, error) : NULL;
  if (command != NULL)
    after = sl_plan_apply (plan, command, error);
  if (label != NULL && command != NULL)
    *label = g_strdup (sl_command_label (command));
  sl_operation_options_free (operation, options);
  return after;
}

/* "s 02-06 confirmed 1" */
static char *
told (const SlPlan *plan, const char *id)
{
  static const char *const states[] = { "hold", "challenged", "confirmed", "released", "expired" };
  const SlBooking *b = sl_plan_get (plan, SL_KIND_BOOKING, id);
  g_autofree char *from = sl_date_to_text (b->from), *to = sl_date_to_text (b->to);

  return g_strdup_printf ("%s %s-%s %s %d", b->stage, from + 5, to + 5, states[b->state], (int) b->rank);
}

static void
test_operations (void)
{
  static const struct { const char *line, *id, *is, *label; } rows[] = {
    { "booking-move a by=3", "a", "s 11-05-11-09 confirmed 1", "Move a to 5 Nov" },
    { "booking-move a by=-3", "a", "s 10-30-11-03 confirmed 1", "Move a to 30 Oct" },
    { "booking-move a stage=t", "a", "t 11-02-11-06 confirmed 1", "Move a to t, 2 Nov" },
    { "booking-move a b by=1 stage=t", "b", "t 11-06-11-10 hold 2", "Move 2 things" },
    { "booking-days a to=2026-11-10", "a", "s 11-02-11-10 confirmed 1", "Stretch a to 2–10 Nov" },
    { "booking-days a from=2026-10-30", "a", "s 10-30-11-06 confirmed 1", "Stretch a to 30 Oct – 6 Nov" },
    { "booking-days none from=2026-11-01 to=2026-11-01", "none", "s 11-01-11-01 hold 1", "Stretch none to 1 Nov" },
    { "booking-hold t from=2026-11-10", "booking", "t 11-10-11-14 hold 1", "Hold t, 10–14 Nov, 5 days" },
    { "booking-hold s from=2026-11-09 days=1", "booking", "s 11-09-11-09 hold 1", "Hold s, 9 Nov, 1 day" },
    { "booking-hold s from=2026-11-05 days=4", "booking", "s 11-05-11-08 hold 4", "Hold s, 5–8 Nov, 4 days" },
    { "booking-hold s from=2026-11-05 rank=7", "booking", "s 11-05-11-09 hold 7", "Hold s, 5–9 Nov, 5 days" },
    { "booking-state b is=confirmed", "b", "s 11-05-11-09 confirmed 2", "Confirm b" },
    { "booking-state b is=challenged deadline=2026-11-03", "b", "s 11-05-11-09 challenged 2", "Challenge b" },
    { "booking-state a is=released", "b", "s 11-05-11-09 hold 1", "Release a" },
    { "booking-state a is=released", "c", "s 11-08-11-12 hold 2", "Release a" }, /* behind who moved */
    { "booking-state a is=released", "d", "s 11-20-11-24 hold 2", "Release a" }, /* shares no day */
    { "booking-state a is=released", "e", "t 11-02-11-09 hold 2", "Release a" }, /* another stage */
    { "booking-state a b is=released", "c", "s 11-08-11-12 hold 1", "State of 2 things" },
    { "booking-state a is=released follow=false", "b", "s 11-05-11-09 hold 2", "Release a" },
    { "booking-rank c by=-1", "c", "s 11-08-11-12 hold 2", "Rank 2 for c" },
    { "booking-rank c by=-1", "b", "s 11-05-11-09 hold 3", "Rank 2 for c" },
    { "booking-rank b by=1", "c", "s 11-08-11-12 hold 2", "Rank 3 for b" },
    { "booking-rank d by=-8", "d", "s 11-20-11-24 hold 1", "Rank 1 for d" },
  };
  g_autoptr (SlPlan) plan = plan_of (PLAN);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *label = NULL;
      g_autoptr (SlPlan) after = run (plan, rows[i].line, &label, &error);

      g_test_message ("%s", rows[i].line);
      g_assert_no_error (error);
      g_autofree char *is = told (after, rows[i].id);
      g_assert_cmpstr (is, ==, rows[i].is);
      g_assert_cmpstr (label, ==, rows[i].label);
    }
}

static void
test_what_a_hold_has (void)
{
  g_autoptr (SlPlan) plan = plan_of (PLAN);
  g_autoptr (SlPlan) one = run (plan, "booking-hold s from=2026-12-01", NULL, NULL);
  g_autoptr (SlPlan) two = run (plan, "booking-hold s from=2026-12-01 production=q name=Pick-ups", NULL, NULL);
  const SlBooking *first = sl_plan_get (one, SL_KIND_BOOKING, "booking");
  const SlBooking *second = sl_plan_get (two, SL_KIND_BOOKING, "booking");

  g_assert_cmpstr (first->entity.name, ==, "Salt Line");
  g_assert_cmpstr (first->production, ==, "p");
  g_assert_cmpstr (second->entity.name, ==, "Pick-ups");
  g_assert_cmpstr (second->production, ==, "q");
}

static void
test_bad_input (void)
{
  static const struct { const char *line, *says; } rows[] = {
    { "booking-move s by=1", "no booking" },          { "booking-move a stage=nowhere", "no stage" },
    { "booking-move none by=1", "no days yet" },      { "booking-move a by=99999", "3660" },
    { "booking-days a to=2026-11-01", "after" },      { "booking-days a to=2046-11-01", "after" },
    { "booking-days none to=2026-11-01", "after" },   { "booking-days p to=2026-11-01", "no booking" },
    { "booking-hold s", "first day" },                { "booking-hold a from=2026-11-01", "no stage" },
    { "booking-hold s from=2026-11-01 days=0", "1" }, { "booking-hold s from=2026-11-01 production=x", "“x”" },
    { "booking-hold s from=2999-12-31", "after" },    { "booking-hold s from=Montag", "" },
    { "booking-state s is=confirmed", "no booking" }, { "booking-state a is=perhaps", "" },
    { "booking-rank a", "no hold" },                  { "booking-rank s", "no booking" },
  };
  g_autoptr (SlPlan) plan = plan_of (PLAN);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SlPlan) after = run (plan, rows[i].line, NULL, &error);

      g_test_message ("%s", rows[i].line);
      g_assert_null (after);
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, rows[i].says));
    }
}

/* What is told before is what is done. */
static void
test_told_before (void)
{
  g_autoptr (SlPlan) plan = plan_of (PLAN);
  const SlBooking *a = sl_plan_get (plan, SL_KIND_BOOKING, "a"), *d = sl_plan_get (plan, SL_KIND_BOOKING, "d");
  g_autofree char *released = sl_holds_say_released (plan, a), *nobody = sl_holds_say_released (plan, d);
  g_autofree char *challenged = sl_holds_say_challenged (plan, a, a->from - 3);

  g_assert_cmpstr (released, ==, "b gets 5–9 Nov first; c moves up to 2");
  g_assert_cmpstr (nobody, ==, "nobody waits for 20–24 Nov");
  g_assert_cmpstr (challenged, ==, "unless it is confirmed by 30 Oct: b gets 5–9 Nov first; c moves up to 2");
}

/* However holds lie, those that go leave no two in one place of a day that were not there before. */
static void
test_moving_up_makes_no_conflict (void)
{
  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (round);
      g_autoptr (GString) content = g_string_new ("<stage id=\"s\"/>");

      for (guint i = 0, n = 0; i < 12 && n < 12; i++)
        {
          const int from = g_rand_int_range (random, 1, 20), to = from + g_rand_int_range (random, 0, 8);
          g_autofree char *before = g_strdup_printf ("%s", content->str);
          g_autoptr (SlPlan) so_far = plan_of (before);
          guint32 first;

          sl_date_parse ("2026-11-01", &first);
          gint64 rank = sl_holds_free_rank (so_far, "s", first + (guint32) from - 1, first + (guint32) to - 1, NULL);
          if (rank > 9)
            continue;
          g_string_append_printf (content, "<booking id=\"b%u\" stage=\"s\" from=\"2026-11-%02d\" to=\"2026-11-%02d\" "
                                  "rank=\"%d\"/>", n++, from, to, (int) rank);
        }
      g_autoptr (SlPlan) plan = plan_of (content->str);
      g_autoptr (SlPlan) after = run (plan, "booking-state b0 is=released", NULL, NULL);
      const guint n = sl_plan_count (after, SL_KIND_BOOKING);
      for (guint i = 0; i < n; i++)
        for (guint k = i + 1; k < n; k++)
          {
            const SlBooking *one = (const SlBooking *) sl_plan_at (after, SL_KIND_BOOKING, i);
            const SlBooking *other = (const SlBooking *) sl_plan_at (after, SL_KIND_BOOKING, k);

            g_assert_true (!sl_bookings_overlap (one, other) || one->rank != other->rank);
          }
    }
}

void
add_booking_tests (void)
{
  g_test_add_func ("/session/bookings/operations", test_operations);
  g_test_add_func ("/session/bookings/hold", test_what_a_hold_has);
  g_test_add_func ("/session/bookings/bad", test_bad_input);
  g_test_add_func ("/session/bookings/told", test_told_before);
  g_test_add_func ("/session/bookings/moving-up", test_moving_up_makes_no_conflict);
}
