/* The booking store below the calendar's bar: which one it is, whether plan and store are in step, what waits to be
 * sent, and why it is offline or refuses, with the way out. */
#include "sl-calendar-private.h"
#include "sl-day-text.h"
#include "sl-i18n.h"
#include "sl-stage-clock.h"

enum { GAP = 8 };

typedef struct {
  SlSync    *sync; /* owned */
  GtkWidget *name, *words, *spinner, *unsent, *now, *send, *conflicts, *requests, *trouble;
} StoreBar;

char *
sl_others_text (const SlPlan *seen, const SlBooking *b)
{
  const SlEntity *owner = sl_plan_get (seen, SL_KIND_PRODUCTION, b->production);
  const SlStage *stage = sl_plan_get (seen, SL_KIND_STAGE, b->stage);
  const SlField *states = sl_record_field (&sl_kind_info (SL_KIND_BOOKING)->record, "state");
  const char *title = sl_entity_title (&b->entity);
  GString *text = g_string_new (title);
  g_autofree char *days = sl_span_text (b->from, b->to);
  const gint64 lapses = sl_book_lapses (seen, b);

  if (owner != NULL && !g_str_equal (sl_entity_title (owner), title))
    g_string_append_printf (text, " · %s", sl_entity_title (owner));
  g_string_append_printf (text, " · %s", _(states->values[b->state].label));
  if (b->state != SL_BOOKING_CONFIRMED)
    g_string_append_printf (text, " %d", (int) b->rank);
  g_string_append_printf (text, " · %s", days);
  if (lapses != 0)
    {
      g_autofree char *moment = sl_stage_moment_text (lapses, stage != NULL ? stage->timezone : NULL);
      g_autofree char *until = g_strdup_printf (_("until %s"), moment);
      g_string_append_printf (text, " · %s", until);
    }
  return g_string_free (text, FALSE);
}

static void
set_text (GtkWidget *label, const char *text)
{
  gtk_widget_set_visible (label, text != NULL);
  if (text == NULL || g_str_equal (gtk_label_get_text (GTK_LABEL (label)), text))
    return;
  gtk_label_set_text (GTK_LABEL (label), text);
  sl_set_name (label, text);
}

static void
fill_trouble (StoreBar *s)
{
  const char *trouble = sl_sync_state (s->sync) == SL_SYNC_BUSY ? NULL : sl_sync_trouble (s->sync);
  const SlBookSync *read = sl_sync_read (s->sync);

  if (trouble == NULL && read != NULL && read->problems->len > 0)
    trouble = read->problems->pdata[0];
  gtk_widget_set_visible (s->trouble, trouble != NULL);
  if (trouble == NULL)
    return;
  set_text (gtk_button_get_child (GTK_BUTTON (s->trouble)), trouble);
  sl_set_name (s->trouble, trouble);
  sl_set_tooltip (s->trouble, trouble);
}

static void
fill (StoreBar *s)
{
  g_autofree char *name = sl_sync_name (s->sync), *words = sl_sync_words (s->sync);
  g_autofree char *unsent = sl_sync_send_words (s->sync);
  const gboolean busy = sl_sync_state (s->sync) == SL_SYNC_BUSY;
  const SlBookSync *read = sl_sync_read (s->sync);

  set_text (s->name, name);
  sl_set_tooltip (s->name, sl_sync_place (s->sync));
  set_text (s->words, words);
  set_text (s->unsent, unsent);
  gtk_widget_set_visible (s->now, name != NULL);
  gtk_widget_set_visible (s->send, name != NULL);
  gtk_widget_set_visible (s->conflicts, sl_sync_refused (s->sync) > 0);
  gtk_widget_set_visible (s->requests, read != NULL && read->to_answer > 0);
  gtk_widget_set_visible (s->spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (s->spinner), busy);
  fill_trouble (s);
}

static void
bar_free (gpointer data)
{
  StoreBar *s = data;

  g_signal_handlers_disconnect_by_data (s->sync, s);
  g_object_unref (s->sync);
  g_free (s);
}

/* Offline it is tried again, refused it wants another store or to be signed in. */
static void
on_trouble (GtkButton *button, StoreBar *s)
{
  gtk_widget_activate_action (GTK_WIDGET (button),
                              sl_sync_state (s->sync) == SL_SYNC_REFUSED ? "win.book-connect" : "win.book-sync", NULL);
}

static GtkWidget *
text_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

GtkWidget *
sl_store_bar_new (SlCalendarPage *c)
{
  StoreBar *s = g_new0 (StoreBar, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP), *trouble = sl_label ("", NULL);

  s->sync = g_object_ref (c->bench->sync);
  s->name = sl_label ("", NULL);
  s->words = sl_label ("", "sl-dim");
  s->unsent = sl_label ("", "warning");
  s->spinner = gtk_spinner_new ();
  s->now = sl_button ("view-refresh-symbolic", _("Sync now"), "win.book-sync");
  s->send = text_button (_("Send"), "win.book-send");
  s->conflicts = text_button (_("Resolve…"), "win.book-conflicts");
  s->requests = text_button (_("Answer…"), "win.book-requests");
  s->trouble = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (s->trouble), trouble);
  gtk_widget_add_css_class (s->trouble, "flat");
  gtk_widget_add_css_class (s->trouble, "sl-bar");
  g_signal_connect (s->trouble, "clicked", G_CALLBACK (on_trouble), s);
  gtk_widget_set_hexpand (words, TRUE);
  for (GtkWidget *const *w = (GtkWidget *[]) { s->name, s->words, s->spinner, s->unsent, NULL }; *w != NULL; w++)
    gtk_box_append (GTK_BOX (words), *w);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), s->conflicts);
  gtk_box_append (GTK_BOX (line), s->requests);
  gtk_box_append (GTK_BOX (line), s->send);
  gtk_box_append (GTK_BOX (line), s->now);
  gtk_box_append (GTK_BOX (line), text_button (_("Connect…"), "win.book-connect"));
  gtk_widget_add_css_class (line, "sl-store");
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), s->trouble);
  g_signal_connect_swapped (s->sync, "changed", G_CALLBACK (fill), s);
  g_object_set_data_full (G_OBJECT (box), "store", s, bar_free);
  fill (s);
  return box;
}
