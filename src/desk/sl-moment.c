#include "sl-moment.h"

#include "sl-error.h"
#include "sl-i18n.h"

struct SlMoment {
  const SlSelection *selection; /* borrowed */
  SlPlan       *plan;
  SlAssets     *assets;
  SlSceneMaker *maker;          /* of the shot or the stage; NULL when it has to be made */
  SlSceneMaker *overlaid;       /* the same with numbers laid over it; NULL without */
  SlScene      *scene;
  SlTracerStore *tracers;       /* keeps what stands still ready for rays from frame to frame; NULL until asked for */
  const SlTracer *tracer;       /* of the scene, borrowed from it */
  GError       *error;          /* why there is no scene */
};

SlMoment *
sl_moment_new (const SlSelection *selection)
{
  SlMoment *moment = g_new0 (SlMoment, 1);

  moment->selection = selection;
  return moment;
}

void
sl_moment_forget_frame (SlMoment *moment)
{
  moment->tracer = NULL;
  g_clear_pointer (&moment->scene, sl_scene_free);
  g_clear_error (&moment->error);
}

void
sl_moment_forget_shot (SlMoment *moment)
{
  sl_moment_forget_frame (moment);
  g_clear_pointer (&moment->overlaid, sl_scene_maker_free);
  g_clear_pointer (&moment->maker, sl_scene_maker_free);
}

static void
drop_plan (SlMoment *moment)
{
  sl_moment_forget_shot (moment);
  g_clear_pointer (&moment->plan, sl_plan_unref);
  g_clear_pointer (&moment->assets, sl_assets_unref);
}

void
sl_moment_free (SlMoment *moment)
{
  if (moment == NULL)
    return;
  drop_plan (moment);
  sl_tracer_store_free (moment->tracers);
  g_free (moment);
}

void
sl_moment_set_plan (SlMoment *moment, const SlPlan *plan, SlAssets *assets)
{
  SlPlan *kept = sl_plan_ref (plan);

  sl_assets_ref (assets);
  drop_plan (moment);
  moment->plan = kept;
  moment->assets = assets;
}

static SlSceneMaker *
stage_maker (const SlMoment *moment, GError **error)
{
  if (sl_plan_count (moment->plan, SL_KIND_STAGE) == 0)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("The plan has no stage yet. Add one from the list on the left."));
      return NULL;
    }
  return sl_scene_maker_new_stage (moment->plan, moment->assets, sl_plan_at (moment->plan, SL_KIND_STAGE, 0)->id, NULL,
                                   error);
}

static SlSceneMaker *
make_maker (const SlMoment *moment, GError **error)
{
  const SlShot *shot = sl_selection_shot (moment->selection, moment->plan);
  SlSceneMaker *maker = shot != NULL
                        ? sl_scene_maker_new_shot (moment->plan, moment->assets, shot->entity.id, NULL) : NULL;

  return maker != NULL ? maker : stage_maker (moment, error); /* an unfinished shot still shows the stage */
}

/* Removes from `things` what `id_of` says is hidden; `n_still` of them, which come first, stand still. */
static void
leave_out (const SlSelection *selection, GPtrArray *things, guint *n_still, const char *(*id_of) (gconstpointer thing))
{
  for (guint i = things->len; i-- > 0;)
    if (!sl_selection_is_shown (selection, id_of (things->pdata[i])))
      {
        g_ptr_array_remove_index (things, i);
        *n_still -= i < *n_still;
      }
}

static const char *
wall_id (gconstpointer wall)
{
  return ((const SlSceneWall *) wall)->entity->id;
}

static const char *
mesh_id (gconstpointer mesh)
{
  return ((const SlSceneMesh *) mesh)->entity->id;
}

/* What the eye in the list switched off is not drawn; coverage counts it all the same. */
static void
leave_out_hidden (const SlSelection *selection, SlScene *scene)
{
  leave_out (selection, scene->walls, &scene->n_still_walls, wall_id);
  leave_out (selection, scene->meshes, &scene->n_still_meshes, mesh_id);
}

static void
make_scene (SlMoment *moment)
{
  if (moment->maker == NULL)
    moment->maker = make_maker (moment, &moment->error);
  if (moment->maker == NULL)
    return;
  const SlSceneMaker *maker = moment->overlaid != NULL ? moment->overlaid : moment->maker;
  moment->scene = sl_scene_maker_at (maker, sl_selection_frame (moment->selection), &moment->error);
  if (moment->scene == NULL)
    {
      g_autoptr (SlSceneMaker) stage = stage_maker (moment, NULL);
      moment->scene = stage != NULL ? sl_scene_maker_at (stage, 0, NULL) : NULL;
    }
  if (moment->scene != NULL)
    leave_out_hidden (moment->selection, moment->scene);
}

const SlSceneMaker *
sl_moment_maker (SlMoment *moment)
{
  if (sl_moment_scene (moment, NULL) == NULL)
    return NULL;
  return moment->overlaid != NULL ? moment->overlaid : moment->maker;
}

gboolean
sl_moment_is_overlaid (const SlMoment *moment)
{
  return moment->overlaid != NULL;
}

gboolean
sl_moment_set_overlay (SlMoment *moment, const SlOverlay *overlay, guint n, GError **error)
{
  if (sl_moment_scene (moment, error) == NULL || moment->maker == NULL)
    return FALSE;
  g_clear_pointer (&moment->overlaid, sl_scene_maker_free);
  sl_moment_forget_frame (moment);
  if (n > 0)
    moment->overlaid = sl_scene_maker_new_overlaid (moment->maker, overlay, n, error);
  return n == 0 || moment->overlaid != NULL;
}

const SlScene *
sl_moment_scene (SlMoment *moment, GError **error)
{
  if (moment->scene == NULL && moment->error == NULL)
    make_scene (moment);
  if (moment->scene == NULL && error != NULL && moment->error != NULL)
    *error = g_error_copy (moment->error);
  return moment->scene;
}

SlEntity *
sl_moment_entity (SlMoment *moment, const char *id)
{
  if (sl_moment_scene (moment, NULL) == NULL || moment->maker == NULL)
    return NULL;
  return sl_scene_maker_entity (sl_moment_maker (moment), id, sl_selection_frame (moment->selection), NULL);
}

const SlTracer *
sl_moment_tracer (SlMoment *moment)
{
  const SlScene *scene = sl_moment_scene (moment, NULL);

  if (moment->tracer == NULL && scene != NULL)
    {
      if (moment->tracers == NULL)
        moment->tracers = sl_tracer_store_new ();
      moment->tracer = sl_tracer_store_get (moment->tracers, scene, NULL);
    }
  return moment->tracer;
}
