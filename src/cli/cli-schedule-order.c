/* schedule order */
#include <string.h>

#include "cli-schedule.h"
#include "sl-board-order.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-strip-list.h"
#include "sl-talent-file.h"

enum { BOARD_SECONDS = 3 }; /* days, and then scenes */

typedef struct {
  double   seconds; /* 0: as usual */
  gint64   seed;
  int      pick;    /* −1: none */
  char    *board, *json, *out, *aim;
  gboolean apply;
} Arguments;

static void
add_flag (JsonBuilder *b, const char *name, gboolean value)
{
  json_builder_set_member_name (b, name);
  json_builder_add_boolean_value (b, value);
}

/* --- files of talent scheduling --- */

/* Time that somebody waits, whoever it is. */
static gint64
waiting_time (const SlTalent *talent, const guint *order)
{
  g_autofree gint64 *ones = g_new (gint64, MAX (talent->n_actors, 1));
  SlTalent equal = *talent;
  gint64 total, waiting;

  for (guint a = 0; a < talent->n_actors; a++)
    ones[a] = 1;
  equal.wages = ones;
  sl_talent_cost (&equal, order, &total, &waiting);
  return waiting;
}

static int
write_file_json (const Arguments *a, const SlTalentFile *file, const SlTalentResult *result, gint64 started)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();

  json_builder_begin_object (b);
  json_builder_set_member_name (b, "order");
  json_builder_begin_array (b);
  for (guint i = 0; i < result->n_scenes; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", result->order[i] + 1);
      json_builder_add_string_value (b, number);
    }
  json_builder_end_array (b);
  cli_json_count (b, "hold_days", waiting_time (&file->talent, result->order));
  cli_json_count (b, "waiting_cost", result->waiting);
  cli_json_count (b, "total_cost", result->total);
  cli_json_count (b, "lower_bound", result->lower_bound);
  add_flag (b, "optimal", result->optimal);
  cli_json_count (b, "load_changes", 0);
  json_builder_set_member_name (b, "tradeoff");
  json_builder_begin_array (b);
  json_builder_end_array (b);
  cli_json_job (b, started, 1);
  json_builder_end_object (b);
  return cli_write_json (b, a->json);
}

static int
order_file (const Arguments *a, const char *path, const char *text, gsize length, gint64 started)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlTalentFile) file = sl_talent_file_parse (text, length, path, &error);
  g_autoptr (SlTalentResult) result = NULL;

  if (file == NULL)
    return cli_fail (error);
  if (a->apply)
    return cli_fail_text (_("%s: a benchmark has no board; --apply is for plans"), path);
  cli_progress_name (_("Ordering"));
  result = sl_talent_solve (&file->talent, a->seconds, cli_watch (), &error);
  cli_progress_done ();
  if (result == NULL)
    return cli_fail (error);
  if (a->json != NULL)
    return write_file_json (a, file, result, started);
  for (guint i = 0; i < result->n_scenes; i++)
    g_print ("%s%u", i > 0 ? " " : "", result->order[i] + 1);
  if (result->optimal)
    g_print (_("\nAll is paid %lld, of it %lld for waiting: proved, none is cheaper\n"),
             (long long) result->total, (long long) result->waiting);
  else
    g_print (_("\nAll is paid %lld, of it %lld for waiting: the best found; none is "
               "cheaper than %lld\n"), (long long) result->total,
             (long long) result->waiting, (long long) result->lower_bound);
  return EXIT_DONE;
}

/* --- boards --- */

static void
add_ids (JsonBuilder *b, const SlList *strips)
{
  json_builder_set_member_name (b, "order");
  json_builder_begin_array (b);
  for (guint i = 0; i < sl_list_n (strips); i++)
    {
      const SlStrip *strip = sl_list_at (strips, SlStrip, i);

      if (strip->is == SL_STRIP_SCENE && strip->scene != NULL)
        json_builder_add_string_value (b, strip->scene);
    }
  json_builder_end_array (b);
}

/* Of pay money, else what it counts. */
static double
counted (const SlBoardOrder *o, gint64 value)
{
  return o->aim == SL_ORDER_PAY ? (double) value / 100 : (double) value;
}

static void
add_figures (JsonBuilder *b, const SlBoardOrder *o)
{
  cli_json_count (b, "hold_days", o->sum.hold_days);
  cli_json_number (b, "waiting_cost", o->aim == SL_ORDER_HOLD || o->aim == SL_ORDER_PAY ? counted (o, o->waiting)
                                                                                        : o->sum.hold_days);
  cli_json_number (b, "total_cost", o->sum.cost);
  if (o->lower_bound >= 0) /* of what the aim counts */
    {
      cli_json_number (b, "aim_value", counted (o, o->waiting));
      cli_json_number (b, "lower_bound", counted (o, o->lower_bound));
      cli_json_number (b, "gap", counted (o, o->waiting - o->lower_bound));
    }
  add_flag (b, "optimal", o->optimal);
  add_flag (b, "whole_days", o->whole_days);
  cli_json_count (b, "load_changes", o->sum.loads);
  cli_json_count (b, "wall_changes", o->sum.walls);
  cli_json_count (b, "company_moves", o->sum.moves);
  cli_json_count (b, "days", o->sum.days);
  cli_json_count (b, "breaches", o->sum.breaches);
}

static int
write_board_json (const Arguments *a, const SlBoardOrders *orders, const SlBoardOrder *best, gint64 started)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();

  json_builder_begin_object (b);
  add_ids (b, best->strips);
  add_figures (b, best);
  json_builder_set_member_name (b, "tradeoff");
  json_builder_begin_array (b);
  for (guint i = 0; i < orders->orders->len; i++)
    {
      const SlBoardOrder *o = &g_array_index (orders->orders, SlBoardOrder, i);

      json_builder_begin_object (b);
      cli_json_text (b, "aim", sl_order_aim_id (o->aim));
      add_ids (b, o->strips);
      add_figures (b, o);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
  if (orders->whole_days != NULL)
    cli_json_text (b, "whole_days_conflict", orders->whole_days);
  if (orders->undecided != NULL)
    cli_json_text (b, "undecided", orders->undecided);
  cli_json_job (b, started, 1);
  json_builder_end_object (b);
  return cli_write_json (b, a->json);
}

static const char *
proof_of (const SlBoardOrder *o)
{
  return o->optimal ? _("yes") : o->lower_bound >= 0 ? _("no") : "–";
}

static void
print_orders (const SlBoardOrders *orders)
{
  CliTable *table = cli_table_new (10, "", _("Order"), _("Days kept"), _("Days"), _("Hold days"), _("Loads"),
                                   _("Wall changes"), _("Moves"), _("Cost"), _("Proved"));

  for (guint i = 0; i < orders->orders->len; i++)
    {
      const SlBoardOrder *o = &g_array_index (orders->orders, SlBoardOrder, i);
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_autofree char *days = g_strdup_printf ("%u", o->sum.days), *hold = g_strdup_printf ("%u", o->sum.hold_days);
      g_autofree char *loads = g_strdup_printf ("%u", o->sum.loads), *walls = g_strdup_printf ("%u", o->sum.walls);
      g_autofree char *moves = g_strdup_printf ("%u", o->sum.moves), *cost = g_strdup_printf ("%.0f", o->sum.cost);

      cli_table_row (table, number, sl_order_aim_label (o->aim), o->whole_days ? _("yes") : _("no"), days, hold, loads,
                     walls, moves, cost, proof_of (o));
    }
  cli_table_print (table);
  if (orders->whole_days != NULL)
    cli_say (_("days cannot stay whole: %s"), orders->whole_days);
  if (orders->undecided != NULL)
    cli_say ("%s", orders->undecided);
}

/* The one that was asked for; NULL, with an error, for none such. */
static const SlBoardOrder *
picked (const Arguments *a, const SlBoardOrders *orders, int *code)
{
  const SlBoardOrder *order = NULL;

  if (a->pick >= 0 && a->pick < (int) orders->orders->len)
    return &g_array_index (orders->orders, SlBoardOrder, (guint) a->pick);
  if (a->pick >= 0)
    {
      *code = cli_fail_text (_("there is no order %d; --pick 0 to %u"), a->pick, orders->orders->len - 1);
      return NULL;
    }
  if (a->aim == NULL)
    return sl_board_orders_best (orders);
  for (SlOrderAim aim = 0; aim < SL_ORDER_BETWEEN; aim++)
    if (g_str_equal (a->aim, sl_order_aim_id (aim)))
      order = sl_board_orders_by (orders, aim);
  if (order == NULL)
    *code = cli_fail_text (_("no order has the aim “%s”; --aim is one of those of the list"), a->aim);
  return order;
}

static int
apply (const Arguments *a, SlDocument *document, const char *path, const SlBoard *board, const SlBoardOrder *best)
{
  g_autoptr (SlCommand) command = sl_board_order_command (board, best);

  return cli_apply (document, path, command, a->out);
}

static int
show_orders (const Arguments *a, const SlBoardOrders *orders, const SlBoardOrder *best, gint64 started)
{
  if (a->json != NULL)
    return write_board_json (a, orders, best, started);
  print_orders (orders);
  return EXIT_DONE;
}

static int
order_board (const Arguments *a, const char *path, gint64 started)
{
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  int code = EXIT_DONE;

  document = a->apply ? cli_open_to_edit (path, a->out, &code) : cli_open (path, &code);
  if (document == NULL)
    return code;
  const SlPlan *plan = sl_document_plan (document);
  const SlBoard *board = cli_find_board (plan, path, a->board, &code);
  const SlProduction *production = board != NULL && board->production != NULL
                                   ? sl_plan_get (plan, SL_KIND_PRODUCTION, board->production) : NULL;
  if (board == NULL)
    return code;
  if (production == NULL)
    return cli_fail_text (_("%s:%u: board “%s” has no production; set it"), path, board->entity.line, board->entity.id);
  if (a->apply && board->locked != 0)
    return cli_fail_text (_("%s: board “%s” is locked; work on a copy of it"), path, board->entity.id);
  const SlBoardInput input = { .plan = plan, .production = production, .board = board };
  const SlBoardOrderEffort effort = { .seconds = a->seconds, .seed = (guint64) a->seed };
  cli_progress_name (_("Ordering"));
  g_autoptr (SlBoardOrders) orders = sl_board_orders (&input, &effort, cli_watch (), &error);
  cli_progress_done ();
  if (orders == NULL)
    return cli_fail (error);
  const SlBoardOrder *best = picked (a, orders, &code);
  if (best == NULL)
    return code;
  code = show_orders (a, orders, best, started);
  return code == EXIT_DONE && a->apply ? apply (a, document, path, board, best) : code;
}

int
cli_schedule_order (int argc, char **argv)
{
  static Arguments a = { .pick = -1 };
  const GOptionEntry entries[] = {
    { "seconds", 0, 0, G_OPTION_ARG_DOUBLE, &a.seconds, N_("How long to look for better ones"), "S" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &a.seed, N_("Of the search’s random numbers"), "N" },
    { "board", 0, 0, G_OPTION_ARG_STRING, &a.board, N_("Which board; else the one that counts"), "ID" },
    { "apply", 0, 0, G_OPTION_ARG_NONE, &a.apply,
      N_("Give the board the order of whole days with the least hold days, or the one that is picked"), NULL },
    { "pick", 0, 0, G_OPTION_ARG_INT, &a.pick, N_("The order with this number in the list"), "N" },
    { "aim", 0, 0, G_OPTION_ARG_STRING, &a.aim,
      N_("The best order for hold-days, pay, loads, days, moves or cost, scenes on other days included"), "NAME" },
    CLI_OUT_OPTION (&a.out),
    CLI_JSON_OPTION (&a.json),
    { NULL },
  };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const gint64 started = g_get_monotonic_time ();
  int code = EXIT_DONE;
  gsize length;

  if (!cli_parse (&cli_schedule, entries, &argc, &argv, 2, 2, &code))
    return code;
  const gboolean is_board = !sl_file_read (argv[1], SL_TALENT_MAX_BYTES, &text, &length, NULL)
                            || text[strspn (text, "\xef\xbb\xbf \t\r\n")] == '<';
  if (a.seconds == 0)
    a.seconds = is_board ? BOARD_SECONDS : 1;
  if (!(a.seconds > 0 && a.seconds <= 86400))
    return cli_fail_text (_("the seconds are wrong; write --seconds 10, at most 86400"));
  return is_board ? order_board (&a, argv[1], started) : order_file (&a, argv[1], text, length, started);
}
