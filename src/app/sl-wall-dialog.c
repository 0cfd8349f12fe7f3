#include "sl-wall-dialog.h"

#include "sl-device-facts.h"
#include "sl-i18n.h"
#include "sl-needs-card.h"
#include "sl-tally.h"
#include "sl-wall-design.h"
#include "sl-wall-sketch.h"

enum { MARGIN = 18, GAP = 12, SMALL_GAP = 6, STYLES_ACROSS = 4, FIGURES_ACROSS = 2, ENTRY_CHARS = 9,
       TROUBLE_CHARS = 40, MOST_HEIGHT = 540 /* px, of what scrolls: small screens, large text */ };

/* In the order in which they are shown, two in a line. */
static const struct {
  SlWallFigure which;
  const char  *label, *unit, *help;
} figures[] = {
  { SL_WALL_WIDTH, N_("Width"), "m", N_("Along the LED face, in whole cabinets") },
  { SL_WALL_COLUMNS, N_("Columns"), "", N_("Cabinets across") },
  { SL_WALL_HEIGHT, N_("Height"), "m", N_("In whole cabinets; of a floor or a ceiling its depth") },
  { SL_WALL_ROWS, N_("Rows"), "", N_("Cabinets high") },
  { SL_WALL_RADIUS, N_("Radius"), "m",
    N_("From the axis to the middle of the LED faces; + opens toward the viewer") },
  { SL_WALL_SWEEP, N_("Sweep"), "°", N_("What the bend spans, seen from its axis") },
  { SL_WALL_SEAM, N_("Seam angle"), "°", N_("Between two cabinets of the bend") },
};
enum { N_FIGURES = G_N_ELEMENTS (figures) };
static const struct {
  const char *label, *help;
} choices[SL_N_WALL_CHOICES] = {
  [SL_WALL_AT_LEFT] = { N_("Bend at the left"), N_("At the viewer’s left end, else at the right") },
  [SL_WALL_WITH_FLOOR] = { N_("LED floor before it"), N_("Cut to the wall’s curve") },
  [SL_WALL_WITH_CEILING] = { N_("Ceiling over it"), N_("Over the whole wall") },
};

typedef struct {
  SlEditor     *editor; /* owned */
  SlWallDesign *design; /* owned */
  GtkWidget    *window, *sketch, *needs, *trouble, *take, *dock_line, *cabinet_line;
  GtkWidget    *entries[N_FIGURES], *labels[N_FIGURES], *choices[SL_N_WALL_CHOICES];
  GPtrArray    *cabinets, *walls; /* ids that the drop-downs choose among, owned */
  gboolean      renewing; /* what is shown follows, and is nothing that a person gives */
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *d = data;

  sl_wall_design_free (d->design);
  g_ptr_array_unref (d->cabinets);
  g_ptr_array_unref (d->walls);
  g_object_unref (d->editor);
  g_free (d);
}

/* --- showing --- */

static void
say (Dialog *d, const char *message)
{
  gtk_label_set_text (GTK_LABEL (d->trouble), message != NULL ? message : "");
  gtk_widget_set_visible (d->trouble, message != NULL);
  if (message != NULL)
    sl_set_name (d->trouble, message);
}

/* Sketch and sums of what it would be, or why it cannot be. */
static void
show_outcome (Dialog *d)
{
  const GPtrArray *walls = NULL;
  g_autoptr (GError) error = NULL;
  const SlPlan *plan = sl_wall_design_plan (d->design, &walls, &error);
  g_autoptr (SlTally) tally = plan != NULL ? sl_tally_new (plan, NULL) : NULL;
  g_autoptr (GPtrArray) lines = NULL;

  sl_wall_sketch_show (d->sketch, d->editor, plan != NULL ? walls : NULL);
  sl_clear_box (d->needs);
  gtk_widget_set_sensitive (d->take, plan != NULL);
  if (plan == NULL)
    {
      say (d, error->message);
      return;
    }
  const SlWallTally *own = sl_needs_wall (tally, ((const SlSceneWall *) walls->pdata[0])->entity->id);
  lines = own != NULL ? sl_needs_of_wall (plan, tally, own, sl_editor_imperial (d->editor)) : g_ptr_array_new ();
  for (guint i = 0; i < lines->len; i++)
    gtk_box_append (GTK_BOX (d->needs), sl_needs_line_new (lines->pdata[i]));
}

/* All figures but the one that is being typed. */
static void
show_figures (Dialog *d, GtkWidget *typed)
{
  d->renewing = TRUE;
  for (guint i = 0; i < N_FIGURES; i++)
    {
      const gboolean has = sl_wall_design_has (d->design, figures[i].which);
      g_autofree char *text = sl_wall_design_text (d->design, figures[i].which);

      gtk_widget_set_visible (gtk_widget_get_parent (d->entries[i]), has);
      gtk_widget_set_visible (d->labels[i], has);
      if (sl_wall_design_follows (d->design, figures[i].which))
        gtk_widget_add_css_class (d->entries[i], "sl-follows");
      else
        gtk_widget_remove_css_class (d->entries[i], "sl-follows");
      if (d->entries[i] == typed)
        continue;
      gtk_widget_remove_css_class (d->entries[i], "error");
      gtk_editable_set_text (GTK_EDITABLE (d->entries[i]), text);
    }
  d->renewing = FALSE;
}

static void
show_all (Dialog *d)
{
  const gboolean docks = sl_wall_style_at (sl_wall_design_style (d->design))->docks;

  say (d, sl_wall_design_is_known (d->design) ? NULL
          : _("This wall was bent by hand; choosing a shape replaces its seams"));
  show_figures (d, NULL);
  for (guint i = 0; i < SL_N_WALL_CHOICES; i++)
    gtk_widget_set_visible (d->choices[i], sl_wall_design_asks (d->design, i));
  gtk_widget_set_visible (d->dock_line, docks && d->walls->len > 1);
  show_outcome (d);
}

/* --- what a person gives --- */

static void
on_style (GtkToggleButton *button, Dialog *d)
{
  if (d->renewing || !gtk_toggle_button_get_active (button))
    return;
  sl_wall_design_set_style (d->design, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "style")));
  show_all (d);
}

static void
on_typed (GtkWidget *entry, Dialog *d)
{
  const guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (entry), "figure"));
  g_autoptr (GError) error = NULL;

  if (d->renewing)
    return;
  if (!sl_wall_design_set (d->design, figures[i].which, gtk_editable_get_text (GTK_EDITABLE (entry)), &error))
    {
      gtk_widget_add_css_class (entry, "error");
      gtk_widget_set_sensitive (d->take, FALSE);
      say (d, error->message);
      return;
    }
  gtk_widget_remove_css_class (entry, "error");
  say (d, NULL);
  show_figures (d, entry);
  show_outcome (d);
}

/* What it became in whole cabinets; what makes no wall stays as it was typed, with what is wrong with it. */
static void
on_left (GtkEventControllerFocus *focus, Dialog *d)
{
  GtkWidget *entry = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus));

  if (!gtk_widget_has_css_class (entry, "error"))
    show_figures (d, NULL);
}

static void
on_choice (GtkSwitch *toggle, GParamSpec *spec, Dialog *d)
{
  const SlWallChoice choice = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (toggle), "choice"));

  sl_wall_design_choose (d->design, choice, gtk_switch_get_active (toggle));
  show_outcome (d);
}

static void
on_cabinet (GtkDropDown *drop, GParamSpec *spec, Dialog *d)
{
  const guint chosen = gtk_drop_down_get_selected (drop);

  if (d->renewing || chosen >= d->cabinets->len)
    return;
  sl_wall_design_set_cabinet (d->design, d->cabinets->pdata[chosen]);
  show_all (d);
}

static void
on_dock (GtkDropDown *drop, GParamSpec *spec, Dialog *d)
{
  const guint chosen = gtk_drop_down_get_selected (drop);

  if (d->renewing || chosen >= d->walls->len)
    return;
  sl_wall_design_dock_to (d->design, d->walls->pdata[chosen]);
  show_all (d);
}

static void
on_take (GtkButton *button, Dialog *d)
{
  g_autoptr (GError) error = NULL;

  if (sl_wall_design_take (d->design, &error))
    gtk_window_close (GTK_WINDOW (d->window));
  else
    say (d, error->message);
}

/* --- building --- */

static GtkWidget *
make_style (Dialog *d, guint i)
{
  const SlWallStyle *style = sl_wall_style_at (i);
  GtkWidget *button = gtk_toggle_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = gtk_label_new (_(style->label));

  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), sl_wall_icon_new (style));
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "sl-style");
  g_object_set_data (G_OBJECT (button), "style", GUINT_TO_POINTER (i));
  sl_set_tooltip (button, _(style->help));
  sl_set_name (button, _(style->label));
  g_signal_connect (button, "toggled", G_CALLBACK (on_style), d);
  return button;
}

static GtkWidget *
make_styles (Dialog *d)
{
  GtkWidget *grid = gtk_grid_new (), *first = NULL;
  int n = 0;

  gtk_grid_set_row_spacing (GTK_GRID (grid), SMALL_GAP);
  gtk_grid_set_column_spacing (GTK_GRID (grid), SMALL_GAP);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (guint i = 0; sl_wall_style_at (i) != NULL; i++)
    if (sl_wall_design_offers (d->design, i) && (!sl_wall_style_at (i)->docks || d->walls->len > 0))
      {
        GtkWidget *button = make_style (d, i);

        if (first != NULL)
          gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
        else
          first = button;
        d->renewing = TRUE;
        if (sl_wall_design_style (d->design) == i && sl_wall_design_is_known (d->design))
          gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
        d->renewing = FALSE;
        gtk_grid_attach (GTK_GRID (grid), button, n % STYLES_ACROSS, n / STYLES_ACROSS, 1, 1);
        n++;
      }
  return grid;
}

/* The unit stands in the field, as in the inspector. */
static GtkWidget *
make_entry (Dialog *d, guint i)
{
  GtkWidget *entry = gtk_entry_new (), *overlay = gtk_overlay_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  const gboolean feet = g_str_equal (figures[i].unit, "m") && sl_editor_imperial (d->editor);

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), ENTRY_CHARS);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), ENTRY_CHARS);
  gtk_widget_set_hexpand (overlay, TRUE);
  gtk_widget_add_css_class (entry, "sl-entry");
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  g_object_set_data (G_OBJECT (entry), "figure", GUINT_TO_POINTER (i));
  sl_set_name (entry, _(figures[i].label));
  sl_set_tooltip (entry, _(figures[i].help));
  g_signal_connect (entry, "changed", G_CALLBACK (on_typed), d);
  g_signal_connect (focus, "leave", G_CALLBACK (on_left), d);
  gtk_widget_add_controller (entry, focus);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), entry);
  if (*figures[i].unit != '\0' && !feet)
    {
      GtkWidget *unit = sl_label (figures[i].unit, "sl-unit");

      gtk_widget_set_halign (unit, GTK_ALIGN_END);
      gtk_widget_set_can_target (unit, FALSE);
      gtk_overlay_add_overlay (GTK_OVERLAY (overlay), unit);
      gtk_widget_add_css_class (entry, "sl-with-unit");
    }
  d->entries[i] = entry;
  return overlay;
}

static GtkWidget *
make_figures (Dialog *d)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), SMALL_GAP);
  gtk_grid_set_column_spacing (GTK_GRID (grid), SMALL_GAP);
  for (guint i = 0; i < N_FIGURES; i++)
    {
      const int row = (int) (i / FIGURES_ACROSS), column = (int) (i % FIGURES_ACROSS) * 2;
      GtkWidget *label = sl_label (_(figures[i].label), "sl-dim");

      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
      d->labels[i] = label;
      gtk_grid_attach (GTK_GRID (grid), label, column, row, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), make_entry (d, i), column + 1, row, 1, 1);
    }
  return grid;
}

/* A drop-down with its name before it. */
static GtkWidget *
make_line (const char *name, GtkStringList *labels, guint chosen, GCallback callback, Dialog *d)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);
  GtkWidget *drop = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (labels)), NULL);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), chosen);
  gtk_widget_set_hexpand (drop, TRUE);
  sl_set_name (drop, name);
  g_signal_connect (drop, "notify::selected", callback, d);
  gtk_box_append (GTK_BOX (line), sl_label (name, "sl-dim"));
  gtk_box_append (GTK_BOX (line), drop);
  return line;
}

static void
add_panels (Dialog *d, const SlPlan *plan, GtkStringList *labels)
{
  for (guint i = 0; plan != NULL && i < sl_plan_count (plan, SL_KIND_PANEL); i++)
    {
      const SlEntity *panel = sl_plan_at (plan, SL_KIND_PANEL, i);
      g_autofree char *name = sl_device_name (panel);

      if (g_ptr_array_find_with_equal_func (d->cabinets, panel->id, g_str_equal, NULL))
        continue;
      g_ptr_array_add (d->cabinets, g_strdup (panel->id));
      gtk_string_list_append (labels, name != NULL && *name != '\0' ? name : sl_entity_title (panel));
    }
}

static guint
index_of (const GPtrArray *ids, const char *id)
{
  guint at = 0;

  return id != NULL && g_ptr_array_find_with_equal_func ((GPtrArray *) ids, id, g_str_equal, &at) ? at : 0;
}

static void
make_lines (Dialog *d)
{
  g_autoptr (GtkStringList) cabinets = gtk_string_list_new (NULL), walls = gtk_string_list_new (NULL);
  const SlPlan *plan = sl_editor_plan (d->editor);

  add_panels (d, plan, cabinets);
  add_panels (d, sl_document_catalogue (sl_editor_document (d->editor)), cabinets);
  for (guint i = 0; i < d->walls->len; i++)
    gtk_string_list_append (walls, sl_entity_title (sl_plan_find (plan, d->walls->pdata[i])));
  d->cabinet_line = make_line (_("Cabinet"), cabinets, index_of (d->cabinets, sl_wall_design_cabinet (d->design)),
                               G_CALLBACK (on_cabinet), d);
  d->dock_line = make_line (_("At the wall"), walls, index_of (d->walls, sl_wall_design_docks_to (d->design)),
                            G_CALLBACK (on_dock), d);
  gtk_widget_set_visible (d->cabinet_line, sl_wall_design_reshapes (d->design) == NULL);
}

static GtkWidget *
make_choice (Dialog *d, SlWallChoice choice)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP), *toggle = gtk_switch_new ();
  GtkWidget *label = sl_label (_(choices[choice].label), NULL);

  gtk_switch_set_active (GTK_SWITCH (toggle), sl_wall_design_chosen (d->design, choice));
  g_object_set_data (G_OBJECT (toggle), "choice", GUINT_TO_POINTER (choice));
  sl_set_name (toggle, _(choices[choice].label));
  sl_set_tooltip (line, _(choices[choice].help));
  g_signal_connect (toggle, "notify::active", G_CALLBACK (on_choice), d);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), toggle);
  return d->choices[choice] = line;
}

static GtkWidget *
make_left (Dialog *d)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP);
  make_lines (d);
  gtk_box_append (GTK_BOX (box), make_styles (d));
  gtk_box_append (GTK_BOX (box), make_figures (d));
  gtk_box_append (GTK_BOX (box), d->dock_line);
  gtk_box_append (GTK_BOX (box), d->cabinet_line);
  for (guint i = 0; i < SL_N_WALL_CHOICES; i++)
    gtk_box_append (GTK_BOX (box), make_choice (d, i));
  d->trouble = sl_label ("", "error");
  gtk_label_set_wrap (GTK_LABEL (d->trouble), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (d->trouble), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_max_width_chars (GTK_LABEL (d->trouble), TROUBLE_CHARS);
  gtk_box_append (GTK_BOX (box), d->trouble);
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static GtkWidget *
make_right (Dialog *d)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP);

  d->sketch = sl_wall_sketch_new ();
  d->needs = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (d->needs, "sl-needs");
  gtk_box_append (GTK_BOX (box), d->sketch);
  gtk_box_append (GTK_BOX (box), d->needs);
  return box;
}

static GtkWidget *
make_foot (Dialog *d)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP), *cancel = gtk_button_new_with_label (_("Cancel"));

  d->take = gtk_button_new_with_label (sl_wall_design_reshapes (d->design) != NULL ? _("Apply") : _("Add the wall"));
  gtk_widget_add_css_class (d->take, "suggested-action");
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), d->window);
  g_signal_connect (d->take, "clicked", G_CALLBACK (on_take), d);
  gtk_box_append (GTK_BOX (box), cancel);
  gtk_box_append (GTK_BOX (box), d->take);
  gtk_window_set_default_widget (GTK_WINDOW (d->window), d->take);
  return box;
}

static void
fill (Dialog *d)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP);
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, MARGIN), *scroll = gtk_scrolled_window_new ();

  gtk_box_append (GTK_BOX (columns), make_left (d));
  gtk_box_append (GTK_BOX (columns), make_right (d));
  g_object_set (inner, "margin-start", MARGIN, "margin-end", MARGIN, "margin-top", GAP, "margin-bottom", MARGIN, NULL);
  g_object_set (scroll, "child", columns, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height", TRUE,
                "propagate-natural-width", TRUE, "max-content-height", MOST_HEIGHT, NULL);
  gtk_box_append (GTK_BOX (inner), scroll);
  gtk_box_append (GTK_BOX (inner), make_foot (d));
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), inner);
  adw_window_set_content (ADW_WINDOW (d->window), box);
}

void
sl_wall_dialog_open (GtkWindow *parent, SlEditor *editor, const char *id)
{
  g_autoptr (GError) error = NULL;
  SlWallDesign *design = id != NULL ? sl_wall_design_of (editor, id, &error) : sl_wall_design_new (editor);
  Dialog *d;

  if (design == NULL)
    {
      sl_editor_message (editor, error->message);
      return;
    }
  d = g_new0 (Dialog, 1);
  d->editor = g_object_ref (editor);
  d->design = design;
  d->cabinets = g_ptr_array_new_with_free_func (g_free);
  d->walls = sl_wall_design_uprights (editor);
  d->window = adw_window_new ();
  g_autofree char *title = id != NULL ? g_strdup_printf (_("Shape of %s"),
                                                         sl_entity_title (sl_plan_find (sl_editor_plan (editor), id)))
                                      : g_strdup (_("Add a wall"));
  gtk_window_set_title (GTK_WINDOW (d->window), title);
  gtk_window_set_transient_for (GTK_WINDOW (d->window), parent);
  gtk_window_set_modal (GTK_WINDOW (d->window), TRUE);
  gtk_window_set_resizable (GTK_WINDOW (d->window), FALSE);
  sl_close_on_escape (d->window);
  fill (d);
  g_object_set_data_full (G_OBJECT (d->window), "dialog", d, dialog_free);
  show_all (d);
  gtk_window_present (GTK_WINDOW (d->window));
}
