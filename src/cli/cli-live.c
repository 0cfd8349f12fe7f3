/* live: camera tracking sent and received as on the day */
#include <math.h>
#include <string.h>

#include "cli.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-recorder.h"
#include "sl-take-log.h"
#include "sl-take.h"
#include "sl-tracking-play.h"

typedef struct {
  char   *shot, *to, *from, *encoding, *interface, *record, *out, *json;
  int     source;
  gint64  loops;
  double  seconds;
  gboolean take;
} Arguments;

static void
print_pose (const SlTrackingSample *sample)
{
  const gboolean timed = sample->frame >= 0 && sample->rate.num > 0;
  g_autofree char *code = timed ? sl_rational_timecode (sample->rate, sample->frame) : g_strdup ("--:--:--:--");

  g_print ("%s  %.3f %.3f %.3f m  %.2f° %.2f° %.2f°", code, sample->position.x, sample->position.y, sample->position.z,
           sample->pan, sample->tilt, sample->roll);
  if (!isnan (sample->focal_mm))
    g_print ("  %.1f mm", sample->focal_mm);
}

/* --- sending --- */

static void
json_sent (const Arguments *a, const SlPlayReport *report, JsonBuilder *b)
{
  cli_json_text (b, "to", a->to);
  cli_json_count (b, "samples", (gint64) report->samples);
  cli_json_count (b, "packets", (gint64) report->packets);
  cli_json_count (b, "bytes", (gint64) report->bytes);
  cli_json_count (b, "late", (gint64) report->late);
  cli_json_count (b, "skipped", (gint64) report->skipped);
  cli_json_number (b, "error_mean_ms", report->error_mean_ms);
  cli_json_number (b, "error_max_ms", report->error_max_ms);
  cli_json_number (b, "seconds", report->seconds);
  json_builder_set_member_name (b, "stopped");
  json_builder_add_boolean_value (b, report->stopped);
}

static void
print_sent (const SlPlayReport *report)
{
  g_autofree char *samples = g_strdup_printf ("%" G_GUINT64_FORMAT, report->samples);
  g_autofree char *packets = g_strdup_printf ("%" G_GUINT64_FORMAT, report->packets);
  g_autofree char *late = g_strdup_printf ("%" G_GUINT64_FORMAT, report->late);
  g_autofree char *skipped = g_strdup_printf ("%" G_GUINT64_FORMAT, report->skipped);

  g_print (_("%s samples in %s packets, %.2f s; off its instant by %.3f ms on average, %.3f ms at most\n"), samples,
           packets, report->seconds, report->error_mean_ms, report->error_max_ms);
  if (report->late > 0 || report->skipped > 0)
    g_print (_("%s samples came more than half a frame late, %s were left out because their time was over\n"), late,
             skipped);
}

static int
finish (const Arguments *a, GPtrArray *findings, JsonBuilder *b, gint64 started)
{
  cli_json_findings (b, findings);
  cli_json_job (b, started, 1);
  json_builder_end_object (b);
  return cli_write_json (b, a->json);
}

static int
send_shot (const Arguments *a, SlDocument *document, const char *path, gint64 started)
{
  SlPlayOptions options = { .shot = a->shot, .interface = a->interface, .loops = a->loops, .source = a->source,
                            .cbor = g_strcmp0 (a->encoding, "cbor") == 0 };
  g_autoptr (GPtrArray) findings = cli_findings_new ();
  g_autoptr (JsonBuilder) b = json_builder_new ();
  g_autoptr (GError) error = NULL;
  SlPlayReport report;
  gboolean ok;

  if (!sl_tracking_address_parse (a->to, &options.address, &error))
    return cli_fail (error);
  cli_progress_name (_("Sending"));
  ok = sl_tracking_play (sl_document_plan (document), &options, cli_watch (), findings, &report, &error);
  sl_tracking_address_clear (&options.address);
  cli_progress_done ();
  cli_say_omissions (path, findings);
  if (!ok)
    return cli_fail (error);
  if (a->json == NULL)
    {
      print_sent (&report);
      return EXIT_DONE;
    }
  json_builder_begin_object (b);
  json_sent (a, &report, b);
  return finish (a, findings, b, started);
}

/* --- receiving --- */

typedef struct {
  const Arguments *a;
  SlRecorder      *recorder; /* NULL: nothing is recorded */
  SlTake          *take;     /* NULL: no take is wanted */
  SlTakeLog       *log;      /* of that, so that it survives this program; NULL: there is none */
  SlTrackingSample last;
  double           overscan; /* of the last */
  gint64           printed_us;
} Ear;

static void
keep (const Ear *ear, const SlTrackingHeard *heard)
{
  if (ear->take == NULL || ear->take->samples->len >= SL_TAKE_MAX)
    return;
  g_array_append_val (ear->take->samples, *heard->sample);
  if (ear->log != NULL)
    sl_take_log_add (ear->log, heard);
}

static gboolean
hear (const SlTrackingHeard *heard, gpointer data)
{
  Ear *ear = data;
  const gint64 now = g_get_monotonic_time ();

  ear->last = *heard->sample;
  ear->overscan = sl_tracking_overscan (heard->sample, heard->fixed);
  keep (ear, heard);
  if (ear->a->json == NULL && now - ear->printed_us >= G_USEC_PER_SEC)
    {
      ear->printed_us = now;
      print_pose (heard->sample);
      if (!isnan (heard->delay_ms))
        g_print ("  %+.2f ms", heard->delay_ms);
      g_print ("  %s\n", heard->sender);
    }
  return ear->recorder == NULL || sl_recorder_take (ear->recorder, heard);
}

static void
json_heard (const Ear *ear, const SlListenReport *report, JsonBuilder *b)
{
  static const char *const states[SL_N_PACKETS] = { NULL, NULL, "short", "long", "foreign", "checksum", "repeated",
                                                    "late", "lies", "unreadable" };
  const double place[] = { ear->last.position.x, ear->last.position.y, ear->last.position.z };

  cli_json_text (b, "from", ear->a->from);
  cli_json_count (b, "samples", (gint64) report->samples);
  cli_json_count (b, "packets", (gint64) report->packets);
  cli_json_count (b, "bytes", (gint64) report->bytes);
  cli_json_count (b, "lost", (gint64) report->lost);
  cli_json_number (b, "rate_hz", report->rate_hz);
  cli_json_number (b, "seconds", report->seconds);
  if (report->timed > 0)
    {
      cli_json_number (b, "delay_mean_ms", report->delay_mean_ms);
      cli_json_number (b, "delay_max_ms", report->delay_max_ms);
    }
  json_builder_set_member_name (b, "bad");
  json_builder_begin_object (b);
  for (guint i = SL_PACKET_SHORT; i < SL_N_PACKETS; i++)
    cli_json_count (b, states[i], (gint64) report->bad[i]);
  json_builder_end_object (b);
  if (report->samples == 0)
    return;
  json_builder_set_member_name (b, "last");
  json_builder_begin_object (b);
  json_builder_set_member_name (b, "position_m");
  json_builder_begin_array (b);
  for (guint i = 0; i < G_N_ELEMENTS (place); i++)
    json_builder_add_double_value (b, place[i]);
  json_builder_end_array (b);
  cli_json_number (b, "pan_deg", ear->last.pan);
  cli_json_number (b, "tilt_deg", ear->last.tilt);
  cli_json_number (b, "roll_deg", ear->last.roll);
  cli_json_number (b, "focal_length_mm", ear->last.focal_mm);
  cli_json_number (b, "focus_m", ear->last.focus_m);
  cli_json_number (b, "lens_overscan_factor", ear->overscan);
  json_builder_end_object (b);
}

static void
print_heard (const SlListenReport *report)
{
  g_autofree char *samples = g_strdup_printf ("%" G_GUINT64_FORMAT, report->samples);
  g_autofree char *packets = g_strdup_printf ("%" G_GUINT64_FORMAT, report->packets);
  g_autofree char *lost = g_strdup_printf ("%" G_GUINT64_FORMAT, report->lost);

  g_print (_("%s samples in %s packets, %.2f a second; %s never came\n"), samples, packets, report->rate_hz, lost);
  if (report->timed > 0)
    g_print (_("delay %.2f ms on average, %.2f ms at most, if both clocks agree\n"), report->delay_mean_ms,
             report->delay_max_ms);
  for (guint i = SL_PACKET_SHORT; i < SL_N_PACKETS; i++)
    if (report->bad[i] > 0)
      g_print ("%s: %" G_GUINT64_FORMAT "\n", sl_packet_state_text (i), report->bad[i]);
}

/* Adds the take to the plan; `id` receives the shot's. */
/* For --take; NULL where there is no shot, or no place for it, which is said. */
static SlTakeLog *
begin_log (const Arguments *a, const SlPlan *plan, const char *path)
{
  const SlEntity *shot = a->shot != NULL ? sl_plan_get (plan, SL_KIND_SHOT, a->shot)
                         : sl_plan_count (plan, SL_KIND_SHOT) > 0 ? sl_plan_at (plan, SL_KIND_SHOT, 0) : NULL;
  g_autoptr (GError) error = NULL;
  SlTakeLog *log = a->take && shot != NULL ? sl_take_log_new (path, shot->id, &error) : NULL;

  if (error != NULL)
    g_printerr ("sightline-cli: %s\n", error->message);
  return log;
}

/* What it holds is in the plan by now, or is worth nothing; else it is offered when the plan is opened. */
static void
end_log (const Ear *ear, int code)
{
  if (ear->log != NULL && (code == EXIT_DONE || ear->take->samples->len == 0))
    sl_take_log_remove (ear->log);
  sl_take_log_unref (ear->log);
}

static int
add_take (const Ear *ear, SlDocument *document, const char *path, GPtrArray *findings, char **id)
{
  const SlTakeOptions options = { .shot = ear->a->shot };
  g_autoptr (SlCommand) command = NULL;
  g_autoptr (GError) error = NULL;

  if (ear->take->samples->len == 0)
    return cli_fail_text (_("nothing came, so there is no take; look whether the tracker sends to %s"), ear->a->from);
  command = sl_take_command (sl_document_plan (document), ear->take, &options, findings, id, &error);
  return command != NULL ? cli_apply (document, path, command, ear->a->out) : cli_fail (error);
}

static int
say_heard (const Ear *ear, SlDocument *document, const char *path, const SlListenReport *report, gint64 started)
{
  g_autoptr (GPtrArray) findings = cli_findings_new ();
  g_autoptr (JsonBuilder) b = json_builder_new ();
  g_autofree char *id = NULL;
  int code = ear->take != NULL ? add_take (ear, document, path, findings, &id) : EXIT_DONE;

  cli_say_omissions (path, findings);
  if (code != EXIT_DONE)
    return code;
  if (ear->a->json == NULL)
    {
      print_heard (report);
      if (id != NULL)
        g_print ("%s\n", id);
      return EXIT_DONE;
    }
  json_builder_begin_object (b);
  json_heard (ear, report, b);
  if (id != NULL)
    cli_json_text (b, "take", id);
  return finish (ear->a, findings, b, started);
}

static int
receive (const Arguments *a, SlDocument *document, const char *path, gint64 started)
{
  Ear ear = { .a = a };
  SlListenOptions options = { .interface = a->interface, .lens = TRUE, .seconds = a->seconds, .heard = hear,
                              .data = &ear };
  g_autoptr (SlTake) take = a->take ? sl_take_new () : NULL;
  g_autoptr (GError) error = NULL;
  SlListenReport report;
  gboolean ok;
  int code;

  ear.take = take;
  if (!sl_tracking_address_parse (a->from, &options.address, &error))
    return cli_fail (error);
  if (a->record != NULL && (ear.recorder = sl_recorder_new (a->record, &error)) == NULL)
    {
      sl_tracking_address_clear (&options.address);
      return cli_fail (error);
    }
  ear.log = begin_log (a, sl_document_plan (document), path);
  ok = sl_tracking_listen (&options, cli_watch (), &report, &error);
  sl_tracking_address_clear (&options.address);
  if (ok && ear.recorder != NULL)
    ok = sl_recorder_end (ear.recorder, &error);
  else
    sl_recorder_drop (ear.recorder);
  code = ok ? say_heard (&ear, document, path, &report, started) : cli_fail (error);
  end_log (&ear, code);
  return code;
}

/* --- all --- */

static int
check (const Arguments *a)
{
  if ((a->to == NULL) == (a->from == NULL))
    return cli_fail_text (_("name either --to or --from"));
  if (a->encoding != NULL && !g_str_equal (a->encoding, "json") && !g_str_equal (a->encoding, "cbor"))
    return cli_fail_text (_("“%s” is no encoding; use json or cbor"), a->encoding);
  if (a->source < 0 || a->source > 255)
    return cli_fail_text (_("%d is no source number; use one from 1 to 200, for FreeD up to 255"), a->source);
  if (a->loops < 0 || !(a->seconds >= 0))
    return cli_fail_text (_("times and seconds are not negative; 0 goes on until it is interrupted"));
  return EXIT_DONE;
}

static int
run_live (int argc, char **argv)
{
  static Arguments arguments = { .loops = 1 };
  Arguments *a = &arguments;
  const GOptionEntry entries[] = {
    { "shot", 0, 0, G_OPTION_ARG_STRING, &a->shot, N_("Which shot; the plan's first where none is named"), "ID" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &a->to, N_("Send to udp://HOST:PORT (OpenTrackIO) or freed://HOST:PORT"),
      "URL" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &a->from, N_("Hear what comes to that address"), "URL" },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &a->encoding, N_("Of OpenTrackIO: json or cbor"), "NAME" },
    { "loops", 0, 0, G_OPTION_ARG_INT64, &a->loops, N_("How often the shot is sent; 0: until interrupted"), "N" },
    { "interface", 0, 0, G_OPTION_ARG_STRING, &a->interface, N_("Of multicast, such as eth0"), "NAME" },
    { "source", 0, 0, G_OPTION_ARG_INT, &a->source, N_("Source number, or FreeD's camera"), "N" },
    { "seconds", 0, 0, G_OPTION_ARG_DOUBLE, &a->seconds, N_("How long to listen; 0: until interrupted"), "S" },
    { "record", 0, 0, G_OPTION_ARG_FILENAME, &a->record, N_("Record what comes: .ndjson, .otrk or .bin"), "FILE" },
    { "take", 0, 0, G_OPTION_ARG_NONE, &a->take, N_("Add what comes to the plan as a take of the shot"), NULL },
    CLI_OUT_OPTION (&a->out),
    CLI_JSON_OPTION (&a->json),
    { NULL },
  };
  const gint64 started = g_get_monotonic_time ();
  g_autoptr (SlDocument) document = NULL;
  int code;

  if (!cli_parse (&cli_live, entries, &argc, &argv, 1, 1, &code) || (code = check (a)) != EXIT_DONE)
    return code;
  document = a->take ? cli_open_to_edit (argv[1], a->out, &code) : cli_open (argv[1], &code);
  if (document == NULL)
    return code;
  if (a->shot != NULL && sl_plan_get (sl_document_plan (document), SL_KIND_SHOT, a->shot) == NULL)
    return cli_fail_text (_("the plan has no shot “%s”; “show” lists what it has"), a->shot);
  return a->to != NULL ? send_shot (a, document, argv[1], started) : receive (a, document, argv[1], started);
}

const CliCommand cli_live = { "live", "PLAN --shot ID --to URL | --from URL [--record FILE] [--take]",
                              N_("Send a shot's camera as a tracker would, or hear one"), run_live };
