/* A group of a breakdown: what the scene needs of it, and an entry that puts more in. */
#include "sl-breakdown-page.h"
#include "sl-breakdown.h"
#include "sl-completing-entry.h"
#include "sl-field-row.h"
#include "sl-i18n.h"

typedef struct {
  SlFieldHost  *host;  /* borrowed */
  int           group;
  GtkWidget    *box, *rows, *entry, *all;
} Group;

static const SlSceneEntity *
scene_of (Group *g)
{
  return g->host->ids->len > 0 ? sl_plan_get (sl_editor_plan (g->host->editor), SL_KIND_SCENE, g->host->ids->pdata[0])
                               : NULL;
}

/* --- what is needed --- */

static void
on_pick (GtkWidget *button, Group *g)
{
  sl_editor_select (g->host->editor, g_object_get_data (G_OBJECT (button), "id"));
}

/* The focus stays in the group. */
static void
on_take_out (GtkWidget *button, Group *g)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (button), "id"));
  g_autofree char *scene = g_strdup (scene_of (g) != NULL ? scene_of (g)->entity.id : NULL);

  if (scene == NULL)
    return;
  gtk_widget_grab_focus (g->entry);
  sl_breakdown_remove (g->host->editor, scene, id);
}

typedef struct {
  Group     *g;
  GPtrArray *items; /* SlBreakdownItem */
} Filling;

static GtkWidget *
make_row (guint index, gpointer data)
{
  const Filling *f = data;
  const SlBreakdownItem *item = f->items->pdata[index];
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *pick = gtk_button_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *out;
  g_autofree char *name = g_strdup_printf (_("Take out %s"), item->name);

  gtk_box_append (GTK_BOX (words), sl_label (item->name, NULL));
  gtk_box_append (GTK_BOX (words), sl_label (item->facts, "sl-dim"));
  gtk_button_set_child (GTK_BUTTON (pick), words);
  gtk_widget_add_css_class (pick, "flat");
  gtk_widget_add_css_class (pick, "sl-need");
  gtk_widget_set_hexpand (pick, TRUE);
  sl_set_name (pick, item->name);
  sl_set_tooltip (pick, _("Its own fields, in the inspector"));
  out = sl_button ("list-remove-symbolic", name, NULL);
  gtk_widget_add_css_class (out, "sl-helper");
  g_object_set_data_full (G_OBJECT (pick), "id", g_strdup (item->id), g_free);
  g_object_set_data_full (G_OBJECT (out), "id", g_strdup (item->id), g_free);
  g_signal_connect (pick, "clicked", G_CALLBACK (on_pick), f->g);
  g_signal_connect (out, "clicked", G_CALLBACK (on_take_out), f->g);
  gtk_box_append (GTK_BOX (row), pick);
  gtk_box_append (GTK_BOX (row), out);
  return row;
}

/* --- putting in --- */

static void
fill_names (Group *g, const SlSceneEntity *scene)
{
  g_autoptr (GPtrArray) names = sl_breakdown_others (sl_editor_plan (g->host->editor), scene, g->group);

  sl_completing_entry_set_names (GTK_ENTRY (g->entry), names);
}

static void
put_in (Group *g, const char *text)
{
  g_autofree char *scene = g_strdup (scene_of (g) != NULL ? scene_of (g)->entity.id : NULL);
  g_autofree char *name = g_strstrip (g_strdup (text));

  if (scene != NULL && *name != '\0' && sl_breakdown_add (g->host->editor, scene, g->group, name))
    gtk_editable_set_text (GTK_EDITABLE (g->entry), "");
}

static void
on_entered (GtkEntry *entry, Group *g)
{
  put_in (g, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

/* First what is typed goes, then the sheet. */
static gboolean
on_key (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, Group *g)
{
  if (key != GDK_KEY_Escape || *gtk_editable_get_text (GTK_EDITABLE (g->entry)) == '\0')
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (g->entry), "");
  return TRUE;
}

static GtkWidget *
make_entry (Group *g)
{
  const char *title = sl_breakdown_title (g->group);
  g_autofree char *name = g_strdup_printf (_("Add to %s"), title);
  GtkEntry *entry;
  GtkWidget *box = sl_completing_entry_new (&entry);
  GtkEventController *keys = gtk_event_controller_key_new ();

  g->entry = GTK_WIDGET (entry);
  gtk_entry_set_placeholder_text (GTK_ENTRY (g->entry), _("Add by name"));
  gtk_widget_add_css_class (g->entry, "sl-entry");
  sl_set_name (g->entry, name);
  g_signal_connect (g->entry, "activate", G_CALLBACK (on_entered), g);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), g);
  gtk_widget_add_controller (g->entry, keys);
  return box;
}

/* --- the group --- */

static void
show (Group *g, gboolean any)
{
  gtk_widget_set_visible (g->box, any || g->all == NULL || gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (g->all))
                                  || gtk_widget_get_focus_child (g->box) != NULL);
}

static void
renew (GtkWidget *box, gpointer data)
{
  Group *g = data;
  const SlSceneEntity *scene = scene_of (g);
  g_autoptr (GPtrArray) items = NULL, keys = g_ptr_array_new_with_free_func (g_free);

  if (scene == NULL)
    return;
  items = sl_breakdown_items (sl_editor_plan (g->host->editor), scene, g->group);
  Filling f = { g, items };
  for (guint i = 0; i < items->len; i++)
    {
      const SlBreakdownItem *item = items->pdata[i];
      g_ptr_array_add (keys, g_strdup_printf ("%s|%s|%s", item->id, item->name, item->facts));
    }
  sl_sync_children (g->rows, keys, make_row, &f);
  fill_names (g, scene);
  show (g, items->len > 0);
}

static void
on_all (GtkWidget *box)
{
  renew (box, g_object_get_data (G_OBJECT (box), "group"));
}

GtkWidget *
sl_breakdown_group_new (SlFieldHost *host, int group, GtkWidget *all)
{
  Group *g = g_new0 (Group, 1);
  GtkWidget *label = sl_label (sl_breakdown_title (group), "sl-dim"), *column;

  *g = (Group) { .host = host, .group = group, .all = all };
  g->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_label_set_width_chars (GTK_LABEL (label), SL_FIELD_LABEL_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), SL_FIELD_LABEL_CHARS);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_top (label, 4);
  gtk_widget_set_hexpand (column, TRUE);
  gtk_box_append (GTK_BOX (column), g->rows);
  gtk_box_append (GTK_BOX (column), make_entry (g));
  gtk_box_append (GTK_BOX (g->box), label);
  gtk_box_append (GTK_BOX (g->box), column);
  g_object_set_data_full (G_OBJECT (g->box), "group", g, g_free);
  if (all != NULL)
    g_signal_connect_object (all, "toggled", G_CALLBACK (on_all), g->box, G_CONNECT_SWAPPED);
  sl_field_on_renew (g->box, renew, g);
  return g->box;
}
