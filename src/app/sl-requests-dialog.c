#include "sl-requests-dialog.h"

#include <string.h>

#include "sl-day-text.h"
#include "sl-i18n.h"
#include "sl-weak.h"
#include "sl-widgets.h"

enum { MARGIN = 18, GAP = 12, WIDTH = 560, HEIGHT = 480 };

typedef struct {
  SlBench   *bench; /* owned */
  GtkWidget *window, *list, *trouble;
  char      *shown; /* of the requests in the list, so that what is typed there stays while nothing changes */
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *d = data;

  g_signal_handlers_disconnect_by_data (d->bench->sync, d);
  sl_bench_unref (d->bench);
  g_free (d->shown);
  g_free (d);
}

/* "Confirmed", "gives the days back" */
static const char *
wish_text (const SlStageDay *day)
{
  const SlField *states = sl_record_field (&sl_kind_info (SL_KIND_BOOKING)->record, "state");

  if (g_str_equal (day->state, SL_REQUEST_RELEASED))
    return _("gives the days back");
  for (const SlEnumValue *v = states->values; v->id != NULL; v++)
    if (g_str_equal (v->id, day->state))
      return _(v->label);
  return day->state;
}

/* "Stage 1 · 3–7 Nov 2031, 5 days · Hold 2" */
static char *
request_text (const SlPlan *plan, const SlRequest *r)
{
  const SlEntity *stage = sl_plan_get (plan, SL_KIND_STAGE, r->day->stage);
  g_autofree char *days = sl_span_text (r->day->day, r->to);
  GString *text = g_string_new (stage != NULL ? sl_entity_title (stage) : r->day->stage);

  g_string_append_printf (text, " · %s · %s", days, wish_text (r->day));
  if (g_str_equal (r->day->state, "hold") || g_str_equal (r->day->state, "challenged"))
    g_string_append_printf (text, " %d", r->day->rank);
  return g_string_free (text, FALSE);
}

/* --- answers --- */

static void
answer (Dialog *d, GtkWidget *button, gboolean approves)
{
  GtkEditable *why = g_object_get_data (G_OBJECT (button), "why");
  const char *text = gtk_editable_get_text (why);
  const SlBookReply given = {
    g_object_get_data (G_OBJECT (button), "stage"), g_object_get_data (G_OBJECT (button), "booking"), approves,
    !approves && *text != '\0' ? text : NULL,
  };

  sl_sync_answer (d->bench->sync, &given);
}

static void on_approve (GtkButton *button, Dialog *d) { answer (d, GTK_WIDGET (button), TRUE); }
static void on_refuse (GtkButton *button, Dialog *d) { answer (d, GTK_WIDGET (button), FALSE); }

static void
add_button (Dialog *d, GtkWidget *line, const SlRequest *r, GtkWidget *why, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf ("%s: %s", label, r->day->title);

  sl_set_name (button, name);
  gtk_widget_set_sensitive (button, sl_sync_state (d->bench->sync) != SL_SYNC_BUSY);
  g_object_set_data_full (G_OBJECT (button), "stage", g_strdup (r->day->stage), g_free);
  g_object_set_data_full (G_OBJECT (button), "booking", g_strdup (r->day->booking), g_free);
  g_object_set_data (G_OBJECT (button), "why", why); /* they go together */
  g_signal_connect (button, "clicked", callback, d);
  gtk_box_append (GTK_BOX (line), button);
}

static void
add_request (Dialog *d, const SlRequest *r)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP / 2), *why = gtk_entry_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP / 2);
  g_autofree char *title = g_strdup_printf ("%s · %s", r->day->owner != NULL ? r->day->owner : "", r->day->title);
  g_autofree char *text = request_text (sl_editor_plan (d->bench->editor), r);

  gtk_widget_add_css_class (card, "sl-card");
  gtk_box_append (GTK_BOX (card), sl_label (title, "heading"));
  gtk_box_append (GTK_BOX (card), sl_label (text, "sl-dim"));
  if (r->day->about != NULL && *r->day->about != '\0')
    gtk_box_append (GTK_BOX (card), sl_label (r->day->about, "sl-dim"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (why), _("Why, where it is refused"));
  sl_set_name (why, _("Why, where it is refused"));
  gtk_widget_set_hexpand (why, TRUE);
  gtk_box_append (GTK_BOX (line), why);
  add_button (d, line, r, why, _("Refuse"), G_CALLBACK (on_refuse));
  add_button (d, line, r, why, _("Approve"), G_CALLBACK (on_approve));
  gtk_box_append (GTK_BOX (card), line);
  gtk_box_append (GTK_BOX (d->list), card);
}

static gboolean
waits (const SlRequest *r)
{
  return r->answer == SL_REQUEST_PENDING || r->answer == SL_REQUEST_TAKING;
}

/* Another text whenever the list is another. */
static char *
key_of (Dialog *d)
{
  const SlBookSync *read = sl_sync_read (d->bench->sync);
  GString *key = g_string_new (NULL);

  for (guint i = 0; read != NULL && read->requests != NULL && i < read->requests->len; i++)
    {
      const SlRequest *r = read->requests->pdata[i];

      if (waits (r))
        g_string_append_printf (key, "\n%s %" G_GINT64_FORMAT, r->name, r->asked);
    }
  return g_string_free (key, FALSE);
}

static void
fill_list (Dialog *d)
{
  const SlBookSync *read = sl_sync_read (d->bench->sync);
  guint n = 0;

  sl_clear_box (d->list);
  for (guint i = 0; read != NULL && read->requests != NULL && i < read->requests->len; i++)
    if (waits (read->requests->pdata[i]))
      {
        add_request (d, read->requests->pdata[i]);
        n++;
      }
  if (n == 0)
    gtk_box_append (GTK_BOX (d->list), sl_label (_("No production waits for an answer."), NULL));
}

static void
fill (Dialog *d)
{
  const char *trouble = sl_sync_answer_trouble (d->bench->sync);
  char *key = key_of (d);

  if (g_strcmp0 (key, d->shown) != 0)
    fill_list (d);
  g_free (d->shown);
  d->shown = key;
  gtk_label_set_text (GTK_LABEL (d->trouble), trouble != NULL ? trouble : "");
  gtk_widget_set_visible (d->trouble, trouble != NULL);
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

static GtkWidget *
make_content (Dialog *d)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP), *scrolled = gtk_scrolled_window_new ();

  d->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP);
  d->trouble = sl_label ("", "error");
  gtk_label_set_wrap (GTK_LABEL (d->trouble), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), d->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), d->trouble);
  gtk_box_append (GTK_BOX (box), scrolled);
  g_object_set (box, "margin-start", MARGIN, "margin-end", MARGIN, "margin-top", GAP, "margin-bottom", MARGIN, NULL);
  return box;
}

void
sl_requests_dialog_show (GtkWindow *parent, SlBench *bench)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  Dialog *d;

  if (sl_sync_read (bench->sync) == NULL)
    return;
  d = g_new0 (Dialog, 1);
  d->bench = sl_bench_ref (bench);
  d->window = adw_window_new ();
  g_object_set_data_full (G_OBJECT (d->window), "dialog", d, dialog_free);
  gtk_window_set_title (GTK_WINDOW (d->window), _("Requests for stages"));
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
