#include "sl-accounts-page.h"

#include "sl-account-dialog.h"
#include "sl-account-words.h"
#include "sl-i18n.h"

enum { GAP = 12, SMALL_GAP = 6, CHARS = 24 /* narrow windows; wider ones give more */ };

typedef struct {
  SlAccounts *accounts; /* owned */
  GtkWidget  *cards, *empty, *trouble;
} Page;

/* One account. */
typedef struct {
  SlAccounts *accounts; /* borrowed: the page lives longer */
  char       *url;
  GtkWidget  *who, *ca, *doing, *said, *spinner, *in, *check, *out, *cancel;
} Card;

static void
card_free (gpointer data)
{
  Card *card = data;

  g_free (card->url);
  g_free (card);
}

static void
page_free (gpointer data)
{
  Page *page = data;

  g_signal_handlers_disconnect_by_data (page->accounts, page);
  g_object_unref (page->accounts);
  g_free (page);
}

static const SlAccountEntry *
entry_of (const Card *card)
{
  const GPtrArray *all = sl_accounts_list (card->accounts);

  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (((SlAccountEntry *) all->pdata[i])->account->url, card->url))
      return all->pdata[i];
  return NULL;
}

/* --- what a person does --- */

static void
on_check (GtkButton *button, Card *card)
{
  sl_accounts_check (card->accounts, card->url);
}

static void
on_cancel (GtkButton *button, Card *card)
{
  sl_accounts_cancel (card->accounts, card->url);
}

static void
on_out (GtkButton *button, Card *card)
{
  sl_accounts_sign_out (card->accounts, card->url);
}

static void
on_in (GtkButton *button, Card *card)
{
  const SlAccountEntry *entry = entry_of (card);

  if (entry != NULL)
    sl_account_dialog_show (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (button))), card->accounts, entry->account);
}

static void
on_add (GtkButton *button, Page *page)
{
  sl_account_dialog_show (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (button))), page->accounts, NULL);
}

/* --- showing --- */

/* Set only where it differs: a screen reader says again what is set again. */
static void
say (GtkWidget *label, const char *text)
{
  gtk_widget_set_visible (label, text != NULL);
  if (text == NULL || g_str_equal (gtk_label_get_text (GTK_LABEL (label)), text))
    return;
  gtk_label_set_text (GTK_LABEL (label), text);
  sl_set_name (label, text);
}

/* What had the focus and goes hands it on. */
static void
show_buttons (Card *card, const SlAccountEntry *entry)
{
  const gboolean busy = entry->job != NULL, focused = gtk_widget_has_focus (card->check) && busy;
  const gboolean back = gtk_widget_has_focus (card->cancel) && !busy;

  gtk_widget_set_visible (card->cancel, busy);
  gtk_widget_set_visible (card->spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (card->spinner), busy);
  gtk_widget_set_sensitive (card->check, !busy && entry->state != SL_ACCOUNT_OUT);
  gtk_widget_set_sensitive (card->in, !busy);
  gtk_widget_set_sensitive (card->out, !busy);
  if (focused)
    gtk_widget_grab_focus (card->cancel);
  else if (back)
    gtk_widget_grab_focus (card->check);
}

static void
show_card (Card *card)
{
  const SlAccountEntry *entry = entry_of (card);
  g_autofree char *who = NULL, *ca = NULL, *doing = NULL;

  if (entry == NULL)
    return;
  who = sl_account_who (entry);
  doing = sl_account_doing (entry);
  ca = entry->account->ca_file != NULL ? g_strdup_printf (_("Certificates: %s"), entry->account->ca_file) : NULL;
  say (card->who, who);
  say (card->ca, ca);
  say (card->doing, doing);
  say (card->said, entry->job != NULL ? NULL : entry->trouble != NULL ? entry->trouble : entry->outcome);
  if (entry->trouble != NULL)
    gtk_widget_add_css_class (card->said, "error");
  else
    gtk_widget_remove_css_class (card->said, "error");
  show_buttons (card, entry);
}

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = sl_label (text, css_class);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), CHARS);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

/* Named with its server: there may be several. */
static GtkWidget *
add_button (GtkWidget *box, const char *label, const char *name_format, Card *card, GCallback pressed)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf (name_format, card->url);

  sl_set_name (button, name);
  g_signal_connect (button, "clicked", pressed, card);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

/* Two lines, for narrow windows. */
static GtkWidget *
make_buttons (Card *card)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SMALL_GAP);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SMALL_GAP);
  GtkWidget *second = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SMALL_GAP);

  card->check = add_button (first, _("Check this server"), _("Check the server %s"), card, G_CALLBACK (on_check));
  card->in = add_button (second, _("Sign in again…"), _("Sign in again at %s"), card, G_CALLBACK (on_in));
  card->out = add_button (second, _("Sign out"), _("Sign out of %s"), card, G_CALLBACK (on_out));
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  return box;
}

static GtkWidget *
make_card (guint index, gpointer data)
{
  Page *page = data;
  const SlAccountEntry *entry = sl_accounts_list (page->accounts)->pdata[index];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SMALL_GAP);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP), *title;
  Card *card = g_new0 (Card, 1);

  card->accounts = page->accounts;
  card->url = g_strdup (entry->account->url);
  gtk_widget_add_css_class (box, "sl-card");
  title = add_label (box, card->url, NULL);
  sl_set_name (title, card->url);
  card->who = add_label (box, "", "sl-dim");
  card->ca = add_label (box, "", "sl-dim");
  card->said = add_label (box, "", NULL);
  card->spinner = gtk_spinner_new ();
  gtk_box_append (GTK_BOX (line), card->spinner);
  card->doing = add_label (line, "", NULL);
  gtk_widget_set_hexpand (card->doing, TRUE);
  card->cancel = gtk_button_new_with_label (_("Cancel"));
  g_signal_connect (card->cancel, "clicked", G_CALLBACK (on_cancel), card);
  gtk_box_append (GTK_BOX (line), card->cancel);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), make_buttons (card));
  g_object_set_data_full (G_OBJECT (box), "card", card, card_free);
  return box;
}

static void
show (Page *page)
{
  const GPtrArray *all = sl_accounts_list (page->accounts);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (keys, ((SlAccountEntry *) all->pdata[i])->account->url);
  sl_sync_children (page->cards, keys, make_card, page);
  for (GtkWidget *card = gtk_widget_get_first_child (page->cards); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    show_card (g_object_get_data (G_OBJECT (card), "card"));
  gtk_widget_set_visible (page->empty, all->len == 0 && sl_accounts_trouble (page->accounts) == NULL);
  say (page->trouble, sl_accounts_trouble (page->accounts));
}

/* --- the page --- */

static GtkWidget *
make_empty (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SMALL_GAP), *title, *text;

  gtk_widget_add_css_class (box, "sl-card");
  title = add_label (box, _("No booking server yet"), "title-4");
  sl_set_name (title, _("No booking server yet"));
  text = add_label (box, _("Bookings are kept in a folder beside each plan. Where the facility has a calendar server, "
                           "add it: then two productions cannot both believe that they have the stage. Ask for its "
                           "address, a user and a password, or a token."), "sl-dim");
  sl_set_name (text, gtk_label_get_text (GTK_LABEL (text)));
  return box;
}

GtkWidget *
sl_accounts_page_new (SlAccounts *accounts)
{
  GtkWidget *widget = adw_preferences_page_new (), *group = adw_preferences_group_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP), *add = gtk_button_new_with_label (_("Add a server…"));
  Page *page = g_new0 (Page, 1);

  *page = (Page) { g_object_ref (accounts), gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP), make_empty (), NULL };
  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (widget), _("Booking servers"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (widget), "network-server-symbolic");
  adw_preferences_page_set_name (ADW_PREFERENCES_PAGE (widget), "servers");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Booking servers"));
  page->trouble = add_label (box, "", "error");
  gtk_box_append (GTK_BOX (box), page->empty);
  gtk_box_append (GTK_BOX (box), page->cards);
  gtk_widget_add_css_class (add, "suggested-action");
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  g_signal_connect (add, "clicked", G_CALLBACK (on_add), page);
  gtk_box_append (GTK_BOX (box), add);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), box);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (widget), ADW_PREFERENCES_GROUP (group));
  g_object_set_data_full (G_OBJECT (widget), "servers", page, page_free);
  g_signal_connect_swapped (accounts, "changed", G_CALLBACK (show), page);
  sl_accounts_refresh (accounts);
  return widget;
}
