#include "sl-check-all.h"

#include "sl-capacity.h"
#include "sl-catalogue.h"
#include "sl-check-boards.h"
#include "sl-check-lenses.h"
#include "sl-check-rigs.h"
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
          {
            sl_findings_add (findings, SL_SEVERITY_NOTE, device, NULL, _("Compare the two"),
                             _("This copy, which analysis uses, differs from the catalogue"));
            sl_findings_code (findings, "device", NULL);
          }
      }
}

/* --- scenes --- */

/* What is said of fields, "ID FIELD"; ids have no spaces. */
static GHashTable *
fields_said (const GPtrArray *findings)
{
  GHashTable *said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const SlFinding *f = findings->pdata[i];
      if (f->severity == SL_SEVERITY_ERROR)
        g_hash_table_add (said, g_strdup_printf ("%s %s", f->id, f->field));
    }
  return said;
}

static gboolean
is_said (GHashTable *said, const char *id, const char *field)
{
  g_autofree char *key = g_strdup_printf ("%s %s", id, field);

  return g_hash_table_contains (said, key);
}

/* The shot's first and last frame must have a camera, and what stands about it must be there. */
static void
check_shot (const SlPlan *plan, SlAssets *assets, const SlEntity *shot, SlFindingMerger *left_out, GHashTable *said,
            GPtrArray *findings)
{
  const double end = (double) ((const SlShot *) shot)->frames - 1;
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, assets, shot->id, &error);
  SlSceneCamera camera;

  if (maker != NULL)
    sl_finding_merger_add (left_out, sl_scene_maker_findings (maker));
  if (maker != NULL && sl_scene_maker_camera (maker, 0, &camera, &error)
      && sl_scene_maker_camera (maker, end, &camera, &error))
    return;
  if (!is_said (said, shot->id, "setup") && !is_said (said, shot->id, "camera"))
    sl_findings_add_error (findings, SL_SEVERITY_ERROR, shot, NULL, _("Complete the shot"), error);
}

/* As they are built. */
static void
check_stage (const SlPlan *plan, SlAssets *assets, const SlEntity *stage, SlFindingMerger *left_out)
{
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_stage (plan, assets, stage->id, NULL, NULL);

  if (maker != NULL)
    sl_finding_merger_add (left_out, sl_scene_maker_findings (maker));
}

/* Adds what makers of scenes have to leave out, but nothing of a field that is named as wrong already. */
static void
check_scenes (const SlPlan *plan, SlAssets *assets, SlWatch *watch, GPtrArray *findings)
{
  g_autoptr (GPtrArray) left_out = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  g_autoptr (SlFindingMerger) merger = sl_finding_merger_new (left_out);
  g_autoptr (GPtrArray) unsaid = g_ptr_array_new ();
  g_autoptr (GHashTable) said = fields_said (findings);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_STAGE) && !sl_watch_is_cancelled (watch); i++)
    check_stage (plan, assets, sl_plan_at (plan, SL_KIND_STAGE, i), merger);
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT) && !sl_watch_is_cancelled (watch); i++)
    check_shot (plan, assets, sl_plan_at (plan, SL_KIND_SHOT, i), merger, said, findings);
  for (guint i = 0; i < left_out->len; i++)
    {
      SlFinding *f = left_out->pdata[i];
      if (!is_said (said, f->id, f->field))
        g_ptr_array_add (unsaid, f);
    }
  sl_findings_merge (findings, unsaid);
}

/* --- bookings --- */

static void
add_conflict (const SlPlan *plan, const SlStageCapacity *stage, const SlConflict *conflict, GPtrArray *findings)
{
  const guint n = conflict->bookings->len;
  const SlBooking *last = n > 0 ? conflict->bookings->pdata[n - 1] : NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *why = sl_conflict_why (conflict), *from = sl_date_to_text (conflict->from);
  g_autofree char *to = sl_date_to_text (conflict->to);

  if (last == NULL)
    return;
  for (guint i = 0; i < n; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? _(", ") : "",
                            sl_entity_title (&((const SlBooking *) conflict->bookings->pdata[i])->entity));
  sl_findings_add (findings, SL_SEVERITY_WARNING, &last->entity, "from", _("Move one of them, or give it another rank"),
                   _("%s, %s to %s: %s (%s)"), sl_entity_title (&stage->stage->entity), from, to, why, names->str);
}

static void
check_bookings (const SlPlan *plan, GPtrArray *findings)
{
  g_autoptr (GArray) stages = sl_capacity (plan, 0, 0, 1, NULL);

  for (guint i = 0; i < stages->len; i++)
    {
      const SlStageCapacity *stage = &g_array_index (stages, SlStageCapacity, i);

      for (guint k = 0; k < stage->conflicts->len; k++)
        add_conflict (plan, stage, &g_array_index (stage->conflicts, SlConflict, k), findings);
    }
}

GPtrArray *
sl_check_all (const SlCheckInput *input, SlWatch *watch)
{
  GPtrArray *findings = sl_plan_check (input->plan);

  for (guint i = 0; input->problems != NULL && i < input->problems->len; i++)
    sl_findings_add_error (findings, SL_SEVERITY_WARNING, NULL, NULL, _("Mend or remove the catalogue file"),
                           input->problems->pdata[i]);
  check_devices (input->plan, input->catalogue, findings);
  sl_plan_load_assets (input->plan, input->assets, input->folder, watch, findings);
  check_scenes (input->plan, input->assets, watch, findings);
  sl_check_rigs (input->plan, watch, findings);
  sl_check_lenses (input->plan, watch, findings);
  check_bookings (input->plan, findings);
  sl_check_boards (input->plan, watch, findings);
  return findings;
}

GPtrArray *
sl_document_check (SlDocument *document, SlWatch *watch)
{
  const SlCheckInput input = {
    .plan = sl_document_plan (document), .catalogue = sl_document_catalogue (document),
    .problems = sl_document_catalogue_problems (document), .assets = sl_document_assets (document),
    .folder = sl_document_folder (document),
  };

  return sl_check_all (&input, watch);
}
