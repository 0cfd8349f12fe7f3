/* Scenes of a script, as a command brings them in. */
#include <math.h>
#include <string.h>

#include "sl-i18n.h"
#include "sl-script-merge-private.h"

/* The ids of a list of the plan with those of the script behind them that it lacks; NULL where it has them all. */
static char *
joined (const SlList *was, const GArray *positions, const GPtrArray *ids)
{
  g_autoptr (GHashTable) there = g_hash_table_new (g_str_hash, g_str_equal);
  GString *text = g_string_new (NULL);
  gboolean more = FALSE;

  for (guint i = 0; i < sl_list_n (was); i++)
    {
      const char *id = *sl_list_at (was, char *, i);
      g_hash_table_add (there, (gpointer) id);
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", id);
    }
  for (guint i = 0; i < positions->len; i++)
    {
      const char *id = ids->pdata[g_array_index (positions, guint, i)];
      if (!g_hash_table_add (there, (gpointer) id))
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", id);
      more = TRUE;
    }
  return g_string_free (text, !more);
}

static void
set_lists (Merge *m, const char *id, const SlSceneEntity *was, const SlScriptScene *scene)
{
  g_autofree char *cast = joined (was != NULL ? was->cast : NULL, scene->cast, m->cast);
  g_autofree char *elements = joined (was != NULL ? was->elements : NULL, scene->elements, m->elements);

  sl_merge_set (m, id, "cast", cast);
  sl_merge_set (m, id, "elements", elements);
}

static void
set_text (Merge *m, const char *id, const char *path, const char *was, const char *now)
{
  if (now != NULL && g_strcmp0 (was, now) != 0)
    sl_command_set (m->command, id, path, now);
}

static void
set_number (Merge *m, const char *id, const char *path, gint64 was, gint64 now)
{
  if (was != now)
    sl_merge_set_integer (m, id, path, now);
}

/* A reference to what the script calls by its id or name; told where the plan has none of that name. */
static void
set_named (Merge *m, const char *id, SlKind kind, const char *path, const char *was, const char *name)
{
  for (guint i = 0; name != NULL && i < sl_plan_count (m->plan, kind); i++)
    {
      const SlEntity *entity = sl_plan_at (m->plan, kind, i);

      if (!g_str_equal (entity->id, name) && g_strcmp0 (sl_entity_title (entity), name) != 0)
        continue;
      set_text (m, id, path, was, entity->id);
      return;
    }
  if (name != NULL)
    sl_merge_tell (m, SL_SEVERITY_WARNING, id, "name-unknown", _("Add it, or choose one in the scene"),
                   _("%s: the plan has none called “%s”"), sl_kind_info (kind)->record.label != NULL
                   ? _(sl_kind_info (kind)->record.label) : path, name);
}

/* What the script says of a scene, as far as it differs; `was` holds defaults for a new one. */
static void
set_scene (Merge *m, const char *id, const SlSceneEntity *was, const SlScriptScene *scene)
{
  set_text (m, id, "number", was->number, scene->number);
  set_text (m, id, "heading", was->heading, scene->heading);
  set_text (m, id, "set", was->set, scene->set);
  set_text (m, id, "synopsis", was->synopsis, scene->synopsis);
  set_text (m, id, "script_day", was->script_day, scene->script_day);
  set_text (m, id, "script", was->script, scene->mark);
  if (scene->episode > 0)
    set_number (m, id, "episode", was->episode, scene->episode);
  if (scene->eighths > 0)
    set_number (m, id, "eighths", was->eighths, scene->eighths);
  if (scene->place >= 0 && scene->place != was->place)
    sl_merge_set_enum (m, id, SL_KIND_SCENE, "place", scene->place);
  if (scene->light >= 0 && scene->light != was->light)
    sl_merge_set_enum (m, id, SL_KIND_SCENE, "light", scene->light);
  if (scene->light_taken != was->light_taken)
    sl_merge_set (m, id, "light_taken", scene->light_taken ? "true" : "false");
  if (scene->omitted != was->omitted)
    sl_merge_set (m, id, "omitted", scene->omitted ? "true" : "false");
  if (!isnan (scene->minutes) && isnan (was->minutes)) /* an estimate of somebody's counts more */
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];
      sl_command_set (m->command, id, "minutes", g_ascii_formatd (text, sizeof text, "%.6g", scene->minutes));
    }
  if (scene->setups > 0)
    set_number (m, id, "setups", was->setups, scene->setups);
  set_named (m, id, SL_KIND_STAGE, "stage", was->stage, scene->stage);
  set_named (m, id, SL_KIND_ENVIRONMENT, "environment", was->environment, scene->environment);
  if (was->notes == NULL)
    set_text (m, id, "notes", NULL, scene->notes);
}

/* "12A INT. HOUSE - DAY". */
static char *
called (const char *number, const char *heading)
{
  return number != NULL ? g_strdup_printf ("%s %s", number, heading != NULL ? heading : "") : g_strdup (heading);
}

static void
add_scene (Merge *m, guint at, const SlScriptScene *scene)
{
  g_autoptr (SlEntity) plain = sl_entity_new (SL_KIND_SCENE, "scene");
  g_autofree char *wanted = scene->number != NULL ? g_strconcat ("scene-", scene->number, NULL)
                                                  : g_strdup_printf ("scene-%u", at + 1);
  g_autofree char *name = called (scene->number, scene->heading);
  char *id = sl_merge_id (m, wanted, "scene");

  sl_command_add (m->command, SL_KIND_SCENE, id);
  sl_merge_set (m, id, "production", m->production);
  set_scene (m, id, (const SlSceneEntity *) plain, scene);
  if (scene->eighths == 0)
    sl_merge_set_integer (m, id, "eighths", 1);
  set_lists (m, id, NULL, scene);
  sl_merge_origin (m, id, scene->origin);
  g_ptr_array_add (m->scenes, id);
  m->added++;
  if (!m->first)
    sl_merge_tell (m, SL_SEVERITY_NOTE, id, "scene-added", NULL, _("%s: new in the script"), name != NULL ? name : id);
}

/* Those who spoke there and do so no more stay: somebody may have put them there, which nothing tells. */
static void
tell_silent (Merge *m, const SlSceneEntity *was, const SlScriptScene *scene, const char *name)
{
  g_autoptr (GHashTable) speak = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) silent = g_string_new (NULL);

  for (guint i = 0; i < scene->cast->len; i++)
    g_hash_table_add (speak, m->cast->pdata[g_array_index (scene->cast, guint, i)]);
  for (guint i = 0; i < sl_list_n (was->cast); i++)
    {
      const SlEntity *cast = sl_plan_find (m->plan, *sl_list_at (was->cast, char *, i));
      if (cast != NULL && !g_hash_table_contains (speak, cast->id))
        g_string_append_printf (silent, "%s%s", silent->len > 0 ? ", " : "", sl_entity_title (cast));
    }
  if (silent->len > 0)
    sl_merge_tell (m, SL_SEVERITY_NOTE, was->entity.id, "cast-silent",
          _("take them out of the scene's cast where they are not needed"),
          _("%s: changed; not named in it now: %s"), name, silent->str);
}

static gboolean
is_as_it_was (const SlSceneEntity *was, const SlScriptScene *scene)
{
  return scene->mark != NULL && g_strcmp0 (was->script, scene->mark) == 0
         && g_strcmp0 (was->heading, scene->heading) == 0 && was->omitted == scene->omitted
         && (scene->number == NULL || g_strcmp0 (was->number, scene->number) == 0);
}

static void
revise_scene (Merge *m, const SlSceneEntity *was, const SlScriptScene *scene)
{
  const char *id = was->entity.id;
  g_autofree char *name = called (scene->number != NULL ? scene->number : was->number, scene->heading);

  g_ptr_array_add (m->scenes, g_strdup (id));
  if (is_as_it_was (was, scene))
    return;
  sl_merge_origin (m, id, scene->origin);
  const guint before = sl_command_count (m->command);
  set_scene (m, id, was, scene);
  set_lists (m, id, was, scene);
  if (sl_command_count (m->command) == before)
    return;
  m->changed++;
  sl_merge_tell (m, SL_SEVERITY_NOTE, id, "scene-changed", NULL, was->omitted && !scene->omitted
          ? _("%s: back in the script") : _("%s: changed"), name != NULL ? name : id);
  tell_silent (m, was, scene, name != NULL ? name : id);
}

static void
omit_scene (Merge *m, const SlSceneEntity *was)
{
  g_autofree char *name = called (was->number, was->heading);

  if (was->omitted)
    return;
  sl_merge_set (m, was->entity.id, "omitted", "true");
  m->vanished++;
  sl_merge_tell (m, SL_SEVERITY_WARNING, was->entity.id, "scene-vanished",
        _("remove it if it is not to come back; its work is kept until then"),
        _("%s: no longer in the script, and marked as omitted"), name != NULL ? name : was->entity.id);
}

/* Puts scenes that are new or stand elsewhere now behind the scene before them. */
static void
order_scenes (Merge *m, const SlScriptMatch *match)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  const guint n = sl_plan_count (m->plan, SL_KIND_SCENE);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (order, (gpointer) sl_plan_at (m->plan, SL_KIND_SCENE, i)->id);
  for (guint i = 0; i < m->scenes->len; i++)
    if (match->was[i] == NULL)
      g_ptr_array_add (order, m->scenes->pdata[i]);
  for (guint i = 0, at = 0; i < m->scenes->len; i++)
    {
      const char *id = m->scenes->pdata[i];
      guint is, to;

      for (is = at; is < order->len && strcmp (order->pdata[is], id) != 0;)
        is++;
      if (is == order->len) /* it stands before its predecessor */
        for (is = 0; strcmp (order->pdata[is], id) != 0;)
          is++;
      to = is < at ? at - 1 : at;
      if ((match->was[i] == NULL && i > 0 && is != to) || match->moved[i])
        {
          gpointer moved = g_ptr_array_steal_index (order, is);
          g_ptr_array_insert (order, (gint) to, moved);
          sl_command_order (m->command, id, to);
          is = to;
        }
      if (match->moved[i])
        {
          m->moved++;
          sl_merge_tell (m, SL_SEVERITY_NOTE, id, "scene-moved", NULL, _("%s: moved in the script"),
                sl_entity_title (&match->was[i]->entity));
        }
      at = is + 1;
    }
}

void
sl_merge_scenes (Merge *m)
{
  SlScriptMatch match;

  sl_script_match (m->plan, m->is_new ? NULL : m->production, m->script, &match);
  m->first = match.gone->len == 0;
  for (guint i = 0; i < m->script->scenes->len; i++)
    m->first &= match.was[i] == NULL;
  for (guint i = 0; i < m->script->scenes->len; i++)
    if (match.was[i] == NULL)
      add_scene (m, i, m->script->scenes->pdata[i]);
    else
      revise_scene (m, match.was[i], m->script->scenes->pdata[i]);
  for (guint i = 0; i < match.gone->len; i++)
    omit_scene (m, match.gone->pdata[i]);
  order_scenes (m, &match);
  sl_script_match_clear (&match);
}
