#include "sl-board-words.h"

#include "sl-board-breaches.h"
#include "sl-i18n.h"

const char *
sl_scene_number (const SlSceneEntity *scene)
{
  return scene->number != NULL ? scene->number : scene->entity.id;
}

char *
sl_scene_cast_numbers (const SlPlan *plan, const SlSceneEntity *scene)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sl_list_n (scene->cast); i++)
    {
      const SlCast *cast = sl_plan_get (plan, SL_KIND_CAST, *sl_list_at (scene->cast, char *, i));

      if (cast == NULL)
        continue;
      if (text->len > 0)
        g_string_append (text, ", ");
      if (cast->number > 0)
        g_string_append_printf (text, "%d", (int) cast->number);
      else
        g_string_append (text, sl_entity_title (&cast->entity));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
sl_short_date (guint32 julian)
{
  GDate date;
  char text[64] = "";

  if (julian == 0)
    return g_strdup ("");
  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  g_date_strftime (text, sizeof text, _("%a %-d %b"), &date);
  return g_strdup (text);
}

static char *
spoken_scene (const SlBoardRead *read, const SlBoardRow *row)
{
  const SlSceneEntity *scene = row->scene;
  const SlRecordType *type = &sl_kind_info (SL_KIND_SCENE)->record;

  if (scene == NULL)
    return g_strdup (_("A strip without a scene"));
  const char *place = _(sl_record_field (type, "place")->values[scene->place].label);
  const char *light = _(sl_record_field (type, "light")->values[scene->light].label);
  g_autofree char *pages = sl_pages_text (scene->eighths);
  const SlBoardDay *day = row->at != NULL ? &g_array_index (read->days, SlBoardDay, row->at->day) : NULL;
  g_autofree char *on = day != NULL ? g_strdup_printf (_(", day %u"), day->number)
                        : row->form == SL_BOARD_ROW_BONE ? g_strdup (_(", in the boneyard")) : g_strdup ("");
  return g_strdup_printf (_("Scene %s, %s %s, %s, %s pages%s%s"), sl_scene_number (scene), place,
                          scene->set != NULL ? scene->set : "", light, pages, on,
                          scene->omitted ? _(", omitted") : scene->shot_on != 0 ? _(", shot") : "");
}

char *
sl_board_row_spoken (const SlBoardRead *read, const SlBoardRow *row)
{
  const char *text = row->strip != NULL && row->strip->text != NULL ? row->strip->text : "";
  const char *breach = sl_board_row_breach (read, row);
  g_autofree char *spoken = NULL, *drift = sl_board_row_drift (row);

  if (row->form == SL_BOARD_ROW_SCENE || row->form == SL_BOARD_ROW_BONE)
    spoken = spoken_scene (read, row);
  else if (row->form == SL_BOARD_ROW_WEEK)
    spoken = g_strdup_printf (_("End of the week%s%s"), *text != '\0' ? ": " : "", text);
  else if (row->form == SL_BOARD_ROW_BANNER)
    spoken = g_strdup_printf (_("Banner: %s"), text);
  else if (row->day != NULL)
    {
      g_autofree char *date = sl_short_date (row->day->date), *pages = sl_pages_text (row->day->eighths);
      g_autofree char *hours = sl_hours_text (row->day->minutes);

      spoken = g_strdup_printf (row->form == SL_BOARD_ROW_OPEN ? _("Day %u goes on, %s, %s pages, %s")
                                                               : _("End of day %u, %s, %s pages, %s"),
                                row->day->number, *date != '\0' ? date : _("no date"), pages, hours);
    }
  else
    spoken = g_strdup (_("End of a day without scenes"));
  return g_strjoin (". ", spoken, drift != NULL ? drift : breach, drift != NULL ? breach : NULL, NULL);
}

char *
sl_board_row_drift (const SlBoardRow *row)
{
  switch (row->drift)
    {
    case SL_DRIFT_MOVED: return g_strdup_printf (_("Was on day %u"), row->was_day);
    case SL_DRIFT_ADDED: return g_strdup (_("Was not on the board"));
    case SL_DRIFT_TAKEN_OFF: return g_strdup_printf (_("Taken off day %u"), row->was_day);
    case SL_DRIFT_SAME: break;
    }
  return NULL;
}

static gboolean
is_of (const SlBoardRead *read, const SlBoardRow *row, const SlBreach *breach)
{
  if (row->day != NULL)
    return breach->scene < 0 && row->day == &g_array_index (read->days, SlBoardDay, breach->day);
  return row->at != NULL && breach->scene >= 0
         && row->at == &g_array_index (read->scenes, SlBoardScene, (guint) breach->scene);
}

const char *
sl_board_row_breach (const SlBoardRead *read, const SlBoardRow *row)
{
  const SlBreach *worst = NULL;

  for (guint i = 0; row->errors + row->warnings > 0 && i < read->breaches->len; i++)
    {
      const SlBreach *breach = read->breaches->pdata[i];

      if (is_of (read, row, breach) && (worst == NULL || (worst->advice && !breach->advice)))
        worst = breach;
    }
  return worst != NULL ? worst->message : NULL;
}

char *
sl_board_row_breaches (const SlBoardRead *read, const SlBoardRow *row)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; row->errors + row->warnings > 0 && i < read->breaches->len; i++)
    {
      const SlBreach *breach = read->breaches->pdata[i];

      if (is_of (read, row, breach))
        g_string_append_printf (text, "%s%s; %s", text->len > 0 ? "\n" : "", breach->message, breach->remedy);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
sl_board_row_tooltip (const SlBoardRead *read, const SlBoardRow *row)
{
  g_autofree char *breaches = sl_board_row_breaches (read, row), *drift = sl_board_row_drift (row);
  const char *lines[] = { row->scene != NULL ? row->scene->synopsis : NULL, drift, breaches };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (lines[i] != NULL && *lines[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", lines[i]);
  return g_string_free (text, FALSE);
}
