/* What `book` keeps until it is sent, and what became of it. */
#include "cli-book-verbs.h"
#include "sl-error.h"
#include "sl-i18n.h"

enum { WAIT_S = 30 };

gboolean
cli_book_open_queue (CliBookQueue *q, SlDocument *document, SlBookingStore *store, const char *url, gboolean writes,
                     int *exit_code)
{
  g_autofree char *own = url == NULL ? sl_book_default_store (sl_document_path (document)) : NULL;
  g_autofree char *path = sl_outbox_path (sl_document_path (document), url != NULL ? url : own);
  g_autoptr (GError) error = NULL;

  q->refused = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free);
  q->store = store;
  if (!writes && !g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if ((q->outbox = sl_outbox_open (path, WAIT_S, &error)) != NULL)
    {
      sl_booking_store_set_outbox (store, q->outbox);
      return TRUE;
    }
  *exit_code = cli_fail (error);
  return !writes; /* to look needs none */
}

void
cli_book_close_queue (CliBookQueue *q)
{
  if (q->store != NULL)
    sl_booking_store_set_outbox (q->store, NULL);
  g_clear_pointer (&q->outbox, sl_outbox_free);
  g_clear_pointer (&q->refused, g_ptr_array_unref);
  q->store = NULL;
}

gboolean
cli_book_is_queued (const CliBookQueue *q)
{
  return q->outbox != NULL && sl_outbox_count (q->outbox) > 0;
}

int
cli_book_queue_code (const CliBookQueue *q, int code)
{
  return code == EXIT_DONE && q->refused != NULL && q->refused->len > 0 ? EXIT_FOUND : code;
}

void
cli_book_say_conflicts (const GPtrArray *conflicts)
{
  guint unreadable = 0;

  for (guint i = 0; i < conflicts->len; i++)
    {
      const SlStageDay *day = conflicts->pdata[i];
      g_autofree char *date = sl_date_to_text (day->day);
      if (!g_str_equal (day->state, SL_STAGE_DAY_UNREADABLE))
        continue;
      unreadable++;
      cli_say (_("%s on %s is taken, and it cannot be read by whom (%s); your booking was not stored"), day->stage,
               date, day->title);
    }
  if (unreadable < conflicts->len)
    cli_say ("%s", _("others have days that the plan wants; their bookings were left alone and yours was not stored"));
}

/* What a booking is called in the store, or by its id where it gives all back. */
static const char *
title_of (const SlOutboxEntry *entry)
{
  const GPtrArray *days = entry->days->len > 0 ? entry->days : entry->before;

  return days != NULL && days->len > 0 ? ((SlStageDay *) days->pdata[0])->title : entry->booking;
}

void
cli_book_say_queue (const CliBookQueue *q)
{
  const GError *away = q->store != NULL ? sl_booking_store_away (q->store) : NULL;

  if (q->refused != NULL && q->refused->len > 0)
    {
      cli_say ("%s", _("bookings that were waiting to be sent were refused meanwhile:"));
      cli_book_say_conflicts (q->refused);
    }
  if (!cli_book_is_queued (q))
    return;
  if (away != NULL)
    cli_say ("%s", away->message);
  for (guint i = 0; i < sl_outbox_count (q->outbox); i++)
    {
      const SlOutboxEntry *entry = sl_outbox_at (q->outbox, i);
      const guint n = entry->days->len;

      if (n > 0)
        cli_say (ngettext ("queued: %u day of “%s” on %s, which is not in the store yet",
                           "queued: %u days of “%s” on %s, which are not in the store yet", n), n, title_of (entry),
                 entry->stage);
      else
        cli_say (_("queued: “%s” gives back its days on %s; the store still has them"), title_of (entry),
                 entry->stage);
    }
  cli_say ("%s", _("what is queued is sent by the next “book” of this plan, once the store answers"));
}

static void
add_entry (JsonBuilder *b, const SlOutboxEntry *entry)
{
  g_autofree char *since = sl_instant_to_text (entry->since);
  const SlStageDay *first = entry->days->len > 0 ? entry->days->pdata[0] : NULL;

  json_builder_begin_object (b);
  cli_json_text (b, "booking", entry->booking);
  cli_json_text (b, "title", title_of (entry));
  cli_json_text (b, "stage", entry->stage);
  cli_json_text (b, "wanted", first != NULL ? first->state : "released");
  json_builder_set_member_name (b, "dates");
  json_builder_begin_array (b);
  for (guint i = 0; i < entry->days->len; i++)
    {
      g_autofree char *date = sl_date_to_text (((SlStageDay *) entry->days->pdata[i])->day);
      json_builder_add_string_value (b, date);
    }
  json_builder_end_array (b);
  cli_json_text (b, "since", since);
  cli_json_count (b, "attempts", entry->attempts);
  json_builder_end_object (b);
}

void
cli_book_add_queue (JsonBuilder *b, const CliBookQueue *q)
{
  if (cli_book_is_queued (q))
    {
      json_builder_set_member_name (b, "queued");
      json_builder_begin_array (b);
      for (guint i = 0; i < sl_outbox_count (q->outbox); i++)
        add_entry (b, sl_outbox_at (q->outbox, i));
      json_builder_end_array (b);
    }
  if (q->refused != NULL && q->refused->len > 0)
    cli_book_add_days (b, "refused", q->refused);
}
