/* "Book these days": what the bookings would have to become so that they follow the board, each to be ticked, and one
 * step that does it. */
#include "sl-window-private.h"

#include <string.h>

#include "sl-i18n.h"
#include "sl-notices.h"
#include "sl-operate.h"
#include "sl-operations.h"
#include "sl-stage-changes.h"

enum { MARGIN = 18, GAP = 6, WIDTH = 620, HEIGHT = 560, UNDO_S = 12 };

/* Options that a person is asked for, of those of the operation; the first ones change what is needed. */
enum { PREP, STRIKE, BRIDGE, RANK, N_NUMBERS };
static const char *const numbers[N_NUMBERS] = { "prep", "strike", "bridge", "rank" };

typedef struct {
  SlWindow  *w;      /* borrowed: its window is below */
  char      *board;
  GtkWidget *window, *rows, *sum, *apply, *expires, *spins[N_NUMBERS];
} Asking;

static void
asking_free (gpointer data)
{
  g_free (((Asking *) data)->board);
  g_free (data);
}

static guint
number_of (const Asking *a, guint which)
{
  return (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (a->spins[which]));
}

/* NULL where the board is gone. */
static SlBoardRead *
read_board (const Asking *a)
{
  const SlPlan *plan = sl_editor_plan (a->w->editor);
  const SlBoard *board = sl_plan_get (plan, SL_KIND_BOARD, a->board);
  const SlBoardInput input = { .plan = plan, .board = board,
                               .production = board != NULL ? sl_plan_get (plan, SL_KIND_PRODUCTION, board->production)
                                                           : NULL };

  return input.production != NULL ? sl_board_read (&input) : NULL;
}

/* --- the list --- */

static char *
ticked_keys (const Asking *a, guint *n)
{
  GString *keys = g_string_new (NULL);

  *n = 0;
  for (GtkWidget *row = gtk_widget_get_first_child (a->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (GTK_IS_CHECK_BUTTON (row) && gtk_check_button_get_active (GTK_CHECK_BUTTON (row)))
      {
        g_string_append_printf (keys, "%s%s", keys->len > 0 ? " " : "",
                                (const char *) g_object_get_data (G_OBJECT (row), "key"));
        ++*n;
      }
  return g_string_free (keys, FALSE);
}

static void
on_ticked (Asking *a)
{
  guint n;
  g_autofree char *keys = ticked_keys (a, &n);

  gtk_widget_set_sensitive (a->apply, n > 0);
}

static GtkWidget *
make_row (Asking *a, const SlStageChange *change)
{
  g_autofree char *text = sl_stage_change_text (change);
  GtkWidget *row, *label = sl_label (text, change->is == SL_CHANGE_KEEP ? "sl-dim" : NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  if (change->is == SL_CHANGE_KEEP)
    return label;
  row = gtk_check_button_new ();
  gtk_check_button_set_child (GTK_CHECK_BUTTON (row), label);
  sl_set_name (row, text);
  g_object_set_data_full (G_OBJECT (row), "key", sl_stage_change_key (change), g_free);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (row), sl_stage_change_goes (change));
  g_signal_connect_swapped (row, "toggled", G_CALLBACK (on_ticked), a);
  return row;
}

/* All rows anew: what is ticked goes by what would go. */
static void
fill (Asking *a)
{
  const SlNeedOptions options = { number_of (a, PREP), number_of (a, STRIKE), number_of (a, BRIDGE), NULL };
  g_autoptr (SlBoardRead) read = read_board (a);
  g_autoptr (SlStageChanges) changes = read != NULL ? sl_stage_changes_new (read, &options) : NULL;
  const guint needed = changes != NULL ? changes->needed : 0, missing = changes != NULL ? changes->missing : 0;
  g_autofree char *days = g_strdup_printf (ngettext ("The schedule needs %u stage-day.",
                                                     "The schedule needs %u stage-days.", needed), needed);
  g_autofree char *open = g_strdup_printf (ngettext ("%u is not booked.", "%u are not booked.", missing), missing);
  g_autofree char *sum = g_strdup_printf ("%s %s", days, open);

  sl_clear_box (a->rows);
  for (guint i = 0; changes != NULL && i < changes->changes->len; i++)
    gtk_box_append (GTK_BOX (a->rows), make_row (a, &g_array_index (changes->changes, SlStageChange, i)));
  gtk_label_set_text (GTK_LABEL (a->sum), sum);
  sl_set_name (a->sum, sum);
  on_ticked (a);
}

/* --- carrying it out --- */

static void
say_done (SlWindow *w, guint n)
{
  GtkWidget *undo = gtk_button_new_with_label (_("Undo"));
  g_autofree char *text = g_strdup_printf (ngettext ("%u booking follows the schedule",
                                                     "%u bookings follow the schedule", n), n);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (undo), "win.undo");
  sl_notices_show (w->notices, text, undo, UNDO_S);
}

static void
on_apply (GtkButton *button, Asking *a)
{
  SlWindow *w = a->w;
  char texts[N_NUMBERS][16];
  const char *expires = gtk_editable_get_text (GTK_EDITABLE (a->expires));
  guint32 day = 0;
  guint n;
  g_autofree char *keys = ticked_keys (a, &n);

  if (*expires != '\0' && !sl_date_parse (expires, &day))
    {
      gtk_widget_add_css_class (a->expires, "error");
      sl_editor_message (w->editor, _("Write the day like 2026-11-24, or leave it empty"));
      gtk_widget_grab_focus (a->expires);
      return;
    }
  for (guint i = 0; i < N_NUMBERS; i++)
    g_snprintf (texts[i], sizeof texts[i], "%u", number_of (a, i));
  const char *id = a->board;
  const gboolean done = sl_operate (w->editor, "book-days", &id, 1, NULL, "prep", texts[PREP], "strike",
                                    texts[STRIKE], "bridge", texts[BRIDGE], "rank", texts[RANK], "expires",
                                    *expires != '\0' ? expires : NULL, "only", keys, NULL);
  if (!done)
    return;
  say_done (w, n);
  gtk_window_destroy (GTK_WINDOW (a->window));
}

/* --- the dialog --- */

static GtkWidget *
make_options (Asking *a)
{
  const SlRecordType *type = sl_operation_find ("book-days")->options;
  const SlField *field = sl_record_field (type, "expires");
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), GAP);
  gtk_grid_set_column_spacing (GTK_GRID (grid), MARGIN);
  for (guint i = 0; i < N_NUMBERS; i++)
    {
      const SlField *number = sl_record_field (type, numbers[i]);
      GtkWidget *spin = gtk_spin_button_new_with_range (number->min, number->max, 1);

      sl_set_name (spin, _(number->label));
      sl_set_tooltip (spin, _(number->help));
      gtk_grid_attach (GTK_GRID (grid), sl_label (_(number->label), NULL), 0, (int) i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), spin, 1, (int) i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), sl_label (_(number->help), "sl-dim"), 2, (int) i, 1, 1);
      if (i != RANK)
        g_signal_connect_swapped (spin, "value-changed", G_CALLBACK (fill), a);
      a->spins[i] = spin;
    }
  a->expires = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (a->expires), "2026-11-24");
  sl_set_name (a->expires, _(field->label));
  gtk_grid_attach (GTK_GRID (grid), sl_label (_(field->label), NULL), 0, N_NUMBERS, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), a->expires, 1, N_NUMBERS, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), sl_label (_(field->help), "sl-dim"), 2, N_NUMBERS, 1, 1);
  return grid;
}

static GtkWidget *
make_head (Asking *a)
{
  GtkWidget *head = adw_header_bar_new (), *cancel = gtk_button_new_with_label (_("Cancel"));

  a->apply = gtk_button_new_with_label (_("Book"));
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (head), FALSE);
  gtk_widget_add_css_class (a->apply, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect (a->apply, "clicked", G_CALLBACK (on_apply), a);
  adw_header_bar_pack_start (ADW_HEADER_BAR (head), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (head), a->apply);
  gtk_window_set_default_widget (GTK_WINDOW (a->window), a->apply);
  return head;
}

static GtkWidget *
make_body (Asking *a)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, MARGIN), *scroll = gtk_scrolled_window_new ();

  a->sum = sl_label ("", "sl-heading");
  a->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), a->rows);
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_widget_set_margin_start (body, MARGIN);
  gtk_widget_set_margin_end (body, MARGIN);
  gtk_widget_set_margin_top (body, MARGIN);
  gtk_widget_set_margin_bottom (body, MARGIN);
  gtk_box_append (GTK_BOX (body), make_options (a));
  gtk_box_append (GTK_BOX (body), a->sum);
  gtk_box_append (GTK_BOX (body), scroll);
  return body;
}

void
sl_window_book_days (SlWindow *w)
{
  const SlBoardRead *read = sl_board_desk_read (w->bench->board);
  Asking *a;

  if (read == NULL || read->board == NULL)
    {
      sl_editor_message (w->editor, _("There is no board to book days for; put scenes on one first"));
      return;
    }
  a = g_new0 (Asking, 1);
  a->w = w;
  a->board = g_strdup (read->board->entity.id);
  a->window = adw_window_new ();
  gtk_window_set_title (GTK_WINDOW (a->window), _("Book these days"));
  gtk_window_set_transient_for (GTK_WINDOW (a->window), GTK_WINDOW (w));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (a->window), TRUE);
  gtk_window_set_modal (GTK_WINDOW (a->window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (a->window), WIDTH, HEIGHT);
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (outer), make_head (a));
  gtk_box_append (GTK_BOX (outer), make_body (a));
  adw_window_set_content (ADW_WINDOW (a->window), outer);
  sl_close_on_escape (a->window);
  g_object_set_data_full (G_OBJECT (a->window), "asking", a, asking_free);
  fill (a);
  gtk_window_set_focus (GTK_WINDOW (a->window), a->spins[PREP]);
  gtk_window_present (GTK_WINDOW (a->window));
}
