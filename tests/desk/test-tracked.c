/* The tracked camera: heard over loopback, told, drawn, compared, recorded; whatever else comes. */
#include <math.h>
#include <string.h>

#include "tests.h"

#include "../sl-test.h"
#include "sl-freed.h"
#include "sl-opentrackio.h"

/* --- a tracker --- */

typedef struct {
  GSocket        *socket;
  GSocketAddress *to;
  char           *url;
  guint16         sequence;
} Tracker;

static Tracker
tracker_new (const char *scheme)
{
  g_autoptr (GSocket) listener = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP,
                                               NULL);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  Tracker t = { 0 };

  g_assert_true (g_socket_bind (listener, any, FALSE, NULL)); /* a port that nobody has */
  t.to = g_socket_get_local_address (listener, NULL);
  t.socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, NULL);
  t.url = g_strdup_printf ("%s://127.0.0.1:%u", scheme, g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (t.to)));
  return t;
}

static void
tracker_clear (Tracker *t)
{
  g_clear_object (&t->socket);
  g_clear_object (&t->to);
  g_clear_pointer (&t->url, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tracker, tracker_clear)

static void
send_bytes (Tracker *t, gconstpointer data, gsize size)
{
  g_assert_cmpint (g_socket_send_to (t->socket, t->to, data, size, NULL, NULL), ==, (gssize) size);
}

/* The camera of shot s1, but so far to the right and turned so far to the left. */
static SlTrackingSample
sample_at (double x, double pan, gint64 frame)
{
  SlTrackingSample sample;

  sl_tracking_sample_init (&sample);
  sample.position = sl_vec3 (x, -4, 1.5);
  sample.pan = pan;
  sample.tilt = sample.roll = 0;
  sample.frame = frame;
  sample.rate = (SlRational) { 24, 1 };
  return sample;
}

static void
send_sample (Tracker *t, const SlTrackingSample *sample)
{
  g_autoptr (JsonObject) object = sl_opentrackio_sample (sample, NULL, NULL, 1);
  g_autoptr (GByteArray) payload = sl_opentrackio_encode (object, SL_OPENTRACKIO_CBOR);
  g_autoptr (GPtrArray) packets = sl_opentrackio_packets (payload->data, payload->len, SL_OPENTRACKIO_CBOR,
                                                          ++t->sequence);

  for (guint i = 0; i < packets->len; i++)
    {
      gsize size;
      gconstpointer data = g_bytes_get_data (packets->pdata[i], &size);
      send_bytes (t, data, size);
    }
}

static void
send_at (Tracker *t, double x, double pan, gint64 frame)
{
  const SlTrackingSample sample = sample_at (x, pan, frame);

  send_sample (t, &sample);
}

/* --- a window's bench that hears it --- */

/* Until somebody has its port, as the system lists them. */
static void
wait_for_port (const Tracker *t)
{
  g_autofree char *port = g_strdup_printf (":%04X ", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (t->to)));

  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *all = NULL;

      g_assert_true (g_file_get_contents ("/proc/net/udp", &all, NULL, NULL));
      if (strstr (all, port) != NULL)
        return;
      g_usleep (5000);
    }
  g_assert_not_reached ();
}

static SlBench *
listening_to (const Tracker *t)
{
  SlBench *bench = sl_bench_new (make_document ());
  g_autoptr (GError) error = NULL;

  g_assert_true (sl_tracked_listen (bench->tracked, t->url, NULL, FALSE, &error));
  g_assert_no_error (error);
  g_assert_true (sl_tracked_is_listening (bench->tracked));
  wait_for_port (t);
  return bench;
}

static const char *wanted;

static gboolean
says (SlBench *bench)
{
  g_autofree char *words = sl_tracked_words (bench->tracked);

  return strstr (words, wanted) != NULL;
}

static void
must_say (SlBench *bench, const char *words)
{
  wanted = words;
  wait_until (says, bench);
}

static gboolean
hears (SlBench *bench)
{
  return sl_tracked_sample (bench->tracked) != NULL;
}

static guint
steps (SlBench *bench)
{
  return sl_history_position (sl_document_history (sl_editor_document (bench->editor)));
}

/* --- tests --- */

static void
test_told (void)
{
  g_auto (Tracker) tracker = tracker_new ("udp");
  g_autoptr (SlBench) bench = listening_to (&tracker);
  const guint before = steps (bench);
  SlTrackedDrift drift;
  SlDrawTracked camera;

  must_say (bench, "Listening to udp://127.0.0.1:");
  g_assert_false (sl_tracked_camera (bench->tracked, &camera));
  must_say (bench, "Nothing comes to udp://127.0.0.1:");
  for (guint i = 0; i < 3; i++)
    send_bytes (&tracker, "who is there?", 13);
  must_say (bench, "3 packets came to udp://");
  send_at (&tracker, .3, 2, 1);
  wait_until (hears, bench);
  g_assert_true (sl_tracked_drift (bench->tracked, &drift));
  g_assert_true (drift.by_code);
  assert_within (drift.frame, 1, 0);
  assert_within (drift.apart_m, .3, 1e-9);
  assert_within (drift.turned_deg, 2, 1e-6);
  must_say (bench, "OpenTrackIO from 127.0.0.1:");
  must_say (bench, "delay unknown");
  must_say (bench, "0 lost, 3 bad packets");
  must_say (bench, "00:00:00:01");
  must_say (bench, "0.300 m and 2.00° off the plan");
  must_say (bench, "Nothing has come from 127.0.0.1:");
  g_assert_true (sl_tracked_is_silent (bench->tracked));
  tracker.sequence += 4;
  send_at (&tracker, .3, 2, 99); /* which the shot has not got */
  must_say (bench, "off the plan’s frame 0");
  must_say (bench, "4 lost, 3 bad packets");
  g_assert_cmpuint (steps (bench), ==, before);
  sl_tracked_end (bench->tracked);
  g_assert_null (sl_tracked_sample (bench->tracked));
  must_say (bench, "");
}

/* As wide as its lens makes it; the planned one's where it tells none. */
static void
test_drawn (void)
{
  g_auto (Tracker) tracker = tracker_new ("udp");
  g_autoptr (SlBench) bench = listening_to (&tracker);
  const SlSceneCamera planned = sl_editor_scene (bench->editor, NULL)->camera;
  SlTrackingSample sample = sample_at (1, 90, 0);
  SlDrawTracked camera;

  send_sample (&tracker, &sample);
  wait_until (hears, bench);
  g_assert_true (sl_tracked_camera (bench->tracked, &camera));
  assert_within (camera.tan_h, planned.tan_h, 1e-12);
  assert_within (camera.frame.o.x, 1, 1e-9);
  assert_within (camera.frame.y.x, -1, 1e-9); /* turned to the left */
  sl_tracked_end (bench->tracked);
  sample.focal_mm = planned.focal_mm * 2;
  g_assert_true (sl_tracked_listen (bench->tracked, tracker.url, "", FALSE, NULL));
  g_usleep (G_USEC_PER_SEC / 5); /* the one before ends within 50 ms */
  wait_for_port (&tracker);
  send_sample (&tracker, &sample);
  wait_until (hears, bench);
  g_assert_true (sl_tracked_camera (bench->tracked, &camera));
  assert_within (camera.tan_h, planned.tan_h / 2, 1e-6);
  assert_within (camera.tan_v, planned.tan_v / 2, 1e-6);
  g_assert_nonnull (strstr (camera.label, "94.0 mm"));
}

static void
count (int *n)
{
  ++*n;
}

static gboolean
has_last (SlBench *bench)
{
  const SlTrackingSample *sample = sl_tracked_sample (bench->tracked);

  return sample != NULL && sample->position.x == 999;
}

/* Two thousand at once are shown a few times, the newest last. */
static void
test_flood (void)
{
  g_auto (Tracker) tracker = tracker_new ("udp");
  g_autoptr (SlBench) bench = listening_to (&tracker);
  int changes = 0;
  gint64 start;

  g_signal_connect_swapped (bench->tracked, "changed", G_CALLBACK (count), &changes);
  for (guint i = 0; i < 2000; i++)
    {
      send_at (&tracker, i % 100, 0, i);
      if (i % 50 == 0)
        g_usleep (1000); /* what the socket holds is not what is tried here */
    }
  g_assert_cmpint (changes, ==, 0); /* the main thread was busy: nothing waits for it but the newest */
  start = g_get_monotonic_time ();
  while (!has_last (bench)) /* which a socket that is full leaves out */
    {
      send_at (&tracker, 999, 0, 1);
      for (guint i = 0; i < 20; i++)
        {
          g_main_context_iteration (NULL, FALSE);
          g_usleep (1000);
        }
    }
  g_assert_cmpint (changes, <=, 1 + (g_get_monotonic_time () - start) / 16000);
}

static void
test_trouble (void)
{
  static const char *const bad[] = { "", "nowhere", "http://127.0.0.1:4000", "udp://", "udp://127.0.0.1:99999" };
  g_auto (Tracker) tracker = tracker_new ("udp");
  g_autoptr (SlBench) bench = listening_to (&tracker), other = sl_bench_new (make_document ());

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (sl_tracked_listen (other->tracked, bad[i], NULL, FALSE, &error));
      g_assert_nonnull (error);
      g_assert_false (sl_tracked_is_listening (other->tracked));
    }
  g_assert_true (sl_tracked_listen (other->tracked, tracker.url, NULL, FALSE, NULL)); /* which somebody has */
  must_say (other, "another program");
  g_assert_false (sl_tracked_is_listening (other->tracked));
  g_assert_nonnull (sl_tracked_trouble (other->tracked));
  sl_tracked_record (other->tracked, TRUE);
  g_assert_false (sl_tracked_is_recording (other->tracked));
  sl_tracked_end (other->tracked);
  g_assert_null (sl_tracked_trouble (other->tracked));
}

/* --- takes --- */

static gboolean
holds_nothing (SlBench *bench)
{
  return !sl_tracked_holds (bench->tracked);
}

static gboolean
has_recorded (SlBench *bench, const char *samples)
{
  g_autofree char *words = sl_tracked_recorded (bench->tracked);

  return words != NULL && strstr (words, samples) != NULL;
}

static gboolean
has_one (SlBench *bench)
{
  return has_recorded (bench, " 1 samples");
}

static gboolean
has_three (SlBench *bench)
{
  return has_recorded (bench, " 3 samples");
}

static void
record_three (SlBench *bench, Tracker *t)
{
  sl_tracked_record (bench->tracked, TRUE);
  g_assert_true (sl_tracked_is_recording (bench->tracked));
  for (guint i = 0; i < 3; i++)
    send_at (t, .1 * i, 0, i);
  wait_until (has_three, bench);
}

static const SlShot *
last_shot (SlBench *bench)
{
  const SlPlan *plan = sl_editor_plan (bench->editor);

  return (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, sl_plan_count (plan, SL_KIND_SHOT) - 1);
}

static void
test_take (void)
{
  g_auto (Tracker) tracker = tracker_new ("udp");
  g_autoptr (SlBench) bench = listening_to (&tracker);
  g_autoptr (SlCommand) command = sl_command_new ("Add");
  const guint before = steps (bench);
  SlSceneCamera camera;

  send_at (&tracker, 7, 0, 0); /* before it records */
  wait_until (hears, bench);
  record_three (bench, &tracker);
  sl_tracked_record (bench->tracked, FALSE);
  g_assert_true (sl_tracked_holds (bench->tracked));
  ADD (SHOT, "s1-take", "setup", "setup-a"); /* meanwhile somebody takes the name that it would have */
  g_assert_true (sl_editor_apply (bench->editor, command));
  wait_until (holds_nothing, bench);
  g_assert_cmpuint (steps (bench), ==, before + 2);
  g_assert_cmpstr (sl_entity_title (&last_shot (bench)->entity), ==, "s1, take 1");
  g_assert_cmpint (last_shot (bench)->frames, ==, 3);
  g_assert_cmpstr (sl_editor_shot (bench->editor)->entity.id, ==, "s1"); /* which is shown as before */
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (sl_editor_plan (bench->editor), NULL,
                                                            last_shot (bench)->entity.id, NULL);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (sl_scene_maker_camera (maker, i, &camera, NULL));
      assert_within (camera.frame.o.x, .1 * i, 1e-5);
    }
  record_three (bench, &tracker);
  sl_tracked_end (bench->tracked); /* which keeps it */
  wait_until (holds_nothing, bench);
  g_assert_cmpstr (sl_entity_title (&last_shot (bench)->entity), ==, "s1, take 2");
  sl_editor_undo (bench->editor);
  sl_editor_undo (bench->editor);
  g_assert_cmpstr (last_shot (bench)->entity.id, ==, "s1-take");
}

static void
keep_text (SlEditor *editor, const char *text, GString *all)
{
  g_string_append_printf (all, "%s\n", text);
}

static gboolean
has_fifth (SlBench *bench)
{
  const SlTrackingSample *sample = sl_tracked_sample (bench->tracked);

  return sample != NULL && sample->position.x == 4;
}

static gboolean
hears_nothing (SlBench *bench)
{
  return !sl_tracked_is_listening (bench->tracked);
}

/* Of nothing; of a shot that is taken out meanwhile; full; ended by way of its job; while its window goes. */
static void
test_take_ends (void)
{
  g_auto (Tracker) tracker = tracker_new ("udp");
  g_autoptr (SlBench) bench = listening_to (&tracker);
  g_autoptr (GString) said = g_string_new (NULL);

  g_signal_connect (bench->editor, "message", G_CALLBACK (keep_text), said);
  sl_tracked_record (bench->tracked, TRUE);
  sl_tracked_record (bench->tracked, FALSE);
  g_assert_nonnull (strstr (said->str, "nothing came, so there is no take"));
  g_assert_false (sl_tracked_holds (bench->tracked));
  record_three (bench, &tracker);
  g_autoptr (SlCommand) command = sl_command_new ("Remove");
  sl_command_remove (command, "s1");
  g_assert_true (sl_editor_apply (bench->editor, command));
  sl_tracked_record (bench->tracked, FALSE);
  wait_until (holds_nothing, bench);
  g_assert_cmpstr (sl_entity_title (&last_shot (bench)->entity), ==, "s2, take 1");
  sl_tracked_set_most (bench->tracked, 2);
  sl_tracked_record (bench->tracked, TRUE);
  for (guint i = 0; i < 5; i++)
    send_at (&tracker, i, 0, i);
  wait_until (holds_nothing, bench);
  wait_until (has_fifth, bench);
  g_assert_nonnull (strstr (said->str, "The take is full"));
  g_assert_cmpint (last_shot (bench)->frames, ==, 2);
  sl_tracked_set_most (bench->tracked, 1000);
  record_three (bench, &tracker);
  sl_queue_cancel_all (bench->queue); /* from the list of jobs */
  wait_until (hears_nothing, bench);
  wait_until (holds_nothing, bench);
  g_assert_cmpint (last_shot (bench)->frames, ==, 3);
  g_assert_true (sl_tracked_listen (bench->tracked, tracker.url, NULL, FALSE, NULL));
  sl_tracked_record (bench->tracked, TRUE);
  sl_bench_close (bench);
}

/* --- the ear --- */

/* Of two cameras that come by one port, the first is followed until it is silent. */
/* --- what a crash leaves --- */

static SlTakeLeft *
left_of (SlBench *bench)
{
  return sl_take_left_find (NULL, sl_editor_plan (bench->editor));
}

/* As a program would that was killed at the end of its third sample. */
static void
leave_three (void)
{
  g_auto (Tracker) tracker = tracker_new ("udp");
  g_autoptr (SlBench) bench = listening_to (&tracker);

  record_three (bench, &tracker);
  g_assert_null (left_of (bench)); /* it is held */
  sl_bench_close (bench);
}

static void
test_take_left (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  g_autoptr (GString) said = g_string_new (NULL);
  g_autoptr (SlPlan) empty = sl_plan_new ();
  const guint before = steps (bench);
  SlTakeLeft *left;

  g_assert_null (left_of (bench));
  leave_three ();
  g_assert_null (sl_take_left_find (NULL, empty)); /* which has no such shot */
  g_assert_null (sl_take_left_find ("another.sightline", sl_editor_plan (bench->editor)));
  left = left_of (bench);
  g_assert_nonnull (left);
  g_assert_cmpstr (left->shot, ==, "s1");
  g_assert_cmpint (left->began, <=, left->ended);
  g_assert_null (left_of (bench)); /* nobody else takes it */
  g_autoptr (SlTake) take = sl_take_left_read (left, NULL, NULL);
  g_assert_cmpuint (take->samples->len, ==, 3);
  g_assert_cmpuint (take->unread, ==, 0);
  for (guint i = 0; i < 3; i++)
    {
      const SlTrackingSample *sample = &g_array_index (take->samples, SlTrackingSample, i);
      assert_within (sample->position.x, .1 * i, 1e-9);
      g_assert_cmpint (sample->frame, ==, i);
    }
  g_signal_connect (bench->editor, "message", G_CALLBACK (keep_text), said);
  sl_tracked_bring_back (bench->tracked, left);
  g_assert_true (sl_tracked_holds (bench->tracked));
  wait_until (holds_nothing, bench);
  g_assert_cmpstr (sl_entity_title (&last_shot (bench)->entity), ==, "s1, take 1");
  g_assert_cmpint (last_shot (bench)->frames, ==, 3);
  g_assert_cmpuint (steps (bench), ==, before + 1);
  g_assert_nonnull (strstr (said->str, "s1, take 1 is a new shot, of 3 samples"));
  g_assert_null (left_of (bench));
}

/* What it finds in the folder of logs, by its name's end; free with g_free(). */
static char *
only_log (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "sightline", "takes", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = dir != NULL ? g_dir_read_name (dir) : NULL;

  return name != NULL ? g_build_filename (folder, name, NULL) : NULL;
}

/* Killed in the middle of a line, or before the first one; and one that can become no shot. */
static void
test_take_left_torn (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  g_autoptr (GString) said = g_string_new (NULL);
  g_autofree char *data = NULL, *torn = NULL;
  gsize size, head;

  leave_three ();
  g_autofree char *path = only_log ();
  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  head = (gsize) (strchr (data, '\n') + 1 - data);
  g_assert_true (g_file_set_contents (path, data, (gssize) (size - 40), NULL));
  SlTakeLeft *left = left_of (bench);
  SlTake *take = sl_take_left_read (left, NULL, NULL);
  g_assert_cmpuint (take->samples->len, ==, 2);
  g_assert_cmpuint (take->unread, ==, 1);
  sl_take_free (take);
  sl_take_left_free (left);
  torn = g_strdup_printf ("%.*sno sample\n", (int) head, data);
  g_assert_true (g_file_set_contents (path, torn, -1, NULL));
  g_signal_connect (bench->editor, "message", G_CALLBACK (keep_text), said);
  sl_tracked_bring_back (bench->tracked, left_of (bench));
  wait_until (holds_nothing, bench);
  g_assert_nonnull (strstr (said->str, "there is no sample of camera tracking in it"));
  g_assert_nonnull (strstr (said->str, "The recording is kept"));
  for (gsize length = head; length + 5 > head; length--) /* only the head, and parts of it */
    {
      g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
      g_assert_null (left_of (bench));
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

/* FreeD's, whose zoom and focus are lengths where somebody says so. */
static void
test_lens (void)
{
  for (guint lens = 0; lens < 2; lens++)
    {
      g_auto (Tracker) tracker = tracker_new ("freed");
      g_autoptr (SlBench) bench = sl_bench_new (make_document ());
      SlTrackingSample sample = sample_at (1, 0, -1);
      guint8 message[SL_FREED_SIZE];

      sample.focal_mm = 32;
      sample.focus_m = 2.5;
      sl_freed_write (&sample, 1, message);
      g_assert_true (sl_tracked_listen (bench->tracked, tracker.url, NULL, lens == 1, NULL));
      wait_for_port (&tracker);
      send_bytes (&tracker, message, sizeof message);
      wait_until (hears, bench);
      g_assert_true (isnan (sl_tracked_sample (bench->tracked)->focal_mm) == (lens == 0));
      if (lens == 0)
        continue;
      assert_within (sl_tracked_sample (bench->tracked)->focal_mm, 32, 1e-9);
      sl_tracked_record (bench->tracked, TRUE);
      send_bytes (&tracker, message, sizeof message);
      wait_until (has_one, bench);
      g_autofree char *path = only_log (), *text = NULL;
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_nonnull (strstr (text, "32.0"));
      sl_tracked_end (bench->tracked);
      wait_until (holds_nothing, bench);
      g_assert_null (only_log ());
    }
}

static void
test_one_sender (void)
{
  static const guint8 junk[200];
  SlEar *ear = sl_ear_new ();
  SlListenOptions options = { .address.protocol = SL_TRACKING_FREED, .heard = sl_ear_heard, .told = sl_ear_told,
                              .data = ear };
  SlListenReport report;
  SlListener *listener = sl_listener_new (&options, &report);
  SlTrackingSample sample = sample_at (1, 0, -1);
  guint8 messages[2][SL_FREED_SIZE];
  SlHeardNow now;
  SlTake *take;

  for (int i = 0; i < 2; i++)
    sl_freed_write (&sample, i + 1, messages[i]);
  sl_ear_record (ear, 1000, NULL);
  for (guint i = 0; i < 10; i++)
    {
      sl_listener_take (listener, "here:1", messages[0], SL_FREED_SIZE);
      sl_listener_take (listener, "here:1", messages[1], SL_FREED_SIZE); /* another camera of it */
      sl_listener_take (listener, "there:1", messages[0], SL_FREED_SIZE);
      sl_listener_take (listener, "here:1", junk, i * 20);
    }
  sl_ear_look (ear, &now);
  g_assert_cmpuint (now.samples, ==, 10);
  g_assert_cmpuint (now.others, ==, 20);
  g_assert_cmpint (now.newest.source, ==, 1);
  g_assert_true (isnan (now.newest.focal_mm)); /* counts of who knows what */
  g_assert_cmpuint (now.report.packets, ==, 40);
  g_assert_cmpuint (now.recorded, ==, 10);
  g_usleep ((gulong) (SL_EAR_SILENCE_S * 1.1 * G_USEC_PER_SEC));
  sl_listener_take (listener, "there:1", messages[0], SL_FREED_SIZE);
  sl_ear_look (ear, &now);
  g_assert_cmpstr (now.sender, ==, "there:1");
  take = sl_ear_take (ear);
  g_assert_cmpuint (take->samples->len, ==, 11);
  g_assert_cmpuint (take->unread, ==, 10);
  sl_take_free (take);
  g_assert_null (sl_ear_take (ear));
  sl_listener_free (listener);
  sl_ear_unref (ear);
}

void
add_tracked_tests (void)
{
  g_test_add_func ("/desk/tracked/told", test_told);
  g_test_add_func ("/desk/tracked/drawn", test_drawn);
  g_test_add_func ("/desk/tracked/flood", test_flood);
  g_test_add_func ("/desk/tracked/trouble", test_trouble);
  g_test_add_func ("/desk/tracked/take", test_take);
  g_test_add_func ("/desk/tracked/take-ends", test_take_ends);
  g_test_add_func ("/desk/tracked/take-left", test_take_left);
  g_test_add_func ("/desk/tracked/take-left-torn", test_take_left_torn);
  g_test_add_func ("/desk/tracked/lens", test_lens);
  g_test_add_func ("/desk/tracked/one-sender", test_one_sender);
}
