/* Requests to a stage whose days only its facility writes: bad objects are told and harm nothing, and of whatever is
 * asked, withdrawn and answered at once one outcome is left. */
#include <string.h>

#include "../sl-test.h"
#include "memory.h"
#include "sl-booking-store.h"
#include "sl-error.h"
#include "sl-requests.h"
#include "stage-days.h"
#include "test-stage.h"

#define NOW 1790000000

/* --- objects --- */

/* A request that has these lines in its event. */
static char *
object (const char *dates, const char *ours, const char *more)
{
  return g_strdup_printf ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:u\r\n"
                          "DTSTAMP:20261001T000000Z\r\n%s%s%sSUMMARY:长江夜航\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
                          dates, ours, more);
}

#define DATES "DTSTART;VALUE=DATE:20261103\r\nDTEND;VALUE=DATE:20261106\r\n"
#define OURS "X-SIGHTLINE-BOOKING:p/one\r\nX-SIGHTLINE-STATE:hold\r\nX-SIGHTLINE-RANK:2\r\nX-SIGHTLINE-OWNER:p\r\n"
#define BUT_BOOKING "X-SIGHTLINE-STATE:hold\r\nX-SIGHTLINE-RANK:2\r\n"
#define BUT_STATE "X-SIGHTLINE-BOOKING:p/one\r\nX-SIGHTLINE-RANK:2\r\n"
#define BUT_RANK "X-SIGHTLINE-BOOKING:p/one\r\nX-SIGHTLINE-STATE:hold\r\n"

static void
test_objects (void)
{
  static const struct { const char *dates, *ours, *more; gboolean fine; } rows[] = {
    { DATES, OURS, "", TRUE },
    { DATES, OURS, "X-SIGHTLINE-EXPIRES:2026-11-01\r\nX-FOREIGN;X=\"a:b\":c\r\n", TRUE },
    { DATES, OURS, "X-SIGHTLINE-EXPIRES:2026-11-01T10:00:00Z\r\nX-SIGHTLINE-ANSWER:refused\r\nX-SIGHTLINE-WHY:no\r\n",
      TRUE },
    { DATES, OURS, "BEGIN:VALARM\r\nACTION:DISPLAY\r\nRRULE:FREQ=DAILY\r\nEND:VALARM\r\n", TRUE },
    { "", OURS, "", FALSE },
    { "DTSTART;VALUE=DATE:20261103\r\n", OURS, "", FALSE },
    { "DTSTART;VALUE=DATE:20261103\r\nDTEND;VALUE=DATE:20261103\r\n", OURS, "", FALSE },
    { "DTSTART;VALUE=DATE:20261106\r\nDTEND;VALUE=DATE:20261103\r\n", OURS, "", FALSE },
    { "DTSTART;VALUE=DATE:20261103\r\nDTEND;VALUE=DATE:20991103\r\n", OURS, "", FALSE },
    { "DTSTART;VALUE=DATE:20261131\r\nDTEND;VALUE=DATE:20261206\r\n", OURS, "", FALSE },
    { "DTSTART:20261103T100000Z\r\nDTEND:20261105T100000Z\r\n", OURS, "", FALSE },
    { DATES, BUT_BOOKING, "", FALSE },
    { DATES, BUT_BOOKING, "X-SIGHTLINE-BOOKING:p/two\r\n", FALSE },
    { DATES, BUT_BOOKING, "X-SIGHTLINE-BOOKING:\r\n", FALSE },
    { DATES, BUT_STATE, "", FALSE },
    { DATES, BUT_STATE, "X-SIGHTLINE-STATE:expired\r\n", FALSE },
    { DATES, BUT_STATE, "X-SIGHTLINE-STATE:unreadable\r\n", FALSE },
    { DATES, BUT_RANK, "", FALSE },
    { DATES, BUT_RANK, "X-SIGHTLINE-RANK:0\r\n", FALSE },
    { DATES, BUT_RANK, "X-SIGHTLINE-RANK:10\r\n", FALSE },
    { DATES, BUT_RANK, "X-SIGHTLINE-RANK:-1\r\n", FALSE },
    { DATES, OURS, "X-SIGHTLINE-EXPIRES:soon\r\n", FALSE },
    { DATES, OURS, "X-SIGHTLINE-CHALLENGE:2026-11-01\r\n", FALSE },
    { DATES, OURS, "X-SIGHTLINE-ANSWER:perhaps\r\n", FALSE },
    { DATES, OURS, "X-SIGHTLINE-ANSWERED:yesterday\r\n", FALSE },
    { DATES, OURS, "CATEGORIES:../../x\r\n", FALSE },
    { DATES, OURS, "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\r\n", FALSE },
    { DATES, OURS, "RDATE;VALUE=DATE:20261201\r\n", FALSE },
    { DATES, OURS, "END:VEVENT\r\nBEGIN:VEVENT\r\n" DATES OURS, FALSE },
    { DATES, OURS, "BEGIN:A\r\nBEGIN:B\r\nBEGIN:C\r\nEND:C\r\nEND:B\r\nEND:A\r\n", FALSE },
    { DATES, OURS, "BEGIN:VALARM\r\n", FALSE },
  };
  g_autofree char *name = sl_request_name ("p/one");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = object (rows[i].dates, rows[i].ours, rows[i].more);
      g_autoptr (GError) error = NULL;
      g_autoptr (SlRequest) r = sl_request_read ("stage-1", name, text, &error);

      g_test_message ("row %u", i);
      g_assert_cmpint (r != NULL, ==, rows[i].fine);
      if (r == NULL)
        g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
      else
        {
          g_assert_cmpuint (r->day->day, ==, julian ("2026-11-03"));
          g_assert_cmpuint (r->to, ==, julian ("2026-11-05"));
          g_assert_cmpint (r->day->rank, ==, 2);
          g_assert_cmpstr (r->day->title, ==, "长江夜航");
        }
    }
}

/* Of great size, or of no text at all. */
static void
test_large (void)
{
  g_autofree char *name = sl_request_name ("p/one"), *much = g_strnfill (70 << 10, 'x');
  g_autofree char *line = g_strdup_printf ("DESCRIPTION:%s\r\n", much), *text = object (DATES, OURS, line);
  g_autofree char *deep = g_strnfill (100000, ' ');
  static const char *const others[] = { "", "x", "BEGIN:VCALENDAR", "\xff\xfe",
                                        "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" };
  g_autoptr (GString) nested = g_string_new (NULL);

  g_assert_null (sl_request_read ("s", name, text, NULL));
  g_assert_null (sl_request_read ("s", name, NULL, NULL));
  g_assert_null (sl_request_read ("s", name, deep, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_null (sl_request_read ("s", name, others[i], NULL));
  for (guint i = 0; i < 20000; i++)
    g_string_append (nested, "BEGIN:VEVENT\r\n");
  g_assert_null (sl_request_read ("s", name, nested->str, NULL));
}

static SlStageDay *
day_of (guint first, const char *state)
{
  g_autoptr (GPtrArray) days = wanted_days ("p/one", first, first, state, 1);

  return sl_stage_day_copy (days->pdata[0]);
}

/* What others wrote into it stays, and what was answered does not outlive another question. */
static void
test_edits (void)
{
  g_autofree char *name = sl_request_name ("p/one"), *first = object (DATES, OURS, "X-HOUSE:north\r\n");
  g_autofree char *answered = sl_request_answer_text (first, SL_REQUEST_REFUSED, "c", "a, b; c\\d\n二", NOW);
  g_autoptr (SlRequest) refused = sl_request_read ("s", name, answered, NULL);
  g_autoptr (SlStageDay) day = day_of (7, "confirmed");
  g_autofree char *again = sl_request_text (answered, day, day->day + 9, NOW);
  g_autoptr (SlRequest) pending = sl_request_read ("s", name, again, NULL);

  g_assert_cmpint (refused->answer, ==, SL_REQUEST_REFUSED);
  g_assert_cmpstr (refused->why, ==, "a, b; c\\d 二");
  g_assert_nonnull (strstr (answered, "STATUS:CANCELLED"));
  g_assert_nonnull (strstr (again, "X-HOUSE:north"));
  g_assert_nonnull (strstr (again, "TRANSP:TRANSPARENT"));
  g_assert_cmpint (pending->answer, ==, SL_REQUEST_PENDING);
  g_assert_null (pending->why);
  g_assert_null (pending->claim);
  g_assert_true (sl_request_asks (pending, day, day->day + 9));
  g_assert_false (sl_request_asks (pending, day, day->day + 8));
  g_autoptr (GPtrArray) days = sl_request_days (pending);
  g_assert_cmpuint (days->len, ==, 10);
}

/* --- several at once --- */

static SlRequests *
open_requests (Memory *memory, const MemoryFaults *faults)
{
  return sl_requests_new (memory_open (memory, faults), "stage-1");
}

typedef struct {
  const char *method; /* right before that is done, */
  int         act;    /* the production does this */
  guint       times;
} Meanwhile;

enum { CHANGES, WITHDRAWS, OTHER_CLAIMS };

static void
meanwhile (Memory *memory, const char *method, const char *name, gpointer data)
{
  Meanwhile *m = data;
  g_autoptr (SlStageDay) day = day_of (20, "hold");
  g_autofree char *before = NULL, *after = NULL;

  if (!g_str_equal (method, m->method) || m->times == 0)
    return;
  m->times--;
  before = memory_get (memory, name);
  if (m->act == CHANGES)
    after = sl_request_text (before, day, day->day, NOW);
  else if (m->act == OTHER_CLAIMS)
    after = sl_request_answer_text (before, SL_REQUEST_TAKING, "theirs", NULL, NOW);
  memory_put (memory, name, after);
}

/* A claim over what is changed in that moment is none. */
static void
test_claims (void)
{
  for (int act = CHANGES; act <= OTHER_CLAIMS; act++)
    {
      g_autoptr (Memory) memory = memory_new (1);
      g_autoptr (SlRequests) requests = open_requests (memory, NULL);
      g_autoptr (SlStageDay) day = day_of (3, "hold");
      Meanwhile m = { "replace", act, 1 };
      const SlRequest *left;

      g_assert_true (sl_requests_ask (requests, day, day->day + 2, NOW, NULL));
      memory_meanwhile (memory, meanwhile, &m);
      g_assert_cmpint (sl_requests_answer (requests, "p/one", SL_REQUEST_TAKING, "mine", NULL, NOW, NULL), ==,
                       SL_ANSWER_CHANGED);
      g_assert_cmpuint (m.times, ==, 0);
      left = sl_requests_find (requests, "p/one");
      g_assert_cmpint (left == NULL, ==, act == WITHDRAWS);
      if (left != NULL)
        g_assert_cmpstr (left->claim, ==, act == OTHER_CLAIMS ? "theirs" : NULL);
    }
}

/* While days are taken the production waits; a claim that was cut off holds nobody up for ever. */
static void
test_taking (void)
{
  g_autoptr (Memory) memory = memory_new (1);
  g_autoptr (SlRequests) requests = open_requests (memory, NULL);
  g_autoptr (SlStageDay) day = day_of (3, "hold"), other = day_of (9, "hold");
  g_autoptr (GError) error = NULL;

  g_assert_true (sl_requests_ask (requests, day, day->day, NOW, NULL));
  g_assert_cmpint (sl_requests_answer (requests, "p/one", SL_REQUEST_TAKING, "c", NULL, NOW, NULL), ==,
                   SL_ANSWER_GIVEN);
  g_assert_false (sl_requests_ask (requests, other, other->day, NOW + SL_REQUESTS_STALE_S, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_SERVICE);
  g_clear_error (&error);
  g_assert_false (sl_requests_withdraw (requests, "p/one", NOW, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_SERVICE);
  g_assert_true (sl_requests_ask (requests, other, other->day, NOW + SL_REQUESTS_STALE_S + 1, NULL));
  g_assert_cmpint (sl_requests_find (requests, "p/one")->answer, ==, SL_REQUEST_PENDING);
}

/* Over a place that loses requests and answers and does some of them late: each says what it did, or fails. */
static void
test_lossy (void)
{
  static const MemoryFaults faults = { .lose_request = .15, .lose_answer = .15, .delay = .1 };
  guint approved = 0, changed = 0, failed = 0;

  for (guint seed = 0; seed < 400; seed++)
    {
      g_autoptr (Memory) memory = memory_new (seed);
      g_autoptr (SlRequests) production = open_requests (memory, &faults), facility = open_requests (memory, &faults);
      g_autoptr (SlRequests) after = open_requests (memory, NULL);
      g_autoptr (SlStageDay) day = day_of (3, "hold"), other = day_of (9, "hold");
      gboolean asked = FALSE, moved;
      SlAnswered claimed;

      for (guint i = 0; i < 50 && !asked; i++)
        asked = sl_requests_ask (production, day, day->day, NOW, NULL);
      g_assert_true (asked);
      while (!sl_requests_read (facility, NULL, NULL))
        ;
      moved = seed % 2 == 0 && sl_requests_ask (production, other, other->day, NOW, NULL);
      claimed = sl_requests_answer (facility, "p/one", SL_REQUEST_TAKING, "mine", NULL, NOW, NULL);
      if (moved)
        g_assert_cmpint (claimed, !=, SL_ANSWER_GIVEN);
      if (claimed == SL_ANSWER_GIVEN)
        claimed = sl_requests_answer (facility, "p/one", SL_REQUEST_APPROVED, "mine", NULL, NOW, NULL);
      memory_settle (memory);
      g_assert_true (sl_requests_read (after, NULL, NULL));
      const SlRequest *left = sl_requests_find (after, "p/one");
      g_assert_nonnull (left);
      if (claimed == SL_ANSWER_GIVEN)
        {
          g_assert_cmpint (left->answer, ==, SL_REQUEST_APPROVED);
          g_assert_true (sl_request_asks (left, day, day->day));
        }
      if (moved)
        g_assert_true (left->answer == SL_REQUEST_PENDING && sl_request_asks (left, other, other->day));
      approved += claimed == SL_ANSWER_GIVEN;
      changed += claimed == SL_ANSWER_CHANGED;
      failed += claimed == SL_ANSWER_FAILED;
    }
  g_assert_cmpuint (approved, >, 100);
  g_assert_cmpuint (changed, >, 50);
  g_test_message ("%u approved, %u changed, %u failed", approved, changed, failed);
}

/* --- stores --- */

typedef struct { char *folder; } Place;

static SlBookingStore *
open_store (const Place *place, gboolean asks)
{
  SlBookingStore *store = sl_booking_store_new_folder (place->folder, julian ("2026-10-01"));

  sl_booking_store_set_now (store, NOW);
  sl_booking_store_set_asks (store, asks);
  return store;
}

/* Days of November, none for `last` 0. */
static SlAcquire
set (const Place *place, gboolean asks, const char *booking, guint first, guint last)
{
  g_autoptr (SlBookingStore) store = open_store (place, asks);
  g_autoptr (GPtrArray) wanted = wanted_days (booking, first, last, "hold", 1);
  SlTaken taken;
  const SlAcquire outcome = sl_booking_store_set (store, "stage-1", booking, wanted, &taken, NULL);

  sl_taken_clear (&taken);
  return outcome;
}

static SlAcquire
approve (const Place *place, const char *booking)
{
  g_autoptr (SlBookingStore) store = open_store (place, FALSE);
  g_autoptr (GError) error = NULL;
  SlTaken taken;
  const SlAcquire outcome = sl_booking_store_approve (store, "stage-1", booking, &taken, &error);

  g_assert_cmpint (error != NULL, ==, outcome == SL_STORE_FAILED);
  sl_taken_clear (&taken);
  return outcome;
}

/* "p/one 3 p/one 4 | p/one pending" */
static char *
state (const Place *place)
{
  g_autoptr (SlBookingStore) store = open_store (place, FALSE);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_autoptr (GPtrArray) days = sl_booking_store_list (store, NULL, problems, NULL);
  g_autoptr (GPtrArray) requests = sl_booking_store_requests (store, NULL, problems);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < days->len; i++)
    {
      const SlStageDay *day = days->pdata[i];
      g_string_append_printf (out, "%s %u ", day->booking, day->day - julian ("2026-10-31"));
    }
  g_string_append_c (out, '|');
  for (guint i = 0; i < requests->len; i++)
    {
      const SlRequest *r = requests->pdata[i];
      g_string_append_printf (out, " %s %s", r->day->booking, sl_request_answer_id (r->answer));
    }
  for (guint i = 0; i < problems->len; i++)
    g_string_append_c (out, '!');
  return g_string_free (out, FALSE);
}

#define assert_state(place, expected) \
  G_STMT_START { g_autofree char *got_ = state (place); g_assert_cmpstr (got_, ==, expected); } G_STMT_END

static Place
place_new (void)
{
  Place place = { g_dir_make_tmp ("sl-XXXXXX", NULL) };
  g_autoptr (SlBookingStore) store = open_store (&place, FALSE);
  g_autoptr (GError) error = NULL;

  const SlSettingsChange asks = { .requests = "stage-1-requests" };
  g_assert_nonnull (sl_booking_store_set_stage (store, "stage-1", &asks, &error));
  g_assert_no_error (error);
  return place;
}

static void
place_clear (Place *place)
{
  sl_test_remove_tree (place->folder);
  g_free (place->folder);
}

static void
test_store (void)
{
  Place place = place_new ();

  g_assert_cmpint (set (&place, TRUE, "p/one", 3, 4), ==, SL_ASKED);
  g_assert_cmpint (set (&place, TRUE, "q/two", 4, 5), ==, SL_ASKED);
  assert_state (&place, "| p/one pending q/two pending");
  g_assert_cmpint (approve (&place, "p/one"), ==, SL_ACQUIRED);
  g_assert_cmpint (approve (&place, "p/one"), ==, SL_STORE_FAILED);
  g_assert_cmpint (approve (&place, "q/two"), ==, SL_CONFLICT);
  assert_state (&place, "p/one 3 p/one 4 | p/one approved q/two pending");
  /* what it has already is asked for no more; what it gave up while it waited neither */
  g_assert_cmpint (set (&place, TRUE, "p/one", 3, 4), ==, SL_ACQUIRED);
  g_assert_cmpint (set (&place, TRUE, "q/two", 1, 0), ==, SL_ACQUIRED);
  assert_state (&place, "p/one 3 p/one 4 | p/one approved");
  g_assert_cmpint (approve (&place, "q/two"), ==, SL_STORE_FAILED);
  /* other days are asked for while it keeps those that it has, and come all at once */
  g_assert_cmpint (set (&place, TRUE, "p/one", 4, 6), ==, SL_ASKED);
  assert_state (&place, "p/one 3 p/one 4 | p/one pending");
  g_assert_cmpint (approve (&place, "p/one"), ==, SL_ACQUIRED);
  assert_state (&place, "p/one 4 p/one 5 p/one 6 | p/one approved");
  g_assert_cmpint (set (&place, TRUE, "p/one", 1, 0), ==, SL_ASKED);
  g_assert_cmpint (approve (&place, "p/one"), ==, SL_ACQUIRED);
  assert_state (&place, "| p/one approved");
  g_assert_cmpint (set (&place, TRUE, "p/one", 1, 0), ==, SL_ACQUIRED);
  assert_state (&place, "|");
  /* the facility's own bookings go past all that */
  g_assert_cmpint (set (&place, FALSE, "h/own", 9, 9), ==, SL_ACQUIRED);
  assert_state (&place, "h/own 9 |");
  place_clear (&place);
}

/* What was refused stays so until something else is asked for. */
static void
test_refusals (void)
{
  Place place = place_new ();
  g_autoptr (SlBookingStore) store = open_store (&place, FALSE);

  g_assert_cmpint (set (&place, TRUE, "p/one", 3, 4), ==, SL_ASKED);
  g_assert_true (sl_booking_store_refuse (store, "stage-1", "p/one", "floor", NULL));
  g_assert_false (sl_booking_store_refuse (store, "stage-1", "p/one", "floor", NULL));
  g_assert_false (sl_booking_store_refuse (store, "stage-1", "p/none", "floor", NULL));
  g_assert_cmpint (set (&place, TRUE, "p/one", 3, 4), ==, SL_CONFLICT);
  g_assert_cmpint (approve (&place, "p/one"), ==, SL_STORE_FAILED);
  assert_state (&place, "| p/one refused");
  g_assert_cmpint (set (&place, TRUE, "p/one", 3, 5), ==, SL_ASKED);
  assert_state (&place, "| p/one pending");
  place_clear (&place);
}

/* One bad object among good ones is told, and no other is kept back by it; in its own place it can be asked over. */
static void
test_bad_neighbours (void)
{
  Place place = place_new ();
  g_autofree char *name = sl_request_name ("p/one");
  g_autofree char *file = g_build_filename (place.folder, "stage-1-requests", name, NULL);
  g_autofree char *other = g_build_filename (place.folder, "stage-1-requests", "request-.ics", NULL);

  g_assert_cmpint (set (&place, TRUE, "q/two", 3, 4), ==, SL_ASKED);
  g_assert_true (g_file_set_contents (file, "BEGIN:VCALENDAR", -1, NULL));
  g_assert_true (g_file_set_contents (other, "", -1, NULL));
  assert_state (&place, "| q/two pending!!");
  g_assert_cmpint (approve (&place, "p/one"), ==, SL_STORE_FAILED);
  g_assert_cmpint (set (&place, TRUE, "p/one", 3, 4), ==, SL_ASKED);
  g_assert_cmpint (approve (&place, "q/two"), ==, SL_ACQUIRED);
  assert_state (&place, "q/two 3 q/two 4 | p/one pending q/two approved!");
  place_clear (&place);
}

void
add_asking_tests (void)
{
  g_test_add_func ("/asking/objects", test_objects);
  g_test_add_func ("/asking/large", test_large);
  g_test_add_func ("/asking/edits", test_edits);
  g_test_add_func ("/asking/claims", test_claims);
  g_test_add_func ("/asking/taking", test_taking);
  g_test_add_func ("/asking/lossy", test_lossy);
  g_test_add_func ("/asking/store", test_store);
  g_test_add_func ("/asking/refusals", test_refusals);
  g_test_add_func ("/asking/bad-neighbours", test_bad_neighbours);
}
