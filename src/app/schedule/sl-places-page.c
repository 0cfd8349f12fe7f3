#include "sl-places-page.h"

#include "sl-i18n.h"
#include "sl-rows.h"
#include "sl-side-page.h"
#include "sl-title.h"

enum { KINDS_W = 132 };

/* The kinds, what a row says of one, and what a list says that has none. */
static const struct {
  SlKind      kind;
  const char *fields, *teaches;
} places[] = {
  { SL_KIND_CALENDAR, "week source",
    N_("A calendar has days off each week, holidays and days that are worked all the same. Productions, units, cast "
       "and elements name theirs.") },
  { SL_KIND_RULE, "is time clock days of",
    N_("A rule says what a day may ask: rest, meals, length, overtime, what holds for minors. Without any the usual "
       "ones hold.") },
  { SL_KIND_RISK, "chance per likely",
    N_("A risk costs time by chance: weather, a crane, a sick actor. The odds of the wrap count it in.") },
  { SL_KIND_UNIT, "role call production",
    N_("A unit shoots on days of its own, with its own call, length of day and calendar. Days of a board name "
       "theirs.") },
  { SL_KIND_CAST, "number actor production",
    N_("A part has a number, an actor, a day rate and days on which they can come. Breakdowns name it.") },
  { SL_KIND_ELEMENT, "category count production",
    N_("An element is what a scene needs beside cast: a prop, a car, rain. One that two scenes want on the same day is "
       "a conflict where there are not enough.") },
  { SL_KIND_CREW, "department role unit", N_("People with a department, a role, a day rate and days off.") },
  { SL_KIND_RATE, "per amount of", N_("What a stage, a wall or the whole plan costs a day, an hour, once.") },
  { SL_KIND_PRODUCTION, "start currency", N_("A production has scenes, boards, cast and bookings of its own.") },
  { SL_KIND_BOARD, "production locked", N_("A board is one order of a production’s scenes; drafts stand beside it.") },
};

typedef struct {
  SlBench   *bench;
  SlEditor  *editor; /* the bench's */
  GtkWidget *page, *title, *kinds, *list, *stack, *none, *add;
  guint      shown;  /* among the places */
  guint      idle;
} Page;

/* --- what a row says --- */

static char *
enum_text (const SlField *field, int value)
{
  return g_strdup (_(field->values[value].label));
}

static char *
title_of (const SlPlan *plan, const char *id)
{
  const SlEntity *named = sl_plan_find (plan, id);

  return named != NULL ? sl_title_of_entity (named) : g_strdup (id);
}

/* "Saturday, Sunday", or of things "Captain, Pilot"; nothing of other lists. */
static char *
list_text (const SlPlan *plan, const SlEntity *entity, const SlField *field)
{
  const SlList *list = *(SlList *const *) SL_CONST_MEMBER (entity, field);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sl_list_n (list); i++)
    {
      g_autofree char *item = field->item == SL_TYPE_ENUM  ? enum_text (field, *sl_list_at (list, int, i))
                              : field->item == SL_TYPE_REF ? title_of (plan, *sl_list_at (list, char *, i)) : NULL;

      if (item != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", item);
    }
  return g_string_free (text, FALSE);
}

/* "" where it is unset, or as by default without telling more. */
static char *
value_text (const SlPlan *plan, const SlEntity *entity, const SlField *field)
{
  gconstpointer value = SL_CONST_MEMBER (entity, field);
  const char *unit = sl_unit_symbol (field->unit);

  if (sl_field_is_unset (field, value))
    return g_strdup ("");
  if (field->type == SL_TYPE_ENUM)
    return enum_text (field, *(const int *) value);
  if (field->type == SL_TYPE_LIST)
    return list_text (plan, entity, field);
  if (field->type == SL_TYPE_REF)
    return title_of (plan, *(const char *const *) value);
  g_autofree char *text = sl_entity_get (entity, field->name, NULL);
  if (field->type == SL_TYPE_INTEGER && g_str_equal (text, "0"))
    return g_strdup ("");
  return *unit != '\0' ? g_strdup_printf ("%s %s", text, unit) : g_steal_pointer (&text);
}

static char *
facts_of (const SlPlan *plan, const SlEntity *entity, const char *fields)
{
  g_auto (GStrv) names = g_strsplit (fields, " ", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const SlField *field = sl_record_field (&sl_kind_info (entity->kind)->record, names[i]);
      g_autofree char *value = value_text (plan, entity, field);

      if (*value != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", value);
    }
  return g_string_free (text, FALSE);
}

static GtkWidget *
make_row (const char *id, char **spoken, gpointer data)
{
  Page *p = data;
  const SlPlan *plan = sl_editor_plan (p->editor);
  const SlEntity *entity = sl_plan_find (plan, id);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  if (entity == NULL)
    return row;
  g_autofree char *facts = facts_of (plan, entity, places[p->shown].fields);
  gtk_box_append (GTK_BOX (row), sl_label (sl_entity_title (entity), NULL));
  gtk_box_append (GTK_BOX (row), sl_label (facts, "sl-facts"));
  gtk_widget_add_css_class (row, "sl-choice-row");
  *spoken = *facts != '\0' ? g_strdup_printf ("%s, %s", sl_entity_title (entity), facts)
                           : g_strdup (sl_entity_title (entity));
  return row;
}

static GtkWidget *
make_kind (const char *id, char **spoken, gpointer data)
{
  Page *p = data;
  const SlKind kind = sl_kind_from_name (id);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = sl_label (_(sl_kind_info (kind)->plural), NULL);
  g_autofree char *count = g_strdup_printf ("%u", sl_plan_count (sl_editor_plan (p->editor), kind));

  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (row), name);
  gtk_box_append (GTK_BOX (row), sl_label (count, "sl-facts"));
  gtk_widget_add_css_class (row, "sl-choice-row");
  *spoken = g_strdup_printf ("%s, %s", _(sl_kind_info (kind)->plural), count);
  return row;
}

/* --- keeping up --- */

static const SlKindInfo *
shown_kind (const Page *p)
{
  return sl_kind_info (places[p->shown].kind);
}

static void
fill_kinds (Page *p)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new (), keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_ptr_array_add (ids, (gpointer) sl_kind_info (places[i].kind)->record.name);
      g_ptr_array_add (keys, g_strdup_printf ("%u", sl_plan_count (sl_editor_plan (p->editor), places[i].kind)));
    }
  sl_rows_set (p->kinds, ids, keys);
  sl_rows_select (p->kinds, shown_kind (p)->record.name);
}

/* What a row names may be called otherwise, so that its text is its key. */
static void
fill_list (Page *p)
{
  const SlPlan *plan = sl_editor_plan (p->editor);
  const SlKind kind = places[p->shown].kind;
  g_autoptr (GPtrArray) ids = g_ptr_array_new (), keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < sl_plan_count (plan, kind); i++)
    {
      const SlEntity *entity = sl_plan_at (plan, kind, i);
      g_autofree char *facts = facts_of (plan, entity, places[p->shown].fields);

      g_ptr_array_add (ids, entity->id);
      g_ptr_array_add (keys, g_strdup_printf ("%s|%s", sl_entity_title (entity), facts));
    }
  sl_rows_set (p->list, ids, keys);
  sl_rows_select_set (p->list, sl_editor_selection (p->editor));
}

static void
show_none (Page *p)
{
  const char *name = _(shown_kind (p)->record.label);
  g_autofree char *add = g_strdup_printf (_("Add %s"), name);

  adw_status_page_set_title (ADW_STATUS_PAGE (p->none), _(shown_kind (p)->plural));
  adw_status_page_set_description (ADW_STATUS_PAGE (p->none), _(places[p->shown].teaches));
  adw_status_page_set_child (ADW_STATUS_PAGE (p->none), sl_add_button (add, shown_kind (p)->record.name));
}

static void
fill (Page *p)
{
  const gboolean any = sl_plan_count (sl_editor_plan (p->editor), places[p->shown].kind) > 0;
  g_autofree char *add = g_strdup_printf (_("Add %s"), _(shown_kind (p)->record.label));

  fill_kinds (p);
  fill_list (p);
  gtk_stack_set_visible_child_name (GTK_STACK (p->stack), any ? "list" : "none");
  show_none (p);
  gtk_label_set_text (GTK_LABEL (p->title), _(shown_kind (p)->plural));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (p->add), "s", shown_kind (p)->record.name);
  sl_set_name (p->add, add);
  sl_set_tooltip (p->add, add);
  sl_set_name (p->list, _(shown_kind (p)->plural));
}

static gboolean
fill_idle (gpointer data)
{
  Page *p = data;

  p->idle = 0;
  if (gtk_widget_get_mapped (p->page))
    fill (p);
  return G_SOURCE_REMOVE;
}

static void
fill_later (Page *p)
{
  if (p->idle == 0 && gtk_widget_get_mapped (p->page))
    p->idle = sl_before_redraw (fill_idle, p);
}

static void
show_kind (Page *p, SlKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (places[i].kind == kind && i != p->shown)
      {
        p->shown = i;
        if (gtk_widget_get_mapped (p->page))
          fill (p);
      }
}

/* Its own kind comes into sight. */
static void
on_selection (Page *p)
{
  const SlEntity *entity = sl_plan_find (sl_editor_plan (p->editor), sl_editor_selected (p->editor));

  if (!gtk_widget_get_mapped (p->page))
    return;
  if (entity != NULL)
    show_kind (p, entity->kind);
  sl_rows_select_set (p->list, sl_editor_selection (p->editor));
}

/* --- what hands do --- */

static void
on_kind (const char *id, gpointer data)
{
  show_kind (data, sl_kind_from_name (id));
}

static void
on_kind_entered (const char *id, gpointer data)
{
  sl_places_page_focus (((Page *) data)->page);
}

static void
on_picked (const GPtrArray *ids, gpointer data)
{
  sl_editor_select_set (((Page *) data)->editor, (const char *const *) ids->pdata, ids->len);
}

static void
on_entered (const char *id, gpointer data)
{
  gtk_widget_activate_action (((Page *) data)->page, "win.edit-field", "s", "name");
}

static void
unused (const char *id, gpointer data)
{
}

/* Ctrl+A is the list's own here, which selects no more than it shows. */
static gboolean
on_key (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, Page *p)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  if (key == GDK_KEY_Delete || key == GDK_KEY_KP_Delete)
    gtk_widget_activate_action (p->page, "win.remove", NULL);
  else if (key == GDK_KEY_F2)
    gtk_widget_activate_action (p->page, "win.edit-field", "s", "name");
  else if (key == GDK_KEY_Insert || key == GDK_KEY_KP_Insert)
    gtk_widget_activate_action (p->page, "win.add", "s", shown_kind (p)->record.name);
  else
    return FALSE;
  return TRUE;
}

/* --- building --- */

static void
page_free (gpointer data)
{
  Page *p = data;

  g_clear_handle_id (&p->idle, g_source_remove);
  g_signal_handlers_disconnect_by_data (p->editor, p);
  sl_bench_unref (p->bench);
  g_free (p);
}

static GtkWidget *
scrolled (GtkWidget *child)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), child);
  gtk_widget_set_vexpand (scroll, TRUE);
  return scroll;
}

static GtkWidget *
make_body (Page *p)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *kinds;
  GtkEventController *keys = gtk_event_controller_key_new ();

  p->kinds = sl_rows_new (make_kind, on_kind, on_kind_entered, p);
  sl_set_name (p->kinds, _("Kinds"));
  sl_rows_one_stop (p->kinds);
  gtk_widget_add_css_class (p->kinds, "sl-list");
  p->list = sl_rows_new (make_row, unused, on_entered, p);
  sl_rows_allow_several (p->list, on_picked);
  sl_rows_one_stop (p->list);
  gtk_widget_add_css_class (p->list, "sl-list");
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), p);
  gtk_widget_add_controller (p->list, keys);
  p->none = sl_side_page_none ("view-list-symbolic", "", "", NULL, NULL);
  p->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (p->stack), scrolled (p->list), "list");
  gtk_stack_add_named (GTK_STACK (p->stack), p->none, "none");
  gtk_widget_set_hexpand (p->stack, TRUE);
  kinds = scrolled (p->kinds);
  gtk_widget_set_size_request (kinds, (int) (KINDS_W * sl_text_scale ()), -1);
  gtk_box_append (GTK_BOX (body), kinds);
  gtk_box_append (GTK_BOX (body), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (body), p->stack);
  return body;
}

GtkWidget *
sl_places_page_new (SlBench *bench)
{
  Page *p = g_new0 (Page, 1);
  GtkWidget *bar;

  p->bench = sl_bench_ref (bench);
  p->editor = bench->editor;
  p->page = sl_side_page_new ("", &p->title, &bar);
  p->add = sl_button ("list-add-symbolic", _("Add"), NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (p->add), "s", shown_kind (p)->record.name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (p->add), "win.add");
  gtk_box_append (GTK_BOX (bar), p->add);
  gtk_box_append (GTK_BOX (bar), sl_button ("edit-copy-symbolic", _("Duplicate"), "win.duplicate"));
  gtk_box_append (GTK_BOX (bar), sl_button ("user-trash-symbolic", _("Remove"), "win.remove"));
  gtk_box_append (GTK_BOX (p->page), make_body (p));
  g_object_set_data_full (G_OBJECT (p->page), "places", p, page_free);
  g_signal_connect_swapped (p->editor, "plan-changed", G_CALLBACK (fill_later), p);
  g_signal_connect_swapped (p->editor, "selection-changed", G_CALLBACK (on_selection), p);
  g_signal_connect_swapped (p->page, "map", G_CALLBACK (fill), p);
  return p->page;
}

void
sl_places_page_set (GtkWidget *page, const char *kind)
{
  show_kind (g_object_get_data (G_OBJECT (page), "places"), sl_kind_from_name (kind));
}

void
sl_places_page_focus (GtkWidget *page)
{
  Page *p = g_object_get_data (G_OBJECT (page), "places");

  fill (p);
  if (sl_plan_count (sl_editor_plan (p->editor), places[p->shown].kind) == 0)
    gtk_widget_child_focus (p->none, GTK_DIR_TAB_FORWARD);
  else if (!gtk_widget_child_focus (p->list, GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (p->list);
}
