#include "sl-menus.h"

#include "sl-i18n.h"
#include "sl-outline-begin.h"
#include "sl-templates.h"

static void
add_choice_item (GMenu *menu, const char *action, const char *id, const char *label)
{
  g_autofree char *detailed = g_strdup_printf ("%s::%s", action, id);
  g_menu_append (menu, label, detailed);
}

static GMenuModel *
facilities (void)
{
  g_auto (GStrv) ids = sl_templates ();
  GMenu *menu = g_menu_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *title = sl_template_title (ids[i]);
      add_choice_item (menu, "app.new-from", ids[i], title);
    }
  return G_MENU_MODEL (menu);
}

GMenuModel *
sl_menu_main (void)
{
  GMenu *menu = g_menu_new (), *file = g_menu_new (), *panels = g_menu_new (), *about = g_menu_new ();
  g_autoptr (GMenuModel) templates = facilities ();

  g_menu_append (file, _("New"), "app.new");
  g_menu_append_submenu (file, _("New from a facility"), templates);
  g_menu_append (file, _("Open…"), "app.open");
  g_menu_append (file, _("Open recent…"), "app.open-recent");
  g_menu_append (file, _("Import…"), "win.import-file");
  g_menu_append (file, _("Import with options…"), "win.import-options");
  g_menu_append (file, _("Missing files…"), "win.missing-files");
  g_menu_append (file, _("Save"), "win.save");
  g_menu_append (file, _("Save as…"), "win.save-as");
  g_menu_append (panels, _("Show the list"), "win.show-list");
  g_menu_append (panels, _("Show the inspector"), "win.show-inspector");
  g_menu_append (panels, _("Show the timeline"), "win.show-timeline");
  g_menu_append (panels, _("Show the monitor"), "win.show-monitor");
  g_menu_append (panels, _("Show the problems"), "win.show-problems");
  g_menu_append (about, _("Feet and inches"), "win.imperial");
  g_menu_append (about, _("Preferences"), "app.preferences");
  g_menu_append (about, _("Booking servers…"), "app.booking-servers");
  g_menu_append (about, _("Keyboard shortcuts"), "win.show-help-overlay");
  g_menu_append (about, _("About Sightline"), "app.about");
  g_menu_append (about, _("Quit"), "app.quit");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (file));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (panels));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (about));
  g_object_unref (file);
  g_object_unref (panels);
  g_object_unref (about);
  return G_MENU_MODEL (menu);
}

GMenuModel *
sl_menu_other_actions (void)
{
  static const char *const views[] = { "perspective", "top", "front", "side", "axonometric", "camera" };
  const char *view_labels[] = { _("Perspective"), _("Top"), _("Front"), _("Side"), _("Axonometric"), _("Camera") };
  GMenu *menu = g_menu_new (), *view = g_menu_new (), *shading = g_menu_new (), *workspace = g_menu_new ();
  GMenu *add = G_MENU (sl_outline_add_menu ());
  const struct { const char *label, *action; } plain[] = {
    { _("Undo"), "win.undo" }, { _("Redo"), "win.redo" }, { _("Duplicate"), "win.duplicate" },
    { _("Remove"), "win.remove" }, { _("Play"), "win.play" }, { _("Play on stage"), "win.play-on-stage" },
    { _("Listen to the stage"), "win.listen-to-stage" }, { _("Record a take"), "win.record-take" },
    { _("First frame"), "win.first-frame" }, { _("Last frame"), "win.last-frame" },
    { _("Go to worst frame"), "win.worst-frame" },
    { _("Frame the selection"), "win.frame-view" }, { _("Fly with keys"), "win.fly" }, { _("Section"), "win.section" },
    { _("See through ceilings"), "win.open-ceilings" }, { _("Next problem"), "win.next-problem" },
    { _("Previous problem"), "win.previous-problem" },
    { _("Auto-key"), "win.auto-key" }, { _("Steer camera"), "win.steer" },
    { _("Lock horizon"), "win.lock-horizon" }, { _("Set camera from view"), "win.camera-from-view" },
    { _("Aim camera at selection"), "win.aim-camera" }, { _("Copy keys"), "win.keys-copy" },
    { _("Cut keys"), "win.keys-cut" },
    { _("Paste keys at this frame"), "win.keys-paste" }, { _("Take out keys"), "win.keys-remove" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    g_menu_append (menu, plain[i].label, plain[i].action);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    add_choice_item (view, "win.view", views[i], view_labels[i]);
  for (guint i = 0; i < SL_N_SHADINGS; i++)
    add_choice_item (shading, "win.shading", sl_shading_id (i), sl_shading_label (i));
  add_choice_item (workspace, "win.workspace", "stage", _("Stage"));
  add_choice_item (workspace, "win.workspace", "shots", _("Shots"));
  add_choice_item (workspace, "win.workspace", "schedule", _("Schedule"));
  g_menu_append_submenu (menu, _("Add"), G_MENU_MODEL (add));
  g_menu_append_submenu (menu, _("View"), G_MENU_MODEL (view));
  g_menu_append_submenu (menu, _("Shading"), G_MENU_MODEL (shading));
  g_menu_append_submenu (menu, _("Workspace"), G_MENU_MODEL (workspace));
  g_object_unref (add);
  g_object_unref (view);
  g_object_unref (shading);
  g_object_unref (workspace);
  return G_MENU_MODEL (menu);
}
