#include "sl-conflict-dialog.h"

#include "sl-book-resolve.h"
#include "sl-booking-hand.h"
#include "sl-day-text.h"
#include "sl-i18n.h"
#include "sl-stage-clock.h"
#include "sl-weak.h"

enum { MARGIN = 18, GAP = 12, WIDTH = 560, HEIGHT = 480, MOST_DAYS = 12 /* that are listed of a booking */ };

typedef struct {
  SlBench   *bench;  /* owned */
  GtkWidget *window, *list;
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *d = data;

  g_signal_handlers_disconnect_by_data (d->bench->sync, d);
  sl_bench_unref (d->bench);
  g_free (d);
}

/* "Tue 5 Nov · Salt Line · Hold 1 · until 2026-11-03 18:00" */
static char *
day_text (const SlPlan *plan, const SlStageDay *day)
{
  const SlStage *stage = sl_plan_get (plan, SL_KIND_STAGE, day->stage);
  const SlField *states = sl_record_field (&sl_kind_info (SL_KIND_BOOKING)->record, "state");
  g_autofree char *date = sl_day_text (day->day);
  const char *stands = sl_stage_day_stands (day), *state = _("cannot be read");
  GString *text = g_string_new (date);

  for (const SlEnumValue *v = states->values; v->id != NULL; v++)
    if (g_str_equal (v->id, stands))
      state = _(v->label);
  g_string_append_printf (text, " · %s", day->owner != NULL && *day->owner != '\0' ? day->owner : day->title);
  g_string_append_printf (text, " · %s", state);
  if (g_str_equal (day->state, "hold") || g_str_equal (day->state, "challenged"))
    g_string_append_printf (text, " %d", day->rank);
  if (day->ends != 0)
    {
      g_autofree char *moment = sl_stage_moment_text (day->ends, stage != NULL ? stage->timezone : NULL);
      g_autofree char *until = g_strdup_printf (_("until %s"), moment);
      g_string_append_printf (text, " · %s", until);
    }
  return g_string_free (text, FALSE);
}

/* --- choices: an operation with an option, on the booking --- */

static void
on_choice (GtkButton *button, Dialog *d)
{
  const char *id = g_object_get_data (G_OBJECT (button), "booking");
  const char *operation = g_object_get_data (G_OBJECT (button), "operation");
  const char *option = g_object_get_data (G_OBJECT (button), "option"), *value = g_object_get_data (G_OBJECT (button),
                                                                                                    "value");

  if (!sl_editor_refuse_locked (d->bench->editor, id))
    sl_booking_operate (d->bench->editor, operation, id, option, value, NULL);
}

static void
add_choice (Dialog *d, GtkWidget *line, const SlBooking *b, const char *label, const char *operation,
            const char *option, char *value)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf ("%s: %s", label, sl_entity_title (&b->entity));

  sl_set_name (button, name);
  g_object_set_data_full (G_OBJECT (button), "booking", g_strdup (b->entity.id), g_free);
  g_object_set_data (G_OBJECT (button), "operation", (gpointer) operation);
  g_object_set_data (G_OBJECT (button), "option", (gpointer) option);
  g_object_set_data_full (G_OBJECT (button), "value", value, g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_choice), d);
  gtk_box_append (GTK_BOX (line), button);
}

static GtkWidget *
make_choices (Dialog *d, const SlBooking *b)
{
  const SlPlan *plan = sl_editor_plan (d->bench->editor);
  const SlBookSync *read = sl_sync_read (d->bench->sync);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP / 2);
  const int rank = sl_book_next_rank (plan, read, b);
  const guint32 day = sl_book_next_run (plan, read, b);

  if (rank > 0)
    {
      g_autofree char *label = g_strdup_printf (_("Wait as hold %d"), rank);
      add_choice (d, line, b, label, "booking-rank", "by", g_strdup_printf ("%d", rank - (int) b->rank));
    }
  if (day > 0)
    {
      g_autofree char *days = sl_span_text (day, day + (b->to - b->from));
      g_autofree char *label = g_strdup_printf (_("Move to %s"), days);
      add_choice (d, line, b, label, "booking-move", "by", g_strdup_printf ("%d", (int) (day - b->from)));
    }
  add_choice (d, line, b, _("Drop it"), "booking-state", "is", g_strdup ("released"));
  return line;
}

static void
add_booking (Dialog *d, const SlBooking *b)
{
  const SlPlan *plan = sl_editor_plan (d->bench->editor);
  g_autoptr (GPtrArray) takers = sl_book_takers (plan, sl_sync_read (d->bench->sync), b);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP / 2);
  g_autofree char *days = sl_span_text (b->from, b->to);
  g_autofree char *title = g_strdup_printf ("%s · %s", sl_entity_title (&b->entity), days);

  gtk_widget_add_css_class (card, "sl-card");
  gtk_box_append (GTK_BOX (card), sl_label (title, "heading"));
  for (guint i = 0; i < MIN (takers->len, MOST_DAYS); i++)
    {
      g_autofree char *text = day_text (plan, takers->pdata[i]);
      gtk_box_append (GTK_BOX (card), sl_label (text, "sl-dim"));
    }
  if (takers->len > MOST_DAYS)
    {
      const guint more = takers->len - MOST_DAYS;
      g_autofree char *text = g_strdup_printf (ngettext ("and %u day more", "and %u days more", more), more);
      gtk_box_append (GTK_BOX (card), sl_label (text, "sl-dim"));
    }
  gtk_box_append (GTK_BOX (card), make_choices (d, b));
  gtk_box_append (GTK_BOX (d->list), card);
}

/* What a choice has changed is refused no more, but to be sent again. */
static void
fill (Dialog *d)
{
  const SlPlan *plan = sl_editor_plan (d->bench->editor);
  guint n = 0;

  sl_clear_box (d->list);
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);

      if (sl_sync_standing (d->bench->sync, b->entity.id) != SL_BOOK_REFUSED)
        continue;
      add_booking (d, b);
      n++;
    }
  if (n == 0)
    gtk_box_append (GTK_BOX (d->list), sl_label (_("Nothing is refused any more; send the bookings again."), NULL));
}

static void
fill_again (gpointer data)
{
  fill (data);
}

/* Later: the button that was pressed goes with its card. */
static void
on_sync (Dialog *d)
{
  sl_weak_later (d->window, "dialog", fill_again);
}

static void
on_send (Dialog *d)
{
  sl_sync_send (d->bench->sync);
  gtk_window_close (GTK_WINDOW (d->window));
}

static GtkWidget *
make_content (Dialog *d)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP), *scrolled = gtk_scrolled_window_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);
  GtkWidget *leave = gtk_button_new_with_label (_("Leave it")), *send = gtk_button_new_with_label (_("Send again"));

  d->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), d->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_add_css_class (send, "suggested-action");
  gtk_widget_set_halign (line, GTK_ALIGN_END);
  g_signal_connect_swapped (leave, "clicked", G_CALLBACK (gtk_window_close), d->window);
  g_signal_connect_swapped (send, "clicked", G_CALLBACK (on_send), d);
  gtk_box_append (GTK_BOX (line), leave);
  gtk_box_append (GTK_BOX (line), send);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), line);
  g_object_set (box, "margin-start", MARGIN, "margin-end", MARGIN, "margin-top", GAP, "margin-bottom", MARGIN, NULL);
  return box;
}

void
sl_conflict_dialog_show (GtkWindow *parent, SlBench *bench)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  Dialog *d;

  if (sl_sync_refused (bench->sync) == 0)
    return;
  d = g_new0 (Dialog, 1);
  d->bench = sl_bench_ref (bench);
  d->window = adw_window_new ();
  g_object_set_data_full (G_OBJECT (d->window), "dialog", d, dialog_free);
  gtk_window_set_title (GTK_WINDOW (d->window), _("Others have these days"));
  gtk_window_set_transient_for (GTK_WINDOW (d->window), parent);
  gtk_window_set_modal (GTK_WINDOW (d->window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (d->window), WIDTH, HEIGHT);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), make_content (d));
  adw_window_set_content (ADW_WINDOW (d->window), box);
  fill (d);
  g_signal_connect_swapped (d->bench->sync, "changed", G_CALLBACK (on_sync), d);
  sl_close_on_escape (d->window);
  gtk_window_present (GTK_WINDOW (d->window));
}
