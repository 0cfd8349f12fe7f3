#include "sl-calibration-export.h"

#include <json-glib/json-glib.h>
#include <math.h>

#include "sl-calibrations.h"
#include "sl-check.h"
#include "sl-csv.h"
#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-number.h"

/* A wall as it is built, for its light and its pixels. */
typedef struct {
  double nits;          /* NAN where it is not known */
  gint64 width, height; /* px of its picture; 0 where it cannot be made */
} Facts;

static Facts
facts_of (const SlPlan *plan, const SlWall *wall)
{
  g_autoptr (SlSceneWall) made = sl_scene_wall_new (plan, &wall->entity, NULL);
  Facts facts = { .nits = NAN };

  if (made == NULL)
    return facts;
  facts.nits = isnan (made->level_nit) && made->usual != NULL ? made->usual->nits : made->level_nit;
  for (guint i = 0; i < made->columns; i++)
    facts.width += made->columns_px[i];
  for (guint i = 0; i < made->rows; i++)
    facts.height += made->rows_px[i];
  return facts;
}

static const char *
title_of (const SlPlan *plan, const char *id)
{
  const SlEntity *entity = sl_plan_find (plan, id);

  return entity != NULL ? sl_entity_title (entity) : id != NULL ? id : "";
}

static const char *
text_or_none (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
is_said (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
omit (GPtrArray *omissions, const SlEntity *entity, const char *field, const char *message)
{
  sl_findings_add (omissions, SL_SEVERITY_NOTE, entity, field, _("Fill it in"), "%s", message);
}

/* --- a table --- */

static void
append_number (GString *out, double number)
{
  g_autofree char *text = isnan (number) ? g_strdup ("") : sl_number_to_text (number);

  sl_csv_append (out, text, FALSE);
}

static void
append_shots (GString *out, const SlCalibration *c)
{
  g_autoptr (GString) shots = g_string_new (NULL);

  for (guint i = 0; i < c->shots->len; i++)
    {
      const SlShot *shot = c->shots->pdata[i];
      g_string_append_printf (shots, "%s%s", i > 0 ? " " : "",
                              is_said (shot->number) ? shot->number : shot->entity.id);
    }
  sl_csv_append (out, shots->str, FALSE);
}

static char *
table_of (const SlExportInput *input, const GPtrArray *all)
{
  GString *out = g_string_new ("Stage,Wall,Wall id,Camera body,Lens set,White point,Peak nit,Target gamut,EOTF,"
                               "Camera gamut,Minutes,Shots\r\n");

  for (guint i = 0; i < all->len; i++)
    {
      const SlCalibration *c = all->pdata[i];

      sl_csv_append (out, sl_entity_title (&c->stage->entity), TRUE);
      sl_csv_append (out, sl_entity_title (&c->wall->entity), FALSE);
      sl_csv_append (out, c->wall->entity.id, FALSE);
      sl_csv_append (out, sl_entity_title (&c->body->entity), FALSE);
      sl_csv_append (out, title_of (input->plan, c->lenses), FALSE);
      sl_csv_append (out, text_or_none (c->white), FALSE);
      append_number (out, facts_of (input->plan, c->wall).nits);
      sl_csv_append (out, text_or_none (c->wall->gamut), FALSE);
      sl_csv_append (out, text_or_none (c->wall->eotf), FALSE);
      sl_csv_append (out, text_or_none (c->body->gamut), FALSE);
      append_number (out, c->stage->calibration_minutes);
      append_shots (out, c);
      g_string_append (out, "\r\n");
    }
  return g_string_free (out, FALSE);
}

/* --- a project --- */

/* Wall, body, and what else it is for: a name that no other calibration has. */
static char *
name_of (const SlExportInput *input, const SlCalibration *c, GHashTable *names)
{
  g_autoptr (GString) name = g_string_new (sl_entity_title (&c->wall->entity));
  char *free_name;

  g_string_append_printf (name, " – %s", sl_entity_title (&c->body->entity));
  if (c->lenses != NULL)
    g_string_append_printf (name, " – %s", title_of (input->plan, c->lenses));
  if (c->white != NULL)
    g_string_append_printf (name, " – %s", c->white);
  free_name = g_strdup (name->str);
  for (guint n = 2; g_hash_table_contains (names, free_name); n++)
    {
      g_free (free_name);
      free_name = g_strdup_printf ("%s (%u)", name->str, n);
    }
  g_hash_table_add (names, g_strdup (free_name));
  return free_name;
}

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (is_said (text))
    json_object_set_string_member (object, name, text);
}

static JsonObject *
led_wall (const SlExportInput *input, const SlCalibration *c, const Facts *facts, GHashTable *names)
{
  JsonObject *object = json_object_new ();
  g_autofree char *name = name_of (input, c, names);

  json_object_set_string_member (object, "name", name);
  set_text (object, "target_gamut", c->wall->gamut);
  set_text (object, "target_eotf", c->wall->eotf);
  if (isfinite (facts->nits))
    json_object_set_double_member (object, "target_max_lum_nits", facts->nits);
  set_text (object, "native_camera_gamut", c->body->gamut);
  return object;
}

/* What a project should say and the plan does not; each wall and each body once. */
static void
tell_unknown (const SlExportInput *input, const SlCalibration *c, const Facts *facts, GHashTable *told)
{
  if (g_hash_table_add (told, c->wall->entity.id))
    {
      if (!is_said (c->wall->gamut))
        omit (input->omissions, &c->wall->entity, "gamut", _("the wall's target gamut is not known; it is left out"));
      if (!is_said (c->wall->eotf))
        omit (input->omissions, &c->wall->entity, "eotf", _("the wall's EOTF is not known; it is left out"));
      if (!isfinite (facts->nits))
        omit (input->omissions, &c->wall->entity, "level_nit",
              _("the wall's peak luminance is not known; it is left out"));
    }
  if (g_hash_table_add (told, c->body->entity.id) && !is_said (c->body->gamut))
    omit (input->omissions, &c->body->entity, "gamut", _("the camera's gamut is not known; it is left out"));
}

/* The patterns are as large as the largest picture of a wall. */
static char *
project_of (const SlExportInput *input, const SlStage *stage, const GPtrArray *all)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *root = json_object_new (), *settings = json_object_new ();
  JsonArray *walls = json_array_new ();
  SlSceneStage built;
  gint64 width = 0, height = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const SlCalibration *c = all->pdata[i];
      const Facts facts = facts_of (input->plan, c->wall);

      json_array_add_object_element (walls, led_wall (input, c, &facts, names));
      tell_unknown (input, c, &facts, told);
      width = MAX (width, facts.width);
      height = MAX (height, facts.height);
    }
  sl_findings_add (input->omissions, SL_SEVERITY_NOTE, &stage->entity, NULL, _("Choose them in OpenVPCal"), "%s",
                   _("the content's peak luminance (content_max_lum), the number of grey patches and the saturation of "
                     "the primaries are no part of a plan; they are left out"));
  sl_scene_stage_init (&built, &stage->entity);
  if (width > 0 && height > 0)
    {
      json_object_set_int_member (settings, "resolution_width", width);
      json_object_set_int_member (settings, "resolution_height", height);
    }
  json_object_set_double_member (settings, "frame_rate", built.fps);
  json_object_set_array_member (settings, "led_walls", walls);
  json_object_set_object_member (root, "project_settings", settings);
  json_node_take_object (node, root);
  return json_to_string (node, TRUE);
}

/* --- both --- */

/* Shots that count for nothing here. */
static void
tell_shots (const SlExportInput *input)
{
  for (guint i = 0; i < sl_plan_count (input->plan, SL_KIND_SHOT); i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (input->plan, SL_KIND_SHOT, i);
      g_auto (SlShotGear) gear = { 0 };

      sl_shot_gear (input->plan, shot, &gear);
      if ((input->stage_id == NULL || g_strcmp0 (gear.stage, input->stage_id) == 0)
          && (gear.body == NULL || sl_plan_get (input->plan, SL_KIND_BODY, gear.body) == NULL))
        sl_findings_add (input->omissions, SL_SEVERITY_WARNING, &shot->entity, "camera", _("Give its camera a body"),
                         _("the shot's camera body is not known; no calibration is counted for it"));
    }
}

gboolean
sl_calibration_export (const SlExportInput *input, const char *path, SlCalibrationSum *sum, GError **error)
{
  const gboolean project = sl_file_has_suffix (path, ".json");
  const SlStage *stage = input->stage_id != NULL ? sl_plan_get (input->plan, SL_KIND_STAGE, input->stage_id) : NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *text = NULL;

  *sum = (SlCalibrationSum) { 0 };
  if (!project && !sl_file_has_suffix (path, ".csv"))
    {
      sl_error_set_at (error, SL_ERROR_INPUT, path, 0, _("the name must end in .csv or .json"));
      return FALSE;
    }
  if (stage == NULL && (project || input->stage_id != NULL))
    {
      sl_error_set (error, SL_ERROR_REFERENCE, _("the plan has no stage to calibrate; add one"));
      return FALSE;
    }
  all = sl_calibrations (input->plan, input->stage_id);
  tell_shots (input);
  text = project ? project_of (input, stage, all) : table_of (input, all);
  sum->n = all->len;
  for (guint i = 0; i < all->len; i++)
    sum->minutes += ((const SlCalibration *) all->pdata[i])->stage->calibration_minutes;
  return !sl_watch_stops (input->watch, error) && sl_file_write (path, text, -1, error);
}
