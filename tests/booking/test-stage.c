/* How days are taken, over places of objects that lose things, and over a folder. */
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../sl-test.h"
#include "memory.h"
#include "sl-backend-folder.h"
#include "sl-day-object.h"
#include "sl-error.h"
#include "stage-days.h"
#include "test-stage.h"

#define TODAY "2026-10-01"

static SlStageCalendar *
open_stage (Memory *memory, const MemoryFaults *faults)
{
  return sl_stage_calendar_new (memory_open (memory, faults), "stage-1", "Asia/Shanghai", julian (TODAY));
}

/* "3 taken": "acquired taken=2 changed=0 released=0", "conflict q/two" or the like. */
static char *
set (Memory *memory, const char *booking, guint first, guint last, const char *state, int rank)
{
  g_autoptr (SlStageCalendar) c = open_stage (memory, NULL);
  g_autoptr (GPtrArray) wanted = wanted_days (booking, first, last, state, rank);
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  SlTaken taken;
  const SlAcquire result = sl_stage_calendar_set (c, booking, wanted, NULL, &taken, NULL, &error);

  g_assert_no_error (error);
  if (result == SL_ACQUIRED)
    g_string_printf (out, "acquired %u %u %u", taken.taken, taken.changed, taken.released);
  else
    g_string_append (out, "conflict");
  for (guint i = 0; i < taken.conflicts->len; i++)
    g_string_append_printf (out, " %s", ((SlStageDay *) taken.conflicts->pdata[i])->booking);
  for (guint i = 0; i < taken.strangers->len; i++)
    g_string_append_printf (out, " over %s", ((SlStageDay *) taken.strangers->pdata[i])->title);
  sl_taken_clear (&taken);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

#define assert_set(memory, booking, first, last, state, rank, result) \
  G_STMT_START { g_autofree char *got_ = set (memory, booking, first, last, state, rank); \
    g_assert_cmpstr (got_, ==, result); } G_STMT_END

/* "day-2026-11-03.ics …" of all that there is */
static char *
names (Memory *memory)
{
  g_autoptr (GPtrArray) all = memory_names (memory);

  g_ptr_array_add (all, NULL);
  return g_strjoinv (" ", (char **) all->pdata);
}

#define assert_names(memory, expected) \
  G_STMT_START { g_autofree char *got_ = names (memory); g_assert_cmpstr (got_, ==, expected); } G_STMT_END

#define EVENT(lines) "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:stranger\r\n" lines \
                     "END:VEVENT\r\nEND:VCALENDAR\r\n"

/* --- names and texts --- */

static void
test_names (void)
{
  static const struct { const char *name, *day, *slot; int rank; } rows[] = {
    { "day-2026-11-24.ics", "2026-11-24", NULL, 1 }, { "day-2026-11-24-hold2.ics", "2026-11-24", NULL, 2 },
    { "day-2026-11-24-night.ics", "2026-11-24", "night", 1 },
    { "day-2026-11-24-night-hold3.ics", "2026-11-24", "night", 3 },
    { "day-2026-11-24-hold1.ics" }, { "day-2026-11-24-hold0.ics" }, { "day-2026-11-24-hold12.ics" },
    { "day-2026-11-24-hold.ics" }, { "day-2026-11-24-.ics" }, { "day-2026-11-24night.ics" }, { "day-2026-13-24.ics" },
    { "day-2026-11-24" }, { "day-.ics" }, { "2026-11-24.ics" }, { "day-2026-11-2.ics" }, { "" }, { "stage.ics" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *slot = NULL;
      guint32 day;
      int rank;

      g_test_message ("%s", rows[i].name);
      g_assert_cmpint (sl_day_object_parse_name (rows[i].name, &day, &slot, &rank), ==, rows[i].day != NULL);
      if (rows[i].day == NULL)
        continue;
      g_assert_cmpuint (day, ==, julian (rows[i].day));
      g_assert_cmpstr (slot, ==, rows[i].slot);
      g_assert_cmpint (rank, ==, rows[i].rank);
      g_autofree char *again = sl_day_object_name (day, slot, rank);
      g_assert_cmpstr (again, ==, rows[i].name);
    }
}

/* Only what changed is changed: identity, alarms, attendees and what others put there stay. */
static void
test_edits (void)
{
  const char *text = EVENT ("DTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20261103\r\nDTEND;VALUE=DATE:20261104\r\n"
    "SUMMARY;LANGUAGE=zh:旧\r\nSTATUS:TENTATIVE\r\nX-OTHER;A=\"b:c\":kept\r\nX-SIGHTLINE-BOOKING:p/one\r\n"
    "X-SIGHTLINE-EXPIRES:2026-10-01\r\nATTENDEE;CN=A:mailto:a@example.org\r\n"
    "BEGIN:VALARM\r\nACTION:DISPLAY\r\nSUMMARY:alarm\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\n");
  static const char *const kept[] = { "UID:stranger\r\n", "DTSTAMP:20260101T000000Z\r\n", "X-OTHER;A=\"b:c\":kept\r\n",
    "ATTENDEE;CN=A:mailto:a@example.org\r\n", "BEGIN:VALARM\r\nACTION:DISPLAY\r\nSUMMARY:alarm\r\nTRIGGER:-PT15M\r\n",
    "SUMMARY;LANGUAGE=zh:长江夜航\\; Night\\, Passage\r\n", "STATUS:CONFIRMED\r\n",
    "DTSTART;VALUE=DATE:20261103\r\nDTEND;VALUE=DATE:20261104\r\n" };
  g_autoptr (GPtrArray) wanted = wanted_days ("p/one", 3, 3, "confirmed", 1);
  g_autofree char *edited = sl_day_object_edit (text, wanted->pdata[0]);
  g_autofree char *again = sl_day_object_edit (edited, wanted->pdata[0]);
  g_autofree char *moved_text = g_strdup (edited);

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_test_message ("%s", kept[i]);
      g_assert_nonnull (strstr (edited, kept[i]));
    }
  g_assert_null (strstr (edited, "EXPIRES"));
  g_assert_null (again); /* it says so already */
  g_assert_null (sl_day_object_edit ("garbage", wanted->pdata[0]));
  memcpy (strstr (moved_text, "20261103"), "20261109", 8);
  g_autofree char *back = sl_day_object_edit (moved_text, wanted->pdata[0]);
  g_assert_nonnull (strstr (back, "DTSTART;VALUE=DATE:20261103\r\n"));
}

/* What is written can be read again, however long and odd its texts are. */
static void
test_own_texts (void)
{
  g_autofree char *long_text = g_strnfill (300000, 'a');
  const char *const texts[] = { "", "a;b,c\\d", "two\nlines\r\x1b[31m", "\xff\xfe", long_text, "长江夜航" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (Memory) memory = memory_new (1);
      g_autoptr (SlStageCalendar) c = open_stage (memory, NULL);
      g_autoptr (GPtrArray) wanted = wanted_days ("p/one", 3, 3, "hold", 1);
      g_autoptr (GError) error = NULL;
      SlStageDay *day = wanted->pdata[0];
      SlTaken taken;

      g_free (day->title);
      g_free (day->owner);
      day->title = g_strdup (texts[i]);
      day->owner = g_strdup (texts[i]);
      g_assert_cmpint (sl_stage_calendar_set (c, "p/one", wanted, NULL, &taken, NULL, &error), ==, SL_ACQUIRED);
      sl_taken_clear (&taken);
      g_assert_cmpint (sl_stage_calendar_set (c, "p/one", wanted, NULL, &taken, NULL, &error), ==, SL_ACQUIRED);
      g_assert_cmpuint (taken.taken + taken.changed + taken.released, ==, 0);
      sl_taken_clear (&taken);
      g_autoptr (GPtrArray) days = sl_stage_calendar_days (c, NULL);
      g_assert_cmpuint (days->len, ==, 1);
      g_assert_cmpstr (((SlStageDay *) days->pdata[0])->booking, ==, "p/one");
    }
}

/* --- one after the other --- */

static void
test_difference (void)
{
  g_autoptr (Memory) memory = memory_new (1);
  g_autofree char *uid = NULL;

  assert_set (memory, "p/one", 3, 4, "hold", 1, "acquired 2 0 0");
  g_autofree char *hold = memory_get (memory, "day-2026-11-03.ics");
  assert_set (memory, "p/one", 3, 4, "hold", 1, "acquired 0 0 0"); /* once more is nothing */
  g_autofree char *same = memory_get (memory, "day-2026-11-03.ics");
  g_assert_cmpstr (hold, ==, same);
  assert_set (memory, "p/one", 4, 6, "confirmed", 1, "acquired 2 1 1");
  assert_names (memory, "day-2026-11-04.ics day-2026-11-05.ics day-2026-11-06.ics");
  g_autofree char *confirmed = memory_get (memory, "day-2026-11-04.ics");
  g_assert_nonnull (strstr (confirmed, "STATUS:CONFIRMED"));
  assert_set (memory, "q/two", 5, 7, "hold", 1, "conflict p/one");
  assert_set (memory, "q/two", 7, 8, "hold", 1, "acquired 2 0 0");
  /* all or nothing: what was had is as it was, in every letter */
  g_autofree char *before = names (memory);
  assert_set (memory, "p/one", 4, 8, "hold", 1, "conflict q/two");
  assert_names (memory, before);
  g_autofree char *after = memory_get (memory, "day-2026-11-04.ics");
  g_assert_cmpstr (confirmed, ==, after);
  g_autoptr (SlStageCalendar) c = open_stage (memory, NULL);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  SlTaken taken;
  g_assert_cmpint (sl_stage_calendar_set (c, "p/one", nothing, NULL, &taken, NULL, NULL), ==, SL_ACQUIRED);
  g_assert_cmpuint (taken.released, ==, 3);
  sl_taken_clear (&taken);
  assert_names (memory, "day-2026-11-07.ics day-2026-11-08.ics");
}

static void
test_ranks (void)
{
  g_autoptr (Memory) memory = memory_new (1);

  assert_set (memory, "p/one", 3, 4, "hold", 1, "acquired 2 0 0");
  assert_set (memory, "q/two", 3, 4, "hold", 2, "acquired 2 0 0");
  assert_set (memory, "r/three", 3, 4, "hold", 2, "conflict q/two");
  assert_set (memory, "r/three", 3, 4, "hold", 3, "acquired 2 0 0");
  /* the first goes; who comes anew gives way to those who wait, and who waits longest moves up */
  assert_set (memory, "p/one", 3, 3, "hold", 1, "acquired 0 0 1");
  assert_set (memory, "s/four", 4, 4, "hold", 1, "conflict q/two");
  assert_set (memory, "r/three", 4, 4, "hold", 1, "conflict q/two");
  assert_names (memory, "day-2026-11-03-hold2.ics day-2026-11-03-hold3.ics day-2026-11-03.ics day-2026-11-04-hold2.ics "
                        "day-2026-11-04-hold3.ics");
  assert_set (memory, "q/two", 4, 4, "hold", 1, "acquired 1 0 2");
  assert_names (memory, "day-2026-11-03-hold3.ics day-2026-11-03.ics day-2026-11-04-hold3.ics day-2026-11-04.ics");
  /* of one production nobody waits for himself */
  assert_set (memory, "s/a", 9, 9, "hold", 2, "acquired 1 0 0");
  assert_set (memory, "s/b", 9, 9, "hold", 1, "acquired 1 0 0");
}

static void
test_others (void)
{
  static const struct { const char *name, *text, *result; } rows[] = {
    { "x.ics", EVENT ("DTSTART;VALUE=DATE:20261102\r\nDTEND;VALUE=DATE:20261107\r\n"), "conflict stranger stranger" },
    { "x.ics", EVENT ("DTSTART;VALUE=DATE:20261102\r\nDTEND;VALUE=DATE:20261107\r\nTRANSP:TRANSPARENT\r\n"),
      "acquired 2 0 0" },
    { "x.ics", EVENT ("DTSTART;VALUE=DATE:20261102\r\nDTEND;VALUE=DATE:20261103\r\n"), "acquired 2 0 0" },
    { "x.ics", EVENT ("DTSTART:20261102T163000Z\r\nDURATION:PT1H\r\n"), "conflict stranger" },
    { "x.ics", "garbage", "acquired 2 0 0" }, /* no one can tell which days; it is a problem of the list */
    { "day-2026-11-04.ics", "garbage", "conflict " },
    { "day-2026-11-04.ics", "", "conflict " },
    { "day-2026-11-04.ics", EVENT ("DTSTART:never\r\n"), "conflict " },
    { "day-2026-11-04.ics", EVENT ("DTSTART;VALUE=DATE:20261104\r\n"), "conflict stranger" },
    { "day-2026-11-04.ics", EVENT ("DTSTART;VALUE=DATE:20261120\r\n"), "conflict stranger" }, /* moved, but there */
    { "day-2026-11-20.ics", EVENT ("DTSTART;VALUE=DATE:20261104\r\n"), "conflict stranger" },
    { "day-2026-11-04-night.ics", EVENT ("DTSTART;VALUE=DATE:20261104\r\n"), "conflict stranger" },
    { "day-2026-11-04.ics", EVENT ("DTSTART;VALUE=DATE:20261104\r\nSTATUS:CANCELLED\r\n"), "acquired 2 0 0" },
    { "day-2026-11-04.ics", EVENT ("DTSTART;VALUE=DATE:20261104\r\nX-SIGHTLINE-BOOKING:q/two\r\n"
                                   "X-SIGHTLINE-EXPIRES:2026-10-01\r\n"), "conflict q/two" },
    { "day-2026-11-04.ics", EVENT ("DTSTART;VALUE=DATE:20261104\r\nX-SIGHTLINE-BOOKING:q/two\r\n"
                                   "X-SIGHTLINE-EXPIRES:2026-09-30\r\n"), "acquired 2 0 0" }, /* lapsed */
    { "day-2026-11-04.ics", EVENT ("DTSTART;VALUE=DATE:20261104\r\nX-SIGHTLINE-BOOKING:q/two\r\nSTATUS:CONFIRMED\r\n"
                                   "X-SIGHTLINE-EXPIRES:2026-09-30\r\n"), "conflict q/two" },
    { "day-2026-11-04-hold2.ics", EVENT ("DTSTART;VALUE=DATE:20261104\r\nX-SIGHTLINE-BOOKING:q/two\r\n"
                                         "X-SIGHTLINE-EXPIRES:2026-09-30\r\n"), "acquired 2 0 0" },
    { "copy.ics", EVENT ("DTSTART;VALUE=DATE:20261104\r\nX-SIGHTLINE-BOOKING:q/two\r\n"), "conflict q/two" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Memory) memory = memory_new (1);

      g_test_message ("%s %s", rows[i].name, rows[i].text);
      memory_put (memory, rows[i].name, rows[i].text);
      assert_set (memory, "p/one", 3, 4, "confirmed", 1, rows[i].result);
      if (g_str_has_prefix (rows[i].result, "conflict"))
        assert_names (memory, rows[i].name);
    }
}

/* What cannot be read, or has a doubt, is told; a day in its name is not free. */
static void
test_listing (void)
{
  g_autoptr (Memory) memory = memory_new (1);
  g_autoptr (SlStageCalendar) c = open_stage (memory, NULL);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_autoptr (GString) out = g_string_new (NULL);

  memory_put (memory, "day-2026-11-04.ics", "garbage");
  memory_put (memory, "day-2026-11-05.ics", EVENT ("DTSTART:never\r\n"));
  memory_put (memory, "day-2026-11-06.ics", EVENT ("DTSTART;VALUE=DATE:20261106\r\nSTATUS:CANCELLED\r\n"));
  memory_put (memory, "other.ics", "garbage");
  memory_put (memory, "x.ics", EVENT ("SUMMARY:Open day\r\nDTSTART;VALUE=DATE:20261108\r\nDURATION:P2D\r\n"));
  g_assert_true (sl_stage_calendar_sync (c, NULL, NULL));
  g_autoptr (GPtrArray) days = sl_stage_calendar_days (c, problems);
  for (guint i = 0; i < days->len; i++)
    {
      const SlStageDay *d = days->pdata[i];
      g_string_append_printf (out, "%u %s %s; ", d->day - julian ("2026-11-01") + 1, d->state, d->booking);
    }
  g_assert_cmpstr (out->str, ==, "4 unreadable ; 5 unreadable ; 8 hold stranger; 9 hold stranger; ");
  g_assert_cmpuint (problems->len, ==, 3);
}

/* What went while the server forgot what it had told is gone here too. */
static void
test_lost_token (void)
{
  g_autoptr (Memory) memory = memory_new (1);
  const MemoryFaults faults = { .forgets = TRUE };
  g_autoptr (SlStageCalendar) c = open_stage (memory, &faults);

  memory_put (memory, "a.ics", EVENT ("DTSTART;VALUE=DATE:20261104\r\n"));
  memory_put (memory, "b.ics", EVENT ("DTSTART;VALUE=DATE:20261105\r\n"));
  g_assert_true (sl_stage_calendar_sync (c, NULL, NULL));
  memory_put (memory, "a.ics", NULL);
  memory_put (memory, "c.ics", EVENT ("DTSTART;VALUE=DATE:20261106\r\n"));
  g_assert_true (sl_stage_calendar_sync (c, NULL, NULL));
  g_autoptr (GPtrArray) days = sl_stage_calendar_days (c, NULL);
  g_assert_cmpuint (days->len, ==, 2);
  g_assert_cmpuint (((SlStageDay *) days->pdata[0])->day, ==, julian ("2026-11-05"));
}

static void
test_slots (void)
{
  static const char *const bad[] = { "day,", "Day", "a b", "hold2,day", "day,night,a,b,c,d,e,f,g", "../x,y" };
  g_autoptr (Memory) memory = memory_new (1);
  const char *settings = EVENT ("DTSTART;VALUE=DATE:20260101\r\nTRANSP:TRANSPARENT\r\nX-SIGHTLINE-SLOTS:day,night\r\n"
                                "X-SIGHTLINE-DAY-BEGINS:06:00\r\n");

  memory_put (memory, "stage.ics", settings);
  assert_set (memory, "p/one", 3, 3, "hold", 1, "acquired 2 0 0");
  assert_names (memory, "day-2026-11-03-day.ics day-2026-11-03-night.ics stage.ics");
  g_autoptr (SlStageCalendar) c = open_stage (memory, NULL);
  g_autoptr (GPtrArray) wanted = wanted_days ("q/two", 4, 4, "hold", 1);
  SlTaken taken;
  ((SlStageDay *) wanted->pdata[0])->slot = g_strdup ("night");
  g_assert_cmpint (sl_stage_calendar_set (c, "q/two", wanted, NULL, &taken, NULL, NULL), ==, SL_ACQUIRED);
  sl_taken_clear (&taken);
  assert_set (memory, "p/one", 3, 4, "hold", 1, "conflict q/two");
  /* until five in the morning of the fifth is the night of the fourth */
  memory_put (memory, "x.ics", EVENT ("DTSTART;TZID=Asia/Shanghai:20261105T010000\r\nDURATION:PT4H\r\n"));
  assert_set (memory, "r/three", 5, 5, "hold", 1, "acquired 2 0 0");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text = g_strdup_printf (EVENT ("DTSTART;VALUE=DATE:20260101\r\nX-SIGHTLINE-SLOTS:%s\r\n"),
                                               bad[i]);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad[i]);
      memory_put (memory, "stage.ics", text);
      g_assert_cmpint (sl_stage_calendar_set (c, "q/two", wanted, NULL, &taken, NULL, &error), ==, SL_STORE_FAILED);
      g_assert_error (error, SL_ERROR, SL_ERROR_SERVICE);
      sl_taken_clear (&taken);
    }
}

/* --- others meanwhile --- */

typedef struct {
  const char *method, *name; /* right before that is done, */
  const char *put, *text;    /* somebody puts this there */
  gboolean    done;
} Meanwhile;

static void
meanwhile (Memory *memory, const char *method, const char *name, gpointer data)
{
  Meanwhile *m = data;

  if (m->done || !g_str_equal (method, m->method) || !g_str_equal (name, m->name))
    return;
  m->done = TRUE;
  memory_put (memory, m->put, m->text);
}

#define Q(date) EVENT ("DTSTART;VALUE=DATE:" date "\r\nX-SIGHTLINE-BOOKING:q/two\r\n")

/* Nothing of another is ever written over or removed, however late he comes. */
static void
test_meanwhile (void)
{
  static const struct { Meanwhile m; guint first, last; const char *result, *names; } rows[] = {
    /* p/one holds 3 and 4, and wants… */
    { { "replace", "day-2026-11-03.ics", "day-2026-11-03.ics", Q ("20261103") }, 3, 4, "conflict q/two",
      "day-2026-11-03.ics day-2026-11-04.ics" },
    { { "replace", "day-2026-11-04.ics", "day-2026-11-04.ics", NULL }, 3, 4, "acquired 1 1 0",
      "day-2026-11-03.ics day-2026-11-04.ics" },
    { { "remove", "day-2026-11-04.ics", "day-2026-11-04.ics", Q ("20261104") }, 3, 3, "acquired 0 1 1",
      "day-2026-11-03.ics day-2026-11-04.ics" },
    { { "create", "day-2026-11-06.ics", "day-2026-11-06.ics", Q ("20261106") }, 3, 6, "conflict q/two",
      "day-2026-11-03.ics day-2026-11-04.ics day-2026-11-06.ics" },
    { { "create", "day-2026-11-05.ics", "day-2026-11-05-hold2.ics", Q ("20261105") }, 3, 5, "conflict q/two",
      "day-2026-11-03.ics day-2026-11-04.ics day-2026-11-05-hold2.ics" },
    { { "create", "day-2026-11-05.ics", "x.ics", EVENT ("SUMMARY:Fair\r\nDTSTART;VALUE=DATE:20261105\r\n") }, 3, 5,
      "acquired 1 2 0 over Fair", "day-2026-11-03.ics day-2026-11-04.ics day-2026-11-05.ics x.ics" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Memory) memory = memory_new (1);
      Meanwhile m = rows[i].m;

      g_test_message ("%u", i);
      assert_set (memory, "p/one", 3, 4, "hold", 1, "acquired 2 0 0");
      g_autofree char *before = memory_get (memory, "day-2026-11-04.ics");
      memory_meanwhile (memory, meanwhile, &m);
      assert_set (memory, "p/one", rows[i].first, rows[i].last, "confirmed", 1, rows[i].result);
      g_assert_true (m.done);
      assert_names (memory, rows[i].names);
      g_autofree char *there = memory_get (memory, m.put), *after = memory_get (memory, "day-2026-11-04.ics");
      if (m.text != NULL)
        g_assert_cmpstr (there, ==, m.text);
      if (g_str_has_prefix (rows[i].result, "conflict")) /* as it was */
        g_assert_cmpstr (before, ==, after);
    }
}

/* --- nothing but one fault --- */

static SlAcquire
set_over (Memory *memory, const MemoryFaults *faults, guint first, guint last, const char *state)
{
  g_autoptr (SlStageCalendar) c = open_stage (memory, faults);
  g_autoptr (GPtrArray) wanted = wanted_days ("p/one", first, last, state, 1);
  g_autoptr (GError) error = NULL;
  SlTaken taken;
  const SlAcquire result = sl_stage_calendar_set (c, "p/one", wanted, NULL, &taken, NULL, &error);

  g_assert_cmpint (result == SL_STORE_FAILED, ==, error != NULL);
  sl_taken_clear (&taken);
  return result;
}

/* When no answer to a write ever comes, reading tells that all was done; when no write ever arrives, that nothing was,
 * which is no conflict with anybody. */
static void
test_no_answers (void)
{
  static const MemoryFaults answers = { .lose_answer = 1 }, requests = { .lose_request = 1 }, reading = { .refuse = 1 };
  g_autoptr (Memory) memory = memory_new (1);

  g_assert_cmpint (set_over (memory, &requests, 3, 5, "hold"), ==, SL_STORE_FAILED);
  g_assert_cmpint (set_over (memory, &reading, 3, 5, "hold"), ==, SL_STORE_FAILED);
  assert_names (memory, "");
  g_assert_cmpint (set_over (memory, &answers, 3, 5, "hold"), ==, SL_ACQUIRED);
  assert_names (memory, "day-2026-11-03.ics day-2026-11-04.ics day-2026-11-05.ics");
  g_autofree char *hold = memory_get (memory, "day-2026-11-04.ics");
  g_assert_cmpint (set_over (memory, &requests, 4, 4, "confirmed"), ==, SL_STORE_FAILED);
  g_autofree char *same = memory_get (memory, "day-2026-11-04.ics");
  g_assert_cmpstr (hold, ==, same);
  g_assert_cmpint (set_over (memory, &answers, 4, 4, "confirmed"), ==, SL_ACQUIRED);
  assert_names (memory, "day-2026-11-04.ics");
  g_autofree char *confirmed = memory_get (memory, "day-2026-11-04.ics");
  g_assert_nonnull (strstr (confirmed, "STATUS:CONFIRMED"));
  memory_put (memory, "day-2026-11-06.ics", EVENT ("DTSTART;VALUE=DATE:20261106\r\n"));
  g_assert_cmpint (set_over (memory, &answers, 4, 6, "hold"), ==, SL_CONFLICT);
  assert_names (memory, "day-2026-11-04.ics day-2026-11-06.ics");
}

/* --- whoever changes his mind --- */

typedef struct {
  const char *method, *name; /* while that is done, */
  SlWatch    *watch;         /* this is cancelled */
} ChangedMind;

static void
change_mind (Memory *memory, const char *method, const char *name, gpointer data)
{
  const ChangedMind *m = data;

  if (g_str_equal (method, m->method) && (*m->name == '\0' || g_str_equal (name, m->name)))
    sl_watch_cancel (m->watch);
}

/* p/one holds 3 and 4 and wants 4 to 6 confirmed: he has one or the other, whole, whenever it is that he stops. */
static void
test_cancelled (void)
{
  static const struct { const char *method, *name; SlAcquire result; } rows[] = {
    { "list", "", SL_STORE_FAILED },
    { "fetch", "", SL_STORE_FAILED },
    { "create", "day-2026-11-05.ics", SL_STORE_FAILED },
    { "create", "day-2026-11-06.ics", SL_STORE_FAILED },
    { "replace", "day-2026-11-04.ics", SL_STORE_FAILED },
    { "remove", "day-2026-11-03.ics", SL_ACQUIRED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Memory) memory = memory_new (1);
      g_autoptr (SlStageCalendar) c = open_stage (memory, NULL);
      g_autoptr (GPtrArray) wanted = wanted_days ("p/one", 4, 6, "confirmed", 1);
      g_autoptr (SlWatch) watch = sl_watch_new (NULL, NULL);
      g_autoptr (GError) error = NULL;
      ChangedMind mind = { rows[i].method, rows[i].name, watch };
      SlTaken taken;

      g_test_message ("%s %s", rows[i].method, rows[i].name);
      assert_set (memory, "p/one", 3, 4, "hold", 1, "acquired 2 0 0");
      memory_meanwhile (memory, change_mind, &mind);
      g_assert_cmpint (sl_stage_calendar_set (c, "p/one", wanted, NULL, &taken, watch, &error), ==, rows[i].result);
      sl_taken_clear (&taken);
      g_autofree char *fourth = memory_get (memory, "day-2026-11-04.ics");
      g_assert_cmpint (strstr (fourth, "STATUS:CONFIRMED") != NULL, ==, rows[i].result == SL_ACQUIRED);
      if (rows[i].result == SL_ACQUIRED)
        assert_names (memory, "day-2026-11-04.ics day-2026-11-05.ics day-2026-11-06.ics");
      else
        {
          g_assert_error (error, SL_ERROR, SL_ERROR_CANCELLED);
          assert_names (memory, "day-2026-11-03.ics day-2026-11-04.ics");
        }
    }
}

/* --- all faults at once --- */

enum { BOOKERS = 3 };

typedef struct {
  Memory    *memory;
  char       booking[16];
  guint      first, last;
  GPtrArray *before;   /* names that it had; owned */
  SlAcquire  result;
} Booker;

static SlAcquire
try_once (Booker *b, const MemoryFaults *faults)
{
  g_autoptr (SlStageCalendar) c = open_stage (b->memory, faults);
  g_autoptr (GPtrArray) wanted = wanted_days (b->booking, b->first, b->last, "confirmed", 1);
  g_autoptr (GError) error = NULL;
  SlTaken taken;
  const SlAcquire result = sl_stage_calendar_set (c, b->booking, wanted, b->before, &taken, NULL, &error);

  g_assert_cmpint (result == SL_STORE_FAILED, ==, error != NULL);
  g_assert_cmpint (result == SL_CONFLICT, ==, result != SL_STORE_FAILED && taken.conflicts->len > 0);
  sl_taken_clear (&taken);
  return result;
}

static gpointer
book_until_done (gpointer data)
{
  static const MemoryFaults faults = { .lose_request = .08, .lose_answer = .08, .delay = .04, .refuse = .04,
                                       .die = .02 };
  Booker *b = data;

  for (guint i = 0; i < 500; i++)
    if ((b->result = try_once (b, &faults)) != SL_STORE_FAILED)
      return NULL;
  g_assert_not_reached ();
}

static void
run_bookers (Booker *bookers)
{
  GThread *threads[BOOKERS];

  for (guint i = 0; i < BOOKERS; i++)
    threads[i] = g_thread_new ("booker", book_until_done, &bookers[i]);
  for (guint i = 0; i < BOOKERS; i++)
    g_thread_join (threads[i]);
  memory_settle (bookers->memory);
  for (guint i = 0; i < BOOKERS; i++) /* what came late is put right by the next time */
    bookers[i].result = try_once (&bookers[i], NULL);
}

static void
fill_names (GPtrArray *list, guint first, guint last)
{
  g_ptr_array_set_size (list, 0);
  for (guint i = first; i <= last; i++)
    g_ptr_array_add (list, g_strdup_printf ("day-2026-11-%02u.ics", i));
}

/* Each has just the days that it wanted, or just those of before. */
static void
check_bookers (Booker *bookers)
{
  g_autoptr (GPtrArray) all = memory_names (bookers->memory);
  guint n = 0;

  for (guint i = 0; i < BOOKERS; i++)
    {
      if (bookers[i].result == SL_ACQUIRED)
        fill_names (bookers[i].before, bookers[i].first, bookers[i].last);
      g_autofree char *mark = g_strdup_printf ("X-SIGHTLINE-BOOKING:%s\r\n", bookers[i].booking);
      for (guint k = 0; k < bookers[i].before->len; k++)
        {
          g_autofree char *text = memory_get (bookers->memory, bookers[i].before->pdata[k]);
          g_assert_nonnull (text);
          g_assert_nonnull (strstr (text, mark));
        }
      n += bookers[i].before->len;
    }
  g_assert_cmpuint (n, ==, all->len);
}

static void
test_faults (void)
{
  const guint rounds = g_strcmp0 (g_getenv ("SL_LONG"), "1") == 0 ? 2000 : 60;
  guint whole = 0;

  for (guint round = 0; round < rounds; round++)
    {
      g_autoptr (Memory) memory = memory_new (round);
      g_autoptr (GRand) random = g_rand_new_with_seed (round);
      Booker bookers[BOOKERS];

      for (guint i = 0; i < BOOKERS; i++)
        {
          bookers[i] = (Booker) { .memory = memory, .before = g_ptr_array_new_with_free_func (g_free) };
          g_snprintf (bookers[i].booking, sizeof bookers[i].booking, "%c/one", 'p' + (int) i);
        }
      for (guint step = 0; step < 3; step++) /* booked, then moved and stretched twice */
        {
          for (guint i = 0; i < BOOKERS; i++)
            {
              bookers[i].first = (guint) g_rand_int_range (random, 1, 12);
              bookers[i].last = bookers[i].first + (guint) g_rand_int_range (random, 0, 5);
            }
          run_bookers (bookers);
          check_bookers (bookers);
          for (guint i = 0; i < BOOKERS; i++)
            whole += bookers[i].result == SL_ACQUIRED;
        }
      for (guint i = 0; i < BOOKERS; i++)
        g_ptr_array_unref (bookers[i].before);
    }
  g_test_message ("%u of %u were booked", whole, rounds * BOOKERS * 3);
  g_assert_cmpuint (whole, >, rounds * BOOKERS);
}

/* --- programs over a folder --- */

enum { PROGRAMS = 4, LENGTH = 7 };

static int
book_folder (const char *folder, guint i)
{
  g_autofree char *booking = g_strdup_printf ("%u/one", i);
  g_autoptr (SlStageCalendar) c = sl_stage_calendar_new (sl_backend_folder_new (folder), "stage-1", NULL,
                                                         julian (TODAY));
  g_autoptr (GPtrArray) wanted = wanted_days (booking, 1 + 2 * i, 2 * i + LENGTH, "hold", 1);
  SlTaken taken;
  const SlAcquire result = sl_stage_calendar_set (c, booking, wanted, NULL, &taken, NULL, NULL);

  sl_taken_clear (&taken);
  return (int) result;
}

/* All four overlap: exactly one has its days, whole. */
static void
test_folder_races (void)
{
  const guint rounds = g_strcmp0 (g_getenv ("SL_LONG"), "1") == 0 ? 100 : 10;

  for (guint round = 0; round < rounds; round++)
    {
      g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL);
      g_autoptr (SlStageCalendar) c = sl_stage_calendar_new (sl_backend_folder_new (folder), "stage-1", NULL,
                                                             julian (TODAY));
      pid_t children[PROGRAMS];
      int winner = -1;

      for (guint i = 0; i < PROGRAMS; i++)
        if ((children[i] = fork ()) == 0)
          _exit (book_folder (folder, i));
      for (guint i = 0; i < PROGRAMS; i++)
        {
          int status;
          waitpid (children[i], &status, 0);
          g_assert_true (WIFEXITED (status));
          g_assert_cmpint (WEXITSTATUS (status), !=, SL_STORE_FAILED);
          if (WEXITSTATUS (status) == SL_ACQUIRED)
            {
              g_assert_cmpint (winner, ==, -1);
              winner = (int) i;
            }
        }
      g_assert_true (sl_stage_calendar_sync (c, NULL, NULL));
      g_autoptr (GPtrArray) days = sl_stage_calendar_days (c, NULL);
      g_assert_cmpint (winner, >=, 0);
      g_assert_cmpuint (days->len, ==, LENGTH);
      for (guint i = 0; i < days->len; i++)
        g_assert_cmpint (((SlStageDay *) days->pdata[i])->booking[0], ==, '0' + winner);
      sl_test_remove_tree (folder);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stage/names", test_names);
  g_test_add_func ("/stage/edits", test_edits);
  g_test_add_func ("/stage/own-texts", test_own_texts);
  g_test_add_func ("/stage/difference", test_difference);
  g_test_add_func ("/stage/ranks", test_ranks);
  g_test_add_func ("/stage/others", test_others);
  g_test_add_func ("/stage/listing", test_listing);
  g_test_add_func ("/stage/lost-token", test_lost_token);
  g_test_add_func ("/stage/slots", test_slots);
  g_test_add_func ("/stage/meanwhile", test_meanwhile);
  g_test_add_func ("/stage/no-answers", test_no_answers);
  g_test_add_func ("/stage/cancelled", test_cancelled);
  g_test_add_func ("/stage/faults", test_faults);
  g_test_add_func ("/stage/folder-races", test_folder_races);
  add_asking_tests ();
  add_moment_tests ();
  return g_test_run ();
}
