/* Everything that `check` says. */
#include "sl-catalogue.h"
#include "sl-document.h"
#include "sl-i18n.h"
#include "sl-scene.h"
#include "sl-tally.h"

static void
check_devices (const SlPlan *plan, const SlPlan *catalogue, GPtrArray *findings)
{
  for (guint kind = SL_KIND_FIRST_DEVICE; kind < SL_N_KINDS; kind++)
    for (guint i = 0; i < sl_plan_count (plan, kind); i++)
      {
        const SlEntity *device = sl_plan_at (plan, kind, i);
        const SlEntity *known = sl_plan_get (catalogue, kind, device->id);
        g_autoptr (SlEntity) copy = known != NULL ? sl_catalogue_copy (known) : NULL;

        if (copy != NULL && !sl_record_equal (&sl_kind_info (kind)->record, device, copy))
          sl_findings_add (findings, SL_SEVERITY_NOTE, device, NULL,
                           _("Compare the two; analysis uses the plan's own copy"),
                           _("This copy differs from the catalogue"));
      }
}

/* Each shot's first and last frame must make a scene: a lens, a mode, walls that can stand. */
static void
check_scenes (const SlPlan *plan, SlAssets *assets, SlWatch *watch, GPtrArray *findings)
{
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT) && !sl_watch_is_cancelled (watch); i++)
    {
      const SlEntity *shot = sl_plan_at (plan, SL_KIND_SHOT, i);
      const double end = (double) ((const SlShot *) shot)->frames - 1;
      g_autoptr (GError) error = NULL;
      g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, assets, shot->id, &error);
      g_autoptr (SlScene) first = maker != NULL ? sl_scene_maker_at (maker, 0, &error) : NULL;
      g_autoptr (SlScene) last = first != NULL ? sl_scene_maker_at (maker, end, &error) : NULL;

      if (last == NULL)
        sl_findings_add (findings, SL_SEVERITY_ERROR, shot, NULL, _("Complete the shot"), "%s", error->message);
    }
}

GPtrArray *
sl_document_check (SlDocument *document, SlWatch *watch)
{
  const SlPlan *plan = sl_document_plan (document);
  const GPtrArray *problems = sl_document_catalogue_problems (document);
  GPtrArray *findings = sl_plan_check (plan);

  for (guint i = 0; i < problems->len; i++)
    sl_findings_add (findings, SL_SEVERITY_WARNING, NULL, NULL, _("Mend or remove the catalogue file"), "%s",
                     ((GError *) problems->pdata[i])->message);
  check_devices (plan, sl_document_catalogue (document), findings);
  sl_document_load_assets (document, watch, findings);
  check_scenes (plan, sl_document_assets (document), watch, findings);
  return findings;
}
