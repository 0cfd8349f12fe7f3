/* What is done to shots, wherever it is asked for: to those that are selected, else to the shown one. */
#include "sl-window-private.h"

#include "sl-i18n.h"
#include "sl-listed.h"
#include "sl-shots-page.h"

#define ACTION(name) static void name (GSimpleAction *action, GVariant *value, gpointer data)

/* Selects no other things than shots. FALSE where the plan has none. */
static gboolean
select_shots (SlWindow *w)
{
  const SlPlan *plan = sl_editor_plan (w->editor);
  const GPtrArray *selected = sl_editor_selection (w->editor);
  const SlShot *shown = sl_editor_shot (w->editor);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < selected->len; i++)
    if (sl_plan_get (plan, SL_KIND_SHOT, selected->pdata[i]) != NULL)
      g_ptr_array_add (ids, g_strdup (selected->pdata[i]));
  if (ids->len > 0)
    sl_editor_select_set (w->editor, (const char *const *) ids->pdata, ids->len);
  else if (shown != NULL)
    sl_editor_select (w->editor, shown->entity.id);
  return shown != NULL;
}

/* An operation on what is selected, with options as texts by name up to a NULL. */
static void
operate (SlWindow *w, const char *id, ...)
{
  GVariantBuilder texts;
  const char *name;
  va_list list;

  g_variant_builder_init (&texts, G_VARIANT_TYPE ("a{ss}"));
  va_start (list, id);
  while ((name = va_arg (list, const char *)) != NULL)
    g_variant_builder_add (&texts, "{ss}", name, va_arg (list, const char *));
  va_end (list);
  g_action_group_activate_action (G_ACTION_GROUP (w), "operate", g_variant_new ("(sa{ss})", id, &texts));
}

/* Behind the last of them in the edit. */
ACTION (act_new)
{
  SlWindow *w = data;
  const SlPlan *plan = sl_editor_plan (w->editor);
  const char *last = NULL;

  if (!select_shots (w))
    {
      g_action_group_activate_action (G_ACTION_GROUP (w), "add", g_variant_new_string ("shot"));
      return;
    }
  const GPtrArray *ids = sl_editor_selection (w->editor);
  for (guint i = 0; i < ids->len; i++)
    if (last == NULL || sl_plan_index (plan, ids->pdata[i]) > sl_plan_index (plan, last))
      last = ids->pdata[i];
  g_autofree char *id = g_strdup (last);
  sl_editor_select (w->editor, id);
  operate (w, "shot-insert", NULL);
}

/* FALSE, with a message, while the list shows another order than that of the edit. */
static gboolean
is_in_order (SlWindow *w)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (w), "shot-sort");
  const SlShotSort sort = sl_shot_sort_find (g_variant_get_string (state, NULL));

  if (sort != SL_SHOT_SORT_EDIT)
    sl_editor_message (w->editor, _("The list is sorted otherwise; sort it as in the edit to put shots elsewhere"));
  return sort == SL_SHOT_SORT_EDIT;
}

ACTION (act_by)
{
  SlWindow *w = data;
  g_autofree char *by = g_strdup_printf ("%d", g_variant_get_int32 (value));

  if (select_shots (w) && is_in_order (w))
    operate (w, "shot-order", "by", by, NULL);
}

/* "before" or "after", and the shot. */
ACTION (act_move)
{
  SlWindow *w = data;
  const char *where, *id;

  g_variant_get (value, "(&s&s)", &where, &id);
  if (select_shots (w) && is_in_order (w))
    operate (w, "shot-order", where, id, NULL);
}

/* One that asks for its options. */
ACTION (act_operate)
{
  if (select_shots (data))
    g_action_group_activate_action (G_ACTION_GROUP (data), "operate-ask", value);
}

/* Of the shown shot alone. */
static void
trim (SlWindow *w, const char *end, gint64 frames)
{
  g_autofree char *id = g_strdup (sl_editor_shot (w->editor)->entity.id);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, frames);

  sl_editor_select (w->editor, id);
  operate (w, "shot-trim", end, text, NULL);
}

/* What is seen stays in sight: it is the first frame then. */
ACTION (act_trim_in)
{
  SlWindow *w = data;
  const gint64 frame = (gint64) sl_editor_frame (w->editor);

  if (sl_editor_shot (w->editor) == NULL || frame == 0)
    return;
  trim (w, "head", frame);
  sl_editor_set_frame (w->editor, 0);
}

ACTION (act_trim_out)
{
  SlWindow *w = data;
  const SlShot *shot = sl_editor_shot (w->editor);

  if (shot != NULL)
    trim (w, "tail", shot->frames - 1 - (gint64) sl_editor_frame (w->editor));
}

/* Who speaks: as the preferences say, else as the system does. */
static char *
author (SlWindow *w)
{
  g_autofree char *chosen = w->settings != NULL ? g_settings_get_string (w->settings, "author") : g_strdup ("");

  if (*chosen != '\0')
    return g_steal_pointer (&chosen);
  return g_strdup (g_str_equal (g_get_real_name (), "Unknown") ? g_get_user_name () : g_get_real_name ());
}

/* At the frame that is seen. */
ACTION (act_remark)
{
  SlWindow *w = data;
  g_autofree char *who = author (w);
  g_autofree char *frame = g_strdup_printf ("%d", (int) sl_editor_frame (w->editor));

  if (sl_editor_shot (w->editor) == NULL)
    return;
  g_autofree char *id = g_strdup (sl_editor_shot (w->editor)->entity.id);
  sl_editor_select (w->editor, id);
  operate (w, "shot-remark", "frame", frame, "author", who, "text", g_variant_get_string (value, NULL), NULL);
}

static void
go_by (SlWindow *w, int by)
{
  const SlPlan *plan = sl_editor_plan (w->editor);
  const SlShot *shot = sl_editor_shot (w->editor);
  const int at = shot != NULL ? sl_plan_index (plan, shot->entity.id) + by : -1;

  if (at >= 0 && at < (int) sl_plan_count (plan, SL_KIND_SHOT))
    sl_editor_set_shot (w->editor, sl_plan_at (plan, SL_KIND_SHOT, (guint) at)->id);
}

ACTION (act_play_mark) { sl_shots_page_mark (((SlWindow *) data)->shots, g_variant_get_string (value, NULL)); }
ACTION (act_next) { go_by (data, 1); }
ACTION (act_previous) { go_by (data, -1); }

static const GActionEntry entries[] = {
  { "shot-new", act_new }, { "shot-by", act_by, "i" }, { "shot-move", act_move, "(ss)" },
  { "shot-operate", act_operate, "s" }, { "trim-in", act_trim_in }, { "trim-out", act_trim_out },
  { "shot-remark", act_remark, "s" },
  { "next-shot", act_next }, { "previous-shot", act_previous }, { "play-mark", act_play_mark, "s" },
};

/* How shots are shown, which the program remembers: a setting of that name each, or without settings a state. */
static const struct {
  const char *name, *state;
} looks[] = {
  { "shot-sort", "'edit'" },      { "picture-mode", "'previs'" }, { "frame-lines", "true" }, { "safe-areas", "false" },
  { "second-ratio", "'none'" },   { "slate", "true" },            { "lens-line", "true" },   { "loop", "false" },
};

void
sl_window_add_shot_actions (SlWindow *w)
{
  g_action_map_add_action_entries (G_ACTION_MAP (w), entries, G_N_ELEMENTS (entries), w);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autoptr (GVariant) state = g_variant_parse (NULL, looks[i].state, NULL, NULL, NULL);
      const gboolean is_switch = g_variant_is_of_type (state, G_VARIANT_TYPE_BOOLEAN);
      g_autoptr (GAction) look = w->settings != NULL
        ? g_settings_create_action (w->settings, looks[i].name)
        : G_ACTION (g_simple_action_new_stateful (looks[i].name, is_switch ? NULL : g_variant_get_type (state), state));

      g_action_map_add_action (G_ACTION_MAP (w), look);
    }
}
