#include <math.h>
#include <stdio.h>

#include "cli.h"
#include "sl-i18n.h"
#include "sl-reason.h"

static void
add_frame (JsonBuilder *b, const SlFrameCoverage *f)
{
  static const char *const edges[] = { "miss_left", "miss_right", "miss_top", "miss_bottom" };

  json_builder_begin_object (b);
  cli_json_count (b, "frame", (gint64) f->frame);
  cli_json_number (b, "coverage", f->coverage);
  cli_json_number (b, "led", f->led);
  cli_json_number (b, "set", f->set);
  cli_json_number (b, "miss", f->miss);
  for (guint i = 0; i < SL_N_EDGES; i++)
    cli_json_number (b, edges[i], f->miss_edge[i]);
  cli_json_number (b, "overscan_miss", f->overscan_miss);
  cli_json_number (b, "protection_miss", f->protection_miss);
  cli_json_number (b, "blur_pitch_ratio_h", f->blur_pitch_ratio_h);
  cli_json_number (b, "blur_pitch_ratio_v", f->blur_pitch_ratio_v);
  cli_json_number (b, "incidence_max_deg", f->incidence_max_deg);
  cli_json_number (b, "distance_min_m", f->distance_min_m);
  cli_json_number (b, "overscan_angle_factor", f->overscan_angle_factor);
  cli_json_number (b, "overscan_angle_factor_h", f->overscan_angle_factor_h);
  cli_json_number (b, "overscan_angle_factor_v", f->overscan_angle_factor_v);
  cli_json_number (b, "overscan_width_factor", f->overscan_width_factor);
  cli_json_number (b, "overscan_height_factor", f->overscan_height_factor);
  cli_json_number (b, "overscan_pan_deg", f->overscan_pan_deg);
  cli_json_number (b, "overscan_tilt_deg", f->overscan_tilt_deg);
  cli_json_number (b, "overscan_roll_deg", f->overscan_roll_deg);
  cli_json_number (b, "swim_px", f->swim_px);
  cli_json_number (b, "ripple", f->ripple);
  cli_json_number (b, "exposure_stops", f->exposure_stops);
  json_builder_end_object (b);
}

/* Where the subject is worst: the cabinet, and for what misses the edge. */
static void
add_place (JsonBuilder *b, const SlReason *reason, const SlCoverage *coverage)
{
  const SlFramePlace *place = &coverage->worst[reason->subject].place[reason->subject];

  if (reason->wall != NULL)
    cli_json_text (b, "wall", reason->wall);
  if (reason->subject == SL_SUBJECT_COVERAGE && coverage->leaves.cause == SL_MISS_OVER)
    {
      cli_json_text (b, "edge", sl_wall_edge_id (coverage->leaves.edge));
      cli_json_number (b, "over_m", coverage->leaves.over_m);
    }
  if (place->wall != NULL)
    {
      cli_json_count (b, "column", place->column);
      cli_json_count (b, "row", place->row);
    }
}

static void
add_reasons (JsonBuilder *b, const SlPlan *plan, const SlCoverage *c)
{
  json_builder_set_member_name (b, "reasons");
  json_builder_begin_object (b);
  for (guint s = 0; s < SL_N_SUBJECTS; s++)
    {
      g_auto (SlReason) reason;

      sl_reason_init (&reason, plan, c, s, FALSE);
      json_builder_set_member_name (b, sl_subject_id (s));
      json_builder_begin_object (b);
      if (reason.known)
        {
          cli_json_text (b, "grade", sl_grade_id (reason.grade));
          cli_json_count (b, "frame", reason.frame);
          cli_json_number (b, "value", reason.value);
          add_place (b, &reason, c);
        }
      cli_json_text (b, "text", reason.sentence);
      json_builder_end_object (b);
    }
  json_builder_end_object (b);
}

static void
add_shot (JsonBuilder *b, const SlPlan *plan, const SlCoverage *c)
{
  json_builder_begin_object (b);
  cli_json_text (b, "id", c->shot_id);
  cli_json_count (b, "frames", c->n_frames);
  json_builder_set_member_name (b, "samples");
  json_builder_begin_array (b);
  json_builder_add_int_value (b, c->samples_w);
  json_builder_add_int_value (b, c->samples_h);
  json_builder_end_array (b);
  json_builder_set_member_name (b, "coverage");
  json_builder_begin_object (b);
  cli_json_number (b, "min", c->min);
  cli_json_number (b, "mean", c->mean);
  json_builder_end_object (b);
  if (c->first_spill >= 0)
    cli_json_count (b, "first_spill_frame", (gint64) c->frames[c->first_spill].frame);
  cli_json_text (b, "grade", sl_grade_id (c->grade));
  json_builder_set_member_name (b, "grades");
  json_builder_begin_object (b);
  for (guint s = 0; s < SL_N_SUBJECTS; s++)
    if (c->graded[s])
      cli_json_text (b, sl_subject_id (s), sl_grade_id (c->grades[s]));
  json_builder_end_object (b);
  add_reasons (b, plan, c);
  json_builder_set_member_name (b, "walls");
  json_builder_begin_array (b);
  for (guint i = 0; i < c->n_walls; i++)
    {
      json_builder_begin_object (b);
      cli_json_text (b, "id", c->walls[i].id);
      cli_json_count (b, "panels", c->walls[i].panels);
      cli_json_count (b, "panels_seen", c->walls[i].panels_seen);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
  json_builder_set_member_name (b, "frame");
  json_builder_begin_array (b);
  for (guint i = 0; i < c->n_frames; i++)
    add_frame (b, &c->frames[i]);
  json_builder_end_array (b);
  json_builder_end_object (b);
}

static void
add_row (CliTable *table, const SlCoverage *c)
{
  g_autofree char *min = g_strdup_printf ("%.1f", c->min * 100), *mean = g_strdup_printf ("%.1f", c->mean * 100);
  g_autofree char *spill = c->first_spill >= 0 ? g_strdup_printf ("%d", (int) c->frames[c->first_spill].frame)
                                               : g_strdup ("");
  g_autoptr (GString) grades = g_string_new (NULL), panels = g_string_new (NULL);
  guint seen = 0, all = 0;

  for (guint s = 0; s < SL_N_SUBJECTS; s++)
    g_string_append_printf (grades, "%s%s %s", s > 0 ? ", " : "", sl_subject_label (s),
                            c->graded[s] ? sl_grade_label (c->grades[s]) : "–");
  for (guint i = 0; i < c->n_walls; i++)
    {
      seen += c->walls[i].panels_seen;
      all += c->walls[i].panels;
    }
  g_string_printf (panels, "%u / %u", seen, all);
  cli_table_row (table, c->shot_id, sl_grade_label (c->grade), min, mean, spill, panels->str, grades->str);
}

/* A line for each grade that is not green, and for what is not known: said below the table. */
static void
say_reasons (GString *out, const SlPlan *plan, const SlCoverage *c)
{
  for (guint s = 0; s < SL_N_SUBJECTS; s++)
    {
      g_auto (SlReason) reason;
      g_autofree char *spoken = NULL;

      sl_reason_init (&reason, plan, c, s, FALSE);
      spoken = sl_reason_spoken (&reason);
      if (!reason.known || reason.grade > SL_GRADE_GREEN)
        g_string_append_printf (out, "%s: %s\n", c->shot_id, spoken);
    }
}

static gboolean
parse_samples (const char *text, guint *w, guint *h)
{
  int end = 0;

  return sscanf (text, "%ux%u%n", w, h, &end) == 2 && text[end] == '\0' && *w >= 8 && *h >= 8 && *w <= 8192
         && *h <= 8192;
}

/* What is written of the shots. */
typedef struct {
  CliTable  *table;
  GString   *reasons;
  CliStream *stream; /* NULL unless for machines */
} Output;

/* FALSE: a finding says why. */
static gboolean
analyse (SlDocument *document, const char *shot, SlCoverageOptions *options, Output *output, GPtrArray *omissions)
{
  const SlPlan *plan = sl_document_plan (document);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCoverage) coverage = NULL;

  cli_progress_name (shot);
  coverage = sl_coverage_analyse (plan, sl_document_assets (document), shot, options, &error);
  cli_progress_done ();
  if (coverage == NULL)
    {
      cli_findings_take (omissions, sl_plan_find (plan, shot), _("Complete the shot"), error);
      return FALSE;
    }
  add_row (output->table, coverage);
  say_reasons (output->reasons, plan, coverage);
  if (output->stream != NULL)
    {
      g_autoptr (JsonBuilder) b = json_builder_new ();
      add_shot (b, plan, coverage);
      cli_stream_add (output->stream, b);
    }
  return TRUE;
}

/* How many of them could be analysed: all shots, or the one that is named. */
static guint
analyse_all (SlDocument *document, const char *only, SlCoverageOptions *options, Output *output,
             GPtrArray *omissions)
{
  const SlPlan *plan = sl_document_plan (document);
  guint done = 0, n = sl_plan_count (plan, SL_KIND_SHOT);

  for (guint i = 0; i < n && !sl_watch_is_cancelled (cli_watch ()); i++)
    {
      const char *id = sl_plan_at (plan, SL_KIND_SHOT, i)->id;
      g_autoptr (SlWatch) part = sl_watch_new_part (cli_watch (), (double) i / n, (double) (i + 1) / n);

      options->watch = part;
      if (only == NULL || g_str_equal (only, id))
        done += analyse (document, id, options, output, omissions);
    }
  return done;
}

static int
run (int argc, char **argv)
{
  static char *json, *shot, *samples;
  static int threads;
  const GOptionEntry entries[] = {
    CLI_JSON_OPTION (&json),
    { "shot", 0, 0, G_OPTION_ARG_STRING, &shot, N_("Only this shot"), "ID" },
    { "samples", 0, 0, G_OPTION_ARG_STRING, &samples, N_("Rays across and down"), "WxH" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &threads, N_("Threads; one a core by default"), "N" },
    { NULL },
  };
  SlCoverageOptions options = { 0 };
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (CliStream) stream = NULL;
  g_autoptr (JsonBuilder) last = json_builder_new ();
  g_autoptr (GPtrArray) omissions = cli_findings_new ();
  g_autoptr (GError) error = NULL;
  gint64 started = g_get_monotonic_time ();
  g_autoptr (CliTable) table = NULL;
  g_autoptr (GString) reasons = g_string_new (NULL);
  guint done;
  int code;

  if (!cli_parse (&cli_coverage, entries, &argc, &argv, 1, 1, &code))
    return code;
  if (samples != NULL && !parse_samples (samples, &options.samples_w, &options.samples_h))
    return cli_fail_text (_("“%s” is no number of samples; write two numbers from 8 to 8192 such as 240x135"), samples);
  if (threads < 0 || threads > 1024)
    return cli_fail_text (_("“%d” is no number of threads; use 1 to 1024"), threads);
  if ((document = cli_open (argv[1], &code)) == NULL)
    return code;
  options.threads = (guint) threads;
  options.omissions = omissions;
  const SlPlan *plan = sl_document_plan (document);
  if (shot == NULL && sl_plan_count (plan, SL_KIND_SHOT) == 0)
    return cli_fail_text (_("%s: the plan has no shot; add one with “add PLAN shot”"), argv[1]);
  if (shot != NULL && sl_plan_get (plan, SL_KIND_SHOT, shot) == NULL)
    return cli_fail_text (_("%s: the plan has no shot “%s”; “show” lists what it has"), argv[1], shot);
  cli_load_assets (document, omissions);
  table = cli_table_new (7, _("Shot"), _("Grade"), _("Least %"), _("Mean %"), _("Spills at"), _("Cabinets"),
                         _("Grades"));
  if (json != NULL && (stream = cli_stream_new (json, "shots", &code)) == NULL)
    return code;
  Output output = { table, reasons, stream };
  done = analyse_all (document, shot, &options, &output, omissions);
  if (sl_watch_stops (cli_watch (), &error))
    return cli_fail (error);
  cli_say_omissions (argv[1], omissions);
  json_builder_begin_object (last);
  cli_json_findings (last, omissions);
  cli_json_job (last, started, options.threads > 0 ? options.threads : g_get_num_processors ());
  json_builder_end_object (last);
  code = stream != NULL ? cli_stream_end (g_steal_pointer (&stream), last) : EXIT_DONE;
  if (json == NULL)
    {
      cli_table_print (g_steal_pointer (&table));
      g_print ("%s", reasons->str);
    }
  return code != EXIT_DONE ? code : cli_findings_exit (omissions, done > 0);
}

const CliCommand cli_coverage = { "coverage", "PLAN [--shot ID] [--samples WxH] [--json FILE]",
                                  N_("What every frame sees of the walls, and the grades"), run };
