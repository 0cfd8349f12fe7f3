/* Levelling of plans: tables, and random bookings against all days that they could have. */
#include <string.h>

#include "../sl-test.h"
#include "sl-board.h"
#include "sl-error.h"
#include "sl-level.h"
#include "sl-plan-xml.h"
#include "sl-workdays.h"

#define B(id, whose, stage, from, to, more) \
  "<booking id=\"" id "\" production=\"" whose "\" stage=\"" stage "\" from=\"2026-11-" from "\" " \
  "to=\"2026-11-" to "\" " \
  more "/>"
#define YES "state=\"confirmed\" "
#define SECOND "rank=\"2\" "
#define PLACES "<production id=\"p\" name=\"Pine\"/><production id=\"q\" name=\"Quay\"/><production id=\"w\" " \
  "calendar=\"c\"/><production id=\"v\" calendar=\"never\"/><stage id=\"s\"/><stage id=\"t\"/>" \
  "<stage id=\"u\" calendar=\"c\"/><calendar id=\"c\" week=\"sun\"/>" \
  "<calendar id=\"never\" week=\"mon tue wed thu fri sat sun\"/>"

static SlPlan *
plan_of (const char *content)
{
  g_autofree char *text = g_strdup_printf ("<sightline version=\"1.0\">%s</sightline>", content);
  g_autoptr (GError) error = NULL;
  SlPlan *plan = sl_plan_parse (text, strlen (text), "x", NULL, &error);

  g_assert_no_error (error);
  return plan;
}

static guint32
day (const char *text)
{
  guint32 julian = 0;

  g_assert_true (sl_date_parse (text, &julian));
  return julian;
}

static SlLevel *
level_of (const SlPlan *plan, const char *from, gboolean earlier)
{
  const SlLevelInput input = { .plan = plan, .from = from != NULL ? day (from) : 0, .earlier = earlier, .seconds = 5 };
  g_autoptr (GError) error = NULL;
  SlLevel *level = sl_level_new (&input, NULL, &error);

  g_assert_no_error (error);
  return level;
}

/* "b 11-06 11-07 1; …": what moves, with the rank that it gets; then "| a b: 3 rules": what contradicts itself. */
static char *
told (const SlLevel *level)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < level->moves->len; i++)
    {
      const SlLevelMove *m = &g_array_index (level->moves, SlLevelMove, i);
      g_autofree char *from = sl_date_to_text (m->from), *to = sl_date_to_text (m->to);

      g_string_append_printf (out, "%s%s %s %s", i > 0 ? "; " : "", m->booking->entity.id, from + 5, to + 5);
      if (m->rank > 0)
        g_string_append_printf (out, " %d", (int) m->rank);
      g_assert_cmpuint (strlen (m->reason), >, 0);
    }
  for (guint i = 0; i < level->conflicts->len; i++)
    {
      const SlLevelConflict *c = level->conflicts->pdata[i];

      g_string_append (out, " |");
      for (guint k = 0; k < c->ids->len; k++)
        g_string_append_printf (out, " %s", (const char *) c->ids->pdata[k]);
      g_string_append_printf (out, ": %u", c->rules->len);
      g_assert_true (c->minimal);
    }
  return g_string_free (out, FALSE);
}

static void
test_bookings (void)
{
  static const struct { const char *bookings, *from; gboolean earlier; const char *told; } rows[] = {
    { "", NULL, FALSE, "" },
    { B ("a", "p", "s", "02", "05", "") B ("b", "q", "t", "02", "05", ""), NULL, FALSE, "" },
    /* the second hold gets days of its own, and the first place on them */
    { B ("a", "p", "s", "02", "05", "") B ("b", "q", "s", "04", "05", SECOND), NULL, FALSE, "b 11-06 11-07 1" },
    /* that all are over sooner counts before the places */
    { B ("b", "q", "s", "01", "04", SECOND) B ("a", "p", "s", "02", "05", ""), NULL, FALSE,
      "b 11-01 11-04 1; a 11-05 11-08" },
    { B ("a", "p", "s", "02", "05", YES) B ("b", "q", "s", "04", "06", ""), NULL, FALSE, "b 11-06 11-08" },
    { B ("a", "p", "s", "02", "05", "state=\"challenged\" ") B ("b", "q", "s", "04", "06", SECOND), NULL, FALSE,
      "b 11-06 11-08 1" },
    /* what stays and clashes is told, and the rest is levelled */
    { B ("a", "p", "s", "02", "05", YES) B ("b", "q", "s", "05", "06", YES), NULL, FALSE, " | a b: 3" },
    { B ("a", "p", "s", "02", "05", YES) B ("b", "q", "s", "05", "06", YES) B ("d", "p", "s", "06", "06", ""), NULL,
      FALSE, "d 11-07 11-07 | a b: 3" },
    { B ("a", "p", "s", "02", "03", "") B ("k", "p", "s", "02", "09", YES "phase=\"closed\" "), NULL, FALSE,
      "a 11-10 11-11" },
    /* days off lie in a booking without being counted: 6 is a Friday */
    { B ("a", "p", "s", "06", "06", YES) B ("b", "w", "s", "06", "07", SECOND), NULL, FALSE, "b 11-07 11-09 1" },
    { B ("a", "p", "u", "06", "06", "") B ("b", "q", "u", "06", "07", SECOND), NULL, FALSE, "b 11-07 11-09 1" },
    /* unless it ends on one, or knows no others */
    { B ("a", "p", "s", "06", "06", "") B ("b", "w", "s", "06", "08", SECOND), NULL, FALSE, "b 11-07 11-09 1" },
    { B ("a", "p", "s", "06", "06", "") B ("b", "v", "s", "06", "08", SECOND), NULL, FALSE, "b 11-07 11-09 1" },
    /* prep, shoot and strike keep together, over days off too; 1 is a Sunday */
    { B ("a", "p", "s", "03", "03", YES) B ("b", "w", "s", "02", "02", "phase=\"prep\" ") B ("d", "w", "s", "03", "05",
      "") B ("e", "w", "s", "06", "07", "phase=\"strike\" "), NULL, FALSE,
      "b 11-04 11-04; d 11-05 11-07; e 11-09 11-10" },
    /* one behind the other on a stage stays so */
    { B ("a", "p", "s", "02", "03", "") B ("b", "q", "s", "02", "03", SECOND) B ("d", "q", "s", "06", "06", SECOND)
      B ("e", "p", "s", "04", "05", ""), NULL, FALSE, "b 11-06 11-07 1; d 11-08 11-08 1" },
    /* what has begun stays, what is over is not looked at */
    { B ("a", "p", "s", "02", "05", SECOND) B ("b", "q", "s", "04", "06", ""), "2026-11-03", FALSE,
      "a 11-02 11-05 1; b 11-06 11-08" },
    { B ("a", "p", "s", "02", "05", "") B ("b", "q", "s", "04", "05", ""), "2026-11-06", FALSE, "" },
    /* earlier only where asked for, and only where all are over sooner */
    { B ("a", "p", "s", "02", "05", YES) B ("b", "q", "s", "20", "22", ""), NULL, FALSE, "" },
    { B ("a", "p", "s", "02", "05", YES) B ("b", "q", "s", "20", "22", ""), NULL, TRUE, "b 11-06 11-08" },
    { B ("a", "p", "s", "25", "28", YES) B ("b", "q", "s", "20", "22", ""), NULL, TRUE, "" },
    /* it ends before it begins */
    { B ("a", "p", "s", "02", "05", "") B ("b", "q", "s", "09", "04", ""), NULL, FALSE, "" },
    { B ("a", "p", "s", "02", "05", "") B ("b", "q", "s", "04", "05", "state=\"released\" "), NULL, FALSE, "" },
    { B ("a", "p", "s", "02", "05", "") "<booking id=\"x\" stage=\"s\"/><booking id=\"y\"/>", NULL, FALSE, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *content = g_strconcat (PLACES, rows[i].bookings, NULL);
      g_autoptr (SlPlan) plan = plan_of (content);
      g_autoptr (SlLevel) level = level_of (plan, rows[i].from, rows[i].earlier);
      g_autofree char *is = told (level), *verdict = sl_level_verdict (level);

      g_test_message ("%u: %s", i, verdict);
      g_assert_cmpstr (is, ==, rows[i].told);
      g_assert_true (level->optimal);
      g_assert_cmpint (level->makespan, ==, level->lower_bound);
    }
}

/* --- what boards say --- */

#define BOARDS PLACES "<cast id=\"cp\" production=\"p\" actor=\"Lin\"/>" \
  "<cast id=\"cq\" production=\"q\" actor=\"Lin\"/>" \
  "<cast id=\"dq\" production=\"q\" name=\"Aunt\"/><element id=\"boat\"/><element id=\"lamp\" count=\"2\"/>" \
  "<environment id=\"sea\" ready=\"2026-11-07\"/>" \
  "<scene id=\"p1\" production=\"p\" stage=\"s\" cast=\"cp\" elements=\"boat lamp\"/>" \
  "<board id=\"bp\" production=\"p\" start=\"2026-11-02\"><strip scene=\"p1\"/><strip is=\"day\"/></board>" \
  "<board id=\"bq\" production=\"q\" start=\"2026-11-02\"><strip scene=\"q1\"/><strip is=\"day\"/>" \
  "<strip scene=\"q2\"/><strip is=\"day\"/></board>"
#define Q1(more) "<scene id=\"q1\" production=\"q\" stage=\"t\" " more "/>"
#define Q2(more) "<scene id=\"q2\" production=\"q\" stage=\"t\" " more "/>"

static void
test_boards (void)
{
  static const struct { const char *more, *told; } rows[] = {
    /* p shoots on 2 November on s, q on 2 and 3 November on t */
    { Q1 ("") Q2 ("") B ("a", "p", "s", "02", "02", "") B ("b", "q", "t", "02", "03", ""), "" },
    { Q1 ("cast=\"cq\"") Q2 ("") B ("a", "p", "s", "02", "02", "") B ("b", "q", "t", "02", "03", ""), "b 11-03 11-04" },
    { Q1 ("cast=\"cq\"") Q2 ("") B ("a", "p", "s", "02", "02", SECOND) B ("b", "q", "t", "02", "03", ""),
      "a 11-04 11-04 1" },
    { Q1 ("elements=\"boat\"") Q2 ("") B ("a", "p", "s", "02", "02", YES) B ("b", "q", "t", "02", "03", ""),
      "b 11-03 11-04" },
    { Q1 ("elements=\"lamp\"") Q2 ("") B ("a", "p", "s", "02", "02", YES) B ("b", "q", "t", "02", "03", ""), "" },
    /* of days that nobody booked it is known too whom they need */
    { Q1 ("cast=\"cq\"") Q2 ("") B ("b", "q", "t", "02", "03", ""), "b 11-03 11-04" },
    { Q1 ("cast=\"cq\"") Q2 ("") B ("b", "q", "t", "02", "03", YES), " | p q: 3" },
    /* its second day is that of q2 */
    { Q1 ("") Q2 ("earliest=\"2026-11-05\"") B ("b", "q", "t", "02", "03", ""), "b 11-04 11-05" },
    { Q1 ("environment=\"sea\"") Q2 ("") B ("b", "q", "t", "02", "03", ""), "b 11-07 11-08" },
    { Q1 ("") Q2 ("latest=\"2026-11-04\"") B ("a", "p", "t", "02", "02", YES) B ("b", "q", "t", "02", "03", ""),
      "b 11-03 11-04" },
    { Q1 ("") Q2 ("latest=\"2026-11-04\"") B ("a", "p", "t", "02", "03", YES) B ("b", "q", "t", "02", "03", ""),
      " | a b: 3" },
    /* where the later one must be done first, the better rank gives way */
    { Q1 ("") Q2 ("latest=\"2026-11-03\"") B ("a", "p", "t", "02", "03", "") B ("b", "q", "t", "02", "03", SECOND),
      "b 11-02 11-03 1; a 11-04 11-05" },
    { Q1 ("") Q2 ("after=\"q1\"") B ("a", "p", "t", "02", "02", YES) B ("b", "q", "t", "02", "02", "")
      B ("d", "q", "s", "03", "03", ""), "b 11-03 11-03" },
    /* scenes that come after each other in a circle ask for no order of days */
    { Q1 ("after=\"q2\"") Q2 ("after=\"q1\"") B ("b", "q", "t", "02", "03", ""), "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *content = g_strconcat (BOARDS, rows[i].more, NULL);
      g_autoptr (SlPlan) plan = plan_of (content);
      g_autoptr (SlLevel) level = level_of (plan, NULL, FALSE);
      g_autofree char *is = told (level);

      g_test_message ("%u", i);
      g_assert_cmpstr (is, ==, rows[i].told);
    }
}

/* --- days of boards go with their bookings --- */

#define SHOOT(more, strips) "<scene id=\"x1\" production=\"q\" stage=\"t\" " more "/>" \
  "<scene id=\"x2\" production=\"q\" stage=\"t\"/><scene id=\"x3\" production=\"q\" stage=\"s\"/>" \
  "<board id=\"bq\" name=\"Draft\" production=\"q\" start=\"2026-11-02\" " strips "</board>"
#define DAY1 "<strip scene=\"x1\"/><strip is=\"day\"/>"
#define DAY2 "<strip scene=\"x2\"/><strip is=\"day\"/>"
#define DAY3 "<strip scene=\"x3\"/><strip is=\"day\"/>"
#define ALL_DAYS ">" DAY1 DAY2 DAY3
#define T_MOVES B ("a", "p", "t", "02", "02", YES) B ("b", "q", "t", "02", "03", "")

/* "11-03 11-04" of the board that counts of q, or else of w. */
static char *
dates_of (const SlPlan *plan)
{
  const SlProduction *q = sl_plan_get (plan, SL_KIND_PRODUCTION, "q"), *w = sl_plan_get (plan, SL_KIND_PRODUCTION, "w");
  const SlProduction *whose = sl_production_board (plan, q) != NULL ? q : w;
  const SlBoardInput input = { .plan = plan, .production = whose, .board = sl_production_board (plan, whose) };
  g_autoptr (SlBoardRead) read = sl_board_read (&input);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < read->days->len; i++)
    {
      g_autofree char *date = sl_date_to_text (g_array_index (read->days, SlBoardDay, i).date);
      g_string_append_printf (out, "%s%s", i > 0 ? " " : "", date + 5);
    }
  return g_string_free (out, FALSE);
}

static void
test_days (void)
{
  static const struct { const char *content, *dates, *stays; } rows[] = {
    /* all of it, or what lies in the booking */
    { SHOOT ("", ">" DAY1 DAY2) T_MOVES, "11-03 11-04", NULL },
    { SHOOT ("", ALL_DAYS) B ("a", "p", "s", "04", "05", YES) B ("b", "q", "s", "04", "04", ""),
      "11-02 11-03 11-06", NULL },
    { SHOOT ("", ">" DAY1 DAY2 "<strip scene=\"x3\"/><strip is=\"day\" date=\"2026-11-09\"/>") T_MOVES,
      "11-03 11-04 11-09", NULL },
    { SHOOT ("", ">" DAY1 "<strip scene=\"x2\"/><strip is=\"day\" date=\"2026-11-03\"/>") T_MOVES, "11-03 11-04",
      NULL },
    { SHOOT ("", ">" DAY1 "<strip scene=\"x2\"/>") T_MOVES, "11-03 11-04", NULL }, /* the last day is open */
    /* two bookings of it move, the stages part, each day with its own */
    { SHOOT ("", ALL_DAYS) T_MOVES B ("d", "p", "s", "04", "05", YES) B ("e", "q", "s", "04", "04", ""),
      "11-03 11-04 11-06", NULL },
    /* over a day off: 5 is a Thursday, 8 a Sunday */
    { "<scene id=\"x1\" production=\"w\" stage=\"s\"/><scene id=\"x2\" production=\"w\" stage=\"s\"/>"
      "<scene id=\"x3\" production=\"w\" stage=\"s\"/><board id=\"bw\" production=\"w\" start=\"2026-11-05\">"
      DAY1 DAY2 DAY3 "</board>" B ("a", "p", "s", "05", "05", YES) B ("b", "w", "s", "05", "07", ""),
      "11-06 11-07 11-09", NULL },
    /* what is shot stays */
    { SHOOT ("shot_on=\"2026-11-02\"", ">" DAY1 DAY2) T_MOVES, "11-02 11-04", NULL },
    /* what cannot go is told */
    { SHOOT ("", ALL_DAYS) T_MOVES, "11-02 11-03 11-04",
      "Days 1–2 of Draft stay on 2–3 Nov, outside their booking: day 3 of “Draft” would not come after the days before "
      "it any more" },
    { SHOOT ("", "locked=\"2026-10-01\">" DAY1 DAY2) T_MOVES, "11-02 11-03",
      "Days 1–2 of Draft stay on 2–3 Nov, outside their booking: “Draft” is locked since 1 Oct" },
    { SHOOT ("", "><strip scene=\"x1\"/>" DAY3) T_MOVES B ("d", "q", "s", "02", "02", YES), "11-02",
      "Day 1 of Draft stays on 2 Nov, outside its booking: day 1 is shot on stages whose bookings part" },
    /* nobody is told of days that lie in no booking */
    { SHOOT ("", ">" DAY3) T_MOVES, "11-02", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *content = g_strconcat (PLACES, rows[i].content, NULL);
      g_autoptr (SlPlan) plan = plan_of (content);
      g_autoptr (SlLevel) level = level_of (plan, NULL, FALSE);
      g_autoptr (SlCommand) command = sl_level_command (level);
      g_autoptr (GError) error = NULL;
      g_autoptr (SlPlan) after = sl_plan_apply (plan, command, &error);

      g_test_message ("%u", i);
      g_assert_no_error (error);
      g_autofree char *dates = dates_of (after);
      g_assert_cmpstr (dates, ==, rows[i].dates);
      g_assert_cmpuint (level->findings->len, ==, rows[i].stays != NULL);
      if (rows[i].stays != NULL)
        g_assert_cmpstr (((SlFinding *) level->findings->pdata[0])->message, ==, rows[i].stays);
      g_assert_true ((level->days->len > 0) == (level->boards->len > 0));
      g_assert_true (level->days->len == 0 || rows[i].stays == NULL);
    }
}

/* --- words, one step, bad input --- */

static void
test_words (void)
{
  g_autoptr (SlPlan) plan = plan_of (BOARDS Q1 ("cast=\"cq\"") Q2 ("") B ("a", "p", "s", "02", "02", "name=\"Deck\"")
                                     B ("b", "q", "t", "02", "03", "") B ("k", "p", "u", "02", "03", YES)
                                     B ("m", "q", "u", "03", "03", YES));
  g_autoptr (SlLevel) level = level_of (plan, NULL, FALSE);
  g_autoptr (SlCommand) command = sl_level_command (level);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPlan) after = sl_plan_apply (plan, command, &error);
  g_autofree char *verdict = sl_level_verdict (level);
  g_autofree char *conflict = sl_level_conflict_text (level->conflicts->pdata[0]);

  g_assert_no_error (error);
  g_assert_cmpstr (g_array_index (level->moves, SlLevelMove, 0).reason, ==, "Lin: Deck has it until 2 Nov");
  g_assert_cmpstr (verdict, ==, "All is over on 4 Nov: proved, no levelling is over sooner");
  g_assert_cmpstr (conflict, ==, "These cannot hold together, without any one of them the rest can: k stays on "
                   "2–3 Nov: it is confirmed; m stays on 3 Nov: it is confirmed; u takes one booking a day");
  g_assert_cmpstr (sl_command_label (command), ==, "Level 1 booking");
  const SlBooking *b = sl_plan_get (after, SL_KIND_BOOKING, "b");
  g_assert_cmpuint (b->from, ==, day ("2026-11-03"));
  g_assert_cmpuint (b->to, ==, day ("2026-11-04"));
  /* its board goes with it, in the same step */
  g_assert_cmpuint (level->days->len, ==, 1);
  g_autofree char *days = sl_level_days_text (&g_array_index (level->days, SlLevelDays, 0));
  g_assert_cmpstr (days, ==, "bq, days 1–2: 2–3 Nov → 3–4 Nov · they go with b");
  g_autoptr (SlLevel) again = level_of (after, NULL, FALSE);
  g_assert_cmpuint (again->moves->len, ==, 0);
}

static void
test_bad_input (void)
{
  g_autoptr (SlPlan) far = plan_of (PLACES "<booking id=\"a\" stage=\"s\" from=\"1901-01-01\" to=\"1901-01-02\"/>"
                                    "<booking id=\"b\" stage=\"s\" from=\"2200-01-01\" to=\"2200-01-02\"/>");
  g_autoptr (SlPlan) plan = plan_of (PLACES B ("a", "p", "s", "02", "05", "") B ("b", "q", "s", "02", "05", ""));
  SlLevelInput input = { .plan = far, .seconds = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlWatch) watch = sl_watch_new (NULL, NULL);

  g_assert_null (sl_level_new (&input, NULL, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "“a”"));
  g_clear_error (&error);
  input.plan = plan;
  sl_watch_cancel (watch);
  g_assert_null (sl_level_new (&input, watch, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_CANCELLED);
}

/* Clocks go back on 25 October 2026 in Berlin, and days stay days. */
static void
test_time_change (void)
{
  g_autoptr (SlPlan) plan = plan_of ("<stage id=\"s\" timezone=\"Europe/Berlin\"/>"
    "<booking id=\"a\" stage=\"s\" from=\"2026-10-23\" to=\"2026-10-25\" state=\"confirmed\"/>"
    "<booking id=\"b\" stage=\"s\" from=\"2026-10-24\" to=\"2026-10-26\"/>");
  g_autoptr (SlLevel) level = level_of (plan, NULL, FALSE);
  g_autofree char *is = told (level);

  g_assert_cmpstr (is, ==, "b 10-26 10-28");
  g_assert_cmpint (level->makespan, ==, 6);
}

/* --- against all days --- */

enum { MOST = 5, DAYS = 48 };

typedef struct {
  const SlPlan *plan;
  guint32       first;
  guint         n;
  const SlBooking *b[MOST];
  int           stage[MOST], days[MOST];  /* days: that count */
  guint8        taken[2][DAYS];
  int           least;
} Oracle;

static SlPlan *
random_plan (GRand *random)
{
  g_autoptr (GString) content = g_string_new ("<stage id=\"s0\"/><stage id=\"s1\" calendar=\"c\"/>"
                                              "<calendar id=\"c\" week=\"sat sun\"/>");
  const int n = g_rand_int_range (random, 1, MOST + 1);

  for (int i = 0; i < n; i++)
    {
      const int from = g_rand_int_range (random, 2, 10), to = from + g_rand_int_range (random, 0, 4);

      g_string_append_printf (content, "<booking id=\"b%d\" stage=\"s%d\" from=\"2026-11-%02d\" to=\"2026-11-%02d\" "
                              "state=\"%s\" rank=\"%d\"/>", i, g_rand_int_range (random, 0, 2), from, to,
                              g_rand_int_range (random, 0, 3) == 0 ? "confirmed" : "hold",
                              g_rand_int_range (random, 1, 4));
    }
  return plan_of (content->str);
}

static gboolean
is_off (const Oracle *o, guint i, guint32 on)
{
  return o->stage[i] == 1 && (on - 1) % 7 >= 5 && o->days[i] > 0;
}

/* The day after `days` that count from `from` on; 0 where it begins on one that does not. */
static guint32
end_of (const Oracle *o, guint i, guint32 from)
{
  int days = ABS (o->days[i]);

  if (is_off (o, i, from))
    return 0;
  for (; days > 0; from++)
    days -= !is_off (o, i, from);
  return from;
}

/* Negative where all days count, as the booking begins or ends on a day off. */
static int
days_of (const Oracle *o, guint i)
{
  int days = 0;

  for (guint32 on = o->b[i]->from; on <= o->b[i]->to; on++)
    days += o->stage[i] == 0 || (on - 1) % 7 < 5;
  return o->stage[i] == 1 && ((o->b[i]->from - 1) % 7 >= 5 || (o->b[i]->to - 1) % 7 >= 5)
         ? -(int) (o->b[i]->to - o->b[i]->from + 1) : days;
}

static void
try_all (Oracle *o, guint i, int end)
{
  if (end >= o->least)
    return;
  if (i == o->n)
    {
      o->least = end;
      return;
    }
  if (o->b[i]->state == SL_BOOKING_CONFIRMED)
    {
      try_all (o, i + 1, MAX (end, (int) (o->b[i]->to + 1 - o->first)));
      return;
    }
  for (guint32 from = o->b[i]->from; from - o->first < DAYS / 2; from++)
    {
      const guint32 to = end_of (o, i, from);
      gboolean fits = to != 0;

      for (guint32 on = from; on < to && fits; on++)
        fits = o->taken[o->stage[i]][on - o->first] == 0;
      if (!fits)
        continue;
      memset (o->taken[o->stage[i]] + (from - o->first), 1, to - from);
      try_all (o, i + 1, MAX (end, (int) (to - o->first)));
      memset (o->taken[o->stage[i]] + (from - o->first), 0, to - from);
    }
}

static void
oracle_init (Oracle *o, const SlPlan *plan)
{
  *o = (Oracle) { .plan = plan, .first = G_MAXUINT32, .n = sl_plan_count (plan, SL_KIND_BOOKING), .least = DAYS };
  for (guint i = 0; i < o->n; i++)
    {
      o->b[i] = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);
      o->stage[i] = o->b[i]->stage[1] - '0';
      o->days[i] = days_of (o, i);
      o->first = MIN (o->first, o->b[i]->from);
    }
  for (guint i = 0; i < o->n; i++)
    if (o->b[i]->state == SL_BOOKING_CONFIRMED)
      memset (o->taken[o->stage[i]] + (o->b[i]->from - o->first), 1, o->b[i]->to - o->b[i]->from + 1);
}

/* Whoever may move has days that nobody else has, as many as before, and not before them. */
static void
check_places (Oracle *o, const SlLevel *level)
{
  for (guint k = 0; k < level->places->len; k++)
    {
      const SlLevelPlace *p = &g_array_index (level->places, SlLevelPlace, k);
      const guint i = (guint) sl_plan_index (o->plan, p->booking->entity.id);

      if (p->booking->state == SL_BOOKING_CONFIRMED)
        {
          g_assert_cmpuint (p->from, ==, p->booking->from);
          continue;
        }
      g_assert_cmpuint (p->from, >=, p->booking->from);
      g_assert_cmpuint (p->to + 1, ==, end_of (o, i, p->from));
      for (guint32 on = p->from; on <= p->to; on++)
        g_assert_cmpuint (o->taken[o->stage[i]][on - o->first]++, ==, 0);
    }
}

static void
test_against_all_days (void)
{
  guint moved = 0;

  for (guint seed = 0; seed < 300; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (SlPlan) plan = random_plan (random);
      g_autoptr (SlLevel) level = level_of (plan, NULL, FALSE);
      Oracle o;

      g_test_message ("seed %u", seed);
      oracle_init (&o, plan);
      try_all (&o, 0, 0);
      g_assert_true (level->optimal);
      g_assert_cmpint (level->makespan, ==, o.least);
      check_places (&o, level);
      moved += level->moves->len > 0;
    }
  g_assert_cmpuint (moved, >, 100);
}

/* --- a facility --- */

/* Whether it is in a conflict: those stay where they are and clash. */
static gboolean
is_told (const SlLevel *level, const SlBooking *b)
{
  for (guint i = 0; i < level->conflicts->len; i++)
    for (guint k = 0; k < ((SlLevelConflict *) level->conflicts->pdata[i])->ids->len; k++)
      if (g_str_equal (((SlLevelConflict *) level->conflicts->pdata[i])->ids->pdata[k], b->entity.id))
        return TRUE;
  return FALSE;
}

static void
test_facility (void)
{
  g_autoptr (GString) content = g_string_new ("<calendar id=\"c\" week=\"sun\"/>");
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 12; i++)
    g_string_append_printf (content, "<stage id=\"s%u\"/><production id=\"p%u\" calendar=\"c\"/>", i, i);
  for (guint i = 0; i < 200; i++)
    {
      const guint32 from = day ("2027-01-04") + (guint32) g_rand_int_range (random, 0, 300);
      g_autofree char *first = sl_date_to_text (from);
      g_autofree char *last = sl_date_to_text (from + (guint32) g_rand_int_range (random, 0, 14));

      g_string_append_printf (content, "<booking id=\"b%u\" stage=\"s%u\" production=\"p%d\" from=\"%s\" to=\"%s\" "
                              "state=\"%s\" rank=\"%d\"/>", i, i % 12, g_rand_int_range (random, 0, 12), first, last,
                              g_rand_boolean (random) ? "hold" : "confirmed", g_rand_int_range (random, 1, 3));
    }
  g_autoptr (SlPlan) plan = plan_of (content->str);
  const gint64 begun = g_get_monotonic_time ();
  g_autoptr (SlLevel) level = level_of (plan, NULL, FALSE);
  g_test_message ("%.2f s, %u move, %u conflicts, %d of %d", (g_get_monotonic_time () - begun) / 1e6, level->moves->len,
                  level->conflicts->len, level->lower_bound, level->makespan);
  g_assert_cmpuint (level->places->len, ==, 200);
  g_assert_cmpuint (level->moves->len, >, 20);
  for (guint i = 0; i + 1 < level->places->len; i++)
    for (guint k = i + 1; k < level->places->len; k++)
      {
        const SlLevelPlace *a = &g_array_index (level->places, SlLevelPlace, i);
        const SlLevelPlace *b = &g_array_index (level->places, SlLevelPlace, k);

        if (is_told (level, a->booking) || is_told (level, b->booking))
          continue;
        g_assert_false (g_str_equal (a->booking->stage, b->booking->stage) && a->from <= b->to && b->from <= a->to);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/level/bookings", test_bookings);
  g_test_add_func ("/level/boards", test_boards);
  g_test_add_func ("/level/days", test_days);
  g_test_add_func ("/level/words", test_words);
  g_test_add_func ("/level/bad-input", test_bad_input);
  g_test_add_func ("/level/time-change", test_time_change);
  g_test_add_func ("/level/brute-force", test_against_all_days);
  g_test_add_func ("/level/facility", test_facility);
  return g_test_run ();
}
