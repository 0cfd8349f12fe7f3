/* schedule level of a plan: its bookings */
#include "cli-schedule-level.h"
#include "sl-day-text.h"
#include "sl-i18n.h"
#include "sl-level.h"

/* --- for machines --- */

static void
add_date (JsonBuilder *b, const char *name, guint32 julian)
{
  g_autofree char *date = sl_date_to_text (julian);

  if (julian != 0)
    cli_json_text (b, name, date);
}

static void
add_starts (JsonBuilder *b, const SlLevel *level)
{
  json_builder_set_member_name (b, "start");
  json_builder_begin_object (b);
  for (guint i = 0; i < level->places->len; i++)
    {
      const SlLevelPlace *p = &g_array_index (level->places, SlLevelPlace, i);

      json_builder_set_member_name (b, p->booking->entity.id);
      json_builder_add_int_value (b, (gint64) p->from - level->first); /* below 0 where it began before */
    }
  json_builder_end_object (b);
  json_builder_set_member_name (b, "bookings");
  json_builder_begin_array (b);
  for (guint i = 0; i < level->places->len; i++)
    {
      const SlLevelPlace *p = &g_array_index (level->places, SlLevelPlace, i);

      json_builder_begin_object (b);
      cli_json_text (b, "id", p->booking->entity.id);
      cli_json_text (b, "stage", p->booking->stage);
      add_date (b, "from", p->from);
      add_date (b, "to", p->to);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

static void
add_moves (JsonBuilder *b, const SlLevel *level)
{
  json_builder_set_member_name (b, "moves");
  json_builder_begin_array (b);
  for (guint i = 0; i < level->moves->len; i++)
    {
      const SlLevelMove *m = &g_array_index (level->moves, SlLevelMove, i);

      json_builder_begin_object (b);
      cli_json_text (b, "id", m->booking->entity.id);
      cli_json_text (b, "stage", m->booking->stage);
      add_date (b, "from", m->booking->from);
      add_date (b, "to", m->booking->to);
      add_date (b, "new_from", m->from);
      add_date (b, "new_to", m->to);
      if (m->rank > 0)
        cli_json_count (b, "new_rank", m->rank);
      cli_json_text (b, "reason", m->reason);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

static void
add_days (JsonBuilder *b, const SlLevel *level)
{
  json_builder_set_member_name (b, "boards");
  json_builder_begin_array (b);
  for (guint i = 0; i < level->days->len; i++)
    {
      const SlLevelDays *d = &g_array_index (level->days, SlLevelDays, i);

      json_builder_begin_object (b);
      cli_json_text (b, "id", d->board->entity.id);
      cli_json_count (b, "first_day", d->first);
      cli_json_count (b, "last_day", d->last);
      add_date (b, "from", d->from);
      add_date (b, "to", d->to);
      add_date (b, "new_from", d->new_from);
      add_date (b, "new_to", d->new_to);
      cli_json_text (b, "with", d->with->entity.id);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

static void
add_texts (JsonBuilder *b, const char *name, const GPtrArray *texts)
{
  json_builder_set_member_name (b, name);
  json_builder_begin_array (b);
  for (guint i = 0; i < texts->len; i++)
    json_builder_add_string_value (b, texts->pdata[i]);
  json_builder_end_array (b);
}

static void
add_conflicts (JsonBuilder *b, const SlLevel *level)
{
  json_builder_set_member_name (b, "conflicts");
  json_builder_begin_array (b);
  for (guint i = 0; i < level->conflicts->len; i++)
    {
      const SlLevelConflict *c = level->conflicts->pdata[i];

      json_builder_begin_object (b);
      add_date (b, "from", c->from);
      add_date (b, "to", c->to);
      add_texts (b, "of", c->ids);
      add_texts (b, "rules", c->rules);
      json_builder_set_member_name (b, "minimal");
      json_builder_add_boolean_value (b, c->minimal);
      if (c->left != NULL)
        cli_json_text (b, "left", c->left);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

static int
write_json (const char *target, const SlLevel *level, gint64 started)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();

  json_builder_begin_object (b);
  add_date (b, "first", level->first);
  cli_json_count (b, "makespan", level->makespan);
  cli_json_count (b, "lower_bound", level->lower_bound);
  json_builder_set_member_name (b, "optimal");
  json_builder_add_boolean_value (b, level->optimal);
  add_starts (b, level);
  add_moves (b, level);
  add_days (b, level);
  add_conflicts (b, level);
  cli_json_findings (b, level->findings);
  cli_json_job (b, started, 1);
  json_builder_end_object (b);
  return cli_write_json (b, target);
}

/* --- for people --- */

static void
print_moves (const SlLevel *level)
{
  g_autofree char *verdict = sl_level_verdict (level);
  CliTable *table = cli_table_new (5, _("Booking"), _("Stage"), _("From"), _("To"), _("Why"));

  for (guint i = 0; i < level->moves->len; i++)
    {
      const SlLevelMove *m = &g_array_index (level->moves, SlLevelMove, i);
      g_autofree char *was = sl_days_text (m->booking->from, m->booking->to), *is = sl_days_text (m->from, m->to);

      cli_table_row (table, m->booking->entity.id, m->booking->stage, was, is, m->reason);
    }
  if (level->moves->len > 0)
    cli_table_print (table);
  else
    cli_table_drop (table);
  for (guint i = 0; i < level->days->len; i++)
    {
      g_autofree char *text = sl_level_days_text (&g_array_index (level->days, SlLevelDays, i));
      g_print ("%s\n", text);
    }
  if (level->moves->len == 0)
    g_print (_("Nothing has to move\n"));
  g_print ("%s\n", verdict);
}

static void
say_conflicts (const char *path, const SlLevel *level)
{
  for (guint i = 0; i < level->conflicts->len; i++)
    {
      const SlLevelConflict *c = level->conflicts->pdata[i];
      g_autofree char *text = sl_level_conflict_text (c);

      if (c->left != NULL)
        cli_say ("%s: %s. %s", path, text, c->left);
      else
        cli_say ("%s: %s", path, text);
    }
}

/* --- all of it --- */

static guint32
first_day (const CliLevel *a, int *code)
{
  guint32 day = sl_date_today ();

  if (a->from != NULL && (!sl_date_parse (a->from, &day) || day == 0))
    {
      *code = cli_fail_text (_("“%s” is no day; write --from 2026-11-23"), a->from);
      return 0;
    }
  return day;
}

int
cli_level_plan (const CliLevel *a, const char *path, gint64 started)
{
  int code = EXIT_DONE;
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SlLevel) level = NULL;
  const guint32 from = first_day (a, &code);

  if (from != 0)
    document = a->apply ? cli_open_to_edit (path, a->out, &code) : cli_open (path, &code);
  if (document == NULL)
    return code;
  const SlLevelInput input = { .plan = sl_document_plan (document), .from = from, .earlier = a->earlier,
                               .seconds = a->seconds };
  cli_progress_name (_("Levelling"));
  level = sl_level_new (&input, cli_watch (), &error);
  cli_progress_done ();
  if (level == NULL)
    return cli_fail (error);
  say_conflicts (path, level);
  cli_say_omissions (path, level->findings);
  if (a->json != NULL)
    code = write_json (a->json, level, started);
  else
    print_moves (level);
  if (code == EXIT_DONE && a->apply)
    {
      g_autoptr (SlCommand) command = sl_level_command (level);
      code = cli_apply (document, path, command, a->out);
    }
  return code == EXIT_DONE && level->conflicts->len > 0 && level->held == 0 ? EXIT_BAD_INPUT : code;
}
