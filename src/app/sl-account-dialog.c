#include "sl-account-dialog.h"

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-weak.h"

enum { MARGIN = 18, GAP = 12, WIDTH = 460, CHARS = 24 };
enum { BY_PASSWORD, BY_TOKEN };

typedef struct {
  SlAccounts *accounts; /* owned */
  SlJob      *job;      /* while the server is asked; borrowed until its end */
  GtkWidget  *window, *form, *address, *way, *user, *secret, *ca, *trouble, *doing, *spinner, *take, *cancel;
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *d = data;

  if (d->job != NULL)
    sl_job_cancel (d->job);
  g_object_unref (d->accounts);
  g_free (d);
}

static gboolean
is_token (const Dialog *d)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (d->way)) == BY_TOKEN;
}

static const char *
text_of (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static void
say (Dialog *d, const char *text)
{
  gtk_label_set_text (GTK_LABEL (d->trouble), text != NULL ? text : "");
  gtk_widget_set_visible (d->trouble, text != NULL);
  if (text != NULL)
    sl_set_name (d->trouble, text);
}

static gboolean
is_whole (const Dialog *d)
{
  return *text_of (d->address) != '\0' && *text_of (d->secret) != '\0' && (is_token (d) || *text_of (d->user) != '\0');
}

static void
show (Dialog *d)
{
  const gboolean busy = d->job != NULL, token = is_token (d);
  const char *secret = token ? _("Token") : _("Password");

  gtk_widget_set_visible (d->user, !token);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (d->secret), secret);
  sl_set_name (d->secret, secret);
  gtk_widget_set_sensitive (d->form, !busy);
  gtk_widget_set_sensitive (d->take, !busy && is_whole (d));
  gtk_widget_set_visible (d->doing, busy);
  gtk_widget_set_visible (d->spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (d->spinner), busy);
}

/* --- asking the server --- */

/* The window may be gone by then. */
static void
on_answer (const GError *error, gpointer data)
{
  g_autoptr (GtkWidget) window = g_weak_ref_get (data);
  Dialog *d = window != NULL ? g_object_get_data (G_OBJECT (window), "dialog") : NULL;

  if (d == NULL)
    return;
  d->job = NULL;
  if (error == NULL)
    {
      gtk_window_close (GTK_WINDOW (d->window));
      return;
    }
  say (d, g_error_matches (error, SL_ERROR, SL_ERROR_CANCELLED) ? NULL : error->message);
  show (d);
  gtk_widget_grab_focus (d->secret);
}

static void
on_take (Dialog *d)
{
  const char *ca_file = text_of (d->ca);

  if (d->job != NULL || !is_whole (d))
    return;
  say (d, NULL);
  d->job = sl_accounts_sign_in (d->accounts, text_of (d->address), is_token (d) ? NULL : text_of (d->user),
                                text_of (d->secret), *ca_file != '\0' ? ca_file : NULL, on_answer,
                                sl_weak_new (d->window), sl_weak_free);
  show (d);
  gtk_widget_grab_focus (d->cancel);
}

/* The first press ends what is asked, the next closes. */
static void
on_cancel (Dialog *d)
{
  if (d->job != NULL)
    sl_job_cancel (d->job);
  else
    gtk_window_close (GTK_WINDOW (d->window));
}

/* --- whose certificates --- */

static void
on_ca_chosen (GFile *file, gpointer data)
{
  g_autoptr (GtkWidget) window = g_weak_ref_get (data);
  Dialog *d = window != NULL ? g_object_get_data (G_OBJECT (window), "dialog") : NULL;
  g_autofree char *path = NULL;

  if (d == NULL || file == NULL || d->job != NULL)
    return;
  path = g_file_get_path (file);
  gtk_editable_set_text (GTK_EDITABLE (d->ca), path != NULL ? path : "");
}

static void
on_choose_ca (Dialog *d)
{
  const SlFileChoice choice = { .what = SL_CHOOSE_OPEN, .title = _("Certificates of who signs the server’s") };

  sl_choose_file (GTK_WINDOW (d->window), &choice, on_ca_chosen, sl_weak_new (d->window), sl_weak_free);
}

/* --- building --- */

static GtkWidget *
add_entry (Dialog *d, GtkWidget *group, GtkWidget *entry, const char *title, const char *value)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  if (value != NULL)
    gtk_editable_set_text (GTK_EDITABLE (entry), value);
  sl_set_name (entry, title);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (show), d);
  g_signal_connect_swapped (entry, "entry-activated", G_CALLBACK (on_take), d);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
  return entry;
}

static GtkWidget *
make_way (Dialog *d, gboolean token)
{
  const char *const ways[] = { _("User and password"), _("Token"), NULL };
  g_autoptr (GtkStringList) labels = gtk_string_list_new (ways);
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Sign in with"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), token ? BY_TOKEN : BY_PASSWORD);
  sl_set_name (row, _("Sign in with"));
  g_signal_connect_swapped (row, "notify::selected", G_CALLBACK (show), d);
  return row;
}

/* Typed, or chosen. */
static void
add_ca (Dialog *d, GtkWidget *group, const char *value)
{
  GtkWidget *choose = sl_button ("document-open-symbolic", _("Choose the file of certificates"), NULL);

  d->ca = add_entry (d, group, adw_entry_row_new (), _("Certificates of who signs it (empty: the system’s)"), value);
  g_signal_connect_swapped (choose, "clicked", G_CALLBACK (on_choose_ca), d);
  gtk_widget_set_valign (choose, GTK_ALIGN_CENTER);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (d->ca), choose);
}

static GtkWidget *
make_form (Dialog *d, const SlAccount *like)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _("The server’s host, or the address of the stage’s calendar as the facility "
                                           "gives it. The password goes into the keyring and nowhere else."));
  d->way = make_way (d, like != NULL && like->user == NULL);
  d->address = adw_entry_row_new ();
  d->user = adw_entry_row_new ();
  d->secret = adw_password_entry_row_new ();
  add_entry (d, group, d->address, _("Server or calendar"), like != NULL ? like->url : NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), d->way);
  add_entry (d, group, d->user, _("User"), like != NULL ? like->user : NULL);
  add_entry (d, group, d->secret, _("Password"), NULL);
  add_ca (d, group, like != NULL ? like->ca_file : NULL);
  return group;
}

/* Wraps in narrow windows. */
static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = sl_label (text, css_class);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), CHARS);
  return label;
}

static GtkWidget *
make_buttons (Dialog *d)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);

  d->spinner = gtk_spinner_new ();
  d->doing = sl_label (_("Asking the server…"), NULL);
  sl_set_name (d->doing, _("Asking the server…"));
  d->cancel = gtk_button_new_with_label (_("Cancel"));
  d->take = gtk_button_new_with_label (_("Sign in"));
  gtk_widget_add_css_class (d->take, "suggested-action");
  g_signal_connect_swapped (d->cancel, "clicked", G_CALLBACK (on_cancel), d);
  g_signal_connect_swapped (d->take, "clicked", G_CALLBACK (on_take), d);
  gtk_widget_set_hexpand (left, TRUE);
  gtk_box_append (GTK_BOX (left), d->spinner);
  gtk_box_append (GTK_BOX (left), d->doing);
  gtk_box_append (GTK_BOX (line), left);
  gtk_box_append (GTK_BOX (line), d->cancel);
  gtk_box_append (GTK_BOX (line), d->take);
  return line;
}

static void
set_margins (GtkWidget *widget)
{
  gtk_widget_set_margin_top (widget, MARGIN);
  gtk_widget_set_margin_bottom (widget, MARGIN);
  gtk_widget_set_margin_start (widget, MARGIN);
  gtk_widget_set_margin_end (widget, MARGIN);
}

/* On small screens the form scrolls; what is wrong and the buttons stay in sight. */
static GtkWidget *
make_content (Dialog *d, const SlAccount *like)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scrolled = gtk_scrolled_window_new ();
  GtkWidget *below = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP);

  d->form = make_form (d, like);
  d->trouble = make_label ("", "error");
  set_margins (d->form);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), d->form);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (below), d->trouble);
  gtk_box_append (GTK_BOX (below), make_buttons (d));
  set_margins (below);
  gtk_widget_set_margin_top (below, 0);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), below);
  return box;
}

void
sl_account_dialog_show (GtkWindow *parent, SlAccounts *accounts, const SlAccount *like)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  Dialog *d = g_new0 (Dialog, 1);

  d->accounts = g_object_ref (accounts);
  d->window = adw_window_new ();
  gtk_window_set_title (GTK_WINDOW (d->window), _("Sign in to a booking server"));
  gtk_window_set_transient_for (GTK_WINDOW (d->window), parent);
  gtk_window_set_modal (GTK_WINDOW (d->window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (d->window), WIDTH, -1);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), make_content (d, like));
  adw_window_set_content (ADW_WINDOW (d->window), box);
  g_object_set_data_full (G_OBJECT (d->window), "dialog", d, dialog_free);
  sl_close_on_escape (d->window);
  say (d, NULL);
  show (d);
  gtk_window_present (GTK_WINDOW (d->window));
  gtk_widget_grab_focus (like != NULL ? d->secret : d->address);
}
