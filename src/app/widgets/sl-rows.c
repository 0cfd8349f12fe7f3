#include "sl-rows.h"

#include "sl-compat.h"
#include "sl-widgets.h"

/* A list model's wrapper of an id. */
#define SL_TYPE_ROW (sl_row_get_type ())
G_DECLARE_FINAL_TYPE (SlRow, sl_row, SL, ROW, GObject)

struct _SlRow {
  GObject      parent;
  char        *id, *key;
  GtkListItem *item; /* borrowed; NULL while no widget shows it */
};

G_DEFINE_FINAL_TYPE (SlRow, sl_row, G_TYPE_OBJECT)

typedef struct {
  SlRowMake           make;
  SlRowCall           selected, activated;
  SlRowsCall          several;  /* NULL where only one can be selected */
  gpointer            data;
  GListStore         *store;
  GtkSelectionModel  *selection; /* the list's */
  GPtrArray          *chosen;   /* char *: what is selected, in the order of picking; of several only */
  gboolean            setting; /* what is selected now is not a person's choice */
  guint               at;      /* of the row to be brought into sight */
  gboolean            scrolls; /* to what is selected, once the list has its size */
} Rows;

static void
sl_row_finalize (GObject *object)
{
  SlRow *row = SL_ROW (object);

  g_free (row->id);
  g_free (row->key);
  G_OBJECT_CLASS (sl_row_parent_class)->finalize (object);
}

static void
sl_row_class_init (SlRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_row_finalize;
}

static void
sl_row_init (SlRow *row)
{
}

static Rows *
rows_of (GtkWidget *list)
{
  return g_object_get_data (G_OBJECT (list), "rows");
}

static void
show (Rows *rows, SlRow *row)
{
  g_autofree char *spoken = NULL;
  GtkWidget *child = rows->make (row->id, &spoken, rows->data);

  gtk_list_item_set_child (row->item, child);
  sl_set_name (gtk_widget_get_parent (child), spoken != NULL ? spoken : row->id);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, Rows *rows)
{
  SlRow *row = gtk_list_item_get_item (item);

  row->item = item;
  show (rows, row);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item, Rows *rows)
{
  SlRow *row = gtk_list_item_get_item (item);

  row->item = NULL;
  gtk_list_item_set_child (item, NULL);
}

static void
on_selected (Rows *rows)
{
  SlRow *row = gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (rows->selection));

  if (!rows->setting && row != NULL)
    rows->selected (row->id, rows->data);
}

static gboolean
is_chosen (Rows *rows, const char *id)
{
  return g_ptr_array_find_with_equal_func (rows->chosen, id, g_str_equal, NULL);
}

/* Puts the ids of the selected rows that were chosen before, or were not, behind `ids` (char *, owned by it). */
static void
add_selected (Rows *rows, gboolean before, GPtrArray *ids)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (rows->selection);
  GtkBitsetIter iter;
  guint at;

  gboolean more = gtk_bitset_iter_init_first (&iter, selected, &at);

  for (; more; more = gtk_bitset_iter_next (&iter, &at))
    {
      g_autoptr (SlRow) row = g_list_model_get_item (G_LIST_MODEL (rows->store), at);

      if (row != NULL && is_chosen (rows, row->id) == before)
        g_ptr_array_add (ids, g_strdup (row->id));
    }
}

/* What was picked now comes last. */
static void
on_several (GtkSelectionModel *selection, guint position, guint n, Rows *rows)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (rows->setting)
    return;
  add_selected (rows, TRUE, ids);
  add_selected (rows, FALSE, ids);
  g_ptr_array_unref (rows->chosen);
  rows->chosen = g_ptr_array_ref (ids);
  rows->several (ids, rows->data);
}

static void
on_activate (GtkListView *list, guint position, Rows *rows)
{
  g_autoptr (SlRow) row = g_list_model_get_item (G_LIST_MODEL (rows->store), position);

  if (row != NULL && rows->activated != NULL)
    rows->activated (row->id, rows->data);
}

static void
rows_free (gpointer data)
{
  Rows *rows = data;

  g_clear_pointer (&rows->chosen, g_ptr_array_unref);
  g_free (rows);
}

GtkWidget *
sl_rows_new (SlRowMake make, SlRowCall selected, SlRowCall activated, gpointer data)
{
  Rows *rows = g_new0 (Rows, 1);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *list;

  *rows = (Rows) { .make = make, .selected = selected, .activated = activated, .data = data };
  rows->store = g_list_store_new (SL_TYPE_ROW);
  GtkSingleSelection *single = gtk_single_selection_new (G_LIST_MODEL (rows->store)); /* which takes the store */
  gtk_single_selection_set_autoselect (single, FALSE);
  gtk_single_selection_set_can_unselect (single, TRUE);
  rows->selection = GTK_SELECTION_MODEL (single);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), rows);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), rows);
  g_signal_connect_swapped (rows->selection, "notify::selected-item", G_CALLBACK (on_selected), rows);
  list = gtk_list_view_new (rows->selection, factory);
  g_signal_connect (list, "activate", G_CALLBACK (on_activate), rows);
  g_object_set_data_full (G_OBJECT (list), "rows", rows, rows_free);
  return list;
}

void
sl_rows_allow_several (GtkWidget *list, SlRowsCall selected)
{
  Rows *rows = rows_of (list);
  g_autoptr (GtkMultiSelection) several = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (rows->store)));

  rows->several = selected;
  rows->chosen = g_ptr_array_new_with_free_func (g_free);
  rows->selection = GTK_SELECTION_MODEL (several);
  g_signal_connect (several, "selection-changed", G_CALLBACK (on_several), rows);
  gtk_list_view_set_model (GTK_LIST_VIEW (list), rows->selection); /* the single one goes with its listener */
}

static gboolean
has_id (Rows *rows, guint position, const char *id)
{
  g_autoptr (SlRow) row = g_list_model_get_item (G_LIST_MODEL (rows->store), position);

  return row != NULL && g_str_equal (row->id, id);
}

/* Replaces what lies between the rows that are the same at both ends. */
static void
put_rows (Rows *rows, const GPtrArray *ids, const GPtrArray *keys)
{
  guint before = g_list_model_get_n_items (G_LIST_MODEL (rows->store)), head = 0, tail = 0;
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);

  while (head < MIN (before, ids->len) && has_id (rows, head, ids->pdata[head]))
    head++;
  while (tail < MIN (before, ids->len) - head && has_id (rows, before - 1 - tail, ids->pdata[ids->len - 1 - tail]))
    tail++;
  for (guint i = head; i < ids->len - tail; i++)
    {
      SlRow *row = g_object_new (SL_TYPE_ROW, NULL);
      row->id = g_strdup (ids->pdata[i]);
      row->key = g_strdup (keys->pdata[i]);
      g_ptr_array_add (fresh, row);
    }
  if (fresh->len > 0 || head + tail < before)
    g_list_store_splice (rows->store, head, before - head - tail, fresh->pdata, fresh->len);
}

void
sl_rows_set (GtkWidget *list, const GPtrArray *ids, const GPtrArray *keys)
{
  Rows *rows = rows_of (list);

  rows->setting = TRUE;
  put_rows (rows, ids, keys);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (SlRow) row = g_list_model_get_item (G_LIST_MODEL (rows->store), i);

      if (g_str_equal (row->key, keys->pdata[i]))
        continue;
      g_free (row->key);
      row->key = g_strdup (keys->pdata[i]);
      if (row->item != NULL)
        show (rows, row);
    }
  rows->setting = FALSE;
}

/* A list without a size cannot scroll: GTK then shows rows of two places at once. */
static gboolean
on_tick (GtkWidget *list, GdkFrameClock *clock, gpointer data)
{
  Rows *rows = data;

  if (gtk_widget_get_height (list) == 0)
    return G_SOURCE_CONTINUE;
  rows->scrolls = FALSE;
  if (rows->at < g_list_model_get_n_items (G_LIST_MODEL (rows->store)))
    gtk_widget_activate_action (list, "list.scroll-to-item", "u", rows->at);
  return G_SOURCE_REMOVE;
}

static void
scroll_to (GtkWidget *list, Rows *rows, guint at)
{
  rows->at = at;
  if (!rows->scrolls)
    gtk_widget_add_tick_callback (list, on_tick, rows, NULL);
  rows->scrolls = TRUE;
}

/* Selects what `chosen` names; the position of `primary`, GTK_INVALID_LIST_POSITION where no row is it. */
static guint
select_chosen (Rows *rows, const char *primary)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (rows->store)), at = GTK_INVALID_LIST_POSITION;
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty (), all = gtk_bitset_new_range (0, n);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < rows->chosen->len; i++)
    g_hash_table_add (ids, rows->chosen->pdata[i]);
  for (guint i = 0; i < n && g_hash_table_size (ids) > 0; i++)
    {
      g_autoptr (SlRow) row = g_list_model_get_item (G_LIST_MODEL (rows->store), i);

      if (g_hash_table_contains (ids, row->id))
        gtk_bitset_add (selected, i);
      if (primary != NULL && g_str_equal (row->id, primary))
        at = i;
    }
  rows->setting = TRUE;
  gtk_selection_model_set_selection (rows->selection, selected, all);
  rows->setting = FALSE;
  return at;
}

void
sl_rows_select_set (GtkWidget *list, const GPtrArray *ids)
{
  Rows *rows = rows_of (list);
  const char *primary = ids->len > 0 ? ids->pdata[ids->len - 1] : NULL;
  g_autoptr (GPtrArray) chosen = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (chosen, g_strdup (ids->pdata[i]));
  g_ptr_array_unref (rows->chosen);
  rows->chosen = g_steal_pointer (&chosen);
  guint at = select_chosen (rows, primary);
  if (at != GTK_INVALID_LIST_POSITION && at != rows->at)
    scroll_to (list, rows, at);
}

void
sl_rows_select (GtkWidget *list, const char *id)
{
  Rows *rows = rows_of (list);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (rows->store)), at = 0;

  while (id != NULL && at < n && !has_id (rows, at, id))
    at++;
  if (id == NULL || at == n)
    at = GTK_INVALID_LIST_POSITION;
  if (at == gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (rows->selection)))
    return;
  rows->setting = TRUE;
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (rows->selection), at);
  rows->setting = FALSE;
  scroll_to (list, rows, at);
}

const char *
sl_rows_selected (GtkWidget *list)
{
  const SlRow *row = gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (rows_of (list)->selection));

  return row != NULL ? row->id : NULL;
}

/* --- one stop --- */

/* The list takes no focus while the next widget is looked for. */
static gboolean
on_tab (GtkEventControllerKey *keys, guint keyval, guint code, GdkModifierType state, GtkWidget *list)
{
  const gboolean back = keyval == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK) != 0;
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (list));
  gboolean moved;

  if ((keyval != GDK_KEY_Tab && keyval != GDK_KEY_ISO_Left_Tab) || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  gtk_widget_set_can_focus (list, FALSE);
  moved = gtk_widget_child_focus (root, back ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
  gtk_widget_set_can_focus (list, TRUE);
  return moved;
}

/* A press puts the focus where it is: to move it, and the list with it, would have the button come up over another
 * row. */
static gboolean
is_pressed (GtkWidget *widget)
{
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (widget));
  GdkDevice *pointer = gdk_seat_get_pointer (gdk_display_get_default_seat (gtk_widget_get_display (widget)));
  GdkModifierType held = 0;

  if (pointer != NULL)
    gdk_surface_get_device_position (surface, pointer, NULL, NULL, &held);
  return (held & (GDK_BUTTON1_MASK | GDK_BUTTON2_MASK | GDK_BUTTON3_MASK)) != 0;
}

static gboolean
focus_selected (gpointer list)
{
  Rows *rows = rows_of (list);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (list));

  if (rows->at < g_list_model_get_n_items (G_LIST_MODEL (rows->store))
      && gtk_selection_model_is_selected (rows->selection, rows->at)
      && focus != NULL && gtk_widget_is_ancestor (focus, list))
    sl_focus_row (list, rows->at);
  return G_SOURCE_REMOVE;
}

/* Later GTK comes in at the first row, or where the focus last was. */
static void
on_enter (GtkEventControllerFocus *focus, GtkWidget *list)
{
  if (!is_pressed (list))
    g_idle_add_full (G_PRIORITY_HIGH, focus_selected, g_object_ref (list), g_object_unref);
}

void
sl_rows_one_stop (GtkWidget *list)
{
  GtkEventController *keys = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_tab), list);
  gtk_widget_add_controller (list, keys);
  g_signal_connect (focus, "enter", G_CALLBACK (on_enter), list);
  gtk_widget_add_controller (list, focus);
}
