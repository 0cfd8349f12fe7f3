/* Boards in other orders: what the arrays say against what the board itself says, and what must stay. */
#include <math.h>
#include <string.h>

#include "sl-board-order-private.h"
#include "sl-error.h"
#include "sl-plan-xml.h"
#include "test-order.h"

/* Monday, 5 October 2026; weekends are off */
#define HEAD "<production id=\"p\" start=\"2026-10-05\" calendar=\"k\" calibration=\"body-lens-white\"/>" \
  "<calendar id=\"k\" week=\"sat sun\"/>" \
  "<calendar id=\"away\"><span from=\"2026-10-07\" to=\"2026-10-08\"/></calendar>" \
  "<unit id=\"u\" production=\"p\" day_hours=\"10\" day_rate=\"5000\"/>" \
  "<unit id=\"second\" production=\"p\" role=\"second\"/>" \
  "<stage id=\"a\" day_rate=\"900\" move_minutes=\"40\"/><stage id=\"b\" day_rate=\"700\"/>" \
  "<environment id=\"river\" load_minutes=\"20\"/><environment id=\"quay\" load_minutes=\"35\"/>" \
  "<wall id=\"w\" stage=\"a\" cabinet=\"x\" columns=\"4\" rows=\"2\"/><camera id=\"c\" stage=\"a\" body=\"y\"/>" \
  "<setup id=\"u1\" stage=\"a\" environment=\"river\"/><setup id=\"u2\" stage=\"a\" absent=\"w\"/>" \
  "<cast id=\"x\" production=\"p\" number=\"1\" day_rate=\"300\"/>" \
  "<cast id=\"y\" production=\"p\" number=\"2\" day_rate=\"200\" calendar=\"away\"/>" \
  "<cast id=\"z\" production=\"p\" number=\"3\" day_rate=\"100\"/>" \
  "<element id=\"e\" production=\"p\" day_rate=\"50\"/>" \
  "<rule id=\"drop\" is=\"drop\" days=\"4\"/>"
#define DAY "<strip is=\"day\"/>"

static SlPlan *
plan_of (const char *content)
{
  g_autofree char *text = g_strdup_printf ("<sightline version=\"1.0\">%s</sightline>", content);
  g_autoptr (GError) error = NULL;
  SlPlan *plan = sl_plan_parse (text, strlen (text), "x", NULL, &error);

  g_assert_no_error (error);
  return plan;
}

static SlBoardInput
input_of (const SlPlan *plan)
{
  const SlProduction *production = sl_plan_get (plan, SL_KIND_PRODUCTION, "p");

  return (SlBoardInput) { .plan = plan, .production = production, .board = sl_production_board (plan, production) };
}

static SlBoardOrders *
orders_of (const SlPlan *plan, GError **error)
{
  const SlBoardInput input = input_of (plan);
  const SlBoardOrderEffort effort = { .seconds = 20, .rounds = 8000, .seed = 1 };

  return sl_board_orders (&input, &effort, NULL, error);
}

static SlBoardRead *
read_with (const SlPlan *plan, const SlList *strips)
{
  SlBoardInput input = input_of (plan);

  input.tries = TRUE;
  input.strips = strips;
  return sl_board_read (&input);
}

/* "12|3|" of scenes s1, s2 and s3; "," for a banner, "w" for an end of a week. */
static char *
text_of (const SlList *strips)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sl_list_n (strips); i++)
    {
      const SlStrip *strip = sl_list_at (strips, SlStrip, i);

      g_string_append (text, strip->is == SL_STRIP_DAY    ? "|"
                             : strip->is == SL_STRIP_WEEK ? "w"
                             : strip->scene == NULL       ? "," : strip->scene + 1);
    }
  return g_string_free (text, FALSE);
}

/* --- the arrays and the board agree --- */

static void
add_scene (GRand *random, GString *text, guint i)
{
  static const char *const setups[] = { "", "setup=\"u1\"", "setup=\"u2\"", "stage=\"a\" environment=\"quay\"",
                                        "stage=\"b\" environment=\"river\"", "stage=\"b\" environment=\"quay\"" };
  static const char *const casts[] = { "", "x", "y", "x y", "z", "x z", "x y z" };

  g_string_append_printf (text, "<scene id=\"s%u\" production=\"p\" minutes=\"%d\" cast=\"%s\" %s %s %s/>", i,
                          g_rand_int_range (random, 2, 30) * 10,
                          casts[g_rand_int_range (random, 0, G_N_ELEMENTS (casts))],
                          setups[g_rand_int_range (random, 0, G_N_ELEMENTS (setups))],
                          g_rand_int_range (random, 0, 4) == 0 ? "elements=\"e\"" : "",
                          g_rand_int_range (random, 0, 12) == 0 ? "omitted=\"true\"" : "");
  if (g_rand_int_range (random, 0, 3) == 0)
    g_string_append_printf (text, "<shot id=\"t%u\" scene=\"s%u\" setup=\"u%d\" camera=\"c\"/>", i, i,
                            g_rand_int_range (random, 1, 3));
}

static SlPlan *
random_plan (GRand *random, guint n)
{
  static const char *const ends[] = { DAY, DAY, DAY, DAY, "<strip is=\"day\" call=\"09:00\"/>",
                                      "<strip is=\"day\" unit=\"second\"/>" };
  g_autoptr (GString) text = g_string_new (HEAD), board = g_string_new ("<board id=\"board\" production=\"p\">");

  for (guint i = 0; i < n; i++)
    {
      add_scene (random, text, i);
      if (g_rand_int_range (random, 0, 6) == 0)
        g_string_append (board, "<strip is=\"banner\" text=\"t\" minutes=\"30\"/>");
      g_string_append_printf (board, "<strip scene=\"s%u\"/>", i);
      if (g_rand_int_range (random, 0, 3) == 0)
        g_string_append (board, ends[g_rand_int_range (random, 0, G_N_ELEMENTS (ends))]);
      if (g_rand_int_range (random, 0, 9) == 0)
        g_string_append (board, "<strip is=\"week\"/>");
    }
  g_string_append_printf (text, "%s%s</board>", board->str, DAY);
  return plan_of (text->str);
}

static void
shuffle (GRand *random, guint *order, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const guint k = (guint) g_rand_int_range (random, 0, (gint) i + 1);

      order[i] = order[k];
      order[k] = i;
    }
}

static void
assert_agree (const SlBoardSum *sum, const SlOrderFigures *f)
{
  g_assert_cmpuint (sum->hold_days, ==, f->hold);
  g_assert_cmpuint (sum->loads, ==, f->loads);
  g_assert_cmpuint (sum->walls, ==, f->walls);
  g_assert_cmpuint (sum->moves, ==, f->moves);
  g_assert_cmpuint (sum->days, ==, f->days);
}

/* Each scene that was on the board is on it, and nothing else. */
static void
assert_whole (const SlList *a, const SlList *b)
{
  guint sums[2][4] = { { 0 }, { 0 } };
  const SlList *lists[] = { a, b };

  for (guint l = 0; l < 2; l++)
    for (guint i = 0; i < sl_list_n (lists[l]); i++)
      {
        const SlStrip *strip = sl_list_at (lists[l], SlStrip, i);

        sums[l][strip->is] += strip->is == SL_STRIP_DAY ? 0 : strip->scene != NULL ? g_str_hash (strip->scene) : 1;
      }
  g_assert_cmpmem (sums[0], sizeof sums[0], sums[1], sizeof sums[1]);
}

static void
test_agree (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (21);

  for (guint round = 0; round < 120; round++)
    {
      g_autoptr (SlPlan) plan = random_plan (random, 3 + round % 14);
      const SlBoardInput input = input_of (plan);
      g_autoptr (SlBoardRead) read = sl_board_read (&input);
      g_autoptr (SlOrderFill) fill = sl_order_fill_new (&input, read, round % 2);
      g_autoptr (SlOrderReader) reader = NULL;
      g_autoptr (GError) error = NULL;
      guint order[32], when[32];
      SlOrderFigures f;

      g_assert_true (sl_order_check (&fill->problem, &error));
      reader = sl_order_reader_new (&fill->problem);
      shuffle (random, order, fill->blocks->len);
      sl_order_read (reader, order, fill->blocks->len, when, &f);
      SlList *strips = sl_order_fill_strips (fill, order, when);
      g_autoptr (SlBoardRead) is = read_with (plan, strips);
      assert_whole (read->strips, strips);
      if (f.unkept == 0)
        assert_agree (&is->sum, &f);
      sl_list_unref (strips);
    }
}

/* --- what is found --- */

/* No order of the list breaks more rules than the board does; the first is the board; none covers another. */
static void
test_found (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (22);

  for (guint round = 0; round < 12; round++)
    {
      g_autoptr (SlPlan) plan = random_plan (random, 12);
      g_autoptr (GError) error = NULL;
      g_autoptr (SlBoardOrders) orders = orders_of (plan, &error);

      if (orders == NULL) /* somebody is away on all days that there are */
        {
          g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
          continue;
        }
      const SlBoardOrder *first = &g_array_index (orders->orders, SlBoardOrder, 0);
      g_assert_cmpint (first->aim, ==, SL_ORDER_AS_IS);
      for (guint i = 1; i < orders->orders->len; i++)
        {
          const SlBoardOrder *o = &g_array_index (orders->orders, SlBoardOrder, i);
          g_autoptr (SlBoardRead) read = read_with (plan, o->strips);

          assert_whole (first->strips, o->strips);
          g_assert_cmpuint (read->sum.hold_days, ==, o->sum.hold_days);
          g_assert_true (o->aim == SL_ORDER_HOLD || o->aim == SL_ORDER_PAY
                         || read->sum.breaches <= first->sum.breaches);
          g_assert_true (!o->optimal || o->waiting == o->lower_bound);
        }
      const SlBoardOrder *least = sl_board_orders_by (orders, SL_ORDER_HOLD);
      g_assert_cmpuint (least->sum.hold_days, <=, first->sum.hold_days);
    }
}

#define SCENE(n, more) "<scene id=\"s" n "\" production=\"p\" minutes=\"250\" " more "/>"
#define ON(n) "<strip scene=\"s" n "\"/>"
#define BOARD(strips) "<board id=\"board\" production=\"p\">" strips "</board>"

/* Scenes of one person come together on days of their own; so do those of one environment. */
static void
test_scenes (void)
{
  g_autoptr (SlPlan) plan = plan_of (
    HEAD SCENE ("1", "cast=\"x\"") SCENE ("2", "cast=\"z\"") SCENE ("3", "cast=\"z\"") SCENE ("4", "cast=\"x\"")
    SCENE ("5", "cast=\"x\"") SCENE ("6", "cast=\"z\"")
    BOARD (ON ("1") ON ("2") DAY ON ("3") DAY ON ("4") DAY ON ("6") ON ("5") DAY));
  g_autoptr (GError) error = NULL;
  g_autoptr (SlBoardOrders) orders = orders_of (plan, &error);

  g_assert_no_error (error);
  const SlBoardOrder *days = sl_board_orders_by (orders, SL_ORDER_DAYS);
  const SlBoardOrder *best = sl_board_orders_by (orders, SL_ORDER_HOLD);
  g_assert_cmpuint (g_array_index (orders->orders, SlBoardOrder, 0).sum.days, ==, 4);
  g_assert_cmpuint (days->sum.days, ==, 3);
  g_assert_true (days->optimal && !days->whole_days);
  g_assert_cmpuint (best->sum.hold_days, ==, 0);
  g_assert_true (sl_board_orders_best (orders)->whole_days);
}

/* What may not move does not, whichever order is found. */
static void
test_stays (void)
{
  static const struct { const char *scenes, *board, *with; } rows[] = {
    /* shot, on its day */
    { SCENE ("1", "cast=\"x\" shot_on=\"2026-10-05\"") SCENE ("2", "cast=\"x\"") SCENE ("3", "cast=\"z\"")
      SCENE ("4", "cast=\"x\""), ON ("1") ON ("3") DAY ON ("2") DAY ON ("4") DAY, "13|" },
    /* a day with a date */
    { SCENE ("1", "cast=\"x\"") SCENE ("2", "cast=\"z\"") SCENE ("3", "cast=\"x\"") SCENE ("4", "cast=\"z\""),
      ON ("1") DAY ON ("2") "<strip is=\"day\" date=\"2026-10-06\"/>" ON ("3") DAY ON ("4") DAY, "|2|" },
    /* another unit's */
    { SCENE ("1", "cast=\"x\"") SCENE ("2", "cast=\"z\"") SCENE ("3", "cast=\"x\"") SCENE ("4", "cast=\"z\""),
      ON ("1") DAY ON ("2") "<strip is=\"day\" unit=\"second\"/>" ON ("3") DAY ON ("4") DAY, "|2|" },
    /* a banner goes with the scene behind it */
    { SCENE ("1", "cast=\"x\"") SCENE ("2", "cast=\"z\"") SCENE ("3", "cast=\"x\""),
      ON ("1") DAY "<strip is=\"banner\" text=\"rain\"/>" ON ("2") DAY ON ("3") DAY, ",2" },
    /* precedence */
    { SCENE ("1", "cast=\"x\" after=\"s3\"") SCENE ("2", "cast=\"z\"") SCENE ("3", "cast=\"x\""),
      ON ("3") DAY ON ("2") DAY ON ("1") DAY, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf (HEAD "%s" BOARD ("%s"), rows[i].scenes, rows[i].board);
      g_autoptr (SlPlan) plan = plan_of (text);
      g_autoptr (GError) error = NULL;
      g_autoptr (SlBoardOrders) orders = orders_of (plan, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (orders->orders->len, >, 1);
      for (guint k = 1; k < orders->orders->len; k++)
        {
          g_autofree char *order = text_of (g_array_index (orders->orders, SlBoardOrder, k).strips);

          if (rows[i].with != NULL)
            g_assert_nonnull (strstr (order, rows[i].with));
          else
            g_assert_true (strchr (order, '3') < strchr (order, '1'));
        }
    }
}

/* Who comes late is waited for: the day gets a date, and no rule is broken. */
static void
test_waits (void)
{
  g_autoptr (SlPlan) plan = plan_of (
    HEAD SCENE ("1", "cast=\"x\" earliest=\"2026-10-14\"") SCENE ("2", "cast=\"z\"") SCENE ("3", "cast=\"z\"")
    BOARD (ON ("1") DAY ON ("2") DAY ON ("3") DAY));
  g_autoptr (GError) error = NULL;
  g_autoptr (SlBoardOrders) orders = orders_of (plan, &error);

  g_assert_no_error (error);
  g_assert_nonnull (orders->whole_days); /* three days from Monday on end before it may be shot */
  g_assert_nonnull (strstr (orders->whole_days, "scene s1 not before 2026-10-14"));
  const SlBoardOrder *best = sl_board_orders_by (orders, SL_ORDER_HOLD);
  g_autofree char *order = text_of (best->strips);
  g_autoptr (SlBoardRead) read = read_with (plan, best->strips);
  g_assert_true (g_str_has_suffix (order, "|1|"));
  g_assert_cmpuint (read->sum.breaches, ==, 0);
}

/* Night calls keep to themselves. */
static void
test_calls (void)
{
  g_autoptr (SlPlan) plan = plan_of (
    HEAD SCENE ("1", "cast=\"x\"") SCENE ("2", "cast=\"z\"") SCENE ("3", "cast=\"x\"") SCENE ("4", "cast=\"z\"")
    BOARD (ON ("1") DAY ON ("2") "<strip is=\"day\" call=\"18:00\"/>" ON ("3") DAY
           ON ("4") "<strip is=\"day\" call=\"18:00\"/>"));
  g_autoptr (GError) error = NULL;
  g_autoptr (SlBoardOrders) orders = orders_of (plan, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < orders->orders->len; i++)
    {
      g_autoptr (SlBoardRead) read = read_with (plan, g_array_index (orders->orders, SlBoardOrder, i).strips);

      for (guint s = 0; s < read->scenes->len; s++)
        {
          const SlBoardScene *scene = &g_array_index (read->scenes, SlBoardScene, s);
          const gboolean night = strchr ("24", scene->scene->entity.id[1]) != NULL;
          g_assert_cmpint (g_array_index (read->days, SlBoardDay, scene->day).call, ==, night ? 18 * 60 : 8 * 60);
        }
    }
}

/* --- what cannot be --- */

static void
test_impossible (void)
{
  static const struct { const char *scenes, *says[3], *not; } rows[] = {
    { SCENE ("1", "after=\"s2\"") SCENE ("2", "after=\"s1\"") SCENE ("3", "latest=\"2026-12-01\""),
      { "scene s2 before scene s1", "scene s1 before scene s2" }, "scene s3" },
    { SCENE ("1", "latest=\"2026-10-05\" after=\"s2\"") SCENE ("2", "earliest=\"2026-10-06\"") SCENE ("3", ""),
      { "scene s1 not after 2026-10-05", "scene s2 not before 2026-10-06", "scene s2 before scene s1" }, "scene s3" },
    /* three scenes of 250 min do not go into ten hours */
    { SCENE ("1", "latest=\"2026-10-05\"") SCENE ("2", "latest=\"2026-10-05\"") SCENE ("3", "latest=\"2026-10-05\""),
      { "scene s1 not after", "scene s2 not after", "at most 10:00" }, "before" },
    { SCENE ("1", "cast=\"n\"") SCENE ("2", "latest=\"2026-10-05\"") SCENE ("3", "") "<cast id=\"n\" name=\"Nobody\""
      " from=\"2026-11-01\" to=\"2026-10-01\"/>", { "scene s1 when Nobody can come" }, "scene s2" },
    { SCENE ("1", "environment=\"late\" latest=\"2026-10-20\"") SCENE ("2", "") SCENE ("3", "")
      "<environment id=\"late\" name=\"Fog\" ready=\"2026-11-02\"/>",
      { "scene s1 once Fog is ready", "scene s1 not after 2026-10-20" }, "scene s2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf (HEAD "%s" BOARD (ON ("1") ON ("2") DAY ON ("3") DAY), rows[i].scenes);
      g_autoptr (SlPlan) plan = plan_of (text);
      g_autoptr (GError) error = NULL;

      g_assert_null (orders_of (plan, &error));
      g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
      for (guint k = 0; k < G_N_ELEMENTS (rows[i].says) && rows[i].says[k] != NULL; k++)
        g_assert_nonnull (strstr (error->message, rows[i].says[k]));
      g_assert_null (strstr (error->message, rows[i].not));
    }
}

/* What is too much for the days between two dates is named, however many scenes it is, with the length of the day; what
 * fits beside it is not. 5 October is a Monday. */
static void
test_too_much_for_its_days (void)
{
  static const struct { guint n, minutes, short_ones, short_minutes; const char *latest; guint named; } rows[] = {
    { 12, 360, 0, 0, "2026-10-19", 12 },   /* on eleven days, none of which holds two */
    { 10, 360, 10, 60, "2026-10-15", 10 }, /* on nine, and those that fit beside them */
    { 4, 250, 4, 190, "2026-10-07", 8 },   /* on three: minutes are enough, but no three days hold them */
    { 3, 360, 3, 240, "2026-10-07", 0 },   /* they do */
    { 12, 360, 0, 0, "2026-10-20", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) text = g_string_new (HEAD), strips = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      guint named = 0;

      for (guint k = 0; k < rows[i].n + rows[i].short_ones + 2; k++) /* two that may come whenever they like */
        {
          const gboolean bound = k < rows[i].n + rows[i].short_ones;

          g_string_append_printf (text, "<scene id=\"s%u\" production=\"p\" minutes=\"%u\" latest=\"%s\"/>", k,
                                  k < rows[i].n ? rows[i].minutes : bound ? rows[i].short_minutes : 10,
                                  bound ? rows[i].latest : "2027-01-29");
          g_string_append_printf (strips, "<strip scene=\"s%u\"/><strip is=\"day\"/>", k);
        }
      g_string_append_printf (text, "<board id=\"board\" production=\"p\">%s</board>", strips->str);
      g_autoptr (SlPlan) plan = plan_of (text->str);
      g_autoptr (SlBoardOrders) orders = orders_of (plan, &error);
      g_test_message ("%u: %s", i, error != NULL ? error->message : "possible");
      g_assert_true ((orders == NULL) == (rows[i].named > 0));
      if (orders != NULL)
        continue;
      for (const char *at = strstr (error->message, " not after "); at != NULL; at = strstr (at + 1, " not after "))
        named++;
      g_assert_cmpuint (named, ==, rows[i].named);
      g_assert_nonnull (strstr (error->message, "days of at most 10:00"));
    }
}

/* Boards with nothing to order say so by what they are. */
static void
test_nothing (void)
{
  static const char *const boards[] = { "", BOARD (""), BOARD ("<strip is=\"day\"/>"), BOARD ("<strip scene=\"s1\"/>"),
                                        BOARD ("<strip is=\"banner\" text=\"x\"/>"),
                                        BOARD ("<strip scene=\"s1\"/><strip scene=\"s1\"/>" DAY) };

  for (guint i = 0; i < G_N_ELEMENTS (boards); i++)
    {
      g_autofree char *text = g_strconcat (HEAD SCENE ("1", ""), boards[i], NULL);
      g_autoptr (SlPlan) plan = plan_of (text);
      g_autoptr (GError) error = NULL;
      g_autoptr (SlBoardOrders) orders = orders_of (plan, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (orders->orders->len, >=, 1);
      g_assert_nonnull (sl_board_orders_best (orders));
    }
}

/* Stopped, it leaves the best that it had. */
static void
test_stopped (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (23);
  g_autoptr (SlPlan) plan = random_plan (random, 16);
  g_autoptr (SlWatch) watch = sl_watch_new (NULL, NULL);
  g_autoptr (GError) error = NULL;
  const SlBoardInput input = input_of (plan);
  const SlBoardOrderEffort effort = { .seconds = 100 };

  sl_watch_cancel (watch);
  g_assert_null (sl_board_orders (&input, &effort, watch, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_CANCELLED);
  g_autoptr (SlBoardOrders) best = sl_watch_take (watch);
  g_assert_nonnull (best);
  g_assert_cmpuint (best->orders->len, >=, 1);
}

void
add_order_board_tests (void)
{
  g_test_add_func ("/order/board/agree", test_agree);
  g_test_add_func ("/order/board/found", test_found);
  g_test_add_func ("/order/board/scenes", test_scenes);
  g_test_add_func ("/order/board/stays", test_stays);
  g_test_add_func ("/order/board/waits", test_waits);
  g_test_add_func ("/order/board/calls", test_calls);
  g_test_add_func ("/order/board/impossible", test_impossible);
  g_test_add_func ("/order/board/too-much", test_too_much_for_its_days);
  g_test_add_func ("/order/board/nothing", test_nothing);
  g_test_add_func ("/order/board/stopped", test_stopped);
}
