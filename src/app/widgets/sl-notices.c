#include "sl-notices.h"

#include "sl-i18n.h"
#include "sl-widgets.h"

enum { KEPT = 8, FADE_MS = 150, WIDEST = 72 /* characters in a line */ };

typedef struct {
  char      *text;
  GtkWidget *beside; /* owned; NULL for nothing */
  guint      seconds;
} Notice;

typedef struct {
  GtkWidget *overlay, *revealer, *label, *place;
  GQueue     notices; /* Notice, the newest, which is shown, first */
  guint      timeout;
} Notices;

static void
notice_free (gpointer data)
{
  Notice *notice = data;

  g_clear_object (&notice->beside);
  g_free (notice->text);
  g_free (notice);
}

static void on_over (Notices *n);

static gboolean
on_timeout (gpointer data)
{
  Notices *n = data;

  n->timeout = 0;
  on_over (n);
  return G_SOURCE_REMOVE;
}

/* What was said last stays readable while it fades. */
static void
show_newest (Notices *n)
{
  const Notice *notice = g_queue_peek_head (&n->notices);

  g_clear_handle_id (&n->timeout, g_source_remove);
  gtk_revealer_set_reveal_child (GTK_REVEALER (n->revealer), notice != NULL);
  gtk_widget_set_can_target (n->revealer, notice != NULL);
  if (notice == NULL)
    return;
  gtk_label_set_text (GTK_LABEL (n->label), notice->text);
  sl_clear_box (n->place);
  if (notice->beside != NULL)
    gtk_box_append (GTK_BOX (n->place), notice->beside);
  n->timeout = g_timeout_add_seconds (notice->seconds, on_timeout, n);
}

static void
on_over (Notices *n)
{
  Notice *notice = g_queue_pop_head (&n->notices);

  if (notice != NULL)
    notice_free (notice);
  show_newest (n);
}

static gboolean
on_escape (GtkWidget *overlay, GVariant *args, gpointer data)
{
  Notices *n = data;

  if (g_queue_is_empty (&n->notices))
    return FALSE;
  on_over (n);
  return TRUE;
}

static void
notices_free (gpointer data)
{
  Notices *n = data;

  g_clear_handle_id (&n->timeout, g_source_remove);
  g_queue_clear_full (&n->notices, notice_free);
  g_free (n);
}

static GtkWidget *
build_notice (Notices *n)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, "spacing", 8, NULL);
  GtkWidget *close = sl_button ("window-close-symbolic", _("Close the message"), NULL);

  n->label = gtk_label_new (NULL);
  n->place = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_label_set_wrap (GTK_LABEL (n->label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (n->label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (n->label), WIDEST);
  gtk_widget_add_css_class (close, "circular");
  gtk_widget_set_valign (close, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (n->place, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), n->label);
  gtk_box_append (GTK_BOX (box), n->place);
  gtk_box_append (GTK_BOX (box), close);
  gtk_widget_add_css_class (box, "sl-notice");
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (on_over), n);
  return box;
}

GtkWidget *
sl_notices_new (GtkWidget *child)
{
  Notices *n = g_new0 (Notices, 1);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  n->overlay = gtk_overlay_new ();
  n->revealer = gtk_revealer_new ();
  gtk_overlay_set_child (GTK_OVERLAY (n->overlay), child);
  gtk_revealer_set_transition_type (GTK_REVEALER (n->revealer), GTK_REVEALER_TRANSITION_TYPE_CROSSFADE);
  gtk_revealer_set_transition_duration (GTK_REVEALER (n->revealer), FADE_MS);
  gtk_revealer_set_child (GTK_REVEALER (n->revealer), build_notice (n));
  gtk_widget_set_halign (n->revealer, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (n->revealer, GTK_ALIGN_END);
  gtk_widget_set_can_target (n->revealer, FALSE);
  gtk_overlay_add_overlay (GTK_OVERLAY (n->overlay), n->revealer);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_callback_action_new (on_escape, n, NULL)));
  gtk_widget_add_controller (n->overlay, keys);
  g_object_set_data_full (G_OBJECT (n->overlay), "notices", n, notices_free);
  return n->overlay;
}

void
sl_notices_show (GtkWidget *notices, const char *text, GtkWidget *beside, guint seconds)
{
  Notices *n = g_object_get_data (G_OBJECT (notices), "notices");
  Notice *notice = g_new0 (Notice, 1);

  *notice = (Notice) { g_strdup (text), beside != NULL ? g_object_ref_sink (beside) : NULL, seconds };
  g_queue_push_head (&n->notices, notice);
  while (g_queue_get_length (&n->notices) > KEPT)
    notice_free (g_queue_pop_tail (&n->notices));
  show_newest (n);
}
