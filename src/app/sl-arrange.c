#include "sl-arrange.h"

#include "sl-groups.h"
#include "sl-i18n.h"
#include "sl-operations.h"
#include "sl-record-form.h"

enum { DIALOG_W = 460, MARGIN = 18, GAP = 12 };
#define STEP_M .1 /* of the arrow keys */

#define ACTION(name) static void name (GSimpleAction *action, GVariant *value, gpointer data)

/* --- operations --- */

/* FALSE, with a message, when something of what is selected is locked. */
static gboolean
may_change (SlEditor *editor)
{
  g_autoptr (GPtrArray) ids = sl_editor_taken (editor);

  for (guint i = 0; i < ids->len; i++)
    if (sl_editor_refuse_locked (editor, ids->pdata[i]))
      return FALSE;
  return TRUE;
}

/* The plan that has the ids may go meanwhile. */
static GPtrArray *
copies_of (GPtrArray *ids)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (copies, g_strdup (ids->pdata[i]));
  g_ptr_array_unref (ids);
  return copies;
}

/* What was in a group that is taken apart is selected then. */
static void
select_again (SlEditor *editor, const GPtrArray *taken)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  if (sl_editor_selection (editor)->len > 0)
    return;
  for (guint i = 0; i < taken->len; i++)
    {
      const char *top = sl_group_top (sl_editor_plan (editor), taken->pdata[i], sl_editor_entered (editor));
      if (top != NULL)
        g_ptr_array_add (ids, (gpointer) top);
    }
  sl_editor_select_set (editor, (const char *const *) ids->pdata, ids->len);
}

/* One step of the history; what is new is selected. FALSE with an error when the options do not fit. */
static gboolean
operate (SlEditor *editor, const SlOperation *operation, gconstpointer options, GError **error)
{
  SlDocument *document = sl_editor_document (editor);
  g_autoptr (GPtrArray) ids = g_ptr_array_ref ((GPtrArray *) sl_editor_selection (editor));
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_free);
  const SlOperationInput input = { sl_editor_plan (editor), sl_document_catalogue (document),
                                   sl_document_assets (document), (const char *const *) ids->pdata, ids->len,
                                   sl_editor_when (editor), sl_editor_maker (editor), FALSE };
  g_autoptr (GPtrArray) taken = copies_of (sl_editor_taken (editor));
  g_autoptr (SlCommand) command = NULL;

  if (!may_change (editor))
    return TRUE; /* it was said */
  command = sl_operation_run (operation, &input, options, added, error);
  if (command == NULL)
    return FALSE;
  if (sl_command_count (command) == 0 || !sl_editor_apply (editor, command))
    return TRUE;
  if (added->len > 0)
    sl_editor_select_set (editor, (const char *const *) added->pdata, added->len);
  select_again (editor, taken);
  return TRUE;
}

/* With options as texts by name; what does not fit is said. */
static void
operate_with (SlEditor *editor, const SlOperation *operation, GVariant *texts)
{
  gpointer options = sl_operation_options_new (operation);
  g_autoptr (GError) error = NULL;
  GVariantIter iter;
  const char *name, *text;

  g_variant_iter_init (&iter, texts);
  while (error == NULL && g_variant_iter_next (&iter, "{&s&s}", &name, &text))
    sl_record_set (operation->options, options, name, text, TRUE, &error);
  if (error == NULL)
    operate (editor, operation, options, &error);
  if (error != NULL)
    sl_editor_message (editor, error->message);
  sl_operation_options_free (operation, options);
}

ACTION (act_operate)
{
  g_autoptr (GVariant) texts = NULL;
  const char *id;

  g_variant_get (value, "(&s@a{ss})", &id, &texts);
  if (sl_operation_find (id) != NULL)
    operate_with (data, sl_operation_find (id), texts);
}

/* --- asking for options --- */

typedef struct {
  SlEditor          *editor;
  const SlOperation *operation;
  gpointer           options;
  GtkWidget         *form, *trouble;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *a = data;

  sl_operation_options_free (a->operation, a->options);
  g_object_unref (a->editor);
  g_free (a);
}

static void
on_apply (GtkWidget *button, Asking *a)
{
  g_autoptr (GError) error = NULL;

  if (sl_record_form_read (a->form, &error) && operate (a->editor, a->operation, a->options, &error))
    {
      gtk_window_close (GTK_WINDOW (gtk_widget_get_root (button)));
      return;
    }
  gtk_label_set_text (GTK_LABEL (a->trouble), error->message);
  gtk_widget_set_visible (a->trouble, TRUE);
}

static GtkWidget *
make_buttons (Asking *a, GtkWindow *window)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP), *cancel = gtk_button_new_with_label (_("Cancel"));
  GtkWidget *apply = gtk_button_new_with_label (_("Apply"));

  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_widget_add_css_class (apply, "suggested-action");
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), window);
  g_signal_connect (apply, "clicked", G_CALLBACK (on_apply), a);
  gtk_box_append (GTK_BOX (box), cancel);
  gtk_box_append (GTK_BOX (box), apply);
  gtk_window_set_default_widget (window, apply);
  return box;
}

/* As menus name what asks for options first. */
static char *
title_of (const SlOperation *operation)
{
  return g_strconcat (_(operation->options->label), "…", NULL);
}

static void
ask (GtkWindow *parent, SlEditor *editor, const SlOperation *operation)
{
  GtkWidget *window = adw_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP), *help = gtk_label_new (_(operation->help));
  Asking *a = g_new0 (Asking, 1);

  *a = (Asking) { g_object_ref (editor), operation, sl_operation_options_new (operation), NULL, NULL };
  a->form = sl_record_form_new (operation->options, a->options, sl_editor_plan (editor));
  a->trouble = gtk_label_new (NULL);
  gtk_widget_add_css_class (a->trouble, "error");
  gtk_widget_set_visible (a->trouble, FALSE);
  gtk_label_set_wrap (GTK_LABEL (a->trouble), TRUE);
  gtk_label_set_xalign (GTK_LABEL (a->trouble), 0);
  gtk_label_set_wrap (GTK_LABEL (help), TRUE);
  gtk_label_set_xalign (GTK_LABEL (help), 0);
  gtk_window_set_title (GTK_WINDOW (window), _(operation->options->label));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), DIALOG_W, -1);
  sl_close_on_escape (window);
  g_object_set (inner, "margin-start", MARGIN, "margin-end", MARGIN, "margin-top", GAP, "margin-bottom", MARGIN, NULL);
  gtk_box_append (GTK_BOX (inner), help);
  gtk_box_append (GTK_BOX (inner), a->form);
  gtk_box_append (GTK_BOX (inner), a->trouble);
  gtk_box_append (GTK_BOX (inner), make_buttons (a, GTK_WINDOW (window)));
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), inner);
  adw_window_set_content (ADW_WINDOW (window), box);
  g_object_set_data_full (G_OBJECT (window), "asking", a, asking_free);
  gtk_window_present (GTK_WINDOW (window));
}

/* Nothing to ask for: done at once. */
ACTION (act_operate_ask)
{
  SlEditor *editor = data;
  const SlOperation *operation = sl_operation_find (g_variant_get_string (value, NULL));
  GtkWindow *window = g_object_get_data (G_OBJECT (action), "window");

  if (operation == NULL)
    return;
  if (operation->options->n_fields > 0)
    ask (window, editor, operation);
  else
    operate_with (editor, operation, g_variant_new ("a{ss}", NULL));
}

/* --- removing, copying, nudging --- */

/* All in one step. What something that stays still names is refused, with a message, and nothing goes. */
ACTION (act_remove)
{
  SlEditor *editor = data;
  const GPtrArray *own = sl_editor_selection (editor);
  g_autoptr (GPtrArray) ids = sl_groups_expand (sl_editor_plan (editor), (const char *const *) own->pdata, own->len,
                                                TRUE);
  const SlEntity *one = own->len == 1 ? sl_plan_find (sl_editor_plan (editor), own->pdata[0]) : NULL;
  g_autofree char *label = NULL;
  g_autoptr (SlCommand) command = NULL;

  if (ids->len == 0 || !may_change (editor))
    return;
  if (one != NULL)
    label = g_strdup_printf (_("Remove %s"), sl_entity_title (one));
  else
    label = g_strdup_printf (ngettext ("Remove %u thing", "Remove %u things", ids->len), ids->len);
  command = sl_command_new (label);
  for (guint i = 0; i < ids->len; i++)
    sl_command_remove (command, ids->pdata[i]);
  sl_editor_apply (editor, command);
}

/* What stands somewhere is copied half a metre beside itself, all of it in one step; of other things, such as shots,
 * the primary alone. */
static gboolean
stands (const SlEntity *entity)
{
  return entity->kind == SL_KIND_GROUP || sl_record_field (&sl_kind_info (entity->kind)->record, "position") != NULL;
}

/* Each right behind what it is a copy of, with a number of its own. */
static void
duplicate_shots (SlEditor *editor)
{
  GVariantBuilder texts;

  g_variant_builder_init (&texts, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&texts, "{ss}", "copy", "true");
  g_autoptr (GVariant) all = g_variant_ref_sink (g_variant_builder_end (&texts));
  operate_with (editor, sl_operation_find ("shot-insert"), all);
}

ACTION (act_duplicate)
{
  SlEditor *editor = data;
  const SlPlan *plan = sl_editor_plan (editor);
  const GPtrArray *ids = sl_editor_selection (editor);
  gboolean all_stand = TRUE, all_shots = TRUE;

  for (guint i = 0; i < ids->len; i++)
    {
      const SlEntity *entity = sl_plan_find (plan, ids->pdata[i]);

      all_stand = all_stand && stands (entity);
      all_shots = all_shots && entity->kind == SL_KIND_SHOT;
    }
  if (ids->len > 0 && all_shots)
    duplicate_shots (editor);
  else if (ids->len > 0 && all_stand)
    operate_with (editor, sl_operation_find ("duplicate"), g_variant_new ("a{ss}", NULL));
  else if (ids->len > 0)
    {
      g_autofree char *id = NULL;
      g_autoptr (SlCommand) command = sl_operation_duplicate (plan, sl_editor_selected (editor), &id);

      if (command != NULL && sl_editor_apply (editor, command))
        sl_editor_select (editor, id);
    }
}

ACTION (act_nudge)
{
  SlEditor *editor = data;
  GVariantBuilder texts;
  g_autofree char *by = NULL;
  double x, y, z;

  if (sl_editor_selection (editor)->len == 0)
    return;
  g_variant_get (value, "(ddd)", &x, &y, &z);
  by = g_strdup_printf ("%g %g %g", x * STEP_M, y * STEP_M, z * STEP_M);
  g_variant_builder_init (&texts, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&texts, "{ss}", "by", by);
  g_autoptr (GVariant) all = g_variant_ref_sink (g_variant_builder_end (&texts));
  operate_with (editor, sl_operation_find ("move"), all);
}

/* --- selecting --- */

typedef enum { SELECT_ALL, SELECT_ALIKE, SELECT_OTHERS } Select;

/* Those of the stage's things that one can see and change. */
static void
select_what (SlEditor *editor, Select what)
{
  const SlPlan *plan = sl_editor_plan (editor);
  const SlEntity *primary = sl_plan_find (plan, sl_editor_selected (editor));
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GHashTable) taken = sl_editor_selected_set (editor);

  for (SlKind kind = 0; kind < SL_N_KINDS; kind++)
    for (guint i = 0; i < sl_plan_count (plan, kind); i++)
      {
        const SlEntity *entity = sl_plan_at (plan, kind, i);
        gboolean wanted = what == SELECT_ALIKE ? primary != NULL && primary->kind == kind
                                                : sl_entity_placed (entity) != NULL;

        if (what == SELECT_OTHERS)
          wanted = wanted && !g_hash_table_contains (taken, entity->id);
        if (wanted && sl_editor_is_shown (editor, entity->id) && !sl_editor_is_locked (editor, entity->id))
          g_ptr_array_add (ids, (gpointer) sl_group_top (plan, entity->id, sl_editor_entered (editor)));
      }
  if (ids->len > 0)
    sl_editor_select_set (editor, (const char *const *) ids->pdata, ids->len);
}

/* --- groups, and what is shown --- */

ACTION (act_enter_group)
{
  SlEditor *editor = data;
  const SlEntity *entity = sl_plan_find (sl_editor_plan (editor), sl_editor_selected (editor));

  if (entity != NULL && entity->kind == SL_KIND_GROUP)
    sl_editor_enter (editor, entity->id);
}

/* One group up, which is selected then. */
ACTION (act_leave_group)
{
  SlEditor *editor = data;
  g_autofree char *left = g_strdup (sl_editor_entered (editor));
  const SlGroup *around = left != NULL ? sl_group_of (sl_editor_plan (editor),
                                                      sl_plan_find (sl_editor_plan (editor), left)) : NULL;

  if (left == NULL)
    return;
  sl_editor_enter (editor, around != NULL ? around->entity.id : NULL);
  sl_editor_select (editor, left);
}

static void
change_isolate (GSimpleAction *action, GVariant *value, gpointer data)
{
  SlEditor *editor = data;

  sl_editor_isolate (editor, g_variant_get_boolean (value));
  g_simple_action_set_state (action, g_variant_new_boolean (sl_editor_is_isolated (editor)));
}

static void
set_hidden (SlEditor *editor, gboolean hidden)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_ref ((GPtrArray *) sl_editor_selection (editor));

  for (guint i = 0; i < ids->len; i++)
    sl_editor_set_hidden (editor, ids->pdata[i], hidden);
}

ACTION (act_hide) { set_hidden (data, TRUE); }

/* All of it, or where all of it is locked, none. */
ACTION (act_lock)
{
  SlEditor *editor = data;
  g_autoptr (GPtrArray) ids = g_ptr_array_ref ((GPtrArray *) sl_editor_selection (editor));
  gboolean all = TRUE;

  for (guint i = 0; i < ids->len; i++)
    all = all && sl_editor_is_locked (editor, ids->pdata[i]);
  for (guint i = 0; i < ids->len; i++)
    sl_editor_set_locked (editor, ids->pdata[i], !all);
}

/* All that was hidden, and what was left out beside others. */
ACTION (act_show_all)
{
  SlEditor *editor = data;
  const SlPlan *plan = sl_editor_plan (editor);

  for (SlKind kind = 0; kind < SL_N_KINDS; kind++)
    for (guint i = 0; i < sl_plan_count (plan, kind); i++)
      if (sl_editor_is_hidden (editor, sl_plan_at (plan, kind, i)->id))
        sl_editor_set_hidden (editor, sl_plan_at (plan, kind, i)->id, FALSE);
  g_action_group_change_action_state (g_object_get_data (G_OBJECT (action), "window"), "isolate",
                                      g_variant_new_boolean (FALSE));
}

ACTION (act_select_all) { select_what (data, SELECT_ALL); }
ACTION (act_select_alike) { select_what (data, SELECT_ALIKE); }
ACTION (act_select_others) { select_what (data, SELECT_OTHERS); }

/* --- for the window --- */

static const GActionEntry entries[] = {
  { "operate", act_operate, "(sa{ss})" }, { "operate-ask", act_operate_ask, "s" }, { "remove", act_remove },
  { "duplicate", act_duplicate }, { "nudge", act_nudge, "(ddd)" }, { "select-all", act_select_all },
  { "select-alike", act_select_alike }, { "select-others", act_select_others },
  { "enter-group", act_enter_group }, { "leave-group", act_leave_group }, { "hide", act_hide }, { "lock", act_lock },
  { "show-all", act_show_all }, { "isolate", NULL, NULL, "false", change_isolate },
};

void
sl_arrange_add_actions (GActionMap *window, SlEditor *editor)
{
  g_action_map_add_action_entries (window, entries, G_N_ELEMENTS (entries), editor);
  g_object_set_data (G_OBJECT (g_action_map_lookup_action (window, "operate-ask")), "window", window);
  g_object_set_data (G_OBJECT (g_action_map_lookup_action (window, "show-all")), "window", window);
}

void
sl_arrange_show_selection (GActionMap *window, SlEditor *editor)
{
  static const char *const names[] = { "remove", "duplicate", "select-alike", "copy", "cut", "hide", "lock" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (window, names[i])),
                                 sl_editor_selected (editor) != NULL);
}

/* One item with options as texts, "axis=x side=min". */
static void
add_preset (GMenu *menu, const char *label, const char *id, const char *options)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
  g_auto (GStrv) words = g_strsplit (options, " ", -1);
  GVariantBuilder texts;

  g_variant_builder_init (&texts, G_VARIANT_TYPE ("a{ss}"));
  for (guint i = 0; words[i] != NULL && *words[i] != '\0'; i++)
    {
      g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);
      g_variant_builder_add (&texts, "{ss}", pair[0], pair[1]);
    }
  g_menu_item_set_action_and_target (item, "win.operate", "(sa{ss})", id, &texts);
  g_menu_append_item (menu, item);
}

static GMenuModel *
align_menu (void)
{
  GMenu *menu = g_menu_new ();

  add_preset (menu, _("Left sides"), "align", "axis=x side=min");
  add_preset (menu, _("Middles, left to right"), "align", "axis=x side=middle");
  add_preset (menu, _("Right sides"), "align", "axis=x side=max");
  add_preset (menu, _("Downstage sides"), "align", "axis=y side=min");
  add_preset (menu, _("Middles, downstage to upstage"), "align", "axis=y side=middle");
  add_preset (menu, _("Upstage sides"), "align", "axis=y side=max");
  add_preset (menu, _("Undersides"), "align", "axis=z side=min");
  add_preset (menu, _("Tops"), "align", "axis=z side=max");
  return G_MENU_MODEL (menu);
}

static GMenuModel *
distribute_menu (void)
{
  GMenu *menu = g_menu_new ();

  add_preset (menu, _("Left to right"), "distribute", "axis=x");
  add_preset (menu, _("Downstage to upstage"), "distribute", "axis=y");
  add_preset (menu, _("Bottom to top"), "distribute", "axis=z");
  return G_MENU_MODEL (menu);
}

/* What asks for the options of an operation: some have a window of their own. */
static char *
asking_action (const SlOperation *operation)
{
  static const struct { const char *operation, *action; } own[] = {
    { "wall-add", "win.add-wall" }, { "wall-shape", "win.shape-wall" }, { "wall-draw", "win.tool::wall" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    if (g_str_equal (own[i].operation, operation->id))
      return g_strdup (own[i].action);
  return g_strdup_printf ("win.operate-ask::%s", operation->id);
}

/* All operations, each with its options. */
static GMenuModel *
all_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; sl_operation_at (i) != NULL; i++)
    {
      const SlOperation *operation = sl_operation_at (i);
      g_autofree char *title = title_of (operation), *action = asking_action (operation);

      g_menu_append (menu, title, action);
    }
  return G_MENU_MODEL (menu);
}

GMenuModel *
sl_arrange_menu (void)
{
  GMenu *menu = g_menu_new (), *quick = g_menu_new (), *choose = g_menu_new (), *edit = g_menu_new ();
  GMenu *together = g_menu_new ();
  g_autoptr (GMenuModel) align = align_menu (), distribute = distribute_menu (), all = all_menu ();

  g_menu_append (edit, _("Cut"), "win.cut");
  g_menu_append (edit, _("Copy"), "win.copy");
  g_menu_append (edit, _("Paste"), "win.paste");
  g_menu_append (edit, _("Paste in place"), "win.paste-in-place");
  add_preset (together, _("Group"), "group", "");
  add_preset (together, _("Ungroup"), "ungroup", "");
  add_preset (together, _("Take out of the shot"), "absent", "");
  add_preset (together, _("Put into the shot"), "present", "");
  g_menu_append (together, _("Hide"), "win.hide");
  g_menu_append (together, _("Lock or unlock"), "win.lock");
  g_menu_append (together, _("Show it alone"), "win.isolate");
  g_menu_append (together, _("Show everything"), "win.show-all");
  add_preset (quick, _("Drop to the floor"), "drop", "");
  add_preset (quick, _("Turn left by 90°"), "rotate", "angle=90");
  add_preset (quick, _("Turn right by 90°"), "rotate", "angle=-90");
  add_preset (quick, _("Mirror left and right"), "mirror", "axis=x");
  g_menu_append_submenu (quick, _("Align"), align);
  g_menu_append_submenu (quick, _("Distribute"), distribute);
  g_menu_append (choose, _("Select all on the stage"), "win.select-all");
  g_menu_append (choose, _("Select all of this kind"), "win.select-alike");
  g_menu_append (choose, _("Select the others"), "win.select-others");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (edit));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (together));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (quick));
  g_menu_append_section (menu, NULL, all);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (choose));
  g_object_unref (edit);
  g_object_unref (together);
  g_object_unref (quick);
  g_object_unref (choose);
  return G_MENU_MODEL (menu);
}
