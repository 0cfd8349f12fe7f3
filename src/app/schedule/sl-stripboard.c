#include "sl-stripboard-private.h"

#include <math.h>

#include "sl-i18n.h"
#include "sl-strip-twin.h"

enum { LEAST_W = 300, USUAL_W = 560, INDENT = 2 }; /* px; carried rows stand a little to the right */

G_DEFINE_FINAL_TYPE (SlStripboard, sl_stripboard, GTK_TYPE_WIDGET)

const GPtrArray *
sl_stripboard_rows (SlStripboard *b)
{
  return b->boneyard ? sl_board_desk_bones (b->desk) : sl_board_desk_rows (b->desk);
}

/* --- what is in sight --- */

static GtkAdjustment *
lines_of (SlStripboard *b)
{
  return b->scroll != NULL ? gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (b->scroll)) : NULL;
}

int
sl_stripboard_page (SlStripboard *b)
{
  GtkAdjustment *lines = lines_of (b);

  return lines != NULL ? MAX (1, (int) gtk_adjustment_get_page_size (lines) / sl_strip_row_height () - 1) : 10;
}

void
sl_stripboard_show (SlStripboard *b, guint row)
{
  GtkAdjustment *lines = lines_of (b);
  const double top = SL_BOARD_PAD + (double) row * sl_strip_row_height ();

  if (lines != NULL)
    gtk_adjustment_clamp_page (lines, top - SL_BOARD_PAD, top + sl_strip_row_height () + SL_BOARD_PAD);
}

const SlBoardRow *
sl_stripboard_row_at (SlStripboard *b, double y)
{
  const GPtrArray *rows = sl_stripboard_rows (b);
  const double at = floor ((y - SL_BOARD_PAD) / sl_strip_row_height ());

  return at >= 0 && at < rows->len ? rows->pdata[(guint) at] : NULL;
}

/* The rows that are carried or, where none is, that has the cursor. */
static gboolean
rows_in_hand (SlStripboard *b, guint *first, guint *n)
{
  const GPtrArray *rows = sl_stripboard_rows (b);
  const char *cursor = sl_board_desk_cursor (b->desk);
  const gboolean trying = sl_board_desk_is_trying (b->desk);

  *first = *n = 0;
  for (guint i = 0; i < rows->len; i++)
    {
      const SlBoardRow *row = rows->pdata[i];

      if (trying ? !row->carried : cursor == NULL || !g_str_equal (row->id, cursor))
        continue;
      if ((*n)++ == 0)
        *first = i;
    }
  return *n > 0;
}

gboolean
sl_stripboard_place (SlStripboard *b, GtkWidget *widget, graphene_rect_t *place)
{
  guint first, n;
  double x, y;

  if (!gtk_widget_get_mapped (GTK_WIDGET (b)) || !rows_in_hand (b, &first, &n)
      || !gtk_widget_translate_coordinates (GTK_WIDGET (b), widget, 0,
                                            SL_BOARD_PAD + (double) first * sl_strip_row_height (), &x, &y))
    return FALSE;
  *place = GRAPHENE_RECT_INIT ((float) x, (float) y, (float) gtk_widget_get_width (GTK_WIDGET (b)),
                               (float) (n * (guint) sl_strip_row_height ()));
  return TRUE;
}

gboolean
sl_stripboard_has_focus (SlStripboard *b)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (b));

  return gtk_widget_is_focus (GTK_WIDGET (b)) || (child != NULL && !GTK_IS_POPOVER (child));
}

/* --- drawing --- */

static void
draw_row (SlStripboard *b, GtkSnapshot *snapshot, const SlBoardRow *row, guint at, gboolean focused)
{
  const char *cursor = sl_board_desk_cursor (b->desk);
  const gboolean chosen = row->form != SL_BOARD_ROW_GHOST && sl_board_desk_is_chosen (b->desk, row->id);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (row->carried ? INDENT : 0,
                                                          (float) (SL_BOARD_PAD + (int) at * sl_strip_row_height ())));
  sl_strip_painter_row (b->painter, snapshot, row);
  if (row->carried || chosen)
    sl_strip_painter_chosen (b->painter, snapshot,
                             row->carried || (focused && cursor != NULL && g_str_equal (row->id, cursor)));
  gtk_snapshot_restore (snapshot);
}

/* Only what is in sight. */
static void
snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SlStripboard *b = SL_STRIPBOARD (widget);
  const GPtrArray *rows = sl_stripboard_rows (b);
  const SlBoardRead *read = sl_board_desk_seen (b->desk);
  GtkAdjustment *lines = lines_of (b);
  const double top = lines != NULL ? gtk_adjustment_get_value (lines) : 0;
  const double page = lines != NULL ? gtk_adjustment_get_page_size (lines) : gtk_widget_get_height (widget);
  const int height = sl_strip_row_height ();
  const gboolean focused = sl_stripboard_has_focus (b);

  if (read == NULL)
    return;
  sl_strip_painter_begin (b->painter, read, gtk_widget_get_width (widget));
  for (guint i = (guint) MAX (0, (top - SL_BOARD_PAD) / height); i < rows->len && i * (guint) height < top + page; i++)
    draw_row (b, snapshot, rows->pdata[i], i, focused);
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  SlStripboard *b = SL_STRIPBOARD (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = LEAST_W;
      *natural = (int) (USUAL_W * sl_text_scale ());
    }
  else
    *minimum = *natural = (int) b->shown * sl_strip_row_height () + 2 * SL_BOARD_PAD;
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SlStripboard *b = SL_STRIPBOARD (widget);
  const int row = sl_strip_row_height ();

  for (guint i = 0; i < b->twins->len; i++)
    gtk_widget_size_allocate (b->twins->pdata[i], &(GtkAllocation) { 0, SL_BOARD_PAD + (int) i * row, width, row - 2 },
                              -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));
}

/* --- twins --- */

static void
on_twin (GtkWidget *twin, gpointer data)
{
  SlStripboard *b = data;

  sl_board_desk_choose (b->desk, sl_strip_twin_id (twin), SL_CHOOSE_ONE);
}

static void
add_twins (SlStripboard *b, guint n)
{
  while (b->twins->len < n)
    {
      GtkWidget *twin = sl_strip_twin_new (on_twin, b);

      gtk_widget_set_parent (twin, GTK_WIDGET (b));
      g_ptr_array_add (b->twins, twin);
    }
  while (b->twins->len > n)
    gtk_widget_unparent (g_ptr_array_remove_index (b->twins, b->twins->len - 1));
}

static void
mark_twins (SlStripboard *b)
{
  for (guint i = 0; i < b->twins->len; i++)
    sl_strip_twin_mark (b->twins->pdata[i], sl_board_desk_is_chosen (b->desk, sl_strip_twin_id (b->twins->pdata[i])));
}

/* What a hand tries is not told row by row. */
static void
fill_twins (SlStripboard *b)
{
  const GPtrArray *rows = sl_stripboard_rows (b);
  const SlBoardRead *read = sl_board_desk_seen (b->desk);

  add_twins (b, rows->len);
  for (guint i = 0; i < rows->len; i++)
    {
      const SlBoardRow *row = rows->pdata[i];
      g_autofree char *spoken = sl_board_row_spoken (read, row);

      sl_strip_twin_set (b->twins->pdata[i], row->id, spoken);
    }
  mark_twins (b);
}

static guint
cursor_index (SlStripboard *b)
{
  const char *cursor = sl_board_desk_cursor (b->desk);
  const GPtrArray *rows = sl_stripboard_rows (b);

  for (guint i = 0; cursor != NULL && i < rows->len; i++)
    if (g_str_equal (((const SlBoardRow *) rows->pdata[i])->id, cursor))
      return i;
  return G_MAXUINT;
}

void
sl_stripboard_focus (SlStripboard *b)
{
  const guint at = cursor_index (b);

  if (at < b->twins->len)
    gtk_widget_grab_focus (b->twins->pdata[at]);
  else
    gtk_widget_grab_focus (GTK_WIDGET (b));
}

/* --- keeping up --- */

static gboolean
fill (gpointer data)
{
  SlStripboard *b = data;

  b->idle = 0;
  if (sl_board_desk_is_trying (b->desk) || !gtk_widget_get_mapped (GTK_WIDGET (b)))
    return G_SOURCE_REMOVE;
  fill_twins (b);
  if (sl_stripboard_has_focus (b))
    sl_stripboard_focus (b);
  return G_SOURCE_REMOVE;
}

static void
on_changed (SlStripboard *b)
{
  guint n, first, carried;

  if (!gtk_widget_get_mapped (GTK_WIDGET (b))) /* nothing is read for who does not look */
    return;
  n = sl_stripboard_rows (b)->len;
  if (n != b->shown)
    gtk_widget_queue_resize (GTK_WIDGET (b));
  b->shown = n;
  gtk_widget_queue_draw (GTK_WIDGET (b));
  if (sl_board_desk_is_trying (b->desk) && !b->dragging && rows_in_hand (b, &first, &carried))
    sl_stripboard_show (b, first);
  if (b->idle == 0)
    b->idle = sl_before_redraw (fill, b);
}

/* Where it is of a strip of this one, and brought into sight. */
static void
on_chosen (SlStripboard *b)
{
  const guint at = gtk_widget_get_mapped (GTK_WIDGET (b)) ? cursor_index (b) : G_MAXUINT;

  if (!gtk_widget_get_mapped (GTK_WIDGET (b)))
    return;
  gtk_widget_queue_draw (GTK_WIDGET (b));
  mark_twins (b);
  if (at == G_MAXUINT)
    return;
  sl_stripboard_show (b, at);
  if (b->idle == 0)
    b->idle = sl_before_redraw (fill, b);
}

static void
on_map (SlStripboard *b)
{
  on_changed (b);
  on_chosen (b);
}

/* --- the focus: one stop, on the row of the cursor --- */

static gboolean
grab_focus (GtkWidget *widget)
{
  SlStripboard *b = SL_STRIPBOARD (widget);
  guint at = cursor_index (b);

  if (b->twins->len == 0)
    return GTK_WIDGET_CLASS (sl_stripboard_parent_class)->grab_focus (widget);
  if (at >= b->twins->len)
    at = 0;
  return gtk_widget_grab_focus (b->twins->pdata[at]);
}

static gboolean
focus (GtkWidget *widget, GtkDirectionType direction)
{
  if (gtk_widget_get_focus_child (widget) != NULL || gtk_widget_is_focus (widget))
    return FALSE;
  return gtk_widget_grab_focus (widget);
}

static void
sl_stripboard_dispose (GObject *object)
{
  SlStripboard *b = SL_STRIPBOARD (object);

  g_clear_handle_id (&b->idle, g_source_remove);
  if (b->desk != NULL)
    g_signal_handlers_disconnect_by_data (b->desk, b);
  g_clear_object (&b->desk);
  if (b->twins != NULL)
    add_twins (b, 0);
  g_clear_pointer (&b->twins, g_ptr_array_unref);
  g_clear_pointer (&b->offs, g_ptr_array_unref);
  g_clear_pointer (&b->painter, sl_strip_painter_free);
  g_clear_pointer (&b->bench, sl_bench_unref);
  G_OBJECT_CLASS (sl_stripboard_parent_class)->dispose (object);
}

static gboolean
on_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer data)
{
  SlStripboard *b = SL_STRIPBOARD (widget);
  const SlBoardRow *row = sl_board_desk_is_trying (b->desk) ? NULL : sl_stripboard_row_at (b, y);
  const SlBoardRead *read = sl_board_desk_seen (b->desk);

  if (row == NULL || read == NULL || keyboard)
    return FALSE;
  g_autofree char *text = sl_board_row_tooltip (read, row);
  gtk_tooltip_set_text (tooltip, text);
  return *text != '\0';
}

static void
sl_stripboard_class_init (SlStripboardClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_stripboard_dispose;
  widget->snapshot = snapshot;
  widget->measure = measure;
  widget->size_allocate = size_allocate;
  widget->grab_focus = grab_focus;
  widget->focus = focus;
  gtk_widget_class_set_css_name (widget, "stripboard");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
sl_stripboard_init (SlStripboard *b)
{
  b->twins = g_ptr_array_new ();
  b->offs = g_ptr_array_new ();
  b->painter = sl_strip_painter_new (GTK_WIDGET (b));
  gtk_widget_set_focusable (GTK_WIDGET (b), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (b), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_has_tooltip (GTK_WIDGET (b), TRUE);
  g_signal_connect (b, "query-tooltip", G_CALLBACK (on_tooltip), NULL);
}

static SlStripboard *
make (SlBench *bench, SlBoardDesk *desk, gboolean boneyard, const char *name)
{
  SlStripboard *b = g_object_new (SL_TYPE_STRIPBOARD, NULL);

  b->bench = sl_bench_ref (bench);
  b->desk = g_object_ref (desk);
  b->boneyard = boneyard;
  b->reads = desk != bench->board;
  b->target = b;
  sl_set_name (b, name);
  sl_stripboard_add_hands (b);
  sl_stripboard_add_keys (b);
  g_signal_connect_swapped (b->desk, "changed", G_CALLBACK (on_changed), b);
  g_signal_connect_swapped (b->desk, "chosen", G_CALLBACK (on_chosen), b);
  g_signal_connect (b, "map", G_CALLBACK (on_map), NULL);
  return b;
}

GtkWidget *
sl_stripboard_new (SlBench *bench, gboolean boneyard)
{
  return GTK_WIDGET (make (bench, bench->board, boneyard, boneyard ? _("Boneyard") : _("Strips")));
}

GtkWidget *
sl_stripboard_new_beside (SlBench *bench, SlBoardDesk *desk)
{
  return GTK_WIDGET (make (bench, desk, FALSE, _("Strips of the other board")));
}

GtkWidget *
sl_stripboard_scrolled (SlStripboard *b)
{
  GtkWidget *scroll = gtk_scrolled_window_new (), *viewport = gtk_viewport_new (NULL, NULL);

  b->scroll = scroll;
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), FALSE); /* the cursor's row is brought into sight here */
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), GTK_WIDGET (b));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), viewport);
  gtk_widget_set_vexpand (scroll, TRUE);
  g_signal_connect_object (lines_of (b), "value-changed", G_CALLBACK (gtk_widget_queue_draw), b, G_CONNECT_SWAPPED);
  return scroll;
}

void
sl_stripboard_add_off (SlStripboard *b, GtkWidget *widget)
{
  g_ptr_array_add (b->offs, widget);
}

void
sl_stripboard_put_on (SlStripboard *boneyard, SlStripboard *board)
{
  boneyard->target = board;
}

void
sl_stripboard_search_in (SlStripboard *b, GtkWidget *entry)
{
  b->search = entry;
}
