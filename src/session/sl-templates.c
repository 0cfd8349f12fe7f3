#include "sl-templates.h"

#include <string.h>

#include "sl-edit.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-places.h"
#include "sl-plan-file.h"

static int
by_name (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GStrv
sl_templates (void)
{
  g_autofree char *folder = sl_places_data ("facilities");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *ids = g_ptr_array_new ();
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".sightline"))
      g_ptr_array_add (ids, g_strndup (name, strlen (name) - strlen (".sightline")));
  g_ptr_array_sort (ids, by_name);
  g_ptr_array_insert (ids, 0, g_strdup ("empty"));
  g_ptr_array_add (ids, NULL);
  return (GStrv) g_ptr_array_free (ids, FALSE);
}

static char *
template_path (const char *id)
{
  g_autofree char *name = g_strconcat ("facilities/", id, ".sightline", NULL);

  return sl_places_data (name);
}

char *
sl_template_title (const char *id)
{
  g_autofree char *path = template_path (id);
  g_autoptr (SlPlan) plan = g_str_equal (id, "empty") ? NULL : sl_plan_file_read (path, NULL, NULL, NULL);
  const SlStage *stage = NULL;

  if (g_str_equal (id, "empty"))
    return g_strdup (_("Empty stage"));
  if (plan != NULL && sl_plan_count (plan, SL_KIND_STAGE) > 0)
    stage = (const SlStage *) sl_plan_at (plan, SL_KIND_STAGE, 0);
  return g_strdup (stage != NULL && stage->facility != NULL ? stage->facility : id);
}

static SlPlan *
empty_plan (void)
{
  SlPlan *plan = sl_plan_new ();
  SlEntity *stage = sl_entity_new (SL_KIND_STAGE, "stage-1");
  SlEntity *production = sl_entity_new (SL_KIND_PRODUCTION, "production");

  sl_entity_set (stage, "name", _("Stage 1"), FALSE, NULL);
  sl_entity_set (stage, "outline", "-10 -10 0, 10 -10 0, 10 10 0, -10 10 0", FALSE, NULL);
  sl_entity_set (production, "name", _("Untitled production"), FALSE, NULL);
  sl_plan_put (plan, production);
  sl_plan_put (plan, stage);
  return plan;
}

static SlPlan *
with_marks (const SlPlan *plan)
{
  g_autoptr (SlCommand) command = sl_command_new ("");

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_PRODUCTION); i++)
    {
      g_autofree char *uid = g_uuid_string_random ();
      sl_command_set (command, sl_plan_at (plan, SL_KIND_PRODUCTION, i)->id, "uid", uid);
    }
  return sl_plan_apply (plan, command, NULL);
}

SlPlan *
sl_template_plan (const char *id, GError **error)
{
  g_auto (GStrv) known = sl_templates ();
  g_autofree char *path = template_path (id);
  g_autoptr (SlPlan) plan = NULL;

  if (!g_strv_contains ((const char *const *) known, id))
    {
      g_autofree char *names = g_strjoinv (", ", known);
      sl_error_set (error, SL_ERROR_INPUT, _("there is no template “%s”; use one of %s"), id, names);
      return NULL;
    }
  plan = g_str_equal (id, "empty") ? empty_plan () : sl_plan_file_read (path, NULL, NULL, error);
  return plan != NULL ? with_marks (plan) : NULL;
}
