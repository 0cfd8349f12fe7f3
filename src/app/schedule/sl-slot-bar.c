/* Looks for room: so many days from a day on, on a stage of a use with a wall of a width, and holds them with one
 * click. */
#include "sl-booking-hand.h"
#include "sl-calendar-private.h"
#include "sl-day-text.h"
#include "sl-fold.h"
#include "sl-i18n.h"
#include "sl-slots.h"

enum { GAP = 6, MOST_DAYS = 366, MOST_WALL = 500, FIRST_DAYS = 5 };

typedef struct {
  SlCalendarPage *page; /* borrowed: lives longer */
  GtkWidget      *days, *from, *use, *wall, *found, *hold;
  guint32         day;  /* as typed; 0: today */
  SlSlot          slot; /* stage NULL: none */
} SlotBar;

/* --- finding --- */

static void
find (SlotBar *b)
{
  const SlPlan *plan = sl_editor_plan (b->page->editor);
  const SlSlotWish wish = {
    b->day != 0 ? b->day : sl_date_today (), (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (b->days)),
    (int) gtk_drop_down_get_selected (GTK_DROP_DOWN (b->use)) - 1,
    gtk_spin_button_get_value (GTK_SPIN_BUTTON (b->wall)),
  };
  g_autoptr (GArray) slots = sl_slots (plan, &wish);
  g_autofree char *days = NULL, *text = NULL;

  b->slot = slots->len > 0 ? g_array_index (slots, SlSlot, 0) : (SlSlot) { 0 };
  gtk_widget_set_sensitive (b->hold, b->slot.stage != NULL);
  if (b->slot.stage != NULL)
    {
      days = sl_days_text (b->slot.from, b->slot.to);
      text = g_strdup_printf (_("→ %s, %s"), sl_entity_title (&b->slot.stage->entity), days);
    }
  gtk_label_set_text (GTK_LABEL (b->found), text != NULL ? text : _("→ no stage fits"));
  sl_set_tooltip (b->found, text);
}

static void
on_day (GtkEntry *entry, SlotBar *b)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  guint32 day = 0;

  if (*text == '\0' || sl_date_typed (text, sl_date_today (), &day))
    {
      b->day = day;
      gtk_widget_remove_css_class (b->from, "error");
    }
  else
    gtk_widget_add_css_class (b->from, "error");
  find (b);
}

static void
on_hold (GtkButton *button, SlotBar *b)
{
  g_autofree char *stage = NULL, *from = sl_date_to_text (b->slot.from), *days = NULL;

  if (b->slot.stage == NULL)
    return;
  stage = g_strdup (b->slot.stage->entity.id);
  days = g_strdup_printf ("%u", b->slot.to - b->slot.from + 1);
  sl_booking_operate (b->page->editor, "booking-hold", stage, "from", from, "days", days, NULL);
}

/* --- building --- */

static GtkWidget *
use_choice (void)
{
  const SlEnumValue *values = sl_record_field (&sl_kind_info (SL_KIND_STAGE)->record, "use")->values;
  GtkStringList *list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, _("any stage"));
  for (guint i = 0; values[i].id != NULL; i++)
    gtk_string_list_append (list, _(values[i].label));
  return gtk_drop_down_new (G_LIST_MODEL (list), NULL);
}

static GtkWidget *
number (double least, double most, double value, const char *name)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (least, most, 1);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 3);
  sl_set_name (spin, name);
  sl_set_tooltip (spin, name);
  return spin;
}

static GtkWidget *
lines_of (SlotBar *b)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP), *one = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);
  GtkWidget *two = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);

  gtk_box_append (GTK_BOX (one), b->days);
  gtk_box_append (GTK_BOX (one), sl_label (_("days from"), NULL));
  gtk_box_append (GTK_BOX (one), b->from);
  gtk_box_append (GTK_BOX (one), b->use);
  gtk_box_append (GTK_BOX (one), sl_label (_("wall ≥"), NULL));
  gtk_box_append (GTK_BOX (one), b->wall);
  gtk_box_append (GTK_BOX (one), sl_label (sl_unit_symbol (SL_UNIT_METRE), NULL));
  gtk_box_append (GTK_BOX (two), b->found);
  gtk_box_append (GTK_BOX (two), b->hold);
  gtk_widget_set_hexpand (b->found, TRUE);
  gtk_box_append (GTK_BOX (box), one);
  gtk_box_append (GTK_BOX (box), two);
  return box;
}

void
sl_slot_bar_fill (SlCalendarPage *c)
{
  find (g_object_get_data (G_OBJECT (c->slots), "bar"));
}

GtkWidget *
sl_slot_bar_new (SlCalendarPage *c)
{
  SlotBar *b = g_new0 (SlotBar, 1);

  b->page = c;
  b->days = number (1, MOST_DAYS, FIRST_DAYS, _("Days of the free slot"));
  b->from = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (b->from), _("today"));
  gtk_editable_set_width_chars (GTK_EDITABLE (b->from), 7);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (b->from), 7);
  sl_set_name (b->from, _("First day of the free slot"));
  b->use = use_choice ();
  sl_set_name (b->use, _("Use of the stage"));
  b->wall = number (0, MOST_WALL, 0, _("Least width of an LED wall (m)"));
  b->found = sl_label ("", "heading");
  b->hold = gtk_button_new_with_label (_("Hold"));
  g_signal_connect_swapped (b->days, "value-changed", G_CALLBACK (find), b);
  g_signal_connect_swapped (b->wall, "value-changed", G_CALLBACK (find), b);
  g_signal_connect_swapped (b->use, "notify::selected", G_CALLBACK (find), b);
  g_signal_connect (b->from, "changed", G_CALLBACK (on_day), b);
  g_signal_connect (b->hold, "clicked", G_CALLBACK (on_hold), b);
  c->slots = sl_fold_new (_("First free slot"), lines_of (b));
  g_object_set (c->slots, "margin-start", GAP, "margin-end", GAP, "margin-bottom", GAP, NULL);
  g_object_set_data_full (G_OBJECT (c->slots), "bar", b, g_free);
  return c->slots;
}
