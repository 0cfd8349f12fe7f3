/* What boards break: each form of it, just broken and just not. */
#include "test-board.h"

gboolean
has_breach (const SlBoardRead *read, SlBreachForm form, guint day)
{
  for (guint i = 0; i < read->breaches->len; i++)
    {
      const SlBreach *b = read->breaches->pdata[i];

      if (b->form == form && b->day == day)
        return TRUE;
    }
  return FALSE;
}

guint
count_breaches (const SlBoardRead *read, SlBreachForm form)
{
  guint n = 0;

  for (guint i = 0; i < read->breaches->len; i++)
    n += ((const SlBreach *) read->breaches->pdata[i])->form == form;
  return n;
}

static const struct { const char *content; SlBreachForm form; guint day, n;
} rows[] = {
  /* ten hours and a half between 21:30 and 8:00 */
  { HEAD SCENE ("1", "minutes=\"810\"") BOARD (ON ("1") DAY DAY), SL_BREACH_REST, 1, 1 },
  { HEAD SCENE ("1", "minutes=\"720\"") BOARD (ON ("1") DAY DAY), SL_BREACH_REST, 1, 0 }, /* twelve to the minute */
  { HEAD "<rule id=\"r\" is=\"rest\" time=\"600\"/>" SCENE ("1", "minutes=\"810\"") BOARD (ON ("1") DAY DAY),
    SL_BREACH_REST, 1, 0 },
  /* a rule counts from its day on, and the unit's before everyone's */
  { HEAD "<rule id=\"r\" is=\"rest\" time=\"600\" from=\"2026-10-07\"/>" SCENE ("1", "minutes=\"810\"")
    BOARD (ON ("1") DAY DAY), SL_BREACH_REST, 1, 1 },
  { HEAD "<rule id=\"r\" is=\"rest\" time=\"600\" of=\"u\"/><rule id=\"q\" is=\"rest\" time=\"1000\"/>"
    SCENE ("1", "minutes=\"810\"") BOARD (ON ("1") DAY DAY), SL_BREACH_REST, 1, 0 },
  { HEAD "<rule id=\"r\" is=\"day\" time=\"720\"/>" BOARD (DAY), SL_BREACH_DAY_LENGTH, 0, 0 },
  { HEAD "<rule id=\"r\" is=\"day\" time=\"720\"/>" SCENE ("1", "minutes=\"721\"") BOARD (ON ("1")),
    SL_BREACH_DAY_LENGTH, 0, 1 },
  { HEAD "<rule id=\"r\" is=\"meal\" time=\"360\"/>" SCENE ("1", "minutes=\"300\"") SCENE ("2", "minutes=\"90\"")
    BOARD (ON ("1") ON ("2")), SL_BREACH_MEAL, 0, 1 },
  { HEAD "<rule id=\"r\" is=\"meal\" time=\"360\"/>" SCENE ("1", "minutes=\"300\"") SCENE ("2", "minutes=\"90\"")
    BOARD (ON ("1") "<strip is=\"banner\" minutes=\"60\"/>" ON ("2")), SL_BREACH_MEAL, 0, 0 },
  { HEAD "<rule id=\"r\" is=\"days-running\" days=\"2\"/>" BOARD (DAY DAY DAY), SL_BREACH_DAYS_RUNNING, 2, 1 },
  { HEAD "<rule id=\"r\" is=\"sixth-day\" factor=\"1.5\"/>" BOARD (DAY DAY DAY DAY DAY DAY),
    SL_BREACH_DAYS_RUNNING, 5, 1 },
  { HEAD "<rule id=\"r\" is=\"night\" clock=\"22:00\"/>" SCENE ("1", "minutes=\"841\"") BOARD (ON ("1")),
    SL_BREACH_NIGHT, 0, 1 },
  { HEAD "<cast id=\"a\" minor=\"true\"/><rule id=\"r\" is=\"minor-latest\" clock=\"20:00\"/>"
    SCENE ("1", "minutes=\"721\" cast=\"a\"") BOARD (ON ("1")), SL_BREACH_MINOR, 0, 1 },
  { HEAD "<cast id=\"a\"/><rule id=\"r\" is=\"minor-latest\" clock=\"20:00\"/>"
    SCENE ("1", "minutes=\"721\" cast=\"a\"") BOARD (ON ("1")), SL_BREACH_MINOR, 0, 0 },
  { HEAD "<environment id=\"e\" ready=\"2026-10-06\"/>" SCENE ("1", "environment=\"e\"") BOARD (ON ("1") DAY),
    SL_BREACH_CONTENT, 0, 1 },
  { HEAD "<environment id=\"e\" ready=\"2026-10-05\"/>" SCENE ("1", "environment=\"e\"") BOARD (ON ("1") DAY),
    SL_BREACH_CONTENT, 0, 0 },
  { HEAD "<cast id=\"a\" from=\"2026-10-06\"/>" SCENE ("1", "cast=\"a\"") BOARD (ON ("1")), SL_BREACH_CAST, 0, 1 },
  { HEAD "<cast id=\"a\" to=\"2026-10-04\"/>" SCENE ("1", "cast=\"a\"") BOARD (ON ("1")), SL_BREACH_CAST, 0, 1 },
  { HEAD "<cast id=\"a\" calendar=\"c\"/><calendar id=\"c\" week=\"mon tue wed thu fri sat sun\"/>"
    SCENE ("1", "cast=\"a\"") BOARD (ON ("1")), SL_BREACH_CAST, 0, 1 }, /* no day at all */
  { HEAD SCENE ("1", "earliest=\"2026-10-06\"") BOARD (ON ("1") DAY), SL_BREACH_WINDOW, 0, 1 },
  { HEAD SCENE ("1", "latest=\"2026-10-04\"") BOARD (ON ("1") DAY), SL_BREACH_WINDOW, 0, 1 },
  { HEAD SCENE ("1", "after=\"s2\"") SCENE ("2", "") BOARD (ON ("1") ON ("2")), SL_BREACH_ORDER, 0, 1 },
  { HEAD SCENE ("1", "after=\"s2\"") SCENE ("2", "") BOARD (ON ("2") ON ("1")), SL_BREACH_ORDER, 0, 0 },
  { HEAD SCENE ("1", "after=\"s2\"") SCENE ("2", "after=\"s1\"") BOARD (ON ("2") ON ("1")), SL_BREACH_ORDER, 0, 1 },
  { HEAD SCENE ("1", "") BOARD (ON ("1") ON ("1")), SL_BREACH_TWICE, 0, 1 },
  { HEAD SCENE ("1", "omitted=\"true\"") BOARD (ON ("1")), SL_BREACH_OMITTED, 0, 1 },
  { HEAD "<stage id=\"v\"/>" SCENE ("1", "stage=\"v\"") SCENE ("2", "stage=\"v\"") BOARD (ON ("1") ON ("2")),
    SL_BREACH_STAGE, 0, 1 },
  { HEAD "<stage id=\"v\"/><booking id=\"k\" stage=\"v\" production=\"p\" state=\"confirmed\" from=\"2026-10-05\""
    " to=\"2026-10-05\"/>" SCENE ("1", "stage=\"v\"") BOARD (ON ("1")), SL_BREACH_STAGE, 0, 0 },
  { HEAD "<stage id=\"v\"/><booking id=\"k\" stage=\"v\" production=\"p\" state=\"confirmed\" from=\"2026-10-05\""
    " to=\"2026-10-05\" phase=\"strike\"/>" SCENE ("1", "stage=\"v\"") BOARD (ON ("1")), SL_BREACH_STAGE, 0, 1 },
};

static void
test_breaches (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) plan = plan_of (rows[i].content);
      g_autoptr (SlBoardRead) read = read_of (plan);

      g_test_message ("row %u", i);
      g_assert_cmpuint (count_breaches (read, rows[i].form), ==, rows[i].n);
      g_assert_true (rows[i].n == 0 || has_breach (read, rows[i].form, rows[i].day));
    }
}

void
add_breach_tests (void)
{
  g_test_add_func ("/schedule/board/breaches", test_breaches);
}
