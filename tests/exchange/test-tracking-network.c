/* Sending and hearing over real UDP, recordings, and the takes that they become. */
#include "test-tracking.h"

#include "../sl-test.h"
#include "sl-error.h"
#include "sl-freed.h"
#include "sl-recorder.h"
#include "sl-take.h"
#include "sl-tracking-export.h"
#include "sl-tracking-play.h"

static void
move (const char *path, const char *from, const char *to, GString *tracks)
{
  g_string_append_printf (tracks, "<track target=\"cam-a\" path=\"%s\"><key frame=\"0\" value=\"%s\"/>"
                          "<key frame=\"23\" value=\"%s\"/></track>", path, from, to);
}

/* The scene, moving in all that can move, over the turn at 180° too. */
static SlPlan *
moving_plan (void)
{
  g_autoptr (GString) tracks = g_string_new (NULL);
  const char *settings[] = { "cam-a", "pupil_offset_mm", "120", "shot-1", "tracks", NULL, NULL };

  move ("position", "2 -3 1.7", "-1.25 -2.5 2.1", tracks);
  move ("pan", "-170", "-200", tracks);
  move ("tilt", "10", "-12", tracks);
  move ("roll", "5", "-7", tracks);
  g_string_append (tracks, "<track target=\"shot-1\" path=\"focal_mm\"><key frame=\"0\" value=\"28\"/>"
                           "<key frame=\"23\" value=\"35\"/></track>");
  settings[5] = tracks->str;
  return test_tracking_plan (settings);
}

void
test_tracking_same (const SlTrackingSample *a, const SlTrackingSample *b)
{
  const SlFrame one = sl_frame_from_pose (a->position, a->pan, a->tilt, a->roll);
  const SlFrame other = sl_frame_from_pose (b->position, b->pan, b->tilt, b->roll);
  const double least = cos (.01 * G_PI / 180);

  assert_within (sl_vec3_length (sl_vec3_sub (one.o, other.o)), 0, 1e-4);
  g_assert_cmpfloat (sl_vec3_dot (one.x, other.x), >=, least);
  g_assert_cmpfloat (sl_vec3_dot (one.y, other.y), >=, least);
  g_assert_cmpfloat (sl_vec3_dot (one.z, other.z), >=, least);
}

/* --- UDP --- */

typedef struct {
  SlListenOptions options;
  SlListenReport  report;
  SlWatch        *watch;
  GArray         *heard; /* SlTrackingSample */
  guint           enough;
} Ear;

static gboolean
hear (const SlTrackingHeard *heard, gpointer data)
{
  Ear *ear = data;

  g_array_append_val (ear->heard, *heard->sample);
  return ear->heard->len < ear->enough;
}

static gpointer
listen_on (gpointer data)
{
  Ear *ear = data;
  g_autoptr (GError) error = NULL;

  g_assert_true (sl_tracking_listen (&ear->options, ear->watch, &ear->report, &error));
  g_assert_no_error (error);
  return NULL;
}

/* A port that nobody has now. */
static guint
free_port (void)
{
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, NULL);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0), own = NULL;

  g_assert_true (g_socket_bind (socket, any, FALSE, NULL));
  own = g_socket_get_local_address (socket, NULL);
  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (own));
}

typedef struct {
  const char *scheme, *host;
  gboolean    cbor;
} Way;

static void
test_loopback (gconstpointer data)
{
  const Way *way = data;
  g_autoptr (SlPlan) plan = moving_plan ();
  g_autoptr (SlTrackingShot) shot = sl_tracking_shot_new (plan, NULL, NULL, NULL);
  g_autofree char *url = g_strdup_printf ("%s://%s:%u", way->scheme, way->host, free_port ());
  SlPlayOptions play = { .cbor = way->cbor, .loops = 2 };
  Ear ear = { .options = { .lens = TRUE, .heard = hear, .data = &ear, .seconds = 20 }, .enough = 48,
              .heard = g_array_new (FALSE, FALSE, sizeof (SlTrackingSample)) };
  g_autoptr (GError) error = NULL;
  SlPlayReport report;
  GThread *thread;

  g_assert_true (sl_tracking_address_parse (url, &play.address, &error));
  ear.options.address = play.address;
  thread = g_thread_new ("ear", listen_on, &ear);
  g_usleep (G_USEC_PER_SEC / 4);
  g_assert_true (sl_tracking_play (plan, &play, NULL, NULL, &report, &error));
  g_assert_no_error (error);
  g_thread_join (thread);
  g_assert_cmpuint (report.samples + report.skipped, ==, 48);
  g_assert_false (report.stopped);
  assert_within (report.seconds, 47 / 24., .2);
  g_assert_cmpuint (ear.heard->len, ==, 48);
  g_assert_cmpuint (ear.report.lost, ==, 0);
  for (guint i = 0; i < 48; i++)
    {
      SlTrackingSample planned;

      g_assert_true (sl_tracking_shot_sample (shot, i % 24, &planned, NULL));
      test_tracking_same (&planned, &g_array_index (ear.heard, SlTrackingSample, i));
      assert_within (g_array_index (ear.heard, SlTrackingSample, i).focal_mm, planned.focal_mm, .01);
    }
  g_array_unref (ear.heard);
  sl_tracking_address_clear (&play.address);
}

/* Whoever asks it to stop waits no 100 ms, and that is no error. */
static gpointer
cancel_soon (gpointer watch)
{
  g_usleep (G_USEC_PER_SEC / 4);
  sl_watch_cancel (watch);
  return NULL;
}

static void
test_stop (void)
{
  g_autoptr (SlPlan) plan = moving_plan ();
  g_autofree char *url = g_strdup_printf ("udp://127.0.0.1:%u", free_port ());
  SlPlayOptions play = { .loops = 0 };
  SlListenOptions ear = { .seconds = 0 };
  SlPlayReport played;
  SlListenReport heard;

  g_assert_true (sl_tracking_address_parse (url, &play.address, NULL));
  ear.address = play.address;
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SlWatch) watch = sl_watch_new (NULL, NULL);
      GThread *thread = g_thread_new ("stop", cancel_soon, watch);
      const gint64 started = g_get_monotonic_time ();

      g_assert_true (i == 0 ? sl_tracking_play (plan, &play, watch, NULL, &played, NULL)
                            : sl_tracking_listen (&ear, watch, &heard, NULL));
      g_assert_cmpint (g_get_monotonic_time () - started, <, G_USEC_PER_SEC / 4 + 500000);
      g_thread_join (thread);
    }
  g_assert_true (played.stopped);
  sl_tracking_address_clear (&play.address);
}

static void
test_taken_port (void)
{
  g_autofree char *url = g_strdup_printf ("udp://127.0.0.1:%u", free_port ());
  g_autoptr (GError) error = NULL;
  SlTrackingAddress address;
  GSocket *one, *other;

  g_assert_true (sl_tracking_address_parse (url, &address, NULL));
  one = sl_tracking_socket_in (&address, NULL, NULL, &error);
  g_assert_no_error (error);
  other = sl_tracking_socket_in (&address, NULL, NULL, &error);
  g_assert_null (other);
  g_assert_error (error, SL_ERROR, SL_ERROR_SERVICE);
  g_object_unref (one);
  sl_tracking_address_clear (&address);
}

static void
test_addresses (void)
{
  static const struct { const char *text; int protocol; guint port; int source; } cases[] = {
    { "udp://239.135.1.7:55555", SL_TRACKING_OPENTRACKIO, 55555, 7 },
    { "udp://239.135.1.200", SL_TRACKING_OPENTRACKIO, 55555, 200 },
    { "udp://239.135.1.201", SL_TRACKING_OPENTRACKIO, 55555, 0 },
    { "opentrackio://stage.local:1", SL_TRACKING_OPENTRACKIO, 1, 0 },
    { "FREED://10.0.0.1/", SL_TRACKING_FREED, 40000, 0 },
    { "freed://10.0.0.1:65535", SL_TRACKING_FREED, 65535, 0 },
    { "", -1 }, { "239.135.1.7", -1 }, { "udp:", -1 }, { "udp://", -1 }, { "tcp://a:1", -1 }, { "udp://a:0", -1 },
    { "udp://a:65536", -1 }, { "udp://a:x", -1 }, { "udp://a/b", -1 }, { "http://a", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      SlTrackingAddress address;

      g_assert_true (sl_tracking_address_parse (cases[i].text, &address, &error) == (cases[i].protocol >= 0));
      g_assert_true ((error == NULL) == (cases[i].protocol >= 0));
      if (error == NULL)
        {
          g_assert_cmpint (address.protocol, ==, cases[i].protocol);
          g_assert_cmpuint (address.port, ==, cases[i].port);
          g_assert_cmpint (sl_tracking_address_source (&address), ==, cases[i].source);
        }
      sl_tracking_address_clear (&address);
    }
}

/* --- recordings --- */

/* The take of a recording stands, frame by frame, where the planned camera does. */
static void
assert_take (const SlPlan *plan, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlTake) take = sl_take_read (path, TRUE, NULL, &error);
  const SlTakeOptions options = { .shot = "shot-1" };
  g_autofree char *id = NULL;
  g_autoptr (SlCommand) command = NULL;
  g_autoptr (SlPlan) after = NULL;
  g_autoptr (SlTrackingShot) planned = sl_tracking_shot_new (plan, "shot-1", NULL, NULL), shot = NULL;

  g_assert_no_error (error);
  command = sl_take_command (plan, take, &options, NULL, &id, &error);
  g_assert_no_error (error);
  after = sl_plan_apply (plan, command, &error);
  g_assert_no_error (error);
  shot = sl_tracking_shot_new (after, id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sl_tracking_shot_frames (shot), ==, 24);
  for (gint64 frame = 0; frame < 24; frame++)
    {
      SlTrackingSample a, b;

      g_assert_true (sl_tracking_shot_sample (planned, frame, &a, NULL));
      g_assert_true (sl_tracking_shot_sample (shot, frame, &b, NULL));
      test_tracking_same (&a, &b);
      assert_within (a.focal_mm, b.focal_mm, .01);
      assert_within (a.focus_m, b.focus_m, 1e-3);
    }
}

static void
write_folder (const SlExportInput *input, const char *folder)
{
  for (gint64 frame = 0; frame < 24; frame++)
    {
      g_autofree char *name = g_strdup_printf ("%s/f%d.json", folder, (int) frame);
      const SlTrackingOptions options = { .frame = frame, .source = 1 };
      g_assert_true (sl_opentrackio_export (input, &options, name, NULL, NULL));
    }
}

/* Lines as one text, as a list, and each behind a length. */
static void
test_recordings (void)
{
  static const char *const names[] = { "a.ndjson", "a.otrk", "a.bin", "joined.json", "list.json" };
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *frames = g_build_filename (folder, "frames", NULL);
  g_autoptr (SlPlan) plan = moving_plan ();
  const SlExportInput input = { .plan = plan };
  const SlTrackingOptions options = { .source = 1, .cbor = TRUE };
  g_autofree char *lines = NULL, *list = NULL;
  char *paths[G_N_ELEMENTS (names)];

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    paths[i] = g_build_filename (folder, names[i], NULL);
  g_assert_true (sl_opentrackio_export (&input, &options, paths[0], NULL, NULL));
  g_assert_true (sl_opentrackio_export (&input, &options, paths[1], NULL, NULL));
  g_assert_true (sl_freed_export (&input, &options, paths[2], NULL, NULL));
  g_assert_true (g_file_get_contents (paths[0], &lines, NULL, NULL));
  g_strdelimit (lines, "\n", ' ');
  g_assert_true (g_file_set_contents (paths[3], lines, -1, NULL));
  list = g_strdup_printf ("[%s]", lines);
  g_assert_true (g_file_set_contents (paths[4], list, -1, NULL));
  g_mkdir (frames, 0777);
  write_folder (&input, frames);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    assert_take (plan, paths[i]);
  assert_take (plan, frames);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (paths[i]);
  sl_test_remove_tree (folder);
}

static void
test_bad_recordings (void)
{
  static const struct { const char *name, *text; guint samples, unread; } cases[] = {
    { "a.json", "", 0, 0 }, { "a.json", "{", 0, 0 }, { "a.json", "{}", 0, 0 }, { "a.json", "nothing", 0, 0 },
    { "a.ndjson", "{\"transforms\":[{}]}\n{broken}\n{\"transforms\":[{}]}\n", 2, 1 },
    { "a.ndjson", "{\"a\":\"}\\\"{\",\"transforms\":[{}]}{\"transforms\":[{}]", 1, 1 },
    { "a.otrk", "OTrk", 0, 0 }, { "a.otrk", "xxxxOTrkOTrkOTrk", 0, 0 }, { "a.bin", "\xd1", 0, 0 },
    { "a.bin", "not of this kind, but long enough for one", 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SlTake) take = sl_take_parse ((const guint8 *) cases[i].text, strlen (cases[i].text), cases[i].name,
                                               FALSE, NULL, &error);

      g_assert_true ((take != NULL) == (cases[i].samples > 0));
      g_assert_true ((error == NULL) == (cases[i].samples > 0));
      if (take != NULL)
        {
          g_assert_cmpuint (take->samples->len, ==, cases[i].samples);
          g_assert_cmpuint (take->unread, ==, cases[i].unread);
        }
    }
}

/* Every file of packets is exactly what is sent: it is heard again without a loss. */
static void
test_export_is_heard (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *path = g_build_filename (folder, "a.otrk", NULL);
  g_autofree char *data = NULL;
  g_autoptr (SlPlan) plan = moving_plan ();
  const SlExportInput input = { .plan = plan };
  const SlTrackingOptions options = { .source = 1 };
  const SlListenOptions ear = { .address.protocol = SL_TRACKING_OPENTRACKIO };
  SlListenReport report;
  SlListener *listener = sl_listener_new (&ear, &report);
  gsize size;

  g_assert_true (sl_opentrackio_export (&input, &options, path, NULL, NULL));
  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  for (gsize at = 0, length; at < size; at += length)
    {
      length = sl_opentrackio_packet_size ((const guint8 *) data + at, size - at);
      g_assert_cmpuint (length, >, 0);
      g_assert_true (sl_listener_take (listener, "x", (const guint8 *) data + at, length));
      sl_listener_take (listener, "x", (const guint8 *) data + at, length - 1);
    }
  g_assert_cmpuint (report.samples, ==, 24);
  g_assert_cmpuint (report.lost, ==, 0);
  g_assert_cmpuint (report.bad[SL_PACKET_SHORT], ==, report.packets / 2);
  sl_listener_free (listener);
  sl_test_remove_tree (folder);
}

void
test_tracking_add_network (void)
{
  static const Way ways[] = { { "udp", "127.0.0.1", FALSE }, { "udp", "127.0.0.1", TRUE },
                              { "freed", "127.0.0.1", FALSE } };

  g_test_add_data_func ("/network/json", &ways[0], test_loopback);
  g_test_add_data_func ("/network/cbor", &ways[1], test_loopback);
  g_test_add_data_func ("/network/freed", &ways[2], test_loopback);
  g_test_add_func ("/network/stop", test_stop);
  g_test_add_func ("/network/taken-port", test_taken_port);
  g_test_add_func ("/network/addresses", test_addresses);
  g_test_add_func ("/recordings/takes", test_recordings);
  g_test_add_func ("/recordings/bad", test_bad_recordings);
  g_test_add_func ("/recordings/heard", test_export_is_heard);
}
