/* Holds that lapse at their hour or by a challenge, and moments as people write them. */
#include "test-stage.h"

#include <string.h>

#include "../sl-test.h"
#include "memory.h"
#include "sl-stage-clock.h"
#include "stage-days.h"

/* --- moments --- */

static void
test_parse (void)
{
  static const struct { const char *text, *zone, *utc, *there; int minutes; } rows[] = {
    { "2026-12-01T18:00+08:00", "Asia/Shanghai", "2026-12-01T10:00:00Z", "2026-12-01 18:00", 1080 },
    { "2026-12-01T18:00", "Asia/Shanghai", "2026-12-01T10:00:00Z", "2026-12-01 18:00", 1080 },
    { " 2026-12-01 18:00:59 ", "Asia/Shanghai", "2026-12-01T10:00:00Z", "2026-12-01 18:00", 1080 },
    { "2026-12-01T20:00Z", "Asia/Shanghai", "2026-12-01T20:00:00Z", "2026-12-02 04:00", 240 },
    { "2026-12-01T18:00-05:30", NULL, "2026-12-01T23:30:00Z", "2026-12-01 23:30", 1410 },
    { "2026-12-01", "Asia/Shanghai", "2026-12-01T16:00:00Z", "2026-12-02 00:00", -1 },
    { "2026-12-01", "Nowhere/City", "2026-12-02T00:00:00Z", "2026-12-02 00:00", -1 },
    { "2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:00:00Z", "2026-03-29 03:00", 180 }, /* left out there */
    { "2026-07-01", "Europe/Berlin", "2026-07-01T22:00:00Z", "2026-07-02 00:00", -1 },
    { "" }, { "soon" }, { "2026-13-01" }, { "2026-12-01T" }, { "2026-12-01T24:00" }, { "2026-12-01T18" },
    { "2026-12-01T18:60" }, { "2026-12-01T18:00+8" }, { "2026-12-01T18:00+0800" }, { "2026-12-01T18:00+16:00" },
    { "2026-12-01T18:00 +08:00" }, { "2026-12-01T18:00Zulu" }, { "2026-12-01T-1:00" }, { "2026-12-01T18:00:" },
    { "2026-12-01T18:00:61" }, { "2026-12-01X18:00" }, { "1880-01-01" }, { "20261201T180000" }, { "2026-12-01T1 :00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SlStageMoment m;
      gint64 back;

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (sl_stage_moment_parse (rows[i].text, rows[i].zone, &m), ==, rows[i].utc != NULL);
      if (rows[i].utc == NULL)
        continue;
      g_autofree char *utc = sl_instant_to_text (m.at), *there = sl_stage_moment_text (m.at, rows[i].zone);
      g_assert_cmpstr (utc, ==, rows[i].utc);
      g_assert_cmpstr (there, ==, rows[i].there);
      g_assert_cmpint (m.minutes, ==, rows[i].minutes);
      g_assert_true (sl_instant_parse (utc, &back));
      g_assert_cmpint (back, ==, m.at);
    }
}

static void
test_instants (void)
{
  static const char *const bad[] = { "", "2026-12-01", "2026-12-01T10:00Z", "2026-12-01T10:00:00",
    "2026-12-01T10:00:00z", "2026-12-01 10:00:00Z", "2026-12-01T10:00:00Z ", "2026-12-01T25:00:00Z",
    "2026-02-30T10:00:00Z", "9e9" };
  gint64 at;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i]);
      g_assert_false (sl_instant_parse (bad[i], &at));
    }
}

/* --- a stage in Shanghai --- */

static gint64
at (const char *text)
{
  SlStageMoment m;

  g_assert_true (sl_stage_moment_parse (text, "Asia/Shanghai", &m));
  return m.at;
}

static SlStageCalendar *
open_at (Memory *memory, const char *now)
{
  SlStageCalendar *c = sl_stage_calendar_new (memory_open (memory, NULL), "stage-1", "Asia/Shanghai",
                                              julian ("2026-10-01"));

  sl_stage_calendar_set_now (c, at (now));
  return c;
}

/* The 3rd of November; `more` is EXPIRY or CHALLENGE, `when` its moment. "acquired" or who is in the way. */
typedef enum { PLAIN, LAPSES, EXPIRES, CHALLENGES } More;

static char *
set (Memory *memory, const char *now, const char *booking, const char *state, int rank, More more, const char *when)
{
  g_autoptr (SlStageCalendar) c = open_at (memory, now);
  g_autoptr (GPtrArray) wanted = wanted_days (booking, 3, 3, state, rank);
  g_autoptr (GError) error = NULL;
  SlStageDay *day = wanted->pdata[0];
  SlTaken taken;
  char *out;

  if (more == EXPIRES)
    day->expires = julian (when);
  else if (more != PLAIN)
    *(more == LAPSES ? &day->lapses : &day->challenge) = when != NULL ? at (when) : -1;
  out = sl_stage_calendar_set (c, booking, wanted, NULL, &taken, NULL, &error) == SL_ACQUIRED
          ? g_strdup ("acquired") : g_strdup (((SlStageDay *) taken.conflicts->pdata[0])->booking);
  g_assert_no_error (error);
  sl_taken_clear (&taken);
  return out;
}

#define assert_set(memory, now, booking, state, rank, more, when, result) \
  G_STMT_START { g_autofree char *got_ = set (memory, now, booking, state, rank, more, when); \
    g_assert_cmpstr (got_, ==, result); } G_STMT_END

/* "p/one challenged 1; q/two hold 2" */
static char *
listed (Memory *memory, const char *now)
{
  g_autoptr (SlStageCalendar) c = open_at (memory, now);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_true (sl_stage_calendar_sync (c, NULL, NULL));
  g_autoptr (GPtrArray) days = sl_stage_calendar_days (c, NULL);
  sl_stage_days_move_up (days);
  for (guint i = 0; i < days->len; i++)
    {
      const SlStageDay *d = days->pdata[i];
      g_string_append_printf (out, "%s%s %s %d", i > 0 ? "; " : "", d->booking, sl_stage_day_stands (d), d->rank);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

#define assert_listed(memory, now, expected) \
  G_STMT_START { g_autofree char *got_ = listed (memory, now); g_assert_cmpstr (got_, ==, expected); } G_STMT_END

/* By the hour, not by the day; a day alone is over at its end where the stage is. */
static void
test_lapses (void)
{
  static const struct { More more; const char *when, *now; gboolean over; } rows[] = {
    { LAPSES, "2026-10-05T18:00", "2026-10-05T17:59", FALSE }, { LAPSES, "2026-10-05T18:00", "2026-10-05T18:00", TRUE },
    { LAPSES, "2026-10-05T18:00", "2026-10-05T10:00Z", TRUE },
    { LAPSES, "2026-10-05T18:00", "2026-10-05T09:59Z", FALSE },
    { EXPIRES, "2026-10-05", "2026-10-05T23:59", FALSE }, { EXPIRES, "2026-10-05", "2026-10-06T00:00", TRUE },
    { EXPIRES, "2026-10-05", "2026-10-05T15:59Z", FALSE }, { EXPIRES, "2026-10-05", "2026-10-05T16:00Z", TRUE },
    { PLAIN, NULL, "2026-11-30T00:00", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Memory) memory = memory_new (1);

      g_test_message ("%s at %s", rows[i].when, rows[i].now);
      assert_set (memory, "2026-10-01", "p/one", "hold", 1, rows[i].more, rows[i].when, "acquired");
      assert_listed (memory, rows[i].now, rows[i].over ? "p/one expired 1" : "p/one hold 1");
      assert_set (memory, rows[i].now, "q/two", "hold", 1, PLAIN, NULL, rows[i].over ? "acquired" : "p/one");
    }
}

static void
test_challenge (void)
{
  g_autoptr (Memory) memory = memory_new (1);

  assert_set (memory, "2026-10-01", "p/one", "hold", 1, PLAIN, NULL, "acquired");
  assert_set (memory, "2026-10-01", "q/two", "hold", 2, PLAIN, NULL, "acquired");
  assert_set (memory, "2026-10-01", "r/three", "hold", 3, PLAIN, NULL, "acquired");
  g_autofree char *untouched = memory_get (memory, "day-2026-11-03.ics");
  assert_set (memory, "2026-10-01", "q/two", "hold", 2, CHALLENGES, "2026-10-03T18:00", "acquired");
  g_autofree char *after = memory_get (memory, "day-2026-11-03.ics");
  g_assert_cmpstr (untouched, ==, after); /* nobody writes into what another holds */
  assert_listed (memory, "2026-10-03T17:59", "p/one challenged 1; q/two hold 2; r/three hold 3");
  assert_listed (memory, "2026-10-03T18:00", "p/one expired 1; q/two hold 1; r/three hold 2");
  /* a push, which knows no challenges, leaves it */
  assert_set (memory, "2026-10-02", "q/two", "hold", 2, PLAIN, NULL, "acquired");
  assert_listed (memory, "2026-10-02", "p/one challenged 1; q/two hold 2; r/three hold 3");
  /* too late: neither by the holder, nor by who stands behind the challenger */
  assert_set (memory, "2026-10-03T18:00", "p/one", "confirmed", 1, PLAIN, NULL, "q/two");
  assert_set (memory, "2026-10-03T18:00", "r/three", "confirmed", 1, PLAIN, NULL, "q/two");
  assert_set (memory, "2026-10-03T17:59", "q/two", "confirmed", 1, PLAIN, NULL, "p/one");
  assert_set (memory, "2026-10-03T18:00", "q/two", "confirmed", 1, PLAIN, NULL, "acquired");
  assert_listed (memory, "2026-10-03T18:00", "q/two confirmed 1; r/three hold 2");
}

/* What ends a challenge: the holder confirms in time, the challenger withdraws, goes, or lapses himself. */
static void
test_challenge_ends (void)
{
  static const struct { const char *booking, *state; int rank; More more; const char *when, *listed; } rows[] = {
    { "p/one", "confirmed", 1, PLAIN, NULL, "p/one confirmed 1; q/two hold 2" },
    { "q/two", "hold", 2, CHALLENGES, NULL, "p/one hold 1; q/two hold 2" },
    { "q/two", "hold", 2, LAPSES, "2026-10-03T18:00", "p/one hold 1; q/two expired 2" },
    { "q/two", "hold", 3, PLAIN, NULL, "p/one hold 1; q/two hold 2" },
    { "p/one", "hold", 1, LAPSES, "2026-10-04T18:00", "p/one expired 1; q/two hold 1" }, /* not by a later expiry */
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Memory) memory = memory_new (1);

      g_test_message ("%s", rows[i].listed);
      assert_set (memory, "2026-10-01", "p/one", "hold", 1, PLAIN, NULL, "acquired");
      assert_set (memory, "2026-10-01", "q/two", "hold", 2, CHALLENGES, "2026-10-03T18:00", "acquired");
      assert_set (memory, "2026-10-02", rows[i].booking, rows[i].state, rows[i].rank, rows[i].more, rows[i].when,
                  "acquired");
      assert_listed (memory, "2026-10-03T18:00", rows[i].listed);
    }
}

/* Own productions do not challenge each other; what is no instant is no challenge, nor one behind a stranger. */
static void
test_no_challenge (void)
{
  g_autoptr (Memory) own = memory_new (1), odd = memory_new (1);
  g_autofree char *text = NULL;

  assert_set (own, "2026-10-01", "p/one", "hold", 1, PLAIN, NULL, "acquired");
  assert_set (own, "2026-10-01", "p/two", "hold", 2, CHALLENGES, "2026-10-03T18:00", "acquired");
  assert_listed (own, "2026-10-04", "p/one hold 1; p/two hold 2");
  assert_set (odd, "2026-10-01", "p/one", "hold", 1, PLAIN, NULL, "acquired");
  assert_set (odd, "2026-10-01", "q/two", "hold", 2, CHALLENGES, "2026-10-03T18:00", "acquired");
  text = memory_get (odd, "day-2026-11-03-hold2.ics");
  memcpy (strstr (text, "X-SIGHTLINE-CHALLENGE:2026") + 22, "soon", 4);
  memory_put (odd, "day-2026-11-03-hold2.ics", text);
  assert_listed (odd, "2026-10-04", "p/one hold 1; q/two hold 2");
  memory_put (odd, "day-2026-11-03.ics", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\nDTSTART;VALUE=DATE:20261103\r\n"
                                         "END:VEVENT\r\nEND:VCALENDAR\r\n");
  assert_set (odd, "2026-10-01", "q/two", "hold", 2, CHALLENGES, "2026-10-03T18:00", "acquired");
  assert_set (odd, "2026-10-04", "q/two", "confirmed", 1, PLAIN, NULL, "x");
}

void
add_moment_tests (void)
{
  g_test_add_func ("/stage/moments/parse", test_parse);
  g_test_add_func ("/stage/moments/instants", test_instants);
  g_test_add_func ("/stage/moments/lapses", test_lapses);
  g_test_add_func ("/stage/moments/challenge", test_challenge);
  g_test_add_func ("/stage/moments/challenge-ends", test_challenge_ends);
  g_test_add_func ("/stage/moments/no-challenge", test_no_challenge);
}
