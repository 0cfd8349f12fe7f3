#include <string.h>

#include "sl-check.h"
#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-number.h"
#include "sl-usd-private.h"

static const char *const scope_names[SL_USD_N_SCOPES] = { "Walls", "Props", "People", "Lights", "Cameras" };

/* --- what stands --- */

static SlUsdThing *
add_thing (SlUsdExport *e, const SlEntity *entity, gconstpointer item, SlUsdScope scope, const SlFrame *frame)
{
  SlUsdThing *thing;
  SlUsdSample built;

  if (!sl_usd_place (frame, scope == SL_USD_LIGHTS || scope == SL_USD_CAMERAS, &built))
    {
      sl_findings_add (e->input->omissions, SL_SEVERITY_WARNING, entity, NULL, _("Correct its place or its size"),
                       "%s", _("it has no place that can be handed on"));
      return NULL;
    }
  thing = g_new0 (SlUsdThing, 1);
  *thing = (SlUsdThing) { entity, item, scope, sl_usd_name (&e->text, entity->id), built, FALSE };
  g_ptr_array_add (e->things, thing);
  g_hash_table_insert (e->by_id, entity->id, thing);
  return thing;
}

static void
add_things (SlUsdExport *e)
{
  const SlScene *scene = e->scene;

  for (guint i = 0; i < scene->walls->len; i++)
    {
      const SlSceneWall *wall = scene->walls->pdata[i];
      add_thing (e, wall->entity, wall, SL_USD_WALLS, &wall->frame);
    }
  for (guint i = 0; i < scene->meshes->len; i++)
    {
      const SlSceneMesh *mesh = scene->meshes->pdata[i];
      const gboolean person = mesh->entity->kind == SL_KIND_PERSON;
      if (mesh->stands_in == NULL
          && add_thing (e, mesh->entity, mesh, person ? SL_USD_PEOPLE : SL_USD_PROPS, &mesh->frame) != NULL)
        sl_usd_count_mesh (e, mesh);
    }
  for (guint i = 0; i < scene->lights->len; i++)
    {
      const SlSceneLight *light = &g_array_index (scene->lights, SlSceneLight, i);
      SlUsdThing *thing = add_thing (e, light->entity, light, SL_USD_LIGHTS, &light->frame);
      if (thing == NULL)
        continue;
      thing->built.candela = light->candela;
      thing->built.kelvin = light->kelvin;
      thing->built.beam = light->beam_deg;
    }
  for (guint i = 0; i < scene->cameras->len; i++)
    {
      const SlScenePlace *camera = &g_array_index (scene->cameras, SlScenePlace, i);
      add_thing (e, camera->entity, camera, SL_USD_CAMERAS, &camera->frame);
    }
}

/* FALSE with an error only when the work is to stop. */
static gboolean
add_shots (SlUsdExport *e, GError **error)
{
  const SlExportInput *input = e->input;
  const guint n = sl_plan_count (input->plan, SL_KIND_SHOT);

  for (guint i = 0; i < n; i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (input->plan, SL_KIND_SHOT, i);
      const SlSetup *setup = sl_plan_get (input->plan, SL_KIND_SETUP, shot->setup);
      g_autoptr (GError) why = NULL;
      SlUsdShot *taken;

      if (sl_watch_stops (input->watch, error))
        return FALSE;
      sl_watch_tell (input->watch, .8 * i / n);
      if (setup == NULL)
        sl_findings_add (input->omissions, SL_SEVERITY_WARNING, &shot->entity, NULL, _("Complete the shot"), "%s",
                         _("the shot has no setup"));
      else if (g_strcmp0 (setup->stage, input->stage_id) != 0)
        continue;
      else if ((taken = sl_usd_shot_new (e, shot, &why)) != NULL)
        g_ptr_array_add (e->shots, taken);
      else if (!sl_watch_is_cancelled (input->watch))
        sl_findings_add_error (input->omissions, SL_SEVERITY_WARNING, &shot->entity, NULL, _("Complete the shot"), why);
    }
  return !sl_watch_stops (input->watch, error);
}

/* --- the layer --- */

static void
put_header (SlUsdExport *e)
{
  g_autofree char *rate = sl_number_to_text (e->rate);
  double end = 0;

  for (guint i = 0; i < e->shots->len; i++)
    {
      const SlUsdShot *shot = e->shots->pdata[i];
      end = fmax (end, (shot->lenses->len - 1) * e->rate / shot->fps);
    }
  g_autofree char *last = sl_number_to_text (end);
  g_string_append (e->text.text, "#usda 1.0\n");
  sl_usd_line (&e->text, "(");
  e->text.depth++;
  sl_usd_line (&e->text, "defaultPrim = \"%s\"", e->root);
  sl_usd_line (&e->text, "doc = \"Sightline\"");
  sl_usd_line (&e->text, "endTimeCode = %s", last);
  sl_usd_line (&e->text, "framesPerSecond = %s", rate);
  sl_usd_line (&e->text, "metersPerUnit = %g", 1 / sl_axes_row (SL_AXES_USD)->scale);
  sl_usd_line (&e->text, "startTimeCode = 0");
  sl_usd_line (&e->text, "timeCodesPerSecond = %s", rate);
  sl_usd_line (&e->text, "upAxis = \"Z\"");
  e->text.depth--;
  sl_usd_line (&e->text, ")");
}

static void
put_thing (SlUsdExport *e, const SlUsdThing *thing)
{
  switch (thing->scope)
    {
    case SL_USD_WALLS:
      sl_usd_put_wall (e, thing);
      break;
    case SL_USD_LIGHTS:
      sl_usd_put_light (e, thing);
      break;
    case SL_USD_CAMERAS:
      sl_usd_put_camera (e, thing);
      break;
    default:
      sl_usd_put_mesh (e, thing);
    }
}

static void
put_scope (SlUsdExport *e, SlUsdScope scope)
{
  sl_usd_begin (&e->text, "def Scope", scope_names[scope]);
  for (guint i = 0; i < e->things->len && !sl_watch_is_cancelled (e->input->watch); i++)
    if (((const SlUsdThing *) e->things->pdata[i])->scope == scope)
      put_thing (e, e->things->pdata[i]);
  sl_usd_end (&e->text);
}

static void
put_layer (SlUsdExport *e)
{
  SlUsdText *t = &e->text;

  put_header (e);
  sl_usd_put_models (e);
  sl_usd_metadata (t, "def Xform", e->root);
  sl_usd_identity (t, sl_plan_find (e->input->plan, e->input->stage_id), NULL);
  if (e->shots->len > 0)
    {
      sl_usd_line (t, "prepend variantSets = \"shot\"");
      sl_usd_begin (t, "variants =", NULL);
      sl_usd_line (t, "string shot = \"as_built\"");
      sl_usd_end (t);
    }
  sl_usd_body (t);
  for (int scope = 0; scope < SL_USD_N_SCOPES; scope++)
    put_scope (e, scope);
  sl_usd_begin (t, "def Scope", "Shots");
  for (guint i = 0; i < e->shots->len; i++)
    sl_usd_put_shot (e, e->shots->pdata[i]);
  sl_usd_end (t);
  sl_usd_put_variants (e);
  sl_usd_end (t);
}

/* --- the file --- */

/* The format wants every file of a .usdz on 64 bytes, and the layer first. */
static gboolean
write_packed (const SlUsdExport *e, const char *path, GError **error)
{
  g_autoptr (SlZip) zip = sl_zip_new ();
  g_autoptr (GBytes) layer = g_bytes_new_static (e->text.text->str, e->text.text->len);

  sl_zip_align (zip, 64);
  sl_zip_add (zip, "stage.usda", layer);
  for (guint i = 0; i < e->pictures->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("pictures/%u.png", i);

      sl_zip_add (zip, name, e->pictures->pdata[i]);
    }
  return sl_zip_write (zip, path, e->input->watch, error);
}

static gboolean
write_scene (SlUsdExport *e, const char *path, GError **error)
{
  static const char *const taken[] = { "Walls", "Props", "People", "Lights", "Cameras", "Shots", "Models", "as_built" };
  const SlExportInput *input = e->input;
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_stage (input->plan, input->assets, input->stage_id, NULL, error);
  g_autoptr (SlScene) scene = maker != NULL ? sl_scene_maker_at (maker, 0, error) : NULL;
  gboolean ok;

  if (scene == NULL)
    return FALSE;
  e->scene = scene;
  sl_findings_merge (input->omissions, sl_scene_maker_findings (maker));
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    sl_usd_name (&e->text, taken[i]);
  e->root = sl_usd_name (&e->text, input->stage_id);
  add_things (e);
  ok = add_shots (e, error);
  if (ok)
    {
      e->rate = e->shots->len > 0 ? ((const SlUsdShot *) e->shots->pdata[0])->fps : 24;
      put_layer (e);
      ok = !sl_watch_stops (input->watch, error)
           && (e->pictures != NULL ? write_packed (e, path, error)
                                   : sl_file_write (path, e->text.text->str, (gssize) e->text.text->len, error));
    }
  return ok;
}

gboolean
sl_usd_export (const SlExportInput *input, const char *path, GError **error)
{
  SlUsdExport e = { .input = input };
  const gboolean packed = sl_file_has_suffix (path, ".usdz");
  gboolean ok;

  if (!packed && !sl_file_has_suffix (path, ".usda"))
    {
      sl_error_set_at (error, SL_ERROR_INPUT, path, 0, _("the name must end in .usda or .usdz"));
      return FALSE;
    }
  sl_usd_text_init (&e.text);
  e.things = g_ptr_array_new_with_free_func (g_free);
  e.by_id = g_hash_table_new (g_str_hash, g_str_equal);
  e.shots = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_usd_shot_free);
  e.uses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  e.models = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  e.packed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  e.pictures = packed ? g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref) : NULL;
  ok = write_scene (&e, path, error);
  sl_usd_text_clear (&e.text);
  g_ptr_array_unref (e.things);
  g_hash_table_unref (e.by_id);
  g_ptr_array_unref (e.shots);
  g_hash_table_unref (e.uses);
  g_hash_table_unref (e.models);
  g_hash_table_unref (e.packed);
  g_clear_pointer (&e.pictures, g_ptr_array_unref);
  return ok;
}
