/* The verbs of booking: plan and store agree after each, bad wishes change neither, and of many who race one wins. */
#include "test-dav.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../sl-test.h"
#include "sl-book-verbs.h"
#include "sl-error.h"
#include "sl-stage-clock.h"

#define BOOKING(id, from, to, more) \
  "<booking id=\"" id "\" name=\"" id "\" stage=\"s\" production=\"p\" from=\"2026-11-" from "\" " \
  "to=\"2026-11-" to "\" " \
  more "/>"

typedef struct {
  char       *folder, *store;
  const char *now; /* "2026-10-01T10:00" in Shanghai */
} Place;

static Place
place_new (void)
{
  Place place = { .folder = g_dir_make_tmp ("sl-XXXXXX", NULL), .now = "2026-10-01T10:00" };

  place.store = g_build_filename (place.folder, "store", NULL);
  return place;
}

static void
place_clear (Place *place)
{
  sl_test_remove_tree (place->folder);
  g_free (place->folder);
  g_free (place->store);
}

static char *
file_of (const Place *place, const char *plan)
{
  return g_strdup_printf ("%s/%s.sightline", place->folder, plan);
}

/* A plan of one production, called and marked so. */
static void
write_plan (const Place *place, const char *plan, const char *bookings)
{
  g_autofree char *file = file_of (place, plan);
  g_autofree char *text = g_strdup_printf (
    "<sightline version=\"1.0\"><production id=\"p\" uid=\"%s\" name=\"%s\"/><calendar id=\"c\" week=\"sun\"/>"
    "<stage id=\"s\" timezone=\"Asia/Shanghai\" calendar=\"c\"/><stage id=\"t\" timezone=\"Asia/Shanghai\"/>%s"
    "</sightline>", plan, plan, bookings);

  g_assert_true (g_file_set_contents (file, text, -1, NULL));
}

static gint64
now_of (const Place *place)
{
  SlStageMoment m;

  g_assert_true (sl_stage_moment_parse (place->now, "Asia/Shanghai", &m));
  return m.at;
}

static guint32
day_of (const char *text)
{
  guint32 day = 0;

  return sl_date_parse (text, &day) ? day : 0;
}

/* A wish's "name=value" words. */
static void
take_word (SlBookWish *wish, char **word, char ***stages)
{
  const char *value = strchr (*word, '=') + 1;

  if (g_str_has_prefix (*word, "days="))
    {
      g_auto (GStrv) parts = g_strsplit (value, "..", 2);
      g_autofree char *from = g_strconcat ("2026-11-", parts[0], NULL);
      g_autofree char *to = g_strconcat ("2026-11-", parts[1] != NULL ? parts[1] : parts[0], NULL);
      wish->from = day_of (from);
      wish->to = day_of (to);
    }
  else if (g_str_has_prefix (*word, "stage="))
    {
      g_strfreev (*stages);
      *stages = g_strsplit (value, ",", -1);
      wish->stages = (const char *const *) *stages;
    }
  else if (g_str_has_prefix (*word, "rank="))
    wish->rank = atoi (value);
  else if (g_str_has_prefix (*word, "length="))
    wish->length = (guint) atoi (value);
  else if (g_str_has_prefix (*word, "expires="))
    wish->expires = value;
  else if (g_str_has_prefix (*word, "deadline="))
    wish->deadline = value;
  else if (g_str_has_prefix (*word, "production="))
    wish->production = value;
  else
    wish->apply = TRUE;
}

/* "held s/2 hold 1, s/3 hold 1", "conflict s/2 hold 1", or "! " and what the error says. */
static char *
do_verb (const Place *place, const char *plan, const char *line)
{
  g_autofree char *file = file_of (place, plan);
  g_auto (GStrv) words = g_strsplit (line, " ", -1), stages = NULL;
  SlBookWish wish = { .now = now_of (place), .length = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlDocument) document = sl_document_open (file, SL_OPEN_IN_PLACE, &error);
  g_autoptr (SlBookingStore) store = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  SlBookAnswer a;

  g_assert_no_error (error);
  store = sl_book_open_folder (sl_document_plan (document), place->store);
  for (guint i = 1; words[i] != NULL; i++)
    take_word (&wish, &words[i], &stages);
  if (!sl_book_do (sl_book_verb_find (words[0]), document, store, &wish, &a, &error))
    g_string_printf (out, "! %s", error->message);
  else
    g_string_append (out, a.result);
  for (guint i = 0; error == NULL && i < a.days->len; i++)
    {
      const SlStageDay *d = a.days->pdata[i];
      g_autofree char *date = sl_date_to_text (d->day);
      g_string_append_printf (out, "%s %s/%d %s %d", i > 0 ? "," : "", d->stage, atoi (date + 8),
                              sl_stage_day_stands (d), d->rank);
    }
  for (guint i = 0; i < a.changes->len; i++)
    {
      const SlBookChange *c = a.changes->pdata[i];
      g_string_append_printf (out, "; %s.%s=%s", c->booking, c->field, c->to);
    }
  for (guint i = 0; i < a.runs->len; i++)
    {
      const SlBookRun *r = &g_array_index (a.runs, SlBookRun, i);
      g_autofree char *from = sl_date_to_text (r->from), *to = sl_date_to_text (r->to);
      g_string_append_printf (out, " %s/%d..%d(%u)", r->stage, atoi (from + 8), atoi (to + 8), r->open);
    }
  for (guint i = 0; i < a.remarks->len; i++)
    g_string_append_c (out, '?');
  sl_book_answer_clear (&a);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

#define assert_verb(place, plan, line, result) \
  G_STMT_START { g_autofree char *got_ = do_verb (place, plan, line); g_assert_cmpstr (got_, ==, result); } G_STMT_END

/* Pushing the plan changes nothing: plan and store agree. */
static void
assert_agree (const Place *place, const char *plan)
{
  g_autofree char *file = file_of (place, plan), *before = NULL;
  g_autoptr (SlDocument) document = sl_document_open (file, SL_OPEN_PLAIN, NULL);
  g_autoptr (SlBookingStore) store = sl_book_open_folder (sl_document_plan (document), place->store);
  const SlBookOptions options = { .file = file };
  SlBookResult r;

  sl_booking_store_set_now (store, now_of (place));
  g_autoptr (GPtrArray) had = sl_booking_store_list (store, NULL, NULL, NULL);
  g_assert_true (sl_book_push (sl_document_plan (document), store, &options, &r, NULL));
  g_assert_cmpuint (r.released + r.refused + r.omitted + r.conflicts->len + r.remarks->len, ==, 0);
  sl_book_result_clear (&r);
  g_autoptr (GPtrArray) has = sl_booking_store_list (store, NULL, NULL, NULL);
  g_assert_cmpuint (had->len, ==, has->len);
  for (guint i = 0; i < had->len; i++)
    {
      const SlStageDay *x = had->pdata[i], *y = has->pdata[i];
      g_assert_cmpstr (x->path, ==, y->path);
      g_assert_cmpstr (x->state, ==, y->state);
      g_assert_cmpint (x->lapses, ==, y->lapses);
      g_assert_cmpuint (x->expires, ==, y->expires);
      g_assert_cmpint (x->challenge, ==, y->challenge);
    }
}

/* --- the way of a hold --- */

static void
test_way (void)
{
  Place place = place_new ();

  write_plan (&place, "A", "");
  write_plan (&place, "B", "");
  assert_verb (&place, "A", "hold days=02..03 stage=s,t expires=2026-10-20T18:00",
               "held s/2 hold 1, s/3 hold 1, t/2 hold 1, t/3 hold 1");
  assert_agree (&place, "A");
  assert_verb (&place, "A", "hold days=02..03 stage=s expires=2026-10-21T12:00+08:00", "held s/2 hold 1, s/3 hold 1");
  assert_agree (&place, "A");
  assert_verb (&place, "B", "hold days=03 stage=s", "conflict s/3 hold 1");
  assert_verb (&place, "B", "hold days=03 stage=s rank=2", "held s/3 hold 2");
  assert_verb (&place, "B", "confirm days=03", "conflict s/3 hold 1");
  assert_verb (&place, "B", "challenge days=03 deadline=2026-10-03T18:00", "held s/3 hold 2");
  assert_agree (&place, "B");
  assert_agree (&place, "A");
  assert_verb (&place, "A", "pull days=03", "unknown s/3 challenged 1, s/3 hold 2, t/3 hold 1; "
               "booking.state=challenged; booking.expires=2026-10-03; booking.expires_time=18:00");
  place.now = "2026-10-03T17:59";
  assert_verb (&place, "B", "confirm days=03", "conflict s/3 challenged 1");
  place.now = "2026-10-03T18:00";
  assert_verb (&place, "A", "confirm days=02..03 stage=s", "conflict s/3 hold 2");
  assert_verb (&place, "B", "confirm days=03", "confirmed s/3 confirmed 1");
  assert_agree (&place, "B");
  assert_verb (&place, "A", "pull stage=s", "conflict s/3 confirmed 1?");
  assert_verb (&place, "A", "release days=02..03", "released");
  assert_agree (&place, "A");
  assert_verb (&place, "A", "release days=03", "conflict s/3 confirmed 1");
  assert_verb (&place, "B", "release days=03", "released");
  assert_verb (&place, "B", "free days=01..30 length=30 stage=t", "unknown t/1..30(30)");
  place_clear (&place);
}

/* The first goes, and the second may confirm; what the plan had as rank 2 is pulled as rank 1. */
static void
test_moving_up (void)
{
  Place place = place_new ();

  write_plan (&place, "A", "");
  write_plan (&place, "B", "");
  write_plan (&place, "C", "");
  assert_verb (&place, "A", "hold days=02 stage=s expires=2026-10-02", "held s/2 hold 1");
  assert_verb (&place, "B", "hold days=02 stage=s rank=2", "held s/2 hold 2");
  assert_verb (&place, "C", "hold days=02 stage=s rank=3", "held s/2 hold 3");
  place.now = "2026-10-03T00:00";
  assert_verb (&place, "C", "confirm days=02", "conflict s/2 hold 2");
  assert_verb (&place, "B", "pull apply=1", "unknown s/2 expired 1, s/2 hold 1, s/2 hold 2; booking.rank=1");
  assert_verb (&place, "B", "pull", "unknown s/2 expired 1, s/2 hold 1, s/2 hold 2");
  assert_verb (&place, "A", "pull apply=1", "conflict s/2 hold 1; booking.state=expired?");
  assert_verb (&place, "B", "confirm days=02", "confirmed s/2 confirmed 1");
  assert_agree (&place, "B");
  place_clear (&place);
}

/* All stages or none; what a copy of the plan placed stays. */
static void
test_whole (void)
{
  Place place = place_new ();
  g_autofree char *from = NULL, *to = file_of (&place, "copy"), *text = NULL;

  write_plan (&place, "A", "");
  write_plan (&place, "B", "");
  assert_verb (&place, "A", "hold days=05 stage=t", "held t/5 hold 1");
  assert_verb (&place, "B", "hold days=04..06 stage=t,s", "conflict t/5 hold 1");
  assert_verb (&place, "B", "pull", "unknown t/5 hold 1");
  assert_verb (&place, "B", "hold days=04..06 stage=s", "held s/4 hold 1, s/5 hold 1, s/6 hold 1");
  assert_verb (&place, "B", "hold days=04..06 stage=s,t rank=1 expires=2026-10-09", "conflict t/5 hold 1");
  assert_agree (&place, "B"); /* without the expiry */
  from = file_of (&place, "A");
  g_assert_true (g_file_get_contents (from, &text, NULL, NULL));
  g_assert_true (g_file_set_contents (to, text, -1, NULL));
  assert_verb (&place, "copy", "confirm days=05", "conflict t/5 hold 1?");
  assert_verb (&place, "copy", "release days=05", "conflict t/5 hold 1?");
  assert_agree (&place, "A");
  place_clear (&place);
}

/* --- bad wishes --- */

static void
test_bad (void)
{
  static const struct { const char *line, *says; } rows[] = {
    { "hold stage=s", "which days" }, { "hold days=03..02 stage=s", "last day" },
    { "hold days=31 stage=s", "which days" },
    { "hold days=02", "which stage" }, { "hold days=02 stage=nowhere", "no stage" },
    { "hold days=02 stage=", "which stage" },
    { "hold days=02 stage=s,nowhere", "no stage" }, { "hold days=02 stage=../s", "no stage" },
    { "hold days=02 stage=s production=nobody", "no production" },
    { "hold days=02 stage=s expires=soon", "no moment" }, { "hold days=02 stage=s expires=2026-09-30", "is over" },
    { "hold days=02 stage=s expires=2026-10-01T10:00", "is over" },
    { "hold days=02 stage=s expires=2026-10-01T01:59Z", "is over" },
    { "hold days=09 stage=s", "already" }, { "hold days=09..12 stage=s", "already" },
    { "hold days=20..21 stage=s", "confirmed already" },
    { "challenge days=10", "deadline" }, { "challenge days=09..11 deadline=2026-10-01T09:59", "is over" },
    { "challenge days=09..11 deadline=never", "no moment" },
    { "challenge days=10 deadline=2026-10-09", "all of its days" },
    { "challenge days=09..11 deadline=2026-10-09", "not held in the store" },
    { "challenge days=28 deadline=2026-10-09", "no booking" },
    { "confirm days=10", "all of its days" }, { "confirm days=28", "no booking" }, { "confirm", "which days" },
    { "release days=28", "no booking" }, { "release days=11..28", "all of its days" }, { "release", "which days" },
    { "confirm days=09..11 stage=t", "no booking" }, { "pull stage=nowhere", "no stage" },
    { "pull days=03..02", "last day" }, { "free days=03..02", "last day" }, { "free stage=nowhere", "no stage" },
  };
  Place place = place_new ();
  g_autofree char *file = file_of (&place, "A"), *before = NULL;

  write_plan (&place, "A", BOOKING ("x", "09", "11", "") BOOKING ("z", "20", "21", "state=\"confirmed\""));
  g_assert_true (g_file_get_contents (file, &before, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *got = do_verb (&place, "A", rows[i].line), *after = NULL;

      g_test_message ("%s: %s", rows[i].line, got);
      g_assert_true (g_str_has_prefix (got, "! "));
      g_assert_nonnull (strstr (got, rows[i].says));
      g_assert_true (g_file_get_contents (file, &after, NULL, NULL));
      g_assert_cmpstr (before, ==, after);
      g_assert_false (g_file_test (place.store, G_FILE_TEST_EXISTS));
    }
  place_clear (&place);
}

static void
test_challenge_refused (void)
{
  Place place = place_new ();

  write_plan (&place, "A", "");
  write_plan (&place, "B", "");
  assert_verb (&place, "A", "hold days=02 stage=s", "held s/2 hold 1");
  assert_verb (&place, "A", "challenge days=02 deadline=2026-10-09", "! nobody stands before “A”; "
               "confirm it with “book PLAN confirm”");
  assert_verb (&place, "B", "hold days=02 stage=s rank=2", "held s/2 hold 2");
  assert_verb (&place, "A", "confirm days=02", "confirmed s/2 confirmed 1");
  assert_verb (&place, "B", "challenge days=02 deadline=2026-10-09", "conflict s/2 confirmed 1");
  assert_verb (&place, "B", "confirm days=02", "conflict s/2 confirmed 1");
  assert_verb (&place, "A", "challenge days=03 deadline=2026-10-09", "! the plan has no booking on these days; hold "
               "them first with “book PLAN hold”");
  place_clear (&place);
}

/* --- free --- */

/* 2026-11-01 is a Sunday, on which the stage s is closed. */
static void
test_free (void)
{
  Place place = place_new ();

  write_plan (&place, "A", BOOKING ("x", "10", "11", "phase=\"closed\"")
              BOOKING ("y", "12", "12", "expires=\"2026-09-30\"") BOOKING ("z", "13", "13", "state=\"released\""));
  write_plan (&place, "B", "");
  assert_verb (&place, "B", "hold days=04..05 stage=s expires=2026-10-01T12:00", "held s/4 hold 1, s/5 hold 1");
  assert_verb (&place, "B", "hold days=20 stage=s rank=2", "held s/20 hold 1");
  assert_verb (&place, "A", "free days=01..22 stage=s length=1", "unknown s/2..3(2) s/6..9(3) s/12..19(7) s/21..21(1)");
  assert_verb (&place, "A", "free days=01..22 stage=s length=3", "unknown s/6..9(3) s/12..19(7)");
  assert_verb (&place, "A", "free days=01 stage=s", "unknown");
  place.now = "2026-10-01T12:00";
  assert_verb (&place, "A", "free days=01..09 stage=s", "unknown s/2..9(7)");
  assert_verb (&place, "A", "free days=01..09", "unknown s/2..9(7) t/1..9(9)");
  place_clear (&place);
}

/* --- races --- */

enum { PROGRAMS = 4, LENGTH = 7 };

static int
hold_in_process (const Place *place, guint i)
{
  g_autofree char *plan = g_strdup_printf ("P%u", i);
  g_autofree char *line = g_strdup_printf ("hold days=%02u..%02u stage=%s", 1 + 2 * i, 2 * i + LENGTH,
                                           i % 2 == 0 ? "s,t" : "t,s");
  g_autofree char *got = do_verb (place, plan, line);

  return g_str_has_prefix (got, "held") ? 0 : g_str_has_prefix (got, "conflict") ? 1 : 3;
}

/* Overlapping days on two stages: exactly one has all of its days, and the others' plans have nothing. */
static void
test_races (void)
{
  const guint rounds = g_strcmp0 (g_getenv ("SL_LONG"), "1") == 0 ? 100 : 5;

  for (guint round = 0; round < rounds; round++)
    {
      Place place = place_new ();
      pid_t children[PROGRAMS];
      int winner = -1;

      for (guint i = 0; i < PROGRAMS; i++)
        {
          g_autofree char *plan = g_strdup_printf ("P%u", i);
          write_plan (&place, plan, "");
        }
      for (guint i = 0; i < PROGRAMS; i++)
        if ((children[i] = fork ()) == 0)
          _exit (hold_in_process (&place, i));
      for (guint i = 0; i < PROGRAMS; i++)
        {
          int status;
          waitpid (children[i], &status, 0);
          g_assert_true (WIFEXITED (status));
          g_assert_cmpint (WEXITSTATUS (status), !=, 3);
          if (WEXITSTATUS (status) == 0)
            {
              g_assert_cmpint (winner, ==, -1);
              winner = (int) i;
            }
        }
      g_assert_cmpint (winner, >=, 0);
      g_autoptr (SlBookingStore) store = sl_booking_store_new_folder (place.store, day_of ("2026-10-01"));
      g_autoptr (GPtrArray) days = sl_booking_store_list (store, NULL, NULL, NULL);
      g_assert_cmpuint (days->len, ==, 2 * LENGTH);
      for (guint i = 0; i < PROGRAMS; i++)
        {
          g_autofree char *plan = g_strdup_printf ("P%u", i), *file = file_of (&place, plan), *text = NULL;
          g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
          g_assert_cmpint (strstr (text, "<booking") != NULL, ==, (int) i == winner);
        }
      place_clear (&place);
    }
}

void
add_verb_tests (void)
{
  g_test_add_func ("/booking/verbs/way", test_way);
  g_test_add_func ("/booking/verbs/moving-up", test_moving_up);
  g_test_add_func ("/booking/verbs/whole", test_whole);
  g_test_add_func ("/booking/verbs/bad", test_bad);
  g_test_add_func ("/booking/verbs/challenge-refused", test_challenge_refused);
  g_test_add_func ("/booking/verbs/free", test_free);
  g_test_add_func ("/booking/verbs/races", test_races);
}
