/* Shots: a camera each, sampled in every frame so that nothing depends on how a curve is read, and a variant each of
 * the stage, with what moves, stands elsewhere or is struck. */
#include "sl-usd-private.h"

#include "sl-check.h"
#include "sl-error.h"
#include "sl-groups.h"
#include "sl-i18n.h"
#include "sl-number.h"

void
sl_usd_shot_free (SlUsdShot *shot)
{
  if (shot == NULL)
    return;
  g_free (shot->camera);
  g_array_unref (shot->lenses);
  g_array_unref (shot->places);
  g_hash_table_unref (shot->changed);
  g_hash_table_unref (shot->absent);
  g_free (shot);
}

/* --- looking at it --- */

static void
take (SlUsdExport *e, SlUsdShot *shot, const SlEntity *entity, const SlFrame *frame, const SlSceneLight *light)
{
  SlUsdThing *thing = g_hash_table_lookup (e->by_id, entity->id);
  SlUsdSample sample;

  if (thing == NULL || !sl_usd_place (frame, light != NULL, &sample))
    return;
  if (light != NULL)
    {
      sample.candela = light->candela;
      sample.kelvin = light->kelvin;
      sample.beam = light->beam_deg;
    }
  GArray *samples = g_hash_table_lookup (shot->changed, thing);
  if (samples == NULL)
    {
      samples = g_array_new (FALSE, FALSE, sizeof (SlUsdSample));
      g_hash_table_insert (shot->changed, thing, samples);
    }
  g_array_append_val (samples, sample);
}

/* What a variant does not tell: other looks of the same thing. */
static void
check_looks (SlUsdExport *e, const SlUsdShot *shot, const SlEntity *entity, gboolean other)
{
  if (other && g_hash_table_contains (e->by_id, entity->id))
    sl_findings_add (e->input->omissions, SL_SEVERITY_WARNING, entity, NULL, _("Export that setup by itself"),
                     _("it looks otherwise in shot %s: that is left out, its place is not"), shot->shot->entity.id);
}

/* Things that are the same in every frame are looked at in the first alone. */
static void
take_scene (SlUsdExport *e, SlUsdShot *shot, const SlScene *scene, gboolean first)
{
  for (guint i = first ? 0 : scene->n_still_walls; i < scene->walls->len; i++)
    {
      const SlSceneWall *wall = scene->walls->pdata[i];
      take (e, shot, wall->entity, &wall->frame, NULL);
    }
  for (guint i = first ? 0 : scene->n_still_meshes; i < scene->meshes->len; i++)
    {
      const SlSceneMesh *mesh = scene->meshes->pdata[i];
      const SlUsdThing *thing = g_hash_table_lookup (e->by_id, mesh->entity->id);
      const SlSceneMesh *built = thing != NULL ? thing->item : NULL;

      if (mesh->stands_in == NULL)
        take (e, shot, mesh->entity, &mesh->frame, NULL);
      if (first && built != NULL)
        check_looks (e, shot, mesh->entity, mesh->mesh->stamp != built->mesh->stamp || mesh->colour != built->colour);
    }
  for (guint i = 0; i < scene->lights->len; i++)
    {
      const SlSceneLight *light = &g_array_index (scene->lights, SlSceneLight, i);
      const SlUsdThing *thing = g_hash_table_lookup (e->by_id, light->entity->id);

      take (e, shot, light->entity, &light->frame, light);
      if (first && thing != NULL)
        check_looks (e, shot, light->entity, ((const SlSceneLight *) thing->item)->form != light->form);
    }
}

static gboolean
sample (SlUsdExport *e, SlUsdShot *shot, const SlSceneMaker *maker, GError **error)
{
  const SlSetup *setup = sl_plan_get (e->input->plan, SL_KIND_SETUP, shot->shot->setup);
  const gboolean moves = !sl_scene_maker_is_still (maker) || e->scene->lights->len > 0;
  const gboolean looks = moves || (setup != NULL && sl_list_n (setup->values) > 0);

  for (gint64 frame = 0; frame < shot->shot->frames; frame++)
    {
      SlSceneCamera now;
      SlUsdSample place;

      if (sl_watch_stops (e->input->watch, error) || !sl_scene_maker_camera (maker, (double) frame, &now, error))
        return FALSE;
      if (!sl_usd_place (&now.frame, TRUE, &place))
        {
          sl_error_set (error, SL_ERROR_INPUT, _("its camera stands nowhere; correct its pose"));
          return FALSE;
        }
      if (frame == 0)
        shot->camera = g_strdup (now.id);
      now.id = now.title = NULL;
      g_array_append_val (shot->lenses, now);
      g_array_append_val (shot->places, place);
      g_autoptr (SlScene) scene = NULL;
      if (looks && (frame == 0 || moves) && (scene = sl_scene_maker_at (maker, (double) frame, NULL)) != NULL)
        take_scene (e, shot, scene, frame == 0);
    }
  sl_findings_merge (e->input->omissions, looks ? sl_scene_maker_findings (maker)
                                                : sl_scene_maker_findings_of_values (maker));
  return TRUE;
}

/* Forgets what is as built, and makes one of many that are the same. */
static void
settle (SlUsdShot *shot)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, shot->changed);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      SlUsdThing *thing = key;
      GArray *samples = value;
      const SlUsdSample *first = &g_array_index (samples, SlUsdSample, 0);
      gboolean still = TRUE, moves = FALSE, dims = FALSE;

      for (guint i = 0; i < samples->len; i++)
        {
          const SlUsdSample *now = &g_array_index (samples, SlUsdSample, i);
          still = still && !sl_usd_moves (first, now) && !sl_usd_dims (first, now);
          moves = moves || sl_usd_moves (&thing->built, now);
          dims = dims || sl_usd_dims (&thing->built, now);
        }
      thing->moves |= moves;
      thing->dims |= dims;
      if (still)
        g_array_set_size (samples, 1);
      if (!moves && !dims)
        g_hash_table_iter_remove (&iter);
    }
}

static void
strike (SlUsdExport *e, SlUsdShot *shot, const SlList *ids)
{
  g_autoptr (GPtrArray) things = sl_groups_expand_list (e->input->plan, ids);

  for (guint i = 0; i < things->len; i++)
    {
      SlUsdThing *thing = g_hash_table_lookup (e->by_id, things->pdata[i]);
      if (thing != NULL)
        g_hash_table_add (shot->absent, thing);
    }
}

SlUsdShot *
sl_usd_shot_new (SlUsdExport *e, const SlShot *plan, GError **error)
{
  g_autoptr (SlSceneMaker) maker
    = sl_scene_maker_new_shot (e->input->plan, e->input->assets, plan->entity.id, error);
  const SlSetup *setup = sl_plan_get (e->input->plan, SL_KIND_SETUP, plan->setup);
  SlUsdShot *shot;

  if (maker == NULL)
    return NULL;
  shot = g_new0 (SlUsdShot, 1);
  shot->shot = plan;
  shot->fps = sl_rational_to_real (plan->fps);
  shot->lenses = g_array_new (FALSE, FALSE, sizeof (SlSceneCamera));
  shot->places = g_array_new (FALSE, FALSE, sizeof (SlUsdSample));
  shot->changed = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  shot->absent = g_hash_table_new (NULL, NULL);
  if (!sample (e, shot, maker, error))
    {
      sl_usd_shot_free (shot);
      return NULL;
    }
  settle (shot);
  strike (e, shot, plan->absent);
  if (setup != NULL)
    strike (e, shot, setup->absent);
  shot->name = sl_usd_name (&e->text, plan->entity.id);
  return shot;
}

/* --- writing --- */

void
sl_usd_put_shot (SlUsdExport *e, const SlUsdShot *shot)
{
  SlUsdText *t = &e->text;
  const SlSceneCamera *lens = &g_array_index (shot->lenses, SlSceneCamera, 0);
  const double step = e->rate / shot->fps;
  g_autofree char *camera = sl_usd_quoted (shot->camera), *squeeze = sl_number_to_text (lens->squeeze);
  g_autofree char *of = g_strdup_printf ("string camera = %s", camera);
  g_autofree char *frames = g_strdup_printf ("int frames = %u", shot->lenses->len);
  const SlRational rate = shot->shot->fps;
  g_autofree char *fps = g_strdup_printf ("string fps = \"%d/%d\"", rate.num, rate.den);
  g_autofree char *wide = g_strdup_printf ("double squeeze = %s", squeeze);
  const char *const more[] = { of, frames, fps, wide, NULL };

  sl_usd_metadata (t, "def Camera", shot->name);
  sl_usd_identity (t, &shot->shot->entity, more);
  sl_usd_body (t);
  sl_usd_put_places (t, (const SlUsdSample *) (gpointer) shot->places->data, shot->places->len, step);
  sl_usd_put_lens (t, (const SlSceneCamera *) (gpointer) shot->lenses->data, shot->lenses->len, shot->fps, step);
  sl_usd_end (t);
}

static void
put_over (SlUsdExport *e, const SlUsdThing *thing, const SlUsdShot *shot)
{
  SlUsdText *t = &e->text;
  const GArray *samples = shot != NULL ? g_hash_table_lookup (shot->changed, thing) : NULL;

  sl_usd_begin (t, "over", thing->name);
  if (shot != NULL && g_hash_table_contains (shot->absent, thing))
    sl_usd_line (t, "token visibility = \"invisible\"");
  if (samples != NULL)
    sl_usd_put_shift (t, thing, (const SlUsdSample *) (gpointer) samples->data, samples->len, e->rate / shot->fps);
  else
    sl_usd_put_shift (t, thing, &thing->built, 1, 1);
  sl_usd_end (t);
}

/* `shot` NULL: the stage as built. */
static void
put_variant (SlUsdExport *e, const char *name, const SlUsdShot *shot)
{
  static const char *const scopes[SL_USD_N_SCOPES] = { "Walls", "Props", "People", "Lights", "Cameras" };
  g_autofree char *head = g_strdup_printf ("\"%s\"", name);

  sl_usd_begin (&e->text, head, NULL);
  for (int scope = 0, begun = -1; scope < SL_USD_N_SCOPES; scope++)
    {
      for (guint i = 0; i < e->things->len; i++)
        {
          const SlUsdThing *thing = e->things->pdata[i];
          if ((int) thing->scope != scope
              || !(thing->dims || (shot != NULL && (g_hash_table_contains (shot->absent, thing)
                                                    || g_hash_table_contains (shot->changed, thing)))))
            continue;
          if (begun != scope)
            sl_usd_begin (&e->text, "over", scopes[scope]);
          begun = scope;
          put_over (e, thing, shot);
        }
      if (begun == scope)
        sl_usd_end (&e->text);
    }
  sl_usd_end (&e->text);
}

void
sl_usd_put_variants (SlUsdExport *e)
{
  if (e->shots->len == 0)
    return;
  sl_usd_begin (&e->text, "variantSet \"shot\" =", NULL);
  put_variant (e, "as_built", NULL);
  for (guint i = 0; i < e->shots->len; i++)
    {
      const SlUsdShot *shot = e->shots->pdata[i];
      put_variant (e, shot->name, shot);
    }
  sl_usd_end (&e->text);
}
