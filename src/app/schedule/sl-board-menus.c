#include "sl-board-menus.h"

#include <string.h>

#include "sl-i18n.h"

/* --- boards --- */

static void
append (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, target != NULL ? "s" : NULL, target);
  g_menu_append_item (menu, item);
}

static void
section (GMenu *menu, const char *title, GMenu *part)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (part)) > 0)
    g_menu_append_section (menu, title, G_MENU_MODEL (part));
  g_object_unref (part);
}

static void
add_boards (GMenu *menu, const SlPlan *plan, const SlEntity *production, const SlBoard *shown)
{
  GMenu *part = g_menu_new ();

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOARD); i++)
    {
      const SlBoard *board = (const SlBoard *) sl_plan_at (plan, SL_KIND_BOARD, i);
      const char *counts = board == sl_production_board (plan, (const SlProduction *) production) ? " ★" : "";
      g_autofree char *label = g_strdup_printf ("%s%s%s%s", board == shown ? "• " : "",
                                                sl_entity_title (&board->entity), counts,
                                                board->locked != 0 ? _(" · locked") : "");

      if (g_strcmp0 (board->production, production->id) == 0)
        append (part, label, "win.board-choose", board->entity.id);
    }
  if (g_menu_model_get_n_items (G_MENU_MODEL (part)) == 0)
    append (part, _("No board yet"), "win.board-choose", production->id);
  section (menu, sl_entity_title (production), part);
}

static void
add_making (GMenu *menu)
{
  g_menu_append (menu, _("New draft of this board"), "win.board-copy");
  g_menu_append (menu, _("New board"), "win.board-new");
  append (menu, _("Compare…"), "win.compare-view", "changes");
}

GMenuModel *
sl_board_menu_boards (SlBoardDesk *desk, const SlPlan *plan)
{
  const SlBoardRead *read = sl_board_desk_read (desk);
  const SlBoard *shown = read != NULL ? read->board : NULL;
  GMenu *menu = g_menu_new (), *make = g_menu_new (), *state = g_menu_new ();

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_PRODUCTION); i++)
    add_boards (menu, plan, sl_plan_at (plan, SL_KIND_PRODUCTION, i), shown);
  add_making (make);
  g_menu_append (state, shown != NULL && shown->locked != 0 ? _("Unlock") : _("Lock as agreed"), "win.board-lock");
  g_menu_append (state, _("Let it count"), "win.board-use");
  section (menu, NULL, make);
  section (menu, NULL, state);
  return G_MENU_MODEL (menu);
}

/* --- what is shown --- */

static const SlField *
scene_field (const char *name)
{
  return sl_record_field (&sl_kind_info (SL_KIND_SCENE)->record, name);
}

static void
add_values (GMenu *menu, const char *field)
{
  GMenu *part = g_menu_new ();

  for (const SlEnumValue *v = scene_field (field)->values; v->id != NULL; v++)
    {
      g_autofree char *target = g_strdup_printf ("%s=%s", field, v->id);
      append (part, _(v->label), "win.board-filter", target);
    }
  section (menu, NULL, part);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static void
add_episodes (GMenu *menu, const SlPlan *plan)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  GMenu *part = g_menu_new (), *all = g_menu_new ();

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SCENE); i++)
    {
      const gint64 episode = ((const SlSceneEntity *) sl_plan_at (plan, SL_KIND_SCENE, i))->episode;
      if (episode > 0)
        g_array_append_val (numbers, episode);
    }
  g_array_sort (numbers, compare_numbers);
  for (guint i = 0; i < numbers->len; i++)
    {
      const gint64 episode = g_array_index (numbers, gint64, i);
      g_autofree char *label = g_strdup_printf (_("Episode %d"), (int) episode);
      g_autofree char *target = g_strdup_printf ("episode=%d", (int) episode);

      if (i == 0 || g_array_index (numbers, gint64, i - 1) != episode)
        append (all, label, "win.board-filter", target);
    }
  if (numbers->len > 0)
    g_menu_append_submenu (part, _("Episode"), G_MENU_MODEL (all));
  g_object_unref (all);
  section (menu, NULL, part);
}

GMenuModel *
sl_board_menu_filter (const SlPlan *plan)
{
  GMenu *menu = g_menu_new (), *stages = g_menu_new ();

  append (stages, _("All stages"), "win.board-filter", "all");
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_STAGE); i++)
    {
      const SlEntity *stage = sl_plan_at (plan, SL_KIND_STAGE, i);
      g_autofree char *target = g_strdup_printf ("stage=%s", stage->id);
      append (stages, sl_entity_title (stage), "win.board-filter", target);
    }
  section (menu, NULL, stages);
  add_values (menu, "place");
  add_values (menu, "light");
  add_episodes (menu, plan);
  return G_MENU_MODEL (menu);
}

static void
add_word (GString *text, const char *word)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", word);
}

char *
sl_board_filter_text (const SlPlan *plan, const SlBoardFilter *filter)
{
  const SlEntity *stage = sl_plan_find (plan, filter->stage);
  g_autoptr (GString) text = g_string_new (NULL);

  if (stage != NULL)
    add_word (text, sl_entity_title (stage));
  if (filter->place >= 0)
    add_word (text, _(scene_field ("place")->values[filter->place].label));
  if (filter->light >= 0)
    add_word (text, _(scene_field ("light")->values[filter->light].label));
  if (filter->episode >= 0)
    {
      g_autofree char *episode = g_strdup_printf (_("Episode %d"), (int) filter->episode);
      add_word (text, episode);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : g_strdup (_("All stages"));
}

static int
value_of (const char *field, const char *name)
{
  const SlEnumValue *values = scene_field (field)->values;

  for (int i = 0; values[i].id != NULL; i++)
    if (g_str_equal (values[i].id, name))
      return i;
  return -1;
}

gboolean
sl_board_filter_take (SlBoardFilter *filter, const char *choice)
{
  const char *equals = strchr (choice, '='), *value = equals != NULL ? equals + 1 : "";

  if (g_str_equal (choice, "all"))
    {
      char *find = g_steal_pointer (&filter->find);

      sl_board_filter_clear (filter);
      filter->find = find;
    }
  else if (g_str_has_prefix (choice, "stage="))
    {
      g_free (filter->stage);
      filter->stage = g_strdup (value);
    }
  else if (g_str_has_prefix (choice, "episode="))
    filter->episode = g_ascii_strtoll (value, NULL, 10);
  else if (g_str_has_prefix (choice, "place=") && value_of ("place", value) >= 0)
    filter->place = value_of ("place", value);
  else if (g_str_has_prefix (choice, "light=") && value_of ("light", value) >= 0)
    filter->light = value_of ("light", value);
  else
    return FALSE;
  return TRUE;
}

/* --- what is done --- */

GMenuModel *
sl_board_menu_order (void)
{
  GMenu *menu = g_menu_new (), *days = g_menu_new (), *order = g_menu_new ();

  append (days, _("Break into days as long as the unit’s"), "win.board-days", "");
  append (days, _("Break into days of 8 hours"), "win.board-days", "8h");
  append (days, _("Break into days of 10 hours"), "win.board-days", "10h");
  append (days, _("Break into days of 3 pages"), "win.board-days", "3p");
  append (days, _("Break into days of 5 pages"), "win.board-days", "5p");
  append (days, _("Break into days of 8 pages"), "win.board-days", "8p");
  append (order, _("Order…"), "win.board-order", NULL);
  append (order, _("Sort each day by number"), "win.board-sort", "number");
  append (order, _("Sort each day by environment"), "win.board-sort", "environment");
  section (menu, NULL, days);
  section (menu, NULL, order);
  return G_MENU_MODEL (menu);
}

static void
add_between (GMenu *menu)
{
  append (menu, _("End of a day"), "win.board-break", "day");
  append (menu, _("End of a week"), "win.board-break", "week");
  append (menu, _("Banner"), "win.board-break", "banner");
}

GMenuModel *
sl_board_menu_add (void)
{
  static const SlKind kinds[] = { SL_KIND_BOOKING, SL_KIND_CAST, SL_KIND_ELEMENT, SL_KIND_PRODUCTION, SL_KIND_UNIT,
                                  SL_KIND_CALENDAR, SL_KIND_RULE, SL_KIND_RATE };
  GMenu *menu = g_menu_new (), *strips = g_menu_new (), *rest = g_menu_new ();

  append (strips, _("Scene"), "win.board-add-scene", NULL);
  add_between (strips);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    append (rest, _(sl_kind_info (kinds[i])->record.label), "win.add", sl_kind_info (kinds[i])->record.name);
  section (menu, NULL, strips);
  section (menu, NULL, rest);
  return G_MENU_MODEL (menu);
}

GMenuModel *
sl_board_menu_more (void)
{
  GMenu *menu = g_menu_new (), *strips = g_menu_new (), *sheets = g_menu_new (), *show = g_menu_new ();

  append (strips, _("Strip earlier"), "win.board-by", "up");
  append (strips, _("Strip later"), "win.board-by", "down");
  append (strips, _("To the day before"), "win.board-by", "day-up");
  append (strips, _("To the next day"), "win.board-by", "day-down");
  append (strips, _("Off the board"), "win.board-off", NULL);
  append (sheets, _("Book these days…"), "win.book-days", NULL);
  append (sheets, _("Breakdown sheet"), "win.breakdown", NULL);
  append (sheets, _("Compare drafts…"), "win.compare-view", "changes");
  append (sheets, _("Planned against shot…"), "win.compare-view", "shot");
  append (sheets, _("Calendars and rules…"), "win.places", "");
  append (show, _("Show the boneyard"), "win.board-boneyard", NULL);
  append (show, _("Find a strip"), "win.board-find", NULL);
  section (menu, NULL, sheets);
  section (menu, NULL, strips);
  section (menu, NULL, show);
  return G_MENU_MODEL (menu);
}

GMenuModel *
sl_board_menu_row (void)
{
  GMenu *menu = g_menu_new (), *between = g_menu_new ();
  g_autoptr (GMenuModel) more = sl_board_menu_more ();

  add_between (between);
  g_menu_append_section (menu, NULL, more);
  section (menu, NULL, between);
  return G_MENU_MODEL (menu);
}

GMenuModel *
sl_board_menu_searched (void)
{
  GMenu *menu = g_menu_new (), *strips = g_menu_new ();
  g_autoptr (GMenuModel) order = sl_board_menu_order (), more = sl_board_menu_more ();

  add_making (menu);
  g_menu_append (menu, _("Lock or unlock the board"), "win.board-lock");
  add_between (strips);
  section (menu, NULL, strips);
  g_menu_append_section (menu, NULL, order);
  g_menu_append_section (menu, NULL, more);
  return G_MENU_MODEL (menu);
}
