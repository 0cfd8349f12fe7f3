/* Single cabinets of the selected wall, picked in the view, and the bar that says what is done with them. */
#include "sl-viewport-private.h"

#include "sl-device-facts.h"
#include "sl-i18n.h"

enum { BELOW_TOP = 56, GAP = 8, LEAST_NUMBER_W = 26, LEAST_NUMBER_H = 14 };

typedef struct {
  GtkWidget *box, *label, *kinds;
} Bar;

/* --- the bar --- */

static Bar *
bar_of (SlViewport *v)
{
  return g_object_get_data (G_OBJECT (v->overlay), "cabinet-bar");
}

static GtkWidget *
action_button (const char *label, const char *tooltip, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "flat");
  sl_set_tooltip (button, tooltip);
  return button;
}

static void
add_kinds (GMenu *menu, const SlPlan *plan, GHashTable *seen)
{
  for (guint i = 0; plan != NULL && i < sl_plan_count (plan, SL_KIND_PANEL); i++)
    {
      const SlEntity *panel = sl_plan_at (plan, SL_KIND_PANEL, i);
      g_autofree char *name = sl_device_name (panel);
      g_autoptr (GMenuItem) item = NULL;

      if (!g_hash_table_add (seen, panel->id))
        continue;
      item = g_menu_item_new (name != NULL && *name != '\0' ? name : sl_entity_title (panel), NULL);
      g_menu_item_set_action_and_target (item, "win.cabinets-in", "s", panel->id);
      g_menu_append_item (menu, item);
    }
}

/* Of the plan and the catalogue, as they are when it opens. */
static void
fill_kinds (GtkMenuButton *button, gpointer viewport)
{
  SlViewport *v = viewport;
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  add_kinds (menu, sl_editor_plan (v->editor), seen);
  add_kinds (menu, sl_document_catalogue (sl_editor_document (v->editor)), seen);
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
ensure_bar (SlViewport *v)
{
  Bar *bar = bar_of (v);

  if (bar != NULL)
    return;
  bar = g_new0 (Bar, 1);
  bar->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);
  bar->label = gtk_label_new (NULL);
  bar->kinds = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (bar->kinds), _("Another kind"));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (bar->kinds), fill_kinds, v, NULL);
  gtk_widget_add_css_class (bar->kinds, "flat");
  sl_set_name (bar->kinds, _("Another kind"));
  gtk_widget_add_css_class (bar->box, "osd");
  gtk_widget_add_css_class (bar->box, "sl-section-bar");
  gtk_widget_add_css_class (bar->box, "sl-cabinet-bar");
  gtk_widget_add_css_class (bar->label, "sl-number");
  gtk_box_append (GTK_BOX (bar->box), bar->label);
  gtk_box_append (GTK_BOX (bar->box), action_button (_("Leave out"), _("Leave them out (Delete)"),
                                                     "win.cabinets-out"));
  gtk_box_append (GTK_BOX (bar->box), action_button (_("Put back"), _("Put the wall’s own in their places (Insert)"),
                                                     "win.cabinets-in::"));
  gtk_box_append (GTK_BOX (bar->box), bar->kinds);
  gtk_box_append (GTK_BOX (bar->box), action_button (_("Number"),
                                                     _("Numbers begin at the corner that is picked"),
                                                     "win.cabinets-number"));
  gtk_box_append (GTK_BOX (bar->box), action_button (_("All"), _("Pick all of the wall (Ctrl+A)"),
                                                     "win.cabinets-pick::all"));
  gtk_box_append (GTK_BOX (bar->box), action_button (_("Done"), _("Back to things as wholes (Esc)"),
                                                     "win.tool::move"));
  gtk_widget_set_halign (bar->box, GTK_ALIGN_START); /* clear of the axes */
  gtk_widget_set_margin_start (bar->box, GAP);
  gtk_widget_set_valign (bar->box, GTK_ALIGN_START);
  gtk_widget_set_margin_top (bar->box, BELOW_TOP); /* of a section */
  gtk_overlay_add_overlay (GTK_OVERLAY (v->overlay), bar->box);
  g_object_set_data_full (G_OBJECT (v->overlay), "cabinet-bar", bar, g_free);
}

static void
show_bar (SlViewport *v)
{
  Bar *bar = bar_of (v);

  if (bar == NULL)
    return;
  gtk_widget_set_visible (bar->box, v->cabinets != NULL);
  if (v->cabinets != NULL)
    {
      g_autofree char *text = sl_cabinets_text (v->cabinets);

      gtk_label_set_text (GTK_LABEL (bar->label), text);
      sl_set_name (bar->label, text);
    }
  gtk_widget_queue_draw (v->labels);
}

/* --- the wall --- */

static void
tell (SlViewport *v, const GError *error)
{
  if (error != NULL)
    sl_editor_message (v->editor, error->message);
}

/* The wall that is selected; what else is selected changes nothing. */
static void
follow_selection (SlViewport *v)
{
  const char *id = sl_editor_selected (v->editor);
  g_autoptr (GError) error = NULL;

  if (v->cabinets != NULL && sl_cabinets_places (v->cabinets) == NULL)
    g_clear_pointer (&v->cabinets, sl_cabinets_free);
  if (id != NULL && sl_plan_get (sl_editor_plan (v->editor), SL_KIND_WALL, id) != NULL
      && (v->cabinets == NULL || !g_str_equal (sl_cabinets_wall (v->cabinets), id)))
    {
      g_clear_pointer (&v->cabinets, sl_cabinets_free);
      v->cabinets = sl_cabinets_new (v->editor, id, &error);
      tell (v, error);
    }
  show_bar (v);
}

void
sl_viewport_cabinets_begin (SlViewport *v, gboolean begin)
{
  g_signal_handlers_disconnect_by_func (v->editor, follow_selection, v);
  g_clear_pointer (&v->cabinets, sl_cabinets_free);
  if (begin)
    {
      ensure_bar (v);
      g_signal_connect_swapped (v->editor, "selection-changed", G_CALLBACK (follow_selection), v);
      g_signal_connect_swapped (v->editor, "plan-changed", G_CALLBACK (follow_selection), v);
      follow_selection (v);
      if (v->cabinets == NULL)
        sl_editor_message (v->editor, _("Click a wall, then its cabinets"));
    }
  show_bar (v);
}

/* --- hands --- */

gboolean
sl_viewport_cabinets_click (SlViewport *v, double x, double y, GdkModifierType state)
{
  guint column, row;

  if (v->cabinets == NULL)
    return FALSE;
  const SlHand hand = sl_viewport_hand (v, x, y, FALSE);
  if (!sl_cabinets_at (v->cabinets, &hand.ray, &column, &row))
    return FALSE;
  if (state & GDK_SHIFT_MASK)
    sl_cabinets_pick_to (v->cabinets, column, row);
  else
    sl_cabinets_pick (v->cabinets, column, row, (state & GDK_CONTROL_MASK) != 0);
  show_bar (v);
  return TRUE;
}

/* Where the middle of a place is seen (px); FALSE when it is behind the eye. */
static gboolean
middle_of (SlViewport *v, const SlCabinetPlace *place, double *x, double *y)
{
  const SlVec3 foot = sl_vec3_mad (place->corner, place->right, .5);

  if (!sl_draw_camera_project (&v->list->camera, sl_vec3_mad (foot, place->up, .5), x, y))
    return FALSE;
  *x *= gtk_widget_get_width (v->area);
  *y *= gtk_widget_get_height (v->area);
  return TRUE;
}

void
sl_viewport_cabinets_box (SlViewport *v, double x0, double y0, double x1, double y1)
{
  const GArray *places = v->cabinets != NULL && sl_viewport_ready (v) ? sl_cabinets_places (v->cabinets) : NULL;
  double x, y;

  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      const SlCabinetPlace *place = &g_array_index (places, SlCabinetPlace, i);

      if (middle_of (v, place, &x, &y) && x >= fmin (x0, x1) && x <= fmax (x0, x1) && y >= fmin (y0, y1)
          && y <= fmax (y0, y1) && !sl_cabinets_is_picked (v->cabinets, place->column, place->row))
        sl_cabinets_pick (v->cabinets, place->column, place->row, TRUE);
    }
  show_bar (v);
}

gboolean
sl_viewport_cabinets_key (SlViewport *v, guint key, GdkModifierType state)
{
  static const struct { guint key; int columns, rows; } arrows[] = {
    { GDK_KEY_Left, -1, 0 }, { GDK_KEY_Right, 1, 0 }, { GDK_KEY_Up, 0, -1 }, { GDK_KEY_Down, 0, 1 },
  };
  guint column, row;

  if (key == GDK_KEY_Escape)
    return gtk_widget_activate_action (v->area, "win.tool", "s", sl_tool_id (SL_TOOL_MOVE));
  if (v->cabinets == NULL)
    return FALSE;
  sl_cabinets_cursor (v->cabinets, &column, &row);
  if (key == GDK_KEY_space && !(state & GDK_CONTROL_MASK))
    sl_cabinets_pick (v->cabinets, column, row, TRUE);
  else if (key == GDK_KEY_a && (state & GDK_CONTROL_MASK))
    sl_cabinets_pick_all (v->cabinets, TRUE);
  else if (key == GDK_KEY_Delete || key == GDK_KEY_KP_Delete)
    sl_viewport_cabinets_put (v, NULL, TRUE);
  else if (key == GDK_KEY_Insert || key == GDK_KEY_KP_Insert)
    sl_viewport_cabinets_put (v, NULL, FALSE);
  else
    {
      guint i = 0;

      while (i < G_N_ELEMENTS (arrows) && arrows[i].key != key)
        i++;
      if (i == G_N_ELEMENTS (arrows))
        return FALSE;
      sl_cabinets_step (v->cabinets, arrows[i].columns, arrows[i].rows, (state & GDK_SHIFT_MASK) != 0);
    }
  show_bar (v);
  return TRUE;
}

void
sl_viewport_cabinets_put (SlViewport *v, const char *cabinet, gboolean out)
{
  g_autoptr (GError) error = NULL;

  if (v->cabinets == NULL)
    sl_editor_message (v->editor, _("Pick a wall and go to its cabinets first (C)"));
  else if (out)
    sl_cabinets_leave_out (v->cabinets, &error);
  else
    sl_cabinets_put_in (v->cabinets, cabinet, &error);
  tell (v, error);
  show_bar (v);
  gtk_widget_grab_focus (v->area); /* the keys go on picking */
}

void
sl_viewport_cabinets_number (SlViewport *v)
{
  g_autoptr (GError) error = NULL;

  if (v->cabinets == NULL)
    sl_editor_message (v->editor, _("Pick a wall and go to its cabinets first (C)"));
  else
    sl_cabinets_number_from (v->cabinets, &error);
  tell (v, error);
  show_bar (v);
  gtk_widget_grab_focus (v->area);
}

void
sl_viewport_cabinets_pick (SlViewport *v, const char *places)
{
  g_autoptr (GError) error = NULL;

  if (v->tool != SL_TOOL_CABINETS)
    gtk_widget_activate_action (v->area, "win.tool", "s", sl_tool_id (SL_TOOL_CABINETS));
  if (v->cabinets == NULL)
    return; /* it was said */
  if (g_str_equal (places, "all"))
    sl_cabinets_pick_all (v->cabinets, TRUE);
  else
    sl_cabinets_pick_named (v->cabinets, places, &error);
  tell (v, error);
  show_bar (v);
}

/* --- painting --- */

static gboolean
trace (SlViewport *v, cairo_t *cr, const SlCabinetPlace *place, double *width, double *height)
{
  const SlVec3 right = sl_vec3_add (place->corner, place->right);
  const SlVec3 corners[4] = { place->corner, right, sl_vec3_add (right, place->up),
                              sl_vec3_add (place->corner, place->up) };
  double x[4], y[4];

  cairo_new_path (cr);
  for (guint i = 0; i < 4; i++)
    {
      if (!sl_draw_camera_project (&v->list->camera, corners[i], &x[i], &y[i]))
        return FALSE;
      x[i] *= gtk_widget_get_width (v->area);
      y[i] *= gtk_widget_get_height (v->area);
      cairo_line_to (cr, x[i], y[i]);
    }
  cairo_close_path (cr);
  /* as high as it is over its width, though it be seen aslant */
  *width = hypot (x[1] - x[0], y[1] - y[0]);
  *height = fabs ((x[1] - x[0]) * (y[3] - y[0]) - (y[1] - y[0]) * (x[3] - x[0])) / fmax (1, *width);
  return TRUE;
}

/* As the wall counts, where there is room for it. */
static void
paint_number (SlViewport *v, cairo_t *cr, const SlCabinetPlace *place, double width, double height)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, place->number);
  g_autoptr (PangoLayout) layout = NULL;
  double x, y;
  int w, h;

  if (place->number == SL_NO_NUMBER || width < LEAST_NUMBER_W || height < LEAST_NUMBER_H
      || !middle_of (v, place, &x, &y))
    return;
  layout = gtk_widget_create_pango_layout (v->labels, text);
  pango_layout_get_pixel_size (layout, &w, &h);
  if (w > width - 2)
    return;
  cairo_set_source_rgba (cr, 0, 0, 0, .7);
  cairo_move_to (cr, x - w / 2. + 1, y - h / 2. + 1);
  pango_cairo_show_layout (cr, layout);
  cairo_set_source_rgba (cr, 1, 1, 1, .95);
  cairo_move_to (cr, x - w / 2., y - h / 2.);
  pango_cairo_show_layout (cr, layout);
}

static void
paint_place (SlViewport *v, cairo_t *cr, const SlCabinetPlace *place, gboolean at_cursor)
{
  static const double dashes[] = { 4, 3 };
  const gboolean picked = sl_cabinets_is_picked (v->cabinets, place->column, place->row);
  double width, height;

  if (!trace (v, cr, place, &width, &height))
    return;
  if (picked)
    {
      cairo_set_source_rgba (cr, .21, .52, .89, .55);
      cairo_fill_preserve (cr);
    }
  else if (place->stands && !place->usual)
    {
      cairo_set_source_rgba (cr, 1, .82, .4, .28);
      cairo_fill_preserve (cr);
    }
  cairo_set_dash (cr, dashes, place->stands ? 0 : 2, 0);
  cairo_set_line_width (cr, at_cursor ? 3 : picked ? 1.5 : 1);
  cairo_set_source_rgba (cr, 1, 1, 1, at_cursor ? 1 : picked ? .9 : .4);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  paint_number (v, cr, place, width, height);
}

void
sl_viewport_cabinets_paint (SlViewport *v, cairo_t *cr)
{
  const GArray *places = v->tool == SL_TOOL_CABINETS && v->cabinets != NULL ? sl_cabinets_places (v->cabinets) : NULL;
  guint column = 0, row = 0;

  if (places == NULL)
    return;
  sl_cabinets_cursor (v->cabinets, &column, &row);
  for (guint i = 0; i < places->len; i++)
    {
      const SlCabinetPlace *place = &g_array_index (places, SlCabinetPlace, i);

      paint_place (v, cr, place, place->column == column && place->row == row);
    }
}
