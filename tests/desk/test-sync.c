/* A plan and its booking store: a folder that two plans share, and a server that gives no answer, then another. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>

#include "../sl-test.h"
#include "sl-account.h"
#include "sl-bench.h"
#include "sl-error.h"
#include "sl-plan-xml.h"

enum { MOST_S = 60 };

/* A plan of one production, in a file. */
static SlBench *
open_plan (const char *folder, const char *uid, const char *bookings)
{
  g_autofree char *name = g_strconcat (uid, ".sightline", NULL), *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = g_strdup_printf (
    "<sightline version=\"1.0\"><production id=\"p\" name=\"%s\" uid=\"%s\"/><stage id=\"s\"/>%s</sightline>", uid, uid,
    bookings);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  SlDocument *document = sl_document_open (path, SL_OPEN_PLAIN, &error);
  g_assert_no_error (error);
  return sl_bench_new (document);
}

#define DAYS(id, from, to, more) \
  "<booking id=\"" id "\" name=\"" id "\" stage=\"s\" production=\"p\" from=\"" from "\" to=\"" to "\" " more "/>"

static void
set (SlBench *bench, const char *id, const char *path, const char *value)
{
  g_autoptr (GError) error = NULL;

  sl_editor_set_field (bench->editor, id, path, value, NULL, &error);
  g_assert_no_error (error);
}

static void
wait_while (SlSync *sync, SlSyncState state)
{
  const gint64 end = g_get_monotonic_time () + MOST_S * G_USEC_PER_SEC;

  while (sl_sync_state (sync) == state)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
}

static void
wait_for (SlSync *sync, SlSyncState state)
{
  const gint64 end = g_get_monotonic_time () + MOST_S * G_USEC_PER_SEC;

  while (sl_sync_state (sync) != state)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
}

static void
choose (SlBench *bench, const char *store)
{
  g_autoptr (GError) error = NULL;

  sl_sync_start (bench->sync);
  g_assert_true (sl_sync_choose (bench->sync, store, &error));
  g_assert_no_error (error);
  wait_while (bench->sync, SL_SYNC_BUSY);
}

static void
push (SlBench *bench)
{
  g_assert_true (sl_sync_send (bench->sync));
  wait_while (bench->sync, SL_SYNC_BUSY);
}

static void
says (SlBench *bench, const char *words)
{
  g_autofree char *told = sl_sync_send_words (bench->sync);

  g_assert_cmpstr (told, ==, words);
}

/* "day-day state rank name owner" of those that the plan has not. */
static char *
others (SlBench *bench)
{
  const SlPlan *plan = sl_editor_plan (bench->editor), *seen = sl_sync_seen (bench->sync);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < sl_plan_count (seen, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (seen, SL_KIND_BOOKING, i);
      const SlEntity *owner = sl_plan_get (seen, SL_KIND_PRODUCTION, b->production);
      g_autofree char *from = sl_date_to_text (b->from), *to = sl_date_to_text (b->to);

      if (sl_plan_get (plan, SL_KIND_BOOKING, b->entity.id) == NULL)
        g_string_append_printf (out, "%s%s..%s %d %d %s of %s", out->len > 0 ? "; " : "", from + 5, to + 5, b->state,
                                (int) b->rank, b->entity.name, owner != NULL ? owner->name : "?");
    }
  return g_string_free (out, FALSE);
}

static void
test_folder (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *store = g_build_filename (folder, "store", NULL);
  g_autoptr (SlBench) one = open_plan (folder, "Salt", DAYS ("a", "2031-11-03", "2031-11-05", "state=\"confirmed\"")
                                                       DAYS ("b", "2031-11-10", "2031-11-11", "rank=\"2\""));
  g_autoptr (SlBench) other = open_plan (folder, "Tea", DAYS ("a", "2031-11-05", "2031-11-06", "")
                                                        DAYS ("c", "2031-11-20", "2031-11-20", ""));
  g_autoptr (GError) error = NULL;

  g_assert_false (sl_sync_send (one->sync)); /* no store yet */
  sl_sync_start (one->sync);
  g_assert_cmpint (sl_sync_state (one->sync), ==, SL_SYNC_NONE);
  g_assert_false (sl_sync_choose (one->sync, "gopher://x", &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
  choose (one, store);
  g_assert_cmpint (sl_sync_state (one->sync), ==, SL_SYNC_IN_STEP);
  says (one, "2 bookings not sent yet");
  g_assert_cmpint (sl_sync_standing (one->sync, "a"), ==, SL_BOOK_TO_SEND);
  push (one);
  says (one, NULL);
  g_assert_cmpint (sl_sync_standing (one->sync, "a"), ==, SL_BOOK_STORED);
  /* an edit is not sent by itself */
  set (one, "b", "to", "2031-11-12");
  says (one, "1 booking not sent yet");
  sl_editor_undo (one->editor);
  says (one, NULL);

  choose (other, store);
  g_autofree char *seen = others (other);
  g_assert_cmpstr (seen, ==, "11-03..11-05 2 1 a of Salt; 11-10..11-11 0 2 b of Salt");
  push (other);
  says (other, "1 booking refused");
  g_assert_cmpint (sl_sync_standing (other->sync, "a"), ==, SL_BOOK_REFUSED);
  g_assert_cmpint (sl_sync_standing (other->sync, "c"), ==, SL_BOOK_STORED);
  g_assert_cmpuint (sl_sync_read (other->sync)->conflicts->len, ==, 1);
  sl_sync_now (other->sync); /* reading again does not forget it */
  wait_while (other->sync, SL_SYNC_BUSY);
  says (other, "1 booking refused");
  /* another rank is another matter, and goes */
  set (other, "a", "rank", "2");
  push (other);
  says (other, NULL);
  sl_sync_now (one->sync);
  wait_while (one->sync, SL_SYNC_BUSY);
  g_autofree char *back = others (one);
  g_assert_cmpstr (back, ==, "11-05..11-06 0 2 a of Tea; 11-20..11-20 0 1 c of Tea");

  /* the choice is the user's, not the plan's */
  g_autoptr (SlBench) again = open_plan (folder, "Tea", "");
  sl_sync_start (again->sync);
  wait_while (again->sync, SL_SYNC_BUSY);
  g_assert_cmpstr (sl_sync_place (again->sync), ==, store);
  says (again, "2 bookings not sent yet"); /* to be given back */
  sl_test_remove_tree (folder);
}

static void
listen_anywhere (guint16 *port)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, 0, &error);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) at = g_inet_socket_address_new (loopback, 0), got = NULL;

  g_assert_no_error (error);
  g_assert_true (g_socket_bind (socket, at, FALSE, NULL));
  got = g_socket_get_local_address (socket, NULL);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
  /* closed again: nobody listens there */
}

/* Says what `data` (an int *) asks for: an index of answers[]. */
static gboolean
on_run (GThreadedSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  static const char *const answers[] = { "503 Service Unavailable\r\nRetry-After: 40", "403 Forbidden" };
  g_autofree char *answer = g_strdup_printf ("HTTP/1.1 %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                                             answers[g_atomic_int_get ((int *) data)]);
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  char buffer[4096];

  g_input_stream_read (in, buffer, sizeof buffer, NULL, NULL);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), answer, strlen (answer), NULL,
                             NULL, NULL);
  return TRUE;
}

static void
test_offline (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *url = NULL, *store = NULL;
  g_autoptr (SlBench) bench = open_plan (folder, "Salt", DAYS ("a", "2031-11-03", "2031-11-05", ""));
  g_autoptr (GSocketService) service = NULL;
  g_autoptr (SlAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  guint16 port;
  int answer = 0;

  listen_anywhere (&port);
  url = g_strdup_printf ("http://127.0.0.1:%u/", port);
  sl_sync_start (bench->sync);
  g_assert_false (sl_sync_choose (bench->sync, url, &error));
  g_assert_nonnull (strstr (error->message, "nobody is signed in"));
  account = sl_account_new (url, "alice", NULL);
  g_assert_true (sl_account_remember (account, NULL));
  g_assert_true (sl_account_keep_password (account, "alice-pw", NULL, NULL));
  choose (bench, url);
  g_assert_cmpint (sl_sync_state (bench->sync), ==, SL_SYNC_OFFLINE);
  g_assert_nonnull (sl_sync_trouble (bench->sync));
  g_assert_cmpint (sl_sync_next (bench->sync), >, 0);
  g_assert_cmpint (sl_sync_standing (bench->sync, "a"), ==, SL_BOOK_STORED); /* nobody knows */
  wait_for (bench->sync, SL_SYNC_BUSY); /* by itself */
  wait_while (bench->sync, SL_SYNC_BUSY);
  g_assert_cmpint (sl_sync_state (bench->sync), ==, SL_SYNC_OFFLINE);

  push (bench); /* what was sent waits, though nobody has ever answered */
  g_assert_cmpint (sl_sync_state (bench->sync), ==, SL_SYNC_OFFLINE);
  g_assert_cmpint (sl_sync_standing (bench->sync, "a"), ==, SL_BOOK_WAITING);
  says (bench, "1 booking not sent yet");

  /* somebody listens again, and is busy: he is asked when he said, not before */
  service = g_threaded_socket_service_new (2);
  g_assert_true (g_socket_listener_add_inet_port (G_SOCKET_LISTENER (service), port, NULL, &error));
  g_signal_connect (service, "run", G_CALLBACK (on_run), &answer);
  wait_for (bench->sync, SL_SYNC_BUSY);
  wait_while (bench->sync, SL_SYNC_BUSY);
  g_assert_cmpint (sl_sync_state (bench->sync), ==, SL_SYNC_OFFLINE);
  g_assert_nonnull (strstr (sl_sync_trouble (bench->sync), "try again in 40 s"));
  g_assert_cmpint (sl_sync_next (bench->sync) - g_get_real_time () / G_USEC_PER_SEC, >, 35);

  /* he lets nobody in: then a person is asked, and nothing is tried any more */
  g_atomic_int_set (&answer, 1);
  sl_sync_now (bench->sync);
  wait_for (bench->sync, SL_SYNC_REFUSED);
  g_assert_cmpint (sl_sync_next (bench->sync), ==, 0);
  g_socket_service_stop (service);
  g_socket_listener_close (G_SOCKET_LISTENER (service));

  /* another store, and all is well */
  store = g_build_filename (folder, "store", NULL);
  choose (bench, store);
  g_assert_cmpint (sl_sync_state (bench->sync), ==, SL_SYNC_IN_STEP);
  g_assert_null (sl_sync_trouble (bench->sync));
  sl_test_remove_tree (folder);
}

/* Which plan has which store: what a person could still mend is not written over. */
static void
test_choices (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *store = g_build_filename (folder, "store", NULL);
  g_autofree char *stores = g_build_filename (g_get_user_config_dir (), "sightline", "stores", NULL), *kept = NULL;
  g_autofree char *parent = g_path_get_dirname (stores);
  g_autoptr (SlBench) bench = open_plan (folder, "Salt", "");
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (parent, 0700);
  g_assert_true (g_file_set_contents (stores, "[/a]\nstore=x\n[/b\n", -1, NULL));
  sl_sync_start (bench->sync);
  g_assert_cmpint (sl_sync_state (bench->sync), ==, SL_SYNC_NONE);
  g_assert_false (sl_sync_choose (bench->sync, store, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
  g_assert_true (g_str_has_prefix (error->message, stores));
  g_assert_true (g_file_get_contents (stores, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "[/a]\nstore=x\n[/b\n");
  g_unlink (stores);
  choose (bench, store);
  g_assert_cmpint (sl_sync_state (bench->sync), ==, SL_SYNC_IN_STEP);
  sl_test_remove_tree (folder);
}

/* What is asked ends with the bench, though a server keeps it waiting. */
static void
test_close (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *url = NULL;
  SlBench *bench = open_plan (folder, "Salt", "");
  g_autoptr (GSocketListener) silent = g_socket_listener_new ();
  g_autoptr (SlAccount) account = NULL;
  const guint16 port = g_socket_listener_add_any_inet_port (silent, NULL, NULL);
  gint64 began;

  url = g_strdup_printf ("http://127.0.0.1:%u/", port);
  account = sl_account_new (url, "alice", NULL);
  g_assert_true (sl_account_remember (account, NULL));
  g_assert_true (sl_account_keep_password (account, "alice-pw", NULL, NULL));
  sl_sync_start (bench->sync);
  g_assert_true (sl_sync_choose (bench->sync, url, NULL));
  g_usleep (200000);
  g_assert_cmpint (sl_sync_state (bench->sync), ==, SL_SYNC_BUSY);
  began = g_get_monotonic_time ();
  sl_bench_unref (bench);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 2 * G_USEC_PER_SEC);
  sl_test_remove_tree (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_autofree char *keyring = g_build_filename (g_get_user_data_dir (), "keyring-of-sync", NULL);

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "of-the-keyring", TRUE);
  g_test_add_func ("/sync/folder", test_folder);
  g_test_add_func ("/sync/offline", test_offline);
  g_test_add_func ("/sync/choices", test_choices);
  g_test_add_func ("/sync/close", test_close);
  return g_test_run ();
}
