#include "sl-breakdown-page.h"

#include "sl-breakdown.h"
#include "sl-field-entry.h"
#include "sl-field-row.h"
#include "sl-i18n.h"
#include "sl-section.h"
#include "sl-side-page.h"

typedef struct {
  SlBench      *bench;
  SlFieldHost   host;     /* its one id is the scene's */
  SlFieldPlace *place;
  GSettings    *settings; /* may be NULL */
  GtkWidget    *page, *title, *stack, *facts, *fields, *all;
  gboolean      settling;
  guint         idle, ticks;
} Sheet;

static const SlSceneEntity *
scene_of (Sheet *s)
{
  return s->host.ids->len > 0 ? sl_plan_get (sl_editor_plan (s->host.editor), SL_KIND_SCENE, s->host.ids->pdata[0])
                              : NULL;
}

/* --- which scene --- */

/* The selected one, else the one before, else the board's first; NULL without any. */
static const char *
scene_to_show (Sheet *s)
{
  const SlPlan *plan = sl_editor_plan (s->host.editor);
  const char *selected = sl_editor_selected (s->host.editor);
  const GPtrArray *rows = sl_board_desk_rows (s->bench->board);

  if (sl_plan_get (plan, SL_KIND_SCENE, selected) != NULL)
    return selected;
  if (scene_of (s) != NULL)
    return scene_of (s)->entity.id;
  for (guint i = 0; i < rows->len; i++)
    if (((const SlBoardRow *) rows->pdata[i])->scene != NULL)
      return ((const SlBoardRow *) rows->pdata[i])->scene->entity.id;
  return sl_plan_count (plan, SL_KIND_SCENE) > 0 ? sl_plan_at (plan, SL_KIND_SCENE, 0)->id : NULL;
}

/* What was typed belongs to what was shown. */
static void
commit_focus (Sheet *s)
{
  GtkRoot *root = gtk_widget_get_root (s->fields);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, s->fields) && scene_of (s) != NULL)
    sl_field_entry_commit (focus);
}

static void
take_scene (Sheet *s)
{
  g_autofree char *id = g_strdup (scene_to_show (s));

  if (s->host.ids->len > 0 && g_strcmp0 (s->host.ids->pdata[0], id) == 0)
    return;
  commit_focus (s);
  g_ptr_array_unref (s->host.ids);
  s->host.ids = g_ptr_array_new_with_free_func (g_free);
  if (id != NULL)
    g_ptr_array_add (s->host.ids, g_steal_pointer (&id));
  s->host.showing++;
}

/* --- what is shown --- */

static const char *
value_label (const char *field, int value)
{
  return _(sl_record_field (&sl_kind_info (SL_KIND_SCENE)->record, field)->values[value].label);
}

/* "EXT Ferry, deck · Night, as in the scenes before". */
static char *
place_text (const SlSceneEntity *scene)
{
  g_autofree char *light = scene->light_taken
                           ? g_strdup_printf (_("%s, as in the scenes before"), value_label ("light", scene->light))
                           : g_strdup (value_label ("light", scene->light));

  return g_strdup_printf ("%s %s · %s", value_label ("place", scene->place), scene->set != NULL ? scene->set : "",
                          light);
}

/* "Day 8, Tue 20 Oct · 2:05 · 6 set-ups". */
static char *
board_text (const SlBoardRead *read, const SlBoardRow *row)
{
  if (read == NULL || row == NULL || row->at == NULL)
    return g_strdup (_("Not on the board"));
  const SlBoardDay *day = &g_array_index (read->days, SlBoardDay, row->at->day);
  g_autofree char *date = sl_short_date (day->date), *hours = sl_hours_text (row->at->minutes);
  g_autofree char *setups = g_strdup_printf (ngettext ("%u set-up", "%u set-ups", row->at->setups), row->at->setups);

  g_autofree char *work = row->at->setups > 0 ? g_strdup_printf ("%s · %s", hours, setups) : g_strdup (hours);

  return g_strdup_printf (_("Day %u, %s · %s"), day->number, *date != '\0' ? date : _("no date"), work);
}

static void
show_head (Sheet *s, const SlSceneEntity *scene)
{
  const SlBoardRow *row = sl_board_desk_row (s->bench->board, scene->entity.id);
  g_autofree char *title = g_strdup_printf (_("Scene %s · breakdown sheet"), sl_scene_number (scene));
  g_autofree char *place = place_text (scene), *board = board_text (sl_board_desk_seen (s->bench->board), row);
  g_autofree char *facts = g_strdup_printf ("%s\n%s", place, board);

  gtk_label_set_text (GTK_LABEL (s->title), title);
  gtk_label_set_text (GTK_LABEL (s->facts), facts);
}

static void
renew (Sheet *s)
{
  const SlSceneEntity *scene;

  if (s->settling)
    return;
  g_clear_handle_id (&s->idle, g_source_remove);
  s->settling = TRUE;
  take_scene (s);
  scene = scene_of (s);
  gtk_stack_set_visible_child_name (GTK_STACK (s->stack), scene != NULL ? "sheet" : "none");
  if (scene != NULL)
    {
      show_head (s, scene);
      sl_field_renew (s->fields);
      gtk_widget_set_sensitive (s->fields, !sl_editor_is_locked (s->host.editor, scene->entity.id));
    }
  s->settling = FALSE;
}

static gboolean
renew_idle (gpointer data)
{
  Sheet *s = data;

  s->idle = 0;
  renew (s);
  return G_SOURCE_REMOVE;
}

static void
renew_later (Sheet *s)
{
  if (s->idle == 0 && gtk_widget_get_mapped (s->page))
    s->idle = sl_before_redraw (renew_idle, s);
}

static void
on_selection_changed (Sheet *s)
{
  if (!s->settling)
    {
      s->settling = TRUE;
      commit_focus (s);
      s->settling = FALSE;
    }
  renew_later (s);
}

static void
settle (gpointer data)
{
  Sheet *s = data;

  if (s->idle != 0)
    renew (s);
}

/* --- fields --- */

static GtkWidget *
add_section (Sheet *s, const char *title)
{
  g_autofree char *key = g_strdup_printf ("breakdown/%s", title);
  GtkWidget *section = sl_section_new (_(title), key, s->settings);

  gtk_box_append (GTK_BOX (s->fields), section);
  return sl_section_content (section);
}

static void
add_elements (Sheet *s, GtkWidget *box)
{
  s->all = gtk_toggle_button_new_with_label (_("All categories"));
  gtk_widget_set_halign (s->all, GTK_ALIGN_START);
  gtk_widget_add_css_class (s->all, "flat");
  for (int group = SL_BREAKDOWN_ELEMENTS; group < sl_breakdown_end (); group++)
    gtk_box_append (GTK_BOX (box), sl_breakdown_group_new (&s->host, group,
                                                           group > SL_BREAKDOWN_ELEMENTS ? s->all : NULL));
  gtk_box_append (GTK_BOX (box), s->all);
}

/* In the table's order; lists of cast and elements as groups, and the shots before what limits it. */
static void
add_fields (Sheet *s)
{
  const SlRecordType *type = &sl_kind_info (SL_KIND_SCENE)->record;
  GtkWidget *box = s->fields;

  for (guint i = 0; i < type->n_fields; i++)
    {
      const SlField *field = &type->fields[i];

      if (g_str_equal (field->name, "after"))
        gtk_box_append (GTK_BOX (add_section (s, N_("Shots"))), sl_breakdown_shots_new (s->bench, &s->host));
      if (field->section != NULL)
        box = add_section (s, field->section);
      if (g_str_equal (field->name, "cast"))
        gtk_box_append (GTK_BOX (box), sl_breakdown_group_new (&s->host, SL_BREAKDOWN_CAST, NULL));
      else if (g_str_equal (field->name, "elements"))
        add_elements (s, box);
      else if (!g_str_equal (field->name, "script")) /* a checksum, which nobody reads */
        gtk_box_append (GTK_BOX (box), sl_field_row_new (s->place, field));
    }
}

/* --- the head --- */

static void
make_print (GtkMenuButton *button, gpointer data)
{
  Sheet *s = data;
  const SlSceneEntity *scene = scene_of (s);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuItem) one = g_menu_item_new (_("This scene’s sheet…"), NULL);
  GVariantBuilder texts;

  g_variant_builder_init (&texts, G_VARIANT_TYPE ("a{ss}"));
  if (scene != NULL)
    g_variant_builder_add (&texts, "{ss}", "scene", scene->entity.id);
  if (scene != NULL && scene->production != NULL)
    g_variant_builder_add (&texts, "{ss}", "production", scene->production);
  g_menu_item_set_action_and_target (one, "win.export-ask", "(sa{ss})", "breakdown", &texts);
  g_menu_append_item (menu, one);
  g_menu_append (menu, _("All breakdown sheets…"), "win.export-breakdown");
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static GtkWidget *
step_button (const char *icon, const char *name, int by)
{
  GtkWidget *button = sl_button (icon, name, NULL);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", by);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.breakdown-by");
  return button;
}

static void
fill_bar (Sheet *s, GtkWidget *bar)
{
  GtkWidget *print = gtk_menu_button_new ();

  gtk_menu_button_set_label (GTK_MENU_BUTTON (print), _("Print"));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (print), make_print, s, NULL);
  gtk_widget_add_css_class (print, "flat");
  sl_set_tooltip (print, _("Print or export the sheet"));
  gtk_box_append (GTK_BOX (bar), step_button ("go-previous-symbolic", _("Scene before (Ctrl+Page Up)"), -1));
  gtk_box_append (GTK_BOX (bar), step_button ("go-next-symbolic", _("Next scene (Ctrl+Page Down)"), 1));
  gtk_box_append (GTK_BOX (bar), print);
}

/* Before the fields, which know these keys otherwise. */
static gboolean
on_key (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, Sheet *s)
{
  const gboolean back = key == GDK_KEY_Page_Up || key == GDK_KEY_KP_Page_Up;

  if ((state & GDK_CONTROL_MASK) == 0 || (!back && key != GDK_KEY_Page_Down && key != GDK_KEY_KP_Page_Down))
    return FALSE;
  gtk_widget_activate_action (s->page, "win.breakdown-by", "i", back ? -1 : 1);
  return TRUE;
}

/* --- coming into sight --- */

/* A text that got its words before its width asks for the height of a column of letters: once more, then. */
static gboolean
on_laid_out (GtkWidget *page, GdkFrameClock *clock, gpointer data)
{
  static const char *const texts[] = { "synopsis", "notes" };
  Sheet *s = data;

  if (gtk_widget_get_width (s->fields) == 0 || ++s->ticks < 3)
    return G_SOURCE_CONTINUE;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    gtk_widget_queue_resize (sl_field_find (s->fields, texts[i]));
  return G_SOURCE_REMOVE;
}

static void
on_map (Sheet *s)
{
  renew (s);
  s->ticks = 0;
  gtk_widget_add_tick_callback (s->page, on_laid_out, s, NULL);
}

/* --- the page --- */

static void
sheet_free (gpointer data)
{
  Sheet *s = data;

  g_clear_handle_id (&s->idle, g_source_remove);
  g_signal_handlers_disconnect_by_data (s->host.editor, s);
  g_signal_handlers_disconnect_by_data (s->bench->board, s);
  g_hash_table_unref (s->host.open);
  g_ptr_array_unref (s->host.ids);
  sl_field_place_unref (s->place);
  g_clear_object (&s->settings);
  g_object_unref (s->fields);
  sl_bench_unref (s->bench);
  g_free (s);
}

static GtkWidget *
make_sheet (Sheet *s)
{
  GtkWidget *scroll = gtk_scrolled_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  s->facts = sl_label ("", "sl-dim");
  s->fields = g_object_ref (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
  gtk_widget_add_css_class (s->fields, "sl-inspector");
  gtk_widget_add_css_class (box, "sl-inspector-page");
  gtk_box_append (GTK_BOX (box), s->facts);
  gtk_box_append (GTK_BOX (box), s->fields);
  add_fields (s);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), box);
  gtk_widget_set_vexpand (scroll, TRUE);
  return scroll;
}

GtkWidget *
sl_breakdown_page_new (SlBench *bench)
{
  Sheet *s = g_new0 (Sheet, 1);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *bar;

  s->bench = sl_bench_ref (bench);
  s->host = (SlFieldHost) { .editor = bench->editor, .settle = settle, .data = s,
                            .ids = g_ptr_array_new_with_free_func (g_free),
                            .open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  s->settings = sl_settings_new ();
  s->place = sl_field_place_new (&s->host, "", "");
  s->page = sl_side_page_new (_("Breakdown sheet"), &s->title, &bar);
  fill_bar (s, bar);
  s->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (s->stack), make_sheet (s), "sheet");
  gtk_stack_add_named (GTK_STACK (s->stack),
                       sl_side_page_none ("accessories-text-editor-symbolic", _("No scenes yet"),
                                          _("A breakdown says what each scene needs; import a screenplay, or add "
                                            "scenes by hand."), _("Add a scene"), "win.board-add-scene"), "none");
  gtk_stack_set_vhomogeneous (GTK_STACK (s->stack), FALSE);
  gtk_box_append (GTK_BOX (s->page), s->stack);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), s);
  gtk_widget_add_controller (s->page, keys);
  g_object_set_data_full (G_OBJECT (s->page), "sheet", s, sheet_free);
  g_signal_connect_swapped (bench->editor, "plan-changed", G_CALLBACK (renew_later), s);
  g_signal_connect_swapped (bench->editor, "selection-changed", G_CALLBACK (on_selection_changed), s);
  g_signal_connect_swapped (bench->board, "changed", G_CALLBACK (renew_later), s);
  g_signal_connect_swapped (s->page, "map", G_CALLBACK (on_map), s);
  return s->page;
}

gboolean
sl_breakdown_page_focus (GtkWidget *page)
{
  Sheet *s = g_object_get_data (G_OBJECT (page), "sheet");

  renew (s);
  return scene_of (s) != NULL && gtk_widget_grab_focus (sl_field_find (s->fields, "number"));
}
