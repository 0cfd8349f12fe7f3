/* What a plan's bookings become in a store: of copies of a plan, of bookings that are gone, moved, too long. */
#include "test-dav.h"

#include <string.h>

#include "../sl-test.h"
#include "sl-book.h"
#include "sl-content-lines.h"
#include "sl-plan-xml.h"

#define BOOKING(id, stage, production, from, to, more) \
  "<booking id=\"" id "\" stage=\"" stage "\" production=\"" production "\" from=\"" from "\" to=\"" to "\" " more "/>"
#define FIRST BOOKING ("a", "s", "p", "2026-11-02", "2026-11-04", "state=\"confirmed\"")

typedef struct {
  char *folder, *store, *one, *other; /* the latter two: the plan's file and its copy */
} Place;

static Place
place_new (void)
{
  Place place = { .folder = g_dir_make_tmp ("sl-XXXXXX", NULL) };

  place.store = g_build_filename (place.folder, "store", NULL);
  place.one = g_build_filename (place.folder, "one.sightline", NULL);
  place.other = g_build_filename (place.folder, "other.sightline", NULL);
  g_assert_true (g_file_set_contents (place.one, "", 0, NULL));
  g_assert_true (g_file_set_contents (place.other, "", 0, NULL));
  return place;
}

static void
place_clear (Place *place)
{
  sl_test_remove_tree (place->folder);
  g_free (place->folder);
  g_free (place->store);
  g_free (place->one);
  g_free (place->other);
}

/* "3 confirmed 0 held 0 released 0 refused 0 omitted", then conflicts and how many remarks. */
static char *
push (const Place *place, const char *file, const char *bookings, gboolean adopt)
{
  g_autofree char *text = g_strdup_printf (
    "<sightline version=\"1.0\"><production id=\"p\" uid=\"P\"/><production id=\"q\" uid=\"Q\"/>"
    "<stage id=\"s\"/><stage id=\"t\"/>%s</sightline>", bookings);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPlan) plan = sl_plan_parse (text, strlen (text), "x", NULL, &error);
  const SlBookOptions options = { .file = file, .adopt = adopt };
  g_autoptr (SlBookingStore) store = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  SlBookResult r;

  g_assert_no_error (error);
  store = sl_book_open_folder (plan, place->store);
  g_assert_true (sl_book_push (plan, store, &options, &r, &error));
  g_assert_no_error (error);
  g_string_printf (out, "%u confirmed %u held %u released %u refused %u omitted", r.confirmed, r.held, r.released,
                   r.refused, r.omitted);
  for (guint i = 0; i < r.conflicts->len; i++)
    g_string_append_printf (out, " %s", ((SlStageDay *) r.conflicts->pdata[i])->booking);
  for (guint i = 0; i < r.remarks->len; i++)
    g_string_append_c (out, '!');
  sl_book_result_clear (&r);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* "s/2 s/3 …": the stages' days of November. */
static char *
held (const Place *place)
{
  g_autoptr (SlBookingStore) store = sl_booking_store_new_folder (place->store, sl_date_today ());
  g_autoptr (GPtrArray) days = sl_booking_store_list (store, NULL, NULL, NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < days->len; i++)
    {
      const SlStageDay *d = days->pdata[i];
      g_autofree char *date = sl_date_to_text (d->day);
      g_string_append_printf (out, "%s%s/%d", i > 0 ? " " : "", d->stage, atoi (date + 8));
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

#define assert_push(place, file, bookings, adopt, result, days) \
  G_STMT_START { g_autofree char *got_ = push (place, file, bookings, adopt), *days_ = held (place); \
    g_assert_cmpstr (got_, ==, result); g_assert_cmpstr (days_, ==, days); } G_STMT_END

/* A copy of a plan does not speak for it unasked: not with other days, nor without the booking. */
static void
test_copies (void)
{
  static const char *const moved = BOOKING ("a", "s", "p", "2026-11-04", "2026-11-05", "state=\"confirmed\"");
  Place place = place_new ();

  assert_push (&place, place.one, FIRST, FALSE, "3 confirmed 0 held 0 released 0 refused 0 omitted", "s/2 s/3 s/4");
  assert_push (&place, place.other, FIRST, FALSE, "3 confirmed 0 held 0 released 0 refused 0 omitted", "s/2 s/3 s/4");
  assert_push (&place, place.other, moved, FALSE,
               "0 confirmed 0 held 0 released 1 refused 0 omitted P/a P/a P/a!", "s/2 s/3 s/4");
  assert_push (&place, NULL, moved, FALSE, "0 confirmed 0 held 0 released 1 refused 0 omitted P/a P/a P/a!",
               "s/2 s/3 s/4");
  assert_push (&place, place.other, "", FALSE, "0 confirmed 0 held 0 released 0 refused 0 omitted!", "s/2 s/3 s/4");
  assert_push (&place, place.one, moved, FALSE, "2 confirmed 0 held 2 released 0 refused 0 omitted", "s/4 s/5");
  assert_push (&place, place.other, FIRST, TRUE, "3 confirmed 0 held 1 released 0 refused 0 omitted", "s/2 s/3 s/4");
  assert_push (&place, place.one, moved, FALSE, "0 confirmed 0 held 0 released 1 refused 0 omitted P/a P/a P/a!",
               "s/2 s/3 s/4");
  place_clear (&place);
}

static void
test_gone (void)
{
  static const char *const second = BOOKING ("b", "s", "p", "2026-11-06", "2026-11-06", "");
  static const char *const of_q = BOOKING ("c", "s", "q", "2026-11-09", "2026-11-09", "");
  Place place = place_new ();
  g_autofree char *both = g_strconcat (FIRST, second, NULL);

  assert_push (&place, place.other, of_q, FALSE, "0 confirmed 1 held 0 released 0 refused 0 omitted", "s/9");
  g_autofree char *all = g_strconcat (both, of_q, NULL);
  assert_push (&place, place.one, all, FALSE, "3 confirmed 2 held 0 released 0 refused 0 omitted",
               "s/2 s/3 s/4 s/6 s/9");
  assert_push (&place, place.one, second, FALSE, "0 confirmed 1 held 3 released 0 refused 0 omitted!", "s/6 s/9");
  assert_push (&place, place.one, BOOKING ("b", "s", "p", "2026-11-06", "2026-11-06", "state=\"released\""), FALSE,
               "0 confirmed 0 held 1 released 0 refused 0 omitted!", "s/9");
  place_clear (&place);
}

static void
test_moved_to_another_stage (void)
{
  static const char *const there = BOOKING ("a", "t", "p", "2026-11-02", "2026-11-04", "state=\"confirmed\"");
  Place place = place_new ();

  assert_push (&place, place.one, FIRST, FALSE, "3 confirmed 0 held 0 released 0 refused 0 omitted", "s/2 s/3 s/4");
  assert_push (&place, place.other, BOOKING ("c", "t", "q", "2026-11-03", "2026-11-03", ""), FALSE,
               "0 confirmed 1 held 0 released 0 refused 0 omitted!", "s/2 s/3 s/4 t/3");
  assert_push (&place, place.one, there, FALSE, "0 confirmed 0 held 0 released 1 refused 0 omitted Q/c!",
               "s/2 s/3 s/4 t/3"); /* what it has stays */
  assert_push (&place, place.other, "", FALSE, "0 confirmed 0 held 1 released 0 refused 0 omitted!", "s/2 s/3 s/4");
  assert_push (&place, place.one, there, FALSE, "3 confirmed 0 held 3 released 0 refused 0 omitted", "t/2 t/3 t/4");
  place_clear (&place);
}

static void
test_too_long (void)
{
  Place place = place_new ();

  assert_push (&place, place.one, BOOKING ("a", "s", "p", "2026-11-02", "2052-11-01", "") BOOKING ("b", "s", "p",
               "2026-11-06", "2026-11-06", ""), FALSE, "0 confirmed 1 held 0 released 0 refused 1 omitted!", "s/6");
  place_clear (&place);
}

/* Whoever stands first in the plan: the first place is taken first, and nobody gives way to his own plan. */
static void
test_places (void)
{
  Place place = place_new ();

  assert_push (&place, place.one, BOOKING ("b", "s", "q", "2026-11-02", "2026-11-02", "rank=\"2\"") FIRST, FALSE,
               "3 confirmed 1 held 0 released 0 refused 0 omitted", "s/2 s/2 s/3 s/4");
  place_clear (&place);
}

/* What the first day's description says after a push of a stage with a wall; free with g_free(). */
static char *
described (const Place *place, const char *booking)
{
  g_autofree char *text = g_strdup_printf (
    "<sightline version=\"1.0\"><production id=\"p\" uid=\"P\"/><stage id=\"s\"/>"
    "<panel id=\"c\" width_mm=\"500\" height_mm=\"500\" px_w=\"192\" px_h=\"192\" weight_kg=\"8\" power_max_w=\"150\"/>"
    "<wall id=\"w\" name=\"Main wall\" stage=\"s\" cabinet=\"c\" columns=\"4\" rows=\"2\"/>"
    "<environment id=\"e\" name=\"River\"/><setup id=\"x\" name=\"As built\" stage=\"s\" environment=\"e\"/>"
    "<booking id=\"a\" stage=\"s\" production=\"p\" from=\"2026-11-02\" to=\"2026-11-02\" %s/></sightline>", booking);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPlan) plan = sl_plan_parse (text, strlen (text), "x", NULL, &error);
  g_autoptr (SlBookingStore) store = NULL;
  g_autofree char *path = g_build_filename (place->store, "s", "day-2026-11-02.ics", NULL), *object = NULL;
  SlBookResult r;

  g_assert_no_error (error);
  store = sl_book_open_folder (plan, place->store);
  g_assert_true (sl_book_push (plan, store, &(SlBookOptions) { .file = place->one }, &r, &error));
  g_assert_no_error (error);
  sl_book_result_clear (&r);
  g_assert_true (g_file_get_contents (path, &object, NULL, NULL));
  g_autoptr (GPtrArray) lines = sl_content_lines_read (object, strlen (object), NULL);
  for (guint i = 0; i < lines->len; i++)
    if (g_str_equal (((SlContentLine *) lines->pdata[i])->name, "DESCRIPTION"))
      return g_strdup (sl_content_line_value (lines->pdata[i]));
  return g_strdup ("");
}

/* The stage reads what the days need; what it makes of that stays. */
static void
test_described (void)
{
  Place place = place_new ();
  g_autofree char *first = described (&place, "package=\"https://stage.example/a\" notes=\"No haze, please\"");
  g_autofree char *later = described (&place, ""), *path = NULL, *object = NULL, *theirs = NULL;

  g_assert_cmpstr (first, ==, "Hand-off package: https://stage.example/a\\nNo haze\\, please\\n"
                              "Main wall: 2.00 × 1.00 m\\, 768 × 384 px\\, 8 cabinets\\, 2.60 mm\\, 1.2 kW\\, 64 kg"
                              "\\nSetups: As built\\nContent: River");
  g_assert_true (g_str_has_prefix (later, "Main wall: "));
  path = g_build_filename (place.store, "s", "day-2026-11-02.ics", NULL);
  g_assert_true (g_file_get_contents (path, &object, NULL, NULL));
  g_auto (GStrv) parts = g_strsplit (object, "DESCRIPTION:", 2);
  g_autofree char *edited = g_strconcat (parts[0], "DESCRIPTION:Gate 3. ", parts[1], NULL);
  g_assert_true (g_file_set_contents (path, edited, -1, NULL));
  theirs = described (&place, "notes=\"Other\"");
  g_assert_true (g_str_has_prefix (theirs, "Gate 3. Main wall: "));
  g_assert_null (strstr (theirs, "Other"));
  place_clear (&place);
}

/* An event of another program, of several days, under a name of its own. */
static void
test_stranger (void)
{
  Place place = place_new ();
  g_autofree char *folder = g_build_filename (place.store, "s", NULL), *file = g_build_filename (folder, "x.ics", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0777), ==, 0);
  g_assert_true (g_file_set_contents (file, "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:x\nSUMMARY:Rig week\n"
                                            "DTSTART;VALUE=DATE:20261103\nDTEND;VALUE=DATE:20261105\nEND:VEVENT\n"
                                            "END:VCALENDAR\n", -1, NULL));
  assert_push (&place, place.one, FIRST, FALSE, "0 confirmed 0 held 0 released 1 refused 0 omitted x x", "s/3 s/4");
  place_clear (&place);
}

void
add_push_tests (void)
{
  g_test_add_func ("/booking/push/copies", test_copies);
  g_test_add_func ("/booking/push/gone", test_gone);
  g_test_add_func ("/booking/push/moved-to-another-stage", test_moved_to_another_stage);
  g_test_add_func ("/booking/push/too-long", test_too_long);
  g_test_add_func ("/booking/push/places", test_places);
  g_test_add_func ("/booking/push/described", test_described);
  g_test_add_func ("/booking/push/stranger", test_stranger);
}
