#include "sl-store-dialog.h"

#include "sl-account.h"
#include "sl-i18n.h"
#include "sl-weak.h"

enum { MARGIN = 18, GAP = 12, WIDTH = 480 };

typedef struct {
  SlSync    *sync;     /* owned */
  GtkWidget *window, *group, *first, *other, *place, *trouble;
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *d = data;

  g_object_unref (d->sync);
  g_free (d);
}

static const char *
store_of (GtkWidget *check)
{
  return g_object_get_data (G_OBJECT (check), "store");
}

/* The check button that is on. */
static GtkWidget *
chosen (Dialog *d)
{
  const GPtrArray *checks = g_object_get_data (G_OBJECT (d->window), "checks");

  for (guint i = 0; i < checks->len; i++)
    if (gtk_check_button_get_active (checks->pdata[i]))
      return checks->pdata[i];
  return d->first;
}

static void
on_connect (Dialog *d)
{
  GtkWidget *check = chosen (d);
  const char *store = check == d->other ? gtk_editable_get_text (GTK_EDITABLE (d->place)) : store_of (check);
  g_autoptr (GError) error = NULL;

  if (sl_sync_choose (d->sync, store, &error))
    {
      gtk_window_close (GTK_WINDOW (d->window));
      return;
    }
  gtk_label_set_text (GTK_LABEL (d->trouble), error->message);
  gtk_widget_set_visible (d->trouble, TRUE);
  sl_set_name (d->trouble, error->message);
}

/* --- another folder --- */

static void
on_typed (Dialog *d)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (d->other), TRUE);
}

static void
on_folder (GFile *file, gpointer data)
{
  g_autoptr (GtkWidget) window = g_weak_ref_get (data);
  Dialog *d = window != NULL ? g_object_get_data (G_OBJECT (window), "dialog") : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (d != NULL && path != NULL)
    gtk_editable_set_text (GTK_EDITABLE (d->place), path);
}

static void
on_choose (Dialog *d)
{
  const SlFileChoice choice = { .what = SL_CHOOSE_FOLDER, .title = _("Folder of the booking store") };

  sl_choose_file (GTK_WINDOW (d->window), &choice, on_folder, sl_weak_new (d->window), sl_weak_free);
}

/* --- building --- */

static GtkWidget *
add_choice (Dialog *d, const char *store, const char *title, const char *text)
{
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new ();
  GPtrArray *checks = g_object_get_data (G_OBJECT (d->window), "checks");

  if (d->first != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (d->first));
  else
    d->first = check;
  g_ptr_array_add (checks, check);
  g_object_set_data_full (G_OBJECT (check), "store", g_strdup (store), g_free);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), g_strcmp0 (store, sl_sync_choice (d->sync)) == 0);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  sl_set_name (check, title);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (text != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (d->group), row);
  return check;
}

/* Those that are signed in; TRUE where one of them is the choice. */
static gboolean
add_servers (Dialog *d)
{
  g_autoptr (GPtrArray) accounts = sl_account_list (NULL);
  gboolean any = FALSE;

  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      const SlAccount *account = accounts->pdata[i];
      add_choice (d, account->url, account->url, account->user != NULL ? account->user : _("By token"));
      any |= g_str_equal (account->url, sl_sync_choice (d->sync));
    }
  return any;
}

static void
add_other (Dialog *d, gboolean known)
{
  GtkWidget *choose = sl_button ("document-open-symbolic", _("Choose a folder"), NULL);

  d->other = add_choice (d, NULL, _("Another folder or calendar"), NULL);
  d->place = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (d->place), _("Folder or address"));
  sl_set_name (d->place, _("Folder or address"));
  if (!known)
    {
      gtk_editable_set_text (GTK_EDITABLE (d->place), sl_sync_choice (d->sync));
      gtk_check_button_set_active (GTK_CHECK_BUTTON (d->other), TRUE);
    }
  g_signal_connect_swapped (d->place, "changed", G_CALLBACK (on_typed), d);
  g_signal_connect_swapped (d->place, "entry-activated", G_CALLBACK (on_connect), d);
  g_signal_connect_swapped (choose, "clicked", G_CALLBACK (on_choose), d);
  gtk_widget_set_valign (choose, GTK_ALIGN_CENTER);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (d->place), choose);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (d->group), d->place);
}

static GtkWidget *
make_buttons (Dialog *d)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);
  GtkWidget *servers = gtk_button_new_with_label (_("Booking servers…"));
  GtkWidget *take = gtk_button_new_with_label (_("Connect"));
  GtkWidget *cancel = gtk_button_new_with_label (_("Cancel"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (servers), "app.booking-servers");
  gtk_widget_add_css_class (take, "suggested-action");
  gtk_widget_set_hexpand (servers, TRUE);
  gtk_widget_set_halign (servers, GTK_ALIGN_START);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), d->window);
  g_signal_connect_swapped (take, "clicked", G_CALLBACK (on_connect), d);
  gtk_box_append (GTK_BOX (line), servers);
  gtk_box_append (GTK_BOX (line), cancel);
  gtk_box_append (GTK_BOX (line), take);
  return line;
}

static GtkWidget *
make_content (Dialog *d)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP);
  const char *choice = sl_sync_choice (d->sync);

  d->group = adw_preferences_group_new ();
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (d->group),
                                         _("Where the facility keeps who has which stage and when. It is remembered "
                                           "for you and this plan’s file, not in the plan."));
  add_choice (d, SL_BOOK_NO_STORE, _("No booking store"), NULL);
  add_choice (d, SL_BOOK_BESIDE, _("The folder beside the plan"), NULL);
  const gboolean known = add_servers (d) || *choice == '\0' || g_str_equal (choice, SL_BOOK_BESIDE);
  add_other (d, known);
  d->trouble = sl_label ("", "error");
  gtk_label_set_wrap (GTK_LABEL (d->trouble), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (d->trouble), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_visible (d->trouble, FALSE);
  gtk_box_append (GTK_BOX (box), d->group);
  gtk_box_append (GTK_BOX (box), d->trouble);
  gtk_box_append (GTK_BOX (box), make_buttons (d));
  g_object_set (box, "margin-start", MARGIN, "margin-end", MARGIN, "margin-top", MARGIN, "margin-bottom", MARGIN, NULL);
  return box;
}

void
sl_store_dialog_show (GtkWindow *parent, SlSync *sync)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  Dialog *d = g_new0 (Dialog, 1);

  d->sync = g_object_ref (sync);
  d->window = adw_window_new ();
  g_object_set_data_full (G_OBJECT (d->window), "dialog", d, dialog_free);
  g_object_set_data_full (G_OBJECT (d->window), "checks", g_ptr_array_new (), (GDestroyNotify) g_ptr_array_unref);
  gtk_window_set_title (GTK_WINDOW (d->window), _("Connect to a booking store"));
  gtk_window_set_transient_for (GTK_WINDOW (d->window), parent);
  gtk_window_set_modal (GTK_WINDOW (d->window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (d->window), WIDTH, -1);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), make_content (d));
  adw_window_set_content (ADW_WINDOW (d->window), box);
  sl_close_on_escape (d->window);
  gtk_window_present (GTK_WINDOW (d->window));
}
