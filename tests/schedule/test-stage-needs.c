/* Which stage-days a board needs, and what bookings would have to become: cases that a person can check by hand. The
 * production begins on Monday, 5 October 2026; a line is told as "stage what from-to", days of October alone. */
#include <string.h>

#include "test-board.h"
#include "sl-stage-changes.h"

#define STAGES "<stage id=\"one\"/><stage id=\"two\"/><stage id=\"far\" use=\"location\"/>"
#define S(n, stage) SCENE (n, "stage=\"" stage "\"")
#define THREE STAGES S ("1", "one") S ("2", "one") S ("3", "one")
#define B(id, stage, from, to, more) \
  "<booking id=\"" id "\" stage=\"" stage "\" production=\"p\" from=\"2026-10-" from "\" to=\"2026-10-" to "\" " \
  more "/>"
#define ON_DAYS ON ("1") DAY ON ("2") DAY ON ("3") DAY
#define WEEK "<calendar id=\"week\" week=\"sat sun\"/>"
#define HEAD_OFF "<production id=\"p\" start=\"2026-10-08\" calendar=\"week\"/><unit id=\"u\" production=\"p\"/>" WEEK

static const char *const whats[] = { "prep", "shoot", "strike" };

static guint
day_of (guint32 julian)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  return g_date_get_day (&date);
}

/* "prep=1,bridge=2" */
static SlNeedOptions
options_of (const char *text)
{
  SlNeedOptions o = { 0 };
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *equals = strchr (parts[i], '=');
      const guint n = equals != NULL ? (guint) g_ascii_strtoull (equals + 1, NULL, 10) : 0;

      if (g_str_has_prefix (parts[i], "prep"))
        o.prep = n;
      else if (g_str_has_prefix (parts[i], "strike"))
        o.strike = n;
      else if (g_str_has_prefix (parts[i], "bridge"))
        o.bridge = n;
      else
        o.stage = "two";
    }
  return o;
}

static char *
needs_text (const SlBoardRead *read, const char *options)
{
  const SlNeedOptions o = options_of (options);
  g_autoptr (GArray) needs = sl_stage_needs (read, &o);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < needs->len; i++)
    {
      const SlStageNeed *n = &g_array_index (needs, SlStageNeed, i);
      g_string_append_printf (text, "%s%s %s %u-%u", i > 0 ? ", " : "", n->stage->entity.id, whats[n->what],
                              day_of (n->from), day_of (n->to));
    }
  return g_string_free (text, FALSE);
}

static void
test_needs (void)
{
  static const struct { const char *plan, *options, *needs; } rows[] = {
    { HEAD STAGES, NULL, "" },                                             /* no board */
    { HEAD STAGES S ("1", "one"), NULL, "" },                              /* all in the boneyard */
    { "<production id=\"p\"/>" THREE BOARD (ON_DAYS), NULL, "" },          /* no date to begin on */
    { HEAD STAGES SCENE ("1", "") BOARD (ON ("1") DAY), NULL, "" },        /* no stage */
    { HEAD STAGES S ("1", "far") BOARD (ON ("1") DAY), "prep=1", "" },     /* a location */
    { HEAD STAGES BOARD (DAY DAY), "prep=2,strike=2", "" },                /* empty days */
    { HEAD STAGES SCENE ("1", "stage=\"one\" omitted=\"true\"") BOARD (ON ("1") DAY), NULL, "" },
    { HEAD STAGES BOARD (ON ("gone") DAY), NULL, "" },
    { HEAD THREE BOARD (ON_DAYS), NULL, "one shoot 5-7" },
    { HEAD THREE BOARD (ON ("1") ON ("2") DAY ON ("3")), NULL, "one shoot 5-6" }, /* the open end is a day */
    { HEAD STAGES S ("1", "one") S ("2", "two") S ("3", "one") BOARD (ON ("1") ON ("2") DAY ON ("3") DAY), NULL,
      "one shoot 5-6, two shoot 5-5" },                                    /* two stages a day */
    { HEAD STAGES S ("1", "one") S ("2", "two") S ("3", "one") BOARD (ON_DAYS), NULL,
      "one shoot 5-5, one shoot 7-7, two shoot 6-6" },                     /* a run that is split */
    { HEAD STAGES S ("1", "one") S ("2", "two") BOARD (ON ("1") DAY ON ("2") DAY), "two", "two shoot 6-6" },
    { HEAD "<unit id=\"v\" production=\"p\"/>" THREE
      BOARD (ON ("1") "<strip is=\"day\" unit=\"u\"/>" ON ("2") "<strip is=\"day\" unit=\"v\"/>"), NULL,
      "one shoot 5-5" },                                                   /* two units on one stage the same day */
    { HEAD_OFF THREE BOARD (ON_DAYS), NULL, "one shoot 8-9, one shoot 12-12" },
    { HEAD_OFF THREE BOARD (ON_DAYS), "bridge=1", "one shoot 8-9, one shoot 12-12" },
    { HEAD_OFF THREE BOARD (ON_DAYS), "bridge=2", "one shoot 8-12" },
    { HEAD STAGES S ("1", "one") S ("2", "two") S ("3", "one") BOARD (ON_DAYS), "bridge=9",
      "one shoot 5-5, one shoot 7-7, two shoot 6-6" },                     /* that day is worked */
    { HEAD THREE BOARD (ON_DAYS), "prep=2,strike=1", "one prep 3-4, one shoot 5-7, one strike 8-8" },
    { HEAD STAGES S ("1", "one") S ("2", "two") S ("3", "one") BOARD (ON_DAYS), "prep=1,strike=1",
      "one prep 4-4, one prep 6-6, one shoot 5-5, one shoot 7-7, one strike 8-8, "
      "two prep 5-5, two shoot 6-6, two strike 7-7" },                     /* between two runs prep comes first */
    { HEAD WEEK "<stage id=\"one\" calendar=\"week\"/>" S ("1", "one") BOARD (ON ("1") DAY), "prep=2",
      "one prep 1-2, one shoot 5-5" },                                     /* the stage is closed on the weekend */
    { HEAD STAGES SCENE ("1", "stage=\"one\" shot_on=\"2026-10-03\"") S ("2", "one") BOARD (ON ("1") DAY ON ("2") DAY),
      NULL, "one shoot 6-6" },                                             /* what was shot unbooked is past */
    { HEAD STAGES SCENE ("1", "stage=\"one\" shot_on=\"2026-10-03\"") S ("2", "one") BOARD (ON ("1") DAY ON ("2") DAY)
      B ("x", "one", "03", "04", ""), NULL, "one shoot 3-3, one shoot 6-6" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) plan = plan_of (rows[i].plan);
      g_autoptr (SlBoardRead) read = read_of (plan);
      g_autofree char *needs = needs_text (read, rows[i].options);

      g_test_message ("row %u", i);
      g_assert_cmpstr (needs, ==, rows[i].needs);
    }
}

/* "move x 5-7 firm", "make one shoot 8-8" */
static char *
changes_text (const SlStageChanges *changes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < changes->changes->len; i++)
    {
      const SlStageChange *c = &g_array_index (changes->changes, SlStageChange, i);

      g_string_append_printf (text, "%s%s ", i > 0 ? ", " : "", sl_stage_change_id (c->is));
      if (c->booking != NULL)
        g_string_append (text, c->booking->entity.id);
      else
        g_string_append_printf (text, "%s %s", c->stage->entity.id, whats[c->what]);
      g_string_append_printf (text, " %u-%u%s", day_of (c->from), day_of (c->to), c->firm ? " firm" : "");
    }
  return g_string_free (text, FALSE);
}

#define NEEDED HEAD THREE BOARD (ON_DAYS) /* stage one from the 5th to the 7th */
#define SPLIT HEAD STAGES S ("1", "one") S ("2", "two") S ("3", "one") BOARD (ON_DAYS)
#define FIRM "state=\"confirmed\""

static void
test_changes (void)
{
  static const struct { const char *plan, *options, *changes; guint missing, astray; } rows[] = {
    { HEAD STAGES B ("x", "one", "05", "07", ""), NULL, "drop x 5-7", 0, 1 }, /* no board */
    { NEEDED, NULL, "make one shoot 5-7", 3, 0 },
    { NEEDED B ("x", "one", "05", "07", ""), NULL, "keep x 5-7", 0, 0 },
    { NEEDED B ("x", "one", "06", "08", ""), NULL, "move x 5-7", 1, 0 },
    { NEEDED B ("x", "one", "20", "22", ""), NULL, "move x 5-7", 3, 1 },
    { NEEDED B ("x", "one", "20", "20", ""), NULL, "move x 5-7", 3, 1 },
    { NEEDED B ("x", "one", "05", "06", ""), NULL, "stretch x 5-7", 1, 0 },
    { NEEDED B ("x", "one", "06", "06", ""), NULL, "stretch x 5-7", 2, 0 },
    { NEEDED B ("x", "one", "04", "09", ""), NULL, "cut x 5-7", 0, 0 },
    { NEEDED B ("a", "one", "05", "05", "") B ("x", "one", "06", "07", ""), NULL, "keep a 5-5, keep x 6-7", 0, 0 },
    { NEEDED B ("a", "one", "05", "05", "") B ("x", "one", "07", "07", ""), NULL, "stretch a 5-6, keep x 7-7", 1, 0 },
    { NEEDED B ("a", "one", "20", "21", "") B ("x", "one", "24", "26", ""), NULL, "move x 5-7, drop a 20-21", 3, 2 },
    { NEEDED B ("a", "one", "24", "26", "") B ("x", "one", "14", "16", ""), NULL, "move x 5-7, drop a 24-26", 3, 2 },
    { NEEDED B ("a", "one", "08", "10", FIRM) B ("x", "one", "24", "25", ""), NULL,
      "move x 5-7, drop a 8-10 firm", 3, 2 },                              /* a hold goes before one confirmed */
    { NEEDED B ("x", "one", "08", "10", FIRM), NULL, "move x 5-7 firm", 3, 1 },
    { NEEDED B ("x", "one", "05", "06", FIRM), NULL, "keep x 5-6 firm, make one shoot 7-7", 1, 0 },
    { NEEDED B ("x", "one", "06", "08", FIRM), NULL, "make one shoot 5-5, cut x 6-7 firm", 1, 0 },
    { NEEDED B ("x", "one", "05", "07", "state=\"released\""), NULL, "make one shoot 5-7", 3, 0 },
    { NEEDED B ("x", "one", "05", "07", "state=\"expired\""), NULL, "make one shoot 5-7", 3, 0 },
    { NEEDED B ("x", "two", "05", "07", ""), NULL, "make one shoot 5-7, drop x 5-7", 3, 1 }, /* an empty stage */
    { NEEDED "<production id=\"q\"/><booking id=\"x\" stage=\"one\" production=\"q\" from=\"2026-10-05\" "
      "to=\"2026-10-07\"/>", NULL, "make one shoot 5-7", 3, 0 },
    { NEEDED "<booking id=\"x\" stage=\"one\" from=\"2026-10-05\" to=\"2026-10-07\"/>", NULL,
      "make one shoot 5-7", 3, 0 },                                        /* nobody's */
    { NEEDED "<booking id=\"x\" stage=\"one\" production=\"p\"/>", NULL, "make one shoot 5-7", 3, 0 },
    { NEEDED "<booking id=\"x\" stage=\"one\" production=\"p\" from=\"2026-10-07\" to=\"2026-10-05\"/>", NULL,
      "make one shoot 5-7", 3, 0 },                                        /* the wrong way round */
    { NEEDED B ("x", "one", "05", "06", "") "<production id=\"q\"/><booking id=\"c\" stage=\"one\" production=\"q\" "
      "from=\"2026-10-07\" to=\"2026-10-07\"/>", NULL, "keep x 5-6, make one shoot 7-7", 1, 0 }, /* a taken place */
    { NEEDED B ("x", "one", "05", "07", "phase=\"closed\""), NULL, "make one shoot 5-7", 3, 0 },
    { NEEDED B ("x", "one", "05", "07", "phase=\"hot-hold\""), NULL, "keep x 5-7", 0, 0 },
    { NEEDED B ("x", "one", "06", "08", "") B ("c", "one", "04", "05", "phase=\"prep\""), NULL,
      "move c 3-4, move x 5-7", 1, 0 },                                    /* prep goes with its shoot */
    { NEEDED B ("x", "one", "04", "06", "") B ("c", "one", "07", "07", "phase=\"strike\"") \
      B ("d", "one", "08", "08", "phase=\"load-out\""), NULL, "move x 5-7, move c 8-8, move d 9-9", 1, 0 },
    { NEEDED B ("x", "one", "05", "07", "") B ("c", "one", "02", "03", "phase=\"prep\""), NULL, "keep x 5-7", 0, 0 },
    { NEEDED B ("c", "one", "05", "05", "phase=\"rehearse\""), NULL, "make one shoot 6-7", 2, 0 },
    { NEEDED B ("x", "one", "05", "07", ""), "prep=1,strike=1", "make one prep 4-4, keep x 5-7, make one strike 8-8", 0,
      0 },
    { NEEDED B ("x", "one", "05", "08", ""), "strike=1", "keep x 5-8", 0, 0 }, /* no day goes back that strike needs */
    { NEEDED B ("x", "one", "06", "08", "") B ("c", "one", "05", "05", "phase=\"prep\""), "prep=1",
      "move c 4-4, move x 5-7", 1, 0 },
    { SPLIT B ("x", "one", "05", "07", ""), NULL, "keep x 5-7, make two shoot 6-6", 1, 0 },
    { SPLIT B ("x", "one", "05", "05", ""), NULL, "keep x 5-5, make one shoot 7-7, make two shoot 6-6", 2, 0 },
    { HEAD_OFF THREE BOARD (ON_DAYS) B ("x", "one", "08", "09", ""), "bridge=2", "stretch x 8-12", 3, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SlNeedOptions options = options_of (rows[i].options);
      g_autoptr (SlPlan) plan = plan_of (rows[i].plan);
      g_autoptr (SlBoardRead) read = read_of (plan);
      g_autoptr (SlStageChanges) changes = sl_stage_changes_new (read, &options);
      g_autofree char *text = changes_text (changes);

      g_test_message ("row %u", i);
      g_assert_cmpstr (text, ==, rows[i].changes);
      g_assert_cmpuint (changes->missing, ==, rows[i].missing);
      g_assert_cmpuint (changes->astray, ==, rows[i].astray);
    }
}

static void
test_words (void)
{
  static const struct { const char *plan, *said, *first; } rows[] = {
    { NEEDED, NULL, "one: hold 5–7 Oct, 3 days, new" }, /* who books nothing is told nothing */
    { NEEDED B ("x", "one", "05", "07", ""), NULL, "one: keep “x”, 5–7 Oct, 3 days" },
    { NEEDED B ("x", "one", "06", "07", ""), "the schedule needs 1 stage-day that is not booked",
      "one: change “x” from 6–7 Oct to 5–7 Oct" },
    { NEEDED B ("x", "one", "20", "22", FIRM), "the schedule needs 3 stage-days that are not booked; 1 booking lies on "
      "days on which nothing is shot", "one: “x” is confirmed and would have to move from 20–22 Oct to 5–7 Oct" },
    { NEEDED B ("x", "one", "05", "07", "") B ("c", "one", "20", "22", ""),
      "1 booking lies on days on which nothing is shot", "one: keep “x”, 5–7 Oct, 3 days" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) plan = plan_of (rows[i].plan);
      g_autoptr (SlBoardRead) read = read_of (plan);
      g_autoptr (SlStageChanges) changes = sl_stage_changes_new (read, NULL);
      g_autofree char *said = sl_stage_changes_text (changes);
      g_autofree char *first = sl_stage_change_text (&g_array_index (changes->changes, SlStageChange, 0));

      g_assert_cmpstr (said, ==, rows[i].said);
      g_assert_cmpstr (first, ==, rows[i].first);
    }
}

void
add_needs_tests (void)
{
  g_test_add_func ("/board/needs", test_needs);
  g_test_add_func ("/board/needs/changes", test_changes);
  g_test_add_func ("/board/needs/words", test_words);
}
