#include "sl-view-bar.h"

#include "sl-handles.h"
#include "sl-i18n.h"

static GtkWidget *
toggles (const char *action, const char *const *ids, const char *const *labels, guint n)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (labels[i]);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", ids[i]);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static GtkWidget *
menu_of (const char *name, const char *action, const char *const *ids, const char *const *labels, guint n)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (labels[i], NULL);
      g_menu_item_set_action_and_target (item, action, "s", ids[i]);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), name);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  return button;
}

/* Buttons side by side, or a menu where they do not fit: small windows, large text. */
static GtkWidget *
choice (const char *name, const char *action, const char *const *ids, const char *const *labels, guint n)
{
  GtkWidget *squeezer = adw_squeezer_new ();

  adw_squeezer_set_homogeneous (ADW_SQUEEZER (squeezer), FALSE);
  adw_squeezer_add (ADW_SQUEEZER (squeezer), toggles (action, ids, labels, n));
  adw_squeezer_add (ADW_SQUEEZER (squeezer), menu_of (name, action, ids, labels, n));
  gtk_widget_set_valign (squeezer, GTK_ALIGN_CENTER);
  return squeezer;
}

/* --- tools --- */

static GtkWidget *
tools (void)
{
  static const struct { const char *icon, *key; } looks[SL_N_TOOLS] = {
    [SL_TOOL_SELECT] = { "sl-select-symbolic", "Q" }, [SL_TOOL_MOVE] = { "sl-move-symbolic", "G" },
    [SL_TOOL_ROTATE] = { "sl-rotate-symbolic", "R" }, [SL_TOOL_SCALE] = { "sl-scale-symbolic", "S" },
    [SL_TOOL_MEASURE] = { "sl-measure-symbolic", "M" }, [SL_TOOL_WALL] = { "sl-wall-symbolic", "W" },
    [SL_TOOL_CABINETS] = { "sl-cabinets-symbolic", "C" },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);

  for (guint i = 0; i < SL_N_TOOLS; i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();
      g_autofree char *tooltip = g_strdup_printf ("%s (%s)", sl_tool_label (i), looks[i].key);

      gtk_button_set_icon_name (GTK_BUTTON (button), looks[i].icon);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.tool");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", sl_tool_id (i));
      sl_set_name (button, sl_tool_label (i));
      sl_set_tooltip (button, tooltip);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static void
add_steps (GMenu *menu, const char *title, const char *action, const char *const *steps, guint n, const char *unit)
{
  GMenu *section = g_menu_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *label = g_str_equal (steps[i], "0") ? g_strdup (_("None"))
                                                           : g_strconcat (steps[i], unit, NULL);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, action, "s", steps[i]);
      g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, title, G_MENU_MODEL (section));
  g_object_unref (section);
}

static GtkWidget *
magnet (void)
{
  static const char *const lengths[] = { "0", "0.05", "0.1", "0.25", "0.5", "1" };
  static const char *const angles[] = { "0", "1", "5", "15", "45" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *toggle = gtk_toggle_button_new ();
  GtkWidget *steps = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  gtk_button_set_icon_name (GTK_BUTTON (toggle), "sl-magnet-symbolic");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (toggle), "win.magnet");
  sl_set_name (toggle, _("Magnet"));
  sl_set_tooltip (toggle, _("Snap to the grid, to other things and to walls (N); with Ctrl the other way"));
  add_steps (menu, _("Grid"), "win.snap-grid", lengths, G_N_ELEMENTS (lengths), " m");
  add_steps (menu, _("Angle step"), "win.snap-angle", angles, G_N_ELEMENTS (angles), "°");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (steps), G_MENU_MODEL (menu));
  sl_set_name (steps, _("Steps of the magnet"));
  sl_set_tooltip (steps, _("Steps of the magnet"));
  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), toggle);
  gtk_box_append (GTK_BOX (box), steps);
  return box;
}

/* --- the whole --- */

/* Views, and how they are seen through. */
static GtkWidget *
views (void)
{
  const char *ids[] = { "perspective", "top", "front", "side", "axonometric", "camera" };
  const char *labels[] = { _("Perspective"), _("Top"), _("Front"), _("Side"), _("Axonometric"), _("Camera") };
  GtkWidget *view = menu_of (_("View"), "win.view", ids, labels, G_N_ELEMENTS (ids));
  const char *counts[] = { _("One pane"), _("Two panes"), _("Three panes"), _("Four panes") };
  g_autoptr (GMenu) through = g_menu_new (), panes = g_menu_new ();
  GMenu *menu = G_MENU (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (view)));

  g_menu_append (through, _("Fly with keys"), "win.fly");
  g_menu_append (through, _("Section"), "win.section");
  g_menu_append (through, _("See through ceilings"), "win.open-ceilings");
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (counts[i], NULL);
      const char number[] = { (char) ('1' + i), '\0' };

      g_menu_item_set_action_and_target (item, "win.panes", "s", number);
      g_menu_append_item (panes, item);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (through));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (panes));
  return view;
}

GtkWidget *
sl_view_bar_new (GMenuModel *arrange)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *space = gtk_label_new (NULL);
  GtkWidget *menu = gtk_menu_button_new ();
  GtkWidget *view = views ();
  const char *shadings[SL_N_SHADINGS], *shading_labels[SL_N_SHADINGS];

  for (guint i = 0; i < SL_N_SHADINGS; i++)
    {
      shadings[i] = sl_shading_id (i);
      shading_labels[i] = sl_shading_label (i);
    }
  gtk_widget_set_hexpand (space, TRUE);
  gtk_widget_add_css_class (bar, "sl-toolbar");
  gtk_box_append (GTK_BOX (bar), tools ());
  gtk_box_append (GTK_BOX (bar), magnet ());
  gtk_box_append (GTK_BOX (bar), sl_button ("zoom-fit-best-symbolic", _("Frame the selection"), "win.frame-view"));
  g_menu_append (G_MENU (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (view))), _("Set camera from view"),
                 "win.camera-from-view");
  gtk_widget_set_valign (view, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (bar), view);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (menu), _("Arrange"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (menu), arrange);
  gtk_widget_set_valign (menu, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (bar), menu);
  gtk_box_append (GTK_BOX (bar), space);
  gtk_box_append (GTK_BOX (bar), choice (_("Shading"), "win.shading", shadings, shading_labels, SL_N_SHADINGS));
  return bar;
}
